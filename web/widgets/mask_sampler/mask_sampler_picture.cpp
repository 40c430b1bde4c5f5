// mask_sampler_picture.cpp: the picture of mask_sampler: activations, mask and output; below them the two laws.
#include <algorithm>
#include <cmath>

#include "dropout/statistics.h"
#include "mask_sampler.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

// Where everything stands, a function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8;
    headline = {pad, 4, width - 2 * pad, wide ? 56.0f : 72.0f};
    const float left = wide ? 76 : 0, right = width >= 680 ? 96 : 0;
    units = {pad + left, headline.bottom() + 8, width - 2 * pad - left - right, wide ? 222.0f : 300.0f};
    row_labels = pad;
    has_row_sums = right > 0;
    const float top = units.bottom() + (wide ? 20 : 16);
    const float gap = 32;
    if (wide) {
      const float sums_width = (width - 2 * pad - gap) * 0.58f;
      sums_chart = {pad, top, sums_width, 216};
      kept_chart = {pad + sums_width + gap, top, width - 2 * pad - gap - sums_width, 216};
    } else {
      sums_chart = {pad, top, width - 2 * pad, 220};
      kept_chart = {pad, sums_chart.bottom() + 20, width - 2 * pad, 210};
    }
    height = kept_chart.bottom() + 6;
  }

  bool wide;
  TypeSizes type;
  Rect headline, units, sums_chart, kept_chart;
  float row_labels, height;
  bool has_row_sums;
};

