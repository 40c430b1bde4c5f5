// stochastic_depth_test.cpp: the claims of chapter 7, read off the widget.
#include "stochastic_depth.h"

#include <cmath>
#include <numeric>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = StochasticDepth::Params;
constexpr double linspace = 1, modern = 1;

StochasticDepth played(const Params& params, int ticks) {
  StochasticDepth widget;
  widget.reset(params);
  for (int tick = 0; tick < ticks; ++tick) widget.step(params);
  return widget;
}

TEST(StochasticDepth, OpensWithAPassOfSixteenBlocks) {
  const Session session = play("stochastic_depth");
  EXPECT_EQ(readout(session, "depth"), 12);
  EXPECT_EQ(readout(session, "computed"), 12);
  EXPECT_EQ(readout(session, "expected_depth"), 11.75);
  EXPECT_EQ(readout(session, "steps"), 0);
  const RecordingCanvas canvas = picture_of(session);
  EXPECT_TRUE(shows(canvas, "This step: 12 of 16 blocks run"));
  EXPECT_NE(session.describe().find("step 1 runs 12 of 16 blocks; 11.75 are expected"), std::string::npos);
}

// E = L - p_L (L + 1) / 2, which is (3 L - 1) / 4 at p_L = 0.5; linspace: L (1 - p_L / 2).
TEST(StochasticDepth, TheExpectedDepthFallsAsTheLargestRateRises) {
  for (const int blocks : {2, 4, 16, 54}) {
    double last = blocks + 1;
    for (const double p : {0.0, 0.05, 0.2, 0.5, 0.8, 1.0}) {
      const double length = blocks;
      const Session session = play("stochastic_depth", {{"blocks", length}, {"p_last", p}});
      EXPECT_NEAR(readout(session, "expected_depth"), length - p * (length + 1) / 2, 1e-9) << blocks << " at " << p;
      EXPECT_NEAR(readout(session, "expected_linspace"), length * (1 - p / 2), 1e-9);
      EXPECT_LT(readout(session, "expected_depth"), last);
      last = readout(session, "expected_depth");
    }
  }
}

TEST(StochasticDepth, KnowsBothRulesForFiftyBlocks) {
  const Session session = play("stochastic_depth", {{"blocks", 50}, {"rule", linspace}});
  EXPECT_NEAR(readout(session, "expected_depth"), 37.5, 1e-9);
  EXPECT_NEAR(readout(session, "expected_huang"), 37.25, 1e-9);
  EXPECT_NEAR(readout(session, "depth_sd"), 2.88, 0.005);
  EXPECT_NEAR(readout(session, "whole_net"), 2.1, 0.05) << "about twice in ten million passes";
}

// W7.3: the upper blocks are skipped more often, as drawn, at several seeds.
TEST(StochasticDepth, UpperBlocksAreSkippedMoreOften) {
  for (const std::uint32_t seed : {1u, 29u, 77u})
    for (const auto draw : {StochasticDepth::Draw::batch, StochasticDepth::Draw::row}) {
      const StochasticDepth widget = played({.draw = draw, .seed = seed}, 150);
      const auto& tally = widget.block_tally();
      const int low = std::accumulate(tally.begin(), tally.begin() + 4, 0);
      const int high = std::accumulate(tally.end() - 4, tally.end(), 0);
      EXPECT_GT(low, high) << "0.92 against 0.55 of 600 decisions: 12 standard errors apart";
    }
}

TEST(StochasticDepth, TheEdgesAreExact) {
  const Session whole = play("stochastic_depth", {{"p_last", 0}}, 40);
  EXPECT_EQ(readout(whole, "mean_depth"), 16);
  EXPECT_EQ(readout(whole, "work"), 100);
  EXPECT_EQ(readout(whole, "test_accuracy"), readout(whole, "test_unscaled"));
  const StochasticDepth never_last = played({.last_drop_rate = 1}, 40);
  EXPECT_EQ(never_last.block_tally().back(), 0);
  const StochasticDepth always_first = played({.last_drop_rate = 1, .rule = StochasticDepth::Rule::linspace}, 40);
  EXPECT_EQ(always_first.block_tally().front(), 40);
}

// The shown pass is the one that the next step makes: nothing is drawn twice or out of turn.
TEST(StochasticDepth, TheShownPassIsTheOneThatIsTrainedNext) {
  for (const auto draw : {StochasticDepth::Draw::batch, StochasticDepth::Draw::row}) {
    const Params params{.draw = draw};
    StochasticDepth widget;
    widget.reset(params);
    double depths = 0, computed = 0;
    for (int step = 0; step < 60; ++step) {
      depths += widget.pass().depth;
      computed += widget.pass().computed;
      widget.step(params);
      EXPECT_NEAR(widget.mean_depth(params), depths / (step + 1), 1e-9);
      EXPECT_NEAR(widget.forward_per_step(params), computed / (step + 1), 1e-9);
    }
  }
}

TEST(StochasticDepth, TrainsTheNetOfTheTable) {
  for (const double form : {0.0, modern}) {
    dropout::ResidualTrainerConfig config;
    config.dataset.seed = config.seed = 11;
    config.net.scheme = form == modern ? dropout::Scheme::inverted : dropout::Scheme::test_scaled;
    dropout::ResidualTrainer trainer(config);
    trainer.step(130);
    const Session session = play("stochastic_depth", {{"seed", 11}, {"form", form}}, 130);
    const dropout::Metrics metrics = trainer.evaluate();
    EXPECT_EQ(readout(session, "train_accuracy"), 100.0 * static_cast<float>(metrics.train_accuracy));
    EXPECT_EQ(readout(session, "test_accuracy"), 100.0 * static_cast<float>(metrics.test_accuracy));
    EXPECT_EQ(readout(session, "mean_depth"), trainer.mean_active_blocks());
    const double unscaled = trainer.evaluate(dropout::Scheme::naive).test_accuracy;
    EXPECT_EQ(readout(session, "test_unscaled"), 100.0 * static_cast<float>(unscaled));
  }
}

