// ensemble_test.cpp: the example by hand, the identity that holds for one dropout layer, and where it must fail.
#include "dropout/ensemble.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "drop_rates.h"
#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "study_support.h"

namespace dropout {
namespace {

template <class Scalar>
std::vector<Scalar> all_logits(const Mlp<Scalar>& net, const std::vector<Scalar>& input, double p) {
  std::vector<Scalar> logits(std::size_t{1} << hidden_unit_count(net.shape()));
  enumerate_logits<Scalar>(net, input, p, logits);
  return logits;
}

double one_pass(const Mlp<double>& net, const std::vector<double>& input) {
  double logit[1];
  net.forward_eval(input, logit);
  return logistic(logit[0]);
}

// Two units with contributions 2 and -1, p = 0.5, inverted: masks 11, 10, 01, 00 give S = 2, 4, -2, 0.
TEST(Ensemble, ReproducesTheExampleByHand) {
  Mlp<double> net({2, {2}}, 1);
  const double parameters[] = {1, 0, 0, 1, 0, 0, 1, -1, 0};  // h = x; logit = h0 - h1
  std::copy(std::begin(parameters), std::end(parameters), net.parameters().begin());
  const std::vector<double> input = {2, 1};
  const std::vector<double> logits = all_logits(net, input, 0.5);
  EXPECT_EQ(logits, (std::vector<double>{0, 4, -2, 2}));
  const EnsembleMeans means = ensemble_means<double>(logits, mask_probabilities(2, 0.5));
  EXPECT_NEAR(means.mean_logit, 1.0, 1e-15);
  EXPECT_NEAR(means.geometric, 0.73106, 5e-6);
  EXPECT_NEAR(means.geometric, one_pass(net, input), 1e-15);
  EXPECT_NEAR(means.arithmetic, 0.62050, 5e-6);
  // straight from the definition, as products
  double g = 1.0, g_other = 1.0;
  for (const double s : logits) g *= std::pow(logistic(s), 0.25), g_other *= std::pow(1 - logistic(s), 0.25);
  EXPECT_NEAR(g, 0.47650, 5e-6);
  EXPECT_NEAR(g_other, 0.17529, 5e-6);
  EXPECT_NEAR(means.geometric, g / (g + g_other), 1e-14);
}

TEST(Ensemble, ProbabilitiesOfAllMasksFollowTheRateAndSumToOne) {
  for (const double p : all_drop_rates)
    for (int n = 0; n <= largest_enumeration; ++n) {
      const std::vector<double> probabilities = mask_probabilities(n, p);
      ASSERT_EQ(probabilities.size(), std::size_t{1} << n);
      EXPECT_NEAR(std::accumulate(probabilities.begin(), probabilities.end(), 0.0), 1.0, 1e-12);
      EXPECT_NEAR(probabilities.front(), std::pow(p, n), 1e-15);
      EXPECT_NEAR(probabilities.back(), std::pow(1 - p, n), 1e-15);
      if (n == 3) {
        EXPECT_NEAR(probabilities[0b100], p * p * (1 - p), 1e-15) << "units 0 and 1 dropped";
      }
    }
}

TEST(Ensemble, EnumeratedLogitsAreThoseOfMaskedPassesBitForBit) {
  for (const std::vector<int>& widths : {std::vector<int>{}, {5}, {3, 4}, {2, 3, 2}})
    for (const double p : all_drop_rates)
      for (const Activation activation : {Activation::relu, Activation::tanh}) {
        const auto net = random_net<float>({2, widths, activation}, 31);
        const auto input = random_inputs<float>(2, 6);
        const std::vector<float> logits = all_logits(net, input, p);
        std::vector<std::uint8_t> mask(static_cast<std::size_t>(hidden_unit_count(net.shape())));
        for (std::size_t m = 0; m < logits.size(); ++m) {
          for (std::size_t u = 0; u < mask.size(); ++u) mask[u] = (m >> u) & 1u;
          float logit[1];
          forward_masked<float>(net, input, mask, dropout_scale({p, Scheme::inverted}, Mode::train), logit);
          ASSERT_EQ(logits[m], logit[0]) << "mask " << m << ", p = " << p;
        }
      }
}

// |G / (G + G') - sigma(E[S])| <= 1e-12 and E[S] = the eval logit, with one dropped layer below the logit.
TEST(Ensemble, GeometricMeanIsTheOnePassForOneHiddenLayer) {
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95})
    for (const Activation activation : {Activation::relu, Activation::tanh})
      for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const auto net = random_net<double>({2, {10}, activation}, seed);
        const auto input = random_inputs<double>(2, seed);
        const auto logits = all_logits(net, input, p);
        const EnsembleMeans means = ensemble_means<double>(logits, mask_probabilities(10, p));
        EXPECT_NEAR(means.geometric, logistic(means.mean_logit), 1e-12) << "p = " << p;
        EXPECT_NEAR(means.geometric, one_pass(net, input), 1e-12) << "p = " << p;
      }
}

