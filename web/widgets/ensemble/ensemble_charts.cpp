// ensemble_charts.cpp: the panels "errors", "accuracy" and "visited" of ensemble: the error of a mean of T passes, the accuracies, and how many members were met.
#include <algorithm>
#include <array>
#include <cmath>

#include "dropout/elementary.h"
#include "ensemble.h"
#include "kit/panel_space.h"

namespace lesson {

using Params = Ensemble::Params;

// ---- error against T -------------------------------------------------------------------------------------------------

namespace {

// The engine's logarithm: the same bits on every compiler, and so the same picture.
double log_ten(double value) { return dropout::log(value) / 2.302585092994045684; }

// Both axes are logarithmic: they map log10 of T and of the error.
struct ErrorPlot {
  Rect area;
  Axis x, y;
  float text_size;
};

std::string error_note(const Ensemble::ErrorCurve& errors, bool is_drawn) {
  if (errors.empty()) return "needs all members: up to 12 units";
  if (!is_drawn) return "none: every pass is the same here";
  return "dots: " + std::to_string(Ensemble::repeat_count) + " repeats; line: exact, 1/√T";
}

void draw_error_grid(const ErrorPlot& plot, Canvas& canvas) {
  double value = 1e-9;
  for (int power = -9; power <= 0; ++power, value *= 10)
    for (const double factor : {1.0, 3.0}) {
      const float y = plot.y(log_ten(factor * value));
      if (y >= plot.area.bottom() || y <= plot.area.y) continue;
      canvas.line({plot.area.x, y}, {plot.area.right(), y}, {.ink = Ink::rule, .width = 1});
      const int decimals = power >= 0 ? 1 : power >= -2 ? 3 : -power;
      if (power >= -4)
        canvas.text({plot.area.x - 6, y}, number_text(factor * value, decimals),
                    {.size = plot.text_size, .ink = Ink::muted, .align = Align::right});
    }
}

void draw_error_dots(const Ensemble::ErrorCurve& errors, double spread, std::size_t handle, const ErrorPlot& plot,
                     Canvas& canvas) {
  const double at_one = log_ten(spread);
  canvas.line({plot.x(0), plot.y(at_one)}, {plot.x(3), plot.y(at_one - 1.5)}, {.ink = Ink::ink, .width = 1.5f});
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const int count = Ensemble::pass_counts[i];
    const Point dot{plot.x(log_ten(count)), plot.y(log_ten(std::max(errors[i], 1e-12)))};
    canvas.disk(dot, i == handle ? 6 : 3.5f, {.ink = i == handle ? Ink::accent : Ink::ink});
    canvas.explain({dot.x - 8, dot.y - 8, 16, 16}, "T = " + std::to_string(count) + ": measured " +
                                                       number_text(errors[i], 4) + ", exact " +
                                                       number_text(spread / std::sqrt(count), 4) + ".");
  }
}

}  // namespace

void Ensemble::draw_errors(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  const ErrorCurve& errors = error_curve(params);
  const double spread = answers(params).spread;
  const bool is_drawn = !errors.empty() && spread >= 1e-9;
  const std::string note = error_note(errors, is_drawn);
  canvas.text({area.x, area.y + 8}, note, {.size = fitting_size(note, size, area.width), .ink = Ink::muted});
  const Rect inside{area.x + 48, area.y + 40, area.width - 66, area.height - 40 - size - 8};
  const double high = log_ten(std::max(spread, 1e-9)) + 0.2;
  const ErrorPlot plot{
      inside, {0, 3, inside.x, inside.right()}, {high - 1.95, high, inside.bottom(), inside.y}, size};
  const auto handle = static_cast<std::size_t>(params.passes);
  for (const int count : {1, 10, 100, 1000})
    canvas.text({plot.x(log_ten(count)), inside.bottom() + 8 + size / 2}, count_text(count),
                {.size = size, .ink = Ink::muted, .align = Align::center});
  canvas.line({inside.x, inside.bottom()}, {inside.right(), inside.bottom()}, {.ink = Ink::muted, .width = 1});
  if (is_drawn) {
    draw_error_grid(plot, canvas);
    draw_error_dots(errors, spread, handle, plot, canvas);
  }
  const float handle_x = plot.x(log_ten(params.pass_count()));
  canvas.line({handle_x, inside.y}, {handle_x, inside.bottom()},
              {.ink = Ink::accent, .width = 1.5f, .dash = Dash::dashed});
  const std::string words =
      "T = " + std::to_string(params.pass_count()) + (is_drawn ? ": " + number_text(errors[handle], 4) : "");
  canvas.text({centered_within(words, size, handle_x, inside.x, area.right(), true), inside.y - 8}, words,
              {.size = size, .ink = Ink::accent, .align = Align::center, .bold = true});
  canvas.drag({.area = {inside.x - 10, inside.y, inside.width + 20, inside.height},
               .param_id = "passes",
               .min_at = {inside.x, inside.y},
               .max_at = {inside.right(), inside.y},
               .min = 0,
               .max = static_cast<double>(std::size(Ensemble::pass_counts) - 1)});
}

