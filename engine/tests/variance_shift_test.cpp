// variance_shift_test.cpp: closed forms against the published example, sums over all masks, and samples.
#include "dropout/variance_shift.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/ensemble.h"
#include "study_support.h"

namespace dropout {
namespace {

TEST(VarianceShift, ReproducesTheExampleOfAReluBehindANormal) {
  const double p[] = {0.1, 0.3, 0.5, 0.7}, delta[] = {0.860, 0.614, 0.405, 0.226},
               sd[] = {0.927, 0.784, 0.637, 0.475};
  EXPECT_NEAR(relu_of_standard_normal().mean, 0.3989, 5e-5);
  EXPECT_NEAR(relu_of_standard_normal().variance, 0.3408, 5e-5);
  for (int i = 0; i < 4; ++i) {
    const VarianceShift shift = variance_shift(relu_of_standard_normal(), p[i]);
    EXPECT_NEAR(shift.ratio, delta[i], 5e-4);
    EXPECT_NEAR(shift.output_sd, sd[i], 5e-4);
  }
}

TEST(VarianceShift, WithoutAMeanTheRatioIsTheKeepRate) {
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) {
    EXPECT_NEAR(variance_shift({0.0, 2.7}, p).ratio, 1.0 - p, 1e-14);
    EXPECT_NEAR(variance_shift({1.3, 2.7}, p).ratio, 2.7 / ((1.69 + 2.7) / (1.0 - p) - 1.69), 1e-14);
  }
  EXPECT_EQ(variance_shift({1.3, 2.7}, 0.0).ratio, 1.0);
  EXPECT_EQ(variance_shift({0.0, 0.0}, 0.5).ratio, 1.0) << "nothing varies";
}

// x takes 3 values with equal chance, dropped with probability p: six cases.
TEST(VarianceShift, EqualsTheSumOverAllCases) {
  const double values[] = {-1.0, 0.5, 4.0};
  const Moments input = moments_of(values);
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) {
    double mean = 0.0, square = 0.0;
    for (const double x : values) {
      const double y = x / (1.0 - p);
      mean += (1.0 - p) * y / 3, square += (1.0 - p) * y * y / 3;
    }
    const VarianceShift shift = variance_shift(input, p);
    EXPECT_NEAR(mean, input.mean, 1e-14) << "the means agree";
    EXPECT_NEAR(shift.train_variance, square - mean * mean, 1e-12 * square);
    EXPECT_NEAR(shift.eval_variance, input.variance, 1e-14);
  }
}

// Three examples of three correlated inputs with equal chance, all 8 masks.
TEST(VarianceShift, OfASumEqualsTheSumOverExamplesAndMasks) {
  const double x[3][3] = {{1, 2, -1}, {0, 1, 3}, {2, -2, 0.5}}, w[] = {0.5, -1.0, 2.0};
  double means[3] = {}, covariance[9] = {};
  for (const auto& row : x)
    for (std::size_t j = 0; j < 3; ++j) means[j] += row[j] / 3;
  for (const auto& row : x)
    for (std::size_t i = 0; i < 9; ++i)
      covariance[i] += (row[i / 3] - means[i / 3]) * (row[i % 3] - means[i % 3]) / 3;
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) {
    const std::vector<double> probabilities = mask_probabilities(3, p);
    double mean = 0.0, square = 0.0;
    for (const auto& row : x)
      for (std::size_t m = 0; m < 8; ++m) {
        double sum = 0.0;
        for (std::size_t j = 0; j < 3; ++j) sum += (m >> j) & 1u ? w[j] * row[j] / (1.0 - p) : 0.0;
        mean += probabilities[m] * sum / 3, square += probabilities[m] * sum * sum / 3;
      }
    const VarianceShift shift = variance_shift_of_sum(w, means, covariance, p);
    EXPECT_NEAR(shift.train_variance, square - mean * mean, 1e-12 * square) << "p = " << p;
    EXPECT_NEAR(shift.ratio, shift.eval_variance / (square - mean * mean), 1e-11);
  }
}

TEST(VarianceShift, ASumOfOneTermIsTheTermItself) {
  const double w[] = {-3.0}, mean[] = {0.7}, covariance[] = {1.9};
  for (const double p : inner_drop_rates)
    EXPECT_NEAR(variance_shift_of_sum(w, mean, covariance, p).ratio, variance_shift({0.7, 1.9}, p).ratio, 1e-14);
}

// Fourth moments of y bound the standard error of its sampled variance.
TEST(VarianceShift, SamplesHaveTheVariancesOfTheFormula) {
  constexpr std::size_t count = 200000;
  std::vector<double> eval(count), train(count), squares(count);
  for (const double p : inner_drop_rates) {
    sample_relu_under_dropout(p, 17, eval, train);
    const VarianceShift shift = variance_shift(relu_of_standard_normal(), p);
    for (const auto& [values, variance] : {std::pair{&eval, shift.eval_variance}, {&train, shift.train_variance}}) {
      const Moments moments = moments_of(*values);
      for (std::size_t i = 0; i < count; ++i) squares[i] = std::pow((*values)[i] - moments.mean, 2);
      const double standard_error = std::sqrt(moments_of(squares).variance / count);
      EXPECT_NEAR(moments.variance, variance, 5 * standard_error) << "p = " << p;
      EXPECT_NEAR(moments.mean, relu_of_standard_normal().mean, 5 * std::sqrt(moments.variance / count));
    }
  }
}

TEST(VarianceShift, AtZeroNothingAndAtOneEverythingIsDropped) {
  std::vector<double> eval(100), train(100);
  sample_relu_under_dropout(0.0, 1, eval, train);
  EXPECT_EQ(eval, train);
  sample_relu_under_dropout(1.0, 1, eval, train);
  EXPECT_EQ(train, std::vector<double>(100, 0.0));
}

TEST(VarianceShift, MeasuredRatioIsTheMeanOverUnits) {
  const double values[] = {1, 10, 3, 10, 5, 40};  // unit 0: 1, 3, 5 (variance 8/3); unit 1: 10, 10, 40 (variance 200)
  const double running[] = {8.0 / 3, 400.0};
  EXPECT_NEAR(mean_variance_ratio(values, running), (1.0 + 0.5) / 2, 1e-14);
}

TEST(VarianceShift, HasTheSameBitsOnEveryCompiler) {
  std::vector<double> eval(1000), train(1000);
  sample_relu_under_dropout(0.3, 5, eval, train);
  eval.insert(eval.end(), train.begin(), train.end());
  for (const double p : inner_drop_rates) eval.push_back(variance_shift(relu_of_standard_normal(), p).output_sd);
  EXPECT_EQ(hash_of_doubles(eval), 0xffb3a62012351e99u);
}

}  // namespace
}  // namespace dropout
