// optimizer_test.cpp: the update loops against the formulas, written out by hand in double.
#include "dropout/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "dropout/random_stream.h"

namespace dropout {
namespace {

constexpr std::size_t parameter_count = 37;  // vector part and tail

std::vector<float> random_floats(RandomStream& stream, double size) {
  std::vector<float> values(parameter_count);
  for (float& value : values) value = static_cast<float>(size * stream.normal());
  return values;
}

TEST(Optimizer, AdamFollowsTheFormulaWithBiasCorrection) {
  const OptimizerConfig config{.learning_rate = 0.01};
  RandomStream stream(1, StreamPurpose::study);
  std::vector<float> w = random_floats(stream, 1.0);
  std::vector<double> exact_w(w.begin(), w.end()), m(parameter_count), v(parameter_count);
  Optimizer optimizer(config, parameter_count);
  for (int t = 1; t <= 200; ++t) {
    const std::vector<float> gradient = random_floats(stream, t % 7 == 0 ? 5.0 : 0.1);
    optimizer.update(w, gradient);
    for (std::size_t i = 0; i < parameter_count; ++i) {
      const double g = static_cast<double>(gradient[i]);
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.999 * v[i] + 0.001 * g * g;
      const double corrected_m = m[i] / (1.0 - std::pow(0.9, t)), corrected_v = v[i] / (1.0 - std::pow(0.999, t));
      exact_w[i] -= 0.01 * corrected_m / (std::sqrt(corrected_v) + 1e-8);
      // Each step rounds w (size 1, 6e-8) and an update of size 0.01; the errors add up over t steps.
      ASSERT_NEAR(static_cast<double>(w[i]), exact_w[i], 2e-7 * (t + 2)) << "step " << t << ", parameter " << i;
    }
  }
  EXPECT_EQ(optimizer.update_count(), 200u);
}

// With bias correction the first step has length lr, whatever the size of the gradient. Without it, it would be
// lr * 0.1 / sqrt(0.001) = 3.2 lr.
TEST(Optimizer, FirstAdamStepHasTheLengthOfTheLearningRate) {
  for (const float gradient : {1e-3f, -0.2f, 50.0f}) {
    Optimizer optimizer({.learning_rate = 0.01}, 1);
    float w[] = {0.0f};
    const float g[] = {gradient};
    optimizer.update(w, g);
    EXPECT_NEAR(std::fabs(w[0]), 0.01f, 2e-7f) << gradient;  // epsilon shortens the first case by 1e-7
    EXPECT_EQ(w[0]<0.0f, gradient> 0.0f);
  }
}

TEST(Optimizer, AdamWithoutGradientStaysPut) {
  Optimizer optimizer({}, 2);
  float w[] = {1.5f, -2.5f};
  const float g[] = {0.0f, 0.0f};
  for (int t = 0; t < 10; ++t) optimizer.update(w, g);
  EXPECT_EQ(w[0], 1.5f);
  EXPECT_EQ(w[1], -2.5f);
}

TEST(Optimizer, SgdFollowsTheFormulaWithMomentum) {
  for (const double momentum : {0.0, 0.5, 0.9}) {
    RandomStream stream(2, StreamPurpose::study);
    std::vector<float> w = random_floats(stream, 1.0);
    std::vector<double> exact_w(w.begin(), w.end()), velocity(parameter_count);
    Optimizer optimizer({.kind = OptimizerKind::sgd, .learning_rate = 0.1, .momentum = momentum}, parameter_count);
    for (int t = 1; t <= 50; ++t) {
      const std::vector<float> gradient = random_floats(stream, 0.1);
      optimizer.update(w, gradient);
      for (std::size_t i = 0; i < parameter_count; ++i) {
        velocity[i] = momentum * velocity[i] + static_cast<double>(gradient[i]);
        exact_w[i] -= 0.1 * velocity[i];
        ASSERT_NEAR(static_cast<double>(w[i]), exact_w[i], 2e-7 * (t + 2)) << momentum << ", step " << t;
      }
    }
  }
}

TEST(Optimizer, BadConfigsAreRefused) {
  EXPECT_TRUE(is_valid(OptimizerConfig{}));
  EXPECT_TRUE(is_valid(OptimizerConfig{.kind = OptimizerKind::sgd, .momentum = 0.0}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.learning_rate = 0.0}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.learning_rate = std::nan("")}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.beta1 = 1.0}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.beta2 = -0.1}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.epsilon = 0.0}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.momentum = std::nan("")}));
  EXPECT_FALSE(is_valid(OptimizerConfig{.kind = static_cast<OptimizerKind>(7)}));
}

}  // namespace
}  // namespace dropout
