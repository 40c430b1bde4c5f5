// schedule_race_rates.cpp: the panel "rates" of schedule_race: a pad to draw a schedule in, over the three that it races.
#include <algorithm>
#include <cmath>

#include "kit/knob.h"
#include "kit/panel_space.h"
#include "schedule_race.h"

namespace lesson {

namespace {

using Params = ScheduleRace::Params;

constexpr int grid_columns = ScheduleRace::curve_count;
constexpr int grid_rows = static_cast<int>(ScheduleRace::highest_rate / ScheduleRace::rate_step + 0.5) + 1;

struct PadLayout {
  explicit PadLayout(const Rect& bounds) : type(panel_type(bounds.width)), inside(panel_inside(bounds)) {
    const float left = text_width("0.75", type.small) + 8;
    pad = {inside.x + left, inside.y + 10, inside.width - left - 8, inside.height - 10 - type.small - 10};
    // The middles of the outermost cells of the painted grid are the ends of the axes.
    grid = {pad.x - pad.width / (grid_columns - 1) / 2, pad.y - pad.height / (grid_rows - 1) / 2,
            pad.width * grid_columns / (grid_columns - 1), pad.height * grid_rows / (grid_rows - 1)};
    x = {0, 1, pad.x, pad.right()};
    y = {0, ScheduleRace::highest_rate, pad.bottom(), pad.y};
  }
  TypeSizes type;
  Rect inside, pad, grid;
  Axis x, y;
};

void draw_axes(const PadLayout& at, Canvas& canvas) {
  canvas.rect(at.pad, {.ink = Ink::rule, .opacity = 0.22f});
  for (const double rate : {0.0, 0.25, 0.5, 0.75}) {
    canvas.line({at.pad.x, at.y(rate)}, {at.pad.right(), at.y(rate)}, {.ink = Ink::rule, .width = 1});
    canvas.text({at.pad.x - 8, at.y(rate)},
                number_text(rate, rate == 0     ? 0
                                  : rate == 0.5 ? 1
                                                : 2),
                {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
  }
  const float below = at.pad.bottom() + 6 + at.type.small / 2;
  canvas.text({at.pad.x, below}, "first step", {.size = at.type.small, .ink = Ink::muted});
  canvas.text({at.pad.right(), below}, "last", {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
}

void draw_rate(const Params& params, int schedule, const PadLayout& at, const Stroke& stroke, Canvas& canvas) {
  const std::vector<double> rates = ScheduleRace::rates(params, schedule);
  std::vector<Point> line;
  const std::size_t last = std::max<std::size_t>(rates.size() - 1, 1);
  for (std::size_t i = 0; i <= last; ++i)
    line.push_back(
        {at.x(static_cast<double>(i) / static_cast<double>(last)), at.y(rates[std::min(i, rates.size() - 1)])});
  if (schedule == ScheduleRace::own) canvas.polyline(line, {.ink = Ink::paper, .width = 6});
  canvas.polyline(line, stroke);
}

double at_share(const PadLayout& at, float x) { return static_cast<double>((x - at.pad.x) / at.pad.width); }

// How far above or below words that stand at that place the nearest curve but their own runs.
float clearance(const Params& params, int schedule, const PadLayout& at, Point middle, float half_width) {
  float nearest = at.pad.height;
  for (int other = 0; other < ScheduleRace::schedule_count; ++other) {
    if (other == schedule) continue;
    const std::vector<double> rates = ScheduleRace::rates(params, other);
    for (int i = 0; i < grid_columns; ++i) {
      const double share = static_cast<double>(i) / (grid_columns - 1);
      if (std::abs(at.x(share) - middle.x) > half_width + 6) continue;
      const double rate = rates.size() == grid_columns ? rates[static_cast<std::size_t>(i)]
                                                       : rates.front() + share * (rates.back() - rates.front());
      nearest = std::min(nearest, std::abs(at.y(rate) - middle.y));
    }
  }
  return nearest;
}

// Names on the ghosts, where the other curves are farthest.
void draw_names(const Params& params, const PadLayout& at, Canvas& canvas) {
  const float size = at.type.small, half = size / 2 + 3;
  const std::vector<double> own = ScheduleRace::rates(params, ScheduleRace::own);
  FreeWords words(canvas);
  const auto top = std::max_element(own.begin() + 4, own.end() - 4);
  const double share = static_cast<double>(top - own.begin()) / (ScheduleRace::curve_count - 1);
  const float above = at.y(*top) - half - 2;  // or below, where the pad ends
  words.add({at.x(share), above - half >= at.pad.y ? above : at.y(*top) + half + 4},
            ScheduleRace::name(ScheduleRace::own),
            {.size = size, .ink = Ink::accent, .align = Align::center, .bold = true});
  for (const int schedule : {ScheduleRace::constant, ScheduleRace::ramp, ScheduleRace::reversed}) {
    const std::string_view name = ScheduleRace::name(schedule);
    const float width = text_width(name, size);
    Point best{};
    float clear = -1;
    for (const double place : {0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0}) {
      const float x = centered_within(name, size, at.x(place), at.pad.x + 5, at.pad.right() - 22);
      const double rate = ScheduleRace::rate_at(params, schedule, at_share(at, x));
      // Beside a line that falls or rises, on its open side.
      const float beside = schedule == ScheduleRace::constant ? -half : -half - 0.16f * width;
      const Point middle{x, at.y(rate) + (schedule == ScheduleRace::ramp ? -beside : beside)};
      if (middle.y < at.pad.y + half || middle.y > at.pad.bottom() - half) continue;
      const float found = clearance(params, schedule, at, middle, width / 2);
      if (found > clear + 4) {
        best = middle;
        clear = found;
      }
    }
    if (clear >= 0) words.add(best, name, {.size = size, .ink = Ink::muted, .align = Align::center});
  }
  words.draw();
}

}  // namespace

// A phone shows both panels below each other, and the buttons with them.
float ScheduleRace::rates_height(float width) { return width >= 400 ? 260 : 182; }

void ScheduleRace::draw_rates(const Params& params, Canvas& canvas) const {
  const PadLayout at(canvas.bounds());
  draw_axes(at, canvas);
  draw_rate(params, constant, at, {.ink = Ink::muted, .width = 1.75f}, canvas);
  draw_rate(params, ramp, at, {.ink = Ink::muted, .width = 1.75f, .dash = Dash::dashed}, canvas);
  draw_rate(params, reversed, at, {.ink = Ink::muted, .width = 1.75f, .dash = Dash::dotted}, canvas);
  draw_rate(params, own, at, {.ink = Ink::accent, .width = 3}, canvas);
  draw_names(params, at, canvas);
  canvas.explain(at.pad, "The drop rate from the first step to the last. Draw yours: press and move to the right.");
  canvas.paint({.area = at.grid, .param_id = "drawn", .columns = grid_columns, .rows = grid_rows});
  draw_knob(canvas, {at.pad.right(), at.y(rates(params, own).back())}, Ways::every_way, mark_name("rates.end"));
}

}  // namespace lesson
