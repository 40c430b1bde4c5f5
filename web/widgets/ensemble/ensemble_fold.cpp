// ensemble_fold.cpp: the panel "fold" of ensemble: members alone as tiles; those that the reader taps are folded into one average.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "contract/table.h"
#include "ensemble.h"
#include "kit/panel_space.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

using Params = Ensemble::Params;
using Fold = Ensemble::Fold;

constexpr int shown_points = 64;  // of the test set
constexpr float faded = 0.28f;

bool is_folded(const Params& params, int tile) { return (params.folded >> tile & 1u) != 0; }

struct FoldLayout {
  explicit FoldLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    columns = wide ? 5 : 7;
    const float head = wide ? 32.0f : 0.0f;
    if (wide) {
      const float side = std::min(376.0f, (inside.width - 48 - stack) / 2);
      gap = 8;
      pitch = (side + gap) / 5;
      map = {inside.right() - stack - side, inside.y + head, side, side};
    } else {
      gap = 6;
      pitch = (inside.width + gap) / 7;
      const float side = std::min(204.0f, 0.6f * inside.width);
      map = {inside.x, inside.y + 4 * pitch + 8, side, side};
    }
    top = inside.y + head;
    words_x = map.right() + stack + (wide ? 0.0f : 10.0f);
    between = {tile(4).right() + 12, map.y, map.x - tile(4).right() - 24, map.height};
    hint_between = wide && between.width >= 90;
    height = std::max(map.bottom() + stack + (wide && !hint_between ? 36.0f : 10.0f), wide ? 0.0f : map.y + 176);
  }
  Rect tile(int k) const {
    return {inside.x + pitch * static_cast<float>(k % columns), top + pitch * static_cast<float>(k / columns),
            pitch - gap, pitch - gap};
  }
  // Behind the map: the frames of the folded members, in three layers.
  Rect layer(int k) const {
    const float off = 3 * static_cast<float>(k % 3 + 1);
    return {map.x + off, map.y + off, map.width, map.height};
  }
  static constexpr float stack = 9;
  bool wide, hint_between = false;
  Rect inside, map, between{};  // between: of the tiles and the map
  int columns;
  float gap, pitch, top, words_x, height;
};

// A member decides: its field is as good as hard. 0 stays 0, so that field and boundary agree.
std::vector<float> decided(std::span<const float> logits) {
  std::vector<float> values;
  for (const float logit : logits) values.push_back(std::clamp(40 * logit, -1.0f, 1.0f));
  return values;
}

// Of a small map: few shades are told in few marks.
std::vector<float> in_steps(std::vector<float> values) {
  for (float& value : values) value = std::round(value);
  return values;
}

void draw_tile(const Ensemble& widget, const Params& params, int k, const FoldLayout& at, Canvas& canvas) {
  const Ensemble::Tile& tile = widget.tiles()[static_cast<std::size_t>(k)];
  const Rect area = at.tile(k);
  const bool in = is_folded(params, k), alone = in && widget.fold(params).count == 1, quiet = in && !alone;
  constexpr float opacity = 0.36f;
  draw_class_field(canvas, area, in_steps(decided(tile.small)), Ensemble::tile_cells,
                   quiet ? opacity * faded : opacity);
  draw_boundary(canvas, {area, Ensemble::reach}, tile.small, Ensemble::tile_cells,
                {.ink = Ink::ink, .width = 1.25f, .opacity = quiet ? faded : 1});
  canvas.explain(area, "Member " + std::to_string(k + 1) + " alone: " + percent_text(tile.right, 1) +
                           " of the test points right. Tap it to " +
                           (in ? "take it out of the average." : "fold it into the average."));
  const float more = at.gap / 2;
  const Rect touch{std::max(0.0f, area.x - more), area.y - more, area.width + at.gap, area.height + at.gap};
  canvas.tap_to_set(touch, "folded", static_cast<double>(params.folded ^ (1u << k)));
}

// A frame for each member: around its tile, or flown to the stack behind the map.
void draw_frames(const Ensemble& widget, const Params& params, const FoldLayout& at, Canvas& canvas) {
  const bool average = widget.fold(params).count > 1;
  int rank = 0;
  for (int k = 0; k < Ensemble::tile_count; ++k) {
    const bool in = average && is_folded(params, k), alone = !average && is_folded(params, k);
    canvas.key({.name = mark_name("fold.frame", static_cast<std::uint32_t>(k)),
                .delay_ms = in ? 40.0f * static_cast<float>(rank++) : 0});
    canvas.frame(in ? at.layer(k) : at.tile(k),
                 {.ink = alone ? Ink::accent
                         : in  ? Ink::muted
                               : Ink::rule,
                  .width = alone ? 2.5f : 1.0f},
                 4);
  }
}

