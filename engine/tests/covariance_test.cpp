// covariance_test.cpp: dropout and DropConnect share their marginals and differ in the covariance between units.
#include "dropout/covariance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/mask.h"
#include "study_support.h"

namespace dropout {
namespace {

const std::vector<double> example_weights = {1, -2, 0.5, 0.5, 1, 2}, example_input = {1, 2, -1};
constexpr Scheme all_schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};

void expect_near(const std::vector<double>& values, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], expected[i], tolerance) << "entry " << i;
}

TEST(Covariance, ReproducesTheExampleOfChapterFive) {
  const auto dropout = dropout_moments(example_weights, example_input, {0.5});
  const auto connect = dropconnect_moments(example_weights, example_input, {0.5});
  expect_near(dropout.mean, {-3.5, 0.5}, 1e-14);
  expect_near(connect.mean, {-3.5, 0.5}, 1e-14);
  expect_near(dropout.covariance, {17.25, -6.5, -6.5, 8.25}, 1e-13);
  expect_near(connect.covariance, {17.25, 0, 0, 8.25}, 1e-13);
}

TEST(Covariance, ClosedFormsEqualTheSumsOverAllMasks) {
  for (const double p : all_drop_rates)
    for (const Scheme scheme : all_schemes)
      for (const std::size_t outputs : {1u, 2u, 4u}) {
        const std::vector<double> w = random_inputs<double>(static_cast<int>(3 * outputs), 5), v = {1.5, -0.3, 0.8};
        const DropoutRule rule{p, scheme};
        const auto dropout = dropout_moments(w, v, rule), all_dropout = enumerated_dropout_moments(w, v, rule);
        const auto connect = dropconnect_moments(w, v, rule),
                   all_connect = enumerated_dropconnect_moments(w, v, rule);
        const double tolerance = p < 1.0 ? 1e-12 / (1.0 - p) : 0.0;  // values grow like 1 / k
        expect_near(dropout.mean, all_dropout.mean, tolerance);
        expect_near(dropout.covariance, all_dropout.covariance, tolerance);
        expect_near(connect.mean, all_connect.mean, tolerance);
        expect_near(connect.covariance, all_connect.covariance, tolerance);
      }
}

TEST(Covariance, OneOutputUnitCannotTellTheMethodsApart) {
  const std::vector<double> w = {1, -2, 0.5}, v = {1, 2, -1};
  for (const double p : all_drop_rates) {
    const auto dropout = dropout_moments(w, v, {p}), connect = dropconnect_moments(w, v, {p});
    EXPECT_EQ(dropout.mean, connect.mean);
    EXPECT_EQ(dropout.covariance, connect.covariance);
  }
}

TEST(Covariance, RowsOrthogonalUnderTheInputHaveNoCovariance) {
  const std::vector<double> w = {1, 1, 4, -1}, v = {1, 2};  // 1*4*1 + 1*(-1)*4 = 0
  for (const double p : inner_drop_rates) EXPECT_EQ(dropout_moments(w, v, {p}).covariance[1], 0.0);
}

// Without 1 / k, as Wan et al. 2013: mean k W v, variance k p (W * W)(v * v).
TEST(Covariance, WithoutInvertedScalingItIsTheGaussianOfWan) {
  for (const double p : all_drop_rates) {
    const double k = 1.0 - p;
    const auto moments = dropconnect_moments(example_weights, example_input, {p, Scheme::naive});
    expect_near(moments.mean, {-3.5 * k, 0.5 * k}, 1e-14);
    expect_near(moments.covariance, {17.25 * k * p, 0, 0, 8.25 * k * p}, 1e-13);
  }
}

