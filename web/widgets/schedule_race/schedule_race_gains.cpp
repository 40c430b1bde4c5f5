// schedule_race_gains.cpp: how far each schedule ends from the constant rate, seed by seed, with its interval.
#include <algorithm>
#include <cmath>
#include <span>

#include "kit/panel_space.h"
#include "schedule_race.h"

namespace lesson {

namespace {

using Params = ScheduleRace::Params;

// Rows of schedules below a note, an axis below them. Wide rows have name and numbers beside the plot, others above it.
struct GainPlaces {
  explicit GainPlaces(float width)
      : wide(is_wide(width)), type(panel_type(width)), inside(panel_inside({0, 0, width, 0})) {
    row_height = wide ? 38 : 44;
    rows = {inside.x, inside.y + type.body + 8, inside.width,
            row_height * static_cast<float>(ScheduleRace::schedule_count)};
    curve_width = wide ? 84.0f : 64.0f;
    const float names = wide ? std::min(0.27f * inside.width, 200.0f) : 0.0f, values = wide ? 104.0f : 0.0f;
    names_x = inside.x + curve_width + 14;
    const float left = wide ? names_x + names : names_x;
    plot = {left, rows.y, inside.right() - values - left, rows.height};
    height = rows.bottom() + 2 * type.small + 26;
  }

