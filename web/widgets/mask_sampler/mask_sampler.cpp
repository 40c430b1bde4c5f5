// mask_sampler.cpp: widget mask_sampler, chapter 1: draw a mask, see what survives, and over all masks the law behind it.
#include "mask_sampler.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "dropout/mask.h"
#include "dropout/statistics.h"
#include "contract/declare_arrays.h"
#include "contract/declare_lists.h"

namespace lesson {

namespace {

constexpr int most_draws = 10000;
constexpr double last_mask_number = 999999;

int kept_by(const MaskSampler::Params& params, std::uint32_t step, std::span<std::uint8_t> mask) {
  dropout::draw_mask({.seed = params.seed, .step = step}, params.drop_rate, mask);
  return static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{1}));
}

}  // namespace

std::vector<double> MaskSampler::Params::activations() const {
  std::vector<double> values;
  for (int unit = 0; unit < unit_count; ++unit) values.push_back(activation(unit));
  return values;
}

void MaskSampler::reset(const Params& params) {
  tally_.assign(std::size_t{1} << params.unit_count, 0);
  draw_count_ = 0;
  run_sums_ = {};
  means_.clear();
}

std::span<const int> MaskSampler::recorded_counts() {
  static const std::vector<int> counts = [] {
    std::vector<int> list;
    for (int i = 0; i <= 80; ++i) {
      const int count = static_cast<int>(std::lround(std::pow(10.0, i / 20.0)));
      if (list.empty() || count > list.back()) list.push_back(count);
    }
    return list;
  }();
  return counts;
}

void MaskSampler::step(const Params& params) {
  std::array<std::uint8_t, most_units> mask;
  const auto units = static_cast<std::size_t>(params.unit_count);
  kept_by(params, static_cast<std::uint32_t>(draw_count_), std::span(mask).first(units));
  std::size_t bits = 0;
  for (std::size_t unit = 0; unit < units; ++unit) bits |= std::size_t{mask[unit]} << unit;
  ++tally_[bits];
  for (std::size_t run = 0; run < run_count; ++run) {
    Params other = params;
    other.seed += static_cast<std::uint32_t>(run);
    other.mask_number = static_cast<std::uint32_t>(draw_count_);
    other.flipped = 0;
    run_sums_[run] += sums(other).surviving;
  }
  ++draw_count_;
  const std::size_t recorded = means_.size() / run_count;
  if (recorded < recorded_counts().size() && recorded_counts()[recorded] == draw_count_)
    for (const double sum : run_sums_) means_.push_back(static_cast<float>(sum / draw_count_));
}

void MaskSampler::state(StateIo& io) {
  const std::size_t tally_size = tally_.size();
  io(tally_);
  io(draw_count_);
  for (double& sum : run_sums_) io(sum);
  io(means_);
  io.require(means_.size() % run_count == 0 && means_.size() <= run_count * recorded_counts().size());
  io.require(tally_.size() == tally_size && draw_count_ >= 0 && draw_count_ <= most_draws);
}

std::array<std::uint8_t, MaskSampler::most_units> MaskSampler::mask(const Params& params) const {
  std::array<std::uint8_t, most_units> mask{};
  kept_by(params, params.mask_number, std::span(mask).first(static_cast<std::size_t>(params.unit_count)));
  for (int unit = 0; unit < params.unit_count; ++unit)
    mask[static_cast<std::size_t>(unit)] ^= static_cast<std::uint8_t>(params.flipped >> unit & 1);
  return mask;
}

std::vector<std::int32_t> MaskSampler::kept_tally(const Params& params) const {
  std::vector<std::int32_t> counts(static_cast<std::size_t>(params.unit_count) + 1, 0);
  for (std::size_t mask = 0; mask < tally_.size(); ++mask)
    counts[static_cast<std::size_t>(std::popcount(mask))] += tally_[mask];
  return counts;
}

MaskSampler::Sums MaskSampler::sums(const Params& params) const {
  const auto shown = mask(params);
  Sums sums;
  for (int unit = 0; unit < params.unit_count; ++unit) {
    const double x = params.activation(unit);
    sums.full += x;
    sums.full_size += std::abs(x);
    if (shown[static_cast<std::size_t>(unit)] == 0) continue;
    ++sums.kept;
    sums.surviving += x;
    sums.surviving_size += std::abs(x);
  }
  return sums;
}

// In percent. A full sum of 0 has no shares; then 100 if the surviving sum is 0 as well, else 0.
double MaskSampler::sum_share(const Params& params) const {
  const Sums s = sums(params);
  if (s.full == 0) return s.surviving == 0 ? 100 : 0;
  return 100 * s.surviving / s.full;
}

