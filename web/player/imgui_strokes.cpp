// imgui_strokes.cpp: lines of the screen, solid, dashed and dotted; see imgui_canvas.h.
#include <algorithm>
#include <cmath>

#include "imgui_canvas.h"

namespace lesson {

namespace {

float length(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }
ImVec2 between(ImVec2 a, ImVec2 b, float t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

}  // namespace

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

}  // namespace lesson
