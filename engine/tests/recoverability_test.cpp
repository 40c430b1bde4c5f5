// recoverability_test.cpp: closed forms for few cells, drawn fields, and the order of the mask kinds (chapter 4).
#include "dropout/recoverability.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "drop_rates.h"
#include "dropout/cholesky.h"
#include "dropout/mask.h"
#include "study_support.h"

namespace dropout {
namespace {

std::vector<std::uint8_t> scattered(int side, double p, std::uint32_t sample) {
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(side * side));
  draw_mask({.seed = 3, .sample = sample}, p, mask);
  return mask;
}

// Squares of block x block cells that fit, each start with gamma = (p / b^2) F^2 / (F - b + 1)^2; written plainly.
std::vector<std::uint8_t> blocks(int side, int block, double p, std::uint32_t sample) {
  const int starts = side - block + 1;
  const double gamma = p / (block * block) * side * side / (starts * starts);
  std::vector<std::uint8_t> kept_starts(static_cast<std::size_t>(starts * starts));
  draw_mask({.seed = 4, .sample = sample}, gamma, kept_starts);
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(side * side), 1);
  for (int row = 0; row < starts; ++row)
    for (int column = 0; column < starts; ++column)
      if (kept_starts[static_cast<std::size_t>(row * starts + column)] == 0)
        for (int i = 0; i < block; ++i)
          for (int j = 0; j < block; ++j) mask[static_cast<std::size_t>((row + i) * side + column + j)] = 0;
  return mask;
}

double c(double squared_distance, double length) { return std::exp(-squared_distance / (2 * length * length)); }

// Two cells in a 2 x 2 map of which only one other is kept: R^2 = c^2 / (1 + nugget).
TEST(Recoverability, OneKeptCellExplainsItsSquaredCorrelation) {
  for (const double length : {0.5, 1.0, 3.0})
    for (const double nugget : {0.01, 0.05, 1.0}) {
      const std::uint8_t mask[] = {1, 0, 0, 0};
      const Recovery recovery = best_linear_recovery({2, length, nugget}, mask);
      EXPECT_EQ(recovery.dropped_count, 3);
      const double beside = std::pow(c(1, length), 2) / (1 + nugget),
                   across = std::pow(c(2, length), 2) / (1 + nugget);
      EXPECT_EQ(recovery.share[0], 0.0);
      EXPECT_NEAR(recovery.share[1], beside, 1e-14);
      EXPECT_NEAR(recovery.share[2], beside, 1e-14);
      EXPECT_NEAR(recovery.share[3], across, 1e-14);
      EXPECT_NEAR(recovery.mean, (2 * beside + across) / 3, 1e-14);
    }
}

// Center of a 3 x 3 map from its four neighbours a, whose mutual distances are sqrt 2 (four pairs) and 2 (two pairs).
TEST(Recoverability, NeighbourMeanFollowsItsFormula) {
  for (const double length : {0.7, 2.0}) {
    std::vector<std::uint8_t> mask(9, 1);
    mask[4] = 0;
    const double nugget = 0.05;
    const double among = (4 * (1 + nugget) + 2 * (4 * c(2, length) + 2 * c(4, length))) / 16;
    const double expected = 2 * c(1, length) - among;
    EXPECT_NEAR(neighbour_recovery({3, length, nugget}, mask).share[4], expected, 1e-14);
    mask[1] = 0;  // then 3 neighbours are kept for the center, 2 for cell 1
    const double three = (3 * (1 + nugget) + 2 * (2 * c(2, length) + c(4, length))) / 9;
    EXPECT_NEAR(neighbour_recovery({3, length, nugget}, mask).share[4], 2 * c(1, length) - three, 1e-14);
  }
}

TEST(Recoverability, NothingKeptRecoversNothingAndNothingDroppedHasNoMean) {
  const std::vector<std::uint8_t> none(25, 0), all(25, 1);
  EXPECT_EQ(best_linear_recovery({5, 2.0, 0.05}, none).mean, 0.0) << "a whole channel";
  EXPECT_EQ(neighbour_recovery({5, 2.0, 0.05}, none).mean, 0.0);
  EXPECT_EQ(best_linear_recovery({5, 2.0, 0.05}, all).dropped_count, 0);
  EXPECT_EQ(best_linear_recovery({5, 2.0, 0.05}, all).mean, 0.0);
}

