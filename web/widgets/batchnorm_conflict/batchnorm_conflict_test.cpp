// batchnorm_conflict_test.cpp: the claims of chapter 8 about batch norm, read off the widget.
#include "batchnorm_conflict.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = BatchNormConflict::Params;
using dropout::DropPlacement;

TEST(BatchNormConflict, TheLawIsThatOfTheWorkedExample) {
  const struct {
    double p, delta, sd;
  } table[] = {{0, 1, 1}, {0.1, 0.860, 0.927}, {0.3, 0.614, 0.784}, {0.5, 0.405, 0.637}, {0.7, 0.226, 0.475}};
  for (const auto& row : table) {
    const Session session = play("batchnorm_conflict", {{"p", row.p}});
    EXPECT_NEAR(readout(session, "delta"), row.delta, 0.0006) << row.p;  // the table has three decimals
    EXPECT_NEAR(readout(session, "output_sd"), row.sd, 0.0006) << row.p;
    EXPECT_NEAR(readout(session, "too_large"), 1 / row.delta, 0.01) << row.p;
  }
}

// The sample has 4,000 values; a ReLU's squares have a relative sd of 1.8, so the sd is good to 3 x 1.8 / 2 / 63 = 4 %.
TEST(BatchNormConflict, TheSampleAgreesWithTheLaw) {
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.7, 0.9})
    for (const double seed : {1.0, 2.0, 3.0}) {
      const Session session = play("batchnorm_conflict", {{"p", p}, {"seed", seed}});
      const double exact = readout(session, "output_sd");
      EXPECT_NEAR(readout(session, "sampled_sd"), exact, 0.045 * exact) << p << ", seed " << seed;
    }
}

TEST(BatchNormConflict, TheHistogramsHoldAllSamples) {
  BatchNormConflict widget;
  for (const double p : {0.0, 0.5, 0.9}) {
    Params params;
    params.drop_rate = p;
    widget.reset(params);
    for (const auto* sampled : {&widget.histogram().train, &widget.histogram().test}) {
      double sum = sampled->zeros;
      for (const double share : sampled->bins) sum += share;
      EXPECT_NEAR(sum, 1, 1e-9) << p;
    }
    // Half of the values are 0 before dropout; 4,000 tosses are good to 5 x 0.5 / 63.
    EXPECT_NEAR(widget.histogram().test.zeros, 0.5, 0.04);
    EXPECT_NEAR(widget.histogram().train.zeros, 0.5 + 0.5 * p, 0.04);
    EXPECT_EQ(widget.histogram().train.bins == widget.histogram().test.bins, p == 0);
  }
}

TEST(BatchNormConflict, TheNetsAreTheEngines) {
  Params params;
  params.drop_rate = 0.5;
  params.seed = 7;
  const Session session = play("batchnorm_conflict", {{"p", 0.5}, {"seed", 7}}, 60);
  for (const DropPlacement placement : {DropPlacement::before_norm, DropPlacement::after_norm}) {
    dropout::NormTrainer trainer(BatchNormConflict::config_of(params, placement));
    trainer.step(60);
    const bool is_before = placement == DropPlacement::before_norm;
    EXPECT_FLOAT_EQ(static_cast<float>(readout(session, is_before ? "before_test" : "after_test")),
                    static_cast<float>(100 * trainer.evaluate().test_accuracy));
    // The widget adds the same terms in double.
    EXPECT_NEAR(readout(session, is_before ? "ratio_before" : "ratio_after"), trainer.variance_ratio(), 1e-6);
    if (!is_before) continue;
    EXPECT_FLOAT_EQ(static_cast<float>(readout(session, "recomputed_test")),
                    static_cast<float>(100 * trainer.evaluate_reestimated().test_accuracy));
  }
}

TEST(BatchNormConflict, WithoutDropoutThePlaceDoesNotMatter) {
  const Session session = play("batchnorm_conflict", {{"p", 0}}, 100);
  EXPECT_EQ(readout(session, "before_test"), readout(session, "after_test"));
  EXPECT_EQ(readout(session, "ratio_before"), readout(session, "ratio_after"));
}

TEST(BatchNormConflict, ShowsEachUnitOfTheChosenNet) {
  for (const double width : {4.0, 8.0, 32.0}) {
    Session session = play("batchnorm_conflict", {{"width", width}}, 40);
    EXPECT_EQ(static_cast<double>(picture_of(session).disks.size()), width);
    EXPECT_TRUE(picture_of(session).rings.empty());
    const std::string before = svg_of(session, 720);
    session.set(session.find_param("place").value(), 1);
    EXPECT_EQ(session.ticks(), 40) << "looking at the other net trains nothing again";
    EXPECT_NE(svg_of(session, 720), before);
  }
}

TEST(BatchNormConflict, RecomputingMovesEachUnitAndKeepsTheRun) {
  Session session = play("batchnorm_conflict", {}, 40);
  act(session, "recompute");
  EXPECT_EQ(session.ticks(), 40);
  EXPECT_EQ(session.value(session.find_param("statistics").value()), 1);
  EXPECT_EQ(picture_of(session).rings.size(), 32u) << "where the unit stood";
  EXPECT_EQ(picture_of(session).disks.size(), 32u);
  EXPECT_NE(session.describe().find("the recomputed ones"), std::string::npos) << session.describe();
  act(session, "recompute");
  EXPECT_EQ(session.value(session.find_param("statistics").value()), 0);
}

TEST(BatchNormConflict, TablesSayWhatThePanelsDraw) {
  for (const double p : {0.0, 0.3, 0.8}) {
    const Session session = play("batchnorm_conflict", {{"p", p}, {"width", 8}}, 30);
    EXPECT_EQ(panel_rows(session, "law").at(2).at(1), number_text(readout(session, "output_sd"), 3));
    EXPECT_EQ(panel_rows(session, "units").size(), 9u);
    const auto last = panel_rows(session, "accuracy").back();
    EXPECT_EQ(last.at(0), "30");
    EXPECT_EQ(last.at(3), number_text(readout(session, "before_test"), 1) + " %");
  }
}

}  // namespace
}  // namespace lesson
