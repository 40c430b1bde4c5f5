// schedule_race.cpp: widget schedule_race, chapter 8: what a drop rate that changes during training does.
#include "schedule_race.h"

#include <algorithm>
#include <cmath>

#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "contract/table.h"
#include "kit/plot.h"

namespace lesson {

std::string_view ScheduleRace::name(int schedule) {
  constexpr std::string_view names[] = {"constant", "ramp", "reversed", "yours"};
  return names[schedule];
}

std::vector<double> ScheduleRace::rates(const Params& params, int schedule) {
  if (schedule == constant) return {params.target};
  if (schedule == ramp) return {0, params.target};
  if (schedule == reversed) return {params.target, 0};
  std::vector<double> smooth;
  for (int i = 0; i < curve_count; ++i) {
    const int first = std::max(0, i - 2), last = std::min(curve_count - 1, i + 2);
    double sum = 0;
    for (int j = first; j <= last; ++j) sum += params.drawn[static_cast<std::size_t>(j)];
    smooth.push_back(sum / (last - first + 1));
  }
  return smooth;
}

double ScheduleRace::rate_at(const Params& params, int schedule, double share_done) {
  dropout::TrainerConfig config;
  config.rate_curve = rates(params, schedule);
  return dropout::drop_rate_at(config, share_done);
}

// ---- runs ------------------------------------------------------------------------------------------------------------

dropout::TrainerConfig ScheduleRace::run_config(int run) const {
  const std::uint64_t seed = params_.seed + static_cast<std::uint64_t>(run / schedule_count);
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = seed};
  config.total_steps = total_steps;
  config.seed = seed;
  config.rate_curve = rates(params_, run % schedule_count);
  return config;
}

void ScheduleRace::reset(const Params& params) {
  remember();
  params_ = params;
  remembered_ = 0;
  runs_.reset({.ticks_per_run = ticks_per_run, .run_count = params.seeds * schedule_count});
  std::erase_if(known_, [&](const Known& known) { return known.target != params.target; });
  for (const Known& known : known_) {
    if (known.seed < params.seed) continue;
    const std::uint64_t place = known.seed - params.seed;
    if (place < static_cast<std::uint64_t>(params.seeds))
      runs_.offer(static_cast<int>(place) * schedule_count + known.schedule, known.result);
  }
}

void ScheduleRace::remember() {
  for (; remembered_ < runs_.finished(); ++remembered_) {
    const int schedule = remembered_ % schedule_count;
    const std::uint64_t seed = params_.seed + static_cast<std::uint64_t>(remembered_ / schedule_count);
    const auto same = [&](const Known& known) { return known.seed == seed && known.schedule == schedule; };
    if (schedule != own && std::none_of(known_.begin(), known_.end(), same))
      known_.push_back({seed, schedule, params_.target, runs_.results()[static_cast<std::size_t>(remembered_)]});
  }
}

void ScheduleRace::step(const Params&) {
  if (!runs_.complete()) runs_.tick(run_config(runs_.finished()));
}

void ScheduleRace::state(StateIo& io) {
  if (io.loading()) remember();
  runs_.state(io);
  remembered_ = std::min(remembered_, runs_.finished());
}

double ScheduleRace::share_done() const {
  return static_cast<double>(runs_.ticks_done() % ticks_per_run) / ticks_per_run;
}

// ---- what came out ---------------------------------------------------------------------------------------------------

int ScheduleRace::seeds_done(const Params&) const { return runs_.finished() / schedule_count; }

std::vector<double> ScheduleRace::accuracies(const Params&, int schedule) const {
  std::vector<double> values;
  for (std::size_t i = static_cast<std::size_t>(schedule); i < runs_.results().size(); i += schedule_count)
    values.push_back(100 * runs_.results()[i].test_accuracy);
  return values;
}

std::vector<double> ScheduleRace::gains(const Params& params, int schedule) const {
  const std::vector<double> base = accuracies(params, constant);
  std::vector<double> values = accuracies(params, schedule);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= base[i];
  return values;
}

dropout::MeanInterval ScheduleRace::accuracy(const Params& params, int schedule) const {
  return dropout::finite(dropout::mean_interval(accuracies(params, schedule)));
}

dropout::MeanInterval ScheduleRace::gain(const Params& params, int schedule) const {
  return dropout::finite(dropout::mean_interval(gains(params, schedule)));
}

int ScheduleRace::verdict(const Params& params, int schedule) const {
  const dropout::MeanInterval found = gain(params, schedule);
  if (found.count < 2 || std::abs(found.mean) <= found.half_width) return 0;
  return found.mean > 0 ? 1 : -1;
}

