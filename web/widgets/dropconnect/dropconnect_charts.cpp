// dropconnect_charts.cpp: the panels "joint", "marginal" and "moments" of dropconnect: what the two methods do to one output unit and to two of them, and the numbers behind it.
#include <algorithm>
#include <array>
#include <cmath>

#include "dropconnect.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Moments = DropConnectLab::Moments;
using Atom = DropConnectLab::Atom;

constexpr double ellipse_sds = 2;

// The values of unit 1 or of the other one that the charts have to show: all that are not very far out.
struct Span {
  double low, high;
};
Span span_of(const std::vector<Atom>& atoms, double Atom::*value, double mean, double sd) {
  const double reach = std::max(4.0, ellipse_sds * 1.15 * sd + 0.5);
  Span span{mean - reach, mean + reach};
  for (const Atom& atom : atoms)
    if (std::abs(atom.*value - mean) < 4.2 * sd + 1e-9) {
      span.low = std::min(span.low, atom.*value - 0.5);
      span.high = std::max(span.high, atom.*value + 0.5);
    }
  return span;
}

// Both axes have the same scale, so that a tilt is a tilt; the ranges hold what either method can do.
struct JointAxes {
  Span first, other;
};
JointAxes axes_of(const Params& params) {
  const Moments law = DropConnectLab::formula(params, Method::dropout);
  const std::vector<Atom> atoms = DropConnectLab::exact_atoms(params, Method::drop_connect);
  JointAxes axes{span_of(atoms, &Atom::first, law.mean[0], std::sqrt(law.variance[0])),
                 span_of(atoms, &Atom::other, law.mean[1], std::sqrt(law.variance[1]))};
  const double length = std::max(axes.first.high - axes.first.low, axes.other.high - axes.other.low);
  for (Span* span : {&axes.first, &axes.other}) {
    const double middle = (span->low + span->high) / 2;
    *span = {middle - length / 2, middle + length / 2};
  }
  return axes;
}

// mean + 2 L (cos t, sin t) with L the Cholesky factor of the covariance.
std::array<Point, 49> ellipse_of(const Moments& law, const Axis& x, const Axis& y) {
  std::array<Point, 49> points;
  const double a = std::sqrt(law.variance[0]), slope = a > 0 ? law.covariance / a : 0;
  const double rest = std::sqrt(std::max(0.0, law.variance[1] - slope * slope));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double turn = 6.283185307179586 * static_cast<double>(i) / (points.size() - 1);
    const double c = ellipse_sds * std::cos(turn), s = ellipse_sds * std::sin(turn);
    points[i] = {x(law.mean[0] + a * c), y(law.mean[1] + slope * c + rest * s)};
  }
  return points;
}

std::string drawn_words(int draws) {
  return draws == 0 ? "exact, over all masks" : plural_text(draws, "draw", "draws");
}

// The side of the square of two outputs.
float joint_side(float width) {
  return std::min(width - 2 * panel_margin(width) - 42, is_wide(width) ? 300.0f : 224.0f);
}

// How the two outputs hang together, and what the marks are.
void draw_joint_words(const DropConnectLab& widget, const Params& params, const Rect& area, Canvas& canvas) {
  const TypeSizes type = panel_type(area.width);
  const std::string pair = "1 and " + std::to_string(DropConnectLab::other_unit(params) + 1);
  const std::string measure =
      "correlation " + signed_text(DropConnectLab::formula(params, params.method).correlation(), 2);
  const std::string goes = params.drops_units() ? "Whole units go: " : "Single links go: ";
  const std::string headlines[] = {goes + measure + " between outputs " + pair, "Outputs " + pair + ": " + measure,
                                   measure};
  const std::string nothing = "Nothing is dropped";
  const std::string_view headline =
      params.drop_rate == 0 ? nothing : first_fitting(headlines, type.body, area.width, true);
  canvas.text({area.x, area.y + 8}, headline, {.size = type.body, .bold = true});
  const std::string note = std::string(method_name(params.method)) + ", " + drawn_words(widget.draw_count(params));
  constexpr std::string_view key = "ring: this mask";
  canvas.text({area.x, area.y + 28}, note, {.size = type.small, .ink = Ink::muted});
  if (text_width(note, type.small) + text_width(key, type.small) + 8 <= area.width)
    canvas.text({area.right(), area.y + 28}, key, {.size = type.small, .ink = Ink::accent, .align = Align::right});
}

}  // namespace

float DropConnectLab::joint_height(float width) { return 50 + joint_side(width) + 26; }

