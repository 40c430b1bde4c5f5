// dropblock_chances.cpp: the panel "chances" of dropblock: from how many places a square would cover a cell, and how often
// that drops it.
//
// Two maps under one cell that the reader drags. Left: the places where a square may start, those that cover the cell, and
// one such square. Right: the exact probability of every cell.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using dropout::BlockStarts;
using Params = DropBlockMaps::Params;

constexpr int side = DropBlockMaps::side;

// A knob may stand on the edge of a map, and stays inside of the panel there.
Rect room_of_knobs(float width) {
  const Rect inside = panel_inside({0, 0, width, 0});
  const float aside = std::max(0.0f, 15 - inside.x);
  return {inside.x + aside, inside.y, inside.width - 2 * aside, inside.height};
}

struct ChancesLayout {
  explicit ChancesLayout(float width) : wide(is_wide(width)), inside(room_of_knobs(width)) {
    const float gap = wide ? 14.0f : 8.0f, column = (inside.width - gap) / 2;
    const float cell = std::floor(2 * std::min(column / side, 12.0f)) / 2, size = cell * side;
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (column + gap);
      heads[k] = {x, inside.y, column, wide ? 28.0f : 46.0f};
      maps[k] = {x, heads[k].bottom() + knob_radius, size, size};
    }
    notes_y = maps[0].bottom() + knob_radius + 10;
    height = notes_y + 14;
  }
  bool wide;
  Rect inside, heads[2], maps[2];
  float notes_y, height;
};

Rect cells_of(const Rect& map, int row, int column, int rows, int columns) {
  const float cell = map.width / side;
  return {map.x + cell * static_cast<float>(column), map.y + cell * static_cast<float>(row),
          cell * static_cast<float>(columns), cell * static_cast<float>(rows)};
}

Point probe_at(const Params& params, const Rect& map) {
  return cells_of(map, params.probe_row - 1, params.probe_column - 1, 1, 1).center();
}

void draw_field(Canvas& canvas, const Rect& map, const std::vector<float>& values, Ink ink, float opacity) {
  canvas.field({.area = map,
                .columns = side,
                .rows = side,
                .values = values,
                .low = ink,
                .high = ink,
                .max_opacity = opacity,
                .smooth = false,
                .gap = 1});
}

void draw_ground(Canvas& canvas, const Rect& map) {
  canvas.rect(map, {.ink = Ink::surface});
  canvas.frame(map, {.ink = Ink::rule, .width = 1});
}

// Each start stands where the first cell of its square is, where squares must fit, else at its middle.
void draw_places(const Params& params, const Rect& map, Canvas& canvas) {
  draw_ground(canvas, map);
  const int places = DropBlockMaps::start_places(params), b = params.block_size;
  const DropBlockMaps::Span rows = DropBlockMaps::covering_starts(params, params.probe_row - 1),
                            columns = DropBlockMaps::covering_starts(params, params.probe_column - 1);
  std::vector<float> all(side * side), covering(side * side);
  for (int row = 0; row < places; ++row)
    for (int column = 0; column < places; ++column) {
      const bool covers = row >= rows.first && row <= rows.last && column >= columns.first && column <= columns.last;
      (covers ? covering : all)[static_cast<std::size_t>(row * side + column)] = 1;
    }
  draw_field(canvas, map, all, Ink::dropped, 0.28f);
  draw_field(canvas, map, covering, Ink::accent, 0.85f);
  const Rect rim = cells_of(map, places, 0, side - places, side);
  constexpr std::string_view none = "no square starts here";
  if (rim.height >= 24 && text_width(none, 14) <= rim.width - 2 * knob_reach)
    canvas.text(rim.center(), none, {.size = 14, .ink = Ink::muted, .align = Align::center});
  const int back = params.starts == BlockStarts::fit ? 0 : b - 1 - b / 2;
  const int top = std::max(0, rows.first - back), left = std::max(0, columns.first - back);
  const int bottom = std::min(side, rows.first - back + b), right = std::min(side, columns.first - back + b);
  const Rect square = cells_of(map, top, left, bottom - top, right - left);
  canvas.key({.name = mark_name("chances.square")});
  canvas.frame(square, {.ink = Ink::ink, .width = 1.5f, .dash = Dash::dashed});
  canvas.explain(map,
                 "Gray: places where a square may start. Purple: those whose square covers the cell. Dashed: one of "
                 "these squares.");
}

