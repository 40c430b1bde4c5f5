// settings.h: the engine's configs, read in the order in which source/settings.ts writes them.
#pragma once
#include "dropout/drop_connect.h"
#include "dropout/granularity.h"
#include "dropout/schedule.h"
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
  config.decoupled_decay = fields.number();
  config.total_steps = fields.integer();
  config.seed = fields.seed();
  return config;
}

inline dropout::DropSchedule schedule(Fields& fields) {
  dropout::DropSchedule schedule;
  schedule.kind = fields.choice<dropout::ScheduleKind>();
  schedule.drop_rate = fields.number();
  schedule.turn = fields.number();
  schedule.rate = fields.number();
  return schedule;
}

inline dropout::MaskKey mask_key(Fields& fields) {
  dropout::MaskKey key;
  key.seed = fields.seed();
  key.layer = fields.word();
  key.step = fields.word();
  key.sample = fields.word();
  return key;
}

inline dropout::BlockShape block_shape(Fields& fields) {
  dropout::BlockShape block;
  block.size = fields.integer();
  block.starts = fields.choice<dropout::BlockStarts>();
  block.shared_by_channels = fields.flag();
  block.normalization = fields.choice<dropout::BlockNormalization>();
  return block;
}

inline dropout::GranularDropout granular_dropout(Fields& fields) {
  dropout::GranularDropout member;
  member.granularity = fields.choice<dropout::MaskGranularity>();
  member.drop_rate = fields.number();
  member.scheme = fields.choice<dropout::Scheme>();
  member.block = block_shape(fields);
  return member;
}

inline dropout::TensorShape tensor_shape(Fields& fields) {
  dropout::TensorShape shape;
  shape.samples = fields.integer();
  shape.channels = fields.integer();
  shape.height = fields.integer();
  shape.width = fields.integer();
  return shape;
}

inline dropout::DropoutRule dropout_rule(Fields& fields) {
  dropout::DropoutRule rule;
  rule.drop_rate = fields.number();
  rule.scheme = fields.choice<dropout::Scheme>();
  return rule;
}

inline dropout::DropConnect drop_connect(Fields& fields) {
  dropout::DropConnect layer;
  layer.output_count = fields.integer();
  layer.input_count = fields.integer();
  layer.rule = dropout_rule(fields);
  layer.mask_per = fields.choice<dropout::MaskPer>();
  return layer;
}

// Metrics in the order of source/run.ts.
inline void write(const dropout::Metrics& metrics, double* out) {
  out[0] = metrics.train_accuracy;
  out[1] = metrics.test_accuracy;
  out[2] = metrics.train_loss;
  out[3] = metrics.test_loss;
  out[4] = metrics.flips_fitted;
  out[5] = metrics.flips_total;
}

}  // namespace engine_module
