// trainer.cpp: widget trainer, chapter 6: train a small net on noisy labels at a drop rate that the reader predicted about.
#include "trainer.h"

#include <cmath>

#include "kit/run_state.h"

namespace lesson {

namespace {

constexpr double challenge_from = 0.3, challenge_to = 0.7;

// Mean of the logit towards the right label over the test points.
float test_margin(const dropout::Trainer& trainer) {
  const dropout::Dataset& set = trainer.test_set();
  std::vector<float> logits(set.labels.size());
  trainer.net().forward_eval(set.points, logits);
  double sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) sum += set.labels[i] != 0 ? logits[i] : -logits[i];
  return static_cast<float>(sum / static_cast<double>(logits.size()));
}

LiveTrainer::Measure measure(const dropout::Trainer& trainer) {
  const dropout::Metrics m = trainer.evaluate();
  return {static_cast<float>(m.train_accuracy),
          static_cast<float>(m.test_accuracy),
          static_cast<float>(m.train_loss),
          static_cast<float>(m.test_loss),
          test_margin(trainer),
          m.flips_fitted,
          m.flips_total};
}

}  // namespace

TrainingTask task_of(const LiveTrainer::Params& params) {
  return {params.data, params.flip_share, params.weight_decay, params.decoupled_decay, params.steps, params.width};
}

dropout::TrainerConfig LiveTrainer::config_of(const Params& params, double drop_rate, std::uint64_t seed) {
  return task_config(task_of(params), drop_rate, seed);
}

void LiveTrainer::reset(const Params& params) {
  params_ = params;
  visible_.emplace(config_of(params, params.drop_rate, params.seed));
  runs_.reset({.first_tick = params.steps, .ticks_per_run = ticks_per_run, .run_count = 2 * evidence_seeds});
  now_.reset();
  curve_.assign(1, now());
}

void LiveTrainer::step(const Params&) {
  if (visible_->finished()) {
    if (!runs_.complete()) runs_.tick(run_config(runs_.finished()));
    return;
  }
  visible_->step();
  now_.reset();
  if (visible_->step_count() % steps_per_measure() == 0) curve_.push_back(now());
}

dropout::TrainerConfig LiveTrainer::run_config(int run) const {
  return config_of(params_, run % 2 == 0 ? params_.from_drop_rate : params_.drop_rate,
                   params_.seed + static_cast<std::uint64_t>(run / 2));
}

void LiveTrainer::state(StateIo& io) {
  transfer_run(*visible_, io);
  io.require(visible_->step_count() >= 0 && visible_->step_count() <= params_.steps);
  io(curve_);
  io.require(curve_.size() == 1 + static_cast<std::size_t>(visible_->step_count() / steps_per_measure()));
  runs_.state(io);
  if (io.loading()) now_.reset();
}

const LiveTrainer::Measure& LiveTrainer::now() const {
  if (!now_) now_ = measure(*visible_);
  return *now_;
}

// A test label flipped with probability f: the logistic loss of logit z against the other label is larger by the logit
// towards the right one, so the expected loss is  loss + f mean(margin).
LiveTrainer::Measure LiveTrainer::seen(const Measure& measure, const Params& params) {
  Measure noisy = measure;
  if (!params.noisy_test) return noisy;
  noisy.test_accuracy = static_cast<float>(noisy_accuracy(measure.test_accuracy, params.flip_share));
  noisy.test_loss += static_cast<float>(params.flip_share) * measure.test_margin;
  return noisy;
}

std::vector<LiveTrainer::Pair> LiveTrainer::pairs(const Params& params) const {
  const auto accuracy = [&](int run) {
    const double clean = runs_.results()[static_cast<std::size_t>(run)].test_accuracy;
    return params.noisy_test ? noisy_accuracy(clean, params.flip_share) : clean;
  };
  std::vector<Pair> pairs;
  for (int i = 0; i < pair_count(); ++i) pairs.push_back({accuracy(2 * i), accuracy(2 * i + 1)});
  return pairs;
}

dropout::MeanInterval LiveTrainer::gain(const Params& params) const {
  std::vector<double> from, to;
  for (const Pair& pair : pairs(params)) {
    from.push_back(100 * pair.from);
    to.push_back(100 * pair.to);
  }
  dropout::MeanInterval interval = dropout::paired_interval(from, to);
  if (!std::isfinite(interval.half_width)) interval.half_width = 0;
  return interval;
}

LiveTrainer::Verdict LiveTrainer::verdict(const Params& params) const {
  if (!evidence_complete()) return Verdict::open;
  const dropout::MeanInterval interval = gain(params);
  if (interval.mean - interval.half_width > 0) return Verdict::helps;
  if (interval.mean + interval.half_width < 0) return Verdict::hurts;
  return Verdict::cannot_tell;
}

int LiveTrainer::challenge(Params& params) {
  params.from_drop_rate = challenge_from;
  params.drop_rate = challenge_to;
  return 0;
}

int LiveTrainer::check_prediction(Params& params) { return last_tick(params) - ticks_done(); }

}  // namespace lesson
