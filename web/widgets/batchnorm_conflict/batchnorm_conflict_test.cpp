// batchnorm_conflict_test.cpp: what chapter 9 says about a norm behind dropout, read off the widget.
#include "batchnorm_conflict.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = BatchNormConflict::Params;
using Socket = BatchNormConflict::Socket;
using dropout::DropPlacement;

constexpr double rates[] = {0.05, 0.1, 0.3, 0.5, 0.7, 0.9};

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

// Var = w'Cw at test and (p / k) sum w^2 E[x^2] more in training. With g equal inputs at a time and weights of 1/8 that is
// g v and (p / k) E[x^2], with E[x^2] = 1/2.
TEST(BatchNormConflict, InputsThatSayTheSameShrinkTheShift) {
  const double v = dropout::relu_of_standard_normal().variance;
  for (const double p : rates)
    for (const double copies : {1.0, 2.0, 4.0, 16.0}) {
      const Session session = play("batchnorm_conflict", {{"p", p}, {"copies", copies}});
      EXPECT_NEAR(readout(session, "delta"), copies * v / (copies * v + p / (1 - p) / 2), 1e-9)
          << p << ", " << copies;
    }
}

// 4,000 values: a standard deviation is good to 5 / sqrt(8,000) = 6 %, more where few inputs make long tails.
TEST(BatchNormConflict, TheSampleAgreesWithTheLaw) {
  for (const double p : rates)
    for (const double copies : {1.0, 3.0, 16.0})
      for (const double seed : {1.0, 2.0}) {
        const Session session = play("batchnorm_conflict", {{"p", p}, {"copies", copies}, {"seed", seed}});
        const double exact = readout(session, "output_sd");
        EXPECT_NEAR(readout(session, "sampled_sd"), exact, 0.08 * exact) << p << ", " << copies << ", seed " << seed;
      }
}

TEST(BatchNormConflict, BehindTheNormOrOffNothingIsShifted) {
  for (const double p : rates)
    for (const auto& [id, value] : {std::pair{"place", 1.0}, std::pair{"dropout", 0.0}}) {
      const Session before = play("batchnorm_conflict", {{"p", p}});
      const Session session = play("batchnorm_conflict", {{"p", p}, {id, value}});
      EXPECT_NEAR(readout(session, "sampled_sd"), 1, 1e-9) << p << ", " << id;
      EXPECT_LT(readout(before, "sampled_sd"), 0.98) << p;
    }
}

TEST(BatchNormConflict, TheBarsHoldAllButTheTails) {
  BatchNormConflict widget;
  for (const double p : {0.0, 0.3, 0.5, 0.9}) {
    Params params;
    params.drop_rate = p;
    widget.reset(params);
    const auto& [train, test] = widget.spread(params);
    for (const auto* sample : {&train, &test}) {
      double sum = 0;
      for (const double share : sample->bins) sum += share;
      EXPECT_GT(sum, 0.98) << p;
      EXPECT_LT(sum, 1 + 1e-9) << p;
    }
    EXPECT_NEAR(train.sd, 1, 1e-9);
    EXPECT_EQ(train.bins == test.bins, p == 0);
  }
}

TEST(BatchNormConflict, TheSwitchIsInThePictureAndTurnsTheGapOff) {
  Session session = play("batchnorm_conflict", {{"p", 0.5}});
  EXPECT_NE(svg_of(session, 960).find("too small"), std::string::npos);
  session.set(session.find_param("dropout").value(), 0);
  EXPECT_EQ(svg_of(session, 960).find("too small"), std::string::npos);
}

