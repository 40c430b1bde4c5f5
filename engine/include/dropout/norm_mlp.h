// norm_mlp.h: a net with one batch normalisation and dropout in one of four places: where the two quarrel.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/batch_norm.h"
#include "dropout/dropout_rule.h"
#include "dropout/mlp.h"

namespace dropout {

// The values are part of the engine module's border: append, never renumber.
enum class DropPlacement : std::uint8_t {
  before_norm,  // h = relu(x W1 + c1), dropped, z = h W2, batch norm, relu, logit
  after_norm,   // h = relu(x W1 + c1), z = h W2, batch norm, relu, dropped, logit
  before_relu,  // h = relu(x W1 + c1), z = h W2, batch norm, dropped, relu, logit: the same bits as after_norm
  on_logit      // h = relu(x W1 + c1), z = h W2, batch norm, relu, logit, dropped
};

struct NormMlpShape {
  int input_count = 2;
  int width = 32;  // H, of both hidden layers
  DropPlacement placement = DropPlacement::before_norm;
};

// input - H - ReLU - [dropout] - H without bias - batch norm - [dropout] - ReLU - [dropout] - 1 - [dropout].
// Inverted dropout, in one of the four places.
// The second layer needs no bias, because batch norm subtracts it again. Parameters lie in one array:
// W1 [input, H], c1 [H], W2 [H, H], gain [H], shift [H], w3 [H], c3 [1]. Sums as in mlp.h: the same bits everywhere.
template <class Scalar>
class NormMlp {
 public:
  NormMlp(const NormMlpShape& shape, int batch_capacity);  // batch_capacity at least 2

  // He: weights from N(0, 2 / fan_in), biases and shift 0, gain 1.
  void initialize(std::uint64_t seed);

  const NormMlpShape& shape() const { return shape_; }
  std::span<Scalar> parameters() { return parameters_; }
  std::span<const Scalar> parameters() const { return parameters_; }
  std::span<const Scalar> gradient() const { return gradient_; }

  // Train mode: logits [batch]; masks of MaskKey{seed, layer, step, example}, layer 0 before the norm, 1 after it
  // (on either side of the ReLU), 2 on the logit.
  // Moves the running statistics, as every training pass with batch norm does.
  std::span<const Scalar> forward_train(std::span<const Scalar> inputs, const DropoutDraw& draw);

  // After forward_train: fills gradient() with the derivative of mean_loss of that pass.
  void backward(std::span<const std::uint8_t> labels);

  // Eval mode: no dropout, running statistics.
  void forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const;

  // What batch norm receives in eval mode: z [N, H].
  std::vector<Scalar> norm_inputs_eval(std::span<const Scalar> inputs) const;

  // Replaces the running statistics by those of the inputs with dropout off. Nothing else changes.
  void reestimate_statistics(std::span<const Scalar> inputs);

  // Mean over the units of (variance of z over the inputs in eval mode, unbiased) / (running variance).
  double variance_ratio(std::span<const Scalar> inputs) const;

  // Visits all that evolves, as visitor(name, std::vector<Scalar>&).
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("parameters", parameters_);
    norm_.each_state_field(visitor);
  }

  const BatchNorm<Scalar>& norm() const { return norm_; }
  BatchNorm<Scalar>& norm() { return norm_; }

 private:
  struct Offsets {
    std::size_t first_weights = 0, first_biases, second_weights, gain, shift, head_weights, head_bias, count;
  };
  std::span<Scalar> slice(std::vector<Scalar>& of, std::size_t offset, std::size_t size);
  std::span<const Scalar> slice(std::size_t offset, std::size_t size) const;
  bool drops(DropPlacement placement) const { return shape_.placement == placement; }
  void drop(std::uint32_t layer, std::span<Scalar> values, const DropoutDraw& draw);

  NormMlpShape shape_;
  std::size_t width_;
  Offsets at_;
  std::vector<Scalar> parameters_, gradient_;
  BatchNorm<Scalar> norm_;

  // The last training pass, each [capacity, H] unless said otherwise.
  std::size_t batch_ = 0;
  double drop_rate_ = 0.0;
  std::vector<Scalar> inputs_;               // [capacity, input]
  std::vector<Scalar> first_, first_out_;    // h before and after dropout
  std::vector<Scalar> second_, second_out_;  // relu(batch norm) before and after dropout
  std::vector<Scalar> logits_;               // [capacity]
  std::vector<std::uint8_t> mask_;
  std::vector<Scalar> delta_, next_delta_, transposed_;
};

extern template class NormMlp<float>;
extern template class NormMlp<double>;

}  // namespace dropout
