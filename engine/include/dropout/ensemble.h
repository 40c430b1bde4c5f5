// ensemble.h: the 2^n thinned nets inside one net with dropout, all of them, against the one scaled pass.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/mlp.h"

// A net with n hidden units holds 2^n members, one for each mask m, with P(m) = p^dropped k^kept and logit S(m).
// Sources: Baldi and Sadowski, NIPS 26 (2013) and Artificial Intelligence 210 (2014); Warde-Farley et al. 2013,
// arXiv:1312.6197.
namespace dropout {

constexpr int largest_enumeration = 16;  // hidden units: 65 536 members

// P(m) for all 2^n masks; bit u of the index m = unit u is kept. unit_count 0 to 16, drop_rate in [0, 1]. Sums to 1.
std::vector<double> mask_probabilities(int unit_count, double drop_rate);

// S(m) of one input [input_count] for all 2^n masks of the hidden units (numbered as in masked_net.h), inverted dropout
// with scale 1 / (1 - p). Each logit equals forward_masked bit for bit. logits [2^n]; n at most 16.
template <class Scalar>
void enumerate_logits(const Mlp<Scalar>& net, std::span<const Scalar> input, double drop_rate,
                      std::span<Scalar> logits);

// The ways to sum up an ensemble of logits S(m) with weights P(m):
//   arithmetic    A    = sum_m P(m) sigma(S(m))
//   geometric     NWGM = G / (G + G'),   G = prod_m sigma(S(m))^P(m),   G' = prod_m (1 - sigma(S(m)))^P(m)
//   mean logit    E[S] = sum_m P(m) S(m);  NWGM = sigma(E[S]) is an identity, because log(G / G') = E[S]
// The one pass in eval mode equals NWGM exactly where E[S] is the eval logit: one dropout layer below the logit, or
// only linear layers in between. Above two nonlinear dropout layers it does not.
struct EnsembleMeans {
  double arithmetic = 0.0;
  double geometric = 0.0;  // computed from log G and log G', never through E[S]
  double mean_logit = 0.0;
};
template <class Scalar>
EnsembleMeans ensemble_means(std::span<const Scalar> logits, std::span<const double> weights);

// Mean of sigma(S) over `pass_count` >= 1 random passes for one input: pass t uses the masks that example `sample` of
// training step draw.step + t would get.
template <class Scalar>
double monte_carlo_mean(const Mlp<Scalar>& net, std::span<const Scalar> input, const DropoutDraw& draw,
                        std::uint32_t sample, int pass_count);

struct EnsembleConfig {
  double drop_rate = 0.5;                        // in [0, 1)
  std::vector<int> pass_counts = {10, 50, 200};  // Monte Carlo passes, each at least 1, ascending
  std::uint64_t seed = 1;                        // of the Monte Carlo masks; example b is sample b
};

// Over a set of examples; gaps are absolute differences of probabilities.
struct EnsembleReport {
  double geometric_gap_mean = 0.0, geometric_gap_max = 0.0;    // |NWGM - one pass|
  double arithmetic_gap_mean = 0.0, arithmetic_gap_max = 0.0;  // |arithmetic mean - one pass|
  double pass_accuracy = 0.0;                                  // share right by the one pass
  double arithmetic_accuracy = 0.0;                            // share right by the arithmetic mean of all members
  double member_accuracy = 0.0;            // expected share right by a single member drawn with P(m)
  std::vector<double> monte_carlo_errors;  // [pass_counts] mean |mean of T passes - arithmetic mean|
};
template <class Scalar>
EnsembleReport compare_with_ensemble(const Mlp<Scalar>& net, std::span<const Scalar> inputs,
                                     std::span<const std::uint8_t> labels, const EnsembleConfig& config);

// The three accuracies of EnsembleReport alone, about ten times faster: for pictures that follow a slider. They equal the
// report's (the arithmetic mean within 1e-12, so a class differs only where that mean is 1/2).
struct EnsembleAccuracy {
  double pass = 0.0, arithmetic = 0.0, member = 0.0;
};
template <class Scalar>
EnsembleAccuracy ensemble_accuracy(const Mlp<Scalar>& net, std::span<const Scalar> inputs,
                                   std::span<const std::uint8_t> labels, double drop_rate);

// Slope of the least-squares line through (log x, log y); all values > 0, at least two different x. A Monte Carlo error
// against T has -1/2.
double log_log_slope(std::span<const double> x, std::span<const double> y);

}  // namespace dropout
