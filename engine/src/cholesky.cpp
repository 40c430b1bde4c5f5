// cholesky.cpp: row by row, sums in index order (Golub and Van Loan, Matrix Computations, section 4.2).
#include "dropout/cholesky.h"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace dropout {

// L[i,j] = (A[i,j] - sum_{k<j} L[i,k] L[j,k]) / L[j,j]  for j < i,     L[i,i] = sqrt(A[i,i] - sum_{k<i} L[i,k]^2)
bool cholesky_factor(std::span<double> matrix, int n) {
  const std::size_t size = static_cast<std::size_t>(n);
  assert(matrix.size() == size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i * size + j];
      for (std::size_t k = 0; k < j; ++k) rest -= matrix[i * size + k] * matrix[j * size + k];
      if (j < i) {
        matrix[i * size + j] = rest / matrix[j * size + j];
      } else {
        if (!(rest > 0.0)) return false;
        matrix[i * size + i] = std::sqrt(rest);
      }
    }
  return true;
}

void solve_lower(std::span<const double> factor, int n, std::span<double> b) {
  const std::size_t size = static_cast<std::size_t>(n);
  assert(factor.size() == size * size && b.size() == size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= factor[i * size + k] * b[k];
    b[i] /= factor[i * size + i];
  }
}

void solve_factored(std::span<const double> factor, int n, std::span<double> b) {
  solve_lower(factor, n, b);
  const std::size_t size = static_cast<std::size_t>(n);
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t k = i + 1; k < size; ++k) b[i] -= factor[k * size + i] * b[k];
    b[i] /= factor[i * size + i];
  }
}

}  // namespace dropout