// 20 000 drawn masks of each kind; bounds are 5 standard errors measured from the same draws.
TEST(Covariance, DrawnMasksHaveTheseMoments) {
  constexpr std::uint32_t draws = 20000;
  for (const double p : inner_drop_rates)
    for (const bool per_weight : {false, true}) {
      const auto exact = per_weight ? dropconnect_moments(example_weights, example_input, {p})
                                    : dropout_moments(example_weights, example_input, {p});
      std::vector<double> first(draws), second(draws), product(draws);
      std::vector<std::uint8_t> mask(per_weight ? 6 : 3);
      for (std::uint32_t draw = 0; draw < draws; ++draw) {
        draw_mask({.seed = 8, .sample = draw}, p, mask);
        double u[2] = {};
        for (std::size_t i = 0; i < 2; ++i)
          for (std::size_t j = 0; j < 3; ++j)
            if (mask[per_weight ? i * 3 + j : j] != 0)
              u[i] += example_weights[i * 3 + j] * example_input[j] / (1 - p);
        first[draw] = u[0], second[draw] = u[1];
        product[draw] = (u[0] - exact.mean[0]) * (u[1] - exact.mean[1]);
      }
      const auto expect_mean = [&](const std::vector<double>& values, double expected) {
        double mean = 0.0, square = 0.0;
        for (const double value : values) mean += value / draws, square += value * value / draws;
        EXPECT_NEAR(mean, expected, 5 * std::sqrt((square - mean * mean) / draws)) << "p = " << p;
      };
      expect_mean(first, exact.mean[0]);
      expect_mean(second, exact.mean[1]);
      expect_mean(product, exact.covariance[1]);
    }
}

TEST(Covariance, PatchNoiseOfTheExampleOfChapterFour) {
  EXPECT_NEAR(channel_patch_noise(0.25), 1.0 / 3, 1e-15);
  EXPECT_NEAR(element_patch_noise(0.25, 9), 1.0 / 27, 1e-15);
  for (const double p : inner_drop_rates) EXPECT_NEAR(channel_patch_noise(p) / element_patch_noise(p, 9), 9.0, 1e-12);
  EXPECT_EQ(channel_patch_noise(0.0), 0.0);
}

// Relative variance of the drawn patch means; the bound is 5 standard errors of a variance, from the fourth moment.
TEST(Covariance, DrawnPatchesHaveThisNoise) {
  constexpr std::uint32_t draws = 20000;
  for (const double p : inner_drop_rates)
    for (const bool per_channel : {false, true}) {
      std::vector<double> patch(draws);
      double fourth = 0.0;
      std::vector<std::uint8_t> mask(per_channel ? 1 : 9);
      for (std::uint32_t draw = 0; draw < draws; ++draw) {
        draw_mask({.seed = 9, .sample = draw}, p, mask);
        for (std::size_t cell = 0; cell < 9; ++cell) patch[draw] += mask[per_channel ? 0 : cell] / (1 - p) / 9;
        fourth += std::pow(patch[draw] - 1.0, 4) / draws;
      }
      const double expected = per_channel ? channel_patch_noise(p) : element_patch_noise(p, 9);
      // dividing by the squared mean adds 2 sd / sqrt(draws), relatively
      const double variance_error = std::sqrt(std::fmax(0.0, fourth - expected * expected) / draws);
      const double bound = 5 * (variance_error + 2 * expected * std::sqrt(expected / draws));
      EXPECT_NEAR(relative_variance(patch), expected, bound) << "p = " << p;
    }
}

TEST(Covariance, RelativeVarianceDividesByTheSquaredMean) {
  const double values[] = {1, 2, 3}, centered[] = {-1, 1};
  EXPECT_NEAR(relative_variance(values), (2.0 / 3) / 4, 1e-15);
  EXPECT_EQ(relative_variance(centered), 0.0);
}

TEST(Covariance, HasTheSameBitsOnEveryCompiler) {
  std::vector<double> numbers;
  for (const double p : all_drop_rates)
    for (const auto& moments : {dropout_moments(example_weights, example_input, {p}),
                                enumerated_dropconnect_moments(example_weights, example_input, {p})}) {
      numbers.insert(numbers.end(), moments.mean.begin(), moments.mean.end());
      numbers.insert(numbers.end(), moments.covariance.begin(), moments.covariance.end());
    }
  EXPECT_EQ(hash_of_doubles(numbers), 0x016be6a31cd43b33u);
}

}  // namespace
}  // namespace dropout
