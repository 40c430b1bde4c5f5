// granularity.h: what one random decision removes, from a single cell to a whole branch: one vocabulary for the family.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "dropout/drop_block.h"
#include "dropout/dropout_rule.h"

namespace dropout {

// All members of the family ask the same question, "is this one dropped?", with the same probability p. They differ in
// what "this one" is. For a tensor x of shape (N, C, H, W), N examples, C channels of H x W cells:
//
// granularity  one decision removes        shape of the mask        unit (index of the decision in its example)
// element      one cell                    (N, C, H, W)             (c H + h) W + w
// channel      one channel of one example  (N, C, 1, 1)             c
// block        squares of b x b cells      (N, C, H, W), clustered  c S + s, s = block start (drop_block.h), S of them
// weight       one weight of one example   (N, O, I, 1)             o I + i      x then has shape (N, O, I, 1)
// row          the branch, for an example  (N, 1, 1, 1)             0
// batch        the branch, for the batch   (1, 1, 1, 1)             0, and the example counts as number 0
//
// Every decision is the Philox word of (seed; layer, step, sample, unit) against the threshold of p (mask.h). So the
// mask of an example depends neither on the batch it is in nor on the order of evaluation.
enum class MaskGranularity : std::uint8_t { element, channel, block, weight, row, batch };

// (N, C, H, W), row-major, every extent at least 1. Dense layers are (N, n, 1, 1), sequences (N, C, 1, L).
struct TensorShape {
  int samples = 1, channels = 1, height = 1, width = 1;

  static constexpr TensorShape dense(int samples, int units) { return {samples, units, 1, 1}; }
  static constexpr TensorShape sequence(int samples, int channels, int length) {
    return {samples, channels, 1, length};
  }
  // The weights of a layer with `outputs` rows of `inputs` values; samples = 1 is one mask for the whole batch.
  static constexpr TensorShape weights(int samples, int outputs, int inputs) { return {samples, outputs, inputs, 1}; }

  constexpr std::size_t cells_per_sample() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  }
  constexpr std::size_t cell_count() const { return static_cast<std::size_t>(samples) * cells_per_sample(); }
  bool operator==(const TensorShape&) const = default;
};

// One member of the family: what is removed, how often, and where the scale lives.
struct GranularDropout {
  MaskGranularity granularity = MaskGranularity::element;
  double drop_rate = 0.5;            // in [0, 1]
  Scheme scheme = Scheme::inverted;  // block: inverted (then the factor is count / sum) or naive (no factor)
  BlockShape block;                  // read by block only
};

// False for a drop rate that is NaN or outside [0, 1], an extent below 1, a block larger than the map (b > F), and for
// test-scaled blocks, which nobody has defined: the share that DropBlock keeps is not k.
bool is_valid(const GranularDropout& dropout, const TensorShape& shape);

// The shape in which the mask is stored; extents of 1 are broadcast. Blocks shared by channels give (N, 1, H, W).
TensorShape mask_shape(const GranularDropout& dropout, const TensorShape& shape);

// D, the number of independent random decisions behind one mask. (2, 4, 6, 6): element 288, channel 8, row 2, batch 1.
std::size_t decision_count(const GranularDropout& dropout, const TensorShape& shape);

// The law of the share of cells that one mask drops. D decisions of equal size:
//   mean = p      sd = sqrt(p k / D)
// (2, 4, 6, 6), p = 0.25: sd 0.0255 element, 0.153 channel, 0.306 row, 0.433 batch: equal means, unequal spread.
// block: the exact law of overlapping squares, drop_block.h.
struct ShareLaw {
  double mean = 0.0, sd = 0.0;
};
ShareLaw dropped_share(const GranularDropout& dropout, const TensorShape& shape);

// Writes 1 (kept) or 0 (dropped) in the mask's own shape: mask_shape(dropout, shape).cell_count() values.
// key.sample and the examples after it are counted up from there, unless sample_ids names them (one id an example).
void draw_granular_mask(const GranularDropout& dropout, const TensorShape& shape, const MaskKey& key,
                        std::span<std::uint8_t> mask, std::span<const std::uint32_t> sample_ids = {});

// Repeats a mask over the extents in which it has size 1. full has shape.cell_count() values.
void broadcast_mask(std::span<const std::uint8_t> mask, const TensorShape& mask_shape, const TensorShape& shape,
                    std::span<std::uint8_t> full);

// y = m ? scale * x : 0 in train mode, y = scale * x in eval mode, with the mask broadcast over x, row-major
// (N, C, H, W). scale: as dropout_scale says; for blocks count(M) / sum(M), see BlockNormalization. The edges are those
// of dropout_forward: p = 0 and eval pass every bit, p = 1 gives +0, NaN in a dropped cell gives 0. A block mask that
// dropped everything gives zeros, no division. x and y may be the same memory. The mask is not read in eval mode.
template <class Scalar>
void granular_forward(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                      std::span<const std::uint8_t> mask, std::span<const Scalar> x, std::span<Scalar> y);

// dx = m ? scale * dy : 0        the same mask and the same scale
template <class Scalar>
void granular_backward(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                       std::span<const std::uint8_t> mask, std::span<const Scalar> dy, std::span<Scalar> dx);

}  // namespace dropout
