// trainer.cpp: the training loop and what is measured about it.
#include "dropout/trainer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"

namespace dropout {

bool is_valid(const TrainerConfig& config) {
  const bool widths_valid =
      std::all_of(config.hidden_widths.begin(), config.hidden_widths.end(), [](int width) { return width >= 1; });
  return is_valid(config.dataset) && config.test_count >= 1 && widths_valid &&
         config.activation <= Activation::tanh && is_valid_drop_rate(config.drop_rate) &&
         is_valid(config.optimizer) && config.weight_decay >= 0.0 && std::isfinite(config.weight_decay) &&
         config.total_steps >= 0;
}

Trainer::Trainer(const TrainerConfig& config)
    : config_(config),
      data_(make_datasets(config.dataset, config.test_count)),
      net_({2, config.hidden_widths, config.activation}, config.dataset.count),
      optimizer_(config.optimizer, net_.parameters().size()) {
  assert(is_valid(config));
  net_.initialize(config.seed);
}

int Trainer::step(int count) {
  const int wanted = std::clamp(count, 0, std::max(0, config_.total_steps - step_count()));
  for (int made = 0; made < wanted; ++made) {
    net_.forward_train(data_.train.points,
                       {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(step_count_)});
    net_.backward(data_.train.labels);
    net_.add_weight_decay(static_cast<float>(config_.weight_decay));
    optimizer_.update(net_.parameters(), net_.gradient());
    ++step_count_;
  }
  return wanted;
}

Metrics Trainer::evaluate() const {
  Metrics metrics;
  const auto measure = [this](const Dataset& set, double& accuracy_out, double& loss_out) {
    std::vector<float> logits(set.labels.size());
    net_.forward_eval(set.points, logits);
    accuracy_out = accuracy<float>(logits, set.labels);
    loss_out = mean_loss<float>(logits, set.labels);
    return logits;
  };
  measure(data_.test, metrics.test_accuracy, metrics.test_loss);
  const std::vector<float> logits = measure(data_.train, metrics.train_accuracy, metrics.train_loss);
  metrics.flips_total = data_.train.flip_count();
  for (std::size_t i = 0; i < logits.size(); ++i)
    if (data_.train.flipped[i] != 0 && (logits[i] > 0.0f) == (data_.train.labels[i] != 0)) ++metrics.flips_fitted;
  return metrics;
}

void Trainer::decision_grid(std::span<float> probabilities, int columns, int rows, const GridWindow& window) const {
  assert(columns >= 1 && rows >= 1);
  const std::size_t width = static_cast<std::size_t>(columns);
  assert(probabilities.size() == width * static_cast<std::size_t>(rows));
  std::vector<float> points(2 * width);
  for (int row = 0; row < rows; ++row) {
    const double y = window.y_max - (row + 0.5) * (window.y_max - window.y_min) / rows;
    for (int column = 0; column < columns; ++column) {
      const double x = window.x_min + (column + 0.5) * (window.x_max - window.x_min) / columns;
      points[2 * static_cast<std::size_t>(column)] = static_cast<float>(x);
      points[2 * static_cast<std::size_t>(column) + 1] = static_cast<float>(y);
    }
    const std::span<float> line = probabilities.subspan(static_cast<std::size_t>(row) * width, width);
    net_.forward_eval(points, line);
    for (float& value : line) value = logistic(value);
  }
}

float Trainer::probability(float x, float y) const {
  const float point[] = {x, y};
  float logit[1];
  net_.forward_eval(point, logit);
  return logistic(logit[0]);
}

}  // namespace dropout
