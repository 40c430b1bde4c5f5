// rate_sweep_chart.cpp: the picture of rate_sweep: a dot a run, the mean with its band, the zone of the best rates, and one
// seed on its own.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "rate_sweep.h"

namespace lesson {

namespace {

using Params = RateSweep::Params;

constexpr float dot_opacity = 0.42f, band_opacity = 0.28f, table_opacity = 0.6f;
constexpr double top_percent = 100;

// A note above the chart, rates below it.
struct SweepPlaces {
  SweepPlaces(const Rect& bounds, double lowest)
      : type(panel_type(bounds.width)),
        wide(is_wide(bounds.width)),
        inside(panel_inside(bounds)),
        dot(wide ? 3.0f : 2.3f),
        jitter(wide ? 17.0f : 9.0f) {
    const float head = 2 * type.small + 12, foot = 2 * type.small + 22;
    plot = {inside.x + 34, inside.y + head, inside.width - 38, inside.height - head - foot};
    x = {-0.04, 0.94, plot.x, plot.right()};
    y = {lowest, top_percent, plot.bottom(), plot.y};
  }

  TypeSizes type;
  bool wide;
  Rect inside, plot;
  float dot, jitter;
  Axis x, y;
};

// The axis begins below the means, on a round number; single runs below it stand at its foot.
double lowest_percent(const RateSweep& widget, const Params& params) {
  double lowest = 74;
  if (widget.source(params) != RateSweep::Source::nothing)
    for (const RateSweep::Point& point : widget.points(params))
      lowest = std::min({lowest, point.test.mean, point.train.mean});
  return std::max(0.0, 10 * std::floor((lowest - 4) / 10));
}

// Where the dot of a run stands: beside its rate by its seed, the same wherever it is seen.
Point place_of(const SweepPlaces& at, int run, double percent) {
  const auto seed = static_cast<std::uint32_t>(run / RateSweep::rate_count);
  const float aside = static_cast<float>(seed * 2654435761u >> 16 & 0xFFFF) / 32767.5f - 1;
  return {at.x(RateSweep::rate(run % RateSweep::rate_count)) + aside * at.jitter, at.y(percent)};
}

void draw_zone(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  if (widget.source(params) == RateSweep::Source::nothing) return;
  const auto [first, last] = widget.best_zone(params);
  const float left = at.x(RateSweep::rate(first) - 0.05), right = at.x(RateSweep::rate(last) + 0.05);
  canvas.key({.name = mark_name("best_zone")});
  canvas.rect({left, at.plot.y, right - left, at.plot.height}, {.ink = Ink::test, .opacity = 0.09f});
  const std::string words[] = {best_words(widget, params),
                               "best: " + number_text(RateSweep::rate(first), 1) +
                                   (first == last ? "" : " to " + number_text(RateSweep::rate(last), 1))};
  const std::string_view fitting = first_fitting(words, at.type.small, 0.62f * at.inside.width, true);
  canvas.text({centered_within(fitting, at.type.small, (left + right) / 2, at.inside.x, at.inside.right(), true),
               at.inside.y + 1.5f * at.type.small + 4},
              fitting, {.size = at.type.small, .ink = Ink::test, .align = Align::center, .bold = true});
}

void draw_axes(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  const float size = at.type.small;
  canvas.text({at.inside.x, at.inside.y + size / 2}, "new points right, %", {.size = size, .ink = Ink::muted});
  // Those behind the line, or those of the sweep that nobody ran yet.
  const bool ran = widget.source(params) == RateSweep::Source::runs;
  const int count = ran ? widget.complete_seeds(params) : params.seeds;
  const std::string seeds = (ran ? "seeds " : "to run: seeds ") + std::to_string(params.seed) + " to " +
                            std::to_string(numbered_seed(params, count));
  if (text_width("new points right, %", size) + text_width(seeds, size) + 12 <= at.inside.width)
    canvas.text({at.inside.right(), at.inside.y + size / 2}, seeds,
                {.size = size, .ink = Ink::muted, .align = Align::right});
  draw_y_axis(canvas, at.y, at.plot.x, at.plot.right(), round_ticks(at.y.min, at.y.max, 4), {.text_size = size});
  const float column = at.x(0.1) - at.x(0);
  const int every = column >= text_width("0.5", size) + 8 ? 1 : 3;
  for (int i = 0; i < RateSweep::rate_count; ++i) {
    const double rate = RateSweep::rate(i);
    const Point middle{at.x(rate), at.plot.bottom() + 6 + size / 2};
    const bool marked = std::lround(10 * params.drop_rate) == i;
    if (i % every == 0)
      canvas.text(middle, number_text(rate, i == 0 ? 0 : 1),
                  {.size = size, .ink = marked ? Ink::accent : Ink::muted, .align = Align::center, .bold = marked});
    canvas.tap_to_set({middle.x - column / 2, at.plot.bottom(), column, at.inside.bottom() - at.plot.bottom()}, "p",
                      rate);
  }
  canvas.text({at.plot.center().x, at.plot.bottom() + 14 + 1.5f * size}, "drop rate p",
              {.size = size, .ink = Ink::muted, .align = Align::center});
}

void draw_means(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  std::vector<double> rates, train, test, lows, highs;
  for (const RateSweep::Point& point : widget.points(params)) {
    rates.push_back(point.drop_rate);
    train.push_back(point.train.mean);
    test.push_back(point.test.mean);
    lows.push_back(point.test.mean - point.test.half_width);
    highs.push_back(point.test.mean + point.test.half_width);
  }
  const float strength = widget.source(params) == RateSweep::Source::runs ? 1 : table_opacity, size = at.type.small;
  canvas.line({at.plot.x, at.y(test[0])}, {at.plot.right(), at.y(test[0])},
              {.ink = Ink::muted, .width = 1, .dash = Dash::dashed});
  draw_interval_band(canvas, at.x, at.y, rates, lows, highs, {.ink = Ink::test, .opacity = strength * band_opacity});
  draw_curve(canvas, at.x, at.y, rates, train, {.ink = Ink::train, .width = 1.75f, .opacity = strength});
  draw_curve(canvas, at.x, at.y, rates, test, {.ink = Ink::test, .width = 3, .opacity = strength});
  const RateSweep::Point& marked = widget.marked(params);
  const Point mean{at.x(marked.drop_rate), at.y(marked.test.mean)};
  canvas.key({.name = mark_name("marked_ground")});
  canvas.disk(mean, 7.5f, {.ink = Ink::surface});
  canvas.key({.name = mark_name("marked_mean")});
  canvas.disk(mean, 6, {.ink = Ink::test});
  // Each beside its line, on the side where the other one is not; "no dropout" on the side where the mean is not.
  const float up = train[2] > test[2] ? -1 : 1;
  draw_on_plate(canvas, {at.x(0.2) + 6, at.y(train[2]) + up * (size - 2)}, "training points",
                {.size = size, .ink = Ink::train, .bold = true});
  draw_on_plate(canvas, {at.x(0.1) + 4, at.y(up < 0 ? lows[1] : highs[1]) - up * size}, "new points",
                {.size = size, .ink = Ink::test, .bold = true});
  draw_on_plate(canvas, {at.plot.right(), at.y(test[0]) + (test[9] < test[0] ? -size : size) * 0.8f}, "no dropout",
                {.size = size, .ink = Ink::muted, .align = Align::right});
}

// Dots where they fall; those below the axis as triangles at its foot, and counted.
void draw_run_dots(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  int below = 0;
  for (int run = 0; run < widget.shown_runs(params); ++run) {
    const RateSweep::Single single = widget.single(run, params);
    const Point place = place_of(at, run, single.test);
    const int number = run / RateSweep::rate_count + 1;
    canvas.key({.name = mark_name("run", static_cast<std::uint32_t>(run))});
    if (single.test >= at.y.min) {
      canvas.disk(place, at.dot, {.ink = Ink::test, .opacity = dot_opacity});
    } else {
      ++below;
      const float foot = at.plot.bottom() - 2;
      const Point triangle[] = {{place.x - 4, foot - 7}, {place.x + 4, foot - 7}, {place.x, foot}};
      canvas.polygon(triangle, {.ink = Ink::test});
    }
    const Rect around{place.x - 8, place.y - 8, 16, 16};
    canvas.tap_to_set(around, "follow", number);
    canvas.explain(around, "RNG seed " + std::to_string(numbered_seed(params, number)) +
                               ", p = " + number_text(RateSweep::rate(run % RateSweep::rate_count), 1) + ": " +
                               number_text(single.test, 1) + " % of new points. Tap to follow this seed.");
  }
  if (below == 0) return;
  const std::string words = plural_text(below, "run", "runs") + " under " + number_text(at.y.min, 0) + " %";
  // On a phone a line higher than the legend, which leaves no room beside it.
  const float above = at.wide ? 0 : at.type.small + 5;
  draw_on_plate(canvas, {at.plot.right() - 40, at.plot.bottom() - at.type.small / 2 - 3 - above}, words,
                {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
}

void draw_followed(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  const std::vector<double> percents = widget.followed_percents(params);
  const std::string seed = "seed " + std::to_string(numbered_seed(params, params.followed));
  if (percents.empty()) {
    if (params.followed > 0)
      draw_on_plate(canvas, {at.plot.right(), at.plot.y + at.type.small}, seed + ": not run yet",
                    {.size = at.type.small, .ink = Ink::accent, .align = Align::right, .bold = true});
    return;
  }
  std::vector<double> rates;
  for (std::size_t i = 0; i < percents.size(); ++i) rates.push_back(RateSweep::rate(static_cast<int>(i)));
  draw_curve(canvas, at.x, at.y, rates, percents, {.ink = Ink::accent, .width = 1.5f, .dash = Dash::dotted});
  const double best = widget.followed_best(params);
  for (std::size_t i = 0; i < percents.size(); ++i) {
    const Point place{at.x(rates[i]), at.y(percents[i])};
    const bool is_best = percents.size() == RateSweep::rate_count && rates[i] == best;
    canvas.disk(place, is_best ? 6.0f : 3.5f, {.ink = is_best ? Ink::accent : Ink::surface});
    if (!is_best) canvas.ring(place, 3.5f, {.ink = Ink::accent, .width = 1.5f});
  }
  const Point end{at.plot.right(), at.y(percents.back()) - at.type.small - 4};
  draw_on_plate(canvas, {end.x, std::max(end.y, at.plot.y + at.type.small)}, seed + " alone",
                {.size = at.type.small, .ink = Ink::accent, .align = Align::right, .bold = true});
}

// What the line is the mean of, or how far the runs are.
void draw_legend(const RateSweep& widget, const Params& params, const SweepPlaces& at, Canvas& canvas) {
  const std::string done =
      std::to_string(widget.runs_done(params)) + " of " + std::to_string(widget.wanted_runs(params)) + " runs done";
  std::string words = done, brief = done;
  if (widget.source(params) == RateSweep::Source::table) {
    words = "pre-computed: mean of 60 runs a rate, 95 % interval";
    brief = "pre-computed, 60 seeds";
  } else if (widget.runs_left(params) == 0) {
    const std::string seeds = std::to_string(widget.complete_seeds(params));
    words = "line: mean of " + seeds + " runs; band: its 95 % interval";
    brief = "mean of " + seeds + ", 95 % band";
  }
  const std::string variants[] = {words, brief};
  draw_on_plate(canvas, {at.plot.x + 4, at.plot.bottom() - at.type.small / 2 - 3},
                first_fitting(variants, at.type.small, (at.wide ? 0.6f : 0.72f) * at.plot.width),
                {.size = at.type.small, .ink = Ink::muted});
}

}  // namespace

float RateSweep::height(float width) { return is_wide(width) ? 340 : 274; }

void RateSweep::draw(const Params& params, Canvas& canvas) const {
  const SweepPlaces at(canvas.bounds(), lowest_percent(*this, params));
  draw_zone(*this, params, at, canvas);
  draw_axes(*this, params, at, canvas);
  canvas.explain(at.plot,
                 "One dot a trained network, dropout off. Line: their mean at each rate; band: its 95 % interval.");
  if (source(params) == Source::nothing) {
    const std::string_view words = shown_runs(params) > 0 ? "two seeds make the first interval" : "run the sweep";
    canvas.text(at.plot.center(), words,
                {.size = fitting_size(words, 14, at.plot.width), .ink = Ink::muted, .align = Align::center});
  } else {
    draw_means(*this, params, at, canvas);
  }
  draw_run_dots(*this, params, at, canvas);
  draw_followed(*this, params, at, canvas);
  draw_legend(*this, params, at, canvas);
}

}  // namespace lesson
