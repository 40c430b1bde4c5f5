// panel_layout.h: where the panels of a figure stand, and the canvas that each of them gets.
//
// One panel fills the width and carries no title: the figure has one. Several stand one below the other on phones and in
// two columns from two_columns_from on, each under the shorter one; each carries its title. A wide panel always takes the
// full width.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "widget.h"

namespace lesson {

using PanelSet = std::uint32_t;  // bit i: panel i of the declaration. 0: all

inline constexpr float two_columns_from = 640;

struct PlacedPanel {
  const PanelInfo* info = nullptr;
  int index = 0;        // in the declaration
  Rect area;            // where it draws, in canvas space
  bool titled = false;  // its title stands above `area`
};
struct PanelLayout {
  std::vector<PlacedPanel> panels;
  float height = 0;  // of the whole picture, at least 120
};

// Whole CSS pixels from 240 to 4096, whatever is asked for.
float usable_width(float asked);

// The panels that `panels` names, in the order of the declaration; width is taken as 240 to 4096.
PanelLayout panel_layout(const WidgetText& text, float width, PanelSet panels);

// The only panel shown; null where there are several.
const PanelInfo* only_panel(const WidgetText& text, PanelSet panels);

// A part of a canvas as a canvas of its own that starts at 0, 0. Writes the panel's title when it is made.
class PanelCanvas final : public Canvas {
 public:
  PanelCanvas(Canvas& whole, const PlacedPanel& panel);

  Rect bounds() const override { return {0, 0, area_.width, area_.height}; }
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
  void key(const Key& key) override;
  void explain(const Rect& area, std::string_view words) override;
  void tap(const Rect& area, std::string_view action_id) override;
  void tap_to_set(const Rect& area, std::string_view param_id, double value) override;
  void drag(const Drag& handle) override;
  void paint(const Paint& grid) override;

 private:
  Point moved(Point p) const { return {p.x + area_.x, p.y + area_.y}; }
  Rect moved(const Rect& r) const { return {r.x + area_.x, r.y + area_.y, r.width, r.height}; }
  std::span<const Point> moved(std::span<const Point> points, std::vector<Point>& copy) const;

  Canvas& whole_;
  Rect area_;
  std::vector<Point> first_, second_;
};

}  // namespace lesson
