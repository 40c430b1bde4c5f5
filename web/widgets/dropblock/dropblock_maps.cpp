// dropblock_maps.cpp: the panel "maps" of dropblock: where an eye was, the neighbors guess fur; of single cells they know.
//
// Two maps with equally many cells gone. The eraser is a frame with a grip at its corner; squares that were stamped, by hand
// or by the rule, keep a dashed outline. A narrow picture shows one map, and two words above it choose which.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = DropBlockMaps::Params;
using Mode = DropBlockMaps::Mode;
using Square = DropBlockMaps::Square;

constexpr int side = DropBlockMaps::side;

// A knob may stand on the edge of a map, and stays inside of the panel there.
Rect room_of_knobs(float width) {
  const Rect inside = panel_inside({0, 0, width, 0});
  const float aside = std::max(0.0f, 15 - inside.x);
  return {inside.x + aside, inside.y, inside.width - 2 * aside, inside.height};
}

struct MapsLayout {
  explicit MapsLayout(float width) : wide(is_wide(width)), inside(room_of_knobs(width)) {
    const float gap = wide ? 14.0f : 0.0f, column = wide ? (inside.width - gap) / 2 : inside.width;
    const float cell = std::floor(2 * std::min(column / side, wide ? 13.5f : 10.0f)) / 2, size = cell * side;
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (wide ? column + gap : (inside.width + 8) / 2);
      heads[k] = {x, inside.y, wide ? size : (inside.width - 8) / 2, wide ? 28.0f : 44.0f};
      maps[k] = {wide ? x : inside.x, heads[k].bottom() + 6, size, size};
    }
    height = maps[0].bottom() + knob_radius + 6;
  }
  bool wide;
  Rect inside, heads[2], maps[2];
  float height;
};

// What of the square lies on the map, in px.
Rect on_map(const Square& square, const Rect& map) {
  const float cell = map.width / side;
  const int top = std::max(square.row, 0), left = std::max(square.column, 0);
  const int bottom = std::min(square.row + square.size, side), right = std::min(square.column + square.size, side);
  return {map.x + cell * static_cast<float>(left), map.y + cell * static_cast<float>(top),
          cell * static_cast<float>(std::max(0, right - left)), cell * static_cast<float>(std::max(0, bottom - top))};
}

// ---- cells -----------------------------------------------------------------------------------------------------------

void draw_holes(const std::vector<std::uint8_t>& mask, const Rect& map, Canvas& canvas) {
  std::vector<float> left = cat_picture();
  for (std::size_t cell = 0; cell < left.size(); ++cell)
    if (mask[cell] == 0) left[cell] = -1;
  draw_shades(canvas, map, cat_side, left);
}

void draw_guess(const CellGuess& guess, const Rect& map, Canvas& canvas) {
  std::vector<float> values = guess.rebuilt;
  for (float& value : values) value = std::clamp(value, 0.0f, 1.0f);
  draw_shades(canvas, map, cat_side, values);
}

// ---- the reader's side -----------------------------------------------------------------------------------------------

void draw_outline(const Square& square, const Params& params, const Rect& map, std::uint32_t name, Canvas& canvas) {
  const Rect area = on_map(square, map);
  if (area.width <= 0 || area.height <= 0) return;
  canvas.key({.name = name});
  canvas.frame(area, {.ink = params.fill ? Ink::accent : Ink::dropped, .width = 1.5f, .dash = Dash::dashed});
  if (!params.fill)
    draw_cross(canvas, area.center(), std::min(7.0f, 0.3f * std::min(area.width, area.height)),
               {.ink = Ink::dropped, .width = 1.5f});
}

// A rubbed path is a hundred squares: their outlines would hide what they outline, so the cells are framed instead.
constexpr std::size_t most_outlined = 40;

void draw_stamps(const DropBlockMaps& widget, const Params& params, const Rect& map, Canvas& canvas) {
  std::vector<Square> squares = DropBlockMaps::stamped(params);
  const std::vector<Square> drawn = DropBlockMaps::drawn(params);
  squares.insert(squares.end(), drawn.begin(), drawn.end());
  if (squares.size() <= most_outlined) {
    for (std::size_t i = 0; i < squares.size(); ++i)
      draw_outline(squares[i], params, map, mark_name("maps.stamp", static_cast<std::uint32_t>(i)), canvas);
    return;
  }
  const std::vector<std::uint8_t>& mask = widget.study(params).blocks;
  for (int cell = 0; cell < side * side; ++cell)
    if (mask[static_cast<std::size_t>(cell)] == 0)
      params.fill ? draw_guessed_cell(canvas, cat_cell(map, cell)) : draw_dropped_cell(canvas, cat_cell(map, cell));
}

// The square that takes a finger, smaller where the grip stands near the edge: it stays centered, and inside.
Rect knob_area_inside(Point at, const Rect& bounds) {
  const float reach = std::min({knob_reach, at.x, at.y, bounds.width - at.x, bounds.height - at.y});
  return {at.x - reach, at.y - reach, 2 * reach, 2 * reach};
}

