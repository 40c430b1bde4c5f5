// ensemble_test.cpp: the claims of chapter 3, read off the widget.
#include "ensemble.h"

#include <cmath>
#include <set>

#include "dropout/elementary.h"
#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = Ensemble::Params;
using Depth = Ensemble::Depth;

Ensemble widget_of(const Params& params) {
  Ensemble widget;
  widget.reset(params);
  return widget;
}

// Points all over the plane, away from no place in particular.
std::vector<Params> at_many_points(Params params) {
  std::vector<Params> all;
  for (double y = -2; y <= 2; y += 0.8)
    for (double x = -2; x <= 2; x += 0.8) {
      params.x = x;
      params.y = y;
      all.push_back(params);
    }
  return all;
}

TEST(Ensemble, OpensWithTheTheorem) {
  const Session session = play("ensemble");
  EXPECT_EQ(readout(session, "members"), 4096);
  EXPECT_LT(readout(session, "geometric_gap"), 1e-6);
  EXPECT_GT(readout(session, "arithmetic_gap"), 0.05)
      << "the figure shows that the arithmetic mean is another number";
  EXPECT_TRUE(shows_part(panel_of(session, "outputs"), "One pass is the geometric mean of 4,096 nets"));
}

// 1e-6: logits are 32-bit numbers, up to about 30 at p = 0.95, and the slope of the logistic function is at most 1/4.
TEST(Ensemble, OnePassIsTheGeometricMeanWithOneHiddenLayerAtEveryRate) {
  for (const double p : {0.0, 0.1, 0.2, 0.5, 0.8, 0.95})
    for (const int units : {3, 12}) {
      Params params;
      params.drop_rate = p;
      params.unit_count = units;
      const Ensemble widget = widget_of(params);
      for (const Params& here : at_many_points(params))
        EXPECT_LT(widget.geometric_gap(here), 1e-6) << p << " " << units << " at " << here.x << ", " << here.y;
    }
}

// The reference band of the mean over test points is 0.005 to 0.04, for 20 seeds at p = 0.5; a grid reaches further out.
TEST(Ensemble, OnePassMissesTheGeometricMeanWithTwoAndThreeHiddenLayers) {
  for (const Depth depth : {Depth::two, Depth::three})
    for (const double p : {0.2, 0.5}) {
      double mean = 0, most = 0;
      for (const std::uint32_t seed : {13u, 1u, 4u}) {
        Params params;
        params.depth = depth;
        params.drop_rate = p;
        params.seed = seed;
        const Ensemble widget = widget_of(params);
        const auto points = at_many_points(params);
        for (const Params& here : points) {
          mean += widget.geometric_gap(here) / static_cast<double>(3 * points.size());
          most = std::max(most, widget.geometric_gap(here));
        }
      }
      EXPECT_GT(mean, 0.003) << p;
      EXPECT_LT(mean, 0.08) << p;
      EXPECT_GT(most, 0.02) << p;
    }
  EXPECT_TRUE(shows_part(panel_of(play("ensemble", {{"layers", 1}}), "outputs"),
                         "One pass misses the geometric mean by 0.0"));
}

TEST(Ensemble, TheArithmeticMeanIsNearerToOneHalf) {
  for (const double p : {0.2, 0.5, 0.8}) {
    Params params;
    params.drop_rate = p;
    const Ensemble widget = widget_of(params);
    int sure = 0, nearer = 0;
    for (const Params& here : at_many_points(params)) {
      const double pass = std::abs(widget.pass(here) - 0.5), mean = std::abs(widget.arithmetic(here) - 0.5);
      if (pass < 0.1) continue;
      ++sure;
      nearer += mean < pass;
    }
    EXPECT_GE(sure, 15) << p;
    EXPECT_GE(nearer, 0.9 * sure) << p;  // a rule for one sign of the curvature; logits of both signs may break it
  }
}

// 64 repeats know each error to about 9 %, and errors at neighboring T share passes: -1/2 within 0.1.
TEST(Ensemble, TheMonteCarloErrorFallsAsOneOverTheRootOfT) {
  for (const double layers : {0.0, 1.0, 2.0})
    for (const double p : {0.2, 0.5, 0.8}) {
      if (layers == 2 && p == 0.8)
        continue;  // one mask in five lets anything through: rare events, 64 repeats are few
      const Session session = play("ensemble", {{"layers", layers}, {"p", p}, {"x", 1.5}, {"y", 1.5}});
      EXPECT_NEAR(readout(session, "error_slope"), -0.5, 0.1) << layers << " " << p;
    }
}

