// optimizer.cpp: the update loops. Constants are computed in double and rounded once to float.
#include "dropout/optimizer.h"

#include <cassert>
#include <cmath>

namespace dropout {
namespace {

// base^exponent by squaring: exact multiplications in a fixed order, where std::pow differs between platforms.
double power(double base, std::uint64_t exponent) {
  double result = 1.0;
  for (; exponent != 0; exponent >>= 1, base *= base)
    if (exponent & 1u) result *= base;
  return result;
}

bool in_unit_interval(double value) { return value >= 0.0 && value < 1.0; }  // false for NaN

}  // namespace

bool is_valid(const OptimizerConfig& config) {
  return config.kind <= OptimizerKind::sgd && config.learning_rate > 0.0 && std::isfinite(config.learning_rate) &&
         in_unit_interval(config.beta1) && in_unit_interval(config.beta2) && config.epsilon > 0.0 &&
         std::isfinite(config.epsilon) && in_unit_interval(config.momentum);
}

Optimizer::Optimizer(const OptimizerConfig& config, std::size_t parameter_count)
    : config_(config),
      first_moments_(parameter_count),
      second_moments_(config.kind == OptimizerKind::adam ? parameter_count : 0) {
  assert(is_valid(config));
}

void Optimizer::update(std::span<float> parameters, std::span<const float> gradient) {
  assert(parameters.size() == first_moments_.size() && gradient.size() == first_moments_.size());
  ++update_count_;
  if (config_.kind == OptimizerKind::adam)
    update_adam(parameters, gradient);
  else
    update_sgd(parameters, gradient);
}

// w = w - step_size m / (sqrt(v) inverse_root + epsilon) with the bias corrections inside the two factors:
// step_size = lr / (1 - beta1^t), inverse_root = 1 / sqrt(1 - beta2^t)
void Optimizer::update_adam(std::span<float> parameters, std::span<const float> gradient) {
  const float beta1 = static_cast<float>(config_.beta1), rest1 = static_cast<float>(1.0 - config_.beta1);
  const float beta2 = static_cast<float>(config_.beta2), rest2 = static_cast<float>(1.0 - config_.beta2);
  const float epsilon = static_cast<float>(config_.epsilon);
  const float step_size = static_cast<float>(config_.learning_rate / (1.0 - power(config_.beta1, update_count_)));
  const float inverse_root = static_cast<float>(1.0 / std::sqrt(1.0 - power(config_.beta2, update_count_)));
  float* __restrict w = parameters.data();
  const float* __restrict g = gradient.data();
  float* __restrict m = first_moments_.data();
  float* __restrict v = second_moments_.data();
  const std::size_t count = parameters.size();
  for (std::size_t i = 0; i < count; ++i) {
    m[i] = beta1 * m[i] + rest1 * g[i];
    v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
    w[i] -= step_size * m[i] / (std::sqrt(v[i]) * inverse_root + epsilon);
  }
}

void Optimizer::update_sgd(std::span<float> parameters, std::span<const float> gradient) {
  const float momentum = static_cast<float>(config_.momentum);
  const float learning_rate = static_cast<float>(config_.learning_rate);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    first_moments_[i] = momentum * first_moments_[i] + gradient[i];
    parameters[i] -= learning_rate * first_moments_[i];
  }
}

}  // namespace dropout
