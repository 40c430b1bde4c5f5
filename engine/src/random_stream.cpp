// random_stream.cpp: words, uniforms and normals from Philox blocks.
#include "dropout/random_stream.h"

#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/philox.h"

namespace dropout {

RandomStream::RandomStream(std::uint64_t seed, StreamPurpose purpose) : seed_(seed), purpose_(purpose) {}

std::uint32_t RandomStream::next_u32() {
  if (used_ == 4) {
    constexpr std::uint32_t stream_space = 0x80000000u;  // masks keep this bit clear
    words_ = philox4x32({static_cast<std::uint32_t>(block_), static_cast<std::uint32_t>(block_ >> 32), 0u,
                         stream_space + static_cast<std::uint32_t>(purpose_)},
                        philox_key(seed_));
    ++block_;
    used_ = 0;
  }
  return words_[static_cast<std::size_t>(used_++)];
}

double RandomStream::uniform() { return next_u32() * 0x1p-32; }

std::uint32_t RandomStream::below(std::uint32_t bound) {
  assert(bound >= 1);
  return static_cast<std::uint32_t>((std::uint64_t{next_u32()} * bound) >> 32);
}

double RandomStream::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  // (u + 1) 2^-32 lies in (0, 1], so the log is finite and the largest normal is 6.66.
  const double radius = std::sqrt(-2.0 * log((next_u32() + 1.0) * 0x1p-32));
  const SineCosine direction = sine_cosine_of_turns(uniform());
  spare_normal_ = radius * direction.sine;
  has_spare_normal_ = true;
  return radius * direction.cosine;
}

}  // namespace dropout
