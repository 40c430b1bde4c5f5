// random_stream.h: sequences of random numbers, one independent stream for each purpose.
#pragma once
#include <array>
#include <cstdint>

namespace dropout {

// Separate streams, so that a change in one place (more points, another drop rate) moves nothing elsewhere.
// The numbers are part of every golden value: append, never renumber.
enum class StreamPurpose : std::uint32_t {
  data = 1,            // coordinates of training and test points
  label_flips = 2,     // which training labels are wrong
  initialization = 3,  // initial weights
  minibatch = 4,       // order of the examples
  study = 5,           // experiments of a widget: random subsets, permutations, Monte Carlo passes
};

// Philox words with key = seed and counter = (block low, block high, 0, 2^31 + purpose), read in order.
// Masks use counters whose last word is a layer below 2^31, so no stream ever meets a mask (see mask.h).
// Copyable; two streams made alike give the same numbers on every compiler, native and WASM.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, StreamPurpose purpose);

  std::uint32_t next_u32();

  // In [0, 1): next_u32() * 2^-32.
  double uniform();

  // Integer in [0, bound), bound >= 1: floor(u32 * bound / 2^32). A value's probability is off by less than 2^-32.
  std::uint32_t below(std::uint32_t bound);

  // Standard normal by Box and Muller from the engine's own log, sine and cosine; two words give two normals.
  double normal();

 private:
  std::uint64_t seed_;
  StreamPurpose purpose_;
  std::uint64_t block_ = 0;
  std::array<std::uint32_t, 4> words_{};
  int used_ = 4;
  double spare_normal_ = 0.0;
  bool has_spare_normal_ = false;
};

}  // namespace dropout
