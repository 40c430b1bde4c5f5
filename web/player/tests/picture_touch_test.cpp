// picture_touch_test.cpp: taps, drags, planes and painting in the picture, without a window.
#include "picture_touch.h"

#include <gtest/gtest.h>

#include <cmath>

#include "pointer_queue.h"

namespace lesson {
namespace {

using Wish = PictureTouch::Wish;
using Kind = Touch::Kind;

constexpr std::uint32_t drop_rate = 0, x = 1, y = 2, cells = 3, unit = 4, new_mask = 0;

// Regions of one picture, in the order of painting, and what the pointer did with them.
struct Played {
  PictureTouch touch;
  std::vector<Touch> regions;

  void show(std::vector<Touch> next) { regions = std::move(next); }
  std::vector<Wish> frame(const Pointer& pointer) {
    const auto wishes = touch.update(pointer, regions);
    return {wishes.begin(), wishes.end()};
  }
  std::vector<Wish> press(Point at) { return frame({.at = at, .down = true, .pressed = true}); }
  std::vector<Wish> move(Point at) { return frame({.at = at, .down = true}); }
  std::vector<Wish> release(Point at) { return frame({.at = at, .released = true}); }
};

// The value that a drag asked for; NaN for none.
double value(const std::vector<Wish>& wishes) {
  return wishes.size() == 1 && wishes[0].kind == Wish::Kind::set ? wishes[0].value : std::nan("");
}

// A track: pressing anywhere in it sets the drop rate there.
Touch track(float length = 200) {
  return {.kind = Kind::drag, .area = {0, 0, length, 20}, .place = drop_rate, .line = {{0, 10}, {length, 10}, 0, 1}};
}

// A knob of 20 px on such a line, where the drop rate is now.
Touch knob(double rate, float length = 200) {
  Touch region = track(length);
  region.area = {static_cast<float>(rate) * length - 10, 0, 20, 20};
  return region;
}

Played buttons() {
  Played played;
  played.show({track(100),
               {.kind = Kind::tap, .area = {50, 0, 50, 20}, .place = new_mask},
               {.kind = Kind::set, .area = {0, 30, 20, 20}, .place = unit, .value = 3}});
  return played;
}

TEST(PictureTouch, TapCountsOnReleaseInTheSameRegion) {
  Played played = buttons();
  EXPECT_TRUE(played.press({60, 5}).empty());
  const auto wishes = played.release({70, 6});
  ASSERT_EQ(wishes.size(), 1u);
  EXPECT_EQ(wishes[0].kind, Wish::Kind::act);
  EXPECT_EQ(wishes[0].place, new_mask);
}

TEST(PictureTouch, TapReleasedElsewhereOrCancelledDoesNothing) {
  Played played = buttons();
  played.press({60, 5});
  EXPECT_TRUE(played.release({5, 35}).empty());
  EXPECT_TRUE(played.release({60, 5}).empty());
  played.regions.push_back({.kind = Kind::tap, .area = {0, 60, 20, 20}, .place = new_mask + 1});
  played.press({60, 5});
  EXPECT_TRUE(played.release({5, 65}).empty()) << "on another button";
  played.press({60, 5});
  EXPECT_TRUE(played.frame({.at = {60, 5}, .released = true, .cancelled = true}).empty());
}

TEST(PictureTouch, TapToSetGivesParameterAndValue) {
  Played played = buttons();
  played.press({5, 35});
  const auto wishes = played.release({5, 35});
  EXPECT_EQ(value(wishes), 3);
  EXPECT_EQ(wishes[0].place, unit);
}

TEST(PictureTouch, TapSurvivesANewPictureWithTheSameRegion) {
  Played played = buttons();
  played.press({60, 5});
  played.regions[1].area.x = 40;
  EXPECT_EQ(played.release({45, 5}).size(), 1u);
}

TEST(PictureTouch, TrackIsSetWhereItIsPressedAndFollowsThePointer) {
  for (const float at : {0.f, 20.f, 60.f, 100.f, 140.f, 190.f}) {
    Played played;
    played.show({track()});
    EXPECT_DOUBLE_EQ(value(played.press({at, 10})), at / 200.0);
    for (int i = 1; i <= 8; ++i) {
      const float next = std::fmod(at + static_cast<float>(23 * i), 200.f);
      EXPECT_NEAR(value(played.move({next, 10})), next / 200, 1e-6) << "move " << i;
    }
    EXPECT_DOUBLE_EQ(value(played.release({at, 10})), at / 200.0) << "back to the start gives the start value";
    EXPECT_FALSE(played.touch.dragging());
  }
}

TEST(PictureTouch, DragGoesOnOutsideAndStopsAtTheEnds) {
  Played played;
  played.show({track()});
  played.press({20, 10});
  EXPECT_EQ(value(played.move({100, 500})), 0.5);
  EXPECT_TRUE(played.touch.dragging());
  EXPECT_EQ(value(played.move({1000, 0})), 1);
  EXPECT_EQ(value(played.move({-1000, 0})), 0);
  EXPECT_TRUE(played.frame({.present = false, .down = true}).empty()) << "it left the canvas: the value stays";
  EXPECT_TRUE(played.touch.dragging());
  EXPECT_EQ(value(played.move({60, 10})), 60 / 200.0) << "and it comes back";
  EXPECT_TRUE(played.frame({.present = false, .released = true}).empty());
  EXPECT_FALSE(played.touch.dragging());
  EXPECT_TRUE(played.frame({.at = {20, 10}}).empty());
}

TEST(PictureTouch, HoldingStillSaysNothingAgain) {
  Played played;
  played.show({track()});
  EXPECT_EQ(played.press({20, 10}).size(), 1u);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(played.move({20, 10}).empty());
  EXPECT_TRUE(played.move({20, 13}).empty()) << "across the line the value is the same";
  EXPECT_TRUE(played.touch.dragging());
  EXPECT_TRUE(played.release({20, 13}).empty());
}

TEST(PictureTouch, HandleDoesNotJumpWhereverItIsGrabbed) {
  for (const double rate : {0.1, 0.25, 0.5, 0.8})
    for (const float off : {-9.f, -4.f, 0.f, 5.f, 9.f}) {
      Played played;
      played.show({knob(rate)});
      const float start = static_cast<float>(rate) * 200 + off;
      EXPECT_TRUE(played.press({start, 6}).empty()) << "rate " << rate << " grabbed at " << off;
      EXPECT_TRUE(played.touch.dragging());
      for (int i = 1; i <= 8; ++i) {
        const double now = rate + (rate < 0.5 ? 0.05 : -0.05) * i;
        EXPECT_NEAR(value(played.move({static_cast<float>(now) * 200 + off, 6})), now, 1e-6);
        played.show({knob(now)});  // the picture that follows from it
      }
      EXPECT_NEAR(value(played.move({start, 6})), rate, 1e-6) << "back to the start";
      EXPECT_TRUE(played.release({start, 6}).empty());
    }
}

TEST(PictureTouch, LargeOrLongRegionsAreTracks) {
  Played played;
  played.show({knob(0.5)});
  played.regions[0].area = {60, 0, 80, 20};  // wider than a handle
  EXPECT_EQ(value(played.press({70, 10})), 0.35);
  played.release({70, 10});
  played.show({knob(0.5, 36)});  // more than half of its line
  EXPECT_NEAR(value(played.press({12, 10})), 12 / 36.0, 1e-9);
}

TEST(PictureTouch, HandleKeepsItsLineWhenItsValueChangesTheScale) {
  Played played;
  played.show({knob(0.5)});
  played.press({100, 10});
  EXPECT_NEAR(value(played.move({120, 10})), 0.6, 1e-6);
  played.show({knob(0.6, 400)});
  EXPECT_NEAR(value(played.move({140, 10})), 0.7, 1e-6);
  played.release({140, 10});
  played.press({240, 10});
  EXPECT_NEAR(value(played.move({280, 10})), 0.7, 1e-6) << "the next press takes the new line";
}

TEST(PictureTouch, DragFollowsTheLineOfTheNewPicture) {
  Played played;
  played.show({track()});
  played.press({20, 10});
  played.show({{.kind = Kind::set, .area = {0, 0, 5, 5}, .place = drop_rate}, track(400)});
  EXPECT_TRUE(played.move({20, 10}).empty()) << "the pointer has not moved, so nothing is asked for";
  EXPECT_DOUBLE_EQ(value(played.move({100, 10})), 0.25);
  played.regions.clear();
  EXPECT_DOUBLE_EQ(value(played.move({200, 10})), 0.5) << "without a region in the picture the last line holds";
}

TEST(PictureTouch, TwoHandlesOfOneParamKeepApart) {
  Played played;
  played.show({track(), track()});
  played.regions[1].area = {0, 100, 200, 20};
  played.regions[1].line = {{0, 110}, {200, 110}, 0, 10};
  EXPECT_EQ(value(played.press({100, 110})), 5);
  played.regions[1].line.max = 20;
  EXPECT_EQ(value(played.move({150, 110})), 15) << "it follows the second one";
}

TEST(PictureTouch, DragAlongASlantedLineIsProjected) {
  Played played;
  played.show({{.kind = Kind::drag, .area = {0, 0, 100, 100}, .place = x, .line = {{0, 100}, {100, 0}, -1, 1}}});
  EXPECT_DOUBLE_EQ(value(played.press({50, 50})), 0);
  EXPECT_DOUBLE_EQ(value(played.move({90, 30})), 0.6);
}

TEST(PictureTouch, DragOnAPlaneSetsTwoParameters) {
  Played played;
  played.show({{.kind = Kind::drag,
                .area = {0, 0, 100, 50},
                .place = x,
                .line = {{0, 0}, {100, 0}, -1, 1},
                .second = y,
                .second_line = {{0, 50}, {0, 0}, 0, 10}}});
  const auto pressed = played.press({75, 10});
  ASSERT_EQ(pressed.size(), 1u);
  EXPECT_EQ(pressed[0].place, x);
  EXPECT_DOUBLE_EQ(pressed[0].value, 0.5);
  EXPECT_EQ(pressed[0].second, y);
  EXPECT_DOUBLE_EQ(pressed[0].second_value, 8);
  const auto moved = played.move({75, 40});
  ASSERT_EQ(moved.size(), 1u) << "one of the two is enough";
  EXPECT_DOUBLE_EQ(moved[0].second_value, 2);
  const auto back = played.move({75, 10});
  EXPECT_DOUBLE_EQ(back.at(0).value, 0.5);
  EXPECT_DOUBLE_EQ(back.at(0).second_value, 8);
}

TEST(PictureTouch, DragWithoutLengthSetsNothing) {
  Played played;
  played.show({{.kind = Kind::drag, .area = {0, 0, 10, 10}, .place = x, .line = {{5, 5}, {5, 5}, 0, 1}}});
  EXPECT_TRUE(played.press({5, 5}).empty());
  EXPECT_TRUE(played.move({9, 9}).empty());
}

TEST(PictureTouch, CancelEndsADragWithTheLastValue) {
  Played played;
  played.show({track()});
  played.press({20, 10});
  EXPECT_EQ(value(played.move({40, 10})), 0.2);
  EXPECT_TRUE(played.frame({.at = {150, 10}, .released = true, .cancelled = true}).empty());
  EXPECT_FALSE(played.touch.dragging());
  EXPECT_TRUE(played.move({100, 10}).empty());
}

// ---- paint ---------------------------------------------------------------------------------------------------------

Played painted() {
  Played played;
  played.show({{.kind = Kind::paint, .area = {10, 10, 80, 40}, .place = cells, .columns = 8, .rows = 4}});
  return played;
}

TEST(PicturePaint, EachCellIsToldOnceAStroke) {
  Played played = painted();
  const auto first = played.press({15, 15});
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].kind, Wish::Kind::paint);
  EXPECT_EQ(first[0].place, cells);
  EXPECT_EQ(first[0].cell, 0);
  EXPECT_TRUE(first[0].begins);
  EXPECT_TRUE(played.move({18, 18}).empty());
  const auto next = played.move({25, 15});
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next[0].cell, 1);
  EXPECT_FALSE(next[0].begins);
  EXPECT_TRUE(played.move({15, 15}).empty()) << "painted already";
  played.release({15, 15});
  const auto again = played.press({15, 15});
  ASSERT_EQ(again.size(), 1u);
  EXPECT_TRUE(again[0].begins);
}

