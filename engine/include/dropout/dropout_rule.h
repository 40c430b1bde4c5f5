// dropout_rule.h: the three ways to apply an element mask, forward and backward, with exact edge semantics.
#pragma once
#include <cstdint>
#include <span>

#include "dropout/mask.h"

namespace dropout {

enum class Mode : std::uint8_t { train, eval };

// Where the scale lives. m = mask, k = 1 - drop_rate:
//              train          eval
// naive        y = m x        y = x        (the mean changes between the modes: the mistake of chapter 2)
// test_scaled  y = m x        y = k x      (Srivastava et al. 2014)
// inverted     y = m x / k    y = x        (what libraries do)
enum class Scheme : std::uint8_t { naive, test_scaled, inverted };

struct DropoutRule {
  double drop_rate = 0.5;  // in [0, 1]
  Scheme scheme = Scheme::inverted;
};

// The factor on kept units in the given mode, in double. At p = 1, where 1 / k does not exist, it is 0.
double dropout_scale(const DropoutRule& rule, Mode mode);

// y[i] = mask[i] ? scale * x[i] : 0      in train mode; the mask is not read in eval mode and may then be empty
// y[i] = scale * x[i]                    in eval mode
// Any shape: spans of equal length, for a batch [batch, unit] row-major. x and y may be the same memory.
// - p = 0, or a scale of 1 without a mask: the input passes bit for bit. p = 1 in train mode: exact +0.
// - Selects, never multiplies by 0: NaN or infinity in a dropped cell gives 0 (Keras on JAX agrees; PyTorch
//   multiplies and keeps the NaN).
// - The scale is computed once in double and rounded once to Scalar (float or double).
template <class Scalar>
void dropout_forward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> mask,
                     std::span<const Scalar> x, std::span<Scalar> y);

// dx[i] = mask[i] ? scale * dy[i] : 0    the same mask and the same scale as forward
template <class Scalar>
void dropout_backward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> mask,
                      std::span<const Scalar> dy, std::span<Scalar> dx);

}  // namespace dropout
