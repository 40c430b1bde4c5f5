// mlp.cpp: forward and backward of the net. b = example, i = input of a layer, j = output of a layer.
#include "dropout/mlp.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"
#include "weighted_rows.h"

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

}  // namespace

template <class Scalar>
Mlp<Scalar>::Mlp(MlpShape shape, int batch_capacity) : shape_(std::move(shape)), batch_capacity_(batch_capacity) {
  assert(shape_.input_count >= 1 && batch_capacity >= 1);
  const std::size_t hidden_count = shape_.hidden_widths.size();
  const std::size_t capacity = size_of(batch_capacity);
  std::size_t offset = 0, largest_matrix = 0, widest = size_of(shape_.input_count);
  for (std::size_t l = 0; l <= hidden_count; ++l) {
    const int input_count = l == 0 ? shape_.input_count : shape_.hidden_widths[l - 1];
    const int output_count = l == hidden_count ? 1 : shape_.hidden_widths[l];
    assert(output_count >= 1);
    const std::size_t inputs = size_of(input_count), outputs = size_of(output_count);
    layers_.push_back({input_count, output_count, offset, offset + inputs * outputs});
    offset += (inputs + 1) * outputs;
    largest_matrix = std::max(largest_matrix, inputs * outputs);
    widest = std::max(widest, outputs);

    Trace trace;
    trace.activations.resize(capacity * outputs);
    if (l < hidden_count) {
      trace.outputs.resize(capacity * outputs);
      trace.mask.resize(capacity * outputs, 1);
    }
    trace.column_index.resize(inputs * capacity);
    trace.column_value.resize(inputs * capacity);
    trace.column_count.resize(inputs);
    traces_.push_back(std::move(trace));
  }
  parameters_.resize(offset);
  gradient_.resize(offset);
  delta_.resize(capacity * widest);
  next_delta_.resize(capacity * widest);
  transposed_weights_.resize(largest_matrix);
  row_index_.resize(widest);
  row_value_.resize(widest);
}

template <class Scalar>
void Mlp<Scalar>::initialize(std::uint64_t seed) {
  RandomStream stream(seed, StreamPurpose::initialization);
  std::fill(parameters_.begin(), parameters_.end(), Scalar(0));
  for (const Layer& layer : layers_) {
    const double sd = std::sqrt(2.0 / layer.input_count);
    for (std::size_t w = layer.weight_offset; w < layer.bias_offset; ++w)
      parameters_[w] = static_cast<Scalar>(sd * stream.normal());
  }
}

template <class Scalar>
std::span<const Scalar> Mlp<Scalar>::weights(int layer) const {
  const Layer& l = layers_[size_of(layer)];
  return parameters().subspan(l.weight_offset, l.bias_offset - l.weight_offset);
}

template <class Scalar>
std::span<const Scalar> Mlp<Scalar>::biases(int layer) const {
  const Layer& l = layers_[size_of(layer)];
  return parameters().subspan(l.bias_offset, size_of(l.output_count));
}

template <class Scalar>
std::span<const std::uint8_t> Mlp<Scalar>::mask(int hidden_layer) const {
  const std::size_t width = size_of(layers_[size_of(hidden_layer)].output_count);
  return std::span(traces_[size_of(hidden_layer)].mask).first(size_of(batch_) * width);
}

template <class Scalar>
std::span<const Scalar> Mlp<Scalar>::outputs(int hidden_layer) const {
  const std::size_t width = size_of(layers_[size_of(hidden_layer)].output_count);
  return std::span(traces_[size_of(hidden_layer)].outputs).first(size_of(batch_) * width);
}

template <class Scalar>
std::span<const Scalar> Mlp<Scalar>::forward_train(std::span<const Scalar> inputs, const DropoutDraw& draw,
                                                   std::span<const std::uint32_t> sample_ids) {
  assert(is_valid_drop_rate(draw.drop_rate));
  assert(inputs.size() % size_of(shape_.input_count) == 0);
  batch_ = static_cast<int>(inputs.size() / size_of(shape_.input_count));
  assert(batch_ <= batch_capacity_ && (sample_ids.empty() || sample_ids.size() == size_of(batch_)));
  drop_rate_ = draw.drop_rate;

  const int hidden_count = layer_count() - 1;
  forward_layer(0, inputs);
  for (int l = 0; l < hidden_count; ++l) {
    drop_hidden(l, draw, sample_ids);
    forward_layer(l + 1, outputs(l));
  }
  return std::span<const Scalar>(traces_.back().activations).first(size_of(batch_));
}

