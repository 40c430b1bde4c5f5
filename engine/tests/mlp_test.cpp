// mlp_test.cpp: the fast net equals plain loops bit for bit; masks, modes and edges in a whole net.
#include "dropout/mlp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "drop_rates.h"
#include "dropout/random_stream.h"
#include "reference_net.h"

namespace dropout {
namespace {

constexpr int batch = 13;  // not a multiple of anything

// Widths on both sides of every tile of the kernel: 1, 3 (tail), 4, 12, 37, 64.
const std::vector<std::vector<int>> all_widths = {{}, {1}, {3, 4}, {12, 37}, {64, 5, 8}};

template <class Scalar>
struct Problem {
  std::vector<Scalar> inputs;
  std::vector<std::uint8_t> labels;
};

template <class Scalar>
Problem<Scalar> make_problem() {
  RandomStream stream(21, StreamPurpose::study);
  Problem<Scalar> problem;
  for (int i = 0; i < 2 * batch; ++i) problem.inputs.push_back(static_cast<Scalar>(stream.normal()));
  for (int b = 0; b < batch; ++b) problem.labels.push_back(static_cast<std::uint8_t>(stream.below(2)));
  return problem;
}

template <class Scalar>
Mlp<Scalar> make_net(const std::vector<int>& widths, Activation activation) {
  Mlp<Scalar> net({2, widths, activation}, batch + 2);
  net.initialize(5);
  RandomStream stream(22, StreamPurpose::study);  // biases away from zero as well
  for (Scalar& parameter : net.parameters())
    if (parameter == Scalar(0)) parameter = static_cast<Scalar>(0.3 * stream.normal());
  return net;
}

template <class Scalar>
bool same_bits(std::span<const Scalar> a, std::span<const Scalar> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

// Compared as numbers: a sum that skips zeros may end at -0 where the plain one has +0.
template <class Scalar>
void expect_equal(std::span<const Scalar> a, std::span<const Scalar> b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i], b[i]) << "at " << i;
}

template <class Scalar>
void expect_net_equals_plain_loops(Activation activation) {
  const Problem<Scalar> problem = make_problem<Scalar>();
  for (const auto& widths : all_widths)
    for (const double p : all_drop_rates) {
      Mlp<Scalar> net = make_net<Scalar>(widths, activation);
      const DropoutDraw draw{.drop_rate = p, .seed = 77, .step = 3};
      const auto mask_of = [&](std::size_t layer, std::size_t example, std::size_t unit) {
        const MaskKey key{77, static_cast<std::uint32_t>(layer), 3, static_cast<std::uint32_t>(example)};
        return mask_word(key, static_cast<std::uint32_t>(unit)) >= drop_threshold(p);
      };
      const Scalar scale = static_cast<Scalar>(p < 1.0 ? 1.0 / (1.0 - p) : 0.0);
      const auto expected = reference_pass<Scalar>(net, problem.inputs, problem.labels, mask_of, scale);
      const auto logits = net.forward_train(problem.inputs, draw);
      expect_equal<Scalar>(logits, expected.logits);
      for (std::size_t l = 0; l < widths.size(); ++l)
        expect_equal<Scalar>(net.outputs(static_cast<int>(l)), expected.outputs[l]);
      net.backward(problem.labels);
      expect_equal<Scalar>(net.gradient(), expected.gradient);
    }
}

TEST(Mlp, EqualsPlainLoopsBitForBitWithRelu) {
  expect_net_equals_plain_loops<float>(Activation::relu);
  expect_net_equals_plain_loops<double>(Activation::relu);
}

// With tanh the two multiplications of the backward pass (scale, slope) come in the same order in both.
TEST(Mlp, EqualsPlainLoopsBitForBitWithTanh) {
  expect_net_equals_plain_loops<float>(Activation::tanh);
  expect_net_equals_plain_loops<double>(Activation::tanh);
}

TEST(Mlp, MasksAreThoseOfTheirKeys) {
  const Problem<float> problem = make_problem<float>();
  Mlp<float> net = make_net<float>({12, 37}, Activation::relu);
  for (const double p : all_drop_rates) {
    net.forward_train(problem.inputs, {.drop_rate = p, .seed = 5, .step = 9});
    for (std::uint32_t layer = 0; layer < 2; ++layer) {
      const std::size_t width = layer == 0 ? 12 : 37;
      std::vector<std::uint8_t> mask(width);
      for (std::uint32_t example = 0; example < batch; ++example) {
        draw_mask({5, layer, 9, example}, p, mask);
        const auto used = net.mask(static_cast<int>(layer)).subspan(example * width, width);
        EXPECT_TRUE(std::equal(mask.begin(), mask.end(), used.begin())) << p;
      }
    }
  }
}

TEST(Mlp, EvalModeEqualsThePlainNetWithoutDropout) {
  const Problem<float> problem = make_problem<float>();
  for (const auto& widths : all_widths) {
    Mlp<float> net = make_net<float>(widths, Activation::relu);
    const auto all_kept = [](std::size_t, std::size_t, std::size_t) { return true; };
    const auto expected = reference_pass<float>(net, problem.inputs, problem.labels, all_kept, 1.0f);
    net.forward_train(problem.inputs, {.drop_rate = 0.8});
    std::vector<float> logits(batch);
    net.forward_eval(problem.inputs, logits);
    expect_equal<float>(logits, expected.logits);
  }
}

TEST(Mlp, RateZeroTrainsLikeEvalBitForBit) {
  const Problem<float> problem = make_problem<float>();
  for (const auto& widths : all_widths) {
    Mlp<float> net = make_net<float>(widths, Activation::tanh);
    std::vector<float> eval(batch);
    net.forward_eval(problem.inputs, eval);
    EXPECT_TRUE(same_bits<float>(net.forward_train(problem.inputs, {.drop_rate = 0.0}), eval));
  }
}

TEST(Mlp, RateOneLeavesOnlyTheOutputBias) {
  const Problem<float> problem = make_problem<float>();
  Mlp<float> net = make_net<float>({12, 37}, Activation::relu);
  const float bias = net.biases(2)[0];
  for (const float logit : net.forward_train(problem.inputs, {.drop_rate = 1.0})) EXPECT_EQ(logit, bias);
  net.backward(problem.labels);
  const auto gradient = net.gradient();
  for (std::size_t i = 0; i + 1 < gradient.size(); ++i) EXPECT_EQ(gradient[i], 0.0f) << "at " << i;
  EXPECT_NE(gradient.back(), 0.0f);
}

TEST(Mlp, ADroppedUnitGetsExactlyNoGradient) {
  const Problem<float> problem = make_problem<float>();
  for (const double p : inner_drop_rates) {
    Mlp<float> net = make_net<float>({64}, Activation::tanh);
    net.forward_train(std::span(problem.inputs).first(2), {.drop_rate = p, .seed = 4});  // one example
    net.backward(std::span(problem.labels).first(1));
    const auto mask = net.mask(0);
    EXPECT_NE(std::count(mask.begin(), mask.end(), 0), 0);
    for (std::size_t unit = 0; unit < 64; ++unit) {
      const bool kept = mask[unit] != 0;
      EXPECT_EQ(net.gradient()[unit] != 0.0f, kept) << "first input weight of unit " << unit;
      EXPECT_EQ(net.gradient()[64 + unit] != 0.0f, kept) << "second input weight";
      EXPECT_EQ(net.gradient()[128 + unit] != 0.0f, kept) << "bias";
      EXPECT_EQ(net.gradient()[192 + unit] != 0.0f, kept) << "outgoing weight";
    }
  }
}

TEST(Mlp, MasksDoNotDependOnTheOrderOrSizeOfTheBatch) {
  const Problem<float> problem = make_problem<float>();
  Mlp<float> net = make_net<float>({12, 37}, Activation::relu);
  for (const double p : inner_drop_rates) {
    const DropoutDraw draw{.drop_rate = p, .seed = 4, .step = 2};
    const auto logits = net.forward_train(problem.inputs, draw);
    const std::vector<float> in_order(logits.begin(), logits.end());
    std::vector<float> reversed;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t b = batch; b-- > 3;) {
      ids.push_back(b);
      reversed.insert(reversed.end(), {problem.inputs[2 * b], problem.inputs[2 * b + 1]});
    }
    const auto shuffled = net.forward_train(reversed, draw, ids);
    for (std::size_t n = 0; n < ids.size(); ++n) EXPECT_EQ(shuffled[n], in_order[ids[n]]) << p;
  }
}

