// trainer.h: the model of the widget trainer; the picture is in trainer_picture.cpp and its pieces.
//
// Two stages, in ticks:
//   1 to 1500     the visible net: one weight update a tick.
//   then 1200     the evidence: 8 RNG seeds (seed, seed + 1, ...), each trained twice for 1500 steps from the same data and
//                 the same initial weights, at the drop rates from_p and p. One tick is 10 updates of each of the two.
// The setting is the chapter's: 80 points with flipped labels, 1000 clean test points, net 2-32-32-1, full-batch Adam.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/statistics.h"
#include "dropout/trainer.h"
#include "widget.h"

namespace lesson {

class LiveTrainer {
 public:
  static constexpr int total_steps = 1500, steps_per_measure = 25;
  static constexpr int evidence_seeds = 8, steps_per_evidence_tick = 10;
  static constexpr int ticks_per_seed = total_steps / steps_per_evidence_tick;
  static constexpr int max_ticks = total_steps + evidence_seeds * ticks_per_seed;

  enum class Data : std::uint8_t { spirals, moons, circles, exclusive_or };
  enum class Prediction : std::uint8_t { no_guess, helps, hurts, no_difference };

  struct Params {
    double drop_rate = 0.5;
    Data data = Data::spirals;
    double flip_share = 0.15;
    Prediction prediction = Prediction::no_guess;
    double from_drop_rate = 0.3;
    std::uint32_t seed = 19;  // its runs and its 8 seeds lie near the means of 60 seeds at p = 0, 0.3, 0.5 and 0.7
  };

  // What the visible net can do, dropout off. Accuracies are shares.
  struct Measure {
    float train_accuracy = 0, test_accuracy = 0, train_loss = 0, test_loss = 0;
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
  void draw(const Params& params, Canvas& canvas) const;
  std::string describe(const Params& params) const;
  int run_goal(const Params&, int ticks) const { return ticks < total_steps ? total_steps : max_ticks; }

  const dropout::Trainer& visible() const { return *visible_; }
  // Every 25 steps, the untrained net first.
  const std::vector<Measure>& curve() const { return curve_; }
  // Now; computed on demand, because a thousand test points after each step would cost more than the step.
  const Measure& now() const;
  const std::vector<Pair>& pairs() const { return pairs_; }
  bool evidence_complete() const { return static_cast<int>(pairs_.size()) == evidence_seeds; }

  // Test accuracy at p minus at from_p, in points, over the seeds so far: mean and 95 % t-interval. The half width is 0
  // for fewer than two seeds, and then says nothing.
  dropout::MeanInterval gain() const;
  // open until all seeds are through.
  Verdict verdict() const;

  // Readouts.
  double train_percent(const Params&) const { return 100.0 * now().train_accuracy; }
  double test_percent(const Params&) const { return 100.0 * now().test_accuracy; }
  double gap_points(const Params& params) const { return train_percent(params) - test_percent(params); }
  double train_loss(const Params&) const { return now().train_loss; }
  double test_loss(const Params&) const { return now().test_loss; }
  int flips_fitted(const Params&) const { return now().flips_fitted; }
  int flips_total(const Params&) const { return now().flips_total; }
  int steps(const Params&) const { return visible_->step_count(); }
  int seeds_compared(const Params&) const { return static_cast<int>(pairs_.size()); }
  double gain_mean(const Params&) const { return gain().mean; }
  double gain_low(const Params&) const { return gain().mean - gain().half_width; }
  double gain_high(const Params&) const { return gain().mean + gain().half_width; }

  int challenge(Params& params);
  int check_prediction(Params& params);

  static dropout::TrainerConfig config_of(const Params& params, double drop_rate, std::uint64_t seed);
  static std::string_view data_name(Data data);

 private:
  struct Duel {
    dropout::Trainer from, to;
  };
  void start_duel();
  int ticks_done() const;

  Params params_;  // of the last reset: state() needs them to rebuild what it loads
  std::optional<dropout::Trainer> visible_;
  std::vector<Measure> curve_;
  std::optional<Duel> duel_;  // the seed at work
  std::vector<Pair> pairs_;
  mutable std::optional<Measure> now_;
};

// "You said: hurts. Measured: ...", or the question while the answer is open.
std::string evidence_sentence(const LiveTrainer& widget, const LiveTrainer::Params& params);
std::string_view verdict_words(LiveTrainer::Verdict verdict);
std::string_view prediction_words(LiveTrainer::Prediction prediction);

float trainer_height(float width);

}  // namespace lesson
