// philox_vectors.h: Philox4x32-10 for four counters at once, one in each lane; the same words as philox.h.
#pragma once
#include <array>
#include <cstdint>

#include "dropout/philox.h"

namespace dropout {

typedef std::uint32_t Words __attribute__((vector_size(16)));

constexpr std::uint32_t philox_multiplier_0 = 0xD2511F53u, philox_multiplier_1 = 0xCD9E8D57u;
constexpr int philox_round_count = 10;

inline Words words_of(std::uint32_t word) { return Words{word, word, word, word}; }

// The halves of a 64-bit product.
struct WideProduct {
  std::uint32_t low, high;
};
struct WideProducts {
  Words low, high;
};

inline WideProduct multiply_wide(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = std::uint64_t{a} * b;
  return {static_cast<std::uint32_t>(product), static_cast<std::uint32_t>(product >> 32)};
}

// 32 x 32 -> 64 bits in four lanes: two instructions that multiply two lanes each, then low and high words sorted.
inline WideProducts multiply_wide(Words a, std::uint32_t multiplier) {
#if defined(__SSE2__)
  // Spelled out, because GCC 12 makes three multiplications of a vector of 64-bit products.
  typedef std::int32_t Signed __attribute__((vector_size(16)));
  const Signed m = reinterpret_cast<Signed>(words_of(multiplier));
  const Signed first = reinterpret_cast<Signed>(__builtin_shufflevector(a, a, 0, 0, 1, 1));
  const Signed last = reinterpret_cast<Signed>(__builtin_shufflevector(a, a, 2, 2, 3, 3));
  const Words products_01 = reinterpret_cast<Words>(__builtin_ia32_pmuludq128(first, m));
  const Words products_23 = reinterpret_cast<Words>(__builtin_ia32_pmuludq128(last, m));
#else
  typedef std::uint64_t Wide __attribute__((vector_size(16)));
  Words m = words_of(multiplier);
#if defined(__wasm_simd128__)
  // The compiler must not see a constant that it could widen beforehand: i64x2.extmul takes 32-bit words, and the full
  // 64-bit multiplication that it would use instead costs three times as much.
  asm volatile("" : "+r"(m));
#endif
  const Wide first = __builtin_convertvector(__builtin_shufflevector(a, a, 0, 1), Wide) *
                     __builtin_convertvector(__builtin_shufflevector(m, m, 0, 1), Wide);
  const Wide last = __builtin_convertvector(__builtin_shufflevector(a, a, 2, 3), Wide) *
                    __builtin_convertvector(__builtin_shufflevector(m, m, 2, 3), Wide);
  const Words products_01 = reinterpret_cast<Words>(first), products_23 = reinterpret_cast<Words>(last);
#endif
  return {__builtin_shufflevector(products_01, products_23, 0, 2, 4, 6),
          __builtin_shufflevector(products_01, products_23, 1, 3, 5, 7)};
}

// The key of every round, in every lane.
struct PhiloxSchedule {
  std::array<Words, philox_round_count> key_0, key_1;

  explicit PhiloxSchedule(std::uint64_t seed) {
    PhiloxKey key = philox_key(seed);
    for (std::size_t round = 0; round < philox_round_count; ++round) {
      key_0[round] = words_of(key[0]);
      key_1[round] = words_of(key[1]);
      key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
    }
  }
};

struct PhiloxState {
  Words word_0, word_1, word_2, word_3;
};

inline PhiloxState philox_round(const PhiloxState& state, Words key_0, Words key_1) {
  const WideProducts product_0 = multiply_wide(state.word_0, philox_multiplier_0);
  const WideProducts product_1 = multiply_wide(state.word_2, philox_multiplier_1);
  return {product_1.high ^ (state.word_1 ^ key_0), product_1.low, product_0.high ^ (state.word_3 ^ key_1),
          product_0.low};
}

}  // namespace dropout
