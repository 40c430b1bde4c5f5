// compute_mask.cpp: facts about masks, masked sums and the number of units kept, from the engine.
#include <cmath>
#include <numeric>

#include "dropout/dropout_rule.h"
#include "dropout/mask.h"
#include "dropout/statistics.h"
#include "facts.h"

namespace checker {

namespace {

using dropout::MaskedSums;

// Key of a mask: seed, and layer, step, sample, each 0 unless given.
dropout::MaskKey mask_key(Args& args) {
  constexpr int last = 2147483647;
  return {.seed = args.seed(),
          .layer = static_cast<std::uint32_t>(args.integer_or("layer", 0, 0, last)),
          .step = static_cast<std::uint32_t>(args.integer_or("step", 0, 0, last)),
          .sample = static_cast<std::uint32_t>(args.integer_or("sample", 0, 0, last))};
}

std::vector<std::uint8_t> engine_mask(Args& args, std::size_t units) {
  std::vector<std::uint8_t> mask(units);
  const dropout::MaskKey key = mask_key(args);
  dropout::draw_mask(key, args.drop_rate(), mask);
  return mask;
}

// A mask written down by the author, as long as the values.
std::vector<std::uint8_t> written_mask(Args& args, std::size_t units) {
  std::vector<std::uint8_t> mask;
  for (const double bit : args.numbers("mask", 100000)) {
    if (bit != 0 && bit != 1) args.fail("mask", "a mask holds only 0 and 1");
    mask.push_back(bit == 1);
  }
  if (args.ok() && mask.size() != units)
    args.fail("mask",
              "the mask has " + std::to_string(mask.size()) + " entries for " + std::to_string(units) + " values");
  mask.resize(units);
  return mask;
}

std::vector<double> values_of(Args& args, std::size_t max_count = 100000) {
  return args.numbers("values", max_count);
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::vector<double> absolute(std::vector<double> values) {
  for (double& value : values) value = std::fabs(value);
  return values;
}

// sum_i m_i x_i by the engine's own naive dropout.
double kept_sum(const std::vector<double>& values, const std::vector<std::uint8_t>& mask) {
  std::vector<double> outputs(values.size());
  // p does not matter for the naive scheme as long as it is not an edge: the mask decides.
  dropout::dropout_forward<double>({.drop_rate = 0.5, .scheme = dropout::Scheme::naive}, dropout::Mode::train, mask,
                                   values, outputs);
  return sum(outputs);
}

// "naive" or "inverted": the factor on kept units.
double scale_of(Args& args, double drop_rate) {
  const std::string scheme = args.text_or("scheme", "naive");
  if (scheme != "naive" && scheme != "inverted")
    args.fail("scheme", "\"scheme\" must be \"naive\" or \"inverted\", not " + in_quotes(scheme));
  return scheme == "inverted" ? dropout::dropout_scale({.drop_rate = drop_rate, .scheme = dropout::Scheme::inverted},
                                                       dropout::Mode::train)
                              : 1.0;
}

MaskedSums enumerated(Args& args) {
  const std::vector<double> values = values_of(args, 16);
  const double drop_rate = args.drop_rate();
  return dropout::enumerate_masked_sums(values, drop_rate, scale_of(args, drop_rate));
}

enum class Side { above, equal, below };

bool is_on(Side side, double value, double threshold) {
  return side == Side::above ? value > threshold : side == Side::equal ? value == threshold : value < threshold;
}

// Masks are counted without weights, so the drop rate does not matter; the threshold is the full sum unless given.
template <Side side>
double masks_on_side(Args& args, ComputeContext&) {
  const std::vector<double> values = values_of(args, 16);
  const double threshold = args.number_or("threshold", sum(values), -1e6, 1e6);
  double count = 0;
  for (const double masked : dropout::enumerate_masked_sums(values, 0.5).sums)
    count += is_on(side, masked, threshold);
  return count;
}

template <Side side>
double probability_on_side(Args& args, ComputeContext&) {
  const double full = sum(values_of(args, 16));
  const MaskedSums all = enumerated(args);
  const double threshold = args.number_or("threshold", full, -1e6, 1e6);
  double probability = 0;
  for (std::size_t i = 0; i < all.sums.size(); ++i)
    if (is_on(side, all.sums[i], threshold)) probability += all.probabilities[i];
  return probability;
}

template <bool of_absolute>
double share(Args& args, ComputeContext&) {
  const std::vector<double> values = of_absolute ? absolute(values_of(args)) : values_of(args);
  const double full = sum(values);
  if (full == 0) args.fail("values", "the values sum to 0: no share of it exists");
  return kept_sum(values, written_mask(args, values.size())) / full;
}

double kept_probability(Args& args, ComputeContext&) {
  const int units = args.integer("units", 1, 100000);
  const double drop_rate = args.drop_rate();
  return dropout::binomial_pmf(units, args.integer("kept", 0, units), 1 - drop_rate);
}

double kept_between(Args& args, ComputeContext&) {
  const int units = args.integer("units", 1, 100000);
  const double drop_rate = args.drop_rate();
  const int from = args.integer("from", 0, units), to = args.integer("to", from, units);
  double probability = 0;
  for (int kept = from; kept <= to; ++kept) probability += dropout::binomial_pmf(units, kept, 1 - drop_rate);
  return probability;
}

// Mean and variance of the kept count, summed over its law.
template <int moment>
double kept_moment(Args& args, ComputeContext&) {
  const int units = args.integer("units", 1, 100000);
  const double drop_rate = args.drop_rate();
  double mean = 0, square = 0;
  for (int kept = 0; kept <= units; ++kept) mean += kept * dropout::binomial_pmf(units, kept, 1 - drop_rate);
  for (int kept = 0; kept <= units; ++kept)
    square += (kept - mean) * (kept - mean) * dropout::binomial_pmf(units, kept, 1 - drop_rate);
  return moment == 1 ? mean : std::sqrt(square);
}

// Of the drop rates i / grid: in how many is 1 - (1 - p), in double precision, another number than p?
double complement_mismatches(Args& args, ComputeContext&) {
  const int grid = args.integer("grid", 2, 1000000);
  int count = 0;
  for (int i = 1; i < grid; ++i) {
    const double p = static_cast<double>(i) / grid, keep_rate = 1 - p;
    count += 1 - keep_rate != p;
  }
  return count;
}

constexpr ComputeFunction table[] = {
    {"values_sum", "values", "Sum of the values.", [](Args& a, ComputeContext&) { return sum(values_of(a)); }},
    {"values_abs_sum", "values", "Sum of the absolute values.",
     [](Args& a, ComputeContext&) { return sum(absolute(values_of(a))); }},
    {"values_square_sum", "values", "Sum of the squares.",
     [](Args& a, ComputeContext&) {
       const std::vector<double> values = values_of(a);
       return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
     }},
    {"masked_sum", "values, mask", "Sum of the values that a written mask keeps.",
     [](Args& a, ComputeContext&) {
       const std::vector<double> values = values_of(a);
       return kept_sum(values, written_mask(a, values.size()));
     }},
    {"masked_abs_sum", "values, mask", "Sum of the absolute values that a written mask keeps.",
     [](Args& a, ComputeContext&) {
       const std::vector<double> values = absolute(values_of(a));
       return kept_sum(values, written_mask(a, values.size()));
     }},
    {"masked_share", "values, mask", "Kept sum divided by full sum.", share<false>},
    {"masked_abs_share", "values, mask", "Kept sum of absolute values divided by the full one.", share<true>},
    {"mask_equals", "seed, p, mask, layer?, step?, sample?", "1 if the engine draws exactly this mask, else 0.",
     [](Args& a, ComputeContext&) {
       const std::size_t units = a.numbers("mask", 100000).size();
       return engine_mask(a, units) == written_mask(a, units) ? 1.0 : 0.0;
     }},
    {"mask_bit", "seed, p, unit, layer?, step?, sample?", "1 if the engine keeps the unit (from 0), else 0.",
     [](Args& a, ComputeContext&) {
       const int unit = a.integer("unit", 0, 99999);
       return 1.0 * engine_mask(a, static_cast<std::size_t>(unit) + 1).back();
     }},
    {"mask_kept", "seed, p, units, layer?, step?, sample?", "How many units the engine's mask keeps.",
     [](Args& a, ComputeContext&) {
       const int units = a.integer("units", 1, 1000000);
       double kept = 0;
       for (const std::uint8_t bit : engine_mask(a, static_cast<std::size_t>(units))) kept += bit;
       return kept;
     }},
    {"mask_masked_sum", "seed, p, values, layer?, step?, sample?", "Sum of the values that the engine's mask keeps.",
     [](Args& a, ComputeContext&) {
       const std::vector<double> values = values_of(a);
       return kept_sum(values, engine_mask(a, values.size()));
     }},
    {"mask_count", "units", "Number of masks, 2^units.",
     [](Args& a, ComputeContext&) { return std::ldexp(1.0, a.integer("units", 0, 1000)); }},
    {"masked_sum_mean", "values, p, scheme?", "Mean of the masked sum over all masks (scheme: naive or inverted).",
     [](Args& a, ComputeContext&) { return enumerated(a).mean; }},
    {"masked_sum_sd", "values, p, scheme?", "Standard deviation of the masked sum.",
     [](Args& a, ComputeContext&) { return enumerated(a).sd; }},
    {"masked_sum_min", "values, p, scheme?", "Smallest masked sum.",
     [](Args& a, ComputeContext&) { return enumerated(a).minimum; }},
    {"masked_sum_max", "values, p, scheme?", "Largest masked sum.",
     [](Args& a, ComputeContext&) { return enumerated(a).maximum; }},
    {"masks_above", "values, threshold?", "Masks whose naive sum exceeds the threshold (default: the full sum).",
     masks_on_side<Side::above>},
    {"masks_equal", "values, threshold?", "Masks whose naive sum equals the threshold.", masks_on_side<Side::equal>},
    {"masks_below", "values, threshold?", "Masks whose naive sum is below the threshold.",
     masks_on_side<Side::below>},
    {"masked_sum_probability_above", "values, p, threshold?, scheme?", "P(masked sum > threshold).",
     probability_on_side<Side::above>},
    {"masked_sum_probability_equal", "values, p, threshold?, scheme?", "P(masked sum = threshold).",
     probability_on_side<Side::equal>},
    {"masked_sum_probability_below", "values, p, threshold?, scheme?", "P(masked sum < threshold).",
     probability_on_side<Side::below>},
    {"kept_probability", "units, p, kept", "P(exactly `kept` units are kept): Binomial(units, 1 - p).",
     kept_probability},
    {"kept_between", "units, p, from, to", "P(from <= units kept <= to).", kept_between},
    {"kept_mean", "units, p", "Mean number of units kept.", kept_moment<1>},
    {"kept_sd", "units, p", "Standard deviation of the number of units kept.", kept_moment<2>},
    {"complement_mismatches", "grid", "Of p = i/grid, 0 < i < grid: how often 1-(1-p) differs from p in double.",
     complement_mismatches},
    {"word_probability", "bits", "Probability 2^-bits of one particular random word.",
     [](Args& a, ComputeContext&) { return std::ldexp(1.0, -a.integer("bits", 0, 1000)); }},
};

}  // namespace

std::span<const ComputeFunction> mask_functions() { return table; }

}  // namespace checker
