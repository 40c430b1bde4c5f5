// net_study_bindings.cpp: studies that look into one trained net: removal, cancellation, the ensemble, the scale.
#include <algorithm>

#include "dropout/ablation.h"
#include "dropout/ensemble.h"
#include "dropout/masked_net.h"
#include "dropout/scaling_study.h"
#include "exports.h"
#include "nets.h"

namespace engine_module {
namespace {

// A net and the labelled examples that it is judged on.
struct Case {
  Case(const Net* holder, const float* points, const std::uint8_t* classes, int count)
      : net(*holder->mlp()),
        inputs(span_of(points, count * net.shape().input_count)),
        labels(span_of(classes, count)) {}
  const dropout::Mlp<float>& net;
  std::span<const float> inputs;
  std::span<const std::uint8_t> labels;
};

std::span<const float> inputs_of(const Net* holder, const float* inputs, int count) {
  return span_of(inputs, count * holder->mlp()->shape().input_count);
}

}  // namespace

ENGINE_EXPORT(net_hidden_units) int net_hidden_units(const Net* holder) {
  return dropout::hidden_unit_count(holder->mlp()->shape());
}

ENGINE_EXPORT(net_masked_logits)
void net_masked_logits(const Net* holder, const float* inputs, int count, const std::uint8_t* mask, double scale,
                       float* logits) {
  const dropout::Mlp<float>& net = *holder->mlp();
  dropout::forward_masked<float>(net, inputs_of(holder, inputs, count),
                                 span_of(mask, dropout::hidden_unit_count(net.shape())), scale,
                                 span_of(logits, count));
}

// --- removal -------------------------------------------------------------------------------------------------------

// Examples right with every unit, then without each unit; then the largest drop and the number of critical units.
ENGINE_EXPORT(study_unit_damage)
void study_unit_damage(const Net* holder, const float* inputs, const std::uint8_t* labels, int count, double* out) {
  const Case at(holder, inputs, labels, count);
  const dropout::UnitDamage damage = dropout::measure_unit_damage(at.net, at.inputs, at.labels);
  *out++ = damage.correct;
  *out++ = damage.largest_drop();
  *out++ = damage.critical_units();
  std::copy(damage.correct_without.begin(), damage.correct_without.end(), out);
}
// settings: orders, stride, floor share, seed. out: removed until broken, then the accuracies.
ENGINE_EXPORT(study_removal)
void study_removal(const Net* holder, const float* inputs, const std::uint8_t* labels, int count,
                   const double* settings, double* out) {
  const Case at(holder, inputs, labels, count);
  Fields fields(settings);
  dropout::RemovalConfig config;
  config.order_count = fields.integer();
  config.stride = fields.integer();
  config.floor_share = fields.number();
  config.seed = fields.seed();
  const dropout::RemovalCurve curve = dropout::measure_removal(at.net, at.inputs, at.labels, config);
  *out++ = curve.removed_until_broken;
  std::copy(curve.accuracy.begin(), curve.accuracy.end(), out);
}
ENGINE_EXPORT(study_removal_accuracies)
void study_removal_accuracies(const Net* holder, const float* inputs, const std::uint8_t* labels, int count,
                              const int* order, int order_size, int stride, double* out) {
  const Case at(holder, inputs, labels, count);
  const std::vector<double> accuracies =
      dropout::removal_accuracies(at.net, at.inputs, at.labels, span_of(order, order_size), stride);
  std::copy(accuracies.begin(), accuracies.end(), out);
}
// settings: draws, seed.
ENGINE_EXPORT(study_half_removal)
void study_half_removal(const Net* holder, const float* inputs, const std::uint8_t* labels, int count,
                        const double* settings, double* out) {
  const Case at(holder, inputs, labels, count);
  Fields fields(settings);
  const int draws = fields.integer();
  const dropout::HalfRemoval half = dropout::measure_half_removal(at.net, at.inputs, at.labels, draws, fields.seed());
  out[0] = half.accuracy;
  out[1] = half.correlation;
}
ENGINE_EXPORT(study_cancellation) double study_cancellation(const Net* holder, const float* inputs, int count) {
  return dropout::cancellation_ratio(*holder->mlp(), inputs_of(holder, inputs, count));
}

// --- the ensemble --------------------------------------------------------------------------------------------------

ENGINE_EXPORT(ensemble_probabilities) void ensemble_probabilities(int units, double drop_rate, double* out) {
  const std::vector<double> probabilities = dropout::mask_probabilities(units, drop_rate);
  std::copy(probabilities.begin(), probabilities.end(), out);
}
ENGINE_EXPORT(ensemble_logits)
void ensemble_logits(const Net* holder, const float* input, double drop_rate, float* logits, int members) {
  dropout::enumerate_logits<float>(*holder->mlp(), inputs_of(holder, input, 1), drop_rate, span_of(logits, members));
}
ENGINE_EXPORT(ensemble_means)
void ensemble_means(const double* logits, const double* weights, int members, double* out) {
  const dropout::EnsembleMeans means =
      dropout::ensemble_means<double>(span_of(logits, members), span_of(weights, members));
  out[0] = means.arithmetic;
  out[1] = means.geometric;
  out[2] = means.mean_logit;
}
// settings: drop rate, seed, step, sample, passes.
ENGINE_EXPORT(ensemble_monte_carlo)
double ensemble_monte_carlo(const Net* holder, const float* input, const double* settings) {
  Fields fields(settings);
  dropout::DropoutDraw draw;
  draw.drop_rate = fields.number();
  draw.seed = fields.seed();
  draw.step = fields.word();
  const std::uint32_t sample = fields.word();
  return dropout::monte_carlo_mean<float>(*holder->mlp(), inputs_of(holder, input, 1), draw, sample,
                                          fields.integer());
}
// settings: drop rate, seed, pass counts.
ENGINE_EXPORT(ensemble_compare)
void ensemble_compare(const Net* holder, const float* inputs, const std::uint8_t* labels, int count,
                      const double* settings, double* out) {
  const Case at(holder, inputs, labels, count);
  Fields fields(settings);
  dropout::EnsembleConfig config;
  config.drop_rate = fields.number();
  config.seed = fields.seed();
  config.pass_counts = fields.integers();
  const dropout::EnsembleReport report = dropout::compare_with_ensemble<float>(at.net, at.inputs, at.labels, config);
  for (const double value :
       {report.geometric_gap_mean, report.geometric_gap_max, report.arithmetic_gap_mean, report.arithmetic_gap_max,
        report.pass_accuracy, report.arithmetic_accuracy, report.member_accuracy})
    *out++ = value;
  std::copy(report.monte_carlo_errors.begin(), report.monte_carlo_errors.end(), out);
}

// --- the forgotten scale -------------------------------------------------------------------------------------------

ENGINE_EXPORT(scaling_unit_law) void scaling_unit_law(double x, double drop_rate, int scheme, double* out) {
  const dropout::UnitLaw law = dropout::unit_law(x, {drop_rate, static_cast<dropout::Scheme>(scheme)});
  for (const double value : {law.kept_value, law.drop_probability, law.train_mean, law.train_variance,
                             law.eval_output, law.relative_noise(), law.mismatch()})
    *out++ = value;
}
ENGINE_EXPORT(scaling_mismatch) double scaling_mismatch(double drop_rate, int layers) {
  return dropout::naive_mismatch(drop_rate, layers);
}
// settings: drop rate, mask draws, seed.
ENGINE_EXPORT(scaling_measure)
void scaling_measure(const Net* holder, const float* inputs, const std::uint8_t* labels, int count,
                     const double* settings, double* out) {
  const Case at(holder, inputs, labels, count);
  Fields fields(settings);
  const double drop_rate = fields.number();
  const int draws = fields.integer();
  const dropout::ScalingReport report =
      dropout::measure_scaling(at.net, at.inputs, at.labels, drop_rate, draws, fields.seed());
  for (const double value : {report.logit_ratio, report.train_ratio, report.class_agreement, report.naive_accuracy,
                             report.scaled_accuracy})
    *out++ = value;
}

}  // namespace engine_module
