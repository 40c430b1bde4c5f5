// drop_connect_test.cpp: masks on weights: the laws of the pre-activations, gradients, inference, edges.
#include "dropout/drop_connect.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "drop_rates.h"
#include "dropout/hash.h"
#include "finite_differences.h"
#include "normals.h"
#include "reference_family.h"

namespace dropout {
namespace {

// The worked example of chapter 5.
const std::vector<double> example_weights = {1, -2, 0.5, 0.5, 1, 2}, example_input = {1, 2, -1};
const std::vector<double> no_biases = {0, 0};

DropConnect layer_of(int outputs, int inputs, double p, Scheme scheme = Scheme::inverted,
                     MaskPer per = MaskPer::sample) {
  return {outputs, inputs, {p, scheme}, per};
}

struct Moments2 {
  double mean[2] = {0, 0}, covariance[2][2] = {{0, 0}, {0, 0}};
};

// Sums over all 2^6 masks with their probabilities, through the layer's own forward pass.
Moments2 enumerate_example(const DropConnect& layer) {
  Moments2 moments;
  double second[2][2] = {{0, 0}, {0, 0}};
  for (unsigned pattern = 0; pattern < 64; ++pattern) {
    double probability = 1.0;
    std::vector<std::uint8_t> mask;
    for (unsigned w = 0; w < 6; ++w) {
      mask.push_back(pattern >> w & 1u);
      probability *= mask.back() ? 1.0 - layer.rule.drop_rate : layer.rule.drop_rate;
    }
    std::vector<double> u(2);
    drop_connect_forward<double>(layer, Mode::train, mask, example_weights, no_biases, example_input, u);
    for (int i = 0; i < 2; ++i) {
      moments.mean[i] += probability * u[static_cast<std::size_t>(i)];
      for (int l = 0; l < 2; ++l)
        second[i][l] += probability * u[static_cast<std::size_t>(i)] * u[static_cast<std::size_t>(l)];
    }
  }
  for (int i = 0; i < 2; ++i)
    for (int l = 0; l < 2; ++l) moments.covariance[i][l] = second[i][l] - moments.mean[i] * moments.mean[l];
  return moments;
}

TEST(DropConnect, WorkedExampleHasTheCovarianceOfTheTable) {
  const Moments2 exact = enumerate_example(layer_of(2, 3, 0.5));
  EXPECT_NEAR(exact.mean[0], -3.5, 1e-12);
  EXPECT_NEAR(exact.mean[1], 0.5, 1e-12);
  EXPECT_NEAR(exact.covariance[0][0], 17.25, 1e-12);
  EXPECT_NEAR(exact.covariance[1][1], 8.25, 1e-12);
  EXPECT_NEAR(exact.covariance[0][1], 0.0, 1e-12);
}

TEST(DropConnect, LawEqualsTheSumOverAllMasksForEveryScheme) {
  for (const double p : all_drop_rates)
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
      const DropConnect layer = layer_of(2, 3, p, scheme);
      const Moments2 exact = enumerate_example(layer);
      const PreActivationLaw law = drop_connect_law(layer, example_weights, no_biases, example_input);
      for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(law.means[i], exact.mean[i], 1e-12) << p;
        EXPECT_NEAR(law.variances[i], exact.covariance[i][i], 1e-10) << p;  // squares of up to 140 at p = 0.95
        EXPECT_NEAR(exact.covariance[0][1], 0.0, 1e-10);
      }
      // The eval pass is the mean of training, except for the naive scheme.
      std::vector<double> eval(2);
      drop_connect_forward<double>(layer, Mode::eval, {}, example_weights, no_biases, example_input, eval);
      if (scheme != Scheme::naive && p < 1.0) {
        EXPECT_NEAR(eval[0], exact.mean[0], 1e-12);
        EXPECT_NEAR(eval[1], exact.mean[1], 1e-12);
      }
    }
}

// E[u], Var[u] and Cov[u_1, u_2] over 20 000 real draws, within 5 standard errors.
TEST(DropConnect, DrawnPreActivationsFollowTheLaw) {
  constexpr int draws = 20000;
  for (const double p : inner_drop_rates) {
    const DropConnect layer = layer_of(2, 3, p);
    std::vector<double> inputs;
    for (int n = 0; n < draws; ++n) inputs.insert(inputs.end(), example_input.begin(), example_input.end());
    std::vector<std::uint8_t> mask(mask_size(layer, draws));
    draw_drop_connect_mask(layer, draws, {.seed = 15}, mask);
    std::vector<double> u(2 * draws);
    drop_connect_forward<double>(layer, Mode::train, mask, example_weights, no_biases, inputs, u);
    const PreActivationLaw law = drop_connect_law(layer, example_weights, no_biases, example_input);
    double sum[2] = {0, 0}, square[2] = {0, 0}, fourth[2] = {0, 0}, product = 0, product_square = 0;
    for (std::size_t n = 0; n < draws; ++n) {
      double d[2];
      for (std::size_t i = 0; i < 2; ++i) {
        d[i] = u[2 * n + i] - law.means[i];
        sum[i] += d[i];
        square[i] += d[i] * d[i];
        fourth[i] += d[i] * d[i] * d[i] * d[i];
      }
      product += d[0] * d[1];
      product_square += d[0] * d[0] * d[1] * d[1];
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const double variance = square[i] / draws;
      EXPECT_LE(std::fabs(sum[i] / draws), 5 * std::sqrt(law.variances[i] / draws)) << p;
      const double error = std::sqrt((fourth[i] / draws - variance * variance) / draws);
      EXPECT_LE(std::fabs(variance - law.variances[i]), 5 * error) << p;
    }
    EXPECT_LE(std::fabs(product / draws), 5 * std::sqrt(product_square / draws / draws)) << p;
  }
}

