// cholesky.cpp: one row of the factor after another, sums in index order (Golub and Van Loan, Matrix Computations, section 4.2).
#include "dropout/cholesky.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

#include "linear.h"
#include "weighted_rows.h"

namespace dropout {

// With U = L^T every inner loop runs along a row and across sums, so vectors of any width give the same bits.
// U[j,i] = (A[j,i] - sum_{k<j} U[k,j] U[k,i]) / U[j,j]  for i > j,     U[j,j] = sqrt(A[j,j] - sum_{k<j} U[k,j]^2)
bool cholesky_factor(std::span<double> matrix, int n) {
  const std::size_t size = static_cast<std::size_t>(n);
  assert(matrix.size() == size * size);
  std::vector<double> factors(size);
  for (std::size_t j = 0; j < size; ++j) {
    double* const row = matrix.data() + j * size;
    for (std::size_t k = 0; k < j; ++k) factors[k] = -matrix[k * size + j];
    weighted_row_sum<double, AllTerms<double>>({factors.data(), static_cast<int>(j)}, matrix.data() + j,
                                               static_cast<int>(size - j), row + j, row + j, n);
    if (!(row[j] > 0.0)) return false;
    row[j] = std::sqrt(row[j]);
    for (std::size_t i = j + 1; i < size; ++i) row[i] /= row[j];
  }
  return true;
}

void solve_lower(std::span<const double> factor, int n, std::span<double> b) {
  const std::size_t size = static_cast<std::size_t>(n);
  assert(factor.size() == size * size && b.size() == size);
  for (std::size_t k = 0; k < size; ++k) {
    b[k] /= factor[k * size + k];
    add_scaled_row(-b[k], factor.data() + k * size + k + 1, size - k - 1, b.data() + k + 1);
  }
}

void solve_factored(std::span<const double> factor, int n, std::span<double> b) {
  solve_lower(factor, n, b);
  const std::size_t size = static_cast<std::size_t>(n);
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t k = i + 1; k < size; ++k) b[i] -= factor[i * size + k] * b[k];
    b[i] /= factor[i * size + i];
  }
}

}  // namespace dropout
