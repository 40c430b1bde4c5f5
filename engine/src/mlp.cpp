// mlp.cpp: forward and backward of the net. b = example, i = input of a layer, j = output of a layer.
#include "dropout/mlp.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"
#include "batch_masks.h"
#include "lane_lists.h"
#include "transpose.h"
#include "weighted_rows.h"

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// Columns that lie a power of two apart would share one set of the cache, so the stride is one line longer.
std::size_t column_stride(int batch_capacity) { return size_of(batch_capacity) + 16; }
std::size_t row_stride(int input_count) { return size_of(input_count) + lane_list_padding; }

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
    if (l == hidden_count || shape_.activation == Activation::tanh) trace.activations.resize(capacity * outputs);
    if (l < hidden_count) {
      trace.outputs.resize(capacity * outputs);
      trace.mask.resize(capacity * outputs, 1);
    }
    trace.row_index.resize(capacity * row_stride(input_count));
    trace.row_count.resize(capacity);
    if (output_count > 1) {  // a single output needs no columns
      trace.column_index.resize(inputs * column_stride(batch_capacity));
      trace.column_value.resize(inputs * column_stride(batch_capacity));
      trace.column_count.resize(inputs);
    }
    traces_.push_back(std::move(trace));
  }
  parameters_.resize(offset);
  gradient_.resize(offset);
  delta_.resize(capacity * widest);
  next_delta_.resize(capacity * widest);
  transposed_weights_.resize(largest_matrix);
  row_.resize(widest);
  inputs_.resize(capacity * size_of(shape_.input_count));
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
  scale_ = static_cast<Scalar>(dropout_scale({drop_rate_, Scheme::inverted}, Mode::train));

  std::copy(inputs.begin(), inputs.end(), inputs_.begin());
  list_inputs(inputs);
  for (int l = 0; l < layer_count(); ++l) {
    if (l + 1 < layer_count())
      draw_batch_masks({draw.seed, static_cast<std::uint32_t>(l), draw.step, sample_ids}, draw.drop_rate,
                       size_of(batch_), size_of(layers_[size_of(l)].output_count), traces_[size_of(l)].mask.data());
    forward_layer(l, l == 0 ? inputs_.data() : traces_[size_of(l - 1)].outputs.data());
  }
  return std::span<const Scalar>(traces_.back().activations).first(size_of(batch_));
}

template <class Scalar>
std::int32_t* Mlp<Scalar>::row_list(int layer, int example) {
  return traces_[size_of(layer)].row_index.data() +
         size_of(example) * row_stride(layers_[size_of(layer)].input_count);
}

template <class Scalar>
void Mlp<Scalar>::list_inputs(std::span<const Scalar> inputs) {
  for (int b = 0; b < batch_; ++b) {
    const Scalar* row = inputs.data() + size_of(b) * size_of(shape_.input_count);
    std::int32_t* list = row_list(0, b);
    int count = 0;
    for (int i = 0; i < shape_.input_count; ++i)
      if (row[i] != Scalar(0)) list[count++] = i;
    traces_[0].row_count[size_of(b)] = count;
  }
}

// z[b,j] = c[j] + sum_i x[b,i] w[i,j], then the activation and its dropout while the row is at hand
template <class Scalar>
void Mlp<Scalar>::forward_layer(int layer, const Scalar* inputs) {
  const Layer& l = layers_[size_of(layer)];
  Trace& trace = traces_[size_of(layer)];
  const Scalar* weights = parameters_.data() + l.weight_offset;
  const Scalar* biases = parameters_.data() + l.bias_offset;
  const bool hidden = layer + 1 < layer_count();
  std::fill(trace.column_count.begin(), trace.column_count.end(), 0);
  for (int b = 0; b < batch_; ++b) {
    const Scalar* x = inputs + size_of(b) * size_of(l.input_count);
    const std::size_t place = size_of(b) * size_of(l.output_count);
    Scalar* z = trace.activations.empty() ? row_.data() : trace.activations.data() + place;
    const PickedTerms<Scalar> terms{row_list(layer, b), x, trace.row_count[size_of(b)]};
    weighted_row_sum(terms, weights, l.output_count, biases, z);
    if (l.output_count > 1) note_columns(layer, b, x);
    if (!hidden) continue;
    if (shape_.activation == Activation::tanh) activate(std::span(z, size_of(l.output_count)));
    drop_row(layer, b, z);
  }
}