void draw_headline(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const MaskSampler::Sums sums = widget.sums(params);
  std::string headline = std::to_string(sums.kept) + " of " + std::to_string(params.unit_count) + " kept, ";
  headline += sums.full == 0 ? "and the full sum is 0" : number_text(widget.sum_share(params), 0) + " % of the sum";
  canvas.text({at.headline.x, at.headline.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, at.headline.width, true), .bold = true});
  const std::string plain = "sum " + number_text(sums.surviving, 1) + " of " + number_text(sums.full, 1);
  const std::string sizes =
      "sum of |x| " + number_text(sums.surviving_size, 1) + " of " + number_text(sums.full_size, 1);
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  const std::string line = at.wide ? plain + ", " + sizes : plain;
  canvas.text({at.headline.x, at.headline.y + 38}, line, muted);
  if (!at.wide) canvas.text({at.headline.x, at.headline.y + 58}, sizes, muted);
  // Number and seed call the mask up again.
  std::string name = "mask " + count_text(params.mask_number);
  const std::string full_name = name + " of RNG seed " + std::to_string(params.seed);
  if (text_width(line + full_name, at.type.body) + 16 <= at.headline.width) name = full_name;
  canvas.text({at.headline.right(), at.headline.y + 38}, name,
              {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
}

// ---- one unit: activation, mask, output -----------------------------------------------------------------------------

struct UnitColumn {
  int unit;
  bool kept;
  double raw, x;  // before and after ReLU
  float center, width;
  float bars_top, bars_bottom;  // y of the largest and of the smallest activation
  float mask_y, circle_y, radius, text_size;
};

void draw_activation(const UnitColumn& u, Canvas& canvas) {
  const Axis y{-MaskSampler::largest_activation, MaskSampler::largest_activation, u.bars_bottom, u.bars_top};
  const float bar_width = std::min(30.0f, u.width * 0.5f);
  const float zero = y(0), end = y(u.x), handle = y(u.raw);
  const Rect bar{u.center - bar_width / 2, std::min(zero, end), bar_width, std::abs(zero - end)};
  if (u.raw != u.x)  // what ReLU cut off
    canvas.frame({bar.x, zero, bar_width, handle - zero}, {.ink = Ink::muted, .width = 1, .dash = Dash::dotted});
  if (u.x != 0 && u.kept) canvas.rect(bar, {.ink = Ink::kept, .opacity = 0.85f});
  if (u.x != 0 && !u.kept) canvas.frame(bar, {.ink = Ink::dropped, .width = 1.5f, .dash = Dash::dashed});
  canvas.rect({bar.x - 4, handle - 2, bar_width + 8, 4}, {.ink = u.kept ? Ink::kept : Ink::dropped}, 2);
  const float label_y = u.raw >= 0 ? handle - 4 - u.text_size * 0.6f : handle + 4 + u.text_size * 0.6f;
  canvas.text({u.center, label_y}, number_text(u.x, 1),
              {.size = u.text_size, .ink = u.kept ? Ink::ink : Ink::muted, .align = Align::center});
}

// A dropped unit is hollow, dashed and crossed; the cross leaves room for the 0 that it puts out.
void draw_output(const UnitColumn& u, Canvas& canvas) {
  const Point center{u.center, u.circle_y};
  const float r = u.radius;
  canvas.text({u.center, u.mask_y}, u.kept ? "× 1" : "× 0",
              {.size = u.text_size, .ink = u.kept ? Ink::kept : Ink::muted, .align = Align::center, .bold = u.kept});
  if (u.kept) {
    canvas.disk(center, r, {.ink = Ink::kept});
    canvas.text(center, number_text(u.x, 1),
                {.size = u.text_size, .ink = Ink::surface, .align = Align::center, .bold = true});
    return;
  }
  canvas.ring(center, r - 0.75f, {.ink = Ink::dropped, .dash = Dash::dashed});
  const float outer = (r - 1) * 0.707f, inner = u.text_size * 0.5f;
  for (const float sx : {-1.0f, 1.0f})
    for (const float sy : {-1.0f, 1.0f})
      canvas.line({u.center + sx * inner, u.circle_y + sy * inner}, {u.center + sx * outer, u.circle_y + sy * outer},
                  {.ink = Ink::dropped});
  canvas.text(center, "0", {.size = u.text_size, .ink = Ink::muted, .align = Align::center});
}

void draw_unit(const UnitColumn& u, Canvas& canvas) {
  draw_activation(u, canvas);
  draw_output(u, canvas);
  const std::string number = std::to_string(u.unit + 1);
  const Rect column{u.center - u.width / 2, u.bars_top, u.width, u.bars_bottom - u.bars_top};
  const Rect circle{u.center - u.width / 2, u.circle_y - u.radius, u.width, 2 * u.radius};
  canvas.explain(column, "Unit " + number + ": activation " + number_text(u.x, 1) + ". Drag to change it.");
  canvas.explain(circle, "Unit " + number +
                             (u.kept ? " is kept: output " + number_text(u.x, 1) + "." : " is dropped: output 0."));
  const std::string id = "x" + number;
  canvas.drag({.area = column,
               .param_id = id,
               .min_at = {u.center, u.bars_bottom},
               .max_at = {u.center, u.bars_top},
               .min = -MaskSampler::largest_activation,
               .max = MaskSampler::largest_activation});
  canvas.tap(circle, "new_mask");
}

struct UnitRow {
  int first, count;
  Rect area;
};

UnitColumn column_of(const UnitRow& row, int place, const Layout& at) {
  UnitColumn u{};
  u.unit = row.first + place;
  u.width = std::min(row.area.width / static_cast<float>(row.count), 92.0f);
  const float used = u.width * static_cast<float>(row.count);
  const float start = at.wide ? row.area.x : row.area.center().x - used / 2;
  u.center = start + u.width * (static_cast<float>(place) + 0.5f);
  u.radius = std::min({24.0f, u.width * 0.42f, row.area.height * 0.14f});
  u.text_size = u.radius >= 18.0f ? 14.0f : 12.0f;
  u.bars_top = row.area.y + 18;
  u.circle_y = row.area.bottom() - u.radius - 2;
  u.mask_y = u.circle_y - u.radius - 13;
  u.bars_bottom = u.mask_y - 26;
  return u;
}

void draw_row_words(const MaskSampler& widget, const Params& params, const UnitColumn& u, const Layout& at,
                    Canvas& canvas) {
  const float sums_x = u.center + u.width * (static_cast<float>(params.unit_count) - 0.5f) + 16;
  const float middle = (u.bars_top + u.bars_bottom) / 2;
  canvas.text({at.row_labels, middle}, "activation", {.size = 12, .ink = Ink::muted});
  canvas.text({at.row_labels, u.mask_y}, "mask", {.size = 12, .ink = Ink::muted});
  canvas.text({at.row_labels, u.circle_y}, "output", {.size = 12, .ink = Ink::muted});
  if (!at.has_row_sums) return;
  const MaskSampler::Sums sums = widget.sums(params);
  canvas.text({sums_x, middle}, "sum " + number_text(sums.full, 1), {.size = 14, .ink = Ink::muted});
  canvas.text({sums_x, u.circle_y}, "sum " + number_text(sums.surviving, 1), {.size = 16, .bold = true});
}

void draw_units(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const auto mask = widget.mask(params);
  const int n = params.unit_count;
  const bool two_rows = !at.wide && n > 6;
  const int first_row = two_rows ? (n + 1) / 2 : n;
  const float gap = 14, row_height = two_rows ? (at.units.height - gap) / 2 : at.units.height;
  for (int unit = 0; unit < n; ++unit) {
    const bool second = unit >= first_row;
    // The second row keeps the columns of the first, so an odd unit out leaves a hole at its end.
    const UnitRow row{second ? first_row : 0,
                      first_row,
                      {at.units.x, at.units.y + (second ? row_height + gap : 0), at.units.width, row_height}};
    UnitColumn u = column_of(row, unit - row.first, at);
    u.kept = mask[static_cast<std::size_t>(unit)] != 0;
    u.raw = params.*Params::before_relu[unit];
    u.x = params.activation(unit);
    if (unit == row.first) {
      const float zero = (u.bars_top + u.bars_bottom) / 2;
      const float end = u.center + u.width * (static_cast<float>(std::min(first_row, n - row.first)) - 0.5f);
      canvas.line({u.center - u.width / 2, zero}, {end, zero}, {.ink = Ink::rule, .width = 1});
      if (at.wide) draw_row_words(widget, params, u, at, canvas);
    }
    draw_unit(u, canvas);
  }
}

// ---- the law of the sum ----------------------------------------------------------------------------------------------

// Sums of multiples of 0.5, in at most 40 bins of equal width.
struct SumBins {
  double first = 0, width = 0.5;
  std::vector<double> chances;
  double left(std::size_t bin) const { return first - 0.25 + width * static_cast<double>(bin); }
};

SumBins bin_sums(const dropout::MaskedSums& all) {
  SumBins bins;
  bins.first = all.minimum;
  while ((all.maximum - all.minimum) / bins.width > 40) bins.width *= 2;
  const auto bin_of = [&](double sum) { return static_cast<std::size_t>((sum - bins.first) / bins.width + 1e-9); };
  bins.chances.assign(bin_of(all.maximum) + 1, 0.0);
  for (std::size_t i = 0; i < all.sums.size(); ++i) bins.chances[bin_of(all.sums[i])] += all.probabilities[i];
  return bins;
}

void draw_spread(const dropout::MaskedSums& all, const Axis& x, const Rect& plot, Canvas& canvas) {
  const float low = x(all.mean - all.sd), high = x(all.mean + all.sd);
  canvas.rect({low, plot.y, high - low, plot.height}, {.ink = Ink::muted, .opacity = 0.12f});
  for (const float edge : {low, high})
    canvas.line({edge, plot.y}, {edge, plot.bottom()}, {.ink = Ink::muted, .width = 1, .dash = Dash::dashed});
}

void draw_sums_chart(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const dropout::MaskedSums all = dropout::enumerate_masked_sums(params.activations(), params.drop_rate);
  const SumBins bins = bin_sums(all);
  const Rect& area = at.sums_chart;
  const double now = widget.sums(params).surviving;
  constexpr std::string_view sums_title = "Surviving sum";
  draw_chart_title(canvas, {area.x, area.y}, sums_title,
                   "exact, over all " + plural_text(static_cast<std::int64_t>(all.sums.size()), "mask", "masks"),
                   at.type.small);

  const Rect plot{area.x + 40, area.y + 62, area.width - 48, area.height - 88};
  const double side = std::max(0.75, 0.02 * (all.maximum - all.minimum));
  const Axis x{bins.left(0) - side, bins.left(bins.chances.size()) + side, plot.x, plot.right()};
  const double top = *std::max_element(bins.chances.begin(), bins.chances.end()) * 1.05;
  const Axis y{0, top, plot.bottom(), plot.y};
  const std::vector<double> ticks = round_ticks(0, top * 100, 3);
  const Axis y_in_percent{0, top * 100, plot.bottom(), plot.y};
  draw_y_axis(canvas, y_in_percent, plot.x, plot.right(), ticks,
              {.decimals = ticks.size() > 1 && ticks[1] < 1 ? 1 : 0, .unit = " %", .text_size = at.type.small});
  draw_spread(all, x, plot, canvas);

  const float bin_width = x(bins.left(1)) - x(bins.left(0));
  for (std::size_t bin = 0; bin < bins.chances.size(); ++bin) {
    const bool holds_now = now >= bins.left(bin) && now < bins.left(bin + 1);
    draw_bar(canvas, y, x(bins.left(bin)) + bin_width / 2, bin_width * 0.8f, bins.chances[bin],
             {.ink = holds_now ? Ink::kept : Ink::muted, .opacity = holds_now ? 1 : 0.55f});
  }

  const float mean_at = x(all.mean), now_at = x(now);
  canvas.line({mean_at, plot.y}, {mean_at, plot.bottom()}, {.ink = Ink::ink, .width = 1.5f});
  canvas.line({now_at, plot.y - 6}, {now_at, plot.bottom()}, {.ink = Ink::kept, .width = 2});
  std::string law = "mean " + number_text(all.mean, 2) + ", ±1 sd " + number_text(all.sd, 2);
  if (text_width(law, at.type.small) > area.width - text_width(sums_title, 14, true) - 8)
    law = number_text(all.mean, 2) + " ± " + number_text(all.sd, 2);
  const std::string shown = "this mask " + number_text(now, 1);
  const float left = area.x, right = area.right();
  canvas.text({centered_within(shown, at.type.small, now_at, left, right, true), plot.y - 15}, shown,
              {.size = at.type.small, .ink = Ink::kept, .align = Align::center, .bold = true});
  canvas.text({right, area.y + 8}, law, {.size = at.type.small, .align = Align::right});
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(x.min, x.max, 6), {.text_size = at.type.small});
  canvas.explain(plot,
                 "Bars: exact chance of each sum. Solid line: mean. Shaded: one standard deviation either side.");
}

