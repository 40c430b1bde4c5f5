// trainer_claims_test.cpp: the evidence stage from end to end; each test trains 16 or more nets.
#include <cmath>

#include "dropout/statistics.h"
#include "contract/tests/test_support.h"
#include "trainer.h"

namespace lesson {
namespace {

std::vector<double> engine_accuracies(double drop_rate, std::uint64_t first_seed) {
  std::vector<double> percents;
  for (std::uint64_t seed = first_seed; seed < first_seed + 8; ++seed) {
    dropout::Trainer engine(LiveTrainer::config_of(LiveTrainer::Params{}, drop_rate, seed));
    engine.step(1500);
    percents.push_back(100 * engine.evaluate().test_accuracy);
  }
  return percents;
}

TEST(TrainerEvidence, IsThePairedIntervalOfTheEngine) {
  const Session session = play("trainer", {{"p", 0.7}, {"prediction", 2}}, LiveTrainer::max_ticks);
  const dropout::MeanInterval interval =
      dropout::paired_interval(engine_accuracies(0.3, 19), engine_accuracies(0.7, 19));
  EXPECT_EQ(readout(session, "seeds_compared"), 8);
  EXPECT_NEAR(readout(session, "gain"), interval.mean, 1e-9);
  EXPECT_NEAR(readout(session, "gain_low"), interval.mean - interval.half_width, 1e-9);
  EXPECT_NEAR(readout(session, "gain_high"), interval.mean + interval.half_width, 1e-9);
  EXPECT_LT(interval.mean + interval.half_width, 0);
  EXPECT_NE(session.describe().find("You said: hurts. Measured from p = 0.30 to p = 0.70: −"), std::string::npos);
  EXPECT_NE(session.describe().find("over 8 seeds: it hurts."), std::string::npos) << session.describe();
}

// The chapter's warning: with other seeds the same question stays open.
TEST(TrainerEvidence, AdmitsWhenEightSeedsCannotTell) {
  const Session session = play("trainer", {{"p", 0.7}, {"seed", 1}, {"prediction", 1}}, LiveTrainer::max_ticks);
  EXPECT_LT(readout(session, "gain_low"), 0);
  EXPECT_GT(readout(session, "gain_high"), 0);
  EXPECT_NE(session.describe().find("over 8 seeds: 8 seeds cannot tell."), std::string::npos) << session.describe();
}

TEST(TrainerEvidence, FindsThatDropoutHelpsOnFlippedLabels) {
  const Session session = play("trainer", {{"from_p", 0}, {"p", 0.5}, {"prediction", 1}}, LiveTrainer::max_ticks);
  EXPECT_GT(readout(session, "gain_low"), 0);
  EXPECT_NE(session.describe().find("it helps."), std::string::npos);
}

// The control experiment: no flips, nothing to be gained.
TEST(TrainerEvidence, FindsNoGainWithoutFlips) {
  const Session session = play("trainer", {{"from_p", 0}, {"p", 0.5}, {"flips", 0}}, LiveTrainer::max_ticks);
  EXPECT_LT(readout(session, "gain"), 0.5);
}

}  // namespace
}  // namespace lesson
