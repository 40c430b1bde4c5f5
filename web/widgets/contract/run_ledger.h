// run_ledger.h: whole training runs as the ticks of a widget: who computes them does not change what comes out.
//
// From tick first_tick on, each run takes ticks_per_run ticks. A tick trains the run at hand by its share of the steps;
// or, if a host offered the run's result before (computed in a Worker, by the same engine, so equal to the bit), the
// ticks of that run cost nothing. Either way the state is a function of (params, ticks).
#pragma once

#include <optional>
#include <vector>

#include "dropout/sweep.h"
#include "widget.h"

namespace lesson {

// A run from its start to its end, and its accuracies.
dropout::SweepRun train_run(const dropout::TrainerConfig& config);

class RunLedger {
 public:
  struct Plan {
    int first_tick = 0;     // the widget has other work before
    int ticks_per_run = 1;  // at least 1
    int run_count = 0;
  };

  void reset(const Plan& plan);
  // One tick. config: that of run number finished().
  void tick(const dropout::TrainerConfig& config);

  const Plan& plan() const { return plan_; }
  int finished() const { return static_cast<int>(results_.size()); }
  bool complete() const { return finished() == plan_.run_count; }
  const std::vector<dropout::SweepRun>& results() const { return results_; }  // by run number
  int ticks_done() const { return finished() * plan_.ticks_per_run + ticks_in_run_; }
  // Training steps that the ticks so far stand for, if every run has this many.
  int steps_done(int steps_per_run) const;

  // ---- for hosts that compute runs ahead; virtual so that a program whose widget has no runs holds nothing of them ----
  // The next runs on the way from a tick to a goal whose results are not known; none before first_tick is reached.
  virtual std::vector<int> wanted(int tick, int goal, int most) const;
  // False: not waited for, or not a possible result.
  virtual bool offer(int run, const dropout::SweepRun& result);
  // Ticks from here on that need no training.
  virtual int known_ticks(int tick) const;
  virtual dropout::SweepRun train(const dropout::TrainerConfig& config) const;

  // What was offered is not saved, nor is the net in training: a restored ledger trains the run at hand once more up to
  // where it was, with its next tick. Results that it knew before loading, since the last reset, it goes on knowing.
  void state(StateIo& io);

 private:
  bool knows(int run) const;
  std::optional<dropout::SweepRun> offered(int run) const;
  void take(const dropout::SweepRun& result);

  struct Offered {
    int run = 0;
    dropout::SweepRun result;
  };

  Plan plan_;
  std::vector<dropout::SweepRun> results_;
  int ticks_in_run_ = 0;
  std::vector<Offered> offered_;  // results of runs to come
  std::optional<dropout::Trainer> trainer_;
};

}  // namespace lesson
