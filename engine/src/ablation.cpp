// ablation.cpp: removals by masks over the hidden units; counts are integers, so that "loses one example" is exact.
#include "dropout/ablation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "dropout/masked_net.h"

namespace dropout {
namespace {

int count_correct(std::span<const float> logits, std::span<const std::uint8_t> labels) {
  int correct = 0;
  for (std::size_t b = 0; b < logits.size(); ++b) correct += (logits[b] > 0.0f) == (labels[b] != 0) ? 1 : 0;
  return correct;
}

// What is no number counts as the largest: sorting needs an order of all values, else it leaves the array.
double median(std::vector<double>& values) {
  assert(!values.empty());
  std::sort(values.begin(), values.end(),
            [](double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); });
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

}  // namespace

double UnitDamage::accuracy_loss(int unit) const {
  return 100.0 * (correct - correct_without[static_cast<std::size_t>(unit)]) / example_count;
}

double UnitDamage::largest_drop() const {
  if (correct_without.empty()) return 0.0;
  return 100.0 * (correct - *std::min_element(correct_without.begin(), correct_without.end())) / example_count;
}

int UnitDamage::critical_units() const {
  return static_cast<int>(
      std::count_if(correct_without.begin(), correct_without.end(), [this](int right) { return right < correct; }));
}

UnitDamage measure_unit_damage(const Mlp<float>& net, std::span<const float> inputs,
                               std::span<const std::uint8_t> labels) {
  assert(!labels.empty());
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(hidden_unit_count(net.shape())), 1);
  std::vector<float> logits(labels.size());
  const auto correct_under_mask = [&] {
    forward_masked<float>(net, inputs, mask, 1.0, logits);
    return count_correct(logits, labels);
  };
  UnitDamage damage;
  damage.example_count = static_cast<int>(labels.size());
  damage.correct = correct_under_mask();
  for (std::uint8_t& unit : mask) {
    unit = 0;
    damage.correct_without.push_back(correct_under_mask());
    unit = 1;
  }
  return damage;
}

std::vector<int> random_order(RandomStream& stream, int count) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t left = order.size(); left > 1; --left)
    std::swap(order[left - 1], order[stream.below(static_cast<std::uint32_t>(left))]);
  return order;
}

std::vector<double> removal_accuracies(const Mlp<float>& net, std::span<const float> inputs,
                                       std::span<const std::uint8_t> labels, std::span<const int> order, int stride) {
  assert(stride >= 1 && !labels.empty() && order.size() == static_cast<std::size_t>(hidden_unit_count(net.shape())));
  std::vector<std::uint8_t> mask(order.size(), 1);
  std::vector<float> logits(labels.size());
  std::vector<double> accuracies;
  for (std::size_t removed = 0;;) {
    forward_masked<float>(net, inputs, mask, 1.0, logits);
    accuracies.push_back(accuracy<float>(logits, labels));
    if (removed == order.size()) return accuracies;
    const std::size_t next = std::min(removed + static_cast<std::size_t>(stride), order.size());
    for (; removed < next; ++removed) mask[static_cast<std::size_t>(order[removed])] = 0;
  }
}

RemovalCurve measure_removal(const Mlp<float>& net, std::span<const float> inputs,
                             std::span<const std::uint8_t> labels, const RemovalConfig& config) {
  assert(config.order_count >= 1);
  const int unit_count = hidden_unit_count(net.shape());
  RemovalCurve curve;
  for (int removed = 0; removed < unit_count; removed += config.stride) curve.removed.push_back(removed);
  curve.removed.push_back(unit_count);
  curve.accuracy.resize(curve.removed.size());

  RandomStream stream(config.seed, StreamPurpose::study);
  for (int draw = 0; draw < config.order_count; ++draw) {
    const std::vector<double> accuracies =
        removal_accuracies(net, inputs, labels, random_order(stream, unit_count), config.stride);
    const double floor = config.floor_share * accuracies.front();
    const auto broken =
        std::find_if(accuracies.begin(), accuracies.end(), [floor](double value) { return value < floor; });
    curve.removed_until_broken += broken == accuracies.end()
                                      ? unit_count
                                      : curve.removed[static_cast<std::size_t>(broken - accuracies.begin())];
    for (std::size_t i = 0; i < accuracies.size(); ++i) curve.accuracy[i] += accuracies[i];
  }
  curve.removed_until_broken /= config.order_count;
  for (double& value : curve.accuracy) value /= config.order_count;
  return curve;
}

// cosine(a, b) = sum a b / sqrt(sum a^2 sum b^2)
HalfRemoval measure_half_removal(const Mlp<float>& net, std::span<const float> inputs,
                                 std::span<const std::uint8_t> labels, int draw_count, std::uint64_t seed) {
  assert(draw_count >= 1 && !labels.empty());
  const int unit_count = hidden_unit_count(net.shape());
  std::vector<float> full(labels.size()), masked(labels.size());
  net.forward_eval(inputs, full);
  RandomStream stream(seed, StreamPurpose::study);
  HalfRemoval result;
  for (int draw = 0; draw < draw_count; ++draw) {
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(unit_count), 1);
    const std::vector<int> order = random_order(stream, unit_count);
    for (int n = 0; n < unit_count / 2; ++n) mask[static_cast<std::size_t>(order[static_cast<std::size_t>(n)])] = 0;
    forward_masked<float>(net, inputs, mask, 2.0, masked);
    result.accuracy += accuracy<float>(masked, labels);
    double product = 0.0, full_square = 0.0, masked_square = 0.0;
    for (std::size_t b = 0; b < full.size(); ++b) {
      const double a = full[b], m = masked[b];
      product += a * m, full_square += a * a, masked_square += m * m;
    }
    const double norm = std::sqrt(full_square * masked_square);
    if (norm > 0.0) result.correlation += product / norm;
  }
  result.accuracy /= draw_count;
  result.correlation /= draw_count;
  return result;
}

double cancellation_ratio(const Mlp<float>& net, std::span<const float> inputs) {
  const std::size_t count = inputs.size() / static_cast<std::size_t>(net.shape().input_count);
  const std::vector<float> h = last_hidden_outputs(net, inputs);
  const std::span<const float> v = net.weights(net.layer_count() - 1);
  std::vector<float> logits(count);
  net.forward_eval(inputs, logits);
  std::vector<double> ratios(count);
  for (std::size_t b = 0; b < count; ++b) {
    for (std::size_t j = 0; j < v.size(); ++j) ratios[b] += std::fabs(double{v[j]} * double{h[b * v.size() + j]});
    ratios[b] /= std::max(std::fabs(double{logits[b]}), 1e-9);
  }
  return median(ratios);
}

}  // namespace dropout