void draw_average(const Ensemble& widget, const Params& params, const FoldLayout& at, Canvas& canvas) {
  const Fold& fold = widget.fold(params);
  const Plane plane{at.map, Ensemble::reach};
  canvas.rect(at.map, {.ink = Ink::surface}, 4);
  canvas.explain(at.map, fold.count == 1
                             ? "The two inputs of the net, and where this member answers disk and square."
                             : "The mean of the folded members' answers. Thin lines: where each of them changes its "
                               "mind; thick: where their mean does.");
  std::vector<float> values;
  std::span<const float> line;
  for (int k = 0; k < Ensemble::tile_count; ++k) {
    if (!is_folded(params, k)) continue;
    const std::vector<float>& logits = widget.tiles()[static_cast<std::size_t>(k)].logits;
    if (fold.count == 1) values = decided(logits), line = logits;
  }
  if (fold.count != 1) {
    for (const float chance : fold.chance) values.push_back(2 * chance - 1);
    line = values;
  }
  draw_class_field(canvas, at.map, values, Ensemble::map_cells, fold.count == 1 ? 0.36f : 0.62f);
  for (int k = 0; fold.count > 1 && k < Ensemble::tile_count; ++k)
    if (is_folded(params, k))
      draw_boundary(canvas, plane, widget.tiles()[static_cast<std::size_t>(k)].logits, Ensemble::map_cells,
                    {.ink = Ink::ink, .width = 1, .opacity = 0.18f});
  if (fold.count > 0) {
    draw_boundary(canvas, plane, line, Ensemble::map_cells, {.ink = Ink::surface, .width = 5.25f});
    draw_boundary(canvas, plane, line, Ensemble::map_cells, {.ink = Ink::ink, .width = 2.75f});
  }
  const dropout::Dataset& test = widget.trainer().test_set();
  for (std::size_t i = 0; i < shown_points; ++i)
    draw_class_mark(canvas, plane.at(test.points[2 * i], test.points[2 * i + 1], 5), test.labels[i],
                    at.wide ? 3.4f : 2.8f);
  canvas.frame(at.map, {.ink = Ink::rule, .width = 1}, 4);
}

// ---- words -----------------------------------------------------------------------------------------------------------

int only_tile(const Params& params) {
  int k = 0;
  while (k < Ensemble::tile_count && !is_folded(params, k)) ++k;
  return k;
}

// The average of how many members stands above the tiles, and how good they are alone.
struct Alone {
  int count;
  double right;
};
Alone alone_of(const Ensemble& widget, const Params& params) {
  if (const Fold& fold = widget.fold(params); fold.count > 1) return {fold.count, fold.alone};
  double sum = 0;
  for (const Ensemble::Tile& tile : widget.tiles()) sum += tile.right;
  return {Ensemble::tile_count, sum / Ensemble::tile_count};
}

std::string fold_title(const Ensemble& widget, const Params& params) {
  const int count = widget.fold(params).count;
  if (count == 0) return "Nobody yet";
  return count == 1 ? "Member " + std::to_string(only_tile(params) + 1) + ", alone" : "Their average";
}

std::string_view hint_of(const Fold& fold, bool wide) {
  if (fold.count <= 1) return wide ? "tap a tile: it joins the average" : "tap a tile";
  if (fold.count < Ensemble::tile_count) return wide ? "tap a faded tile to take it out" : "tap a faded one";
  return wide ? "tap a tile to take it out" : "tap to take out";
}

