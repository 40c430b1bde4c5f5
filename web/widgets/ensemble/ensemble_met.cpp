// ensemble_met.cpp: the panel "met" of ensemble: how many of the 2^n masks a training run ever meets, and how long it would take to look at them.
//
// Left the masks as an area, the likeliest first, filled by the exact chance that the run meets them. Right the same
// numbers as time, one mask a second, on a logarithmic axis: a unit more is always the same way farther.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "contract/table.h"
#include "dropout/distinct_masks.h"
#include "dropout/random_stream.h"
#include "ensemble_counts.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = Ensemble::Params;

// ---- layout ----------------------------------------------------------------------------------------------------------

struct MetLayout {
  explicit MetLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    head = wide ? 62.0f : 48.0f;
    if (wide) {
      const float side = std::min(288.0f, 0.4f * inside.width);
      field = {inside.x, inside.y + head, side, side};
      const float left = field.right() + 40;
      bars = {left, field.y + 48, inside.right() - left - 14, side - 48 - 40};
      pitch = (bars.height - 20) / 2;
      height = field.bottom() + 30;
    } else {
      field = {inside.x, inside.y + head, inside.width, 152};
      bars = {inside.x, field.bottom() + 66, inside.width - 14, 66};
      pitch = 44;
      height = bars.bottom() + 34;
    }
  }
  // Seconds, on a logarithmic axis from one second to 2^64.
  float x(double seconds) const {
    return bars.x + bars.width * static_cast<float>(std::log2(std::max(1.0, seconds)) / Ensemble::most_units);
  }
  float bar_y(int row) const { return bars.y + 10 + pitch * static_cast<float>(row); }
  bool wide;
  Rect inside, field, bars;
  float head, pitch, height;
};

// ---- the area --------------------------------------------------------------------------------------------------------

struct Cells {
  int columns, rows;
};

// A cell for each mask as long as these are few; then the same cells, each for very many.
Cells cells_of(int units, bool wide) {
  if (units <= 12) return {1 << (units + 1) / 2, 1 << units / 2};
  return wide ? Cells{96, 96} : Cells{112, 52};
}

// 1 where the run has met the mask in the middle of a cell, drawn with the exact chance of that.
std::vector<float> met_cells(const Params& params, const Cells& cells) {
  const std::vector<Ensemble::MaskGroup> groups = Ensemble::mask_groups(params);
  const double all = std::ldexp(1.0, params.unit_count);
  const int count = cells.columns * cells.rows;
  dropout::RandomStream random(params.seed, dropout::StreamPurpose::study);
  std::vector<float> values;
  std::size_t group = 0;
  double end = groups[0].count;
  for (int cell = 0; cell < count; ++cell) {
    const double rank = (cell + 0.5) / count * all;
    while (rank > end && group + 1 < groups.size()) end += groups[++group].count;
    values.push_back(random.uniform() < Ensemble::chance_met(groups[group].chance) ? 1.0f : 0.0f);
  }
  return values;
}

void draw_chip(Point center, std::string_view words, Canvas& canvas) {
  draw_on_plate(canvas, center, words, {.size = 14, .align = Align::center, .bold = true});
}

// Too few to be seen: one dot under a glass.
void draw_glass(const Rect& field, Canvas& canvas) {
  const Point at{field.x + 0.62f * field.width, field.y + 0.42f * field.height};
  canvas.disk(at, 1.5f, {.ink = Ink::kept});
  canvas.ring(at, 10, {.width = 1.75f});
  canvas.line({at.x + 7.2f, at.y + 7.2f}, {at.x + 24, at.y + 24}, {.width = 1.75f});
  const std::string_view words = "all that was met";
  canvas.text({centered_within(words, 14, at.x + 24, field.x + 4, field.right() - 4, true), at.y + 38}, words,
              {.size = 14, .align = Align::center, .bold = true});
}

