// spatial_dropout_fill.cpp: the panel "fill" of spatial_dropout: neighbors give single cells away, a whole channel leaves nobody to ask.
//
// Two maps under one line: left of it what the mask leaves, right of it the guess. A cell's shade runs from a faint ground
// through pure `kept` to dark; a dropped cell is paper with a cross, a guessed one has a thin frame.
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
constexpr float faintest = 0.11f, purest = 0.62f;  // the ground's opacity; the value that is `kept` and nothing else

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

Rect cell_of(const Rect& map, int cell) {
  const float size = map.width / side;
  return {map.x + size * static_cast<float>(cell % side), map.y + size * static_cast<float>(cell / side), size, size};
}

// values: 0 to 1, below 0: nothing is drawn there.
void draw_cells(const Rect& area, const std::vector<float>& values, Canvas& canvas) {
  std::vector<float> pale(values.size()), dark(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] < 0) continue;
    pale[i] = faintest + (1 - faintest) * std::min(1.0f, values[i] / purest);
    dark[i] = purest * std::clamp((values[i] - purest) / (1 - purest), 0.0f, 1.0f);
  }
  const auto draw = [&](const std::vector<float>& shades, Ink ink) {
    canvas.field({.area = area,
                  .columns = side,
                  .rows = side,
                  .values = shades,
                  .low = ink,
                  .high = ink,
                  .max_opacity = 1,
                  .smooth = false,
                  .gap = 1});
  };
  draw(pale, Ink::kept);
  draw(dark, Ink::ink);
}

void draw_cross(Point center, float arm, const Stroke& stroke, Canvas& canvas) {
  for (const float way : {-1.0f, 1.0f})
    canvas.line({center.x - arm, center.y - way * arm}, {center.x + arm, center.y + way * arm}, stroke);
}

// Left of the line: what the mask leaves.
void draw_left_cells(const Study& study, const Rect& area, float line, Canvas& canvas) {
  std::vector<float> left = study.map;
  for (std::size_t cell = 0; cell < left.size(); ++cell)
    if (study.mask[cell] == 0) left[cell] = -1;
  canvas.clip({area.x, area.y, line - area.x, area.height});
  draw_cells(area, left, canvas);
  const float size = area.width / side;
  for (int cell = 0; size >= 8 && cell < SpatialDropout::cell_count; ++cell) {
    const Point center = cell_of(area, cell).center();
    if (study.mask[static_cast<std::size_t>(cell)] == 0 && center.x < line)
      draw_cross(center, 0.17f * size, {.ink = Ink::dropped, .width = 1.25f}, canvas);
  }
  canvas.unclip();
}

// Right of it: the same with the guesses in their places.
void draw_guessed_cells(const Study& study, const Rect& area, float line, Canvas& canvas) {
  std::vector<float> right = study.rebuilt;
  for (float& value : right) value = std::clamp(value, 0.0f, 1.0f);
  canvas.clip({line, area.y, area.right() - line, area.height});
  draw_cells(area, right, canvas);
  for (int cell = 0; cell < SpatialDropout::cell_count; ++cell) {
    const Rect box = cell_of(area, cell);
    if (study.mask[static_cast<std::size_t>(cell)] == 0 && box.center().x >= line)
      canvas.frame(box.inset(1.5f), {.ink = Ink::accent, .width = 1, .opacity = 0.42f});
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
    draw_cells(area, std::vector<float>(SpatialDropout::cell_count, static_cast<float>(widget.study(params).mean)),
               canvas);
    canvas.unclip();
  }
  canvas.frame(area, {.ink = Ink::dropped, .width = 1.5f, .dash = Dash::dashed});
  const float left = line - area.x, right = area.right() - line;
  if (left > 60)
    draw_cross({area.x + left / 2, area.center().y}, std::min(0.25f * left, 36.0f), {.ink = Ink::dropped, .width = 2},
               canvas);
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
