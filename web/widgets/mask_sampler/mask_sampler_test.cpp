// mask_sampler_test.cpp: the claims of chapter 1, read off the widget.
#include "mask_sampler.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = MaskSampler::Params;

std::string mask_text(const Params& params) {
  const MaskSampler widget;
  const auto mask = widget.mask(params);
  std::string text;
  for (int unit = 0; unit < params.unit_count; ++unit) text += mask[static_cast<std::size_t>(unit)] != 0 ? '1' : '0';
  return text;
}

TEST(MaskSampler, OpensWithTheWorkedExample) {
  const Session session = play("mask_sampler");
  EXPECT_EQ(readout(session, "kept"), 3);
  EXPECT_EQ(readout(session, "dropped"), 3);
  EXPECT_EQ(readout(session, "sum"), 3.0);
  EXPECT_EQ(readout(session, "full_sum"), 3.5);
  EXPECT_NEAR(readout(session, "sum_share"), 85.714, 0.001);
  EXPECT_EQ(readout(session, "sum_size"), 7.0);
  EXPECT_EQ(readout(session, "full_size"), 9.5);
  EXPECT_EQ(mask_text(Params{}), "101010");
  EXPECT_TRUE(shows(panel_of(session, "walk"), "3"));
  EXPECT_TRUE(shows_part(panel_of(session, "walk"), "of 3.5"));
  EXPECT_NE(session.describe().find("keeps 3 of 6 units (1, 3 and 5)"), std::string::npos) << session.describe();
}

// Golden masks of the engine's rule: units from left to right, layer = step = sample = 0.
TEST(MaskSampler, ShowsTheEnginesMasks) {
  const struct {
    std::uint32_t seed;
    double drop_rate;
    std::string_view mask;
  } golden[] = {{1, 0.2, "111111111111"},  {1, 0.5, "111111010111"},  {1, 0.8, "110001000001"},
                {42, 0.2, "110111111111"}, {42, 0.5, "100010101111"}, {42, 0.8, "000010001000"},
                {24, 0.2, "101110011010"}, {24, 0.5, "101010001010"}, {24, 0.8, "100000000000"}};
  for (const auto& g : golden) {
    Params params;
    params.seed = g.seed;
    params.drop_rate = g.drop_rate;
    params.unit_count = 12;
    EXPECT_EQ(mask_text(params), g.mask) << g.seed << " at " << g.drop_rate;
  }
}

TEST(MaskSampler, CallsAMaskUpAgainByItsNumber) {
  Params params;
  params.seed = 1;
  params.mask_number = 28;
  EXPECT_EQ(mask_text(params), "101010");
  params.seed = 42;
  params.mask_number = 8;
  EXPECT_EQ(mask_text(params), "101010");
}

TEST(MaskSampler, DrawsKeptUnitsFilledAndDroppedUnitsHollow) {
  for (const double p : {0.0, 0.2, 0.5, 0.8, 1.0}) {
    const Session session = play("mask_sampler", {{"p", p}, {"units", 12}});
    const RecordingCanvas canvas = panel_of(session, "walk");
    EXPECT_EQ(static_cast<double>(canvas.disks.size()), readout(session, "kept") + 1)
        << p << ", and the end of the walk";
    EXPECT_EQ(static_cast<double>(canvas.rings.size()), readout(session, "dropped") + 1) << p;
  }
}

TEST(MaskSampler, TheWalkLeavesADotForEachMaskWhereItsSumIs) {
  for (const double p : {0.2, 0.5, 0.7}) {
    const Session none = play("mask_sampler", {{"p", p}}), many = play("mask_sampler", {{"p", p}}, 60);
    const RecordingCanvas before = panel_of(none, "walk"), after = panel_of(many, "walk");
    EXPECT_EQ(after.disks.size(), before.disks.size() + 60) << p;
  }
}

TEST(MaskSampler, APathGoesRightWhereAUnitIsKeptAndEndsInItsBin) {
  for (std::uint32_t number = 0; number < 40; ++number) {
    const Session session = play("mask_sampler", {{"p", 0.3}, {"mask_number", number}});
    const RecordingCanvas canvas = panel_of(session, "galton");
    ASSERT_FALSE(canvas.polylines.empty());
    const std::vector<Point>& path = canvas.polylines.front();
    ASSERT_EQ(path.size(), 8u) << "the entry, six pegs, the mouth of the bin";
    int kept = 0;
    for (std::size_t i = 2; i < path.size(); ++i) kept += path[i].x > path[i - 1].x ? 1 : 0;
    EXPECT_EQ(kept, readout(session, "kept")) << number;
  }
}

