// ensemble_members.cpp: what the members of the net answer, how far a mean of passes is off, which members were met.
#include <algorithm>
#include <cmath>

#include "dropout/distinct_masks.h"
#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "ensemble.h"

namespace lesson {

namespace {

constexpr std::uint32_t most_passes = Ensemble::pass_counts[std::size(Ensemble::pass_counts) - 1];
constexpr int accuracy_members = 100;  // drawn members behind the accuracies of a net that is not enumerated

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

double scale_of(double drop_rate) { return dropout::dropout_scale({.drop_rate = drop_rate}, dropout::Mode::train); }

}  // namespace

// ---- members ---------------------------------------------------------------------------------------------------------

std::uint32_t Ensemble::drawn_member(std::uint32_t step, std::uint32_t sample) const {
  std::uint8_t mask[most_units];
  const auto units = std::span(mask).first(size_of(params_.unit_count));
  dropout::draw_unit_mask(trainer().net().shape(), {params_.drop_rate, params_.seed, step}, sample, units);
  std::uint32_t member = 0;
  for (std::size_t u = 0; u < units.size(); ++u) member |= static_cast<std::uint32_t>(units[u]) << u;
  return member;
}

std::vector<std::uint8_t> Ensemble::shown_mask(const Params& params) const {
  std::vector<std::uint8_t> mask(size_of(params.unit_count));
  dropout::draw_unit_mask(trainer().net().shape(), {params.drop_rate, params.seed, params.member}, 0, mask);
  return mask;
}

const Ensemble::Answers& Ensemble::answers(const Params& params) const {
  if (answers_ && answers_x_ == params.x && answers_y_ == params.y) return *answers_;
  answers_x_ = params.x;
  answers_y_ = params.y;
  errors_.clear();
  answers_ = Answers{};
  Answers& all = *answers_;
  const dropout::Mlp<float>& net = trainer().net();
  const float input[] = {static_cast<float>(params.x), static_cast<float>(params.y)};
  if (params.is_enumerated()) {
    all.weights = dropout::mask_probabilities(params.unit_count, params.drop_rate);
    all.logits.resize(all.weights.size());
    dropout::enumerate_logits<float>(net, input, params.drop_rate, all.logits);
  } else {
    all.weights.assign(drawn_members, 1.0 / drawn_members);
    all.logits.resize(drawn_members);
    std::vector<std::uint8_t> mask(size_of(params.unit_count));
    for (std::uint32_t t = 0; t < drawn_members; ++t) {
      dropout::draw_unit_mask(net.shape(), {params.drop_rate, params.seed, t}, 0, mask);
      dropout::forward_masked<float>(net, input, mask, scale_of(params.drop_rate),
                                     std::span(all.logits).subspan(t, 1));
    }
  }
  all.means = dropout::ensemble_means<float>(all.logits, all.weights);
  float logit[1];
  net.forward_eval(input, logit);
  all.pass = dropout::logistic(static_cast<double>(logit[0]));
  double square = 0;
  for (std::size_t m = 0; m < all.logits.size(); ++m) {
    all.outputs.push_back(dropout::logistic(static_cast<double>(all.logits[m])));
    const double off = all.outputs[m] - all.means.arithmetic;
    square += all.weights[m] * off * off;
  }
  all.spread = std::sqrt(square);
  return all;
}

const dropout::EnsembleAccuracy& Ensemble::accuracies(const Params& params) const {
  if (accuracies_) return *accuracies_;
  const dropout::Mlp<float>& net = trainer().net();
  const dropout::Dataset& test = trainer().test_set();
  if (params.is_enumerated()) {
    accuracies_ = dropout::ensemble_accuracy<float>(net, test.points, test.labels, params.drop_rate);
    return *accuracies_;
  }
  dropout::EnsembleAccuracy share;
  std::vector<float> logits(test.labels.size());
  net.forward_eval(test.points, logits);
  share.pass = dropout::accuracy<float>(logits, test.labels);
  std::vector<float> means(test.labels.size());  // of the outputs, minus one half: positive means class b
  std::vector<std::uint8_t> mask(size_of(params.unit_count));
  for (std::uint32_t t = 0; t < accuracy_members; ++t) {
    dropout::draw_unit_mask(net.shape(), {params.drop_rate, params.seed, t}, 0, mask);
    dropout::forward_masked<float>(net, test.points, mask, scale_of(params.drop_rate), logits);
    share.member += dropout::accuracy<float>(logits, test.labels) / accuracy_members;
    for (std::size_t b = 0; b < means.size(); ++b) means[b] += dropout::logistic(logits[b]) - 0.5f;
  }
  share.arithmetic = dropout::accuracy<float>(means, test.labels);
  return accuracies_.emplace(share);
}

// ---- Monte Carlo -----------------------------------------------------------------------------------------------------

double Ensemble::monte_carlo(const Params& params) const {
  const Answers& all = answers(params);
  double sum = 0;
  for (std::uint32_t t = 0; t < static_cast<std::uint32_t>(params.pass_count()); ++t)
    sum += all.outputs[params.is_enumerated() ? drawn_member(t, 0) : t];
  return sum / params.pass_count();
}

// error(T)^2 = mean over repeats of (mean of T passes - A)^2; repeat r takes the masks of sample r, so repeat 0 is the marker.
const Ensemble::ErrorCurve& Ensemble::error_curve(const Params& params) const {
  const Answers& all = answers(params);
  if (!errors_.empty() || !params.is_enumerated()) return errors_;
  if (repeats_.empty())
    for (std::uint32_t repeat = 0; repeat < repeat_count; ++repeat)
      for (std::uint32_t t = 0; t < most_passes; ++t)
        repeats_.push_back(static_cast<std::uint16_t>(drawn_member(t, repeat)));
  errors_.assign(std::size(pass_counts), 0.0);
  for (std::size_t repeat = 0; repeat < repeat_count; ++repeat) {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < errors_.size(); ++i) {
      for (; count < size_of(pass_counts[i]); ++count) sum += all.outputs[repeats_[repeat * most_passes + count]];
      const double off = sum / pass_counts[i] - all.means.arithmetic;
      errors_[i] += off * off / repeat_count;
    }
  }
  for (double& error : errors_) error = std::sqrt(error);
  return errors_;
}

