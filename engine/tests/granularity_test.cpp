// granularity_test.cpp: six granularities of one mask: shapes, counts, broadcasting, edges, the laws of each.
#include "dropout/granularity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "drop_rates.h"
#include "dropout/hash.h"
#include "normals.h"
#include "reference_family.h"

namespace dropout {
namespace {

constexpr MaskGranularity all_granularities[] = {MaskGranularity::element, MaskGranularity::channel,
                                                 MaskGranularity::block,   MaskGranularity::weight,
                                                 MaskGranularity::row,     MaskGranularity::batch};
constexpr TensorShape example_shape{2, 4, 6, 6};  // the worked example of chapter 9

GranularDropout member(MaskGranularity granularity, double p, Scheme scheme = Scheme::inverted) {
  GranularDropout dropout;
  dropout.granularity = granularity;
  dropout.drop_rate = p;
  dropout.scheme = scheme;
  return dropout;
}

// A weight tensor has no width; every other member takes the shape as it is.
TensorShape shape_for(MaskGranularity granularity) {
  return granularity == MaskGranularity::weight ? TensorShape::weights(3, 5, 7) : TensorShape{3, 4, 5, 6};
}

std::vector<std::uint8_t> draw(const GranularDropout& dropout, const TensorShape& shape, const MaskKey& key) {
  std::vector<std::uint8_t> mask(mask_shape(dropout, shape).cell_count(), 77);
  draw_granular_mask(dropout, shape, key, mask);
  return mask;
}

template <class Scalar>
bool same_bits(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Scalar)) == 0;
}

template <class Scalar>
std::vector<Scalar> forward(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                            const std::vector<std::uint8_t>& mask, const std::vector<Scalar>& x) {
  std::vector<Scalar> y(x.size(), Scalar(123));
  granular_forward<Scalar>(dropout, mode, shape, mask, x, y);
  return y;
}

TEST(Granularity, MaskShapesAreThoseOfTheTable) {
  const TensorShape shape = example_shape;
  const auto of = [&](MaskGranularity g) { return mask_shape(member(g, 0.25), shape); };
  EXPECT_EQ(of(MaskGranularity::element), shape);
  EXPECT_EQ(of(MaskGranularity::weight), shape);
  EXPECT_EQ(of(MaskGranularity::channel), (TensorShape{2, 4, 1, 1}));
  EXPECT_EQ(of(MaskGranularity::row), (TensorShape{2, 1, 1, 1}));
  EXPECT_EQ(of(MaskGranularity::batch), (TensorShape{1, 1, 1, 1}));
  EXPECT_EQ(of(MaskGranularity::block), shape);
  GranularDropout shared = member(MaskGranularity::block, 0.25);
  shared.block.shared_by_channels = true;
  EXPECT_EQ(mask_shape(shared, shape), (TensorShape{2, 1, 6, 6}));
}

TEST(Granularity, CountsTheIndependentDecisions) {
  const auto count = [](MaskGranularity g, const TensorShape& shape) {
    return decision_count(member(g, 0.25), shape);
  };
  EXPECT_EQ(count(MaskGranularity::element, example_shape), 288u);
  EXPECT_EQ(count(MaskGranularity::channel, example_shape), 8u);
  EXPECT_EQ(count(MaskGranularity::row, example_shape), 2u);
  EXPECT_EQ(count(MaskGranularity::batch, example_shape), 1u);
  EXPECT_EQ(count(MaskGranularity::block, example_shape), 8u * 16u);  // b = 3: 4 x 4 places
  EXPECT_EQ(count(MaskGranularity::element, {8, 4, 6, 6}), 1152u);
  EXPECT_EQ(count(MaskGranularity::channel, {8, 4, 6, 6}), 32u);
  EXPECT_EQ(count(MaskGranularity::weight, TensorShape::weights(1, 4, 3)), 12u);
}

TEST(Granularity, EqualRatesSpreadUnequally) {
  const auto sd = [](MaskGranularity g) { return dropped_share(member(g, 0.25), example_shape).sd; };
  EXPECT_NEAR(sd(MaskGranularity::element), 0.0255, 5e-5);
  EXPECT_NEAR(sd(MaskGranularity::channel), 0.153, 5e-4);
  EXPECT_NEAR(sd(MaskGranularity::row), 0.306, 5e-4);
  EXPECT_NEAR(sd(MaskGranularity::batch), 0.433, 5e-4);
  for (const MaskGranularity g : all_granularities) {
    const double mean = dropped_share(member(g, 0.25), example_shape).mean;
    EXPECT_NEAR(mean, g == MaskGranularity::block ? 0.2186 : 0.25, 5e-5);
  }
}