TEST(MaskSampler, ATurnedCoinIsOneUnitAndGoesWithTheMask) {
  MaskSampler widget;
  Params params;  // mask 101010, sum 3
  params.flipped = 0b10;
  EXPECT_EQ(mask_text(params), "111010");
  EXPECT_EQ(widget.sums(params).surviving, 2.0) << "unit 2 is back: -1";
  params.flipped = 0b1;
  EXPECT_EQ(widget.sums(params).surviving, 1.0) << "unit 1 is gone: 2";
  EXPECT_EQ(widget.new_mask(params), 1) << "the mask that was shown is drawn";
  EXPECT_EQ(params.flipped, 0);
  EXPECT_EQ(params.mask_number, 1u);
  EXPECT_EQ(widget.draw_fifty(params), 50);
  EXPECT_EQ(params.mask_number, 51u);
}

TEST(MaskSampler, CountsTheDrawsThatKeepAsManyAsTheShownMask) {
  for (const double p : {0.2, 0.5, 0.7}) {
    EXPECT_EQ(readout(play("mask_sampler", {{"p", p}}), "as_many"), 0) << "no draw yet";
    MaskSampler widget;
    Params params;
    params.drop_rate = p;
    widget.reset(params);
    for (int i = 0; i < 1000; ++i) widget.step(params);
    const int kept = widget.kept(params);
    double found = 0;
    for (Params other = params; other.mask_number < 1000; ++other.mask_number) found += widget.kept(other) == kept;
    EXPECT_DOUBLE_EQ(widget.as_many_share(params), found / 10) << p;
  }
}

TEST(MaskSampler, TenMoreAndAThousandMoreAreDrawnAndTheMaskMovesOn) {
  MaskSampler widget;
  Params params;
  EXPECT_EQ(widget.draw_ten(params), 10);
  EXPECT_EQ(params.mask_number, 10u);
  EXPECT_EQ(widget.draw_thousand(params), 1000);
  EXPECT_EQ(params.mask_number, 1010u);
  EXPECT_TRUE(shows(panel_of(play("mask_sampler", {}, 10), "settle"), "tap: 10 more"));
}

// The numbers of the chapter, from the sums that the widget shows under each of the 64 masks.
TEST(MaskSampler, ShowsThe64SumsOfTheExample) {
  const MaskSampler widget;
  Params params;
  std::map<std::string, double> sums;
  for (; sums.size() < 64 && params.mask_number < 1000; ++params.mask_number)
    sums[mask_text(params)] = widget.sums(params).surviving;
  ASSERT_EQ(sums.size(), 64u);
  const auto count = [&](auto holds) {
    return std::count_if(sums.begin(), sums.end(), [&](const auto& entry) { return holds(entry.second); });
  };
  EXPECT_EQ(count([](double sum) { return sum > 3.5; }), 12);
  EXPECT_EQ(count([](double sum) { return sum == 3.5; }), 5);
  EXPECT_EQ(count([](double sum) { return sum < 0; }), 12);
  EXPECT_EQ(sums.at("010010"), -3.0);
  EXPECT_EQ(sums.at("101101"), 6.5);
  EXPECT_EQ(sums.at("111111"), 3.5);
  EXPECT_EQ(readout(play("mask_sampler"), "chance_above_full"), 18.75) << "12 of 64";
}

TEST(MaskSampler, MeanAndSpreadFollowTheDropRate) {
  const struct {
    double drop_rate, mean, sd;
  } table[] = {{0, 3.5, 0},        {0.1, 3.15, 1.316}, {0.3, 2.45, 2.011},
               {0.5, 1.75, 2.194}, {0.7, 1.05, 2.011}, {1, 0, 0}};
  for (const auto& row : table) {
    const Session session = play("mask_sampler", {{"p", row.drop_rate}});
    EXPECT_NEAR(readout(session, "mean_sum"), row.mean, 1e-12) << row.drop_rate;
    EXPECT_NEAR(readout(session, "sum_sd"), row.sd, 0.0005) << row.drop_rate;  // the table has three decimals
  }
}

TEST(MaskSampler, TheSpreadFollowsADraggedActivation) {
  Session session = play("mask_sampler", {{"p", 0.3}});
  const double before = readout(session, "sum_sd");
  session.set(session.find_param("x2").value(), 4);  // from -1: x^2 grows from 1 to 16
  EXPECT_NEAR(std::pow(readout(session, "sum_sd"), 2) - std::pow(before, 2), 0.3 * 0.7 * 15, 1e-9);
}

