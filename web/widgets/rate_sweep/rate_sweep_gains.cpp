// rate_sweep_gains.cpp: for each drop rate the paired gain over p = 0, its 95 % interval, and the single seeds behind it.
#include <algorithm>
#include <cmath>

#include "rate_sweep_picture.h"

namespace lesson {

namespace {

using Params = RateSweep::Params;

// Half the height of the axis, in points: the intervals fit, but two seeds may reach beyond.
double reach_of(const RateSweep::Points& points) {
  double reach = 14;
  for (const RateSweep::Point& point : points)
    reach = std::max(reach, std::abs(point.gain.mean) + point.gain.half_width);
  return std::min(40.0, 5 * std::ceil((reach + 1) / 5));
}

void draw_gain(const RateSweep::Point& point, const Axis& x, const Axis& y, bool computed, Canvas& canvas) {
  const float at = x(point.drop_rate), opacity = computed ? 1.0f : 0.7f;
  const float low = y(point.gain.mean - point.gain.half_width), high = y(point.gain.mean + point.gain.half_width);
  const bool tells = std::abs(point.gain.mean) > point.gain.half_width;
  canvas.line({at, low}, {at, high}, {.ink = Ink::test, .width = 2, .opacity = opacity});
  for (const float end : {low, high})
    canvas.line({at - 4, end}, {at + 4, end}, {.ink = Ink::test, .width = 2, .opacity = opacity});
  const Point mean{at, y(point.gain.mean)};
  canvas.disk(mean, 5, {.ink = Ink::surface});
  if (tells)
    canvas.disk(mean, 4, {.ink = Ink::test});
  else
    canvas.ring(mean, 3.5f, {.ink = Ink::test, .width = 1.5f});
  canvas.explain({at - 8, std::min(high, low) - 4, 16, std::abs(low - high) + 8},
                 "p = " + number_text(point.drop_rate, 1) + ": " + signed_text(point.gain.mean, 1) +
                     " points, 95 % interval " + signed_text(point.gain.mean - point.gain.half_width, 1) + " to " +
                     signed_text(point.gain.mean + point.gain.half_width, 1) + ".");
}

}  // namespace

void draw_gains(const RateSweep& widget, const Params& params, const RateSweepLayout& at, Canvas& canvas) {
  const Rect& area = at.gains;
  const Rect plot = at.plot(area);
  const RateSweep::Source source = widget.source(params);
  const std::string note = "points of test accuracy, seed by seed";
  draw_chart_title(canvas, {area.x, area.y}, "Gain over p = 0",
                   text_width(note, at.type.small) <= area.width ? note : "points, seed by seed", at.type.small);
  const RateSweep::Points& points = widget.points(params);
  const double reach = reach_of(points);
  const Axis x = at.rates(plot), y{-reach, reach, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(-reach, reach, 4), {.text_size = at.type.small});
  canvas.line({plot.x, y(0)}, {plot.right(), y(0)}, {.ink = Ink::ink, .width = 1.5f});
  draw_rate_marker(params, x, plot, canvas);
  draw_rate_axis(at, x, plot.bottom(), canvas);
  canvas.text({centered_within("drop rate p", at.type.small, plot.center().x, 0, area.right()),
               plot.bottom() + 1.5f * at.type.small + 14},
              "drop rate p", {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
  canvas.explain(plot,
                 "Dots: single seeds. Bars: the mean and its 95 % interval; a hollow mean cannot be told from 0.");
  for (int run = 0; run < widget.shown_runs(params); ++run)
    if (const int rate = run % RateSweep::rate_count; rate > 0)
      canvas.disk({x(RateSweep::rate(rate)) + 9, y(widget.single(run, params).gain)}, 2,
                  {.ink = Ink::test, .opacity = 0.55f});
  if (source == RateSweep::Source::nothing) return;
  for (const RateSweep::Point& point : points)
    if (point.drop_rate > 0 && point.gain.count > 1)
      draw_gain(point, x, y, source == RateSweep::Source::runs, canvas);
}

}  // namespace lesson
