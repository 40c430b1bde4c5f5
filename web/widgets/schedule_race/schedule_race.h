// schedule_race.h: the model of the widget schedule_race, chapter 8: a drop rate schedule that the reader draws, against
// three others, seed by seed; its panels are in schedule_race_rates.cpp ("rates") and schedule_race_gains.cpp ("gains").
//
// Setting: moons, 80 points, 20 % flipped labels, net 2-32-32-1, 1500 steps. Run r trains schedule r % 4 on RNG seed number
// r / 4: same points, same initial weights, same random words for the four. A run takes 60 ticks, or none if the host
// computed it ahead (run_ledger.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/run_ledger.h"
#include "contract/widget.h"
#include "dropout/statistics.h"

namespace lesson {

class ScheduleRace {
 public:
  enum Schedule : int { constant, ramp, reversed, own };
  static constexpr int schedule_count = 4, most_seeds = 40;
  static constexpr int total_steps = 1500, steps_per_tick = 25, ticks_per_run = total_steps / steps_per_tick;
  static constexpr int max_ticks = most_seeds * schedule_count * ticks_per_run;
  static constexpr int curve_count = 24;
  static constexpr double highest_rate = 0.75, rate_step = 0.05;
  using Curve = std::array<double, curve_count>;

  struct Params {
    // Up early, then down, and up again a little at the end.
    Curve drawn = {0.1,  0.15, 0.2, 0.3,  0.4, 0.5,  0.6,  0.65, 0.65, 0.7, 0.7, 0.65,
                   0.65, 0.6,  0.5, 0.45, 0.4, 0.35, 0.35, 0.35, 0.35, 0.4, 0.4, 0.45};
    double target = 0.5;
    int seeds = 20;
    std::uint32_t seed = 1;
  };

  static std::string_view name(int schedule);
  // The drop rates of a schedule at equal distances over the training; a drawn one is smoothed over five values.
  static std::vector<double> rates(const Params& params, int schedule);
  static double rate_at(const Params& params, int schedule, double share_done);

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_rates(const Params& params) const;
  int run_goal(const Params& params, int) const { return params.seeds * schedule_count * ticks_per_run; }
  static int last_tick(const Params& params) { return params.seeds * schedule_count * ticks_per_run; }

  // Panels.
  void draw_rates(const Params& params, Canvas& canvas) const;
  void draw_gains(const Params& params, Canvas& canvas) const;
  void rates_table(const Params& params, Table& table) const;
  void gains_table(const Params& params, Table& table) const;
  static float rates_height(float width);
  static float gains_height(float width);

  RunLedger& runs() { return runs_; }
  const RunLedger& runs() const { return runs_; }
  dropout::TrainerConfig run_config(int run) const;

  int seeds_done(const Params& params) const;
  bool finished(const Params& params) const { return seeds_done(params) == params.seeds; }
  // Of the run at work: how much of its training is done; 0 between runs.
  double share_done() const;

  // Test accuracies in percent, one a seed so far.
  std::vector<double> accuracies(const Params& params, int schedule) const;
  dropout::MeanInterval accuracy(const Params& params, int schedule) const;
  // Against the constant rate, in points, over the seeds that have both: their mean and 95 % t-interval (half width 0 for
  // fewer than two, which then says nothing).
  std::vector<double> gains(const Params& params, int schedule) const;
  dropout::MeanInterval gain(const Params& params, int schedule) const;
  // +1, -1: the interval lies above or below 0. 0: it holds it, or there is none.
  int verdict(const Params& params, int schedule) const;

  // Readouts.
  int seeds_compared(const Params& params) const { return seeds_done(params); }
  double constant_accuracy(const Params& params) const { return accuracy(params, constant).mean; }
  template <int Index>
  double schedule_gain(const Params& params) const {
    return gain(params, Index).mean;
  }
  template <int Index>
  double schedule_half_width(const Params& params) const {
    return gain(params, Index).half_width;
  }

  int flatten(Params& params);

 private:
  // A finished run that stays true while the reader draws another curve: it is offered to the ledger again, so that the
  // others do not train twice. What is known changes no result.
  struct Known {
    std::uint64_t seed = 0;
    int schedule = 0;
    double target = 0;
    dropout::SweepRun result;
  };
  void remember();

  Params params_;  // of the last reset
  RunLedger runs_;
  std::vector<Known> known_;
  int remembered_ = 0;  // runs of the ledger that were looked at
};

}  // namespace lesson
