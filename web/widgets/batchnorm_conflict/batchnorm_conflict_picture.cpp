// batchnorm_conflict_picture.cpp: what batch norm puts out in both modes; the variances of a trained net; its accuracies.
#include <algorithm>
#include <cmath>

#include "batchnorm_conflict.h"
#include "dropout/elementary.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using dropout::DropPlacement;
using Params = BatchNormConflict::Params;
using Statistics = BatchNormConflict::Statistics;

// A function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
    headline = {pad, 4, full, 52};
    law = {pad, headline.bottom() + 8, full, 196.0f + type.small};
    const float top = law.bottom() + 24;
    if (wide) {
      const float side = std::min(0.48f * full, 400.0f), gap = 32;
      units = {pad, top, side, side + 52};
      accuracy = {pad + side + gap, top, full - side - gap, units.height};
    } else {
      units = {pad, top, full, std::min(full, 400.0f) + 36};
      accuracy = {pad, units.bottom() + 24, full, 290};
    }
    height = accuracy.bottom() + 6;
  }

  bool wide;
  TypeSizes type;
  Rect headline, law, units, accuracy;
  float height;
};

void draw_headline(const BatchNormConflict& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const std::string sd = number_text(widget.output_sd(params), 2);
  const std::string headline = at.wide ? "At test, batch norm puts out a standard deviation of " + sd + ", not 1"
                                       : "Spread at test: " + sd + ", not 1";
  const std::string agrees =
      at.wide ? "Without dropout, batch norm puts out a standard deviation of 1" : "Spread at test: 1";
  const std::string& words = params.drop_rate == 0 ? agrees : headline;
  canvas.text({at.headline.x, at.headline.y + 14}, words,
              {.size = fitting_size(words, at.type.headline, at.headline.width, true), .bold = true});
  const std::string note =
      "exact, ReLU of a normal value: test variance / training variance = " + number_text(widget.delta(params), 3);
  const std::string short_note = "variance ratio Δ = " + number_text(widget.delta(params), 3) + ", exact";
  canvas.text({at.headline.x, at.headline.y + 38},
              text_width(note, at.type.body) <= at.headline.width ? note : short_note,
              {.size = at.type.body, .ink = Ink::muted});
}

// ---- one unit, both modes ----------------------------------------------------------------------------------------------

struct ModeRow {
  std::string name;
  const BatchNormConflict::Sampled* sampled;
  double exact_sd;
  Ink ink;
  bool hatched;
};

constexpr double cut = 0.12;  // the bar of the zeros is far taller: it is cut, and says its height

void draw_share(const Rect& bar, const ModeRow& mode, Canvas& canvas) {
  canvas.rect(bar, {.ink = mode.ink, .hatched = mode.hatched});
  canvas.frame(bar, {.ink = mode.ink, .width = 1});
}

// Left of the bins, cut, with a gap.
void draw_zeros(const ModeRow& mode, const Rect& plot, float edge, float width, const Layout& at, Canvas& canvas) {
  draw_share({edge - width, plot.y, width, plot.height}, mode, canvas);
  canvas.rect({edge - width - 3, plot.y + 12, width + 6, 4}, {.ink = Ink::surface});
  const std::string share = percent_text(mode.sampled->zeros), words = "zeros " + share;
  const float right = edge - width - 8, size = at.type.small;
  for (const std::string& text : {words, share}) {
    if (right - text_width(text, size) < plot.x) continue;
    canvas.text({right, plot.y + 8}, text, {.size = size, .ink = mode.ink, .align = Align::right});
    return;
  }
}

void draw_mode(const ModeRow& mode, double zero_at, const Rect& plot, const Axis& x, const Layout& at,
               Canvas& canvas) {
  const Axis y{0, cut, plot.bottom(), plot.y};
  const float low = x(-mode.exact_sd), high = x(mode.exact_sd);
  canvas.rect({low, plot.y, high - low, plot.height}, {.ink = mode.ink, .opacity = 0.13f});
  for (const float edge : {low, high})
    canvas.line({edge, plot.y}, {edge, plot.bottom()}, {.ink = mode.ink, .width = 1, .dash = Dash::dashed});
  const float first = x(zero_at), width = x(zero_at + BatchNormConflict::bin_width) - first;
  for (int bin = 0; bin < BatchNormConflict::bin_count; ++bin) {
    const double share = mode.sampled->bins[static_cast<std::size_t>(bin)];
    const float left = first + width * static_cast<float>(bin);
    if (share > 0 && left + width <= plot.right() + 1)
      draw_share({left, y(share), width, plot.bottom() - y(share)}, mode, canvas);
  }
  draw_zeros(mode, plot, first, std::max(3.0f, 0.6f * width), at, canvas);
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});
  canvas.text({high + 10, plot.y + 8}, mode.name, {.size = at.type.body, .ink = mode.ink, .bold = true});
  canvas.text({high + 10, plot.y + 14 + at.type.body},
              "sd " + number_text(mode.exact_sd, 2) + ", sampled " + number_text(mode.sampled->sd, 2),
              {.size = at.type.small});
  canvas.explain(plot, mode.name +
                           ": 4,000 sampled values after the norm. The band is one exact standard deviation, " +
                           number_text(mode.exact_sd, 3) + ", either side; " + percent_text(mode.sampled->zeros) +
                           " of the values were 0 before the norm.");
}

