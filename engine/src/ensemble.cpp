// ensemble.cpp: members by recursion over the layers; the last dropped layer adds one unit at a time to known sums.
#include "dropout/ensemble.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "dropout/elementary.h"
#include "dropout/masked_net.h"

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

template <class Scalar>
struct Enumeration {
  const Mlp<Scalar>& net;
  Scalar factor;
  std::span<Scalar> logits;

  // Fills logits[prefix | masks of layer, layer + 1, ...]; x are the (masked) inputs of `layer`, whose units start at
  // bit first_bit. Sums run in index order from the bias, as in Mlp: terms that are 0 change nothing.
  void visit(int layer, const std::vector<Scalar>& x, std::size_t prefix, int first_bit) {
    const std::span<const Scalar> w = net.weights(layer), c = net.biases(layer);
    if (layer + 1 == net.layer_count()) {
      Scalar sum = c[0];
      for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * w[i];
      logits[prefix] = sum;
      return;
    }
    std::vector<Scalar> y(c.begin(), c.end());
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < y.size(); ++j) y[j] += x[i] * w[i * y.size() + j];
    for (Scalar& value : y) {
      const bool relu = net.shape().activation == Activation::relu;
      value = factor * (relu ? (value > Scalar(0) ? value : Scalar(0)) : dropout::tanh(value));
    }
    if (layer + 2 == net.layer_count()) {
      add_last_layer(y, prefix, first_bit);
      return;
    }
    std::vector<Scalar> masked(y.size());
    for (std::size_t mask = 0; mask < std::size_t{1} << y.size(); ++mask) {
      for (std::size_t j = 0; j < y.size(); ++j) masked[j] = (mask >> j) & 1u ? y[j] : Scalar(0);
      visit(layer + 1, masked, prefix | (mask << first_bit), first_bit + static_cast<int>(y.size()));
    }
  }

  // S(m) = S(m without its highest unit) + y v of that unit: one addition for each member
  void add_last_layer(const std::vector<Scalar>& y, std::size_t prefix, int first_bit) {
    const int output_layer = net.layer_count() - 1;
    const std::span<const Scalar> v = net.weights(output_layer);
    logits[prefix] = net.biases(output_layer)[0];
    for (std::size_t j = 0; j < y.size(); ++j) {
      const Scalar part = y[j] * v[j];
      const std::size_t half = std::size_t{1} << j;
      for (std::size_t mask = 0; mask < half; ++mask)
        logits[prefix | ((half | mask) << first_bit)] = logits[prefix | (mask << first_bit)] + part;
    }
  }
};

// errors[c] += |mean of the first pass_counts[c] passes - exact|. Every member is known, so a pass only has to look up
// the member that its mask names.
template <class Scalar>
void add_monte_carlo_errors(const MlpShape& shape, std::span<const Scalar> members, double exact,
                            const EnsembleConfig& config, std::uint32_t sample, std::span<double> errors) {
  std::vector<std::uint8_t> mask(size_of(hidden_unit_count(shape)));
  double sum = 0.0;
  int done = 0;
  for (std::size_t c = 0; c < errors.size(); ++c) {
    for (; done < config.pass_counts[c]; ++done) {
      draw_unit_mask(shape, {config.drop_rate, config.seed, static_cast<std::uint32_t>(done)}, sample, mask);
      std::size_t member = 0;
      for (std::size_t u = 0; u < mask.size(); ++u) member |= static_cast<std::size_t>(mask[u]) << u;
      sum += logistic(static_cast<double>(members[member]));
    }
    errors[c] += std::fabs(sum / done - exact);
  }
}

// Sum of P(m) sigma(S(m)), and of P(m) over the members with S(m) > 0.
struct MemberVotes {
  double mean = 0.0, positive = 0.0;
};

// 1 / sigma(S) = 1 + e^-S, and S is a sum over the units of the last dropped layer: for every mask of the layers before
// it e^-S is a product of few factors. One exponential a factor instead of one a member.
template <class Scalar>
MemberVotes member_votes(std::span<const Scalar> logits, std::span<const double> weights, int last_width,
                         std::vector<double>& odds) {
  constexpr double steep = 35.0;  // sixteen factors below e^35 and a base: no overflow, no product of 0 and infinity
  const std::size_t before = logits.size() >> last_width;
  odds.resize(std::size_t{1} << last_width);
  MemberVotes votes;
  for (std::size_t prefix = 0; prefix < before; ++prefix) {
    const double base = static_cast<double>(logits[prefix]);
    bool is_steep = std::fabs(base) > steep;
    odds[0] = exp(-base);
    for (int j = 0; j < last_width; ++j) {
      const std::size_t half = std::size_t{1} << j;
      const double part = static_cast<double>(logits[prefix + half * before]) - base;
      is_steep = is_steep || std::fabs(part) > steep;
      const double factor = exp(-part);
      for (std::size_t mask = 0; mask < half; ++mask) odds[half + mask] = odds[mask] * factor;
    }
    for (std::size_t mask = 0; mask < odds.size(); ++mask) {
      const std::size_t m = prefix + mask * before;
      votes.mean += weights[m] * (is_steep ? logistic(static_cast<double>(logits[m])) : 1.0 / (1.0 + odds[mask]));
      votes.positive += logits[m] > Scalar(0) ? weights[m] : 0.0;
    }
  }
  return votes;
}

}  // namespace

