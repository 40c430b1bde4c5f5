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
  return {2, std::vector<int>(static_cast<std::size_t>(config.depth), config.width)};
}

// values: laid out as the parameters of the net.
void multiply_outgoing(const dropout::Mlp<float>& net, std::span<float> values, float factor) {
  for (int layer = 1; layer < net.layer_count(); ++layer) {
    const auto first = static_cast<std::size_t>(net.weights(layer).data() - net.parameters().data());
    for (float& value : values.subspan(first, net.weights(layer).size())) value *= factor;
  }
}

double mean_of(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

std::vector<float> field_points() {
  return dropout::grid_centers(NaiveNet::cells, NaiveNet::cells,
                               {-NaiveNet::reach, NaiveNet::reach, -NaiveNet::reach, NaiveNet::reach});
}

double share_of(double part, double whole) { return whole > 0 ? part / whole : 0; }

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

// The engine's net divides what it keeps by k. With the weights behind it multiplied by k it computes exactly the naive
// net, m h W = (m h / k)(k W), and the chain rule brings a gradient back: dL/dW = k dL/d(k W).
void NaiveNet::train() {
  const auto keep_rate = static_cast<float>(1 - config_.drop_rate);
  dropout::Mlp<float> inverted(net_.shape(), train_count);
  dropout::Optimizer optimizer({.learning_rate = 0.02}, net_.parameters().size());
  std::vector<float> gradient(net_.parameters().size());
  for (int step = 0; step < config_.steps; ++step) {
    std::copy(net_.parameters().begin(), net_.parameters().end(), inverted.parameters().begin());
    multiply_outgoing(net_, inverted.parameters(), keep_rate);
    inverted.forward_train(data_.train.points, {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(step)});
    inverted.backward(data_.train.labels);
    std::copy(inverted.gradient().begin(), inverted.gradient().end(), gradient.begin());
    multiply_outgoing(net_, gradient, keep_rate);
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
  answer.field_logits.resize(static_cast<std::size_t>(cells) * cells);
  dropout::forward_scaled<float>(net_, field_points(), factor, answer.field_logits);
  add_readings(answer);
  return answer;
}

NaiveNet::Answer NaiveNet::answer_in_training() const {
  if (config_.depth == 1) return answer(1 - config_.drop_rate);
  const std::vector<float> plane = field_points();
  Answer answer;
  answer.logits.resize(data_.test.labels.size());
  answer.field_logits.resize(static_cast<std::size_t>(cells) * cells);
  std::vector<float> points(answer.logits.size()), field(answer.field_logits.size());
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(dropout::hidden_unit_count(net_.shape())));
  constexpr float share = 1.0f / in_training_draws;
  for (int draw = 0; draw < in_training_draws; ++draw) {
    dropout::draw_unit_mask(net_.shape(), draw_after_training(draw), 0, mask);
    dropout::forward_masked<float>(net_, data_.test.points, mask, 1.0, points);
    dropout::forward_masked<float>(net_, plane, mask, 1.0, field);
    for (std::size_t i = 0; i < points.size(); ++i) answer.logits[i] += share * points[i];
    for (std::size_t i = 0; i < field.size(); ++i) answer.field_logits[i] += share * field[i];
  }
  add_readings(answer);
  return answer;
}

// What follows from the logits.
void NaiveNet::add_readings(Answer& answer) const {
  answer.accuracy = dropout::accuracy<float>(answer.logits, data_.test.labels);
  answer.loss = static_cast<double>(dropout::mean_loss<float>(answer.logits, data_.test.labels));
  for (const float logit : answer.logits)
    answer.confidence += static_cast<double>(dropout::logistic(std::fabs(logit))) / test_count;
  for (const float logit : answer.field_logits) answer.field.push_back(dropout::logistic(logit));
}

// Masks that training has not used.
dropout::DropoutDraw NaiveNet::draw_after_training(int draw) const {
  return {config_.drop_rate, config_.seed, static_cast<std::uint32_t>(training_steps + draw)};
}

dropout::Mlp<float> NaiveNet::scaled_net() const {
  dropout::Mlp<float> scaled(net_.shape(), train_count);
  std::copy(net_.parameters().begin(), net_.parameters().end(), scaled.parameters().begin());
  multiply_outgoing(net_, scaled.parameters(), static_cast<float>(1 - config_.drop_rate));
  return scaled;
}

// In training both are one model: m h of the naive net is k times m h / k of the inverted one.
NaiveNet::Flow NaiveNet::flow(int mask_draws) const {
  dropout::Mlp<float> inverted = scaled_net();
  std::vector<double> masked(static_cast<std::size_t>(config_.depth), 0.0);
  for (int draw = 0; draw < mask_draws; ++draw) {
    inverted.forward_train(data_.train.points, draw_after_training(draw));
    for (std::size_t layer = 0; layer < masked.size(); ++layer)
      masked[layer] += mean_of(inverted.outputs(static_cast<int>(layer))) / mask_draws;
  }
  Flow flow;
  for (std::size_t layer = 0; layer < masked.size(); ++layer) {
    const auto test_mean = [&](const dropout::Mlp<float>& net) {
      return mean_of(dropout::hidden_outputs<float>(net, data_.train.points, static_cast<int>(layer)));
    };
    flow.naive.push_back(share_of((1 - config_.drop_rate) * masked[layer], test_mean(net_)));
    flow.inverted.push_back(share_of(masked[layer], test_mean(inverted)));
  }
  return flow;
}

std::vector<std::uint8_t> NaiveNet::first_mask() const {
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(dropout::hidden_unit_count(net_.shape())));
  dropout::draw_unit_mask(net_.shape(), draw_after_training(0), 0, mask);
  return mask;
}

void NaiveNet::add_masked_logits(int draw, std::vector<double>& sums) const {
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(dropout::hidden_unit_count(net_.shape())));
  for (std::size_t point = 0; point < sums.size(); ++point) {
    dropout::draw_unit_mask(net_.shape(), draw_after_training(draw), static_cast<std::uint32_t>(point), mask);
    float logit[1];
    dropout::forward_masked<float>(net_, std::span(data_.test.points).subspan(2 * point, 2), mask, 1.0, logit);
    sums[point] += static_cast<double>(logit[0]);
  }
}

}  // namespace lesson