// z[b,j] = c[j] + sum_i x[b,i] w[i,j]
// On the way it notes the non-zero inputs by column, for the weight gradient.
template <class Scalar>
void Mlp<Scalar>::forward_layer(int layer, std::span<const Scalar> inputs) {
  const Layer& l = layers_[size_of(layer)];
  Trace& trace = traces_[size_of(layer)];
  const Scalar* weights = parameters_.data() + l.weight_offset;
  const Scalar* biases = parameters_.data() + l.bias_offset;
  std::fill(trace.column_count.begin(), trace.column_count.end(), 0);
  for (int b = 0; b < batch_; ++b) {
    const Scalar* row = inputs.data() + size_of(b) * size_of(l.input_count);
    const int count = gather_nonzeros(row, l.input_count, row_index_.data(), row_value_.data());
    const Terms<Scalar> terms{row_index_.data(), row_value_.data(), count};
    weighted_row_sum(terms, weights, l.output_count, biases,
                     trace.activations.data() + size_of(b) * size_of(l.output_count));
    for (int n = 0; n < count; ++n) {
      const std::size_t column = size_of(terms.index[n]);
      const std::size_t place = column * size_of(batch_capacity_) + size_of(trace.column_count[column]++);
      trace.column_index[place] = b;
      trace.column_value[place] = terms.value[n];
    }
  }
}

// h = f(z), then y[b,j] = m[b,j] ? h[b,j] / (1 - p) : 0
template <class Scalar>
void Mlp<Scalar>::drop_hidden(int layer, const DropoutDraw& draw, std::span<const std::uint32_t> sample_ids) {
  Trace& trace = traces_[size_of(layer)];
  const std::size_t width = size_of(layers_[size_of(layer)].output_count);
  const std::size_t size = size_of(batch_) * width;
  const std::span<Scalar> activations = std::span(trace.activations).first(size);
  const std::span<std::uint8_t> mask = std::span(trace.mask).first(size);
  activate(activations);
  for (std::size_t b = 0; b < size_of(batch_); ++b) {
    const std::uint32_t sample = sample_ids.empty() ? static_cast<std::uint32_t>(b) : sample_ids[b];
    const MaskKey key{draw.seed, static_cast<std::uint32_t>(layer), draw.step, sample};
    draw_mask(key, draw.drop_rate, mask.subspan(b * width, width));
  }
  dropout_forward<Scalar>({draw.drop_rate, Scheme::inverted}, Mode::train, mask, activations,
                          std::span(trace.outputs).first(size));
}

template <class Scalar>
void Mlp<Scalar>::activate(std::span<Scalar> values) const {
  if (shape_.activation == Activation::relu) {
    for (Scalar& value : values) value = value > Scalar(0) ? value : Scalar(0);
  } else {
    for (Scalar& value : values) value = dropout::tanh(value);
  }
}

// dL/dz[b] = (sigma(z[b]) - y[b]) / batch at the logit, then layer by layer towards the input.
template <class Scalar>
void Mlp<Scalar>::backward(std::span<const std::uint8_t> labels) {
  assert(labels.size() == size_of(batch_));
  const std::vector<Scalar>& logits = traces_.back().activations;
  for (std::size_t b = 0; b < size_of(batch_); ++b)
    delta_[b] = (logistic(logits[b]) - static_cast<Scalar>(labels[b])) / static_cast<Scalar>(batch_);
  for (int l = layer_count() - 1;; --l) {
    weight_gradient(l);
    if (l == 0) return;
    input_gradient(l);
    hidden_gradient(l - 1);
  }
}

// dL/dw[i,j] = sum_b x[b,i] dL/dz[b,j]        dL/dc[j] = sum_b dL/dz[b,j]
template <class Scalar>
void Mlp<Scalar>::weight_gradient(int layer) {
  const Layer& l = layers_[size_of(layer)];
  const Trace& trace = traces_[size_of(layer)];
  const std::size_t outputs = size_of(l.output_count);
  for (std::size_t i = 0; i < size_of(l.input_count); ++i) {
    const std::size_t first = i * size_of(batch_capacity_);
    const Terms<Scalar> terms{trace.column_index.data() + first, trace.column_value.data() + first,
                              trace.column_count[i]};
    weighted_row_sum<Scalar>(terms, delta_.data(), l.output_count, nullptr,
                             gradient_.data() + l.weight_offset + i * outputs);
  }
  Scalar* bias_gradient = gradient_.data() + l.bias_offset;
  std::fill(bias_gradient, bias_gradient + outputs, Scalar(0));
  for (std::size_t b = 0; b < size_of(batch_); ++b)
    for (std::size_t j = 0; j < outputs; ++j) bias_gradient[j] += delta_[b * outputs + j];
}

