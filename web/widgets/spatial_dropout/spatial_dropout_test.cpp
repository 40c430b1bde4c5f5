// spatial_dropout_test.cpp: the claims of chapter 4, read off the widget.
#include "spatial_dropout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Coins = SpatialDropout::Coins;
using Filter = SpatialDropout::Filter;
using Params = SpatialDropout::Params;

TEST(SpatialDropout, TheMaskDropsTheShareThatItSays) {
  const SpatialDropout widget{};
  for (const double p : {0.05, 0.25, 0.5, 0.75}) {
    double dropped = 0;
    Params params{.drop_rate = p};
    for (params.mask_number = 0; params.mask_number < 50; ++params.mask_number) dropped += widget.dropped(params);
    // 39,200 coins: five standard deviations of their share.
    EXPECT_NEAR(dropped / (50 * SpatialDropout::cell_count), p, 5 * std::sqrt(p * (1 - p) / 39200)) << p;
  }
}

// The finer what a map shows, the less its neighbors tell; of the finest one, under many drops, less than its average does.
TEST(SpatialDropout, NeighborsTellMostOfScatteredCells) {
  const SpatialDropout widget{};
  for (const double p : {0.1, 0.25, 0.5}) {
    const auto share = [&](Filter filter) {
      Params params{.drop_rate = p, .filter = filter};
      double sum = 0;
      for (params.mask_number = 0; params.mask_number < 10; ++params.mask_number) sum += widget.back_cells(params);
      return sum / 10;
    };
    EXPECT_GT(share(Filter::brightness), 85) << p;
    EXPECT_LT(share(Filter::brightness), 100) << p;
    EXPECT_GT(share(Filter::brightness), share(Filter::texture) + 5) << p;
  }
}

TEST(SpatialDropout, SaysWhenAGuessIsNoBetterThanTheAverage) {
  const Session texture = play("spatial_dropout", {{"p", 0.5}, {"filter", 2}});
  EXPECT_LT(readout(texture, "back_cells"), 0);
  EXPECT_NE(texture.describe().find("no better than the average"), std::string::npos) << texture.describe();
  EXPECT_TRUE(shows(panel_of(texture, "fill", 720), "0 % comes back"));
}

TEST(SpatialDropout, AHigherRateLeavesLessToGuessFrom) {
  const SpatialDropout widget{};
  double before = 101;
  for (const double p : {0.1, 0.3, 0.5, 0.75}) {
    Params params{.drop_rate = p};
    double sum = 0;
    for (params.mask_number = 0; params.mask_number < 10; ++params.mask_number) sum += widget.back_cells(params) / 10;
    EXPECT_LT(sum, before) << p;
    before = sum;
  }
}

TEST(SpatialDropout, AWholeChannelLeavesNothing) {
  for (const double filter : {0.0, 1.0, 2.0})
    EXPECT_NEAR(readout(play("spatial_dropout", {{"filter", filter}}), "back_channel"), 0, 1e-9);
}

// Kept cells keep their value; nothing of a dropped one is read.
TEST(SpatialDropout, TheGuessReadsKeptCellsOnly) {
  const SpatialDropout widget{};
  const SpatialDropout::Study& study = widget.study({.drop_rate = 0.4});
  for (std::size_t cell = 0; cell < study.map.size(); ++cell)
    if (study.mask[cell] != 0) {
      EXPECT_NEAR(study.rebuilt[cell], study.map[cell], 1e-6);
    }
}

TEST(SpatialDropout, TheSpreadOfTheMeanIsThreeTimesAsLargeWithOneCoin) {
  for (const double p : {0.05, 0.25, 0.5, 0.75}) {
    const Session session = play("spatial_dropout", {{"p", p}});
    EXPECT_NEAR(readout(session, "spread_shared"), std::sqrt(p / (1 - p)), 1e-12) << p;
    EXPECT_NEAR(readout(session, "spread_shared") / readout(session, "spread_cells"), 3, 1e-12) << p;
  }
}

// Over 40 stretches of 64 masks; each is an estimate with a relative error of about 1 / sqrt(128), so 0.05 is more than three of
// the mean's.
TEST(SpatialDropout, TheShownMasksHaveThatSpread) {
  for (const double p : {0.2, 0.5, 0.7})
    for (const Coins coins : {Coins::one_a_cell, Coins::one_for_all}) {
      double squares = 0;
      for (std::uint32_t stretch = 0; stretch < 40; ++stretch) {
        const Params params{.drop_rate = p, .mask_number = 64 * stretch + 63};
        const double seen = SpatialDropout::seen_spread(params, coins);
        squares += seen * seen / 40;
      }
      EXPECT_NEAR(std::sqrt(squares) / SpatialDropout::exact_spread({.drop_rate = p}, coins), 1, 0.05) << p;
    }
}

