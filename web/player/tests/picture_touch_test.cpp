// picture_touch_test.cpp: taps, drags and explanations in the picture, without a window.
#include "picture_touch.h"

#include <gtest/gtest.h>

namespace lesson {
namespace {

using Kind = PictureTouch::Wish::Kind;

// A picture with a drag handle, a tap area over its right half, and a tap that sets a value.
struct Played {
  PictureTouch touch;

  PictureTouch::Wish frame(const Pointer& pointer) {
    touch.begin();
    touch.explain({0, 0, 100, 40}, "below");
    touch.explain({50, 0, 50, 40}, "above");
    touch.drag(
        {.area = {0, 0, 100, 20}, .param_id = "level", .min_at = {0, 0}, .max_at = {200, 0}, .min = 0, .max = 10});
    touch.tap({50, 0, 50, 20}, "new_mask");
    touch.tap_to_set({0, 30, 20, 20}, "unit", 3);
    return touch.update(pointer);
  }
  PictureTouch::Wish press(Point at) { return frame({.at = at, .down = true, .pressed = true}); }
  PictureTouch::Wish move(Point at) { return frame({.at = at, .down = true}); }
  PictureTouch::Wish release(Point at) { return frame({.at = at, .released = true}); }
};

TEST(PictureTouch, TapCountsOnReleaseInTheSameRegion) {
  Played played;
  EXPECT_EQ(played.press({60, 5}).kind, Kind::none);
  const auto wish = played.release({70, 6});
  EXPECT_EQ(wish.kind, Kind::act);
  EXPECT_EQ(wish.id, "new_mask");
}

TEST(PictureTouch, TapReleasedElsewhereDoesNothing) {
  Played played;
  played.press({60, 5});
  EXPECT_EQ(played.release({5, 35}).kind, Kind::none);
  EXPECT_EQ(played.release({60, 5}).kind, Kind::none);
}

TEST(PictureTouch, TapToSetGivesParameterAndValue) {
  Played played;
  played.press({5, 35});
  const auto wish = played.release({5, 35});
  EXPECT_EQ(wish.kind, Kind::set);
  EXPECT_EQ(wish.id, "unit");
  EXPECT_EQ(wish.value, 3);
}

TEST(PictureTouch, DragFollowsThePointerOutsideItsAreaAndStopsAtTheEnds) {
  Played played;
  EXPECT_EQ(played.press({20, 10}).value, 1);
  EXPECT_EQ(played.move({100, 500}).value, 5);
  EXPECT_TRUE(played.touch.dragging());
  EXPECT_EQ(played.move({1000, 0}).value, 10);
  EXPECT_EQ(played.move({-1000, 0}).value, 0);
  EXPECT_EQ(played.release({60, 0}).value, 3);
  EXPECT_FALSE(played.touch.dragging());
  EXPECT_EQ(played.frame({.at = {20, 10}}).kind, Kind::none);
}

TEST(PictureTouch, DragAlongASlantedLineIsProjected) {
  PictureTouch touch;
  touch.begin();
  touch.drag(
      {.area = {0, 0, 100, 100}, .param_id = "x", .min_at = {0, 100}, .max_at = {100, 0}, .min = -1, .max = 1});
  EXPECT_DOUBLE_EQ(touch.update({.at = {50, 50}, .down = true, .pressed = true}).value, 0);
}

TEST(PictureTouch, DragOnAPlaneSetsTwoParameters) {
  PictureTouch touch;
  touch.begin();
  touch.drag({.area = {0, 0, 100, 50},
              .param_id = "x",
              .min_at = {0, 0},
              .max_at = {100, 0},
              .min = -1,
              .max = 1,
              .second_id = "y",
              .second_min_at = {0, 50},
              .second_max_at = {0, 0},
              .second_min = 0,
              .second_max = 10});
  const auto wish = touch.update({.at = {75, 10}, .down = true, .pressed = true});
  EXPECT_EQ(wish.id, "x");
  EXPECT_DOUBLE_EQ(wish.value, 0.5);
  EXPECT_EQ(wish.second_id, "y");
  EXPECT_DOUBLE_EQ(wish.second_value, 8);
}

TEST(PictureTouch, DragWithoutLengthSetsNothing) {
  PictureTouch touch;
  touch.begin();
  touch.drag({.area = {0, 0, 10, 10}, .param_id = "x", .min_at = {5, 5}, .max_at = {5, 5}});
  EXPECT_EQ(touch.update({.at = {5, 5}, .down = true, .pressed = true}).kind, Kind::none);
}

TEST(PictureTouch, LastPaintedLiesOnTop) {
  Played played;
  played.frame({.at = {60, 5}});
  EXPECT_EQ(played.touch.words(), "above");
  EXPECT_EQ(played.touch.shape(), PointerShape::hand);
  played.frame({.at = {10, 5}});
  EXPECT_EQ(played.touch.words(), "below");
  EXPECT_EQ(played.touch.shape(), PointerShape::grab);
  played.press({10, 5});
  EXPECT_EQ(played.touch.shape(), PointerShape::grabbing);
  EXPECT_EQ(played.touch.words(), "");
}

TEST(PictureTouch, PressThatBeganElsewhereTouchesNothing) {
  Played played;
  played.frame({.at = {150, 150}, .down = true, .pressed = true});
  EXPECT_EQ(played.move({60, 5}).kind, Kind::none);
  EXPECT_EQ(played.touch.shape(), PointerShape::arrow);
  EXPECT_EQ(played.release({60, 5}).kind, Kind::none);
}

}  // namespace
}  // namespace lesson
