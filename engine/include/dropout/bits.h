// bits.h: reads a number's bytes as another type; std::bit_cast is missing in the libc++ of emcc 3.1.6.
#pragma once

namespace dropout {

// Both types have the same size and are trivially copyable; the compilers check it.
template <class To, class From>
constexpr To bits_as(const From& from) {
  return __builtin_bit_cast(To, from);
}

}  // namespace dropout
