// guess_mask_test.cpp: the shape of the holes tells who made them, at any drop rate; a round counts what was answered.
#include "guess_mask.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Mask = GuessMask::Mask;
using Member = GuessMask::Member;
using Params = GuessMask::Params;

constexpr double rates[] = {0.1, 0.25, 0.4, 0.6};
constexpr Member members[] = {Member::dropout, Member::spatial, Member::dropblock, Member::depth};

bool gone(const Mask& mask, int map, int row, int column) {
  return mask[static_cast<std::size_t>(map * 64 + row * 8 + column)] == 0;
}

bool in_gone_square(const Mask& mask, int map, int row, int column) {
  for (int top = std::max(0, row - 2); top <= std::min(row, 5); ++top)
    for (int left = std::max(0, column - 2); left <= std::min(column, 5); ++left) {
      int count = 0;
      for (int i = 0; i < 9; ++i) count += gone(mask, map, top + i / 3, left + i % 3) ? 1 : 0;
      if (count == 9) return true;
    }
  return false;
}

// Names the member by nothing but the holes: what a reader is asked to do.
Member told_by_shape(const Mask& mask) {
  bool all_squares = true, all_maps = true, all_rows = true;
  for (int row = 0; row < 4; ++row) {
    int off = 0;
    for (int map = 4 * row; map < 4 * row + 4; ++map) {
      const int count = GuessMask::holes_of(mask, map).gone;
      off += count == 64 ? 1 : 0;
      all_maps = all_maps && (count == 0 || count == 64);
      for (int cell = 0; cell < 64; ++cell)
        if (gone(mask, map, cell / 8, cell % 8) && !in_gone_square(mask, map, cell / 8, cell % 8))
          all_squares = false;
    }
    all_rows = all_rows && (off == 0 || off == 4);
  }
  if (all_maps) return all_rows ? Member::depth : Member::spatial;
  return all_squares ? Member::dropblock : Member::dropout;
}

TEST(GuessMask, TheShapeOfTheHolesTellsTheMemberAtAnyRate) {
  for (const double p : rates)
    for (std::uint32_t seed = 1; seed <= 60; ++seed)
      for (const Member member : members) {
        const Params params{.pattern = 1 + static_cast<int>(seed % 10), .drop_rate = p, .seed = seed};
        EXPECT_EQ(told_by_shape(GuessMask::mask_of(params, member)), member) << p << ", seed " << seed;
      }
}

// Too rare among drawn masks to be met above: channels that fall row by row look like stochastic depth.
TEST(GuessMask, AMaskThatCouldBeSomebodyElsesIsDrawnAgain) {
  Mask mask;
  for (const std::uint8_t all : {std::uint8_t{0}, std::uint8_t{1}}) {
    mask.fill(all);
    for (const Member member : members) EXPECT_FALSE(GuessMask::is_clear(mask, member));
  }
  const auto drop = [&](int map) { std::fill_n(mask.begin() + map * 64, 64, std::uint8_t{0}); };
  for (int map = 4; map < 8; ++map) drop(map);
  EXPECT_TRUE(GuessMask::is_clear(mask, Member::depth));
  EXPECT_FALSE(GuessMask::is_clear(mask, Member::spatial));
  drop(9);
  EXPECT_TRUE(GuessMask::is_clear(mask, Member::spatial));
}

// Cells and maps fall with probability p; squares overlap, so their share stays below it (drop_block.h).
TEST(GuessMask, EachMemberDropsTheShareThatItsRateSays) {
  for (const double p : rates) {
    for (const Member member : {Member::dropout, Member::spatial, Member::dropblock}) {
      double share = 0;
      constexpr int patterns = 200;
      for (int draw = 0; draw < patterns; ++draw) {
        const Mask mask = GuessMask::mask_of({.draw = draw, .drop_rate = p, .seed = 3}, member);
        share += static_cast<double>(std::count(mask.begin(), mask.end(), 0)) / GuessMask::cell_count / patterns;
      }
      const double decisions = member == Member::dropout ? 1024.0 : 16.0;
      const double bound = 5 * std::sqrt(p * (1 - p) / decisions / patterns);
      if (member == Member::dropblock) {
        EXPECT_LT(share, p + bound) << p;
        EXPECT_GT(share, 0.6 * p) << p;
      } else if (member == Member::dropout || p >= 0.25) {
        // Below that, masks without a hole are common enough among channels to matter: they are drawn again.
        EXPECT_NEAR(share, p, bound + (member == Member::spatial ? 0.02 : 0)) << p;
      }
    }
  }
}

TEST(GuessMask, EveryMemberHasItsTurn) {
  std::array<int, GuessMask::member_count> count{};
  constexpr int seeds = 100, all = seeds * GuessMask::pattern_count;
  for (std::uint32_t seed = 0; seed < seeds; ++seed)
    for (int pattern = 1; pattern <= GuessMask::pattern_count; ++pattern)
      ++count[static_cast<std::size_t>(GuessMask::member_of(seed, pattern))];
  for (const int each : count) EXPECT_NEAR(each, all / 4, 5 * std::sqrt(all * 3.0 / 16));
}

