// scaling_schemes_net.cpp: training with naive masks by the engine's inverted net, and answers at test.
#include "scaling_schemes_net.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "dropout/decision_grid.h"
#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "dropout/optimizer.h"
#include "dropout/scaling_study.h"

namespace lesson {

namespace {

// Noise on the points: small for the rings, so that what goes wrong at test is the missing factor and not the data.
double noise_of(dropout::DatasetKind kind) {
  switch (kind) {
    case dropout::DatasetKind::circles: return 0.08;
    case dropout::DatasetKind::exclusive_or: return 0.4;
    case dropout::DatasetKind::moons: return 0.15;
    case dropout::DatasetKind::spirals: break;
  }
  return 0.1;
}

dropout::MlpShape shape_of(const NaiveNetConfig& config) {
  return {2, std::vector<int>(static_cast<std::size_t>(config.depth), NaiveNet::width)};
}

}  // namespace

NaiveNet::NaiveNet(const NaiveNetConfig& config)
    : config_(config),
      data_(dropout::make_datasets({.kind = config.data,
                                    .count = train_count,
                                    .noise = noise_of(config.data),
                                    .flip_share = 0,
                                    .seed = config.seed},
                                   test_count)),
      net_(shape_of(config), train_count) {
  net_.initialize(config.seed);
  train();
}

// Calls change(index) for each weight behind a dropout layer.
template <class Change>
void NaiveNet::each_outgoing_weight(Change&& change) const {
  for (int layer = 1; layer < net_.layer_count(); ++layer) {
    const auto first = static_cast<std::size_t>(net_.weights(layer).data() - net_.parameters().data());
    for (std::size_t w = 0; w < net_.weights(layer).size(); ++w) change(first + w);
  }
}

// The engine's net divides what it keeps by k. With the weights behind it multiplied by k it computes exactly the naive
// net, m h W = (m h / k)(k W), and the chain rule brings a gradient back: dL/dW = k dL/d(k W).
void NaiveNet::train() {
  const auto keep_rate = static_cast<float>(1 - config_.drop_rate);
  dropout::Mlp<float> inverted(net_.shape(), train_count);
  dropout::Optimizer optimizer({.learning_rate = 0.02}, net_.parameters().size());
  std::vector<float> gradient(net_.parameters().size());
  for (int step = 0; step < training_steps; ++step) {
    std::copy(net_.parameters().begin(), net_.parameters().end(), inverted.parameters().begin());
    each_outgoing_weight([&](std::size_t w) { inverted.parameters()[w] *= keep_rate; });
    inverted.forward_train(data_.train.points, {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(step)});
    inverted.backward(data_.train.labels);
    std::copy(inverted.gradient().begin(), inverted.gradient().end(), gradient.begin());
    each_outgoing_weight([&](std::size_t w) { gradient[w] *= keep_rate; });
    if (!config_.biases)
      for (int layer = 0; layer < net_.layer_count(); ++layer) {
        const auto first = net_.biases(layer).data() - net_.parameters().data();
        std::fill_n(gradient.begin() + first, net_.biases(layer).size(), 0.0f);
      }
    optimizer.update(net_.parameters(), gradient);
  }
}

NaiveNet::Answer NaiveNet::answer(double factor) const {
  Answer answer;
  answer.factor = factor;
  answer.logits.resize(data_.test.labels.size());
  dropout::forward_scaled<float>(net_, data_.test.points, factor, answer.logits);
  answer.accuracy = dropout::accuracy<float>(answer.logits, data_.test.labels);
  answer.loss = static_cast<double>(dropout::mean_loss<float>(answer.logits, data_.test.labels));
  for (const float logit : answer.logits)
    answer.confidence += static_cast<double>(dropout::logistic(std::fabs(logit))) / test_count;

  const std::vector<float> points = dropout::grid_centers(cells, cells, {-reach, reach, -reach, reach});
  answer.field_logits.resize(static_cast<std::size_t>(cells) * cells);
  dropout::forward_scaled<float>(net_, points, factor, answer.field_logits);
  for (const float logit : answer.field_logits) answer.field.push_back(dropout::logistic(logit));
  return answer;
}

void NaiveNet::add_masked_logits(int draw, std::vector<double>& sums) const {
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(dropout::hidden_unit_count(net_.shape())));
  for (std::size_t point = 0; point < sums.size(); ++point) {
    dropout::draw_unit_mask(net_.shape(),
                            {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(training_steps + draw)},
                            static_cast<std::uint32_t>(point), mask);
    float logit[1];
    dropout::forward_masked<float>(net_, std::span(data_.test.points).subspan(2 * point, 2), mask, 1.0, logit);
    sums[point] += static_cast<double>(logit[0]);
  }
}

}  // namespace lesson
