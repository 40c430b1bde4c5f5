// distinct_masks_test.cpp: expected and drawn counts of different masks.
#include "dropout/distinct_masks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/ensemble.h"
#include "study_support.h"

namespace dropout {
namespace {

TEST(DistinctMasks, EffectiveCountsOfTwentyUnits) {
  EXPECT_NEAR(effective_mask_count(20, 0.1), 666, 1);  // printed rounded up: 665.5 and 22 204.5
  EXPECT_NEAR(effective_mask_count(20, 0.2), 22205, 1);
  EXPECT_NEAR(effective_mask_count(20, 0.5), 1048576, 1e-6);
}

TEST(DistinctMasks, EntropyIsOneBitAtAHalfAndSymmetric) {
  EXPECT_NEAR(binary_entropy(0.5), 1.0, 1e-15);
  EXPECT_EQ(binary_entropy(0.0), 0.0);
  EXPECT_EQ(binary_entropy(1.0), 0.0);
  for (const double p : inner_drop_rates) {
    EXPECT_NEAR(binary_entropy(p), binary_entropy(1.0 - p), 1e-14);
    EXPECT_NEAR(binary_entropy(p), -(p * std::log2(p) + (1 - p) * std::log2(1 - p)), 1e-14);
  }
}

TEST(DistinctMasks, ExpectedCountsOfTenUnitsAndAThousandDraws) {
  EXPECT_NEAR(expected_distinct_masks(10, 0.5, 1000), 638.5, 0.05);
  EXPECT_NEAR(expected_distinct_masks(10, 0.2, 1000), 256.9, 0.05);
  EXPECT_NEAR(expected_distinct_masks(10, 0.1, 1000), 113.5, 0.05);
  EXPECT_NEAR(expected_distinct_masks(20, 0.5, 10000), 9952.5, 0.05);
}

// E = sum over all masks of 1 - (1 - P(mask))^m
TEST(DistinctMasks, ExpectedCountEqualsTheSumOverAllMasks) {
  for (const double p : all_drop_rates)
    for (const int n : {0, 1, 5, 12})
      for (const int draws : {0, 1, 7, 500}) {
        double expected = 0.0;
        for (const double probability : mask_probabilities(n, p))
          expected += 1.0 - std::pow(1.0 - probability, draws);
        EXPECT_NEAR(expected_distinct_masks(n, p, draws), expected, 1e-10 * (1 + expected))
            << n << " units, p = " << p;
      }
}

// N (1 - (1 - 1/N)^m) with N = 2^n, in a form that does not cancel.
TEST(DistinctMasks, EqualMasksFollowTheClosedFormAtAnySize) {
  for (const int n : {3, 20, 50, 64, 400, 1000})
    for (const double draws : {1.0, 1e3, 1e6}) {
      const double masks = std::pow(2.0, n);
      const double closed = -masks * std::expm1(draws * std::log1p(-1.0 / masks));
      EXPECT_NEAR(expected_distinct_masks(n, 0.5, draws), closed, 1e-9 * closed) << n << " units";
    }
}

TEST(DistinctMasks, ManyUnitsNeverMeetAMaskTwice) {
  for (const double p : {0.3, 0.5, 0.8}) EXPECT_NEAR(expected_distinct_masks(1000, p, 1e5), 1e5, 1e-4);
}

// The variance of the count is below its mean (occupied cells are negatively correlated).
TEST(DistinctMasks, DrawnMasksAreAsManyAsExpected) {
  for (const double p : inner_drop_rates)
    for (const int n : {4, 10, 20, 64}) {
      const double expected = expected_distinct_masks(n, p, 5000);
      EXPECT_NEAR(count_distinct_masks(n, p, 3, 5000), expected, 5 * std::sqrt(expected)) << n << " units, p = " << p;
    }
  EXPECT_EQ(count_distinct_masks(10, 0.0, 3, 100), 1);
  EXPECT_EQ(count_distinct_masks(10, 1.0, 3, 100), 1);
}

TEST(DistinctMasks, HasTheSameBitsOnEveryCompiler) {
  std::vector<double> numbers;
  for (const double p : all_drop_rates)
    for (const int n : {1, 10, 64, 1000})
      numbers.insert(numbers.end(), {expected_distinct_masks(n, p, 1e4), effective_mask_count(n, p)});
  numbers.push_back(count_distinct_masks(10, 0.3, 1, 1000));
  EXPECT_EQ(hash_of_doubles(numbers), 0x734758750c121e29u);
}

}  // namespace
}  // namespace dropout