TEST(GuessMask, FourDifferentDigitsAreShown) {
  const GuessMask widget{};
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const GuessMask::Pattern& shown = widget.shown({.pattern = 1 + static_cast<int>(seed % 10), .seed = seed});
    EXPECT_EQ(std::set<int>(shown.digit.begin(), shown.digit.end()).size(), 4u);
    EXPECT_EQ(shown.pictures.size(), 256u);
    for (const float value : shown.values) EXPECT_TRUE(value >= 0 && value <= 1);
  }
}

constexpr std::string_view guesses[] = {"guess_dropout", "guess_spatial", "guess_dropblock", "guess_depth"};

TEST(GuessMask, TheFirstAnswerStandsAndIsExplained) {
  for (int guess = 0; guess < GuessMask::member_count; ++guess) {
    Session session(*find_widget("guess_mask"));
    const int member = static_cast<int>(GuessMask::member_of(98, 1));
    act(session, guesses[guess]);
    EXPECT_EQ(readout(session, "answered"), 1);
    EXPECT_EQ(readout(session, "right"), guess == member ? 1 : 0);
    EXPECT_EQ(session.describe().substr(0, 5), guess == member ? "Right" : "Not q");
    const std::string before = session.describe();
    act(session, guesses[(guess + 1) % GuessMask::member_count]);
    EXPECT_EQ(session.describe(), before);
    EXPECT_FALSE(session.action_relevant(session.find_action("guess_depth").value()));
    EXPECT_TRUE(session.action_relevant(session.find_action("next_one").value()));
  }
}

TEST(GuessMask, TenAnswersMakeARoundAndTheNextHasAnotherSeed) {
  Session session(*find_widget("guess_mask"));
  EXPECT_FALSE(session.action_relevant(session.find_action("next_one").value()));
  for (int pattern = 1; pattern <= GuessMask::pattern_count; ++pattern) {
    EXPECT_EQ(session.value(session.find_param("pattern").value()), pattern);
    act(session, guesses[static_cast<std::size_t>(GuessMask::member_of(98, pattern))]);
    if (pattern < GuessMask::pattern_count) act(session, "next_one");
  }
  EXPECT_EQ(readout(session, "right"), 10);
  EXPECT_NE(session.describe().find("10 of 10 right"), std::string::npos);
  act(session, "next_one");
  EXPECT_EQ(readout(session, "answered"), 0);
  EXPECT_EQ(session.value(session.find_param("seed").value()), 99);
  EXPECT_EQ(session.value(session.find_param("pattern").value()), 1);
}

// A friend gets the seed and another reader's answers do not count for it.
TEST(GuessMask, AnswersBelongToTheirSeed) {
  Session session(*find_widget("guess_mask"));
  act(session, "guess_spatial");
  session.set(session.find_param("seed").value(), 99);
  EXPECT_EQ(readout(session, "answered"), 0);
  act(session, "guess_depth");
  EXPECT_EQ(readout(session, "answered"), 1);
  session.set(session.find_param("seed").value(), 98);
  EXPECT_EQ(readout(session, "answered"), 0);
}

TEST(GuessMask, AnotherDrawKeepsTheMember) {
  for (std::uint32_t seed = 1; seed < 20; ++seed) {
    const GuessMask widget{};
    Params params{.seed = seed};
    const Member member = widget.shown(params).member;
    for (int draw = 0; draw < 20; ++draw) {
      const Mask before = widget.shown(params).mask();
      GuessMask{}.another_draw(params);
      EXPECT_EQ(widget.shown(params).member, member);
      EXPECT_EQ(told_by_shape(widget.shown(params).mask()), member);
      EXPECT_TRUE(widget.shown(params).mask() != before) << "seed " << seed;
    }
  }
}

// Nothing that is heard before the answer names the member.
TEST(GuessMask, TheDescriptionTellsTheHolesAndNotTheName) {
  const GuessMask widget{};
  for (int pattern = 1; pattern <= 10; ++pattern) {
    const Params params{.pattern = pattern};
    const std::string words = widget.details(params);
    for (const std::string_view name : {"ropout", "DropBlock", "Stochastic"})
      EXPECT_EQ(words.find(name), std::string::npos) << words;
    EXPECT_NE(words.find(" gone."), std::string::npos);
  }
}

TEST(GuessMask, CountsHolesThatHangTogether) {
  Mask mask;
  mask.fill(1);
  for (const int cell : {0, 1, 8, 18, 63}) mask[static_cast<std::size_t>(cell)] = 0;
  const GuessMask::Holes holes = GuessMask::holes_of(mask, 0);
  EXPECT_EQ(holes.gone, 5);
  EXPECT_EQ(holes.pieces, 3);
  EXPECT_EQ(holes.largest, 3);
  EXPECT_EQ(GuessMask::holes_of(mask, 1).pieces, 0);
}

}  // namespace
}  // namespace lesson