void draw_area(const Ensemble& widget, const Params& params, const MetLayout& at, Canvas& canvas) {
  const Cells cells = cells_of(params.unit_count, at.wide);
  const Rect& field = at.field;
  const double share = widget.met(params) / widget.mask_count(params),
               line = widget.likely(params) / widget.mask_count(params);
  canvas.explain(field,
                 "The area is all masks, the likeliest on top, " +
                     std::string(params.unit_count <= 12 ? "a cell for each" : "the same number in each cell") +
                     ". Filled with the exact chance that the run meets it.");
  canvas.rect(field, {.ink = Ink::rule, .opacity = 0.35f}, 4);
  canvas.field({.area = field,
                .columns = cells.columns,
                .rows = cells.rows,
                .values = met_cells(params, cells),
                .low = Ink::kept,
                .high = Ink::kept,
                .max_opacity = 1,
                .smooth = false});
  canvas.frame(field, {.ink = Ink::rule, .width = 1}, 4);
  if (share * cells.columns * cells.rows < 0.5) return draw_glass(field, canvas);
  const float y = field.y + field.height * static_cast<float>(line);
  if (line < 0.9) {
    canvas.line({field.x, y}, {field.right(), y}, {.ink = Ink::paper, .width = 4});
    canvas.line({field.x, y}, {field.right(), y}, {.ink = Ink::ink, .width = 1.75f, .dash = Dash::dashed});
    const std::string_view words = field.width > 236 ? "99 of 100 draws land above" : "99 of 100 above";
    draw_chip({field.center().x, y + (line < 0.75 ? 18 : -18)}, words, canvas);
  } else if (share < 0.9) {
    draw_chip(field.center(), field.width > 236 ? "dots: masks met; empty: never" : "dots: met", canvas);
  }
}

// ---- the bars --------------------------------------------------------------------------------------------------------

void draw_axis(const MetLayout& at, Canvas& canvas) {
  constexpr double day = 86400, year = 365.25 * day;
  const struct {
    double seconds;
    std::string_view name;
  } ticks[] = {{60, "minute"}, {day, "day"}, {80 * year, "lifetime"}, {13.8e9 * year, "universe"}};
  const float bottom = at.bars.bottom() + (at.wide ? 8.0f : 4.0f), size = at.inside.width < 250 ? 12.0f : 14.0f;
  for (const auto& tick : ticks) {
    const float x = at.x(tick.seconds);
    canvas.line({x, at.bars.y - 8}, {x, bottom}, {.ink = Ink::rule, .width = 1});
    canvas.text({centered_within(tick.name, size, x, at.inside.x, at.inside.right()), bottom + 14}, tick.name,
                {.size = size, .ink = Ink::muted, .align = Align::center});
  }
  canvas.explain({at.bars.x, bottom, at.bars.width, 24},
                 "One mask a second, on a logarithmic axis: a minute, a day, a lifetime of 80 years, the age of the "
                 "universe.");
}

struct Bar {
  double masks;
  std::string_view words, short_words;
  Ink ink;
  float opacity;
};

void draw_bar_row(const Bar& bar, int row, bool has_knob, const MetLayout& at, Canvas& canvas) {
  const float y = at.bar_y(row), end = at.x(bar.masks), size = 15;
  const std::string time = time_words(bar.masks);
  canvas.key({.name = mark_name("met.bar", static_cast<std::uint32_t>(row))});
  canvas.rect({at.bars.x, y - 8, std::max(2.0f, end - at.bars.x), 16}, {.ink = bar.ink, .opacity = bar.opacity});
  const float time_width = text_width(time, size, true), after = end + (has_knob ? 22.0f : 9.0f);
  const float words_width = text_width(bar.words, 14);
  const bool fits = after + time_width <= at.inside.right() + 4;
  const float left = fits ? after : at.bars.right() - time_width - (has_knob ? 16.0f : 0.0f),
              middle = fits ? y : y - 20;
  canvas.rect({left - 2, middle - 9, time_width + 4, 18}, {.ink = Ink::paper});
  canvas.text({left, middle}, time, {.size = size, .bold = true});
  const float next = left + time_width + 7;
  const bool all = next + words_width <= at.inside.right() + 4;
  const std::string_view words = all ? bar.words : bar.short_words;
  if (const float width = text_width(words, 14); fits && next + width <= at.inside.right() + 4) {
    canvas.rect({next - 2, middle - 9, width + 4, 18}, {.ink = Ink::paper});
    canvas.text({next, middle}, words, {.size = 14, .ink = Ink::muted});
  }
  canvas.explain({at.bars.x, y - 9, at.bars.width, 18},
                 big_count(bar.masks) + (bar.masks == 1 ? " mask, " : " masks, ") + std::string(bar.words) + ": " +
                     time + " at one a second.");
}

