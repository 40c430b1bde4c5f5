// imgui_canvas.cpp: marks as triangles; see imgui_canvas.h.
//
// Index: pixels and colors · strokes (solid, dashes) · fills (plain, hatched) · marks · text · field · meaning and touch
#include "imgui_canvas.h"

#include <algorithm>
#include <cmath>

namespace lesson {

namespace {

constexpr float pi = 3.14159265f;
// The same pattern as svg_canvas: stripes of 2.5 px every 6 px, on a faint tint.
constexpr float stripe_every = 6, stripe_width = 2.5f, hatch_tint = 0.16f;
// Half of the height of digits and capitals of Inter, in text sizes: where the middle line is above the baseline.
constexpr float middle_above_baseline = 0.364f;

float length(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }
ImVec2 between(ImVec2 a, ImVec2 b, float t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

// The part of a convex polygon where sign * (x + y) <= sign * limit.
void cut(std::span<const ImVec2> polygon, float limit, float sign, std::vector<ImVec2>& part) {
  part.clear();
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const ImVec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    const float over_a = sign * (a.x + a.y - limit), over_b = sign * (b.x + b.y - limit);
    if (over_a <= 0) part.push_back(a);
    if ((over_a < 0 && over_b > 0) || (over_a > 0 && over_b < 0))
      part.push_back(between(a, b, over_a / (over_a - over_b)));
  }
}

// Dear ImGui smooths the outer edge only if the points go clockwise.
void make_clockwise(std::vector<ImVec2>& points) {
  float doubled_area = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 a = points[i], b = points[(i + 1) % points.size()];
    doubled_area += a.x * b.y - b.x * a.y;
  }
  if (doubled_area < 0) std::reverse(points.begin(), points.end());
}

}  // namespace

// ---- pixels and colors ---------------------------------------------------------------------------------------------

ImGuiCanvas::ImGuiCanvas(const Screen& screen, const Rect& area)
    : list_(screen.list),
      text_(screen.text),
      colors_(screen.colors),
      ratio_(screen.pixel_ratio),
      touch_(screen.touch),
      area_(area) {}

ImVec2 ImGuiCanvas::to_device(Point point) const {
  // What lies far outside stays far outside, but finite.
  constexpr float far = 1e5f;
  const auto place = [=](float value) { return std::isfinite(value) ? std::clamp(value, -far, far) : -far; };
  return {place((area_.x + point.x) * ratio_), place((area_.y + point.y) * ratio_)};
}

float ImGuiCanvas::on_pixel(float device) const { return std::round(device); }

ImU32 ImGuiCanvas::color(Ink ink, float opacity) const {
  const std::uint32_t rgba = colors_[static_cast<std::size_t>(ink)];
  const float alpha = static_cast<float>(rgba & 0xFF) * std::clamp(opacity, 0.f, 1.f);
  return IM_COL32(rgba >> 24, rgba >> 16 & 0xFF, rgba >> 8 & 0xFF, static_cast<ImU32>(std::lround(alpha)));
}

// ---- strokes -------------------------------------------------------------------------------------------------------

// A level or upright line covers whole pixels.
void ImGuiCanvas::straight(ImVec2 from, ImVec2 to, float width, ImU32 ink) {
  const bool level = std::abs(from.y - to.y) < 0.01f, upright = std::abs(from.x - to.x) < 0.01f;
  if (!level && !upright) {
    list_.AddLine(from, to, ink, width);
    return;
  }
  const float whole = std::max(1.f, std::ceil(width - 0.5f));
  ImVec2 low{std::min(from.x, to.x), std::min(from.y, to.y)}, high{std::max(from.x, to.x), std::max(from.y, to.y)};
  if (level) {
    low.y = on_pixel(low.y - whole / 2);
    high.y = low.y + whole;
  } else {
    low.x = on_pixel(low.x - whole / 2);
    high.x = low.x + whole;
  }
  list_.AddRectFilled(low, high, ink);
}

