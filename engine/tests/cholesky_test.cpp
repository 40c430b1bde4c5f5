// cholesky_test.cpp: factors multiply back, solutions solve, matrices that are not positive definite are refused.
#include "dropout/cholesky.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "study_support.h"

namespace dropout {
namespace {

// B B^T + 0.1 I for a random B [n, n]: positive definite.
std::vector<double> random_matrix(int n, std::uint64_t seed) {
  const std::vector<double> b = random_inputs<double>(n * n, seed);
  const std::size_t size = static_cast<std::size_t>(n);
  std::vector<double> matrix(size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      for (std::size_t k = 0; k < size; ++k) matrix[i * size + j] += b[i * size + k] * b[j * size + k];
      if (i == j) matrix[i * size + j] += 0.1;
    }
  return matrix;
}

TEST(Cholesky, FactorsATwoByTwoMatrixByHand) {
  std::vector<double> a = {4, 2, -7, 10};  // what lies below the diagonal is not read
  ASSERT_TRUE(cholesky_factor(a, 2));
  EXPECT_EQ(a, (std::vector<double>{2, 1, -7, 3}));
}

TEST(Cholesky, FactorTimesItsTransposeIsTheMatrix) {
  for (const int n : {1, 2, 5, 40}) {
    const std::vector<double> a = random_matrix(n, 3);
    std::vector<double> u = a;
    ASSERT_TRUE(cholesky_factor(u, n));
    const std::size_t size = static_cast<std::size_t>(n);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        double product = 0.0;
        for (std::size_t k = 0; k <= j; ++k) product += u[k * size + i] * u[k * size + j];
        EXPECT_NEAR(product, a[i * size + j], 1e-12 * n);
      }
  }
}

TEST(Cholesky, SolutionsSolveTheSystem) {
  for (const int n : {1, 3, 40}) {
    const std::vector<double> a = random_matrix(n, 4), x = random_inputs<double>(n, 5);
    const std::size_t size = static_cast<std::size_t>(n);
    std::vector<double> b(size), factor = a;
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) b[i] += a[i * size + j] * x[j];
    ASSERT_TRUE(cholesky_factor(factor, n));
    std::vector<double> half = b, whole = b;
    solve_lower(factor, n, half);
    solve_factored(factor, n, whole);
    double squares = 0.0, quadratic = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_NEAR(whole[i], x[i], 1e-9) << "condition number up to 2 000";
      squares += half[i] * half[i];
      quadratic += b[i] * x[i];
    }
    EXPECT_NEAR(squares, quadratic, 1e-11 * quadratic) << "|L^-1 b|^2 = b^T A^-1 b";
  }
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefinite) {
  std::vector<double> indefinite = {1, 2, 0, 1}, singular = {1, 1, 0, 1}, not_a_number = {std::nan("")};
  EXPECT_FALSE(cholesky_factor(indefinite, 2));
  EXPECT_FALSE(cholesky_factor(singular, 2));
  EXPECT_FALSE(cholesky_factor(not_a_number, 1));
}

}  // namespace
}  // namespace dropout
