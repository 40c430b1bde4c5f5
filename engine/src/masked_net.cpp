// masked_net.cpp: one row after another through the layers, with the order of sums of Mlp.
#include "dropout/masked_net.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "dropout/elementary.h"
#include "weighted_rows.h"

namespace dropout {

int hidden_unit_count(const MlpShape& shape) {
  int count = 0;
  for (const int width : shape.hidden_widths) count += width;
  return count;
}

namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// One example on its way through the layers; outputs holds those of the layer computed last.
template <class Scalar>
struct MaskedRow {
  const Mlp<Scalar>& net;
  std::vector<Scalar> outputs{}, inputs{}, values{};
  std::vector<std::int32_t> index{};  // of the inputs that are not 0, as values: most are removed

  // z[j] = c[j] + sum_i x[i] w[i,j];  in hidden layers  y[j] = mask[j] ? factor * f(z[j]) : 0
  void run(std::span<const Scalar> input, int layer_count, const std::uint8_t* mask, Scalar factor) {
    outputs.assign(input.begin(), input.end());
    for (int l = 0; l < layer_count; ++l) {
      std::swap(inputs, outputs);
      const std::span<const Scalar> w = net.weights(l), c = net.biases(l);
      const std::size_t width = c.size();
      outputs.resize(width);
      values.resize(inputs.size());
      index.resize(inputs.size());
      const int count = gather_nonzeros(inputs.data(), static_cast<int>(inputs.size()), index.data(), values.data());
      weighted_row_sum<Scalar>({index.data(), values.data(), count}, w.data(), static_cast<int>(width), c.data(),
                               outputs.data());
      if (l + 1 == net.layer_count()) return;
      const bool relu = net.shape().activation == Activation::relu;
      for (std::size_t j = 0; j < width; ++j) {
        const Scalar z = outputs[j], h = relu ? (z > Scalar(0) ? z : Scalar(0)) : dropout::tanh(z);
        outputs[j] = mask[j] != 0 ? factor * h : Scalar(0);
      }
      mask += width;
    }
  }
};

}  // namespace

template <class Scalar>
void forward_masked(const Mlp<Scalar>& net, std::span<const Scalar> inputs, std::span<const std::uint8_t> mask,
                    double scale, std::span<Scalar> logits) {
  const std::size_t input_count = size_of(net.shape().input_count);
  assert(inputs.size() == logits.size() * input_count);
  assert(mask.size() == size_of(hidden_unit_count(net.shape())));
  MaskedRow<Scalar> pass{net};
  for (std::size_t b = 0; b < logits.size(); ++b) {
    pass.run(inputs.subspan(b * input_count, input_count), net.layer_count(), mask.data(),
             static_cast<Scalar>(scale));
    logits[b] = pass.outputs[0];
  }
}

template <class Scalar>
std::vector<Scalar> hidden_outputs(const Mlp<Scalar>& net, std::span<const Scalar> inputs, int layer) {
  assert(layer >= 0 && size_of(layer) < net.shape().hidden_widths.size());
  const std::size_t input_count = size_of(net.shape().input_count);
  const std::size_t width = size_of(net.shape().hidden_widths[size_of(layer)]);
  const std::vector<std::uint8_t> all_kept(size_of(hidden_unit_count(net.shape())), 1);
  std::vector<Scalar> outputs(inputs.size() / input_count * width);
  MaskedRow<Scalar> pass{net};
  for (std::size_t b = 0; b * input_count < inputs.size(); ++b) {
    pass.run(inputs.subspan(b * input_count, input_count), layer + 1, all_kept.data(), Scalar(1));
    std::copy_n(pass.outputs.data(), width, outputs.data() + b * width);
  }
  return outputs;
}

template <class Scalar>
std::vector<Scalar> last_hidden_outputs(const Mlp<Scalar>& net, std::span<const Scalar> inputs) {
  return hidden_outputs(net, inputs, static_cast<int>(net.shape().hidden_widths.size()) - 1);
}

template std::vector<float> hidden_outputs<float>(const Mlp<float>&, std::span<const float>, int);
template std::vector<double> hidden_outputs<double>(const Mlp<double>&, std::span<const double>, int);
template std::vector<float> last_hidden_outputs<float>(const Mlp<float>&, std::span<const float>);
template std::vector<double> last_hidden_outputs<double>(const Mlp<double>&, std::span<const double>);
template void forward_masked<float>(const Mlp<float>&, std::span<const float>, std::span<const std::uint8_t>, double,
                                    std::span<float>);
template void forward_masked<double>(const Mlp<double>&, std::span<const double>, std::span<const std::uint8_t>,
                                     double, std::span<double>);

void draw_unit_mask(const MlpShape& shape, const DropoutDraw& draw, std::uint32_t sample,
                    std::span<std::uint8_t> mask) {
  assert(mask.size() == static_cast<std::size_t>(hidden_unit_count(shape)));
  std::size_t first = 0;
  for (std::size_t l = 0; l < shape.hidden_widths.size(); ++l) {
    const std::size_t width = static_cast<std::size_t>(shape.hidden_widths[l]);
    draw_mask({draw.seed, static_cast<std::uint32_t>(l), draw.step, sample}, draw.drop_rate,
              mask.subspan(first, width));
    first += width;
  }
}

}  // namespace dropout