// Sharp turns are cut into two lines under a round joint: ImGui's pointed joints would shoot out far.
void ImGuiCanvas::solid(std::span<const ImVec2> points, float width, ImU32 ink) {
  if (points.size() == 2) return straight(points[0], points[1], width, ink);
  std::size_t first = 0;
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const ImVec2 before{points[i].x - points[i - 1].x, points[i].y - points[i - 1].y};
    const ImVec2 after{points[i + 1].x - points[i].x, points[i + 1].y - points[i].y};
    if (before.x * after.x + before.y * after.y > 0) continue;
    list_.AddPolyline(&points[first], static_cast<int>(i - first + 1), ink, ImDrawFlags_None, width);
    list_.AddCircleFilled(points[i], width / 2, ink, 8);
    first = i;
  }
  list_.AddPolyline(&points[first], static_cast<int>(points.size() - first), ink, ImDrawFlags_None, width);
}

void ImGuiCanvas::stroke_points(std::span<const ImVec2> points, bool closed, const Stroke& stroke) {
  if (points.size() < 2) return;
  const ImU32 ink = color(stroke.ink, stroke.opacity);
  const float width = stroke.width * ratio_;
  if (stroke.dash == Dash::solid) {
    if (closed)
      list_.AddPolyline(points.data(), static_cast<int>(points.size()), ink, ImDrawFlags_Closed, width);
    else
      solid(points, width, ink);
    return;
  }
  // Walks along the path; `phase` is the way since the last dash or dot began.
  const float dash = 3 * width, period = stroke.dash == Dash::dashed ? 5 * width : 2.5f * width;
  std::vector<ImVec2> piece;
  float phase = 0;
  const std::size_t edges = closed ? points.size() : points.size() - 1;
  for (std::size_t i = 0; i < edges; ++i) {
    const ImVec2 a = points[i], b = points[(i + 1) % points.size()];
    const float edge = length(a, b);
    for (float at = 0; at < edge;) {
      const ImVec2 here = between(a, b, at / edge);
      if (stroke.dash == Dash::dotted) {
        if (phase == 0) list_.AddCircleFilled(here, width / 2, ink);
      } else if (phase < dash && piece.empty()) {
        piece.push_back(here);
      }
      const bool in_dash = stroke.dash == Dash::dashed && phase < dash;
      const float ahead = std::min((in_dash ? dash : period) - phase, edge - at);
      at += ahead;
      phase += ahead;
      if (in_dash) piece.push_back(between(a, b, std::min(1.f, at / edge)));
      if (in_dash && phase >= dash - 0.01f) {
        phase = dash;
        solid(piece, width, ink);
        piece.clear();
      }
      if (phase >= period - 0.01f) phase = 0;
    }
  }
  if (piece.size() >= 2) solid(piece, width, ink);
}

void ImGuiCanvas::line(Point from, Point to, const Stroke& stroke) {
  const ImVec2 points[] = {to_device(from), to_device(to)};
  stroke_points(points, false, stroke);
}

void ImGuiCanvas::polyline(std::span<const Point> points, const Stroke& stroke) {
  // Points closer than half a pixel add triangles, not shape.
  constexpr float closest = 0.5f;
  points_.clear();
  for (const Point& point : points) {
    const ImVec2 at = to_device(point);
    if (points_.empty() || length(points_.back(), at) >= closest) points_.push_back(at);
  }
  if (points_.size() == 1 && points.size() > 1) points_.push_back(to_device(points.back()));
  stroke_points(points_, false, stroke);
}

// ---- fills ---------------------------------------------------------------------------------------------------------

void ImGuiCanvas::hatch(std::span<const ImVec2> convex, ImU32 ink) {
  // The stripes are the areas between two lines x + y = c; a distance of d between lines is sqrt(2) d in c.
  const float step = stripe_every * ratio_ * std::sqrt(2.f), thick = stripe_width * ratio_ * std::sqrt(2.f);
  float low = 1e9f, high = -1e9f;
  for (const ImVec2 point : convex) {
    low = std::min(low, point.x + point.y);
    high = std::max(high, point.x + point.y);
  }
  std::vector<ImVec2> below, stripe;
  for (float c = std::floor(low / step) * step; c < high; c += step) {
    cut(convex, c + thick, 1, below);
    cut(below, c, -1, stripe);
    if (stripe.size() >= 3) list_.AddConvexPolyFilled(stripe.data(), static_cast<int>(stripe.size()), ink);
  }
}