TEST(Mlp, HeInitializationHasVarianceTwoOverFanInAndZeroBiases) {
  Mlp<double> net({2, {400, 300}, Activation::relu}, 1);
  net.initialize(9);
  for (int layer = 0; layer < 2; ++layer) {
    const auto w = net.weights(layer);
    const double fan_in = layer == 0 ? 2 : 400, n = static_cast<double>(w.size());
    double sum = 0.0, squares = 0.0;
    for (const double weight : w) sum += weight, squares += weight * weight;
    EXPECT_NEAR(sum / n, 0.0, 5 * std::sqrt(2 / fan_in / n));
    EXPECT_NEAR(squares / n * fan_in / 2, 1.0, 5 * std::sqrt(2 / n));
    for (const double bias : net.biases(layer)) EXPECT_EQ(bias, 0.0);
  }
}

TEST(Mlp, InitializationDoesNotDependOnScalarBeyondRounding) {
  Mlp<float> in_float({2, {8}, Activation::relu}, 1);
  Mlp<double> in_double({2, {8}, Activation::relu}, 1);
  in_float.initialize(1);
  in_double.initialize(1);
  for (std::size_t i = 0; i < in_float.parameters().size(); ++i)
    EXPECT_EQ(in_float.parameters()[i], static_cast<float>(in_double.parameters()[i]));
}

