// scaling_schemes_test.cpp: the claims of chapter 2, read off the widget and its nets.
#include "scaling_schemes.h"

#include <bit>
#include <cmath>

#include "dropout/masked_net.h"
#include "dropout/trainer.h"
#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "scaling_schemes_twin.h"

namespace lesson {
namespace {

using Params = ScalingSchemes::Params;

constexpr double test_line = 2, untrained = 1;

ScalingSchemes widget_at(const Params& params) {
  ScalingSchemes widget;
  widget.reset(params);
  return widget;
}

// ---- one unit --------------------------------------------------------------------------------------------------------

TEST(ScalingSchemes, OpensWithTheWorkedExample) {
  const Session session = play("scaling_schemes");
  EXPECT_EQ(readout(session, "naive_train"), 2);
  EXPECT_EQ(readout(session, "naive_test"), 4);
  EXPECT_EQ(readout(session, "scaled_train"), 2);
  EXPECT_EQ(readout(session, "scaled_test"), 2);
  EXPECT_EQ(readout(session, "inverted_train"), 4);
  EXPECT_EQ(readout(session, "inverted_test"), 4);
  EXPECT_EQ(readout(session, "naive_sd"), 2);
  EXPECT_EQ(readout(session, "inverted_sd"), 4);
  EXPECT_EQ(readout(session, "relative_noise"), 1);
  const RecordingCanvas canvas = panel_of(session, "unit");
  EXPECT_TRUE(shows(canvas, "2 ×"));
  EXPECT_TRUE(shows(canvas, "8")) << "the inverted unit, where it is kept";
  EXPECT_EQ(std::count(canvas.texts.begin(), canvas.texts.end(), "≠"), 1);
  EXPECT_EQ(std::count(canvas.texts.begin(), canvas.texts.end(), "="), 2);
}

TEST(ScalingSchemes, OnlyTheNaiveSchemeHasAGap) {
  for (const double p : {0.05, 0.2, 0.5, 0.8, 0.95})
    for (const double x : {0.5, 4.0, 6.0}) {
      const Session session = play("scaling_schemes", {{"p", p}, {"x", x}});
      EXPECT_NEAR(readout(session, "naive_train"), (1 - p) * x, 1e-9);
      EXPECT_EQ(readout(session, "naive_test"), x);
      EXPECT_NEAR(readout(session, "scaled_train"), readout(session, "scaled_test"), 1e-9);
      EXPECT_NEAR(readout(session, "inverted_train"), x, 1e-9);
      EXPECT_EQ(readout(session, "inverted_test"), x) << "test stays at x";
      EXPECT_NEAR(readout(session, "unit_factor"), 1 / (1 - p), 1e-9);
      const RecordingCanvas canvas = panel_of(session, "unit");
      EXPECT_EQ(std::count(canvas.texts.begin(), canvas.texts.end(), "="), 2) << p;
    }
  const RecordingCanvas nothing = panel_of(play("scaling_schemes", {{"p", 0}}), "unit");
  EXPECT_EQ(std::count(nothing.texts.begin(), nothing.texts.end(), "="), 3);
}

TEST(ScalingSchemes, RelativeNoiseIsTheSameAndGrowsWithTheRate) {
  const struct { double p, noise; } table[] = {{0, 0}, {0.1, 0.333}, {0.3, 0.655}, {0.5, 1}, {0.7, 1.528}, {0.9, 3}};
  for (const auto& row : table) {
    const Session session = play("scaling_schemes", {{"p", row.p}});
    EXPECT_NEAR(readout(session, "relative_noise"), row.noise, 5e-4);  // three decimals in the table
    EXPECT_NEAR(readout(session, "naive_sd"), row.noise * readout(session, "naive_train"), 2e-3);
    EXPECT_NEAR(readout(session, "inverted_sd"), row.noise * readout(session, "inverted_train"), 2e-3);
  }
}

TEST(ScalingSchemes, EveryInnerEdgeIsTheRate) {
  for (const double p : {0.2, 0.5, 0.7}) {
    const RecordingCanvas canvas = panel_of(play("scaling_schemes", {{"p", p}}), "unit");
    ASSERT_EQ(canvas.drags.size(), 3u);
    for (const auto& drag : canvas.drags) EXPECT_EQ(drag.id, "p");
  }
  // The edge stands where the kept share ends: it goes left by as much for each step of p.
  const auto edge = [](double p) {
    return panel_of(play("scaling_schemes", {{"p", p}}), "unit").drags[0].area.center().x;
  };
  EXPECT_LT(edge(0.5), edge(0.2));
  EXPECT_NEAR(edge(0.2) - edge(0.5), edge(0.3) - edge(0.6), 0.1);
}

// ---- the boundary ----------------------------------------------------------------------------------------------------

// One dropout layer: the logit is linear in what the mask multiplies, so its mean over all 65,536 masks, each with its
// probability, is the pass with the outgoing weights times k.
TEST(ScalingSchemes, OverAllMasksOfOneLayerTheMeanIsThePassWithK) {
  for (const double p : {0.2, 0.5, 0.8}) {
    const NaiveNet net({.drop_rate = p, .depth = 1, .seed = 3});
    const NaiveNet::Answer with_k = net.answer(1 - p);
    const std::vector<float> points(net.test_set().points.begin(), net.test_set().points.begin() + 6);
    std::vector<double> mean(3, 0.0);
    std::vector<std::uint8_t> mask(16);
    for (std::uint32_t bits = 0; bits < 65536; ++bits) {
      for (std::size_t unit = 0; unit < mask.size(); ++unit) mask[unit] = static_cast<std::uint8_t>(bits >> unit & 1);
      const int kept = std::popcount(bits);
      float logits[3];
      dropout::forward_masked<float>(net.net(), points, mask, 1.0, logits);
      for (std::size_t i = 0; i < 3; ++i)
        mean[i] += std::pow(1 - p, kept) * std::pow(p, 16 - kept) * static_cast<double>(logits[i]);
    }
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_NEAR(mean[i], static_cast<double>(with_k.logits[i]), 1e-4 * (1 + std::abs(mean[i])))
          << "rounding of floats";
    EXPECT_EQ(net.answer_in_training().logits, with_k.logits);
  }
}

TEST(ScalingSchemes, KWinsEveryPointBackAndNoFactorLosesSome) {
  for (const double p : {0.2, 0.3, 0.5, 0.7})
    for (const double seed : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}) {
      const Session session = play("scaling_schemes", {{"p", p}, {"repair", 1 - p}, {"seed", seed}});
      EXPECT_EQ(readout(session, "left"), 0) << p << ", seed " << seed;
      EXPECT_GT(readout(session, "left_untouched"), 0) << p << ", seed " << seed;
    }
  EXPECT_EQ(readout(play("scaling_schemes"), "left_untouched"), 40) << "the drawn target";
}

// More layers: ReLU lies between the masks, so the factor that answers as in training is above k, and k misses points.
TEST(ScalingSchemes, WithThreeLayersTheBestFactorIsNotK) {
  int with_k = 0, above_k = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const ScalingSchemes widget = widget_at({.depth = 3, .seed = seed});
    with_k += widget.points_left(widget.net().answer(0.5));
    above_k += widget.points_left(widget.net().answer(0.55));
  }
  EXPECT_GT(with_k, 0);
  EXPECT_LT(above_k, with_k);
}

