// weighted_rows.h: the one kernel of the net: a weighted sum of matrix rows, over the terms that are not zero.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

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
  Vector<Scalar> sums[vector_count] = {};
  if (start)
    for (std::size_t v = 0; v < vector_count; ++v) sums[v] = load(start + v * lane_count<Scalar>);
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
  const std::ptrdiff_t stride = width;
  int j = 0;
  const auto fits = [&](auto vectors) { return width - j >= static_cast<int>(vectors * lane_count<Scalar>); };
  const auto tile = [&](auto vectors) {
    weighted_row_tile<vectors>(terms, matrix + j, stride, start ? start + j : nullptr, result + j);
    j += static_cast<int>(vectors * lane_count<Scalar>);
  };
  constexpr std::integral_constant<std::size_t, 8> eight;
  constexpr std::integral_constant<std::size_t, 4> four;
  constexpr std::integral_constant<std::size_t, 2> two;
  constexpr std::integral_constant<std::size_t, 1> one;
  while (fits(eight)) tile(eight);
  if (fits(four)) tile(four);
  if (fits(two)) tile(two);
  if (fits(one)) tile(one);
  for (; j < width; ++j) {
    Scalar sum = start ? start[j] : Scalar(0);
    for (int n = 0; n < terms.count; ++n) sum += terms.value[n] * matrix[terms.index[n] * stride + j];
    result[j] = sum;
  }
}

}  // namespace dropout
