// pace.h: how many ticks are due, and when a picture is; results never depend on either, only the watching does.
#pragma once

#include <algorithm>

namespace lesson {

// Turns elapsed time into whole ticks; fractions are carried over.
class Pace {
 public:
  // A hidden tab that returns does not catch up: one frame stands for at most this long.
  static constexpr double longest_frame_ms = 100;

  int due(double elapsed_ms, int ticks_per_second) {
    owed_ += std::clamp(elapsed_ms, 0.0, longest_frame_ms) * ticks_per_second / 1000;
    // What a slow machine could not do in time is let go, so that a pause is a pause.
    owed_ = std::min(owed_, longest_frame_ms * ticks_per_second / 1000 + 1);
    return static_cast<int>(owed_);
  }
  void done(int ticks) { owed_ -= ticks; }
  void restart() { owed_ = 0; }

 private:
  double owed_ = 0;
};

// With reduced motion a run shows states, not movement: four a second.
class StillPace {
 public:
  static constexpr double between_ms = 250;

  // True when the next state is to be shown.
  bool due(double elapsed_ms) {
    since_ms_ += std::max(0.0, elapsed_ms);
    if (since_ms_ < between_ms) return false;
    since_ms_ = 0;
    return true;
  }
  void restart() { since_ms_ = 0; }

 private:
  double since_ms_ = 0;
};

}  // namespace lesson
