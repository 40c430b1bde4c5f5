// ensemble_members.cpp: every member of a net with dropout, and the mean of random ones (chapter 3).
#include <cassert>
#include <cmath>
#include <vector>

#include "dropout/elementary.h"
#include "dropout/mlp.h"

using Net = dropout::Mlp<double>;  // holds the weights; the pass is written out below
using Numbers = std::vector<double>;

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: net
using dropout::logistic, dropout::softplus;  // softplus: log(1 + e^s)

// The net with each hidden unit times its factor: mask / (1 - p)
// for a member, all ones for the one pass.
double logit_of(const Net& net, Numbers x, const Numbers& factors) {
  std::size_t unit = 0;
  for (int layer = 0; layer < net.layer_count(); ++layer) {
    Numbers h(net.biases(layer).begin(), net.biases(layer).end());
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < h.size(); ++j)
        h[j] += x[i] * net.weights(layer)[i * h.size() + j];
    if (layer + 1 < net.layer_count())
      for (double& value : h)
        value = (value > 0 ? value : 0) * factors[unit++];
    x = h;
  }
  return x[0];
}
// endregion

// region: enumeration
struct Means { double arithmetic, geometric, one_pass; };

Means all_members(const Net& net, const Numbers& x,
                  std::size_t units, double p) {
  double mean = 0, log_g = 0, log_other = 0;
  [[maybe_unused]] double total = 0;
  for (std::size_t bits = 0; bits >> units == 0; ++bits) {
    Numbers factors(units);
    double weight = 1;                   // P(mask)
    for (std::size_t unit = 0; unit < units; ++unit) {
      const bool kept = (bits >> unit & 1) != 0;
      weight *= kept ? 1 - p : p;
      factors[unit] = kept ? 1 / (1 - p) : 0;
    }
    const double s = logit_of(net, x, factors);
    mean += weight * logistic(s);
    log_g -= weight * softplus(-s);      // log sigmoid(s)
    log_other -= weight * softplus(s);   // log(1 - sigmoid(s))
    total += weight;
  }
  assert(std::abs(total - 1) < 1e-12);
  return {mean, logistic(log_g - log_other),  // G / (G + G')
          logistic(logit_of(net, x, Numbers(units, 1.0)))};
}
// endregion

// region: monte_carlo
// The mean of T = passes members, drawn as training draws them.
template <class Generator>
double monte_carlo(const Net& net, const Numbers& x, std::size_t units,
                   double p, int passes, Generator& generator) {
  double total = 0;
  for (int pass = 0; pass < passes; ++pass) {
    Numbers factors(units);
    for (double& factor : factors)
      factor = generator.uniform() >= p ? 1 / (1 - p) : 0;
    total += logistic(logit_of(net, x, factors));
  }
  return total / passes;
}
// endregion
// clang-format on
