// weighted_rows_test.cpp: sums in vectors have the bits of plain loops, for rows of every width.
#include "../src/weighted_rows.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "../src/linear.h"
#include "study_support.h"

namespace dropout {
namespace {

// Some widths for each combination of tiles, and rests of single numbers.
constexpr std::size_t inputs[] = {1, 2, 5, 16, 19};
constexpr int widths[] = {1, 2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 32, 33, 47, 64, 71};

template <class Scalar>
class WeightedRows : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(WeightedRows, Scalars);

TYPED_TEST(WeightedRows, ADenseLayerIsThePlainSumInIndexOrder) {
  constexpr std::size_t rows = 3;
  for (const std::size_t in : inputs)
    for (const int width : widths) {
      const auto out = static_cast<std::size_t>(width);
      std::vector<TypeParam> x = random_inputs<TypeParam>(static_cast<int>(rows * in), 1);
      x[0] = 0;
      const auto w = random_inputs<TypeParam>(static_cast<int>(in * out), 2), c = random_inputs<TypeParam>(width, 3);
      for (const bool with_bias : {true, false}) {
        std::vector<TypeParam> y(rows * out), plain(rows * out);
        linear_forward<TypeParam>({rows, in, out}, x.data(), w.data(), with_bias ? c.data() : nullptr, y.data());
        for (std::size_t b = 0; b < rows; ++b)
          for (std::size_t j = 0; j < out; ++j) {
            TypeParam sum = with_bias ? c[j] : TypeParam(0);
            for (std::size_t i = 0; i < in; ++i) sum += x[b * in + i] * w[i * out + j];
            plain[b * out + j] = sum;
          }
        ASSERT_EQ(y, plain) << in << " to " << out;
      }
    }
}

TYPED_TEST(WeightedRows, ColumnsOfAWiderMatrixAddToWhatIsThere) {
  constexpr int columns = 80, count = 4;
  const auto matrix = random_inputs<TypeParam>(count * columns, 4), weights = random_inputs<TypeParam>(count, 5);
  for (const int width : widths) {
    std::vector<TypeParam> sums = random_inputs<TypeParam>(width + 1, 6), plain = sums;
    const TypeParam* const first = matrix.data() + columns - width;
    weighted_row_sum<TypeParam, AllTerms<TypeParam>>({weights.data(), count}, first, width, sums.data(), sums.data(),
                                                     columns);
    for (int j = 0; j < width; ++j)
      for (int n = 0; n < count; ++n)
        plain[static_cast<std::size_t>(j)] += weights[static_cast<std::size_t>(n)] * first[n * columns + j];
    ASSERT_EQ(sums, plain) << width << " columns; the number behind them stays";
  }
}

}  // namespace
}  // namespace dropout