// E[sum m_i x_i] = k sum x_i
double MaskSampler::mean_sum(const Params& params) const { return (1 - params.drop_rate) * sums(params).full; }

// Var[sum m_i x_i] = p k sum x_i^2
double MaskSampler::sum_sd(const Params& params) const {
  double squares = 0;
  for (const double x : params.activations()) squares += x * x;
  return std::sqrt(params.drop_rate * (1 - params.drop_rate) * squares);
}

// In percent. Activations are multiples of 0.5, so their sums compare exactly.
double MaskSampler::chance_above_full(const Params& params) const {
  const dropout::MaskedSums all = dropout::enumerate_masked_sums(params.activations(), params.drop_rate);
  const double full = sums(params).full;
  double chance = 0;
  for (std::size_t i = 0; i < all.sums.size(); ++i)
    if (all.sums[i] > full) chance += all.probabilities[i];
  return 100 * chance;
}

double MaskSampler::mean_kept(const Params& params) const {
  const std::vector<std::int32_t> tally = kept_tally(params);
  double total = 0;
  for (std::size_t kept = 0; kept < tally.size(); ++kept) total += static_cast<double>(kept) * tally[kept];
  return draw_count_ > 0 ? total / draw_count_ : 0;
}

MaskSampler::FitTest MaskSampler::fit_test(const Params& params) const {
  const std::vector<std::int32_t> tally = kept_tally(params);
  std::vector<double> observed, expected;
  double pooled_observed = 0, pooled_expected = 0;
  for (int kept = 0; kept <= params.unit_count; ++kept) {
    pooled_observed += tally[static_cast<std::size_t>(kept)];
    pooled_expected += draw_count_ * dropout::binomial_pmf(params.unit_count, kept, 1 - params.drop_rate);
    if (pooled_expected < 5) continue;
    observed.push_back(pooled_observed);
    expected.push_back(pooled_expected);
    pooled_observed = pooled_expected = 0;
  }
  if (observed.size() < 2) return {};
  observed.back() += pooled_observed;
  expected.back() += pooled_expected;
  FitTest fit;
  fit.degrees_of_freedom = static_cast<int>(observed.size()) - 1;
  fit.chi_square = dropout::chi_square_statistic(observed, expected);
  fit.p_value = dropout::chi_square_upper_p(fit.chi_square, fit.degrees_of_freedom);
  return fit;
}

int MaskSampler::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  params.flipped = 0;
  return 1;
}

int MaskSampler::draw_more(Params& params, int count) {
  params.mask_number =
      (params.mask_number + static_cast<std::uint32_t>(count)) % (static_cast<std::uint32_t>(last_mask_number) + 1);
  params.flipped = 0;
  return count;
}

// In percent, 0 before any draw.
double MaskSampler::as_many_share(const Params& params) const {
  if (draw_count_ == 0) return 0;
  return 100.0 * kept_tally(params)[static_cast<std::size_t>(kept(params))] / draw_count_;
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = MaskSampler::Params;

constexpr auto unit_names = each<"#", Counted<MaskSampler::most_units>>;

constexpr auto params = rows<ParamInfo>(
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 1, 0.05}, "Probability that a unit is set to zero."),
    param<&Params::unit_count>("units", "Units", "", {2, MaskSampler::most_units, 1},
                               "How many units the layer has."),
    param<&Params::relu>("relu", "ReLU activations", "", {0, 1, 1},
                         "Replaces negative activations by 0; then no mask can raise the sum.",
                         {.place = Place::more}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which mask of this RNG seed is shown; a number calls its mask up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    set_param<&Params::flipped>("flipped", "Coins turned over", "", unit_names,
                                "Units of the shown mask whose coin you turned over.",
                                {.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true}),
    param_array<&Params::x, &Params::has_unit>(
        each<"x#", Counted<MaskSampler::most_units>>, each<"Activation of unit #", Counted<MaskSampler::most_units>>,
        "", {-MaskSampler::largest_activation, MaskSampler::largest_activation, 0.5},
        "The activation of this unit, before the mask.", {.place = Place::picture}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}));

