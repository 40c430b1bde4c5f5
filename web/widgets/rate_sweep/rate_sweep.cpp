// rate_sweep.cpp: widget rate_sweep, chapter 6: what each drop rate does, over many RNG seeds, with intervals.
#include "rate_sweep.h"

#include <algorithm>
#include <cmath>

#include "kit/plot.h"

namespace lesson {

namespace {

dropout::SweepConfig sweep_config(const RateSweep::Params& params, int seeds) {
  dropout::SweepConfig config;
  config.base = task_config(task_of(params), 0, params.seed);
  config.drop_rates.clear();
  for (int i = 0; i < RateSweep::rate_count; ++i) config.drop_rates.push_back(RateSweep::rate(i));
  config.seed_count = seeds;
  config.first_seed = params.seed;
  return config;
}

dropout::MeanInterval finite(dropout::MeanInterval interval) {
  if (!std::isfinite(interval.half_width)) interval.half_width = 0;
  return interval;
}

// Test labels flipped with probability f move every accuracy by the same rule, so means and intervals follow it.
void make_noisy(RateSweep::Point& point, double flip_share) {
  const double factor = 1 - 2 * flip_share;
  point.test.mean = 100 * noisy_accuracy(point.test.mean / 100, flip_share);
  point.test.half_width *= factor;
  point.gain.mean *= factor;
  point.gain.half_width *= factor;
}

}  // namespace

TrainingTask task_of(const RateSweep::Params& params) {
  return {params.data, params.flip_share, params.weight_decay, params.decoupled_decay, params.steps, params.width};
}

void RateSweep::reset(const Params& params) {
  params_ = params;
  runs_.reset({.first_tick = 0, .ticks_per_run = ticks_per_run, .run_count = rate_count * most_seeds});
  shown_.reset();
}

void RateSweep::step(const Params&) {
  if (!runs_.complete()) runs_.tick(run_config(runs_.finished()));
}

void RateSweep::state(StateIo& io) {
  runs_.state(io);
  if (io.loading()) shown_.reset();
}

dropout::TrainerConfig RateSweep::run_config(int run) const {
  return task_config(task_of(params_), rate(run % rate_count),
                     params_.seed + static_cast<std::uint64_t>(run / rate_count));
}

int RateSweep::shown_runs(const Params& params) const { return std::min(runs_.finished(), wanted_runs(params)); }

int RateSweep::complete_seeds(const Params& params) const { return shown_runs(params) / rate_count; }

RateSweep::Source RateSweep::source(const Params& params) const {
  if (complete_seeds(params) >= 2) return Source::runs;
  return rate_table_of(task_of(params)) != nullptr ? Source::table : Source::nothing;
}

RateSweep::Points RateSweep::points_of_table(const RateTable& table, const Params& params) const {
  Points points;
  for (int i = 0; i < rate_count; ++i) {
    const RateTable::Row& row = table.rows[static_cast<std::size_t>(i)];
    const int count = table.seed_count;
    Point& point = points[static_cast<std::size_t>(i)];
    point = {rate(i),
             {row.train, row.train_half, count},
             {row.test, row.test_half, count},
             {row.gain, row.gain_half, count}};
    if (params.noisy_test) make_noisy(point, params.flip_share);
  }
  return points;
}

RateSweep::Points RateSweep::points_of_runs(const Params& params) const {
  dropout::Sweep sweep(sweep_config(params_, params.seeds));
  for (int run = 0; run < shown_runs(params); ++run)
    sweep.record(run, runs_.results()[static_cast<std::size_t>(run)]);
  Points points;
  for (int i = 0; i < rate_count; ++i) {
    const dropout::SweepPoint found = sweep.point(i);
    Point& point = points[static_cast<std::size_t>(i)];
    point = {rate(i), finite(found.train), finite(found.test), finite(found.gain)};
    if (params.noisy_test) make_noisy(point, params.flip_share);
  }
  return points;
}

const RateSweep::Points& RateSweep::points(const Params& params) const {
  const Source from = source(params);
  const int runs = from == Source::runs ? shown_runs(params) : 0;
  if (shown_ && shown_->runs == runs && shown_->noisy == params.noisy_test) return shown_->points;
  Points found;
  for (int i = 0; i < rate_count; ++i) found[static_cast<std::size_t>(i)].drop_rate = rate(i);
  if (from == Source::table) found = points_of_table(*rate_table_of(task_of(params)), params);
  if (from == Source::runs) found = points_of_runs(params);
  return shown_.emplace(Shown{runs, params.noisy_test, found}).points;
}

const RateSweep::Point& RateSweep::marked(const Params& params) const {
  return points(params)[static_cast<std::size_t>(std::lround(10 * params.drop_rate))];
}

double RateSweep::best_rate(const Params& params) const {
  const Points& shown = points(params);
  return std::max_element(shown.begin(), shown.end(),
                          [](const Point& a, const Point& b) { return a.test.mean < b.test.mean; })
      ->drop_rate;
}

RateSweep::Single RateSweep::single(int run, const Params& params) const {
  const auto test = [&](int number) {
    const double clean = runs_.results()[static_cast<std::size_t>(number)].test_accuracy;
    return 100 * (params.noisy_test ? noisy_accuracy(clean, params.flip_share) : clean);
  };
  return {test(run), test(run) - test(run - run % rate_count)};
}

double RateSweep::steps_done(const Params& params) const {
  return std::min(runs_.steps_done(params.steps), wanted_runs(params) * params.steps);
}

double RateSweep::steps_left(const Params& params) const {
  return wanted_runs(params) * params.steps - steps_done(params);
}

int RateSweep::add_seeds(Params& params) {
  params.seeds = std::min(most_seeds, params.seeds + seeds_per_addition);
  return std::max(0, run_goal(params, 0) - runs_.ticks_done());
}

// ---- words -------------------------------------------------------------------------------------------------------------

std::string seeds_words(std::uint64_t first, int count) {
  if (count == 1) return "RNG seed " + std::to_string(first);
  return "RNG seeds " + std::to_string(first) + " to " +
         std::to_string(first + static_cast<std::uint64_t>(count) - 1);
}

std::string source_words(const RateSweep& widget, const RateSweep::Params& params) {
  switch (widget.source(params)) {
    case RateSweep::Source::nothing: return "nothing computed yet";
    case RateSweep::Source::table: {
      const RateTable& table = *rate_table_of(task_of(params));
      return "pre-computed table, " + seeds_words(static_cast<std::uint64_t>(table.first_seed), table.seed_count);
    }
    case RateSweep::Source::runs: {
      const int seeds = widget.complete_seeds(params);
      const bool partial = widget.shown_runs(params) > seeds * RateSweep::rate_count;
      return "computed here, " + seeds_words(params.seed, seeds) + (partial ? " and part of the next" : "");
    }
  }
  return "";
}

std::string RateSweep::describe_runs(const Params& params) const {
  const int left = runs_left(params);
  if (left == 0) return "All " + plural_text(wanted_runs(params), "run", "runs") + " are done.";
  return plural_text(runs_done(params), "run", "runs") + " of " + std::to_string(wanted_runs(params)) +
         " done (RNG seed " + std::to_string(params.seed) + " and up), " +
         count_text(std::llround(steps_left(params))) + " training steps to go.";
}

std::string RateSweep::describe(const Params& params) const {
  const std::string task = task_words(task_of(params)) + " with " + percent_text(params.flip_share) +
                           " of the training labels flipped" + (params.noisy_test ? " (test labels too)" : "");
  const std::string todo = describe_runs(params);
  const std::string p = "p = " + number_text(params.drop_rate, 1);
  if (source(params) == Source::nothing)
    return "No numbers yet for " + task + " at " + p + ": there is no table of it, so run the sweep. " + todo;
  const Point& here = marked(params);
  const auto with_half = [](const dropout::MeanInterval& interval) {
    return number_text(interval.mean, 1) + " ± " + number_text(interval.half_width, 1);
  };
  std::string sentence = "For " + task + " (" + source_words(*this, params) + "): at " + p + " the nets get " +
                         with_half(here.train) + " % of the training labels and " + with_half(here.test) +
                         " % of the test labels right on average";
  if (params.drop_rate > 0)
    sentence += ", a gain over p = 0 of " + signed_text(here.gain.mean, 1) + " ± " +
                number_text(here.gain.half_width, 1) + " points";
  return sentence + "; the highest mean stands at p = " + number_text(best_rate(params), 1) + ". " + todo;
}

}  // namespace lesson
