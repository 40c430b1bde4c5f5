// mask_sampler_walk.cpp: the panel "walk" of mask_sampler: the surviving sum as a walk over the units; its end is its bin.
//
// Left: a kept unit is a bar from where the sum stood before it to where it stands after it; over a dropped one, a dashed
// frame, the walk passes level. Right, on the same axis: a dot for each drawn mask, and the exact law as an outline.
#include <algorithm>
#include <cmath>

#include "dropout/statistics.h"
#include "kit/panel_space.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

constexpr int most_dots = 200;  // of more masks the piles are bars

struct WalkLayout {
  explicit WalkLayout(float width) : wide(is_wide(width)), type(panel_type(width)) {
    const Rect inside = panel_inside({0, 0, width, 0});
    const float share = wide ? 0.58f : 0.62f;
    steps = {inside.x, inside.y + 6, inside.width * share, wide ? 280.0f : 240.0f};
    piles = {steps.right() + 14, steps.y, inside.right() - steps.right() - 14, steps.height};
    radius = wide ? 20.0f : 15.5f;
    units_y = steps.bottom() + 12 + radius;
    height = units_y + radius + 10;
  }
  bool wide;
  TypeSizes type;
  Rect steps, piles;  // the walk; the dots. Both stand on one axis
  float radius, units_y, height;
};

// Where the walk stands: the columns of the units, and the axis of the sum.
struct Places {
  Places(const Params& params, const dropout::MaskedSums& all, const WalkLayout& layout) : at(layout) {
    const float numbers = 34;  // of the axis, right of the last column
    pitch = std::min(58.0f, (at.steps.width - numbers) / static_cast<float>(params.unit_count));
    bar = std::min(36.0f, pitch * 0.64f);
    const double room = std::max(0.75, 0.08 * (all.maximum - all.minimum));
    y = {std::min(0.0, all.minimum) - room, std::max(0.0, all.maximum) + room, at.steps.bottom(), at.steps.y};
  }
  float unit_height() const {
    return at.steps.height / static_cast<float>(y.max - y.min);
  }  // CSS pixels a unit of sum
  float center(int unit) const { return at.steps.x + pitch * (static_cast<float>(unit) + 0.5f); }
  const WalkLayout& at;
  float pitch, bar;
  Axis y;
};

// ---- left: the walk --------------------------------------------------------------------------------------------------

void draw_grid(const Places& to, std::span<const double> ticks, double full, Canvas& canvas) {
  const WalkLayout& at = to.at;
  for (const double tick : ticks)
    canvas.line({at.steps.x, to.y(tick)}, {at.steps.right() - 28, to.y(tick)}, {.ink = Ink::rule, .width = 1});
  canvas.line({at.steps.right(), at.steps.y}, {at.steps.right(), at.steps.bottom()},
              {.ink = Ink::muted, .width = 1.5f});
  canvas.key({.name = mark_name("walk.full")});
  canvas.line({at.steps.x, to.y(full)}, {at.piles.right(), to.y(full)},
              {.ink = Ink::muted, .width = 1.25f, .dash = Dash::dotted});
}

// One unit: from is the sum before it. Returns the sum after it.
double draw_step(const Places& to, int unit, bool kept, double x, double from, FreeWords& words, Canvas& canvas) {
  const float center = to.center(unit), left = center - to.bar / 2;
  const float start = to.y(from), end = to.y(from + x);
  const Rect area{left, std::min(start, end), to.bar, std::abs(start - end)};
  const auto name = static_cast<std::uint32_t>(unit);
  if (x != 0) {
    canvas.key({.name = mark_name("walk.bar", name)});
    if (kept)
      canvas.rect(area, {.ink = Ink::kept}, 3);
    else
      canvas.frame(area, {.ink = Ink::dropped, .width = 1.25f, .dash = Dash::dashed}, 3);
  }
  const float beyond = x >= 0 ? area.y - 10 : area.bottom() + 10;
  words.add({center, beyond}, signed_text(x, x == std::floor(x) ? 0 : 1),
            {.size = to.at.type.small, .ink = kept ? Ink::ink : Ink::muted, .align = Align::center, .bold = kept});
  const double after = kept ? from + x : from;
  canvas.key({.name = mark_name("walk.level", name)});
  canvas.line({left + to.bar * (kept ? 1.0f : 0.0f), to.y(after)}, {left + to.pitch, to.y(after)}, {.width = 1.25f});
  return after;
}

// The free end of a bar can be dragged. It comes after the tap on its column, so it is what the pointer meets there.
void offer_activation(const Places& to, int unit, double x, double from, Canvas& canvas) {
  const float center = to.center(unit);
  const double most = MaskSampler::largest_activation;
  const std::string id = "x" + std::to_string(unit + 1);
  canvas.drag({.area = {center - to.bar / 2, to.y(from + x) - 9, to.bar, 18},
               .param_id = id,
               .min_at = {center, to.y(from) + static_cast<float>(most) * to.unit_height()},
               .max_at = {center, to.y(from) - static_cast<float>(most) * to.unit_height()},
               .min = -most,
               .max = most});
}

