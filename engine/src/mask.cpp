// mask.cpp: masks drawn sixteen units at a time, four Philox blocks of four units each.
#include "dropout/mask.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>

#include "batch_masks.h"
#include "dropout/philox.h"
#include "philox_vectors.h"

namespace dropout {
namespace {

// Four blocks of counters (block, sample, step, layer), as far as Philox can be worked out without the sample: of the
// first three rounds only one multiplication of six depends on both, so a batch pays for seven and a half rounds.
struct SharedRounds {
  Words low_0;                   // of multiplier_0 * block, round 1
  Words word_1, word_2, word_3;  // terms of the state after round 3
};

SharedRounds share_rounds(const PhiloxSchedule& keys, std::uint32_t first_block, std::uint32_t layer,
                          WideProduct step_product) {
  const Words blocks = words_of(first_block) + Words{0, 1, 2, 3};
  const WideProducts round_1 = multiply_wide(blocks, philox_multiplier_0);
  const Words word_2 = round_1.high ^ words_of(layer) ^ keys.key_1[0];
  const WideProducts round_2 = multiply_wide(word_2, philox_multiplier_1);
  const Words word_0 = round_2.high ^ words_of(step_product.low) ^ keys.key_0[1];
  const WideProducts round_3 = multiply_wide(word_0, philox_multiplier_0);
  return {round_1.low, round_2.low ^ keys.key_0[2], round_3.high ^ keys.key_1[2], round_3.low};
}

// One byte for each of the sixteen units: 1 if its word is not below the threshold.
Words keep_bytes(const PhiloxState& state, Words threshold) {
  const auto bytes = [&](Words words, std::uint32_t bit) {
    return reinterpret_cast<Words>(words >= threshold) & words_of(bit);
  };
  return (bytes(state.word_0, 0x00000001u) | bytes(state.word_1, 0x00000100u)) |
         (bytes(state.word_2, 0x00010000u) | bytes(state.word_3, 0x01000000u));  // little-endian: unit order
}

constexpr std::size_t units_of_group = 16;
constexpr std::size_t groups_of_chunk = 16;

// The masks of units first_unit .. of one chunk, for every example.
void draw_chunk(const BatchMaskKey& key, const PhiloxSchedule& keys, Words threshold, std::size_t batch,
                std::size_t width, std::size_t first_unit, std::uint8_t* masks) {
  const std::size_t unit_count = std::min(width - first_unit, units_of_group * groups_of_chunk);
  const std::size_t group_count = (unit_count + units_of_group - 1) / units_of_group;
  const WideProduct step_product = multiply_wide(philox_multiplier_1, key.step);
  std::array<SharedRounds, groups_of_chunk> shared;
  for (std::size_t g = 0; g < group_count; ++g)
    shared[g] = share_rounds(keys, static_cast<std::uint32_t>(first_unit / 4 + 4 * g), key.layer, step_product);

  for (std::size_t b = 0; b < batch; ++b) {
    const std::uint32_t sample = key.sample_ids.empty() ? static_cast<std::uint32_t>(b) : key.sample_ids[b];
    const WideProduct sample_product =
        multiply_wide(philox_multiplier_0, step_product.high ^ sample ^ keys.key_0[0][0]);
    const Words sample_high = words_of(sample_product.high) ^ keys.key_1[1];
    const Words sample_low = words_of(sample_product.low);
    std::uint8_t* row = masks + b * width + first_unit;
    for (std::size_t g = 0; g < group_count; ++g) {
      const WideProducts round_3 = multiply_wide(shared[g].low_0 ^ sample_high, philox_multiplier_1);
      PhiloxState state = {round_3.high ^ shared[g].word_1, round_3.low, shared[g].word_2 ^ sample_low,
                           shared[g].word_3};
      for (std::size_t round = 3; round < philox_round_count; ++round)
        state = philox_round(state, keys.key_0[round], keys.key_1[round]);
      const Words bytes = keep_bytes(state, threshold);
      const std::size_t left = unit_count - g * units_of_group;
      if (left >= units_of_group)
        std::memcpy(row + g * units_of_group, &bytes, units_of_group);
      else
        std::memcpy(row + g * units_of_group, &bytes, left);
    }
  }
}

}  // namespace

bool is_valid_drop_rate(double drop_rate) { return drop_rate >= 0.0 && drop_rate <= 1.0; }  // false for NaN

std::uint64_t drop_threshold(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate));
  return static_cast<std::uint64_t>(std::llround(drop_rate * 0x1p32));  // the product is exact
}

void draw_batch_masks(const BatchMaskKey& key, double drop_rate, std::size_t batch, std::size_t width,
                      std::uint8_t* masks) {
  assert(key.layer < 0x80000000u);
  assert(key.sample_ids.empty() || key.sample_ids.size() == batch);
  const std::uint64_t threshold = drop_threshold(drop_rate);
  // No word is below 0 and every word is below 2^32: the same masks without the random words.
  if (threshold == 0 || threshold == 0x100000000u) {
    std::fill_n(masks, batch * width, static_cast<std::uint8_t>(threshold == 0 ? 1 : 0));
    return;
  }
  const PhiloxSchedule keys(key.seed);
  const Words thresholds = words_of(static_cast<std::uint32_t>(threshold));
  for (std::size_t unit = 0; unit < width; unit += units_of_group * groups_of_chunk)
    draw_chunk(key, keys, thresholds, batch, width, unit, masks);
}

void draw_mask(const MaskKey& key, double drop_rate, std::span<std::uint8_t> mask) {
  const std::uint32_t sample[] = {key.sample};
  draw_batch_masks({key.seed, key.layer, key.step, sample}, drop_rate, 1, mask.size(), mask.data());
}

std::uint32_t mask_word(const MaskKey& key, std::uint32_t unit) {
  return philox4x32({unit / 4, key.sample, key.step, key.layer}, philox_key(key.seed))[unit % 4];
}

}  // namespace dropout
