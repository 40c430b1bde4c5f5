// variance_shift.h: why batch norm right after dropout normalizes with the wrong variance.
#pragma once
#include <cstdint>
#include <span>

// The running variance is collected with dropout on and used with dropout off: the means agree, the variances do not.
// Source: Li et al., arXiv:1801.05134 (CVPR 2019), who write p for the KEEP rate; here p is the drop rate, k = 1 - p.
namespace dropout {

struct Moments {
  double mean = 0.0;
  double variance = 0.0;  // population variance, divided by n
};

// Of values in index order; all zero for none.
Moments moments_of(std::span<const double> values);

// ReLU of a standard normal: mean 1 / sqrt(2 pi) = 0.3989, variance 1/2 - 1 / (2 pi) = 0.3408.
Moments relu_of_standard_normal();

// One value with mean c and variance v under inverted dropout:
//   Var_train = (c^2 + v) / k - c^2,   Var_eval = v,   ratio Delta = Var_eval / Var_train;  Delta = k if c = 0
// After normalization with the training variance the eval output has standard deviation sqrt(Delta) instead of 1.
struct VarianceShift {
  double train_variance = 0.0;
  double eval_variance = 0.0;
  double ratio = 1.0;      // 1 where both variances are 0
  double output_sd = 1.0;  // sqrt(ratio)
};
VarianceShift variance_shift(const Moments& input, double drop_rate);  // drop_rate in [0, 1)

// The same for a weighted sum  sum_j w_j x_j  of inputs with covariance [n, n] row-major and means [n], every input
// with a mask of its own (case (b) of the paper):
//   Var_eval = w^T C w,   Var_train = w^T C w + (p / k) sum_j w_j^2 (c_j^2 + C_jj)
VarianceShift variance_shift_of_sum(std::span<const double> weights, std::span<const double> means,
                                    std::span<const double> covariance, double drop_rate);

// Measured on a real layer: mean over units of (population variance of eval_values / running variance).
// eval_values [batch, unit] row-major, one value before batch norm; running_variances [unit], all > 0.
double mean_variance_ratio(std::span<const double> eval_values, std::span<const double> running_variances);

// Draws for a histogram: eval[i] = ReLU of a standard normal, train[i] = the same value under inverted dropout.
// Spans of equal length. drop_rate in [0, 1].
void sample_relu_under_dropout(double drop_rate, std::uint64_t seed, std::span<double> eval, std::span<double> train);

}  // namespace dropout
