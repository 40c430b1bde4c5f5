// spatial_dropout_fill.cpp: the panel "fill" of spatial_dropout: neighbors give single cells away, a whole channel leaves nobody to ask.
//
// Two maps under one line: left of it what the mask leaves, right of it the guess.
#include <algorithm>
#include <cmath>

#include "kit/knob.h"
#include "kit/panel_space.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Params = SpatialDropout::Params;
using Study = SpatialDropout::Study;

constexpr int side = SpatialDropout::side;

struct FillLayout {
  explicit FillLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = wide ? 14.0f : 6.0f, column = (inside.width - gap) / 2;
    const bool one_line = column >= 300;  // room for both words of a head beside each other
    beside = column >= words_width + 26 * side / 2.0f;
    const float room = beside ? std::min(column - words_width, 13.0f * side) : std::min(column, 12.0f * side);
    const float cell = std::floor(2 * room / side) / 2, size = cell * side,
                head = beside     ? 0.0f
                       : one_line ? 30.0f
                                  : 48.0f;
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (column + gap);
      maps[k] = {x, inside.y + head + 4, size, size};
      heads[k] =
          beside ? Rect{x + size + 14, inside.y + 12, column - size - 14, size} : Rect{x, inside.y, column, head};
    }
    notes_y = maps[0].bottom() + 16;
    height = notes_y + 16;
  }
  float line_x(const Params& params, int map) const {
    return maps[map].x + static_cast<float>(params.line) * maps[map].width;
  }
  static constexpr float words_width = 88;
  bool wide, beside;
  Rect inside, maps[2], heads[2];
  float notes_y, height;
};

// Left of the line: what the mask leaves.
void draw_left_cells(const Study& study, const Rect& area, float line, Canvas& canvas) {
  std::vector<float> left = study.map;
  for (std::size_t cell = 0; cell < left.size(); ++cell)
    if (study.mask[cell] == 0) left[cell] = -1;
  canvas.clip({area.x, area.y, line - area.x, area.height});
  draw_shades(canvas, area, cat_side, left);
  for (int cell = 0; cell < SpatialDropout::cell_count; ++cell) {
    const Rect box = cat_cell(area, cell);
    if (study.mask[static_cast<std::size_t>(cell)] == 0 && box.center().x < line) draw_dropped_cell(canvas, box);
  }
  canvas.unclip();
}

// Right of it: the same with the guesses in their places.
void draw_guessed_cells(const Study& study, const Rect& area, float line, Canvas& canvas) {
  std::vector<float> right = study.rebuilt;
  for (float& value : right) value = std::clamp(value, 0.0f, 1.0f);
  canvas.clip({line, area.y, area.right() - line, area.height});
  draw_shades(canvas, area, cat_side, right);
  for (int cell = 0; cell < SpatialDropout::cell_count; ++cell) {
    const Rect box = cat_cell(area, cell);
    if (study.mask[static_cast<std::size_t>(cell)] == 0 && box.center().x >= line) draw_guessed_cell(canvas, box);
  }
  canvas.unclip();
}

void draw_scattered(const SpatialDropout& widget, const Params& params, const FillLayout& at, Canvas& canvas) {
  const Rect& area = at.maps[0];
  const float line = at.line_x(params, 0);
  canvas.explain(area,
                 "One feature map. Crosses: dropped cells. Framed: cells guessed from the kept ones around them.");
  if (params.line > 0) draw_left_cells(widget.study(params), area, line, canvas);
  if (params.line < 1) draw_guessed_cells(widget.study(params), area, line, canvas);
}

void draw_channel(const SpatialDropout& widget, const Params& params, const FillLayout& at, Canvas& canvas) {
  const Rect& area = at.maps[1];
  const float line = at.line_x(params, 1);
  canvas.explain(
      area, "The same map, dropped as a whole. With no cell of it left, its average is the best guess everywhere.");
  if (params.line < 1) {
    canvas.clip({line, area.y, area.right() - line, area.height});
    draw_shades(canvas, area, cat_side,
                std::vector<float>(SpatialDropout::cell_count, static_cast<float>(widget.study(params).mean)));
    canvas.unclip();
  }
  canvas.frame(area, {.ink = Ink::dropped, .width = 1.5f, .dash = Dash::dashed});
  const float left = line - area.x, right = area.right() - line;
  if (left > 60)
    draw_cross(canvas, {area.x + left / 2, area.center().y}, std::min(0.25f * left, 36.0f),
               {.ink = Ink::dropped, .width = 2});
  if (right < 110) return;
  for (int k = 0; k < 2; ++k)
    canvas.text({line + right / 2, area.center().y + (k == 0 ? -10.0f : 10.0f)}, k == 0 ? "no cell left" : "to ask",
                {.size = at.wide ? 16.0f : 14.0f, .align = Align::center, .bold = true});
}

