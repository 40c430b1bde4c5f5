// mask.cpp: masks drawn four units at a time, one Philox block each.
#include "dropout/mask.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "dropout/philox.h"

namespace dropout {
namespace {

std::array<std::uint32_t, 4> words_of(const MaskKey& key, std::uint32_t block) {
  return philox4x32({block, key.sample, key.step, key.layer}, philox_key(key.seed));
}

}  // namespace

bool is_valid_drop_rate(double drop_rate) { return drop_rate >= 0.0 && drop_rate <= 1.0; }  // false for NaN

std::uint64_t drop_threshold(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate));
  return static_cast<std::uint64_t>(std::llround(drop_rate * 0x1p32));  // the product is exact
}

void draw_mask(const MaskKey& key, double drop_rate, std::span<std::uint8_t> mask) {
  assert(key.layer < 0x80000000u);
  const std::uint64_t threshold = drop_threshold(drop_rate);
  // No word is below 0 and every word is below 2^32: the same masks without the random words.
  if (threshold == 0 || threshold == 0x100000000u) {
    std::fill(mask.begin(), mask.end(), static_cast<std::uint8_t>(threshold == 0 ? 1 : 0));
    return;
  }
  const std::size_t whole_blocks = mask.size() / 4;
  for (std::size_t block = 0; block < whole_blocks; ++block) {
    const auto words = words_of(key, static_cast<std::uint32_t>(block));
    for (std::size_t lane = 0; lane < 4; ++lane) mask[4 * block + lane] = words[lane] >= threshold;
  }
  if (mask.size() % 4 != 0) {
    const auto words = words_of(key, static_cast<std::uint32_t>(whole_blocks));
    for (std::size_t unit = 4 * whole_blocks; unit < mask.size(); ++unit) mask[unit] = words[unit % 4] >= threshold;
  }
}

std::uint32_t mask_word(const MaskKey& key, std::uint32_t unit) { return words_of(key, unit / 4)[unit % 4]; }

}  // namespace dropout
