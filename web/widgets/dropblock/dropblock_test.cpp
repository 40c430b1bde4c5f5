// dropblock_test.cpp: the claims of chapter 8 about squares and DropBlock's rule, read off the widget.
#include "dropblock.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "dropout/mask.h"

namespace lesson {
namespace {

using Params = DropBlockMaps::Params;

constexpr double must_fit = 0, anywhere = 1;
constexpr int side = DropBlockMaps::side;

int gone(const std::vector<std::uint8_t>& mask) {
  return static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{0}));
}

// 4 squares of 7 x 7 that do not touch: both eyes, the mouth, an ear.
TEST(DropBlock, OpensWithoutItsEyes) {
  const Session session = play("dropblock");
  EXPECT_EQ(readout(session, "dropped"), 196);
  EXPECT_LT(readout(session, "back_blocks"), 40);
  EXPECT_GT(readout(session, "back_cells"), 85);
  EXPECT_NE(session.describe().find("196 of 784 cells are gone on both sides"), std::string::npos)
      << session.describe();
}

TEST(DropBlock, LeftAndRightAlwaysLoseEquallyMany) {
  DropBlockMaps widget;
  for (const int block : {1, 2, 5, 7, 14})
    for (const bool by_rule : {false, true})
      for (const int corner : {0, 3, 17, 28}) {
        const Params params{
            .block_size = block, .eraser_row = corner, .eraser_column = 28 - corner / 2, .by_rule = by_rule};
        const DropBlockMaps::Study& study = widget.study(params);
        EXPECT_EQ(gone(study.blocks), study.dropped);
        EXPECT_EQ(gone(study.cells), study.dropped) << block << by_rule << corner;
      }
}

// Whatever the size, at equal shares: squares take away what single cells do not.
TEST(DropBlock, SquaresTakeWhatSingleCellsGiveBack) {
  DropBlockMaps widget;
  for (const double p : {0.1, 0.25, 0.4})
    for (const int block : {5, 7, 9}) {
      double squares = 0, cells = 0;
      Params params{.block_size = block, .drop_rate = p, .stamps = {}, .by_rule = true};
      params.eraser_row = 0;
      for (params.map_number = 0; params.map_number < 8; ++params.map_number) {
        squares += widget.back_blocks(params) / 8;
        cells += widget.back_cells(params) / 8;
      }
      EXPECT_GT(cells, squares + 20) << block << ", " << p;
    }
}

TEST(DropBlock, SingleCellsAreSinglesOnBothSides) {
  DropBlockMaps widget;
  Params params{.block_size = 1, .drop_rate = 0.25, .stamps = {}, .by_rule = true};
  params.eraser_row = 0;
  double squares = 0, cells = 0;
  for (params.map_number = 0; params.map_number < 10; ++params.map_number) {
    squares += widget.back_blocks(params) / 10;
    cells += widget.back_cells(params) / 10;
  }
  EXPECT_NEAR(squares, cells, 4) << "b = 1 is dropout of single cells";
}

TEST(DropBlock, TheRuleIsTheEnginesMask) {
  DropBlockMaps widget;
  for (const double p : {0.05, 0.25, 0.6})
    for (const auto starts : {dropout::BlockStarts::fit, dropout::BlockStarts::anywhere})
      for (const int block : {1, 4, 7}) {
        Params params{.block_size = block,
                      .drop_rate = p,
                      .stamps = {},
                      .by_rule = true,
                      .map_number = 5,
                      .starts = starts,
                      .seed = 42};
        params.eraser_row = 0;
        std::vector<std::uint8_t> mask(DropBlockMaps::cell_count), covered(mask.size(), 1);
        dropout::draw_block_mask(params.shape(), 1, side, side, p, {.seed = 42, .step = 5}, mask);
        EXPECT_EQ(widget.study(params).blocks, mask) << p << block;
        for (const DropBlockMaps::Square& square : DropBlockMaps::drawn(params))
          for (int cell = 0; cell < DropBlockMaps::cell_count; ++cell)
            if (square.covers(cell / side, cell % side)) covered[static_cast<std::size_t>(cell)] = 0;
        EXPECT_EQ(covered, mask) << "the outlines are the squares of the mask";
      }
}

TEST(DropBlock, AnEraserPutAwayErasesNothing) {
  DropBlockMaps widget;
  for (const int block : {1, 7, 14}) {
    EXPECT_EQ(widget.dropped({.block_size = block, .eraser_row = 0, .eraser_column = 20, .stamps = {}}), 0);
    EXPECT_EQ(widget.dropped({.block_size = block, .eraser_row = 28, .eraser_column = 28, .stamps = {}}),
              block * block);
    EXPECT_EQ(widget.dropped({.block_size = block, .eraser_row = 1, .eraser_column = 1, .stamps = {}}), 1);
  }
}

