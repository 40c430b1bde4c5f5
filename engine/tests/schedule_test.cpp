// schedule_test.cpp: the curves of the drop rate, at their ends, turns and in between.
#include "dropout/schedule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "drop_rates.h"

namespace dropout {
namespace {

constexpr ScheduleKind all_kinds[] = {ScheduleKind::constant, ScheduleKind::ramp, ScheduleKind::reverse_ramp,
                                      ScheduleKind::early,    ScheduleKind::late, ScheduleKind::curriculum};

double at(ScheduleKind kind, double p, double turn, double t) {
  return scheduled_drop_rate({.kind = kind, .drop_rate = p, .turn = turn}, t);
}

TEST(Schedule, FollowsItsFormula) {
  for (const double p : all_drop_rates)
    for (const double t : {0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0}) {
      EXPECT_EQ(at(ScheduleKind::constant, p, 0.3, t), p);
      EXPECT_NEAR(at(ScheduleKind::ramp, p, 0.5, t), p * std::min(1.0, t / 0.5), 1e-15);
      EXPECT_NEAR(at(ScheduleKind::reverse_ramp, p, 0.5, t), p * std::max(0.0, 1 - t / 0.5), 1e-15);
      EXPECT_EQ(at(ScheduleKind::early, p, 0.5, t), t < 0.5 ? p : 0.0);
      EXPECT_EQ(at(ScheduleKind::late, p, 0.5, t), t < 0.5 ? 0.0 : p);
      EXPECT_NEAR(at(ScheduleKind::curriculum, p, 1.0, t), p * (1 - std::exp(-10 * t)), 1e-15);
    }
}

TEST(Schedule, StaysBetweenZeroAndItsRate) {
  for (const ScheduleKind kind : all_kinds)
    for (const double p : all_drop_rates)
      for (const double turn : {0.0, 0.3, 1.0})
        for (const double t : {-1.0, 0.0, 0.3, 1.0, 7.0}) {
          EXPECT_GE(at(kind, p, turn, t), 0.0);
          EXPECT_LE(at(kind, p, turn, t), p);
        }
}

TEST(Schedule, ARampOfNoLengthIsAJump) {
  EXPECT_EQ(at(ScheduleKind::ramp, 0.4, 0.0, 0.0), 0.4);
  EXPECT_EQ(at(ScheduleKind::reverse_ramp, 0.4, 0.0, 0.0), 0.0);
  EXPECT_EQ(at(ScheduleKind::early, 0.4, 0.0, 0.0), 0.0);
  EXPECT_EQ(at(ScheduleKind::late, 0.4, 0.0, 0.0), 0.4);
}

TEST(Schedule, RefusesWhatHasNoMeaning) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(is_valid(DropSchedule{}));
  for (const double bad : {-0.1, 1.1, nan}) {
    EXPECT_FALSE(is_valid({.drop_rate = bad}));
    EXPECT_FALSE(is_valid({.turn = bad}));
  }
  for (const double bad : {-1.0, nan, std::numeric_limits<double>::infinity()}) EXPECT_FALSE(is_valid({.rate = bad}));
}

}  // namespace
}  // namespace dropout
