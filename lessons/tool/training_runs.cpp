// training_runs.cpp: see training_runs.h.
#include "training_runs.h"

#include <array>

namespace checker {

using dropout::DatasetKind;
using dropout::Metrics;
using dropout::TrainerConfig;

std::string_view dataset_name(DatasetKind kind) {
  constexpr std::array<std::string_view, 4> names = {"moons", "spirals", "circles", "xor"};
  return names[static_cast<std::size_t>(kind)];
}

bool dataset_of_name(std::string_view name, DatasetKind& kind) {
  for (const auto candidate :
       {DatasetKind::moons, DatasetKind::spirals, DatasetKind::circles, DatasetKind::exclusive_or})
    if (dataset_name(candidate) == name) {
      kind = candidate;
      return true;
    }
  return false;
}

Json settings_of(const dropout::DatasetConfig& dataset, int test_count) {
  return {{"data", dataset_name(dataset.kind)},
          {"points", dataset.count},
          {"noise", dataset.noise},
          {"flip_share", dataset.flip_share},
          {"test_points", test_count}};
}

Json settings_of(const TrainerConfig& config) {
  Json settings = settings_of(config.dataset, config.test_count);
  settings["hidden_widths"] = config.hidden_widths;
  settings["activation"] = config.activation == dropout::Activation::relu ? "relu" : "tanh";
  settings["drop_rate"] = config.drop_rate;
  settings["optimizer"] = config.optimizer.kind == dropout::OptimizerKind::adam ? "adam" : "sgd";
  settings["learning_rate"] = config.optimizer.learning_rate;
  if (config.optimizer.kind == dropout::OptimizerKind::sgd) settings["momentum"] = config.optimizer.momentum;
  settings["weight_decay"] = config.weight_decay;
  if (config.decoupled_decay > 0) settings["decoupled_decay"] = config.decoupled_decay;
  settings["steps"] = config.total_steps;
  return settings;
}

const std::vector<std::string>& training_columns() {
  static const std::vector<std::string> columns = {"train",     "test",         "train_loss",
                                                   "test_loss", "flips_fitted", "flips_total"};
  return columns;
}

std::vector<double> training_values(const Metrics& m) {
  return {m.train_accuracy,
          m.test_accuracy,
          m.train_loss,
          m.test_loss,
          static_cast<double>(m.flips_fitted),
          static_cast<double>(m.flips_total)};
}

Metrics training_run(const TrainerConfig& config, std::uint64_t seed) {
  TrainerConfig seeded = config;
  seeded.seed = seeded.dataset.seed = seed;
  dropout::Trainer trainer(seeded);
  trainer.step(seeded.total_steps);
  return trainer.evaluate();
}

MeasuredRow training_row(std::string id, std::string label, const TrainerConfig& config) {
  return {.id = std::move(id),
          .label = std::move(label),
          .settings = settings_of(config),
          .run = [config](std::uint64_t seed) { return training_values(training_run(config, seed)); },
          .is_quick = config.dataset.count <= 200};
}

}  // namespace checker
