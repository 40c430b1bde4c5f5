// residual_mlp_test.cpp: stochastic depth in a whole net: values, gradients, and work that is really not done.
#include "dropout/residual_mlp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "drop_rates.h"
#include "dropout/mlp.h"
#include "dropout/random_stream.h"
#include "finite_differences.h"
#include "normals.h"

namespace dropout {
namespace {

constexpr int batch = 9, width = 6, blocks = 5;
constexpr Scheme all_schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};
constexpr MaskGranularity granularities[] = {MaskGranularity::batch, MaskGranularity::row};

ResidualShape shape_of(double last_rate, Scheme scheme = Scheme::test_scaled,
                       MaskGranularity granularity = MaskGranularity::batch, DepthRule rule = DepthRule::huang) {
  return {2, width, blocks, rule, last_rate, scheme, granularity};
}

template <class Scalar>
ResidualMlp<Scalar> make_net(const ResidualShape& shape) {
  ResidualMlp<Scalar> net(shape, batch + 1);
  net.initialize(5);
  RandomStream stream(22, StreamPurpose::study);
  for (Scalar& parameter : net.parameters()) parameter += static_cast<Scalar>(0.1 * stream.normal());
  return net;
}

template <class Scalar>
std::vector<Scalar> make_inputs(std::uint64_t seed = 21) {
  return normals<Scalar>(2 * batch, seed);
}

std::vector<std::uint8_t> make_labels() {
  RandomStream stream(23, StreamPurpose::study);
  std::vector<std::uint8_t> labels(batch);
  for (std::uint8_t& label : labels) label = static_cast<std::uint8_t>(stream.below(2));
  return labels;
}

double rate_of(const ResidualShape& shape, std::size_t l) {
  const double depth = static_cast<double>(l), count = shape.block_count;
  return shape.last_drop_rate * (shape.depth_rule == DepthRule::huang ? (depth + 1) / count : depth / (count - 1));
}

// The net from its formulas. factor(l, b) multiplies the branch of block l for example b.
template <class Factor>
std::vector<double> plain_logits(const ResidualMlp<double>& net, const std::vector<double>& inputs, Factor&& factor,
                                 double* kink_distance = nullptr) {
  const auto p = net.parameters();
  const std::size_t w = width;
  std::vector<double> logits;
  for (std::size_t b = 0; b < inputs.size() / 2; ++b) {
    std::vector<double> x(w);
    for (std::size_t j = 0; j < w; ++j) x[j] = p[2 * w + j] + inputs[2 * b] * p[j] + inputs[2 * b + 1] * p[w + j];
    for (std::size_t l = 0; l < blocks; ++l) {
      const std::size_t u = 3 * w + l * (2 * w * w + w), c = u + w * w, v = c + w;
      std::vector<double> h(w), f(w, 0.0);
      for (std::size_t j = 0; j < w; ++j) {
        double z = p[c + j];
        for (std::size_t i = 0; i < w; ++i) z += x[i] * p[u + i * w + j];
        if (kink_distance) *kink_distance = std::min(*kink_distance, std::fabs(z));
        h[j] = z > 0 ? z : 0;
      }
      for (std::size_t j = 0; j < w; ++j)
        for (std::size_t i = 0; i < w; ++i) f[j] += h[i] * p[v + i * w + j];
      for (std::size_t j = 0; j < w; ++j) x[j] += factor(l, b) * f[j];
    }
    const std::size_t head = 3 * w + blocks * (2 * w * w + w);
    double logit = p[head + w];
    for (std::size_t j = 0; j < w; ++j) logit += x[j] * p[head + j];
    logits.push_back(logit);
  }
  return logits;
}

// What the branch of block l is multiplied by for example b of step `step`, straight from the mask specification.
double reference_factor(const ResidualShape& shape, std::uint64_t seed, std::uint32_t step, std::size_t l,
                        std::size_t b) {
  const double p = rate_of(shape, l);
  const std::uint32_t sample = shape.granularity == MaskGranularity::row ? static_cast<std::uint32_t>(b) : 0;
  if (mask_word({seed, static_cast<std::uint32_t>(l), step, sample}, 0) < drop_threshold(p)) return 0.0;
  return shape.scheme == Scheme::inverted ? 1 / (1 - p) : 1.0;
}

TEST(ResidualMlp, EqualsPlainLoopsInBothModes) {
  const auto inputs = make_inputs<double>();
  for (const double last : all_drop_rates)
    for (const Scheme scheme : all_schemes)
      for (const MaskGranularity granularity : granularities)
        for (const DepthRule rule : {DepthRule::huang, DepthRule::linspace}) {
          const ResidualShape shape = shape_of(last, scheme, granularity, rule);
          ResidualMlp<double> net = make_net<double>(shape);
          for (const std::uint32_t step : {0u, 3u, 8u}) {
            const auto logits = net.forward_train(inputs, 14, step);
            const auto plain = plain_logits(
                net, inputs, [&](std::size_t l, std::size_t b) { return reference_factor(shape, 14, step, l, b); });
            for (std::size_t b = 0; b < batch; ++b) ASSERT_NEAR(logits[b], plain[b], 1e-11) << last;
          }
          std::vector<double> eval(batch);
          net.forward_eval(inputs, eval);
          const auto plain = plain_logits(net, inputs, [&](std::size_t l, std::size_t) {
            return scheme == Scheme::test_scaled ? 1 - rate_of(shape, l) : 1.0;
          });
          for (std::size_t b = 0; b < batch; ++b) ASSERT_NEAR(eval[b], plain[b], 1e-11) << last;
        }
}

TEST(ResidualMlp, GradientAgreesWithFiniteDifferencesWithTheDecisionsFrozen) {
  const auto labels = make_labels();
  for (const double last : all_drop_rates)
    for (const Scheme scheme : {Scheme::test_scaled, Scheme::inverted})
      for (const MaskGranularity granularity : granularities) {
        const ResidualShape shape = shape_of(last, scheme, granularity);
        ResidualMlp<double> net = make_net<double>(shape);
        std::vector<double> inputs;  // the first ones whose pre-activations all keep away from the kink of ReLU
        double distance = 0.0;
        for (std::uint64_t seed = 21; distance < 1e-4; ++seed) {
          ASSERT_LT(seed, 31u);
          inputs = make_inputs<double>(seed);
          distance = 1.0;
          plain_logits(
              net, inputs, [&](std::size_t l, std::size_t b) { return reference_factor(shape, 6, 2, l, b); },
              &distance);
        }
        net.forward_train(inputs, 6, 2);
        net.backward(labels);
        const std::vector<double> gradient(net.gradient().begin(), net.gradient().end());
        SCOPED_TRACE("p = " + std::to_string(last));
        // Rounding of a loss of size 1, divided by the step, with a margin; branches scaled by 20 bend more.
        expect_finite_differences(net.parameters(), gradient, 1e-9,
                                  [&] { return mean_loss<double>(net.forward_train(inputs, 6, 2), labels); });
      }
}

// The saving is real: skipped blocks are counted as not computed, forward and backward, and NaN in their weights shows
// nowhere. Their gradient is exactly 0.
TEST(ResidualMlp, SkippedBlocksAreNotComputedForwardOrBackward) {
  const auto inputs = make_inputs<float>();
  const auto labels = make_labels();
  const std::size_t stem = 3 * width, block_size = 2 * width * width + width;
  for (const double last : inner_drop_rates) {
    ResidualMlp<float> net = make_net<float>(shape_of(last));
    std::uint64_t active = 0;
    for (std::uint32_t step = 0; step < 60; ++step) {
      std::vector<float> clean(net.parameters().begin(), net.parameters().end());
      std::uint64_t active_now = 0;
      for (std::uint32_t l = 0; l < blocks; ++l) {
        const bool runs = batch_path_is_active(77, l, step, rate_of(net.shape(), l));
        active_now += runs ? 1 : 0;
        if (!runs)
          for (std::size_t i = 0; i < block_size; ++i)
            net.parameters()[stem + l * block_size + i] = std::numeric_limits<float>::quiet_NaN();
      }
      for (const float logit : net.forward_train(inputs, 77, step)) ASSERT_TRUE(std::isfinite(logit));
      net.backward(labels);
      active += active_now;
      for (std::uint32_t l = 0; l < blocks; ++l) {
        const bool runs = batch_path_is_active(77, l, step, rate_of(net.shape(), l));
        ASSERT_EQ(net.computed_blocks()[l], runs ? 1 : 0);
        for (std::size_t i = 0; i < block_size && !runs; ++i)
          ASSERT_EQ(net.gradient()[stem + l * block_size + i], 0.0f);
      }
      for (const float g : net.gradient()) ASSERT_TRUE(std::isfinite(g));
      std::copy(clean.begin(), clean.end(), net.parameters().begin());
    }
    EXPECT_EQ(net.forward_branch_count(), active) << last;
    EXPECT_EQ(net.backward_branch_count(), active) << last;
    EXPECT_LT(active, 60u * blocks);
  }
}

TEST(ResidualMlp, TheDecisionsCanBeDrawnWithoutTheNet) {
  for (const MaskGranularity granularity : granularities)
    for (const double last : {0.0, 0.5, 1.0}) {
      const ResidualShape shape = shape_of(last, Scheme::test_scaled, granularity, DepthRule::linspace);
      auto net = make_net<float>(shape);
      for (std::uint32_t step = 0; step < 20; ++step) {
        net.forward_train(make_inputs<float>(), 3, step);
        for (int l = 0; l < blocks; ++l) {
          std::vector<std::uint8_t> rows(batch, 7);
          draw_path_rows(shape, l, 3, step, rows);
          const bool any = std::count(rows.begin(), rows.end(), std::uint8_t{1}) > 0;
          EXPECT_EQ(net.computed_blocks()[static_cast<std::size_t>(l)] != 0, any);
          if (granularity == MaskGranularity::batch) {
            EXPECT_EQ(rows, std::vector<std::uint8_t>(batch, rows[0])) << "one decision, repeated";
          }
        }
      }
    }
}

TEST(ResidualMlp, RowMasksSaveNothing) {
  ResidualMlp<float> net = make_net<float>(shape_of(0.3, Scheme::inverted, MaskGranularity::row));
  for (std::uint32_t step = 0; step < 30; ++step) net.forward_train(make_inputs<float>(), 77, step);
  EXPECT_EQ(net.forward_branch_count(), 30u * blocks);  // all nine rows dropped at once: 0.3^9, not in these steps
}

// Behind the first block the mean passes through ReLUs and is only approximate, so the exact law is tested where it
// holds: for a net of a single block.
TEST(ResidualMlp, EvalIsTheMeanOfTrainingForOneBlock) {
  const auto inputs = make_inputs<double>();
  for (const double p : inner_drop_rates)
    for (const Scheme scheme : {Scheme::test_scaled, Scheme::inverted}) {
      ResidualMlp<double> net({2, width, 1, DepthRule::uniform, p, scheme, MaskGranularity::batch}, batch);
      net.initialize(8);
      std::vector<double> with(batch), without(batch), eval(batch);
      std::uint32_t step = 0;
      const auto pass = [&](bool active, std::vector<double>& into) {
        while (batch_path_is_active(5, 0, step, p) != active) ++step;
        const auto logits = net.forward_train(inputs, 5, step);
        into.assign(logits.begin(), logits.end());
      };
      pass(true, with);
      pass(false, without);
      net.forward_eval(inputs, eval);
      for (std::size_t b = 0; b < batch; ++b) {
        EXPECT_NEAR((1 - p) * with[b] + p * without[b], eval[b], 1e-12 * (1 + std::fabs(with[b]))) << p;
        EXPECT_NE(with[b], without[b]);
      }
    }
}

TEST(ResidualMlp, RateZeroEqualsEvalBitForBitInBothForms) {
  const auto inputs = make_inputs<float>();
  for (const Scheme scheme : all_schemes)
    for (const MaskGranularity granularity : granularities) {
      ResidualMlp<float> net = make_net<float>(shape_of(0.0, scheme, granularity));
      std::vector<float> eval(batch);
      net.forward_eval(inputs, eval);
      const auto train = net.forward_train(inputs, 1, 0);
      EXPECT_EQ(std::memcmp(train.data(), eval.data(), sizeof(float) * batch), 0);
    }
}

TEST(ResidualMlp, RateOneEverywhereLeavesStemAndHead) {
  const auto inputs = make_inputs<double>();
  for (const Scheme scheme : all_schemes)
    for (const MaskGranularity granularity : granularities) {
      ResidualMlp<double> net = make_net<double>(shape_of(1.0, scheme, granularity, DepthRule::uniform));
      const auto logits = net.forward_train(inputs, 1, 0);
      const auto plain = plain_logits(net, inputs, [](std::size_t, std::size_t) { return 0.0; });
      for (std::size_t b = 0; b < batch; ++b) EXPECT_NEAR(logits[b], plain[b], 1e-12);
      EXPECT_EQ(net.forward_branch_count(), 0u);
    }
}

TEST(ResidualMlp, RowDecisionsDoNotDependOnTheBatch) {
  const auto inputs = make_inputs<double>();
  ResidualMlp<double> net = make_net<double>(shape_of(0.6, Scheme::inverted, MaskGranularity::row));
  const auto logits = net.forward_train(inputs, 3, 1);
  const std::vector<double> in_order(logits.begin(), logits.end());
  std::vector<double> reversed;
  std::vector<std::uint32_t> ids;
  for (std::uint32_t b = batch; b-- > 2;) {
    ids.push_back(b);
    reversed.insert(reversed.end(), {inputs[2 * b], inputs[2 * b + 1]});
  }
  const auto shuffled = net.forward_train(reversed, 3, 1, ids);
  for (std::size_t n = 0; n < ids.size(); ++n) EXPECT_EQ(shuffled[n], in_order[ids[n]]);
}

TEST(ResidualMlp, InitializationHasTheStatedVariances) {
  constexpr int wide = 60, deep = 4;
  ResidualMlp<double> net({2, wide, deep, DepthRule::huang, 0.5, Scheme::test_scaled, MaskGranularity::batch}, 1);
  net.initialize(2);
  const auto check = [&](std::size_t offset, std::size_t size, double variance) {
    double squares = 0.0;
    for (std::size_t i = offset; i < offset + size; ++i) squares += net.parameters()[i] * net.parameters()[i];
    EXPECT_NEAR(squares / static_cast<double>(size) / variance, 1.0, 5 * std::sqrt(2.0 / static_cast<double>(size)));
  };
  check(0, 2 * wide, 0.5);
  const std::size_t square = wide * wide;
  for (std::size_t l = 0; l < deep; ++l) {
    const std::size_t u = 3 * wide + l * (2 * square + wide);
    check(u, square, 2.0 / wide);
    check(u + square + wide, square, 1.0 / wide / deep);
    for (std::size_t i = 0; i < wide; ++i) EXPECT_EQ(net.parameters()[u + square + i], 0.0);
  }
}

}  // namespace
}  // namespace dropout