void draw_unit(const Places& to, int unit, bool kept, double x, FreeWords& words, Canvas& canvas) {
  const float r = std::min(to.at.radius, to.pitch * 0.46f);
  const Point center{to.center(unit), to.at.units_y};
  canvas.key({.name = mark_name("walk.unit", static_cast<std::uint32_t>(unit))});
  if (kept) {
    canvas.disk(center, r, {.ink = Ink::kept});
  } else {
    canvas.ring(center, r - 0.75f, {.ink = Ink::dropped, .dash = Dash::dashed});
    if (r > 13)
      for (const float sign : {-1.0f, 1.0f})  // a slash, broken by the number
        canvas.line({center.x - sign * 0.8f * r, center.y + sign * 0.8f * r},
                    {center.x - sign * 0.5f * r, center.y + sign * 0.5f * r}, {.ink = Ink::dropped});
  }
  words.add(
      center, number_text(x, x == std::floor(x) ? 0 : 1),
      {.size = to.at.type.small, .ink = kept ? Ink::surface : Ink::muted, .align = Align::center, .bold = kept});
}

// ---- right: where the walks ended ------------------------------------------------------------------------------------

// Equal sums in one bin; so many bins that a dot fits into each.
struct Bins {
  Bins(const dropout::MaskedSums& all, std::span<const std::int32_t> tally, const Axis& y) : first(all.minimum) {
    const double unit_height = std::abs(y(1) - y(0));
    while (width * unit_height < 9) width *= 2;
    const std::size_t count = of(all.maximum) + 1;
    chances.assign(count, 0.0);
    drawn.assign(count, 0);
    for (std::size_t mask = 0; mask < all.sums.size(); ++mask) {
      chances[of(all.sums[mask])] += all.probabilities[mask];
      drawn[of(all.sums[mask])] += tally[mask];
    }
  }
  std::size_t of(double sum) const { return static_cast<std::size_t>((sum - first) / width + 1e-9); }
  double middle(std::size_t bin) const { return first + width * (static_cast<double>(bin) + 0.5) - 0.25; }

  double first, width = 0.5;
  std::vector<double> chances;
  std::vector<std::int32_t> drawn;
};

// Returns where the next mask of sum `now` would lie.
float draw_piles(const Bins& bins, const Places& to, double full, double now, int draws, Canvas& canvas) {
  const Rect& area = to.at.piles;
  const float r = to.at.wide ? 4.4f : 4.0f, pitch = to.at.wide ? 10.2f : 9.4f;
  const std::int32_t most = *std::max_element(bins.drawn.begin(), bins.drawn.end());
  const double likeliest = *std::max_element(bins.chances.begin(), bins.chances.end()) * draws;
  const float length = static_cast<float>(std::max(likeliest, static_cast<double>(most)));
  const float words = to.at.wide ? 96.0f : 0.0f;  // for what stands at the right of the piles
  const float a_mask = std::min(pitch, (area.width - words - r) / std::max(1.0f, length));
  const float height = std::abs(to.y(bins.width) - to.y(0));
  const bool as_dots = draws <= most_dots && a_mask >= 0.8f * pitch;
  std::vector<Point> law;
  for (std::size_t bin = 0; bin < bins.drawn.size(); ++bin) {
    const float y = to.y(bins.middle(bin));
    const float opacity = bins.middle(bin) > full ? 1.0f : 0.55f;
    if (as_dots)
      for (std::int32_t dot = 0; dot < bins.drawn[bin]; ++dot)
        canvas.disk({area.x + r + pitch * static_cast<float>(dot), y}, r, {.ink = Ink::kept, .opacity = opacity});
    else if (bins.drawn[bin] > 0)
      canvas.rect({area.x, y - height * 0.4f, a_mask * static_cast<float>(bins.drawn[bin]), height * 0.8f},
                  {.ink = Ink::kept, .opacity = opacity});
    const float end = area.x + a_mask * static_cast<float>(bins.chances[bin] * draws);
    law.push_back({end, y + height / 2});
    law.push_back({end, y - height / 2});
  }
  canvas.polyline(law, {.ink = Ink::muted, .width = 1.5f});
  const float next = area.x + r + (as_dots ? pitch : a_mask) * static_cast<float>(bins.drawn[bins.of(now)]);
  return std::min(next, area.right());
}

// What lies at the right of the piles and below them.
void add_pile_words(const dropout::MaskedSums& all, const Places& to, double full, int draws, FreeWords& words) {
  const Rect& area = to.at.piles;
  const float size = to.at.type.small;
  words.add({area.x, to.at.units_y}, plural_text(draws, "mask", "masks"), {.size = size, .ink = Ink::muted});
  if (!to.at.wide) return;
  words.add({area.right(), to.y(all.mean)}, "mean " + number_text(all.mean, 2),
            {.size = size, .align = Align::right, .bold = true});
  if (all.maximum > full)
    words.add({area.right(), to.y(full) - 14}, "more than all",
              {.size = size, .ink = Ink::kept, .align = Align::right, .bold = true});
}

