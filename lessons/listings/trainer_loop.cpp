// trainer_loop.cpp: training with inverted dropout (chapter 6): one pass forward and backward, and the loop around it.
#include <vector>

#include "dropout/elementary.h"
#include "dropout/mlp.h"
#include "dropout/optimizer.h"
#include "matrix.h"

using dropout::MaskKey;
using dropout::Mode;
using Net = dropout::Mlp<float>;  // holds the weights; the passes are written out below

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: pass
struct Trace {  // what backward needs of a forward pass
  std::vector<Matrix> inputs;       // of each layer [batch, input]
  std::vector<Matrix> activations;  // before dropout [batch, unit]
  std::vector<std::vector<std::uint8_t>> masks;  // [batch, unit]
  std::vector<float> logits;                     // [batch]
};

// key is the generator: its seed and step name the masks.
// In Mode::eval there is no mask and no scale.
Trace forward(const Net& net, Matrix x, double p, MaskKey key,
              Mode mode) {
  Trace trace;
  int layer = 0;
  for (; layer + 1 < net.layer_count(); ++layer) {
    Matrix h = affine(x, net.weights(layer), net.biases(layer));
    for (float& value : h.values) value = value > 0 ? value : 0;
    std::vector<std::uint8_t> mask(h.values.size());
    key.layer = static_cast<std::uint32_t>(layer);
    for (key.sample = 0; key.sample < h.rows; ++key.sample) {
      const std::size_t first = key.sample * h.columns;
      const std::span row = std::span(mask).subspan(first, h.columns);
      dropout::draw_mask(key, p, row);  // one for each example
    }
    trace.inputs.push_back(x);
    trace.activations.push_back(h);
    x = h;
    dropout::dropout_forward<float>({p}, mode, mask, h.values,
                                    x.values);
    trace.masks.push_back(mask);
  }
  trace.inputs.push_back(x);
  trace.logits =
      affine(x, net.weights(layer), net.biases(layer)).values;
  return trace;
}

// Gradient of the mean logistic loss. Draws nothing.
std::vector<float> backward(const Net& net, double p,
                            const Trace& trace,
                            std::span<const std::uint8_t> labels) {
  const auto batch = static_cast<float>(labels.size());
  Matrix delta{labels.size(), 1, trace.logits};
  for (std::size_t b = 0; b < labels.size(); ++b) {
    const float chance = dropout::logistic(trace.logits[b]);
    delta.values[b] = (chance - static_cast<float>(labels[b])) / batch;
  }
  std::vector<float> gradient;  // weights, biases; layer after layer
  for (int layer = net.layer_count() - 1; layer >= 0; --layer) {
    const auto l = static_cast<std::size_t>(layer);
    const Matrix& x = trace.inputs[l];
    const auto slopes = weight_and_bias_gradient(x, delta);
    gradient.insert(gradient.begin(), slopes.begin(), slopes.end());
    if (layer == 0) break;
    delta = times_transposed(delta, net.weights(layer));
    std::vector<float>& values = delta.values;
    dropout::dropout_backward<float>(  // the same mask and scale
        {p}, Mode::train, trace.masks[l - 1], values, values);
    for (std::size_t i = 0; i < values.size(); ++i)  // then ReLU
      if (trace.activations[l - 1].values[i] <= 0) values[i] = 0;
  }
  return gradient;
}
// endregion

// region: loop
// Full-batch training. Returns the loss after each step.
// seed is the generator of the masks.
std::vector<float> train(Net& net, dropout::Optimizer& adam,
                         const Matrix& x,
                         std::span<const std::uint8_t> labels,
                         double p, std::uint64_t seed, int steps) {
  std::vector<float> losses;
  const auto count = static_cast<std::uint32_t>(steps);
  for (std::uint32_t step = 0; step < count; ++step) {
    const MaskKey fresh{.seed = seed, .step = step};
    Trace trace = forward(net, x, p, fresh, Mode::train);   // masks
    const auto gradient = backward(net, p, trace, labels);  // the SAME
    adam.update(net.parameters(), gradient);
    trace = forward(net, x, p, fresh, Mode::eval);          // no masks
    losses.push_back(dropout::mean_loss<float>(trace.logits, labels));
  }
  return losses;
}
// endregion
// clang-format on
