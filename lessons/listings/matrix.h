// matrix.h: the three products of a dense layer, written out for the listings. Sums run in index order.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

struct Matrix {
  std::size_t rows, columns;
  std::vector<float> values;  // [rows, columns] row-major
};

// z[b,j] = biases[j] + sum_i x[b,i] weights[i,j]        weights [x.columns, biases.size()]
inline Matrix affine(const Matrix& x, std::span<const float> weights, std::span<const float> biases) {
  Matrix z{x.rows, biases.size(), std::vector<float>(x.rows * biases.size())};
  for (std::size_t b = 0; b < z.rows; ++b)
    for (std::size_t j = 0; j < z.columns; ++j) {
      float sum = biases[j];
      for (std::size_t i = 0; i < x.columns; ++i) sum += x.values[b * x.columns + i] * weights[i * z.columns + j];
      z.values[b * z.columns + j] = sum;
    }
  return z;
}

// The gradient of one layer in the engine's order: sum_b x[b,i] delta[b,j] for each weight, then sum_b delta[b,j].
inline std::vector<float> weight_and_bias_gradient(const Matrix& x, const Matrix& delta) {
  std::vector<float> gradient;
  for (std::size_t i = 0; i <= x.columns; ++i)
    for (std::size_t j = 0; j < delta.columns; ++j) {
      float sum = 0;
      for (std::size_t b = 0; b < x.rows; ++b) {
        const float input = i < x.columns ? x.values[b * x.columns + i] : 1.0f;
        sum += input * delta.values[b * delta.columns + j];
      }
      gradient.push_back(sum);
    }
  return gradient;
}

// dx[b,i] = sum_j delta[b,j] weights[i,j]        weights [inputs, delta.columns]
inline Matrix times_transposed(const Matrix& delta, std::span<const float> weights) {
  const std::size_t inputs = weights.size() / delta.columns;
  Matrix dx{delta.rows, inputs, std::vector<float>(delta.rows * inputs)};
  for (std::size_t b = 0; b < delta.rows; ++b)
    for (std::size_t i = 0; i < inputs; ++i) {
      float sum = 0;
      for (std::size_t j = 0; j < delta.columns; ++j)
        sum += delta.values[b * delta.columns + j] * weights[i * delta.columns + j];
      dx.values[b * inputs + i] = sum;
    }
  return dx;
}