TEST(ScalingSchemes, TheFactorIsDraggedAndLeavesItsWay) {
  const RecordingCanvas first = panel_of(play("scaling_schemes"), "boundary");
  ASSERT_EQ(first.drags.size(), 1u);
  EXPECT_EQ(first.drags[0].id, "repair");
  EXPECT_TRUE(shows(first, "drag"));
  EXPECT_TRUE(shows(first, "40"));
  const RecordingCanvas later = panel_of(play("scaling_schemes", {{"repair", 0.6}}), "boundary");
  EXPECT_FALSE(shows(later, "drag")) << "gone after the first touch";
  EXPECT_TRUE(shows(later, "× 0.60"));
  EXPECT_TRUE(shows(later, "11"));
  EXPECT_LT(later.drags[0].area.x, first.drags[0].area.x);
  const auto lost = [](const RecordingCanvas& canvas) { return canvas.rings.size(); };
  EXPECT_EQ(lost(first), 40u) << "a ring for each point that is left";
  EXPECT_EQ(lost(later), 11u);
}

TEST(ScalingSchemes, TheMapShowsOneBoundaryOrTheOther) {
  const Session both = play("scaling_schemes");
  EXPECT_EQ(panel_of(both, "boundary").settings.size(), 1u);
  EXPECT_EQ(panel_of(both, "boundary").settings[0].min, 1) << "a tap shows training";
  const RecordingCanvas training = panel_of(play("scaling_schemes", {{"lines", 1}}), "boundary");
  EXPECT_EQ(training.settings[0].min, test_line) << "the next one the test";
  EXPECT_TRUE(training.rings.empty());
  EXPECT_LT(training.polylines.size(), panel_of(both, "boundary").polylines.size());
}