void DropConnectLab::draw_joint(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small, side = joint_side(canvas.bounds().width);
  draw_joint_words(*this, params, area, canvas);
  const Rect plot{std::max(area.x + 42, area.center().x - side / 2), area.y + 44, side, side};
  const JointAxes axes = axes_of(params);
  const Axis x{axes.first.low, axes.first.high, plot.x, plot.right()};
  const Axis y{axes.other.low, axes.other.high, plot.bottom(), plot.y};
  draw_y_axis(canvas, y, plot.x, plot.right(), round_ticks(y.min, y.max, 4), {.text_size = size});
  canvas.frame(plot, {.ink = Ink::rule, .width = 1});

  // The area of a disk is the share of its value.
  const std::vector<Atom> values = atoms(params, params.method);
  double largest = 0;
  for (const Atom& atom : values) largest = std::max(largest, atom.share);
  // The commonest value gets the largest disk; a grid of 256 values leaves less room than one of 16.
  const double unit = (params.drops_units() ? 9 : std::min(9.0, 80 * std::sqrt(largest))) / std::sqrt(largest);
  for (const Atom& atom : values) {
    if (atom.first < x.min || atom.first > x.max || atom.other < y.min || atom.other > y.max) continue;
    const float radius = std::max(1.0f, static_cast<float>(unit * std::sqrt(atom.share)));
    const Point center{std::clamp(x(atom.first), plot.x + radius, plot.right() - radius),
                       std::clamp(y(atom.other), plot.y + radius, plot.bottom() - radius)};
    canvas.disk(center, radius, {.ink = Ink::kept, .opacity = 0.45f});
  }
  for (const Method method : {Method::dropout, Method::drop_connect}) {
    const bool shown = method == params.method;
    const std::array<Point, 49> points = ellipse_of(DropConnectLab::formula(params, method), x, y);
    canvas.polyline(points, {.ink = shown ? Ink::ink : Ink::muted,
                             .width = shown ? 2.5f : 1.5f,
                             .dash = shown ? Dash::solid : Dash::dashed});
  }
  const double now[] = {first_now(params), other_now(params)};
  const Point here{x(now[0]), y(now[1])};
  canvas.ring(here, 6.5f, {.ink = Ink::surface, .width = 4});
  canvas.key({.name = mark_name("joint.now")});
  canvas.ring(here, 6.5f, {.ink = Ink::accent, .width = 2.5f});
  // In a corner that the tilt leaves free.
  const bool rises = DropConnectLab::formula(params, Method::dropout).covariance >= 0;
  const Method hidden = params.drops_units() ? Method::drop_connect : Method::dropout;
  if (params.drop_rate > 0) {
    const std::string words = "dashed: " + std::string(method_name(hidden));
    const float width = text_width(words, size), label_y = rises ? plot.bottom() - size - 4 : plot.y + size + 4;
    canvas.rect({plot.right() - width - 6, label_y - size / 2 - 3, width + 4, size + 6},
                {.ink = Ink::surface, .opacity = 0.85f});
    canvas.text({plot.right() - 4, label_y}, words, {.size = size, .ink = Ink::muted, .align = Align::right});
  }
  canvas.explain(plot,
                 "Each disk is a pair of values, its area how often it comes. Solid ellipse: two standard "
                 "deviations under the method shown; dashed: under the other one.");
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(x.min, x.max, 4), {.text_size = size});
}

// ---- one unit --------------------------------------------------------------------------------------------------------

float DropConnectLab::marginal_height(float width) { return is_wide(width) ? 200.0f : 162.0f; }

