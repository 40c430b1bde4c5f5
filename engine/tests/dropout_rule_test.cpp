// dropout_rule_test.cpp: the laws of naive, test-scaled and inverted dropout, at every rate and at the edges.
#include "dropout/dropout_rule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "drop_rates.h"
#include "dropout/statistics.h"
#include "normals.h"

namespace dropout {
namespace {

constexpr Scheme all_schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};

std::vector<std::uint8_t> mask_of(std::size_t count, double drop_rate) {
  std::vector<std::uint8_t> mask(count);
  draw_mask({.seed = 8}, drop_rate, mask);
  return mask;
}

template <class Scalar>
std::vector<Scalar> forward(const DropoutRule& rule, Mode mode, const std::vector<std::uint8_t>& mask,
                            const std::vector<Scalar>& x) {
  std::vector<Scalar> y(x.size(), Scalar(123));
  dropout_forward<Scalar>(rule, mode, mask, x, y);
  return y;
}
template <class Scalar>
std::vector<Scalar> backward(const DropoutRule& rule, Mode mode, const std::vector<std::uint8_t>& mask,
                             const std::vector<Scalar>& dy) {
  std::vector<Scalar> dx(dy.size(), Scalar(123));
  dropout_backward<Scalar>(rule, mode, mask, dy, dx);
  return dx;
}

template <class Scalar>
bool same_bits(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Scalar)) == 0;
}

// Values whose bits a sloppy pass-through would change: minus zero, NaN, infinity, a subnormal.
std::vector<float> delicate_values() {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  return {-0.0f, nan, infinity, -infinity, 1e-42f, 1.0f, -3.5f};
}

template <class Scalar>
void expect_kept_is_scaled_and_dropped_is_zero() {
  const std::vector<Scalar> x = normals<Scalar>(1003, 4);
  for (const double p : inner_drop_rates) {
    const auto mask = mask_of(x.size(), p);
    for (const Scheme scheme : all_schemes) {
      const Scalar scale = static_cast<Scalar>(scheme == Scheme::inverted ? 1.0 / (1.0 - p) : 1.0);
      const auto y = forward<Scalar>({p, scheme}, Mode::train, mask, x);
      const auto dx = backward<Scalar>({p, scheme}, Mode::train, mask, x);
      for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_EQ(y[i], mask[i] != 0 ? scale * x[i] : Scalar(0)) << p << " at " << i;
        EXPECT_EQ(dx[i], y[i]) << "backward uses the mask and the scale of forward";
        if (mask[i] == 0) {
          EXPECT_FALSE(std::signbit(y[i]));
        }
      }
    }
  }
}
TEST(DropoutRule, KeptUnitsAreScaledAndDroppedUnitsAreZeroInFloat) {
  expect_kept_is_scaled_and_dropped_is_zero<float>();
}
TEST(DropoutRule, KeptUnitsAreScaledAndDroppedUnitsAreZeroInDouble) {
  expect_kept_is_scaled_and_dropped_is_zero<double>();
}

TEST(DropoutRule, EvalModePassesEveryBitOfNaiveAndInverted) {
  const auto x = delicate_values();
  for (const double p : all_drop_rates)
    for (const Scheme scheme : {Scheme::naive, Scheme::inverted}) {
      EXPECT_TRUE(same_bits(forward<float>({p, scheme}, Mode::eval, mask_of(x.size(), p), x), x)) << p;
      EXPECT_TRUE(same_bits(forward<float>({p, scheme}, Mode::eval, {}, x), x)) << "no mask is needed in eval mode";
      EXPECT_TRUE(same_bits(backward<float>({p, scheme}, Mode::eval, {}, x), x));
    }
}

TEST(DropoutRule, RateZeroPassesEveryBitInBothModes) {
  const auto x = delicate_values();
  for (const Scheme scheme : all_schemes)
    for (const Mode mode : {Mode::train, Mode::eval}) {
      EXPECT_TRUE(same_bits(forward<float>({0.0, scheme}, mode, mask_of(x.size(), 0.0), x), x));
      EXPECT_TRUE(same_bits(backward<float>({0.0, scheme}, mode, mask_of(x.size(), 0.0), x), x));
    }
}

TEST(DropoutRule, RateOneGivesZerosWithoutDividing) {
  const auto x = delicate_values();
  const std::vector<float> zeros(x.size(), 0.0f);
  for (const Scheme scheme : all_schemes) {
    EXPECT_TRUE(same_bits(forward<float>({1.0, scheme}, Mode::train, mask_of(x.size(), 1.0), x), zeros));
    EXPECT_TRUE(same_bits(backward<float>({1.0, scheme}, Mode::train, mask_of(x.size(), 1.0), x), zeros));
    EXPECT_TRUE(std::isfinite(dropout_scale({1.0, scheme}, Mode::train)));
  }
  EXPECT_TRUE(same_bits(forward<float>({1.0, Scheme::test_scaled}, Mode::eval, {}, x), zeros));
}

TEST(DropoutRule, NotANumberInADroppedCellBecomesZero) {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  for (const double p : inner_drop_rates)
    for (const std::size_t padding : {0u, 3u}) {  // inside and outside the four-lane part of the loop
      std::vector<float> x(padding, 1.0f);
      x.insert(x.end(), {nan, infinity, -infinity, nan});
      std::vector<std::uint8_t> mask(padding, 1);
      mask.insert(mask.end(), {0, 0, 0, 1});
      const auto y = forward<float>({p, Scheme::inverted}, Mode::train, mask, x);
      for (std::size_t i = padding; i < padding + 3; ++i) EXPECT_EQ(y[i], 0.0f);
      EXPECT_TRUE(std::isnan(y[padding + 3])) << "a kept NaN is an error upstream and stays visible";
    }
}

