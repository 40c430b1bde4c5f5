// rate_sweep_accuracy.cpp: accuracies of rate_sweep over the drop rate, and the numbers at the marked one.
#include <algorithm>

#include "rate_sweep_picture.h"

namespace lesson {

using Params = RateSweep::Params;

// ---- places ----------------------------------------------------------------------------------------------------------

RateChart::RateChart(const Rect& bounds)
    : type(panel_type(bounds.width)), tight(bounds.width < tight_below), inside(panel_inside(bounds)) {
  const float left = type.small > 12 ? 52.0f : 44.0f, top = type.small + 14, below = 2 * type.small + 18;
  plot = {inside.x + left, inside.y + top, inside.width - left - 4, inside.height - top - below};
  rates = {-0.05, 0.95, plot.x, plot.right()};
}

void RateChart::draw_note(std::string_view note, Canvas& canvas) const {
  canvas.text({inside.x, inside.y + type.small / 2}, note,
              {.size = fitting_size(note, type.small, inside.width), .ink = Ink::muted});
}

void RateChart::draw_marker(const Params& params, std::string_view name, Canvas& canvas) const {
  const float x = rates(params.drop_rate);
  canvas.key({.name = mark_name(name)});
  canvas.line({x, plot.y}, {x, plot.bottom()}, {.ink = Ink::accent, .width = 1.5f});
}

void RateChart::draw_axis(Canvas& canvas) const {
  const float column = (rates.to - rates.from) / RateSweep::rate_count, y = plot.bottom();
  const int every = column >= text_width("0.5", type.small) + 6 ? 1 : 2;
  canvas.line({rates.from, y}, {rates.to, y}, {.ink = Ink::muted, .width = 1});
  for (int i = 0; i < RateSweep::rate_count; i += every)
    canvas.text({rates(RateSweep::rate(i)), y + 8 + type.small / 2}, number_text(RateSweep::rate(i), i == 0 ? 0 : 1),
                {.size = type.small, .ink = Ink::muted, .align = Align::center});
  canvas.text({plot.center().x, y + 14 + 1.5f * type.small}, "drop rate p",
              {.size = type.small, .ink = Ink::muted, .align = Align::center});
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
  const std::uint32_t first = series.ink == Ink::train ? 0 : RateSweep::rate_count;
  draw_interval_band(canvas, x, y, series.rates, series.lows, series.highs,
                     {.ink = series.ink, .opacity = computed ? 0.22f : 0.12f});
  draw_curve(canvas, x, y, series.rates, series.means,
             {.ink = series.ink, .width = 2, .dash = series.dash, .opacity = computed ? 1.0f : 0.7f});
  if (!computed) return;
  for (std::size_t i = 0; i < series.means.size(); ++i) {
    const Point at{x(series.rates[i]), y(series.means[i])};
    const std::uint32_t dot = first + static_cast<std::uint32_t>(i);
    canvas.key({.name = mark_name("accuracy_ground", dot)});
    canvas.disk(at, 4, {.ink = Ink::surface});
    canvas.key({.name = mark_name("accuracy_dot", dot)});
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
void draw_table_tag(const RateChart& at, Canvas& canvas) {
  const std::string_view words = at.tight ? "table" : "pre-computed";
  const Rect tag{at.plot.x + 10, at.plot.bottom() - 36, text_width(words, at.type.small, true) + 16,
                 at.type.small + 12};
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

}  // namespace

float RateSweep::accuracy_height(float) { return 274; }

void RateSweep::draw_accuracy(const Params& params, Canvas& canvas) const {
  const RateChart at(canvas.bounds());
  const Rect& plot = at.plot;
  const Source from = source(params);
  at.draw_note(note_of(*this, params, at.type.small, at.inside.width), canvas);
  const Axis &x = at.rates, y{40, 106, plot.bottom(), plot.y};
  const double ticks[] = {40, 60, 80, 100};
  draw_y_axis(canvas, y, plot.x, plot.right(), ticks, {.unit = " %", .text_size = at.type.small});
  at.draw_axis(canvas);
  at.draw_marker(params, "accuracy_marker", canvas);
  canvas.explain(plot, "Means over RNG seeds, dropout off, with their 95 % intervals. Drag to read another rate.");
  canvas.drag({.area = plot,
               .param_id = "p",
               .min_at = {x(0), plot.bottom()},
               .max_at = {x(0.9), plot.bottom()},
               .min = 0,
               .max = 0.9});
  if (from == Source::nothing) {
    const std::string_view words = shown_runs(params) > 0 ? "two seeds make the first interval" : "run the sweep";
    canvas.text(plot.center(), words,
                {.size = fitting_size(words, 14, plot.width), .ink = Ink::muted, .align = Align::center});
  } else {
    const Series train = series_of(points(params), true), test = series_of(points(params), false);
    const bool computed = from == Source::runs;
    draw_series(train, x, y, computed, canvas);
    draw_series(test, x, y, computed, canvas);
    draw_series_names(train, test, x, y, at.type.small, canvas);
  }
  if (from == Source::table) draw_table_tag(at, canvas);
  if (from != Source::runs) draw_first_results(*this, params, x, y, canvas);
  const lesson::Point handle{x(params.drop_rate), plot.bottom()};
  canvas.key({.name = mark_name("rate_ground")});
  canvas.disk(handle, 8, {.ink = Ink::surface});
  canvas.key({.name = mark_name("rate_handle")});
  canvas.disk(handle, 6, {.ink = Ink::accent});
}

// ---- the numbers at the marked rate ----------------------------------------------------------------------------------

namespace {

std::string_view gain_verdict(const dropout::MeanInterval& gain) {
  if (gain.mean - gain.half_width > 0) return "it helps";
  if (gain.mean + gain.half_width < 0) return "it hurts";
  return "cannot tell";
}

std::string with_half(const std::string& mean, double half, std::string_view unit) {
  return mean + " ± " + number_text(half, 1) + std::string(unit);
}

}  // namespace

float RateSweep::marked_height(float) { return 156; }

void RateSweep::draw_marked(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const TypeSizes type = panel_type(canvas.bounds().width);
  const Point& here = marked(params);
  const bool known = source(params) != Source::nothing, base = params.drop_rate == 0;
  canvas.text({area.x, area.y + 10}, "At p = " + number_text(params.drop_rate, 1),
              {.size = 16, .ink = Ink::accent, .bold = true});
  float y = area.y + 38;
  // Names and numbers stand near each other, also in a wide panel.
  const float right = std::min(area.right(), area.x + 320);
  const auto row = [&](std::string_view name, Ink ink, const std::string& value) {
    canvas.text({area.x, y}, name, {.size = 14, .ink = ink, .bold = true});
    canvas.text({right, y}, known ? value : "–", {.size = 14, .align = Align::right});
    y += 24;
  };
  row("train", Ink::train, with_half(number_text(here.train.mean, 1), here.train.half_width, " %"));
  row("test", Ink::test, with_half(number_text(here.test.mean, 1), here.test.half_width, " %"));
  row("gain", Ink::ink,
      base ? "compared with this" : with_half(signed_text(here.gain.mean, 1), here.gain.half_width, ""));
  if (known && !base)
    canvas.text({right, area.y + 10}, gain_verdict(here.gain), {.size = 14, .align = Align::right, .bold = true});
  const TextStyle quiet{.size = type.small, .ink = Ink::muted};
  const bool from_table = source(params) == Source::table;
  const std::string brief = from_table ? "from the table" : "run here";
  const std::string from = !known       ? "run the sweep to fill this"
                           : from_table ? "from the pre-computed table"
                                        : "from " + plural_text(here.test.count, "seed", "seeds") + " run here";
  canvas.text({area.x, y + 8}, text_width(from, quiet.size) <= area.width ? from : brief, quiet);
  canvas.explain(area,
                 "Means at the marked rate with the half widths of their 95 % intervals; gain: points of test "
                 "accuracy over the same seed at p = 0.");
}

}  // namespace lesson