// ---- accuracies and counters -----------------------------------------------------------------------------------------

namespace {

constexpr float row = 22;  // of one accuracy, and of the bar of members

}  // namespace

float Ensemble::accuracy_height(float) { return 128; }

void Ensemble::draw_accuracy(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  canvas.text({area.x, area.y + 8},
              std::string("of 400, ") + (params.is_enumerated() ? "all members" : "from 100 drawn members"),
              {.size = size, .ink = Ink::muted});
  const dropout::EnsembleAccuracy& share = accuracies(params);
  const std::string_view member = area.width < tight_below ? "member" : "average member";
  const struct {
    std::string_view name;
    double value;
    Ink ink;
  } rows[] = {{member, share.member, Ink::kept},
              {"one pass", share.pass, Ink::test},
              {"ensemble", share.arithmetic, Ink::ink}};
  const float names = text_width(member, size, true) + 12, values = text_width("100.0 %", size, true) + 8;
  const Axis x{0.5, 1, area.x + names, area.right() - values};
  const float top = area.y + 24, bottom = top + 3 * row;
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const float y = top + row * (static_cast<float>(i) + 0.5f), px = x(rows[i].value);
    canvas.text({area.x, y}, rows[i].name, {.size = size});
    canvas.line({x.from, y}, {px, y}, {.ink = rows[i].ink, .width = 1.5f, .opacity = 0.5f});
    canvas.key({.name = mark_name("accuracy.dot", static_cast<std::uint32_t>(i))});
    canvas.disk({px, y}, 4.5f, {.ink = rows[i].ink});
    canvas.text({area.right(), y}, percent_text(rows[i].value, 1),
                {.size = size, .ink = rows[i].ink, .align = Align::right, .bold = true});
  }
  const Axis percent{50, 100, x.from, x.to};
  draw_x_axis(canvas, percent, bottom, std::array{50.0, 100.0}, {.unit = " %", .text_size = size});
  canvas.explain({area.x, top, area.width, bottom - top},
                 "A single thinned net makes more mistakes than all of them together, or than one pass.");
}

float Ensemble::visited_height(float) { return 128; }

void Ensemble::draw_visited(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  const double members = member_count(params), expected = expected_distinct(params);
  const int draws = draws_, distinct = distinct_count(params);
  const std::string power = "2^" + std::to_string(params.unit_count) + " = " + count_of(members) + " masks";
  const std::string effective =
      count_of(effective_count(params)) + " effective at p = " + number_text(params.drop_rate, 2);
  canvas.text({area.x, area.y + 8}, power, {.size = size, .ink = Ink::muted});
  canvas.text({area.x, area.y + 28}, effective, {.size = size, .ink = Ink::muted});
  canvas.explain({area.x, area.y, area.width, 38},
                 "Masks are equally likely only at p = 0.5. The effective number, 2 to the entropy of the mask, says "
                 "how many carry the probability.");
  const Rect bar{area.x, area.y + 46, area.width, row - 4};
  const Axis x{0, members, bar.x, bar.right()};
  canvas.rect(bar, {.ink = Ink::dropped, .opacity = 0.15f}, 4);
  if (draws > 0) canvas.rect({bar.x, bar.y, std::max(1.0f, x(distinct) - bar.x), bar.height}, {.ink = Ink::kept});
  canvas.frame(bar, {.ink = Ink::dropped, .width = 1, .dash = Dash::dashed}, 4);
  if (draws > 0)
    canvas.line({x(expected), bar.y - 4}, {x(expected), bar.bottom() + 4}, {.ink = Ink::ink, .width = 2});
  const float y = bar.bottom() + 8 + size / 2;
  const std::string met = draws == 0 ? "each training example draws one"
                                     : count_text(draws) + " draws met " + count_text(distinct) + " different";
  canvas.text({area.x, y}, met, {.size = size, .ink = draws == 0 ? Ink::muted : Ink::kept, .bold = draws > 0});
  const std::string formula = "formula " + number_text(expected, 1);
  const bool fits = text_width(met, size, true) + text_width(formula, size) + 16 <= area.width;
  if (draws > 0)
    canvas.text({area.x + (fits ? area.width : 0), fits ? y : y + size + 6}, formula,
                {.size = size, .align = fits ? Align::right : Align::left});
  canvas.explain(bar, "Filled: different members among the draws. Line: what the formula expects.");
}

}  // namespace lesson