// Tints go from nothing for 0 to full for the cell that is dropped most.
void draw_map(const DropBlockMaps& widget, const Rect& map, Canvas& canvas) {
  draw_ground(canvas, map);
  const std::vector<double>& chances = widget.chances();
  const double most = *std::max_element(chances.begin(), chances.end());
  std::vector<float> tints;
  for (const double chance : chances) tints.push_back(most > 0 ? static_cast<float>(chance / most) : 0.0f);
  draw_field(canvas, map, tints, Ink::ink, 0.72f);
  canvas.explain(map, "How often each cell is dropped, exact: the stronger the tint, the more often; from " +
                          percent_text(chances.front(), 1) + " in a corner to " + percent_text(most, 1) + ".");
}

void draw_probe(const Params& params, const Rect& map, int k, Canvas& canvas) {
  const Point at = probe_at(params, map);
  const Rect middles = map.inset(map.width / side / 2);
  draw_knob(canvas, at, Ways::every_way, mark_name("chances.probe", static_cast<std::uint32_t>(k)));
  canvas.drag({.area = map,
               .param_id = "probe_column",
               .min_at = {middles.x, at.y},
               .max_at = {middles.right(), at.y},
               .min = 1,
               .max = side,
               .second_id = "probe_row",
               .second_min_at = {at.x, middles.y},
               .second_max_at = {at.x, middles.bottom()},
               .second_min = 1,
               .second_max = side});
}

// A number and what it says: in one line, or below each other.
void draw_head(const std::string& number, const std::string& rest, const std::string& above, const Rect& area,
               bool wide, Canvas& canvas) {
  const float size = wide ? 16.0f : 14.0f;
  const TextStyle value{.size = fitting_size(number, size, area.width, true), .ink = Ink::accent, .bold = true};
  if (!wide) {
    canvas.text({area.x, area.y + 8}, above, {.size = fitting_size(above, size, area.width, true), .bold = true});
    canvas.text({area.x, area.y + 30}, number, value);
    return;
  }
  // The number comes first: the shorter the words, the less their estimated width errs.
  canvas.text({area.x, area.y + 12}, number, value);
  canvas.text({area.x + 0.9f * text_width(number, size, true) + 8, area.y + 12}, rest, {.size = size, .bold = true});
}

}  // namespace

float DropBlockMaps::chances_height(float width) { return ChancesLayout(width).height; }

void DropBlockMaps::draw_chances(const Params& params, Canvas& canvas) const {
  const ChancesLayout at(canvas.bounds().width);
  const int all = start_places(params) * start_places(params);
  const int covering = probe_places(params);
  draw_head(count_text(covering) + " of " + count_text(all), covering == 1 ? "places covers it" : "places cover it",
            "Places over it", at.heads[0], at.wide, canvas);
  draw_head(number_text(probe_chance(params), 1) + " %", "of the masks drop it", "It is dropped in", at.heads[1],
            at.wide, canvas);
  draw_places(params, at.maps[0], canvas);
  draw_map(*this, at.maps[1], canvas);
  for (int k = 0; k < 2; ++k) draw_probe(params, at.maps[k], k, canvas);
  const float size = canvas.bounds().width < tight_below ? 12.0f : 14.0f;
  const std::string rate = "γ = " + number_text(gamma(params), 4);
  const std::string starts[] = {"each place starts a square with " + rate, rate + " a place", rate};
  canvas.text({at.maps[0].x, at.notes_y}, first_fitting(starts, size, at.heads[0].width),
              {.size = size, .ink = Ink::muted});
  const std::string mean =
      number_text(params.starts == BlockStarts::fit ? share_if_fit(params) : share_if_anywhere(params), 1);
  const std::string count = count_text(draw_count_), seen = number_text(probe_measured(params), 1) + " %";
  const std::string unseen[] = {"mean of all cells " + mean + " %, p = " + number_text(params.drop_rate, 2),
                                "mean " + mean + " %"};
  const std::string measured[] = {"in " + count + " drawn masks: " + seen, "drawn: " + seen};
  canvas.text({at.maps[1].x, at.notes_y}, first_fitting(draw_count_ > 0 ? measured : unseen, size, at.heads[1].width),
              {.size = size, .ink = Ink::muted});
}

}  // namespace lesson