  bool wide;
  TypeSizes type;
  Rect inside, rows{}, plot{};
  float row_height = 0, curve_width = 0, names_x = 0, height = 0;
};

std::string value_words(const ScheduleRace& race, int index) {
  if (index == 0) {
    const dropout::MeanInterval accuracy = race.accuracy(0);
    return accuracy.count == 0 ? "" : number_text(accuracy.mean, 1) + " %";
  }
  const dropout::MeanInterval gain = race.gain(index);
  if (gain.count == 0) return "";
  return signed_text(gain.mean, 1) + (gain.count > 1 ? " ± " + number_text(gain.half_width, 1) : "");
}

// One dot a seed, and their mean with its interval.
void draw_gain(const ScheduleRace& race, int index, const Axis& x, float y, Canvas& canvas) {
  if (index == 0) return;
  const std::vector<double> gains = race.gains(index);
  const auto first = static_cast<std::uint32_t>(index * ScheduleRace::seed_count);
  for (std::size_t seed = 0; seed < gains.size(); ++seed) {
    canvas.key({.name = mark_name("gain", first + static_cast<std::uint32_t>(seed))});
    canvas.ring({x(gains[seed]), y}, 3, {.ink = Ink::muted, .width = 1});
  }
  const dropout::MeanInterval gain = race.gain(index);
  if (gain.count == 0) return;
  const float low = x(gain.mean - gain.half_width), high = x(gain.mean + gain.half_width);
  if (gain.count > 1) {
    canvas.key({.name = mark_name("interval", static_cast<std::uint32_t>(index))});
    canvas.rect({low, y - 7, high - low, 14}, {.ink = Ink::test, .opacity = 0.22f}, 3);
    canvas.key({.name = mark_name("interval_line", static_cast<std::uint32_t>(index))});
    canvas.line({low, y}, {high, y}, {.ink = Ink::test, .width = 2});
  }
  canvas.key({.name = mark_name("mean", static_cast<std::uint32_t>(index))});
  canvas.disk({x(gain.mean), y}, 5, {.ink = Ink::test});
}

void draw_row(const ScheduleRace& race, const Params& params, int index, const Axis& x, const GainPlaces& at,
              Canvas& canvas) {
  const Rect row{at.rows.x, at.rows.y + static_cast<float>(index) * at.row_height, at.rows.width, at.row_height};
  const float middle = row.center().y, size = at.type.small;
  const std::string name = ScheduleRace::label(index, params.target), value = value_words(race, index);
  const float curve_height = std::min(30.0f, row.height - 18);
  draw_schedule(race, params, index, {row.x, middle - curve_height / 2, at.curve_width, curve_height}, "gains_now",
                canvas);
  const TextStyle name_style{
      .size = size, .ink = race.is_at_work(index) ? Ink::accent : Ink::ink, .bold = index == 0};
  if (at.wide) {
    canvas.text({at.names_x, middle}, name, name_style);
    canvas.text({row.right(), middle}, value, {.size = size, .align = Align::right, .bold = index == 0});
    draw_gain(race, index, x, middle, canvas);
  } else {
    const bool fits = text_width(name, size, true) + text_width(value, size, true) + 8 <= at.plot.width;
    canvas.text({at.plot.x, row.y + row.height * 0.28f}, name, name_style);
    if (fits)
      canvas.text({row.right(), row.y + row.height * 0.28f}, value,
                  {.size = size, .align = Align::right, .bold = index == 0});
    draw_gain(race, index, x, row.y + row.height * 0.7f, canvas);
  }
  std::string words = "Schedule " + name + ": ";
  if (value.empty())
    words += "not trained yet.";
  else if (index == 0)
    words += "test accuracy " + value + ", mean over " + plural_text(race.accuracy(0).count, "seed", "seeds") + ".";
  else
    words += value + " points against the constant rate, over " +
             plural_text(race.gain(index).count, "seed", "seeds") + ".";
  canvas.explain(row, words);
}

// Behind the rows; where names and numbers stand in the plot, only behind the lower half of each row.
void draw_grid(const GainPlaces& at, const Axis& x, std::span<const double> ticks, Canvas& canvas) {
  const auto lines = [&](float top, float bottom) {
    for (const double tick : ticks)
      canvas.line({x(tick), top}, {x(tick), bottom},
                  {.ink = tick == 0 ? Ink::ink : Ink::rule, .width = tick == 0 ? 1.5f : 1.0f});
  };
  if (at.wide) return lines(at.plot.y, at.plot.bottom());
  for (int i = 1; i < ScheduleRace::schedule_count; ++i) {
    const float top = at.rows.y + static_cast<float>(i) * at.row_height;
    lines(top + 0.5f * at.row_height, top + at.row_height);
  }
}

// Which RNG seeds, and what the marks are.
std::string note_words(const ScheduleRace& race, const Params& params, float size, float width) {
  const bool untouched = race.seeds_done() == 0 && race.running_schedule() == 0 && race.share_done() == 0;
  const std::uint64_t first = params.seed, at_work = first + static_cast<std::uint64_t>(race.seeds_done());
  const std::string range = std::to_string(first) + " to " + std::to_string(first + ScheduleRace::seed_count - 1);
  const std::string brief = "RNG seed " + std::to_string(untouched || race.finished() ? first : at_work);
  const std::string now = race.finished() ? "RNG seeds " + range : brief + " of " + range;
  const std::string variants[] = {untouched ? "Run trains all eight, for RNG seeds " + range
                                            : now + "; a ring is one seed, a bar the 95 % interval of the mean",
                                  untouched ? "Run trains RNG seeds " + range : now + "; bars: 95 % interval",
                                  untouched ? "RNG seeds " + range : now, brief};
  return std::string(first_fitting(variants, size, width));
}

}  // namespace

float ScheduleRace::gains_height(float width) { return GainPlaces(width).height; }

void ScheduleRace::draw_gains(const Params& params, Canvas& canvas) const {
  const GainPlaces at(canvas.bounds().width);
  const std::string note = note_words(*this, params, at.type.body, at.inside.width);
  canvas.text({at.inside.x, at.inside.y + at.type.body / 2}, note,
              {.size = fitting_size(note, at.type.body, at.inside.width), .ink = Ink::muted});
  const Axis x{-12, 6, at.plot.x + 6, at.plot.right() - 6};
  const double ticks[] = {-12, -9, -6, -3, 0, 3, 6};
  draw_grid(at, x, ticks, canvas);
  for (int i = 0; i < schedule_count; ++i) draw_row(*this, params, i, x, at, canvas);
  for (const double tick : ticks) {
    const std::string words = tick == 0 ? "0" : signed_text(tick, 0);
    canvas.text({x(tick), at.plot.bottom() + 8 + at.type.small / 2}, words,
                {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
  }
  const std::string_view unit = at.wide ? "points of test accuracy, paired by seed" : "points of test accuracy";
  canvas.text({centered_within(unit, at.type.small, at.plot.center().x, at.rows.x, at.rows.right()),
               at.plot.bottom() + 16 + 1.5f * at.type.small},
              unit, {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
}

}  // namespace lesson
