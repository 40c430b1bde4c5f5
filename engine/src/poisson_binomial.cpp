// poisson_binomial.cpp: the dynamic program, and the test of a histogram against the law.
#include "dropout/poisson_binomial.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "dropout/statistics.h"

namespace dropout {

PoissonBinomial poisson_binomial(std::span<const double> probabilities) {
  PoissonBinomial law;
  law.probability = {1.0};
  for (const double p : probabilities) {
    assert(p >= 0.0 && p <= 1.0);
    law.mean += p;
    law.variance += p * (1.0 - p);
    law.probability.push_back(0.0);
    // downwards, so that P_{l-1}(n - 1) is still the old one when P_l(n) needs it
    for (std::size_t n = law.probability.size() - 1; n > 0; --n)
      law.probability[n] = p * law.probability[n - 1] + (1.0 - p) * law.probability[n];
    law.probability[0] *= 1.0 - p;
  }
  law.mode =
      static_cast<int>(std::max_element(law.probability.begin(), law.probability.end()) - law.probability.begin());
  return law;
}

PoissonBinomial active_depth_law(std::span<const double> drop_rates) {
  std::vector<double> survival;
  for (const double drop_rate : drop_rates) survival.push_back(1.0 - drop_rate);
  return poisson_binomial(survival);
}

CountRange central_range(const PoissonBinomial& law, double share) {
  assert(share > 0.0 && share < 1.0);
  const auto quantile = [&law](double level) {
    double cumulative = 0.0;
    for (std::size_t n = 0; n < law.probability.size(); ++n) {
      cumulative += law.probability[n];
      if (cumulative >= level) return static_cast<int>(n);
    }
    return static_cast<int>(law.probability.size()) - 1;
  };
  return {quantile(0.5 * (1.0 - share)), quantile(0.5 * (1.0 + share))};
}

GoodnessOfFit goodness_of_fit(std::span<const double> observed, std::span<const double> probabilities,
                              double min_expected) {
  assert(observed.size() == probabilities.size() && min_expected >= 1e-6);
  double total = 0.0;
  for (const double count : observed) {
    assert(count >= 0.0 && count <= 0x1p53);
    total += count;
  }
  std::vector<double> pooled_observed, pooled_expected;
  double open_observed = 0.0, open_expected = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    open_observed += observed[i];
    open_expected += total * probabilities[i];
    if (open_expected < min_expected) continue;
    pooled_observed.push_back(open_observed);
    pooled_expected.push_back(open_expected);
    open_observed = open_expected = 0.0;
  }
  GoodnessOfFit fit;
  if (pooled_observed.size() < 2) return fit;
  pooled_observed.back() += open_observed;
  pooled_expected.back() += open_expected;
  fit.statistic = chi_square_statistic(pooled_observed, pooled_expected);
  fit.degrees_of_freedom = static_cast<int>(pooled_observed.size()) - 1;
  fit.p_value = chi_square_upper_p(fit.statistic, fit.degrees_of_freedom);
  return fit;
}

}  // namespace dropout
