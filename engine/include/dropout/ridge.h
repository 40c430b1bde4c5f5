// ridge.h: dropout on the inputs of linear regression is ridge regression, exactly.
#pragma once
#include <span>
#include <vector>

// Squared loss of y against x . b, the inputs under inverted dropout with an independent mask for each example:
//   E[ sum_i (y_i - sum_j m_ij x_ij b_j / k)^2 ] = |y - X b|^2 + (p / k) sum_j b_j^2 (X^T X)_jj
// A ridge penalty whose strength grows with each input's own size. Its minimum solves
//   (X^T X + (p / k) diag(X^T X)) b = X^T y
// Sources: Srivastava et al. 2014 (JMLR 15:1929, section 9.1); Wager et al. 2013 (arXiv:1307.1493).
// X [examples, inputs] row-major, y [examples], b [inputs]; drop_rate in [0, 1).
namespace dropout {

// The right-hand side of the identity.
double dropout_regression_loss(std::span<const double> x, std::span<const double> y, std::span<const double> b,
                               double drop_rate);

// The left-hand side, by summing over all 2^inputs masks of every example (at most 16 inputs).
double enumerated_regression_loss(std::span<const double> x, std::span<const double> y, std::span<const double> b,
                                  double drop_rate);

// The minimizing b. Empty when there is not one alone, or none in finite numbers: columns that depend on each other linearly
// without dropout, a column of zeros, values whose squares are beyond the range of numbers.
std::vector<double> dropout_regression(std::span<const double> x, std::span<const double> y, double drop_rate);

// Variance of the prediction for one input x [inputs] under Monte Carlo dropout: (p / k) sum_j b_j^2 x_j^2.
double prediction_variance(std::span<const double> x, std::span<const double> b, double drop_rate);

}  // namespace dropout