TEST(DropBlock, DrawsAndPutsBack) {
  Session session = play("dropblock");
  act(session, "resample");
  EXPECT_NE(session.describe().find("The rule stamped"), std::string::npos) << session.describe();
  const std::string first = session.describe();
  act(session, "resample");
  EXPECT_EQ(session.value(session.find_param("map_number").value()), 1);
  EXPECT_NE(session.describe(), first);
  act(session, "clear");
  EXPECT_EQ(readout(session, "dropped"), 0);
  EXPECT_EQ(readout(session, "back_cells"), 0);
}

// ---- the rule --------------------------------------------------------------------------------------------------------

// P(kept) = (1 - gamma)^(n(i) n(j)), for every cell, and n counted one by one.
TEST(DropBlock, AChanceCountsThePlacesThatCoverTheCell) {
  for (const double p : {0.1, 0.25, 0.6})
    for (const double starts : {must_fit, anywhere})
      for (const int block : {1, 3, 7, 12}) {
        DropBlockMaps widget;
        const Params params{.block_size = block, .drop_rate = p, .starts = static_cast<dropout::BlockStarts>(starts)};
        widget.reset(params);
        for (int row = 0; row < side; ++row)
          for (const int column : {0, 2, 13, 27}) {
            const int n = DropBlockMaps::covering_starts(params, row).count() *
                          DropBlockMaps::covering_starts(params, column).count();
            EXPECT_NEAR(1 - widget.chances()[static_cast<std::size_t>(row * side + column)],
                        std::pow(1 - widget.gamma(params), n), 1e-12)
                << row << ", " << column << ", " << block;
          }
      }
}

TEST(DropBlock, OneCellDropsExactlyP) {
  for (const double p : {0.05, 0.25, 0.5, 0.8}) {
    const Session session = play("dropblock", {{"block", 1}, {"p", p}});
    for (const std::string_view id : {"corner", "edge", "center", "share_fit", "probe_chance"})
      EXPECT_NEAR(readout(session, id), 100 * p, 1e-9) << id;
    EXPECT_NEAR(readout(session, "gamma"), p, 1e-12);
  }
}

TEST(DropBlock, OverlapsMakeTheShareSmallerThanPAndCornersAreSpared) {
  for (const double p : {0.1, 0.3, 0.6, 0.9})
    for (const double block : {2.0, 3.0, 7.0, 14.0}) {
      const Session session = play("dropblock", {{"block", block}, {"p", p}});
      EXPECT_LT(readout(session, "share_fit"), 100 * p);
      EXPECT_LE(readout(session, "gamma"), p);
      EXPECT_LT(readout(session, "corner"), readout(session, "center"));
      EXPECT_GT(readout(session, "share_anywhere"), readout(session, "share_fit"));
    }
}

TEST(DropBlock, TheProbeTellsItsCell) {
  const Session corner = play("dropblock", {{"probe_row", 1}, {"probe_column", 1}});
  EXPECT_EQ(readout(corner, "probe_places"), 1);
  EXPECT_EQ(readout(corner, "probe_chance"), readout(corner, "corner"));
  const Session center = play("dropblock", {{"probe_row", 15}, {"probe_column", 15}});
  EXPECT_EQ(readout(center, "probe_places"), 49);
  EXPECT_EQ(readout(center, "probe_chance"), readout(center, "center"));
  EXPECT_EQ(panel_rows(center, "chances").at(1).at(2), number_text(readout(center, "center"), 1) + " %");
}

// 10,000 masks: a cell's share has sd of at most 0.005; the largest of 784 stays below 5.5 of them.
TEST(DropBlock, DrawnMasksAgreeWithTheExactChances) {
  for (const double starts : {must_fit, anywhere})
    for (const double p : {0.1, 0.25, 0.6}) {
      const Session session =
          play("dropblock", {{"starts", starts}, {"p", p}, {"block", 4}}, DropBlockMaps::run_ticks);
      EXPECT_EQ(readout(session, "draws"), 10000);
      EXPECT_LT(readout(session, "deviation"), 100 * 5.5 * 0.005) << starts << p;
      EXPECT_GT(readout(session, "deviation"), 0);
      // Cells of one mask hang together: its share has an sd below 0.25, the mean one below 0.0025.
      EXPECT_NEAR(readout(session, "measured_share"),
                  readout(session, starts == must_fit ? "share_fit" : "share_anywhere"), 1.25);
    }
}

TEST(DropBlock, RunDrawsTenThousandMasksAtATime) {
  Session session = play("dropblock");
  for (const double draws : {10000.0, 20000.0}) {
    session.run();
    session.advance(100000);
    EXPECT_EQ(readout(session, "draws"), draws);
  }
}

TEST(DropBlock, APhoneShowsOneMapAndChooses) {
  const RecordingCanvas canvas = picture_of(play("dropblock"), 344);
  EXPECT_EQ(std::count_if(canvas.settings.begin(), canvas.settings.end(),
                          [](const auto& touch) { return touch.id == "mode"; }),
            2);
}

}  // namespace
}  // namespace lesson