// Enters the non-zero inputs of an example into the lists of their columns, for the weight gradient.
template <class Scalar>
void Mlp<Scalar>::note_columns(int layer, int example, const Scalar* row) {
  Trace& trace = traces_[size_of(layer)];
  const std::int32_t* list = row_list(layer, example);
  const std::size_t stride = column_stride(batch_capacity_);
  std::int32_t* __restrict counts = trace.column_count.data();
  std::int32_t* __restrict indices = trace.column_index.data();
  Scalar* __restrict values = trace.column_value.data();
  const int count = trace.row_count[size_of(example)];
  for (int n = 0; n < count; ++n) {
    const std::size_t column = size_of(list[n]);
    const std::size_t place = column * stride + size_of(counts[column]++);
    indices[place] = example;
    values[place] = row[column];
  }
}

// y[b,j] = m[b,j] ? f(z[b,j]) / (1 - p) : 0, and the list of the units that are not zero, for the layers on both sides.
// values: the pre-activations for ReLU, which is part of the selection; the activations for tanh.
template <class Scalar>
void Mlp<Scalar>::drop_row(int layer, int example, const Scalar* values) {
  const int width = layers_[size_of(layer)].output_count;
  const std::size_t first = size_of(example) * size_of(width);
  const bool relu = shape_.activation == Activation::relu;
  const std::uint8_t* mask = traces_[size_of(layer)].mask.data() + first;
  Scalar* y = traces_[size_of(layer)].outputs.data() + first;
  std::int32_t* list = row_list(layer + 1, example);
  const VectorBits<Scalar> any_sign = relu ? VectorBits<Scalar>{} : ~VectorBits<Scalar>{};
  constexpr int lanes = static_cast<int>(lane_count<Scalar>);
  int count = 0, j = 0;
  for (; j + lanes <= width; j += lanes) {
    const Vector<Scalar> value = load(values + j);
    const VectorBits<Scalar> active = ((value > Scalar(0)) | any_sign) & widen_mask<Scalar>(mask + j);
    store(y + j, select_lanes<Scalar>(active, value * scale_));
    count = append_lanes(lane_bits<Scalar>(active), j, list, count);
  }
  for (; j < width; ++j) {
    const bool active = mask[j] != 0 && (values[j] > Scalar(0) || !relu);
    y[j] = active ? values[j] * scale_ : Scalar(0);
    list[count] = j;
    count += active ? 1 : 0;
  }
  traces_[size_of(layer + 1)].row_count[size_of(example)] = count;
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
  for (int l = layer_count() - 1; l > 0; --l) {
    weight_gradient(l);
    input_gradient(l);
  }
  weight_gradient(0);
}

// dL/dw[i,j] = sum_b x[b,i] dL/dz[b,j]        dL/dc[j] = sum_b dL/dz[b,j]
template <class Scalar>
void Mlp<Scalar>::weight_gradient(int layer) {
  const Layer& l = layers_[size_of(layer)];
  const Trace& trace = traces_[size_of(layer)];
  Scalar* gradient = gradient_.data() + l.weight_offset;
  if (l.output_count == 1) {
    const Scalar* x = layer == 0 ? inputs_.data() : traces_[size_of(layer - 1)].outputs.data();
    weighted_sum_of_nonzeros(x, delta_.data(), batch_, l.input_count, gradient);
  } else {
    for (std::size_t i = 0; i < size_of(l.input_count); ++i) {
      const std::size_t first = i * column_stride(batch_capacity_);
      const Terms<Scalar> terms{trace.column_index.data() + first, trace.column_value.data() + first,
                                trace.column_count[i]};
      weighted_row_sum(terms, delta_.data(), l.output_count, nullptr, gradient + i * size_of(l.output_count));
    }
  }
  sum_of_rows(delta_.data(), batch_, l.output_count, gradient_.data() + l.bias_offset);
}

