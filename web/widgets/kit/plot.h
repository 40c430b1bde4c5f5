// plot.h: what most pictures need: axes with few ticks, bars, curves and bands, in one style.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/canvas.h"
#include "contract/text_fit.h"
#include "contract/words.h"

namespace lesson {

// ---- layout --------------------------------------------------------------------------------------------------------

// Below this width a picture stacks its parts in one column.
inline constexpr float wide_from = 560;
constexpr bool is_wide(float width) { return width >= wide_from; }

// Below this one nothing but compact labels fits: the narrow column of an embed, not a phone.
inline constexpr float tight_below = 280;

// Text sizes: phones need at least 14 px to be read at arm's length.
struct TypeSizes {
  float small, body, headline;
};
constexpr TypeSizes type_sizes(float width) {
  return is_wide(width)         ? TypeSizes{12, 14, 20}
         : width >= tight_below ? TypeSizes{14, 14, 16}
                                : TypeSizes{12, 12, 14};
}

// ---- axes ----------------------------------------------------------------------------------------------------------

// Maps values to canvas positions; `from` and `to` may be x or y coordinates, in either direction. Clamps.
struct Axis {
  double min = 0, max = 1;  // min < max
  float from = 0, to = 1;
  float operator()(double value) const;
};

// Round values (1, 2 or 5 times a power of ten apart) inside [min, max], about `most` of them, at least one.
std::vector<double> round_ticks(double min, double max, int most);

struct AxisStyle {
  int decimals = 0;
  std::string_view unit = "";  // appended to each number
  float text_size = 12;
};
// Below `y`: the line, ticks and their numbers. Takes about text_size + 8 px of height.
void draw_x_axis(Canvas& canvas, const Axis& axis, float y, std::span<const double> ticks, const AxisStyle& style);
// Left of `x`: numbers and, from there to `right`, one thin grid line a tick.
void draw_y_axis(Canvas& canvas, const Axis& axis, float x, float right, std::span<const double> ticks,
                 const AxisStyle& style);

// ---- marks ---------------------------------------------------------------------------------------------------------

// A title and, below it, what the reader needs to know about the numbers. `area` is the space of both lines.
void draw_chart_title(Canvas& canvas, Point at, std::string_view title, std::string_view note, float text_size);

// The curve through (xs[i], ys[i]); values outside the axes are clamped to them.
void draw_curve(Canvas& canvas, const Axis& x_axis, const Axis& y_axis, std::span<const double> xs,
                std::span<const double> ys, const Stroke& stroke);

// The area between two curves over the same xs: an interval is a band, never hidden.
void draw_interval_band(Canvas& canvas, const Axis& x_axis, const Axis& y_axis, std::span<const double> xs,
                        std::span<const double> lows, std::span<const double> highs, const Fill& fill);

// One upright bar standing on the axis' zero. name: of the mark, see Marks::Key; 0: none.
void draw_bar(Canvas& canvas, const Axis& y_axis, float x_center, float width, double value, const Fill& fill,
              std::uint32_t name = 0);

}  // namespace lesson
