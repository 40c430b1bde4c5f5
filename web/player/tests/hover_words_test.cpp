// hover_words_test.cpp: words beside the pointer come, stay to be read, and go when they are sent away.
#include "hover_words.h"

#include <gtest/gtest.h>

namespace lesson {
namespace {

// Two things side by side with a gap, and a card above the first as the player draws it: 16 px above the pointer.
struct Hovered {
  HoverWords hover;
  std::vector<Explanation> things{{{100, 100, 40, 40}, "one"}, {{160, 100, 40, 40}, "two"}};
  static constexpr Rect card{60, 60, 120, 30};

  std::string_view move(Point at) { return frame({.at = at}); }
  std::string_view frame(const Pointer& pointer, bool held = false) {
    hover.update(pointer, held, things);
    if (!hover.words().empty()) hover.drawn_at(card);
    return hover.words();
  }
};

TEST(HoverWords, R40EscapeSendsThemAwayUntilThePointerMovesToAnotherThing) {
  Hovered hovered;
  EXPECT_FALSE(hovered.hover.send_away()) << "nothing there: the key is for others";
  EXPECT_EQ(hovered.move({120, 120}), "one");
  EXPECT_TRUE(hovered.hover.send_away());
  EXPECT_EQ(hovered.hover.words(), "");
  EXPECT_FALSE(hovered.hover.send_away());
  EXPECT_EQ(hovered.move({125, 120}), "") << "still the same thing";
  EXPECT_EQ(hovered.move({165, 120}), "two");
  EXPECT_EQ(hovered.move({125, 120}), "one");
}

TEST(HoverWords, R40SentAwayTheyStayAwayWhileARunChangesThePictureUnderAPointerThatRests) {
  Hovered hovered;
  hovered.move({120, 120});
  hovered.hover.send_away();
  hovered.things = {{{101, 90, 40, 60}, "one after the next step"}};
  EXPECT_EQ(hovered.move({120, 120}), "");
  hovered.things.clear();
  EXPECT_EQ(hovered.move({120, 120}), "");
  hovered.things = {{{101, 80, 40, 70}, "one after the third step"}};
  EXPECT_EQ(hovered.move({120, 120}), "");
  EXPECT_EQ(hovered.move({121, 121}), "");
}

TEST(HoverWords, R40TheyStayWhereTheyCameUpAndWhileThePointerIsOnThem) {
  Hovered hovered;
  hovered.move({120, 105});
  EXPECT_EQ(hovered.move({130, 130}), "one");
  EXPECT_EQ(hovered.hover.place().x, 120) << "they do not follow the pointer";
  EXPECT_EQ(hovered.move({120, 95}), "one") << "on the way to them";
  EXPECT_EQ(hovered.move({120, 75}), "one") << "on them";
  EXPECT_EQ(hovered.move({70, 65}), "one");
  EXPECT_EQ(hovered.move({70, 95}), "one") << "and on the way back";
  EXPECT_EQ(hovered.move({30, 75}), "") << "beside them";
  EXPECT_EQ(hovered.move({120, 75}), "") << "gone, they are not met again";
}

TEST(HoverWords, AnotherThingOnTheWayIsMeantHoweverQuickThePointerIs) {
  Hovered hovered;
  hovered.things.push_back({{100, 88, 40, 12}, "between"});
  hovered.move({120, 120});
  EXPECT_EQ(hovered.move({120, 75}), "");
  hovered.move({120, 120});
  EXPECT_EQ(hovered.move({120, 95}), "between");
}

TEST(HoverWords, APictureThatIsNewChangesTheWordsAndNotTheirPlace) {
  Hovered hovered;
  hovered.move({110, 110});
  hovered.move({130, 110});
  hovered.things[0].words = "one, a step later";
  EXPECT_EQ(hovered.move({130, 110}), "one, a step later");
  EXPECT_EQ(hovered.hover.place().x, 110);
  hovered.move({120, 75});
  hovered.things[0].words = "two steps later";
  EXPECT_EQ(hovered.move({121, 75}), "two steps later") << "read while a run goes on";
}

TEST(HoverWords, LastPaintedThingSpeaksAndAHeldPointerHearsNothing) {
  Hovered hovered;
  hovered.things.push_back({{110, 110, 10, 10}, "on top"});
  EXPECT_EQ(hovered.move({115, 115}), "on top");
  EXPECT_EQ(hovered.frame({.at = {115, 115}, .down = true, .pressed = true}, true), "");
  EXPECT_EQ(hovered.frame({.at = {105, 105}, .released = true}), "one");
  EXPECT_EQ(hovered.frame({.at = {105, 105}, .present = false}), "");
}

TEST(HoverWords, APressOnWordsThatLieInTheWayTakesThemAway) {
  Hovered hovered;
  hovered.move({120, 105});
  hovered.move({120, 75});
  EXPECT_EQ(hovered.frame({.at = {120, 75}, .down = true, .pressed = true}), "");
  EXPECT_EQ(hovered.frame({.at = {120, 75}, .released = true}), "");
}

}  // namespace
}  // namespace lesson
