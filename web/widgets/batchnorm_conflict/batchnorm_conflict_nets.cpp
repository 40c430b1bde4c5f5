// batchnorm_conflict_nets.cpp: the two trained nets: the variances that meet in each unit, and the test accuracies.
#include <algorithm>
#include <cmath>

#include "batchnorm_conflict.h"
#include "dropout/elementary.h"
#include "kit/panel_space.h"

namespace lesson {

using dropout::DropPlacement;

namespace {

using Params = BatchNormConflict::Params;

// ---- the units of the trained net ----------------------------------------------------------------------------------------

double log10_of(double value) { return dropout::log(std::max(value, 1e-6)) / 2.302585092994046; }

// 10, 30, 100, ...: the round variance number i, and its logarithm.
double round_variance(int i) { return (i % 2 == 0 ? 1.0 : 3.0) * std::pow(10.0, std::floor(i / 2.0)); }
double round_log(int i) { return std::floor(i / 2.0) + (i % 2 == 0 ? 0.0 : log10_of(3)); }

struct VarianceRange {
  int first = 0, last = 0;  // round variances around all variances of both nets, so that nothing jumps on a switch
};

VarianceRange range_of(const BatchNormConflict& widget) {
  double low = 1e9, high = -1e9;
  for (const DropPlacement placement : {DropPlacement::before_norm, DropPlacement::after_norm})
    for (const auto& unit : widget.net(placement).units)
      for (const double variance : {unit.running, unit.recomputed, unit.test}) {
        low = std::min(low, log10_of(variance));
        high = std::max(high, log10_of(variance));
      }
  VarianceRange range{-8, -7};
  while (range.first < 8 && round_log(range.first + 1) <= low) ++range.first;
  while (range.last < 10 && (round_log(range.last) < high || range.last <= range.first)) ++range.last;
  return range;
}

void draw_unit_point(int unit, const BatchNormConflict::UnitVariance& variance, bool recomputed, const Axis& x,
                     const Axis& y, Canvas& canvas) {
  const Point collected{x(log10_of(variance.running)), y(log10_of(variance.test))};
  const Point now{x(log10_of(variance.recomputed)), collected.y};
  if (recomputed) {
    canvas.line(collected, now, {.ink = Ink::muted, .width = 1, .opacity = 0.6f});
    canvas.key({.name = mark_name("collected", static_cast<std::uint32_t>(unit))});
    canvas.ring(collected, 3, {.ink = Ink::train, .width = 1, .opacity = 0.7f});
    canvas.key({.name = mark_name("unit", static_cast<std::uint32_t>(unit))});
    canvas.disk(now, 4, {.ink = Ink::test});
  } else {
    canvas.key({.name = mark_name("unit", static_cast<std::uint32_t>(unit))});
    canvas.disk(collected, 4, {.ink = Ink::train, .opacity = 0.85f});
  }
  const Point at = recomputed ? now : collected;
  canvas.explain({at.x - 6, at.y - 6, 12, 12}, "Unit " + std::to_string(unit + 1) + ": running variance " +
                                                   number_text(variance.running, 3) + ", recomputed " +
                                                   number_text(variance.recomputed, 3) + ", on the test points " +
                                                   number_text(variance.test, 3) + ".");
}

}  // namespace

float BatchNormConflict::units_height(float width) { return std::min(width - 2 * panel_margin(width), 340.0f) + 56; }

void BatchNormConflict::draw_units(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const Net& shown = net(params.placement);
  const bool recomputed = params.statistics == Statistics::recomputed;
  const bool is_before = params.placement == DropPlacement::before_norm;
  const float size = panel_type(canvas.bounds().width).small;
  const std::string place = is_before ? "dropout before the norm" : "dropout after the norm";
  const std::string ratio = "test / " + std::string(recomputed ? "recomputed" : "running") +
                            " variance: " + number_text(recomputed ? shown.recomputed_ratio : shown.ratio, 2);
  canvas.text({area.x, area.y + size / 2}, place,
              {.size = fitting_size(place, size, area.width, true), .bold = true});
  const bool trained = steps_done() > 0;
  const std::string notes[] = {trained ? ratio + " on average" : "not trained yet",
                               trained ? ratio : "not trained yet"};
  const std::string_view note = first_fitting(notes, size, area.width);
  canvas.text({area.x, area.y + 1.5f * size + 6}, note,
              {.size = fitting_size(note, size, area.width), .ink = Ink::muted});

  const float left = size > 12 ? 50 : 44, below = 2 * size + 18;
  const float top = 2 * size + 16, side = std::min(area.width - left - 8, area.height - top - below);
  const Rect plot{area.x + left, area.y + top, side, side};
  const VarianceRange range = range_of(*this);
  const Axis x{round_log(range.first), round_log(range.last), plot.x, plot.right()};
  const Axis y{x.min, x.max, plot.bottom(), plot.y};
  const int every = range.last - range.first > 6 ? 2 : 1;
  for (int i = range.first; i <= range.last; ++i) {
    const float across = x(round_log(i)), up = y(round_log(i));
    canvas.line({plot.x, up}, {plot.right(), up}, {.ink = Ink::rule, .width = 1});
    canvas.line({across, plot.y}, {across, plot.bottom()}, {.ink = Ink::rule, .width = 1});
    if (i % every != 0) continue;
    const double variance = round_variance(i);
    const std::string words = number_text(variance, variance < 0.01 ? 3 : variance < 0.1 ? 2 : variance < 1 ? 1 : 0);
    canvas.text({plot.x - 6, up}, words, {.size = size, .ink = Ink::muted, .align = Align::right});
    canvas.text({centered_within(words, size, across, area.x, area.right()), plot.bottom() + 7 + size / 2}, words,
                {.size = size, .ink = Ink::muted, .align = Align::center});
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.y}, {.ink = Ink::ink, .width = 1.5f});
  const std::string_view agree = "equal";
  canvas.text({plot.right() - 0.14f * side - 8, plot.y + 0.14f * side - 10}, agree,
              {.size = size, .ink = Ink::muted, .align = Align::right});
  for (std::size_t unit = 0; unit < shown.units.size(); ++unit)
    draw_unit_point(static_cast<int>(unit), shown.units[unit], recomputed, x, y, canvas);
  canvas.text({plot.right(), plot.bottom() + 12 + 1.5f * size},
              recomputed ? "→ recomputed variance" : "→ running variance",
              {.size = size, .ink = recomputed ? Ink::test : Ink::train, .align = Align::right});
  canvas.text({plot.x + 6, plot.y + 4 + size / 2}, "↑ test variance", {.size = size, .ink = Ink::test});
  canvas.tap(plot, "recompute");
}