template <class Scalar>
void expect_plain_loops() {
  constexpr int outputs = 5, inputs = 7, samples = 4;
  const auto w = normals<Scalar>(outputs * inputs, 1), c = normals<Scalar>(outputs, 2);
  const auto v = normals<Scalar>(samples * inputs, 3);
  for (const double p : inner_drop_rates)
    for (const MaskPer per : {MaskPer::sample, MaskPer::batch}) {
      const DropConnect layer = layer_of(outputs, inputs, p, Scheme::inverted, per);
      std::vector<std::uint8_t> mask(mask_size(layer, samples));
      draw_drop_connect_mask(layer, samples, {.seed = 5, .layer = 1, .step = 2}, mask);
      std::vector<Scalar> u(samples * outputs);
      drop_connect_forward<Scalar>(layer, Mode::train, mask, w, c, v, u);
      for (std::size_t n = 0; n < samples; ++n)
        for (std::size_t i = 0; i < outputs; ++i) {
          Scalar sum = 0;
          for (std::size_t j = 0; j < inputs; ++j) {
            const std::uint32_t sample = per == MaskPer::sample ? static_cast<std::uint32_t>(n) : 0;
            if (!reference_drops({5, 1, 2, 0}, sample, static_cast<std::uint32_t>(i * inputs + j), p))
              sum += w[i * inputs + j] * v[n * inputs + j];
          }
          EXPECT_EQ(u[n * outputs + i], c[i] + static_cast<Scalar>(1.0 / (1.0 - p)) * sum);
        }
    }
}
TEST(DropConnect, EqualsPlainLoopsInFloat) { expect_plain_loops<float>(); }
TEST(DropConnect, EqualsPlainLoopsInDouble) { expect_plain_loops<double>(); }

// loss = sum_n a_n u_n^2 / 2, whose gradient by u is a u. It is quadratic, so a central difference only rounds.
TEST(DropConnect, GradientAgreesWithFiniteDifferencesWithTheMaskFrozen) {
  constexpr int outputs = 3, inputs = 4, samples = 5;
  for (const double p : all_drop_rates)
    for (const MaskPer per : {MaskPer::sample, MaskPer::batch})
      for (const Scheme scheme : {Scheme::test_scaled, Scheme::inverted})
        for (const Mode mode : {Mode::train, Mode::eval}) {
          const DropConnect layer = layer_of(outputs, inputs, p, scheme, per);
          std::vector<double> w = normals<double>(outputs * inputs, 4), c = normals<double>(outputs, 5);
          std::vector<double> v = normals<double>(samples * inputs, 6), a = normals<double>(samples * outputs, 7);
          std::vector<std::uint8_t> mask(mask_size(layer, samples));
          draw_drop_connect_mask(layer, samples, {.seed = 9}, mask);
          std::vector<double> u(samples * outputs);
          const auto loss = [&] {
            drop_connect_forward<double>(layer, mode, mask, w, c, v, u);
            double sum = 0.0;
            for (std::size_t i = 0; i < u.size(); ++i) sum += 0.5 * a[i] * u[i] * u[i];
            return sum;
          };
          loss();
          std::vector<double> upstream(u.size()), dw(w.size()), dc(c.size()), dv(v.size());
          for (std::size_t i = 0; i < u.size(); ++i) upstream[i] = a[i] * u[i];
          drop_connect_backward<double>(layer, mode, mask, w, v, upstream, {dw, dc, dv});
          // Losses reach 1e4 at p = 0.95; their rounding, 1e-12, is divided by the step.
          for (const auto& [at, gradient] : {std::pair(&w, &dw), std::pair(&c, &dc), std::pair(&v, &dv)})
            expect_finite_differences(*at, *gradient, 1e-6, loss);
          for (std::size_t weight = 0; weight < w.size(); ++weight) {
            bool used = mode == Mode::eval;
            for (std::size_t at = weight; at < mask.size(); at += w.size()) used = used || mask[at] != 0;
            if (!used) {
              EXPECT_EQ(dw[weight], 0.0) << "a weight dropped everywhere gets exactly no gradient";
            }
          }
        }
}