void draw_mean(const dropout::MaskedSums& all, const Places& to, Canvas& canvas) {
  const Rect& area = to.at.piles;
  const float y = to.y(all.mean);
  canvas.key({.name = mark_name("walk.mean")});
  canvas.line({to.at.steps.right(), y}, {area.right() - (to.at.wide ? 96.0f : 0.0f), y},
              {.width = 1.5f, .dash = Dash::dotted});
}

void draw_end(double now, float x, const Places& to, Canvas& canvas) {
  const Point end{x, to.y(now)};
  canvas.key({.name = mark_name("walk.end")});
  canvas.disk(end, 5, {.ink = Ink::kept});
  canvas.ring(end, 5, {.ink = Ink::ink, .width = 1.5f});
}

// Before the first draw: the one sum in large, and what a touch does.
void add_first_words(double now, double full, int units, const Places& to, FreeWords& words) {
  const Point end{to.at.piles.x + 4, to.y(now)};
  const std::string number = number_text(now, now == std::floor(now) ? 0 : 1);
  words.add({end.x + 14, end.y}, number, {.size = 28, .bold = true});
  words.add({end.x + 22 + text_width(number, 28, true), end.y + 4},
            "of " + number_text(full, full == std::floor(full) ? 0 : 1) + (to.at.wide ? " survives" : ""),
            {.size = to.at.type.small, .ink = Ink::muted});
  const float beside = to.center(units - 1) + to.at.radius + 16;
  words.add({beside, to.at.units_y}, "← tap a unit", {.size = 14, .ink = Ink::accent, .bold = true});
  const float below = to.y(now) < to.y(to.y.min) - 60 ? to.y(to.y.min) - 24 : to.y(to.y.max) + 12;
  words.add({to.at.piles.x, below}, to.at.wide ? "each mask leaves a dot here" : "dots land here",
            {.size = to.at.type.small, .ink = Ink::muted});
}

}  // namespace

float MaskSampler::walk_height(float width) { return WalkLayout(width).height; }

void MaskSampler::draw_walk(const Params& params, Canvas& canvas) const {
  const WalkLayout at(canvas.bounds().width);
  const dropout::MaskedSums all = dropout::enumerate_masked_sums(params.activations(), params.drop_rate);
  const Places to(params, all, at);
  const Sums now = sums(params);
  const auto shown = mask(params);
  const std::vector<double> ticks = round_ticks(to.y.min, to.y.max, 6);
  FreeWords words(canvas);
  words.add({at.steps.x + 2, to.y(now.full) - 10},
            (at.wide ? "all " + std::to_string(params.unit_count) : "all") + ": " +
                number_text(now.full, now.full == std::floor(now.full) ? 0 : 1),
            {.size = at.type.small, .ink = Ink::muted});
  draw_grid(to, ticks, now.full, canvas);
  float end = at.piles.x + 4;
  if (draw_count_ > 0) {
    end = draw_piles(Bins(all, tally_, to.y), to, now.full, now.surviving, draw_count_, canvas);
    add_pile_words(all, to, now.full, draw_count_, words);
    draw_mean(all, to, canvas);
  } else if (params.flipped == 0) {
    add_first_words(now.surviving, now.full, params.unit_count, to, words);
  }
  double sum = 0;
  for (int unit = 0; unit < params.unit_count; ++unit) {
    const bool kept = shown[static_cast<std::size_t>(unit)] != 0;
    const double before = sum;
    draw_unit(to, unit, kept, params.activation(unit), words, canvas);
    sum = draw_step(to, unit, kept, params.activation(unit), sum, words, canvas);
    const Rect column{to.center(unit) - to.pitch / 2, at.steps.y, to.pitch, at.height - at.steps.y};
    canvas.explain(column, "Unit " + std::to_string(unit + 1) + (kept ? " is kept" : " is dropped") + ", it adds " +
                               number_text(kept ? params.activation(unit) : 0, 1) + ". Tap to turn its coin over.");
    canvas.tap_to_set(column, "flipped", static_cast<double>(params.flipped ^ (1u << unit)));
    offer_activation(to, unit, params.x[static_cast<std::size_t>(unit)], before, canvas);
  }
  const float last = to.center(params.unit_count - 1) + to.pitch - to.bar / 2;
  canvas.line({last, to.y(sum)}, {end, to.y(sum)}, {.width = 1.25f});
  draw_end(sum, end, to, canvas);
  for (const double tick : ticks)
    words.add({at.steps.right() - 6, to.y(tick)}, number_text(tick, 0),
              {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
  words.draw();
}

}  // namespace lesson
