// schedule_race_claims_test.cpp: what chapter 8 says about schedules, with a whole race.
#include "contract/tests/test_support.h"
#include "schedule_race.h"

namespace lesson {
namespace {

// 20 seeds: reverse ramp -6.0 +- 1.7, ramp -2.0 +- 2.1 points; 60 seeds: -6.1 +- 1.3, -1.0 +- 1.3.
TEST(ScheduleRaceClaims, OnTheMoonsDropoutHasToBeOnAtTheEnd) {
  const Session session = play("schedule_race", {}, 20 * ScheduleRace::schedule_count * ScheduleRace::ticks_per_run);
  EXPECT_EQ(readout(session, "seeds"), 20);
  EXPECT_LT(readout(session, "reverse_gain") + readout(session, "reverse_half"), 0);
  EXPECT_LT(readout(session, "ramp_gain") - readout(session, "ramp_half"), 0) << "a ramp does not win";
  EXPECT_NE(session.describe().find("Yours ends"), std::string::npos) << session.describe();
}

}  // namespace
}  // namespace lesson
