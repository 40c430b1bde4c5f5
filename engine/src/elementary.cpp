// elementary.cpp: Taylor polynomials after an exact reduction of the argument; every operation is rounded by IEEE 754.
#include "dropout/elementary.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include "dropout/bits.h"

namespace dropout {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// ln 2 in two parts; the high part has 21 zero bits at its end, so k * ln2_high is exact for |k| < 2^20.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
constexpr double two_pi = 0x1.921fb54442d18p+2;

// 2^k for k in -1022..1023.
double power_of_two(int k) { return bits_as<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

// e^r - 1 = r + r^2 / 2! + ... + r^degree / degree!, |r| <= ln 2 / 2.
template <int degree>
double expm1_reduced(double r) {
  constexpr double inverse_factorial[] = {
      1.0,        1.0,         1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,
      1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800};
  static_assert(degree <= 13);
  double sum = inverse_factorial[degree];
  for (int n = degree - 1; n >= 2; --n) sum = sum * r + inverse_factorial[n];
  return r + r * r * sum;
}

// x = k ln 2 + r.
struct Reduced {
  int k;
  double r;
};
Reduced reduce(double x) {
  const double k = std::floor(x * inverse_ln2 + 0.5);
  return {static_cast<int>(k), (x - k * ln2_high) - k * ln2_low};
}

// The rest of the series is below 2e-18 relative at degree 13 and below 2e-10 at degree 9.
constexpr int degree_for_double = 13;
constexpr int degree_for_float = 9;

template <int degree>
double exp_of(double x) {
  if (!(x >= -746.0)) return x < 0.0 ? 0.0 : x;  // the second is NaN
  if (x > 710.0) return infinity;
  const Reduced reduced = reduce(x);
  const double mantissa = 1.0 + expm1_reduced<degree>(reduced.r);
  // In two halves, because 2^k itself may be out of range where the result is not.
  const int half = reduced.k / 2;
  return mantissa * power_of_two(half) * power_of_two(reduced.k - half);
}

// e^x - 1 for 0 <= x < 50.
template <int degree>
double expm1_of(double x) {
  const Reduced reduced = reduce(x);
  const double power = power_of_two(reduced.k);
  return power * expm1_reduced<degree>(reduced.r) + (power - 1.0);
}

// tanh x = t / (t + 2) with t = e^2x - 1: no cancellation at either end.
template <int degree>
double tanh_of(double x) {
  if (x == 0.0 || x != x) return x;  // keeps the sign of zero, and NaN
  const double magnitude = x < 0.0 ? -x : x;
  double result = 1.0;
  if (magnitude < 20.0) {
    const double t = expm1_of<degree>(2.0 * magnitude);
    result = t / (t + 2.0);
  }
  return x < 0.0 ? -result : result;
}

// log((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 + ...), |s| <= 0.1716; the rest is below 1e-18 relative.
double log_ratio(double s) {
  const double square = s * s;
  double sum = 1.0 / 23;
  for (int n = 21; n >= 3; n -= 2) sum = sum * square + 1.0 / n;
  return 2.0 * s + 2.0 * s * square * sum;
}

}  // namespace

double exp(double x) { return exp_of<degree_for_double>(x); }

double log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -infinity : std::numeric_limits<double>::quiet_NaN();
  if (x == infinity) return x;
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;  // subnormal: exact
    exponent = -54;
  }
  // x = m 2^exponent with m in [sqrt(1/2), sqrt(2)).
  const std::uint64_t bits = bits_as<std::uint64_t>(x);
  constexpr std::uint64_t fraction_bits = 0x000fffffffffffffu, exponent_of_one = 0x3ff0000000000000u;
  exponent += static_cast<int>(bits >> 52) - 1023;
  double m = bits_as<double>((bits & fraction_bits) | exponent_of_one);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  return exponent * ln2_high + (log_ratio((m - 1.0) / (m + 1.0)) + exponent * ln2_low);
}

double log1p(double x) { return x < 0.41 ? log_ratio(x / (2.0 + x)) : log(1.0 + x); }

double tanh(double x) { return tanh_of<degree_for_double>(x); }

float exp(float x) { return static_cast<float>(exp_of<degree_for_float>(x)); }
float log(float x) { return static_cast<float>(log(static_cast<double>(x))); }
float log1p(float x) { return static_cast<float>(log1p(static_cast<double>(x))); }
float tanh(float x) { return static_cast<float>(tanh_of<degree_for_float>(x)); }

SineCosine sine_cosine_of_turns(double turns) {
  // turns = quarter / 4 + rest with |rest| <= 1/8, exactly; then the series at |a| <= pi / 4.
  const double quarter = std::floor(4.0 * turns + 0.5);
  const double a = two_pi * (turns - 0.25 * quarter);
  const double square = a * a;
  double sine = 1.0, cosine = 1.0;
  for (int n = 18; n >= 2; n -= 2) {
    cosine = 1.0 - cosine * square / (n * (n - 1));
    sine = 1.0 - sine * square / (n * (n + 1));
  }
  sine *= a;
  switch (static_cast<int>(quarter - 4.0 * std::floor(0.25 * quarter))) {
    case 0: return {sine, cosine};
    case 1: return {cosine, -sine};
    case 2: return {-sine, -cosine};
    default: return {-cosine, sine};
  }
}

}  // namespace dropout
