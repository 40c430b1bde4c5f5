// family_bands_test.cpp: the measured laws of chapters 7 and 8 on real training runs, 20 seeds a setting.
//
// The bands come from an independent prototype with another random generator: bands can agree, single nets cannot.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "dropout/family_trainers.h"
#include "dropout/statistics.h"

namespace dropout {
namespace {

constexpr std::uint64_t seeds = 20;

struct NormResult {
  double test = 0.0, reestimated = 0.0, ratio = 0.0;
};

NormResult train_norm_nets(double p, DropPlacement placement) {
  NormResult mean;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    NormTrainerConfig config;
    config.drop_rate = p;
    config.net.placement = placement;
    config.seed = config.dataset.seed = seed;
    NormTrainer trainer(config);
    trainer.step(config.total_steps);
    mean.test += 100 * trainer.evaluate().test_accuracy / seeds;
    mean.reestimated += 100 * trainer.evaluate_reestimated().test_accuracy / seeds;
    mean.ratio += trainer.variance_ratio() / seeds;
  }
  return mean;
}

TEST(FamilyBands, DropoutBeforeBatchNormShiftsTheVarianceAsMeasured) {
  double last = 2.0;
  for (const double p : {0.0, 0.3, 0.5, 0.8}) {
    const NormResult before = train_norm_nets(p, DropPlacement::before_norm);
    const NormResult after = train_norm_nets(p, DropPlacement::after_norm);
    EXPECT_LT(before.ratio, last) << "the ratio falls with p";
    last = before.ratio;
    EXPECT_GE(after.ratio, 0.95) << p;
    EXPECT_LE(after.ratio, 1.1) << p;
    if (p == 0.5) {
      EXPECT_GE(before.ratio, 0.55);
      EXPECT_LE(before.ratio, 0.72);
    }
    if (p == 0.8) {
      EXPECT_GE(before.ratio, 0.20);
      EXPECT_LE(before.ratio, 0.36);
      EXPECT_GE(after.test - before.test, 4.0) << "at high rates dropout belongs after the norm";
      EXPECT_GT(before.reestimated, before.test) << "part of the damage is the statistics";
    }
  }
}

TEST(FamilyBands, StochasticDepthSavesBlocksAndCostsNoAccuracy) {
  double whole = 0.0;
  for (const double last : {0.0, 0.5}) {
    double test = 0.0, active = 0.0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      ResidualTrainerConfig config;
      config.net.last_drop_rate = last;
      config.seed = config.dataset.seed = seed;
      ResidualTrainer trainer(config);
      trainer.step(config.total_steps);
      test += 100 * trainer.evaluate().test_accuracy / seeds;
      active += trainer.mean_active_blocks() / seeds;
      EXPECT_EQ(trainer.net().forward_branch_count(), trainer.net().backward_branch_count());
    }
    if (last == 0.0) {
      whole = test;
      EXPECT_NEAR(active, 16.0, 1e-12);
    } else {
      EXPECT_NEAR(active, 11.75, 0.066) << "5 standard errors of 16 000 draws";
      EXPECT_GE(test, whole - 3.0);
    }
  }
}

}  // namespace
}  // namespace dropout
