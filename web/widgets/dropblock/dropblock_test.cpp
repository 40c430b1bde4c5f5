// dropblock_test.cpp: the claims of chapter 8 about DropBlock, read off the widget.
#include "dropblock.h"

#include <cmath>

#include "dropout/mask.h"
#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = DropBlockMaps::Params;

constexpr double cells = 0, blocks = 1, must_fit = 0, anywhere = 1;

TEST(DropBlock, OpensWithAFaceThatLostItsMouth) {
  const Session session = play("dropblock");
  EXPECT_EQ(readout(session, "dropped"), 35);
  EXPECT_NEAR(readout(session, "dropped_share"), 100 * 35.0 / 144, 1e-9);
  EXPECT_NEAR(readout(session, "share_fit"), 21.28, 0.005);
  EXPECT_NE(session.describe().find("loses 35 of 144 cells"), std::string::npos) << session.describe();
}

// Corner, middle of an edge, center and mean over the map at F = 12, p = 0.25.
TEST(DropBlock, ChancesAreThoseOfTheWorkedExample) {
  const struct {
    double block, gamma, corner, edge, center, mean;
  } table[] = {{3, 0.0400, 4.0, 11.5, 30.75, 22.02}, {7, 0.0204, 2.0, 11.6, 52.4, 21.06}};
  for (const auto& row : table) {
    const Session session = play("dropblock", {{"block", row.block}});
    EXPECT_NEAR(readout(session, "gamma"), row.gamma, 5e-5) << row.block;
    EXPECT_NEAR(readout(session, "corner"), row.corner, 0.05) << row.block;
    EXPECT_NEAR(readout(session, "edge"), row.edge, 0.05) << row.block;
    EXPECT_NEAR(readout(session, "center"), row.center, 0.05) << row.block;
    EXPECT_NEAR(readout(session, "share_fit"), row.mean, 0.005) << row.block;
  }
}

TEST(DropBlock, KnowsBothDroppedShares) {
  const struct {
    double side, block, p, fit, anywhere;
  } table[] = {{8, 3, 0.1, 9.47, 13.96}, {14, 7, 0.1, 9.29, 20.92}, {7, 7, 0.1, 10.00, 93.00},
               {14, 7, 0.25, 20.95, -1}, {8, 3, 0.3, 25.59, -1},    {16, 5, 0.25, 21.47, -1}};
  for (const auto& row : table) {
    const Session session = play("dropblock", {{"side", row.side}, {"block", row.block}, {"p", row.p}});
    EXPECT_NEAR(readout(session, "share_fit"), row.fit, 0.006) << row.side << ", " << row.block;
    if (row.anywhere > 0) {
      EXPECT_NEAR(readout(session, "share_anywhere"), row.anywhere, 0.006) << row.side;
    }
  }
}

TEST(DropBlock, OneCellAndTheWholeMapDropExactlyP) {
  for (const double p : {0.05, 0.25, 0.5, 0.8})
    for (const double side : {4.0, 9.0, 16.0})
      for (const double block : {1.0, side}) {
        const Session session = play("dropblock", {{"side", side}, {"block", block}, {"p", p}});
        for (const std::string_view id : {"corner", "edge", "center", "share_fit"})
          EXPECT_NEAR(readout(session, id), 100 * p, 1e-9) << id << ", block " << block << " of " << side;
        EXPECT_NEAR(readout(session, "gamma"), p, 1e-12);
      }
}

TEST(DropBlock, OverlapsMakeTheShareSmallerThanP) {
  for (const double p : {0.1, 0.3, 0.6, 0.9})
    for (const double block : {2.0, 3.0, 5.0, 7.0, 11.0}) {
      const Session session = play("dropblock", {{"block", block}, {"p", p}});
      EXPECT_LT(readout(session, "share_fit"), 100 * p);
      EXPECT_LE(readout(session, "gamma"), p);
      EXPECT_LT(readout(session, "corner"), readout(session, "center"));
    }
}

TEST(DropBlock, ScatteredCellsAreTheEnginesElementMask) {
  for (const double p : {0.1, 0.25, 0.7}) {
    DropBlockMaps widget;
    Params params{.mode = DropBlockMaps::Mode::cells, .drop_rate = p, .map_number = 5, .seed = 42};
    widget.reset(params);
    std::vector<std::uint8_t> mask(params.cell_count());
    dropout::draw_mask({.seed = 42, .step = 5}, p, mask);
    EXPECT_EQ(widget.sample(params).mask, mask) << p;
  }
}

// 10,000 maps: a cell's share has sd of at most 0.005; the largest of 144 stays below 5.5 of them.
TEST(DropBlock, TheMeasuredMapAgreesWithTheExactOne) {
  for (const double mode : {cells, blocks})
    for (const double starts : {must_fit, anywhere})
      for (const double p : {0.1, 0.25, 0.6}) {
        const Session session =
            play("dropblock", {{"mode", mode}, {"starts", starts}, {"p", p}, {"block", 4}}, DropBlockMaps::map_ticks);
        EXPECT_EQ(readout(session, "draws"), 10000);
        EXPECT_LT(readout(session, "deviation"), 100 * 5.5 * 0.005) << mode << starts << p;
        EXPECT_GT(readout(session, "deviation"), 0);
        // Cells of one map hang together: the share of a map has an sd below 0.25, its mean one below 0.0025.
        EXPECT_NEAR(readout(session, "measured_share"),
                    readout(session, mode == cells || starts == must_fit ? "share_fit" : "share_anywhere"), 1.25);
      }
}

