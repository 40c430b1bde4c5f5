// sweep.h: many runs over drop rates and RNG seeds, one at a time, with intervals that narrow as they come in.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "dropout/statistics.h"
#include "dropout/trainer.h"

namespace dropout {

struct SweepConfig {
  TrainerConfig base;  // its drop rate and seeds are replaced run by run
  std::vector<double> drop_rates = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};  // at least one
  int baseline = 0;              // index of the rate that gains are measured against
  int seed_count = 30;           // at least 1
  std::uint64_t first_seed = 0;  // run number s takes data set and net of RNG seed first_seed + s
};
bool is_valid(const SweepConfig& config);

// Results of one run, as shares.
struct SweepRun {
  double train_accuracy = 0.0;
  double test_accuracy = 0.0;
  bool operator==(const SweepRun&) const = default;
};

// Mean and 95 % t-interval over the seeds finished so far. Gain = test accuracy minus that of the same seed at the
// baseline rate: pairs share data and initial weights, so what they have in common cancels. All in percentage points.
struct SweepPoint {
  double drop_rate = 0.0;
  MeanInterval train, test, gain;
};

// Run r = seed number r / rates, rate number r % rates: all rates of a seed before the next seed, so that at any time
// every rate rests on (almost) the same seeds. A run depends on its number alone, so runs may be made in pieces, in any
// order, on several threads or restored from a file, and the result is the same.
class Sweep {
 public:
  explicit Sweep(SweepConfig config);  // asserts is_valid(config)

  int run_count() const { return static_cast<int>(runs_.size()); }
  int finished_count() const { return finished_count_; }
  bool finished() const { return finished_count_ == run_count(); }

  // The configuration of a run: train it wherever you like and hand the result to record().
  TrainerConfig run_config(int run) const;

  // Makes up to `steps` training steps of the first unfinished run. True if that run came to its end.
  bool advance(int steps);

  // Trains the first unfinished run to its end; does nothing when all are finished.
  void run_next();

  void record(int run, const SweepRun& result);
  const std::optional<SweepRun>& result(int run) const { return runs_[static_cast<std::size_t>(run)]; }

  SweepPoint point(int rate) const;  // index into drop_rates
  const SweepConfig& config() const { return config_; }

 private:
  int first_unfinished() const;

  SweepConfig config_;
  std::vector<std::optional<SweepRun>> runs_;
  int finished_count_ = 0;
  int current_run_ = -1;  // the run that trainer_ holds
  std::optional<Trainer> trainer_;
};

}  // namespace dropout
