// family_trainers.cpp: three training loops and their measurements.
#include "dropout/family_trainers.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "evaluation.h"

namespace dropout {
namespace {

bool is_valid_run(const DatasetConfig& dataset, int test_count, const OptimizerConfig& optimizer, int total_steps) {
  return is_valid(dataset) && test_count >= 1 && is_valid(optimizer) && total_steps >= 0;
}

}  // namespace

// --- schedule, max-norm, early stopping --------------------------------------------------------------------------

bool is_valid(const RegularizedConfig& config) {
  return is_valid(config.base) && is_valid(config.schedule) && config.max_norm >= 0.0 &&
         std::isfinite(config.max_norm) && config.validation_count >= 0 &&
         config.validation_count < config.base.dataset.count && config.patience >= 0 && config.check_every >= 1 &&
         (config.patience == 0 || config.validation_count > 0);
}

RegularizedTrainer::RegularizedTrainer(const RegularizedConfig& config) : Trainer(config.base), companions_(config) {
  assert(is_valid(config));
  if (config.patience > 0) stopping_.emplace(config.patience, parameters().size());
}

double RegularizedTrainer::drop_rate() const {
  const int total = std::max(1, config_.total_steps);
  return scheduled_drop_rate(companions_.schedule, static_cast<double>(step_count()) / total);
}

std::span<const std::uint8_t> RegularizedTrainer::used_labels() const {
  return std::span<const std::uint8_t>(data_.train.labels)
      .first(data_.train.labels.size() - static_cast<std::size_t>(companions_.validation_count));
}

int RegularizedTrainer::step(int count) {
  int made = 0;
  for (; made < count && !finished(); ++made) {
    step_at(drop_rate(), used_labels(), 1);
    apply_max_norm();
    if (stopping_ && step_count() % companions_.check_every == 0)
      stopping_->observe(step_count(), -validation_loss(), net_.parameters());
  }
  return made;
}

// Hidden layers only: the norm of the output weights limits no unit's reaction, but the confidence of the answer.
void RegularizedTrainer::apply_max_norm() {
  if (companions_.max_norm <= 0.0) return;
  for (int layer = 0; layer + 1 < net_.layer_count(); ++layer) {
    const std::span<const float> weights = net_.weights(layer);
    const std::size_t offset = static_cast<std::size_t>(weights.data() - parameters().data());
    clip_max_norm<float>(net_.parameters().subspan(offset, weights.size()),
                         config_.hidden_widths[static_cast<std::size_t>(layer)], companions_.max_norm);
  }
}

double RegularizedTrainer::validation_loss() const {
  const std::size_t used = used_labels().size();
  std::vector<float> logits(data_.train.labels.size() - used);
  if (logits.empty()) return 0.0;
  net_.forward_eval(std::span<const float>(data_.train.points).subspan(2 * used), logits);
  return mean_loss<float>(logits, std::span<const std::uint8_t>(data_.train.labels).subspan(used));
}

void RegularizedTrainer::restore_best() {
  if (!stopping_ || stopping_->best_step() < 0) return;
  const std::span<const float> best = stopping_->best_parameters();
  std::copy(best.begin(), best.end(), net_.parameters().begin());
}

// --- stochastic depth --------------------------------------------------------------------------------------------

bool is_valid(const ResidualTrainerConfig& config) {
  return is_valid_run(config.dataset, config.test_count, config.optimizer, config.total_steps) &&
         is_valid(config.net) && config.net.input_count == 2;
}

ResidualTrainer::ResidualTrainer(const ResidualTrainerConfig& config) : NetRun(config, config.net) {
  assert(is_valid(config));
}

int ResidualTrainer::step(int count) {
  return make_steps(count, [this](std::uint32_t step) {
    net_.forward_train(data_.train.points, config_.seed, step);
    net_.backward(data_.train.labels);
  });
}

Metrics ResidualTrainer::evaluate() const { return evaluate(config_.net.scheme); }

Metrics ResidualTrainer::evaluate(Scheme scheme) const {
  return measure_net(data_, [this, scheme](std::span<const float> points, std::span<float> logits) {
    net_.forward_eval(points, logits, scheme);
  });
}

double ResidualTrainer::mean_active_blocks() const {
  return step_count_ == 0 ? 0.0 : static_cast<double>(net_.forward_branch_count()) / static_cast<double>(step_count_);
}

// --- batch norm --------------------------------------------------------------------------------------------------

bool is_valid(const NormTrainerConfig& config) {
  return is_valid_run(config.dataset, config.test_count, config.optimizer, config.total_steps) &&
         config.dataset.count >= 2 && config.test_count >= 2 && config.net.input_count == 2 &&
         config.net.width >= 1 && config.net.placement <= DropPlacement::on_logit &&
         is_valid_drop_rate(config.drop_rate);
}

NormTrainer::NormTrainer(const NormTrainerConfig& config) : NetRun(config, config.net) { assert(is_valid(config)); }

int NormTrainer::step(int count) {
  return make_steps(count, [this](std::uint32_t step) {
    net_.forward_train(data_.train.points, {config_.drop_rate, config_.seed, step});
    net_.backward(data_.train.labels);
  });
}

Metrics NormTrainer::evaluate() const {
  return measure_net(
      data_, [this](std::span<const float> points, std::span<float> logits) { net_.forward_eval(points, logits); });
}

Metrics NormTrainer::evaluate_reestimated() const {
  NormMlp<float> corrected = net_;
  corrected.reestimate_statistics(data_.train.points);
  return measure_net(data_, [&corrected](std::span<const float> points, std::span<float> logits) {
    corrected.forward_eval(points, logits);
  });
}

double NormTrainer::variance_ratio() const { return net_.variance_ratio(data_.test.points); }

}  // namespace dropout