TEST(ScalingSchemes, TheTableHoldsEveryFactorAndSaysWhichIsNow) {
  const auto rows = panel_rows(play("scaling_schemes", {{"p", 0.3}, {"repair", 0.7}}), "boundary");
  ASSERT_EQ(rows.size(), 26u);
  int now = 0;
  for (const auto& row : rows)
    if (row[0] == "0.70 (now)") {
      ++now;
      EXPECT_EQ(row[1], "0");
    }
  EXPECT_EQ(now, 1);
}

// ---- the stream ------------------------------------------------------------------------------------------------------

// A trained net passes on about k a layer; inverted, it keeps its width within a tenth.
TEST(ScalingSchemes, TrainedTheNaiveStreamIsKToThePowerOfItsGates) {
  for (const double p : {0.2, 0.5, 0.7})
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
      const Params params{.drop_rate = p, .seed = seed};
      const ScalingSchemes widget = widget_at(params);
      const NaiveNet::Flow& flow = widget.flow(params);
      for (std::size_t layer = 0; layer < 4; ++layer) {
        const double law = std::pow(1 - p, static_cast<double>(layer + 1));
        EXPECT_NEAR(flow.naive[layer] / law, 1, 0.15) << p << ", seed " << seed << ", layer " << layer;
        EXPECT_NEAR(flow.inverted[layer], 1, 0.1) << p << ", seed " << seed << ", layer " << layer;
      }
    }
}

// Untrained: the weights have mean 0, so a mask takes k of the variance of a pre-activation, and ReLU makes of that a mean
// of sqrt(k): k^l / k^((l - 1) / 2) naive, 1 / k^((l - 1) / 2) inverted. Means over 12 seeds; a single net strays.
TEST(ScalingSchemes, UntrainedLessIsLostAndTheFactorOvershoots) {
  for (const double p : {0.2, 0.5}) {
    double mean = 0;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      const Params params{.drop_rate = p, .weights = ScalingSchemes::Weights::untrained, .seed = seed};
      const ScalingSchemes widget = widget_at(params);
      const NaiveNet::Flow& flow = widget.flow(params);
      EXPECT_NEAR(flow.inverted[0], 1, 0.05) << "nothing is noisy before the first gate";
      EXPECT_GT(flow.inverted[3], 1.1);
      for (std::size_t layer = 0; layer < 4; ++layer)  // no biases yet: the same up to k a layer
        EXPECT_NEAR(flow.naive[layer], flow.inverted[layer] * std::pow(1 - p, static_cast<double>(layer + 1)), 1e-5);
      mean += flow.inverted[3] / 12;
    }
    EXPECT_NEAR(mean / std::pow(1 - p, -1.5), 1, 0.12) << p;
  }
}

TEST(ScalingSchemes, TheEdgeBehindTheFirstGateIsTheRate) {
  for (const double net : {0.0, untrained}) {
    const auto edge = [&](double p) {
      const RecordingCanvas canvas = panel_of(play("scaling_schemes", {{"p", p}, {"net", net}}), "stream");
      EXPECT_EQ(canvas.drags.size(), 1u);
      EXPECT_EQ(canvas.drags[0].id, "p");
      return canvas.drags[0].area.center().y;
    };
    EXPECT_GT(edge(0.5), edge(0.0)) << "further down where more is dropped";
  }
  EXPECT_TRUE(shows(panel_of(play("scaling_schemes"), "stream"), "pull: p"));
  EXPECT_FALSE(shows(panel_of(play("scaling_schemes", {{"p", 0.3}}), "stream"), "pull: p"));
}

TEST(ScalingSchemes, TheStreamSaysWhatArrives) {
  const Session session = play("scaling_schemes", {{"p", 0.2}});
  const std::string arrives = number_text(readout(session, "naive_arrives"), 0) + " %";
  EXPECT_TRUE(shows(panel_of(session, "stream"), arrives)) << arrives;
  EXPECT_NE(session.describe().find(arrives), std::string::npos);
  const auto rows = panel_rows(session, "stream");
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[1][2], "0.80");
  EXPECT_EQ(rows[4][2], "0.41");
  EXPECT_TRUE(shows(panel_of(play("scaling_schemes", {{"p", 0.75}}), "stream"), "0.4 %"))
      << "never 0 for what is not 0";
}

// ---- the net's training ----------------------------------------------------------------------------------------------