TEST(MaskSampler, EveryShownUnitCanBeDragged) {
  for (const double units : {2.0, 7.0, 12.0}) {
    const RecordingCanvas canvas = panel_of(play("mask_sampler", {{"units", units}}), "walk", 344);
    EXPECT_EQ(static_cast<double>(canvas.drags.size()), units);
  }
  Session session = play("mask_sampler");
  EXPECT_TRUE(session.relevant(session.find_param("x6").value()));
  EXPECT_FALSE(session.relevant(session.find_param("x7").value()));
}

TEST(MaskSampler, WithReluNoMaskRaisesTheSum) {
  for (const double p : {0.1, 0.3, 0.5, 0.8, 0.95})
    for (const double units : {3.0, 6.0, 12.0}) {
      EXPECT_GT(readout(play("mask_sampler", {{"p", p}, {"units", units}}), "chance_above_full"), 0);
      EXPECT_EQ(readout(play("mask_sampler", {{"p", p}, {"units", units}, {"relu", 1}}), "chance_above_full"), 0);
    }
  EXPECT_EQ(readout(play("mask_sampler", {{"relu", 1}}), "full_sum"), 6.5);
}

TEST(MaskSampler, TheEdgesAreExact) {
  for (double number = 0; number < 50; ++number) {
    EXPECT_EQ(readout(play("mask_sampler", {{"p", 0}, {"units", 12}, {"mask_number", number}}), "dropped"), 0);
    EXPECT_EQ(readout(play("mask_sampler", {{"p", 1}, {"units", 12}, {"mask_number", number}}), "kept"), 0);
  }
}

TEST(MaskSampler, ASumOfZeroHasAShareAllTheSame) {
  const Session session = play("mask_sampler", {{"units", 2}, {"x1", 2}, {"x2", -2}, {"seed", 24}});
  EXPECT_EQ(readout(session, "full_sum"), 0);
  EXPECT_EQ(readout(session, "sum"), 2);
  EXPECT_EQ(readout(session, "sum_share"), 0);
  EXPECT_TRUE(shows(picture_of(session), "all 2: 0"));
}

TEST(MaskSampler, NewMaskShowsTheNextOneAndKeepsTheTally) {
  Session session = play("mask_sampler", {}, 500);
  const std::string before = session.describe();
  act(session, "new_mask");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(readout(session, "draws"), 500);
  EXPECT_NE(session.describe(), before);
  session.set(session.find_param("mask_number").value(), 1e9);
  act(session, "new_mask");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 0);
}

TEST(MaskSampler, DrawsCountTheMasksFromNumberZeroOn) {
  MaskSampler widget;
  Params params;
  params.drop_rate = 0.3;
  widget.reset(params);
  std::vector<std::int32_t> tally(7, 0);
  for (std::uint32_t number = 0; number < 40; ++number) {
    widget.step(params);
    params.mask_number = number;
    ++tally[static_cast<std::size_t>(widget.kept(params))];
    EXPECT_EQ(widget.kept_tally(params), tally);
  }
}

// Fixed seeds, so this never flakes; 5 rates x 4 seeds at p > 0.001 would fail by chance once in 50 choices of seeds.
TEST(MaskSampler, TenThousandDrawsFitTheBinomialLaw) {
  for (const double p : {0.05, 0.3, 0.5, 0.8, 0.95})
    for (const double seed : {1.0, 2.0, 24.0, 42.0}) {
      const Session session = play("mask_sampler", {{"p", p}, {"units", 12}, {"seed", seed}}, 10000);
      EXPECT_EQ(readout(session, "draws"), 10000);
      EXPECT_GT(readout(session, "chi_square_p"), 0.001) << p << ", seed " << seed;
      // The mean of 10,000 draws has sd sqrt(n p k) / 100; five of them.
      EXPECT_NEAR(readout(session, "mean_kept"), 12 * (1 - p), 5 * std::sqrt(12 * p * (1 - p)) / 100);
    }
}

TEST(MaskSampler, TheTestRejectsAWrongLaw) {
  MaskSampler widget;
  Params params;
  params.drop_rate = 0.5;
  widget.reset(params);
  for (int i = 0; i < 10000; ++i) widget.step(params);
  EXPECT_GT(widget.fit_test(params).p_value, 0.001);
  params.drop_rate = 0.47;  // sd of the mean number kept: 0.012; the laws differ by 0.18
  EXPECT_LT(widget.fit_test(params).p_value, 1e-6);
}

TEST(MaskSampler, TheTestStaysSilentWhenNothingCanBeSaid) {
  for (const double p : {0.0, 1.0}) EXPECT_EQ(readout(play("mask_sampler", {{"p", p}}, 10000), "chi_square_p"), 1);
  EXPECT_EQ(readout(play("mask_sampler", {}, 4), "chi_square"), 0);
}

}  // namespace
}  // namespace lesson