// log(G / G') = E[S] holds for any net; that E[S] is the eval logit does not survive a second hidden layer.
TEST(Ensemble, GeometricMeanIsNotTheOnePassForTwoHiddenLayers) {
  for (const double p : {0.1, 0.3, 0.5, 0.8}) {
    double largest = 0.0;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const auto net = random_net<double>({2, {6, 6}}, seed);
      const auto input = random_inputs<double>(2, seed);
      const auto logits = all_logits(net, input, p);
      const EnsembleMeans means = ensemble_means<double>(logits, mask_probabilities(12, p));
      EXPECT_NEAR(means.geometric, logistic(means.mean_logit), 1e-12);
      largest = std::max(largest, std::fabs(means.geometric - one_pass(net, input)));
    }
    EXPECT_GT(largest, 1e-3) << "p = " << p << ": an identity that holds here would be faked";
  }
}

TEST(Ensemble, WithoutDropoutEveryMeanIsTheOnePass) {
  const auto net = random_net<double>({2, {4, 4}}, 3);
  const auto input = random_inputs<double>(2, 3);
  const EnsembleMeans means = ensemble_means<double>(all_logits(net, input, 0.0), mask_probabilities(8, 0.0));
  EXPECT_NEAR(means.arithmetic, one_pass(net, input), 1e-15);
  EXPECT_NEAR(means.geometric, one_pass(net, input), 1e-15);
}

TEST(Ensemble, SixteenUnitsCanBeEnumeratedAndMeansStayFinite) {
  const auto net = random_net<float>({2, {8, 8}}, 3);
  const auto logits = all_logits(net, {30.0f, -40.0f}, 0.95);
  EXPECT_EQ(logits.size(), 65536u);
  const EnsembleMeans means = ensemble_means<float>(logits, mask_probabilities(16, 0.95));
  EXPECT_TRUE(std::isfinite(means.geometric) && std::isfinite(means.arithmetic));
}

TEST(Ensemble, MonteCarloPassesAreMembersOfTheEnsemble) {
  for (const double p : inner_drop_rates) {
    const auto net = random_net<double>({2, {4, 3}}, 3);
    const auto input = random_inputs<double>(2, 5);
    const auto logits = all_logits(net, input, p);
    std::vector<std::uint8_t> mask(7);
    double sum = 0.0;
    for (std::uint32_t pass = 0; pass < 20; ++pass) {
      draw_unit_mask(net.shape(), {p, 8, 100 + pass}, 6, mask);
      std::size_t member = 0;
      for (std::size_t u = 0; u < 7; ++u) member += static_cast<std::size_t>(mask[u]) << u;
      sum += logistic(logits[member]);
    }
    EXPECT_NEAR(monte_carlo_mean<double>(net, input, {p, 8, 100}, 6, 20), sum / 20, 1e-15);
  }
}

// The mean of T passes lies within 5 standard errors of the exact arithmetic mean.
TEST(Ensemble, MonteCarloFindsTheArithmeticMeanNotTheGeometric) {
  constexpr int passes = 20000;
  for (const double p : inner_drop_rates) {
    const auto net = random_net<double>({2, {8}}, 4);
    const auto input = random_inputs<double>(2, 7);
    const auto logits = all_logits(net, input, p);
    const auto probabilities = mask_probabilities(8, p);
    const EnsembleMeans means = ensemble_means<double>(logits, probabilities);
    double variance = 0.0;
    for (std::size_t m = 0; m < logits.size(); ++m)
      variance += probabilities[m] * std::pow(logistic(logits[m]) - means.arithmetic, 2);
    const double bound = 5 * std::sqrt(variance / passes);
    const double drawn = monte_carlo_mean<double>(net, input, {p, 21, 0}, 0, passes);
    EXPECT_NEAR(drawn, means.arithmetic, bound) << "p = " << p;
    if (p == 0.5) {
      EXPECT_GT(std::fabs(drawn - means.geometric), bound) << "the two means differ here";
    }
  }
}

TEST(Ensemble, MonteCarloErrorFallsAsOneOverTheRootOfT) {
  const std::vector<int> passes = {10, 20, 50, 100, 200, 500, 1000};
  const std::vector<double> t(passes.begin(), passes.end());
  const auto inputs = random_inputs<double>(2 * 300, 7);
  const std::vector<std::uint8_t> labels(300);
  for (const double p : inner_drop_rates) {
    const auto net = random_net<double>({2, {6}}, 4);
    const EnsembleReport report = compare_with_ensemble<double>(net, inputs, labels, {p, passes, 5});
    const double slope = log_log_slope(t, report.monte_carlo_errors);
    EXPECT_GT(slope, -0.6) << "p = " << p;
    EXPECT_LT(slope, -0.4) << "p = " << p;
  }
}

