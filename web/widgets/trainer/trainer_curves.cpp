// trainer_curves.cpp: the accuracy bars of trainer with their gap, and the curves over the steps.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "trainer.h"

namespace lesson {

namespace {

std::string percent_of(float share) { return number_text(100.0 * share, 1) + " %"; }

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

}  // namespace

float LiveTrainer::accuracy_height(float) { return 126; }

void LiveTrainer::draw_accuracy(const Params& params, Canvas& canvas) const {
  const Measure now = seen(this->now(), params);
  const Rect area = panel_inside(canvas.bounds());
  const TypeSizes type = panel_type(canvas.bounds().width);
  const std::string note = params.noisy_test ? "dropout off, noisy test labels" : "dropout off, clean test labels";
  canvas.text({area.x, area.y + type.body / 2}, note,
              {.size = fitting_size(note, type.body, area.width), .ink = Ink::muted});
  const float labels = 116, bar_height = 20;
  const Rect rows{area.x + labels, area.y + type.body + 12, area.width - labels - 2, 2 * bar_height + 6};
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
    canvas.key({.name = mark_name("accuracy_bar", bar.hatched ? 1 : 0)});
    canvas.rect(filled, {.ink = bar.ink, .hatched = bar.hatched});
    canvas.key({.name = mark_name("accuracy_frame", bar.hatched ? 1 : 0)});
    canvas.frame(filled, {.ink = bar.ink, .width = 1});
  }
  draw_gap(x(now.train_accuracy), x(now.test_accuracy), rows, gap_points(params), canvas);
  canvas.explain(
      {rows.x, rows.y, rows.width, rows.height},
      params.noisy_test
          ? "Bars run from 0 to 100 %. Test labels count as flipped as often as training labels, on average."
          : "Bars run from 0 to 100 %. Training labels include the flipped ones, test labels are clean.");
}

// ---- curves ----------------------------------------------------------------------------------------------------------

namespace {

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
void draw_end_labels(const Curves& curves, const Axis& x, const Axis& y, float size, std::string_view chart,
                     Canvas& canvas) {
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
  canvas.key({.name = mark_name(chart, 0)});
  canvas.text({at, train}, "train", {.size = size, .ink = Ink::train, .bold = true});
  canvas.key({.name = mark_name(chart, 1)});
  canvas.text({at, test}, "test", {.size = size, .ink = Ink::test, .bold = true});
}

struct CurveChart {
  std::string_view name;  // of its motion keys
  double min, max;
  int steps;
  AxisStyle style;
};

void draw_curves(const CurveChart& chart, const Curves& curves, Canvas& canvas) {
  const Rect area = panel_inside(canvas.bounds());
  const float size = chart.style.text_size, left = size > 12 ? 54 : 48, note_height = size + 12;
  const Rect plot{area.x + left, area.y + note_height, area.width - left - 46, area.height - note_height - size - 12};
  const Axis x{0, static_cast<double>(chart.steps), plot.x, plot.right()},
      y{chart.min, chart.max, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(chart.min, chart.max, 3), chart.style);
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(0, chart.steps, 3), {.text_size = size});
  canvas.text({area.right(), area.y + size / 2}, curves.steps.size() > 1 ? "by step" : "press Train",
              {.size = size, .ink = Ink::muted, .align = Align::right});
  draw_curve(canvas, x, y, curves.steps, curves.train, {.ink = Ink::train, .width = 2});
  draw_curve(canvas, x, y, curves.steps, curves.test, {.ink = Ink::test, .width = 2, .dash = Dash::dashed});
  if (curves.steps.size() > 1) draw_end_labels(curves, x, y, size, chart.name, canvas);
  canvas.explain(plot, "Solid: the training set. Dashed: the test set. By step, dropout off.");
}

}  // namespace

float LiveTrainer::curve_height(float) { return 204; }

void LiveTrainer::draw_accuracy_curve(const Params& params, Canvas& canvas) const {
  const Curves curves = curves_of(*this, params, &Measure::train_accuracy, &Measure::test_accuracy, 100);
  const float size = panel_type(canvas.bounds().width).small;
  draw_curves({"accuracy_curve", 40, 100, params.steps, {.unit = " %", .text_size = size}}, curves, canvas);
}

void LiveTrainer::draw_loss_curve(const Params& params, Canvas& canvas) const {
  const Curves curves = curves_of(*this, params, &Measure::train_loss, &Measure::test_loss, 1);
  const double worst = std::max(*std::max_element(curves.train.begin(), curves.train.end()),
                                *std::max_element(curves.test.begin(), curves.test.end()));
  const double top = worst <= 1 ? 1 : worst <= 2 ? 2 : worst <= 4 ? 4 : 8;
  const float size = panel_type(canvas.bounds().width).small;
  draw_curves({"loss_curve", 0, top, params.steps, {.decimals = top < 2 ? 1 : 0, .text_size = size}}, curves, canvas);
}

}  // namespace lesson
