// guess_mask_panel.cpp: the panel of guess_mask: sixteen maps with holes, the round so far, and after the answer what each of
// the four methods would have done.
//
// A dropped cell is paper with a dot. After the answer the holes are outlined.
#include <algorithm>
#include <cmath>

#include "contract/text_fit.h"
#include "contract/words.h"
#include "guess_mask.h"
#include "kit/cat_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = GuessMask::Params;
using Member = GuessMask::Member;
using Mask = GuessMask::Mask;

constexpr int side = GuessMask::side, per_row = GuessMask::filters;

// Maps at the left and the round beside them, or all below each other.
struct GuessLayout {
  explicit GuessLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    shows_digits = width >= 700;
    gap = wide ? 10.0f : 8.0f;
    const float most = width >= 900 ? 10.5f : width >= 700 ? 9.5f : wide ? 8.0f : 8.5f;
    cell = std::min(most, std::floor((inside.width - 3 * gap) / (per_row * side) * 2) / 2);
    const float grid_side = per_row * map_side() + 3 * gap;
    const float digit_column = shows_digits ? map_side() + 2 * gap : 0;
    grid = {wide ? inside.x + digit_column : std::round(inside.x + (inside.width - grid_side) / 2), inside.y + 24,
            grid_side, grid_side};
    if (wide) {
      side_column = {grid.right() + 40, grid.y, inside.right() - grid.right() - 40, grid_side};
      height = grid.bottom() + 8;
    } else {
      side_column = {inside.x, grid.bottom() + 6, inside.width, 44};
      height = side_column.bottom() + 4;
    }
  }
  float map_side() const { return side * cell; }
  Rect map(int index) const {
    const float step = map_side() + gap;
    return {grid.x + step * static_cast<float>(index % per_row), grid.y + step * static_cast<float>(index / per_row),
            map_side(), map_side()};
  }
  Rect digit(int row) const { return {inside.x, map(row * per_row).y, map_side(), map_side()}; }
  bool wide, shows_digits;
  Rect inside, grid, side_column;
  float gap, cell, height;
};

bool is_gone(const Mask& mask, int map, int row, int column) {
  if (row < 0 || column < 0 || row >= side || column >= side) return false;
  return mask[static_cast<std::size_t>(map * GuessMask::map_cells + row * side + column)] == 0;
}

// Neighboring edges in one line. `across` runs along rows, else along columns.
void draw_outline(const Mask& mask, int map, const Rect& area, bool across, Canvas& canvas) {
  const float size = area.width / side;
  const auto gone = [&](int line, int place) {
    return across ? is_gone(mask, map, line, place) : is_gone(mask, map, place, line);
  };
  const auto point = [&](int line, int place) {
    const float along = size * static_cast<float>(place), off = size * static_cast<float>(line);
    return across ? Point{area.x + along, area.y + off} : Point{area.x + off, area.y + along};
  };
  for (int line = 0; line <= side; ++line)
    for (int place = 0; place < side; ++place) {
      const int start = place;
      while (place < side && gone(line - 1, place) != gone(line, place)) ++place;
      if (place > start) canvas.line(point(line, start), point(line, place), {.ink = Ink::ink, .width = 1.5f});
    }
}

void draw_map_of(const GuessMask::Pattern& pattern, int map, bool outlined, const GuessLayout& at, Canvas& canvas) {
  const Rect area = at.map(map);
  const Mask& mask = pattern.mask();
  std::vector<float> values(pattern.values.begin() + map * GuessMask::map_cells,
                            pattern.values.begin() + (map + 1) * GuessMask::map_cells);
  for (int cell = 0; cell < GuessMask::map_cells; ++cell) {
    if (!is_gone(mask, map, cell / side, cell % side)) continue;
    values[static_cast<std::size_t>(cell)] = -1;
    canvas.disk({area.x + at.cell * (static_cast<float>(cell % side) + 0.5f),
                 area.y + at.cell * (static_cast<float>(cell / side) + 0.5f)},
                0.9f, {.ink = Ink::dropped});
  }
  draw_shades(canvas, area, side, values);
  if (outlined)
    for (const bool across : {true, false}) draw_outline(mask, map, area, across, canvas);
  const GuessMask::Holes holes = GuessMask::holes_of(mask, map);
  canvas.explain(area, "Digit " + std::to_string(pattern.digit[static_cast<std::size_t>(map / per_row)]) +
                           ", filter " + std::to_string(map % per_row + 1) + ": " + std::to_string(holes.gone) +
                           " of 64 values are gone.");
}

