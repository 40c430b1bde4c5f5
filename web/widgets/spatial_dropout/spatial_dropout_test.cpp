// spatial_dropout_test.cpp: the claims of chapter 4, read off the widget.
#include "spatial_dropout.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Mode = SpatialDropout::Mode;
using Params = SpatialDropout::Params;

constexpr double element = 0, block = 1, channel = 2;

TEST(SpatialDropout, OpensWithATypicalMaskOfEachMode) {
  const Session session = play("spatial_dropout");
  EXPECT_EQ(readout(session, "dropped"), 144);  // 576 p
  EXPECT_TRUE(shows(picture_of(session), "Scattered cells: 144 of 576 cells dropped"));
  EXPECT_TRUE(shows(picture_of(session), "98 % of what is dropped can be rebuilt"));
  EXPECT_EQ(readout(play("spatial_dropout", {{"mode", channel}}), "dropped"), 144);  // one channel of four
  EXPECT_NEAR(readout(play("spatial_dropout", {{"mode", block}}), "dropped"), 576 * 0.215, 60);
}

TEST(SpatialDropout, CountsTheRandomValues) {
  for (const double side : {8.0, 12.0})
    for (const double b : {1.0, 3.0, 5.0}) {
      const auto values = [&](double mode) {
        return readout(play("spatial_dropout", {{"mode", mode}, {"side", side}, {"b", b}}), "random_values");
      };
      EXPECT_EQ(values(element), 4 * side * side);
      EXPECT_EQ(values(block), 4 * (side - b + 1) * (side - b + 1));
      EXPECT_EQ(values(channel), 4);
    }
}

// One value a channel: each map is whole or gone. Cells and blocks leave every map something, at moderate rates.
TEST(SpatialDropout, AChannelIsKeptOrGoneAsAWhole) {
  Params params;
  for (std::uint32_t number = 0; number < 40; ++number) {
    params.mask_number = number;
    const SpatialDropout widget{};
    for (const int dropped : widget.loss(params, Mode::channel).dropped)
      EXPECT_TRUE(dropped == 0 || dropped == params.cells()) << dropped;
    for (const int dropped : widget.loss(params, Mode::element).dropped) {
      EXPECT_GT(dropped, 0);
      EXPECT_LT(dropped, params.cells() / 2);
    }
  }
}

TEST(SpatialDropout, DropBlockMeetsBothEndsOfTheFamily) {
  Params params;
  for (std::uint32_t number = 0; number < 10; ++number) {
    params.mask_number = number;
    const SpatialDropout widget{};
    params.block_size = 1;
    EXPECT_EQ(widget.loss(params, Mode::block).mask, widget.loss(params, Mode::element).mask);
    params.block_size = 12;
    EXPECT_EQ(widget.loss(params, Mode::block).mask, widget.loss(params, Mode::channel).mask);
  }
  params.side = 8;  // b = 12 is more than the map has: the whole map
  EXPECT_EQ(params.block(), 8);
}

struct Means {
  double element = 0, block = 0, channel = 0, exact_element = 0, exact_block = 0, exact_channel = 0;
};

// Means over masks 0 .. 23, weighted by the dropped cells.
Means mean_shares(Params params) {
  Means sums;
  double element_cells = 0, block_cells = 0, channel_cells = 0;
  const SpatialDropout widget{};
  for (params.mask_number = 0; params.mask_number < 24; ++params.mask_number) {
    const auto& e = widget.loss(params, Mode::element);
    const auto& b = widget.loss(params, Mode::block);
    const auto& c = widget.loss(params, Mode::channel);
    sums.element += e.share * e.dropped_count;
    sums.exact_element += e.exact_share * e.dropped_count;
    sums.block += b.share * b.dropped_count;
    sums.exact_block += b.exact_share * b.dropped_count;
    sums.channel += c.share * c.dropped_count;
    sums.exact_channel += c.exact_share * c.dropped_count;
    element_cells += e.dropped_count, block_cells += b.dropped_count, channel_cells += c.dropped_count;
  }
  return {sums.element / element_cells,       sums.block / block_cells,       sums.channel / channel_cells,
          sums.exact_element / element_cells, sums.exact_block / block_cells, sums.exact_channel / channel_cells};
}

