// settings.h: the engine's configs, read in the order in which source/settings.ts writes them.
#pragma once
#include "dropout/trainer.h"
#include "fields.h"

namespace engine_module {

inline dropout::DatasetConfig dataset_config(Fields& fields) {
  dropout::DatasetConfig config;
  config.kind = fields.choice<dropout::DatasetKind>();
  config.count = fields.integer();
  config.noise = fields.number();
  config.flip_share = fields.number();
  config.seed = fields.seed();
  return config;
}

inline dropout::OptimizerConfig optimizer_config(Fields& fields) {
  dropout::OptimizerConfig config;
  config.kind = fields.choice<dropout::OptimizerKind>();
  config.learning_rate = fields.number();
  config.beta1 = fields.number();
  config.beta2 = fields.number();
  config.epsilon = fields.number();
  config.momentum = fields.number();
  return config;
}

inline dropout::TrainerConfig trainer_config(Fields& fields) {
  dropout::TrainerConfig config;
  config.dataset = dataset_config(fields);
  config.test_count = fields.integer();
  config.hidden_widths = fields.integers();
  config.activation = fields.choice<dropout::Activation>();
  config.drop_rate = fields.number();
  config.optimizer = optimizer_config(fields);
  config.weight_decay = fields.number();
  config.total_steps = fields.integer();
  config.seed = fields.seed();
  return config;
}

// Metrics in the order of source/trainer.ts.
inline void write(const dropout::Metrics& metrics, double* out) {
  out[0] = metrics.train_accuracy;
  out[1] = metrics.test_accuracy;
  out[2] = metrics.train_loss;
  out[3] = metrics.test_loss;
  out[4] = metrics.flips_fitted;
  out[5] = metrics.flips_total;
}

}  // namespace engine_module
