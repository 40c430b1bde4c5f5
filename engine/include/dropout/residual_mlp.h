// residual_mlp.h: a deep net of residual blocks whose branches are dropped: stochastic depth, forward and backward.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/drop_path.h"
#include "dropout/granularity.h"

namespace dropout {

struct ResidualShape {
  int input_count = 2;
  int width = 16;
  int block_count = 16;                     // L, at least 0
  DepthRule depth_rule = DepthRule::huang;  // how the drop rate grows with depth
  double last_drop_rate = 0.5;              // of the last block, in [0, 1]; papers quote 1 - this
  Scheme scheme = Scheme::test_scaled;      // the published form; inverted is the modern one
  MaskGranularity granularity =
      MaskGranularity::batch;  // batch: one draw a block and step; row: one for each example
};

bool is_valid(const ResidualShape& shape);

// What a training pass decides about block `block` (from 0): for each row of the batch 1 where its branch counts, 0
// where it is dropped. batch: one decision, MaskKey{seed, block, step, 0}, repeated; row: one for each example, with
// the key's sample counted up from 0 or named by sample_ids. Unit 0 in both.
void draw_path_rows(const ResidualShape& shape, int block, std::uint64_t seed, std::uint32_t step,
                    std::span<std::uint8_t> rows, std::span<const std::uint32_t> sample_ids = {});

// x_0 = input S + s                               stem, linear
// x_l = x_{l-1} + factor_l relu(x_{l-1} U_l + c_l) V_l,   l = 1 .. L
// logit = x_L w + d                               head
//
// factor_l as in drop_path.h. With one draw for the batch a block whose factor is 0 is really not computed, neither
// forward nor backward; its parameters then get a gradient of exactly 0.
// Parameters lie in one array: S [input, width], s [width], for each block U [width, width], c [width],
// V [width, width], then w [width], d [1]. Training allocates nothing after construction; sums as in mlp.h.
template <class Scalar>
class ResidualMlp {
 public:
  ResidualMlp(const ResidualShape& shape, int batch_capacity);

  // S from N(0, 1 / input_count), U from N(0, 2 / width), V from N(0, 1 / width) / sqrt(L), w from N(0, 1 / width);
  // biases 0. The factor 1 / sqrt(L) keeps the variance of x_L of the order of 1 at any depth.
  void initialize(std::uint64_t seed);

  const ResidualShape& shape() const { return shape_; }
  std::span<Scalar> parameters() { return parameters_; }
  std::span<const Scalar> parameters() const { return parameters_; }
  std::span<const Scalar> gradient() const { return gradient_; }

  // Train mode: logits [batch]. The blocks decide as draw_path_rows says.
  std::span<const Scalar> forward_train(std::span<const Scalar> inputs, std::uint64_t seed, std::uint32_t step,
                                        std::span<const std::uint32_t> sample_ids = {});

  // After forward_train: fills gradient() with the derivative of mean_loss of that pass.
  void backward(std::span<const std::uint8_t> labels);

  // Eval mode: every branch runs, scaled by k in the published form. The second form tries another scheme.
  void forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const;
  void forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits, Scheme scheme) const;

  // Of the last training pass: 1 where the branch ran, [L]; with row masks all ones unless every row was dropped.
  std::span<const std::uint8_t> computed_blocks() const { return computed_; }

  // Since construction: how many branches were computed forward and backward. The work saved, counted and not timed.
  std::uint64_t forward_branch_count() const { return forward_branches_; }
  std::uint64_t backward_branch_count() const { return backward_branches_; }

  // Visits all that evolves, as visitor(name, field&): one std::vector<Scalar> and two std::uint64_t. What the last
  // pass left behind (computed_blocks) is not part of it.
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("parameters", parameters_);
    visitor("forward_branches", forward_branches_);
    visitor("backward_branches", backward_branches_);
  }

 private:
  struct Block {
    std::size_t first_weights, biases, second_weights;  // offsets of U, c, V
  };
  double drop_rate_of(std::size_t block) const;
  void branch(const Block& block, std::size_t rows, const Scalar* x, Scalar* hidden, Scalar* f) const;
  void block_backward(std::size_t block);

  ResidualShape shape_;
  std::size_t inputs_, width_, capacity_;
  std::vector<Block> blocks_;
  std::size_t head_weights_, head_bias_;
  std::vector<Scalar> parameters_, gradient_;

  // The last training pass.
  std::size_t batch_ = 0;
  std::vector<Scalar> input_copy_;           // [capacity, input]
  std::vector<std::vector<Scalar>> states_;  // [L + 1][capacity, width] x_l
  std::vector<std::vector<Scalar>> hidden_;  // [L][capacity, width] relu(x U + c)
  std::vector<std::uint8_t> active_;         // [L, capacity] the row mask; one value repeated with one draw a batch
  std::vector<std::uint8_t> computed_;       // [L]
  std::vector<Scalar> logits_;               // [capacity]
  std::vector<Scalar> delta_, branch_delta_, hidden_delta_;  // [capacity, width]
  std::vector<Scalar> f_, transposed_;
  std::uint64_t forward_branches_ = 0, backward_branches_ = 0;
};

extern template class ResidualMlp<float>;
extern template class ResidualMlp<double>;

}  // namespace dropout