// The constant rate itself: a control, for which the difference is 0 to the bit.
int ScheduleRace::flatten(Params& params) {
  const double grid = std::round(params.target / rate_step) * rate_step;
  params.drawn.fill(std::min(grid, highest_rate));
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string ScheduleRace::describe(const Params& params) const {
  const std::string range =
      "RNG seeds " + std::to_string(params.seed) + " to " +
      std::to_string(static_cast<std::uint64_t>(params.seed) + static_cast<std::uint64_t>(params.seeds) - 1);
  if (runs_.finished() == 0)
    return "Draw the drop rate from the first step to the last, then race it: four nets for each of the " + range +
           ", from the same points and weights; the constant rate is " + number_text(params.target, 2) + ".";
  std::string words = "Constant " + number_text(params.target, 2) + ": " + number_text(constant_accuracy(params), 1) +
                      " % of new points right over " + plural_text(accuracy(params, constant).count, "seed", "seeds");
  for (const int i : {ramp, reversed, own}) {
    const dropout::MeanInterval found = gain(params, i);
    if (found.count == 0) continue;
    words += "; " + std::string(name(i)) + " " + signed_text(found.mean, 1);
    if (found.count > 1) words += " ± " + number_text(found.half_width, 1);
  }
  if (!finished(params) || params.seeds < 2) return words + " points.";
  const int won = verdict(params, own);
  return words + " points. Yours ends " +
         (won > 0   ? "above the constant rate."
          : won < 0 ? "below the constant rate."
                    : "level with the constant rate.");
}

std::string ScheduleRace::describe_rates(const Params& params) const {
  return "Your drop rate begins at " + number_text(rate_at(params, own, 0), 2) + ", is " +
         number_text(rate_at(params, own, 0.5), 2) + " half way and ends at " +
         number_text(rate_at(params, own, 1), 2) + "; the others stay at " + number_text(params.target, 2) +
         ", rise to it, or fall from it.";
}

void ScheduleRace::rates_table(const Params& params, Table& table) const {
  table.row("Schedule", "Rate at the start", "at 25 %", "at 50 %", "at 75 %", "at the end");
  for (int i = 0; i < schedule_count; ++i) {
    const auto rate = [&](double share) { return number_text(rate_at(params, i, share), 2); };
    table.row(std::string(name(i)), rate(0), rate(0.25), rate(0.5), rate(0.75), rate(1));
  }
}

void ScheduleRace::gains_table(const Params& params, Table& table) const {
  table.row("Schedule", "RNG seeds", "New points right", "Difference in points");
  for (int i = 0; i < schedule_count; ++i) {
    const dropout::MeanInterval found = accuracy(params, i), difference = gain(params, i);
    const bool trained = found.count > 0;
    table.row(std::string(name(i)), std::to_string(found.count),
              trained ? number_text(found.mean, 1) + " %" : std::string(),
              !trained || i == constant
                  ? std::string()
                  : signed_text(difference.mean, 1) +
                        (difference.count > 1 ? " ± " + number_text(difference.half_width, 1) : ""));
  }
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = ScheduleRace::Params;

constexpr ParamInfo params[] = {
    curve_param<&Params::drawn>("drawn", "Your schedule", "",
                                {0, ScheduleRace::highest_rate, ScheduleRace::rate_step}, {0, 1, 0},
                                "Your drop rate from the first step to the last; it is smoothed over five values.",
                                {.place = Place::picture}),
    param<&Params::target>(
        "target", "Largest rate", "", {0.1, 0.7, 0.05},
        "The drop rate of the constant schedule; the ramp ends at it, the reversed one starts there.",
        {.place = Place::more}),
    param<&Params::seeds>("race_seeds", "RNG seeds in the race", "", {4, ScheduleRace::most_seeds, 4},
                          "How many; each draws data, weights and masks.", {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The first of the seeds.",
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
                                           "How many RNG seeds have trained all four schedules."),
    readout<&ScheduleRace::constant_accuracy>("constant_test", "Test accuracy, constant rate", " %", 1,
                                              "Mean over the seeds so far, 0 before the first."),
    gain_readout<ScheduleRace::ramp>("ramp_gain", "Ramp"),
    half_readout<ScheduleRace::ramp>("ramp_half", "Ramp, ±"),
    gain_readout<ScheduleRace::reversed>("reverse_gain", "Reversed ramp"),
    half_readout<ScheduleRace::reversed>("reverse_half", "Reversed ramp, ±"),
    gain_readout<ScheduleRace::own>("own_gain", "Yours"),
    half_readout<ScheduleRace::own>("own_half", "Yours, ±"),
};

constexpr ActionInfo actions[] = {
    action<&ScheduleRace::flatten>("flatten", "Flatten mine", "Your schedule becomes the constant rate: a control."),
};

// The rates are drawn for no seed.
constexpr std::string_view rates_controls[] = {"flatten", "drawn", "target"};

constexpr PanelInfo panels[] = {
    panel<&ScheduleRace::draw_rates>("rates", "Drop rate while training", ScheduleRace::rates_height,
                                     {.controls = rates_controls,
                                      .describe = sentence<&ScheduleRace::describe_rates>,
                                      .table = table_of<&ScheduleRace::rates_table>,
                                      .plays = false}),
    panel<&ScheduleRace::draw_gains>("gains", "New points right, %", ScheduleRace::gains_height,
                                     {.table = table_of<&ScheduleRace::gains_table>}),
};

}  // namespace

extern constinit const WidgetType schedule_race = widget_type<ScheduleRace>({
    .id = "schedule_race",
    .title = "Draw your own schedule. Can it beat a constant?",
    .summary = "Races a drop rate that you draw over the training against a constant one, a ramp and its reverse.",
    .hint = "Draw a drop rate with a finger, then press Race.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = ScheduleRace::max_ticks,
                 .tick_label = "nets trained",
                 .ticks_each = ScheduleRace::ticks_per_run,
                 .run_label = "Race",
                 .step_label = "Step",
                 .running_label = "Racing",
                 .ticks_per_second = 2400},
    .panels = panels,
});

}  // namespace lesson
