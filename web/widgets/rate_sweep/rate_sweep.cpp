// rate_sweep.cpp: widget rate_sweep, chapter 6: what each drop rate does, over many RNG seeds, with intervals.
#include "rate_sweep.h"

#include <algorithm>
#include <cmath>

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
    point = {rate(i), dropout::finite(found.train), dropout::finite(found.test), dropout::finite(found.gain)};
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

RateSweep::Zone RateSweep::best_zone(const Params& params) const {
  const int best = static_cast<int>(std::lround(10 * best_rate(params)));
  Zone zone{best, best};
  if (source(params) != Source::runs) return zone;
  const auto percents = [&](int index) {
    std::vector<double> found;
    for (int seed = 0; seed < complete_seeds(params); ++seed)
      found.push_back(single(seed * rate_count + index, params).test);
    return found;
  };
  const std::vector<double> of_best = percents(best);
  for (int index = 0; index < rate_count; ++index) {
    const dropout::MeanInterval behind = dropout::paired_interval(percents(index), of_best);
    if (behind.mean - behind.half_width > 0) continue;
    zone.first = std::min(zone.first, index);
    zone.last = std::max(zone.last, index);
  }
  return zone;
}

std::vector<double> RateSweep::followed_percents(const Params& params) const {
  std::vector<double> percents;
  const int first = (params.followed - 1) * rate_count;
  for (int run = first; params.followed > 0 && run < std::min(first + rate_count, shown_runs(params)); ++run)
    percents.push_back(single(run, params).test);
  return percents;
}

double RateSweep::followed_best(const Params& params) const {
  const std::vector<double> percents = followed_percents(params);
  if (percents.size() < static_cast<std::size_t>(rate_count)) return 0;
  return rate(static_cast<int>(std::max_element(percents.begin(), percents.end()) - percents.begin()));
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

int RateSweep::follow_next(Params& params) {
  params.followed = params.followed < complete_seeds(params) ? params.followed + 1 : 1;
  return 0;
}

}  // namespace lesson
