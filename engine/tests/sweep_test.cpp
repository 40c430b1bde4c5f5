// sweep_test.cpp: runs depend on their number alone, and intervals are those of paired seeds.
#include "dropout/sweep.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "study_support.h"

namespace dropout {
namespace {

SweepConfig small_sweep() {
  SweepConfig config;
  config.base.hidden_widths = {6};
  config.base.total_steps = 25;
  config.base.test_count = 100;
  config.drop_rates = {0.0, 0.3, 0.8};
  config.seed_count = 3;
  config.first_seed = 40;
  return config;
}

TEST(Sweep, GoesThroughAllRatesOfASeedBeforeTheNextSeed) {
  const Sweep sweep(small_sweep());
  EXPECT_EQ(sweep.run_count(), 9);
  const TrainerConfig run = sweep.run_config(7);
  EXPECT_EQ(run.drop_rate, 0.3);
  EXPECT_EQ(run.seed, 42u);
  EXPECT_EQ(run.dataset.seed, 42u);
  EXPECT_EQ(sweep.run_config(0).seed, 40u);
  EXPECT_EQ(run.hidden_widths, std::vector<int>{6});
}

TEST(Sweep, ARunIsATrainerOfItsConfiguration) {
  Sweep sweep(small_sweep());
  while (!sweep.finished()) sweep.run_next();
  for (int run = 0; run < sweep.run_count(); ++run) {
    Trainer trainer(sweep.run_config(run));
    trainer.step(1000);
    const Metrics metrics = trainer.evaluate();
    EXPECT_EQ(*sweep.result(run), (SweepRun{metrics.train_accuracy, metrics.test_accuracy})) << "run " << run;
  }
  sweep.run_next();
  EXPECT_EQ(sweep.finished_count(), 9);
}

TEST(Sweep, PiecesEqualTheWhole) {
  Sweep whole(small_sweep()), pieces(small_sweep());
  while (!whole.finished()) whole.run_next();
  int ends = 0;
  for (int call = 0; !pieces.finished(); ++call) ends += pieces.advance(1 + call % 7) ? 1 : 0;
  EXPECT_EQ(ends, 9);
  EXPECT_FALSE(pieces.advance(10));
  for (int run = 0; run < 9; ++run) EXPECT_EQ(*pieces.result(run), *whole.result(run));
}

TEST(Sweep, RunsMadeElsewhereAreSkippedAndTheRestIsTheSame) {
  Sweep whole(small_sweep()), resumed(small_sweep());
  while (!whole.finished()) whole.run_next();
  resumed.advance(3);  // begins run 0, which then comes from elsewhere
  for (const int run : {0, 1, 4, 8}) resumed.record(run, *whole.result(run));
  EXPECT_EQ(resumed.finished_count(), 4);
  while (!resumed.finished()) resumed.run_next();
  for (int run = 0; run < 9; ++run) EXPECT_EQ(*resumed.result(run), *whole.result(run));
}

// Gains of rate 1 over rate 0: 4, 6, 8, 10, 12 points: mean 8, sample variance 10, t(4 degrees) = 2.7764.
TEST(Sweep, GainIsThePairedMeanWithItsInterval) {
  SweepConfig config = small_sweep();
  config.seed_count = 5;
  Sweep sweep(config);
  const double base[] = {0.70, 0.60, 0.90, 0.55, 0.65};
  for (int seed = 0; seed < 5; ++seed) {
    sweep.record(3 * seed, {0.9, base[seed]});
    sweep.record(3 * seed + 1, {0.5 + 0.1 * seed, base[seed] + 0.04 + 0.02 * seed});
  }
  const SweepPoint point = sweep.point(1);
  EXPECT_EQ(point.drop_rate, 0.3);
  EXPECT_EQ(point.gain.count, 5);
  EXPECT_NEAR(point.gain.mean, 8.0, 1e-9);
  EXPECT_NEAR(point.gain.half_width, 2.7764451052 * std::sqrt(10.0 / 5), 1e-6);
  EXPECT_NEAR(point.train.mean, 70.0, 1e-9);
  EXPECT_NEAR(point.train.half_width, 2.7764451052 * std::sqrt(250.0 / 5), 1e-6);
  EXPECT_GT(point.test.half_width, point.gain.half_width) << "pairs cancel the spread between seeds";
  EXPECT_NEAR(sweep.point(0).gain.mean, 0.0, 1e-12);
  EXPECT_NEAR(sweep.point(0).gain.half_width, 0.0, 1e-12);
}

TEST(Sweep, OnlyFinishedPairsCount) {
  SweepConfig config = small_sweep();
  config.baseline = 1;
  Sweep sweep(config);
  sweep.record(0, {0.9, 0.5});
  sweep.record(3, {0.9, 0.7});
  sweep.record(4, {0.9, 0.8});
  sweep.record(7, {0.9, 0.1});
  const SweepPoint point = sweep.point(0);
  EXPECT_EQ(point.test.count, 2);
  EXPECT_EQ(point.gain.count, 1);
  EXPECT_NEAR(point.gain.mean, -10.0, 1e-9);
  EXPECT_EQ(point.gain.half_width, std::numeric_limits<double>::infinity());
  EXPECT_EQ(sweep.point(2).test.count, 0);
}

TEST(Sweep, RecordingARunTwiceReplacesIt) {
  Sweep sweep(small_sweep());
  sweep.record(2, {0.1, 0.1});
  sweep.record(2, {0.2, 0.3});
  EXPECT_EQ(sweep.finished_count(), 1);
  EXPECT_EQ(*sweep.result(2), (SweepRun{0.2, 0.3}));
}

TEST(Sweep, RefusesImpossibleSettings) {
  const auto valid_after = [](auto change) {
    SweepConfig config = small_sweep();
    change(config);
    return is_valid(config);
  };
  EXPECT_TRUE(valid_after([](SweepConfig&) {}));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.drop_rates.clear(); }));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.drop_rates[1] = 1.5; }));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.drop_rates[1] = std::nan(""); }));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.baseline = 3; }));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.seed_count = 0; }));
  EXPECT_FALSE(valid_after([](SweepConfig& c) { c.base.test_count = 0; }));
}

TEST(Sweep, HasTheSameBitsOnEveryCompiler) {
  Sweep sweep(small_sweep());
  while (!sweep.finished()) sweep.run_next();
  std::vector<double> numbers;
  for (int rate = 0; rate < 3; ++rate)
    for (const MeanInterval& interval : {sweep.point(rate).train, sweep.point(rate).test, sweep.point(rate).gain})
      numbers.insert(numbers.end(), {interval.mean, interval.half_width});
  EXPECT_EQ(hash_of_doubles(numbers), 0xbdaf87251b6fc265u);
}

}  // namespace
}  // namespace dropout
