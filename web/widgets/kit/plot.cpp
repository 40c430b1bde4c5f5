// plot.cpp: the drawing helpers of plot.h.
#include "plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lesson {

float text_width(std::string_view words, float size, bool bold) {
  // Advance widths of the wider common sans serifs, in units of the text size.
  float ems = 0;
  for (const char sign : words) {
    if ((static_cast<unsigned char>(sign) & 0xC0) == 0x80) continue;  // further bytes of one sign
    if (sign == ' ' || sign == '.' || sign == ',' || sign == ':' || sign == ';' || sign == '|' || sign == '\'')
      ems += 0.34f;
    else if (sign == 'i' || sign == 'j' || sign == 'l' || sign == 'I')
      ems += 0.3f;
    else if (sign == 'f' || sign == 't' || sign == 'r' || sign == '(' || sign == ')' || sign == '-')
      ems += 0.42f;
    else if (sign == 'm' || sign == 'w' || sign == 'M' || sign == 'W' || sign == '%')
      ems += 0.95f;
    else
      ems += 0.63f;
  }
  return ems * size * (bold ? 1.1f : 1.0f);
}

float fitting_size(std::string_view words, float size, float width, bool bold) {
  for (const float smaller : {20.0f, 16.0f, 14.0f})
    if (smaller <= size && text_width(words, smaller, bold) <= width) return smaller;
  return 12;
}

std::vector<std::string> wrapped_lines(std::string_view words, float size, float width) {
  std::vector<std::string> lines;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    const std::string longer = lines.empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (lines.empty() || text_width(longer, size) > width)
      lines.emplace_back(word);
    else
      lines.back() = longer;
  }
  return lines;
}

float draw_wrapped(Canvas& canvas, Point at, std::string_view words, float width, const TextStyle& style) {
  for (const std::string& line : wrapped_lines(words, style.size, width)) {
    canvas.text(at, line, style);
    at.y += 1.4f * style.size;
  }
  return at.y;
}

std::string_view first_fitting(std::span<const std::string> variants, float size, float width, bool bold) {
  for (const std::string& words : variants)
    if (text_width(words, size, bold) <= width) return words;
  return variants.back();
}

float centered_within(std::string_view words, float size, float at, float left, float right, bool bold) {
  const float half = text_width(words, size, bold) / 2;
  return right - left <= 2 * half ? (left + right) / 2 : std::clamp(at, left + half, right - half);
}

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
    const std::string label = number_text(tick, style.decimals) + std::string(style.unit);
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
