// mask.h: which units survive. Bernoulli per unit, one independent mask for each example and step.
#pragma once
#include <cstdint>
#include <span>

namespace dropout {

// What a mask depends on, and nothing else: not the batch, not the order of evaluation, not threads.
struct MaskKey {
  std::uint64_t seed = 1;
  std::uint32_t layer = 0;  // below 2^31 (see random_stream.h)
  std::uint32_t step = 0;
  std::uint32_t sample = 0;  // index of the example in its data set
};

// A drop rate is the probability of ZEROING a unit. Accepts [0, 1]; refuses NaN and everything outside.
bool is_valid_drop_rate(double drop_rate);

// round(p * 2^32): a 32-bit word below it drops its unit. In 64 bits, because p = 1 gives 2^32 and drops all;
// p = 0 drops none. The actual drop probability differs from p by at most 2^-33.
std::uint64_t drop_threshold(double drop_rate);

// Writes one 0 (dropped) or 1 (kept) for each unit; unit index = position in the span.
// Philox4x32-10, counter (unit / 4, sample, step, layer), key (seed low, seed high), word unit % 4.
// Needs a valid drop rate.
void draw_mask(const MaskKey& key, double drop_rate, std::span<std::uint8_t> mask);

// The random word behind one unit of draw_mask: the unit is dropped iff mask_word < drop_threshold(drop_rate).
std::uint32_t mask_word(const MaskKey& key, std::uint32_t unit);

}  // namespace dropout