// Table T4.1: scattered > blocks of 3 > blocks of 5 > channel = 0, for each length.
TEST(SpatialDropout, RecoveryFallsWithTheSizeOfWhatIsRemoved) {
  for (const double length : {1.0, 2.0, 3.0}) {
    Params params;
    params.length = length;
    params.side = 10;
    params.block_size = 3;
    const Means three = mean_shares(params);
    params.block_size = 5;
    const Means five = mean_shares(params);
    EXPECT_GT(three.exact_element, three.exact_block + 0.02) << length;
    EXPECT_GT(three.exact_block, five.exact_block + 0.02) << length;
    EXPECT_GT(five.exact_block, 0.1);
    EXPECT_EQ(five.exact_channel, 0);
    EXPECT_GT(three.element, three.block + 0.02) << "on the real maps, length " << length;
    EXPECT_GT(three.block, five.block + 0.02) << "on the real maps, length " << length;
    EXPECT_GT(five.block, 0.02);
    EXPECT_NEAR(five.channel, 0, 1e-12);
  }
}

// The prototype's 12 masks an entry: bands wide enough for other masks, narrow enough for a wrong length or nugget.
TEST(SpatialDropout, ExactRecoveryLiesNearTheTable) {
  const struct {
    double length, scattered, three, five;
  } rows[] = {{1, 0.723, 0.356, 0.248}, {2, 0.961, 0.853, 0.700}, {3, 0.982, 0.951, 0.893}};
  for (const auto& row : rows) {
    Params params;
    params.length = row.length;
    params.side = 10;
    params.block_size = 3;
    const Means three = mean_shares(params);
    params.block_size = 5;
    EXPECT_NEAR(three.exact_element, row.scattered, 0.02);
    EXPECT_NEAR(three.exact_block, row.three, 0.06);
    EXPECT_NEAR(mean_shares(params).exact_block, row.five, 0.12);
  }
}

TEST(SpatialDropout, NeighborsNeverBeatTheBestGuessOnTheField) {
  for (const double length : {1.0, 2.0, 3.0})
    for (const double p : {0.1, 0.25, 0.5, 0.8})
      for (const char* mode : {"exact_element", "exact_block"}) {
        const auto share = [&](double predictor) {
          return readout(play("spatial_dropout", {{"length", length}, {"p", p}, {"predictor", predictor}}), mode);
        };
        EXPECT_LE(share(1), share(0) + 1e-12) << length << " " << p;
      }
}

// Blur and detail resemble each other: a kept one gives back the squared correlation of a dropped one.
TEST(SpatialDropout, AnotherChannelMayGiveBackWhatIsGone) {
  Params params;
  const SpatialDropout widget{};
  const auto& loss = widget.loss(params, Mode::channel);
  ASSERT_EQ(loss.dropped_count, 144);
  EXPECT_NEAR(loss.share, 0, 1e-12);
  EXPECT_GT(widget.other_channel(params), 0.3);
  EXPECT_LT(widget.other_channel(params), 0.7);
  params.drop_rate = 0;
  EXPECT_EQ(widget.other_channel(params), 0);
}

TEST(SpatialDropout, ExactNoiseIsNineTimesSmallerForCellsThanForChannels) {
  for (const double p : {0.05, 0.25, 0.5, 0.9}) {
    const Session session = play("spatial_dropout", {{"p", p}});
    EXPECT_NEAR(readout(session, "law_channel"), p / (1 - p), 1e-12 / (1 - p));
    EXPECT_NEAR(readout(session, "law_element"), p / (1 - p) / 9, 1e-12 / (1 - p));
  }
  EXPECT_NEAR(readout(play("spatial_dropout", {{"b", 3}}), "law_block"), 0.205, 0.005);
  EXPECT_NEAR(readout(play("spatial_dropout", {{"b", 5}}), "law_block"), 0.474, 0.005);
}

