// covariance.cpp: closed forms, and the slow sums over all masks that prove them.
#include "dropout/covariance.h"

#include <cassert>
#include <cstddef>

#include "dropout/ensemble.h"
#include "dropout/variance_shift.h"

namespace dropout {
namespace {

struct Factors {
  double mean;      // s k
  double variance;  // s^2 p k
};

Factors factors_of(const DropoutRule& rule) {
  const double s = dropout_scale(rule, Mode::train), p = rule.drop_rate, k = 1.0 - p;
  return {s * k, s * s * p * k};
}

// sum_j a_j b_j v_j^2
double weighted_product(const double* a, const double* b, std::span<const double> v) {
  double sum = 0.0;
  for (std::size_t j = 0; j < v.size(); ++j) sum += a[j] * b[j] * v[j] * v[j];
  return sum;
}

PreactivationMoments closed_form(std::span<const double> weights, std::span<const double> v, const DropoutRule& rule,
                                 bool shared_masks) {
  assert(!v.empty() && weights.size() % v.size() == 0);
  const std::size_t in = v.size(), out = weights.size() / in;
  const Factors factors = factors_of(rule);
  PreactivationMoments moments{std::vector<double>(out), std::vector<double>(out * out)};
  for (std::size_t i = 0; i < out; ++i) {
    for (std::size_t j = 0; j < in; ++j) moments.mean[i] += factors.mean * weights[i * in + j] * v[j];
    for (std::size_t l = 0; l < out; ++l)
      if (shared_masks || i == l)
        moments.covariance[i * out + l] =
            factors.variance * weighted_product(weights.data() + i * in, weights.data() + l * in, v);
  }
  return moments;
}

// Sums over all masks of `decisions` bits; kept(mask, i, j) says whether the product W_ij v_j survives.
template <class Kept>
PreactivationMoments enumerated(std::span<const double> weights, std::span<const double> v, const DropoutRule& rule,
                                std::size_t decisions, Kept&& kept) {
  const std::size_t in = v.size(), out = weights.size() / in;
  const std::vector<double> probabilities = mask_probabilities(static_cast<int>(decisions), rule.drop_rate);
  const double scale = dropout_scale(rule, Mode::train);
  std::vector<double> u(probabilities.size() * out);
  PreactivationMoments moments{std::vector<double>(out), std::vector<double>(out * out)};
  for (std::size_t mask = 0; mask < probabilities.size(); ++mask)
    for (std::size_t i = 0; i < out; ++i) {
      double& sum = u[mask * out + i];
      for (std::size_t j = 0; j < in; ++j) sum += kept(mask, i, j) ? scale * weights[i * in + j] * v[j] : 0.0;
      moments.mean[i] += probabilities[mask] * sum;
    }
  for (std::size_t mask = 0; mask < probabilities.size(); ++mask)
    for (std::size_t i = 0; i < out; ++i)
      for (std::size_t l = 0; l < out; ++l)
        moments.covariance[i * out + l] +=
            probabilities[mask] * (u[mask * out + i] - moments.mean[i]) * (u[mask * out + l] - moments.mean[l]);
  return moments;
}

}  // namespace

PreactivationMoments dropout_moments(std::span<const double> weights, std::span<const double> v,
                                     const DropoutRule& rule) {
  return closed_form(weights, v, rule, true);
}

PreactivationMoments dropconnect_moments(std::span<const double> weights, std::span<const double> v,
                                         const DropoutRule& rule) {
  return closed_form(weights, v, rule, false);
}

PreactivationMoments enumerated_dropout_moments(std::span<const double> weights, std::span<const double> v,
                                                const DropoutRule& rule) {
  return enumerated(weights, v, rule, v.size(),
                    [](std::size_t mask, std::size_t, std::size_t j) { return ((mask >> j) & 1u) != 0; });
}

PreactivationMoments enumerated_dropconnect_moments(std::span<const double> weights, std::span<const double> v,
                                                    const DropoutRule& rule) {
  return enumerated(
      weights, v, rule, weights.size(),
      [in = v.size()](std::size_t mask, std::size_t i, std::size_t j) { return ((mask >> (i * in + j)) & 1u) != 0; });
}

double channel_patch_noise(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate) && drop_rate < 1.0);
  return drop_rate / (1.0 - drop_rate);
}

double element_patch_noise(double drop_rate, int cell_count) {
  assert(cell_count >= 1);
  return channel_patch_noise(drop_rate) / cell_count;
}

double relative_variance(std::span<const double> values) {
  const Moments moments = moments_of(values);
  return moments.mean == 0.0 ? 0.0 : moments.variance / (moments.mean * moments.mean);
}

}  // namespace dropout