TEST(DropConnect, RateZeroAndEvalAreThePlainLayerAndRateOneGivesTheBiases) {
  const auto w = normals<float>(12, 1), c = normals<float>(3, 2), v = normals<float>(8, 3);
  std::vector<float> plain(6), u(6);
  for (std::size_t n = 0; n < 2; ++n)
    for (std::size_t i = 0; i < 3; ++i) {
      float sum = 0;
      for (std::size_t j = 0; j < 4; ++j) sum += w[i * 4 + j] * v[n * 4 + j];
      plain[n * 3 + i] = c[i] + sum;
    }
  for (const double p : all_drop_rates) {
    drop_connect_forward<float>(layer_of(3, 4, p), Mode::eval, {}, w, c, v, u);
    EXPECT_EQ(std::memcmp(u.data(), plain.data(), sizeof(float) * 6), 0) << p;
  }
  drop_connect_forward<float>(layer_of(3, 4, 0.0), Mode::train, std::vector<std::uint8_t>(24, 1), w, c, v, u);
  EXPECT_EQ(std::memcmp(u.data(), plain.data(), sizeof(float) * 6), 0);
  drop_connect_forward<float>(layer_of(3, 4, 1.0), Mode::train, std::vector<std::uint8_t>(24, 0), w, c, v, u);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(u[i], c[i % 3]);
}

TEST(DropConnect, NotANumberInADroppedWeightDoesNoHarm) {
  const std::vector<double> w = {std::numeric_limits<double>::quiet_NaN(), 2.0}, c = {0.5}, v = {1.0, 3.0};
  std::vector<double> u(1);
  const std::uint8_t mask[] = {0, 1};
  drop_connect_forward<double>(layer_of(1, 2, 0.5), Mode::train, mask, w, c, v, u);
  EXPECT_EQ(u[0], 0.5 + 2.0 * 6.0);
}

TEST(DropConnect, MasksPerSampleDifferAndMasksPerBatchAreShared) {
  for (const double p : {0.3, 0.5, 0.8}) {
    const DropConnect each = layer_of(8, 8, p), shared = layer_of(8, 8, p, Scheme::inverted, MaskPer::batch);
    EXPECT_EQ(mask_size(each, 3), 192u);
    EXPECT_EQ(mask_size(shared, 3), 64u);
    std::vector<std::uint8_t> masks(192), one(64);
    draw_drop_connect_mask(each, 3, {.seed = 2}, masks);
    draw_drop_connect_mask(shared, 3, {.seed = 2, .sample = 40}, one);
    EXPECT_FALSE(std::equal(masks.begin(), masks.begin() + 64, masks.begin() + 64));
    EXPECT_TRUE(std::equal(one.begin(), one.end(), masks.begin())) << "the shared mask is that of sample number 0";
  }
}

// E[max(0, u)] = mean Phi(mean / sd) + sd phi(mean / sd) for a normal u.
TEST(DropConnect, GaussianInferenceAveragesTheActivation) {
  constexpr int draws = 200000;
  for (const double p : {0.0, 0.1, 0.5, 0.8}) {
    const PreActivationLaw law =
        drop_connect_law(layer_of(2, 3, p), example_weights, std::vector<double>{3.0, -1.0}, example_input);
    RandomStream stream(3, StreamPurpose::study);
    const auto averages = gaussian_inference(law, draws, stream, [](double u) { return u > 0.0 ? u : 0.0; });
    for (std::size_t i = 0; i < 2; ++i) {
      const double sd = std::sqrt(law.variances[i]), z = sd > 0 ? law.means[i] / sd : 0.0;
      const double expected = sd > 0 ? law.means[i] * 0.5 * std::erfc(-z / std::sqrt(2.0)) +
                                           sd * std::exp(-0.5 * z * z) / std::sqrt(2 * 3.14159265358979323846)
                                     : std::max(0.0, law.means[i]);
      EXPECT_LE(std::fabs(averages[i] - expected), 5 * sd / std::sqrt(double(draws)) + 1e-10) << p;
    }
  }
}

TEST(DropConnect, PassesHaveTheSameBitsOnEveryCompiler) {
  Fnv1a hash;
  for (const double p : inner_drop_rates)
    for (const MaskPer per : {MaskPer::sample, MaskPer::batch}) {
      const DropConnect layer = layer_of(9, 13, p, Scheme::inverted, per);
      const auto w = normals<float>(117, 1), c = normals<float>(9, 2), v = normals<float>(65, 3);
      std::vector<std::uint8_t> mask(mask_size(layer, 5));
      draw_drop_connect_mask(layer, 5, {.seed = 77}, mask);
      std::vector<float> u(45), dw(117), dc(9), dv(65);
      drop_connect_forward<float>(layer, Mode::train, mask, w, c, v, u);
      drop_connect_backward<float>(layer, Mode::train, mask, w, v, u, {dw, dc, dv});
      for (const auto* numbers : {&u, &dw, &dc, &dv}) hash.add(std::span<const float>(*numbers));
    }
  const PreActivationLaw law = drop_connect_law(layer_of(2, 3, 0.3), example_weights, no_biases, example_input);
  RandomStream stream(1, StreamPurpose::study);
  for (const double average : gaussian_inference(law, 100, stream, [](double u) { return u; })) {
    const float rounded[] = {static_cast<float>(average)};
    hash.add(std::span<const float>(rounded));
  }
  EXPECT_EQ(hash.value(), 0x7c1e5fa0b9bb8772u);
}

}  // namespace
}  // namespace dropout
