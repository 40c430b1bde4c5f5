// schedule_race_rates.cpp: the eight schedules as curves of the drop rate over the training.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "schedule_race.h"

namespace lesson {

void draw_schedule(const ScheduleRace& race, const ScheduleRace::Params& params, int index, const Rect& area,
                   std::string_view panel, Canvas& canvas) {
  const dropout::DropSchedule schedule = ScheduleRace::schedule(index, params.target);
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
  if (race.is_at_work(index)) {
    const float now = x(race.share_done());
    canvas.key({.name = mark_name(panel)});
    canvas.line({now, area.y - 2}, {now, area.bottom() + 3}, {.ink = Ink::accent, .width = 2});
  }
}

namespace {

// Two columns, or four where they are wide enough for the names.
struct RatePlaces {
  explicit RatePlaces(float width)
      : inside(panel_inside({0, 0, width, 0})), size(panel_type(width).small), columns(width >= 640 ? 4 : 2) {
    cell_width = (inside.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const int rows = ScheduleRace::schedule_count / columns;
    height = inside.y + static_cast<float>(rows) * cell_height - 8;
  }
  Rect cell(int schedule) const {
    return {inside.x + static_cast<float>(schedule % columns) * (cell_width + gap),
            inside.y + static_cast<float>(schedule / columns) * cell_height, cell_width, cell_height - 18};
  }

  static constexpr float gap = 24, cell_height = 92;
  Rect inside;
  float size;
  int columns;
  float cell_width = 0, height = 0;
};

}  // namespace

float ScheduleRace::rates_height(float width) { return RatePlaces(width).height; }

void ScheduleRace::draw_rates(const Params& params, Canvas& canvas) const {
  const RatePlaces at(canvas.bounds().width);
  for (int i = 0; i < schedule_count; ++i) {
    const Rect cell = at.cell(i);
    const std::string name = label(i, params.target);
    canvas.text({cell.x, cell.y + at.size / 2}, name,
                {.size = fitting_size(name, at.size, cell.width),
                 .ink = is_at_work(i) ? Ink::accent : Ink::ink,
                 .bold = i == 0});
    const float top = cell.y + at.size + 8;
    draw_schedule(*this, params, i, {cell.x, top, cell.width, cell.bottom() - top}, "rates_now", canvas);
    canvas.explain(cell, "Schedule " + name + ": the drop rate from the first step to the last, 0 to 1 in height.");
  }
}

}  // namespace lesson