constexpr ReadoutInfo readouts[] = {
    readout<&MaskSampler::kept>("kept", "Units kept", "", 0, "How many units the shown mask lets through."),
    readout<&MaskSampler::dropped>("dropped", "Units dropped", "", 0, "How many units the shown mask sets to zero."),
    readout<&MaskSampler::surviving_sum>("sum", "Surviving sum", "", 1, "Sum of the activations that are kept."),
    readout<&MaskSampler::full_sum>("full_sum", "Full sum", "", 1, "Sum of all activations, nothing dropped."),
    readout<&MaskSampler::sum_share>("sum_share", "Share of the sum", " %", 0,
                                     "Surviving sum as a share of the full sum."),
    readout<&MaskSampler::surviving_size>("sum_size", "Surviving sum of |x|", "", 1,
                                          "Sum of the sizes of the kept activations, signs ignored."),
    readout<&MaskSampler::full_size>("full_size", "Full sum of |x|", "", 1,
                                     "Sum of the sizes of all activations, signs ignored."),
    readout<&MaskSampler::mean_sum>("mean_sum", "Mean sum over all masks", "", 2,
                                    "Exact mean of the surviving sum: keep rate times full sum."),
    readout<&MaskSampler::sum_sd>("sum_sd", "Standard deviation of the sum", "", 3,
                                  "Exact spread of the surviving sum over all masks."),
    readout<&MaskSampler::chance_above_full>("chance_above_full", "Chance of more than the full sum", " %", 2,
                                             "Exact probability that a mask raises the sum above the full sum."),
    readout<&MaskSampler::draw_count>("draws", "Masks drawn", "", 0, "How many masks the tally holds."),
    readout<&MaskSampler::mean_kept>("mean_kept", "Mean number kept in the draws", "", 3,
                                     "Average number of kept units over the drawn masks, 0 before any draw."),
    readout<&MaskSampler::as_many_share>("as_many", "Draws that keep as many", " %", 1,
                                         "Share of the drawn masks that keep as many units as the shown one."),
    readout<&MaskSampler::chi_square>("chi_square", "Chi-square", "", 2,
                                      "Distance between the tally and the binomial law, 0 for too few draws."),
    readout<&MaskSampler::chi_square_p>("chi_square_p", "Chi-square p-value", "", 3,
                                        "Chance of a tally at least this far off if the law is right."),
};

constexpr ActionInfo actions[] = {
    action<&MaskSampler::new_mask>("new_mask", "New mask", "Draws the next mask of this RNG seed."),
    action<&MaskSampler::draw_fifty>("draw_fifty", "Draw 50", "Draws fifty more masks."),
    action<&MaskSampler::draw_ten>("draw_ten", "10 more masks", "Draws ten more masks."),
    action<&MaskSampler::draw_thousand>("draw_thousand", "1,000 more", "Draws a thousand more masks."),
};

constexpr std::string_view walk_controls[] = {"p",   "flipped", "new_mask", "draw_fifty", "x1",          "x2",  "x3",
                                              "x4",  "x5",      "x6",       "x7",         "x8",          "x9",  "x10",
                                              "x11", "x12",     "units",    "relu",       "mask_number", "seed"};
constexpr std::string_view galton_controls[] = {"p", "new_mask", "draw_fifty"};

constexpr std::string_view settle_controls[] = {"p", "draw_ten", "draw_thousand"};

constexpr PanelInfo panels[] = {
    panel<&MaskSampler::draw_walk>("walk", "Half the units are gone. Is half the sum gone?", MaskSampler::walk_height,
                                   {.controls = walk_controls,
                                    .describe = sentence<&MaskSampler::describe_sums>,
                                    .wide = true,
                                    .table = table_of<&MaskSampler::walk_table>,
                                    .plays = false,
                                    .main_act = "new_mask"}),
    panel<&MaskSampler::draw_galton>("galton", "Drop each unit by a coin. How many survive?",
                                     MaskSampler::galton_height,
                                     {.controls = galton_controls,
                                      .describe = sentence<&MaskSampler::describe_kept>,
                                      .wide = true,
                                      .table = table_of<&MaskSampler::kept_table>,
                                      .plays = false,
                                      .main_act = "new_mask"}),
    panel<&MaskSampler::draw_settle>("settle", "One mask tells you nothing. How many do?", MaskSampler::settle_height,
                                     {.controls = settle_controls,
                                      .describe = sentence<&MaskSampler::describe_settle>,
                                      .wide = true,
                                      .table = table_of<&MaskSampler::settle_table>,
                                      .plays = false,
                                      .main_act = "draw_ten"}),
};

}  // namespace

extern constinit const WidgetType mask_sampler = widget_type<MaskSampler>({
    .id = "mask_sampler",
    .title = "One mask, and all of them",
    .summary = "Draws a dropout mask over up to 12 activations and shows what survives, against the exact law.",
    .hint = "Press New mask a few times, then drag an activation.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = most_draws,
                 .tick_label = "draw",
                 .run_label = "Draw 10,000 masks",
                 .step_label = "Draw one",
                 .ticks_per_second = 3000,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
