// trainer_test.cpp: a run is a pure function of its config, can be saved and restored, and measures itself right.
#include "dropout/trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/family_trainers.h"
#include "dropout/hash.h"
#include "run_support.h"

namespace dropout {
namespace {

std::uint64_t hash_after(const TrainerConfig& config, int steps) {
  Trainer trainer(config);
  trainer.step(steps);
  return hash_of(trainer.parameters());
}

// One constant for gcc, clang and WASM: see "Determinism" in engine/README.md before you touch it.
TEST(Trainer, SameConfigGivesTheSameBitsOnEveryCompiler) {
  EXPECT_EQ(hash_after(TrainerConfig{}, 300), 0x4dbb2eefdcacd341u);
}

// The other half of the switches: moons, tanh, SGD, weight decay, a rate whose scale is not a power of two.
TEST(Trainer, TheOtherSwitchesGiveTheSameBitsOnEveryCompiler) {
  TrainerConfig config;
  config.dataset = {.kind = DatasetKind::moons, .count = 61, .noise = 0.2, .flip_share = 0.2, .seed = 5};
  config.hidden_widths = {13, 22, 6};
  config.activation = Activation::tanh;
  config.drop_rate = 0.3;
  config.optimizer = {.kind = OptimizerKind::sgd, .learning_rate = 0.1};
  config.weight_decay = 0.003;
  config.seed = 0x123456789u;
  EXPECT_EQ(hash_after(config, 300), 0x4ff248621e5f81efu);
}

TEST(Trainer, StepsInPiecesEqualStepsAtOnce) {
  for (const double p : all_drop_rates) {
    Trainer at_once(small_run(p)), in_pieces(small_run(p));
    at_once.step(60);
    for (const int piece : {1, 0, 7, 2, 50}) {
      in_pieces.step(piece);
      in_pieces.evaluate();  // looking changes nothing
      in_pieces.probability(0.5f, 0.5f);
    }
    EXPECT_EQ(hash_of(at_once.parameters()), hash_of(in_pieces.parameters())) << p;
  }
}

TEST(Trainer, EveryPartOfTheConfigMatters) {
  const TrainerConfig base = small_run();
  const std::uint64_t hash = hash_after(base, 20);
  const auto changed = [&](auto change) {
    TrainerConfig config = base;
    change(config);
    return hash_after(config, 20) != hash;
  };
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.seed = 8; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.dataset.seed = 8; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.drop_rate = 0.4; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.weight_decay = 0.01; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.decoupled_decay = 0.01; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.activation = Activation::tanh; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.optimizer.learning_rate = 0.02; }));
  EXPECT_TRUE(changed([](TrainerConfig& c) { c.dataset.flip_share = 0.3; }));
}

TEST(Trainer, DropRateChangesNeitherDataNorInitialWeights) {
  const Trainer base(small_run(0.5));
  for (const double p : all_drop_rates) {
    const Trainer other(small_run(p));
    EXPECT_EQ(hash_of(other.parameters()), hash_of(base.parameters()));
    EXPECT_EQ(other.train_set().points, base.train_set().points);
    EXPECT_EQ(other.train_set().labels, base.train_set().labels);
    EXPECT_EQ(other.test_set().points, base.test_set().points);
  }
}

TEST(Trainer, EachStepDrawsFreshMasksForEachExample) {
  Trainer trainer(small_run());
  const auto mask_copy = [&] {
    const auto mask = trainer.net().mask(0);
    return std::vector<std::uint8_t>(mask.begin(), mask.end());
  };
  trainer.step();
  const auto first = mask_copy();
  trainer.step();
  EXPECT_NE(first, mask_copy());
  EXPECT_FALSE(std::equal(first.begin(), first.begin() + 12, first.begin() + 12)) << "two examples, two masks";
}

TEST(Trainer, ARestoredRunContinuesExactly) {
  for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::sgd}) {
    TrainerConfig config = small_run(0.3);
    config.optimizer.kind = kind;
    for (const int before : {0, 1, 37}) expect_exact_continuation<Trainer>(config, before, 40, 5);
  }
}

// SGD without momentum: w - lr (g + decay w) = (1 - lr decay) w - lr g, so both kinds of decay are one.
TEST(Trainer, BothDecaysAreOneForPlainSgd) {
  for (const double p : all_drop_rates) {
    TrainerConfig config = small_run(p);
    config.weight_decay = 0.0;
    config.optimizer = {.kind = OptimizerKind::sgd, .learning_rate = 0.05, .momentum = 0.0};
    TrainerConfig in_gradient = config, decoupled = config;
    in_gradient.weight_decay = decoupled.decoupled_decay = 0.3;
    Trainer one(in_gradient), other(decoupled), none(config);
    for (Trainer* trainer : {&one, &other, &none}) trainer->step(20);
    double apart = 0, moved = 0;
    for (std::size_t i = 0; i < one.parameters().size(); ++i) {
      apart = std::max(apart, std::fabs(double{one.parameters()[i]} - other.parameters()[i]));
      moved = std::max(moved, std::fabs(double{one.parameters()[i]} - none.parameters()[i]));
    }
    EXPECT_LT(apart, 1e-5) << "20 steps in float round differently; p " << p;
    EXPECT_GT(moved, 0.05) << p;
  }
}