struct Head {
  std::string what, how_much;
  Ink ink;
};

void draw_head(const Head& head, int k, const FillLayout& at, Canvas& canvas) {
  const Rect& area = at.heads[k];
  if (at.beside) {
    const float below = draw_wrapped(canvas, {area.x, area.y}, head.what, area.width, {.size = 15, .bold = true});
    draw_wrapped(canvas, {area.x, below + 8}, head.how_much, area.width, {.size = 20, .ink = head.ink, .bold = true});
    return;
  }
  const std::string what = head.what + ": ";
  if (at.wide && text_width(what + head.how_much, 16, true) <= area.width) {
    canvas.text({area.x, area.y + 12}, what, {.size = 16, .bold = true});
    canvas.text({area.x + text_width(what, 16, true), area.y + 12}, head.how_much,
                {.size = 16, .ink = head.ink, .bold = true});
    return;
  }
  const float size = fitting_size(head.what, 15, area.width, true);
  canvas.text({area.x, area.y + 10}, head.what, {.size = size, .bold = true});
  canvas.text({area.x, area.y + 32}, head.how_much, {.size = size, .ink = head.ink, .bold = true});
}

void draw_line(const Params& params, int k, const FillLayout& at, Canvas& canvas) {
  const Rect& area = at.maps[k];
  const float x = at.line_x(params, k);
  const float edge = knob_radius + 3;  // a knob at the end of its way stays inside a narrow picture
  const Point knob{std::clamp(x, edge, canvas.bounds().width - edge), area.y + 0.86f * area.height};
  canvas.key({.name = mark_name("fill.casing", static_cast<std::uint32_t>(k))});
  canvas.line({x, area.y - 4}, {x, area.bottom() + 4}, {.ink = Ink::paper, .width = 5});
  canvas.key({.name = mark_name("fill.line", static_cast<std::uint32_t>(k))});
  canvas.line({x, area.y - 4}, {x, area.bottom() + 4}, {.ink = Ink::accent, .width = 2});
  draw_knob(canvas, knob, Ways::sideways, mark_name("fill.knob", static_cast<std::uint32_t>(k)));
  canvas.drag({.area = area,
               .param_id = "line",
               .min_at = {area.x, area.y},
               .max_at = {area.right(), area.y},
               .min = 0,
               .max = 1});
  // What is left and right of the line, while there is room.
  const std::string dropped = "dropped";
  const std::string guesses[] = {k == 0 ? "filled in from neighbors" : "guess: the average",
                                 k == 0 ? "filled in" : "average"};
  if (x - area.x > text_width(dropped, 14) + 8)
    canvas.text({x - 8, at.notes_y}, dropped, {.size = 14, .ink = Ink::muted, .align = Align::right});
  const float room = area.right() - x - 8;
  const std::string_view guess = first_fitting(guesses, 14, room);
  if (text_width(guess, 14) <= room) canvas.text({x + 8, at.notes_y}, guess, {.size = 14, .ink = Ink::accent});
}

}  // namespace

float SpatialDropout::fill_height(float width) { return FillLayout(width).height; }

void SpatialDropout::draw_fill(const Params& params, Canvas& canvas) const {
  const FillLayout at(canvas.bounds().width);
  const Study& now = study(params);
  const bool any = now.dropped > 0;
  const std::string share = percent_text(std::max(0.0, now.share));
  const Head heads[] = {
      {"Scattered cells", !any ? "nothing is gone" : share + (at.wide || at.beside ? " comes back" : " back"),
       Ink::robust},
      {"Whole channel", at.wide || at.beside ? "nothing comes back" : "nothing back", Ink::fragile}};
  draw_scattered(*this, params, at, canvas);
  draw_channel(*this, params, at, canvas);
  for (int k = 0; k < 2; ++k) {
    draw_head(heads[k], k, at, canvas);
    draw_line(params, k, at, canvas);
  }
}

}  // namespace lesson
