// run_bindings.cpp: training runs: step, measure, look at the decision, save and restore; and what only some of them can do.
#include <algorithm>

#include "exports.h"
#include "memory.h"
#include "nets.h"
#include "settings.h"

namespace engine_module {
namespace {

using Regularized = RunOf<dropout::RegularizedTrainer>;
using Residual = RunOf<dropout::ResidualTrainer>;
using Norm = RunOf<dropout::NormTrainer>;

// The trainer behind the address that JavaScript holds; SomeRun is what its own *_create() made.
template <class SomeRun>
auto& trainer_of(Run* run) {
  return static_cast<SomeRun*>(run)->trainer;
}
template <class SomeRun>
const auto& trainer_of(const Run* run) {
  return static_cast<const SomeRun*>(run)->trainer;
}

}  // namespace

// --- data ----------------------------------------------------------------------------------------------------------

// Points [count, 2], labels, clean labels and flips [count] of the training points, then those of the test points.
void write_dataset(const dropout::Dataset& set, float* points, std::uint8_t* labels) {
  std::copy(set.points.begin(), set.points.end(), points);
  labels = std::copy(set.labels.begin(), set.labels.end(), labels);
  labels = std::copy(set.clean_labels.begin(), set.clean_labels.end(), labels);
  std::copy(set.flipped.begin(), set.flipped.end(), labels);
}
ENGINE_EXPORT(datasets_make)
void datasets_make(const double* settings, float* train_points, std::uint8_t* train_labels, float* test_points,
                   std::uint8_t* test_labels) {
  Fields fields(settings);
  const dropout::DatasetConfig config = dataset_config(fields);
  const dropout::TrainTest data = dropout::make_datasets(config, fields.integer());
  write_dataset(data.train, train_points, train_labels);
  write_dataset(data.test, test_points, test_labels);
}

// --- every run -----------------------------------------------------------------------------------------------------

ENGINE_EXPORT(run_step) int run_step(Run* run, int count) {
  changes_what_is_there();
  return run->step(count);
}
ENGINE_EXPORT(run_step_count) int run_step_count(const Run* run) { return run->step_count(); }
ENGINE_EXPORT(run_finished) int run_finished(const Run* run) { return run->finished() ? 1 : 0; }
ENGINE_EXPORT(run_evaluate) void run_evaluate(const Run* run, double* metrics) { write(run->evaluate(), metrics); }
ENGINE_EXPORT(run_point_count) int run_point_count(const Run* run, int test) {
  return (test != 0 ? run->test_set() : run->train_set()).count();
}
ENGINE_EXPORT(run_points) void run_points(const Run* run, int test, float* points, std::uint8_t* labels) {
  write_dataset(test != 0 ? run->test_set() : run->train_set(), points, labels);
}

// Probabilities of class 1, for every kind of net. window: x_min, x_max, y_min, y_max.
ENGINE_EXPORT(run_decision_grid)
void run_decision_grid(const Run* run, float* probabilities, int columns, int rows, const double* window) {
  const std::vector<float> points =
      dropout::grid_centers(columns, rows, {window[0], window[1], window[2], window[3]});
  const std::span<float> grid(probabilities, points.size() / 2);
  run->logits(points, grid);
  for (float& value : grid) value = dropout::logistic(value);
}

ENGINE_EXPORT(run_state_size) int run_state_size(Run* run) {
  std::size_t size = 0;
  for (const std::span<std::byte> field : run->state()) size += field.size();
  return static_cast<int>(size);
}
ENGINE_EXPORT(run_save) void run_save(Run* run, std::byte* state) {
  for (const std::span<std::byte> field : run->state()) state = std::copy(field.begin(), field.end(), state);
}
// False, and nothing has changed: no run of at most so many steps is in such a state.
ENGINE_EXPORT(run_restore) int run_restore(Run* run, const std::byte* state, int most_steps) {
  if (!run->can_be(state, most_steps)) return 0;
  for (const std::span<std::byte> field : run->state()) {
    std::copy_n(state, field.size(), field.begin());
    state += field.size();
  }
  return 1;
}

// --- the plain run -------------------------------------------------------------------------------------------------

ENGINE_EXPORT(trainer_create) Net* trainer_create(const double* settings) {
  Fields fields(settings);
  return new RunOf<dropout::Trainer>(trainer_config(fields));
}
// One whole run: the metrics at its end.
ENGINE_EXPORT(train_run) void train_run(const double* settings, double* metrics) {
  Fields fields(settings);
  dropout::Trainer trainer(trainer_config(fields));
  trainer.step(trainer.config().total_steps);
  write(trainer.evaluate(), metrics);
}

// --- schedule, max-norm, early stopping ----------------------------------------------------------------------------

ENGINE_EXPORT(regularized_create) Net* regularized_create(const double* settings) {
  Fields fields(settings);
  dropout::RegularizedConfig config;
  config.base = trainer_config(fields);
  config.schedule = schedule(fields);
  config.max_norm = fields.number();
  config.validation_count = fields.integer();
  config.patience = fields.integer();
  config.check_every = fields.integer();
  return new Regularized(config);
}
ENGINE_EXPORT(regularized_drop_rate) double regularized_drop_rate(const Run* run) {
  return trainer_of<Regularized>(run).drop_rate();
}
ENGINE_EXPORT(regularized_stopped_early) int regularized_stopped_early(const Run* run) {
  return trainer_of<Regularized>(run).stopped_early() ? 1 : 0;
}
ENGINE_EXPORT(regularized_validation_loss) double regularized_validation_loss(const Run* run) {
  return trainer_of<Regularized>(run).validation_loss();
}
ENGINE_EXPORT(regularized_best_step) int regularized_best_step(const Run* run) {
  return trainer_of<Regularized>(run).best_step();
}
ENGINE_EXPORT(regularized_restore_best) void regularized_restore_best(Run* run) {
  trainer_of<Regularized>(run).restore_best();
}

// --- stochastic depth ----------------------------------------------------------------------------------------------

ENGINE_EXPORT(residual_create) Net* residual_create(const double* settings) {
  Fields fields(settings);
  dropout::ResidualTrainerConfig config;
  config.dataset = dataset_config(fields);
  config.test_count = fields.integer();
  config.optimizer = optimizer_config(fields);
  config.net.width = fields.integer();
  config.net.block_count = fields.integer();
  config.net.depth_rule = fields.choice<dropout::DepthRule>();
  config.net.last_drop_rate = fields.number();
  config.net.scheme = fields.choice<dropout::Scheme>();
  config.net.granularity = fields.choice<dropout::MaskGranularity>();
  config.total_steps = fields.integer();
  config.seed = fields.seed();
  return new Residual(config);
}
ENGINE_EXPORT(residual_evaluate_as) void residual_evaluate_as(const Run* run, int scheme, double* metrics) {
  write(trainer_of<Residual>(run).evaluate(static_cast<dropout::Scheme>(scheme)), metrics);
}
ENGINE_EXPORT(residual_active_blocks) double residual_active_blocks(const Run* run) {
  return trainer_of<Residual>(run).mean_active_blocks();
}
// Branches computed since the start: forward, backward.
ENGINE_EXPORT(residual_branch_counts) void residual_branch_counts(const Run* run, double* counts) {
  counts[0] = static_cast<double>(trainer_of<Residual>(run).net().forward_branch_count());
  counts[1] = static_cast<double>(trainer_of<Residual>(run).net().backward_branch_count());
}

// --- batch norm ----------------------------------------------------------------------------------------------------

ENGINE_EXPORT(norm_create) Net* norm_create(const double* settings) {
  Fields fields(settings);
  dropout::NormTrainerConfig config;
  config.dataset = dataset_config(fields);
  config.test_count = fields.integer();
  config.optimizer = optimizer_config(fields);
  config.net.width = fields.integer();
  config.net.placement = fields.choice<dropout::DropPlacement>();
  config.drop_rate = fields.number();
  config.total_steps = fields.integer();
  config.seed = fields.seed();
  return new Norm(config);
}
ENGINE_EXPORT(norm_evaluate_reestimated) void norm_evaluate_reestimated(const Run* run, double* metrics) {
  write(trainer_of<Norm>(run).evaluate_reestimated(), metrics);
}
ENGINE_EXPORT(norm_variance_ratio) double norm_variance_ratio(const Run* run) {
  return trainer_of<Norm>(run).variance_ratio();
}

}  // namespace engine_module