void DropConnectLab::draw_marginal(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  constexpr std::string_view methods = "plain: dropout, hatched: DropConnect", line = "line: Gaussian";
  const bool one_line = text_width(methods, size) + text_width(line, size) + 16 <= area.width;
  canvas.text({area.x, area.y + 8}, methods, {.size = size, .ink = Ink::muted});
  const float top = one_line ? 24 : 42;
  const Rect plot{area.x + 42, area.y + top, area.width - 42, area.height - top - 20};
  const JointAxes axes = axes_of(params);
  const Axis x{axes.first.low, axes.first.high, plot.x, plot.right()};
  constexpr std::size_t bins = 18;
  const double width = (x.max - x.min) / bins;
  std::array<double, bins> shares[2] = {};
  for (const Method method : {Method::dropout, Method::drop_connect})
    for (const Atom& atom : atoms(params, method)) {
      const double bin = std::floor((atom.first - x.min) / width);
      if (bin >= 0 && bin < bins)
        shares[static_cast<std::size_t>(method)][static_cast<std::size_t>(bin)] += atom.share;
    }
  const Moments law = DropConnectLab::formula(params, Method::drop_connect);
  const double sd = std::sqrt(law.variance[0]);
  const auto density = [&](double u) {
    return sd > 0 ? width * 0.3989422804014327 / sd *
                        std::exp(-(u - law.mean[0]) * (u - law.mean[0]) / (2 * law.variance[0]))
                  : 0;
  };
  double highest = density(law.mean[0]);
  for (const auto& method : shares) highest = std::max(highest, *std::max_element(method.begin(), method.end()));
  highest *= 1.05;
  const Axis y{0, highest, plot.bottom(), plot.y}, y_in_percent{0, 100 * highest, plot.bottom(), plot.y};
  draw_y_axis(canvas, y_in_percent, plot.x, plot.right(), round_ticks(0, 100 * highest, 2),
              {.unit = " %", .text_size = size});
  const float slot = plot.width / bins;
  for (std::size_t bin = 0; bin < bins; ++bin)
    for (const std::size_t method : {std::size_t{0}, std::size_t{1}}) {
      const bool shown = method == static_cast<std::size_t>(params.method);
      const float center = plot.x + slot * (static_cast<float>(bin) + (method == 0 ? 0.3f : 0.7f));
      draw_bar(canvas, y, center, slot * 0.36f, shares[method][bin],
               {.ink = shown ? Ink::kept : Ink::muted, .opacity = shown ? 0.85f : 0.6f, .hatched = method == 1},
               mark_name("marginal.bar", static_cast<std::uint32_t>(2 * bin + method)));
    }
  if (sd > 0) {
    std::vector<double> us, heights;
    for (int i = 0; i <= 60; ++i) {
      us.push_back(x.min + (x.max - x.min) * i / 60);
      heights.push_back(density(us.back()));
    }
    draw_curve(canvas, x, y, us, heights, {.ink = Ink::ink, .width = 2});
    canvas.text({one_line ? area.right() : area.x, area.y + (one_line ? 8.0f : 27.0f)}, line,
                {.size = size, .align = one_line ? Align::right : Align::left});
  }
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(x.min, x.max, 4), {.text_size = size});
  canvas.explain(plot,
                 "Plain bars: dropout, hatched bars: DropConnect, the same law. Line: the Gaussian with that "
                 "mean and variance, from which Wan's inference draws.");
}

// ---- the numbers -----------------------------------------------------------------------------------------------------

float DropConnectLab::moments_height(float) { return 162; }

void DropConnectLab::draw_moments(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const bool wide = is_wide(canvas.bounds().width);
  const float size = panel_type(area.width).small;
  const std::string other = std::to_string(DropConnectLab::other_unit(params) + 1);
  const float first = area.x + (wide ? 120.0f : area.width * 0.27f), column = (area.right() - first) / 4;
  const float head = area.y + 8;
  for (const Method method : {Method::dropout, Method::drop_connect}) {
    const float right = first + column * (method == Method::dropout ? 2 : 4);
    const bool shown = method == params.method;
    canvas.text({right, head}, method_name(method), {.size = size, .align = Align::right, .bold = shown});
    canvas.text({right - column, head + size + 7}, "exact", {.size = size, .ink = Ink::muted, .align = Align::right});
    canvas.text({right, head + size + 7}, "drawn", {.size = size, .ink = Ink::muted, .align = Align::right});
  }
  const float rule = head + 1.5f * size + 11;
  canvas.line({area.x, rule}, {area.right(), rule}, {.ink = Ink::rule, .width = 1});
  const std::string names[] = {wide ? "mean of 1" : "mean 1", wide ? "variance of 1" : "var 1",
                               (wide ? "variance of " : "var ") + other, wide ? "covariance" : "cov"};
  const auto values_of = [](const Moments& m) {
    return std::array{m.mean[0], m.variance[0], m.variance[1], m.covariance};
  };
  const float step = (area.bottom() - rule) / 4;
  for (std::size_t row = 0; row < 4; ++row) {
    const float y = rule + step * (static_cast<float>(row) + 0.55f);
    canvas.text({area.x, y}, names[row], {.size = size, .bold = row == 3});
    for (const Method method : {Method::dropout, Method::drop_connect}) {
      const float right = first + column * (method == Method::dropout ? 2 : 4);
      const double exact = values_of(DropConnectLab::formula(params, method))[row];
      const double measured = values_of(drawn(params, method))[row];
      const auto text = [](double value) { return number_text(value, std::abs(value) < 99.95 ? 2 : 0); };
      canvas.text({right - column, y}, text(exact), {.size = size, .align = Align::right, .bold = row == 3});
      canvas.text({right, y}, draw_count_ > 0 ? text(measured) : "–",
                  {.size = size, .ink = Ink::muted, .align = Align::right});
    }
  }
  canvas.explain(area, "Variances: (p/k) times the sum of (W v)². Covariance: (p/k) times the sum of W1 W" + other +
                           " v² with dropout, 0 with DropConnect.");
}

}  // namespace lesson
