// svg_canvas.h: a Canvas that writes SVG text: posters of the lesson, golden pictures, tests without a browser.
//
// The picture holds no color and no style: an Ink becomes the class "fill-kept" or "stroke-train", and the page's CSS
// maps classes to color tokens. Fonts are inherited from the page too. Numbers have at most two decimals, whatever the
// locale, so the same picture is the same text on every compiler.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "canvas.h"

namespace lesson {

class SvgCanvas final : public Canvas {
 public:
  // size: CSS pixels, becomes the viewBox. id_prefix starts the id of every definition (hatch patterns): pictures on one
  // page need different prefixes. Only letters, digits, '-' and '_', not starting with a digit.
  SvgCanvas(float width, float height, std::string_view id_prefix);

  // The whole picture, "<svg …>…</svg>". svg_attributes is copied into the tag as it is, for what the page decides:
  // `role="img" aria-label="…"`.
  std::string finish(std::string_view svg_attributes = {}) const;

  Rect bounds() const override { return {0, 0, width_, height_}; }
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
  void explain(const Rect& area, std::string_view words) override;
  // Touch has no meaning in a still picture.
  void clip(const Rect&) override {}
  void unclip() override {}
  void key(const Key&) override {}
  void paint(const Paint&) override {}
  void tap(const Rect&, std::string_view) override {}
  void tap_to_set(const Rect&, std::string_view, double) override {}
  void drag(const Drag&) override {}

 private:
  void open(std::string_view element);
  void number(std::string_view name, float value);
  void path_points(std::span<const Point> points);
  void add_fill(const Fill& fill);
  void add_stroke(const Stroke& stroke);
  void add_levels(const Field& map, float sign, Ink ink);

  float width_, height_;
  std::string prefix_, body_;
  std::array<bool, ink_count> hatched_{};  // which inks need a hatch pattern
};

// "12", "0.5", "-3.25": rounded to two decimals, without trailing zeros, never "-0".
std::string svg_number(float value);

// The words with &, <, > and quotes escaped; control characters, which XML forbids, become spaces.
std::string xml_escaped(std::string_view words);

}  // namespace lesson
