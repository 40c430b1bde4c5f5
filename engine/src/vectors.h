// vectors.h: four floats or two doubles at once, with the same bits everywhere.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace dropout {

// 16-byte vectors of GCC and Clang: SSE natively, simd128 in WASM, no intrinsics.
template <class Scalar>
struct VectorOf;
template <>
struct VectorOf<float> {
  typedef float Type __attribute__((vector_size(16)));
  typedef std::int32_t Bits __attribute__((vector_size(16)));
};
template <>
struct VectorOf<double> {
  typedef double Type __attribute__((vector_size(16)));
  typedef std::int64_t Bits __attribute__((vector_size(16)));
};
template <class Scalar>
using Vector = typename VectorOf<Scalar>::Type;
template <class Scalar>
using VectorBits = typename VectorOf<Scalar>::Bits;
template <class Scalar>
constexpr std::size_t lane_count = 16 / sizeof(Scalar);

template <class Scalar>
inline Vector<Scalar> load(const Scalar* from) {
  Vector<Scalar> vector;
  std::memcpy(&vector, from, sizeof vector);  // rows need no alignment
  return vector;
}
template <class Scalar>
inline void store(Scalar* to, Vector<Scalar> vector) {
  std::memcpy(to, &vector, sizeof vector);
}

template <class Scalar>
inline Vector<Scalar> in_every_lane(Scalar value) {
  return value - Vector<Scalar>{};  // a scalar operand is widened; x - 0 is x, also for -0 and NaN
}

// The lanes of value where keep is all ones, +0 where it is all zeros: a select by bits. Multiplying by 0 would keep a
// NaN, and a branch on a random mask is guessed wrong half of the time (measured: a training step twice as long).
template <class Scalar>
inline Vector<Scalar> select_lanes(VectorBits<Scalar> keep, Vector<Scalar> value) {
  return reinterpret_cast<Vector<Scalar>>(reinterpret_cast<VectorBits<Scalar>>(value) & keep);
}

// All ones in the lanes whose mask byte is not 0.
template <class Scalar>
inline VectorBits<Scalar> widen_mask(const std::uint8_t* mask) {
  if constexpr (lane_count<Scalar> == 4) {
#if defined(__wasm__)
    typedef std::uint8_t FourBytes __attribute__((vector_size(4)));
    FourBytes bytes;
    std::memcpy(&bytes, mask, sizeof bytes);
    return __builtin_convertvector(bytes, VectorBits<Scalar>) != 0;
#else
    // All four bytes in every lane, which looks at its own: GCC takes the conversion apart, byte by byte (a training step
    // 4 % longer). In WebAssembly both take the same time.
    std::int32_t bytes;
    std::memcpy(&bytes, mask, sizeof bytes);
    constexpr VectorBits<Scalar> own = {0x000000ff, 0x0000ff00, 0x00ff0000, -0x01000000};  // little-endian
    return ((VectorBits<Scalar>{} + bytes) & own) != 0;
#endif
  } else {
    return VectorBits<Scalar>{mask[0], mask[1]} != 0;
  }
}

}  // namespace dropout