double Ensemble::expected_error(const Params& params) const {
  return answers(params).spread / std::sqrt(static_cast<double>(params.pass_count()));
}

double Ensemble::measured_error(const Params& params) const {
  const ErrorCurve& errors = error_curve(params);
  return errors.empty() ? 0 : errors[static_cast<std::size_t>(params.passes)];
}

// 0 where nothing spreads, and nothing can be measured.
double Ensemble::error_slope(const Params& params) const {
  const ErrorCurve& errors = error_curve(params);
  if (errors.empty() || *std::min_element(errors.begin(), errors.end()) < 1e-12) return 0;
  const std::vector<double> counts(std::begin(pass_counts), std::end(pass_counts));
  return dropout::log_log_slope(counts, errors);
}

// ---- counters --------------------------------------------------------------------------------------------------------

double Ensemble::member_count(const Params& params) const { return std::ldexp(1.0, params.unit_count); }

double Ensemble::effective_count(const Params& params) const {
  return dropout::effective_mask_count(params.unit_count, params.drop_rate);
}

int Ensemble::distinct_count(const Params& params) const {
  seen_.bits.resize((std::size_t{1} << params.unit_count) / 64 + 1);
  for (; seen_.draws < draws_; ++seen_.draws) {
    const std::uint32_t member = drawn_member(static_cast<std::uint32_t>(seen_.draws), 0);
    std::uint64_t& word = seen_.bits[member / 64];
    const std::uint64_t bit = std::uint64_t{1} << member % 64;
    if ((word & bit) == 0) ++seen_.distinct;
    word |= bit;
  }
  return seen_.distinct;
}

double Ensemble::expected_distinct(const Params& params) const {
  return dropout::expected_distinct_masks(params.unit_count, params.drop_rate, draws_);
}

int Ensemble::kept(const Params& params) const {
  const auto mask = shown_mask(params);
  return static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{1}));
}

double Ensemble::member_output(const Params& params) const {
  const float input[] = {static_cast<float>(params.x), static_cast<float>(params.y)};
  float logit[1];
  dropout::forward_masked<float>(trainer().net(), input, shown_mask(params), scale_of(params.drop_rate), logit);
  return dropout::logistic(static_cast<double>(logit[0]));
}

double Ensemble::geometric_gap(const Params& params) const { return std::abs(geometric(params) - pass(params)); }
double Ensemble::arithmetic_gap(const Params& params) const { return std::abs(arithmetic(params) - pass(params)); }
double Ensemble::monte_carlo_error(const Params& params) const {
  return std::abs(monte_carlo(params) - arithmetic(params));
}

}  // namespace lesson
