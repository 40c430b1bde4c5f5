// peak_loops.h: what 128-bit vectors can do at most on this machine: independent chains of operations in registers.
#pragma once
#include <cmath>
#include <cstddef>

#include "philox_vectors.h"
#include "weighted_rows.h"

namespace bench {

using dropout::Vector;

// Unknown to the compiler, so that nothing is worked out beforehand; products stay what they are.
inline volatile float one = 1.0f, small = 0x1p-20f;
inline volatile float sink = 0.0f;

template <std::size_t count>
float sum_of_lanes(const Vector<float> (&vectors)[count]) {
  float sum = 0.0f;
  for (const Vector<float>& vector : vectors) sum += vector[0] + vector[1] + vector[2] + vector[3];
  return sum;
}

// Six chains hide the latency of two units (three or four cycles), and twelve with two constants fit into the registers.
constexpr std::size_t chain_count = 6;
constexpr std::size_t written_out_steps = 8 * chain_count;  // the loop's own instructions vanish behind them
constexpr double operations_of_peak_round = 2.0 * 4 * written_out_steps;

// As many multiplications as additions, separate ones: the engine is built without fused ones.
[[gnu::noinline]] inline void multiply_and_add(int rounds) {
  const Vector<float> factor = dropout::in_every_lane<float>(one), term = dropout::in_every_lane<float>(small);
  Vector<float> products[chain_count], sums[chain_count];
  for (std::size_t c = 0; c < chain_count; ++c) products[c] = sums[c] = factor + static_cast<float>(c);
  for (int round = 0; round < rounds; ++round)
    dropout::written_out<0, written_out_steps>([&](std::size_t s) __attribute__((always_inline)) {
      products[s % chain_count] *= factor;
      sums[s % chain_count] += term;
    });
  sink = sum_of_lanes(products) + sum_of_lanes(sums);
}

inline Vector<float> square_root(Vector<float> value) {
#if defined(__SSE2__)
  return __builtin_ia32_sqrtps(value);
#elif defined(__wasm_simd128__)
  return __builtin_wasm_sqrt_f32x4(value);
#else
  return Vector<float>{std::sqrt(value[0]), std::sqrt(value[1]), std::sqrt(value[2]), std::sqrt(value[3])};
#endif
}

constexpr double vectors_of_root_round = chain_count;

// One root and one division a vector: what Adam cannot do without.
[[gnu::noinline]] inline void root_and_divide(int rounds) {
  const Vector<float> numerator = dropout::in_every_lane<float>(one);
  Vector<float> values[chain_count];
  for (std::size_t c = 0; c < chain_count; ++c) values[c] = numerator + static_cast<float>(c);
  for (int round = 0; round < rounds; ++round)
    dropout::written_out<0, chain_count>([&](std::size_t c) __attribute__((always_inline)) {
      values[c] = numerator / square_root(values[c]);
    });
  sink = sum_of_lanes(values);
}

// Rounds of Philox on two times four blocks that never leave the registers.
[[gnu::noinline]] inline void philox_rounds(int rounds) {
  const auto seed = static_cast<std::uint32_t>(one);
  const dropout::Words key_0 = dropout::words_of(seed), key_1 = dropout::words_of(seed + 1);
  dropout::PhiloxState a{key_0, key_1, key_0, key_1}, b{key_1, key_0, key_1, key_0};
  for (int round = 0; round < rounds; ++round) {
    a = dropout::philox_round(a, key_0, key_1);
    b = dropout::philox_round(b, key_0, key_1);
  }
  sink =
      static_cast<float>((a.word_0 ^ a.word_1 ^ a.word_2 ^ a.word_3 ^ b.word_0 ^ b.word_1 ^ b.word_2 ^ b.word_3)[0]);
}

}  // namespace bench
