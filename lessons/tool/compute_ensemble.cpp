// compute_ensemble.cpp: facts about the members of an ensemble: how many there are, and what their means are.
#include <algorithm>
#include <cmath>

#include "dropout/distinct_masks.h"
#include "dropout/dropout_rule.h"
#include "dropout/elementary.h"
#include "dropout/ensemble.h"
#include "dropout/statistics.h"
#include "facts.h"

namespace checker {

namespace {

// A logistic unit fed by dropped units: S(m) = bias + sum_j m_j values_j / (1 - p), for all masks m.
struct Members {
  std::vector<double> logits, weights;
  dropout::EnsembleMeans means;
  double pass_logit = 0, variance = 0;
};

Members members_of(Args& args) {
  const std::vector<double> values = args.numbers("values", 16, 100);
  const double drop_rate = args.number("p", 0, 0.99), bias = args.number_or("bias", 0, -100, 100);
  Members all;
  if (!args.ok()) return {{0}, {1}, {}, 0, 0};
  const double scale = dropout::dropout_scale({.drop_rate = drop_rate}, dropout::Mode::train);
  all.logits = {bias};
  all.pass_logit = bias;
  for (const double value : values) {
    const std::size_t half = all.logits.size();
    for (std::size_t mask = 0; mask < half; ++mask) all.logits.push_back(all.logits[mask] + scale * value);
    all.pass_logit += value;
  }
  all.weights = dropout::mask_probabilities(static_cast<int>(values.size()), drop_rate);
  all.means = dropout::ensemble_means<double>(all.logits, all.weights);
  for (std::size_t m = 0; m < all.logits.size(); ++m) {
    const double off = all.logits[m] - all.means.mean_logit;
    all.variance += all.weights[m] * off * off;
  }
  return all;
}

// The geometric mean of sigma(S), or of 1 - sigma(S), before the two are scaled to add up to 1.
template <bool of_other_class>
double geometric_part(Args& args, ComputeContext&) {
  const Members all = members_of(args);
  double log_product = 0;
  for (std::size_t m = 0; m < all.logits.size(); ++m)
    log_product -= all.weights[m] * dropout::softplus(of_other_class ? all.logits[m] : -all.logits[m]);
  return std::exp(log_product);
}

// sigma''(S) Var(S) / 2 with sigma'' = sigma (1 - sigma) (1 - 2 sigma), at S = E[S].
double second_order(Args& args, ComputeContext&) {
  const Members all = members_of(args);
  const double chance = dropout::logistic(all.means.mean_logit);
  return chance * (1 - chance) * (1 - 2 * chance) * all.variance / 2;
}

double member_logit(Args& args) {
  const std::vector<double> values = args.numbers("values", 16, 100), mask = args.numbers("mask", 16, 1);
  const double drop_rate = args.number("p", 0, 0.99);
  double logit = args.number_or("bias", 0, -100, 100);
  if (args.ok() && mask.size() != values.size()) args.fail("mask", "the mask needs one entry for each value");
  if (!args.ok()) return 0;
  const double scale = dropout::dropout_scale({.drop_rate = drop_rate}, dropout::Mode::train);
  for (std::size_t i = 0; i < values.size(); ++i) logit += mask[i] != 0 ? scale * values[i] : 0;
  return logit;
}

double effective(Args& args) {
  return dropout::effective_mask_count(args.integer("units", 0, 1000), args.drop_rate());
}

double expected_distinct(Args& args) {
  const int units = args.integer("units", 0, 1000);
  const double drop_rate = args.drop_rate();
  return dropout::expected_distinct_masks(units, drop_rate, args.number("draws", 0, 1e15));
}

// What the likeliest `masks` masks have together. C(n, j) masks drop j units, each with chance p^j k^(n - j).
double likeliest_share(Args& args) {
  const int units = args.integer("units", 0, 60);
  const double drop_rate = args.number("p", 0, 0.5);
  double left = args.number("masks", 0, 1e18), count = 1, share = 0;
  for (int dropped = 0; dropped <= units && left > 0; ++dropped) {
    const double taken = std::min(left, count);
    share += taken * std::pow(drop_rate, dropped) * std::pow(1 - drop_rate, units - dropped);
    left -= taken;
    count = count * (units - dropped) / (dropped + 1);
  }
  return share;
}

// The smallest n with 2^n > 10^power: 2^n never equals a positive power of ten, so the logarithms decide.
double units_for_masks(Args& args, ComputeContext&) {
  const int power = args.integer("power", 1, 300);
  return std::floor(power / std::log10(2.0)) + 1;
}

double exponent_of_masks(int units) { return std::floor(units * std::log10(2.0)); }

constexpr ComputeFunction table[] = {
    {"member_logit", "values, mask, p, bias?", "bias + sum of mask values / (1 - p): the logit of one member.",
     [](Args& a, ComputeContext&) { return member_logit(a); }},
    {"member_output", "values, mask, p, bias?", "The logistic function of that logit.",
     [](Args& a, ComputeContext&) { return dropout::logistic(member_logit(a)); }},
    {"members_mean_logit", "values, p, bias?", "Mean logit over all masks.",
     [](Args& a, ComputeContext&) { return members_of(a).means.mean_logit; }},
    {"members_logit_variance", "values, p, bias?", "Variance of the logit over all masks.",
     [](Args& a, ComputeContext&) { return members_of(a).variance; }},
    {"members_arithmetic", "values, p, bias?", "Arithmetic mean of the outputs of all members.",
     [](Args& a, ComputeContext&) { return members_of(a).means.arithmetic; }},
    {"members_geometric", "values, p, bias?", "Normalized weighted geometric mean (NWGM) of the outputs.",
     [](Args& a, ComputeContext&) { return members_of(a).means.geometric; }},
    {"members_geometric_part", "values, p, bias?", "G: geometric mean of the outputs, not normalized.",
     geometric_part<false>},
    {"members_geometric_other", "values, p, bias?", "G': geometric mean of one minus the outputs.",
     geometric_part<true>},
    {"members_one_pass", "values, p, bias?", "Output of one pass with nothing dropped.",
     [](Args& a, ComputeContext&) { return dropout::logistic(members_of(a).pass_logit); }},
    {"members_gap", "values, p, bias?", "Arithmetic mean minus one pass.",
     [](Args& a, ComputeContext&) {
       const Members all = members_of(a);
       return all.means.arithmetic - dropout::logistic(all.pass_logit);
     }},
    {"members_gap_second_order", "values, p, bias?", "That gap by the second-order formula.", second_order},
    {"effective_masks", "units, p", "2^(n H2(p)): how many masks carry the probability.",
     [](Args& a, ComputeContext&) { return effective(a); }},
    {"likeliest_share", "units, p, masks", "Probability of the likeliest masks together; p at most 0.5.",
     [](Args& a, ComputeContext&) { return likeliest_share(a); }},
    {"distinct_masks_expected", "units, p, draws", "Expected number of different masks among the draws.",
     [](Args& a, ComputeContext&) { return expected_distinct(a); }},
    {"distinct_masks_share", "units, p, draws", "That number divided by 2^units.",
     [](Args& a, ComputeContext&) { return std::ldexp(expected_distinct(a), -a.integer("units", 0, 1000)); }},
    {"units_for_masks", "power", "How many units it takes for more than 10^power masks.", units_for_masks},
    {"masks_exponent", "units", "e in 2^units = f 10^e with 1 <= f < 10.",
     [](Args& a, ComputeContext&) { return exponent_of_masks(a.integer("units", 0, 1000)); }},
    {"masks_leading", "units", "f in 2^units = f 10^e with 1 <= f < 10.",
     [](Args& a, ComputeContext&) {
       const int units = a.integer("units", 0, 1000);
       return std::pow(10.0, units * std::log10(2.0) - exponent_of_masks(units));
     }},
};

}  // namespace

std::span<const ComputeFunction> ensemble_functions() { return table; }

}  // namespace checker