void draw_bars(const Ensemble& widget, const Params& params, const MetLayout& at, Canvas& canvas) {
  draw_axis(at, canvas);
  const Bar all{widget.mask_count(params), "all masks", "all", Ink::dropped, 0.3f};
  const Bar likely{widget.likely(params), "for 99 of 100 draws", "99 of 100", Ink::kept, 0.45f};
  const Bar met{widget.met(params), "met in the run", "met", Ink::kept, 1};
  draw_bar_row(all, 0, true, at, canvas);
  if (at.wide) draw_bar_row(likely, 1, false, at, canvas);
  draw_bar_row(met, at.wide ? 2 : 1, false, at, canvas);
  const Point knob{at.x(all.masks), at.bar_y(0)};
  draw_knob(canvas, knob, Ways::sideways, mark_name("met.knob"));
  if (params.unit_count == Params{}.unit_count) {
    const std::string hints[] = {"pull: one more unit doubles it", "pull: one more doubles it", "pull"};
    canvas.text({knob.x - 12, knob.y - 24}, first_fitting(hints, 14, at.inside.right() - knob.x + 12, true),
                {.size = 14, .ink = Ink::accent, .bold = true});
  }
  canvas.drag({.area = knob_area(knob),
               .param_id = "units",
               .min_at = {at.x(std::ldexp(1.0, Ensemble::least_units)), knob.y},
               .max_at = {at.x(std::ldexp(1.0, Ensemble::most_units)), knob.y},
               .min = Ensemble::least_units,
               .max = Ensemble::most_units});
}

void draw_number(const Ensemble& widget, const Params& params, const MetLayout& at, Canvas& canvas) {
  const double all = widget.mask_count(params);
  const std::string number = share_words(widget.met(params) / all);
  const float wanted = at.wide ? 34.0f : 26.0f;
  const float size =
      text_width(number, wanted, true) <= at.inside.width ? wanted : fitting_size(number, 20, at.inside.width, true);
  canvas.text({at.inside.x, at.inside.y + 18}, number, {.size = size, .ink = Ink::kept, .bold = true});
  const float x = at.inside.x + text_width(number, size, true) + 10, room = at.inside.right() - x;
  const std::string words[] = {"of all " + big_count(all) + " masks were met", "of " + big_count(all) + " masks met",
                               "masks met"};
  if (const std::string_view fitting = first_fitting(words, 14, room); text_width(fitting, 14) <= room)
    canvas.text({x, at.inside.y + 23}, fitting, {.size = 14, .ink = Ink::muted});
}

}  // namespace

float Ensemble::met_height(float width) { return MetLayout(width).height; }

void Ensemble::draw_met(const Params& params, Canvas& canvas) const {
  const MetLayout at(canvas.bounds().width);
  draw_number(*this, params, at, canvas);
  draw_area(*this, params, at, canvas);
  draw_bars(*this, params, at, canvas);
  const float below = at.field.bottom() + 16;
  canvas.text({at.field.x, below}, at.wide ? "area: every mask, likeliest first" : "likeliest masks first",
              {.size = at.inside.width < 250 ? 12.0f : 14.0f, .ink = Ink::muted});
  const std::string heads[] = {"One mask a second. How long would it take?", "One mask a second takes",
                               "One a second"};
  if (at.wide)
    canvas.text({at.bars.x, at.field.y + 8}, first_fitting(heads, 15, at.inside.right() - at.bars.x, true),
                {.size = 15, .bold = true});
  else if (at.inside.width > 300)
    canvas.text({at.inside.right(), below}, "at one mask a second",
                {.size = 14, .ink = Ink::muted, .align = Align::right});
}

std::string Ensemble::describe_met(const Params& params) const {
  const double share = met(params) / mask_count(params);
  const std::string start = "A run of 1,500 steps on 80 points draws 120,000 masks.";
  const std::string rate = " At p = " + number_text(params.drop_rate, 2);
  if (params.drop_rate == 0) return start + " At p = 0 they are all the same one.";
  if (share > 0.9995) return start + rate + " that is enough to meet them all.";
  const int cells = 96 * 96;
  if (share * cells < 0.5)
    return start + " The one dot is drawn " + round_count(1 / (share * cells)) + " times too large.";
  if (params.drop_rate == 0.5)
    return start + rate + " all masks are equally likely, and " + number_text(100 * (1 - share), 0) +
           " in 100 are never met.";
  return start + rate + " they crowd: " + number_text(likely_percent(params), likely_percent(params) < 10 ? 1 : 0) +
         " in 100 masks get 99 of 100 draws, and the run meets " + share_words(share) + ".";
}

void Ensemble::met_table(const Params& params, Table& table) const {
  table.row("Masks", "How many", "At one a second");
  const auto row = [&](std::string_view name, double masks) {
    table.row(std::string(name), big_count(masks), time_words(masks));
  };
  row("all", mask_count(params));
  row("for 99 of 100 draws", likely(params));
  row("met in the run", met(params));
}

}  // namespace lesson