std::vector<double> mask_probabilities(int unit_count, double drop_rate) {
  assert(unit_count >= 0 && unit_count <= largest_enumeration && is_valid_drop_rate(drop_rate));
  std::vector<double> probabilities(std::size_t{1} << unit_count);
  probabilities[0] = 1.0;
  for (int unit = 0; unit < unit_count; ++unit) {
    const std::size_t half = std::size_t{1} << unit;
    for (std::size_t mask = 0; mask < half; ++mask) {
      probabilities[half + mask] = probabilities[mask] * (1.0 - drop_rate);
      probabilities[mask] *= drop_rate;
    }
  }
  return probabilities;
}

template <class Scalar>
void enumerate_logits(const Mlp<Scalar>& net, std::span<const Scalar> input, double drop_rate,
                      std::span<Scalar> logits) {
  assert(hidden_unit_count(net.shape()) <= largest_enumeration);
  assert(logits.size() == std::size_t{1} << hidden_unit_count(net.shape()));
  assert(input.size() == size_of(net.shape().input_count));
  const double scale = dropout_scale({drop_rate, Scheme::inverted}, Mode::train);
  Enumeration<Scalar>{net, static_cast<Scalar>(scale), logits}.visit(0, {input.begin(), input.end()}, 0, 0);
}

// log sigma(S) = min(S, 0) - log(1 + e^-|S|)        log(1 - sigma(S)) = min(-S, 0) - log(1 + e^-|S|)
template <class Scalar>
EnsembleMeans ensemble_means(std::span<const Scalar> logits, std::span<const double> weights) {
  assert(logits.size() == weights.size());
  EnsembleMeans means;
  double log_g = 0.0, log_g_other = 0.0;
  for (std::size_t m = 0; m < logits.size(); ++m) {
    const double s = static_cast<double>(logits[m]), e = exp(-std::fabs(s)), tail = log1p(e);
    means.arithmetic += weights[m] * ((s < 0.0 ? e : 1.0) / (1.0 + e));
    means.mean_logit += weights[m] * s;
    log_g += weights[m] * (std::min(s, 0.0) - tail);
    log_g_other += weights[m] * (std::min(-s, 0.0) - tail);
  }
  means.geometric = 1.0 / (1.0 + exp(log_g_other - log_g));
  return means;
}

template <class Scalar>
double monte_carlo_mean(const Mlp<Scalar>& net, std::span<const Scalar> input, const DropoutDraw& draw,
                        std::uint32_t sample, int pass_count) {
  assert(pass_count >= 1);
  const double scale = dropout_scale({draw.drop_rate, Scheme::inverted}, Mode::train);
  std::vector<std::uint8_t> mask(size_of(hidden_unit_count(net.shape())));
  double sum = 0.0;
  for (int pass = 0; pass < pass_count; ++pass) {
    draw_unit_mask(net.shape(), {draw.drop_rate, draw.seed, draw.step + static_cast<std::uint32_t>(pass)}, sample,
                   mask);
    Scalar logit[1];
    forward_masked<Scalar>(net, input, mask, scale, logit);
    sum += logistic(static_cast<double>(logit[0]));
  }
  return sum / pass_count;
}

