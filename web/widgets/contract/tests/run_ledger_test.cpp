// run_ledger_test.cpp: runs tick by tick and runs computed elsewhere come to the same.
#include "contract/run_ledger.h"

#include <cmath>
#include <limits>

#include "test_support.h"
#include "kit/training_task.h"

namespace lesson {
namespace {

dropout::TrainerConfig config_of(int run) { return task_config({.steps = 40, .width = 8}, 0.1 * run, 5); }

dropout::SweepRun trained(int run) {
  dropout::Trainer trainer(config_of(run));
  trainer.step(40);
  return {trainer.evaluate().train_accuracy, trainer.evaluate().test_accuracy};
}

RunLedger ledger(int runs = 3, int ticks_per_run = 7, int first_tick = 0) {
  RunLedger made;
  made.reset({.first_tick = first_tick, .ticks_per_run = ticks_per_run, .run_count = runs});
  return made;
}

void tick(RunLedger& runs, int count) {
  for (int i = 0; i < count; ++i) runs.tick(config_of(runs.finished()));
}

TEST(RunLedger, ARunIsWholeAfterItsTicksHoweverTheyDivideTheSteps) {
  for (const int ticks_per_run : {1, 7, 40, 75}) {
    RunLedger runs = ledger(3, ticks_per_run);
    tick(runs, ticks_per_run - 1);
    EXPECT_EQ(runs.finished(), 0);
    tick(runs, 1);
    ASSERT_EQ(runs.finished(), 1);
    EXPECT_EQ(runs.results()[0], trained(0)) << ticks_per_run;
    tick(runs, 2 * ticks_per_run + 5);
    EXPECT_TRUE(runs.complete());
    EXPECT_EQ(runs.results()[2], trained(2));
    EXPECT_EQ(runs.ticks_done(), 3 * ticks_per_run);
  }
}

// Offered in another order, in the middle of a run, and with a gap: the results are those of training.
TEST(RunLedger, OfferedResultsChangeNothingButTheWork) {
  RunLedger alone = ledger(), helped = ledger();
  tick(helped, 3);
  EXPECT_TRUE(helped.offer(2, trained(2)));
  EXPECT_TRUE(helped.offer(0, trained(0)));
  EXPECT_EQ(helped.known_ticks(3), 4) << "the rest of the run at hand; run 1 is not known";
  for (int i = 0; i < 21; ++i) {
    tick(alone, 1);
    if (i >= 3) tick(helped, 1);
    if (i < 3) continue;
    EXPECT_EQ(alone.finished(), helped.finished());
    EXPECT_EQ(alone.results(), helped.results());
  }
  EXPECT_TRUE(helped.complete());
}

TEST(RunLedger, RefusesWhatNobodyWaitsForAndWhatCannotBe) {
  RunLedger runs = ledger();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(runs.offer(-1, {0.5, 0.5}));
  EXPECT_FALSE(runs.offer(3, {0.5, 0.5}));
  EXPECT_FALSE(runs.offer(0, {nan, 0.5}));
  EXPECT_FALSE(runs.offer(0, {0.5, 1.5}));
  EXPECT_FALSE(runs.offer(0, {-0.1, 0.5}));
  EXPECT_TRUE(runs.offer(0, {0.5, 0.5}));
  EXPECT_FALSE(runs.offer(0, {0.25, 0.25})) << "the first answer stands";
  tick(runs, 7);
  EXPECT_EQ(runs.results()[0], (dropout::SweepRun{0.5, 0.5}));
  EXPECT_FALSE(runs.offer(0, {0.5, 0.5})) << "it is through";
}

TEST(RunLedger, KnowsWhichRunsAGoalNeeds) {
  RunLedger runs = ledger(3, 7, 100);
  using Runs = std::vector<int>;
  EXPECT_EQ(runs.wanted(50, 1000, 9), Runs{}) << "other work comes first";
  EXPECT_EQ(runs.wanted(100, 100, 9), Runs{});
  EXPECT_EQ(runs.wanted(100, 101, 9), Runs{0});
  EXPECT_EQ(runs.wanted(100, 107, 9), Runs{0});
  EXPECT_EQ(runs.wanted(100, 108, 9), (Runs{0, 1}));
  EXPECT_EQ(runs.wanted(100, 1000, 9), (Runs{0, 1, 2}));
  EXPECT_EQ(runs.wanted(100, 1000, 2), (Runs{0, 1}));
  ASSERT_TRUE(runs.offer(1, {0.5, 0.5}));
  EXPECT_EQ(runs.wanted(100, 1000, 9), (Runs{0, 2})) << "nobody asks again";
}

TEST(RunLedger, GoesOnAfterSavingInTheMiddleOfARun) {
  RunLedger runs = ledger(), restored = ledger();
  tick(runs, 10);
  StateIo out;
  runs.state(out);
  const std::vector<std::byte> bytes = out.take();
  EXPECT_LT(bytes.size(), 100u) << "the net in training is not among them";
  StateIo in(bytes);
  restored.state(in);
  ASSERT_TRUE(in.complete());
  tick(runs, 11);
  tick(restored, 11);
  EXPECT_EQ(runs.results(), restored.results());
  EXPECT_EQ(runs.results()[1], trained(1));
}

TEST(RunLedger, CountsTheStepsItStandsFor) {
  RunLedger runs = ledger(3, 10);
  tick(runs, 15);
  EXPECT_EQ(runs.steps_done(40), 60);
}

// Sessions: the run ahead of the clock.
TEST(SessionRuns, AHostCanComputeThemAheadAndTheEndIsTheSame) {
  Session alone = play("rate_sweep", {{"stop_after", 20}, {"seeds", 2}, {"width", 8}});
  Session helped = play("rate_sweep", {{"stop_after", 20}, {"seeds", 2}, {"width", 8}});
  EXPECT_TRUE(helped.wanted_runs(100).empty()) << "nothing runs yet";
  alone.run();
  helped.run();
  alone.advance(1 << 20);
  ASSERT_EQ(helped.wanted_runs(5).size(), 5u);
  int rounds = 0;
  while (helped.running() && ++rounds < 100) {
    std::vector<int> wanted = helped.wanted_runs(3);
    ASSERT_FALSE(wanted.empty());
    std::reverse(wanted.begin(), wanted.end());  // a later one may be ready before
    for (const int run : wanted) {
      EXPECT_TRUE(helped.offer_run(run, helped.train_run(run).value()));
      helped.take_offered();
    }
  }
  EXPECT_EQ(helped.ticks(), alone.ticks());
  EXPECT_EQ(helped.save(), alone.save());
  EXPECT_EQ(svg_of(helped, 720), svg_of(alone, 720));
}

TEST(SessionRuns, AnotherSettingForgetsWhatWasOffered) {
  Session session = play("rate_sweep", {{"stop_after", 20}, {"width", 8}});
  session.run();
  ASSERT_TRUE(session.offer_run(0, {0.5, 0.5}));
  session.set(session.find_param("flips").value(), 0.3);
  session.run();
  EXPECT_EQ(session.take_offered(), 0);
  EXPECT_EQ(session.wanted_runs(1).at(0), 0);
}

TEST(SessionRuns, MostWidgetsHaveNone) {
  Session session = play("mask_sampler");
  session.run();
  EXPECT_TRUE(session.wanted_runs(5).empty());
  EXPECT_FALSE(session.offer_run(0, {0.5, 0.5}));
  EXPECT_EQ(session.take_offered(), 0);
}

}  // namespace
}  // namespace lesson
