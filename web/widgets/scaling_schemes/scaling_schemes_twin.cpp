// scaling_schemes_twin.cpp: training of the two forms of one model; see scaling_schemes_twin.h.
#include "scaling_schemes_twin.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "dropout/scaling_study.h"

namespace lesson {

namespace {

using dropout::Mlp;
using dropout::Optimizer;

// True for each weight behind a dropout layer, as the parameters are laid out.
std::vector<bool> outgoing_weights(const Mlp<float>& net) {
  std::vector<bool> outgoing(net.parameters().size(), false);
  for (int layer = 1; layer < net.layer_count(); ++layer) {
    const auto first = net.weights(layer).data() - net.parameters().data();
    std::fill_n(outgoing.begin() + first, net.weights(layer).size(), true);
  }
  return outgoing;
}

// A net with one learning rate for the weights behind dropout layers and another for the rest. Both optimizers see all
// gradients, so that each holds the moments of its own parameters; only those move.
class TwoRates {
 public:
  TwoRates(const dropout::OptimizerConfig& config, double outgoing_rate, const Mlp<float>& net)
      : outgoing_(outgoing_weights(net)),
        rest_(config, outgoing_.size()),
        behind_({.kind = config.kind, .learning_rate = outgoing_rate}, outgoing_.size()) {}

  void update(std::span<float> parameters, std::span<const float> gradient) {
    std::vector<float> moved(parameters.begin(), parameters.end());
    behind_.update(moved, gradient);
    std::vector<float> others(parameters.begin(), parameters.end());
    rest_.update(others, gradient);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i] = outgoing_[i] ? moved[i] : others[i];
  }

 private:
  std::vector<bool> outgoing_;
  Optimizer rest_, behind_;
};

void multiply(const std::vector<bool>& which, std::span<float> values, float factor) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (which[i]) values[i] *= factor;
}

TwinReport compare(Mlp<float>& naive, const Mlp<float>& inverted, const std::vector<bool>& outgoing, double keep_rate,
                   const dropout::Dataset& test) {
  std::vector<float> scaled_logits(test.labels.size()), logits(test.labels.size());
  dropout::forward_scaled<float>(naive, test.points, keep_rate, scaled_logits);
  inverted.forward_eval(test.points, logits);
  multiply(outgoing, naive.parameters(), static_cast<float>(keep_rate));
  TwinReport report;
  for (std::size_t i = 0; i < logits.size(); ++i) report.apart += (logits[i] > 0) != (scaled_logits[i] > 0);
  float largest = 0, difference = 0;
  for (std::size_t i = 0; i < outgoing.size(); ++i) {
    largest = std::max(largest, std::fabs(naive.parameters()[i]));
    difference = std::max(difference, std::fabs(naive.parameters()[i] - inverted.parameters()[i]));
  }
  report.distance = static_cast<double>(difference / largest);
  return report;
}

}  // namespace

// The naive net is computed as in NaiveNet: by an inverted one with weights times k, whose gradient is multiplied by k.
TwinReport train_twins(const TwinConfig& config) {
  NaiveNetConfig untrained = config.net;
  untrained.steps = 0;
  const NaiveNet start(untrained);
  const dropout::Dataset& train = start.train_set();
  const double keep_rate = 1 - config.net.drop_rate;
  Mlp<float> naive = start.net(), inverted = start.net(), work = start.net();
  const std::vector<bool> outgoing = outgoing_weights(naive);
  multiply(outgoing, inverted.parameters(), static_cast<float>(keep_rate));

  const dropout::OptimizerConfig optimizer{.kind = config.optimizer, .learning_rate = config.learning_rate};
  TwoRates naive_rates(optimizer, config.learning_rate, naive),
      inverted_rates(optimizer, config.rate_factor * config.learning_rate, inverted);
  std::vector<float> gradient(outgoing.size());
  for (int step = 0; step < config.net.steps; ++step) {
    const dropout::DropoutDraw draw{config.net.drop_rate, config.net.seed, static_cast<std::uint32_t>(step)};
    std::copy(naive.parameters().begin(), naive.parameters().end(), work.parameters().begin());
    multiply(outgoing, work.parameters(), static_cast<float>(keep_rate));
    work.forward_train(train.points, draw);
    work.backward(train.labels);
    std::copy(work.gradient().begin(), work.gradient().end(), gradient.begin());
    multiply(outgoing, gradient, static_cast<float>(keep_rate));
    naive_rates.update(naive.parameters(), gradient);

    inverted.forward_train(train.points, draw);
    inverted.backward(train.labels);
    inverted_rates.update(inverted.parameters(), inverted.gradient());
  }
  return compare(naive, inverted, outgoing, keep_rate, start.test_set());
}

}  // namespace lesson
