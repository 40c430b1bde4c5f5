// map_picture.cpp: drawing of map_picture.h.
#include "map_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "plot.h"

namespace lesson {

namespace {

// Cells from this size on carry a cross and a dashed outline, smaller ones a stroke and a plain outline: less to draw, and
// there a cross is a blot.
constexpr float roomy_cell = 12;

bool is_dropped(const MapPicture& map, int row, int column) {
  if (map.mask.empty() || row < 0 || column < 0 || row >= map.rows || column >= map.columns) return false;
  return map.mask[static_cast<std::size_t>(row * map.columns + column)] == 0;
}

int dropped_count(const MapPicture& map) {
  return static_cast<int>(std::count(map.mask.begin(), map.mask.end(), std::uint8_t{0}));
}

void draw_cross(const Rect& area, float inset, const Stroke& stroke, Canvas& canvas) {
  const Rect r = area.inset(inset);
  canvas.line({r.x, r.y}, {r.right(), r.bottom()}, stroke);
  canvas.line({r.x, r.bottom()}, {r.right(), r.y}, stroke);
}

// Tints, and thin gaps between the cells so that they can be counted.
void draw_values(const MapPicture& map, const Rect& cells, Canvas& canvas) {
  canvas.rect(cells, {.ink = Ink::rule, .opacity = 0.4f});
  std::vector<float> plain;
  if (map.values.empty()) plain.assign(static_cast<std::size_t>(map.rows * map.columns), 0.85f);
  canvas.field({.area = cells,
                .columns = map.columns,
                .rows = map.rows,
                .values = map.values.empty() ? std::span<const float>(plain) : map.values,
                .low = map.low,
                .high = map.values.empty() ? Ink::kept : map.high,
                .max_opacity = map.values.empty() ? 1.0f : map.max_opacity,
                .smooth = false});
  const float size = cells.width / static_cast<float>(map.columns);
  const Stroke gap{.ink = Ink::surface, .width = size < 10 ? 0.5f : 1.0f};
  // One winding line each way is far less to store and to draw than a line a gap; its turns run along the border.
  std::vector<Point> columns, rows;
  for (int column = 1; column < map.columns; ++column) {
    const float x = cells.x + size * static_cast<float>(column);
    const bool down = column % 2 == 1;
    columns.push_back({x, down ? cells.y : cells.bottom()});
    columns.push_back({x, down ? cells.bottom() : cells.y});
  }
  for (int row = 1; row < map.rows; ++row) {
    const float y = cells.y + size * static_cast<float>(row);
    const bool across = row % 2 == 1;
    rows.push_back({across ? cells.x : cells.right(), y});
    rows.push_back({across ? cells.right() : cells.x, y});
  }
  if (!columns.empty()) canvas.polyline(columns, gap);
  if (!rows.empty()) canvas.polyline(rows, gap);
}

// The outline of the dropped regions, neighboring edges in one line. `across` runs along rows, else along columns.
void draw_outlines(const MapPicture& map, const Rect& cells, float size, bool across, Canvas& canvas) {
  const int lines = across ? map.rows : map.columns, places = across ? map.columns : map.rows;
  const auto dropped = [&](int line, int place) {
    return across ? is_dropped(map, line, place) : is_dropped(map, place, line);
  };
  const auto point = [&](int line, int place) {
    const float along = size * static_cast<float>(place), off = size * static_cast<float>(line);
    return across ? Point{cells.x + along, cells.y + off} : Point{cells.x + off, cells.y + along};
  };
  for (int line = 0; line <= lines; ++line)
    for (int place = 0; place < places; ++place) {
      const int start = place;
      while (place < places && dropped(line - 1, place) != dropped(line, place)) ++place;
      if (place > start)
        canvas.line(point(line, start), point(line, place),
                    {.ink = Ink::dropped, .width = 1, .dash = size < roomy_cell ? Dash::solid : Dash::dashed});
    }
}

void draw_dropped_cells(const MapPicture& map, const Rect& cells, Canvas& canvas) {
  const float size = cells.width / static_cast<float>(map.columns);
  const Stroke stroke{.ink = Ink::dropped, .width = 1, .opacity = size < 10 ? 0.7f : 0.85f};
  for (int row = 0; row < map.rows; ++row)
    for (int column = 0; column < map.columns; ++column) {
      const int start = column;
      while (is_dropped(map, row, column)) ++column;
      if (column > start) canvas.rect(map_region(map, row, start, 1, column - start), {.ink = Ink::surface});
      for (int place = start; place < column; ++place) {
        const Rect cell = map_cell(map, row, place);
        if (size < roomy_cell)
          canvas.line({cell.x + 1, cell.bottom() - 1}, {cell.right() - 1, cell.y + 1}, stroke);
        else
          draw_cross(cell, size * 0.28f, stroke, canvas);
      }
    }
  draw_outlines(map, cells, size, true, canvas);
  draw_outlines(map, cells, size, false, canvas);
}

}  // namespace

Rect map_cells(const MapPicture& map) {
  const float label = map.label.empty() ? 0 : map_label_height(map.label_size);
  const Rect space{map.area.x, map.area.y + label, map.area.width, map.area.height - label};
  float size = std::min(space.width / static_cast<float>(map.columns), space.height / static_cast<float>(map.rows));
  if (size >= 6) size = std::floor(2 * size) / 2;  // crisp edges
  const float width = size * static_cast<float>(map.columns), height = size * static_cast<float>(map.rows);
  return {std::round(space.x + (space.width - width) / 2), std::floor(space.y + (space.height - height) / 2), width,
          height};
}

Rect map_region(const MapPicture& map, int row, int column, int row_count, int column_count) {
  const Rect cells = map_cells(map);
  const float size = cells.width / static_cast<float>(map.columns);
  return {cells.x + size * static_cast<float>(column), cells.y + size * static_cast<float>(row),
          size * static_cast<float>(column_count), size * static_cast<float>(row_count)};
}

void draw_off(const Rect& area, Canvas& canvas) {
  const float arm = 0.6f * std::min(area.width, area.height);
  canvas.frame(area, {.ink = Ink::dropped, .dash = Dash::dashed});
  draw_cross({area.center().x - arm / 2, area.center().y - arm / 2, arm, arm}, 0, {.ink = Ink::dropped}, canvas);
}

void draw_map(const MapPicture& map, Canvas& canvas) {
  const Rect cells = map_cells(map);
  const int dropped = dropped_count(map), all = map.rows * map.columns;
  if (!map.label.empty())
    canvas.text({cells.x, cells.y - map_label_height(map.label_size) / 2}, map.label,
                {.size = map.label_size, .ink = dropped == all ? Ink::muted : Ink::ink, .bold = map.bold_label});
  if (dropped == all) {
    draw_off(cells, canvas);
  } else {
    draw_values(map, cells, canvas);
    if (dropped > 0) draw_dropped_cells(map, cells, canvas);
  }
  if (!map.words.empty()) {
    canvas.explain(cells, map.words);
    return;
  }
  std::string words = map.label.empty() ? "" : std::string(map.label) + ": ";
  words += dropped == all && all > 1 ? "all " + count_text(all) + " cells are dropped."
                                     : count_text(dropped) + " of " + plural_text(all, "cell", "cells") + " dropped.";
  canvas.explain(cells, words);
}

}  // namespace lesson