TEST(Mlp, WeightDecayAddsToTheGradientOfWeightsOnly) {
  const Problem<double> problem = make_problem<double>();
  Mlp<double> net = make_net<double>({3, 4}, Activation::relu);
  net.forward_train(problem.inputs, {});
  net.backward(problem.labels);
  const std::vector<double> before(net.gradient().begin(), net.gradient().end());
  net.add_weight_decay(0.25);
  for (int layer = 0; layer < net.layer_count(); ++layer) {
    const double* start = net.parameters().data();
    for (const double& weight : net.weights(layer)) {
      const std::size_t at = static_cast<std::size_t>(&weight - start);
      EXPECT_EQ(net.gradient()[at], before[at] + 0.25 * weight);
    }
    for (const double& bias : net.biases(layer)) {
      const std::size_t at = static_cast<std::size_t>(&bias - start);
      EXPECT_EQ(net.gradient()[at], before[at]);
    }
  }
}

TEST(Mlp, ScalesWeightsOnly) {
  Mlp<double> net = make_net<double>({3, 4}, Activation::relu);
  const std::vector<double> before(net.parameters().begin(), net.parameters().end());
  net.scale_weights(0.75);
  const double* start = net.parameters().data();
  for (int layer = 0; layer < net.layer_count(); ++layer) {
    for (const double& weight : net.weights(layer))
      EXPECT_EQ(weight, 0.75 * before[static_cast<std::size_t>(&weight - start)]);
    for (const double& bias : net.biases(layer)) EXPECT_EQ(bias, before[static_cast<std::size_t>(&bias - start)]);
  }
}

TEST(Mlp, LossIsTheMeanLogisticLoss) {
  const double logits[] = {0.0, 2.0, -3.0};
  const std::uint8_t labels[] = {1, 0, 0};
  const double expected = (std::log(2.0) + std::log(1 + std::exp(2.0)) + std::log(1 + std::exp(-3.0))) / 3;
  EXPECT_NEAR(mean_loss<double>(logits, labels), expected, 1e-15);
}

TEST(Mlp, AccuracyCountsAPositiveLogitAsClassOne) {
  const double logits[] = {0.1, 0.0, -1.0, 5.0};
  const std::uint8_t labels[] = {1, 1, 0, 0};
  EXPECT_EQ(accuracy<double>(logits, labels), 0.5);
}

}  // namespace
}  // namespace dropout
