// map_picture_test.cpp: what a drawn feature map shows of its values and of its mask.
#include "map_picture.h"

#include <array>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

std::size_t marks(const RecordingCanvas& canvas, std::string_view what) {
  return static_cast<std::size_t>(
      std::count_if(canvas.marks.begin(), canvas.marks.end(), [&](const auto& mark) { return mark.what == what; }));
}

TEST(MapPicture, CellsAreSquareAndStayInTheArea) {
  for (const float width : {30.0f, 61.3f, 100.0f, 257.9f})
    for (const float height : {40.0f, 99.7f, 300.0f}) {
      const MapPicture map{.area = {3.2f, 5.7f, width, height}, .columns = 12, .rows = 7, .label = "map"};
      const Rect cells = map_cells(map), cell = map_cell(map, 6, 11);
      EXPECT_NEAR(cell.width, cell.height, 1e-3);
      EXPECT_GE(cells.x, map.area.x - 0.5f);
      EXPECT_LE(cells.right(), map.area.right() + 0.5f);
      EXPECT_GE(cells.y, map.area.y + map_label_height(14) - 1);
      EXPECT_LE(cells.bottom(), map.area.bottom() + 0.5f);
      EXPECT_NEAR(cell.right(), cells.right(), 1e-3);
      EXPECT_NEAR(cell.bottom(), cells.bottom(), 1e-3);
    }
}

TEST(MapPicture, EveryDroppedCellIsHollowAndCrossed) {
  const std::array<std::uint8_t, 9> mask = {1, 0, 1, 1, 1, 1, 0, 0, 1};
  const std::array<float, 9> values{};
  RecordingCanvas canvas(200, 200);
  const MapPicture map{.area = {0, 0, 90, 90}, .columns = 3, .rows = 3, .values = values, .mask = mask};
  draw_map(map, canvas);
  EXPECT_EQ(marks(canvas, "rect"), 1u + 2u);  // the ground and two holes, one of them two cells wide
  EXPECT_EQ(marks(canvas, "line"), 6u + 8u);  // 2 lines a cross, 4 edges around each hole
  EXPECT_EQ(marks(canvas, "polyline"), 2u) << "the gaps";
  ASSERT_EQ(canvas.explanations.size(), 1u);
  EXPECT_EQ(canvas.explanations[0], "3 of 9 cells dropped.");
}

TEST(MapPicture, SmallDroppedCellsAreStruckOut) {
  const std::array<std::uint8_t, 9> mask = {1, 0, 1, 1, 1, 1, 0, 0, 1};
  RecordingCanvas canvas(200, 200);
  draw_map({.area = {0, 0, 33, 33}, .columns = 3, .rows = 3, .mask = mask}, canvas);
  EXPECT_EQ(marks(canvas, "line"), 3u + 8u);
}

TEST(MapPicture, AMapThatIsOffIsOneCrossedFrame) {
  const std::array<std::uint8_t, 4> mask{};
  RecordingCanvas canvas(200, 200);
  draw_map({.area = {0, 0, 90, 90}, .columns = 2, .rows = 2, .mask = mask, .label = "blur"}, canvas);
  EXPECT_EQ(marks(canvas, "frame"), 1u);
  EXPECT_EQ(marks(canvas, "line"), 2u);
  EXPECT_TRUE(canvas.fields.empty());
  EXPECT_EQ(canvas.explanations[0], "blur: all 4 cells are dropped.");
}

TEST(MapPicture, WithoutAMaskNothingIsDropped) {
  const std::array<float, 4> values = {-1, 0, 0.5f, 1};
  RecordingCanvas canvas(200, 200);
  draw_map({.area = {0, 0, 90, 90}, .columns = 2, .rows = 2, .values = values, .words = "Four cells."}, canvas);
  EXPECT_EQ(marks(canvas, "line"), 0u);
  EXPECT_EQ(canvas.fields.size(), 1u);
  EXPECT_EQ(canvas.explanations[0], "Four cells.");
}

}  // namespace
}  // namespace lesson
