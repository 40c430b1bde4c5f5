// svg_writer.h: a display list as SVG text: posters of the lesson, golden pictures, print, and download from a live figure.
//
// For pages the picture holds no color and no style: an Ink becomes the class "fill-kept" or "stroke-train", and the page's
// CSS maps classes to color tokens; fonts are inherited from the page too. A picture that has to stand alone has its colors
// resolved. Each panel is a group of its own, drawn from its corner. Numbers have at most two decimals, whatever the
// locale, so the same list is the same text on every compiler.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "list_reader.h"

namespace lesson {

using InkColors = std::array<std::uint32_t, ink_count>;  // 0xRRGGBBAA

struct SvgOptions {
  // Starts the id of every definition (hatch patterns, clips): pictures on one page need different ones. Only letters,
  // digits, '-' and '_', not starting with a digit.
  std::string_view id_prefix = "picture";
  // Copied into the tag as it is, for what the page decides: `role="img" aria-label="…"`.
  std::string_view svg_attributes{};
  // For a picture that stands alone: its name and its words (plain text), its colors, a ground of Ink::paper.
  std::string_view title{}, description{};
  const InkColors* colors = nullptr;
};

// "<svg …>…</svg>"; empty if the list is damaged.
std::string list_as_svg(std::span<const unsigned char> list, const SvgOptions& options = {});

// The reader behind it, for marks that come from elsewhere.
class SvgWriter final : public MarkReader {
 public:
  explicit SvgWriter(const SvgOptions& options = {});

  // width, height: CSS pixels, become the viewBox.
  std::string finish(float width, float height) const;

  void line(Point from, Point to, const Stroke& stroke) override;
  void polyline(std::span<const Point> points, const Stroke& stroke) override;
  void polygon(std::span<const Point> points, const Fill& fill) override;
  void rect(const Rect& area, const Fill& fill, float corner_radius) override;
  void frame(const Rect& area, const Stroke& stroke, float corner_radius) override;
  void disk(Point center, float radius, const Fill& fill) override;
  void ring(Point center, float radius, const Stroke& stroke) override;
  void text(Point at, std::string_view words, const TextStyle& style) override;
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) override;
  void field(const Field& map) override;
  void clip(const Rect& area) override;
  void unclip() override;
  void explain(const Rect& area, std::string_view words) override;
  void panel(const Rect& area) override;
  // Motion and touch have no meaning in a still picture.
  void key(const Key&) override {}
  void touch(const Touch&) override {}

 private:
  void open(std::string_view element);
  void number(std::string_view name, float value);
  void box(const Rect& area, float corner_radius);
  void path_points(std::span<const Point> points);
  // ` class="fill-kept"` or ` fill="#00786c"`
  std::string color(std::string_view kind, Ink ink) const;
  void add_fill(const Fill& fill);
  void add_stroke(const Stroke& stroke);
  void add_levels(const Field& map, float sign, Ink ink);
  void add_cells(const Field& map);

  SvgOptions options_;
  std::string prefix_, body_, clips_;
  Point origin_;  // of the panel whose group is open
  int clip_count_ = 0;
  bool clipped_ = false, grouped_ = false;
  std::array<bool, ink_count> hatched_{};  // which inks need a hatch pattern
};

// "12", "0.5", "-3.25": rounded to two decimals, without trailing zeros, never "-0".
std::string svg_number(float value);

// The words with &, <, > and quotes escaped; control characters, which XML forbids, become spaces.
std::string xml_escaped(std::string_view words);

}  // namespace lesson
