// scaling_study.cpp: the two-point law of a unit, and a net in eval mode with and without the missing factor.
#include "dropout/scaling_study.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

#include "dropout/masked_net.h"

namespace dropout {

double UnitLaw::relative_noise() const {
  return train_mean == 0.0 ? 0.0 : std::sqrt(train_variance) / std::fabs(train_mean);
}

double UnitLaw::mismatch() const { return train_mean == 0.0 ? 1.0 : eval_output / train_mean; }

UnitLaw unit_law(double x, const DropoutRule& rule) {
  assert(is_valid_drop_rate(rule.drop_rate));
  const double p = rule.drop_rate, k = 1.0 - p;
  UnitLaw law;
  law.kept_value = dropout_scale(rule, Mode::train) * x;
  law.drop_probability = p;
  law.train_mean = k * law.kept_value;
  law.train_variance = law.kept_value * law.kept_value * p * k;
  law.eval_output = dropout_scale(rule, Mode::eval) * x;
  return law;
}

double naive_mismatch(double drop_rate, int layers) {
  assert(is_valid_drop_rate(drop_rate) && drop_rate < 1.0);
  double mismatch = 1.0;
  for (int l = 0; l < layers; ++l) mismatch /= 1.0 - drop_rate;
  return mismatch;
}

// Scaling the outgoing weights of a hidden layer is scaling its outputs: (k w) h = w (k h).
template <class Scalar>
void forward_scaled(const Mlp<Scalar>& net, std::span<const Scalar> inputs, double repair, std::span<Scalar> logits) {
  const std::vector<std::uint8_t> all_kept(static_cast<std::size_t>(hidden_unit_count(net.shape())), 1);
  forward_masked<Scalar>(net, inputs, all_kept, repair, logits);
}

template void forward_scaled<float>(const Mlp<float>&, std::span<const float>, double, std::span<float>);
template void forward_scaled<double>(const Mlp<double>&, std::span<const double>, double, std::span<double>);

ScalingReport measure_scaling(const Mlp<float>& net, std::span<const float> inputs,
                              std::span<const std::uint8_t> labels, double drop_rate, int mask_draws,
                              std::uint64_t seed) {
  assert(!labels.empty() && drop_rate < 1.0 && mask_draws >= 1);
  const std::size_t input_count = static_cast<std::size_t>(net.shape().input_count);
  std::vector<float> naive(labels.size()), scaled(labels.size());
  net.forward_eval(inputs, naive);
  forward_scaled<float>(net, inputs, 1.0 - drop_rate, scaled);

  std::vector<std::uint8_t> mask(static_cast<std::size_t>(hidden_unit_count(net.shape())));
  double naive_size = 0.0, scaled_size = 0.0, train_size = 0.0, agreeing = 0.0;
  for (std::size_t b = 0; b < labels.size(); ++b) {
    double sum = 0.0;
    for (int draw = 0; draw < mask_draws; ++draw) {
      draw_unit_mask(net.shape(), {drop_rate, seed, static_cast<std::uint32_t>(draw)}, static_cast<std::uint32_t>(b),
                     mask);
      float logit[1];
      forward_masked<float>(net, inputs.subspan(b * input_count, input_count), mask, 1.0, logit);
      sum += double{logit[0]};
    }
    train_size += std::fabs(sum / mask_draws);
    naive_size += std::fabs(double{naive[b]});
    scaled_size += std::fabs(double{scaled[b]});
    agreeing += (naive[b] > 0.0f) == (scaled[b] > 0.0f) ? 1.0 : 0.0;
  }
  ScalingReport report;
  if (scaled_size > 0.0) report.logit_ratio = naive_size / scaled_size;
  if (train_size > 0.0) report.train_ratio = naive_size / train_size;
  report.class_agreement = agreeing / static_cast<double>(labels.size());
  report.naive_accuracy = accuracy<float>(naive, labels);
  report.scaled_accuracy = accuracy<float>(scaled, labels);
  return report;
}

}  // namespace dropout
