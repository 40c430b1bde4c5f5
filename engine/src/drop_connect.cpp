// drop_connect.cpp: plain loops with one accumulator for each result. n = example, i = output, j = input.
#include "dropout/drop_connect.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/granularity.h"

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// What a pass needs to know: is a weight kept for an example, and by which factor.
template <class Scalar>
struct Selection {
  const std::uint8_t* mask;  // null: all kept
  std::size_t sample_stride;
  Scalar scale;

  Selection(const DropConnect& layer, Mode mode, std::span<const std::uint8_t> weight_mask)
      : mask(mode == Mode::train && layer.rule.drop_rate > 0.0 ? weight_mask.data() : nullptr),
        sample_stride(layer.mask_per == MaskPer::sample ? mask_size(layer, 1) : 0),
        scale(static_cast<Scalar>(dropout_scale(layer.rule, mode))) {}

  bool kept(std::size_t sample, std::size_t weight) const {
    return mask == nullptr || mask[sample * sample_stride + weight] != 0;
  }
};

}  // namespace

std::size_t mask_size(const DropConnect& layer, int samples) {
  const std::size_t weights = size_of(layer.output_count) * size_of(layer.input_count);
  return layer.mask_per == MaskPer::sample ? size_of(samples) * weights : weights;
}

void draw_drop_connect_mask(const DropConnect& layer, int samples, const MaskKey& key, std::span<std::uint8_t> mask,
                            std::span<const std::uint32_t> sample_ids) {
  GranularDropout dropout;
  dropout.granularity = MaskGranularity::weight;
  dropout.drop_rate = layer.rule.drop_rate;
  if (layer.mask_per == MaskPer::sample) {
    draw_granular_mask(dropout, TensorShape::weights(samples, layer.output_count, layer.input_count), key, mask,
                       sample_ids);
  } else {
    MaskKey for_all = key;
    for_all.sample = 0;
    draw_granular_mask(dropout, TensorShape::weights(1, layer.output_count, layer.input_count), for_all, mask);
  }
}

// u[n,i] = c[i] + s sum_j M[n,i,j] W[i,j] v[n,j]
template <class Scalar>
void drop_connect_forward(const DropConnect& layer, Mode mode, std::span<const std::uint8_t> mask,
                          std::span<const Scalar> weights, std::span<const Scalar> biases,
                          std::span<const Scalar> inputs, std::span<Scalar> pre_activations) {
  const std::size_t outputs = size_of(layer.output_count), width = size_of(layer.input_count);
  assert(weights.size() == outputs * width && biases.size() == outputs && inputs.size() % width == 0);
  const std::size_t samples = inputs.size() / width;
  assert(pre_activations.size() == samples * outputs);
  const Selection<Scalar> selection(layer, mode, mask);
  assert(selection.mask == nullptr || mask.size() == mask_size(layer, static_cast<int>(samples)));
  for (std::size_t n = 0; n < samples; ++n)
    for (std::size_t i = 0; i < outputs; ++i) {
      Scalar sum = 0;
      for (std::size_t j = 0; j < width; ++j)
        if (selection.kept(n, i * width + j)) sum += weights[i * width + j] * inputs[n * width + j];
      pre_activations[n * outputs + i] = biases[i] + selection.scale * sum;
    }
}

template <class Scalar>
void drop_connect_backward(const DropConnect& layer, Mode mode, std::span<const std::uint8_t> mask,
                           std::span<const Scalar> weights, std::span<const Scalar> inputs,
                           std::span<const Scalar> upstream, const DropConnectGradient<Scalar>& gradient) {
  const std::size_t outputs = size_of(layer.output_count), width = size_of(layer.input_count);
  const std::size_t samples = inputs.size() / width;
  assert(upstream.size() == samples * outputs && gradient.weights.size() == weights.size());
  assert(gradient.biases.size() == outputs && gradient.inputs.size() == inputs.size());
  const Selection<Scalar> selection(layer, mode, mask);
  for (std::size_t i = 0; i < outputs; ++i) {
    Scalar bias_sum = 0;
    for (std::size_t n = 0; n < samples; ++n) bias_sum += upstream[n * outputs + i];
    gradient.biases[i] = bias_sum;
    for (std::size_t j = 0; j < width; ++j) {
      Scalar sum = 0;
      for (std::size_t n = 0; n < samples; ++n)
        if (selection.kept(n, i * width + j)) sum += upstream[n * outputs + i] * inputs[n * width + j];
      gradient.weights[i * width + j] = selection.scale * sum;
    }
  }
  for (std::size_t n = 0; n < samples; ++n)
    for (std::size_t j = 0; j < width; ++j) {
      Scalar sum = 0;
      for (std::size_t i = 0; i < outputs; ++i)
        if (selection.kept(n, i * width + j)) sum += upstream[n * outputs + i] * weights[i * width + j];
      gradient.inputs[n * width + j] = selection.scale * sum;
    }
}

PreActivationLaw drop_connect_law(const DropConnect& layer, std::span<const double> weights,
                                  std::span<const double> biases, std::span<const double> input) {
  const std::size_t outputs = size_of(layer.output_count), width = size_of(layer.input_count);
  assert(weights.size() == outputs * width && biases.size() == outputs && input.size() == width);
  const double p = layer.rule.drop_rate, k = 1.0 - p;
  const double scale = dropout_scale(layer.rule, Mode::train);
  PreActivationLaw law;
  for (std::size_t i = 0; i < outputs; ++i) {
    double sum = 0.0, squares = 0.0;
    for (std::size_t j = 0; j < width; ++j) {
      const double term = weights[i * width + j] * input[j];
      sum += term;
      squares += term * term;
    }
    // E[s M] = s k, which is 1 for inverted dropout by definition (0 at p = 1); Var[s M] = s^2 p k
    const double mean_factor = layer.rule.scheme == Scheme::inverted ? (k > 0.0 ? 1.0 : 0.0) : k;
    law.means.push_back(biases[i] + mean_factor * sum);
    law.variances.push_back(scale * scale * p * k * squares);
  }
  return law;
}

void draw_from(const PreActivationLaw& law, RandomStream& stream, std::span<double> pre_activations) {
  for (std::size_t i = 0; i < pre_activations.size(); ++i)
    pre_activations[i] = law.means[i] + std::sqrt(law.variances[i]) * stream.normal();
}

template void drop_connect_forward<float>(const DropConnect&, Mode, std::span<const std::uint8_t>,
                                          std::span<const float>, std::span<const float>, std::span<const float>,
                                          std::span<float>);
template void drop_connect_forward<double>(const DropConnect&, Mode, std::span<const std::uint8_t>,
                                           std::span<const double>, std::span<const double>, std::span<const double>,
                                           std::span<double>);
template void drop_connect_backward<float>(const DropConnect&, Mode, std::span<const std::uint8_t>,
                                           std::span<const float>, std::span<const float>, std::span<const float>,
                                           const DropConnectGradient<float>&);
template void drop_connect_backward<double>(const DropConnect&, Mode, std::span<const std::uint8_t>,
                                            std::span<const double>, std::span<const double>, std::span<const double>,
                                            const DropConnectGradient<double>&);

}  // namespace dropout
