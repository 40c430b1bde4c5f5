// schedule_race_claims_test.cpp: what chapter 8 says about schedules, with the whole race of eight seeds.
#include "schedule_race.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

// 60 seeds: early -5.9 +- 1.3, reverse ramp -6.1 +- 1.3, all others between -1.7 and -0.1 points. Eight seeds see the large
// ones and cannot tell the others from 0.
TEST(ScheduleRaceClaims, OnTheMoonsDropoutHasToBeOnAtTheEnd) {
  const Session session = play("schedule_race", {}, ScheduleRace::max_ticks);
  EXPECT_EQ(readout(session, "seeds"), 8);
  for (const std::string schedule : {"early", "reverse"})
    EXPECT_LT(readout(session, schedule + "_gain") + readout(session, schedule + "_half"), 0) << schedule;
  for (const std::string schedule : {"ramp", "steep", "late", "curriculum"})
    EXPECT_LT(readout(session, schedule + "_gain") - readout(session, schedule + "_half"), 0) << schedule;
  EXPECT_NE(session.describe().find("After 8 seeds"), std::string::npos) << session.describe();
}

// A run of the widget is a run of the table in the text: seed 1 of measured/dropblock_schedules.json.
TEST(ScheduleRaceClaims, ASeedRepeatsTheMeasuredTable) {
  ScheduleRace widget;
  const ScheduleRace::Params params{.seed = 1};
  widget.reset(params);
  for (int i = 0; i < ScheduleRace::schedule_count * ScheduleRace::ticks_per_run; ++i) widget.step(params);
  for (int i = 0; i < ScheduleRace::schedule_count; ++i) {
    dropout::RegularizedConfig config;
    config.base.dataset = {
        .kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = 1};
    config.schedule = ScheduleRace::schedule(i, 0.5);
    dropout::RegularizedTrainer trainer(config);
    trainer.step(config.base.total_steps);
    EXPECT_EQ(widget.accuracies(i).at(0), 100 * trainer.evaluate().test_accuracy) << i;
  }
}

}  // namespace
}  // namespace lesson
