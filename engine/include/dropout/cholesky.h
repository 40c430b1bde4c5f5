// cholesky.h: factor and solve of small symmetric positive definite systems, in double.
#pragma once
#include <span>

namespace dropout {

// Replaces the upper triangle of a symmetric matrix A [n, n] row-major by L^T with  A = L L^T. What lies below the diagonal
// is not read and not written. False, with the matrix half done, if A is not positive definite (up to rounding).
[[nodiscard]] bool cholesky_factor(std::span<double> matrix, int n);

// b := L^-1 b, forward substitution. The squared length of the result is  b^T A^-1 b.
void solve_lower(std::span<const double> factor, int n, std::span<double> b);

// b := A^-1 b = L^-T L^-1 b.
void solve_factored(std::span<const double> factor, int n, std::span<double> b);

}  // namespace dropout