void draw_eraser(const Params& params, const Rect& map, Canvas& canvas) {
  const Rect area = on_map(DropBlockMaps::eraser(params), map);
  if (area.width > 0 && area.height > 0) {
    if (!params.fill) canvas.rect(area, {.ink = Ink::accent, .opacity = 0.12f}, 4);
    canvas.key({.name = mark_name("maps.eraser_casing")});
    canvas.frame(area, {.ink = Ink::paper, .width = 4.5f}, 4);
    canvas.key({.name = mark_name("maps.eraser")});
    canvas.frame(area, {.ink = Ink::accent, .width = 2.5f}, 4);
  }
  const float cell = map.width / side;
  const Point grip{map.x + cell * static_cast<float>(params.eraser_column),
                   map.y + cell * static_cast<float>(params.eraser_row)};
  draw_knob(canvas, grip, Ways::every_way, mark_name("maps.grip"));
  canvas.drag({.area = knob_area_inside(grip, canvas.bounds()),
               .param_id = "eraser_column",
               .min_at = {map.x, grip.y},
               .max_at = {map.right(), grip.y},
               .min = 0,
               .max = side,
               .second_id = "eraser_row",
               .second_min_at = {grip.x, map.y},
               .second_max_at = {grip.x, map.bottom()},
               .second_min = 0,
               .second_max = side});
}

void draw_squares_side(const DropBlockMaps& widget, const Params& params, const Rect& map, Canvas& canvas) {
  const DropBlockMaps::Study& now = widget.study(params);
  canvas.explain(map, "A feature map. Squares are erased: drag the eraser at its grip; tap or rub to stamp more.");
  canvas.paint({.area = map, .param_id = "stamps", .columns = side, .rows = side});
  params.fill ? draw_guess(now.of_blocks, map, canvas) : draw_holes(now.blocks, map, canvas);
  draw_stamps(widget, params, map, canvas);
  draw_eraser(params, map, canvas);
}

// ---- the other side --------------------------------------------------------------------------------------------------

void draw_scattered_side(const DropBlockMaps& widget, const Params& params, const Rect& map, Canvas& canvas) {
  const DropBlockMaps::Study& now = widget.study(params);
  canvas.explain(map, "The same map. As many cells are gone as on the other side, one by one.");
  params.fill ? draw_guess(now.of_cells, map, canvas) : draw_holes(now.cells, map, canvas);
  for (int cell = 0; cell < side * side; ++cell) {
    if (now.cells[static_cast<std::size_t>(cell)] != 0) continue;
    params.fill ? draw_guessed_cell(canvas, cat_cell(map, cell)) : draw_dropped_cell(canvas, cat_cell(map, cell));
  }
}

// ---- heads -----------------------------------------------------------------------------------------------------------

struct Head {
  std::string what, how_much;
  Ink ink;
};

Head head_of(const DropBlockMaps& widget, const Params& params, int k, bool wide) {
  const DropBlockMaps::Study& now = widget.study(params);
  const double share = std::max(0.0, k == 0 ? now.of_blocks.share : now.of_cells.share);
  const bool rule = params.by_rule && DropBlockMaps::stamped(params).empty();
  Head head{k == 0 ? (rule ? "The rule" : "Your eraser") : "Single cells",
            percent_text(share) + (!wide         ? " back"
                                   : params.fill ? " came back"
                                                 : " can be guessed"),
            k == 0 ? Ink::fragile : Ink::robust};
  if (now.dropped == 0) head.how_much = wide ? "nothing is gone" : "all there";
  return head;
}

void draw_wide_head(const Head& head, const Rect& area, float size, Canvas& canvas) {
  const std::string what = head.what + ": ";
  canvas.text({area.x, area.y + 12}, what, {.size = size, .bold = true});
  canvas.text({area.x + text_width(what, size, true), area.y + 12}, head.how_much,
              {.size = size, .ink = head.ink, .bold = true});
}

// Above the one map of a narrow picture: which of the two it is; the other is a tap away.
void draw_choice(const Head& head, bool chosen, int k, const Rect& area, Canvas& canvas) {
  if (chosen) canvas.rect(area, {.ink = Ink::rule, .opacity = 0.3f});
  canvas.frame(area, {.ink = Ink::muted, .width = 1, .opacity = 0.7f}, 4);
  if (chosen) canvas.rect({area.x + 1, area.bottom() - 3, area.width - 2, 3}, {.ink = Ink::accent});
  const float room = area.width - 12, size = fitting_size(head.what, 14, room, true);
  canvas.text({area.center().x, area.y + 13}, head.what, {.size = size, .align = Align::center, .bold = chosen});
  canvas.text(
      {area.center().x, area.y + 31}, head.how_much,
      {.size = fitting_size(head.how_much, 14, room, true), .ink = head.ink, .align = Align::center, .bold = true});
  canvas.tap_to_set(area, "mode", k == 0 ? 1 : 0);
}

}  // namespace

float DropBlockMaps::maps_height(float width) { return MapsLayout(width).height; }

void DropBlockMaps::draw_maps(const Params& params, Canvas& canvas) const {
  const MapsLayout at(canvas.bounds().width);
  Head heads[] = {head_of(*this, params, 0, at.wide), head_of(*this, params, 1, at.wide)};
  const std::string longer = "As many single cells";
  if (at.wide && text_width(longer + ": " + heads[1].how_much, 15, true) <= at.heads[1].width) heads[1].what = longer;
  float size = 16;
  for (int k = 0; k < 2; ++k)
    size = std::min(size, fitting_size(heads[k].what + ": " + heads[k].how_much, 16, at.heads[k].width, true));
  for (int k = 0; k < 2; ++k) {
    const bool shown = at.wide || (params.mode == Mode::blocks) == (k == 0);
    at.wide ? draw_wide_head(heads[k], at.heads[k], size, canvas)
            : draw_choice(heads[k], shown, k, at.heads[k], canvas);
    if (!shown) continue;
    k == 0 ? draw_squares_side(*this, params, at.maps[k], canvas)
           : draw_scattered_side(*this, params, at.maps[k], canvas);
  }
}

}  // namespace lesson
