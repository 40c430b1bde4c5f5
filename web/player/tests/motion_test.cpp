// motion_test.cpp: marks with a key move from where they are to where they belong, and nothing else does.
#include "motion.h"

#include <cmath>

#include "recorded.h"

namespace lesson {
namespace {

constexpr std::uint32_t unit = mark_name("unit"), other = mark_name("unit", 1);

Picture disk_at(Point at, float radius = 5, float opacity = 1, Canvas::Key key = {.name = unit}) {
  return picture_of([&](Canvas& canvas) {
    canvas.key(key);
    canvas.disk(at, radius, {.opacity = opacity});
  });
}

Point place_of(const Motion& motion, std::size_t mark = 0) {
  return motion.shown().points_of(motion.shown().marks.at(mark))[0];
}

// Frames of 16 ms until nothing moves; how many it took.
int play_out(Motion& motion) {
  int frames = 0;
  for (; motion.moving() && frames < 1000; ++frames) motion.advance(16);
  return frames;
}

TEST(Motion, FirstPictureIsThereAtOnce) {
  Motion motion;
  motion.show(disk_at({10, 20}), true);
  EXPECT_FALSE(motion.moving());
  EXPECT_EQ(place_of(motion).x, 10);
  EXPECT_EQ(motion.shown().marks[0].fade, 1);
}

TEST(Motion, GoesFromTheOldPlaceToTheNewAndSlowsDown) {
  Motion motion;
  motion.show(disk_at({0, 0}, 4, 0.2f), true);
  motion.show(disk_at({100, 50}, 8, 1), true);
  EXPECT_EQ(place_of(motion).x, 0);
  float before = 0, step = 1e9f;
  while (motion.moving()) {
    motion.advance(10);
    const Point at = place_of(motion);
    const PictureMark& mark = motion.shown().marks[0];
    EXPECT_NEAR(at.y, at.x / 2, 1e-4f) << "a straight way";
    EXPECT_NEAR(mark.size, 4 + 4 * at.x / 100, 1e-4f);
    EXPECT_NEAR(mark.opacity, 0.2f + 0.8f * at.x / 100, 1e-4f);
    EXPECT_GT(at.x, before);
    EXPECT_LT(at.x - before, step) << "each step is smaller than the one before";
    step = at.x - before;
    before = at.x;
  }
  EXPECT_EQ(place_of(motion).x, 100);
  EXPECT_EQ(place_of(motion).y, 50);
  EXPECT_EQ(motion.shown().marks[0].size, 8);
}

TEST(Motion, TakesItsTimeAndEnds) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}), true);
  EXPECT_EQ(play_out(motion), static_cast<int>(Motion::move_ms) / 16);
  motion.advance(16);
  EXPECT_FALSE(motion.moving());
}

TEST(Motion, LongPauseBeforeTheFirstFrameDoesNotSkipTheMove) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}), true);
  motion.advance(60000);
  EXPECT_TRUE(motion.moving());
  EXPECT_LT(place_of(motion).x, 50);
}

TEST(Motion, WithoutMovingOrKeyEverythingIsAtOnce) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}), false);
  EXPECT_FALSE(motion.moving());
  EXPECT_EQ(place_of(motion).x, 100);
  motion.show(disk_at({30, 0}, 5, 1, {}), true);  // the named one leaves, the nameless one is there
  EXPECT_EQ(place_of(motion, 0).x, 30);
  EXPECT_EQ(motion.shown().marks[0].fade, 1);
}

TEST(Motion, SamePictureMovesNothing) {
  Motion motion;
  motion.show(disk_at({10, 0}), true);
  motion.show(disk_at({10, 0}), true);
  EXPECT_FALSE(motion.moving());
}

