// spatial_dropout_mean.cpp: the panel "mean" of spatial_dropout: separate coins average out, one shared coin cannot.
//
// Two rows: nine cells at the left, and the pen that writes their mean, newest mask at the left; band: one exact standard
// deviation around the mean of 1. Both rows share the scale from 0 to 1 / k.
#include <algorithm>
#include <cmath>
#include <string>

#include "kit/panel_space.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Params = SpatialDropout::Params;
using Coins = SpatialDropout::Coins;

constexpr int nine = SpatialDropout::patch_cells;

struct MeanLayout {
  explicit MeanLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    cell = wide ? 40.0f : 28.0f;
    const float grid = 3 * cell + 2 * gap, head = 28, between = wide ? 30.0f : 22.0f;
    for (int k = 0; k < 2; ++k) {
      const float top = inside.y + static_cast<float>(k) * (head + grid + between);
      head_y[k] = top + 10;
      grids[k] = {inside.x, top + head, grid, grid};
      const float left = grids[k].right() + (wide ? 68.0f : 30.0f);
      traces[k] = {left, grids[k].y, inside.right() - 30 - left, grid};
    }
    masks = wide ? SpatialDropout::shown_masks : 34;
    axis_y = traces[1].bottom() + 16;
    height = axis_y + 14;
  }
  Rect box(int k, int i) const {
    return {grids[k].x + (cell + gap) * static_cast<float>(i % 3),
            grids[k].y + (cell + gap) * static_cast<float>(i / 3), cell, cell};
  }
  static constexpr float gap = 4;
  bool wide;
  Rect inside, grids[2], traces[2];
  int masks;
  float cell, head_y[2], axis_y, height;
};

Coins coins_of(int k) { return k == 0 ? Coins::one_a_cell : Coins::one_for_all; }

Axis scale_of(const Params& params, const Rect& trace) {
  return {0, 1 / params.keep_rate(), trace.bottom(), trace.y};
}

void draw_nine(const Params& params, int k, const MeanLayout& at, Canvas& canvas) {
  const auto kept = SpatialDropout::kept_cells(params, coins_of(k), 0);
  const std::string value = number_text(1 / params.keep_rate(), at.wide ? 2 : 1);
  for (int i = 0; i < nine; ++i) {
    const Rect box = at.box(k, i);
    const int coin = k == 0 ? i : SpatialDropout::shared_coin;
    canvas.key({.name = mark_name("mean.cell", static_cast<std::uint32_t>(nine * k + i))});
    if (kept[static_cast<std::size_t>(i)]) {
      canvas.rect(box, {.ink = Ink::kept}, 4);
      canvas.text(box.center(), value, {.size = 14, .ink = Ink::paper, .align = Align::center, .bold = true});
    } else {
      canvas.frame(box, {.ink = Ink::dropped, .width = 1.25f, .dash = Dash::dashed}, 4);
      for (const float way : {-6.0f, 6.0f})
        canvas.line({box.center().x - 6, box.center().y - way}, {box.center().x + 6, box.center().y + way},
                    {.ink = Ink::dropped, .width = 1.25f});
    }
    canvas.explain(box, k == 0 ? "A cell with a coin of its own. Tap to turn it over."
                               : "These nine cells share one coin. Tap to turn it over.");
    canvas.tap_to_set({box.x - 2, box.y - 2, box.width + 4, box.height + 4}, "flipped",
                      static_cast<double>(params.flipped ^ (1u << coin)));
  }
  if (k > 0 || params.flipped != 0 || params.mask_number != 0) return;
  const Rect invited = at.box(0, nine - 1);
  canvas.frame(invited.inset(-3), {.ink = Ink::accent, .width = 2}, 6);
  if (at.wide)
    canvas.text({invited.right() + 8, invited.center().y + 6}, "tap one",
                {.size = 14, .ink = Ink::accent, .bold = true});
}

// From the cells to the pen.
void draw_pen(const Params& params, int k, const MeanLayout& at, Canvas& canvas) {
  const Rect &grid = at.grids[k], &trace = at.traces[k];
  const Point from{grid.right() + 6, grid.center().y};
  const Point to{trace.x, scale_of(params, trace)(SpatialDropout::patch_mean(params, coins_of(k), 0))};
  std::vector<Point> curve;
  for (int i = 0; i <= 16; ++i) {
    const float t = static_cast<float>(i) / 16, eased = t * t * (3 - 2 * t);
    curve.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * eased});
  }
  const auto row = static_cast<std::uint32_t>(k);
  canvas.key({.name = mark_name("mean.pen", row)});
  canvas.polyline(curve, {.ink = Ink::kept, .width = 2});
  canvas.key({.name = mark_name("mean.ring", row)});
  canvas.ring(to, 10, {.ink = Ink::kept, .width = 1.5f, .opacity = 0.5f});
  canvas.key({.name = mark_name("mean.dot", row)});
  canvas.disk(to, 6, {.ink = Ink::kept});
}