void draw_law(const BatchNormConflict& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.law;
  const float axis_height = at.type.small + 26, gap = 14;
  const float height = (area.height - axis_height - gap) / 2;
  const Axis x{-1.3, 6.25, area.x, area.right()};
  const BatchNormConflict::Histogram& sampled = widget.histogram();
  const Rect top{area.x, area.y, area.width, height}, bottom{area.x, area.y + height + gap, area.width, height};
  draw_mode({"training, dropout on", &sampled.train, 1, Ink::train, false}, sampled.zero_at, top, x, at, canvas);
  draw_mode({"test, dropout off", &sampled.test, widget.output_sd(params), Ink::test, true}, sampled.zero_at, bottom,
            x, at, canvas);
  const double ticks[] = {-1, 0, 1, 2, 3, 4, 5, 6};
  draw_x_axis(canvas, x, bottom.bottom(), ticks, {.text_size = at.type.small});
  canvas.text({area.right(), bottom.bottom() + 18 + 1.1f * at.type.small}, "value after batch norm",
              {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
}

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
    canvas.ring(collected, 3, {.ink = Ink::train, .width = 1, .opacity = 0.7f});
    canvas.disk(now, 4, {.ink = Ink::test});
  } else {
    canvas.disk(collected, 4, {.ink = Ink::train, .opacity = 0.85f});
  }
  const Point at = recomputed ? now : collected;
  canvas.explain({at.x - 6, at.y - 6, 12, 12}, "Unit " + std::to_string(unit + 1) + ": running variance " +
                                                   number_text(variance.running, 3) + ", recomputed " +
                                                   number_text(variance.recomputed, 3) + ", on the test points " +
                                                   number_text(variance.test, 3) + ".");
}

void draw_units(const BatchNormConflict& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.units;
  const BatchNormConflict::Net& net = widget.net(params.placement);
  const bool recomputed = params.statistics == Statistics::recomputed;
  const bool is_before = params.placement == DropPlacement::before_norm;
  const float size = at.type.small;
  const std::string place = std::string("Variance in each unit, dropout ") + (is_before ? "before" : "after");
  const std::string ratio = number_text(recomputed ? net.recomputed_ratio : net.ratio, 2);
  const std::string note = widget.steps_done() == 0 ? "not trained yet"
                                                    : "test / " + std::string(recomputed ? "recomputed" : "running") +
                                                          " variance: " + (at.wide ? "on average " : "") + ratio;
  std::string title = "Variance in each unit";
  for (const std::string& longer : {place + " the norm", place}) {
    if (text_width(longer, 14, true) > area.width) continue;
    title = longer;
    break;
  }
  draw_chart_title(canvas, {area.x, area.y}, title, note, size);

  const float left = size > 12 ? 50 : 44, below = size + 30;
  const float side = std::min(area.width - left - 8, area.height - 48 - below);
  const Rect plot{area.x + left, area.y + 48, side, side};
  const VarianceRange range = range_of(widget);
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
  for (std::size_t unit = 0; unit < net.units.size(); ++unit)
    draw_unit_point(static_cast<int>(unit), net.units[unit], recomputed, x, y, canvas);
  canvas.text({plot.right(), plot.bottom() + 20 + size}, recomputed ? "→ recomputed variance" : "→ running variance",
              {.size = size, .ink = recomputed ? Ink::test : Ink::train, .align = Align::right});
  canvas.text({plot.x + 6, plot.y + 4 + size / 2}, "↑ test variance", {.size = size, .ink = Ink::test});
  canvas.tap(plot, "recompute");
}

// ---- test accuracy of all three ------------------------------------------------------------------------------------------

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

void draw_accuracy(const BatchNormConflict& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.accuracy;
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
  const float size = at.type.small, row_height = size + 10;
  canvas.text({area.x, area.y + 8}, "Test accuracy", {.size = 14, .bold = true});
  const std::string note =
      widget.steps_done() == 0 ? "press Train" : "after " + count_text(widget.steps_done()) + " steps";
  canvas.text({area.right(), area.y + 8}, note, {.size = size, .ink = Ink::muted, .align = Align::right});
  for (int i = 0; i < 3; ++i) {
    const Rect row{area.x, area.y + 24 + static_cast<float>(i) * row_height, area.width, row_height};
    draw_run_row(runs[i], widget.now().*runs[i].share, row, size, canvas);
    if (i != 1) canvas.tap_to_set(row, "place", i == 0 ? 1 : 0);
    if (i == 1) canvas.tap(row, "recompute");
  }
  const float top = area.y + 24 + 3 * row_height + 14, left = size > 12 ? 50 : 44;
  const Rect plot{area.x + left, top, area.width - left - 10, area.bottom() - top - size - 14};
  const Axis x{0, BatchNormConflict::total_steps, plot.x, plot.right()}, y{40, 100, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(40, 100, 3), {.unit = " %", .text_size = size});
  const double step_ticks[] = {0, 200, 400, 600};
  draw_x_axis(canvas, x, plot.bottom(), step_ticks, {.text_size = size});
  std::vector<double> steps;
  for (std::size_t i = 0; i < widget.curve().size(); ++i)
    steps.push_back(static_cast<double>(i) * BatchNormConflict::steps_per_measure);
  for (const Run& run : runs) {
    std::vector<double> shares;
    for (const auto& measure : widget.curve()) shares.push_back(100.0 * static_cast<double>(measure.*run.share));
    draw_curve(canvas, x, y, steps, shares, run.stroke);
  }
}

}  // namespace

float batchnorm_conflict_height(float width) { return Layout(width).height; }

void BatchNormConflict::draw(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_law(*this, params, at, canvas);
  draw_units(*this, params, at, canvas);
  draw_accuracy(*this, params, at, canvas);
}

}  // namespace lesson
