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

void draw_gain_at(const RateSweep::Point& point, const Axis& x, const Axis& y, bool computed, Canvas& canvas) {
  const float at = x(point.drop_rate), opacity = computed ? 1.0f : 0.7f;
  const float low = y(point.gain.mean - point.gain.half_width), high = y(point.gain.mean + point.gain.half_width);
  const bool tells = std::abs(point.gain.mean) > point.gain.half_width;
  const auto rate = static_cast<std::uint32_t>(std::lround(10 * point.drop_rate));
  const Stroke stroke{.ink = Ink::test, .width = 2, .opacity = opacity};
  canvas.key({.name = mark_name("gain_interval", rate)});
  canvas.line({at, low}, {at, high}, stroke);
  canvas.key({.name = mark_name("gain_low", rate)});
  canvas.line({at - 4, low}, {at + 4, low}, stroke);
  canvas.key({.name = mark_name("gain_high", rate)});
  canvas.line({at - 4, high}, {at + 4, high}, stroke);
  const Point mean{at, y(point.gain.mean)};
  canvas.key({.name = mark_name("gain_ground", rate)});
  canvas.disk(mean, 5, {.ink = Ink::surface});
  canvas.key({.name = mark_name(tells ? "gain_mean" : "gain_hollow", rate)});
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

float RateSweep::gain_height(float) { return 236; }

void RateSweep::draw_gain(const Params& params, Canvas& canvas) const {
  const RateChart at(canvas.bounds());
  const Rect& plot = at.plot;
  const std::string note = "points of test accuracy, seed by seed";
  at.draw_note(text_width(note, at.type.small) <= at.inside.width ? note : "points, seed by seed", canvas);
  const Points& shown = points(params);
  const double reach = reach_of(shown);
  const Axis &x = at.rates, y{-reach, reach, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(-reach, reach, 4), {.text_size = at.type.small});
  canvas.line({plot.x, y(0)}, {plot.right(), y(0)}, {.ink = Ink::ink, .width = 1.5f});
  at.draw_marker(params, "gain_marker", canvas);
  at.draw_axis(canvas);
  canvas.explain(plot,
                 "Dots: single seeds. Bars: the mean and its 95 % interval; a hollow mean cannot be told from 0.");
  for (int run = 0; run < shown_runs(params); ++run)
    if (const int rate_index = run % rate_count; rate_index > 0) {
      canvas.key({.name = mark_name("gain_dot", static_cast<std::uint32_t>(run))});
      canvas.disk({x(rate(rate_index)) + 9, y(single(run, params).gain)}, 2, {.ink = Ink::test, .opacity = 0.55f});
    }
  if (source(params) == Source::nothing) return;
  for (const Point& point : shown)
    if (point.drop_rate > 0 && point.gain.count > 1)
      draw_gain_at(point, x, y, source(params) == Source::runs, canvas);
}

}  // namespace lesson
