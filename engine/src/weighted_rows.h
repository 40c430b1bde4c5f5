// weighted_rows.h: the one kernel of the net: a weighted sum of matrix rows, over the terms that are not zero.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "vectors.h"

namespace dropout {

// The terms of a sum: weight(n) times row index[n] of a matrix, n = 0 .. count - 1, indices ascending.
// Here the weights lie in a list of their own ...
template <class Scalar>
struct Terms {
  const std::int32_t* index;
  const Scalar* value;
  int count;

  Scalar weight(int n) const { return value[n]; }
};

// ... and here they are picked from the row where they lie anyway: weight(n) = row[index[n]].
template <class Scalar>
struct PickedTerms {
  const std::int32_t* index;
  const Scalar* row;
  int count;

  Scalar weight(int n) const { return row[index[n]]; }
};

// ... and here they are all terms of a row: weight(n) = row[n], times row n of the matrix.
template <class Scalar>
struct AllTerms {
  struct Same {
    constexpr std::int32_t operator[](int n) const { return n; }
  };
  const Scalar* row;
  int count;
  Same index{};

  Scalar weight(int n) const { return row[n]; }
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

// How many vectors of results a loop keeps in registers, of which there are sixteen.
constexpr std::size_t largest_tile = 8;

// How many of them are summed up before the rest is loaded. V8 puts all the loads of a basic block before its sums, so
// eight vectors would need sixteen registers for both and one for the weight: there a block holds half of them.
#if defined(__wasm__)
constexpr std::size_t vectors_a_block = 4;
#else
constexpr std::size_t vectors_a_block = largest_tile;
#endif

// step(v) for v = from .. to - 1, written out: a tile lives in registers only if no loop runs over it, and to unroll every
// loop that a compiler can, instead of these, makes what a page downloads 5 % larger.
template <std::size_t from, std::size_t to, class Step>
[[gnu::always_inline]] inline void written_out(Step&& step) {
  const auto all = [&]<std::size_t... v>(std::index_sequence<v...>) __attribute__((always_inline)) {
    (step(from + v), ...);
  };
  all(std::make_index_sequence<to - from>{});
}

// `vector_count` vectors of the result, kept in registers over the whole sum.
template <std::size_t vector_count, class Scalar, class SomeTerms>
[[gnu::always_inline]] inline void weighted_row_tile(const SomeTerms& terms, const Scalar* matrix,
                                                     std::ptrdiff_t width, const Scalar* start, Scalar* result) {
  constexpr std::size_t first_block = vector_count < vectors_a_block ? vector_count : vectors_a_block;
  Vector<Scalar> sums[vector_count] = {};
  if (start)
    written_out<0, vector_count>([&](std::size_t v) __attribute__((always_inline)) {
      sums[v] = load(start + v * lane_count<Scalar>);
    });
  for (int n = 0; n < terms.count; ++n) {
    const std::int32_t index = terms.index[n];
    const Scalar* row = matrix + index * width;
    const Vector<Scalar> weight = in_every_lane(terms.weight(n));
    const auto add = [&](std::size_t v) __attribute__((always_inline)) {
      sums[v] += weight * load(row + v * lane_count<Scalar>);
    };
    written_out<0, first_block>(add);
    if constexpr (first_block < vector_count)
      if (index < 0) break;  // never: it ends the block, and makes the sums so far due
    written_out<first_block, vector_count>(add);
  }
  written_out<0, vector_count>([&](std::size_t v) __attribute__((always_inline)) {
    store(result + v * lane_count<Scalar>, sums[v]);
  });
}

// Calls tile(count of vectors, first column) over a row: of the counts named, from the largest to 1, as many as fit.
// Returns the first column that is left for a loop of single numbers. All of it is inlined by order: calls with their
// captures in memory cost a training step 3 % in WebAssembly.
template <class Scalar, std::size_t... counts, class Tile>
[[gnu::always_inline]] inline int for_each_tile(int width, Tile&& tile) {
  int j = 0;
  const auto while_it_fits = [&](auto vectors) __attribute__((always_inline)) {
    constexpr int columns = static_cast<int>(vectors * lane_count<Scalar>);
    for (; width - j >= columns; j += columns) tile(vectors, j);
  };
  (while_it_fits(std::integral_constant<std::size_t, counts>{}), ...);
  return j;
}

// result[j] = start[j] + sum_n weight(n) * matrix[index[n], j]       start may be null: zeros, or the result itself
// The matrix is [rows, width], or `width` columns of a wider one whose rows lie `stride` apart.
// Each result has one accumulator and takes its terms in index order, so neither the vector width nor the compiler
// changes a bit; leaving out terms that are exactly zero changes nothing either while the matrix is finite.
template <class Scalar, class SomeTerms = Terms<Scalar>>
inline void weighted_row_sum(const SomeTerms& terms, const Scalar* matrix, int width,
                             std::type_identity_t<const Scalar*> start, Scalar* result, std::ptrdiff_t stride) {
  int j = for_each_tile<Scalar, largest_tile, 4, 2, 1>(
      width, [&](auto vectors, int at) __attribute__((always_inline)) {
        weighted_row_tile<vectors>(terms, matrix + at, stride, start ? start + at : nullptr, result + at);
      });
  for (; j < width; ++j) {
    Scalar sum = start ? start[j] : Scalar(0);
    for (int n = 0; n < terms.count; ++n) sum += terms.weight(n) * matrix[terms.index[n] * stride + j];
    result[j] = sum;
  }
}

template <class Scalar, class SomeTerms = Terms<Scalar>>
[[gnu::always_inline]] inline void weighted_row_sum(const SomeTerms& terms, const Scalar* matrix, int width,
                                                    std::type_identity_t<const Scalar*> start, Scalar* result) {
  weighted_row_sum<Scalar, SomeTerms>(terms, matrix, width, start, result, width);
}

// result[j] = sum_b matrix[b, j]                                      matrix [rows, width]
template <class Scalar>
inline void sum_of_rows(const Scalar* matrix, int rows, int width, Scalar* result) {
  const std::ptrdiff_t stride = width;
  int j = for_each_tile<Scalar, 4, 1>(
      width, [&](auto vectors, int at) __attribute__((always_inline)) {
        Vector<Scalar> sums[vectors] = {};
        for (int b = 0; b < rows; ++b)
          written_out<0, vectors>([&](std::size_t v) __attribute__((always_inline)) {
            sums[v] += load(matrix + b * stride + at + v * lane_count<Scalar>);
          });
        written_out<0, vectors>([&](std::size_t v) __attribute__((always_inline)) {
          store(result + at + v * lane_count<Scalar>, sums[v]);
        });
      });
  for (; j < width; ++j) {
    Scalar sum = 0;
    for (int b = 0; b < rows; ++b) sum += matrix[b * stride + j];
    result[j] = sum;
  }
}

// result[j] = sum_b [x[b, j] != 0] x[b, j] * weight[b]                x [rows, width]
// For a layer with one output, whose weight gradient has rows of one number: the vectors run across its inputs.
template <class Scalar>
inline void weighted_sum_of_nonzeros(const Scalar* x, const Scalar* weight, int rows, int width, Scalar* result) {
  const std::ptrdiff_t stride = width;
  int j = for_each_tile<Scalar, 4, 1>(
      width, [&](auto vectors, int at) __attribute__((always_inline)) {
        Vector<Scalar> sums[vectors] = {};
        for (int b = 0; b < rows; ++b) {
          const Vector<Scalar> factor = in_every_lane(weight[b]);
          written_out<0, vectors>([&](std::size_t v) __attribute__((always_inline)) {
            const Vector<Scalar> values = load(x + b * stride + at + v * lane_count<Scalar>);
            sums[v] += select_lanes<Scalar>(values != Scalar(0), values * factor);
          });
        }
        written_out<0, vectors>([&](std::size_t v) __attribute__((always_inline)) {
          store(result + at + v * lane_count<Scalar>, sums[v]);
        });
      });
  for (; j < width; ++j) {
    Scalar sum = 0;
    for (int b = 0; b < rows; ++b)
      if (x[b * stride + j] != Scalar(0)) sum += x[b * stride + j] * weight[b];
    result[j] = sum;
  }
}

}  // namespace dropout