void draw_trace(const Params& params, int k, const MeanLayout& at, Canvas& canvas) {
  const Rect& trace = at.traces[k];
  const Axis y = scale_of(params, trace);
  const double spread = SpatialDropout::exact_spread(params, coins_of(k));
  const float high = y(std::min(1 + spread, y.max)), low = y(std::max(1 - spread, 0.0));
  if (low > high) canvas.rect({trace.x, high, trace.width, low - high}, {.ink = Ink::kept, .opacity = 0.12f});
  canvas.line({trace.x, y(0)}, {trace.right(), y(0)}, {.ink = Ink::rule, .width = 1});
  std::vector<Point> steps;
  const float step = trace.width / static_cast<float>(at.masks);
  for (int ago = 0; ago < at.masks; ++ago) {
    const float height = y(SpatialDropout::patch_mean(params, coins_of(k), ago));
    const float left = trace.x + step * static_cast<float>(ago);
    if (steps.empty() || steps.back().y != height) {
      if (!steps.empty()) steps.push_back({left, steps.back().y});
      steps.push_back({left, height});
    }
  }
  steps.push_back({trace.right(), steps.back().y});
  canvas.polyline(steps, {.ink = Ink::kept, .width = 1.75f});
  canvas.line({trace.x, y(1)}, {trace.right(), y(1)}, {.width = 1, .dash = Dash::dotted});
  for (const double tick : {0.0, 1.0})
    canvas.text({trace.right() + 10, y(tick)}, number_text(tick, 0), {.size = 14, .ink = Ink::muted});
  canvas.explain(trace, "The mean of the nine cells under " + std::to_string(at.masks) +
                            " masks, the newest at the left. Band: one standard deviation around the mean of 1.");
}

void draw_mean_head(const Params& params, int k, const MeanLayout& at, Canvas& canvas) {
  const float y = at.head_y[k];
  const std::string title = k == 0 ? "One coin per cell" : "One coin for all nine";
  const std::string spread = "±" + number_text(SpatialDropout::exact_spread(params, coins_of(k)), 2);
  const TextStyle right{.size = 16, .ink = k == 0 ? Ink::robust : Ink::fragile, .align = Align::right, .bold = true};
  canvas.text({at.inside.x, y}, title, {.size = at.wide ? 16.0f : 15.0f, .bold = true});
  const std::string now = "mean now " + number_text(SpatialDropout::patch_mean(params, coins_of(k), 0), 2);
  if (at.wide) canvas.text({at.traces[k].x, y}, now, {.size = 16, .ink = Ink::kept, .bold = true});
  const std::string spreads[] = {"spread of the mean " + spread, "spread " + spread};
  const float room = at.inside.right() - at.traces[k].x - text_width(now, 16, true) - 16;
  canvas.text({at.inside.right(), y}, at.wide ? first_fitting(spreads, 16, room, true) : spread, right);
}

}  // namespace

float SpatialDropout::mean_height(float width) { return MeanLayout(width).height; }

void SpatialDropout::draw_mean(const Params& params, Canvas& canvas) const {
  const MeanLayout at(canvas.bounds().width);
  for (int k = 0; k < 2; ++k) {
    draw_mean_head(params, k, at, canvas);
    draw_trace(params, k, at, canvas);
    draw_nine(params, k, at, canvas);
    draw_pen(params, k, at, canvas);
  }
  const Rect& trace = at.traces[1];
  const std::string now = "now", ago[] = {std::to_string(at.masks) + " masks ago", std::to_string(at.masks) + " ago"};
  const float room = trace.width - 12 - text_width(now, 14) - 8;
  const std::string_view then = first_fitting(ago, 14, room);
  canvas.text({trace.right(), at.axis_y}, then, {.size = 14, .ink = Ink::muted, .align = Align::right});
  if (text_width(then, 14) <= room) canvas.text({trace.x + 12, at.axis_y}, now, {.size = 14, .ink = Ink::muted});
}

}  // namespace lesson
