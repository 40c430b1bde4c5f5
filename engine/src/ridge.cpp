// ridge.cpp: i = example, j and l = inputs.
#include "dropout/ridge.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "dropout/cholesky.h"
#include "dropout/ensemble.h"
#include "dropout/mask.h"

namespace dropout {
namespace {

double noise_ratio(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate) && drop_rate < 1.0);
  return drop_rate / (1.0 - drop_rate);
}

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

}  // namespace

double dropout_regression_loss(std::span<const double> x, std::span<const double> y, std::span<const double> b,
                               double drop_rate) {
  assert(x.size() == y.size() * b.size());
  const double ratio = noise_ratio(drop_rate);
  double loss = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double residual = y[i];
    for (std::size_t j = 0; j < b.size(); ++j) residual -= x[i * b.size() + j] * b[j];
    loss += residual * residual;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double part = x[i * b.size() + j] * b[j];
      loss += ratio * part * part;
    }
  }
  return loss;
}

double enumerated_regression_loss(std::span<const double> x, std::span<const double> y, std::span<const double> b,
                                  double drop_rate) {
  assert(x.size() == y.size() * b.size() && drop_rate < 1.0);
  const std::vector<double> probabilities = mask_probabilities(static_cast<int>(b.size()), drop_rate);
  const double scale = 1.0 / (1.0 - drop_rate);
  double loss = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i)
    for (std::size_t mask = 0; mask < probabilities.size(); ++mask) {
      double residual = y[i];
      for (std::size_t j = 0; j < b.size(); ++j)
        if ((mask >> j) & 1u) residual -= scale * x[i * b.size() + j] * b[j];
      loss += probabilities[mask] * residual * residual;
    }
  return loss;
}

std::vector<double> dropout_regression(std::span<const double> x, std::span<const double> y, double drop_rate) {
  assert(!y.empty() && x.size() % y.size() == 0);
  const std::size_t inputs = x.size() / y.size();
  const double ratio = noise_ratio(drop_rate);
  std::vector<double> matrix(inputs * inputs), b(inputs);
  for (std::size_t i = 0; i < y.size(); ++i)
    for (std::size_t j = 0; j < inputs; ++j) {
      b[j] += x[i * inputs + j] * y[i];
      for (std::size_t l = j; l < inputs; ++l) matrix[j * inputs + l] += x[i * inputs + j] * x[i * inputs + l];
    }
  for (std::size_t j = 0; j < inputs; ++j) matrix[j * inputs + j] *= 1.0 + ratio;
  if (!all_finite(matrix) || !cholesky_factor(matrix, static_cast<int>(inputs))) return {};
  solve_factored(matrix, static_cast<int>(inputs), b);
  return all_finite(b) ? b : std::vector<double>{};
}

double prediction_variance(std::span<const double> x, std::span<const double> b, double drop_rate) {
  assert(x.size() == b.size());
  double sum = 0.0;
  for (std::size_t j = 0; j < b.size(); ++j) sum += b[j] * b[j] * x[j] * x[j];
  return noise_ratio(drop_rate) * sum;
}

}  // namespace dropout
