// net_picture_test.cpp: units stand inside the area without touching; links and crosses say what is kept.
#include "net_picture.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "contract/tests/recording_canvas.h"

namespace lesson {
namespace {

int count_of(const RecordingCanvas& canvas, const std::string& what) {
  int count = 0;
  for (const auto& mark : canvas.marks) count += mark.what == what ? 1 : 0;
  return count;
}

TEST(NetPicture, UnitsStandInsideTheAreaAndDoNotTouch) {
  const int nets[][4] = {{2, 16, 16, 1}, {1, 1, 1, 1}, {3, 4, 12, 2}, {20, 20, 20, 20}};
  for (const auto& widths : nets)
    for (const bool downward : {false, true})
      for (const float side : {90.0f, 300.0f}) {
        const Rect area{7, 11, side, 1.3f * side};
        const NetPlaces places = place_net(widths, area, {.gap = 1, .downward = downward});
        std::vector<Point> all;
        for (std::size_t layer = 0; layer < 4; ++layer) {
          ASSERT_EQ(places.units[layer].size(), static_cast<std::size_t>(widths[layer]));
          for (int unit = 0; unit < widths[layer]; ++unit) {
            const Rect box = places.box(static_cast<int>(layer), unit);
            EXPECT_GE(box.x, area.x - 0.01f);
            EXPECT_GE(box.y, area.y - 0.01f);
            EXPECT_LE(box.right(), area.right() + 0.01f);
            EXPECT_LE(box.bottom(), area.bottom() + 0.01f);
            for (const Point& other : all) {
              const Point here = box.center();
              EXPECT_GE(std::hypot(here.x - other.x, here.y - other.y), 2 * places.radius - 0.01f);
            }
            all.push_back(box.center());
          }
        }
      }
}

TEST(NetPicture, LinksOfDroppedUnitsAreGone) {
  const std::array widths{2, 3};
  const NetPlaces places = place_net(widths, {0, 0, 200, 200});
  const float weights[] = {1, -1, 0.5f, 2, -2, 0.01f};  // the last is too faint to draw
  const std::uint8_t from[] = {1, 0}, to[] = {0, 1, 1}, links[] = {1, 1, 0, 1, 1, 1};
  const auto lines = [&](const LinkLook& look) {
    RecordingCanvas canvas(200, 200);
    draw_links(canvas, places, 0, weights, look);
    return count_of(canvas, "line");
  };
  EXPECT_EQ(lines({}), 5);
  EXPECT_EQ(lines({.kept_from = from}), 3);
  EXPECT_EQ(lines({.kept_to = to}), 3);
  EXPECT_EQ(lines({.kept_from = from, .kept_to = to}), 2);
  EXPECT_EQ(lines({.kept_links = links}), 4);
  EXPECT_EQ(lines({.kept_links = links, .show_dropped = true}), 5);
  EXPECT_EQ(lines({.faint_below = 0}), 6);
}

TEST(NetPicture, AKeptUnitIsFilledADroppedOneHollowAndCrossed) {
  RecordingCanvas kept(100, 100), dropped(100, 100);
  draw_unit(kept, {50, 50}, 12, {.label = "7"});
  draw_unit(dropped, {50, 50}, 12, {.kept = false, .label = "7"});
  EXPECT_FALSE(kept.disks.empty());
  EXPECT_EQ(count_of(kept, "line"), 0);
  EXPECT_TRUE(dropped.disks.empty());
  EXPECT_EQ(count_of(dropped, "line"), 4);
  EXPECT_EQ(kept.texts, std::vector<std::string>{"7"});
  EXPECT_EQ(dropped.texts, std::vector<std::string>{"7"});
}

}  // namespace
}  // namespace lesson
