// schedule_race_gains.cpp: the panel "gains" of schedule_race: a dot a run, the mean with its interval, and the paired
// difference from the constant rate.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "schedule_race.h"

namespace lesson {

namespace {

using Params = ScheduleRace::Params;

constexpr double lowest = 66, highest = 98;

struct RaceLayout {
  explicit RaceLayout(const Rect& bounds)
      : wide(is_wide(bounds.width)), type(panel_type(bounds.width)), inside(panel_inside(bounds)) {
    tight = bounds.width < tight_below;
    names = text_width("constant", type.small, true) + 8;
    values = tight ? 0.0f : text_width("−5.6 ± 1.4", type.small, true) + 2;
    const float head = type.small + 6, foot = type.small + 10;
    plot = {inside.x + names, inside.y + head, inside.width - names - values, inside.height - head - foot};
    row = plot.height / ScheduleRace::schedule_count;
    x = {lowest, highest, plot.x + 6, plot.right() - 6};
  }
  float row_y(int schedule) const { return plot.y + row * (static_cast<float>(schedule) + 0.5f); }
  bool wide, tight = false;
  TypeSizes type;
  Rect inside, plot{};
  float names = 0, values = 0, row = 0;
  Axis x;
};

Ink ink_of(int schedule) { return schedule == ScheduleRace::own ? Ink::accent : Ink::test; }

// Above or below the bar of its row by its seed, the same wherever it is seen.
float aside(std::size_t seed, float row) {
  const auto word = static_cast<std::uint32_t>(seed + 1) * 2654435761u >> 16 & 0xFFFF;
  return (seed % 2 == 0 ? -1 : 1) * row * (0.16f + 0.26f * static_cast<float>(word) / 65535);
}

void draw_dots(const std::vector<double>& percents, int schedule, const RaceLayout& at, Canvas& canvas) {
  const float radius = at.wide ? 2.8f : 2.3f;
  for (std::size_t seed = 0; seed < percents.size(); ++seed) {
    const Point place{at.x(percents[seed]), at.row_y(schedule) + aside(seed, at.row)};
    canvas.key({.name = mark_name("race.run",
                                  static_cast<std::uint32_t>(schedule) * 64 + static_cast<std::uint32_t>(seed))});
    if (percents[seed] >= lowest) {
      canvas.disk(place, radius, {.ink = ink_of(schedule), .opacity = 0.4f});
    } else {  // it lies farther left than the axis goes
      const Point triangle[] = {{place.x + 3, place.y - 4}, {place.x + 3, place.y + 4}, {place.x - 4, place.y}};
      canvas.polygon(triangle, {.ink = ink_of(schedule), .opacity = 0.7f});
    }
  }
}

void draw_mean(const dropout::MeanInterval& found, int schedule, const RaceLayout& at, Canvas& canvas) {
  const float y = at.row_y(schedule), middle = at.x(found.mean);
  const auto place = static_cast<std::uint32_t>(schedule);
  if (found.count > 1) {
    const float low = at.x(found.mean - found.half_width), high = at.x(found.mean + found.half_width);
    canvas.key({.name = mark_name("race.bar_casing", place)});
    canvas.line({low, y}, {high, y}, {.ink = Ink::paper, .width = 8});
    canvas.key({.name = mark_name("race.bar", place)});
    canvas.line({low, y}, {high, y}, {.ink = ink_of(schedule), .width = 5});
  }
  canvas.key({.name = mark_name("race.mean_casing", place)});
  canvas.disk({middle, y}, 8, {.ink = Ink::paper});
  canvas.key({.name = mark_name("race.mean", place)});
  canvas.disk({middle, y}, 6, {.ink = ink_of(schedule)});
}

std::string value_words(const ScheduleRace& race, const Params& params, int schedule) {
  if (schedule == ScheduleRace::constant) {
    const dropout::MeanInterval found = race.accuracy(params, schedule);
    return found.count > 0 ? number_text(found.mean, 1) : "";
  }
  const dropout::MeanInterval found = race.gain(params, schedule);
  if (found.count == 0) return "";
  return signed_text(found.mean, 1) + (found.count > 1 ? " ± " + number_text(found.half_width, 1) : "");
}

void draw_row(const ScheduleRace& race, const Params& params, int schedule, const RaceLayout& at, Canvas& canvas) {
  const float y = at.row_y(schedule), size = at.type.small;
  const bool is_own = schedule == ScheduleRace::own;
  const std::string name(ScheduleRace::name(schedule)), value = value_words(race, params, schedule);
  canvas.text({at.inside.x, y}, name, {.size = size, .ink = is_own ? Ink::accent : Ink::ink, .bold = true});
  const Rect row{at.inside.x, y - at.row / 2, at.inside.width, at.row};
  if (value.empty()) {
    canvas.line({at.plot.x + 6, y}, {at.plot.right() - 6, y},
                {.ink = is_own ? Ink::accent : Ink::muted, .width = 1.5f, .dash = Dash::dotted});
    canvas.explain(row, "Schedule " + name + ": not trained yet.");
    return;
  }
  draw_dots(race.accuracies(params, schedule), schedule, at, canvas);
  draw_mean(race.accuracy(params, schedule), schedule, at, canvas);
  const int won = race.verdict(params, schedule);
  if (!at.tight)
    canvas.text({at.inside.right(), y}, value,
                {.size = size,
                 .ink = won < 0   ? Ink::fragile
                        : won > 0 ? Ink::robust
                                  : Ink::ink,
                 .align = Align::right,
                 .bold = true});
  canvas.explain(
      row, "Schedule " + name + ": " + value +
               (schedule == ScheduleRace::constant ? " % of new points right, mean" : " points against constant") +
               " over " + plural_text(race.accuracy(params, schedule).count, "seed", "seeds") +
               ". A dot is one run, a bar the 95 % interval of the mean.");
}

void draw_axis(const ScheduleRace& race, const Params& params, const RaceLayout& at, Canvas& canvas) {
  for (const double tick : {70.0, 80.0, 90.0}) {
    canvas.line({at.x(tick), at.plot.y}, {at.x(tick), at.plot.bottom()}, {.ink = Ink::rule, .width = 1});
    canvas.text({at.x(tick), at.plot.bottom() + 6 + at.type.small / 2}, number_text(tick, 0),
                {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
  }
  const dropout::MeanInterval base = race.accuracy(params, ScheduleRace::constant);
  if (base.count == 0) return;
  const float x = at.x(base.mean);
  canvas.key({.name = mark_name("race.base")});
  canvas.line({x, at.plot.y}, {x, at.plot.bottom()}, {.ink = Ink::ink, .width = 1.5f, .dash = Dash::dashed});
}

// How far the race is, and what the numbers at the right are.
void draw_note(const ScheduleRace& race, const Params& params, const RaceLayout& at, Canvas& canvas) {
  const float y = at.inside.y + at.type.small / 2, size = at.type.small;
  const std::string done = race.finished(params) || race.runs().ticks_done() == 0
                               ? std::string()
                               : std::to_string(race.seeds_done(params)) + " of ";
  const std::string count = done + plural_text(params.seeds, "seed", "seeds"), from = std::to_string(params.seed);
  const std::string variants[] = {count + ", from seed " + from + " on", count + " from " + from + " on", count};
  const std::string_view left = first_fitting(variants, size, at.inside.width), right = "against constant";
  canvas.text({at.inside.x, y}, left, {.size = size, .ink = Ink::muted});
  if (!at.tight && text_width(left, size) + text_width(right, size) + 10 <= at.inside.width)
    canvas.text({at.inside.right(), y}, right, {.size = size, .ink = Ink::muted, .align = Align::right});
}

}  // namespace

float ScheduleRace::gains_height(float width) { return rates_height(width); }

void ScheduleRace::draw_gains(const Params& params, Canvas& canvas) const {
  const RaceLayout at(canvas.bounds());
  draw_note(*this, params, at, canvas);
  draw_axis(*this, params, at, canvas);
  for (int i = 0; i < schedule_count; ++i) draw_row(*this, params, i, at, canvas);
  if (runs_.finished() == 0)
    draw_on_plate(canvas, at.plot.center(), "no net is trained yet",
                  {.size = at.type.small, .ink = Ink::muted, .align = Align::center}, Ink::paper, 1);
}

}  // namespace lesson
