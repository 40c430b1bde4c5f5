// pace_test.cpp: ticks follow the time, whatever the frame rate, and never pile up.
#include "pace.h"

#include <gtest/gtest.h>

namespace lesson {
namespace {

int ticks_in_a_second(double frame_ms, int ticks_per_second) {
  Pace pace;
  int ticks = 0;
  for (double at = 0; at < 1000; at += frame_ms) {
    const int due = pace.due(frame_ms, ticks_per_second);
    pace.done(due);
    ticks += due;
  }
  return ticks;
}

TEST(Pace, GivesTheSameTicksAtEveryFrameRate) {
  for (const double frame_ms : {4.0, 8.0, 20.0, 50.0})
    for (const int rate : {10, 60, 3000})
      // Up to one tick may be owed at the end.
      EXPECT_NEAR(ticks_in_a_second(frame_ms, rate), rate, 1) << frame_ms << " ms a frame";
}

TEST(Pace, HiddenTabDoesNotCatchUp) {
  Pace pace;
  EXPECT_EQ(pace.due(3600e3, 60), 6);
}

TEST(Pace, SlowMachineOwesNoMoreThanOneLongFrame) {
  Pace pace;
  for (int frame = 0; frame < 50; ++frame) pace.done(pace.due(100, 1000) > 0 ? 1 : 0);
  EXPECT_LE(pace.due(0, 1000), 101);
}

TEST(Pace, BadTimesCountAsNone) {
  Pace pace;
  EXPECT_EQ(pace.due(-50, 1000), 0);
}

TEST(StillPace, ShowsFourStatesASecond) {
  StillPace pace;
  int shown = 0;
  for (int frame = 0; frame < 250; ++frame) shown += pace.due(8) ? 1 : 0;  // two seconds
  EXPECT_GE(shown, 7);
  EXPECT_LE(shown, 8);
}

}  // namespace
}  // namespace lesson
