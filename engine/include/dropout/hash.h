// hash.h: FNV-1a, a fingerprint of results that must not change by a single bit.
#pragma once
#include <cstdint>
#include <span>

#include "dropout/bits.h"

namespace dropout {

// 64-bit FNV-1a (Fowler, Noll, Vo). Not cryptographic. Numbers enter as little-endian bytes on every machine.
class Fnv1a {
 public:
  constexpr void add_byte(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3u; }
  constexpr void add(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) add_byte(byte);
  }
  constexpr void add(std::uint32_t word) {
    for (int shift = 0; shift < 32; shift += 8) add_byte(static_cast<std::uint8_t>(word >> shift));
  }
  constexpr void add(std::span<const float> numbers) {
    for (const float number : numbers) add(bits_as<std::uint32_t>(number));
  }
  constexpr std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

constexpr std::uint64_t hash_of(std::span<const float> numbers) {
  Fnv1a hash;
  hash.add(numbers);
  return hash.value();
}

}  // namespace dropout
