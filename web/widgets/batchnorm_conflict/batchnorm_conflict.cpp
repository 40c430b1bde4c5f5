// batchnorm_conflict.cpp: widget batchnorm_conflict, chapter 9: what a batch norm measures and what it meets, and nets
// with dropout in each place around it.
#include "batchnorm_conflict.h"

#include <algorithm>
#include <cmath>

#include "dropout/mask.h"
#include "dropout/random_stream.h"

namespace lesson {

using dropout::DropPlacement;

namespace {

constexpr DropPlacement placements[] = {DropPlacement::before_norm, DropPlacement::before_norm,
                                        DropPlacement::after_norm, DropPlacement::on_logit};

// The ReLU of normal values; `copies` neighbors are the same input.
std::vector<float> draw_inputs(std::uint32_t seed, int copies) {
  dropout::RandomStream stream(seed, dropout::StreamPurpose::study);
  std::vector<float> values(static_cast<std::size_t>(BatchNormConflict::draw_count * BatchNormConflict::input_count));
  for (std::size_t at = 0; at < values.size(); ++at) {
    const int input = static_cast<int>(at % BatchNormConflict::input_count);
    values[at] = input % copies == 0 ? static_cast<float>(std::max(0.0, stream.normal())) : values[at - 1];
  }
  return values;
}

// A mean of the inputs times 8: their weights have the length 1. The spread does not depend on them where no two inputs
// are alike.
constexpr double weight = 1.0 / 8;

std::vector<double> sums_of(const std::vector<float>& inputs) {
  std::vector<double> sums(BatchNormConflict::draw_count);
  for (std::size_t at = 0; at < inputs.size(); ++at)
    sums[at / BatchNormConflict::input_count] += weight * static_cast<double>(inputs[at]);
  return sums;
}

// The same under inverted dropout, a mask a draw.
std::vector<double> dropped_sums_of(const std::vector<float>& inputs, double drop_rate, std::uint32_t seed) {
  std::vector<double> sums(BatchNormConflict::draw_count);
  std::array<std::uint8_t, BatchNormConflict::input_count> mask;
  for (std::size_t draw = 0; draw < sums.size(); ++draw) {
    dropout::draw_mask({.seed = seed, .sample = static_cast<std::uint32_t>(draw)}, drop_rate, mask);
    for (std::size_t input = 0; input < mask.size(); ++input)
      if (mask[input] != 0) sums[draw] += weight * static_cast<double>(inputs[draw * mask.size() + input]);
    sums[draw] /= 1 - drop_rate;
  }
  return sums;
}

BatchNormConflict::Sample normalized(std::vector<double> values, const dropout::Moments& record) {
  BatchNormConflict::Sample sample;
  const double sd = std::sqrt(record.variance);
  constexpr double width = 2 * BatchNormConflict::axis_end / BatchNormConflict::bin_count;
  for (double& value : values) {
    value = (value - record.mean) / sd;
    const double bin = std::floor((value + BatchNormConflict::axis_end) / width);
    if (bin >= 0 && bin < BatchNormConflict::bin_count)
      sample.bins[static_cast<std::size_t>(bin)] += 1.0 / BatchNormConflict::draw_count;
  }
  sample.sd = std::sqrt(dropout::moments_of(values).variance);
  return sample;
}

}  // namespace

// ---- one unit behind dropout -----------------------------------------------------------------------------------------

const BatchNormConflict::Spread& BatchNormConflict::spread(const Params& params) const {
  const bool disturbed = disturbs(params);
  if (sampled_ && sampled_->drop_rate == params.drop_rate && sampled_->seed == params.seed &&
      sampled_->copies == params.copies && sampled_->disturbed == disturbed)
    return sampled_->spread;
  if (inputs_.copies != params.copies || inputs_.seed != params.seed)
    inputs_ = {params.seed, params.copies, draw_inputs(params.seed, params.copies)};
  std::vector<double> test = sums_of(inputs_.values);
  std::vector<double> train = disturbed ? dropped_sums_of(inputs_.values, params.drop_rate, params.seed) : test;
  const dropout::Moments record = dropout::moments_of(train);
  sampled_ = {{normalized(std::move(train), record), normalized(std::move(test), record)},
              params.drop_rate,
              params.seed,
              params.copies,
              disturbed};
  return sampled_->spread;
}

dropout::VarianceShift BatchNormConflict::law(const Params& params) {
  const dropout::Moments input = dropout::relu_of_standard_normal();
  const std::vector<double> weights(input_count, weight), means(input_count, input.mean);
  std::vector<double> covariance(input_count * input_count);
  for (int i = 0; i < input_count; ++i)
    for (int j = 0; j < input_count; ++j)
      if (i / params.copies == j / params.copies)
        covariance[static_cast<std::size_t>(i * input_count + j)] = input.variance;
  return dropout::variance_shift_of_sum(weights, means, covariance, params.drop_rate);
}

// ---- nets ------------------------------------------------------------------------------------------------------------

int BatchNormConflict::net_of(Socket socket) {
  constexpr int nets[socket_count] = {0, 1, 2, 2, 3};
  return nets[static_cast<std::size_t>(socket)];
}

dropout::NormTrainerConfig BatchNormConflict::config_of(const Params& params, int net, int run) {
  dropout::NormTrainerConfig config;  // moons, 200 points, noise 0.2, 10 % flipped; Adam 0.01
  config.net.width = params.width;
  config.net.placement = placements[net];
  config.drop_rate = net == 0 ? 0 : params.drop_rate;
  config.total_steps = run_steps;
  config.seed = config.dataset.seed = std::uint64_t{params.seed} + static_cast<std::uint64_t>(run);
  return config;
}

void BatchNormConflict::reset(const Params& params) {
  params_ = params;
  ticks_ = 0;
  runs_.clear();
  nets_.clear();
}

void BatchNormConflict::catch_up() {
  if (nets_.empty())
    for (int net = 0; net < net_count; ++net) nets_.emplace_back(config_of(params_, net, finished_runs()));
  const int steps = ticks_ % ticks_per_run * steps_per_tick;
  for (dropout::NormTrainer& net : nets_) net.step(steps - net.step_count());
}

void BatchNormConflict::step(const Params&) {
  if (ticks_ >= total_ticks) return;
  catch_up();
  for (dropout::NormTrainer& net : nets_) net.step(steps_per_tick);
  ++ticks_;
  if (ticks_ % ticks_per_run != 0) return;
  Run& run = runs_.emplace_back();
  for (std::size_t net = 0; net < nets_.size(); ++net) {
    run.test[net] = static_cast<float>(nets_[net].evaluate().test_accuracy);
    run.recomputed[net] = static_cast<float>(nets_[net].evaluate_reestimated().test_accuracy);
    run.ratio[net] = static_cast<float>(nets_[net].variance_ratio());
  }
  nets_.clear();
}

void BatchNormConflict::state(StateIo& io) {
  io(ticks_);
  io(runs_);
  io.require(ticks_ >= 0 && ticks_ <= total_ticks);
  io.require(io.complete() && finished_runs() == ticks_ / ticks_per_run);
  if (io.loading()) nets_.clear();
}

// ---- results ---------------------------------------------------------------------------------------------------------

double BatchNormConflict::mean_of(const std::array<float, net_count> Run::*values, Socket socket) const {
  double sum = 0;
  for (const Run& run : runs_) sum += static_cast<double>((run.*values)[static_cast<std::size_t>(net_of(socket))]);
  return runs_.empty() ? 0 : 100 * sum / static_cast<double>(runs_.size());
}

double BatchNormConflict::mean_ratio(Socket socket) const {
  return runs_.empty() ? 1 : mean_of(&Run::ratio, socket) / 100;
}

std::vector<double> BatchNormConflict::percents(const Params& params, Socket socket) const {
  const auto net = static_cast<std::size_t>(net_of(socket));
  std::vector<double> result;
  for (const Run& run : runs_)
    result.push_back(
        100 * static_cast<double>(params.statistics == Statistics::recomputed ? run.recomputed[net] : run.test[net]));
  return result;
}

dropout::MeanInterval BatchNormConflict::accuracy(const Params& params, Socket socket) const {
  return dropout::finite(dropout::mean_interval(percents(params, socket)));
}

dropout::MeanInterval BatchNormConflict::difference(const Params& params, Socket socket, Socket base) const {
  return dropout::finite(dropout::paired_interval(percents(params, base), percents(params, socket)));
}

double BatchNormConflict::before_less_after(const Params& params) const {
  return difference(params, Socket::before_norm, Socket::after_norm).mean;
}

double BatchNormConflict::before_less_after_half(const Params& params) const {
  return difference(params, Socket::before_norm, Socket::after_norm).half_width;
}

// ---- actions ---------------------------------------------------------------------------------------------------------

int BatchNormConflict::train(Params& params) {
  params.tried = static_cast<std::uint8_t>(params.tried | 1 << static_cast<int>(params.socket));
  return total_ticks - ticks_;
}

}  // namespace lesson