// A restored widget holds no net; its first step makes the steps again.
TEST(StochasticDepth, ARestoredRunContinuesToTheSameBits) {
  Session whole = play("stochastic_depth", {{"blocks", 6}}, 237);
  const std::vector<std::byte> bytes = whole.save();
  EXPECT_LT(bytes.size(), 4u * 1024);
  Session restored = play("stochastic_depth", {{"blocks", 6}}, 400);
  ASSERT_TRUE(restored.load(bytes)) << "also into one that is further on";
  EXPECT_EQ(svg_of(restored, 720), svg_of(whole, 720));
  whole.step(63);
  restored.step(63);
  EXPECT_EQ(restored.save(), whole.save());
  EXPECT_EQ(svg_of(restored, 720), svg_of(whole, 720));
}

// Each of the first 120 steps is shown, then every 50th, at most three a second at the pace of the widget.
TEST(StochasticDepth, TheStackDoesNotFlickerWhileItTrains) {
  const Params params{.block_count = 2};
  StochasticDepth widget;
  widget.reset(params);
  std::vector<int> shown;
  for (int step = 0; step <= StochasticDepth::total_steps; ++step) {
    if (shown.empty() || widget.pass_number(params) != shown.back()) shown.push_back(widget.pass_number(params));
    widget.step(params);
  }
  ASSERT_EQ(shown.size(), 120u + 13u);
  EXPECT_EQ(shown[0], 1);
  EXPECT_EQ(shown[119], 120);
  EXPECT_EQ(shown[120], 151);
  EXPECT_EQ(shown.back(), 751);
  EXPECT_LE(find_widget("stochastic_depth")->text.playback.ticks_per_second, 3 * 50);
}

TEST(StochasticDepth, StopsAfterItsSteps) {
  const Session session = play("stochastic_depth", {{"blocks", 2}}, StochasticDepth::total_steps);
  EXPECT_EQ(readout(session, "steps"), 800);
  EXPECT_FALSE(session.running());
}

// Pulling the mean depth to its ends means the drop rates 0 and 1, wherever the rule begins.
TEST(StochasticDepth, TheMeanDepthCanBePulled) {
  for (const double rule : {0.0, linspace})
    for (const float width : {320.0f, 720.0f})
      for (const double p : {0.0, 0.3, 1.0}) {
        const Session session = play("stochastic_depth", {{"rule", rule}, {"p_last", p}});
        const RecordingCanvas canvas = picture_of(session, width);
        ASSERT_GE(canvas.drags.size(), 1u);
        const auto& drag = canvas.drags[0];
        EXPECT_EQ(drag.id, "p_last");
        EXPECT_EQ(drag.min, 0);
        EXPECT_EQ(drag.max, 1);
      }
}

TEST(StochasticDepth, LetFallTheCellsShowTheRuleThatCanBePulledAtItsEnd) {
  const RecordingCanvas drawn = picture_of(play("stochastic_depth", {}, 60)),
                        fallen = picture_of(play("stochastic_depth", {{"rows", 1}}, 60));
  EXPECT_EQ(fallen.drags.size(), drawn.drags.size() + 1);
  EXPECT_EQ(fallen.drags[0].id, "p_last");
}

// The rows are the decisions of the steps before, the same that were trained.
TEST(StochasticDepth, TheRowsAreTheStepsThatWereMade) {
  for (const double p : {0.2, 0.5, 0.9}) {
    const Params params{.last_drop_rate = p, .block_count = 8};
    const StochasticDepth widget = played(params, 20);
    double depth = 0;
    for (int step = 0; step < 20; ++step) depth += StochasticDepth::pass_of(params, step).depth;
    EXPECT_NEAR(widget.mean_depth(params), depth / 20, 1e-9) << p;
  }
}

TEST(StochasticDepth, EveryBlockExplainsItself) {
  const Session session = play("stochastic_depth", {{"blocks", 50}, {"rule", linspace}}, 10);
  const RecordingCanvas canvas = picture_of(session);
  int run = 0, skipped = 0;
  for (const std::string& words : canvas.explanations) {
    run += words.find("In this step it runs.") != std::string::npos;
    skipped += words.find("In this step it is skipped") != std::string::npos;
  }
  EXPECT_EQ(run, readout(session, "computed"));
  EXPECT_EQ(run + skipped, 50);
}

TEST(StochasticDepth, TheTableOfTheDepthSaysWhatItDraws) {
  for (const double p : {0.0, 0.3, 0.8}) {
    const Session session = play("stochastic_depth", {{"blocks", 9}, {"p_last", p}}, 30);
    const auto blocks = panel_rows(session, "depth");
    EXPECT_EQ(std::count_if(blocks.begin(), blocks.end(), [](const auto& row) { return row.at(2) == "runs"; }),
              readout(session, "computed"));
    EXPECT_EQ(blocks.size(), 1u + 9u + 1u);
  }
}

}  // namespace
}  // namespace lesson