// 4,000 maps; the relative error of a variance is sqrt((kurtosis - 1) / 4000), below 4 % here; four of them.
TEST(SpatialDropout, AThousandDrawsMeetTheExactNoise) {
  for (const double p : {0.1, 0.25, 0.5}) {
    const Session session = play("spatial_dropout", {{"p", p}}, 1000);
    EXPECT_EQ(readout(session, "draws"), 1000);
    for (const char* mode : {"element", "block", "channel"}) {
      const double exact = readout(session, std::string("law_") + mode);
      EXPECT_NEAR(readout(session, std::string("noise_") + mode), exact, 0.16 * exact) << mode << " at p = " << p;
    }
    EXPECT_NEAR(readout(session, "noise_ratio"), 9, 1.5);
  }
}

TEST(SpatialDropout, TheEdgesAreFiniteAndSaySo) {
  const Session none = play("spatial_dropout", {{"p", 0}}, 10);
  EXPECT_EQ(readout(none, "dropped"), 0);
  EXPECT_EQ(readout(none, "recovery"), 0);
  EXPECT_EQ(readout(none, "noise_element"), 0);
  EXPECT_EQ(readout(none, "noise_ratio"), 0);
  EXPECT_TRUE(shows(picture_of(none), "This mask drops nothing"));
  EXPECT_TRUE(shows(picture_of(none), "all kept"));
}

TEST(SpatialDropout, ModeAndMaskAreOnlyViews) {
  Session session = play("spatial_dropout", {}, 100);
  const double measured = readout(session, "noise_channel");
  session.set(session.find_param("mode").value(), channel);
  act(session, "new_mask");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(readout(session, "draws"), 100);
  EXPECT_EQ(readout(session, "noise_channel"), measured);
  session.set(session.find_param("p").value(), 0.5);
  EXPECT_EQ(readout(session, "draws"), 0);
}

// Dropped cells are struck out, a dropped channel is one frame; a row of the charts chooses its mode.
TEST(SpatialDropout, ThePictureShowsTheMask) {
  const RecordingCanvas whole = picture_of(play("spatial_dropout", {{"mode", channel}}));
  EXPECT_EQ(whole.fields.size(), 1u + 3u + 4u);  // picture, three kept maps, four rebuilt ones
  EXPECT_EQ(picture_of(play("spatial_dropout")).fields.size(), 1u + 4u + 4u);
  EXPECT_EQ(whole.disks.size(), 144u) << "one dot a guessed cell";
  for (const float width : {320.0f, 720.0f}) {
    const RecordingCanvas canvas = picture_of(play("spatial_dropout"), width);
    EXPECT_EQ(canvas.settings.size(), 6u);
    for (const auto& touch : canvas.settings) EXPECT_EQ(touch.id, "mode");
    EXPECT_EQ(canvas.taps.size(), 4u);
  }
}

TEST(SpatialDropout, SaysWhatItShows) {
  const std::string words = play("spatial_dropout", {{"mode", channel}}, 1000).describe();
  EXPECT_NE(words.find("drops 144 of 576 cells with 4 random values"), std::string::npos) << words;
  EXPECT_NE(words.find("explains 0 % of what is gone"), std::string::npos) << words;
  EXPECT_NE(words.find("Over 1,000 draws"), std::string::npos) << words;
}

TEST(SpatialDropout, TablesSayWhatThePanelsDraw) {
  for (const double mode : {element, block, channel})
    for (const double p : {0.1, 0.25, 0.6}) {
      const Session session = play("spatial_dropout", {{"mode", mode}, {"p", p}}, 20);
      int dropped = 0;
      const auto masked = panel_rows(session, "masked");
      for (std::size_t map = 1; map < masked.size(); ++map) dropped += std::stoi(masked.at(map).at(1));
      EXPECT_EQ(dropped, readout(session, "dropped"));
      EXPECT_EQ(panel_rows(session, "rebuilt").size(), 5u);
      EXPECT_EQ(panel_rows(session, "recovery").at(1).at(2), number_text(readout(session, "exact_element"), 2));
      EXPECT_EQ(panel_rows(session, "noise").at(3).at(1), number_text(readout(session, "noise_channel"), 3));
    }
}

}  // namespace
}  // namespace lesson
