// reference_net.h: the net again as plain loops, written to be read, to check the fast one against.
#pragma once
#include <cstddef>
#include <vector>

#include "dropout/elementary.h"
#include "dropout/mlp.h"

namespace dropout {

template <class Scalar>
struct ReferencePass {
  std::vector<std::vector<Scalar>> pre_activations;  // [layer][batch * output]
  std::vector<std::vector<Scalar>> outputs;          // [layer][batch * output], after dropout
  std::vector<Scalar> logits;
  std::vector<Scalar> gradient;  // laid out like Mlp::parameters()
};

// mask_of(layer, example, unit) -> kept?   scale = factor on kept units. Eval mode: all kept, scale 1.
template <class Scalar, class MaskOf>
ReferencePass<Scalar> reference_pass(const Mlp<Scalar>& net, const std::vector<Scalar>& inputs,
                                     const std::vector<std::uint8_t>& labels, MaskOf&& mask_of, Scalar scale) {
  const std::size_t layer_count = static_cast<std::size_t>(net.layer_count());
  const std::size_t batch = labels.size();
  const bool relu = net.shape().activation == Activation::relu;
  std::vector<std::size_t> widths = {static_cast<std::size_t>(net.shape().input_count)};
  for (const int width : net.shape().hidden_widths) widths.push_back(static_cast<std::size_t>(width));
  widths.push_back(1);

  ReferencePass<Scalar> pass;
  std::vector<std::vector<Scalar>> x = {inputs}, activations;
  for (std::size_t l = 0; l < layer_count; ++l) {
    const auto w = net.weights(static_cast<int>(l)), c = net.biases(static_cast<int>(l));
    std::vector<Scalar> z(batch * widths[l + 1]), h(z.size()), y(z.size());
    for (std::size_t b = 0; b < batch; ++b)
      for (std::size_t j = 0; j < widths[l + 1]; ++j) {
        Scalar sum = c[j];
        for (std::size_t i = 0; i < widths[l]; ++i) sum += x[l][b * widths[l] + i] * w[i * widths[l + 1] + j];
        const std::size_t at = b * widths[l + 1] + j;
        z[at] = sum;
        h[at] = relu ? (sum > 0 ? sum : 0) : dropout::tanh(sum);
        y[at] = l + 1 == layer_count || mask_of(l, b, j) ? (l + 1 == layer_count ? z[at] : h[at] * scale) : Scalar(0);
      }
    pass.pre_activations.push_back(z);
    activations.push_back(h);
    x.push_back(y);
  }
  pass.outputs.assign(x.begin() + 1, x.end());
  pass.logits = x.back();

  pass.gradient.resize(net.parameters().size());
  std::vector<Scalar> dz(batch);
  for (std::size_t b = 0; b < batch; ++b)
    dz[b] = (logistic(pass.logits[b]) - static_cast<Scalar>(labels[b])) / static_cast<Scalar>(batch);
  for (std::size_t l = layer_count; l-- > 0;) {
    const std::size_t in = widths[l], out = widths[l + 1];
    const auto w = net.weights(static_cast<int>(l));
    Scalar* dw = pass.gradient.data() + (w.data() - net.parameters().data());
    for (std::size_t i = 0; i <= in; ++i)  // row `in` holds the biases, whose input is 1
      for (std::size_t j = 0; j < out; ++j) {
        Scalar sum = 0;
        for (std::size_t b = 0; b < batch; ++b) sum += (i < in ? x[l][b * in + i] : Scalar(1)) * dz[b * out + j];
        dw[i * out + j] = sum;
      }
    if (l == 0) break;
    std::vector<Scalar> dx(batch * in);
    for (std::size_t b = 0; b < batch; ++b)
      for (std::size_t i = 0; i < in; ++i) {
        Scalar sum = 0;
        for (std::size_t j = 0; j < out; ++j) sum += dz[b * out + j] * w[i * out + j];
        const Scalar h = activations[l - 1][b * in + i];
        const Scalar slope = relu ? (h > 0 ? Scalar(1) : Scalar(0)) : 1 - h * h;
        dx[b * in + i] = mask_of(l - 1, b, i) ? sum * scale * slope : Scalar(0);
      }
    dz = dx;
  }
  return pass;
}

}  // namespace dropout
