// ablation.h: how much a trained net depends on single hidden units, and what is left when many are removed.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/mlp.h"
#include "dropout/random_stream.h"

// Removal = the unit's output set to 0 in eval mode, without rescaling unless said (Morcos et al. 2018,
// arXiv:1803.06959). Inputs are points [batch, input_count]; labels [batch] of 0 or 1, at least one.
// A point counts as class 1 if its logit is > 0. "Points" of accuracy are percentage points.
namespace dropout {

// What happens when one unit alone is removed.
struct UnitDamage {
  int example_count = 0;
  int correct = 0;                   // examples right with every unit in place
  std::vector<int> correct_without;  // [hidden units] examples right without that unit

  double accuracy_loss(int unit) const;  // in points; negative where the removal helps
  double largest_drop() const;  // max over units of accuracy_loss, in points; 0 for a net without hidden units
  int critical_units() const;   // units whose removal loses at least one example
};
UnitDamage measure_unit_damage(const Mlp<float>& net, std::span<const float> inputs,
                               std::span<const std::uint8_t> labels);

// A random order of 0 .. count - 1, every order equally likely (Fisher and Yates).
std::vector<int> random_order(RandomStream& stream, int count);

// Accuracy (share) after removing the first 0, stride, 2 stride, ... units of an order of all hidden units; the last
// entry has all of them removed.
std::vector<double> removal_accuracies(const Mlp<float>& net, std::span<const float> inputs,
                                       std::span<const std::uint8_t> labels, std::span<const int> order,
                                       int stride = 2);

struct RemovalConfig {
  int order_count = 60;      // random orders, at least 1
  int stride = 2;            // units removed between two looks, at least 1
  double floor_share = 0.9;  // "broken" = accuracy below this share of the start
  std::uint64_t seed = 1;    // of the study stream that draws the orders
};

// The mean over random orders. To stream it, call random_order and removal_accuracies one order at a time.
struct RemovalCurve {
  std::vector<int> removed;           // 0, stride, 2 stride, ..., all hidden units
  std::vector<double> accuracy;       // mean accuracy (share) at these counts
  double removed_until_broken = 0.0;  // mean over orders of the first count below the floor; all units if it never is
};
RemovalCurve measure_removal(const Mlp<float>& net, std::span<const float> inputs,
                             std::span<const std::uint8_t> labels, const RemovalConfig& config = {});

// A random half of all hidden units at 0, the others times 2, as the net met it in training at p = 0.5.
struct HalfRemoval {
  double accuracy = 0.0;  // share, mean over draws
  double correlation =
      0.0;  // cosine of masked logits with full logits, mean over draws; 0 where one of them is all 0
};
HalfRemoval measure_half_removal(const Mlp<float>& net, std::span<const float> inputs,
                                 std::span<const std::uint8_t> labels, int draw_count = 60, std::uint64_t seed = 1);

// median over examples of  sum_j |v_j h_j| / max(|logit|, 1e-9)      h, v: outputs and outgoing weights of the last
// hidden layer. 1 = all parts pull one way (below 1 the bias helps); 10 = ten parts cancel to leave one.
// Needs at least one hidden layer and one example; a ratio that is no number counts as the largest.
double cancellation_ratio(const Mlp<float>& net, std::span<const float> inputs);

}  // namespace dropout
