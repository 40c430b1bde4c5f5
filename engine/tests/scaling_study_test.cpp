// scaling_study_test.cpp: the table of chapter 2, and the factor that naive dropout forgets, layer by layer.
#include "dropout/scaling_study.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/trainer.h"
#include "study_support.h"

namespace dropout {
namespace {

constexpr double rates_below_one[] = {0.0, 0.1, 0.3, 0.5, 0.8, 0.95};

TEST(ScalingStudy, ReproducesTheTableOfOneUnit) {
  struct Row {
    Scheme scheme;
    double kept, train, eval, variance;
  };
  for (const Row& row :
       {Row{Scheme::naive, 4, 2, 4, 4}, Row{Scheme::test_scaled, 4, 2, 2, 4}, Row{Scheme::inverted, 8, 4, 4, 16}}) {
    const UnitLaw law = unit_law(4.0, {0.5, row.scheme});
    EXPECT_EQ(law.kept_value, row.kept);
    EXPECT_EQ(law.train_mean, row.train);
    EXPECT_EQ(law.eval_output, row.eval);
    EXPECT_EQ(law.train_variance, row.variance);
  }
}

TEST(ScalingStudy, OnlyTheNaiveSchemeIsOffAndByOneOverK) {
  for (const double p : rates_below_one)
    for (const double x : {4.0, -0.7}) {
      EXPECT_NEAR(unit_law(x, {p, Scheme::naive}).mismatch(), 1.0 / (1.0 - p), 1e-12);
      EXPECT_NEAR(unit_law(x, {p, Scheme::test_scaled}).mismatch(), 1.0, 1e-12);
      EXPECT_NEAR(unit_law(x, {p, Scheme::inverted}).mismatch(), 1.0, 1e-12);
    }
}

TEST(ScalingStudy, RelativeNoiseIsTheSameInAllSchemes) {
  const double p[] = {0.1, 0.3, 0.5, 0.7, 0.9}, printed[] = {0.333, 0.655, 1.0, 1.528, 3.0};
  for (int i = 0; i < 5; ++i)
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
      EXPECT_NEAR(unit_law(-2.5, {p[i], scheme}).relative_noise(), printed[i], 5e-4);
      EXPECT_NEAR(unit_law(-2.5, {p[i], scheme}).relative_noise(), std::sqrt(p[i] / (1 - p[i])), 1e-12);
    }
}

TEST(ScalingStudy, TheLawIsThatOfTwoOutcomes) {
  for (const double p : all_drop_rates)
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
      const UnitLaw law = unit_law(1.7, {p, scheme});
      const double mean = (1 - p) * law.kept_value, square = (1 - p) * law.kept_value * law.kept_value;
      EXPECT_EQ(law.drop_probability, p);
      EXPECT_NEAR(law.train_mean, mean, 1e-14);
      EXPECT_NEAR(law.train_variance, square - mean * mean, 1e-12 * square);
    }
  const UnitLaw gone = unit_law(4.0, {1.0, Scheme::inverted});
  EXPECT_EQ(gone.kept_value, 0.0) << "p = 1: no division";
  EXPECT_EQ(gone.mismatch(), 1.0);
  EXPECT_EQ(gone.relative_noise(), 0.0);
}

TEST(ScalingStudy, MismatchOfChapterTwo) {
  for (int layers = 1; layers <= 4; ++layers) EXPECT_EQ(naive_mismatch(0.5, layers), std::pow(2.0, layers));
  EXPECT_NEAR(naive_mismatch(0.2, 3), 1.95, 0.005);
  EXPECT_EQ(naive_mismatch(0.7, 0), 1.0);
}

// Positive homogeneity: relu(k z) = k relu(z), so k comes out of every layer and the class never changes.
TEST(ScalingStudy, ABiasFreeReluNetIsOffByOneFactorALayerAndKeepsItsClass) {
  const std::vector<float> inputs = random_inputs<float>(2 * 200, 4);
  const std::vector<std::uint8_t> labels(200, 1);
  for (const double p : rates_below_one)
    for (int layers = 1; layers <= 4; ++layers) {
      const auto net = random_net<float>({2, std::vector<int>(static_cast<std::size_t>(layers), 12)}, 9, 0.0);
      const ScalingReport report = measure_scaling(net, inputs, labels, p, 1);
      const double expected = naive_mismatch(p, layers);
      EXPECT_NEAR(report.logit_ratio, expected, 1e-5 * expected) << "float rounding over " << layers << " layers";
      EXPECT_EQ(report.class_agreement, 1.0);
      EXPECT_EQ(report.naive_accuracy, report.scaled_accuracy);
    }
}

