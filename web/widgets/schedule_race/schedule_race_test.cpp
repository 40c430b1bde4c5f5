// schedule_race_test.cpp: the runs of the race against the engine, their pairing, and the schedules themselves.
#include "schedule_race.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "dropout/family_trainers.h"

namespace lesson {
namespace {

using Params = ScheduleRace::Params;

constexpr int one_seed = ScheduleRace::schedule_count * ScheduleRace::ticks_per_run;

// The drawn curve set to one value, as the pad would paint it.
Params flat(double rate) {
  Params params{.seeds = 4};
  params.drawn.fill(rate);
  return params;
}

ScheduleRace raced(const Params& params, int ticks) {
  ScheduleRace race;
  race.reset(params);
  for (int i = 0; i < ticks; ++i) race.step(params);
  return race;
}

// Bit for bit the engine's schedules: what the race shows is what the measured table was made of.
TEST(ScheduleRace, ItsRunsAreTheEnginesSchedules) {
  for (const double target : {0.3, 0.5}) {
    const Params params{.target = target, .seeds = 4, .seed = 3};
    const ScheduleRace race = raced(params, one_seed);
    for (const auto& [schedule, kind] : {std::pair{ScheduleRace::constant, dropout::ScheduleKind::constant},
                                         std::pair{ScheduleRace::ramp, dropout::ScheduleKind::ramp},
                                         std::pair{ScheduleRace::reversed, dropout::ScheduleKind::reverse_ramp}}) {
      dropout::RegularizedConfig config;
      config.base = race.run_config(0);
      config.schedule = {.kind = kind, .drop_rate = target};
      dropout::RegularizedTrainer trainer(config);
      trainer.step(config.base.total_steps);
      ASSERT_EQ(race.accuracies(params, schedule).size(), 1u);
      EXPECT_EQ(race.accuracies(params, schedule)[0], 100 * trainer.evaluate().test_accuracy) << schedule << target;
    }
  }
}

TEST(ScheduleRace, AFlatCurveIsTheConstantRateToTheBit) {
  for (const double target : {0.25, 0.5}) {
    Params params = flat(target);
    params.target = target;
    const ScheduleRace race = raced(params, one_seed);
    EXPECT_EQ(race.gains(params, ScheduleRace::own), std::vector<double>{0.0}) << target;
  }
  Session session = play("schedule_race");
  act(session, "flatten");
  session.step(one_seed);
  EXPECT_EQ(readout(session, "own_gain"), 0);
  EXPECT_NE(readout(session, "ramp_gain"), 0);
}

TEST(ScheduleRace, TheDrawnCurveIsSmoothedOverFive) {
  Params params = flat(0);
  params.drawn[10] = 0.5;
  const std::vector<double> rates = ScheduleRace::rates(params, ScheduleRace::own);
  for (std::size_t i = 0; i < rates.size(); ++i) EXPECT_NEAR(rates[i], i >= 8 && i <= 12 ? 0.1 : 0.0, 1e-12) << i;
  params = flat(0);
  params.drawn[0] = 0.6;
  EXPECT_NEAR(ScheduleRace::rates(params, ScheduleRace::own)[0], 0.2, 1e-12) << "three values at an end";
}

// The reader draws another curve: the others are not trained again, and nothing of theirs changes.
TEST(ScheduleRace, KnowsTheOthersWhenTheCurveChanges) {
  Params params = flat(0.1);
  ScheduleRace race = raced(params, one_seed);
  const double ramp = race.accuracies(params, ScheduleRace::ramp)[0];
  params = flat(0.4);
  race.reset(params);
  EXPECT_EQ(race.seeds_done(params), 0) << "a curve begins at tick 0";
  EXPECT_EQ(race.runs().known_ticks(0), 3 * ScheduleRace::ticks_per_run);
  const ScheduleRace fresh = raced(params, one_seed);
  for (int i = 0; i < one_seed; ++i) race.step(params);
  for (int i = 0; i < ScheduleRace::schedule_count; ++i)
    EXPECT_EQ(race.accuracies(params, i), fresh.accuracies(params, i)) << i;
  EXPECT_EQ(race.accuracies(params, ScheduleRace::ramp)[0], ramp);
  params.target = 0.3;
  race.reset(params);
  EXPECT_EQ(race.runs().known_ticks(0), 0) << "another rate is another run";
}

TEST(ScheduleRace, ASeedTrainsAllOfThemAndPairsThem) {
  const Session session = play("schedule_race", {{"race_seeds", 4}}, 2 * one_seed);
  EXPECT_EQ(readout(session, "seeds"), 2);
  EXPECT_GT(readout(session, "constant_test"), 60);
  for (const std::string_view id : {"ramp_half", "reverse_half", "own_half"})
    EXPECT_GT(readout(session, id), 0) << id;
  EXPECT_NE(session.describe().find("over 2 seeds"), std::string::npos) << session.describe();
  const auto gains = panel_rows(session, "gains");
  EXPECT_EQ(gains.at(1).at(2), number_text(readout(session, "constant_test"), 1) + " %");
  EXPECT_EQ(gains.at(4).at(1), "2");
}

TEST(ScheduleRace, TablesSayWhatThePadShows) {
  for (const double target : {0.1, 0.5, 0.7}) {
    const auto rates = panel_rows(play("schedule_race", {{"target", target}}), "rates");
    ASSERT_EQ(rates.size(), 1u + ScheduleRace::schedule_count);
    EXPECT_EQ(rates.at(1).at(1), number_text(target, 2));
    EXPECT_EQ(rates.at(2).at(5), number_text(target, 2)) << "a ramp ends at the target";
    EXPECT_EQ(rates.at(3).at(5), "0.00") << "a reversed ramp ends at 0";
  }
}

TEST(ScheduleRace, ThePadIsPainted) {
  const RecordingCanvas canvas = picture_of(play("schedule_race"));
  EXPECT_TRUE(std::any_of(canvas.drags.begin(), canvas.drags.end(), [](const auto& t) { return t.id == "drawn"; }));
}

}  // namespace
}  // namespace lesson
