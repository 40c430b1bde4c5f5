// trainer_loop.cpp: training with inverted dropout (chapter 6): one pass forward and backward, and the loop around it.
#include <vector>

#include "dropout/elementary.h"
#include "dropout/mlp.h"
#include "dropout/optimizer.h"
#include "matrix.h"

using dropout::Mode;

// region: pass
struct Trace {                                    // what backward needs of one forward pass
  std::vector<Matrix> inputs;                     // of each layer [batch, input]
  std::vector<Matrix> activations;                // of each hidden layer, before dropout [batch, unit]
  std::vector<std::vector<std::uint8_t>> masks;   // of each hidden layer [batch, unit], 1 kept, 0 dropped
  std::vector<float> logits;                      // [batch]
};

// key is the generator: its seed and step name the masks. In Mode::eval there is no mask and no scale.
Trace forward(const dropout::Mlp<float>& net, Matrix x, double p, dropout::MaskKey key, Mode mode) {
  Trace trace;
  for (int layer = 0; layer + 1 < net.layer_count(); ++layer) {
    Matrix h = affine(x, net.weights(layer), net.biases(layer));
    for (float& value : h.values) value = value > 0 ? value : 0;  // ReLU
    std::vector<std::uint8_t> mask(h.values.size());
    key.layer = static_cast<std::uint32_t>(layer);
    for (key.sample = 0; key.sample < h.rows; ++key.sample)       // one mask for each example
      dropout::draw_mask(key, p, std::span(mask).subspan(key.sample * h.columns, h.columns));
    trace.inputs.push_back(x);
    trace.activations.push_back(h);
    x = h;
    dropout::dropout_forward<float>({.drop_rate = p}, mode, mask, h.values, x.values);
    trace.masks.push_back(mask);
  }
  trace.inputs.push_back(x);
  trace.logits = affine(x, net.weights(net.layer_count() - 1), net.biases(net.layer_count() - 1)).values;
  return trace;
}

// Gradient of the mean logistic loss. Nothing is drawn here: the masks come from the trace.
std::vector<float> backward(const dropout::Mlp<float>& net, double p, const Trace& trace,
                            std::span<const std::uint8_t> labels) {
  Matrix delta{labels.size(), 1, trace.logits};
  for (std::size_t b = 0; b < labels.size(); ++b)
    delta.values[b] = (dropout::logistic(trace.logits[b]) - static_cast<float>(labels[b])) /
                      static_cast<float>(labels.size());
  std::vector<float> gradient;                                    // weights, biases; layer after layer
  for (int layer = net.layer_count() - 1; layer >= 0; --layer) {
    const std::size_t l = static_cast<std::size_t>(layer);
    const std::vector<float> slopes = weight_and_bias_gradient(trace.inputs[l], delta);
    gradient.insert(gradient.begin(), slopes.begin(), slopes.end());
    if (layer == 0) break;
    delta = times_transposed(delta, net.weights(layer));
    dropout::dropout_backward<float>({.drop_rate = p}, Mode::train, trace.masks[l - 1], delta.values, delta.values);
    for (std::size_t i = 0; i < delta.values.size(); ++i)         // the same mask, the same scale, then ReLU
      if (trace.activations[l - 1].values[i] <= 0) delta.values[i] = 0;
  }
  return gradient;
}
// endregion

// region: loop
// Full-batch training. seed is the generator of the masks. Returns the loss after each step.
std::vector<float> train(dropout::Mlp<float>& net, dropout::Optimizer& adam, const Matrix& x,
                         std::span<const std::uint8_t> labels, double p, std::uint64_t seed, int steps) {
  std::vector<float> losses;
  for (std::uint32_t step = 0; step < static_cast<std::uint32_t>(steps); ++step) {
    const dropout::MaskKey key{.seed = seed, .step = step};
    const Trace trace = forward(net, x, p, key, Mode::train);         // with masks
    const std::vector<float> gradient = backward(net, p, trace, labels);  // with the SAME masks
    adam.update(net.parameters(), gradient);
    const Trace evaluated = forward(net, x, p, key, Mode::eval);      // evaluation: no masks, no scale
    losses.push_back(dropout::mean_loss<float>(evaluated.logits, labels));
  }
  return losses;
}
// endregion