TEST(DropoutRule, WorksInPlaceLikeOutOfPlace) {
  for (const double p : all_drop_rates) {
    std::vector<float> values = normals<float>(101, 4);
    const auto mask = mask_of(values.size(), p);
    const auto expected = forward<float>({p, Scheme::inverted}, Mode::train, mask, values);
    dropout_forward<float>({p, Scheme::inverted}, Mode::train, mask, values, values);
    EXPECT_TRUE(same_bits(values, expected)) << p;
  }
}

// E[y] = x and Var[y] = x^2 p/k for inverted; E[y] = k x and Var[y] = x^2 p k for the other two.
// The standard error of a sample variance of a two-valued variable is sqrt((1 - 4pk) / (pk N)) of the variance.
TEST(DropoutRule, MeanAndVarianceFollowTheScheme) {
  constexpr std::size_t count = 1000000;
  const double n = count;
  const double value = 3.0;
  const std::vector<double> x(count, value);
  for (const double p : inner_drop_rates) {
    const double k = 1.0 - p;
    const auto mask = mask_of(count, p);
    for (const Scheme scheme : all_schemes) {
      const double scale = scheme == Scheme::inverted ? 1.0 / k : 1.0;
      const double mean = scale * k * value, variance = scale * scale * p * k * value * value;
      const auto y = forward<double>({p, scheme}, Mode::train, mask, x);
      double sum = 0.0, squares = 0.0;
      for (const double v : y) sum += v, squares += v * v;
      const double sample_mean = sum / n, sample_variance = squares / n - sample_mean * sample_mean;
      EXPECT_NEAR(sample_mean, mean, 5 * std::sqrt(variance / n)) << p;
      const double relative = 5 * std::sqrt(std::fabs(1.0 - 4.0 * p * k) / (p * k * n)) + 1e-4;
      EXPECT_NEAR(sample_variance / variance, 1.0, relative) << p;
    }
  }
}

// The mean over all masks equals the eval pass for inverted and test-scaled, and does not for naive.
TEST(DropoutRule, EvalIsTheMeanOfTrainingExceptForNaive) {
  const std::vector<double> x = {2.0, -1.0, 3.0, 0.5, -2.0, 1.0};
  for (const double p : inner_drop_rates)
    for (const Scheme scheme : all_schemes) {
      std::vector<double> mean(x.size(), 0.0);
      const MaskedSums masks = enumerate_masked_sums(x, p);
      for (std::size_t m = 0; m < masks.probabilities.size(); ++m) {
        std::vector<std::uint8_t> mask;
        for (std::size_t unit = 0; unit < x.size(); ++unit) mask.push_back((m >> unit) & 1u);
        const auto y = forward<double>({p, scheme}, Mode::train, mask, x);
        for (std::size_t unit = 0; unit < x.size(); ++unit) mean[unit] += masks.probabilities[m] * y[unit];
      }
      const auto eval = forward<double>({p, scheme}, Mode::eval, {}, x);
      for (std::size_t unit = 0; unit < x.size(); ++unit) {
        const double expected = scheme == Scheme::naive ? (1.0 - p) * eval[unit] : eval[unit];
        EXPECT_NEAR(mean[unit], expected, 1e-12 * std::fabs(x[unit])) << p;
      }
    }
}

// max(0, s x) = s max(0, x) for s > 0: one multiplication on either side, so bit for bit.
TEST(DropoutRule, ReluCommutesWithInvertedDropoutBitForBit) {
  const auto relu = [](std::vector<float> v) {
    for (float& value : v) value = value > 0.0f ? value : 0.0f;
    return v;
  };
  const auto x = normals<float>(1000, 4);
  for (const double p : {0.1, 0.3, 0.5, 0.75, 0.8, 0.95}) {
    const auto mask = mask_of(x.size(), p);
    const DropoutRule rule{p, Scheme::inverted};
    EXPECT_TRUE(
        same_bits(relu(forward<float>(rule, Mode::train, mask, x)), forward<float>(rule, Mode::train, mask, relu(x))))
        << p;
  }
}

// sum_i w_i y_i: with weights k w, inverted dropout is test-scaled dropout, in training and in evaluation.
TEST(DropoutRule, TestScaledAndInvertedGiveTheSameNetAfterScalingTheWeights) {
  const auto x = normals<double>(64, 4);
  const auto w = normals<double>(64, 4);
  const auto dot = [&](const std::vector<double>& y, double factor) {
    double sum = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) sum += factor * w[i] * y[i];
    return sum;
  };
  for (const double p : inner_drop_rates) {
    const auto mask = mask_of(x.size(), p);
    for (const Mode mode : {Mode::train, Mode::eval}) {
      const double scaled = dot(forward<double>({p, Scheme::test_scaled}, mode, mask, x), 1.0);
      const double inverted = dot(forward<double>({p, Scheme::inverted}, mode, mask, x), 1.0 - p);
      EXPECT_NEAR(scaled, inverted, 1e-13 * 64) << p;  // 64 terms of size 1, each off by a few 1e-16
    }
  }
}

TEST(DropoutRule, ScaleIsOneOverTheKeepRateRoundedOnce) {
  for (const double p : inner_drop_rates) {
    EXPECT_EQ(dropout_scale({p, Scheme::inverted}, Mode::train), 1.0 / (1.0 - p));
    EXPECT_EQ(dropout_scale({p, Scheme::test_scaled}, Mode::eval), 1.0 - p);
    EXPECT_EQ(forward<float>({p, Scheme::inverted}, Mode::train, {1}, {1.0f})[0],
              static_cast<float>(1.0 / (1.0 - p)));
  }
}

}  // namespace
}  // namespace dropout