template <class Scalar>
EnsembleReport compare_with_ensemble(const Mlp<Scalar>& net, std::span<const Scalar> inputs,
                                     std::span<const std::uint8_t> labels, const EnsembleConfig& config) {
  assert(!labels.empty() && config.drop_rate < 1.0);
  assert(std::is_sorted(config.pass_counts.begin(), config.pass_counts.end()));
  const int unit_count = hidden_unit_count(net.shape());
  const std::size_t input_count = size_of(net.shape().input_count);
  const std::vector<double> weights = mask_probabilities(unit_count, config.drop_rate);
  std::vector<Scalar> members(weights.size());
  EnsembleReport report;
  report.monte_carlo_errors.resize(config.pass_counts.size());

  for (std::size_t b = 0; b < labels.size(); ++b) {
    const std::span<const Scalar> input = inputs.subspan(b * input_count, input_count);
    enumerate_logits<Scalar>(net, input, config.drop_rate, members);
    const EnsembleMeans means = ensemble_means<Scalar>(members, weights);
    Scalar logit[1];
    net.forward_eval(input, logit);
    const double pass = logistic(static_cast<double>(logit[0]));

    const double geometric_gap = std::fabs(means.geometric - pass),
                 arithmetic_gap = std::fabs(means.arithmetic - pass);
    report.geometric_gap_mean += geometric_gap;
    report.geometric_gap_max = std::max(report.geometric_gap_max, geometric_gap);
    report.arithmetic_gap_mean += arithmetic_gap;
    report.arithmetic_gap_max = std::max(report.arithmetic_gap_max, arithmetic_gap);
    const bool is_one = labels[b] != 0;
    report.pass_accuracy += (logit[0] > Scalar(0)) == is_one ? 1.0 : 0.0;
    report.arithmetic_accuracy += (means.arithmetic > 0.5) == is_one ? 1.0 : 0.0;
    for (std::size_t m = 0; m < members.size(); ++m)
      report.member_accuracy += (members[m] > Scalar(0)) == is_one ? weights[m] : 0.0;

    add_monte_carlo_errors<Scalar>(net.shape(), members, means.arithmetic, config, static_cast<std::uint32_t>(b),
                                   report.monte_carlo_errors);
  }
  const double count = static_cast<double>(labels.size());
  for (double* total : {&report.geometric_gap_mean, &report.arithmetic_gap_mean, &report.pass_accuracy,
                        &report.arithmetic_accuracy, &report.member_accuracy})
    *total /= count;
  for (double& error : report.monte_carlo_errors) error /= count;
  return report;
}

template <class Scalar>
EnsembleAccuracy ensemble_accuracy(const Mlp<Scalar>& net, std::span<const Scalar> inputs,
                                   std::span<const std::uint8_t> labels, double drop_rate) {
  assert(!labels.empty() && drop_rate < 1.0);
  const std::size_t input_count = size_of(net.shape().input_count);
  const std::vector<double> weights = mask_probabilities(hidden_unit_count(net.shape()), drop_rate);
  const int last_width = net.shape().hidden_widths.empty() ? 0 : net.shape().hidden_widths.back();
  std::vector<Scalar> members(weights.size()), passes(labels.size());
  std::vector<double> odds;
  net.forward_eval(inputs, passes);
  EnsembleAccuracy share;
  for (std::size_t b = 0; b < labels.size(); ++b) {
    enumerate_logits<Scalar>(net, inputs.subspan(b * input_count, input_count), drop_rate, members);
    const MemberVotes votes = member_votes<Scalar>(members, weights, last_width, odds);
    const bool is_one = labels[b] != 0;
    share.arithmetic += (votes.mean > 0.5) == is_one ? 1.0 : 0.0;
    share.member += is_one ? votes.positive : 1.0 - votes.positive;
  }
  const double count = static_cast<double>(labels.size());
  share.pass = accuracy<Scalar>(passes, labels);
  share.arithmetic /= count;
  share.member /= count;
  return share;
}

template void enumerate_logits<float>(const Mlp<float>&, std::span<const float>, double, std::span<float>);
template void enumerate_logits<double>(const Mlp<double>&, std::span<const double>, double, std::span<double>);
template EnsembleMeans ensemble_means<float>(std::span<const float>, std::span<const double>);
template EnsembleMeans ensemble_means<double>(std::span<const double>, std::span<const double>);
template double monte_carlo_mean<float>(const Mlp<float>&, std::span<const float>, const DropoutDraw&, std::uint32_t,
                                        int);
template double monte_carlo_mean<double>(const Mlp<double>&, std::span<const double>, const DropoutDraw&,
                                         std::uint32_t, int);
template EnsembleReport compare_with_ensemble<float>(const Mlp<float>&, std::span<const float>,
                                                     std::span<const std::uint8_t>, const EnsembleConfig&);
template EnsembleReport compare_with_ensemble<double>(const Mlp<double>&, std::span<const double>,
                                                      std::span<const std::uint8_t>, const EnsembleConfig&);

template EnsembleAccuracy ensemble_accuracy<float>(const Mlp<float>&, std::span<const float>,
                                                   std::span<const std::uint8_t>, double);
template EnsembleAccuracy ensemble_accuracy<double>(const Mlp<double>&, std::span<const double>,
                                                    std::span<const std::uint8_t>, double);

// slope = sum (u - mean u)(v - mean v) / sum (u - mean u)^2,   u = log x, v = log y
double log_log_slope(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size() && x.size() >= 2);
  const double count = static_cast<double>(x.size());
  double mean_u = 0.0, mean_v = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_u += log(x[i]) / count, mean_v += log(y[i]) / count;
  double product = 0.0, square = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double u = log(x[i]) - mean_u;
    product += u * (log(y[i]) - mean_v);
    square += u * u;
  }
  return product / square;
}

}  // namespace dropout
