// noise_dropout_test.cpp: Gaussian factors and AlphaDropout keep what they promise: mean and variance.
#include "dropout/noise_dropout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "drop_rates.h"
#include "dropout/hash.h"
#include "dropout/random_stream.h"

namespace dropout {
namespace {

constexpr std::size_t count = 1000000;
const double root_n = std::sqrt(double(count));

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

std::vector<float> delicate_values() {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  return {-0.0f, nan, infinity, -infinity, 1e-42f, 1.0f, -3.5f};
}

// Standard errors of a normal sample: sd / sqrt(N) of the mean, variance sqrt(2 / N) of the variance.
TEST(GaussianDropout, FactorsHaveMeanOneAndTheVarianceOfInvertedDropout) {
  for (const double p : inner_drop_rates) {
    std::vector<double> factors(count);
    draw_gaussian_factors({.seed = 12}, p, factors);
    const double variance = p / (1 - p);
    EXPECT_NEAR(gaussian_dropout_sd(p) * gaussian_dropout_sd(p), variance, 1e-12);
    double sum = 0, squares = 0, third = 0, neighbours = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double d = (factors[i] - 1) / std::sqrt(variance);
      sum += d;
      squares += d * d;
      third += d * d * d;
      if (i > 0) neighbours += d * (factors[i - 1] - 1) / std::sqrt(variance);
    }
    EXPECT_LE(std::fabs(sum / count), 5 / root_n) << p;
    EXPECT_LE(std::fabs(squares / count - 1), 5 * std::sqrt(2.0) / root_n) << p;
    EXPECT_LE(std::fabs(third / count), 5 * std::sqrt(15.0) / root_n) << "a normal has no skewness";
    EXPECT_LE(std::fabs(neighbours / count), 5 / root_n) << "neighbours are independent";
  }
}

TEST(GaussianDropout, RefusesRatesWithoutAFiniteVariance) {
  for (const double p : {0.0, 0.5, 0.999}) EXPECT_TRUE(is_valid_gaussian_drop_rate(p));
  for (const double p : {1.0, -0.1, 2.0, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_FALSE(is_valid_gaussian_drop_rate(p)) << p;
}

TEST(GaussianDropout, RateZeroAndEvalPassEveryBit) {
  const auto x = delicate_values();
  std::vector<float> y(x.size());
  std::vector<double> factors(x.size());
  draw_gaussian_factors({.seed = 1}, 0.0, factors);
  for (const double factor : factors) EXPECT_EQ(factor, 1.0);
  gaussian_dropout<float>(0.0, Mode::train, factors, x, y);
  EXPECT_TRUE(same_bits(x, y));
  for (const double p : inner_drop_rates) {
    gaussian_dropout<float>(p, Mode::eval, {}, x, y);
    EXPECT_TRUE(same_bits(x, y));
  }
}

TEST(GaussianDropout, MultipliesForwardAndBackwardByTheSameFactors) {
  for (const double p : inner_drop_rates) {
    std::vector<double> factors(9), x(9), y(9), dx(9);
    draw_gaussian_factors({.seed = 2, .layer = 1}, p, factors);
    for (std::size_t i = 0; i < 9; ++i) x[i] = 0.5 * static_cast<double>(i) - 2;
    gaussian_dropout<double>(p, Mode::train, factors, x, y);
    gaussian_dropout<double>(p, Mode::train, factors, std::vector<double>(9, 1.0), dx);
    for (std::size_t i = 0; i < 9; ++i) {
      EXPECT_EQ(y[i], x[i] * factors[i]);
      EXPECT_NEAR((1e-5 * dx[i]), (x[i] + 1e-5) * factors[i] - y[i], 1e-14);  // linear: only rounding
    }
  }
}

TEST(GaussianDropout, FactorsDependOnEveryPartOfTheKeyAndNotOnTheLength) {
  std::vector<double> base(7), longer(40), other(7);
  draw_gaussian_factors({.seed = 3}, 0.3, base);
  draw_gaussian_factors({.seed = 3}, 0.3, longer);
  EXPECT_TRUE(std::equal(base.begin(), base.end(), longer.begin()));
  for (const MaskKey& key : {MaskKey{.seed = 4}, MaskKey{.seed = 3, .layer = 1}, MaskKey{.seed = 3, .step = 1},
                             MaskKey{.seed = 3, .sample = 1}}) {
    draw_gaussian_factors(key, 0.3, other);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_NE(base[i], other[i]);
  }
}

TEST(AlphaDropout, MapIsThatOfTheTable) {
  EXPECT_NEAR(alpha_prime, -1.7580993408473766, 1e-15);
  struct Row {
    double p, a, b;
  };
  for (const Row& row :
       {Row{0.05, 0.95484448, 0.08393557}, Row{0.1, 0.92128452, 0.16197097}, Row{0.2, 0.87890358, 0.30903996}}) {
    EXPECT_NEAR(alpha_dropout_map(row.p).a, row.a, 5e-9);
    EXPECT_NEAR(alpha_dropout_map(row.p).b, row.b, 5e-9);
  }
}

// For an input of mean 0 and variance 1: mean a p alpha' + b, variance a^2 (k + p alpha'^2 - p^2 alpha'^2).
TEST(AlphaDropout, KeepsMeanZeroAndVarianceOneExactly) {
  for (const double p : {0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 0.95}) {
    const auto [a, b, dropped] = alpha_dropout_map(p);
    const double k = 1 - p, squared = alpha_prime * alpha_prime;
    EXPECT_NEAR(a * p * alpha_prime + b, 0.0, 1e-12) << p;
    EXPECT_NEAR(a * a * (k + p * squared - p * p * squared), 1.0, 1e-12) << p;
    EXPECT_NEAR(dropped, a * alpha_prime + b, 1e-15);
  }
}

TEST(AlphaDropout, KeepsTheMomentsOfARealSample) {
  RandomStream stream(8, StreamPurpose::study);
  std::vector<double> x(count), y(count);
  for (double& value : x) value = stream.normal();
  for (const double p : inner_drop_rates) {
    std::vector<std::uint8_t> mask(count);
    draw_mask({.seed = 21}, p, mask);
    alpha_dropout_forward<double>(p, Mode::train, mask, x, y);
    double sum = 0, squares = 0, fourth = 0;
    for (const double value : y) {
      sum += value;
      squares += value * value;
      fourth += value * value * value * value;
    }
    EXPECT_LE(std::fabs(sum / count), 5 / root_n) << p;
    EXPECT_LE(std::fabs(squares / count - 1), 5 * std::sqrt(fourth / count - 1) / root_n) << p;
  }
}

TEST(AlphaDropout, DroppedUnitsTakeTheRestingValueAndNoGradient) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> x = {1.0f, nan, -2.0f, std::numeric_limits<float>::infinity()};
  const std::vector<std::uint8_t> mask = {1, 0, 1, 0};
  for (const double p : inner_drop_rates) {
    const AlphaDropoutMap map = alpha_dropout_map(p);
    std::vector<float> y(4), dx(4);
    alpha_dropout_forward<float>(p, Mode::train, mask, x, y);
    alpha_dropout_backward<float>(p, Mode::train, mask, std::vector<float>(4, 2.0f), dx);
    const float a = static_cast<float>(map.a), b = static_cast<float>(map.b);
    EXPECT_EQ(y[0], a * 1.0f + b);
    EXPECT_EQ(y[2], a * -2.0f + b);
    for (const std::size_t i : {1u, 3u}) {
      EXPECT_EQ(y[i], static_cast<float>(map.dropped)) << "selected, not multiplied";
      EXPECT_EQ(dx[i], 0.0f);
    }
    EXPECT_EQ(dx[0], a * 2.0f);
  }
}

TEST(AlphaDropout, EdgesAreThoseOfPyTorch) {
  const auto x = delicate_values();
  std::vector<float> y(x.size());
  const std::vector<std::uint8_t> kept(x.size(), 1), dropped(x.size(), 0);
  alpha_dropout_forward<float>(0.0, Mode::train, kept, x, y);
  EXPECT_TRUE(same_bits(x, y));
  for (const double p : all_drop_rates) {
    alpha_dropout_forward<float>(p, Mode::eval, {}, x, y);
    EXPECT_TRUE(same_bits(x, y)) << p;
  }
  alpha_dropout_forward<float>(1.0, Mode::train, dropped, x, y);
  EXPECT_TRUE(same_bits(y, std::vector<float>(x.size(), 0.0f))) << "p = 1 gives zeros, not the resting value";
}

TEST(Selu, IsTheFormulaWithItsSlopeAndItsLimit) {
  for (double x = -30.0; x <= 5.0; x += 0.37) {
    const double expected = x > 0 ? selu_lambda * x : selu_lambda * selu_alpha * std::expm1(x);
    EXPECT_NEAR(selu(x), expected, 1e-14 * std::max(1.0, std::fabs(expected)));
    EXPECT_NEAR(selu_slope(x), (selu(x + 1e-5) - selu(x - 1e-5)) / 2e-5, 1e-9) << x;
  }
  EXPECT_NEAR(selu(-1e-9) / -1e-9, selu_lambda * selu_alpha, 1e-8) << "no cancellation near zero";
  EXPECT_NEAR(selu(-800.0), alpha_prime, 1e-15);
  EXPECT_TRUE(std::isnan(selu(std::numeric_limits<double>::quiet_NaN())));
}

// The fixed point that gives the method its name: N(0, 1) in, mean 0 and variance 1 out.
TEST(Selu, KeepsMeanZeroAndVarianceOneOfANormalInput) {
  RandomStream stream(9, StreamPurpose::study);
  double sum = 0, squares = 0, fourth = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double y = selu(stream.normal());
    sum += y;
    squares += y * y;
    fourth += y * y * y * y;
  }
  EXPECT_LE(std::fabs(sum / count), 5 / root_n);
  EXPECT_LE(std::fabs(squares / count - 1), 5 * std::sqrt(fourth / count - 1) / root_n);
}

TEST(NoiseDropout, HasTheSameBitsOnEveryCompiler) {
  Fnv1a hash;
  RandomStream stream(2, StreamPurpose::study);
  std::vector<float> x(333), y(333);
  for (float& value : x) value = static_cast<float>(selu(stream.normal()));
  for (const double p : inner_drop_rates) {
    std::vector<double> factors(333);
    draw_gaussian_factors({.seed = 4, .step = 3}, p, factors);
    gaussian_dropout<float>(p, Mode::train, factors, x, y);
    hash.add(std::span<const float>(y));
    std::vector<std::uint8_t> mask(333);
    draw_mask({.seed = 4, .step = 3}, p, mask);
    alpha_dropout_forward<float>(p, Mode::train, mask, x, y);
    hash.add(std::span<const float>(y));
  }
  EXPECT_EQ(hash.value(), 0xf309cd25a439ba69u);
}

}  // namespace
}  // namespace dropout
