// ensemble_test.cpp: the claims of chapter 3, read off the widget.
#include "ensemble.h"

#include <cmath>
#include <set>

#include "dropout/distinct_masks.h"
#include "dropout/elementary.h"
#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "ensemble_counts.h"

namespace lesson {
namespace {

using Params = Ensemble::Params;
using Depth = Ensemble::Depth;

Ensemble widget_of(const Params& params) {
  Ensemble widget;
  widget.reset(params);
  return widget;
}

Ensemble widget_of(double drop_rate, Depth depth = Depth::one, std::uint32_t seed = 13) {
  Params params;
  params.drop_rate = drop_rate;
  params.depth = depth;
  params.seed = seed;
  return widget_of(params);
}

// Points all over the plane, away from no place in particular.
std::vector<Params> at_many_points(double drop_rate) {
  std::vector<Params> all;
  Params params;
  params.drop_rate = drop_rate;
  for (params.y = -2; params.y <= 2; params.y += 0.8)
    for (params.x = -2; params.x <= 2; params.x += 0.8) all.push_back(params);
  return all;
}

// ---- all members at one input ----------------------------------------------------------------------------------------

// 1e-6: logits are 32-bit numbers, up to about 30 at p = 0.95, and the slope of the logistic function is at most 1/4.
TEST(Ensemble, OnePassIsTheGeometricMeanWithOneHiddenLayerAtEveryRate) {
  for (const double p : {0.0, 0.1, 0.2, 0.5, 0.8, 0.95}) {
    const Ensemble widget = widget_of(p);
    for (const Params& here : at_many_points(p))
      EXPECT_LT(widget.geometric_gap(here), 1e-6) << p << " at " << here.x << ", " << here.y;
  }
}

// The reference band of the mean over test points is 0.005 to 0.04, for 20 seeds at p = 0.5; a grid reaches further out.
TEST(Ensemble, OnePassMissesTheGeometricMeanWithTwoHiddenLayers) {
  for (const double p : {0.2, 0.5}) {
    double mean = 0, most = 0;
    for (const std::uint32_t seed : {13u, 1u, 4u}) {
      const Ensemble widget = widget_of(p, Depth::two, seed);
      const auto points = at_many_points(p);
      for (const Params& here : points) {
        mean += widget.geometric_gap(here) / static_cast<double>(3 * points.size());
        most = std::max(most, widget.geometric_gap(here));
      }
    }
    EXPECT_GT(mean, 0.003) << p;
    EXPECT_LT(mean, 0.08) << p;
    EXPECT_GT(most, 0.02) << p;
  }
}

TEST(Ensemble, TheAverageOfAllIsNearerToOneHalf) {
  for (const double p : {0.2, 0.5, 0.8}) {
    const Ensemble widget = widget_of(p);
    int sure = 0, nearer = 0;
    for (const Params& here : at_many_points(p)) {
      const double pass = std::abs(widget.pass(here) - 0.5), mean = std::abs(widget.arithmetic(here) - 0.5);
      if (pass < 0.1) continue;
      ++sure;
      nearer += mean < pass;
    }
    EXPECT_GE(sure, 15) << p;
    EXPECT_GE(nearer, 0.9 * sure) << p;  // a rule for one sign of the curvature; logits of both signs may break it
  }
}

// Hinton et al. 2012: one hidden layer, the scaled pass is surer of the right answer than the members' mean log.
TEST(Ensemble, ThePassBeatsTheMeanLogOfItsMembers) {
  for (const double p : {0.2, 0.5, 0.8}) {
    const Ensemble widget = widget_of(p);
    for (const Params& here : at_many_points(p)) {
      const Ensemble::Answers& all = widget.answers(here);
      double right = 0, other = 0;  // whichever class is the right one
      for (std::size_t m = 0; m < all.logits.size(); ++m) {
        const auto logit = static_cast<double>(all.logits[m]);
        right -= all.weights[m] * dropout::softplus(-logit);
        other -= all.weights[m] * dropout::softplus(logit);
      }
      EXPECT_GE(std::log(all.pass), right - 1e-5) << p;
      EXPECT_GE(std::log(1 - all.pass), other - 1e-5) << p;
    }
  }
}

TEST(Ensemble, AMeanOfDrawsIsTheEnginesAndAsFarOffAsItsStandardErrorSays) {
  for (const Depth depth : {Depth::one, Depth::two})
    for (const double p : {0.2, 0.5, 0.8}) {
      const Ensemble widget = widget_of(p, depth);
      int far = 0, count = 0;
      for (Params here : at_many_points(p)) {
        here.draw_count = 50;
        const float input[] = {static_cast<float>(here.x), static_cast<float>(here.y)};
        const double engine =
            dropout::monte_carlo_mean<float>(widget.trainer().net(), input, {p, here.seed, 0}, 0, 50);
        EXPECT_NEAR(widget.drawn_mean(here), engine, 1e-12);
        ++count;
        far += std::abs(engine - widget.arithmetic(here)) > 3 * widget.standard_error(here);
        const double at_50 = widget.standard_error(here);
        here.draw_count = 2;
        EXPECT_NEAR(widget.standard_error(here), 5 * at_50, 1e-12) << "the root of 25";
      }
      EXPECT_LE(far, count / 10) << p;  // the same 50 masks at all points, so they miss together
    }
}

TEST(Ensemble, WithoutDropoutAllMeansAreOnePass) {
  for (const double layers : {0.0, 1.0}) {
    const Session session = play("ensemble", {{"p", 0}, {"layers", layers}});
    for (const std::string_view mean : {"geometric", "arithmetic", "monte_carlo"})
      EXPECT_NEAR(readout(session, mean), readout(session, "pass"), 1e-12) << mean;
    EXPECT_EQ(readout(session, "member_accuracy"), readout(session, "pass_accuracy"));
    EXPECT_EQ(readout(session, "standard_error"), 0);
    EXPECT_EQ(readout(session, "met"), 1);
  }
}

TEST(Ensemble, TheInputCanBeDraggedOverThePlane) {
  Session session = play("ensemble");
  for (const float width : {358.0f, 720.0f}) {
    const RecordingCanvas canvas = panel_of(session, "members", width);
    ASSERT_EQ(canvas.drags.size(), 2u);
    EXPECT_EQ(canvas.drags[0].id, "x");
    EXPECT_EQ(canvas.drags[1].id, "y");
    EXPECT_TRUE(shows_part(canvas, "drag"));
  }
  const double before = readout(session, "pass");
  session.set(session.find_param("x").value(), 2);
  EXPECT_NE(readout(session, "pass"), before);
  EXPECT_FALSE(shows_part(panel_of(session, "members"), "drag")) << "the hint goes with the first touch";
}

// ---- the fold --------------------------------------------------------------------------------------------------------

TEST(Ensemble, ATileIsAMemberOfTheEnumeration) {
  for (const Depth depth : {Depth::one, Depth::two})
    for (const double p : {0.2, 0.5, 0.8}) {
      const Ensemble widget = widget_of(p, depth);
      Params here;
      here.drop_rate = p;
      here.depth = depth;
      // The center of a cell of the map.
      const int column = 30, row = 11;
      here.x = -Ensemble::reach + 2 * Ensemble::reach * (column + 0.5) / Ensemble::map_cells;
      here.y = Ensemble::reach - 2 * Ensemble::reach * (row + 0.5) / Ensemble::map_cells;
      for (const Ensemble::Tile& tile : widget.tiles())
        EXPECT_NEAR(tile.logits[static_cast<std::size_t>(row * Ensemble::map_cells + column)],
                    widget.answers(here).logits[tile.member], 1e-4);
    }
}

TEST(Ensemble, AnAverageIsTheMeanOfItsMembersAnswers) {
  const Ensemble widget = widget_of(0.5);
  const std::uint32_t which = 0b1000010010;
  const Ensemble::Fold& fold = widget.average_of(which);
  EXPECT_EQ(fold.count, 3);
  EXPECT_NEAR(fold.alone, (widget.tiles()[1].right + widget.tiles()[4].right + widget.tiles()[9].right) / 3, 1e-12);
  for (const std::size_t cell : {0u, 700u, 2000u}) {
    double sum = 0;
    for (const std::size_t tile : {1u, 4u, 9u})
      sum += dropout::logistic(static_cast<double>(widget.tiles()[tile].logits[cell]));
    EXPECT_NEAR(fold.chance[cell], sum / 3, 1e-6);
  }
}

// A member alone is as good as its tile says; nobody is no average.
TEST(Ensemble, OneMemberIsItsOwnAverage) {
  const Ensemble widget = widget_of(0.5);
  for (int k = 0; k < Ensemble::tile_count; ++k) {
    const Ensemble::Fold& fold = widget.average_of(1u << k);
    EXPECT_EQ(fold.right, widget.tiles()[static_cast<std::size_t>(k)].right);
    EXPECT_EQ(fold.alone, fold.right);
    EXPECT_EQ(fold.better, 0);
  }
  EXPECT_EQ(widget.average_of(0).count, 0);
}

TEST(Ensemble, TheAverageOf25BeatsItsMeanMemberButNotEveryMember) {
  for (const double p : {0.2, 0.5}) {
    double gain = 0;
    int better = 0;
    for (const std::uint32_t seed : {1u, 2u, 3u, 4u, 13u}) {
      const Ensemble widget = widget_of(p, Depth::one, seed);
      const Ensemble::Fold& fold = widget.average_of(Ensemble::all_tiles);
      EXPECT_GE(fold.right, fold.alone) << seed;
      gain += 100 * (fold.right - fold.alone) / 5;
      better += fold.better;
    }
    EXPECT_GT(gain, 1.5) << p;
    EXPECT_GT(better, 0) << p << ": do not say that the team beats all";
  }
}

TEST(Ensemble, TheEnsembleBeatsItsAverageMember) {
  for (const double layers : {0.0, 1.0})
    for (const double p : {0.2, 0.5}) {
      double gain = 0;
      for (const double seed : {1, 2, 3, 4, 13}) {
        const Session session = play("ensemble", {{"layers", layers}, {"p", p}, {"seed", seed}});
        EXPECT_GE(readout(session, "ensemble_accuracy"), readout(session, "member_accuracy")) << seed;
        gain += (readout(session, "ensemble_accuracy") - readout(session, "member_accuracy")) / 5;
      }
      EXPECT_GT(gain, 2) << layers << " " << p;  // 20 seeds: 3 to 10 points
    }
}

TEST(Ensemble, ATapFoldsAMemberInAndASecondTapTakesItOut) {
  Session session = play("ensemble");
  const std::size_t folded = session.find_param("folded").value();
  for (const float width : {358.0f, 720.0f}) {
    const RecordingCanvas canvas = panel_of(session, "fold", width);
    ASSERT_EQ(canvas.settings.size(), static_cast<std::size_t>(Ensemble::tile_count));
    for (std::size_t k = 0; k < canvas.settings.size(); ++k) {
      EXPECT_EQ(canvas.settings[k].id, "folded");
      EXPECT_EQ(canvas.settings[k].min, Params{}.folded ^ (1u << k));
      EXPECT_GE(canvas.settings[k].area.width, 44);
    }
    EXPECT_TRUE(shows_part(canvas, "tap a tile"));
  }
  EXPECT_EQ(readout(session, "folded_count"), 1);
  session.set(folded, panel_of(session, "fold").settings[7].min);
  EXPECT_EQ(readout(session, "folded_count"), 2);
  EXPECT_TRUE(shows(panel_of(session, "fold"), "Their average"));
  session.set(folded, panel_of(session, "fold").settings[2].min);
  EXPECT_EQ(readout(session, "folded_count"), 1);
  EXPECT_TRUE(shows(panel_of(session, "fold"), "Member 8, alone"));
  act(session, "fold_all");
  EXPECT_EQ(readout(session, "folded_count"), Ensemble::tile_count);
}

TEST(Ensemble, AFoldedMembersFrameFliesToTheMap) {
  Session session = play("ensemble");
  const std::vector<std::uint32_t> before = panel_of(session, "fold").keys;
  act(session, "fold_all");
  const RecordingCanvas after = panel_of(session, "fold");
  EXPECT_EQ(before, after.keys) << "the same marks, elsewhere";
  EXPECT_EQ(before.size(), static_cast<std::size_t>(Ensemble::tile_count));
}

// ---- the masks that are met ------------------------------------------------------------------------------------------

Params units_at(int units, double drop_rate) {
  Params params;
  params.unit_count = units;
  params.drop_rate = drop_rate;
  return params;
}

TEST(Ensemble, MasksOfAllGroupsAreAllMasks) {
  for (const int units : {4, 12, 20, 64})
    for (const double p : {0.0, 0.1, 0.5, 0.7, 0.95}) {
      double count = 0, chance = 0, last = 2;
      for (const Ensemble::MaskGroup& group : Ensemble::mask_groups(units_at(units, p))) {
        count += group.count;
        chance += group.count * group.chance;
        EXPECT_LE(group.chance, last * (1 + 1e-12)) << "the likeliest first";
        last = group.chance;
      }
      EXPECT_NEAR(count / std::ldexp(1.0, units), 1, 1e-12);
      EXPECT_NEAR(chance, 1, 1e-12) << units << " " << p;
    }
}

// Printed numbers of the chapter.
TEST(Ensemble, CountsWhatARunMeetsAndWhatGetsTheDraws) {
  const Ensemble widget;
  EXPECT_NEAR(widget.met(units_at(20, 0.5)), 113388, 0.5);
  EXPECT_NEAR(widget.met(units_at(20, 0.2)), 38877, 0.5);
  EXPECT_EQ(widget.likely(units_at(20, 0.1)), 27178);
  EXPECT_EQ(widget.likely(units_at(20, 0.2)), 263847);
  EXPECT_NEAR(widget.likely_percent(units_at(20, 0.5)), 99, 1e-3);
  EXPECT_EQ(widget.likely(units_at(20, 0.0)), 1);
  EXPECT_NEAR(widget.met(units_at(64, 0.5)), 120000, 1);
  for (const double p : {0.1, 0.3})
    EXPECT_NEAR(widget.met(units_at(20, p)), widget.met(units_at(20, 1 - p)), 1e-3) << "kept and dropped swap";
}

// The area is filled by the same law; and real draws meet as many, within five standard deviations.
TEST(Ensemble, TheChancesOfAllMasksAddUpToTheMasksMet) {
  const Ensemble widget;
  for (const double p : {0.1, 0.2, 0.5, 0.8}) {
    double sum = 0;
    for (const Ensemble::MaskGroup& group : Ensemble::mask_groups(units_at(16, p)))
      sum += group.count * Ensemble::chance_met(group.chance);
    const double expected = widget.met(units_at(16, p));
    EXPECT_NEAR(sum / expected, 1, 1e-6) << p;
    const int drawn = dropout::count_distinct_masks(16, p, 13, static_cast<int>(Ensemble::masks_drawn));
    EXPECT_NEAR(drawn, expected, 5 * std::sqrt(expected)) << p;
  }
}

TEST(Ensemble, TheBarsEndSetsTheUnits) {
  Session session = play("ensemble");
  for (const float width : {358.0f, 720.0f}) {
    const RecordingCanvas canvas = panel_of(session, "met", width);
    ASSERT_EQ(canvas.drags.size(), 1u);
    EXPECT_EQ(canvas.drags[0].id, "units");
    EXPECT_TRUE(shows_part(canvas, "pull"));
    EXPECT_TRUE(shows(canvas, "11 %"));
    EXPECT_TRUE(shows(canvas, "12 days"));
    EXPECT_TRUE(shows(canvas, "31 hours"));
  }
  session.set(session.find_param("units").value(), 64);
  const RecordingCanvas canvas = panel_of(session, "met");
  EXPECT_TRUE(shows(canvas, "1 in 154 trillion"));
  EXPECT_TRUE(shows(canvas, "585 billion years"));
  EXPECT_TRUE(shows(canvas, "all that was met"));
  EXPECT_FALSE(shows_part(canvas, "pull"));
}

TEST(Ensemble, LargeCountsInWords) {
  EXPECT_EQ(big_count(1048576), "1,048,576");
  EXPECT_EQ(big_count(std::ldexp(1.0, 64)), "18 quintillion");
  EXPECT_EQ(round_count(34841), "34,800");
  EXPECT_EQ(round_count(14527721), "15 million");
  EXPECT_EQ(round_count(999.6e6), "1.0 billion");
  EXPECT_EQ(time_words(1), "1 second");
  EXPECT_EQ(time_words(3600), "60 minutes");
  EXPECT_EQ(time_words(1048576), "12 days");
  EXPECT_EQ(share_words(0.108), "11 %");
  EXPECT_EQ(share_words(0.037), "3.7 %");
  EXPECT_EQ(share_words(0.997), "99.7 %");
  EXPECT_EQ(share_words(1), "100 %");
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string sentence_of(std::initializer_list<std::pair<std::string_view, double>> values, std::size_t panel) {
  return play("ensemble", values).describe(PanelSet{1} << panel);
}

TEST(Ensemble, SaysWhatThePicturesShow) {
  EXPECT_NE(sentence_of({}, 0).find("25 opinions"), std::string::npos);
  EXPECT_NE(sentence_of({{"folded", Ensemble::all_tiles}}, 0).find("Their errors differ, so they cancel: 88.5 %"),
            std::string::npos)
      << sentence_of({{"folded", Ensemble::all_tiles}}, 0);
  EXPECT_NE(sentence_of({}, 1).find("the scaled pass is the geometric mean"), std::string::npos);
  const std::string two = sentence_of({{"layers", 1}, {"x", 1.5}, {"y", 1.5}}, 1);
  EXPECT_NE(two.find("The pass votes disk, the members square."), std::string::npos) << two;
  EXPECT_NE(sentence_of({}, 2).find("all masks are equally likely, and 89 in 100 are never met"), std::string::npos);
  EXPECT_NE(sentence_of({{"p", 0.2}}, 2).find("25 in 100 masks get 99 of 100 draws"), std::string::npos);
  EXPECT_NE(sentence_of({{"units", 64}}, 2).find("17 billion times too large"), std::string::npos);
  EXPECT_NE(sentence_of({{"units", 8}}, 2).find("meet them all"), std::string::npos);
}

TEST(Ensemble, WhatOnlyChangesTheViewKeepsTheNet) {
  Session session = play("ensemble");
  const double before = readout(session, "pass_accuracy");
  for (const auto& [id, value] : {std::pair<std::string_view, double>{"units", 30}, {"passes", 7}, {"folded", 3}})
    session.set(session.find_param(id).value(), value);
  EXPECT_EQ(readout(session, "pass_accuracy"), before);
  session.set(session.find_param("p").value(), 0.3);
  EXPECT_NE(readout(session, "pass_accuracy"), before);
}

TEST(Ensemble, TablesHoldThePicturesNumbers) {
  const Session session = play("ensemble");
  EXPECT_EQ(panel_rows(session, "fold").size(), 27u);
  EXPECT_EQ(panel_rows(session, "members")[4][0], "one scaled pass");
  EXPECT_EQ(panel_rows(session, "met")[3][1], "113,388");
}

}  // namespace
}  // namespace lesson