// Mean and spread of the dropped share over 4 000 masks. The bound of the variance is that of a two-valued share, the
// widest there is: its sample variance has relative error sqrt((1 - 4pk) / (pk N)), at p = 0.5 smaller than the floor.
TEST(Granularity, TheDroppedShareHasTheStatedMeanAndSpread) {
  constexpr int draws = 4000;
  for (const double p : inner_drop_rates)
    for (const MaskGranularity g : all_granularities) {
      const TensorShape shape = shape_for(g);
      const GranularDropout dropout = member(g, p);
      const ShareLaw law = dropped_share(dropout, shape);
      double sum = 0.0, squares = 0.0;
      std::vector<std::uint8_t> full(shape.cell_count());
      for (std::uint32_t step = 0; step < draws; ++step) {
        broadcast_mask(draw(dropout, shape, {.seed = 91, .step = step}), mask_shape(dropout, shape), shape, full);
        double dropped = 0.0;
        for (const std::uint8_t m : full) dropped += 1 - m;
        dropped /= static_cast<double>(full.size());
        sum += dropped;
        squares += dropped * dropped;
      }
      const double mean = sum / draws, variance = squares / draws - mean * mean;
      EXPECT_LE(std::fabs(mean - law.mean), 5 * law.sd / std::sqrt(draws)) << p << " granularity " << int(g);
      const double relative =
          5 * std::max(std::sqrt(2.0 / draws), std::sqrt(std::fabs(1 - 4 * p * (1 - p)) / (p * (1 - p) * draws)));
      EXPECT_NEAR(variance / (law.sd * law.sd), 1.0, relative) << p << " granularity " << int(g);
    }
}

template <class Scalar>
void expect_equal_to_the_reference() {
  for (const double p : inner_drop_rates)
    for (const MaskGranularity g : all_granularities)
      for (const Scheme scheme : {Scheme::naive, Scheme::inverted}) {
        const TensorShape shape = shape_for(g);
        GranularDropout dropout = member(g, p, scheme);
        for (int variant = 0; variant < (g == MaskGranularity::block ? 16 : 1); ++variant) {
          dropout.block.size = 2 + (variant & 1);
          dropout.block.starts = variant & 2 ? BlockStarts::anywhere : BlockStarts::fit;
          dropout.block.shared_by_channels = (variant & 4) != 0;
          dropout.block.normalization = variant & 8 ? BlockNormalization::batch : BlockNormalization::sample;
          const MaskKey key{.seed = 17, .layer = 3, .step = 9, .sample = 5};
          const auto mask = draw(dropout, shape, key);
          std::vector<std::uint8_t> full(shape.cell_count());
          broadcast_mask(mask, mask_shape(dropout, shape), shape, full);
          const std::vector<int> expected = reference_mask(dropout, shape, key);
          for (std::size_t i = 0; i < full.size(); ++i) ASSERT_EQ(full[i], expected[i]) << int(g) << " at " << i;

          const std::vector<Scalar> x = normals<Scalar>(shape.cell_count(), 6);
          const auto y = forward(dropout, Mode::train, shape, mask, x);
          const auto plain = reference_forward(dropout, shape, key, x);
          for (std::size_t i = 0; i < y.size(); ++i) ASSERT_EQ(y[i], plain[i]) << int(g) << " at " << i;
          std::vector<Scalar> dx(x.size());
          granular_backward<Scalar>(dropout, Mode::train, shape, mask, x, dx);
          EXPECT_TRUE(same_bits(dx, y)) << "backward is the same selection with the same scale";
        }
      }
}
TEST(Granularity, EqualsTheObviousImplementationInFloat) { expect_equal_to_the_reference<float>(); }
TEST(Granularity, EqualsTheObviousImplementationInDouble) { expect_equal_to_the_reference<double>(); }

