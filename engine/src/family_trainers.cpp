// family_trainers.cpp: three training loops and their measurements.
#include "dropout/family_trainers.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "evaluation.h"

namespace dropout {
namespace {

int steps_to_make(int wanted, int made, int total) { return std::clamp(wanted, 0, std::max(0, total - made)); }

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

RegularizedTrainer::RegularizedTrainer(const RegularizedConfig& config)
    : config_(config),
      data_(make_datasets(config.base.dataset, config.base.test_count)),
      net_({2, config.base.hidden_widths, config.base.activation}, config.base.dataset.count),
      optimizer_(config.base.optimizer, net_.parameters().size()) {
  assert(is_valid(config));
  net_.initialize(config.base.seed);
  if (config.patience > 0) stopping_.emplace(config.patience, net_.parameters().size());
}

double RegularizedTrainer::drop_rate() const {
  const int total = std::max(1, config_.base.total_steps);
  return scheduled_drop_rate(config_.schedule, static_cast<double>(step_count_) / total);
}

std::span<const float> RegularizedTrainer::used_points() const {
  return std::span<const float>(data_.train.points).first(2 * used_labels().size());
}
std::span<const std::uint8_t> RegularizedTrainer::used_labels() const {
  return std::span<const std::uint8_t>(data_.train.labels)
      .first(data_.train.labels.size() - static_cast<std::size_t>(config_.validation_count));
}

int RegularizedTrainer::step(int count) {
  const int wanted = steps_to_make(count, step_count(), config_.base.total_steps);
  int made = 0;
  for (; made < wanted && !stopped_early(); ++made) {
    net_.forward_train(used_points(), {drop_rate(), config_.base.seed, static_cast<std::uint32_t>(step_count_)});
    net_.backward(used_labels());
    net_.add_weight_decay(static_cast<float>(config_.base.weight_decay));
    optimizer_.update(net_.parameters(), net_.gradient());
    apply_max_norm();
    ++step_count_;
    if (stopping_ && step_count_ % static_cast<std::uint64_t>(config_.check_every) == 0)
      stopping_->observe(step_count(), -validation_loss(), net_.parameters());
  }
  return made;
}

// Hidden layers only: the norm of the output weights limits no unit's reaction, but the confidence of the answer.
void RegularizedTrainer::apply_max_norm() {
  if (config_.max_norm <= 0.0) return;
  for (int layer = 0; layer + 1 < net_.layer_count(); ++layer) {
    const std::span<const float> weights = net_.weights(layer);
    const std::size_t offset = static_cast<std::size_t>(weights.data() - parameters().data());
    clip_max_norm<float>(net_.parameters().subspan(offset, weights.size()),
                         config_.base.hidden_widths[static_cast<std::size_t>(layer)], config_.max_norm);
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

Metrics RegularizedTrainer::evaluate() const {
  return measure_net(
      data_, [this](std::span<const float> points, std::span<float> logits) { net_.forward_eval(points, logits); });
}

// --- stochastic depth --------------------------------------------------------------------------------------------

bool is_valid(const ResidualTrainerConfig& config) {
  return is_valid_run(config.dataset, config.test_count, config.optimizer, config.total_steps) &&
         is_valid(config.net) && config.net.input_count == 2;
}

ResidualTrainer::ResidualTrainer(const ResidualTrainerConfig& config) : NetRun(config) { assert(is_valid(config)); }

int ResidualTrainer::step(int count) {
  const int wanted = steps_to_make(count, step_count(), config_.total_steps);
  for (int made = 0; made < wanted; ++made) {
    net_.forward_train(data_.train.points, config_.seed, static_cast<std::uint32_t>(step_count_));
    net_.backward(data_.train.labels);
    optimizer_.update(net_.parameters(), net_.gradient());
    ++step_count_;
  }
  return wanted;
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
         config.net.width >= 1 && config.net.placement <= DropPlacement::after_norm &&
         is_valid_drop_rate(config.drop_rate);
}

NormTrainer::NormTrainer(const NormTrainerConfig& config) : NetRun(config) { assert(is_valid(config)); }

int NormTrainer::step(int count) {
  const int wanted = steps_to_make(count, step_count(), config_.total_steps);
  for (int made = 0; made < wanted; ++made) {
    net_.forward_train(data_.train.points,
                       {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(step_count_)});
    net_.backward(data_.train.labels);
    optimizer_.update(net_.parameters(), net_.gradient());
    ++step_count_;
  }
  return wanted;
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