void draw_grid(const GuessMask::Pattern& pattern, bool outlined, const GuessLayout& at, Canvas& canvas) {
  for (int map = 0; map < GuessMask::maps; ++map) draw_map_of(pattern, map, outlined, at, canvas);
  if (!at.shows_digits) return;
  constexpr std::size_t cells = GuessMask::map_cells;
  for (int row = 0; row < GuessMask::digits; ++row)
    draw_shades(canvas, at.digit(row), side,
                std::span<const float>(pattern.pictures).subspan(static_cast<std::size_t>(row) * cells, cells),
                Ink::dropped);
  canvas.text({at.inside.x, at.inside.y + 10}, "4 digits", {.size = 14, .ink = Ink::muted});
  canvas.text({at.grid.x, at.inside.y + 10}, "as 4 filters see them", {.size = 14, .ink = Ink::muted});
}

// Right: a disk with a tick. Not right: a ring with a cross, in ink.
void draw_sign(Point at, float radius, bool is_right, Canvas& canvas) {
  const float arm = 0.4f * radius;
  if (is_right) {
    canvas.disk(at, radius, {.ink = Ink::robust});
    const Point tick[] = {
        {at.x - 1.1f * arm, at.y}, {at.x - 0.25f * arm, at.y + arm}, {at.x + 1.15f * arm, at.y - arm}};
    canvas.polyline(tick, {.ink = Ink::paper, .width = 1.75f});
    return;
  }
  canvas.ring(at, radius - 0.75f, {.ink = Ink::ink, .width = 1.5f});
  for (const float way : {-1.0f, 1.0f})
    canvas.line({at.x - arm, at.y - way * arm}, {at.x + arm, at.y + way * arm}, {.ink = Ink::ink, .width = 1.5f});
}

// Ten dots: right a disk, not right a ring, the shown one larger.
void draw_dots(const Params& params, Point first, float pitch, Canvas& canvas) {
  for (int pattern = 1; pattern <= GuessMask::pattern_count; ++pattern) {
    const Point at{first.x + pitch * static_cast<float>(pattern - 1), first.y};
    const int answer = params.answer(pattern);
    const float radius = pattern == params.pattern ? 6.5f : 4.5f;
    if (answer == 0)
      canvas.ring(at, radius, {.ink = pattern == params.pattern ? Ink::ink : Ink::dropped, .width = 1.5f});
    else if (answer == 1 + static_cast<int>(GuessMask::member_of(params.seed, pattern)))
      canvas.disk(at, radius + 0.5f, {.ink = Ink::robust});
    else
      canvas.ring(at, radius, {.ink = Ink::ink, .width = 2});
  }
  canvas.explain({first.x - 8, first.y - 9, pitch * 9 + 16, 18}, "The ten patterns: disks are right, rings are not.");
}

std::string tally_words(const GuessMask& widget, const Params& params) {
  const int answered = widget.answered(params);
  return answered == 0 ? "none answered yet"
                       : std::to_string(widget.right(params)) + " of " + std::to_string(answered) + " right so far";
}

std::string pattern_words(const Params& params) {
  return "Pattern " + std::to_string(params.pattern) + " of " + std::to_string(GuessMask::pattern_count);
}

// The sign and what the shape says, or which pattern it is.
void draw_head(const GuessMask& widget, const Params& params, Point at, float width, Canvas& canvas) {
  if (params.is_open()) {
    canvas.text(at, pattern_words(params), {.size = 16, .bold = true});
    return;
  }
  const Member member = widget.shown(params).member;
  draw_sign({at.x + 8, at.y}, 8, params.answer(params.pattern) == 1 + static_cast<int>(member), canvas);
  const std::string words(GuessMask::shape_words(member));
  canvas.text({at.x + 24, at.y}, words, {.size = fitting_size(words, 16, width - 24, true), .bold = true});
}

// Before the answer: how much is gone, which tells nothing; so it is said small.
void draw_count(const GuessMask& widget, const Params& params, const Rect& area, Canvas& canvas) {
  const float width = std::min(area.width, 340.0f);
  const float below = draw_wrapped(canvas, {area.x, area.y + 8}, "Look at the shape of the holes: who made them?",
                                   width, {.size = 15, .ink = Ink::ink});
  draw_wrapped(canvas, {area.x, below + 8},
               "All four methods were set to p = " + number_text(params.drop_rate, 2) + ", so that " +
                   count_text(widget.gone(params)) + " of " + count_text(GuessMask::cell_count) +
                   " values are gone tells little.",
               width, {.size = 15, .ink = Ink::muted});
}