TEST(Motion, NewPictureDuringAMoveStartsFromWhatIsShown) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}), true);
  motion.advance(16);
  motion.advance(48);
  const float here = place_of(motion).x;
  ASSERT_GT(here, 10);
  ASSERT_LT(here, 90);
  motion.show(disk_at({0, 80}), true);
  EXPECT_EQ(place_of(motion).x, here);
  motion.advance(16);
  EXPECT_LT(place_of(motion).x, here);
  play_out(motion);
  EXPECT_EQ(place_of(motion).x, 0);
  EXPECT_EQ(place_of(motion).y, 80);
}

TEST(Motion, SameGoalAgainDoesNotStartTheWayAnew) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  int frames = 0;
  do {
    motion.show(disk_at({100, 0}, 5, 1, {.name = unit, .delay_ms = 40}), true);
    motion.advance(16);
    ++frames;
  } while (motion.moving() && frames < 100);
  EXPECT_LE(frames, 14);  // (40 + 160) / 16
  EXPECT_EQ(place_of(motion).x, 100);
}

TEST(Motion, IsAsLongOnItsWayAsItsMarkSays) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}, 5, 1, {.name = unit, .takes_ms = 800}), true);
  for (int i = 0; i < 49; ++i) motion.advance(16);
  EXPECT_TRUE(motion.moving());
  EXPECT_LT(place_of(motion).x, 100);
  motion.advance(17);
  EXPECT_FALSE(motion.moving());
  EXPECT_EQ(place_of(motion).x, 100);
}

TEST(Motion, WaitsForItsDelay) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}, 5, 1, {.name = unit, .delay_ms = 100}), true);
  for (int i = 0; i < 6; ++i) motion.advance(16);
  EXPECT_EQ(place_of(motion).x, 0);
  motion.advance(16);
  EXPECT_GT(place_of(motion).x, 0);
  play_out(motion);
  EXPECT_EQ(place_of(motion).x, 100);
}

TEST(Motion, FollowsItsPath) {
  const Point path[] = {{0, 0}, {0, 100}, {100, 100}};
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 100}, 5, 1, {.name = unit, .path = path}), true);
  float lowest = 0;
  while (motion.moving()) {
    motion.advance(8);
    const Point at = place_of(motion);
    EXPECT_TRUE(std::abs(at.x) < 1e-3f || std::abs(at.y - 100) < 1e-3f) << at.x << " " << at.y;
    EXPECT_GE(at.y, lowest - 1e-3f);
    lowest = at.y;
  }
  EXPECT_EQ(place_of(motion).x, 100);
}

TEST(Motion, NewMarkFadesInAndOldOneFadesOut) {
  const auto two = [](bool with_first, bool with_second) {
    return picture_of([=](Canvas& canvas) {
      canvas.rect({0, 0, 400, 200}, {.ink = Ink::surface});
      canvas.key({.name = unit});
      if (with_first) canvas.disk({50, 50}, 5, {});
      canvas.key({.name = other});
      if (with_second) canvas.disk({90, 50}, 5, {});
    });
  };
  Motion motion;
  motion.show(two(true, false), true);
  motion.show(two(false, true), true);
  ASSERT_EQ(motion.shown().marks.size(), 3u) << "the one that leaves is still drawn";
  EXPECT_EQ(motion.shown().marks[0].op, MarkOp::rect) << "above what it lay upon";
  motion.advance(16);
  motion.advance(32);
  float coming = 0, leaving = 0;
  for (const PictureMark& mark : motion.shown().marks) {
    if (mark.op != MarkOp::disk) continue;
    (motion.shown().points_of(mark)[0].x == 90 ? coming : leaving) = mark.fade;
  }
  EXPECT_GT(coming, 0);
  EXPECT_LT(coming, 1);
  EXPECT_GT(leaving, 0);
  EXPECT_LT(leaving, 1);
  play_out(motion);
  ASSERT_EQ(motion.shown().marks.size(), 2u) << "and then it is gone";
  EXPECT_EQ(motion.shown().marks[1].fade, 1);
}

