// checkpoints.h: saved states on the way that a run has come, so that an earlier tick is near one of them.
//
// A state every `spacing` ticks; when there are too many of them, or they take too many bytes, every second one goes and
// the spacing doubles. So going back costs at most one spacing of ticks, and a long run about as many saves as a short one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lesson {

class Checkpoints {
 public:
  static constexpr int most = 32;
  static constexpr std::size_t most_bytes = 1 << 20;

  void clear();
  bool wants(int tick) const;
  void keep(int tick, std::vector<std::byte> state);
  // The last state at or before that tick; null: none, the way starts at tick 0.
  struct Checkpoint {
    int tick = 0;
    std::vector<std::byte> state;
  };
  const Checkpoint* before(int tick) const;

 private:
  int spacing_ = 1;
  std::size_t bytes_ = 0;
  std::vector<Checkpoint> kept_;  // by tick
};

}  // namespace lesson
