// family_tile.cpp: the tensor under one member: holes are paper, pieces that one coin took have one dashed frame and a cross.
#include "family_tile.h"

#include <algorithm>
#include <cmath>

#include "dropout/random_stream.h"

namespace lesson {

namespace {

using Member = Family::Member;
using Params = Family::Params;

constexpr float faintest = 0.2f, purest = 0.62f;  // opacity of the value 0; the value that is `kept` and nothing else

float pale_of(float value) { return faintest + (1 - faintest) * std::min(1.0f, value / purest); }
float dark_of(float value) { return purest * std::clamp((value - purest) / (1 - purest), 0.0f, 1.0f); }

// Of cell `index` of the tensor: its column and row among the cells of the tile.
struct Place {
  int column, row;
};
Place place_of(int index) {
  const int cell = index % Family::map_cells, map = index / Family::map_cells;
  return {map % Family::channels * (Family::side + 1) + cell % Family::side,
          map / Family::channels * (Family::side + 1) + cell / Family::side};
}

Rect region(const Rect& square, int column, int row, int columns, int rows) {
  const float size = square.width / tile_cells;
  return {square.x + size * static_cast<float>(column), square.y + size * static_cast<float>(row),
          size * static_cast<float>(columns), size * static_cast<float>(rows)};
}

Rect map_area(const Rect& square, int sample, int channel) {
  constexpr int pitch = Family::side + 1;
  return region(square, channel * pitch, sample * pitch, Family::side, Family::side);
}

Rect sample_area(const Rect& square, int sample) {
  return region(square, 0, sample * (Family::side + 1), tile_cells, Family::side);
}

void draw_cross(Point center, float arm, const Stroke& stroke, Canvas& canvas) {
  for (const float way : {-1.0f, 1.0f})
    canvas.line({center.x - arm, center.y - way * arm}, {center.x + arm, center.y + way * arm}, stroke);
}

// What one coin took as a whole.
void draw_gone(const Rect& area, Canvas& canvas) {
  const Stroke stroke{.ink = Ink::dropped, .width = area.height > 30 ? 1.5f : 1.25f};
  Stroke dashed = stroke;
  dashed.dash = Dash::dashed;
  canvas.frame(area.inset(0.75f), dashed, 1);
  draw_cross(area.center(), std::min(0.22f * area.height, 20.0f), stroke, canvas);
}

// Paper between the cells. One winding line each way is far less to store and to draw than a cell with a gap around it.
void draw_gaps(const Rect& square, Canvas& canvas) {
  const float size = square.width / tile_cells;
  std::vector<Point> columns, rows;
  for (int i = 1; i < tile_cells; ++i) {
    const float off = size * static_cast<float>(i);
    const bool back = i % 2 == 0;
    columns.push_back({square.x + off, back ? square.bottom() : square.y});
    columns.push_back({square.x + off, back ? square.y : square.bottom()});
    rows.push_back({back ? square.right() : square.x, square.y + off});
    rows.push_back({back ? square.x : square.right(), square.y + off});
  }
  const Stroke gap{.ink = Ink::paper, .width = square.width >= 200 ? 1.0f : 0.6f};
  canvas.polyline(columns, gap);
  canvas.polyline(rows, gap);
}

// mask: empty or one value a cell.
void draw_cells(const std::vector<std::uint8_t>& mask, bool crosses, const Rect& square, Canvas& canvas) {
  const std::vector<float>& values = Family::tensor();
  std::vector<float> pale(tile_cells * tile_cells), dark(pale.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Place at = place_of(static_cast<int>(i));
    const auto cell = static_cast<std::size_t>(at.row * tile_cells + at.column);
    if (mask.empty() || mask[i] != 0) {
      pale[cell] = pale_of(values[i]);
      dark[cell] = dark_of(values[i]);
    }
  }
  for (const bool shade : {false, true})
    canvas.field({.area = square,
                  .columns = tile_cells,
                  .rows = tile_cells,
                  .values = shade ? dark : pale,
                  .low = shade ? Ink::ink : Ink::kept,
                  .high = shade ? Ink::ink : Ink::kept,
                  .max_opacity = 1,
                  .smooth = false});
  draw_gaps(square, canvas);
  for (std::size_t i = 0; crosses && i < mask.size(); ++i) {
    const Place at = place_of(static_cast<int>(i));
    const Rect hole = region(square, at.column, at.row, 1, 1);
    if (mask[i] == 0) draw_cross(hole.center(), 0.17f * hole.width, {.ink = Ink::dropped, .width = 1.25f}, canvas);
  }
}

// The place of a cell shrunk to its factor: 2 fills it. On half pixels: few sizes are less to store.
Rect factor_cell(const Rect& square, int cell, double factor) {
  const Place at = place_of(cell);
  const Rect place = region(square, at.column, at.row, 1, 1);
  const float share = std::sqrt(std::min(1.0f, static_cast<float>(std::abs(factor)) / 2));
  return place.inset(std::round(place.width * (1 - share)) / 2);
}

// The area of a cell is its factor. Below 0 the sign of the value turns: an empty square. Cells of one shade are drawn one
// after the other, which makes them one shape in a file.
void draw_factors(const Params& params, const Rect& square, Canvas& canvas) {
  const std::vector<double> factors = Family::factors(params, params.mask_number);
  const std::vector<float>& values = Family::tensor();
  constexpr int levels = 8;
  for (const bool dark : {false, true})
    for (int level = 1; level <= levels; ++level)
      for (std::size_t i = 0; i < factors.size(); ++i)
        if (factors[i] >= 0 && std::lround(levels * (dark ? dark_of(values[i]) : pale_of(values[i]))) == level)
          canvas.rect(factor_cell(square, static_cast<int>(i), factors[i]),
                      {.ink = dark ? Ink::ink : Ink::kept, .opacity = static_cast<float>(level) / levels});
  for (std::size_t i = 0; i < factors.size(); ++i)
    if (factors[i] < 0)
      canvas.frame(factor_cell(square, static_cast<int>(i), factors[i]), {.ink = Ink::dropped, .width = 1});
  canvas.explain(square, "Every cell is multiplied by a factor around 1, drawn as its area.");
}

// A weight matrix to look at: normal numbers, the same for every seed, because only the mask is random here.
const std::vector<float>& weight_sizes() {
  static const std::vector<float> values = [] {
    dropout::RandomStream stream(9, dropout::StreamPurpose::initialization);
    std::vector<float> sizes;
    for (int i = 0; i < Family::weight_side * Family::weight_side; ++i)
      sizes.push_back(std::min(1.0f, 0.25f + 0.5f * static_cast<float>(std::abs(stream.normal()))));
    return sizes;
  }();
  return values;
}

// Six units to six units; row o of the mask holds the weights of output o.
void draw_weights(const std::vector<std::uint8_t>& mask, const Rect& square, Canvas& canvas) {
  const float radius = std::max(3.5f, square.width / 32);
  const auto unit = [&](int side, int index) {
    const float step = (square.height - 2 * radius) / (Family::weight_side - 1);
    return Point{side == 0 ? square.x + radius : square.right() - radius,
                 square.y + radius + step * static_cast<float>(index)};
  };
  for (const bool kept : {false, true})
    for (int i = 0; i < Family::weight_side * Family::weight_side; ++i) {
      const auto weight = static_cast<std::size_t>(i);
      if ((mask[weight] != 0) != kept) continue;
      const float size = weight_sizes()[weight];
      const Stroke there{.ink = Ink::kept, .width = 0.6f + square.width / 100 * size, .opacity = 0.35f + 0.6f * size},
          cut{.ink = Ink::dropped, .width = 1, .dash = Dash::dashed, .opacity = 0.75f};
      canvas.line(unit(0, i % Family::weight_side), unit(1, i / Family::weight_side), kept ? there : cut);
    }
  for (int side = 0; side < 2; ++side)
    for (int i = 0; i < Family::weight_side; ++i) canvas.disk(unit(side, i), radius, {.ink = Ink::kept});
  const auto gone = std::count(mask.begin(), mask.end(), std::uint8_t{0});
  canvas.explain(square, "A layer of 36 weights, " + std::to_string(gone) + " of them cut.");
}

}  // namespace

float tile_side(float room) { return std::floor(2 * room / tile_cells) / 2 * tile_cells; }

void draw_family_tile(const Params& params, Member member, const Rect& square, Canvas& canvas) {
  if (member == Member::gaussian) return draw_factors(params, square, canvas);
  if (member == Member::all) {
    draw_cells({}, false, square, canvas);
    return canvas.explain(square,
                          "The tensor: a row for each of four handwritten digits, a column for each of four filters "
                          "(blur, two for edges, detail).");
  }
  const std::vector<std::uint8_t> mask = Family::mask(params, member, params.mask_number);
  if (member == Member::weight) return draw_weights(mask, square, canvas);
  draw_cells(mask, square.width >= 200 && (member == Member::element || member == Member::block), square, canvas);
  const auto gone = std::count(mask.begin(), mask.end(), std::uint8_t{0});
  if (member == Member::batch && gone > 0) draw_gone(square, canvas);
  for (int sample = 0; sample < Family::samples; ++sample) {
    const auto first = static_cast<std::size_t>(sample * Family::channels * Family::map_cells);
    if (member == Member::row && mask[first] == 0) draw_gone(sample_area(square, sample), canvas);
    for (int channel = 0; member == Member::channel && channel < Family::channels; ++channel)
      if (mask[first + static_cast<std::size_t>(channel * Family::map_cells)] == 0)
        draw_gone(map_area(square, sample, channel), canvas);
  }
  canvas.explain(square, std::string(family_card(member).name) + ": " + std::to_string(gone) + " of " +
                             std::to_string(Family::cell_count) + " cells dropped.");
}

}  // namespace lesson
