// trainer.cpp: the training loop and what is measured about it.
#include "dropout/trainer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "evaluation.h"

namespace dropout {

bool is_valid(const TrainerConfig& config) {
  const bool widths_valid =
      std::all_of(config.hidden_widths.begin(), config.hidden_widths.end(), [](int width) { return width >= 1; });
  return is_valid(config.dataset) && config.test_count >= 1 && widths_valid &&
         config.activation <= Activation::tanh && is_valid_drop_rate(config.drop_rate) &&
         is_valid(config.optimizer) && config.weight_decay >= 0.0 && std::isfinite(config.weight_decay) &&
         config.decoupled_decay >= 0.0 && config.optimizer.learning_rate * config.decoupled_decay < 1.0 &&
         config.total_steps >= 0 &&
         std::all_of(config.rate_curve.begin(), config.rate_curve.end(), is_valid_drop_rate);
}

// The two weights are multiplied out, so that a curve from p to 0 or from 0 to p is the ramp of schedule.h to the bit.
double drop_rate_at(const TrainerConfig& config, double share_done) {
  const std::vector<double>& curve = config.rate_curve;
  if (curve.empty()) return config.drop_rate;
  if (curve.size() == 1) return curve.front();
  const double place = std::clamp(share_done, 0.0, 1.0) * static_cast<double>(curve.size() - 1);
  const std::size_t before = std::min(static_cast<std::size_t>(place), curve.size() - 2);
  const double part = place - static_cast<double>(before);
  return curve[before] * (1 - part) + curve[before + 1] * part;
}

Trainer::Trainer(const TrainerConfig& config) : NetRun(config, MlpShape{2, config.hidden_widths, config.activation}) {
  assert(is_valid(config));
}

int Trainer::step(int count) {
  if (config_.rate_curve.empty()) return step_at(config_.drop_rate, data_.train.labels, count);
  int made = 0;
  while (made < count && !finished()) {
    const double share_done = static_cast<double>(step_count()) / config_.total_steps;
    made += step_at(drop_rate_at(config_, share_done), data_.train.labels, 1);
  }
  return made;
}

int Trainer::step_at(double drop_rate, std::span<const std::uint8_t> labels, int count) {
  const auto points = std::span<const float>(data_.train.points).first(2 * labels.size());
  return make_steps(count, [&](std::uint32_t step) {
    net_.forward_train(points, {drop_rate, config_.seed, step});
    net_.backward(labels);
    net_.add_weight_decay(static_cast<float>(config_.weight_decay));
    net_.scale_weights(static_cast<float>(1.0 - config_.optimizer.learning_rate * config_.decoupled_decay));
  });
}

Metrics Trainer::evaluate() const {
  return measure_net(
      data_, [this](std::span<const float> points, std::span<float> logits) { net_.forward_eval(points, logits); });
}

void Trainer::decision_grid(std::span<float> probabilities, int columns, int rows, const GridWindow& window) const {
  const std::vector<float> points = grid_centers(columns, rows, window);
  assert(2 * probabilities.size() == points.size());
  net_.forward_eval(points, probabilities);
  for (float& value : probabilities) value = logistic(value);
}

float Trainer::probability(float x, float y) const {
  const float point[] = {x, y};
  float logit[1];
  net_.forward_eval(point, logit);
  return logistic(logit[0]);
}

}  // namespace dropout
