// lane_lists.h: lists of the places in a row where something holds, written a vector at a time and without a branch.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "vectors.h"

namespace dropout {

// One bit for each lane, lane 0 first, of a vector whose lanes are all ones or zero.
template <class Scalar>
inline unsigned lane_bits(VectorBits<Scalar> lanes) {
#if defined(__SSE2__)
  if constexpr (lane_count<Scalar> == 4)
    return static_cast<unsigned>(__builtin_ia32_movmskps(reinterpret_cast<Vector<Scalar>>(lanes)));
  else
    return static_cast<unsigned>(__builtin_ia32_movmskpd(reinterpret_cast<Vector<Scalar>>(lanes)));
#elif defined(__wasm_simd128__)
  if constexpr (lane_count<Scalar> == 4)
    return static_cast<unsigned>(__builtin_wasm_bitmask_i32x4(lanes));
  else
    return (lanes[0] != 0 ? 1u : 0u) | (lanes[1] != 0 ? 2u : 0u);
#else
  unsigned bits = 0;
  for (std::size_t lane = 0; lane < lane_count<Scalar>; ++lane) bits |= lanes[lane] != 0 ? 1u << lane : 0u;
  return bits;
#endif
}

// The lanes of a set of bits in ascending order, and how many there are.
struct LanesOfBits {
  alignas(16) std::int32_t lanes[16][4] = {};
  std::uint8_t count[16] = {};

  constexpr LanesOfBits() {
    for (unsigned bits = 0; bits < 16; ++bits)
      for (std::int32_t lane = 0; lane < 4; ++lane)
        if ((bits >> lane & 1u) != 0) lanes[bits][count[bits]++] = lane;
  }
};
inline constexpr LanesOfBits lanes_of_bits;

constexpr std::size_t lane_list_padding = 3;  // append_lanes writes up to so many places past the end of its list

// Appends first + lane for each bit; returns the new count of the list.
inline int append_lanes(unsigned bits, int first, std::int32_t* list, int count) {
  typedef std::int32_t Lanes __attribute__((vector_size(16)));
  Lanes lanes;
  std::memcpy(&lanes, lanes_of_bits.lanes[bits], sizeof lanes);
  lanes += first;
  std::memcpy(list + count, &lanes, sizeof lanes);
  return count + lanes_of_bits.count[bits];
}

}  // namespace dropout
