// panel_layout.cpp: one or two columns of panels; see panel_layout.h.
#include "panel_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lesson {

namespace {

constexpr float column_gap = 24, row_gap = 20, title_height = 32, title_size = 16, side = 16;

PanelSet known(const WidgetText& text, PanelSet panels) {
  const PanelSet all = (PanelSet{1} << text.panels.size()) - 1;
  return (panels & all) != 0 ? panels & all : all;
}

}  // namespace

const PanelInfo* only_panel(const WidgetText& text, PanelSet panels) {
  const PanelSet shown = known(text, panels);
  return std::popcount(shown) == 1 ? &text.panels[static_cast<std::size_t>(std::countr_zero(shown))] : nullptr;
}

float usable_width(float asked) {
  return std::isfinite(asked) ? std::clamp(std::floor(asked), 240.0f, 4096.0f) : 240.0f;
}

PanelLayout panel_layout(const WidgetText& text, float asked_width, PanelSet panels) {
  const float width = usable_width(asked_width);
  const PanelSet shown = known(text, panels);
  const bool titled = std::popcount(shown) > 1;
  const bool two_columns = titled && width >= two_columns_from;
  const float half = std::floor((width - column_gap) / 2);
  const float above = titled ? title_height : 0;

  PanelLayout layout;
  float left_bottom = 0, right_bottom = 0;
  for (std::size_t i = 0; i < text.panels.size(); ++i) {
    if ((shown >> i & 1) == 0) continue;
    const PanelInfo& info = text.panels[i];
    const bool in_column = two_columns && !info.wide;
    const bool right = in_column && right_bottom < left_bottom;
    const float used = in_column ? (right ? right_bottom : left_bottom) : std::max(left_bottom, right_bottom);
    const float top = used > 0 ? used + row_gap : 0;
    const float panel_width = in_column ? half : width;
    const Rect area{right ? half + column_gap : 0, top + above, panel_width, std::round(info.height(panel_width))};
    layout.panels.push_back({&info, static_cast<int>(i), area, titled});
    if (!in_column || !right) left_bottom = area.bottom();
    if (!in_column || right) right_bottom = area.bottom();
    layout.height = std::max(layout.height, area.bottom());
  }
  layout.height = std::clamp(std::round(layout.height), 120.0f, 8192.0f);
  return layout;
}

PanelCanvas::PanelCanvas(Canvas& whole, const PlacedPanel& panel) : whole_(whole), area_(panel.area) {
  if (panel.titled)
    whole.text({area_.x + side, area_.y - title_height / 2}, panel.info->title, {.size = title_size, .bold = true});
}

std::span<const Point> PanelCanvas::moved(std::span<const Point> points, std::vector<Point>& copy) const {
  copy.clear();
  for (const Point& point : points) copy.push_back(moved(point));
  return copy;
}

void PanelCanvas::line(Point from, Point to, const Stroke& stroke) { whole_.line(moved(from), moved(to), stroke); }
void PanelCanvas::polyline(std::span<const Point> points, const Stroke& stroke) {
  whole_.polyline(moved(points, first_), stroke);
}
void PanelCanvas::polygon(std::span<const Point> points, const Fill& fill) {
  whole_.polygon(moved(points, first_), fill);
}
void PanelCanvas::rect(const Rect& area, const Fill& fill, float corner_radius) {
  whole_.rect(moved(area), fill, corner_radius);
}
void PanelCanvas::frame(const Rect& area, const Stroke& stroke, float corner_radius) {
  whole_.frame(moved(area), stroke, corner_radius);
}
void PanelCanvas::disk(Point center, float radius, const Fill& fill) { whole_.disk(moved(center), radius, fill); }
void PanelCanvas::ring(Point center, float radius, const Stroke& stroke) {
  whole_.ring(moved(center), radius, stroke);
}
void PanelCanvas::text(Point at, std::string_view words, const TextStyle& style) {
  whole_.text(moved(at), words, style);
}
void PanelCanvas::band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) {
  whole_.band(moved(lower, first_), moved(upper, second_), fill);
}
void PanelCanvas::field(const Field& map) {
  Field placed = map;
  placed.area = moved(map.area);
  whole_.field(placed);
}
void PanelCanvas::clip(const Rect& area) { whole_.clip(moved(area)); }
void PanelCanvas::unclip() { whole_.unclip(); }
void PanelCanvas::key(const Key& key) {
  Key placed = key;
  placed.path = moved(key.path, first_);
  whole_.key(placed);
}
void PanelCanvas::explain(const Rect& area, std::string_view words) { whole_.explain(moved(area), words); }
void PanelCanvas::tap(const Rect& area, std::string_view action_id) { whole_.tap(moved(area), action_id); }
void PanelCanvas::tap_to_set(const Rect& area, std::string_view param_id, double value) {
  whole_.tap_to_set(moved(area), param_id, value);
}
void PanelCanvas::drag(const Drag& handle) {
  Drag placed = handle;
  placed.area = moved(handle.area);
  placed.min_at = moved(handle.min_at);
  placed.max_at = moved(handle.max_at);
  placed.second_min_at = moved(handle.second_min_at);
  placed.second_max_at = moved(handle.second_max_at);
  whole_.drag(placed);
}
void PanelCanvas::paint(const Paint& grid) {
  Paint placed = grid;
  placed.area = moved(grid.area);
  whole_.paint(placed);
}

}  // namespace lesson
