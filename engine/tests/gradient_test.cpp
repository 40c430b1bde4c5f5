// gradient_test.cpp: backpropagation against finite differences in double, with the masks held still.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "drop_rates.h"
#include "dropout/mlp.h"
#include "dropout/random_stream.h"
#include "finite_differences.h"
#include "reference_net.h"

namespace dropout {
namespace {

constexpr std::size_t batch = 9;
constexpr double relative_tolerance = 1e-6;
constexpr double rounding = 1e-10;      // of a loss of size 1, 1e-16, divided by the step, with a margin of ten
constexpr double kink_distance = 1e-4;  // far more than a step in one weight can move a pre-activation

class GradientCheck : public ::testing::TestWithParam<Activation> {};

TEST_P(GradientCheck, AgreesWithFiniteDifferencesAtEveryDropRate) {
  RandomStream stream(31, StreamPurpose::study);
  std::vector<double> inputs(2 * batch);
  std::vector<std::uint8_t> labels(batch);
  for (double& input : inputs) input = stream.normal();
  for (std::uint8_t& label : labels) label = static_cast<std::uint8_t>(stream.below(2));

  for (const double p : all_drop_rates) {
    const DropoutDraw frozen{.drop_rate = p, .seed = 12, .step = 7};
    Mlp<double> net({2, {24, 16}, GetParam()}, static_cast<int>(batch));
    net.initialize(3);
    for (double& parameter : net.parameters()) parameter += 0.1 * stream.normal();

    if (GetParam() == Activation::relu) {
      const auto mask_of = [&](std::size_t l, std::size_t b, std::size_t u) {
        const MaskKey key{12, static_cast<std::uint32_t>(l), 7, static_cast<std::uint32_t>(b)};
        return mask_word(key, static_cast<std::uint32_t>(u)) >= drop_threshold(p);
      };
      const double scale = p < 1.0 ? 1.0 / (1.0 - p) : 0.0;
      const auto pass = reference_pass<double>(net, inputs, labels, mask_of, scale);
      for (std::size_t l = 0; l < 2; ++l)
        for (const double z : pass.pre_activations[l])
          ASSERT_GT(std::fabs(z), kink_distance) << "choose another seed: a pre-activation sits on the kink";
    }

    net.forward_train(inputs, frozen);
    net.backward(labels);
    const std::vector<double> gradient(net.gradient().begin(), net.gradient().end());
    SCOPED_TRACE("p = " + std::to_string(p));
    const int non_zero = expect_finite_differences(net.parameters(), gradient, rounding, [&] {
      return mean_loss<double>(net.forward_train(inputs, frozen), labels);
    });
    EXPECT_GE(non_zero, p < 1.0 ? 6 : 1) << "a check of zeros would check nothing";
  }
}

INSTANTIATE_TEST_SUITE_P(Activations, GradientCheck, ::testing::Values(Activation::relu, Activation::tanh),
                         [](const auto& parameter) { return parameter.param == Activation::relu ? "Relu" : "Tanh"; });

// The same for the rule alone, through a loss sum_i a_i y_i^2 / 2 whose gradient by y is a y.
TEST(RuleGradient, AgreesWithFiniteDifferencesForEverySchemeAndMode) {
  const std::vector<double> x = {0.4, -1.2, 2.0, 0.7, -0.3, 1.1}, a = {1.0, 2.0, -1.0, 0.5, 3.0, -2.0};
  std::vector<std::uint8_t> mask(x.size());
  for (const double p : all_drop_rates)
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted})
      for (const Mode mode : {Mode::train, Mode::eval}) {
        const DropoutRule rule{p, scheme};
        draw_mask({.seed = 24}, p, mask);
        const auto loss = [&](const std::vector<double>& at) {
          std::vector<double> y(at.size());
          dropout_forward<double>(rule, mode, mask, at, y);
          double sum = 0.0;
          for (std::size_t i = 0; i < y.size(); ++i) sum += 0.5 * a[i] * y[i] * y[i];
          return sum;
        };
        std::vector<double> y(x.size()), dy(x.size()), dx(x.size());
        dropout_forward<double>(rule, mode, mask, x, y);
        for (std::size_t i = 0; i < x.size(); ++i) dy[i] = a[i] * y[i];
        dropout_backward<double>(rule, mode, mask, dy, dx);
        for (std::size_t i = 0; i < x.size(); ++i) {
          std::vector<double> above = x, below = x;
          above[i] += difference_step;
          below[i] -= difference_step;
          const double numeric = (loss(above) - loss(below)) / (2 * difference_step);
          // The loss is quadratic, so only rounding is left: up to 1e3 (p = 0.95) times 1e-16 / step.
          EXPECT_NEAR(dx[i], numeric, relative_tolerance * std::fabs(numeric) + 1e-7) << p;
        }
      }
}

}  // namespace
}  // namespace dropout
