// drop_path_test.cpp: depth rules, and a residual branch that runs exactly when it should.
#include "dropout/drop_path.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "drop_rates.h"
#include "dropout/granularity.h"

namespace dropout {
namespace {

constexpr Scheme all_schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};

double sum_of_survival(const std::vector<double>& rates) {
  double sum = 0.0;
  for (const double p : rates) sum += 1.0 - p;
  return sum;
}

TEST(DropPath, DepthRulesGiveTheExpectedDepthOfTheTables) {
  EXPECT_NEAR(sum_of_survival(depth_drop_rates(DepthRule::linspace, 50, 0.5)), 37.5, 1e-12);
  EXPECT_NEAR(sum_of_survival(depth_drop_rates(DepthRule::huang, 50, 0.5)), 37.25, 1e-12);
  EXPECT_NEAR(sum_of_survival(depth_drop_rates(DepthRule::huang, 54, 0.5)), 40.25, 1e-12);
  EXPECT_NEAR(sum_of_survival(depth_drop_rates(DepthRule::linspace, 12, 0.1)), 11.4, 1e-12);
  EXPECT_NEAR(sum_of_survival(depth_drop_rates(DepthRule::huang, 16, 0.5)), 11.75, 1e-12);
  for (const double p : all_drop_rates)
    for (const int blocks : {1, 2, 4, 17}) {
      const auto huang = depth_drop_rates(DepthRule::huang, blocks, p);
      EXPECT_NEAR(sum_of_survival(huang), blocks - p * (blocks + 1) / 2, 1e-12);
      EXPECT_EQ(huang.back(), p);
      const auto linspace = depth_drop_rates(DepthRule::linspace, blocks, p);
      EXPECT_EQ(linspace.front(), 0.0);
      if (blocks > 1) {
        EXPECT_EQ(linspace.back(), p);
      }
      for (const double rate : depth_drop_rates(DepthRule::uniform, blocks, p)) EXPECT_EQ(rate, p);
      for (std::size_t l = 1; l < huang.size(); ++l) {
        EXPECT_GE(huang[l], huang[l - 1]);
        EXPECT_GE(linspace[l], linspace[l - 1]);
      }
    }
  EXPECT_TRUE(depth_drop_rates(DepthRule::huang, 0, 0.5).empty());
}

// The published form scales at test time only, the modern one in training only: never both, never neither.
TEST(DropPath, ExactlyOneModeCarriesTheFactor) {
  for (const double p : inner_drop_rates) {
    EXPECT_EQ(path_factor({p, Scheme::test_scaled}, Mode::train, true), 1.0);
    EXPECT_EQ(path_factor({p, Scheme::test_scaled}, Mode::eval, true), 1.0 - p);
    EXPECT_EQ(path_factor({p, Scheme::inverted}, Mode::train, true), 1.0 / (1.0 - p));
    EXPECT_EQ(path_factor({p, Scheme::inverted}, Mode::eval, true), 1.0);
    for (const Scheme scheme : all_schemes) {
      EXPECT_EQ(path_factor({p, scheme}, Mode::train, false), 0.0);
      const double mean = (1.0 - p) * path_factor({p, scheme}, Mode::train, true);
      const double eval = path_factor({p, scheme}, Mode::eval, true);
      EXPECT_NEAR(mean, scheme == Scheme::naive ? (1.0 - p) * eval : eval, 1e-15) << "eval is the mean of training";
    }
  }
  for (const Scheme scheme : all_schemes) {
    EXPECT_EQ(path_factor({0.0, scheme}, Mode::train, true), 1.0);
    EXPECT_EQ(path_factor({1.0, scheme}, Mode::train, false), 0.0);
    EXPECT_TRUE(std::isfinite(path_factor({1.0, scheme}, Mode::train, true))) << "survival 0 divides nothing";
  }
  EXPECT_EQ(path_factor({1.0, Scheme::test_scaled}, Mode::eval, true), 0.0);
}

// Listing L7.1: f is called exactly as often as blocks are active, and a skipped block passes x bit for bit.
TEST(DropPath, ABranchIsComputedExactlyWhenItsBlockIsActive) {
  constexpr std::uint32_t steps = 3000;
  for (const Scheme scheme : all_schemes) {
    const auto rates = depth_drop_rates(DepthRule::huang, 8, 0.6);
    int calls = 0, active_blocks = 0, reported = 0;
    std::vector<float> x = {1.0f, -0.0f, 1e-42f}, scratch(3);
    for (std::uint32_t step = 0; step < steps; ++step)
      for (std::uint32_t l = 0; l < rates.size(); ++l) {
        std::vector<float> y(3, 9.0f);
        const bool active = batch_path_is_active(31, l, step, rates[l]);
        const int before = calls;
        reported += drop_path_batch<float>({rates[l], scheme}, Mode::train, active, x, y, scratch,
                                           [&](std::span<const float> from, std::span<float> to) {
                                             ++calls;
                                             for (std::size_t i = 0; i < 3; ++i) to[i] = 2 * from[i] + 1;
                                           });
        active_blocks += active;
        ASSERT_EQ(calls - before, active ? 1 : 0);
        const float factor = static_cast<float>(scheme == Scheme::inverted ? 1.0 / (1.0 - rates[l]) : 1.0);
        if (active)
          for (std::size_t i = 0; i < 3; ++i) ASSERT_EQ(y[i], x[i] + factor * (2 * x[i] + 1));
        else
          ASSERT_EQ(std::memcmp(x.data(), y.data(), 12), 0);
      }
    EXPECT_EQ(calls, active_blocks);
    EXPECT_EQ(reported, active_blocks);
    double variance = 0.0;
    for (const double p : rates) variance += p * (1 - p);
    EXPECT_LE(std::fabs(double(active_blocks) / steps - sum_of_survival(rates)), 5 * std::sqrt(variance / steps));
  }
}

TEST(DropPath, ABlockThatNeverSurvivesIsNotComputedAtTestTimeEither) {
  std::vector<double> x = {1.0, 2.0}, y(2), scratch(2);
  const auto never = [](std::span<const double>, std::span<double>) { FAIL() << "computed for nothing"; };
  EXPECT_FALSE(drop_path_batch<double>({1.0, Scheme::test_scaled}, Mode::eval, true, x, y, scratch, never));
  EXPECT_EQ(x, y);
}

// The mean number of active blocks of 16 over 16 000 steps.
TEST(DropPath, ActiveBlocksOverATrainingHaveTheExpectedMean) {
  constexpr std::uint32_t steps = 16000;
  for (const double last : inner_drop_rates) {
    const auto rates = depth_drop_rates(DepthRule::huang, 16, last);
    double active = 0.0, variance = 0.0;
    for (std::uint32_t l = 0; l < 16; ++l) {
      variance += rates[l] * (1 - rates[l]);
      for (std::uint32_t step = 0; step < steps; ++step) active += batch_path_is_active(3, l, step, rates[l]) ? 1 : 0;
    }
    EXPECT_LE(std::fabs(active / steps - sum_of_survival(rates)), 5 * std::sqrt(variance / steps)) << last;
  }
}

// Two blocks with one rate must not fall together: the layer is part of the counter.
TEST(DropPath, BlocksOfOneStepAreIndependent) {
  constexpr std::uint32_t steps = 20000;
  for (const double p : inner_drop_rates)
    for (const std::uint32_t other : {1u, 2u, 7u}) {
      double sum = 0.0;
      for (std::uint32_t step = 0; step < steps; ++step)
        sum += (batch_path_is_active(5, 0, step, p) - (1 - p)) * (batch_path_is_active(5, other, step, p) - (1 - p));
      EXPECT_LE(std::fabs(sum / steps / (p * (1 - p))), 5 / std::sqrt(double(steps))) << p;
    }
}

TEST(DropPath, RowsAreDroppedOneByOne) {
  constexpr std::size_t rows = 50, width = 4;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const double p : all_drop_rates)
    for (const Scheme scheme : all_schemes) {
      GranularDropout row;
      row.granularity = MaskGranularity::row;
      row.drop_rate = p;
      std::vector<std::uint8_t> mask(rows);
      draw_granular_mask(row, TensorShape::dense(rows, width), {.seed = 4, .layer = 2}, mask);
      std::vector<float> x(rows * width), f(rows * width), y(rows * width), df(rows * width);
      for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = static_cast<float>(i) * 0.25f;
        f[i] = mask[i / width] != 0 ? 3.0f - static_cast<float>(i) : nan;  // a dropped row may hold anything
      }
      drop_path_rows<float>({p, scheme}, Mode::train, mask, x, f, y);
      drop_path_rows_backward<float>({p, scheme}, Mode::train, mask, x, df);
      const float factor = static_cast<float>(dropout_scale({p, scheme}, Mode::train));
      for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_EQ(y[i], mask[i / width] != 0 ? x[i] + factor * f[i] : x[i]);
        EXPECT_EQ(df[i], mask[i / width] != 0 ? factor * x[i] : 0.0f);
      }
    }
}

TEST(DropPath, EvalAndRateZeroAddTheBranchAsItIs) {
  const std::vector<float> x = {1.0f, 2.5f, -3.0f, 0.1f}, f = {0.3f, -1.0f, 7.0f, 0.2f};
  std::vector<float> y(4), plain(4);
  for (std::size_t i = 0; i < 4; ++i) plain[i] = x[i] + f[i];
  for (const double p : all_drop_rates) {
    drop_path_rows<float>({p, Scheme::inverted}, Mode::eval, {}, x, f, y);
    EXPECT_EQ(std::memcmp(y.data(), plain.data(), 16), 0) << p;
  }
  const std::uint8_t all_kept[] = {1, 1};
  for (const Scheme scheme : all_schemes) {
    drop_path_rows<float>({0.0, scheme}, Mode::train, all_kept, x, f, y);
    EXPECT_EQ(std::memcmp(y.data(), plain.data(), 16), 0);
  }
  drop_path_rows<float>({0.5, Scheme::test_scaled}, Mode::eval, {}, x, f, y);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(y[i], x[i] + 0.5f * f[i]);
}

}  // namespace
}  // namespace dropout