TEST(Granularity, ElementOfADenseTensorIsPlainDropout) {
  const TensorShape shape = TensorShape::dense(3, 101);
  const auto x = normals<float>(shape.cell_count(), 6);
  for (const double p : all_drop_rates) {
    const GranularDropout dropout = member(MaskGranularity::element, p);
    const auto mask = draw(dropout, shape, {.seed = 2, .layer = 1, .step = 4});
    std::vector<std::uint8_t> plain_mask(shape.cell_count());
    for (std::uint32_t n = 0; n < 3; ++n) draw_mask({2, 1, 4, n}, p, std::span(plain_mask).subspan(n * 101, 101));
    EXPECT_EQ(mask, plain_mask);
    std::vector<float> plain(x.size());
    dropout_forward<float>({p, Scheme::inverted}, Mode::train, plain_mask, x, plain);
    EXPECT_TRUE(same_bits(forward(dropout, Mode::train, shape, mask, x), plain)) << p;
  }
}

TEST(Granularity, EachChannelIsAllZeroOrExactlyScaled) {
  const TensorShape images{3, 8, 5, 6}, sequences = TensorShape::sequence(3, 8, 17);
  for (const TensorShape& shape : {images, sequences})
    for (const double p : inner_drop_rates) {
      const GranularDropout dropout = member(MaskGranularity::channel, p);
      const auto mask = draw(dropout, shape, {.seed = 3});
      EXPECT_EQ(mask.size(), 24u);
      const auto x = normals<float>(shape.cell_count(), 6);
      const auto y = forward(dropout, Mode::train, shape, mask, x);
      const float scale = static_cast<float>(1.0 / (1.0 - p));
      const std::size_t map = x.size() / 24;
      for (std::size_t channel = 0; channel < 24; ++channel)
        for (std::size_t i = channel * map; i < (channel + 1) * map; ++i)
          EXPECT_EQ(y[i], mask[channel] != 0 ? scale * x[i] : 0.0f);
    }
}

TEST(Granularity, RateZeroAndEvalPassEveryBit) {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  const std::vector<float> delicate = {-0.0f, nan, infinity, -infinity, 1e-42f, 1.0f, -3.5f};
  for (const MaskGranularity g : all_granularities)
    for (const Scheme scheme : {Scheme::naive, Scheme::inverted}) {
      const TensorShape shape = shape_for(g);
      std::vector<float> x(shape.cell_count());
      for (std::size_t i = 0; i < x.size(); ++i) x[i] = delicate[i % delicate.size()];
      const GranularDropout off = member(g, 0.0, scheme);
      EXPECT_TRUE(same_bits(forward(off, Mode::train, shape, draw(off, shape, {}), x), x)) << int(g);
      for (const double p : all_drop_rates)
        EXPECT_TRUE(same_bits(forward(member(g, p, scheme), Mode::eval, shape, {}, x), x)) << int(g);
    }
}

TEST(Granularity, RateOneGivesExactZeros) {
  for (const MaskGranularity g : all_granularities) {
    const TensorShape shape = shape_for(g);
    const GranularDropout all = member(g, 1.0);
    const auto mask = draw(all, shape, {});
    for (const std::uint8_t m : mask) EXPECT_EQ(m, 0);
    std::vector<float> x(shape.cell_count(), std::numeric_limits<float>::quiet_NaN());
    EXPECT_TRUE(same_bits(forward(all, Mode::train, shape, mask, x), std::vector<float>(x.size(), 0.0f))) << int(g);
    EXPECT_EQ(dropped_share(all, shape).mean, 1.0);
    EXPECT_EQ(dropped_share(all, shape).sd, 0.0);
  }
}

TEST(Granularity, NotANumberInADroppedCellBecomesZero) {
  for (const MaskGranularity g : all_granularities) {
    const TensorShape shape = shape_for(g);
    int dropped_cells = 0, kept_cells = 0;
    for (std::uint32_t step = 0; step < 20; ++step) {
      const MaskKey key{.seed = 8, .step = step};
      const GranularDropout dropout = member(g, 0.5);
      const std::vector<int> kept = reference_mask(dropout, shape, key);
      const std::vector<float> x(shape.cell_count(), std::numeric_limits<float>::quiet_NaN());
      const auto y = forward(dropout, Mode::train, shape, draw(dropout, shape, key), x);
      for (std::size_t i = 0; i < y.size(); ++i) {
        EXPECT_EQ(std::isnan(y[i]), kept[i] != 0);
        if (!kept[i]) {
          EXPECT_EQ(y[i], 0.0f);
        }
        ++(kept[i] ? kept_cells : dropped_cells);
      }
    }
    EXPECT_GT(dropped_cells, 0);
    EXPECT_GT(kept_cells, 0);
  }
}

