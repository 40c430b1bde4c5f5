// transpose.h: the transpose of a small matrix, sixteen numbers at a time.
#pragma once
#include <cstddef>

#include "vectors.h"

namespace dropout {

// to[j, i] = from[i, j]                                              from [rows, columns], to [columns, rows]
template <class Scalar>
inline void transpose(const Scalar* __restrict from, std::size_t rows, std::size_t columns, Scalar* __restrict to) {
  std::size_t whole_rows = 0, whole_columns = 0;
  if constexpr (lane_count<Scalar> == 4) {
    whole_rows = rows / 4 * 4;
    whole_columns = columns / 4 * 4;
    for (std::size_t i = 0; i < whole_rows; i += 4)
      for (std::size_t j = 0; j < whole_columns; j += 4) {
        const Scalar* corner = from + i * columns + j;
        const Vector<Scalar> a = load(corner), b = load(corner + columns), c = load(corner + 2 * columns),
                             d = load(corner + 3 * columns);
        const Vector<Scalar> ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
        const Vector<Scalar> ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
        const Vector<Scalar> cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
        const Vector<Scalar> cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
        Scalar* target = to + j * rows + i;
        store<Scalar>(target, __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5));
        store<Scalar>(target + rows, __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7));
        store<Scalar>(target + 2 * rows, __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5));
        store<Scalar>(target + 3 * rows, __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7));
      }
  }
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = i < whole_rows ? whole_columns : 0; j < columns; ++j)
      to[j * rows + i] = from[i * columns + j];
}

}  // namespace dropout