TEST(Ensemble, MeasuredErrorsLieNearTheExactOnes) {
  for (int passes = 0; passes < 10; ++passes) {
    const Session session = play("ensemble", {{"passes", passes}});
    const double exact = readout(session, "expected_error");
    EXPECT_NEAR(readout(session, "measured_error") / exact, 1, 0.4) << passes;  // over 4 standard errors of 9 %
    EXPECT_LT(readout(session, "monte_carlo_error"), 5 * exact) << passes;
  }
  EXPECT_NEAR(readout(play("ensemble", {{"passes", 3}}), "expected_error") /
                  readout(play("ensemble", {{"passes", 5}}), "expected_error"),
              std::sqrt(5.0), 1e-9);
}

TEST(Ensemble, TheMonteCarloMeanIsTheEngines) {
  for (const Depth depth : {Depth::one, Depth::three})
    for (const int units : {12, 17}) {
      Params params;
      params.depth = depth;
      params.unit_count = units;
      params.passes = Ensemble::Passes::t50;
      const Ensemble widget = widget_of(params);
      const float input[] = {static_cast<float>(params.x), static_cast<float>(params.y)};
      const double engine =
          dropout::monte_carlo_mean<float>(widget.trainer().net(), input, {params.drop_rate, params.seed, 0}, 0, 50);
      EXPECT_NEAR(widget.monte_carlo(params), engine, 1e-12) << units;
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

TEST(Ensemble, CountsMembers) {
  for (int units = 3; units <= 20; ++units)
    EXPECT_EQ(readout(play("ensemble", {{"units", units}}), "members"), std::ldexp(1.0, units));
  EXPECT_NEAR(readout(play("ensemble", {{"units", 20}, {"p", 0.1}}), "effective"), 666.2, 0.1);
  EXPECT_NEAR(readout(play("ensemble", {{"units", 20}, {"p", 0.2}}), "effective"), 22204.5, 0.1);
  EXPECT_NEAR(readout(play("ensemble", {{"units", 20}, {"p", 0.5}}), "effective"), 1048576, 1e-3);
  EXPECT_TRUE(shows_part(picture_of(play("ensemble", {{"units", 20}})), "2^20 = 1,048,576 masks"));
}

// Printed numbers of the chapter, and five standard deviations; that of a count of cells is below its root.
TEST(Ensemble, MeetsAsManyMembersAsTheFormulaExpects) {
  const struct { double p, expected; } table[] = {{0.5, 638.5}, {0.2, 256.9}, {0.1, 113.5}};
  for (const auto& row : table) {
    const Session session = play("ensemble", {{"units", 10}, {"p", row.p}}, 10);
    EXPECT_EQ(readout(session, "draws"), 1000);
    EXPECT_NEAR(readout(session, "distinct_expected"), row.expected, 0.05);
    EXPECT_NEAR(readout(session, "distinct"), row.expected, 5 * std::sqrt(row.expected)) << row.p;
  }
  EXPECT_EQ(readout(play("ensemble", {{"p", 0}}, 20), "distinct"), 1);
  EXPECT_EQ(readout(play("ensemble"), "distinct"), 0);
}

TEST(Ensemble, SampleShowsAnotherMemberEachTime) {
  Session session = play("ensemble");
  std::set<double> outputs;
  for (int press = 0; press < 8; ++press) {
    const RecordingCanvas canvas = picture_of(session);
    const auto count = [&](std::string_view start) {
      return std::count_if(canvas.explanations.begin(), canvas.explanations.end(),
                           [start](const std::string& words) { return words.starts_with(start); });
    };
    EXPECT_EQ(static_cast<double>(count("Kept:")), readout(session, "kept"));
    EXPECT_EQ(static_cast<double>(count("Dropped:")), 12 - readout(session, "kept"));
    outputs.insert(readout(session, "member_output"));
    act(session, "sample");
    EXPECT_EQ(session.value(session.find_param("member").value()), press + 1);
  }
  EXPECT_GT(outputs.size(), 4u);
}

TEST(Ensemble, TheShownMemberIsOneOfTheEnumerated) {
  for (const Depth depth : {Depth::one, Depth::two, Depth::three}) {
    Params params;
    params.depth = depth;
    const Ensemble widget = widget_of(params);
    for (params.member = 0; params.member < 20; ++params.member) {
      std::size_t index = 0, unit = 0;
      for (const std::uint8_t bit : widget.shown_mask(params)) index |= static_cast<std::size_t>(bit) << unit++;
      EXPECT_EQ(widget.member_output(params), widget.answers(params).outputs[index]);
    }
  }
}

TEST(Ensemble, AboveTwelveUnitsItDrawsAndSaysSo) {
  const Session session = play("ensemble", {{"units", 13}});
  const RecordingCanvas canvas = picture_of(session);
  EXPECT_TRUE(shows_part(panel_of(session, "outputs"), "too many to ask each"));
  EXPECT_TRUE(shows_part(canvas, "4,096 drawn"));
  EXPECT_TRUE(shows_part(canvas, "needs all members"));
  EXPECT_FALSE(shows_part(panel_of(session, "outputs"), "geometric mean 0"));
  EXPECT_NE(session.describe().find("4,096 drawn ones"), std::string::npos);
  EXPECT_EQ(readout(session, "error_slope"), 0);
  // Drawn members estimate what enumeration gives: 5 standard errors of 4,096 outputs in [0, 1].
  Params params;
  Ensemble all = widget_of(params);
  double drawn = 0;
  const float input[] = {static_cast<float>(params.x), static_cast<float>(params.y)};
  drawn = dropout::monte_carlo_mean<float>(all.trainer().net(), input, {params.drop_rate, params.seed, 0}, 0, 4096);
  EXPECT_NEAR(drawn, all.arithmetic(params), 5 * all.answers(params).spread / 64);
}

TEST(Ensemble, WithoutDropoutAllMeansAreOnePass) {
  for (const double layers : {0.0, 1.0, 2.0}) {
    const Session session = play("ensemble", {{"p", 0}, {"layers", layers}});
    for (const std::string_view mean : {"geometric", "arithmetic", "monte_carlo", "member_output"})
      EXPECT_NEAR(readout(session, mean), readout(session, "pass"), 1e-12) << mean;
    EXPECT_EQ(readout(session, "effective"), 1);
    EXPECT_EQ(readout(session, "member_accuracy"), readout(session, "pass_accuracy"));
    EXPECT_TRUE(shows_part(panel_of(session, "outputs"), "every member is the whole net"));
  }
}

TEST(Ensemble, ThePointTheTAndTheMemberOnlyChangeTheView) {
  Session session = play("ensemble", {}, 5);
  for (const auto& [id, value] :
       {std::pair<std::string_view, double>{"x", 1}, {"y", 1}, {"passes", 7}, {"member", 3}})
    session.set(session.find_param(id).value(), value);
  EXPECT_EQ(readout(session, "draws"), 500);
  session.set(session.find_param("p").value(), 0.3);
  EXPECT_EQ(readout(session, "draws"), 0);
}

TEST(Ensemble, ThePlaneAndTheErrorsCanBeDragged) {
  for (const float width : {320.0f, 720.0f}) {
    const RecordingCanvas canvas = picture_of(play("ensemble"), width);
    std::set<std::string> dragged;
    for (const auto& drag : canvas.drags) dragged.insert(drag.id);
    EXPECT_EQ(dragged, (std::set<std::string>{"x", "y", "passes"}));
    ASSERT_EQ(canvas.taps.size(), 1u);
    EXPECT_EQ(canvas.taps[0].id, "sample");
  }
}

TEST(Ensemble, AnswersFollowThePoint) {
  Session session = play("ensemble");
  const double before = readout(session, "pass");
  session.set(session.find_param("x").value(), 2);
  EXPECT_NE(readout(session, "pass"), before);
  session.set(session.find_param("x").value(), Params{}.x);
  EXPECT_EQ(readout(session, "pass"), before);
}

TEST(Ensemble, UnitsAreSharedOutEvenly) {
  Params params;
  EXPECT_EQ(shape_text(params), "2-12-1");
  params.depth = Depth::two;
  EXPECT_EQ(shape_text(params), "2-6-6-1");
  params.depth = Depth::three;
  EXPECT_EQ(shape_text(params), "2-4-4-4-1");
  params.unit_count = 11;
  EXPECT_EQ(shape_text(params), "2-4-4-3-1");
  params.unit_count = 3;
  EXPECT_EQ(shape_text(params), "2-1-1-1-1");
}

TEST(Ensemble, DescribesTheNumbersOnShow) {
  const Session session = play("ensemble", {{"layers", 1}}, 10);
  const std::string words = session.describe();
  for (const std::string_view part : {"A 2-6-6-1 net at p = 0.50 (RNG seed 13) holds 4,096 thinned nets", "x = −1.75",
                                      "mean of 10 passes", "400 test points", "1,000 draws met"})
    EXPECT_NE(words.find(part), std::string::npos) << part << "\n" << words;
}

}  // namespace
}  // namespace lesson
