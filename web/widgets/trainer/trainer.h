// trainer.h: the model of the widget trainer; its panels are in trainer_boundary.cpp, trainer_curves.cpp and trainer_guess.cpp.
//
// Two stages, in ticks:
//   1 to steps    the visible net: one weight update a tick.
//   then 1200     the evidence: 8 RNG seeds (seed, seed + 1, ...), each trained twice from the same data and the same
//                 initial weights, first at from_p, then at p. A run takes 75 ticks, whatever its number of steps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/statistics.h"
#include "dropout/trainer.h"
#include "contract/run_ledger.h"
#include "kit/training_task.h"
#include "contract/widget.h"

namespace lesson {

class LiveTrainer {
 public:
  static constexpr int total_steps = 1500;  // the most that `steps` can be
  static constexpr int evidence_seeds = 8, ticks_per_run = 75, ticks_per_seed = 2 * ticks_per_run;
  static constexpr int max_ticks = total_steps + evidence_seeds * ticks_per_seed;

  using Data = TaskData;
  enum class Prediction : std::uint8_t { no_guess, helps, hurts, no_difference };
  static constexpr std::string_view prediction_names[] = {"no guess", "helps", "hurts", "no difference"};

  struct Params {
    double drop_rate = 0.5;
    Data data = Data::spirals;
    double flip_share = 0.15;
    Prediction prediction = Prediction::no_guess;
    double from_drop_rate = 0.3;
    bool noisy_test = false;
    double weight_decay = 0, decoupled_decay = 0;
    int steps = total_steps;
    int width = 32;
    std::uint32_t seed = 19;  // its runs and its 8 seeds lie near the means of 60 seeds at p = 0, 0.3, 0.5 and 0.7
  };

  // What the visible net can do, dropout off. Accuracies are shares; test labels are clean.
  struct Measure {
    float train_accuracy = 0, test_accuracy = 0, train_loss = 0, test_loss = 0;
    float test_margin = 0;  // mean logit towards the clean label; what a flipped test label adds to the loss
    std::int32_t flips_fitted = 0, flips_total = 0;
  };

  // Test accuracies of one seed after training at from_p and at p.
  struct Pair {
    double from = 0, to = 0;
  };

  enum class Verdict : std::uint8_t { open, helps, hurts, cannot_tell };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_net(const Params& params) const;
  std::string describe_evidence(const Params& params) const;

  // Panels.
  void draw_boundary(const Params& params, Canvas& canvas) const;
  void draw_accuracy(const Params& params, Canvas& canvas) const;
  void draw_accuracy_curve(const Params& params, Canvas& canvas) const;
  void draw_loss_curve(const Params& params, Canvas& canvas) const;
  void draw_evidence(const Params& params, Canvas& canvas) const;
  void boundary_table(const Params& params, Table& table) const;
  void accuracy_table(const Params& params, Table& table) const;
  void accuracy_curve_table(const Params& params, Table& table) const;
  void loss_curve_table(const Params& params, Table& table) const;
  void evidence_table(const Params& params, Table& table) const;
  static float boundary_height(float width);
  static float accuracy_height(float width);
  static float curve_height(float width);
  static float evidence_height(float width);

  static int last_tick(const Params& params) { return params.steps + evidence_seeds * ticks_per_seed; }
  int run_goal(const Params& params, int ticks) const {
    return ticks < params.steps ? params.steps : last_tick(params);
  }
  RunLedger& runs() { return runs_; }
  dropout::TrainerConfig run_config(int run) const;

  const dropout::Trainer& visible() const { return *visible_; }
  // Every steps_per_measure() steps, the untrained net first.
  const std::vector<Measure>& curve() const { return curve_; }
  int steps_per_measure() const { return steps_per_measure(params_.steps); }
  static constexpr int steps_per_measure(int steps) { return steps < 60 ? 1 : steps / 60; }
  // Now; computed on demand, because a thousand test points after each step would cost more than the step.
  const Measure& now() const;
  // As the reader's test labels show it: clean, or flipped like the training labels (then in expectation).
  static Measure seen(const Measure& measure, const Params& params);
  // Of the seeds that are through.
  std::vector<Pair> pairs(const Params& params) const;
  int pair_count() const { return runs_.finished() / 2; }
  bool evidence_complete() const { return runs_.complete(); }

  // Test accuracy at p minus at from_p, in points, over the seeds so far: mean and 95 % t-interval. The half width is 0
  // for fewer than two seeds, and then says nothing.
  dropout::MeanInterval gain(const Params& params) const;
  // open until all seeds are through.
  Verdict verdict(const Params& params) const;

  // Readouts.
  double train_percent(const Params&) const { return 100.0 * now().train_accuracy; }
  double test_percent(const Params& params) const { return 100.0 * seen(now(), params).test_accuracy; }
  double gap_points(const Params& params) const { return train_percent(params) - test_percent(params); }
  double train_loss(const Params&) const { return now().train_loss; }
  double test_loss(const Params& params) const { return seen(now(), params).test_loss; }
  int flips_fitted(const Params&) const { return now().flips_fitted; }
  int flips_total(const Params&) const { return now().flips_total; }
  int steps(const Params&) const { return visible_->step_count(); }
  int seeds_compared(const Params&) const { return pair_count(); }
  double gain_mean(const Params& params) const { return gain(params).mean; }
  double gain_low(const Params& params) const { return gain(params).mean - gain(params).half_width; }
  double gain_high(const Params& params) const { return gain(params).mean + gain(params).half_width; }

  int challenge(Params& params);
  int check_prediction(Params& params);

  static dropout::TrainerConfig config_of(const Params& params, double drop_rate, std::uint64_t seed);

 private:
  int ticks_done() const { return visible_->step_count() + runs_.ticks_done(); }

  Params params_;  // of the last reset
  std::optional<dropout::Trainer> visible_;
  std::vector<Measure> curve_;
  RunLedger runs_;  // seed i: run 2i at from_p, run 2i + 1 at p
  mutable std::optional<Measure> now_;
};

TrainingTask task_of(const LiveTrainer::Params& params);

std::string_view verdict_words(LiveTrainer::Verdict verdict);
std::string_view prediction_words(LiveTrainer::Prediction prediction);

}  // namespace lesson
