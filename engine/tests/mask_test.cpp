// mask_test.cpp: golden masks, the meaning of the drop rate, and what a mask may depend on.
#include "dropout/mask.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "drop_rates.h"

namespace dropout {
namespace {

std::string mask_text(const MaskKey& key, double drop_rate, std::size_t unit_count = 16) {
  std::vector<std::uint8_t> mask(unit_count, 7);
  draw_mask(key, drop_rate, mask);
  std::string text;
  for (const std::uint8_t kept : mask) text += static_cast<char>('0' + kept);
  return text;
}

// From an independent program; units 0 to 15 from left to right.
TEST(Mask, EqualsTheGoldenMasks) {
  EXPECT_EQ(mask_text({.seed = 1}, 0.2), "1111111111111000");
  EXPECT_EQ(mask_text({.seed = 1}, 0.5), "1111110101111000");
  EXPECT_EQ(mask_text({.seed = 1}, 0.8), "1100010000010000");
  EXPECT_EQ(mask_text({.seed = 42}, 0.2), "1101111111111111");
  EXPECT_EQ(mask_text({.seed = 42}, 0.5), "1000101011111110");
  EXPECT_EQ(mask_text({.seed = 42}, 0.8), "0000100010000000");
  EXPECT_EQ(mask_text({.seed = 24}, 0.2), "1011100110101111");
  EXPECT_EQ(mask_text({.seed = 24}, 0.5), "1010100010100011");
  EXPECT_EQ(mask_text({.seed = 24}, 0.8), "1000000000000011");
}

TEST(Mask, EqualsTheGoldenWords) {
  const std::uint32_t words_of_seed_42[] = {0x9ceaf053, 0x77f5493b, 0x12bf50ad, 0x5742b3d7};
  for (std::uint32_t unit = 0; unit < 4; ++unit) EXPECT_EQ(mask_word({.seed = 42}, unit), words_of_seed_42[unit]);
}

TEST(Mask, ReachesTheWorkedExampleAtTheKnownSteps) {
  const auto first_step = [](std::uint64_t seed) {
    std::uint32_t step = 0;
    while (mask_text({.seed = seed, .step = step}, 0.5, 6) != "101010") ++step;
    return step;
  };
  EXPECT_EQ(first_step(24), 0u);
  EXPECT_EQ(first_step(1), 28u);
  EXPECT_EQ(first_step(42), 8u);
}

TEST(Mask, KeepsTheGoldenCountsOf100000Units) {
  std::vector<std::uint8_t> mask(100000);
  draw_mask({.seed = 42}, 0.5, mask);
  EXPECT_EQ(std::accumulate(mask.begin(), mask.end(), 0), 49960);
  draw_mask({.seed = 42}, 0.2, mask);
  EXPECT_EQ(std::accumulate(mask.begin(), mask.end(), 0), 80134);
}

TEST(Mask, DropsAUnitExactlyWhenItsWordIsBelowTheThreshold) {
  for (const double drop_rate : all_drop_rates) {
    const MaskKey key{.seed = 0x123456789abcdefu, .layer = 2, .step = 3, .sample = 4};
    std::vector<std::uint8_t> mask(103);  // not a multiple of four
    draw_mask(key, drop_rate, mask);
    for (std::uint32_t unit = 0; unit < mask.size(); ++unit)
      EXPECT_EQ(mask[unit] == 0, mask_word(key, unit) < drop_threshold(drop_rate)) << drop_rate << " unit " << unit;
  }
}

TEST(Mask, ThresholdIsTheRateTimesTwoToThe32) {
  EXPECT_EQ(drop_threshold(0.0), 0u);
  EXPECT_EQ(drop_threshold(0.5), 0x80000000u);
  EXPECT_EQ(drop_threshold(1.0), 0x100000000u);
  for (const double drop_rate : all_drop_rates)
    EXPECT_LE(std::fabs(static_cast<double>(drop_threshold(drop_rate)) * 0x1p-32 - drop_rate), 0x1p-33);
}

TEST(Mask, RateZeroKeepsAllAndRateOneDropsAll) {
  EXPECT_EQ(mask_text({.seed = 9}, 0.0, 21), std::string(21, '1'));
  EXPECT_EQ(mask_text({.seed = 9}, 1.0, 21), std::string(21, '0'));
}

TEST(Mask, MasksOfOneKeyAreNestedInTheRate) {
  std::string before = mask_text({.seed = 5}, 0.0, 200);
  for (const double drop_rate : all_drop_rates) {
    const std::string mask = mask_text({.seed = 5}, drop_rate, 200);
    for (std::size_t unit = 0; unit < mask.size(); ++unit) EXPECT_LE(mask[unit], before[unit]);
    before = mask;
  }
}

TEST(Mask, ASmallerLayerSeesTheStartOfALargerOne) {
  for (const std::size_t unit_count : {1u, 2u, 3u, 4u, 5u, 63u})
    EXPECT_EQ(mask_text({.seed = 5}, 0.3, unit_count), mask_text({.seed = 5}, 0.3, 64).substr(0, unit_count));
  std::vector<std::uint8_t> nothing;
  draw_mask({.seed = 5}, 0.3, nothing);
}

TEST(Mask, EveryPartOfTheKeyMatters) {
  const MaskKey key{.seed = 6, .layer = 1, .step = 1, .sample = 1};
  const std::string mask = mask_text(key, 0.5, 64);
  EXPECT_EQ(mask, mask_text(key, 0.5, 64));
  EXPECT_NE(mask, mask_text({.seed = 7, .layer = 1, .step = 1, .sample = 1}, 0.5, 64));
  EXPECT_NE(mask, mask_text({.seed = 6 + (std::uint64_t{1} << 32), .layer = 1, .step = 1, .sample = 1}, 0.5, 64));
  EXPECT_NE(mask, mask_text({.seed = 6, .layer = 2, .step = 1, .sample = 1}, 0.5, 64));
  EXPECT_NE(mask, mask_text({.seed = 6, .layer = 1, .step = 2, .sample = 1}, 0.5, 64));
  EXPECT_NE(mask, mask_text({.seed = 6, .layer = 1, .step = 1, .sample = 2}, 0.5, 64));
}

TEST(Mask, RatesOutsideZeroToOneAreRefused) {
  for (const double drop_rate : all_drop_rates) EXPECT_TRUE(is_valid_drop_rate(drop_rate));
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double drop_rate : {-0.01, 1.0000001, std::nan(""), infinity, -infinity, -1e-300})
    EXPECT_FALSE(is_valid_drop_rate(drop_rate)) << drop_rate;
}

}  // namespace
}  // namespace dropout
