// companions_test.cpp: max-norm, early stopping, and the bank of fixed filters.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "dropout/conv_bank.h"
#include "dropout/hash.h"
#include "dropout/random_stream.h"
#include "dropout/regularizers.h"

namespace dropout {
namespace {

TEST(MaxNorm, CutsColumnsThatAreTooLongAndKeepsTheirDirection) {
  RandomStream stream(1, StreamPurpose::study);
  std::vector<double> weights(20 * 7);
  for (double& weight : weights) weight = stream.normal();
  for (std::size_t i = 0; i < 20; ++i) weights[i * 7 + 3] *= 0.01;
  for (const double limit : {0.5, 3.0, 4.5, 100.0}) {
    std::vector<double> cut = weights;
    int expected = 0;
    const int reported = clip_max_norm<double>(cut, 7, limit);
    for (std::size_t j = 0; j < 7; ++j) {
      double before = 0.0, after = 0.0;
      for (std::size_t i = 0; i < 20; ++i) {
        before += weights[i * 7 + j] * weights[i * 7 + j];
        after += cut[i * 7 + j] * cut[i * 7 + j];
      }
      const bool too_long = std::sqrt(before) > limit;
      expected += too_long;
      if (too_long) {
        EXPECT_NEAR(std::sqrt(after), limit, 1e-12);
        for (std::size_t i = 0; i < 20; ++i)
          EXPECT_NEAR(cut[i * 7 + j], weights[i * 7 + j] * limit / std::sqrt(before), 1e-12);
      } else {
        for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(cut[i * 7 + j], weights[i * 7 + j]) << "every bit stays";
      }
    }
    EXPECT_EQ(reported, expected);
  }
}

TEST(EarlyStopping, StopsAfterThePatienceAndRemembersTheBest) {
  EarlyStopping stopping(3);
  EXPECT_EQ(stopping.best_step(), -1);
  EXPECT_TRUE(EarlyStopping(3, 10).best_parameters().empty()) << "reserved is not observed";
  const double values[] = {1.0, 2.0, 2.0, 1.5, 3.0, 2.9, std::numeric_limits<double>::quiet_NaN()};
  for (int step = 0; step < 7; ++step) {
    const float parameters[] = {static_cast<float>(step)};
    EXPECT_FALSE(stopping.observe(step, values[step], parameters)) << step;
  }
  const float last[] = {7.0f};
  EXPECT_TRUE(stopping.observe(7, 3.0, last)) << "an equal value is no improvement";
  EXPECT_EQ(stopping.best_step(), 4);
  EXPECT_EQ(stopping.best_value(), 3.0);
  EXPECT_EQ(stopping.best_parameters()[0], 4.0f);
}

TEST(ConvBank, FlatPicturesHaveNoEdgesEvenAtTheBorder) {
  const std::vector<float> picture(7 * 5, 3.5f);
  std::vector<float> maps(4 * 35);
  feature_maps(picture, 7, 5, maps);
  for (std::size_t i = 0; i < 35; ++i) {
    EXPECT_EQ(maps[i], 0.0f);
    EXPECT_EQ(maps[35 + i], 0.0f);
    EXPECT_EQ(maps[70 + i], 3.5f) << "the weights of the blur sum to 1";
    EXPECT_EQ(maps[105 + i], 0.0f);
  }
}

TEST(ConvBank, SlopesAreMeasuredPerCellInTheirOwnDirection) {
  std::vector<float> to_the_right(36), downwards(36);
  for (std::size_t h = 0; h < 6; ++h)
    for (std::size_t w = 0; w < 6; ++w) {
      to_the_right[h * 6 + w] = 2.0f * static_cast<float>(w);
      downwards[h * 6 + w] = 3.0f * static_cast<float>(h);
    }
  std::vector<float> map(36);
  const auto inside = [&](MapFilter filter, const std::vector<float>& picture) {
    convolve_3x3(filter_kernel(filter), picture, 6, 6, map);
    return map[3 * 6 + 2];
  };
  EXPECT_EQ(inside(MapFilter::vertical_edges, to_the_right), 2.0f);
  EXPECT_EQ(inside(MapFilter::vertical_edges, downwards), 0.0f);
  EXPECT_EQ(inside(MapFilter::horizontal_edges, downwards), 3.0f);
  EXPECT_EQ(inside(MapFilter::horizontal_edges, to_the_right), 0.0f);
  EXPECT_EQ(inside(MapFilter::detail, to_the_right), 0.0f) << "blur leaves a plane as it is";
}

TEST(ConvBank, BlurAndDetailAddUpToThePicture) {
  RandomStream stream(2, StreamPurpose::study);
  std::vector<float> picture(48), maps(4 * 48);
  for (float& cell : picture) cell = static_cast<float>(stream.normal());
  feature_maps(picture, 6, 8, maps);
  for (std::size_t i = 0; i < 48; ++i) EXPECT_NEAR(maps[96 + i] + maps[144 + i], picture[i], 1e-6);
  EXPECT_EQ(hash_of(maps), 0x5c1568f56ee6be59u) << "one constant on every compiler";
}

TEST(ConvBank, AKernelIsNotTurnedAround) {
  std::vector<float> picture(9, 0.0f), map(9);
  picture[5] = 1.0f;  // right of the middle
  Kernel3x3 looks_right{};
  looks_right[5] = 1.0f;
  convolve_3x3(looks_right, picture, 3, 3, map);
  EXPECT_EQ(map[4], 1.0f);
  EXPECT_EQ(map[3], 0.0f);
}

}  // namespace
}  // namespace dropout
