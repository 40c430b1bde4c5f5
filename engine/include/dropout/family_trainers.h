// family_trainers.h: training runs of the later chapters: schedules and companions, stochastic depth, batch norm.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dropout/norm_mlp.h"
#include "dropout/regularizers.h"
#include "dropout/residual_mlp.h"
#include "dropout/schedule.h"
#include "dropout/trainer.h"

namespace dropout {

// All three make full-batch steps on one data set, stop at total_steps and measure in eval mode.

// --- the net of trainer.h with a schedule, max-norm and early stopping -------------------------------------------

struct RegularizedConfig {
  TrainerConfig base;        // its drop_rate is not read: the schedule says it
  DropSchedule schedule;     // step s of S uses the rate at s / S
  double max_norm = 0.0;     // largest norm of the weights into a hidden unit; 0: no limit
  int validation_count = 0;  // that many of the last training points are held out, less than dataset.count
  int patience = 0;          // early stopping after so many checks without a better validation loss; 0: never
  int check_every = 10;      // steps between two checks, at least 1
};
bool is_valid(const RegularizedConfig& config);  // patience needs validation points

// With a constant schedule and the companions switched off it makes the same net as Trainer, bit for bit.
class RegularizedTrainer : private Trainer {
 public:
  explicit RegularizedTrainer(const RegularizedConfig& config);

  int step(int count = 1);  // returns the steps made; 0 once finished
  bool stopped_early() const { return stopping_.has_value() && stopping_->should_stop(); }
  bool finished() const { return Trainer::finished() || stopped_early(); }

  double drop_rate() const;  // of the next step
  double validation_loss() const;

  // Goes back to the parameters of the best validation loss, if any were noted. Further steps are not meant.
  void restore_best();
  int best_step() const { return stopping_ ? stopping_->best_step() : -1; }

  using Trainer::evaluate;  // all training points, the held-out ones included
  using Trainer::net;
  using Trainer::parameters;
  using Trainer::step_count;
  using Trainer::test_set;
  using Trainer::train_set;

  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    Trainer::each_state_field(visitor);
    if (stopping_) stopping_->each_state_field(visitor);
  }

 private:
  void apply_max_norm();
  std::span<const std::uint8_t> used_labels() const;

  RegularizedConfig companions_;  // and the schedule; its base is the Trainer's config
  std::optional<EarlyStopping> stopping_;
};

// --- stochastic depth --------------------------------------------------------------------------------------------

struct ResidualTrainerConfig {
  DatasetConfig dataset;  // spirals, 80 points, noise 0.15, 15 % flipped
  int test_count = 1000;
  ResidualShape net;  // 2 - 16, 16 blocks, published form, one draw for the batch; input_count has to be 2
  OptimizerConfig optimizer = {.learning_rate = 0.003};
  int total_steps = 800;
  std::uint64_t seed = 1;
};
bool is_valid(const ResidualTrainerConfig& config);

class ResidualTrainer : public NetRun<ResidualTrainerConfig, ResidualMlp<float>> {
 public:
  explicit ResidualTrainer(const ResidualTrainerConfig& config);

  int step(int count = 1);

  Metrics evaluate() const;
  Metrics evaluate(Scheme scheme) const;  // naive: the published net without the factor k at test time

  // Branches computed forward, a step in the mean, 0 before the first step; L when nothing is dropped.
  double mean_active_blocks() const;
};

// --- batch norm --------------------------------------------------------------------------------------------------

struct NormTrainerConfig {
  DatasetConfig dataset = {DatasetKind::moons, 200, 0.2, 0.1, 1};
  int test_count = 1000;
  NormMlpShape net;  // 2 - 32 - 32 - 1; input_count has to be 2
  double drop_rate = 0.5;
  OptimizerConfig optimizer;
  int total_steps = 600;
  std::uint64_t seed = 1;
};
bool is_valid(const NormTrainerConfig& config);

class NormTrainer : public NetRun<NormTrainerConfig, NormMlp<float>> {
 public:
  explicit NormTrainer(const NormTrainerConfig& config);

  int step(int count = 1);

  Metrics evaluate() const;
  Metrics evaluate_reestimated() const;  // with the statistics of the training set, dropout off; changes nothing
  double variance_ratio() const;         // variance on the test points over running variance, the mean over units
};

}  // namespace dropout
