// dropblock_schedules.cpp: the schedules of dropblock, each as a small curve, and how far it ends from the constant rate.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Params = DropBlockMaps::Params;

struct Layout {
  Layout(float width, float height) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
    title = {pad, 4, full, 52};
    const float top = title.bottom() + 4, axis_height = type.small + 30;
    rows = {pad, top, full, height - top - axis_height - 4};
    row_height = rows.height / static_cast<float>(ScheduleRace::schedule_count);
    curve_width = wide ? 84.0f : 64.0f;
    const float names = wide ? std::min(0.27f * full, 200.0f) : 0.0f, values = wide ? 104.0f : 0.0f;
    names_x = pad + curve_width + 14;
    const float left = wide ? names_x + names : pad + curve_width + 14;
    plot = {left, top, pad + full - values - left, rows.height};
  }

  bool wide;
  TypeSizes type;
  Rect title, rows, plot;
  float row_height, curve_width, names_x;
};

// The drop rate over the training, and how far the run at work has come.
void draw_schedule(const ScheduleRace& race, int index, const Rect& area, Canvas& canvas) {
  const dropout::DropSchedule schedule = ScheduleRace::schedule(index, race.target());
  const Axis x{0, 1, area.x, area.right()}, y{0, 1, area.bottom(), area.y};
  canvas.line({area.x, area.bottom()}, {area.right(), area.bottom()}, {.ink = Ink::rule, .width = 1});
  std::vector<Point> line, ground;
  for (int i = 0; i <= 80; ++i) {
    // A jump needs both of its ends: the last point before it and the first one after.
    const double t = i / 80.0;
    const Point next{x(t), y(dropout::scheduled_drop_rate(schedule, t))};
    if (!line.empty() && std::abs(next.y - line.back().y) > 0.2f * area.height)
      line.push_back({next.x, line.back().y});
    line.push_back(next);
  }
  for (const Point& p : line) ground.push_back({p.x, area.bottom()});
  canvas.band(line, ground, {.ink = Ink::train, .opacity = 0.14f});
  canvas.polyline(line, {.ink = Ink::train, .width = 2});
  if (!race.finished() && race.running_schedule() == index && race.share_done() > 0) {
    const float now = x(race.share_done());
    canvas.line({now, area.y - 2}, {now, area.bottom() + 3}, {.ink = Ink::accent, .width = 2});
  }
}

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
  for (const double gain : race.gains(index)) canvas.ring({x(gain), y}, 3, {.ink = Ink::muted, .width = 1});
  const dropout::MeanInterval gain = race.gain(index);
  if (gain.count == 0) return;
  const float low = x(gain.mean - gain.half_width), high = x(gain.mean + gain.half_width);
  if (gain.count > 1) {
    canvas.rect({low, y - 7, high - low, 14}, {.ink = Ink::test, .opacity = 0.22f}, 3);
    canvas.line({low, y}, {high, y}, {.ink = Ink::test, .width = 2});
  }
  canvas.disk({x(gain.mean), y}, 5, {.ink = Ink::test});
}

void draw_row(const ScheduleRace& race, int index, const Axis& x, const Layout& at, Canvas& canvas) {
  const Rect row{at.rows.x, at.rows.y + static_cast<float>(index) * at.row_height, at.rows.width, at.row_height};
  const float middle = row.center().y, size = at.type.small;
  const bool at_work = !race.finished() && race.running_schedule() == index && race.share_done() > 0;
  const std::string name = ScheduleRace::label(index, race.target()), value = value_words(race, index);
  const float curve_height = std::min(30.0f, row.height - 18);
  draw_schedule(race, index, {row.x, middle - curve_height / 2, at.curve_width, curve_height}, canvas);
  const TextStyle name_style{.size = size, .ink = at_work ? Ink::accent : Ink::ink, .bold = index == 0};
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

std::string progress_words(const ScheduleRace& race, bool wide) {
  const bool untouched = race.seeds_done() == 0 && race.running_schedule() == 0 && race.share_done() == 0;
  if (untouched)
    return wide ? "left: the drop rate over the training. Run trains all eight, for 8 seeds" : "Run trains 8 seeds";
  const std::string seed = race.finished() ? "8 seeds" : "seed " + std::to_string(race.seeds_done() + 1) + " of 8";
  return seed + (wide ? "; a ring is one seed, a bar the 95 % interval of the mean" : ", bars: 95 % interval");
}

}  // namespace

void draw_schedules(const DropBlockMaps& widget, const Params& params, Canvas& canvas) {
  const ScheduleRace& race = widget.race();
  const Layout at(canvas.bounds().width, canvas.bounds().height);
  const std::string title =
      (at.wide ? "Test accuracy against a constant p = " : "Gain over p = ") + number_text(params.target, 2);
  canvas.text({at.title.x, at.title.y + 14}, title,
              {.size = fitting_size(title, at.type.headline, at.title.width, true), .bold = true});
  const std::string progress = progress_words(race, at.wide);
  canvas.text({at.title.x, at.title.y + 38}, progress,
              {.size = fitting_size(progress, at.type.body, at.title.width), .ink = Ink::muted});

  const Axis x{-12, 6, at.plot.x + 6, at.plot.right() - 6};
  const double ticks[] = {-12, -9, -6, -3, 0, 3, 6};
  for (const double tick : ticks)
    canvas.line({x(tick), at.plot.y}, {x(tick), at.plot.bottom()},
                {.ink = tick == 0 ? Ink::ink : Ink::rule, .width = tick == 0 ? 1.5f : 1.0f});
  for (int i = 0; i < ScheduleRace::schedule_count; ++i) draw_row(race, i, x, at, canvas);
  for (const double tick : ticks) {
    const std::string words = tick == 0 ? "0" : signed_text(tick, 0);
    canvas.text({x(tick), at.plot.bottom() + 8 + at.type.small / 2}, words,
                {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
  }
  const std::string_view unit = at.wide ? "points of test accuracy, paired by seed" : "points of test accuracy";
  canvas.text({centered_within(unit, at.type.small, at.plot.center().x, at.rows.x, at.rows.right()),
               at.plot.bottom() + 22 + at.type.small},
              unit, {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
}

}  // namespace lesson