TEST(Recoverability, TheBestPredictorIsNeverBelowTheNeighbourMean) {
  for (const double p : inner_drop_rates)
    for (const double length : {0.5, 1.0, 3.0}) {
      const GaussianField field{8, length, 0.05};
      const auto mask = scattered(8, p, 7);
      const Recovery best = best_linear_recovery(field, mask), simple = neighbour_recovery(field, mask);
      for (std::size_t i = 0; i < mask.size(); ++i) {
        EXPECT_GE(best.share[i], simple.share[i] - 1e-12) << "p = " << p;
        EXPECT_LE(best.share[i], 1.0);
      }
    }
}

// Draws fields s = L z with covariance L L^T (the factor holds L^T), adds noise, rebuilds, compares with the exact share: 5 standard errors.
TEST(Recoverability, DrawnFieldsAreRecoveredByTheExactShare) {
  const GaussianField field{5, 1.5, 0.05};
  const std::size_t cells = 25;
  std::vector<double> factor(cells * cells);
  for (std::size_t i = 0; i < cells; ++i)
    for (std::size_t j = 0; j < cells; ++j) {
      const double rows = double(i / 5) - double(j / 5), columns = double(i % 5) - double(j % 5);
      factor[i * cells + j] = c(rows * rows + columns * columns, 1.5) + (i == j ? 1e-9 : 0.0);
    }
  ASSERT_TRUE(cholesky_factor(factor, 25));
  RandomStream stream(11, StreamPurpose::study);
  constexpr int draws = 4000;
  for (const double p : {0.3, 0.8}) {
    const auto mask = scattered(5, p, 1);
    const Recovery exact = best_linear_recovery(field, mask), exact_simple = neighbour_recovery(field, mask);
    std::vector<double> error(cells), simple_error(cells), z(cells), signal(cells), seen(cells);
    for (int draw = 0; draw < draws; ++draw) {
      for (double& value : z) value = stream.normal();
      for (std::size_t i = 0; i < cells; ++i) {
        signal[i] = 0.0;
        for (std::size_t k = 0; k <= i; ++k) signal[i] += factor[k * cells + i] * z[k];
        seen[i] = signal[i] + std::sqrt(field.nugget) * stream.normal();
      }
      const auto rebuilt = rebuild_best_linear(field, mask, seen), simple = rebuild_from_neighbours(5, mask, seen);
      for (std::size_t i = 0; i < cells; ++i) {
        error[i] += std::pow(signal[i] - rebuilt[i], 2) / draws;
        simple_error[i] += std::pow(signal[i] - simple[i], 2) / draws;
      }
    }
    for (std::size_t i = 0; i < cells; ++i) {
      if (mask[i] != 0) continue;
      const double relative = 5 * std::sqrt(2.0 / draws);  // a variance estimated from `draws` normal values
      EXPECT_NEAR(error[i], 1 - exact.share[i], relative * (1 - exact.share[i])) << "cell " << i;
      EXPECT_NEAR(simple_error[i], 1 - exact_simple.share[i], relative * (1 - exact_simple.share[i])) << "cell " << i;
    }
  }
}

TEST(Recoverability, RebuildingCopiesKeptCellsAndNeverReadsDroppedOnes) {
  const std::vector<std::uint8_t> mask = {1, 1, 0, 1, 0, 1, 1, 1, 1};
  std::vector<double> values = {1, 2, std::nan(""), 4, std::nan(""), 6, 7, 8, 9};
  const auto simple = rebuild_from_neighbours(3, mask, values);
  EXPECT_EQ(simple, (std::vector<double>{1, 2, 4, 4, 5, 6, 7, 8, 9}));
  const auto best = rebuild_best_linear({3, 2.0, 0.05}, mask, values);
  for (std::size_t i = 0; i < 9; ++i) {
    EXPECT_TRUE(std::isfinite(best[i]));
    if (mask[i] != 0) {
      EXPECT_EQ(best[i], values[i]);
    }
  }
}

TEST(Recoverability, ExplainedShareComparesWithTheMeanOfTheDroppedCells) {
  const std::vector<std::uint8_t> mask = {0, 1, 0, 0};
  const std::vector<double> values = {1, 50, 2, 3};
  EXPECT_EQ(explained_share(values, values, mask), 1.0);
  EXPECT_EQ(explained_share(values, std::vector<double>{2, 50, 2, 2}, mask), 0.0);
  EXPECT_EQ(explained_share(values, std::vector<double>{1, 50, 2, 2}, mask), 0.5);
  EXPECT_EQ(explained_share(values, values, std::vector<std::uint8_t>(4, 1)), 0.0);
}

