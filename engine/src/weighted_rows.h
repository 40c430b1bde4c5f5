// weighted_rows.h: the one kernel of the net: a weighted sum of matrix rows, over the terms that are not zero.
#pragma once
#include <cstddef>
#include <cstdint>

#include "vectors.h"

namespace dropout {

// The terms of a sum: value[n] at index[n], n = 0 .. count - 1, indices ascending.
template <class Scalar>
struct Terms {
  const std::int32_t* index;
  const Scalar* value;
  int count;
};

// Writes the exact non-zeros of a row (NaN counts as non-zero) and returns how many there are.
template <class Scalar>
inline int gather_nonzeros(const Scalar* row, int width, std::int32_t* index, Scalar* value) {
  int count = 0;
  for (int i = 0; i < width; ++i) {  // without a branch: the pattern is random, so a branch would guess wrong
    index[count] = i;
    value[count] = row[i];
    count += row[i] != Scalar(0) ? 1 : 0;
  }
  return count;
}

// `vector_count` vectors of the result, kept in registers over the whole sum.
template <std::size_t vector_count, class Scalar>
inline void weighted_row_tile(Terms<Scalar> terms, const Scalar* matrix, std::ptrdiff_t width, const Scalar* start,
                              Scalar* result) {
  Vector<Scalar> sums[vector_count];
  for (std::size_t v = 0; v < vector_count; ++v) sums[v] = start ? load(start + v * lane_count<Scalar>) : Vector<Scalar>{};
  for (int n = 0; n < terms.count; ++n) {
    const Scalar* row = matrix + terms.index[n] * width;
    const Vector<Scalar> value = in_every_lane(terms.value[n]);
    for (std::size_t v = 0; v < vector_count; ++v) sums[v] += value * load(row + v * lane_count<Scalar>);
  }
  for (std::size_t v = 0; v < vector_count; ++v) store(result + v * lane_count<Scalar>, sums[v]);
}

// result[j] = start[j] + sum_n value[n] * matrix[index[n], j]        matrix [rows, width]; start may be null: zeros
// Each result has one accumulator and takes its terms in index order, so neither the vector width nor the compiler
// changes a bit; leaving out terms that are exactly zero changes nothing either while the matrix is finite.
template <class Scalar>
inline void weighted_row_sum(Terms<Scalar> terms, const Scalar* matrix, int width, const Scalar* start,
                             Scalar* result) {
  constexpr int lanes = static_cast<int>(lane_count<Scalar>);
  int j = 0;
  const auto tile = [&](auto kernel, int vectors) {
    kernel(terms, matrix + j, static_cast<std::ptrdiff_t>(width), start ? start + j : nullptr, result + j);
    j += vectors * lanes;
  };
  while (width - j >= 8 * lanes) tile(weighted_row_tile<8, Scalar>, 8);
  if (width - j >= 4 * lanes) tile(weighted_row_tile<4, Scalar>, 4);
  if (width - j >= 2 * lanes) tile(weighted_row_tile<2, Scalar>, 2);
  if (width - j >= lanes) tile(weighted_row_tile<1, Scalar>, 1);
  for (; j < width; ++j) {
    Scalar sum = start ? start[j] : Scalar(0);
    for (int n = 0; n < terms.count; ++n) sum += terms.value[n] * matrix[terms.index[n] * static_cast<std::ptrdiff_t>(width) + j];
    result[j] = sum;
  }
}

}  // namespace dropout
