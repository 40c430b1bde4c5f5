// statistics_test.cpp: distributions against closed forms, tables and each other.
#include "dropout/statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "drop_rates.h"

namespace dropout {
namespace {

const std::vector<double> example = {2.0, -1.0, 3.0, 0.5, -2.0, 1.0};  // the worked example of chapter 1

TEST(Statistics, BinomialIsTheProbabilityOfAKeptCount) {
  EXPECT_NEAR(binomial_pmf(6, 3, 0.5), 20.0 / 64, 1e-14);
  EXPECT_NEAR(binomial_pmf(10, 2, 0.3), 0.2334744405, 1e-12);
  EXPECT_EQ(binomial_pmf(6, -1, 0.5), 0.0);
  EXPECT_EQ(binomial_pmf(6, 7, 0.5), 0.0);
  EXPECT_EQ(binomial_pmf(6, 0, 0.0), 1.0);
  EXPECT_EQ(binomial_pmf(6, 6, 1.0), 1.0);
  EXPECT_NEAR(binomial_pmf(0, 0, 0.3), 1.0, 1e-14);
}

TEST(Statistics, BinomialSumsToOneWithMeanAndVarianceOfTheFormula) {
  for (const int n : {1, 7, 64, 1000})
    for (const double p : all_drop_rates) {
      double total = 0.0, mean = 0.0, square = 0.0;
      for (int k = 0; k <= n; ++k) {
        const double probability = binomial_pmf(n, k, 1.0 - p);
        total += probability, mean += k * probability, square += double{1} * k * k * probability;
      }
      EXPECT_NEAR(total, 1.0, 1e-11);
      EXPECT_NEAR(mean, n * (1.0 - p), 1e-10 * n);
      EXPECT_NEAR(square - mean * mean, n * p * (1.0 - p), 1e-9 * n * n);  // two numbers of size n^2 cancel
    }
}

TEST(Statistics, LogGammaEqualsFactorialsAndThePlatform) {
  EXPECT_NEAR(log_gamma(1.0), 0.0, 1e-13);
  EXPECT_NEAR(log_gamma(2.0), 0.0, 1e-13);
  EXPECT_NEAR(log_gamma(0.5), 0.57236494292470008707, 1e-13);  // log sqrt(pi)
  for (double x = 0.01; x < 1e6; x *= 1.37)
    EXPECT_NEAR(log_gamma(x), std::lgamma(x), 1e-13 * std::max(1.0, std::fabs(std::lgamma(x)))) << x;
}

TEST(Statistics, EnumerationReproducesTheWorkedExample) {
  const MaskedSums naive = enumerate_masked_sums(example, 0.5);
  EXPECT_NEAR(naive.mean, 1.75, 1e-12);
  EXPECT_NEAR(naive.sd, 2.194, 0.0005);
  EXPECT_EQ(naive.minimum, -3.0);
  EXPECT_EQ(naive.maximum, 6.5);
  const auto count = [&](auto holds) { return std::count_if(naive.sums.begin(), naive.sums.end(), holds); };
  EXPECT_EQ(count([](double sum) { return sum > 3.5; }), 12);
  EXPECT_EQ(count([](double sum) { return sum == 3.5; }), 5);
  EXPECT_EQ(count([](double sum) { return sum < 0.0; }), 12);
  EXPECT_EQ(naive.sums.size(), 64u);
  EXPECT_EQ(naive.sums[0b010101], 3.0) << "units 1, 3 and 5 kept: 2 + 3 - 2";
}

TEST(Statistics, EnumerationReproducesTheTableOfOtherRates) {
  const double rates[] = {0.1, 0.3, 0.5, 0.7};
  const double means[] = {3.15, 2.45, 1.75, 1.05}, sds[] = {1.316, 2.011, 2.194, 2.011};
  const double inverted_sds[] = {1.462, 2.872, 4.387, 6.702};
  for (int i = 0; i < 4; ++i) {
    const MaskedSums naive = enumerate_masked_sums(example, rates[i]);
    EXPECT_NEAR(naive.mean, means[i], 1e-12);
    EXPECT_NEAR(naive.sd, sds[i], 0.0006);  // the table has three decimals
    EXPECT_NEAR(enumerate_masked_sums(example, rates[i], 1.0 / (1.0 - rates[i])).sd, inverted_sds[i], 0.0006);
  }
}

// Sum of probabilities 1; E[S] = scale k sum x; Var[S] = scale^2 p k sum x^2; P(all dropped) = p^n.
TEST(Statistics, EnumerationFollowsTheFormulasForEverySizeAndRate) {
  for (std::size_t n = 0; n <= 10; ++n)
    for (const double p : all_drop_rates) {
      std::vector<double> x;
      for (std::size_t i = 0; i < n; ++i) x.push_back(1.0 + 0.3 * static_cast<double>(i));
      const double k = 1.0 - p, scale = k > 0.0 ? 1.0 / k : 0.0;
      const double sum = std::accumulate(x.begin(), x.end(), 0.0);
      const double squares = std::inner_product(x.begin(), x.end(), x.begin(), 0.0);
      const MaskedSums masks = enumerate_masked_sums(x, p, scale);
      EXPECT_NEAR(std::accumulate(masks.probabilities.begin(), masks.probabilities.end(), 0.0), 1.0, 1e-12);
      EXPECT_NEAR(masks.mean, scale * k * sum, 1e-12 * sum + 1e-300);
      const double variance = scale * scale * p * k * squares;
      EXPECT_NEAR(masks.sd * masks.sd, variance, 1e-12 * (variance + sum * sum)) << n << " units, p = " << p;
      EXPECT_NEAR(masks.probabilities[0], std::pow(p, n), 1e-15);
    }
}

TEST(Statistics, ChiSquareAddsSquaredDeviationsOverExpectations) {
  const double observed[] = {12, 8, 0}, expected[] = {10, 10, 0};
  EXPECT_DOUBLE_EQ(chi_square_statistic(observed, expected), 0.8);
}

TEST(Statistics, ChiSquareUpperTailEqualsClosedFormsAndTables) {
  for (double x = 0.1; x < 60.0; x += 0.7) {
    EXPECT_NEAR(chi_square_upper_p(x, 2), std::exp(-x / 2), 1e-12);
    EXPECT_NEAR(chi_square_upper_p(x, 4), std::exp(-x / 2) * (1 + x / 2), 1e-12);
    EXPECT_NEAR(chi_square_upper_p(x, 1), std::erfc(std::sqrt(x / 2)), 1e-12);
  }
  EXPECT_NEAR(chi_square_upper_p(3.841458820694124, 1), 0.05, 1e-12);
  EXPECT_NEAR(chi_square_upper_p(18.307038053275146, 10), 0.05, 1e-12);
  EXPECT_NEAR(chi_square_upper_p(124.3421134287216, 100), 0.05, 1e-9);
  EXPECT_EQ(chi_square_upper_p(0.0, 5), 1.0);
  EXPECT_NEAR(chi_square_upper_p(65535, 65535), 0.5, 0.001) << "many degrees: median near the mean";
}

TEST(Statistics, StudentQuantilesEqualTheTable) {
  const double table[][2] = {{1, 12.706204736}, {2, 4.302652730},  {5, 2.570581836},  {10, 2.228138852},
                             {19, 2.093024054}, {29, 2.045229642}, {59, 2.000995378}, {1000, 1.962339081}};
  for (const auto& [degrees, t] : table) EXPECT_NEAR(student_t_quantile(degrees), t, 1e-7) << degrees;
  EXPECT_NEAR(student_t_quantile(29, 0.99), 2.756385904, 1e-7);
  EXPECT_NEAR(student_t_quantile(1e6), 1.959966356, 1e-6);
}

// What the logarithms of Gamma leave of their digits at the end of the range. P(X >= d) = 1/2 - 1 / (3 sqrt(pi d)), up to a
// term of order d^(-3/2): 2e-12 at 1e6.
TEST(Statistics, ManyDegreesOfFreedomKeepSevenDigits) {
  const auto above_mean = [](double d) { return 0.5 - 1.0 / (3.0 * std::sqrt(3.14159265358979323846 * d)); };
  EXPECT_NEAR(chi_square_upper_p(1e6, 1e6), above_mean(1e6), 1e-9);
  EXPECT_NEAR(chi_square_upper_p(1e8, 1e8), above_mean(1e8), 1e-7);
  EXPECT_NEAR(student_t_quantile(1e8), 1.959964, 1e-6);
  EXPECT_NEAR(student_t_quantile(1e8, 0.5), 0.674490, 1e-6);
}

TEST(Statistics, StudentProbabilityWithOneDegreeIsTheCauchyLaw) {
  for (double t = 0.0; t < 50.0; t += 0.9)
    EXPECT_NEAR(student_t_central_probability(t, 1), 2 / 3.14159265358979323846 * std::atan(t), 1e-12);
}

TEST(Statistics, IntervalOfAMeanIsTTimesTheStandardError) {
  const double values[] = {4, 6, 8, 10, 12};
  const MeanInterval interval = mean_interval(values);
  EXPECT_EQ(interval.mean, 8.0);
  EXPECT_EQ(interval.count, 5);
  EXPECT_NEAR(interval.half_width, 2.7764451052 * std::sqrt(10.0 / 5), 1e-7);
}

TEST(Statistics, IntervalOfFewerThanTwoValuesIsInfinitelyWide) {
  EXPECT_TRUE(std::isinf(mean_interval({}).half_width));
  const double one[] = {3.0};
  EXPECT_TRUE(std::isinf(mean_interval(one).half_width));
  EXPECT_EQ(finite(mean_interval(one)).half_width, 0);
  const MeanInterval two{1, 0.5, 2};
  EXPECT_EQ(finite(two).half_width, 0.5);
  EXPECT_EQ(mean_interval(one).mean, 3.0);
}

TEST(Statistics, PairsCancelWhatTheyHaveInCommon) {
  const double before[] = {10, 50, 90}, after[] = {12, 52, 92};
  const MeanInterval gain = paired_interval(before, after);
  EXPECT_EQ(gain.mean, 2.0);
  EXPECT_EQ(gain.half_width, 0.0);
}

}  // namespace
}  // namespace dropout
