// co_adaptation_chart.cpp: the panel "removal" of co_adaptation: points right as units are removed in random order; the axis is the row of units, and a knob under it says how many are gone.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "co_adaptation_picture.h"
#include "kit/knob.h"
#include "kit/order.h"
#include "kit/plot.h"

namespace lesson {

namespace {

constexpr int units = CoAdaptation::unit_count;

struct ChartLayout {
  explicit ChartLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float left = 30;
    plot = {inside.x + left, inside.y + 30, inside.width - left - 14, wide ? 290.0f : 250.0f};
    units_y = plot.bottom() + 14;
    knob_y = units_y + 26;
    note_y = knob_y + 30;
    height = note_y + 14;
  }
  bool wide;
  Rect inside, plot;
  float units_y, knob_y, note_y, height;

  Axis x() const { return {0, units, plot.x, plot.right()}; }
  Axis y() const { return {20, 80, plot.bottom(), plot.y}; }
};

struct NetStyle {
  Ink ink;
  float width, band;
  Dash dash;
  std::string_view name;
};
constexpr NetStyle styles[] = {{Ink::fragile, 3.5f, 0.14f, Dash::solid, "without dropout"},
                               {Ink::robust, 2.5f, 0.16f, Dash::solid, "with dropout"},
                               {Ink::muted, 2.5f, 0.12f, Dash::dashed, "with weight decay"}};

void draw_curve_of(const CoAdaptation& widget, int net, const ChartLayout& at, Canvas& canvas) {
  std::vector<double> removed, mean, low, high;
  for (int gone = 0; gone <= units; ++gone) {
    removed.push_back(gone);
    mean.push_back(widget.mean_right(net, gone));
    low.push_back(widget.right_quantile(net, gone, 0.1));
    high.push_back(widget.right_quantile(net, gone, 0.9));
  }
  const NetStyle& style = styles[net];
  draw_interval_band(canvas, at.x(), at.y(), removed, low, high, {.ink = style.ink, .opacity = style.band});
  draw_curve(canvas, at.x(), at.y(), removed, mean, {.ink = style.ink, .width = style.width, .dash = style.dash});
}

// The numbers ride on the curves, to the right of the line and past its middle to the left; they keep apart.
void draw_riders(const CoAdaptation& widget, int gone, const ChartLayout& at, Canvas& canvas) {
  std::vector<float> heights;
  for (int net = 0; net < widget.net_count(); ++net) heights.push_back(at.y()(widget.mean_right(net, gone)));
  const float x = at.x()(gone);
  const bool flips = gone > 0.6 * units;
  float lowest = at.plot.y - 30;
  for (const int net : order_of(heights)) {
    const NetStyle& style = styles[net];
    const float height = heights[static_cast<std::size_t>(net)];
    const float size = at.wide ? 22.0f : 19.0f, y = std::max(height - 14, lowest + 26);
    lowest = y;
    const std::string number = number_text(widget.mean_right(net, gone), 0);
    const float number_width = text_width(number, size, true), words_width = 0.9f * text_width(style.name, 15, true);
    const float width = number_width + 6 + words_width, left = flips ? x - 10 - width : x + 10;
    canvas.rect({left - 4, y - 13, width + 8, 26}, {.ink = Ink::paper, .opacity = 0.8f}, 3);
    canvas.text({left, y}, number, {.size = size, .ink = style.ink, .bold = true});
    canvas.text({left + number_width + 6, y + 2}, style.name, {.size = 15, .ink = style.ink, .bold = true});
    canvas.disk({x, height}, 6, {.ink = Ink::paper});
    canvas.key({.name = mark_name("removal.now", static_cast<std::uint32_t>(net))});
    canvas.ring({x, height}, 5.5f, {.ink = style.ink, .width = 2.5f});
  }
}

// The axis is the row of the units: gone ones are hollow.
void draw_unit_row(int gone, const ChartLayout& at, Canvas& canvas) {
  const float pitch = at.plot.width / units, radius = at.wide ? 7.0f : 3.9f;
  for (int unit = 0; unit < units; ++unit) {
    const Point center{at.plot.x + pitch * (static_cast<float>(unit) + 0.5f), at.units_y};
    if (unit >= gone) {
      canvas.disk(center, radius, {.ink = Ink::kept});
      continue;
    }
    canvas.ring(center, radius - 0.75f, {.ink = Ink::dropped, .width = 1});
    if (!at.wide) continue;
    for (const float way : {-1.0f, 1.0f})
      canvas.line({center.x - 3, center.y - 3 * way}, {center.x + 3, center.y + 3 * way},
                  {.ink = Ink::dropped, .width = 1});
  }
}

}  // namespace

float CoAdaptation::removal_height(float width) { return ChartLayout(width).height; }

void CoAdaptation::draw_removal(const Params& params, Canvas& canvas) const {
  const ChartLayout at(canvas.bounds().width);
  const int gone = params.gone;
  canvas.text({at.inside.x, at.inside.y + 10}, "points right, of 80", {.size = 14, .ink = Ink::muted});
  draw_y_axis(canvas, at.y(), at.plot.x, at.plot.right(), std::array{60.0, 80.0}, {.text_size = 14});
  const float toss = at.y()(40);
  canvas.line({at.plot.x, toss}, {at.plot.right(), toss}, {.ink = Ink::rule, .width = 1, .dash = Dash::dashed});
  canvas.text({at.plot.x - 8, toss}, "40", {.size = 14, .ink = Ink::muted, .align = Align::right});
  canvas.text({at.plot.x + 6, toss + 14}, "a coin toss", {.size = 14, .ink = Ink::muted});
  const float x = at.x()(gone);
  canvas.line({x, at.plot.y}, {x, at.knob_y}, {.ink = Ink::accent, .width = 1.5f});
  draw_unit_row(gone, at, canvas);
  if (orders_done_ > 0) {
    for (int net = net_count(); net-- > 0;) draw_curve_of(*this, net, at, canvas);
    draw_riders(*this, gone, at, canvas);
  }
  draw_knob(canvas, {x, at.knob_y}, Ways::sideways, mark_name("removal.knob"));
  canvas.explain(at.plot, "Points right against the number of units removed. Drag to remove more or fewer.");
  canvas.drag({.area = {at.plot.x - 14, at.plot.y, at.plot.width + 28, at.knob_y + 22 - at.plot.y},
               .param_id = "gone",
               .min_at = {at.plot.x, at.units_y},
               .max_at = {at.plot.right(), at.units_y},
               .min = 0,
               .max = units});
  const std::string orders = plural_text(orders_done_, "random order", "random orders");
  const std::string all = std::to_string(gone) + " of 32 units removed";
  const std::string notes[] = {orders_done_ == 0 ? "Press “Remove at random”."
                                                 : all + " at random. Line: mean of " + orders + "; band: 8 in 10.",
                               orders_done_ == 0 ? "Press “Remove at random”." : all + "; mean of " + orders,
                               orders_done_ == 0 ? "Remove at random" : all};
  canvas.text({at.inside.x, at.note_y}, first_fitting(notes, 14, at.inside.width), {.size = 14, .ink = Ink::muted});
}

}  // namespace lesson
