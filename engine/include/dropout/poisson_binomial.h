// poisson_binomial.h: how many residual blocks run, when each survives with a probability of its own.
#pragma once
#include <span>
#include <vector>

namespace dropout {

// Number of successes of independent trials with probabilities p_1 .. p_L:
//   mean = sum p_l,   variance = sum p_l (1 - p_l)
struct PoissonBinomial {
  std::vector<double> probability;  // [L + 1]: P(K = 0) .. P(K = L), sums to 1
  double mean = 0.0;
  double variance = 0.0;
  int mode = 0;  // the most probable count; the smaller of two equals
};

// Dynamic program over blocks, O(L^2), exact up to rounding:
//   P_l(K = n) = p_l P_{l-1}(K = n - 1) + (1 - p_l) P_{l-1}(K = n)
// The order of the trials does not matter.
PoissonBinomial poisson_binomial(std::span<const double> probabilities);

// The number of active blocks when block l is dropped with rate p_l (Huang et al. 2016, arXiv:1603.09382, section 3):
// the law above with p_l = 1 - drop_rates[l].
PoissonBinomial active_depth_law(std::span<const double> drop_rates);

// The counts between which the middle share of passes lies: low = smallest n with P(K <= n) >= (1 - share) / 2,
// high = smallest n with P(K <= n) >= (1 + share) / 2. share in (0, 1).
struct CountRange {
  int low = 0, high = 0;
};
CountRange central_range(const PoissonBinomial& law, double share);

// Pearson's chi-square of observed counts [n] against probabilities [n]. Neighbouring cells are pooled, from the left,
// until each expects at least min_expected; what is left at the end joins the last pool. Counts are 0 to 2^53 each, of at
// most 1,000,000 cells, and min_expected is at least 1e-6: then no square is beyond the range of numbers.
struct GoodnessOfFit {
  double statistic = 0.0;
  int degrees_of_freedom = 0;  // pools - 1; 0 means that nothing could be tested, and p_value is 1
  double p_value = 1.0;
};
GoodnessOfFit goodness_of_fit(std::span<const double> observed, std::span<const double> probabilities,
                              double min_expected = 5.0);

}  // namespace dropout
