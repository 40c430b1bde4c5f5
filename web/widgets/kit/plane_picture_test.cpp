// plane_picture_test.cpp: points, their rings and the boundary stand where the numbers say.
#include "plane_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "contract/tests/recording_canvas.h"

namespace lesson {
namespace {

TEST(PlanePicture, PointsBeyondTheReachStandAtTheEdge) {
  const Plane plane{{10, 20, 100, 100}, 2};
  EXPECT_EQ(plane.at(0, 0).x, 60);
  EXPECT_EQ(plane.at(0, 1).y, 45);  // y points up
  EXPECT_EQ(plane.at(-9, -9, 5).x, 15);
  EXPECT_EQ(plane.at(-9, -9, 5).y, 115);
}

TEST(PlanePicture, TheHalfLineRunsWhereTheProbabilityIsOneHalf) {
  constexpr int cells = 8;
  std::vector<float> probabilities;
  for (int y = 0; y < cells; ++y)
    for (int x = 0; x < cells; ++x) probabilities.push_back(x < 3 ? 0.0f : 1.0f);
  RecordingCanvas canvas(80, 80);
  draw_decision(canvas, {{0, 0, 80, 80}, 1}, probabilities, cells);
  ASSERT_EQ(canvas.polylines.size(), 1u);
  for (const Point& p : canvas.polylines[0]) EXPECT_NEAR(p.x, 30, 1e-3);  // between the centers of cells 2 and 3
}

TEST(PlanePicture, OnlyFlippedLabelsAreRingedAndOnlyWithAnswers) {
  const dropout::Dataset set{
      .points = {0, 0, 1, 1, -1, 0}, .labels = {0, 1, 1}, .clean_labels = {0, 0, 1}, .flipped = {0, 1, 0}};
  const std::uint8_t answers[] = {0, 1, 0};
  RecordingCanvas with(100, 100), without(100, 100);
  draw_data_points(with, {{0, 0, 100, 100}, 2}, set, answers);
  draw_data_points(without, {{0, 0, 100, 100}, 2}, set);
  EXPECT_EQ(with.rings.size(), 2u);  // one ring on its light edge
  ASSERT_EQ(with.explanations.size(), 1u);
  EXPECT_EQ(with.explanations[0], "A flipped label that the net reproduces.");
  EXPECT_TRUE(without.rings.empty());
}

// Centers of cells end half a cell inside the square; the boundary does not.
TEST(PlanePicture, ABoundaryThatLeavesTheSquareReachesItsEdge) {
  constexpr int cells = 6;
  std::vector<float> slope, island;  // a boundary from edge to edge; one that closes inside
  for (int y = 0; y < cells; ++y)
    for (int x = 0; x < cells; ++x) {
      slope.push_back(static_cast<float>(x) - 2.2f - 0.25f * static_cast<float>(y));
      island.push_back((x == 2 || x == 3) && (y == 2 || y == 3) ? 1.0f : -1.0f);
    }
  const Plane plane{{10, 20, 120, 120}, 1};
  RecordingCanvas canvas(140, 160);
  draw_boundary(canvas, plane, slope, cells, {});
  draw_boundary(canvas, plane, island, cells, {});
  ASSERT_EQ(canvas.polylines.size(), 2u);
  std::vector<Point> line = canvas.polylines[0];
  if (line.front().y > line.back().y) std::reverse(line.begin(), line.end());
  // x of the zero in cell units is 2.2 + 0.25 y, at the edges y = -0.5 and 5.5; a cell is 20 px.
  EXPECT_NEAR(line.front().y, 20, 1e-3);
  EXPECT_NEAR(line.front().x, 10 + 20 * (2.2 + 0.5 - 0.125), 1e-2);
  EXPECT_NEAR(line.back().y, 140, 1e-3);
  EXPECT_NEAR(line.back().x, 10 + 20 * (2.2 + 0.5 + 1.375), 1e-2);
  for (const Point& p : canvas.polylines[1]) {
    EXPECT_GT(p.x, 40);
    EXPECT_LT(p.x, 100);
  }
}

// Squares meet at edges: a line through the centers themselves, and two that come near each other, keep their own ways.
TEST(PlanePicture, ABoundaryIsOneLineWhereItsSquaresMeet) {
  constexpr int cells = 8;
  std::vector<float> through, near;
  for (int y = 0; y < cells; ++y)
    for (int x = 0; x < cells; ++x) {
      through.push_back(static_cast<float>(x - y));
      near.push_back(x == 3 ? -1e-4f : 1);  // a narrow valley: its two sides cross edges next to the same centers
    }
  const Plane plane{{0, 0, 80, 80}, 1};
  RecordingCanvas diagonal(80, 80), valley(80, 80);
  draw_boundary(diagonal, plane, through, cells, {});
  draw_boundary(valley, plane, near, cells, {});
  ASSERT_EQ(diagonal.polylines.size(), 1u);
  for (const Point& p : diagonal.polylines[0]) EXPECT_NEAR(p.x, p.y, 1e-3);
  ASSERT_EQ(valley.polylines.size(), 2u) << "one on each side of the center";
  for (const std::vector<Point>& line : valley.polylines) EXPECT_EQ(line.size(), 2u) << "straight from edge to edge";
}

}  // namespace
}  // namespace lesson