// The 16 maps of a mask in one small field, a row and a column of paper between them.
void draw_thumb(const Mask& mask, const Rect& area, Canvas& canvas) {
  constexpr int across = per_row * side + per_row - 1;
  std::vector<float> values(static_cast<std::size_t>(across * across));
  for (int map = 0; map < GuessMask::maps; ++map)
    for (int cell = 0; cell < GuessMask::map_cells; ++cell) {
      const int row = map / per_row * (side + 1) + cell / side, column = map % per_row * (side + 1) + cell % side;
      values[static_cast<std::size_t>(row * across + column)] = is_gone(mask, map, cell / side, cell % side) ? 0 : 1;
    }
  canvas.field({.area = area,
                .columns = across,
                .rows = across,
                .values = values,
                .low = Ink::kept,
                .high = Ink::kept,
                .max_opacity = 0.8f,
                .smooth = false});
  // A row that is gone leaves its place.
  canvas.frame(area.inset(-3), {.ink = Ink::rule, .width = 1});
}

// After the answer: the four methods side by side, the right one and the guess with their signs.
void draw_others(const GuessMask& widget, const Params& params, const Rect& area, Canvas& canvas) {
  constexpr std::string_view names[] = {"Dropout", "Spatial", "DropBlock", "Depth"};
  const GuessMask::Pattern& pattern = widget.shown(params);
  const bool in_one_row = area.width >= 400;
  const float below =
      draw_wrapped(canvas, {area.x, area.y + 8}, "With this p and this seed each would make:", area.width,
                   {.size = 14, .ink = Ink::muted});
  const float top = below + 2, label = 24;
  const float pitch = in_one_row ? area.width / 4 : area.width / 2;
  const float room = in_one_row ? area.bottom() - top - label : (area.bottom() - top) / 2 - label - 8;
  const float size = 35 * std::max(1.0f, std::floor(std::min({pitch - 14, room - 6, 105.0f}) / 35 * 2) / 2);
  for (int member = 0; member < GuessMask::member_count; ++member) {
    const float x = area.x + pitch * static_cast<float>(in_one_row ? member : member % 2);
    const float y = top + (in_one_row ? 0 : static_cast<float>(member / 2) * (size + label + 8));
    draw_thumb(pattern.masks[static_cast<std::size_t>(member)], {x + 3, y + label + 3, size, size}, canvas);
    const bool is_right = member == static_cast<int>(pattern.member),
               is_guess = params.answer(params.pattern) == 1 + member;
    if (is_right || is_guess) draw_sign({x + 7, y + 12}, 7, is_right, canvas);
    canvas.text({x + (is_right || is_guess ? 20.0f : 0.0f), y + 12}, names[member],
                {.size = 14, .ink = is_right || is_guess ? Ink::ink : Ink::muted, .bold = is_right});
    canvas.explain({x, y, size, size + label}, std::string(GuessMask::name(static_cast<Member>(member))) +
                                                   (is_right   ? ": it made the holes of this pattern."
                                                    : is_guess ? ": your guess; this is what it would leave."
                                                               : ": this is what it would leave."));
  }
}

void draw_beside(const GuessMask& widget, const Params& params, const GuessLayout& at, Canvas& canvas) {
  const Rect& area = at.side_column;
  draw_dots(params, {area.x + 7, area.y + 8}, 19, canvas);
  canvas.text({area.x, area.y + 34},
              (params.is_open() ? "" : pattern_words(params) + ": ") + tally_words(widget, params),
              {.size = 14, .ink = Ink::muted});
  draw_head(widget, params, {area.x, area.y + 72}, area.width, canvas);
  const Rect rest{area.x, area.y + 96, area.width, area.height - 96};
  if (params.is_open())
    draw_count(widget, params, rest, canvas);
  else
    draw_others(widget, params, rest, canvas);
}

void draw_below(const GuessMask& widget, const Params& params, const GuessLayout& at, Canvas& canvas) {
  draw_head(widget, params, {at.inside.x, at.inside.y + 8}, at.inside.width, canvas);
  const Rect& area = at.side_column;
  draw_dots(params, {area.x + 7, area.y + 9}, std::min(19.0f, (area.width - 14) / 9), canvas);
  const float size = panel_type(canvas.bounds().width).body;
  canvas.text({area.x, area.y + 33}, tally_words(widget, params), {.size = size, .ink = Ink::muted});
}

}  // namespace

float GuessMask::maps_height(float width) { return GuessLayout(width).height; }

void GuessMask::draw_maps(const Params& params, Canvas& canvas) const {
  const GuessLayout at(canvas.bounds().width);
  draw_grid(shown(params), params.is_answered(), at, canvas);
  if (at.wide)
    draw_beside(*this, params, at, canvas);
  else
    draw_below(*this, params, at, canvas);
}

}  // namespace lesson
