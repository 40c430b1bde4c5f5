// unit_correlation.h: how alike the units of one hidden layer behave over a set of points.
#pragma once
#include <span>

// outputs: [points, width] row-major, as hidden_outputs gives them; at least two points. Variances divide by the number
// of points. A unit that never changes (a dead ReLU unit) has no correlation and no variance.
namespace dropout {

// Mean of |correlation| over all pairs of units that change; 0 where there is no such pair.
double mean_abs_correlation(std::span<const float> outputs, int width);

// Participation ratio of the covariance matrix C: how many directions share the variance.
//   (sum of eigenvalues)^2 / sum of squared eigenvalues  =  (trace C)^2 / sum_ij C_ij^2
// Between 1 (all on one line) and width (all directions alike); 0 if nothing changes.
double participation_ratio(std::span<const float> outputs, int width);

}  // namespace dropout
