// ridge_test.cpp: the loss over all masks equals the ridge loss, and its minimum the numbers of an exact computation.
#include "dropout/ridge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/ensemble.h"
#include "study_support.h"

namespace dropout {
namespace {

const std::vector<double> x = {1, 2, 0, 0, 1, -1, 2, -1, 1, 1, 0, 3, -1, 1, 2}, y = {3, -1, 2, 4, 1};  // [5, 3]
constexpr double rates_below_one[] = {0.0, 0.1, 0.3, 0.5, 0.8, 0.95};

TEST(Ridge, LossOverAllMasksIsTheRidgeLoss) {
  for (const double p : rates_below_one)
    for (const int inputs : {1, 3, 7}) {
      const auto data = random_inputs<double>(6 * inputs, 2), target = random_inputs<double>(6, 3);
      const auto b = random_inputs<double>(inputs, 4);
      const double ridge = dropout_regression_loss(data, target, b, p);
      EXPECT_NEAR(enumerated_regression_loss(data, target, b, p), ridge, 1e-10 * ridge) << "p = " << p;
    }
}

// Solved in exact fractions by an independent program.
TEST(Ridge, SolutionEqualsExactFractions) {
  struct Golden {
    double p, b[3], loss;
  };
  const Golden all[] = {{0.0, {1.1461187214611872, 0.7351598173515982, 0.9041095890410958}, 1.2283105022831051},
                        {0.2, {0.9486775267122088, 0.5655631459099667, 0.7548782623927133}, 6.41804168856192},
                        {0.5, {0.629979035639413, 0.3307127882599581, 0.5036687631027253}, 14.814989517819706},
                        {0.8, {0.2707001147729136, 0.1220200032792261, 0.21583866207575012}, 24.135661583866206}};
  for (const Golden& golden : all) {
    const std::vector<double> b = dropout_regression(x, y, golden.p);
    for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(b[j], golden.b[j], 1e-13) << "p = " << golden.p;
    EXPECT_NEAR(dropout_regression_loss(x, y, b, golden.p), golden.loss, 1e-12);
    EXPECT_NEAR(enumerated_regression_loss(x, y, b, golden.p), golden.loss, 1e-12);
  }
}

// At a minimum of a parabola, steps of +h and -h raise the loss equally.
TEST(Ridge, SolutionMinimizesTheLossOverAllMasks) {
  for (const double p : rates_below_one) {
    const std::vector<double> b = dropout_regression(x, y, p);
    const double least = enumerated_regression_loss(x, y, b, p);
    for (std::size_t j = 0; j < 3; ++j) {
      std::vector<double> above = b, below = b;
      above[j] += 0.01, below[j] -= 0.01;
      const double up = enumerated_regression_loss(x, y, above, p), down = enumerated_regression_loss(x, y, below, p);
      EXPECT_GT(up, least);
      EXPECT_NEAR(up, down, 1e-10 * up) << "p = " << p;
    }
  }
}

TEST(Ridge, WhereNoFiniteSolutionStandsAloneThereIsNone) {
  const std::vector<double> target = {1, 2};
  EXPECT_TRUE(dropout_regression(std::vector<double>{1, 1, 2, 2}, target, 0.0).empty()) << "equal columns";
  EXPECT_FALSE(dropout_regression(std::vector<double>{1, 1, 2, 2}, target, 0.3).empty())
      << "dropout tells them apart";
  for (const double p : rates_below_one) {
    EXPECT_TRUE(dropout_regression(std::vector<double>{1, 0, 2, 0}, target, p).empty())
        << "a column of zeros, p = " << p;
    EXPECT_TRUE(dropout_regression(std::vector<double>{1e200, 1}, target, p).empty())
        << "an infinite square, p = " << p;
    EXPECT_TRUE(dropout_regression(std::vector<double>{1e-9, 1e-9}, std::vector<double>{1e308, 1e308}, p).empty())
        << "an infinite weight, p = " << p;
  }
}

TEST(Ridge, WeightsShrinkAsTheRateGrows) {
  double previous = 1e300;
  for (const double p : rates_below_one) {
    double norm = 0.0;  // in the metric of the penalty, where ridge shrinks for sure
    const std::vector<double> b = dropout_regression(x, y, p);
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t i = 0; i < 5; ++i) norm += std::pow(b[j] * x[i * 3 + j], 2);
    EXPECT_LT(norm, previous) << "p = " << p;
    previous = norm;
  }
}

TEST(Ridge, PredictionVarianceIsThatOfAllMasks) {
  const std::vector<double> input = {1.0, -2.0, 0.5, 3.0}, b = {0.3, 0.8, -1.0, 0.2};
  for (const double p : rates_below_one) {
    const auto probabilities = mask_probabilities(4, p);
    double mean = 0.0, square = 0.0;
    for (std::size_t m = 0; m < 16; ++m) {
      double sum = 0.0;
      for (std::size_t j = 0; j < 4; ++j) sum += (m >> j) & 1u ? input[j] * b[j] / (1 - p) : 0.0;
      mean += probabilities[m] * sum, square += probabilities[m] * sum * sum;
    }
    EXPECT_NEAR(prediction_variance(input, b, p), square - mean * mean, 1e-12 * square) << "p = " << p;
  }
}

TEST(Ridge, HasTheSameBitsOnEveryCompiler) {
  std::vector<double> numbers;
  for (const double p : rates_below_one) {
    const std::vector<double> b = dropout_regression(x, y, p);
    numbers.insert(numbers.end(), b.begin(), b.end());
    numbers.push_back(enumerated_regression_loss(x, y, b, p));
  }
  EXPECT_EQ(hash_of_doubles(numbers), 0x1dd61b1d08aea848u);
}

}  // namespace
}  // namespace dropout
