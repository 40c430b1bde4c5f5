// shaken_points_test.cpp: places are uniform in their disk, answers are compared one by one, wide nets without a cure flip.
#include "dropout/shaken_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "dropout/trainer.h"

namespace dropout {
namespace {

TEST(ShakenPoints, OffsetsAreUniformInTheUnitDisk) {
  constexpr int count = 20000;
  const std::vector<float> offsets = disk_offsets(count, 3, 0);
  ASSERT_EQ(offsets.size(), 2u * count);
  int inner = 0, quadrants[4] = {};
  for (int i = 0; i < count; ++i) {
    const float x = offsets[2 * static_cast<std::size_t>(i)], y = offsets[2 * static_cast<std::size_t>(i) + 1];
    const float square = x * x + y * y;
    EXPECT_LE(square, 1.0f + 1e-6f);
    inner += square < 0.25f ? 1 : 0;
    ++quadrants[(x > 0 ? 1 : 0) + (y > 0 ? 2 : 0)];
  }
  // A quarter of the area; 5 standard deviations of a binomial count are 306.
  EXPECT_NEAR(inner, count / 4, 306);
  for (const int quadrant : quadrants) EXPECT_NEAR(quadrant, count / 4, 306);
}

TEST(ShakenPoints, DrawsDifferAndRepeat) {
  EXPECT_EQ(disk_offsets(9, 5, 2), disk_offsets(9, 5, 2));
  EXPECT_NE(disk_offsets(9, 5, 2), disk_offsets(9, 5, 3));
  EXPECT_NE(disk_offsets(9, 5, 2), disk_offsets(9, 6, 2));
}

TEST(ShakenPoints, MovesByRadiusTimesOffset) {
  const std::vector<float> points = {1, 2, -3, 4}, offsets = {0.5f, -1, 0, 0.25f};
  EXPECT_EQ(moved_points(points, offsets, 0.0f), points);
  EXPECT_EQ(moved_points(points, offsets, 2.0f), (std::vector<float>{2, 0, -3, 4.5f}));
}

// logit = x - 1: a point flips exactly where it crosses x = 1.
TEST(ShakenPoints, CountsAnswersThatChange) {
  Mlp<float> net({2, {}, Activation::relu}, 1);
  const float weights[] = {1.0f, 0.0f, -1.0f};
  std::copy(std::begin(weights), std::end(weights), net.parameters().begin());
  const std::vector<float> points = {0.9f, 0, 1.1f, 0, 0.2f, 0, 3, 0};
  const std::vector<float> places = {1.2f, 5, 1.3f, 5, 0.8f, 5, 0.5f, 5};
  EXPECT_EQ(changed_answers(net, points, places), (std::vector<std::uint8_t>{1, 0, 0, 1}));
  EXPECT_EQ(mean_changed_answers(net, points, {.radius = 0.05f}), 0.0);
  const double some = mean_changed_answers(net, points, {.radius = 0.5f, .draw_count = 200});
  EXPECT_GT(some, 0.2);  // two points lie within half a unit of the boundary, on about 40 % of their draws beyond it
  EXPECT_LT(some, 2.0);
}

// The finding of the chapter, on ten seeds: without a cure many more answers change than with dropout.
TEST(ShakenPoints, AnOverfittedNetChangesItsMind) {
  double plain = 0, with_dropout = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    for (const double drop_rate : {0.0, 0.5}) {
      TrainerConfig config;
      config.dataset = {.kind = DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = seed};
      config.hidden_widths = {16, 16};
      config.drop_rate = drop_rate;
      config.seed = seed;
      Trainer trainer(config);
      trainer.step(config.total_steps);
      (drop_rate == 0 ? plain : with_dropout) +=
          mean_changed_answers(trainer.net(), trainer.train_set().points, {.seed = seed}) / 10;
    }
  EXPECT_GT(plain, 2 * with_dropout) << plain << " and " << with_dropout;
}

}  // namespace
}  // namespace dropout