// dL/dx[b,i] = sum_j dL/dz[b,j] w[i,j], over the rows of the transposed weights so that i runs along the vectors
template <class Scalar>
void Mlp<Scalar>::input_gradient(int layer) {
  const Layer& l = layers_[size_of(layer)];
  const std::size_t inputs = size_of(l.input_count), outputs = size_of(l.output_count);
  const Scalar* weights = parameters_.data() + l.weight_offset;
  for (std::size_t i = 0; i < inputs; ++i)
    for (std::size_t j = 0; j < outputs; ++j) transposed_weights_[j * inputs + i] = weights[i * outputs + j];
  for (std::size_t b = 0; b < size_of(batch_); ++b) {
    const int count = gather_nonzeros(delta_.data() + b * outputs, l.output_count, row_index_.data(),
                                      row_value_.data());
    const Terms<Scalar> terms{row_index_.data(), row_value_.data(), count};
    weighted_row_sum<Scalar>(terms, transposed_weights_.data(), l.input_count, nullptr,
                             next_delta_.data() + b * inputs);
  }
  std::swap(delta_, next_delta_);
}

// dL/dh = m ? dL/dy / (1 - p) : 0             the mask and the scale of the forward pass
// dL/dz = dL/dh f'(z), where f'(z) = [h > 0] for ReLU and 1 - h^2 for tanh
template <class Scalar>
void Mlp<Scalar>::hidden_gradient(int layer) {
  const Trace& trace = traces_[size_of(layer)];
  const std::size_t size = size_of(batch_) * size_of(layers_[size_of(layer)].output_count);
  const std::span<Scalar> delta = std::span(delta_).first(size);
  const std::span<const std::uint8_t> mask = std::span(trace.mask).first(size);
  dropout_backward<Scalar>({drop_rate_, Scheme::inverted}, Mode::train, mask, delta, delta);
  const Scalar* h = trace.activations.data();
  if (shape_.activation == Activation::relu) {
    std::size_t i = 0;
    for (; i + lane_count<Scalar> <= size; i += lane_count<Scalar>) {
      const VectorBits<Scalar> active = load(h + i) > Scalar(0);
      store(delta.data() + i, select_lanes<Scalar>(active, load(delta.data() + i)));
    }
    for (; i < size; ++i) delta[i] = h[i] > Scalar(0) ? delta[i] : Scalar(0);
  } else {
    for (std::size_t i = 0; i < size; ++i) delta[i] *= Scalar(1) - h[i] * h[i];
  }
}

template <class Scalar>
void Mlp<Scalar>::add_weight_decay(Scalar weight_decay) {
  if (weight_decay == Scalar(0)) return;
  for (const Layer& layer : layers_)
    for (std::size_t w = layer.weight_offset; w < layer.bias_offset; ++w)
      gradient_[w] += weight_decay * parameters_[w];
}

template <class Scalar>
void Mlp<Scalar>::forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const {
  const std::size_t input_count = size_of(shape_.input_count), widest = row_value_.size();
  assert(inputs.size() == logits.size() * input_count);
  std::vector<Scalar> row(widest), values(widest);
  std::vector<std::int32_t> index(widest);
  for (std::size_t b = 0; b < logits.size(); ++b) {
    std::copy_n(inputs.data() + b * input_count, input_count, row.data());
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const Layer& layer = layers_[l];
      const int count = gather_nonzeros(row.data(), layer.input_count, index.data(), values.data());
      weighted_row_sum<Scalar>({index.data(), values.data(), count}, parameters_.data() + layer.weight_offset,
                               layer.output_count, parameters_.data() + layer.bias_offset, row.data());
      if (l + 1 < layers_.size()) activate(std::span(row).first(size_of(layer.output_count)));
    }
    logits[b] = row[0];
  }
}

template class Mlp<float>;
template class Mlp<double>;

template <class Scalar>
Scalar mean_loss(std::span<const Scalar> logits, std::span<const std::uint8_t> labels) {
  assert(logits.size() == labels.size() && !logits.empty());
  Scalar sum = 0;
  for (std::size_t b = 0; b < logits.size(); ++b)
    sum += softplus(logits[b]) - (labels[b] != 0 ? logits[b] : Scalar(0));
  return sum / static_cast<Scalar>(logits.size());
}

template <class Scalar>
double accuracy(std::span<const Scalar> logits, std::span<const std::uint8_t> labels) {
  assert(logits.size() == labels.size());
  if (logits.empty()) return 0.0;
  int correct = 0;
  for (std::size_t b = 0; b < logits.size(); ++b) correct += (logits[b] > Scalar(0)) == (labels[b] != 0) ? 1 : 0;
  return static_cast<double>(correct) / static_cast<double>(logits.size());
}

template float mean_loss<float>(std::span<const float>, std::span<const std::uint8_t>);
template double mean_loss<double>(std::span<const double>, std::span<const std::uint8_t>);
template double accuracy<float>(std::span<const float>, std::span<const std::uint8_t>);
template double accuracy<double>(std::span<const double>, std::span<const std::uint8_t>);

}  // namespace dropout