// The first step of Adam is lr g / (|g| + epsilon) whatever the size of g: decay in the gradient changes it only where it
// turns a sign, decoupled decay takes lr * decay * w off every weight.
TEST(Trainer, DecoupledDecayStandsBesideTheStepOfAdam) {
  TrainerConfig config = small_run(0.3);
  config.weight_decay = 0.0;
  Trainer start(config), plain(config);
  config.decoupled_decay = 2.0;
  Trainer decayed(config);
  plain.step();
  decayed.step();
  const double taken = config.optimizer.learning_rate * config.decoupled_decay;
  std::size_t at = 0;
  for (int layer = 0; layer < start.net().layer_count(); ++layer) {
    for (const float weight : start.net().weights(layer)) {
      EXPECT_NEAR(decayed.parameters()[at], plain.parameters()[at] - taken * weight, 1e-6);
      ++at;
    }
    for (std::size_t bias = 0; bias < start.net().biases(layer).size(); ++bias, ++at)
      EXPECT_EQ(decayed.parameters()[at], plain.parameters()[at]);
  }
}

TEST(Trainer, StopsAtTheTotalNumberOfSteps) {
  TrainerConfig config = small_run();
  config.total_steps = 25;
  Trainer trainer(config);
  EXPECT_EQ(trainer.step(20), 20);
  EXPECT_FALSE(trainer.finished());
  EXPECT_EQ(trainer.step(20), 5);
  EXPECT_TRUE(trainer.finished());
  EXPECT_EQ(trainer.step(), 0);
  EXPECT_EQ(trainer.step(-3), 0);
  EXPECT_EQ(trainer.step_count(), 25);
}

// Accuracy, loss and fitted flips, recomputed from probabilities of single points in eval mode.
TEST(Trainer, EvaluateMeasuresWithDropoutSwitchedOff) {
  for (const double p : all_drop_rates) {
    Trainer trainer(small_run(p));
    trainer.step(100);
    const Metrics metrics = trainer.evaluate();
    const auto measure = [&](const Dataset& set, double& accuracy, double& loss, int& fitted) {
      int correct = 0;
      for (std::size_t i = 0; i < set.labels.size(); ++i) {
        const double q = static_cast<double>(trainer.probability(set.points[2 * i], set.points[2 * i + 1]));
        const bool right = (q > 0.5) == (set.labels[i] == 1);
        correct += right ? 1 : 0;
        fitted += right && set.flipped[i] == 1 ? 1 : 0;
        loss -= std::log(set.labels[i] == 1 ? q : 1.0 - q);
      }
      accuracy = correct / static_cast<double>(set.count());
      loss /= set.count();
    };
    double train_accuracy = 0, test_accuracy = 0, train_loss = 0, test_loss = 0;
    int fitted = 0, none = 0;
    measure(trainer.train_set(), train_accuracy, train_loss, fitted);
    measure(trainer.test_set(), test_accuracy, test_loss, none);
    EXPECT_EQ(metrics.train_accuracy, train_accuracy) << p;
    EXPECT_EQ(metrics.test_accuracy, test_accuracy) << p;
    EXPECT_NEAR(metrics.train_loss, train_loss, 1e-5 * (1 + train_loss)) << p;  // float sums and probabilities
    EXPECT_NEAR(metrics.test_loss, test_loss, 1e-5 * (1 + test_loss)) << p;
    EXPECT_EQ(metrics.flips_fitted, fitted) << p;
    EXPECT_EQ(metrics.flips_total, trainer.train_set().flip_count());
  }
}

TEST(Metrics, TheGapIsPositiveWhereTheNetKnowsItsTrainingPointsBetter) {
  EXPECT_EQ((Metrics{.train_accuracy = 1.0, .test_accuracy = 0.75}.gap()), 0.25);
  EXPECT_EQ((Metrics{.train_accuracy = 0.5, .test_accuracy = 0.75}.gap()), -0.25);
}

TEST(Trainer, EvaluationIsTheSameEachTime) {
  Trainer trainer(small_run(0.5));
  trainer.step(50);
  const Metrics first = trainer.evaluate(), second = trainer.evaluate();
  EXPECT_EQ(first.train_loss, second.train_loss);
  EXPECT_EQ(first.test_loss, second.test_loss);
}

