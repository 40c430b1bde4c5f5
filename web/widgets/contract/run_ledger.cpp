// run_ledger.cpp: training runs tick by tick, or taken from what was computed elsewhere; see run_ledger.h.
#include "run_ledger.h"

#include <algorithm>
#include <utility>

namespace lesson {

namespace {
bool is_share(double value) { return value >= 0 && value <= 1; }  // false for NaN
}  // namespace

dropout::SweepRun train_run(const dropout::TrainerConfig& config) {
  dropout::Trainer trainer(config);
  trainer.step(config.total_steps);
  const dropout::Metrics metrics = trainer.evaluate();
  return {metrics.train_accuracy, metrics.test_accuracy};
}

void RunLedger::reset(const Plan& plan) {
  plan_ = plan;
  results_.clear();
  offered_.clear();
  trainer_.reset();
  ticks_in_run_ = 0;
}

void RunLedger::tick(const dropout::TrainerConfig& config) {
  if (complete()) return;
  ++ticks_in_run_;
  const bool last = ticks_in_run_ == plan_.ticks_per_run;
  if (const std::optional<dropout::SweepRun> result = offered(finished())) {
    if (last) take(*result);
    return;
  }
  if (!trainer_) trainer_.emplace(config);
  trainer_->step(config.total_steps * ticks_in_run_ / plan_.ticks_per_run - trainer_->step_count());
  if (!last) return;
  const dropout::Metrics metrics = trainer_->evaluate();
  take({metrics.train_accuracy, metrics.test_accuracy});
}

void RunLedger::take(const dropout::SweepRun& result) {
  std::erase_if(offered_, [run = finished()](const Offered& other) { return other.run <= run; });
  results_.push_back(result);
  ticks_in_run_ = 0;
  trainer_.reset();
}

int RunLedger::steps_done(int steps_per_run) const {
  return finished() * steps_per_run + steps_per_run * ticks_in_run_ / plan_.ticks_per_run;
}

std::optional<dropout::SweepRun> RunLedger::offered(int run) const {
  for (const Offered& other : offered_)
    if (other.run == run) return other.result;
  return std::nullopt;
}

std::vector<int> RunLedger::wanted(int tick, int goal, int most) const {
  std::vector<int> runs;
  if (tick < plan_.first_tick || goal <= plan_.first_tick) return runs;
  const int begun = (goal - plan_.first_tick + plan_.ticks_per_run - 1) / plan_.ticks_per_run;
  for (int run = finished(); run < std::min(begun, plan_.run_count) && std::ssize(runs) < most; ++run)
    if (!knows(run)) runs.push_back(run);
  return runs;
}

dropout::SweepRun RunLedger::train(const dropout::TrainerConfig& config) const { return train_run(config); }

bool RunLedger::knows(int run) const { return run < finished() || offered(run).has_value(); }

bool RunLedger::offer(int run, const dropout::SweepRun& result) {
  if (run >= plan_.run_count || run < 0 || knows(run)) return false;
  if (!is_share(result.train_accuracy) || !is_share(result.test_accuracy)) return false;
  offered_.push_back({run, result});
  return true;
}

int RunLedger::known_ticks(int tick) const {
  if (tick < plan_.first_tick) return 0;
  int known = finished();
  while (offered(known)) ++known;
  return std::max(0, (known - finished()) * plan_.ticks_per_run - ticks_in_run_);
}

void RunLedger::state(StateIo& io) {
  // Going back in time forgets no result: they belong to the values of the last reset, not to a tick.
  std::vector<Offered> known = offered_;
  for (int run = 0; run < finished(); ++run) known.push_back({run, results_[static_cast<std::size_t>(run)]});
  io(results_);
  io(ticks_in_run_);
  io.require(finished() <= plan_.run_count);
  io.require(ticks_in_run_ >= 0 && ticks_in_run_ < plan_.ticks_per_run && (ticks_in_run_ == 0 || !complete()));
  if (!io.loading()) return;
  trainer_.reset();
  std::erase_if(known, [this](const Offered& each) { return each.run < finished(); });
  offered_ = std::move(known);
}

}  // namespace lesson
