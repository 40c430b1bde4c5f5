// drop_path.h: stochastic depth: whole residual branches, dropped for the batch or for single examples.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dropout_rule.h"

namespace dropout {

// A residual block computes y = x + f(x). Without its branch f the identity is left, so a block can be missing:
//
//   y = x + s m f(x)        m = 1: the branch is active, m = 0: dropped
//
//                                    train                  eval
//   test_scaled, published form      x + m f(x)             x + k f(x)      Huang et al. 2016 (arXiv:1603.09382)
//   inverted, modern form            x + m f(x) / k         x + f(x)        timm drop_path, torchvision
//   naive                            x + m f(x)             x + f(x)
//
// Equal expectation in the first two, other dynamics. p is here the DROP rate of the branch; papers quote the survival
// probability k = 1 - p. The factor s is dropout_scale, so one rule serves the whole family; it acts in train OR
// in eval.
//
// One draw for the batch (MaskGranularity::batch) skips the computation of f for real, forward and backward. A draw for
// each example (row) saves nothing: f is computed for all rows of the batch.

// How the drop rate grows from the first block to the last one, l = 1 .. L, with p_L the rate of the last block.
enum class DepthRule : std::uint8_t {
  huang,     // p_l = (l / L) p_L                  the linear rule as published: block 1 has p_L / L
  linspace,  // p_l = (l - 1) / (L - 1) p_L        timm: block 1 is never dropped; L = 1 gives 0
  uniform    // p_l = p_L
};

// The drop rate of block `block`, counted from 0 (so l = block + 1). last_drop_rate in [0, 1].
double depth_drop_rate(DepthRule rule, int block, int block_count, double last_drop_rate);

// Drop rates [L] of all blocks. How many blocks are active then: poisson_binomial.h, with the survival 1 - rate.
std::vector<double> depth_drop_rates(DepthRule rule, int block_count, double last_drop_rate);

// Does block `block` of the net run in this step, when one draw serves the batch? Key (seed; block, step, 0), unit 0.
bool batch_path_is_active(std::uint64_t seed, std::uint32_t block, std::uint32_t step, double drop_rate);

// What f(x) is multiplied by. 0 means that f need not be computed at all.
double path_factor(const DropoutRule& rule, Mode mode, bool active);

// y = x + factor f, elementwise. factor 0: y = x bit for bit, f is not read and may be empty; factor 1: x + f.
// y may be the memory of x.
template <class Scalar>
void add_branch(double factor, std::span<const Scalar> x, std::span<const Scalar> f, std::span<Scalar> y);

// One draw for the batch. branch(x, f) writes f(x) into its second argument; it is called exactly if the factor is not
// 0. Returns whether it was called. x, y: any shape, equal size; f_scratch: at least that size.
// Backward is the same rule: with g = dL/dy, dL/df = factor g, and a branch that was not called has no backward pass.
template <class Scalar, class Branch>
bool drop_path_batch(const DropoutRule& rule, Mode mode, bool active, std::span<const Scalar> x, std::span<Scalar> y,
                     std::span<Scalar> f_scratch, Branch&& branch) {
  const double factor = path_factor(rule, mode, active);
  const std::span<Scalar> f = f_scratch.first(factor != 0.0 ? x.size() : 0);
  if (factor != 0.0) branch(x, f);
  add_branch<Scalar>(factor, x, f, y);
  return factor != 0.0;
}

// One draw for each example: x, f, y [N, width], row_mask [N] (granularity row). f was computed for all rows. A dropped
// row passes x bit for bit, whatever f holds there (NaN included). The mask is not read in eval mode.
template <class Scalar>
void drop_path_rows(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> row_mask,
                    std::span<const Scalar> x, std::span<const Scalar> f, std::span<Scalar> y);

// dL/df of both forms: df = factor dy for the rows whose branch was active, 0 for the others. dL/dx gets dy unchanged,
// plus what the branch sends back.
template <class Scalar>
void drop_path_rows_backward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> row_mask,
                             std::span<const Scalar> dy, std::span<Scalar> df);

}  // namespace dropout
