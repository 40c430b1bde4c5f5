// imgui_fills.cpp: areas of the screen, plain and hatched: polygons and bands; see imgui_canvas.h.
#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "imgui_canvas.h"

namespace lesson {

namespace {

// The same pattern as in the SVG: stripes of 2.5 px every 6 px, on a faint tint.
constexpr float stripe_every = 6, stripe_width = 2.5f, hatch_tint = 0.16f;

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
  const ImVec2 white = list_._Data->TexUvWhitePixel;
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

}  // namespace lesson
