// mask_statistics_test.cpp: masks against the laws of independent Bernoulli units. Fixed seeds, so nothing flakes.
//
// Bounds are 5 standard errors: a correct generator would fail one such check in about two million.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/mask.h"
#include "dropout/statistics.h"

namespace dropout {
namespace {

constexpr int sample_count = 1000000;
const double root_n = std::sqrt(static_cast<double>(sample_count));

std::vector<std::uint8_t> large_mask(double drop_rate, std::uint32_t step = 0) {
  std::vector<std::uint8_t> mask(sample_count);
  draw_mask({.seed = 2024, .step = step}, drop_rate, mask);
  return mask;
}

TEST(MaskStatistics, DropsUnitsWithProbabilityP) {
  for (const double p : all_drop_rates) {
    double kept = 0.0;
    for (const std::uint8_t m : large_mask(p)) kept += m;
    EXPECT_LE(std::fabs(kept / sample_count - (1.0 - p)), 5 * std::sqrt(p * (1.0 - p)) / root_n) << p;
  }
}

// Correlation of two sequences of Bernoulli(k) units with known mean and variance: standard error 1/sqrt(N).
double correlation(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b, std::size_t lag,
                   double p) {
  const double k = 1.0 - p;
  double sum = 0.0;
  for (std::size_t i = 0; i + lag < a.size(); ++i) sum += (a[i] - k) * (b[i + lag] - k);
  return sum / (p * k) / static_cast<double>(a.size() - lag);
}

TEST(MaskStatistics, NeighbouringUnitsAreUncorrelated) {
  for (const double p : inner_drop_rates) {
    const auto mask = large_mask(p);
    for (const std::size_t lag : {1u, 2u, 3u, 4u, 32u})
      EXPECT_LE(std::fabs(correlation(mask, mask, lag, p)), 5 / root_n) << p << " lag " << lag;
  }
}

TEST(MaskStatistics, NeighbouringStepsSamplesLayersAndSeedsAreUncorrelated) {
  for (const double p : inner_drop_rates) {
    const MaskKey key{.seed = 2024, .layer = 0, .step = 0, .sample = 0};
    const MaskKey neighbours[] = {{.seed = 2024, .step = 1},
                                  {.seed = 2024, .sample = 1},
                                  {.seed = 2024, .layer = 1},
                                  {.seed = 2025},
                                  {.seed = 2024 + (std::uint64_t{1} << 32)}};
    std::vector<std::uint8_t> mask(sample_count), neighbour(sample_count);
    draw_mask(key, p, mask);
    for (const MaskKey& other : neighbours) {
      draw_mask(other, p, neighbour);
      EXPECT_LE(std::fabs(correlation(mask, neighbour, 0, p)), 5 / root_n) << p;
    }
  }
}

// The unit index is the fastest word of the counter; the same law along the sample index.
TEST(MaskStatistics, OneUnitAcrossSamplesFollowsTheSameLaw) {
  constexpr std::uint32_t count = 200000;
  for (const double p : inner_drop_rates) {
    std::vector<std::uint8_t> unit(count);
    double kept = 0.0;
    for (std::uint32_t sample = 0; sample < count; ++sample) {
      draw_mask({.seed = 77, .sample = sample}, p, std::span(unit).subspan(sample, 1));
      kept += unit[sample];
    }
    EXPECT_LE(std::fabs(kept / count - (1.0 - p)), 5 * std::sqrt(p * (1.0 - p) / count)) << p;
    EXPECT_LE(std::fabs(correlation(unit, unit, 1, p)), 5 / std::sqrt(double{count})) << p;
  }
}

// Chi-square over all patterns of neighbouring units; every pattern is expected at least six times.
void expect_patterns_are_independent(double p, int pattern_bits) {
  const std::size_t cells = std::size_t{1} << pattern_bits;
  const std::size_t width = static_cast<std::size_t>(pattern_bits);
  std::vector<double> observed(cells), expected(cells);
  std::vector<std::uint8_t> mask(width);
  for (std::uint32_t sample = 0; sample < sample_count; ++sample) {
    draw_mask({.seed = 99, .sample = sample}, p, mask);
    std::size_t pattern = 0;
    for (std::size_t bit = 0; bit < width; ++bit) pattern |= static_cast<std::size_t>(mask[bit]) << bit;
    observed[pattern] += 1.0;
  }
  for (std::size_t pattern = 0; pattern < cells; ++pattern) {
    expected[pattern] = sample_count;
    for (std::size_t bit = 0; bit < width; ++bit) expected[pattern] *= (pattern >> bit) & 1u ? 1.0 - p : p;
  }
  const double degrees = static_cast<double>(cells - 1);
  EXPECT_NEAR(chi_square_statistic(observed, expected), degrees, 5 * std::sqrt(2 * degrees)) << p;
}

TEST(MaskStatistics, AllPatternsOfNeighboursAreAsFrequentAsIndependenceSays) {
  expect_patterns_are_independent(0.1, 4);
  expect_patterns_are_independent(0.3, 8);
  expect_patterns_are_independent(0.5, 16);
  expect_patterns_are_independent(0.8, 6);
  expect_patterns_are_independent(0.95, 4);
}

}  // namespace
}  // namespace dropout