TEST(Motion, MarkOfAnotherKindComesWhileTheOldOneLeaves) {
  const auto ring = picture_of([](Canvas& canvas) {
    canvas.key({.name = unit});
    canvas.ring({50, 50}, 5, {});
  });
  Motion motion;
  motion.show(disk_at({50, 50}), true);
  motion.show(ring, true);
  ASSERT_EQ(motion.shown().marks.size(), 2u);
  // A third picture in the middle of it, with neither.
  motion.advance(16);
  motion.show(disk_at({0, 0}, 5, 1, {.name = other}), true);
  EXPECT_EQ(motion.shown().marks.size(), 3u);
  play_out(motion);
  EXPECT_EQ(motion.shown().marks.size(), 1u);
}

TEST(Motion, WordsAndInkChangeAtOnceWhileTheTextMoves) {
  const auto text = [](Point at, std::string_view words, Ink ink) {
    return picture_of([=](Canvas& canvas) {
      canvas.key({.name = unit});
      canvas.text(at, words, {.ink = ink});
    });
  };
  Motion motion;
  motion.show(text({0, 0}, "0.30", Ink::ink), true);
  motion.show(text({50, 0}, "0.35", Ink::accent), true);
  const PictureMark& mark = motion.shown().marks[0];
  EXPECT_EQ(motion.shown().words[mark.part], "0.35");
  EXPECT_EQ(mark.ink, Ink::accent);
  EXPECT_EQ(place_of(motion).x, 0);
}

TEST(Motion, CurveWithAnotherNumberOfPointsIsThereAtOnce) {
  const auto curve = [](int points) {
    return picture_of([=](Canvas& canvas) {
      std::vector<Point> way;
      for (int i = 0; i < points; ++i) way.push_back({static_cast<float>(10 * i), 5});
      canvas.key({.name = unit});
      canvas.polyline(way, {});
    });
  };
  Motion motion;
  motion.show(curve(3), true);
  motion.show(curve(7), true);
  EXPECT_FALSE(motion.moving());
  EXPECT_EQ(motion.shown().marks[0].point_count, 7u);
}

TEST(Motion, SecondMarkOfANameDoesNotMove) {
  const auto twice = [](float x) {
    return picture_of([=](Canvas& canvas) {
      for (int i = 0; i < 2; ++i) {
        canvas.key({.name = unit});
        canvas.disk({x + static_cast<float>(i), 0}, 5, {});
      }
    });
  };
  Motion motion;
  motion.show(twice(0), true);
  motion.show(twice(100), true);
  EXPECT_EQ(place_of(motion, 0).x, 0);
  EXPECT_EQ(place_of(motion, 1).x, 101);
}

TEST(Motion, FinishPutsEverythingWhereItBelongs) {
  Motion motion;
  motion.show(disk_at({0, 0}), true);
  motion.show(disk_at({100, 0}, 5, 1, {.name = unit, .delay_ms = 500}), true);
  motion.finish();
  EXPECT_FALSE(motion.moving());
  EXPECT_EQ(place_of(motion).x, 100);
  motion.show(disk_at({7, 0}, 5, 1, {.name = other}), true);
  motion.finish();
  EXPECT_EQ(motion.shown().marks.size(), 1u);
  EXPECT_EQ(motion.shown().marks[0].fade, 1);
}

TEST(Motion, ClipGoesWithTheMarkThatLeaves) {
  Motion motion;
  motion.show(picture_of([](Canvas& canvas) {
                canvas.clip({10, 10, 50, 50});
                canvas.key({.name = unit});
                canvas.disk({20, 20}, 5, {});
                canvas.unclip();
              }),
              true);
  motion.show(picture_of([](Canvas& canvas) { canvas.disk({0, 0}, 5, {}); }), true);
  ASSERT_EQ(motion.shown().marks.size(), 2u);
  const PictureMark& leaving = motion.shown().marks[1];
  EXPECT_EQ(motion.shown().clips.at(leaving.clip).x, 10);
  EXPECT_EQ(motion.shown().marks[0].clip, 0u);
}

}  // namespace
}  // namespace lesson
