// rate_sweep_picture.cpp: layout of rate_sweep's picture; accuracies over the drop rate, and the numbers at the marked one.
#include "rate_sweep_picture.h"

#include <algorithm>

namespace lesson {

namespace {

constexpr float title_height = 44;

using Params = RateSweep::Params;

}  // namespace

RateSweepLayout::RateSweepLayout(float width)
    : wide(is_wide(width)), tight(width < tight_below), type(type_sizes(width)) {
  const float pad = wide ? 16 : tight ? 8 : 12, full = width - 2 * pad, axis = type.small + 14;
  if (wide) {
    const float right = std::clamp(0.34f * full, 184.0f, 300.0f), left = full - right - 28, x = pad + left + 28;
    accuracy = {pad, 8, left, title_height + 206 + axis};
    gains = {pad, accuracy.bottom() + 16, left, title_height + 132 + axis + 14};
    numbers = {x, 8, right, 148};
    runs = {x, numbers.bottom() + 16, right, gains.bottom() - numbers.bottom() - 16};
    height = gains.bottom() + 8;
    return;
  }
  accuracy = {pad, 4, full, title_height + 190 + axis};
  numbers = {pad, accuracy.bottom() + 16, full, 150};
  gains = {pad, numbers.bottom() + 16, full, title_height + 140 + axis + 16};
  runs = {pad, gains.bottom() + 16, full, 320};
  height = runs.bottom() + 4;
}

Rect RateSweepLayout::plot(const Rect& chart) const {
  const float left = axis_left(), axis = type.small + 14;
  const float below = chart.y == gains.y ? axis + (wide ? 14.0f : 16.0f) : axis;
  return {chart.x + left, chart.y + title_height, chart.width - left - 4, chart.height - title_height - below};
}

float rate_sweep_height(float width) { return RateSweepLayout(width).height; }

void draw_rate_marker(const Params& params, const Axis& rates, const Rect& plot, Canvas& canvas) {
  const float x = rates(params.drop_rate);
  canvas.line({x, plot.y}, {x, plot.bottom()}, {.ink = Ink::accent, .width = 1.5f});
}

void draw_rate_axis(const RateSweepLayout& at, const Axis& rates, float y, Canvas& canvas) {
  const float column = (rates.to - rates.from) / RateSweep::rate_count;
  const int every = column >= text_width("0.5", at.type.small) + 6 ? 1 : 2;
  canvas.line({rates.from, y}, {rates.to, y}, {.ink = Ink::muted, .width = 1});
  for (int i = 0; i < RateSweep::rate_count; i += every)
    canvas.text({rates(RateSweep::rate(i)), y + 7 + at.type.small / 2},
                number_text(RateSweep::rate(i), i == 0 ? 0 : 1),
                {.size = at.type.small, .ink = Ink::muted, .align = Align::center});
}

namespace {

// ---- accuracies ------------------------------------------------------------------------------------------------------

struct Series {
  std::string_view name;
  Ink ink;
  Dash dash;
  std::vector<double> rates, means, lows, highs;
};

Series series_of(const RateSweep::Points& points, bool train) {
  Series series;
  series.name = train ? "train" : "test";
  series.ink = train ? Ink::train : Ink::test;
  series.dash = train ? Dash::solid : Dash::dashed;
  for (const RateSweep::Point& point : points) {
    const dropout::MeanInterval& interval = train ? point.train : point.test;
    series.rates.push_back(point.drop_rate);
    series.means.push_back(interval.mean);
    series.lows.push_back(interval.mean - interval.half_width);
    series.highs.push_back(interval.mean + interval.half_width);
  }
  return series;
}

void draw_series(const Series& series, const Axis& x, const Axis& y, bool computed, Canvas& canvas) {
  draw_interval_band(canvas, x, y, series.rates, series.lows, series.highs,
                     {.ink = series.ink, .opacity = computed ? 0.22f : 0.12f});
  draw_curve(canvas, x, y, series.rates, series.means,
             {.ink = series.ink, .width = 2, .dash = series.dash, .opacity = computed ? 1.0f : 0.7f});
  if (!computed) return;
  for (std::size_t i = 0; i < series.means.size(); ++i) {
    const Point at{x(series.rates[i]), y(series.means[i])};
    canvas.disk(at, 4, {.ink = Ink::surface});
    canvas.disk(at, 3, {.ink = series.ink});
  }
}

// Beside the first points: there the two curves are farthest apart wherever labels are learnt by heart.
void draw_series_names(const Series& train, const Series& test, const Axis& x, const Axis& y, float size,
                       Canvas& canvas) {
  const float left = x(0) + 4, up = y(train.means.front()), down = y(test.means.front());
  const bool train_above = up <= down;
  const auto name = [&](const Series& series, float at, bool above) {
    canvas.text({left, above ? at - size : at + size}, series.name, {.size = size, .ink = series.ink, .bold = true});
  };
  name(train, up, train_above);
  name(test, down, !train_above);
}

// Single results, before there is an interval to draw.
void draw_first_results(const RateSweep& widget, const Params& params, const Axis& x, const Axis& y, Canvas& canvas) {
  for (int run = 0; run < widget.shown_runs(params); ++run)
    canvas.disk({x(RateSweep::rate(run % RateSweep::rate_count)), y(widget.single(run, params).test)}, 3,
                {.ink = Ink::test});
}

// Nobody may take the table for what this page computed.
void draw_table_tag(const RateSweepLayout& at, const Rect& plot, Canvas& canvas) {
  const std::string_view words = at.tight ? "table" : "pre-computed";
  const Rect tag{plot.x + 10, plot.bottom() - 36, text_width(words, at.type.small, true) + 16, at.type.small + 12};
  canvas.rect(tag, {.ink = Ink::surface}, 4);
  canvas.frame(tag, {.ink = Ink::ink, .width = 1, .dash = Dash::dashed}, 4);
  canvas.text(tag.center(), words, {.size = at.type.small, .align = Align::center, .bold = true});
  canvas.explain(tag, "These numbers come from a table of earlier runs; run the sweep to compute your own.");
}

std::string note_of(const RateSweep& widget, const Params& params, float size, float width) {
  const std::string source = source_words(widget, params);
  switch (widget.source(params)) {
    case RateSweep::Source::table: {
      const std::string brief = "pre-computed table, 60 seeds";
      return text_width(source, size) <= width ? source : brief;
    }
    case RateSweep::Source::runs: {
      const int seeds = widget.complete_seeds(params);
      const std::string text = plural_text(seeds, "seed", "seeds") + "; bands: 95 % interval of the mean";
      return text_width(text, size) <= width ? text : std::to_string(seeds) + " seeds, 95 % bands";
    }
    case RateSweep::Source::nothing: break;
  }
  return "no table for this setting";
}

void draw_accuracies(const RateSweep& widget, const Params& params, const RateSweepLayout& at, Canvas& canvas) {
  const RateSweep::Source source = widget.source(params);
  const Rect& area = at.accuracy;
  const Rect plot = at.plot(area);
  draw_chart_title(canvas, {area.x, area.y}, "Accuracy by drop rate",
                   note_of(widget, params, at.type.small, area.width), at.type.small);
  const Axis x = at.rates(plot), y{40, 106, plot.bottom(), plot.y};
  const double ticks[] = {40, 60, 80, 100};
  draw_y_axis(canvas, y, plot.x, plot.right(), ticks, {.unit = " %", .text_size = at.type.small});
  draw_rate_axis(at, x, plot.bottom(), canvas);
  draw_rate_marker(params, x, plot, canvas);
  canvas.explain(plot, "Means over RNG seeds, dropout off, with their 95 % intervals. Drag to read another rate.");
  canvas.drag({.area = plot,
               .param_id = "p",
               .min_at = {x(0), plot.bottom()},
               .max_at = {x(0.9), plot.bottom()},
               .min = 0,
               .max = 0.9});
  if (source == RateSweep::Source::nothing) {
    const std::string_view words =
        widget.shown_runs(params) > 0 ? "two seeds make the first interval" : "run the sweep";
    canvas.text(plot.center(), words,
                {.size = fitting_size(words, 14, plot.width), .ink = Ink::muted, .align = Align::center});
  } else {
    const Series train = series_of(widget.points(params), true), test = series_of(widget.points(params), false);
    const bool computed = source == RateSweep::Source::runs;
    draw_series(train, x, y, computed, canvas);
    draw_series(test, x, y, computed, canvas);
    draw_series_names(train, test, x, y, at.type.small, canvas);
  }
  if (source == RateSweep::Source::table) draw_table_tag(at, plot, canvas);
  if (source != RateSweep::Source::runs) draw_first_results(widget, params, x, y, canvas);
  const Point handle{x(params.drop_rate), plot.bottom()};
  canvas.disk(handle, 8, {.ink = Ink::surface});
  canvas.disk(handle, 6, {.ink = Ink::accent});
}

// ---- the numbers at the marked rate ----------------------------------------------------------------------------------

std::string_view gain_verdict(const dropout::MeanInterval& gain) {
  if (gain.mean - gain.half_width > 0) return "it helps";
  if (gain.mean + gain.half_width < 0) return "it hurts";
  return "cannot tell";
}

std::string with_half(const std::string& mean, double half, std::string_view unit) {
  return mean + " ± " + number_text(half, 1) + std::string(unit);
}

void draw_numbers(const RateSweep& widget, const Params& params, const RateSweepLayout& at, Canvas& canvas) {
  const Rect& area = at.numbers;
  const RateSweep::Source source = widget.source(params);
  const RateSweep::Point& here = widget.marked(params);
  canvas.text({area.x, area.y + 10}, "At p = " + number_text(params.drop_rate, 1),
              {.size = at.type.headline, .ink = Ink::accent, .bold = true});
  const bool known = source != RateSweep::Source::nothing;
  float y = area.y + 42;
  const auto row = [&](std::string_view name, Ink ink, const std::string& value) {
    canvas.text({area.x, y}, name, {.size = 14, .ink = ink, .bold = true});
    canvas.text({area.right(), y}, known ? value : "–", {.size = 14, .align = Align::right});
    y += 24;
  };
  row("train", Ink::train, with_half(number_text(here.train.mean, 1), here.train.half_width, " %"));
  row("test", Ink::test, with_half(number_text(here.test.mean, 1), here.test.half_width, " %"));
  const bool base = params.drop_rate == 0;
  row("gain", Ink::ink,
      base ? "compared with this" : with_half(signed_text(here.gain.mean, 1), here.gain.half_width, ""));
  if (known && !base)
    canvas.text({area.right(), y}, gain_verdict(here.gain), {.size = 14, .align = Align::right, .bold = true});
  const TextStyle quiet{.size = at.type.small, .ink = Ink::muted};
  const bool from_table = source == RateSweep::Source::table;
  const std::string brief = from_table ? "from the table" : "run here";
  const std::string from = !known       ? "run the sweep to fill this"
                           : from_table ? "from the pre-computed table"
                                        : "from " + plural_text(here.test.count, "seed", "seeds") + " run here";
  canvas.text({area.x, y + 24}, text_width(from, quiet.size) <= area.width ? from : brief, quiet);
  canvas.explain(area,
                 "Means at the marked rate with the half widths of their 95 % intervals; gain: points of test "
                 "accuracy over the same seed at p = 0.");
}

}  // namespace

void RateSweep::draw(const Params& params, Canvas& canvas) const {
  const RateSweepLayout at(canvas.bounds().width);
  draw_accuracies(*this, params, at, canvas);
  draw_numbers(*this, params, at, canvas);
  draw_gains(*this, params, at, canvas);
  draw_runs(*this, params, at, canvas);
}

}  // namespace lesson
