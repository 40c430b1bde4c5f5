// player_scene_test.cpp: the C functions that need no window: lists in, events and SVG out.
#include "player.h"
#include "recorded.h"
#include "scene.h"

namespace lesson {
namespace {

std::vector<unsigned char> small_list(float at = 50) {
  return recorded([at](Canvas& canvas) {
    canvas.key({.name = mark_name("bar")});
    canvas.rect({at, 10, 20, 40}, {.ink = Ink::kept});
    canvas.drag({.area = {0, 0, 200, 20}, .param_id = "drop_rate", .min_at = {0, 0}, .max_at = {200, 0}});
    canvas.tap({0, 50, 20, 20}, "new_mask");
    canvas.text({10, 100}, "p & q", {});
  });
}

int show(const std::vector<unsigned char>& list, int manner = 0) {
  return player_show(list.data(), static_cast<int>(list.size()), manner);
}

struct PlayerScene : testing::Test {
  void SetUp() override {
    scene() = Scene{};
    ASSERT_EQ(player_create("{}", made_up_declaration), 0);
  }
};

TEST_F(PlayerScene, DamagedListLeavesTheOldPicture) {
  ASSERT_EQ(show(small_list()), 1);
  std::vector<unsigned char> damaged = small_list(90);
  damaged.resize(damaged.size() - 4);
  EXPECT_EQ(show(damaged), 0);
  EXPECT_EQ(player_show(nullptr, 100, 0), 0);
  EXPECT_EQ(player_show(damaged.data(), -1, 0), 0);
  EXPECT_EQ(scene().motion.shown().points[0].x, 50);
}

TEST_F(PlayerScene, MovesOnlyWhereAskedAndWhereTheReaderWantsMotion) {
  show(small_list(10), 1);
  show(small_list(60), 1);
  EXPECT_TRUE(scene().motion.moving());
  player_options(1);
  EXPECT_FALSE(scene().motion.moving());
  show(small_list(10), 1);
  EXPECT_FALSE(scene().motion.moving());
  player_options(0);
  show(small_list(60), 0);
  EXPECT_FALSE(scene().motion.moving());
}

TEST_F(PlayerScene, OnlyPicturesOfARunAreCoarserAndNoneOfThemMoves) {
  show(small_list(10));
  EXPECT_EQ(show(small_list(60), 2), 1);
  EXPECT_TRUE(scene().streaming);
  EXPECT_FALSE(scene().motion.moving());
  show(small_list(70), 1);
  EXPECT_FALSE(scene().streaming);
  EXPECT_EQ(show(small_list(80), 3), 0);
  EXPECT_EQ(show(small_list(80), -1), 0);
}

TEST_F(PlayerScene, NothingMovesWhileAHandleIsHeld) {
  show(small_list(10));
  scene().touch.update({.at = {20, 10}, .down = true, .pressed = true}, scene().touches);
  ASSERT_TRUE(scene().touch.dragging());
  show(small_list(60), 1);
  EXPECT_FALSE(scene().motion.moving());
}

TEST_F(PlayerScene, LockedRegionsAreNotThere) {
  player_create(R"({"lock": ["drop_rate"]})", made_up_declaration);
  show(small_list());
  ASSERT_EQ(scene().touches.size(), 1u);
  EXPECT_EQ(scene().touches[0].kind, Touch::Kind::tap);
}

TEST_F(PlayerScene, EventsComeInOrderAndTheNewestValueWins) {
  Scene& at = scene();
  using Wish = PictureTouch::Wish;
  at.events.add({.kind = Wish::Kind::set, .place = 0, .value = 0.25}, at.declared);
  at.events.add({.kind = Wish::Kind::set, .place = 0, .value = 0.3}, at.declared);
  at.events.add({.kind = Wish::Kind::set, .place = 4, .value = 3}, at.declared);
  at.events.add({.kind = Wish::Kind::set, .place = 1, .value = -1, .second = 2, .second_value = 0.1}, at.declared);
  at.events.add({.kind = Wish::Kind::act, .place = 0}, at.declared);
  at.events.add({.kind = Wish::Kind::paint, .place = 3, .cell = 7, .begins = true}, at.declared);
  at.events.add({.kind = Wish::Kind::act, .place = 9}, at.declared);
  EXPECT_STREQ(player_event(), R"({"set": {"drop_rate": 0.29999999999999999}})");
  EXPECT_STREQ(player_event(), R"({"set": {"unit": 3}})") << "of another parameter";
  EXPECT_STREQ(player_event(), R"({"set": {"x": -1, "y": 0.10000000000000001}})");
  EXPECT_STREQ(player_event(), R"({"act": "new_mask"})");
  EXPECT_STREQ(player_event(), R"({"paint": "cells", "cell": 7, "begins": true})");
  EXPECT_STREQ(player_event(), "");
}

TEST_F(PlayerScene, LockedHalfOfAPlaneIsLeftOut) {
  using Wish = PictureTouch::Wish;
  const Wish plane{.kind = Wish::Kind::set, .place = 1, .value = 5, .second = 2, .second_value = 6};
  player_create(R"({"lock": ["x"]})", made_up_declaration);
  scene().events.add(plane, scene().declared);
  EXPECT_STREQ(player_event(), R"({"set": {"y": 6}})");
  player_create(R"({"lock": ["y"]})", made_up_declaration);
  scene().events.add(plane, scene().declared);
  EXPECT_STREQ(player_event(), R"({"set": {"x": 5}})");
  player_create(R"({"lock": ["x", "y"]})", made_up_declaration);
  scene().events.add(plane, scene().declared);
  EXPECT_STREQ(player_event(), "");
}

TEST_F(PlayerScene, SvgStandsAlone) {
  EXPECT_STREQ(player_svg("none", "yet"), "");
  player_color(static_cast<int>(Ink::kept), 0x00786cff);
  player_color(-1, 0);
  player_color(ink_count, 0);
  show(small_list());
  const std::string svg = player_svg("Bars <one>", "A bar.");
  EXPECT_EQ(svg.rfind("<svg ", 0), 0u);
  EXPECT_NE(svg.find("#00786c"), std::string::npos);
  EXPECT_NE(svg.find("Bars &lt;one&gt;"), std::string::npos);
  EXPECT_NE(svg.find("p &amp; q"), std::string::npos);
  EXPECT_EQ(svg.find("class="), std::string::npos);
}

TEST_F(PlayerScene, FocusNamesAParam) {
  player_focus("x");
  EXPECT_EQ(scene().focused, 1u);
  player_focus("nothing");
  EXPECT_EQ(scene().focused, no_param);
  player_focus(nullptr);
  EXPECT_EQ(scene().focused, no_param);
}

}  // namespace
}  // namespace lesson
