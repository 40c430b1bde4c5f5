// scaling_study.h: what forgetting the scale does, for one unit and for a whole net (chapter 2).
#pragma once
#include <cstdint>
#include <span>

#include "dropout/mlp.h"

namespace dropout {

// One unit with input x under a rule: in training two values, after training one.
//   dropped: 0 with probability p        kept: s x with probability k      s = 1 naive and test-scaled, 1 / k inverted
struct UnitLaw {
  double kept_value = 0.0;
  double drop_probability = 0.0;
  double train_mean = 0.0;      // k s x
  double train_variance = 0.0;  // s^2 x^2 p k
  double eval_output = 0.0;     // x, k x, x

  // sd / |mean| = sqrt(p / k) in all three schemes: scaling moves the mean, never the signal-to-noise ratio.
  double relative_noise() const;  // 0 where the mean is 0
  double mismatch() const;        // eval_output / train_mean: 1 / k naive, else 1; 1 where the mean is 0
};
UnitLaw unit_law(double x, const DropoutRule& rule);

// (1 / k)^layers: by how much a naive bias-free ReLU net is too strong in eval mode against its properly scaled pass.
// drop_rate in [0, 1), layers >= 0.
double naive_mismatch(double drop_rate, int layers);

// Eval logits [batch] when every weight behind a dropout layer is multiplied by `repair`, biases left alone: the rule
// W_test = k W of Srivastava et al. 2014 for repair = k, the naive net for repair = 1.
template <class Scalar>
void forward_scaled(const Mlp<Scalar>& net, std::span<const Scalar> inputs, double repair, std::span<Scalar> logits);

// A net trained, or drawn, with naive masks, measured on a set of examples.
struct ScalingReport {
  double logit_ratio = 1.0;      // sum |naive logits| / sum |scaled logits|: (1 / k)^layers without biases
  double train_ratio = 1.0;      // sum |naive logits| / sum |mean logits over masks|; not the same beyond one layer,
                                 // because E[relu(s)] >= relu(E[s])
  double class_agreement = 1.0;  // share of examples with the same class: exactly 1 without biases
  double naive_accuracy = 0.0;   // share right
  double scaled_accuracy = 0.0;
};
// mask_draws >= 1 naive masks for each example, those of training steps 0, 1, ... of this seed. drop_rate in [0, 1).
ScalingReport measure_scaling(const Mlp<float>& net, std::span<const float> inputs,
                              std::span<const std::uint8_t> labels, double drop_rate, int mask_draws,
                              std::uint64_t seed = 1);

}  // namespace dropout