TEST(PicturePaint, QuickPointerLeavesNoGaps) {
  Played played = painted();
  played.press({15, 15});
  std::vector<int> crossed;
  for (const Wish& wish : played.move({85, 15})) crossed.push_back(wish.cell);
  EXPECT_EQ(crossed, (std::vector<int>{1, 2, 3, 4, 5, 6, 7}));
}

TEST(PicturePaint, OutsideOfTheGridNothingIsPainted) {
  Played played = painted();
  played.press({15, 45});
  EXPECT_TRUE(played.move({15, 300}).empty());
  EXPECT_TRUE(played.touch.dragging());
  const auto back = played.move({35, 300});
  EXPECT_TRUE(back.empty());
  EXPECT_EQ(played.move({35, 45}).size(), 1u);
  EXPECT_TRUE(played.frame({.at = {85, 15}, .released = true, .cancelled = true}).empty());
}

TEST(PicturePaint, LastCellIsAtTheBottomRight) {
  Played played = painted();
  EXPECT_EQ(played.press({89.5f, 49.5f}).at(0).cell, 31);
}

TEST(PicturePaint, GridOfTooManyCellsIsNotTouched) {
  Played played = painted();
  played.regions[0].columns = played.regions[0].rows = 65000;
  EXPECT_TRUE(played.press({15, 15}).empty());
}

