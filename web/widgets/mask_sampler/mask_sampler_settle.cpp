// mask_sampler_settle.cpp: the panel "settle" of mask_sampler: single masks stay wild, their mean settles down.
//
// A logarithmic axis of masks drawn. Dots: sums of single masks. Line: their mean so far; gray: the same for further RNG
// seeds. Funnel: mean +- 1.96 sd / sqrt(n), where about 95 % of the means lie from n = 10 on.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

constexpr double half_width = 1.96;  // standard errors on each side of 95 % of a normal law

struct SettleLayout {
  explicit SettleLayout(float width) : wide(is_wide(width)), type(panel_type(width)) {
    const Rect inside = panel_inside({0, 0, width, 0});
    headline_y = inside.y + 16;
    plot = {inside.x + 34, inside.y + 66, inside.width - 34 - 18, wide ? 236.0f : 220.0f};
    left = inside.x;
    height = plot.bottom() + 60;
  }
  // 1 to 10,000 masks: four decades.
  float x(double count) const {
    return plot.x + plot.width * static_cast<float>(std::log10(std::max(1.0, count)) / 4);
  }
  bool wide;
  TypeSizes type;
  Rect plot;
  float left, headline_y, height;
};

void draw_headline(const SettleLayout& at, double mean, int draws, Canvas& canvas) {
  const std::string number = draws > 0 ? number_text(mean, 2) : "–";
  const float size = at.wide ? 34 : 28;
  canvas.text({at.left, at.headline_y}, number, {.size = size, .ink = Ink::kept, .bold = true});
  canvas.text({at.left + text_width(number, size, true) + 12, at.headline_y + 5},
              draws > 0 ? (at.wide ? "is the mean of " : "mean of ") + plural_text(draws, "mask", "masks")
                        : "no mask drawn yet",
              {.size = at.type.small, .ink = Ink::muted});
  canvas.text({at.left, at.headline_y + 33}, "surviving sum", {.size = at.type.small, .ink = Ink::muted});
}

void draw_funnel(const SettleLayout& at, const Axis& y, double mean, double sd, Canvas& canvas) {
  std::vector<Point> lower, upper;
  for (int i = 0; i <= 40; ++i) {
    const double count = std::pow(10.0, 0.1 * i), reach = half_width * sd / std::sqrt(count);
    lower.push_back({at.x(count), y(mean - reach)});
    upper.push_back({at.x(count), y(mean + reach)});
  }
  canvas.band(lower, upper, {.ink = Ink::kept, .opacity = 0.14f});
  canvas.line({at.plot.x, y(mean)}, {at.plot.right(), y(mean)}, {.width = 1.5f, .dash = Dash::dashed});
  for (const int count : {10, 100, 1000}) {
    const double reach = half_width * sd / std::sqrt(static_cast<double>(count));
    const float x = at.x(count), high = y(mean + reach), low = y(mean - reach);
    canvas.line({x, low}, {x, high}, {.width = 1.5f});
    for (const float end : {low, high}) canvas.line({x - 4, end}, {x + 4, end}, {.width = 1.5f});
    canvas.text({x, high - 13}, "±" + number_text(reach, 2),
                {.size = at.type.small, .align = Align::center, .bold = true});
  }
}

void draw_axes(const SettleLayout& at, const Axis& y, Canvas& canvas) {
  draw_y_axis(canvas, y, at.plot.x, at.plot.right(), round_ticks(y.min, y.max, 5), {.text_size = at.type.small});
  const float below = at.plot.bottom();
  for (const int count : {1, 10, 100, 1000, 10000}) {
    canvas.line({at.x(count), below + 2}, {at.x(count), below + 8}, {.ink = Ink::muted, .width = 1});
    canvas.text({count < 10000 ? at.x(count) : at.plot.right() + 18, below + 20}, count_text(count),
                {.size = at.type.small, .ink = Ink::muted, .align = count < 10000 ? Align::center : Align::right});
  }
  canvas.text({at.plot.right(), below + 42}, "tap: 10 more",
              {.size = at.type.small, .ink = Ink::accent, .align = Align::right, .bold = true});
  canvas.text({at.plot.x, below + 42}, at.wide ? "masks drawn; each mark is ten times more" : "masks drawn",
              {.size = at.type.small, .ink = Ink::muted});
}

}  // namespace

float MaskSampler::settle_height(float width) { return SettleLayout(width).height; }

void MaskSampler::draw_settle(const Params& params, Canvas& canvas) const {
  const SettleLayout at(canvas.bounds().width);
  const double mean = mean_sum(params), sd = sum_sd(params);
  const double reach = std::max(1.0, half_width * sd * 1.15);
  const Axis y{mean - reach, mean + reach, at.plot.bottom(), at.plot.y};
  draw_headline(at, draw_count_ > 0 ? run_sums_[0] / draw_count_ : 0, draw_count_, canvas);
  draw_axes(at, y, canvas);
  draw_funnel(at, y, mean, sd, canvas);

  // Single masks: each of the first, then fewer and fainter.
  for (std::size_t i = 0; i < means_.size() / run_count; ++i) {
    const int count = recorded_counts()[i];
    Params one = params;
    one.mask_number = static_cast<std::uint32_t>(count - 1);
    one.flipped = 0;
    const float r = std::max(1.7f, 3.0f - 0.4f * static_cast<float>(std::log10(count)));
    canvas.disk({at.x(count), y(sums(one).surviving)}, r,
                {.ink = Ink::kept, .opacity = std::max(0.4f, 0.8f - 0.1f * static_cast<float>(std::log10(count)))});
  }
  canvas.clip(at.plot);
  for (std::size_t run = run_count; run-- > 0;) {
    std::vector<Point> line;
    for (std::size_t i = run; i < means_.size(); i += run_count)
      line.push_back({at.x(recorded_counts()[i / run_count]), y(static_cast<double>(means_[i]))});
    if (line.size() < 2) continue;
    canvas.polyline(
        line, run > 0 ? Stroke{.ink = Ink::ink, .width = 1, .opacity = 0.22f} : Stroke{.ink = Ink::kept, .width = 3});
  }
  canvas.unclip();
  if (draw_count_ > 0) {
    const Point now{at.x(draw_count_), y(run_sums_[0] / draw_count_)};
    canvas.key({.name = mark_name("settle.now")});
    canvas.disk(now, 5, {.ink = Ink::surface});
    canvas.ring(now, 5, {.ink = Ink::kept, .width = 2.5f});
  }
  const std::string truth =
      (at.wide ? number_text(1 - params.drop_rate, 2) + " of " + number_text(sums(params).full, 1) + ": " : "all: ") +
      number_text(mean, 2);
  canvas.text({at.plot.right(), y(mean) + 14}, truth, {.size = at.type.small, .align = Align::right, .bold = true});
  canvas.tap(at.plot, "draw_ten");
  canvas.explain(at.plot,
                 "Dots: single masks. Line: their mean so far. Gray: twelve other RNG seeds. Funnel: where 95 % of "
                 "the means lie. Tap for ten more.");
}

}  // namespace lesson
