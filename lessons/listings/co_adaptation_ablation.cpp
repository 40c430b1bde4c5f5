// co_adaptation_ablation.cpp: what hangs on single units (chapter 0): removing them one by one, and parts that cancel.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/masked_net.h"
#include "dropout/mlp.h"

using Net = dropout::Mlp<float>;

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: ablation
// Points of accuracy lost by removing each hidden unit alone.
std::vector<double> ablation_losses(
    const Net& net, std::span<const float> points,
    std::span<const std::uint8_t> labels) {
  const int units = dropout::hidden_unit_count(net.shape());
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(units), 1);
  std::vector<float> logits(labels.size());
  const auto accuracy = [&] {  // evaluation mode, scale 1
    dropout::forward_masked<float>(net, points, mask, 1, logits);
    return 100 * dropout::accuracy<float>(logits, labels);
  };
  const double whole = accuracy();
  std::vector<double> losses;
  for (std::uint8_t& unit : mask) {
    unit = 0;  // no rescaling of the others
    losses.push_back(whole - accuracy());
    unit = 1;  // put it back
  }
  return losses;
}
// endregion

// region: cancellation
// Median over the points of sum |v_j h_j| / |logit|.
double cancellation_ratio(const Net& net,
                          std::span<const float> points) {
  const auto h = dropout::last_hidden_outputs(net, points);
  const auto v = net.weights(net.layer_count() - 1);
  std::vector<float> logits(h.size() / v.size());
  net.forward_eval(points, logits);
  std::vector<double> ratios;
  for (std::size_t b = 0; b < logits.size(); ++b) {
    double parts = 0;
    for (std::size_t j = 0; j < v.size(); ++j)
      parts += std::abs(double{v[j]} * double{h[b * v.size() + j]});
    const double whole = std::abs(double{logits[b]});
    ratios.push_back(parts / std::max(whole, 1e-9));
  }
  std::sort(ratios.begin(), ratios.end());
  const std::size_t half = ratios.size() / 2;
  if (ratios.size() % 2 == 1) return ratios[half];
  return (ratios[half - 1] + ratios[half]) / 2;
}
// endregion
// clang-format on
