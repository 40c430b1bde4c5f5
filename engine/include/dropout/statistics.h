// statistics.h: exact distributions and the tests that judge drawn ones.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace dropout {

// P(K = k) for K ~ Binomial(n, probability); 0 outside 0..n. Relative error < 1e-12 up to n = 100 and < 1e-9 up to
// n = 100 000.
double binomial_pmf(int n, int k, double probability);

// log Gamma(x) for x > 0: error < 1e-13 relative or absolute, whichever is larger.
double log_gamma(double x);

// All 2^n masks of a layer and the masked sum  S(m) = scale * sum_i m_i x_i  of each, P(m) = p^dropped k^kept.
struct MaskedSums {
  std::vector<double> sums;           // [2^n]; bit i of the index = unit i is kept
  std::vector<double> probabilities;  // [2^n], sums to 1
  double mean = 0.0;
  double sd = 0.0;
  double minimum = 0.0, maximum = 0.0;  // over all masks, also those of probability 0
};

// values: 0 to 16 units. drop_rate in [0, 1]. scale: 1 for the naive sum, 1 / (1 - p) for inverted dropout.
MaskedSums enumerate_masked_sums(std::span<const double> values, double drop_rate, double scale = 1.0);

// sum (observed - expected)^2 / expected; cells with expected 0 must have observed 0 and are skipped.
double chi_square_statistic(std::span<const double> observed, std::span<const double> expected);

// P(X >= statistic) for X ~ chi-square with this many degrees of freedom: 1 to 1e8, where log Gamma still cancels well
// enough. Absolute error < 1e-9 up to 1e6, < 1e-7 up to 1e8.
double chi_square_upper_p(double statistic, double degrees_of_freedom);

// Regularised upper incomplete gamma function Q(a, x), a > 0, x >= 0. Absolute error < 1e-12 up to a = 1,000.
double regularized_gamma_q(double a, double x);

// P(|T| <= t) for Student's t with 1 to 1e8 degrees of freedom (see above; the largest differ from the normal law by 1e-8).
double student_t_central_probability(double t, double degrees_of_freedom);

// The t with P(|T| <= t) = confidence, confidence in (0, 1): 12.706 at df 1, 2.045 at df 29 for 0.95.
double student_t_quantile(double degrees_of_freedom, double confidence = 0.95);

// Mean and half width of its two-sided 95 % t-interval: mean ± half_width. With fewer than two values the half width
// is infinite, because one value says nothing about spread; the mean of none is 0. At most 1e8 values.
struct MeanInterval {
  double mean = 0.0;
  double half_width = 0.0;
  int count = 0;
};
MeanInterval mean_interval(std::span<const double> values, double confidence = 0.95);

// The same for after[i] - before[i]: pairs share their seed, so what they have in common cancels.
MeanInterval paired_interval(std::span<const double> before, std::span<const double> after, double confidence = 0.95);

// For pictures and readouts, which show finite numbers only: the half width 0 where it is infinite; count tells why.
MeanInterval finite(MeanInterval interval);

}  // namespace dropout
