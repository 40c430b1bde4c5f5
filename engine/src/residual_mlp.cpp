// residual_mlp.cpp: forward and backward of the residual net; a dropped block is a branch not taken.
#include "dropout/residual_mlp.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"
#include "linear.h"

namespace dropout {

bool is_valid(const ResidualShape& shape) {
  return shape.input_count >= 1 && shape.width >= 1 && shape.block_count >= 0 &&
         shape.depth_rule <= DepthRule::uniform && is_valid_drop_rate(shape.last_drop_rate) &&
         shape.scheme <= Scheme::inverted &&
         (shape.granularity == MaskGranularity::batch || shape.granularity == MaskGranularity::row);
}

void draw_path_rows(const ResidualShape& shape, int block, std::uint64_t seed, std::uint32_t step,
                    std::span<std::uint8_t> rows, std::span<const std::uint32_t> sample_ids) {
  const std::uint32_t layer = static_cast<std::uint32_t>(block);
  const double drop_rate = depth_drop_rate(shape.depth_rule, block, shape.block_count, shape.last_drop_rate);
  if (shape.granularity == MaskGranularity::batch) {
    std::fill(rows.begin(), rows.end(), batch_path_is_active(seed, layer, step, drop_rate));
    return;
  }
  GranularDropout dropout;
  dropout.granularity = MaskGranularity::row;
  dropout.drop_rate = drop_rate;
  draw_granular_mask(dropout, TensorShape::dense(static_cast<int>(rows.size()), shape.width), {seed, layer, step, 0},
                     rows, sample_ids);
}

template <class Scalar>
ResidualMlp<Scalar>::ResidualMlp(const ResidualShape& shape, int batch_capacity)
    : shape_(shape),
      inputs_(static_cast<std::size_t>(shape.input_count)),
      width_(static_cast<std::size_t>(shape.width)),
      capacity_(static_cast<std::size_t>(batch_capacity)) {
  assert(is_valid(shape) && batch_capacity >= 1);
  const std::size_t square = width_ * width_, size = capacity_ * width_;
  std::size_t offset = (inputs_ + 1) * width_;
  for (int l = 0; l < shape.block_count; ++l) {
    blocks_.push_back({offset, offset + square, offset + square + width_});
    offset += 2 * square + width_;
  }
  head_weights_ = offset;
  head_bias_ = offset + width_;
  parameters_.resize(head_bias_ + 1);
  gradient_.resize(head_bias_ + 1);
  input_copy_.resize(capacity_ * inputs_);
  states_.assign(blocks_.size() + 1, std::vector<Scalar>(size));
  hidden_.assign(blocks_.size(), std::vector<Scalar>(size));
  active_.resize(blocks_.size() * capacity_);
  computed_.resize(blocks_.size());
  logits_.resize(capacity_);
  for (std::vector<Scalar>* of_units : {&delta_, &branch_delta_, &hidden_delta_, &f_}) of_units->resize(size);
  transposed_.resize(std::max(square, width_));
}

template <class Scalar>
void ResidualMlp<Scalar>::initialize(std::uint64_t seed) {
  RandomStream stream(seed, StreamPurpose::initialization);
  std::fill(parameters_.begin(), parameters_.end(), Scalar(0));
  const auto normal = [&](std::size_t offset, std::size_t size, double sd) {
    for (std::size_t w = offset; w < offset + size; ++w) parameters_[w] = static_cast<Scalar>(sd * stream.normal());
  };
  const double width = shape_.width, depth = shape_.block_count;
  normal(0, inputs_ * width_, std::sqrt(1.0 / shape_.input_count));
  for (const Block& block : blocks_) {
    normal(block.first_weights, width_ * width_, std::sqrt(2.0 / width));
    normal(block.second_weights, width_ * width_, std::sqrt(1.0 / width) / std::sqrt(depth));
  }
  normal(head_weights_, width_, std::sqrt(1.0 / width));
}

template <class Scalar>
double ResidualMlp<Scalar>::drop_rate_of(std::size_t block) const {
  return depth_drop_rate(shape_.depth_rule, static_cast<int>(block), shape_.block_count, shape_.last_drop_rate);
}

// hidden = relu(x U + c), f = hidden V
template <class Scalar>
void ResidualMlp<Scalar>::branch(const Block& block, std::size_t rows, const Scalar* x, Scalar* hidden,
                                 Scalar* f) const {
  const LinearShape square{rows, width_, width_};
  const Scalar* p = parameters_.data();
  linear_forward<Scalar>(square, x, p + block.first_weights, p + block.biases, hidden);
  for (std::size_t i = 0; i < rows * width_; ++i) hidden[i] = hidden[i] > Scalar(0) ? hidden[i] : Scalar(0);
  linear_forward<Scalar>(square, hidden, p + block.second_weights, nullptr, f);
}

template <class Scalar>
std::span<const Scalar> ResidualMlp<Scalar>::forward_train(std::span<const Scalar> inputs, std::uint64_t seed,
                                                           std::uint32_t step,
                                                           std::span<const std::uint32_t> sample_ids) {
  assert(inputs.size() % inputs_ == 0 && inputs.size() / inputs_ <= capacity_);
  batch_ = inputs.size() / inputs_;
  std::copy(inputs.begin(), inputs.end(), input_copy_.begin());
  const Scalar* p = parameters_.data();
  linear_forward<Scalar>({batch_, inputs_, width_}, input_copy_.data(), p, p + inputs_ * width_, states_[0].data());
  const std::size_t size = batch_ * width_;
  for (std::size_t l = 0; l < blocks_.size(); ++l) {
    const std::span<std::uint8_t> rows = std::span(active_).subspan(l * capacity_, batch_);
    draw_path_rows(shape_, static_cast<int>(l), seed, step, rows, sample_ids);
    computed_[l] = std::find(rows.begin(), rows.end(), std::uint8_t{1}) != rows.end();
    if (computed_[l] != 0) {
      branch(blocks_[l], batch_, states_[l].data(), hidden_[l].data(), f_.data());
      ++forward_branches_;
      drop_path_rows<Scalar>({drop_rate_of(l), shape_.scheme}, Mode::train, rows, std::span(states_[l]).first(size),
                             std::span(f_).first(size), std::span(states_[l + 1]).first(size));
    } else {
      std::copy_n(states_[l].begin(), size, states_[l + 1].begin());
    }
  }
  linear_forward<Scalar>({batch_, width_, 1}, states_.back().data(), p + head_weights_, p + head_bias_,
                         logits_.data());
  return std::span<const Scalar>(logits_).first(batch_);
}

template <class Scalar>
void ResidualMlp<Scalar>::backward(std::span<const std::uint8_t> labels) {
  assert(labels.size() == batch_);
  Scalar* g = gradient_.data();
  for (std::size_t b = 0; b < batch_; ++b)
    branch_delta_[b] = (logistic(logits_[b]) - static_cast<Scalar>(labels[b])) / static_cast<Scalar>(batch_);
  const LinearShape head{batch_, width_, 1}, stem{batch_, inputs_, width_};
  linear_weight_gradient<Scalar>(head, states_.back().data(), branch_delta_.data(), g + head_weights_);
  linear_bias_gradient<Scalar>(head, branch_delta_.data(), g + head_bias_);
  linear_input_gradient<Scalar>(head, branch_delta_.data(), parameters_.data() + head_weights_, transposed_.data(),
                                delta_.data());
  for (std::size_t l = blocks_.size(); l-- > 0;) block_backward(l);
  linear_weight_gradient<Scalar>(stem, input_copy_.data(), delta_.data(), g);
  linear_bias_gradient<Scalar>(stem, delta_.data(), g + inputs_ * width_);
}

// df = factor dy;  dV = hidden^T df;  dhidden = df V^T where hidden > 0;  dU = x^T dhidden;  dx = dy + dhidden U^T
template <class Scalar>
void ResidualMlp<Scalar>::block_backward(std::size_t block) {
  const Block& at = blocks_[block];
  Scalar* g = gradient_.data();
  if (computed_[block] == 0) {  // the identity passes dy on as it is
    std::fill(g + at.first_weights, g + at.second_weights + width_ * width_, Scalar(0));
    return;
  }
  ++backward_branches_;
  const std::size_t size = batch_ * width_;
  const LinearShape square{batch_, width_, width_};
  const Scalar* p = parameters_.data();
  const Scalar* hidden = hidden_[block].data();
  drop_path_rows_backward<Scalar>({drop_rate_of(block), shape_.scheme}, Mode::train,
                                  std::span<const std::uint8_t>(active_).subspan(block * capacity_, batch_),
                                  std::span(delta_).first(size), std::span(branch_delta_).first(size));
  linear_weight_gradient<Scalar>(square, hidden, branch_delta_.data(), g + at.second_weights);
  linear_input_gradient<Scalar>(square, branch_delta_.data(), p + at.second_weights, transposed_.data(),
                                hidden_delta_.data());
  for (std::size_t i = 0; i < size; ++i) hidden_delta_[i] = hidden[i] > Scalar(0) ? hidden_delta_[i] : Scalar(0);
  linear_weight_gradient<Scalar>(square, states_[block].data(), hidden_delta_.data(), g + at.first_weights);
  linear_bias_gradient<Scalar>(square, hidden_delta_.data(), g + at.biases);
  linear_input_gradient<Scalar>(square, hidden_delta_.data(), p + at.first_weights, transposed_.data(),
                                branch_delta_.data());
  for (std::size_t i = 0; i < size; ++i) delta_[i] += branch_delta_[i];
}

template <class Scalar>
void ResidualMlp<Scalar>::forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const {
  forward_eval(inputs, logits, shape_.scheme);
}

template <class Scalar>
void ResidualMlp<Scalar>::forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits,
                                       Scheme scheme) const {
  assert(inputs.size() == logits.size() * inputs_);
  const std::size_t rows = logits.size();
  const Scalar* p = parameters_.data();
  std::vector<Scalar> x(rows * width_), hidden(rows * width_), f(rows * width_);
  linear_forward<Scalar>({rows, inputs_, width_}, inputs.data(), p, p + inputs_ * width_, x.data());
  for (std::size_t l = 0; l < blocks_.size(); ++l)
    drop_path_batch<Scalar>({drop_rate_of(l), scheme}, Mode::eval, true, x, x, f,
                            [&](std::span<const Scalar> from, std::span<Scalar> to) {
                              branch(blocks_[l], rows, from.data(), hidden.data(), to.data());
                            });
  linear_forward<Scalar>({rows, width_, 1}, x.data(), p + head_weights_, p + head_bias_, logits.data());
}

template class ResidualMlp<float>;
template class ResidualMlp<double>;

}  // namespace dropout
