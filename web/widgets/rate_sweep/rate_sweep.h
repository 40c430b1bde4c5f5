// rate_sweep.h: the model of the widget rate_sweep, chapter 6: drop rates 0 to 0.9, many RNG seeds, one run after the
// other, with intervals that narrow as the runs come in. Its picture is in rate_sweep_chart.cpp, its words are in
// rate_sweep_words.cpp.
//
// Run r trains seed number r / 10 at rate number r % 10, so at any time all rates rest on almost the same seeds. A run
// takes 75 ticks, whatever its number of steps, or none if the host computed it ahead (run_ledger.h). How many seeds are
// wanted changes no run: it says only how far the sweep goes, so seeds can be added to what is there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/sweep.h"
#include "rate_sweep_table.h"
#include "contract/run_ledger.h"
#include "kit/training_task.h"
#include "contract/widget.h"

namespace lesson {

class RateSweep {
 public:
  static constexpr int rate_count = 10, most_seeds = 32, seeds_per_addition = 8, ticks_per_run = 75;
  static constexpr int max_ticks = rate_count * most_seeds * ticks_per_run;
  static constexpr double rate(int index) { return index / 10.0; }

  struct Params {
    double drop_rate = 0.5;  // marked in the picture; the runs do not depend on it
    int followed = 0;        // number of the seed whose runs are joined, from 1; 0: none
    TaskData data = TaskData::spirals;
    double flip_share = 0.15;
    int seeds = 8;
    bool noisy_test = false;
    double weight_decay = 0, decoupled_decay = 0;
    int steps = 1500;
    int width = 32;
    std::uint32_t seed = 1;  // the tables begin there; the gains of seeds 1 to 8 lie near the means of 60
  };

  // Where the numbers on show come from. The table of earlier runs stands in, and says so, until two seeds are through:
  // before, there is no interval.
  enum class Source : std::uint8_t { nothing, table, runs };

  // In percent and percentage points. Half widths are 0, and say nothing, for fewer than two values.
  struct Point {
    double drop_rate = 0;
    dropout::MeanInterval train, test, gain;
  };
  using Points = std::array<Point, rate_count>;

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;

  void draw(const Params& params, Canvas& canvas) const;
  void sweep_table(const Params& params, Table& table) const;
  static float height(float width);

  int run_goal(const Params& params, int) const { return params.seeds * rate_count * ticks_per_run; }
  RunLedger& runs() { return runs_; }
  const RunLedger& runs() const { return runs_; }
  dropout::TrainerConfig run_config(int run) const;

  // Seeds that are through at every rate, of those that the reader wants to see.
  int complete_seeds(const Params& params) const;
  Source source(const Params& params) const;
  // What is on show; all zero for Source::nothing.
  const Points& points(const Params& params) const;
  const Point& marked(const Params& params) const;
  // The rate with the highest mean test accuracy on show; 0 if there is none.
  double best_rate(const Params& params) const;
  // Indices of rates from the first to the last that cannot be told from the best: their paired difference from it, seed
  // by seed, has a 95 % interval that holds 0. Of the table, whose seeds are not known one by one, only the best itself.
  struct Zone {
    int first = 0, last = 0;
  };
  Zone best_zone(const Params& params) const;
  // Test accuracy and gain over the same seed at p = 0 of a finished run, in percent and points.
  struct Single {
    double test = 0, gain = 0;
  };
  Single single(int run, const Params& params) const;
  int shown_runs(const Params& params) const;  // finished ones of the seeds wanted
  int wanted_runs(const Params& params) const { return params.seeds * rate_count; }
  // Of the followed seed, a run a rate as far as they are through; empty if none is followed.
  std::vector<double> followed_percents(const Params& params) const;

  // Readouts.
  double train_percent(const Params& params) const { return marked(params).train.mean; }
  double test_percent(const Params& params) const { return marked(params).test.mean; }
  double gain(const Params& params) const { return marked(params).gain.mean; }
  double gain_low(const Params& params) const { return gain(params) - marked(params).gain.half_width; }
  double gain_high(const Params& params) const { return gain(params) + marked(params).gain.half_width; }
  int seeds_behind(const Params& params) const { return marked(params).test.count; }
  int from_table(const Params& params) const { return source(params) == Source::table ? 1 : 0; }
  int runs_done(const Params& params) const { return shown_runs(params); }
  int runs_left(const Params& params) const { return wanted_runs(params) - shown_runs(params); }
  double steps_done(const Params& params) const;
  double steps_left(const Params& params) const;

  // The followed seed's own best rate; the first of equal ones, 0 if none is followed or it is not through.
  double followed_best(const Params& params) const;

  int add_seeds(Params& params);
  // The next seed that is through at every rate, the first after the last.
  int follow_next(Params& params);

 private:
  Points points_of_table(const RateTable& table, const Params& params) const;
  Points points_of_runs(const Params& params) const;

  Params params_;  // of the last reset
  RunLedger runs_;
  // The last answer of points(), with what it was an answer to.
  struct Shown {
    int runs = 0;
    bool noisy = false;
    Points points;
  };
  mutable std::optional<Shown> shown_;
};

TrainingTask task_of(const RateSweep::Params& params);
// The RNG seed of a number from 1.
inline std::uint64_t numbered_seed(const RateSweep::Params& params, int number) {
  return params.seed + static_cast<std::uint64_t>(number) - 1;
}
// "RNG seeds 1 to 8".
std::string seeds_words(std::uint64_t first, int count);
// "best: 0.4 or 0.5, too close to call"; "" for Source::nothing.
std::string best_words(const RateSweep& widget, const RateSweep::Params& params);
// "60 RNG seeds" behind the numbers on show, with the source; nothing to say for Source::nothing.
std::string source_words(const RateSweep& widget, const RateSweep::Params& params);

}  // namespace lesson
