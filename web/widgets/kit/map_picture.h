// map_picture.h: a feature map as a grid of square cells, values by tint, dropped cells hollow and struck out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "contract/canvas.h"

namespace lesson {

// One map [rows, columns], row-major from the top. A kept cell has a faint ground, so that a kept 0 differs from a
// dropped cell, which shows the figure through. A region of dropped cells has one outline, dashed where cells are large;
// a map that is off as a whole is one empty frame with one large cross.
struct MapPicture {
  Rect area;  // of the label line and the cells; cells are square, as large as fits, and stand in the middle
  int columns = 0, rows = 0;
  std::span<const float> values{};       // in [-1, 1]; empty: kept cells are plainly `kept`
  std::span<const std::uint8_t> mask{};  // 1 kept, 0 dropped; empty: nothing is dropped
  Ink low = Ink::negative, high = Ink::positive;
  float max_opacity = 0.85f;
  std::string_view label{};  // above the cells, from their left edge
  float label_size = 14;
  bool bold_label = false;
  std::string_view words{};  // explanation, ends with a period; empty: says how many cells are dropped
};

// The height that a label of this size takes above the cells.
constexpr float map_label_height(float label_size) { return label_size + 8; }

// Where the cells stand: the extent of the whole grid, and of a region of it.
Rect map_cells(const MapPicture& map);
Rect map_region(const MapPicture& map, int row, int column, int row_count, int column_count);
inline Rect map_cell(const MapPicture& map, int row, int column) { return map_region(map, row, column, 1, 1); }

void draw_map(const MapPicture& map, Canvas& canvas);

// Something that is off as a whole: one empty dashed frame with one large cross.
void draw_off(const Rect& area, Canvas& canvas);

}  // namespace lesson