TEST(BatchNormConflict, TheNetsAreTheEngines) {
  constexpr int run = 1;
  Params params;
  params.drop_rate = 0.6;
  params.seed = 7;
  params.width = 8;
  const Session session = play("batchnorm_conflict", {{"p", 0.6}, {"seed", 7}, {"width", 8}},
                               (run + 1) * BatchNormConflict::ticks_per_run);
  BatchNormConflict widget;
  widget.reset(params);
  for (int tick = 0; tick < session.ticks(); ++tick) widget.step(params);
  const DropPlacement places[] = {DropPlacement::before_norm, DropPlacement::after_norm, DropPlacement::before_relu,
                                  DropPlacement::on_logit};
  for (int i = 1; i < BatchNormConflict::socket_count; ++i) {
    dropout::NormTrainerConfig config;
    config.net.width = 8;
    config.net.placement = places[i - 1];
    config.drop_rate = 0.6;
    config.seed = config.dataset.seed = 7 + run;
    dropout::NormTrainer trainer(config);
    trainer.step(config.total_steps);
    const auto socket = static_cast<Socket>(i);
    const auto net = static_cast<std::size_t>(BatchNormConflict::net_of(socket));
    EXPECT_EQ(widget.runs().at(run).test[net], static_cast<float>(trainer.evaluate().test_accuracy)) << i;
    EXPECT_EQ(widget.runs().at(run).ratio[net], static_cast<float>(trainer.variance_ratio())) << i;
    EXPECT_EQ(widget.runs().at(run).recomputed[net],
              static_cast<float>(trainer.evaluate_reestimated().test_accuracy));
  }
  EXPECT_EQ(readout(session, "runs_done"), run + 1);
}

TEST(BatchNormConflict, WithoutDropoutNoPlaceMatters) {
  const Session session = play("batchnorm_conflict", {{"p", 0}, {"width", 8}}, BatchNormConflict::ticks_per_run);
  for (const char* place : {"before_test", "after_test", "logit_test"})
    EXPECT_EQ(readout(session, place), readout(session, "nowhere_test")) << place;
}

TEST(BatchNormConflict, AValueStaysOnceItsPlaceWasTried) {
  Session session = play("batchnorm_conflict", {{"width", 8}}, 2 * BatchNormConflict::ticks_per_run);
  const auto socket = session.find_param("socket").value();
  EXPECT_EQ(panel_rows(session, "sockets").at(2).at(1), "not tried");
  session.set(session.find_param("tried").value(), 0b00010);
  const std::string before = panel_rows(session, "sockets").at(2).at(1);
  EXPECT_EQ(before, number_text(readout(session, "before_test"), 1) + " %");
  session.set(socket, 2);
  EXPECT_EQ(session.ticks(), 2 * BatchNormConflict::ticks_per_run) << "another place trains nothing again";
  EXPECT_EQ(panel_rows(session, "sockets").at(2).at(1), before);
  EXPECT_EQ(panel_rows(session, "sockets").at(3).at(1), "not tried");
  EXPECT_NE(session.describe().find("press Train here"), std::string::npos) << session.describe();
}

TEST(BatchNormConflict, TrainHereMarksThePlaceOfThePlug) {
  BatchNormConflict widget;
  Params params;
  widget.reset(params);
  for (const Socket socket : {Socket::before_norm, Socket::on_logit}) {
    params.socket = socket;
    EXPECT_EQ(widget.train(params), BatchNormConflict::total_ticks);
    EXPECT_TRUE(BatchNormConflict::is_tried(params, socket));
  }
  EXPECT_FALSE(BatchNormConflict::is_tried(params, Socket::after_norm));
}

TEST(BatchNormConflict, BothSidesOfTheReluShowTheSameNumbers) {
  Session session = play("batchnorm_conflict", {{"width", 8}, {"p", 0.3}}, 2 * BatchNormConflict::ticks_per_run);
  session.set(session.find_param("tried").value(), 0b11111);
  const auto rows = panel_rows(session, "sockets");
  for (std::size_t column = 1; column < 5; ++column) EXPECT_EQ(rows.at(3).at(column), rows.at(4).at(column));
  EXPECT_NE(rows.at(2).at(3), rows.at(3).at(3));
}

}  // namespace
}  // namespace lesson