void ImGuiCanvas::fill_convex(std::span<const ImVec2> points, const Fill& fill) {
  std::vector<ImVec2> clockwise(points.begin(), points.end());
  make_clockwise(clockwise);
  const float opacity = fill.hatched ? fill.opacity * hatch_tint : fill.opacity;
  list_.AddConvexPolyFilled(clockwise.data(), static_cast<int>(clockwise.size()), color(fill.ink, opacity));
  if (fill.hatched) hatch(clockwise, color(fill.ink, fill.opacity));
}

void ImGuiCanvas::polygon(std::span<const Point> points, const Fill& fill) {
  points_.clear();
  for (const Point& point : points) points_.push_back(to_device(point));
  if (points_.size() >= 3) fill_convex(points_, fill);
}

void ImGuiCanvas::band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) {
  const std::size_t count = std::min(lower.size(), upper.size());
  if (count < 2) return;
  // Four points an x: the band, and half a pixel of fading above and below it. Neighbours share points: no seams.
  const ImU32 ink = color(fill.ink, fill.hatched ? fill.opacity * hatch_tint : fill.opacity);
  const ImU32 faded = ink & ~IM_COL32_A_MASK;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list_.PrimReserve(static_cast<int>(18 * (count - 1)), static_cast<int>(4 * count));
  const ImDrawIdx first = static_cast<ImDrawIdx>(list_._VtxCurrentIdx);
  for (std::size_t i = 0; i < count; ++i) {
    const ImVec2 a = to_device(upper[i]), b = to_device(lower[i]);
    const float top = std::min(a.y, b.y), bottom = std::max(a.y, b.y);
    list_.PrimWriteVtx({a.x, top - 0.5f}, white, faded);
    list_.PrimWriteVtx({a.x, std::min(top + 0.5f, bottom)}, white, ink);
    list_.PrimWriteVtx({a.x, std::max(bottom - 0.5f, top)}, white, ink);
    list_.PrimWriteVtx({a.x, bottom + 0.5f}, white, faded);
  }
  for (std::size_t i = 0; i + 1 < count; ++i)
    for (unsigned row = 0; row < 3; ++row) {
      const unsigned here = first + static_cast<unsigned>(4 * i) + row;
      for (const unsigned index : {here, here + 4, here + 5, here, here + 5, here + 1})
        list_.PrimWriteIdx(static_cast<ImDrawIdx>(index));
    }
  if (!fill.hatched) return;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const ImVec2 quad[] = {to_device(upper[i]), to_device(upper[i + 1]), to_device(lower[i + 1]),
                           to_device(lower[i])};
    hatch(quad, color(fill.ink, fill.opacity));
  }
}

// ---- marks ---------------------------------------------------------------------------------------------------------

void ImGuiCanvas::rounded_outline(ImVec2 low, ImVec2 high, float radius) {
  const float most = std::max(0.f, std::min(high.x - low.x, high.y - low.y) / 2);
  list_.PathRect(low, high, std::min(radius, most));
}

