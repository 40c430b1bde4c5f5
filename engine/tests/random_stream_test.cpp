// random_stream_test.cpp: streams repeat, do not meet each other, and have the moments they promise.
#include "dropout/random_stream.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "dropout/hash.h"
#include "dropout/mask.h"

namespace dropout {
namespace {

constexpr int draw_count = 1000000;

TEST(RandomStream, SameSeedAndPurposeGiveTheSameNumbers) {
  RandomStream first(7, StreamPurpose::data), second(7, StreamPurpose::data);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(first.next_u32(), second.next_u32());
    EXPECT_EQ(first.normal(), second.normal());
  }
}

TEST(RandomStream, PurposesSeedsAndMasksShareNoWord) {
  std::set<std::uint32_t> words;
  int drawn = 0;
  for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{1} << 32}) {
    for (const StreamPurpose purpose :
         {StreamPurpose::data, StreamPurpose::label_flips, StreamPurpose::initialization, StreamPurpose::minibatch,
          StreamPurpose::study}) {
      RandomStream stream(seed, purpose);
      for (int i = 0; i < 16; ++i, ++drawn) words.insert(stream.next_u32());
    }
    for (std::uint32_t unit = 0; unit < 16; ++unit, ++drawn) words.insert(mask_word({.seed = seed}, unit));
  }
  EXPECT_EQ(static_cast<int>(words.size()), drawn);  // 288 words: a chance repeat has probability 1e-5
}

TEST(RandomStream, UniformIsTheWordTimesTwoToTheMinus32) {
  RandomStream words(3, StreamPurpose::study), numbers(3, StreamPurpose::study);
  for (int i = 0; i < 1000; ++i) {
    const double u = numbers.uniform();
    EXPECT_EQ(u, std::ldexp(static_cast<double>(words.next_u32()), -32));
    EXPECT_GE(u, 0.0);
    EXPECT_LT(u, 1.0);
  }
}

TEST(RandomStream, BelowStaysBelowAndReachesAllValuesEquallyOften) {
  RandomStream stream(5, StreamPurpose::minibatch);
  int counts[6] = {};
  for (int i = 0; i < 60000; ++i) {
    const std::uint32_t value = stream.below(6);
    ASSERT_LT(value, 6u);
    ++counts[value];
  }
  for (const int count : counts) EXPECT_NEAR(count, 10000, 5 * std::sqrt(60000 * (1.0 / 6) * (5.0 / 6)));
  EXPECT_EQ(stream.below(1), 0u);
}

// Bounds: 5 standard errors of each sample moment of N(0, 1): 1/sqrt(N), sqrt(2/N), sqrt(15/N), sqrt(96/N).
TEST(RandomStream, NormalHasTheMomentsOfAStandardNormal) {
  RandomStream stream(11, StreamPurpose::initialization);
  double sums[5] = {};
  int outside_two = 0;
  for (int i = 0; i < draw_count; ++i) {
    const double z = stream.normal();
    double power = 1.0;
    for (double& sum : sums) sum += power, power *= z;
    outside_two += std::fabs(z) > 2.0;
  }
  const double n = draw_count;
  EXPECT_NEAR(sums[1] / n, 0.0, 5 / std::sqrt(n));
  EXPECT_NEAR(sums[2] / n, 1.0, 5 * std::sqrt(2 / n));
  EXPECT_NEAR(sums[3] / n, 0.0, 5 * std::sqrt(15 / n));
  EXPECT_NEAR(sums[4] / n, 3.0, 5 * std::sqrt(96 / n));
  const double tail = 0.0455002639;  // P(|z| > 2)
  EXPECT_NEAR(outside_two / n, tail, 5 * std::sqrt(tail * (1 - tail) / n));
}

TEST(RandomStream, NeighbouringNormalsAreUncorrelated) {
  RandomStream stream(13, StreamPurpose::data);
  double before = stream.normal(), products = 0.0, squares = 0.0;
  for (int i = 0; i < draw_count; ++i) {
    const double z = stream.normal();
    products += before * z;
    squares += (before * before - 1.0) * (z * z - 1.0);  // the two of a Box-Muller pair share their radius
    before = z;
  }
  EXPECT_NEAR(products / draw_count, 0.0, 5 / std::sqrt(static_cast<double>(draw_count)));
  EXPECT_NEAR(squares / draw_count, 0.0, 5 * 2 / std::sqrt(static_cast<double>(draw_count)));
}

// One constant for gcc, clang and WASM: see "Determinism" in engine/README.md before you touch it.
TEST(RandomStream, NormalsHaveTheSameBitsOnEveryCompiler) {
  RandomStream stream(1, StreamPurpose::data);
  Fnv1a hash;
  for (int i = 0; i < 10000; ++i) {
    const float values[] = {static_cast<float>(stream.normal()), static_cast<float>(1e8 * stream.normal())};
    hash.add(values);
  }
  EXPECT_EQ(hash.value(), 0xc29af70f6d3c36c8u);
}

}  // namespace
}  // namespace dropout
