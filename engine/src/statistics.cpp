// statistics.cpp: gamma and beta functions by series and continued fractions, on the engine's own exp and log.
#include "dropout/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "dropout/elementary.h"

namespace dropout {
namespace {

constexpr double relative_precision = 1e-16;
constexpr int max_terms = 100000;

// Value of the continued fraction  b0 + a1/(b1 + a2/(b2 + ...))  by Lentz's method; next(n) gives {a_n, b_n}.
struct Term {
  double a, b;
};
template <class NextTerm>
double continued_fraction(double b0, NextTerm&& next) {
  constexpr double tiny = 1e-300;
  double value = b0 == 0.0 ? tiny : b0, c = value, d = 0.0;
  for (int n = 1; n < max_terms; ++n) {
    const Term term = next(n);
    d = term.b + term.a * d;
    c = term.b + term.a / c;
    d = 1.0 / (d == 0.0 ? tiny : d);
    if (c == 0.0) c = tiny;
    value *= c * d;
    if (std::fabs(c * d - 1.0) < 4 * relative_precision) break;
  }
  return value;
}

// Regularised incomplete beta function I_x(a, b) for x below the mean, where the fraction converges fast.
double regularized_beta(double x, double a, double b) {
  if (x <= 0.0) return 0.0;
  if (x >= 1.0) return 1.0;
  if (x > (a + 1.0) / (a + b + 2.0)) return 1.0 - regularized_beta(1.0 - x, b, a);
  const double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log(1.0 - x)) / a;
  const double fraction = continued_fraction(1.0, [=](int n) -> Term {
    const int m = n / 2;
    if (n % 2 == 0) return {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0};
    return {-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0};
  });
  return front / fraction;
}

}  // namespace

// Stirling's series at x + shift >= 10, then  Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)).
double log_gamma(double x) {
  assert(x > 0.0);
  double product = 1.0;
  for (; x < 10.0; x += 1.0) product *= x;
  constexpr double half_log_two_pi = 0.91893853320467274178;
  const double inverse = 1.0 / x, square = inverse * inverse;
  const double series =
      inverse *
      (1.0 / 12 -
       square * (1.0 / 360 - square * (1.0 / 1260 -
                                       square * (1.0 / 1680 -
                                                 square * (1.0 / 1188 - square * (691.0 / 360360 - square / 156))))));
  return (x - 0.5) * log(x) - x + half_log_two_pi + series - log(product);
}

double binomial_pmf(int n, int k, double probability) {
  assert(n >= 0 && probability >= 0.0 && probability <= 1.0);
  if (k < 0 || k > n) return 0.0;
  if (probability == 0.0) return k == 0 ? 1.0 : 0.0;
  if (probability == 1.0) return k == n ? 1.0 : 0.0;
  return exp(log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0) + k * log(probability) +
             (n - k) * log(1.0 - probability));
}

MaskedSums enumerate_masked_sums(std::span<const double> values, double drop_rate, double scale) {
  assert(values.size() <= 16 && drop_rate >= 0.0 && drop_rate <= 1.0);
  const std::size_t mask_count = std::size_t{1} << values.size();
  MaskedSums result;
  result.sums.resize(mask_count);
  result.probabilities.resize(mask_count);
  // S(m) = S(m without its highest unit) + x of that unit; the probabilities grow the same way.
  result.sums[0] = 0.0;
  result.probabilities[0] = 1.0;
  for (std::size_t unit = 0; unit < values.size(); ++unit) {
    const std::size_t half = std::size_t{1} << unit;
    for (std::size_t m = 0; m < half; ++m) {
      result.sums[half + m] = result.sums[m] + scale * values[unit];
      result.probabilities[half + m] = result.probabilities[m] * (1.0 - drop_rate);
      result.probabilities[m] *= drop_rate;
    }
  }
  for (std::size_t m = 0; m < mask_count; ++m) result.mean += result.probabilities[m] * result.sums[m];
  double variance = 0.0;
  for (std::size_t m = 0; m < mask_count; ++m) {
    const double deviation = result.sums[m] - result.mean;
    variance += result.probabilities[m] * deviation * deviation;
  }
  result.sd = std::sqrt(variance);
  const auto [least, largest] = std::minmax_element(result.sums.begin(), result.sums.end());
  result.minimum = *least;
  result.maximum = *largest;
  return result;
}

double chi_square_statistic(std::span<const double> observed, std::span<const double> expected) {
  assert(observed.size() == expected.size());
  double statistic = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (expected[i] == 0.0) {
      assert(observed[i] == 0.0);
      continue;
    }
    const double difference = observed[i] - expected[i];
    statistic += difference * difference / expected[i];
  }
  return statistic;
}

double regularized_gamma_q(double a, double x) {
  assert(a > 0.0 && x >= 0.0);
  if (x == 0.0) return 1.0;
  const double front = exp(a * log(x) - x - log_gamma(a));
  if (x < a + 1.0) {
    // P(a, x) = front * sum_n x^n / (a (a + 1) ... (a + n))
    double term = 1.0 / a, sum = term;
    for (int n = 1; n < max_terms && term > sum * relative_precision; ++n) {
      term *= x / (a + n);
      sum += term;
    }
    return 1.0 - front * sum;
  }
  // Q(a, x) = front / (x + 1 - a + 1 (a - 1) / (x + 3 - a + 2 (a - 2) / (x + 5 - a + ...)))
  return front / continued_fraction(x + 1.0 - a, [=](int n) -> Term { return {n * (a - n), x + 2 * n + 1.0 - a}; });
}

double chi_square_upper_p(double statistic, double degrees_of_freedom) {
  assert(degrees_of_freedom >= 1.0 && degrees_of_freedom <= 1e8);
  return regularized_gamma_q(0.5 * degrees_of_freedom, 0.5 * std::max(statistic, 0.0));
}

double student_t_central_probability(double t, double degrees_of_freedom) {
  assert(degrees_of_freedom >= 1.0 && degrees_of_freedom <= 1e8);
  return 1.0 - regularized_beta(degrees_of_freedom / (degrees_of_freedom + t * t), 0.5 * degrees_of_freedom, 0.5);
}

double student_t_quantile(double degrees_of_freedom, double confidence) {
  assert(confidence > 0.0 && confidence < 1.0);
  double low = 0.0, high = 1.0;
  while (student_t_central_probability(high, degrees_of_freedom) < confidence && high < 1e12) high *= 2.0;
  for (int halving = 0; halving < 80; ++halving) {
    const double middle = 0.5 * (low + high);
    (student_t_central_probability(middle, degrees_of_freedom) < confidence ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

MeanInterval mean_interval(std::span<const double> values, double confidence) {
  MeanInterval result;
  result.count = static_cast<int>(values.size());
  const double count = static_cast<double>(values.size());
  for (const double value : values) result.mean += value;
  if (result.count > 0) result.mean /= count;
  if (result.count < 2) {
    result.half_width = std::numeric_limits<double>::infinity();
    return result;
  }
  double squares = 0.0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  const double standard_error = std::sqrt(squares / (count - 1.0) / count);
  result.half_width = student_t_quantile(count - 1.0, confidence) * standard_error;
  return result;
}

MeanInterval paired_interval(std::span<const double> before, std::span<const double> after, double confidence) {
  assert(before.size() == after.size());
  std::vector<double> differences(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) differences[i] = after[i] - before[i];
  return mean_interval(differences, confidence);
}

MeanInterval finite(MeanInterval interval) {
  if (!std::isfinite(interval.half_width)) interval.half_width = 0;
  return interval;
}

}  // namespace dropout