// ---- the law of the number kept --------------------------------------------------------------------------------------

std::string tally_note(const MaskSampler& widget, const Params& params) {
  if (widget.draw_count(params) == 0)
    return "exact, Binomial(" + std::to_string(params.unit_count) + ", " + number_text(1 - params.drop_rate, 2) + ")";
  return "bars: " + plural_text(widget.draw_count(params), "draw", "draws") + ", lines: exact";
}

void draw_kept_chart(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.kept_chart;
  const int n = params.unit_count, now = widget.kept(params), draws = widget.draw_count(params);
  draw_chart_title(canvas, {area.x, area.y}, "Units kept", tally_note(widget, params), at.type.small);
  const MaskSampler::FitTest fit = widget.fit_test(params);
  const bool has_one_outcome = params.drop_rate == 0 || params.drop_rate == 1;
  if (draws > 0)
    canvas.text({area.x, area.y + 44},
                fit.degrees_of_freedom > 0
                    ? "chi-square " + number_text(fit.chi_square, 1) + ", p-value " + number_text(fit.p_value, 2)
                : has_one_outcome ? "only one outcome, no test"
                                  : "too few draws for a test",
                {.size = at.type.small, .ink = Ink::muted});

  const Rect plot{area.x + 48, area.y + 62, area.width - 52, area.height - 88};
  std::vector<double> exact, shown;
  for (int kept = 0; kept <= n; ++kept) {
    exact.push_back(dropout::binomial_pmf(n, kept, 1 - params.drop_rate));
    shown.push_back(draws > 0 ? static_cast<double>(widget.kept_tally()[static_cast<std::size_t>(kept)]) / draws
                              : exact.back());
  }
  const double top =
      1.05 * std::max(*std::max_element(exact.begin(), exact.end()), *std::max_element(shown.begin(), shown.end()));
  const Axis y_in_percent{0, top * 100, plot.bottom(), plot.y}, y{0, top, plot.bottom(), plot.y};
  draw_y_axis(canvas, y_in_percent, plot.x, plot.right(), round_ticks(0, top * 100, 3),
              {.unit = " %", .text_size = at.type.small});
  const float slot = plot.width / static_cast<float>(n + 1);
  const int label_every = slot < 1.6f * at.type.small ? 2 : 1;
  for (int kept = 0; kept <= n; ++kept) {
    const auto i = static_cast<std::size_t>(kept);
    const float center = plot.x + slot * (static_cast<float>(kept) + 0.5f);
    draw_bar(canvas, y, center, slot * 0.7f, shown[i],
             {.ink = kept == now ? Ink::kept : Ink::muted, .opacity = kept == now ? 1 : 0.55f});
    if (draws > 0)
      canvas.line({center - slot * 0.45f, y(exact[i])}, {center + slot * 0.45f, y(exact[i])}, {.width = 2});
    const bool has_room = label_every == 1 || std::abs(kept - now) > 1;
    if (kept == now || (kept % label_every == 0 && has_room))
      canvas.text({center, plot.bottom() + 8 + at.type.small / 2}, std::to_string(kept),
                  {.size = at.type.small,
                   .ink = kept == now ? Ink::kept : Ink::muted,
                   .align = Align::center,
                   .bold = kept == now});
    canvas.explain({center - slot / 2, plot.y, slot, plot.height},
                   std::to_string(kept) + " kept: exact " + percent_text(exact[i], 2) +
                       (draws > 0 ? ", measured " + percent_text(shown[i], 2) : "") + ".");
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});
}

}  // namespace

float mask_sampler_height(float width) { return Layout(width).height; }

void MaskSampler::draw(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_units(*this, params, at, canvas);
  draw_sums_chart(*this, params, at, canvas);
  draw_kept_chart(*this, params, at, canvas);
}

}  // namespace lesson
