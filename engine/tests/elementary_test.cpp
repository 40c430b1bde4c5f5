// elementary_test.cpp: the engine's own functions against the platform's, within the bounds that the header states.
#include "dropout/elementary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "dropout/hash.h"
#include "dropout/random_stream.h"

namespace dropout {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int sample_count = 200000;

// The platform's functions are themselves off by up to one ulp, which every bound below has to allow for.
constexpr double ulp_of_the_platform = 1.0;

template <class Scalar>
double distance_in_ulp(Scalar value, double exact) {
  const Scalar rounded = std::fabs(static_cast<Scalar>(exact));
  const Scalar next = std::nextafter(rounded, std::numeric_limits<Scalar>::infinity());
  return std::fabs(static_cast<double>(value) - exact) / static_cast<double>(next - rounded);
}

// The largest distance between two functions at random points of [low, high].
template <class Scalar, class Own, class Exact>
double worst_ulp(double low, double high, Own own, Exact exact) {
  RandomStream stream(1, StreamPurpose::study);
  double worst = 0.0;
  for (int i = 0; i < sample_count; ++i) {
    const Scalar x = static_cast<Scalar>(low + (high - low) * stream.uniform());
    worst = std::max(worst, distance_in_ulp<Scalar>(own(x), exact(static_cast<double>(x))));
  }
  return worst;
}

const auto own_exp = [](auto x) { return dropout::exp(x); };
const auto own_log = [](auto x) { return dropout::log(x); };
const auto own_log1p = [](auto x) { return dropout::log1p(x); };
const auto own_tanh = [](auto x) { return dropout::tanh(x); };
const auto exact_exp = [](double x) { return std::exp(x); };
const auto exact_log = [](double x) { return std::log(x); };
const auto exact_log1p = [](double x) { return std::log1p(x); };
const auto exact_tanh = [](double x) { return std::tanh(x); };

TEST(Elementary, DoublesStayWithinTheStatedUlps) {
  for (const double reach : {1e-8, 0.3, 1.0, 20.0, 700.0})
    EXPECT_LT(worst_ulp<double>(-reach, reach, own_exp, exact_exp), 2 + ulp_of_the_platform) << reach;
  for (const double reach : {1e-300, 0.5, 1.0, 1.5, 1e6, 1e300})
    EXPECT_LT(worst_ulp<double>(0.5 * reach, 2 * reach, own_log, exact_log), 2 + ulp_of_the_platform) << reach;
  for (const double reach : {1e-12, 0.1, 0.41, 1.0})
    EXPECT_LT(worst_ulp<double>(0.0, reach, own_log1p, exact_log1p), 3 + ulp_of_the_platform) << reach;
  for (const double reach : {1e-12, 1e-3, 0.3, 1.0, 5.0, 25.0})
    EXPECT_LT(worst_ulp<double>(-reach, reach, own_tanh, exact_tanh), 4 + ulp_of_the_platform) << reach;
}

// Against the platform's double, whose error does not show in a float.
TEST(Elementary, FloatsAreAlmostCorrectlyRounded) {
  for (const double reach : {1e-6, 0.3, 1.0, 20.0, 85.0})
    EXPECT_LT(worst_ulp<float>(-reach, reach, own_exp, exact_exp), 0.51) << reach;
  for (const double reach : {1e-30, 0.5, 1.0, 1e6, 1e30})
    EXPECT_LT(worst_ulp<float>(0.5 * reach, 2 * reach, own_log, exact_log), 0.51) << reach;
  for (const double reach : {1e-6, 0.41, 1.0})
    EXPECT_LT(worst_ulp<float>(0.0, reach, own_log1p, exact_log1p), 0.51) << reach;
  for (const double reach : {1e-6, 0.3, 1.0, 5.0, 12.0})
    EXPECT_LT(worst_ulp<float>(-reach, reach, own_tanh, exact_tanh), 0.51) << reach;
}

TEST(Elementary, EdgesAreExact) {
  EXPECT_EQ(dropout::exp(0.0), 1.0);
  EXPECT_EQ(dropout::exp(1000.0), infinity);
  EXPECT_EQ(dropout::exp(-1000.0), 0.0);
  EXPECT_EQ(dropout::exp(-infinity), 0.0);
  EXPECT_EQ(dropout::exp(infinity), infinity);
  EXPECT_EQ(dropout::exp(100.0f), std::numeric_limits<float>::infinity());
  EXPECT_GT(dropout::exp(-745.0), 0.0);
  EXPECT_NEAR(dropout::exp(709.78) / std::exp(709.78), 1.0, 1e-15);
  EXPECT_EQ(dropout::log(1.0), 0.0);
  EXPECT_EQ(dropout::log(0.0), -infinity);
  EXPECT_EQ(dropout::log(infinity), infinity);
  EXPECT_NEAR(dropout::log(5e-324), std::log(5e-324), 1e-12);
  EXPECT_EQ(dropout::log1p(0.0), 0.0);
  EXPECT_EQ(dropout::tanh(0.0), 0.0);
  EXPECT_TRUE(std::signbit(dropout::tanh(-0.0)));
  EXPECT_EQ(dropout::tanh(1e300), 1.0);
  EXPECT_EQ(dropout::tanh(-infinity), -1.0);
}

TEST(Elementary, NotANumberGoesInAndComesOut) {
  EXPECT_TRUE(std::isnan(dropout::exp(nan)));
  EXPECT_TRUE(std::isnan(dropout::log(nan)));
  EXPECT_TRUE(std::isnan(dropout::log(-1.0)));
  EXPECT_TRUE(std::isnan(dropout::tanh(nan)));
}

TEST(Elementary, SineAndCosineOfTurnsAreWithinThreeTenthsOfAFemto) {
  RandomStream stream(2, StreamPurpose::study);
  constexpr double two_pi = 6.283185307179586476925;
  double worst = 0.0;
  for (int i = 0; i < sample_count; ++i) {
    const double turns = stream.uniform();
    const SineCosine own = sine_cosine_of_turns(turns);
    // Reduced to [-1/2, 1/2] turns, so that the rounding of two_pi * turns stays below 4e-16 / 2 in the comparison.
    const double centered = turns < 0.5 ? turns : turns - 1.0;
    worst = std::max({worst, std::fabs(own.sine - std::sin(two_pi * centered)),
                      std::fabs(own.cosine - std::cos(two_pi * centered))});
  }
  EXPECT_LT(worst, 3e-16 + 4e-16);
}

TEST(Elementary, QuarterTurnsAreExact) {
  for (const double whole : {-3.0, 0.0, 5.0}) {
    EXPECT_EQ(sine_cosine_of_turns(whole).cosine, 1.0);
    EXPECT_EQ(sine_cosine_of_turns(whole).sine, 0.0);
    EXPECT_EQ(sine_cosine_of_turns(whole + 0.25).sine, 1.0);
    EXPECT_EQ(sine_cosine_of_turns(whole + 0.5).cosine, -1.0);
    EXPECT_EQ(sine_cosine_of_turns(whole + 0.75).sine, -1.0);
  }
}

TEST(Elementary, LogisticAndSoftplusSurviveLargeArguments) {
  EXPECT_EQ(logistic(0.0f), 0.5f);
  EXPECT_EQ(logistic(-200.0f), 0.0f);
  EXPECT_EQ(logistic(200.0f), 1.0f);
  EXPECT_EQ(softplus(1000.0), 1000.0);
  EXPECT_EQ(softplus(-1000.0), 0.0);
  for (double z = -30.0; z < 30.0; z += 0.37) {
    EXPECT_NEAR(logistic(z), 1.0 / (1.0 + std::exp(-z)), 1e-15);
    EXPECT_NEAR(softplus(z), std::log1p(std::exp(z)), 1e-14 * std::max(1.0, z));
  }
}

// One constant for gcc, clang and WASM: see "Determinism" in engine/README.md before you touch it.
TEST(Elementary, HasTheSameBitsOnEveryCompiler) {
  RandomStream stream(3, StreamPurpose::study);
  Fnv1a hash;
  for (int i = 0; i < 50000; ++i) {
    const double u = stream.uniform();
    const float x = static_cast<float>(40.0 * u - 20.0);
    const float values[] = {dropout::exp(x), dropout::log(x + 20.5f), dropout::tanh(0.2f * x), logistic(x),
                            softplus(x)};
    hash.add(values);
    for (const double value : {dropout::exp(30.0 * u), dropout::log(u + 0.1), dropout::tanh(u),
                               sine_cosine_of_turns(u).sine, sine_cosine_of_turns(u).cosine}) {
      const std::uint64_t bits = bits_as<std::uint64_t>(value);
      hash.add(static_cast<std::uint32_t>(bits));
      hash.add(static_cast<std::uint32_t>(bits >> 32));
    }
  }
  EXPECT_EQ(hash.value(), 0xf253e0dfb4299519u);
}

}  // namespace
}  // namespace dropout
