// dropblock_race.cpp: the training runs of dropblock_race.h.
#include "dropblock_race.h"

#include <algorithm>
#include <cmath>

#include "kit/plot.h"
#include "kit/run_state.h"

namespace lesson {

using dropout::ScheduleKind;

const std::array<ScheduleRace::Entry, ScheduleRace::schedule_count>& ScheduleRace::entries() {
  static constexpr std::array<Entry, schedule_count> list = {{
      {"constant", ScheduleKind::constant, 1.0, 1.0},
      {"ramp to", ScheduleKind::ramp, 1.0, 1.0},
      {"ramp to", ScheduleKind::ramp, 1.0, 1.6},
      {"late: on at 50 %", ScheduleKind::late, 0.5, 1.0},
      {"curriculum", ScheduleKind::curriculum, 1.0, 1.0},
      {"early: off at 50 %", ScheduleKind::early, 0.5, 1.0},
      {"early: off at 90 %", ScheduleKind::early, 0.9, 1.0},
      {"reverse ramp", ScheduleKind::reverse_ramp, 1.0, 1.0},
  }};
  return list;
}

std::string ScheduleRace::label(int index, double target) {
  const Entry& entry = entries()[static_cast<std::size_t>(index)];
  std::string words(entry.name);
  if (entry.kind == ScheduleKind::constant || entry.kind == ScheduleKind::ramp)
    words += " " + number_text(schedule(index, target).drop_rate, 2);
  return words;
}

dropout::DropSchedule ScheduleRace::schedule(int index, double target) {
  const Entry& entry = entries()[static_cast<std::size_t>(index)];
  return {.kind = entry.kind, .drop_rate = std::min(entry.factor * target, 0.95), .turn = entry.turn, .rate = 10.0};
}

void ScheduleRace::reset(double target, std::uint64_t first_seed) {
  target_ = target;
  first_seed_ = first_seed;
  test_accuracies_.clear();
  run_.reset();
}

void ScheduleRace::start_run() {
  const std::uint64_t seed = first_seed_ + static_cast<std::uint64_t>(seeds_done());
  dropout::RegularizedConfig config;
  config.base.dataset = {
      .kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = seed};
  config.base.total_steps = total_steps;
  config.base.seed = seed;
  config.schedule = schedule(running_schedule(), target_);
  run_.emplace(config);
}

void ScheduleRace::step() {
  if (finished()) return;
  if (!run_) start_run();
  run_->step(steps_per_tick);
  if (!run_->finished()) return;
  test_accuracies_.push_back(run_->evaluate().test_accuracy);
  run_.reset();
}

double ScheduleRace::share_done() const { return run_ ? static_cast<double>(run_->step_count()) / total_steps : 0.0; }

std::vector<double> ScheduleRace::accuracies(int schedule) const {
  std::vector<double> values;
  for (std::size_t i = static_cast<std::size_t>(schedule); i < test_accuracies_.size(); i += schedule_count)
    values.push_back(100 * test_accuracies_[i]);
  return values;
}

std::vector<double> ScheduleRace::gains(int schedule) const {
  const std::vector<double> constant = accuracies(0);
  std::vector<double> values = accuracies(schedule);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= constant[i];
  return values;
}

namespace {

dropout::MeanInterval finite_interval(const std::vector<double>& values) {
  if (values.empty()) return {};
  dropout::MeanInterval interval = dropout::mean_interval(values);
  if (!std::isfinite(interval.half_width)) interval.half_width = 0;
  return interval;
}

}  // namespace

dropout::MeanInterval ScheduleRace::accuracy(int schedule) const { return finite_interval(accuracies(schedule)); }

dropout::MeanInterval ScheduleRace::gain(int schedule) const { return finite_interval(gains(schedule)); }

void ScheduleRace::state(StateIo& io) {
  io(test_accuracies_);
  io.require(test_accuracies_.size() <= static_cast<std::size_t>(seed_count * schedule_count));
  std::uint8_t has_run = run_ ? 1 : 0;
  io(has_run);
  if (io.loading()) {
    run_.reset();
    if (has_run != 0 && test_accuracies_.size() < static_cast<std::size_t>(seed_count * schedule_count)) start_run();
  }
  if (!run_) return;
  transfer_run(*run_, io);
  io.require(run_->step_count() >= 0 && run_->step_count() <= total_steps);
}

}  // namespace lesson
