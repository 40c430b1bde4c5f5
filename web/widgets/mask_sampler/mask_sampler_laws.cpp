// mask_sampler_laws.cpp: the panels "sums" and "kept" of mask_sampler: the surviving sum and the number kept over all masks.
#include <algorithm>
#include <cmath>

#include "dropout/statistics.h"
#include "kit/panel_space.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

// Two lines of words above the bars, the axis below them.
struct Layout {
  explicit Layout(const Rect& bounds) : type(panel_type(bounds.width)), area(panel_inside(bounds)) {
    const float top = 48, left = type.small > 12 ? 48 : 42;
    plot = {area.x + left, area.y + top, area.width - left - 4, area.height - top - 22};
  }
  TypeSizes type;
  Rect area, plot;
};

float law_height(float width) { return is_wide(width) ? 200.0f : 180.0f; }

// ---- pieces ----------------------------------------------------------------------------------------------------------

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

// What the bars are, and their mean and spread in numbers.
void draw_sum_words(const dropout::MaskedSums& all, const Layout& at, Canvas& canvas) {
  const std::string masks = plural_text(static_cast<std::int64_t>(all.sums.size()), "mask", "masks");
  const std::string short_law = number_text(all.mean, 2) + " ± " + number_text(all.sd, 2);
  const std::string laws[] = {"mean " + number_text(all.mean, 2) + ", ±1 sd " + number_text(all.sd, 2), short_law};
  const std::string notes[] = {"exact, over all " + masks, "all " + masks};
  const float size = at.type.small, y = at.area.y + 8;
  const std::string_view note = first_fitting(notes, size, at.area.width - text_width(short_law, size) - 12);
  canvas.text({at.area.x, y}, note, {.size = size, .ink = Ink::muted});
  canvas.text({at.area.right(), y}, first_fitting(laws, size, at.area.width - text_width(note, size) - 12),
              {.size = size, .align = Align::right});
}

std::string tally_note(const MaskSampler& widget, const Params& params) {
  if (widget.draw_count(params) == 0)
    return "exact, Binomial(" + std::to_string(params.unit_count) + ", " + number_text(1 - params.drop_rate, 2) + ")";
  return "bars: " + plural_text(widget.draw_count(params), "draw", "draws") + ", lines: exact";
}

void draw_kept_words(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const float size = at.type.small;
  canvas.text({at.area.x, at.area.y + 8}, tally_note(widget, params), {.size = size, .ink = Ink::muted});
  if (widget.draw_count(params) == 0) return;
  const MaskSampler::FitTest fit = widget.fit_test(params);
  const bool has_one_outcome = params.drop_rate == 0 || params.drop_rate == 1;
  canvas.text({at.area.x, at.area.y + 28},
              fit.degrees_of_freedom > 0
                  ? "chi-square " + number_text(fit.chi_square, 1) + ", p-value " + number_text(fit.p_value, 2)
              : has_one_outcome ? "only one outcome, no test"
                                : "too few draws for a test",
              {.size = size, .ink = Ink::muted});
}

}  // namespace

// ---- the surviving sum -----------------------------------------------------------------------------------------------

float MaskSampler::sums_height(float width) { return law_height(width); }

void MaskSampler::draw_sums(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds());
  const dropout::MaskedSums all = dropout::enumerate_masked_sums(params.activations(), params.drop_rate);
  const SumBins bins = bin_sums(all);
  const double now = sums(params).surviving;
  draw_sum_words(all, at, canvas);

  const Rect& plot = at.plot;
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
             {.ink = holds_now ? Ink::kept : Ink::muted, .opacity = holds_now ? 1 : 0.55f},
             mark_name("sums.bar", static_cast<std::uint32_t>(bin)));
  }

  const float mean_at = x(all.mean), now_at = x(now);
  canvas.key({.name = mark_name("sums.mean")});
  canvas.line({mean_at, plot.y}, {mean_at, plot.bottom()}, {.ink = Ink::ink, .width = 1.5f});
  canvas.key({.name = mark_name("sums.now")});
  canvas.line({now_at, plot.y - 6}, {now_at, plot.bottom()}, {.ink = Ink::kept, .width = 2});
  const std::string shown = "this mask " + number_text(now, 1);
  canvas.text({centered_within(shown, at.type.small, now_at, at.area.x, at.area.right(), true), plot.y - 15}, shown,
              {.size = at.type.small, .ink = Ink::kept, .align = Align::center, .bold = true});
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(x.min, x.max, 6), {.text_size = at.type.small});
  canvas.explain(plot,
                 "Bars: exact chance of each sum. Solid line: mean. Shaded: one standard deviation either side.");
}

// ---- the number kept -------------------------------------------------------------------------------------------------

float MaskSampler::kept_height(float width) { return law_height(width); }

void MaskSampler::draw_kept(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds());
  const Rect& plot = at.plot;
  const int n = params.unit_count, now = kept(params), draws = draw_count_;
  draw_kept_words(*this, params, at, canvas);
  std::vector<double> exact, shown;
  for (int count = 0; count <= n; ++count) {
    exact.push_back(dropout::binomial_pmf(n, count, 1 - params.drop_rate));
    shown.push_back(draws > 0 ? static_cast<double>(kept_tally_[static_cast<std::size_t>(count)]) / draws
                              : exact.back());
  }
  const double top =
      1.05 * std::max(*std::max_element(exact.begin(), exact.end()), *std::max_element(shown.begin(), shown.end()));
  const Axis y_in_percent{0, top * 100, plot.bottom(), plot.y}, y{0, top, plot.bottom(), plot.y};
  draw_y_axis(canvas, y_in_percent, plot.x, plot.right(), round_ticks(0, top * 100, 3),
              {.unit = " %", .text_size = at.type.small});
  const float slot = plot.width / static_cast<float>(n + 1);
  const int label_every = slot < 1.6f * at.type.small ? 2 : 1;
  for (int count = 0; count <= n; ++count) {
    const auto i = static_cast<std::size_t>(count);
    const float center = plot.x + slot * (static_cast<float>(count) + 0.5f);
    draw_bar(canvas, y, center, slot * 0.7f, shown[i],
             {.ink = count == now ? Ink::kept : Ink::muted, .opacity = count == now ? 1 : 0.55f},
             mark_name("kept.bar", static_cast<std::uint32_t>(count)));
    if (draws > 0)
      canvas.line({center - slot * 0.45f, y(exact[i])}, {center + slot * 0.45f, y(exact[i])}, {.width = 2});
    const bool has_room = label_every == 1 || std::abs(count - now) > 1;
    if (count == now || (count % label_every == 0 && has_room))
      canvas.text({center, plot.bottom() + 8 + at.type.small / 2}, std::to_string(count),
                  {.size = at.type.small,
                   .ink = count == now ? Ink::kept : Ink::muted,
                   .align = Align::center,
                   .bold = count == now});
    canvas.explain({center - slot / 2, plot.y, slot, plot.height},
                   std::to_string(count) + " kept: exact " + percent_text(exact[i], 2) +
                       (draws > 0 ? ", measured " + percent_text(shown[i], 2) : "") + ".");
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});
}

}  // namespace lesson