// dL/dx[b,i] = sum_j dL/dz[b,j] w[i,j], over the rows of the transposed weights so that i runs along the vectors. The
// units of a hidden layer that have a gradient are those that its outputs list.
template <class Scalar>
void Mlp<Scalar>::input_gradient(int layer) {
  const Layer& l = layers_[size_of(layer)];
  const bool hidden = layer + 1 < layer_count();
  const std::int32_t only_output[] = {0};
  transpose(parameters_.data() + l.weight_offset, size_of(l.input_count), size_of(l.output_count),
            transposed_weights_.data());
  for (int b = 0; b < batch_; ++b) {
    const Scalar* delta = delta_.data() + size_of(b) * size_of(l.output_count);
    const PickedTerms<Scalar> terms{
        hidden ? row_list(layer + 1, b) : only_output, delta,
        hidden ? traces_[size_of(layer + 1)].row_count[size_of(b)] : (delta[0] != Scalar(0) ? 1 : 0)};
    Scalar* result = next_delta_.data() + size_of(b) * size_of(l.input_count);
    weighted_row_sum(terms, transposed_weights_.data(), l.input_count, nullptr, result);
    hidden_gradient(layer - 1, b, result);
  }
  std::swap(delta_, next_delta_);
}

// In place, for one example: dL/dh = m ? dL/dy / (1 - p) : 0, with the mask and the scale of the forward pass, and
// dL/dz = dL/dh f'(z), where f'(z) = [h > 0] for ReLU and 1 - h^2 for tanh
template <class Scalar>
void Mlp<Scalar>::hidden_gradient(int layer, int example, Scalar* row) const {
  const Trace& trace = traces_[size_of(layer)];
  const std::size_t width = size_of(layers_[size_of(layer)].output_count);
  const std::size_t first = size_of(example) * width;
  if (shape_.activation == Activation::tanh) {
    const std::span<const std::uint8_t> mask = std::span(trace.mask).subspan(first, width);
    const std::span<Scalar> delta(row, width);
    dropout_backward<Scalar>({drop_rate_, Scheme::inverted}, Mode::train, mask, delta, delta);
    const Scalar* h = trace.activations.data() + first;
    for (std::size_t j = 0; j < width; ++j) row[j] *= Scalar(1) - h[j] * h[j];
    return;
  }
  // y > 0 exactly where the unit is kept and h > 0, because the scale is at least 1.
  const Scalar* y = trace.outputs.data() + first;
  std::size_t j = 0;
  for (; j + lane_count<Scalar> <= width; j += lane_count<Scalar>)
    store(row + j, select_lanes<Scalar>(load(y + j) > Scalar(0), load(row + j) * scale_));
  for (; j < width; ++j) row[j] = y[j] > Scalar(0) ? row[j] * scale_ : Scalar(0);
}

template <class Scalar>
void Mlp<Scalar>::add_weight_decay(Scalar weight_decay) {
  if (weight_decay == Scalar(0)) return;
  for (const Layer& layer : layers_)
    for (std::size_t w = layer.weight_offset; w < layer.bias_offset; ++w)
      gradient_[w] += weight_decay * parameters_[w];
}

template <class Scalar>
void Mlp<Scalar>::scale_weights(Scalar factor) {
  if (factor == Scalar(1)) return;
  for (const Layer& layer : layers_)
    for (std::size_t w = layer.weight_offset; w < layer.bias_offset; ++w) parameters_[w] *= factor;
}

template <class Scalar>
void Mlp<Scalar>::forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const {
  const std::size_t input_count = size_of(shape_.input_count), widest = row_.size();
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
