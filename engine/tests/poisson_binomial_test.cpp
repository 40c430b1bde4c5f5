// poisson_binomial_test.cpp: the dynamic program against sums over all cases, published depths and drawn passes.
#include "dropout/poisson_binomial.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "drop_rates.h"
#include "dropout/mask.h"
#include "dropout/statistics.h"
#include "study_support.h"

namespace dropout {
namespace {

// Survival 1 - (l / L)(1 - p_L) for l = 1 .. L, as published.
std::vector<double> huang(int block_count, double last) {
  std::vector<double> survival;
  for (int l = 1; l <= block_count; ++l) survival.push_back(1.0 - double(l) / block_count * (1.0 - last));
  return survival;
}

// Survival from 1 to `last` in equal steps, as timm.
std::vector<double> evenly_spaced(int block_count, double last) {
  std::vector<double> survival;
  for (int l = 0; l < block_count; ++l) survival.push_back(1.0 - (1.0 - last) * l / (block_count - 1));
  return survival;
}

TEST(PoissonBinomial, ReproducesFourBlocksByHand) {
  const PoissonBinomial law = poisson_binomial(huang(4, 0.5));
  const double by_hand[] = {0.0059, 0.0742, 0.2891, 0.4258, 0.2051};
  for (std::size_t n = 0; n <= 4; ++n) EXPECT_NEAR(law.probability[n], by_hand[n], 5e-5);
  EXPECT_EQ(law.mean, 2.75);
  EXPECT_EQ(law.variance, 0.78125);
  EXPECT_EQ(law.mode, 3);
}

TEST(PoissonBinomial, ReproducesFiftyBlocksUnderBothRules) {
  const PoissonBinomial even = poisson_binomial(evenly_spaced(50, 0.5));
  EXPECT_NEAR(even.mean, 37.5, 1e-12);
  EXPECT_NEAR(std::sqrt(even.variance), 2.8794, 5e-5);
  EXPECT_EQ(even.mode, 38);
  EXPECT_NEAR(even.probability[38], 0.1371, 5e-5);
  EXPECT_NEAR(even.probability[50], 2e-7, 0.5e-7);
  const PoissonBinomial published = poisson_binomial(huang(50, 0.5));
  EXPECT_NEAR(published.mean, 37.25, 1e-12);
  EXPECT_NEAR(std::sqrt(published.variance), 2.9082, 5e-5);
  EXPECT_EQ(published.mode, 37);
  EXPECT_NEAR(published.probability[37], 0.1351, 5e-5);
  const CountRange even_range = central_range(even, 0.95), published_range = central_range(published, 0.95);
  EXPECT_EQ(even_range.low, 32);
  EXPECT_EQ(even_range.high, 43);
  EXPECT_EQ(published_range.low, 31);
  EXPECT_EQ(published_range.high, 43);
}

TEST(PoissonBinomial, ReproducesPublishedDepths) {
  EXPECT_NEAR(poisson_binomial(huang(54, 0.5)).mean, 40.25, 1e-12);
  const PoissonBinomial transformer = poisson_binomial(evenly_spaced(12, 0.9));
  EXPECT_NEAR(transformer.mean, 11.4, 1e-12);
  EXPECT_NEAR(transformer.probability[12], 0.5368, 5e-5);
  const double last[] = {1.0, 0.8, 0.5, 0.2}, mean[] = {16.0, 14.3, 11.75, 9.2};
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(poisson_binomial(huang(16, last[i])).mean, mean[i], 1e-12);
}

TEST(PoissonBinomial, EqualsTheSumOverAllCases) {
  for (const double last : all_drop_rates)
    for (int count = 0; count <= 10; ++count) {
      const std::vector<double> p = huang(count, last);
      std::vector<double> expected(p.size() + 1);
      for (std::size_t pattern = 0; pattern < std::size_t{1} << p.size(); ++pattern) {
        double probability = 1.0;
        std::size_t active = 0;
        for (std::size_t l = 0; l < p.size(); ++l) {
          const bool runs = (pattern >> l) & 1u;
          probability *= runs ? p[l] : 1.0 - p[l];
          active += runs ? 1 : 0;
        }
        expected[active] += probability;
      }
      const PoissonBinomial law = poisson_binomial(p);
      ASSERT_EQ(law.probability.size(), expected.size());
      for (std::size_t n = 0; n < expected.size(); ++n) EXPECT_NEAR(law.probability[n], expected[n], 1e-14);
    }
}

TEST(PoissonBinomial, EqualProbabilitiesGiveTheBinomialLaw) {
  for (const double k : all_drop_rates) {
    const PoissonBinomial law = poisson_binomial(std::vector<double>(40, k));
    for (int n = 0; n <= 40; ++n)
      EXPECT_NEAR(law.probability[static_cast<std::size_t>(n)], binomial_pmf(40, n, k), 1e-13);
  }
}

TEST(PoissonBinomial, SumsToOneWithTheStatedMoments) {
  for (const double last : all_drop_rates) {
    const PoissonBinomial law = poisson_binomial(huang(200, last));
    double total = 0.0, mean = 0.0, square = 0.0;
    for (std::size_t n = 0; n < law.probability.size(); ++n) {
      const double count = static_cast<double>(n);
      total += law.probability[n], mean += count * law.probability[n], square += count * count * law.probability[n];
    }
    EXPECT_NEAR(total, 1.0, 1e-12);
    EXPECT_NEAR(mean, law.mean, 1e-10);
    EXPECT_NEAR(square - mean * mean, law.variance, 1e-8);  // two numbers of size 40 000 cancel
  }
}

TEST(PoissonBinomial, DropRatesAreTheOppositeOfSurvival) {
  const double drop_rates[] = {0.1, 0.2, 0.7}, survival[] = {0.9, 0.8, 0.3};
  const PoissonBinomial a = active_depth_law(drop_rates), b = poisson_binomial(survival);
  for (std::size_t n = 0; n <= 3; ++n) EXPECT_NEAR(a.probability[n], b.probability[n], 1e-15);
}

// 100 000 passes of 16 blocks; one Bernoulli word for each block.
std::vector<double> drawn_depths(const std::vector<double>& survival) {
  std::vector<double> histogram(survival.size() + 1);
  for (std::uint32_t step = 0; step < 100000; ++step) {
    std::size_t active = 0;
    for (std::uint32_t l = 0; l < survival.size(); ++l)
      active += mask_word({.seed = 5, .layer = l, .step = step}, 0) < drop_threshold(1.0 - survival[l]) ? 0u : 1u;
    histogram[active] += 1.0;
  }
  return histogram;
}

TEST(PoissonBinomial, DrawnDepthsFollowTheLaw) {
  for (const double last : {0.8, 0.5, 0.2, 0.05}) {
    const std::vector<double> survival = huang(16, last);
    const GoodnessOfFit fit = goodness_of_fit(drawn_depths(survival), poisson_binomial(survival).probability);
    EXPECT_GT(fit.p_value, 1e-6) << "p_L = " << last;
    EXPECT_GE(fit.degrees_of_freedom, 4);
  }
}

TEST(PoissonBinomial, TheTestNoticesASlightlyWrongLaw) {
  const GoodnessOfFit fit =
      goodness_of_fit(drawn_depths(huang(16, 0.5)), poisson_binomial(huang(16, 0.52)).probability);
  EXPECT_LT(fit.p_value, 1e-6);
}

TEST(PoissonBinomial, SmallCellsArePooledFromTheLeft) {
  const double observed[] = {1, 3, 20, 70, 4, 2}, probabilities[] = {0.02, 0.04, 0.2, 0.7, 0.03, 0.01};
  const GoodnessOfFit fit = goodness_of_fit(observed, probabilities);  // pools: 0+1, 2, 3+4+5
  EXPECT_EQ(fit.degrees_of_freedom, 2);
  EXPECT_NEAR(fit.statistic, 4.0 / 6 + 0.0 + 4.0 / 74, 1e-12);
  EXPECT_NEAR(fit.p_value, std::exp(-fit.statistic / 2), 1e-12);
  const double one[] = {3}, certain[] = {1};
  EXPECT_EQ(goodness_of_fit(one, certain).p_value, 1.0);
}

TEST(PoissonBinomial, TheLargestCountsAndSmallestPoolsAreJudged) {
  const double observed[] = {0x1p53, 0}, probabilities[] = {0.5, 0.5}, rare[] = {1, 1e-20};
  const GoodnessOfFit far = goodness_of_fit(observed, probabilities);  // (2^52)^2 / 2^52 from each of two pools
  EXPECT_EQ(far.statistic, 0x1p53);
  EXPECT_EQ(far.p_value, 0.0);
  const double both[] = {0x1p53, 0x1p53};
  const GoodnessOfFit small = goodness_of_fit(both, rare, 1e-6);  // 2^54 1e-20 = 0.00018 are expected, 2^53 are there
  EXPECT_EQ(small.degrees_of_freedom, 1);
  EXPECT_NEAR(small.statistic / (0x1p106 / (0x1p54 * 1e-20)), 1.0, 1e-12);  // the other pool adds 1e-20 of it
  EXPECT_EQ(small.p_value, 0.0);
}

TEST(PoissonBinomial, HasTheSameBitsOnEveryCompiler) {
  EXPECT_EQ(hash_of_doubles(poisson_binomial(huang(54, 0.3)).probability), 0xeebd3711a45bc1aau);
}

}  // namespace
}  // namespace dropout
