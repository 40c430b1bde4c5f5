// family_trainers_test.cpp: the runs of the later chapters: determinism, schedules, stopping, measurements.
#include "dropout/family_trainers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/hash.h"
#include "run_support.h"

namespace dropout {
namespace {

RegularizedConfig small_config(const DropSchedule& schedule) {
  RegularizedConfig config;
  config.base = small_run();
  config.base.total_steps = 60;
  config.schedule = schedule;
  return config;
}

TEST(RegularizedTrainer, AConstantScheduleMakesTheSameNetAsTheTrainerBitForBit) {
  for (const double p : all_drop_rates) {
    Trainer plain(small_run(p));
    RegularizedTrainer scheduled(small_config({.drop_rate = p}));
    plain.step(60);
    scheduled.step(60);
    EXPECT_EQ(hash_of(plain.parameters()), hash_of(scheduled.parameters())) << p;
    EXPECT_EQ(plain.evaluate().test_loss, scheduled.evaluate().test_loss);
    EXPECT_EQ(plain.evaluate().flips_fitted, scheduled.evaluate().flips_fitted);
  }
}

TEST(RegularizedTrainer, TheScheduleDecidesTheRateOfEachStep) {
  RegularizedTrainer early(small_config({.kind = ScheduleKind::early, .drop_rate = 0.4, .turn = 0.5}));
  EXPECT_EQ(early.drop_rate(), 0.4);
  early.step(29);
  EXPECT_EQ(early.drop_rate(), 0.4);
  early.step(1);
  EXPECT_EQ(early.drop_rate(), 0.0) << "step 30 of 60 is half way";
  RegularizedTrainer ramp(small_config({.kind = ScheduleKind::ramp, .drop_rate = 0.6}));
  ramp.step(15);
  EXPECT_NEAR(ramp.drop_rate(), 0.15, 1e-15);
  // As long as both schedules are off they make the same net; then no more.
  RegularizedTrainer late(small_config({.kind = ScheduleKind::late, .drop_rate = 0.5, .turn = 0.5}));
  RegularizedTrainer never(small_config({.drop_rate = 0.0}));
  late.step(30);
  never.step(30);
  EXPECT_EQ(hash_of(late.parameters()), hash_of(never.parameters()));
  late.step(1);
  never.step(1);
  EXPECT_NE(hash_of(late.parameters()), hash_of(never.parameters()));
}

TEST(RegularizedTrainer, MaxNormHoldsAfterEveryStep) {
  RegularizedConfig config = small_config({.drop_rate = 0.3});
  config.max_norm = 1.2;
  RegularizedTrainer trainer(config);
  for (int step = 0; step < 20; ++step) {
    trainer.step(1);
    double longest = 0.0;
    for (int layer = 0; layer < 2; ++layer) {
      const auto w = trainer.net().weights(layer);
      const std::size_t outputs = trainer.net().biases(layer).size();
      for (std::size_t j = 0; j < outputs; ++j) {
        double squares = 0.0;
        for (std::size_t at = j; at < w.size(); at += outputs) squares += double(w[at]) * double(w[at]);
        longest = std::max(longest, std::sqrt(squares));
      }
    }
    EXPECT_LE(longest, 1.2 * (1 + 1e-6)) << "float rounding of the weights";
    EXPECT_GT(longest, 1.1) << "a limit that never binds would prove nothing";
  }
}

// Without dropout, and with enough units and steps that the validation loss turns.
RegularizedConfig overfitting_config() {
  RegularizedConfig config = small_config({.drop_rate = 0.0});
  config.base.hidden_widths = {32, 32};
  config.base.total_steps = 1500;
  config.validation_count = 30;
  config.patience = 5;
  return config;
}

TEST(RegularizedTrainer, EarlyStoppingEndsAnOverfittingRunAndGoesBack) {
  RegularizedConfig config = overfitting_config();
  RegularizedTrainer trainer(config);
  const int made = trainer.step(1500);
  EXPECT_TRUE(trainer.stopped_early());
  EXPECT_TRUE(trainer.finished());
  EXPECT_LT(made, 1500);
  EXPECT_EQ(made, trainer.step_count());
  EXPECT_EQ(trainer.best_step(), made - 50) << "five checks of ten steps without improvement";
  EXPECT_EQ(trainer.step(10), 0);
  const double last = trainer.validation_loss();
  trainer.restore_best();
  EXPECT_LT(trainer.validation_loss(), last);
  // The held-out labels have no say: another run that stops at the best step has the same parameters.
  config.patience = 0;
  RegularizedTrainer shorter(config);
  shorter.step(trainer.best_step());
  EXPECT_EQ(hash_of(shorter.parameters()), hash_of(trainer.parameters()));
}

TEST(RegularizedTrainer, RefusesWhatHasNoMeaning) {
  RegularizedConfig config = small_config({});
  EXPECT_TRUE(is_valid(config));
  config.patience = 3;
  EXPECT_FALSE(is_valid(config)) << "patience without validation points";
  config.validation_count = 80;
  EXPECT_FALSE(is_valid(config)) << "no training points left";
  config.validation_count = 20;
  EXPECT_TRUE(is_valid(config));
  config.max_norm = -1.0;
  EXPECT_FALSE(is_valid(config));
}

ResidualTrainerConfig small_residual(double last_rate, Scheme scheme = Scheme::test_scaled) {
  ResidualTrainerConfig config;
  config.net.width = 8;
  config.net.block_count = 6;
  config.net.last_drop_rate = last_rate;
  config.net.scheme = scheme;
  config.test_count = 50;
  config.total_steps = 120;
  return config;
}

TEST(ResidualTrainer, LearnsAndCountsItsBlocks) {
  for (const double last : {0.0, 0.2, 0.5, 0.8}) {
    ResidualTrainer trainer(small_residual(last));
    const double before = trainer.evaluate().train_loss;
    trainer.step(120);
    EXPECT_TRUE(trainer.finished());
    EXPECT_EQ(trainer.step(5), 0);
    EXPECT_LT(trainer.evaluate().train_loss, before) << last;
    double mean = 0.0, variance = 0.0;
    for (const double p : depth_drop_rates(DepthRule::huang, 6, last)) mean += 1 - p, variance += p * (1 - p);
    EXPECT_LE(std::fabs(trainer.mean_active_blocks() - mean), 5 * std::sqrt(variance / 120) + 1e-12) << last;
  }
}

TEST(ResidualTrainer, OnlyThePublishedFormChangesWithTheTestScale) {
  ResidualTrainer published(small_residual(0.5)), modern(small_residual(0.5, Scheme::inverted));
  published.step(50);
  modern.step(50);
  EXPECT_NE(published.evaluate().test_loss, published.evaluate(Scheme::naive).test_loss);
  EXPECT_EQ(modern.evaluate().test_loss, modern.evaluate(Scheme::naive).test_loss);
}

TEST(ResidualTrainer, SameBitsOnEveryCompiler) {
  ResidualTrainerConfig config;  // the net of chapter 7
  config.test_count = 10;
  ResidualTrainer trainer(config);
  trainer.step(100);
  EXPECT_EQ(hash_of(trainer.parameters()), 0x8f902cda050fc6a6u);
  config.net.granularity = MaskGranularity::row;
  config.net.scheme = Scheme::inverted;
  config.net.depth_rule = DepthRule::linspace;
  config.net.last_drop_rate = 0.3;
  ResidualTrainer modern(config);
  modern.step(100);
  EXPECT_EQ(hash_of(modern.parameters()), 0xa89e0eb1f3deb3b9u);
}

NormTrainerConfig small_norm(double p, DropPlacement placement) {
  NormTrainerConfig config;
  config.net.placement = placement;
  config.drop_rate = p;
  config.total_steps = 150;
  config.seed = config.dataset.seed = 3;
  return config;
}

TEST(NormTrainer, DropoutBeforeTheNormShiftsTheVarianceAndAfterItDoesNot) {
  double last = 2.0;
  for (const double p : {0.0, 0.3, 0.5, 0.8}) {
    NormTrainer before(small_norm(p, DropPlacement::before_norm)), after(small_norm(p, DropPlacement::after_norm));
    before.step(150);
    after.step(150);
    EXPECT_LT(before.variance_ratio(), last) << "the ratio falls with p";
    last = before.variance_ratio();
    EXPECT_NEAR(after.variance_ratio(), 1.0, 0.15) << p;
  }
  EXPECT_LT(last, 0.5);
}

TEST(NormTrainer, ReestimationLooksAndChangesNothing) {
  const NormTrainerConfig config = small_norm(0.7, DropPlacement::before_norm);
  NormTrainer looked(config), untouched(config);
  looked.step(60);
  const Metrics plain = looked.evaluate(), corrected = looked.evaluate_reestimated();
  EXPECT_NE(plain.test_loss, corrected.test_loss);
  EXPECT_EQ(looked.evaluate().test_loss, plain.test_loss);
  looked.step(60);
  untouched.step(120);
  EXPECT_EQ(hash_of(looked.parameters()), hash_of(untouched.parameters()));
  EXPECT_EQ(looked.variance_ratio(), untouched.variance_ratio());
}

TEST(NormTrainer, SameBitsOnEveryCompiler) {
  Fnv1a hash;
  for (const DropPlacement placement : {DropPlacement::before_norm, DropPlacement::after_norm}) {
    NormTrainer trainer(small_norm(0.3, placement));
    trainer.step(100);
    hash.add(trainer.parameters());
    hash.add(trainer.net().norm().running_variance());
  }
  EXPECT_EQ(hash.value(), 0x82efab2a8c5bbfa5u);
}

TEST(FamilyTrainers, ARestoredRunContinuesExactly) {
  for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::sgd}) {
    RegularizedConfig scheduled = small_config({.kind = ScheduleKind::ramp, .drop_rate = 0.6});
    scheduled.max_norm = 1.5;
    scheduled.base.optimizer.kind = kind;
    for (const int before : {0, 1, 23, 60}) expect_exact_continuation<RegularizedTrainer>(scheduled, before, 20, 5);
    for (const MaskGranularity granularity : {MaskGranularity::batch, MaskGranularity::row}) {
      ResidualTrainerConfig residual = small_residual(0.5);
      residual.optimizer.kind = kind;
      residual.net.granularity = granularity;
      for (const int before : {0, 37, 120}) expect_exact_continuation<ResidualTrainer>(residual, before, 40, 7);
    }
    for (const DropPlacement placement : {DropPlacement::before_norm, DropPlacement::after_norm}) {
      NormTrainerConfig norm = small_norm(0.5, placement);
      norm.optimizer.kind = kind;
      for (const int before : {0, 37, 150}) expect_exact_continuation<NormTrainer>(norm, before, 40, 7);
    }
  }
}