// ---- looks ---------------------------------------------------------------------------------------------------------

TEST(PictureTouch, LastPaintedLiesOnTop) {
  Played played = buttons();
  played.frame({.at = {60, 5}});
  EXPECT_EQ(played.touch.shape(), PointerShape::hand);
  played.frame({.at = {10, 5}});
  EXPECT_EQ(played.touch.shape(), PointerShape::grab);
  played.press({10, 5});
  EXPECT_EQ(played.touch.shape(), PointerShape::grabbing);
  played.release({10, 5});
  played.frame({.at = {10, 5}, .present = false});
  EXPECT_EQ(played.touch.shape(), PointerShape::arrow);
}

TEST(PictureTouch, PressThatBeganElsewhereTouchesNothing) {
  Played played = buttons();
  played.frame({.at = {150, 150}, .down = true, .pressed = true});
  EXPECT_TRUE(played.move({60, 5}).empty());
  EXPECT_EQ(played.touch.shape(), PointerShape::arrow);
  EXPECT_TRUE(played.release({60, 5}).empty());
}

// ---- the queue before it -------------------------------------------------------------------------------------------

TEST(PointerQueue, PressAndReleaseBetweenTwoFramesAreTwoFrames) {
  using Event = PointerQueue::Event;
  PointerQueue queue;
  EXPECT_FALSE(queue.next().present) << "before it was ever there";
  for (const Event event :
       {Event{Event::Kind::move, {1, 1}}, Event{Event::Kind::move, {5, 5}}, Event{Event::Kind::down, {5, 5}},
        Event{Event::Kind::move, {9, 5}}, Event{Event::Kind::up, {9, 5}}, Event{Event::Kind::leave, {}}})
    queue.add(event);
  const Pointer pressed = queue.next();
  EXPECT_TRUE(pressed.pressed && pressed.down && pressed.present);
  EXPECT_EQ(pressed.at.x, 5);
  EXPECT_TRUE(queue.waits());
  const Pointer released = queue.next();
  EXPECT_TRUE(released.released && !released.down && !released.pressed);
  EXPECT_EQ(released.at.x, 9);
  const Pointer gone = queue.next();
  EXPECT_FALSE(gone.present || gone.released || queue.waits());
}

}  // namespace
}  // namespace lesson
