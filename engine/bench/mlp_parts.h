// mlp_parts.h: a training step of the net taken apart, so that each part can be timed alone, again and again.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "batch_masks.h"
#include "dropout/elementary.h"
#include "dropout/mlp.h"
#include "transpose.h"
#include "weighted_rows.h"

namespace dropout {

// A friend of the net: runs its own functions and its own kernels on what one whole step (ReLU, hidden layers) left in it.
// Each part finds the same values whenever it runs.
struct MlpParts {
  MlpParts(Mlp<float>& whole, std::span<const float> points, std::span<const std::uint8_t> given,
           const DropoutDraw& of_step)
      : net(whole), labels(given), draw(of_step) {
    net.forward_train(points, draw);
    for (int l = 0; l + 1 < net.layer_count(); ++l) {
      pre_activations.emplace_back(at(net.batch_) * outputs_of(l));
      products_of(l, pre_activations.back().data(), outputs_of(l));
    }
    loss();
    for (int l = net.layer_count() - 1; l >= 0; --l) {
      deltas.insert(deltas.begin(), net.delta_);
      net.weight_gradient(l);
      if (l > 0) net.input_gradient(l);
    }
  }

  void masks() {
    for (int l = 0; l + 1 < net.layer_count(); ++l)
      draw_batch_masks({draw.seed, static_cast<std::uint32_t>(l), draw.step, {}}, draw.drop_rate, at(net.batch_),
                       outputs_of(l), net.traces_[at(l)].mask.data());
  }

  void forward_products() {
    for (int l = 0; l < net.layer_count(); ++l) {
      const bool hidden = l + 1 < net.layer_count();
      products_of(l, hidden ? net.row_.data() : net.traces_[at(l)].activations.data(), hidden ? 0 : 1);
    }
  }

  void activation_and_dropout() {
    for (int l = 0; l + 1 < net.layer_count(); ++l)
      for (int b = 0; b < net.batch_; ++b) net.drop_row(l, b, pre_activations[at(l)].data() + at(b) * outputs_of(l));
  }

  void column_lists() {
    for (int l = 0; l + 1 < net.layer_count(); ++l) {
      std::vector<std::int32_t>& counts = net.traces_[at(l)].column_count;
      std::fill(counts.begin(), counts.end(), 0);
      for (int b = 0; b < net.batch_; ++b) net.note_columns(l, b, inputs(l) + at(b) * inputs_of(l));
    }
  }

  void loss() {
    const std::vector<float>& logits = net.traces_.back().activations;
    for (std::size_t b = 0; b < at(net.batch_); ++b)
      net.delta_[b] = (logistic(logits[b]) - static_cast<float>(labels[b])) / static_cast<float>(net.batch_);
  }

  void weight_gradients() {
    for (int l = net.layer_count() - 1; l >= 0; --l) {
      std::swap(net.delta_, deltas[at(l)]);  // pointers alone
      net.weight_gradient(l);
      std::swap(net.delta_, deltas[at(l)]);
    }
  }

  // The product and what surrounds it: transposed weights, and the gradient through dropout and ReLU.
  void input_gradients() {
    for (int l = net.layer_count() - 1; l > 0; --l) {
      std::swap(net.delta_, deltas[at(l)]);
      net.input_gradient(l);  // leaves its result in delta_ and what it began with in next_delta_
      std::swap(net.next_delta_, deltas[at(l)]);
    }
  }

  void transposes() {
    for (int l = net.layer_count() - 1; l > 0; --l)
      transpose(net.parameters_.data() + net.layers_[at(l)].weight_offset, inputs_of(l), outputs_of(l),
                net.transposed_weights_.data());
  }

  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  std::size_t inputs_of(int l) const { return at(net.layers_[at(l)].input_count); }
  std::size_t outputs_of(int l) const { return at(net.layers_[at(l)].output_count); }
  const float* inputs(int l) const { return l == 0 ? net.inputs_.data() : net.traces_[at(l - 1)].outputs.data(); }

  // Row b of the result goes to result + b * stride.
  void products_of(int l, float* result, std::size_t stride) {
    const auto& layer = net.layers_[at(l)];
    for (int b = 0; b < net.batch_; ++b) {
      const PickedTerms<float> terms{net.row_list(l, b), inputs(l) + at(b) * inputs_of(l),
                                     net.traces_[at(l)].row_count[at(b)]};
      weighted_row_sum(terms, net.parameters_.data() + layer.weight_offset, layer.output_count,
                       net.parameters_.data() + layer.bias_offset, result + at(b) * stride);
    }
  }

  Mlp<float>& net;
  std::span<const std::uint8_t> labels;
  DropoutDraw draw;
  std::vector<std::vector<float>> pre_activations;  // [hidden layer]
  std::vector<std::vector<float>> deltas;           // [layer]
};

}  // namespace dropout
