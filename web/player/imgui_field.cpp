// imgui_field.cpp: maps of values on the screen, as crisp cells or smooth; see imgui_canvas.h.
#include <algorithm>
#include <cmath>

#include "imgui_canvas.h"

namespace lesson {

namespace {

// A smooth map is drawn in dots of about so many CSS pixels, larger ones where it is pale: neighbors then differ by less
// than can be seen, and larger ones while pictures follow each other. At most so many a side.
constexpr float dot_size = 1.5f, pale_dot_size = 2.5f, pale = 0.5f, coarser = 2;
// Tints of one sign. With more of them a smooth map has more rectangles, not more to see.
int levels_of(const Marks::Field& map) { return map.max_opacity <= pale ? 28 : 40; }
constexpr float most_dots = 400;

// The nearest level, halves away from 0; 0 for what is no number.
int level_of(float value, int levels) {
  const float level = std::clamp(value, -1.f, 1.f) * static_cast<float>(levels);
  return level == level ? static_cast<int>(level < 0 ? level - 0.5f : level + 0.5f) : 0;
}

// Between which two cells a place lies, in cells from the first center, and how far: outside of the centers the last
// cell goes on.
struct Between {
  int cell = 0, next = 0;
  float share = 0;
  Between(float place, int count) {
    const float inside = std::clamp(place, 0.f, static_cast<float>(count - 1));
    cell = static_cast<int>(inside);
    next = std::min(cell + 1, count - 1);
    share = inside - static_cast<float>(cell);
  }
};

}  // namespace

ImU32 ImGuiCanvas::level_color(const Field& map, int level) const {
  return color(level < 0 ? map.low : map.high,
               static_cast<float>(std::abs(level)) / static_cast<float>(levels_of(map)) * map.max_opacity);
}

void ImGuiCanvas::plain_rect(ImVec2 low, ImVec2 high, ImU32 ink) {
  if ((ink & IM_COL32_A_MASK) == 0) return;
  list_.PrimReserve(6, 4);
  list_.PrimRect(low, high, ink);
}

void ImGuiCanvas::field(const Field& map) {
  const auto cells = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  if (map.columns <= 0 || map.rows <= 0 || map.values.size() < cells) return;
  const ImVec2 low = to_device({map.area.x, map.area.y}), high = to_device({map.area.right(), map.area.bottom()});
  if (high.x <= low.x || high.y <= low.y) return;
  const bool few = map.columns < 2 && map.rows < 2;
  map.smooth && !few ? smooth_field(map, low, high) : crisp_field(map, low, high);
}

void ImGuiCanvas::crisp_field(const Field& map, ImVec2 low, ImVec2 high) {
  // Cell edges are rounded once and shared by both neighbours: neither false gaps nor overlaps.
  const auto edge = [&](float from, float to, int i, int count) {
    return on_pixel(from + (to - from) * static_cast<float>(i) / static_cast<float>(count));
  };
  const float gap = map.gap > 0 ? std::max(1.f, std::round(map.gap * ratio_)) : 0;
  const float before = std::floor(gap / 2), after = gap - before;
  const float radius = map.smooth ? 0 : map.corner_radius * ratio_;
  const bool joined = gap == 0 && radius <= 0;
  const int levels = levels_of(map);
  for (int row = 0; row < map.rows; ++row) {
    const float top = edge(low.y, high.y, row, map.rows) + before;
    const float bottom = edge(low.y, high.y, row + 1, map.rows) - after;
    const float* const values = &map.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.columns)];
    for (int column = 0; column < map.columns;) {
      const int level = level_of(values[column], levels);
      int end = column + 1;  // equal neighbours become one rectangle
      while (joined && end < map.columns && level_of(values[end], levels) == level) ++end;
      const ImVec2 corner{edge(low.x, high.x, column, map.columns) + before, top};
      const ImVec2 opposite{std::max(corner.x + 1, edge(low.x, high.x, end, map.columns) - after),
                            std::max(top + 1, bottom)};
      if (level != 0 && radius > 0)
        list_.AddRectFilled(corner, opposite, level_color(map, level), radius);
      else if (level != 0)
        plain_rect(corner, opposite, level_color(map, level));
      column = end;
    }
  }
}

// Values are blended between the centers of cells and drawn in small dots; equal neighbours become one rectangle. That
// looks the same on a renderer that blends texels and on SDL's software one, which does not.
void ImGuiCanvas::smooth_field(const Field& map, ImVec2 low, ImVec2 high) {
  low = {on_pixel(low.x), on_pixel(low.y)};
  high = {on_pixel(high.x), on_pixel(high.y)};
  const ImVec2 clip_low = list_.GetClipRectMin(), clip_high = list_.GetClipRectMax();
  const float left = std::max(low.x, std::floor(clip_low.x)), right = std::min(high.x, std::ceil(clip_high.x));
  const float top = std::max(low.y, std::floor(clip_low.y)), bottom = std::min(high.y, std::ceil(clip_high.y));
  const float size = (map.max_opacity <= pale ? pale_dot_size : dot_size) * (coarse_ ? coarser : 1);
  const float dot = std::max(
      {1.f, std::round(size * ratio_), std::ceil((right - left) / most_dots), std::ceil((bottom - top) / most_dots)});
  const float columns_per_pixel = static_cast<float>(map.columns) / (high.x - low.x);
  const float rows_per_pixel = static_cast<float>(map.rows) / (high.y - low.y);
  const float radius = std::min({map.corner_radius * ratio_, (high.x - low.x) / 2, (high.y - low.y) / 2});

  const int levels = levels_of(map);
  std::vector<float> line(static_cast<std::size_t>(map.columns));  // values at the height of a row of dots
  std::vector<Between> across;
  for (float x = left; x < right; x += dot)
    across.emplace_back((x + dot / 2 - low.x) * columns_per_pixel - 0.5f, map.columns);
  std::vector<int> tints(across.size());  // of a row of dots
  for (float y = top, height; y < bottom; y += height) {
    // In the rounded corners line by line.
    const float into = std::min(y - low.y, high.y - y - 1);
    height = into < radius ? 1 : std::min({dot, bottom - y, std::max(1.f, high.y - std::ceil(radius) - y)});
    const float over = radius - into - 0.5f;
    const float inset = over > 0 ? std::round(radius - std::sqrt(std::max(0.f, radius * radius - over * over))) : 0;
    const Between down((y + height / 2 - low.y) * rows_per_pixel - 0.5f, map.rows);
    const float* const above = &map.values[static_cast<std::size_t>(down.cell * map.columns)];
    const float* const below = &map.values[static_cast<std::size_t>(down.next * map.columns)];
    for (std::size_t column = 0; column < line.size(); ++column)
      line[column] = above[column] + (below[column] - above[column]) * down.share;
    for (std::size_t i = 0; i < across.size(); ++i) {
      const float first = line[static_cast<std::size_t>(across[i].cell)];
      const float next = line[static_cast<std::size_t>(across[i].next)];
      tints[i] = level_of(first + (next - first) * across[i].share, levels);
    }
    for (std::size_t i = 0, end = 0; i < across.size(); i = end) {
      const int level = tints[i];
      for (end = i + 1; end < across.size() && tints[end] == level;) ++end;
      const float from = std::max(left + dot * static_cast<float>(i), low.x + inset);
      const float to = std::min({left + dot * static_cast<float>(end), right, high.x - inset});
      if (level != 0 && to > from) plain_rect({from, y}, {to, y + height}, level_color(map, level));
    }
  }
}

}  // namespace lesson
