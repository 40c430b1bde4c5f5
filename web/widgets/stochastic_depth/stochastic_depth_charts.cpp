// stochastic_depth_charts.cpp: the branches computed, and the accuracy over the run.
#include <algorithm>
#include <cmath>

#include "stochastic_depth_picture.h"

namespace lesson {

std::string fitting_words(std::initializer_list<std::string> words, float size, float width) {
  const std::string* chosen = words.begin();
  while (chosen + 1 != words.end() && text_width(*chosen, size) > width) ++chosen;
  return *chosen;
}

namespace {

using Params = StochasticDepth::Params;

}  // namespace

// ---- work ------------------------------------------------------------------------------------------------------------

namespace {

// Blocks that a step computes on average: those that not every row skips.
double expected_work(const StochasticDepth& widget, const Params& params) {
  double blocks = 0;
  const int rows = params.draw == StochasticDepth::Draw::batch ? 1 : StochasticDepth::example_count;
  for (const double rate : widget.drop_rates()) {
    double all_skip = 1;  // rate^rows, by products: the same bits on every platform
    for (int row = 0; row < rows; ++row) all_skip *= rate;
    blocks += 1 - all_skip;
  }
  return blocks;
}

}  // namespace

float StochasticDepth::work_height(float) { return 88; }

void StochasticDepth::draw_work(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  const std::string whole = " of " + std::to_string(params.block_count);
  const bool started = steps_ > 0;
  const double expected = expected_work(*this, params);

  const float names = text_width("backward", size) + 10, numbers = text_width("16.00 of 16", size, true) + 10;
  const Rect rows{area.x + names, area.y + 4, area.width - names - numbers, 40};
  const Axis x{0, static_cast<double>(params.block_count), rows.x, rows.right()};
  const struct {
    std::string_view name;
    double blocks;
    float y;
  } bars[] = {{"forward", forward_per_step(params), rows.y}, {"backward", backward_per_step(params), rows.y + 22}};
  for (const auto& bar : bars) {
    const Rect track{rows.x, bar.y, rows.width, 18};
    const float middle = bar.y + 9;
    canvas.text({area.x, middle}, bar.name, {.size = size, .ink = Ink::muted});
    canvas.rect(track, {.ink = Ink::rule, .opacity = 0.4f});
    if (started) {
      canvas.key({.name = mark_name("work", bar.name == "forward" ? 0 : 1)});
      canvas.rect({rows.x, bar.y, x(bar.blocks) - rows.x, 18}, {.ink = Ink::kept});
    }
    canvas.text({area.right(), middle}, started ? number_text(bar.blocks, 2) + whole : "none yet",
                {.size = size, .ink = started ? Ink::ink : Ink::muted, .align = Align::right, .bold = started});
  }
  canvas.line({x(expected), rows.y - 3}, {x(expected), rows.bottom() + 3}, {.ink = Ink::ink, .width = 2});
  const double share = expected / params.block_count;
  const std::string done = number_text(work_percent(params), 1) + " % of the full work";
  const std::string words =
      started ? fitting_words({done + ", expected " + percent_text(share, 1), done}, size, area.width)
              : fitting_words(
                    {"expected " + number_text(expected, 2) + whole + ": " + percent_text(share, 1) + " of the work",
                     "expected " + percent_text(share, 1) + " of the work"},
                    size, area.width);
  canvas.text({area.x, rows.bottom() + 20}, words, {.size = size, .ink = started ? Ink::ink : Ink::muted});
  canvas.explain(rows,
                 params.draw == Draw::batch
                     ? "A block that is skipped for the whole batch is not computed. The line is the expectation."
                     : "With a draw for each row, some row needs almost every block. The line is the expectation.");
}

// ---- accuracy --------------------------------------------------------------------------------------------------------

namespace {

// A sample of the line, then its name and value. Returns where the next entry starts.
float draw_entry(Canvas& canvas, Point at, std::string_view name, double percent, const Stroke& stroke, float size) {
  const std::string words = std::string(name) + " " + number_text(percent, 1) + " %";
  canvas.line(at, {at.x + 18, at.y}, stroke);
  canvas.text({at.x + 23, at.y}, words, {.size = size, .ink = stroke.ink, .bold = true});
  return at.x + 23 + text_width(words, size, true) + 14;
}

}  // namespace

float StochasticDepth::accuracy_height(float width) { return is_wide(width) ? 212 : 186; }

void StochasticDepth::draw_accuracy(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  const Stroke train{.ink = Ink::train, .width = 2}, test{.ink = Ink::test, .width = 2, .dash = Dash::dashed};
  const float next = draw_entry(canvas, {area.x, area.y + size / 2}, "train", train_percent(params), train, size);
  const float end = draw_entry(canvas, {next, area.y + size / 2}, "test", test_percent(params), test, size);
  if (params.form == Form::published && steps_ > 0) {
    const std::string words = "unscaled " + number_text(unscaled_percent(params), 1) + " %";
    if (end + text_width(words, size) <= area.right())
      canvas.text({end, area.y + size / 2}, words, {.size = size, .ink = Ink::muted});
  }

  const std::string made = std::to_string(steps_) + " of 800 steps";
  canvas.text({area.x, area.y + 1.5f * size + 5}, made, {.size = size, .ink = Ink::muted});

  std::vector<double> steps, train_curve, test_curve;
  const auto add = [&](int step, const Measure& measure) {
    steps.push_back(step);
    train_curve.push_back(100 * measure.train);
    test_curve.push_back(100 * measure.test);
  };
  for (std::size_t i = 0; i < curve_.size(); ++i) add(static_cast<int>(i) * steps_per_measure, curve_[i]);
  if (steps_ % steps_per_measure != 0) add(steps_, now());

  const float top = 2 * size + 18;
  const Rect plot{area.x + 48, area.y + top, area.width - 60, area.height - top - size - 12};
  const Axis x{0, total_steps, plot.x, plot.right()}, y{20, 100, plot.bottom(), plot.y};
  const double x_ticks[] = {0, 400, 800}, y_ticks[] = {20, 60, 100};
  draw_y_axis(canvas, y, plot.x, plot.right(), y_ticks, {.unit = " %", .text_size = size});
  draw_x_axis(canvas, x, plot.bottom(), x_ticks, {.text_size = size});
  draw_curve(canvas, x, y, steps, train_curve, train);
  draw_curve(canvas, x, y, steps, test_curve, test);
  canvas.explain(plot, "Solid: training accuracy. Dashed: test accuracy. By step, all blocks running.");
}

}  // namespace lesson
