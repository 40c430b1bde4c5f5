// batch_masks.h: the masks of a whole batch at once, with the work that examples share done once.
#pragma once
#include <cstdint>
#include <span>

namespace dropout {

struct BatchMaskKey {
  std::uint64_t seed;
  std::uint32_t layer, step;
  std::span<const std::uint32_t> sample_ids;  // empty: 0, 1, 2, ...
};

// masks [batch, width]; row b is what draw_mask writes for sample_ids[b]. Needs a valid drop rate.
void draw_batch_masks(const BatchMaskKey& key, double drop_rate, std::size_t batch, std::size_t width,
                      std::uint8_t* masks);

}  // namespace dropout
