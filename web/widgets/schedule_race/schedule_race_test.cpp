// schedule_race_test.cpp: the runs of the race against the engine, their pairing, and the schedules themselves.
#include "schedule_race.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "dropout/trainer.h"

namespace lesson {
namespace {

TEST(ScheduleRace, TheConstantRateIsTheTrainerOfChapterSix) {
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = 3};
  config.drop_rate = 0.5;
  config.seed = 3;
  dropout::Trainer trainer(config);
  trainer.step(config.total_steps);
  ScheduleRace widget;
  const ScheduleRace::Params params{.seed = 3};
  widget.reset(params);
  for (int i = 0; i < ScheduleRace::ticks_per_run; ++i) widget.step(params);
  ASSERT_EQ(widget.accuracies(0).size(), 1u);
  EXPECT_EQ(widget.accuracies(0)[0], 100 * trainer.evaluate().test_accuracy);
  EXPECT_EQ(widget.running_schedule(), 1);
}

TEST(ScheduleRace, ASeedTrainsAllOfThemAndPairsThem) {
  const int ticks = ScheduleRace::schedule_count * ScheduleRace::ticks_per_run;
  const Session session = play("schedule_race", {}, ticks);
  EXPECT_EQ(readout(session, "seeds"), 1);
  EXPECT_GT(readout(session, "constant_test"), 60);
  for (const std::string_view id : {"ramp_half", "early_half", "reverse_half"})
    EXPECT_EQ(readout(session, id), 0) << "one seed has no interval";
  EXPECT_NE(session.describe().find("After 1 seed the constant rate"), std::string::npos) << session.describe();
  const RecordingCanvas canvas = picture_of(session);
  EXPECT_EQ(canvas.rings.size(), 7u);
  EXPECT_EQ(canvas.disks.size(), 7u);
}

TEST(ScheduleRace, ReachTheTarget) {
  for (const double target : {0.1, 0.5, 0.9})
    for (int i = 0; i < ScheduleRace::schedule_count; ++i) {
      const dropout::DropSchedule schedule = ScheduleRace::schedule(i, target);
      EXPECT_TRUE(dropout::is_valid(schedule)) << i;
      double largest = 0;
      for (double t = 0; t <= 1; t += 0.01) largest = std::max(largest, dropout::scheduled_drop_rate(schedule, t));
      EXPECT_NEAR(largest, i == 2 ? std::min(1.6 * target, 0.95) : target, 0.02) << i;
    }
}

TEST(ScheduleRace, TablesSayWhatThePanelsDraw) {
  for (const double target : {0.1, 0.5, 0.9}) {
    const auto rates = panel_rows(play("schedule_race", {{"target", target}}), "rates");
    ASSERT_EQ(rates.size(), 1u + ScheduleRace::schedule_count);
    EXPECT_EQ(rates.at(1).at(1), number_text(target, 2));
    EXPECT_EQ(rates.at(2).at(5), number_text(target, 2)) << "a ramp ends at the target";
    EXPECT_EQ(rates.at(8).at(5), "0.00") << "a reverse ramp ends at 0";
  }
  const Session session = play("schedule_race", {}, 2 * ScheduleRace::ticks_per_run);
  const auto gains = panel_rows(session, "gains");
  EXPECT_EQ(gains.at(1).at(2), number_text(readout(session, "constant_test"), 1) + " %");
  EXPECT_EQ(gains.at(2).at(3), signed_text(readout(session, "ramp_gain"), 1));
  EXPECT_EQ(gains.at(3).at(1), "0") << "not trained yet";
}

}  // namespace
}  // namespace lesson
