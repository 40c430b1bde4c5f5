// variance_shift.cpp: closed forms first, then the same quantities from samples.
#include "dropout/variance_shift.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

#include "dropout/dropout_rule.h"
#include "dropout/random_stream.h"

namespace dropout {
namespace {

constexpr double one_over_two_pi = 0.15915494309189533577;

VarianceShift shift_between(double train_variance, double eval_variance) {
  const double ratio = train_variance > 0.0 ? eval_variance / train_variance : 1.0;
  return {train_variance, eval_variance, ratio, std::sqrt(ratio)};
}

}  // namespace

Moments moments_of(std::span<const double> values) {
  Moments result;
  if (values.empty()) return result;
  const double count = static_cast<double>(values.size());
  for (const double value : values) result.mean += value;
  result.mean /= count;
  for (const double value : values) result.variance += (value - result.mean) * (value - result.mean);
  result.variance /= count;
  return result;
}

// E[x] = integral_0^inf x phi(x) dx = phi(0);   E[x^2] = 1/2, half of the normal's
Moments relu_of_standard_normal() { return {std::sqrt(one_over_two_pi), 0.5 - one_over_two_pi}; }

// E[y^2] = k (x / k)^2 = E[x^2] / k;   E[y] = c
VarianceShift variance_shift(const Moments& input, double drop_rate) {
  assert(is_valid_drop_rate(drop_rate) && drop_rate < 1.0);
  const double mean_square = input.mean * input.mean;
  return shift_between((mean_square + input.variance) / (1.0 - drop_rate) - mean_square, input.variance);
}

VarianceShift variance_shift_of_sum(std::span<const double> weights, std::span<const double> means,
                                    std::span<const double> covariance, double drop_rate) {
  const std::size_t n = weights.size();
  assert(means.size() == n && covariance.size() == n * n);
  assert(is_valid_drop_rate(drop_rate) && drop_rate < 1.0);
  double eval = 0.0, extra = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) eval += weights[i] * covariance[i * n + j] * weights[j];
    extra += weights[i] * weights[i] * (means[i] * means[i] + covariance[i * n + i]);
  }
  return shift_between(eval + drop_rate / (1.0 - drop_rate) * extra, eval);
}

double mean_variance_ratio(std::span<const double> eval_values, std::span<const double> running_variances) {
  const std::size_t units = running_variances.size();
  assert(units > 0 && eval_values.size() % units == 0);
  double sum = 0.0;
  std::vector<double> column(eval_values.size() / units);
  for (std::size_t u = 0; u < units; ++u) {
    for (std::size_t b = 0; b < column.size(); ++b) column[b] = eval_values[b * units + u];
    sum += moments_of(column).variance / running_variances[u];
  }
  return sum / static_cast<double>(units);
}

void sample_relu_under_dropout(double drop_rate, std::uint64_t seed, std::span<double> eval,
                               std::span<double> train) {
  assert(eval.size() == train.size());
  RandomStream stream(seed, StreamPurpose::study);
  for (double& value : eval) {
    value = stream.normal();
    if (value < 0.0) value = 0.0;
  }
  std::vector<std::uint8_t> mask(eval.size());
  draw_mask({.seed = seed}, drop_rate, mask);
  dropout_forward<double>({drop_rate, Scheme::inverted}, Mode::train, mask, eval, train);
}

}  // namespace dropout
