// noise_dropout.h: two members that do not write zeros: Gaussian dropout, and AlphaDropout with SELU.
#pragma once
#include <cstdint>
#include <span>

#include "dropout/dropout_rule.h"

namespace dropout {

// --- Gaussian dropout --------------------------------------------------------------------------------------------
// Srivastava et al. 2014, section 10: a factor with the mean and variance of the inverted mask, but continuous.
//   train   y = x g,  g ~ N(1, p / k)        eval   y = x
// p = 1 has infinite variance, so it is not a valid rate here; element dropout accepts it.
bool is_valid_gaussian_drop_rate(double drop_rate);  // in [0, 1); refuses NaN

// The standard deviation of the factor: sqrt(p / k).
double gaussian_dropout_sd(double drop_rate);

// One factor for each unit, by Box and Muller from the words that an element mask of the same key reads: units 4 i and
// 4 i + 1 from the first two words of block i, the next two units from the other two. p = 0 gives exactly 1.
void draw_gaussian_factors(const MaskKey& key, double drop_rate, std::span<double> factors);

// y = x g in train mode; p = 0 and eval pass every bit, and factors is then not read. The factor is rounded once to
// Scalar. Backward is the same function of dy, because dL/dx = g dL/dy. x and y may be the same memory.
template <class Scalar>
void gaussian_dropout(double drop_rate, Mode mode, std::span<const double> factors, std::span<const Scalar> x,
                      std::span<Scalar> y);

// --- SELU and AlphaDropout ---------------------------------------------------------------------------------------
// Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", NeurIPS 2017 (arXiv:1706.02515).
//   selu(x) = lambda x for x > 0, lambda alpha (e^x - 1) otherwise; keeps mean 0 and variance 1 through a layer
constexpr double selu_lambda = 1.0507009873554804934;
constexpr double selu_alpha = 1.6732632423543772848;
constexpr double alpha_prime = -selu_lambda * selu_alpha;  // -1.7580993: the value of selu far to the left

double selu(double x);
double selu_slope(double x);  // the derivative; at 0 that of the left side

// A dropped unit takes the value alpha', the resting value of selu, and an affine map restores mean 0 and variance 1:
//   y = a (m ? x : alpha') + b        a = ((1 + p alpha'^2) k)^(-1/2)        b = -a p alpha'
// p = 0.1: a = 0.92128452, b = 0.16197097.
struct AlphaDropoutMap {
  double a = 1.0, b = 0.0;
  double dropped = alpha_prime;  // a alpha' + b
};
AlphaDropoutMap alpha_dropout_map(
    double drop_rate);  // p in [0, 1); at p = 1, where a does not exist, all three are 0

// train: as above with an element mask, or a channel mask broadcast over its cells. eval and p = 0: every bit passes.
// p = 1: zeros, as PyTorch. NaN in a dropped cell is replaced like any value. x and y may be the same memory.
template <class Scalar>
void alpha_dropout_forward(double drop_rate, Mode mode, std::span<const std::uint8_t> mask, std::span<const Scalar> x,
                           std::span<Scalar> y);

// dx = m ? a dy : 0
template <class Scalar>
void alpha_dropout_backward(double drop_rate, Mode mode, std::span<const std::uint8_t> mask,
                            std::span<const Scalar> dy, std::span<Scalar> dx);

}  // namespace dropout
