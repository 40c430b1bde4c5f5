// trainer_picture.cpp: layout of trainer's picture; the accuracy bars with their gap, and the curves over the steps.
#include "trainer_picture.h"

#include <algorithm>
#include <cmath>

namespace lesson {

namespace {

constexpr float bars_height = 108;

std::string percent_of(float share) { return number_text(100.0 * share, 1) + " %"; }

}  // namespace

TrainerLayout::TrainerLayout(float width)
    : wide(is_wide(width)), stacked_guess(width < 700), type(type_sizes(width)) {
  const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
  const float legend = 2 * type.small + 36, title = 44;
  float bottom = 0;
  if (wide) {
    const float side = std::min(0.46f * full, 400.0f), gap = 32;
    boundary = {pad, 8, side, title + side + legend};
    const float x = boundary.right() + gap, right_width = pad + full - x;
    const float charts = std::max(boundary.height - bars_height - 24, 268.0f);
    bars = {x, 8, right_width, bars_height};
    accuracy_chart = {x, bars.bottom() + 16, right_width, charts * 0.53f};
    loss_chart = {x, accuracy_chart.bottom() + 8, right_width, charts * 0.47f};
    bottom = std::max(boundary.bottom(), loss_chart.bottom());
  } else {
    const float side = std::min(full, 420.0f);
    boundary = {pad, 4, side, title + side + legend};
    bars = {pad, boundary.bottom() + 16, full, bars_height};
    accuracy_chart = {pad, bars.bottom() + 20, full, 164};
    loss_chart = {pad, accuracy_chart.bottom() + 16, full, 148};
    bottom = loss_chart.bottom();
  }
  guess = {pad, bottom + 20, full, stacked_guess ? (wide ? 200.0f : 216.0f) : 158.0f};
  height = guess.bottom() + 4;
}

float trainer_height(float width) { return TrainerLayout(width).height; }

namespace {

// ---- two bars and their gap ------------------------------------------------------------------------------------------

void draw_gap(float train_end, float test_end, const Rect& rows, double gap, Canvas& canvas) {
  const float left = std::min(train_end, test_end), right = std::max(train_end, test_end);
  const Stroke thin{.ink = Ink::ink, .width = 1};
  const float y = rows.bottom() + 8;
  // Both ends are carried down to the bracket.
  canvas.line({train_end, rows.y + 22}, {train_end, y}, {.ink = Ink::muted, .width = 1, .dash = Dash::dotted});
  canvas.line({test_end, rows.bottom()}, {test_end, y}, {.ink = Ink::muted, .width = 1, .dash = Dash::dotted});
  canvas.line({left, y}, {right, y}, {.ink = Ink::ink, .width = 2});
  for (const float x : {left, right}) canvas.line({x, y - 4}, {x, y + 4}, thin);
  const std::string words = "gap " + number_text(gap, 1) + " points";
  canvas.text({centered_within(words, 14, (left + right) / 2, 0, rows.right(), true), y + 16}, words,
              {.size = 14, .align = Align::center, .bold = true});
}

void draw_bars(const LiveTrainer& widget, const LiveTrainer::Params& params, const TrainerLayout& at,
               Canvas& canvas) {
  const LiveTrainer::Measure now = LiveTrainer::seen(widget.now(), params);
  const Rect& area = at.bars;
  canvas.text({area.x, area.y + 8}, "Accuracy, dropout off", {.size = 14, .bold = true});
  if (params.noisy_test && area.width > 300)
    canvas.text({area.right(), area.y + 8}, "noisy test labels",
                {.size = at.type.small, .ink = Ink::test, .align = Align::right});
  const float labels = 116, bar_height = 20;
  const Rect rows{area.x + labels, area.y + 24, area.width - labels - 2, 2 * bar_height + 6};
  const Axis x{0, 1, rows.x, rows.right()};
  const struct {
    std::string_view name;
    float share;
    Ink ink;
    bool hatched;
    float y;
  } bars[] = {{"train", now.train_accuracy, Ink::train, false, rows.y},
              {"test", now.test_accuracy, Ink::test, true, rows.bottom() - bar_height}};
  for (const auto& bar : bars) {
    const float middle = bar.y + bar_height / 2;
    canvas.text({area.x, middle}, bar.name, {.size = 14, .ink = bar.ink, .bold = true});
    canvas.text({rows.x - 10, middle}, percent_of(bar.share), {.size = 14, .align = Align::right});
    const Rect track{rows.x, bar.y, rows.width, bar_height}, filled{rows.x, bar.y, x(bar.share) - rows.x, bar_height};
    canvas.rect(track, {.ink = Ink::rule, .opacity = 0.35f});
    canvas.rect(filled, {.ink = bar.ink, .hatched = bar.hatched});
    canvas.frame(filled, {.ink = bar.ink, .width = 1});
  }
  draw_gap(x(now.train_accuracy), x(now.test_accuracy), rows, widget.gap_points(params), canvas);
  canvas.explain(
      {rows.x, rows.y, rows.width, rows.height},
      params.noisy_test
          ? "Bars run from 0 to 100 %. Test labels count as flipped as often as training labels, on average."
          : "Bars run from 0 to 100 %. Training labels include the flipped ones, test labels are clean.");
}

// ---- curves ----------------------------------------------------------------------------------------------------------

struct Curves {
  std::vector<double> steps, train, test;
};

Curves curves_of(const LiveTrainer& widget, const LiveTrainer::Params& params, float LiveTrainer::Measure::*train,
                 float LiveTrainer::Measure::*test, double factor) {
  Curves curves;
  const auto add = [&](int step, const LiveTrainer::Measure& clean) {
    const LiveTrainer::Measure m = LiveTrainer::seen(clean, params);
    curves.steps.push_back(step);
    curves.train.push_back(factor * m.*train);
    curves.test.push_back(factor * m.*test);
  };
  for (std::size_t i = 0; i < widget.curve().size(); ++i)
    add(static_cast<int>(i) * widget.steps_per_measure(), widget.curve()[i]);
  const int now = widget.visible().step_count();
  if (now % widget.steps_per_measure() != 0) add(now, widget.now());
  return curves;
}

// Labels stand at the ends of the lines, pushed apart where the lines meet.
void draw_end_labels(const Curves& curves, const Axis& x, const Axis& y, float size, Canvas& canvas) {
  const float at = x(curves.steps.back()) + 6;
  float train = y(curves.train.back()), test = y(curves.test.back());
  const float apart = size + 2 - std::abs(train - test);
  if (apart > 0) {
    const float up = train <= test ? -apart / 2 : apart / 2;
    train += up;
    test -= up;
  }
  const float below = std::max(0.0f, std::max(train, test) - y.from);  // the axis' numbers stand there
  train -= below;
  test -= below;
  canvas.text({at, train}, "train", {.size = size, .ink = Ink::train, .bold = true});
  canvas.text({at, test}, "test", {.size = size, .ink = Ink::test, .bold = true});
}

struct CurveChart {
  Rect area;
  std::string_view title;
  double min, max;
  int ticks, steps;
  AxisStyle style;
};

void draw_curves(const CurveChart& chart, const Curves& curves, Canvas& canvas) {
  const Rect& area = chart.area;
  const float size = chart.style.text_size;
  canvas.text({area.x, area.y + 8}, chart.title, {.size = 14, .bold = true});
  const float left = size > 12 ? 54 : 48;
  const Rect plot{area.x + left, area.y + 28, area.width - left - 46, area.height - 28 - size - 16};
  const Axis x{0, static_cast<double>(chart.steps), plot.x, plot.right()},
      y{chart.min, chart.max, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(chart.min, chart.max, chart.ticks), chart.style);
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(0, chart.steps, 3), {.text_size = size});
  const std::string_view note = curves.steps.size() > 1 ? "by step" : "press Train";
  if (text_width(chart.title, 14, true) + text_width(note, size) + 8 <= area.width)
    canvas.text({area.right(), area.y + 8}, note, {.size = size, .ink = Ink::muted, .align = Align::right});
  draw_curve(canvas, x, y, curves.steps, curves.train, {.ink = Ink::train, .width = 2});
  draw_curve(canvas, x, y, curves.steps, curves.test, {.ink = Ink::test, .width = 2, .dash = Dash::dashed});
  if (curves.steps.size() > 1) draw_end_labels(curves, x, y, size, canvas);
}

}  // namespace

void LiveTrainer::draw(const Params& params, Canvas& canvas) const {
  const TrainerLayout at(canvas.bounds().width);
  draw_boundary(*this, params, at, canvas);
  draw_bars(*this, params, at, canvas);
  const Curves accuracy = curves_of(*this, params, &Measure::train_accuracy, &Measure::test_accuracy, 100);
  draw_curves({at.accuracy_chart,
               "Accuracy over the run",
               40,
               100,
               3,
               params.steps,
               {.unit = " %", .text_size = at.type.small}},
              accuracy, canvas);
  const Curves loss = curves_of(*this, params, &Measure::train_loss, &Measure::test_loss, 1);
  const double worst = std::max(*std::max_element(loss.train.begin(), loss.train.end()),
                                *std::max_element(loss.test.begin(), loss.test.end()));
  const double top = worst <= 1 ? 1 : worst <= 2 ? 2 : worst <= 4 ? 4 : 8;
  draw_curves({at.loss_chart,
               "Loss over the run",
               0,
               top,
               3,
               params.steps,
               {.decimals = top < 2 ? 1 : 0, .text_size = at.type.small}},
              loss, canvas);
  draw_guess(*this, params, at, canvas);
}

}  // namespace lesson