// Chapter 4, 12 masks each: scattered > blocks of 3 > blocks of 5 > channel = 0; scattered above 0.9 for l = 2 and 3.
TEST(Recoverability, ScatteredCellsComeBackBestThenSmallBlocksThenLargeOnes) {
  for (const double length : {1.0, 2.0, 3.0}) {
    const GaussianField field{10, length, 0.05};
    double scatter = 0.0, three = 0.0, five = 0.0;
    for (std::uint32_t sample = 0; sample < 12; ++sample) {
      scatter += best_linear_recovery(field, scattered(10, 0.25, sample)).mean / 12;
      three += best_linear_recovery(field, blocks(10, 3, 0.25, sample)).mean / 12;
      five += best_linear_recovery(field, blocks(10, 5, 0.25, sample)).mean / 12;
    }
    EXPECT_GT(scatter, three) << "l = " << length;
    EXPECT_GT(three, five) << "l = " << length;
    EXPECT_GT(five, 0.0);
    if (length >= 2.0) {
      EXPECT_GT(scatter, 0.9);
    }
    // an independent prototype with 12 masks of its own: 0.723, 0.961, 0.982
    const double prototype = length == 1.0 ? 0.723 : length == 2.0 ? 0.961 : 0.982;
    EXPECT_NEAR(scatter, prototype, 0.03) << "the spread between sets of 12 masks is below 0.01";
  }
}

TEST(Recoverability, HasTheSameBitsOnEveryCompiler) {
  std::vector<double> numbers = best_linear_recovery({10, 2.0, 0.05}, scattered(10, 0.25, 0)).share;
  numbers.push_back(neighbour_recovery({10, 2.0, 0.05}, scattered(10, 0.25, 0)).mean);
  EXPECT_EQ(hash_of_doubles(numbers), 0x7e9ee15a97301a2cu);
}

// The shortest length leaves every cell alone, the longest makes one value of all; the noise hides it, or does not.
TEST(Recoverability, TheEndsOfTheRangesAreTheirLimits) {
  const std::vector<std::uint8_t> mask = {1, 0, 1, 1};
  for (const double nugget : {1e-6, 1e6}) {
    EXPECT_EQ(best_linear_recovery({2, 1e-6, nugget}, mask).share[1], 0.0);
    EXPECT_EQ(neighbour_recovery({2, 1e-6, nugget}, mask).share[1], -(1.0 + nugget) / 2);
    // Three kept cells that say the same: 1 / (1 + nugget / 3); rounding is 1e-16 over the nugget.
    EXPECT_NEAR(best_linear_recovery({2, 1e6, nugget}, mask).share[1], 1.0 / (1.0 + nugget / 3), 1e-8);
    const std::vector<double> values = {1, 0, 1, 1};
    EXPECT_NEAR(rebuild_best_linear({2, 1e6, nugget}, mask, values)[1], 1.0 / (1.0 + nugget / 3), 1e-8);
  }
}

// The guess from cells nearby is the guess from all when all are nearby, and close to it from three lengths on.
TEST(Recoverability, CellsNearbyGuessAsWellAsAll) {
  constexpr int side = 12;
  std::vector<double> values;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) values.push_back(std::sin(0.6 * row) * std::cos(0.5 * column));
  for (const double p : {0.1, 0.25, 0.6, 0.9, 1.0}) {
    const std::vector<std::uint8_t> mask = scattered(side, p, 1);
    const GaussianField field{side, 1.3, 0.02};
    const std::vector<double> all = rebuild_best_linear(field, mask, values);
    const std::vector<double> as_all = rebuild_best_linear_near(field, side, mask, values);
    const std::vector<double> near = rebuild_best_linear_near(field, 4, mask, values);
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      EXPECT_NEAR(as_all[cell], all[cell], 1e-9) << p;
      // Beyond 4 cells the covariance is exp(-25 / 3.38) < 0.001. Few kept cells leave more to those far away: these
      // values differ by 0.011, 0.009, 0.037 and 0.017 at most, at the drop rates in turn, and by 0 with nothing kept.
      EXPECT_NEAR(near[cell], all[cell], p == 0.6 ? 0.04 : 0.02) << p;
    }
  }
}

}  // namespace
}  // namespace dropout
