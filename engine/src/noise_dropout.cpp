// noise_dropout.cpp: counter-based normal factors, and the affine map of AlphaDropout.
#include "dropout/noise_dropout.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"

namespace dropout {
namespace {

template <class Scalar>
void pass_every_bit(std::span<const Scalar> x, std::span<Scalar> y) {
  assert(x.size() == y.size());
  if (x.data() != y.data()) std::copy(x.begin(), x.end(), y.begin());
}

// Two standard normals from two words. (u + 1) 2^-32 lies in (0, 1], so the log is finite.
std::array<double, 2> normal_pair(std::uint32_t first, std::uint32_t second) {
  const double radius = std::sqrt(-2.0 * log((first + 1.0) * 0x1p-32));
  const SineCosine direction = sine_cosine_of_turns(second * 0x1p-32);
  return {radius * direction.cosine, radius * direction.sine};
}

// y = m ? a x + b : dropped
template <class Scalar>
void select_and_map(double drop_rate, Mode mode, std::span<const std::uint8_t> mask, const AlphaDropoutMap& map,
                    std::span<const Scalar> x, std::span<Scalar> y) {
  if (mode == Mode::eval || drop_rate <= 0.0) return pass_every_bit(x, y);
  assert(x.size() == y.size() && mask.size() == x.size());
  if (drop_rate >= 1.0) return std::fill(y.begin(), y.end(), Scalar(0));
  const Scalar a = static_cast<Scalar>(map.a), b = static_cast<Scalar>(map.b);
  const Scalar dropped = static_cast<Scalar>(map.dropped);
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = mask[i] != 0 ? a * x[i] + b : dropped;
}

}  // namespace

bool is_valid_gaussian_drop_rate(double drop_rate) { return drop_rate >= 0.0 && drop_rate < 1.0; }  // false for NaN

double gaussian_dropout_sd(double drop_rate) {
  assert(is_valid_gaussian_drop_rate(drop_rate));
  return std::sqrt(drop_rate / (1.0 - drop_rate));
}

void draw_gaussian_factors(const MaskKey& key, double drop_rate, std::span<double> factors) {
  const double sd = gaussian_dropout_sd(drop_rate);
  for (std::size_t unit = 0; unit < factors.size(); unit += 2) {
    const std::uint32_t first = static_cast<std::uint32_t>(unit);
    const auto normals = normal_pair(mask_word(key, first), mask_word(key, first + 1));
    for (std::size_t i = 0; i < 2 && unit + i < factors.size(); ++i) factors[unit + i] = 1.0 + sd * normals[i];
  }
}

template <class Scalar>
void gaussian_dropout(double drop_rate, Mode mode, std::span<const double> factors, std::span<const Scalar> x,
                      std::span<Scalar> y) {
  assert(is_valid_gaussian_drop_rate(drop_rate));
  if (mode == Mode::eval || drop_rate <= 0.0) return pass_every_bit(x, y);
  assert(factors.size() == x.size() && x.size() == y.size());
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * static_cast<Scalar>(factors[i]);
}

// e^x - 1 = 2 t / (1 - t) with t = tanh(x / 2): no cancellation near 0, and -1 far to the left.
double selu(double x) {
  if (x > 0.0) return selu_lambda * x;
  const double t = tanh(0.5 * x);
  return selu_lambda * selu_alpha * (2.0 * t / (1.0 - t));
}

double selu_slope(double x) { return x > 0.0 ? selu_lambda : selu_lambda * selu_alpha * exp(x); }

AlphaDropoutMap alpha_dropout_map(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate));
  if (drop_rate >= 1.0) return {0.0, 0.0, 0.0};
  const double p = drop_rate, k = 1.0 - p;
  const double a = 1.0 / std::sqrt((1.0 + p * alpha_prime * alpha_prime) * k);
  const double b = -a * p * alpha_prime;
  return {a, b, a * alpha_prime + b};
}

template <class Scalar>
void alpha_dropout_forward(double drop_rate, Mode mode, std::span<const std::uint8_t> mask, std::span<const Scalar> x,
                           std::span<Scalar> y) {
  select_and_map(drop_rate, mode, mask, alpha_dropout_map(drop_rate), x, y);
}

template <class Scalar>
void alpha_dropout_backward(double drop_rate, Mode mode, std::span<const std::uint8_t> mask,
                            std::span<const Scalar> dy, std::span<Scalar> dx) {
  select_and_map(drop_rate, mode, mask, AlphaDropoutMap{alpha_dropout_map(drop_rate).a, 0.0, 0.0}, dy, dx);
}

template void gaussian_dropout<float>(double, Mode, std::span<const double>, std::span<const float>,
                                      std::span<float>);
template void gaussian_dropout<double>(double, Mode, std::span<const double>, std::span<const double>,
                                       std::span<double>);
template void alpha_dropout_forward<float>(double, Mode, std::span<const std::uint8_t>, std::span<const float>,
                                           std::span<float>);
template void alpha_dropout_forward<double>(double, Mode, std::span<const std::uint8_t>, std::span<const double>,
                                            std::span<double>);
template void alpha_dropout_backward<float>(double, Mode, std::span<const std::uint8_t>, std::span<const float>,
                                            std::span<float>);
template void alpha_dropout_backward<double>(double, Mode, std::span<const std::uint8_t>, std::span<const double>,
                                             std::span<double>);

}  // namespace dropout
