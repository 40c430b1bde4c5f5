// masked_net_test.cpp: the masked pass equals eval mode, training passes and plain loops.
#include "dropout/masked_net.h"

#include <gtest/gtest.h>

#include <vector>

#include "drop_rates.h"
#include "reference_net.h"
#include "study_support.h"

namespace dropout {
namespace {

const std::vector<std::vector<int>> all_widths = {{}, {1}, {7}, {5, 9}, {4, 1, 6}, {33, 32}};

template <class Scalar>
class MaskedNet : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(MaskedNet, Scalars);

TYPED_TEST(MaskedNet, AllUnitsKeptIsEvalModeBitForBit) {
  for (const auto& widths : all_widths)
    for (const Activation activation : {Activation::relu, Activation::tanh}) {
      const auto net = random_net<TypeParam>({3, widths, activation}, 5);
      const auto inputs = random_inputs<TypeParam>(3 * 10, 8);
      const std::vector<std::uint8_t> kept(static_cast<std::size_t>(hidden_unit_count(net.shape())), 1);
      std::vector<TypeParam> masked(10), plain(10);
      forward_masked<TypeParam>(net, inputs, kept, 1.0, masked);
      net.forward_eval(inputs, plain);
      EXPECT_EQ(masked, plain);
    }
}

TYPED_TEST(MaskedNet, TheMaskOfATrainingPassGivesItsLogitBitForBit) {
  for (const auto& widths : all_widths)
    for (const double p : all_drop_rates) {
      auto net = random_net<TypeParam>({2, widths}, 6);
      const auto input = random_inputs<TypeParam>(2, 9);
      std::vector<std::uint8_t> mask(static_cast<std::size_t>(hidden_unit_count(net.shape())));
      for (std::uint32_t step = 0; step < 5; ++step) {
        const DropoutDraw draw{p, 77, step};
        const std::uint32_t sample[] = {40 + step};
        draw_unit_mask(net.shape(), draw, sample[0], mask);
        TypeParam logit[1];
        forward_masked<TypeParam>(net, input, mask, dropout_scale({p, Scheme::inverted}, Mode::train), logit);
        EXPECT_EQ(logit[0], net.forward_train(input, draw, sample)[0]) << "p = " << p;
      }
    }
}

TYPED_TEST(MaskedNet, EqualsPlainLoopsUnderAnyMask) {
  const auto net = random_net<TypeParam>({2, {6, 5}}, 4);
  const auto inputs = random_inputs<TypeParam>(2 * 4, 2);
  for (std::uint32_t step = 0; step < 20; ++step) {
    std::vector<std::uint8_t> mask(11);
    draw_unit_mask(net.shape(), {0.4, 3, step}, 0, mask);
    std::vector<TypeParam> logits(4);
    forward_masked<TypeParam>(net, inputs, mask, 1.25, logits);
    const auto kept = [&](std::size_t l, std::size_t, std::size_t j) { return mask[l * 6 + j] != 0; };
    EXPECT_EQ(logits, reference_pass<TypeParam>(net, inputs, {0, 1, 0, 1}, kept, TypeParam(1.25)).logits);
  }
}

TYPED_TEST(MaskedNet, LastHiddenOutputsAreWhatTheOutputLayerWeighs) {
  const auto net = random_net<TypeParam>({2, {6, 5}}, 4);
  const auto inputs = random_inputs<TypeParam>(2 * 4, 2);
  const auto outputs = last_hidden_outputs<TypeParam>(net, inputs);
  std::vector<TypeParam> logits(4);
  net.forward_eval(inputs, logits);
  for (std::size_t b = 0; b < 4; ++b) {
    TypeParam sum = net.biases(2)[0];
    for (std::size_t j = 0; j < 5; ++j) sum += outputs[b * 5 + j] * net.weights(2)[j];
    EXPECT_EQ(sum, logits[b]);
  }
}

TEST(MaskedNetShape, CountsUnitsOfAllHiddenLayers) {
  EXPECT_EQ(hidden_unit_count({2, {}}), 0);
  EXPECT_EQ(hidden_unit_count({2, {16, 8, 3}}), 27);
}

}  // namespace
}  // namespace dropout
