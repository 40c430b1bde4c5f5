// norm_mlp.cpp: forward and backward of the net with batch norm. b = example.
#include "dropout/norm_mlp.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"
#include "linear.h"

namespace dropout {
namespace {

template <class Scalar>
void relu(std::span<Scalar> values) {
  for (Scalar& value : values) value = value > Scalar(0) ? value : Scalar(0);
}

// dz = dh where h > 0, else 0
template <class Scalar>
void relu_backward(std::span<const Scalar> h, std::span<Scalar> delta) {
  for (std::size_t i = 0; i < delta.size(); ++i) delta[i] = h[i] > Scalar(0) ? delta[i] : Scalar(0);
}

}  // namespace

template <class Scalar>
NormMlp<Scalar>::NormMlp(const NormMlpShape& shape, int batch_capacity)
    : shape_(shape), width_(static_cast<std::size_t>(shape.width)), norm_(shape.width, batch_capacity) {
  assert(shape.input_count >= 1 && shape.width >= 1 && batch_capacity >= 2);
  const std::size_t in = static_cast<std::size_t>(shape.input_count);
  const std::size_t capacity = static_cast<std::size_t>(batch_capacity);
  at_.first_biases = in * width_;
  at_.second_weights = at_.first_biases + width_;
  at_.gain = at_.second_weights + width_ * width_;
  at_.shift = at_.gain + width_;
  at_.head_weights = at_.shift + width_;
  at_.head_bias = at_.head_weights + width_;
  at_.count = at_.head_bias + 1;
  parameters_.resize(at_.count);
  gradient_.resize(at_.count);
  inputs_.resize(capacity * in);
  for (std::vector<Scalar>* of_units : {&first_, &first_out_, &second_, &second_out_, &delta_, &next_delta_})
    of_units->resize(capacity * width_);
  logits_.resize(capacity);
  mask_.resize(capacity * width_);
  transposed_.resize(width_ * width_);
}

template <class Scalar>
void NormMlp<Scalar>::initialize(std::uint64_t seed) {
  RandomStream stream(seed, StreamPurpose::initialization);
  std::fill(parameters_.begin(), parameters_.end(), Scalar(0));
  const auto he = [&](std::size_t offset, std::size_t size, std::size_t fan_in) {
    const double sd = std::sqrt(2.0 / static_cast<double>(fan_in));
    for (std::size_t w = offset; w < offset + size; ++w) parameters_[w] = static_cast<Scalar>(sd * stream.normal());
  };
  he(at_.first_weights, at_.first_biases, static_cast<std::size_t>(shape_.input_count));
  he(at_.second_weights, width_ * width_, width_);
  he(at_.head_weights, width_, width_);
  std::fill_n(parameters_.begin() + static_cast<std::ptrdiff_t>(at_.gain), width_, Scalar(1));
}

template <class Scalar>
std::span<Scalar> NormMlp<Scalar>::slice(std::vector<Scalar>& of, std::size_t offset, std::size_t size) {
  return std::span<Scalar>(of).subspan(offset, size);
}

template <class Scalar>
std::span<const Scalar> NormMlp<Scalar>::slice(std::size_t offset, std::size_t size) const {
  return std::span<const Scalar>(parameters_).subspan(offset, size);
}

// In place: values [batch, units] = m values / k
template <class Scalar>
void NormMlp<Scalar>::drop(std::uint32_t layer, std::span<Scalar> values, const DropoutDraw& draw) {
  const std::span<std::uint8_t> mask = std::span(mask_).first(values.size());
  const std::size_t units = values.size() / batch_;
  for (std::size_t b = 0; b < batch_; ++b)
    draw_mask({draw.seed, layer, draw.step, static_cast<std::uint32_t>(b)}, draw.drop_rate,
              mask.subspan(b * units, units));
  dropout_forward<Scalar>({draw.drop_rate, Scheme::inverted}, Mode::train, mask, values, values);
}

template <class Scalar>
std::span<const Scalar> NormMlp<Scalar>::forward_train(std::span<const Scalar> inputs, const DropoutDraw& draw) {
  const std::size_t in = static_cast<std::size_t>(shape_.input_count);
  assert(inputs.size() % in == 0 && inputs.size() <= inputs_.size() && is_valid_drop_rate(draw.drop_rate));
  batch_ = inputs.size() / in;
  drop_rate_ = draw.drop_rate;
  std::copy(inputs.begin(), inputs.end(), inputs_.begin());
  const std::size_t size = batch_ * width_;
  const Scalar* p = parameters_.data();

  linear_forward<Scalar>({batch_, in, width_}, inputs_.data(), p, p + at_.first_biases, first_.data());
  relu(std::span(first_).first(size));
  std::copy_n(first_.begin(), size, first_out_.begin());
  if (drops(DropPlacement::before_norm)) drop(0, std::span(first_out_).first(size), draw);

  linear_forward<Scalar>({batch_, width_, width_}, first_out_.data(), p + at_.second_weights, nullptr,
                         second_.data());
  const std::span<Scalar> second = std::span(second_).first(size);
  norm_.forward_train(second, slice(at_.gain, width_), slice(at_.shift, width_), second);
  if (drops(DropPlacement::before_relu)) drop(1, second, draw);
  relu(second);
  std::copy_n(second_.begin(), size, second_out_.begin());
  if (drops(DropPlacement::after_norm)) drop(1, std::span(second_out_).first(size), draw);

  linear_forward<Scalar>({batch_, width_, 1}, second_out_.data(), p + at_.head_weights, p + at_.head_bias,
                         logits_.data());
  const std::span<Scalar> logits = std::span(logits_).first(batch_);
  if (drops(DropPlacement::on_logit)) drop(2, logits, draw);
  return logits;
}

// From the logit back: [mask], head, [mask], ReLU, [mask], batch norm, second layer, [mask], ReLU, first layer.
template <class Scalar>
void NormMlp<Scalar>::backward(std::span<const std::uint8_t> labels) {
  assert(labels.size() == batch_);
  const std::size_t in = static_cast<std::size_t>(shape_.input_count), size = batch_ * width_;
  const DropoutRule rule{drop_rate_, Scheme::inverted};
  const std::span<const std::uint8_t> mask = std::span<const std::uint8_t>(mask_).first(size);
  const Scalar* p = parameters_.data();
  Scalar* g = gradient_.data();
  for (std::size_t b = 0; b < batch_; ++b)
    next_delta_[b] = (logistic(logits_[b]) - static_cast<Scalar>(labels[b])) / static_cast<Scalar>(batch_);
  if (drops(DropPlacement::on_logit)) {
    const std::span<Scalar> of_logits = std::span(next_delta_).first(batch_);
    dropout_backward<Scalar>(rule, Mode::train, mask.first(batch_), of_logits, of_logits);
  }

  const LinearShape head{batch_, width_, 1}, second_layer{batch_, width_, width_}, first_layer{batch_, in, width_};
  linear_weight_gradient<Scalar>(head, second_out_.data(), next_delta_.data(), g + at_.head_weights);
  linear_bias_gradient<Scalar>(head, next_delta_.data(), g + at_.head_bias);
  linear_input_gradient<Scalar>(head, next_delta_.data(), p + at_.head_weights, transposed_.data(), delta_.data());
  const std::span<Scalar> delta = std::span(delta_).first(size), next = std::span(next_delta_).first(size);
  if (drops(DropPlacement::after_norm)) dropout_backward<Scalar>(rule, Mode::train, mask, delta, delta);
  relu_backward<Scalar>(second_, delta);
  if (drops(DropPlacement::before_relu)) dropout_backward<Scalar>(rule, Mode::train, mask, delta, delta);

  norm_.backward(delta, slice(at_.gain, width_), delta, slice(gradient_, at_.gain, width_),
                 slice(gradient_, at_.shift, width_));
  linear_weight_gradient<Scalar>(second_layer, first_out_.data(), delta_.data(), g + at_.second_weights);
  linear_input_gradient<Scalar>(second_layer, delta_.data(), p + at_.second_weights, transposed_.data(), next.data());
  if (drops(DropPlacement::before_norm)) dropout_backward<Scalar>(rule, Mode::train, mask, next, next);
  relu_backward<Scalar>(first_, next);

  linear_weight_gradient<Scalar>(first_layer, inputs_.data(), next_delta_.data(), g + at_.first_weights);
  linear_bias_gradient<Scalar>(first_layer, next_delta_.data(), g + at_.first_biases);
}

template <class Scalar>
std::vector<Scalar> NormMlp<Scalar>::norm_inputs_eval(std::span<const Scalar> inputs) const {
  const std::size_t in = static_cast<std::size_t>(shape_.input_count);
  assert(inputs.size() % in == 0);
  const std::size_t examples = inputs.size() / in;
  const Scalar* p = parameters_.data();
  std::vector<Scalar> h(examples * width_), z(examples * width_);
  linear_forward<Scalar>({examples, in, width_}, inputs.data(), p, p + at_.first_biases, h.data());
  relu(std::span(h));
  linear_forward<Scalar>({examples, width_, width_}, h.data(), p + at_.second_weights, nullptr, z.data());
  return z;
}

template <class Scalar>
void NormMlp<Scalar>::forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const {
  std::vector<Scalar> z = norm_inputs_eval(inputs);
  assert(z.size() == logits.size() * width_);
  norm_.forward_eval(z, slice(at_.gain, width_), slice(at_.shift, width_), z);
  relu(std::span(z));
  linear_forward<Scalar>({logits.size(), width_, 1}, z.data(), parameters_.data() + at_.head_weights,
                         parameters_.data() + at_.head_bias, logits.data());
}

template <class Scalar>
void NormMlp<Scalar>::reestimate_statistics(std::span<const Scalar> inputs) {
  norm_.reestimate(norm_inputs_eval(inputs));
}

template <class Scalar>
double NormMlp<Scalar>::variance_ratio(std::span<const Scalar> inputs) const {
  const std::vector<Scalar> z = norm_inputs_eval(inputs);
  const std::size_t examples = z.size() / width_;
  double sum = 0.0;
  for (std::size_t j = 0; j < width_; ++j) {
    double mean = 0.0, squares = 0.0;
    for (std::size_t b = 0; b < examples; ++b) mean += z[b * width_ + j];
    mean /= static_cast<double>(examples);
    for (std::size_t b = 0; b < examples; ++b) {
      const double distance = z[b * width_ + j] - mean;
      squares += distance * distance;
    }
    sum += squares / static_cast<double>(examples - 1) / (norm_.running_variance()[j] + BatchNorm<Scalar>::epsilon);
  }
  return sum / static_cast<double>(width_);
}

template class NormMlp<float>;
template class NormMlp<double>;

}  // namespace dropout
