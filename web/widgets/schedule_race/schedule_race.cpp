// schedule_race.cpp: widget schedule_race, chapter 8: what a drop rate that changes during training does.
#include "schedule_race.h"

#include <algorithm>
#include <cmath>

#include "contract/declare.h"
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

void ScheduleRace::reset(const Params& params) {
  params_ = params;
  test_accuracies_.clear();
  run_.reset();
}

void ScheduleRace::start_run() {
  const std::uint64_t seed = params_.seed + static_cast<std::uint64_t>(seeds_done());
  dropout::RegularizedConfig config;
  config.base.dataset = {
      .kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = seed};
  config.base.total_steps = total_steps;
  config.base.seed = seed;
  config.schedule = schedule(running_schedule(), params_.target);
  run_.emplace(config);
}

void ScheduleRace::step(const Params&) {
  if (finished()) return;
  if (!run_) start_run();
  run_->step(steps_per_tick);
  if (!run_->finished()) return;
  test_accuracies_.push_back(run_->evaluate().test_accuracy);
  run_.reset();
}

double ScheduleRace::share_done() const { return run_ ? static_cast<double>(run_->step_count()) / total_steps : 0.0; }

bool ScheduleRace::is_at_work(int schedule) const {
  return !finished() && running_schedule() == schedule && share_done() > 0;
}

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

// ---- words -----------------------------------------------------------------------------------------------------------

std::string ScheduleRace::describe(const Params& params) const {
  std::string sentence = "Seven schedules against a constant drop rate of " + number_text(params.target, 2) +
                         " on the moons, from RNG seed " + std::to_string(params.seed) + " on";
  if (seeds_done() == 0) return sentence + ": press Run to train them, seed by seed.";
  sentence += ". After " + plural_text(seeds_done(), "seed", "seeds") + " the constant rate has " +
              number_text(accuracy(0).mean, 1) + " % test accuracy; differences in points: ";
  for (int i = 1; i < schedule_count; ++i) {
    const dropout::MeanInterval found = gain(i);
    sentence += (i > 1 ? "; " : "") + label(i, params.target) + " " + signed_text(found.mean, 1);
    if (found.count > 1) sentence += " ± " + number_text(found.half_width, 1);
  }
  return sentence + ".";
}

std::string ScheduleRace::describe_rates(const Params& params) const {
  return "Eight ways for the drop rate to go over a training: constant at " + number_text(params.target, 2) +
         ", rising to it or beyond, switched on or off on the way, or falling from it.";
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = ScheduleRace::Params;

constexpr ParamInfo params[] = {
    param<&Params::target>("target", "Largest rate", "", {0.1, 0.9, 0.05},
                           "The drop rate that the schedules reach or start from."),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "The first of 8 seeds; each draws data, weights and masks.",
                         {.place = Place::more, .is_seed = true}),
};

template <int Schedule>
constexpr ReadoutInfo gain_readout(std::string_view id, std::string_view label) {
  return readout<&ScheduleRace::schedule_gain<Schedule>>(
      id, label, " points", 1,
      "Test accuracy of this schedule minus the constant rate's, mean over the seeds so far.");
}
template <int Schedule>
constexpr ReadoutInfo half_readout(std::string_view id, std::string_view label) {
  return readout<&ScheduleRace::schedule_half_width<Schedule>>(
      id, label, " points", 1, "Half width of the 95 % interval of that difference, 0 below two seeds.");
}

constexpr ReadoutInfo readouts[] = {
    readout<&ScheduleRace::seeds_compared>("seeds", "Seeds compared", "", 0,
                                           "How many RNG seeds have trained all eight schedules."),
    readout<&ScheduleRace::constant_accuracy>("constant_test", "Test accuracy, constant rate", " %", 1,
                                              "Mean over the seeds so far, 0 before the first."),
    gain_readout<1>("ramp_gain", "Ramp"),
    half_readout<1>("ramp_half", "Ramp, ±"),
    gain_readout<2>("steep_gain", "Steeper ramp"),
    half_readout<2>("steep_half", "Steeper ramp, ±"),
    gain_readout<3>("late_gain", "Late"),
    half_readout<3>("late_half", "Late, ±"),
    gain_readout<4>("curriculum_gain", "Curriculum"),
    half_readout<4>("curriculum_half", "Curriculum, ±"),
    gain_readout<5>("early_gain", "Early"),
    half_readout<5>("early_half", "Early, ±"),
    gain_readout<6>("tail_gain", "Off at 90 %"),
    half_readout<6>("tail_half", "Off at 90 %, ±"),
    gain_readout<7>("reverse_gain", "Reverse ramp"),
    half_readout<7>("reverse_half", "Reverse ramp, ±"),
};

// The rates are drawn for no seed.
constexpr std::string_view rates_controls[] = {"target"};

constexpr PanelInfo panels[] = {
    panel<&ScheduleRace::draw_rates>("rates", "Drop rate by time", ScheduleRace::rates_height,
                                     {.controls = rates_controls,
                                      .describe = sentence<&ScheduleRace::describe_rates>,
                                      .table = table_of<&ScheduleRace::rates_table>}),
    panel<&ScheduleRace::draw_gains>("gains", "Against a constant rate", ScheduleRace::gains_height,
                                     {.table = table_of<&ScheduleRace::gains_table>}),
};

}  // namespace

extern constinit const WidgetType schedule_race = widget_type<ScheduleRace>({
    .id = "schedule_race",
    .title = "A race of drop rate schedules",
    .summary = "Trains nets whose drop rate changes during training and compares them with a constant rate.",
    .hint = "Press Run and watch the schedules that end without dropout.",
    .params = params,
    .readouts = readouts,
    .actions = {},
    .playback = {.max_ticks = ScheduleRace::max_ticks,
                 .tick_label = "tick",
                 .run_label = "Run",
                 .step_label = "Step",
                 .ticks_per_second = 300},
    .panels = panels,
});

}  // namespace lesson