TEST(ScalingStudy, OneLayerMeasuredOverMasksGivesOneOverK) {
  const std::vector<float> inputs = random_inputs<float>(2 * 100, 4);
  const std::vector<std::uint8_t> labels(100, 1);
  for (const double p : {0.1, 0.3, 0.5}) {
    const auto net = random_net<float>({2, {12}}, 9, 0.0);
    const ScalingReport report = measure_scaling(net, inputs, labels, p, 4000);
    EXPECT_NEAR(report.train_ratio, 1.0 / (1.0 - p), 0.03)
        << "sqrt(p / k) / sqrt(4000) times the cancellation in a logit";
  }
}

// E[relu(s)] >= relu(E[s]): with positive outgoing weights the mean over masks is above the scaled pass.
TEST(ScalingStudy, BeyondOneLayerTheMeanOverMasksIsNotTheScaledPass) {
  auto net = random_net<float>({2, {12, 12}}, 9, 0.0);
  const std::size_t first = static_cast<std::size_t>(net.weights(2).data() - net.parameters().data());
  for (std::size_t j = 0; j < 12; ++j) net.parameters()[first + j] = std::fabs(net.parameters()[first + j]);
  const std::vector<float> inputs = random_inputs<float>(2 * 100, 4);
  const std::vector<std::uint8_t> labels(100, 1);
  for (const double p : {0.3, 0.5, 0.8}) {
    const ScalingReport report = measure_scaling(net, inputs, labels, p, 1000);
    EXPECT_LT(report.train_ratio, 0.97 * report.logit_ratio) << "p = " << p;
  }
}

// Biases are not scaled, so the factor no longer comes out, and classes change.
TEST(ScalingStudy, BiasesBreakTheExactFactor) {
  const std::vector<float> inputs = random_inputs<float>(2 * 200, 4);
  const std::vector<std::uint8_t> labels(200, 1);
  for (const double p : {0.3, 0.5, 0.8}) {
    double agreement = 0.0;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const ScalingReport report = measure_scaling(random_net<float>({2, {12, 12}}, seed, 1.0), inputs, labels, p, 1);
      EXPECT_GT(std::fabs(report.logit_ratio / naive_mismatch(p, 2) - 1.0), 0.05) << "p = " << p;
      agreement += report.class_agreement / 5;
    }
    EXPECT_LT(agreement, 0.99) << "p = " << p;
  }
}

// Inverted dropout with outgoing weights W is the same model as test scaling with weights W / k.
TEST(ScalingStudy, ScalingTheWeightsAtTestEqualsInvertedDropout) {
  for (const double p : rates_below_one) {
    auto inverted = random_net<double>({2, {7, 5}}, 3);
    auto scaled = inverted;
    for (int l = 1; l < 3; ++l) {
      const std::size_t first = static_cast<std::size_t>(scaled.weights(l).data() - scaled.parameters().data());
      for (std::size_t w = 0; w < scaled.weights(l).size(); ++w) scaled.parameters()[first + w] /= 1.0 - p;
    }
    const auto inputs = random_inputs<double>(2 * 20, 4);
    std::vector<double> expected(20), logits(20);
    inverted.forward_eval(inputs, expected);
    forward_scaled<double>(scaled, inputs, 1.0 - p, logits);
    for (std::size_t b = 0; b < 20; ++b) EXPECT_NEAR(logits[b], expected[b], 1e-12);
  }
}

TEST(ScalingStudy, HasTheSameBitsOnEveryCompiler) {
  const std::vector<float> inputs = random_inputs<float>(2 * 50, 4);
  const std::vector<std::uint8_t> labels(50, 1);
  std::vector<double> numbers;
  for (const double p : rates_below_one) {
    const ScalingReport r = measure_scaling(random_net<float>({2, {9, 9}}, 9), inputs, labels, p, 10);
    numbers.insert(numbers.end(),
                   {r.logit_ratio, r.train_ratio, r.class_agreement, r.naive_accuracy, r.scaled_accuracy});
  }
  EXPECT_EQ(hash_of_doubles(numbers), 0x72bf3ebd5f7a7767u);
}

}  // namespace
}  // namespace dropout