TEST(NaiveNet, WithoutDropoutItIsTheEnginesTrainer) {
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::circles,
                    .count = NaiveNet::train_count,
                    .noise = 0.08,
                    .flip_share = 0,
                    .seed = 3};
  config.test_count = NaiveNet::test_count;
  config.hidden_widths = {16, 16};
  config.drop_rate = 0;
  config.optimizer.learning_rate = 0.02;
  config.total_steps = NaiveNet::training_steps;
  config.seed = 3;
  dropout::Trainer trainer(config);
  trainer.step(config.total_steps);
  const NaiveNet net({.drop_rate = 0, .depth = 2, .seed = 3});
  EXPECT_TRUE(std::equal(trainer.parameters().begin(), trainer.parameters().end(), net.net().parameters().begin()));
}

TEST(NaiveNet, WithoutBiasesTheyStayZeroAndNoFactorChangesAnAnswer) {
  for (const double p : {0.2, 0.5, 0.8}) {
    const NaiveNet net({.data = dropout::DatasetKind::exclusive_or, .drop_rate = p, .depth = 3, .biases = false});
    for (int layer = 0; layer < net.net().layer_count(); ++layer)
      for (const float bias : net.net().biases(layer)) EXPECT_EQ(bias, 0.0f);
    const NaiveNet::Answer forgotten = net.answer(1), with_k = net.answer(1 - p);
    for (std::size_t i = 0; i < with_k.logits.size(); ++i) EXPECT_EQ(forgotten.logits[i] > 0, with_k.logits[i] > 0);
    EXPECT_GT(forgotten.confidence, with_k.confidence);
  }
}

// What it was trained for: under naive masks it knows its data.
TEST(NaiveNet, LearnsUnderNaiveMasks) {
  const NaiveNet net({.drop_rate = 0.5, .depth = 2, .seed = 8});
  std::vector<double> sums(NaiveNet::masked_count, 0.0);
  for (int draw = 0; draw < 200; ++draw) net.add_masked_logits(draw, sums);
  int right = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) right += (sums[i] > 0) == (net.test_set().labels[i] != 0);
  EXPECT_GE(right, 85);  // 96 % over many seeds
}

// With more layers what training answered is measured: the mean over masks shared by all points is, within the noise of
// 100 masks, that over masks of each point's own.
TEST(NaiveNet, InTrainingIsTheMeanOverMasks) {
  for (const double p : {0.2, 0.5}) {
    const NaiveNet net({.drop_rate = p, .depth = 3, .seed = 5});
    std::vector<double> sums(NaiveNet::masked_count, 0.0);
    for (int draw = 0; draw < 200; ++draw) net.add_masked_logits(draw, sums);
    const NaiveNet::Answer answer = net.answer_in_training();
    double own = 0, shared = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      own += std::abs(sums[i] / 200);
      shared += std::abs(static_cast<double>(answer.logits[i]));
    }
    EXPECT_NEAR(shared / own, 1, 0.15) << p;
  }
}

// ---- one model, two forms --------------------------------------------------------------------------------------------

// Equal steps: k eta with Adam, k^2 eta with SGD. Another rate, another net.
TEST(Twins, StayOneModelAtTheRightLearningRateOnly) {
  for (const bool adam : {true, false})
    for (const double p : {0.2, 0.5, 0.8})
      for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const double k = 1 - p;
        const auto at = [&](double factor) {
          return train_twins({.net = {.drop_rate = p, .depth = 1, .seed = seed},
                              .optimizer = adam ? dropout::OptimizerKind::adam : dropout::OptimizerKind::sgd,
                              .learning_rate = adam ? 0.02 : 0.05,
                              .rate_factor = factor});
        };
        const TwinReport right = at(adam ? k : k * k), wrong = at(adam ? k * k : k), same = at(1);
        EXPECT_EQ(right.apart, 0);
        EXPECT_LT(right.distance, 1e-5) << "rounding of floats over 200 steps";
        EXPECT_GT(wrong.distance, 0.03);
        EXPECT_GT(same.distance, 0.03);
      }
}

// At p = 1/2 all factors are powers of two, which rounding leaves alone.
TEST(Twins, AtOneHalfSgdKeepsThemTogetherBitForBit) {
  const TwinReport report = train_twins({.net = {.drop_rate = 0.5, .depth = 3, .seed = 2},
                                         .optimizer = dropout::OptimizerKind::sgd,
                                         .learning_rate = 0.05,
                                         .rate_factor = 0.25});
  EXPECT_EQ(report.distance, 0);
}

}  // namespace
}  // namespace lesson
