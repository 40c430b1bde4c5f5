// linear.h: the three matrix products of a dense layer, each result with one accumulator in index order.
#pragma once
#include <cstddef>

#include "weighted_rows.h"
#include "whole_rows.h"

namespace dropout {

// Shapes: x [rows, in], w [in, out], y [rows, out], row-major. The inner loop runs across results, never across the
// terms of a sum, so the compiler may use vectors of any width without changing a bit.
struct LinearShape {
  std::size_t rows, in, out;
};

// result[j] += factor * row[j]
template <class Scalar>
DROPOUT_WHOLE_ROWS inline void add_scaled_row(Scalar factor, const Scalar* __restrict row, std::size_t width,
                                              Scalar* __restrict result) {
  check_row(row, width);
  check_row(result, width);
  for (std::size_t j = 0; j < width; ++j) result[j] += factor * row[j];
}

// y[b,j] = c[j] + sum_i x[b,i] w[i,j]        c may be null: zeros
template <class Scalar>
void linear_forward(const LinearShape& s, const Scalar* x, const Scalar* w, const Scalar* c, Scalar* y) {
  for (std::size_t b = 0; b < s.rows; ++b) {
    weighted_row_sum<Scalar, AllTerms<Scalar>>({x + b * s.in, static_cast<int>(s.in)}, w, static_cast<int>(s.out), c,
                                               y + b * s.out);
  }
}

// dw[i,j] = sum_b x[b,i] dy[b,j]
template <class Scalar>
void linear_weight_gradient(const LinearShape& s, const Scalar* x, const Scalar* dy, Scalar* dw) {
  for (std::size_t n = 0; n < s.in * s.out; ++n) dw[n] = Scalar(0);
  for (std::size_t b = 0; b < s.rows; ++b)
    for (std::size_t i = 0; i < s.in; ++i) add_scaled_row(x[b * s.in + i], dy + b * s.out, s.out, dw + i * s.out);
}

// dc[j] = sum_b dy[b,j]
template <class Scalar>
void linear_bias_gradient(const LinearShape& s, const Scalar* dy, Scalar* dc) {
  for (std::size_t j = 0; j < s.out; ++j) dc[j] = Scalar(0);
  for (std::size_t b = 0; b < s.rows; ++b)
    for (std::size_t j = 0; j < s.out; ++j) dc[j] += dy[b * s.out + j];
}

// dx[b,i] = sum_j dy[b,j] w[i,j], over the rows of the transposed weights [out, in], for which transposed has room
template <class Scalar>
void linear_input_gradient(const LinearShape& s, const Scalar* dy, const Scalar* w, Scalar* transposed, Scalar* dx) {
  for (std::size_t i = 0; i < s.in; ++i)
    for (std::size_t j = 0; j < s.out; ++j) transposed[j * s.in + i] = w[i * s.out + j];
  for (std::size_t b = 0; b < s.rows; ++b) {
    Scalar* result = dx + b * s.in;
    for (std::size_t i = 0; i < s.in; ++i) result[i] = Scalar(0);
    for (std::size_t j = 0; j < s.out; ++j) add_scaled_row(dy[b * s.out + j], transposed + j * s.in, s.in, result);
  }
}

}  // namespace dropout
