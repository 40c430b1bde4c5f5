// schedule_race.h: the model of the widget schedule_race, chapter 8: drop rate schedules, trained one after another on the
// same data, seed by seed; its panels are in schedule_race_gains.cpp and schedule_race_rates.cpp.
//
// Setting: moons, 80 points, 20 % flipped labels, net 2-32-32-1, 1500 steps. Each seed trains all schedules in the order
// of the list, constant first; the others are compared with it: same points, same initial weights, same random words.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/family_trainers.h"
#include "dropout/statistics.h"
#include "contract/widget.h"

namespace lesson {

class ScheduleRace {
 public:
  static constexpr int schedule_count = 8, seed_count = 8;
  static constexpr int total_steps = 1500, steps_per_tick = 25, ticks_per_run = total_steps / steps_per_tick;
  static constexpr int max_ticks = seed_count * schedule_count * ticks_per_run;

  struct Params {
    double target = 0.5;
    std::uint32_t seed = 1;
  };

  struct Entry {
    std::string_view name;  // without the rate it reaches
    dropout::ScheduleKind kind;
    double turn;    // t1 of dropout::DropSchedule
    double factor;  // largest rate as a multiple of the target
  };
  static const std::array<Entry, schedule_count>& entries();
  // "ramp to 0.50": what readers see.
  static std::string label(int index, double target);
  // The largest rate is clamped to 0.95: at 1 nothing is left to learn with.
  static dropout::DropSchedule schedule(int index, double target);

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_rates(const Params& params) const;

  // Panels.
  void draw_rates(const Params& params, Canvas& canvas) const;
  void draw_gains(const Params& params, Canvas& canvas) const;
  void rates_table(const Params& params, Table& table) const;
  void gains_table(const Params& params, Table& table) const;
  static float rates_height(float width);
  static float gains_height(float width);

  int seeds_done() const { return static_cast<int>(test_accuracies_.size()) / schedule_count; }
  bool finished() const { return seeds_done() == seed_count; }
  int running_schedule() const { return static_cast<int>(test_accuracies_.size()) % schedule_count; }
  double share_done() const;            // of the run at work, in [0, 1]
  bool is_at_work(int schedule) const;  // a run of it has begun and not ended

  // Test accuracies in percent, one a seed so far.
  std::vector<double> accuracies(int schedule) const;
  dropout::MeanInterval accuracy(int schedule) const;
  // Against the constant rate, in points, over the seeds that have both: each difference, their mean and 95 % t-interval
  // (half width 0 for fewer than two, which then says nothing).
  std::vector<double> gains(int schedule) const;
  dropout::MeanInterval gain(int schedule) const;

  // Readouts.
  int seeds_compared(const Params&) const { return seeds_done(); }
  double constant_accuracy(const Params&) const { return accuracy(0).mean; }
  template <int Schedule>
  double schedule_gain(const Params&) const {
    return gain(Schedule).mean;
  }
  template <int Schedule>
  double schedule_half_width(const Params&) const {
    return gain(Schedule).half_width;
  }

 private:
  void start_run();

  Params params_;                        // of the last reset
  std::vector<double> test_accuracies_;  // shares, [seed, schedule]
  std::optional<dropout::RegularizedTrainer> run_;
};

// The drop rate of a schedule over the training in that area, and how far its run at work has come.
void draw_schedule(const ScheduleRace& race, const ScheduleRace::Params& params, int schedule, const Rect& area,
                   std::string_view panel, Canvas& canvas);

}  // namespace lesson
