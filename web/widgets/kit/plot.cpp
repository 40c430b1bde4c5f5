// plot.cpp: the drawing helpers of plot.h.
#include "plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lesson {

float Axis::operator()(double value) const {
  const double share = std::clamp((value - min) / (max - min), 0.0, 1.0);
  return from + static_cast<float>(share) * (to - from);
}

std::vector<double> round_ticks(double min, double max, int most) {
  const double rough = (max - min) / std::max(1, most);
  if (!(rough > 0) || !std::isfinite(rough)) return {min};
  double power = 1;
  while (power > rough) power /= 10;
  while (power * 10 <= rough) power *= 10;
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough * (1 - 1e-9)) {
      step = factor * power;
      break;
    }
  std::vector<double> ticks;
  const double first = std::ceil(min / step - 1e-6), last = std::floor(max / step + 1e-6);
  for (double i = first; i <= last; ++i) ticks.push_back(i * step);
  if (ticks.empty()) ticks.push_back(min);
  return ticks;
}

void draw_x_axis(Canvas& canvas, const Axis& axis, float y, std::span<const double> ticks, const AxisStyle& style) {
  canvas.line({axis.from, y}, {axis.to, y}, {.ink = Ink::muted, .width = 1});
  const Rect bounds = canvas.bounds();
  for (const double tick : ticks) {
    const float x = axis(tick);
    canvas.line({x, y}, {x, y + 4}, {.ink = Ink::muted, .width = 1});
    const std::string number =
                          style.decimals == 0 ? count_text(std::llround(tick)) : number_text(tick, style.decimals),
                      label = number + std::string(style.unit);
    canvas.text({centered_within(label, style.text_size, x, 0, bounds.width), y + 7 + style.text_size / 2}, label,
                {.size = style.text_size, .ink = Ink::muted, .align = Align::center});
  }
}

void draw_y_axis(Canvas& canvas, const Axis& axis, float x, float right, std::span<const double> ticks,
                 const AxisStyle& style) {
  for (const double tick : ticks) {
    const float y = axis(tick);
    canvas.line({x, y}, {right, y}, {.ink = Ink::rule, .width = 1});
    canvas.text({x - 6, y}, number_text(tick, style.decimals) + std::string(style.unit),
                {.size = style.text_size, .ink = Ink::muted, .align = Align::right});
  }
}

void draw_chart_title(Canvas& canvas, Point at, std::string_view title, std::string_view note, float text_size) {
  canvas.text({at.x, at.y + 8}, title, {.size = 14, .bold = true});
  if (!note.empty()) canvas.text({at.x, at.y + 26}, note, {.size = text_size, .ink = Ink::muted});
}

void draw_curve(Canvas& canvas, const Axis& x_axis, const Axis& y_axis, std::span<const double> xs,
                std::span<const double> ys, const Stroke& stroke) {
  std::vector<Point> points;
  points.reserve(xs.size());
  for (std::size_t i = 0; i < xs.size() && i < ys.size(); ++i) points.push_back({x_axis(xs[i]), y_axis(ys[i])});
  if (points.size() > 1) canvas.polyline(points, stroke);
}

void draw_interval_band(Canvas& canvas, const Axis& x_axis, const Axis& y_axis, std::span<const double> xs,
                        std::span<const double> lows, std::span<const double> highs, const Fill& fill) {
  std::vector<Point> lower, upper;
  for (std::size_t i = 0; i < xs.size() && i < lows.size() && i < highs.size(); ++i) {
    lower.push_back({x_axis(xs[i]), y_axis(lows[i])});
    upper.push_back({x_axis(xs[i]), y_axis(highs[i])});
  }
  if (lower.size() > 1) canvas.band(lower, upper, fill);
}

void draw_bar(Canvas& canvas, const Axis& y_axis, float x_center, float width, double value, const Fill& fill,
              std::uint32_t name) {
  const float zero = y_axis(0), end = y_axis(value);
  if (zero == end) return;
  if (name != 0) canvas.key({.name = name});
  canvas.rect({x_center - width / 2, std::min(zero, end), width, std::abs(zero - end)}, fill);
}

}  // namespace lesson