void ImGuiCanvas::rect(const Rect& area, const Fill& fill, float corner_radius) {
  if (area.width <= 0 || area.height <= 0) return;
  ImVec2 low = to_device({area.x, area.y}), high = to_device({area.right(), area.bottom()});
  low = {on_pixel(low.x), on_pixel(low.y)};
  // However small, a bar that is there can be seen.
  high = {std::max(low.x + 1, on_pixel(high.x)), std::max(low.y + 1, on_pixel(high.y))};
  rounded_outline(low, high, corner_radius * ratio_);
  if (corner_radius <= 0 && !fill.hatched) {
    list_.PathClear();
    list_.AddRectFilled(low, high, color(fill.ink, fill.opacity));
    return;
  }
  points_.assign(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
  fill_convex(points_, fill);
}

void ImGuiCanvas::frame(const Rect& area, const Stroke& stroke, float corner_radius) {
  const float whole = std::max(1.f, std::ceil(stroke.width * ratio_ - 0.5f));
  ImVec2 low = to_device({area.x, area.y}), high = to_device({area.right(), area.bottom()});
  // The middle of the stroke lies so that its edges fall on pixel edges.
  low = {on_pixel(low.x - whole / 2) + whole / 2, on_pixel(low.y - whole / 2) + whole / 2};
  high = {on_pixel(high.x - whole / 2) + whole / 2, on_pixel(high.y - whole / 2) + whole / 2};
  rounded_outline(low, high, corner_radius * ratio_);
  points_.assign(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
  Stroke snapped = stroke;
  snapped.width = whole / ratio_;
  stroke_points(points_, true, snapped);
}

void ImGuiCanvas::disk(Point center, float radius, const Fill& fill) {
  const ImVec2 at = to_device(center);
  if (radius <= 0) return;
  if (!fill.hatched) {
    list_.AddCircleFilled(at, radius * ratio_, color(fill.ink, fill.opacity));
    return;
  }
  list_.PathArcTo(at, radius * ratio_, 0, 2 * pi * 47 / 48, 47);
  points_.assign(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
  fill_convex(points_, fill);
}

void ImGuiCanvas::ring(Point center, float radius, const Stroke& stroke) {
  const ImVec2 at = to_device(center);
  if (radius <= 0) return;
  if (stroke.dash == Dash::solid) {
    list_.AddCircle(at, radius * ratio_, color(stroke.ink, stroke.opacity), 0, stroke.width * ratio_);
    return;
  }
  list_.PathArcTo(at, radius * ratio_, 0, 2 * pi * 63 / 64, 63);
  points_.assign(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
  stroke_points(points_, true, stroke);
}

// ---- text ----------------------------------------------------------------------------------------------------------

void ImGuiCanvas::text(Point at, std::string_view words, const TextStyle& style) { faded_text(at, words, style, 1); }

void ImGuiCanvas::faded_text(Point at, std::string_view words, const TextStyle& style, float opacity) {
  ImVec2 place = to_device(at);
  const float width = style.align == Align::left ? 0 : text_.width(words, style.size, style.bold);
  if (style.align == Align::center) place.x -= width / 2;
  if (style.align == Align::right) place.x -= width;
  text_.draw(list_, on_pixel(place.x), place.y + middle_above_baseline * style.size * ratio_, words, style.size,
             style.bold, color(style.ink, opacity));
}

float ImGuiCanvas::measure(std::string_view words, const TextStyle& style) {
  return text_.width(words, style.size, style.bold) / ratio_;
}

// ---- field ---------------------------------------------------------------------------------------------------------

void ImGuiCanvas::field(const Field& map) {
  if (map.columns <= 0 || map.rows <= 0 || map.values.size() < static_cast<std::size_t>(map.columns * map.rows))
    return;
  const ImVec2 low = to_device({map.area.x, map.area.y}), high = to_device({map.area.right(), map.area.bottom()});
  // Cell edges are rounded once and shared by both neighbours: neither gaps nor overlaps.
  const auto edge = [&](float from, float to, int i, int count) {
    return on_pixel(from + (to - from) * static_cast<float>(i) / static_cast<float>(count));
  };
  const auto tint = [&](float value) {
    const float share = std::isfinite(value) ? std::clamp(value, -1.f, 1.f) : 0.f;
    return color(share < 0 ? map.low : map.high, std::abs(share) * map.max_opacity);
  };
  for (int row = 0; row < map.rows; ++row) {
    const float top = edge(low.y, high.y, row, map.rows), bottom = edge(low.y, high.y, row + 1, map.rows);
    const float* const values = &map.values[static_cast<std::size_t>(row * map.columns)];
    for (int column = 0; column < map.columns;) {
      // Equal neighbours become one rectangle: a smooth field has few different tints.
      const ImU32 here = tint(values[column]);
      int end = column + 1;
      while (end < map.columns && tint(values[end]) == here) ++end;
      if ((here & IM_COL32_A_MASK) != 0) {
        list_.PrimReserve(6, 4);
        list_.PrimRect({edge(low.x, high.x, column, map.columns), top},
                       {edge(low.x, high.x, end, map.columns), bottom}, here);
      }
      column = end;
    }
  }
}

// ---- meaning and touch ---------------------------------------------------------------------------------------------

void ImGuiCanvas::explain(const Rect& area, std::string_view words) {
  if (touch_) touch_->explain(area, words);
}
void ImGuiCanvas::tap(const Rect& area, std::string_view action_id) {
  if (touch_) touch_->tap(area, action_id);
}
void ImGuiCanvas::tap_to_set(const Rect& area, std::string_view param_id, double value) {
  if (touch_) touch_->tap_to_set(area, param_id, value);
}
void ImGuiCanvas::drag(const Drag& handle) {
  if (touch_) touch_->drag(handle);
}

}  // namespace lesson