void draw_wide_words(const Ensemble& widget, const Params& params, const FoldLayout& at, Canvas& canvas) {
  const Alone alone = alone_of(widget, params);
  const float y = at.inside.y + 10, tiles_end = at.tile(4).right();
  const std::string who = plural_text(alone.count, "member", "members") + " alone";
  canvas.text({at.inside.x, y}, who, {.size = 16, .bold = true});
  const float room = tiles_end - at.inside.x - text_width(who, 16, true) - 12;
  const std::string much[] = {percent_text(alone.right, 1) + " right on average",
                              percent_text(alone.right, 1) + " on average", percent_text(alone.right, 1)};
  canvas.text({tiles_end, y}, first_fitting(much, 15, room), {.size = 15, .ink = Ink::muted, .align = Align::right});
  canvas.text({at.map.x, y}, fold_title(widget, params), {.size = 16, .bold = true});
  if (const Fold& fold = widget.fold(params); fold.count > 0) {
    const std::string right[] = {percent_text(fold.right, 1) + " right", percent_text(fold.right, 1)};
    canvas.text({at.map.right(), y},
                first_fitting(right, 16, at.map.width - text_width(fold_title(widget, params), 16, true) - 8, true),
                {.size = 16, .align = Align::right, .bold = true});
  }
  const std::string_view hint = hint_of(widget.fold(params), true);
  const Rect& between = at.between;
  if (!at.hint_between) {
    canvas.text({at.inside.x, at.map.bottom() + 22}, hint, {.size = 14, .ink = Ink::accent, .bold = true});
    return;
  }
  const TextStyle style{.size = 14, .ink = Ink::accent, .align = Align::center, .bold = true};
  draw_wrapped(canvas, {between.center().x, between.center().y - 20}, std::string(hint) + " →", between.width, style);
}

// Beside the map, from top to bottom; the hint stands in the free places behind the last tile.
void draw_narrow_words(const Ensemble& widget, const Params& params, const FoldLayout& at, Canvas& canvas) {
  const Alone alone = alone_of(widget, params);
  const Fold& fold = widget.fold(params);
  const float x = at.words_x, room = at.inside.right() - x;
  const auto line = [&](float y, const std::string& words, float size, Ink ink, bool bold) {
    canvas.text({x, at.map.y + y}, words, {.size = fitting_size(words, size, room, bold), .ink = ink, .bold = bold});
  };
  const Rect last = at.tile(Ensemble::tile_count - 1);
  canvas.text({last.right() + 10, last.center().y}, hint_of(fold, false),
              {.size = fitting_size(hint_of(fold, false), 14, at.inside.right() - last.right() - 10, true),
               .ink = Ink::accent,
               .bold = true});
  if (fold.count > 0) {
    const bool one = fold.count == 1;
    line(10, one ? "Member " + std::to_string(only_tile(params) + 1) : "Average", 16, Ink::ink, true);
    line(30, one ? "alone" : "of " + std::to_string(fold.count), 14, Ink::muted, false);
    line(62, percent_text(fold.right, 1), 20, Ink::ink, true);
    line(82, "right", 14, Ink::muted, false);
  }
  line(120, percent_text(alone.right, 1), 20, Ink::muted, false);
  line(140, "mean of the", 14, Ink::muted, false);
  line(158, std::to_string(alone.count) + " alone", 14, Ink::muted, false);
}

}  // namespace

float Ensemble::fold_height(float width) { return FoldLayout(width).height; }

void Ensemble::draw_fold(const Params& params, Canvas& canvas) const {
  const FoldLayout at(canvas.bounds().width);
  for (int k = 0; k < tile_count; ++k) draw_tile(*this, params, k, at, canvas);
  draw_frames(*this, params, at, canvas);
  draw_average(*this, params, at, canvas);
  at.wide ? draw_wide_words(*this, params, at, canvas) : draw_narrow_words(*this, params, at, canvas);
}

std::string Ensemble::describe_fold(const Params& params) const {
  const Fold& all = fold(params);
  if (params.drop_rate == 0) return "At p = 0 nothing is ever dropped: all tiles are the whole net.";
  if (all.count == 0) return "Tap a tile: each is the same net under another mask.";
  if (all.count == 1)
    return "Each tile is the same net under another mask: " + std::to_string(tile_count) +
           " opinions about one plane.";
  if (all.right <= all.alone)
    return "These few share their errors: the average gets " + percent_text(all.right, 1) +
           " right, its members alone " + percent_text(all.alone, 1) + ". Fold more.";
  const std::string better =
      all.better == 0 ? "none of its members is" : plural_text(all.better, "member is", "members are");
  return "Their errors differ, so they cancel: " + percent_text(all.right, 1) + " against " +
         percent_text(all.alone, 1) + ". Alone, " + better + " better than the average.";
}

void Ensemble::fold_table(const Params& params, Table& table) const {
  table.row("Member", "Right on 400 test points, alone", "In the average");
  for (int k = 0; k < tile_count; ++k)
    table.row(std::to_string(k + 1), percent_text(tiles()[static_cast<std::size_t>(k)].right, 1),
              is_folded(params, k) ? "yes" : "no");
  table.row("Average", fold(params).count > 0 ? percent_text(fold(params).right, 1) : "–",
            plural_text(fold(params).count, "member", "members"));
}

}  // namespace lesson