TEST(SpatialDropout, OneCoinKeepsOrDropsAllNine) {
  for (std::uint32_t number = 0; number < 60; ++number) {
    const auto kept = SpatialDropout::kept_cells({.mask_number = number}, Coins::one_for_all, 0);
    EXPECT_EQ(std::count(kept.begin(), kept.end(), true) % 9, 0) << number;
  }
}

TEST(SpatialDropout, ATurnedCoinIsOneCellOrAllNine) {
  const auto kept_count = [](const Params& params, Coins coins) {
    const auto kept = SpatialDropout::kept_cells(params, coins, 0);
    return std::count(kept.begin(), kept.end(), true);
  };
  for (const double p : {0.2, 0.6}) {
    const Params as_drawn{.drop_rate = p};
    for (int cell = 0; cell < 9; ++cell) {
      Params turned = as_drawn;
      turned.flipped = static_cast<std::uint16_t>(1u << cell);
      EXPECT_EQ(std::abs(kept_count(turned, Coins::one_a_cell) - kept_count(as_drawn, Coins::one_a_cell)), 1);
      EXPECT_EQ(kept_count(turned, Coins::one_for_all), kept_count(as_drawn, Coins::one_for_all));
    }
    Params turned = as_drawn;
    turned.flipped = 1u << SpatialDropout::shared_coin;
    EXPECT_EQ(kept_count(turned, Coins::one_for_all), 9 - kept_count(as_drawn, Coins::one_for_all));
    EXPECT_EQ(SpatialDropout::patch_mean(turned, Coins::one_for_all, 1),
              SpatialDropout::patch_mean(as_drawn, Coins::one_for_all, 1))
        << "masks of the past stay";
  }
}

TEST(SpatialDropout, ANewMaskMovesThePaperOnAndForgetsTurnedCoins) {
  Session session = play("spatial_dropout");
  Params before{.mask_number = 0};
  session.set(session.find_param("flipped").value(), 5);
  EXPECT_EQ(value_of(session, "flipped"), "1.3");
  act(session, "new_mask");
  EXPECT_EQ(value_of(session, "flipped"), "none");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(SpatialDropout::patch_mean({.mask_number = 1}, Coins::one_a_cell, 1),
            SpatialDropout::patch_mean(before, Coins::one_a_cell, 0));
}

TEST(SpatialDropout, TheLineDividesWhatIsDroppedFromWhatIsGuessed) {
  const double dropped = readout(play("spatial_dropout"), "dropped");
  const auto frames = [](double line) {
    const RecordingCanvas canvas = panel_of(play("spatial_dropout", {{"line", line}}), "fill");
    return static_cast<double>(std::count_if(canvas.marks.begin(), canvas.marks.end(),
                                             [](const auto& mark) { return mark.what == "frame"; }));
  };
  EXPECT_EQ(frames(1), 1) << "the outline of the channel: nothing is guessed right of the line";
  EXPECT_EQ(frames(0), dropped + 1);
  EXPECT_LT(frames(0.7), frames(0.3));
  for (const float width : {344.0f, 720.0f, 960.0f}) {
    const RecordingCanvas canvas = panel_of(play("spatial_dropout"), "fill", width);
    EXPECT_EQ(canvas.drags.size(), 2u) << "the line can be dragged in both maps";
    for (const auto& drag : canvas.drags) EXPECT_EQ(drag.id, "line");
  }
}

TEST(SpatialDropout, TheEdgesAreFiniteAndSaySo) {
  const Session none = play("spatial_dropout", {{"p", 0}});
  EXPECT_EQ(readout(none, "dropped"), 0);
  EXPECT_EQ(readout(none, "back_cells"), 0);
  EXPECT_EQ(readout(none, "spread_shared"), 0);
  EXPECT_TRUE(shows(panel_of(none, "mean", 720), "mean now 1.00"));
  EXPECT_NE(none.describe().find("no cell is dropped"), std::string::npos) << none.describe();
}

TEST(SpatialDropout, TablesSayWhatThePanelsDraw) {
  const Session session = play("spatial_dropout", {{"p", 0.3}});
  EXPECT_EQ(panel_rows(session, "fill").at(2).at(2), "0 %");
  EXPECT_EQ(panel_rows(session, "mean").at(2).at(2), number_text(readout(session, "spread_shared"), 3));
}

// The picture spans what it should, and is alike on both sides.
TEST(SpatialDropout, TheCatIsALikelyMap) {
  const std::vector<float>& cat = cat_picture();
  ASSERT_EQ(cat.size(), 784u);
  EXPECT_EQ(*std::min_element(cat.begin(), cat.end()), 0);
  EXPECT_EQ(*std::max_element(cat.begin(), cat.end()), 1);
  for (std::size_t row = 0; row < 28; ++row)
    for (std::size_t column = 0; column < 14; ++column)
      EXPECT_NEAR(cat[28 * row + column], cat[28 * row + 27 - column], 1e-6);
}

}  // namespace
}  // namespace lesson