// T4.1: 10 x 10 cells, p = 0.25. Ours are means over 100 maps instead of 12; they lie within 0.05 of the table.
TEST(DropBlock, TheRestRebuildsScatteredCellsButNotBlocks) {
  const struct {
    double smoothness, scattered, three, five;
  } table[] = {{1, 0.723, 0.356, 0.248}, {2, 0.961, 0.853, 0.700}, {3, 0.982, 0.951, 0.893}};
  for (const auto& row : table) {
    const auto recovery = [&](double mode, double block) {
      return readout(
          play("dropblock", {{"side", 10}, {"mode", mode}, {"block", block}, {"smoothness", row.smoothness}},
               DropBlockMaps::map_ticks),
          "mean_recovery");
    };
    EXPECT_NEAR(recovery(cells, 1), row.scattered, 0.05) << row.smoothness;
    EXPECT_NEAR(recovery(blocks, 3), row.three, 0.05) << row.smoothness;
    EXPECT_NEAR(recovery(blocks, 5), row.five, 0.05) << row.smoothness;
  }
}

TEST(DropBlock, ABlockCostsMoreThanScatteredCells) {
  const double scattered = readout(play("dropblock", {{"mode", cells}}), "rebuild_error");
  const double block = readout(play("dropblock"), "rebuild_error");
  EXPECT_LT(scattered, 0.1);
  EXPECT_GT(block, 3 * scattered) << "the mouth is gone";
}

TEST(DropBlock, KeepsKeptCellsWhenItRebuilds) {
  DropBlockMaps widget;
  const Params params;
  widget.reset(params);
  const std::vector<float> map = DropBlockMaps::feature_map(params.side);
  const DropBlockMaps::Sample& sample = widget.sample(params);
  for (std::size_t i = 0; i < map.size(); ++i) EXPECT_TRUE(sample.mask[i] == 0 || sample.rebuilt[i] == map[i]) << i;
}

TEST(DropBlock, TheEdgesAreExact) {
  for (const double mode : {cells, blocks}) {
    EXPECT_EQ(readout(play("dropblock", {{"mode", mode}, {"p", 0}}), "dropped"), 0);
    EXPECT_EQ(readout(play("dropblock", {{"mode", mode}, {"p", 1}}), "dropped"), 144);
    EXPECT_EQ(readout(play("dropblock", {{"mode", mode}, {"p", 1}}), "recovery"), 0);
  }
}

TEST(DropBlock, ABlockLargerThanTheMapIsTheMap) {
  EXPECT_EQ(svg_of(play("dropblock", {{"side", 6}, {"block", 6}}), 720),
            svg_of(play("dropblock", {{"side", 6}, {"block", 16}}), 720));
}

TEST(DropBlock, ShowsEachStart) {
  for (const double starts : {must_fit, anywhere})
    for (double number = 0; number < 10; ++number) {
      DropBlockMaps widget;
      const Params params{.starts = static_cast<dropout::BlockStarts>(starts),
                          .map_number = static_cast<std::uint32_t>(number)};
      widget.reset(params);
      const auto& drawn = widget.sample(params).starts;
      const Session session = play("dropblock", {{"starts", starts}, {"map_number", number}});
      EXPECT_EQ(picture_of(session).disks.size(),
                static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), std::uint8_t{1})));
    }
}

TEST(DropBlock, ResampleShowsTheNextMapAndKeepsTheTally) {
  Session session = play("dropblock", {}, 3);
  const std::string before = session.describe();
  act(session, "resample");
  EXPECT_EQ(session.value(session.find_param("map_number").value()), 1);
  EXPECT_EQ(readout(session, "draws"), 300);
  EXPECT_NE(session.describe(), before);
}

TEST(DropBlock, RunDrawsTenThousandMapsAtATime) {
  Session session = play("dropblock");
  session.run();
  session.advance(100000);
  EXPECT_EQ(readout(session, "draws"), 10000);
  session.run();
  session.advance(100000);
  EXPECT_EQ(readout(session, "draws"), 20000);
}

TEST(DropBlock, TheBarsChooseWhereBlocksStart) {
  const RecordingCanvas canvas = picture_of(play("dropblock"));
  ASSERT_EQ(canvas.settings.size(), 2u);
  EXPECT_EQ(canvas.settings[1].id, "starts");
  EXPECT_EQ(canvas.settings[1].min, anywhere);
  EXPECT_TRUE(picture_of(play("dropblock", {{"mode", cells}})).settings.empty());
}

TEST(DropBlock, TablesSayWhatThePanelsDraw) {
  for (const double p : {0.0, 0.1, 0.25, 0.7, 1.0}) {
    const Session session = play("dropblock", {{"p", p}, {"side", 9}}, 5);
    const auto maps = panel_rows(session, "maps"), chances = panel_rows(session, "chances");
    EXPECT_EQ(std::count_if(maps.begin(), maps.end(), [](const auto& row) { return row.at(2) == "dropped"; }),
              readout(session, "dropped"));
    ASSERT_EQ(chances.size(), 82u);
    EXPECT_EQ(chances.at(1).at(1), number_text(readout(session, "corner") / 100, 3));
    EXPECT_EQ(panel_rows(session, "shares").at(2).at(1), number_text(readout(session, "share_anywhere"), 1) + " %");
  }
}

}  // namespace
}  // namespace lesson