TEST(Trainer, TrainingLowersTheLossAndSeparatesCleanCircles) {
  for (const Activation activation : {Activation::relu, Activation::tanh}) {
    TrainerConfig config;
    config.dataset = {.kind = DatasetKind::circles, .count = 100, .noise = 0.05, .flip_share = 0.0};
    config.activation = activation;
    config.drop_rate = 0.1;
    Trainer trainer(config);
    const double loss_before = trainer.evaluate().train_loss;
    trainer.step(400);
    const Metrics metrics = trainer.evaluate();
    EXPECT_LT(metrics.train_loss, 0.3 * loss_before);
    EXPECT_GT(metrics.test_accuracy, 0.97);  // the rings lie 16 standard deviations apart
    EXPECT_EQ(metrics.flips_total, 0);
  }
}

TEST(Trainer, RateOneLearnsNothingButTheOutputBias) {
  Trainer trainer(small_run(1.0));
  const std::vector<float> before(trainer.parameters().begin(), trainer.parameters().end());
  trainer.step(50);
  for (std::size_t i = 0; i + 1 < before.size(); ++i) EXPECT_EQ(trainer.parameters()[i], before[i]);
  EXPECT_TRUE(std::isfinite(trainer.parameters().back()));
}

TEST(Trainer, DecisionGridHoldsProbabilitiesOfCellCentersFromTopLeft) {
  Trainer trainer(small_run());
  trainer.step(30);
  const int columns = 5, rows = 4;
  std::vector<float> grid(columns * rows, -1.0f);
  trainer.decision_grid(grid, columns, rows, {.x_min = -2.0, .x_max = 3.0, .y_min = -1.0, .y_max = 1.0});
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const float x = -1.5f + static_cast<float>(column), y = 0.75f - 0.5f * static_cast<float>(row);
      EXPECT_EQ(grid[static_cast<std::size_t>(row * columns + column)], trainer.probability(x, y));
    }
}

// A curve of rates is straight between its values, and its runs are those of the schedules of schedule.h, bit by bit.
TEST(Trainer, ARateCurveIsTheScheduleThatItDraws) {
  const auto at = [](std::vector<double> curve, double share_done) {
    TrainerConfig config;
    config.drop_rate = 0.3;
    config.rate_curve = std::move(curve);
    return drop_rate_at(config, share_done);
  };
  EXPECT_EQ(at({}, 0.5), 0.3);
  EXPECT_EQ(at({0.7}, 0.9), 0.7);
  EXPECT_NEAR(at({0.1, 0.5, 0.2}, 0.25), 0.3, 1e-12);
  EXPECT_NEAR(at({0.1, 0.5, 0.2}, 0.75), 0.35, 1e-12);
  EXPECT_EQ(at({0.1, 0.5, 0.2}, 1), 0.2);
  for (const double p : {0.1, 0.35, 0.6, 0.9})
    for (const bool rises : {true, false}) {
      TrainerConfig config;
      config.hidden_widths = {8};
      config.total_steps = 40;
      config.rate_curve = rises ? std::vector<double>{0, p} : std::vector<double>{p, 0};
      Trainer drawn(config);
      drawn.step(7);
      drawn.step(config.total_steps);
      RegularizedConfig with_schedule;
      with_schedule.base = config;
      with_schedule.schedule = {.kind = rises ? ScheduleKind::ramp : ScheduleKind::reverse_ramp, .drop_rate = p};
      RegularizedTrainer scheduled(with_schedule);
      scheduled.step(config.total_steps);
      const auto one = drawn.parameters(), other = scheduled.parameters();
      EXPECT_TRUE(std::equal(one.begin(), one.end(), other.begin(), other.end())) << p << rises;
    }
}

TEST(Trainer, BadConfigsAreRefused) {
  const auto refused = [](auto change) {
    TrainerConfig config;
    change(config);
    return !is_valid(config);
  };
  EXPECT_TRUE(is_valid(TrainerConfig{}));
  EXPECT_FALSE(refused([](TrainerConfig& c) { c.hidden_widths = {}; })) << "no hidden layer: logistic regression";
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.drop_rate = std::nan(""); }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.drop_rate = 1.01; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.hidden_widths = {8, 0}; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.rate_curve = {0.2, 1.01}; }));
  EXPECT_FALSE(refused([](TrainerConfig& c) { c.rate_curve = {0.0, 1.0}; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.test_count = 0; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.weight_decay = -0.1; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.decoupled_decay = -0.1; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.decoupled_decay = std::nan(""); }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.decoupled_decay = 100.0; }))
      << "times the learning rate 0.01: weights 0";
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.total_steps = -1; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.dataset.count = 0; }));
  EXPECT_TRUE(refused([](TrainerConfig& c) { c.optimizer.learning_rate = 0.0; }));
}

}  // namespace
}  // namespace dropout