// ---- test accuracy of all three ------------------------------------------------------------------------------------------

namespace {

struct Run {
  std::string_view name, short_name, words;
  float BatchNormConflict::Measure::*share;
  Stroke stroke;
  bool chosen;
};

void draw_run_row(const Run& run, float accuracy, const Rect& row, float size, Canvas& canvas) {
  const float middle = row.center().y;
  canvas.line({row.x, middle}, {row.x + 30, middle}, run.stroke);
  const bool fits = text_width(run.name, size, true) + 110 <= row.width;
  canvas.text({row.x + 38, middle}, fits ? run.name : run.short_name, {.size = size, .bold = run.chosen});
  canvas.text({row.right(), middle}, number_text(100.0 * static_cast<double>(accuracy), 1) + " %",
              {.size = size, .align = Align::right, .bold = run.chosen});
  canvas.explain(row, std::string(run.words) + " Test accuracy " +
                          number_text(100.0 * static_cast<double>(accuracy), 1) + " %.");
}

}  // namespace

float BatchNormConflict::accuracy_height(float) { return 304; }

void BatchNormConflict::draw_accuracy(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const bool is_before = params.placement == DropPlacement::before_norm;
  const bool recomputed = params.statistics == Statistics::recomputed;
  const Run runs[] = {{"dropout after the norm",
                       "after",
                       "Dropout after the norm, running statistics.",
                       &BatchNormConflict::Measure::after,
                       {.ink = Ink::ink, .width = 2},
                       !is_before},
                      {"before, recomputed",
                       "recomputed",
                       "Dropout before the norm, statistics recomputed with dropout off.",
                       &BatchNormConflict::Measure::recomputed,
                       {.ink = Ink::test, .width = 2, .dash = Dash::dashed},
                       is_before && recomputed},
                      {"dropout before the norm",
                       "before",
                       "Dropout before the norm, running statistics.",
                       &BatchNormConflict::Measure::before,
                       {.ink = Ink::test, .width = 2},
                       is_before && !recomputed}};
  const float size = panel_type(canvas.bounds().width).small, row_height = size + 10, first = area.y + size + 8;
  const std::string note = steps_done() == 0 ? "press Train" : "after " + count_text(steps_done()) + " steps";
  canvas.text({area.x, area.y + size / 2}, note, {.size = size, .ink = Ink::muted});
  for (int i = 0; i < 3; ++i) {
    const Rect row{area.x, first + static_cast<float>(i) * row_height, area.width, row_height};
    draw_run_row(runs[i], now().*runs[i].share, row, size, canvas);
    if (i != 1) canvas.tap_to_set(row, "place", i == 0 ? 1 : 0);
    if (i == 1) canvas.tap(row, "recompute");
  }
  const float top = first + 3 * row_height + 14, left = size > 12 ? 50 : 44;
  const Rect plot{area.x + left, top, area.width - left - 10, area.bottom() - top - size - 14};
  const Axis x{0, total_steps, plot.x, plot.right()}, y{40, 100, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(40, 100, 3), {.unit = " %", .text_size = size});
  const double step_ticks[] = {0, 200, 400, 600};
  draw_x_axis(canvas, x, plot.bottom(), step_ticks, {.text_size = size});
  std::vector<double> steps;
  for (std::size_t i = 0; i < curve_.size(); ++i) steps.push_back(static_cast<double>(i) * steps_per_measure);
  for (const Run& run : runs) {
    std::vector<double> shares;
    for (const auto& measure : curve_) shares.push_back(100.0 * static_cast<double>(measure.*run.share));
    draw_curve(canvas, x, y, steps, shares, run.stroke);
  }
}

}  // namespace lesson