TEST(Ensemble, SlopeOfAPowerLawIsItsExponent) {
  const double x[] = {1, 3, 10, 77}, y[] = {5, 5 / std::sqrt(3.0), 5 / std::sqrt(10.0), 5 / std::sqrt(77.0)};
  EXPECT_NEAR(log_log_slope(x, y), -0.5, 1e-14);
}

// Two examples, every number of the report computed here from the members.
TEST(Ensemble, ReportAveragesOverExamples) {
  const auto net = random_net<double>({2, {3, 2}}, 12);
  const std::vector<double> inputs = {1.5, -0.5, -1.0, 0.7};
  const std::vector<std::uint8_t> labels = {1, 0};
  const double p = 0.3;
  const EnsembleReport report = compare_with_ensemble<double>(net, inputs, labels, {.drop_rate = p});
  double geometric[2], arithmetic[2], member = 0.0, pass_right = 0.0, mean_right = 0.0;
  for (std::size_t b = 0; b < 2; ++b) {
    const std::vector<double> input = {inputs[2 * b], inputs[2 * b + 1]};
    const auto logits = all_logits(net, input, p);
    const auto probabilities = mask_probabilities(5, p);
    const EnsembleMeans means = ensemble_means<double>(logits, probabilities);
    const double pass = one_pass(net, input);
    geometric[b] = std::fabs(means.geometric - pass);
    arithmetic[b] = std::fabs(means.arithmetic - pass);
    pass_right += (pass > 0.5) == (labels[b] == 1) ? 0.5 : 0.0;
    mean_right += (means.arithmetic > 0.5) == (labels[b] == 1) ? 0.5 : 0.0;
    for (std::size_t m = 0; m < logits.size(); ++m)
      if ((logits[m] > 0) == (labels[b] == 1)) member += probabilities[m] / 2;
  }
  EXPECT_NEAR(report.geometric_gap_mean, (geometric[0] + geometric[1]) / 2, 1e-15);
  EXPECT_NEAR(report.geometric_gap_max, std::max(geometric[0], geometric[1]), 1e-15);
  EXPECT_NEAR(report.arithmetic_gap_mean, (arithmetic[0] + arithmetic[1]) / 2, 1e-15);
  EXPECT_NEAR(report.arithmetic_gap_max, std::max(arithmetic[0], arithmetic[1]), 1e-15);
  EXPECT_NEAR(report.member_accuracy, member, 1e-14);
  EXPECT_EQ(report.pass_accuracy, pass_right);
  EXPECT_EQ(report.arithmetic_accuracy, mean_right);
}

TEST(Ensemble, AccuraciesAloneAreThoseOfTheReport) {
  for (const std::vector<int>& widths : {std::vector<int>{8}, {4, 3}, {3, 2, 3}})
    for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95})
      for (const double size : {1.0, 40.0}) {  // the larger inputs give logits beyond what one product may hold
        const auto net = random_net<double>({2, widths}, 7);
        auto inputs = random_inputs<double>(2 * 30, 7);
        for (double& x : inputs) x *= size;
        std::vector<std::uint8_t> labels(30);
        for (std::size_t b = 0; b < labels.size(); ++b) labels[b] = b % 2;
        const EnsembleReport report = compare_with_ensemble<double>(net, inputs, labels, {.drop_rate = p});
        const EnsembleAccuracy share = ensemble_accuracy<double>(net, inputs, labels, p);
        EXPECT_EQ(share.pass, report.pass_accuracy) << p;
        EXPECT_EQ(share.arithmetic, report.arithmetic_accuracy) << p;
        EXPECT_NEAR(share.member, report.member_accuracy, 1e-12) << p;
      }
}

TEST(Ensemble, ReportHasTheSameBitsOnEveryCompiler) {
  const auto net = random_net<float>({2, {5, 4}}, 2);
  const auto inputs = random_inputs<float>(2 * 20, 2);
  const std::vector<std::uint8_t> labels(20, 1);
  const EnsembleReport r = compare_with_ensemble<float>(net, inputs, labels, {.drop_rate = 0.3});
  std::vector<double> numbers = r.monte_carlo_errors;
  numbers.insert(numbers.end(), {r.geometric_gap_mean, r.geometric_gap_max, r.arithmetic_gap_mean,
                                 r.arithmetic_gap_max, r.pass_accuracy, r.arithmetic_accuracy, r.member_accuracy});
  EXPECT_EQ(hash_of_doubles(numbers), 0x33ad5a290b39536au);
}

}  // namespace
}  // namespace dropout