TEST(FamilyTrainers, ARestoredRunRemembersItsBestStep) {
  const RegularizedConfig config = overfitting_config();
  RegularizedTrainer whole(config);
  whole.step(1500);
  const int stop = whole.step_count(), best = whole.best_step();
  for (const int before : {0, 5, best, stop - 3, stop})  // before the first check, at the best, behind it
    expect_exact_continuation<RegularizedTrainer>(config, before, 1500, 9);
  RegularizedTrainer resumed(config), half(config);
  half.step(stop - 3);
  restore(resumed, save(half));
  resumed.step(1500);
  EXPECT_TRUE(resumed.stopped_early());
  EXPECT_EQ(resumed.step_count(), stop);
  whole.restore_best();
  resumed.restore_best();
  EXPECT_EQ(hash_of(resumed.parameters()), hash_of(whole.parameters())) << "the best parameters were saved, too";
}

TEST(FamilyTrainers, RefuseWhatHasNoMeaning) {
  ResidualTrainerConfig residual;
  EXPECT_TRUE(is_valid(residual));
  residual.net.granularity = MaskGranularity::channel;
  EXPECT_FALSE(is_valid(residual));
  residual.net = {};
  residual.net.last_drop_rate = 1.5;
  EXPECT_FALSE(is_valid(residual));
  NormTrainerConfig norm;
  EXPECT_TRUE(is_valid(norm));
  norm.dataset.count = 1;
  EXPECT_FALSE(is_valid(norm)) << "one example has no variance";
}

}  // namespace
}  // namespace dropout