TEST(Granularity, TestScaledMultipliesByTheKeepRateAtTestTime) {
  for (const double p : inner_drop_rates) {
    const auto x = normals<float>(shape_for(MaskGranularity::channel).cell_count(), 6);
    const GranularDropout dropout = member(MaskGranularity::channel, p, Scheme::test_scaled);
    const auto y = forward(dropout, Mode::eval, shape_for(MaskGranularity::channel), {}, x);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(y[i], static_cast<float>(1.0 - p) * x[i]);
  }
}

TEST(Granularity, AMaskDoesNotDependOnTheBatch) {
  for (const MaskGranularity g : all_granularities) {
    if (g == MaskGranularity::batch) continue;  // by definition one mask for all
    const TensorShape shape = shape_for(g);
    const TensorShape alone{1, shape.channels, shape.height, shape.width};
    const GranularDropout dropout = member(g, 0.3);
    const auto together = draw(dropout, shape, {.seed = 4});
    const std::size_t size = mask_shape(dropout, alone).cell_count();
    std::vector<std::uint8_t> shuffled(together.size());
    const std::uint32_t ids[] = {2, 0, 1};
    draw_granular_mask(dropout, shape, {.seed = 4}, shuffled, ids);
    for (std::uint32_t n = 0; n < 3; ++n) {
      const auto single = draw(dropout, alone, {.seed = 4, .sample = n});
      EXPECT_TRUE(std::equal(single.begin(), single.end(), together.begin() + static_cast<std::ptrdiff_t>(n * size)));
    }
    for (std::size_t n = 0; n < 3; ++n)
      EXPECT_TRUE(std::equal(shuffled.begin() + static_cast<std::ptrdiff_t>(n * size),
                             shuffled.begin() + static_cast<std::ptrdiff_t>((n + 1) * size),
                             together.begin() + static_cast<std::ptrdiff_t>(ids[n] * size)));
  }
}

TEST(Granularity, EveryPartOfTheKeyMatters) {
  const MaskKey changed[] = {{.seed = 2}, {.seed = 1, .layer = 1}, {.seed = 1, .step = 1}};
  for (const MaskGranularity g : all_granularities) {
    const TensorShape shape{60, 5, 7, 1};
    GranularDropout dropout = member(g, 0.5);
    dropout.block.size = 1;
    const auto at = [&](MaskKey key) {  // 64 steps, because a batch mask is one bit
      std::vector<std::uint8_t> bits;
      for (std::uint32_t step = 0; step < 64; ++step) {
        MaskKey later = key;
        later.step += 1000 * step;
        const auto mask = draw(dropout, shape, later);
        bits.insert(bits.end(), mask.begin(), mask.end());
      }
      return bits;
    };
    for (const MaskKey& key : changed) EXPECT_NE(at({.seed = 1}), at(key)) << int(g);
  }
}

TEST(Granularity, RefusesWhatHasNoMeaning) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const MaskGranularity g : all_granularities) {
    EXPECT_TRUE(is_valid(member(g, 0.5), example_shape));
    for (const double p : {-0.1, 1.1, nan}) EXPECT_FALSE(is_valid(member(g, p), example_shape)) << p;
    EXPECT_FALSE(is_valid(member(g, 0.5), {0, 4, 6, 6}));
  }
  GranularDropout block = member(MaskGranularity::block, 0.5);
  block.block.size = 7;
  EXPECT_FALSE(is_valid(block, example_shape)) << "a block larger than the map";
  block.block.size = 6;
  EXPECT_TRUE(is_valid(block, example_shape));
  EXPECT_FALSE(is_valid(member(MaskGranularity::block, 0.5, Scheme::test_scaled), example_shape));
}

TEST(Granularity, MasksHaveTheSameBitsOnEveryCompiler) {
  Fnv1a hash;
  for (const double p : inner_drop_rates)
    for (const MaskGranularity g : all_granularities) {
      const TensorShape shape = shape_for(g);
      const GranularDropout dropout = member(g, p);
      const auto mask = draw(dropout, shape, {.seed = 0x123456789u, .layer = 2, .step = 7});
      hash.add(std::span<const std::uint8_t>(mask));
      const auto y = forward(dropout, Mode::train, shape, mask, normals<float>(shape.cell_count(), 6));
      hash.add(std::span<const float>(y));
    }
  EXPECT_EQ(hash.value(), 0xf6fd82fe886a3bau);
}

}  // namespace
}  // namespace dropout
