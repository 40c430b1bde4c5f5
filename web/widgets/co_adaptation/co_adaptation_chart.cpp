// co_adaptation_chart.cpp: the panel "removal" of co_adaptation: accuracy as units are removed in random order, where the reader's own removals stand, and the caveat.
#include <algorithm>
#include <array>
#include <cmath>

#include "co_adaptation_picture.h"

namespace lesson {

namespace {

// Partly by construction, so it stands in the picture.
constexpr std::string_view caveat_words =
    "A fair warning: a dropout net is tested here on the kind of damage it was trained with.";

// The chart, with its key beside it where there is room, and the caveat below it.
struct ChartLayout {
  explicit ChartLayout(float width) : wide(is_wide(width)), type(panel_type(width)) {
    const Rect inside = panel_inside({0, 0, width, 0});
    const auto lines = static_cast<float>(wrapped_lines(caveat_words, type.body, inside.width).size());
    chart = {inside.x, inside.y, inside.width, wide ? 214.0f : 236.0f};
    caveat = {inside.x, chart.bottom() + 8, inside.width, lines * 1.4f * type.body};
    height = caveat.bottom() + 6;
  }
  bool wide;
  TypeSizes type;
  Rect chart, caveat;
  float height;
};

struct NetStyle {
  Ink ink;
  Dash dash;
  std::string_view name, short_name;
};
constexpr NetStyle styles[] = {{Ink::fragile, Dash::solid, "no dropout", "none"},
                               {Ink::robust, Dash::dashed, "dropout", "dropout"},
                               {Ink::muted, Dash::dotted, "weight decay", "decay"}};

struct ChartAxes {
  Axis x, y;
};

void draw_mean_and_spread(const CoAdaptation& widget, int net, const ChartAxes& axes, Canvas& canvas) {
  std::vector<double> removed, mean, low, high;
  for (int look = 0; look < CoAdaptation::look_count; ++look) {
    const double accuracy = 100 * widget.mean_accuracy(net, look), sd = 100 * widget.accuracy_sd(net, look);
    removed.push_back(CoAdaptation::stride * look);
    mean.push_back(accuracy);
    low.push_back(accuracy - sd);
    high.push_back(accuracy + sd);
  }
  const NetStyle& style = styles[net];
  draw_interval_band(canvas, axes.x, axes.y, removed, low, high, {.ink = style.ink, .opacity = 0.12f});
  draw_curve(canvas, axes.x, axes.y, removed, mean, {.ink = style.ink, .width = 2.5f, .dash = style.dash});
}

// The reader's own removals: how many, and the accuracy that is left.
void draw_own_removal(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const ChartAxes& axes,
                      Canvas& canvas) {
  const CoAdaptation::Standing& now = widget.standing(params, net);
  const Point at{axes.x(now.removed), axes.y(100 * now.train)};
  canvas.disk(at, 5.5f, {.ink = Ink::surface});
  canvas.key({.name = mark_name("removal.now", static_cast<std::uint32_t>(net))});
  canvas.disk(at, 4.5f, {.ink = styles[net].ink});
  canvas.explain({at.x - 8, at.y - 8, 16, 16}, net_title(params, net) +
                                                   ", your removals: " + plural_text(now.removed, "unit", "units") +
                                                   ", training accuracy " + percent_text(now.train, 1) + ".");
}

// Line style and name of each net, and after how many removals a tenth of the accuracy is gone: beside the name, or
// below it where the key stands beside the plot.
void draw_key(const CoAdaptation& widget, const ChartLayout& at, const Rect& area, Canvas& canvas) {
  const float size = at.type.small, line = 1.45f * size;
  const bool has_numbers = widget.orders_done() > 0;
  for (int net = 0; net < widget.net_count(); ++net) {
    const NetStyle& style = styles[net];
    const float y = area.y + line * (at.wide ? 2.2f : 1.0f) * static_cast<float>(net) + line / 2;
    canvas.line({area.x, y}, {area.x + 22, y}, {.ink = style.ink, .width = 2.5f, .dash = style.dash});
    const std::string name(style.name), gone = number_text(widget.mean_broken(net), 1);
    const Point words_at{area.x + 30, y};
    if (at.wide) {
      canvas.text(words_at, name, {.size = size, .bold = true});
      if (has_numbers) canvas.text({words_at.x, y + line}, "a tenth gone after " + gone + " units", {.size = size});
      continue;
    }
    const std::string variants[] = {name + ": a tenth gone after " + gone, name + ": after " + gone,
                                    std::string(style.short_name) + " " + gone};
    canvas.text(words_at, has_numbers ? first_fitting(variants, size, area.width - 30) : style.name, {.size = size});
  }
}

}  // namespace

float CoAdaptation::removal_height(float width) { return ChartLayout(width).height; }

void CoAdaptation::draw_removal(const Params& params, Canvas& canvas) const {
  const ChartLayout at(canvas.bounds().width);
  const Rect& area = at.chart;
  const float size = at.type.small;
  const int orders = orders_done_;
  const std::string notes[] = {orders == 0 ? "press “Remove at random”; dots: your own removals"
                                           : "mean of " + plural_text(orders, "random order", "random orders") +
                                                 ", band: ±1 standard deviation",
                               orders == 0 ? "press “Remove at random”"
                                           : "mean of " + plural_text(orders, "order", "orders") + ", band ±1 sd"};
  canvas.text({area.x, area.y + 8}, first_fitting(notes, size, area.width), {.size = size, .ink = Ink::muted});

  const float key_lines = CoAdaptation::most_nets * 1.45f * size;
  const float left = size > 12 ? 54 : 48;
  const float key_width = at.wide ? 250 : 0;
  const Rect plot{area.x + left, area.y + 28 + (at.wide ? 0 : key_lines + 2), area.width - left - key_width - 6,
                  area.height - 28 - (at.wide ? 0 : key_lines + 2) - 2 * size - 16};
  const Rect key = at.wide ? Rect{plot.right() + 24, plot.y - 8, key_width - 24, key_lines}
                           : Rect{area.x, area.y + 20, area.width, key_lines};
  const ChartAxes axes{{0, CoAdaptation::unit_count, plot.x, plot.right()}, {40, 100, plot.bottom(), plot.y}};
  draw_y_axis(canvas, axes.y, plot.x, plot.right(), std::array{40.0, 60.0, 80.0, 100.0},
              {.unit = " %", .text_size = size});
  draw_x_axis(canvas, axes.x, plot.bottom(), std::array{0.0, 8.0, 16.0, 24.0, 32.0}, {.text_size = size});
  canvas.text({plot.center().x, plot.bottom() + 2 * size + 6}, "units removed of 32",
              {.size = size, .ink = Ink::muted, .align = Align::center});
  canvas.explain(plot, "Training accuracy against the number of units removed.");
  for (int net = 0; net < net_count(); ++net) {
    if (orders > 0) draw_mean_and_spread(*this, net, axes, canvas);
  }
  for (int net = net_count(); net-- > 0;) draw_own_removal(*this, params, net, axes, canvas);
  draw_key(*this, at, key, canvas);

  draw_wrapped(canvas, {at.caveat.x, at.caveat.y + at.type.body / 2}, caveat_words, at.caveat.width,
               {.size = at.type.body, .ink = Ink::muted});
}

}  // namespace lesson
