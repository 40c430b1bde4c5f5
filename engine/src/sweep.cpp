// sweep.cpp: the order of runs, the run at hand, and paired intervals over what is finished.
#include "dropout/sweep.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

#include "dropout/mask.h"

namespace dropout {

bool is_valid(const SweepConfig& config) {
  return is_valid(config.base) && !config.drop_rates.empty() &&
         std::all_of(config.drop_rates.begin(), config.drop_rates.end(), is_valid_drop_rate) &&
         config.baseline >= 0 && config.baseline < static_cast<int>(config.drop_rates.size()) &&
         config.seed_count >= 1;
}

Sweep::Sweep(SweepConfig config) : config_(std::move(config)) {
  assert(is_valid(config_));
  runs_.resize(config_.drop_rates.size() * static_cast<std::size_t>(config_.seed_count));
}

TrainerConfig Sweep::run_config(int run) const {
  assert(run >= 0 && run < run_count());
  const int rate_count = static_cast<int>(config_.drop_rates.size());
  TrainerConfig config = config_.base;
  config.drop_rate = config_.drop_rates[static_cast<std::size_t>(run % rate_count)];
  config.seed = config.dataset.seed = config_.first_seed + static_cast<std::uint64_t>(run / rate_count);
  return config;
}

int Sweep::first_unfinished() const {
  return static_cast<int>(std::find(runs_.begin(), runs_.end(), std::nullopt) - runs_.begin());
}

bool Sweep::advance(int steps) {
  const int run = first_unfinished();
  if (run == run_count()) return false;
  if (run != current_run_) {
    trainer_.emplace(run_config(run));
    current_run_ = run;
  }
  trainer_->step(steps);
  if (!trainer_->finished()) return false;
  const Metrics metrics = trainer_->evaluate();
  record(run, {metrics.train_accuracy, metrics.test_accuracy});
  return true;
}

void Sweep::run_next() { advance(config_.base.total_steps); }

void Sweep::record(int run, const SweepRun& result) {
  assert(run >= 0 && run < run_count());
  std::optional<SweepRun>& place = runs_[static_cast<std::size_t>(run)];
  if (!place) ++finished_count_;
  place = result;
}

SweepPoint Sweep::point(int rate) const {
  const std::size_t rate_count = config_.drop_rates.size(), column = static_cast<std::size_t>(rate);
  assert(column < rate_count);
  std::vector<double> train, test, before, after;
  for (std::size_t first = 0; first < runs_.size(); first += rate_count) {
    const std::optional<SweepRun>& run = runs_[first + column];
    if (!run) continue;
    train.push_back(100.0 * run->train_accuracy);
    test.push_back(100.0 * run->test_accuracy);
    const std::optional<SweepRun>& pair = runs_[first + static_cast<std::size_t>(config_.baseline)];
    if (!pair) continue;
    before.push_back(100.0 * pair->test_accuracy);
    after.push_back(100.0 * run->test_accuracy);
  }
  return {config_.drop_rates[column], mean_interval(train), mean_interval(test), paired_interval(before, after)};
}

}  // namespace dropout
