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

// All three make full-batch steps on one data set, stop at total_steps, measure in eval mode and are pure functions of
// their config: the same bits with gcc, clang and WebAssembly. each_state_field is that of Trainer: visitor(name,
// field&) sees all that evolves, field = std::vector<float>, std::uint64_t, int or double. To restore a run exactly:
// construct from the same config, then write the saved values into the fields (same sizes).

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
class RegularizedTrainer {
 public:
  explicit RegularizedTrainer(const RegularizedConfig& config);

  int step(int count = 1);  // returns the steps made; 0 once finished
  int step_count() const { return static_cast<int>(step_count_); }
  bool stopped_early() const { return stopping_.has_value() && stopping_->should_stop(); }
  bool finished() const { return step_count() >= config_.base.total_steps || stopped_early(); }

  double drop_rate() const;  // of the next step
  Metrics evaluate() const;  // all training points, the held-out ones included
  double validation_loss() const;

  // Goes back to the parameters of the best validation loss, if any were noted. Further steps are not meant.
  void restore_best();
  int best_step() const { return stopping_ ? stopping_->best_step() : -1; }

  const Dataset& train_set() const { return data_.train; }
  const Dataset& test_set() const { return data_.test; }
  const Mlp<float>& net() const { return net_; }
  std::span<const float> parameters() const { return net_.parameters(); }

  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("parameters", net_.parameter_vector());
    optimizer_.each_state_field(visitor);
    if (stopping_) stopping_->each_state_field(visitor);
    visitor("step_count", step_count_);
  }

 private:
  void apply_max_norm();
  std::span<const float> used_points() const;
  std::span<const std::uint8_t> used_labels() const;

  RegularizedConfig config_;
  TrainTest data_;
  Mlp<float> net_;
  Optimizer optimizer_;
  std::optional<EarlyStopping> stopping_;
  std::uint64_t step_count_ = 0;
};

// --- what the two runs below share -------------------------------------------------------------------------------

// A net with its data and its optimizer. Config has dataset, test_count, net (the shape), optimizer, total_steps, seed.
template <class Config, class Net>
class NetRun {
 public:
  int step_count() const { return static_cast<int>(step_count_); }
  bool finished() const { return step_count() >= config_.total_steps; }

  const Dataset& train_set() const { return data_.train; }
  const Dataset& test_set() const { return data_.test; }
  const Net& net() const { return net_; }
  std::span<const float> parameters() const { return net_.parameters(); }

  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    net_.each_state_field(visitor);
    optimizer_.each_state_field(visitor);
    visitor("step_count", step_count_);
  }

 protected:
  explicit NetRun(const Config& config)
      : config_(config),
        data_(make_datasets(config.dataset, config.test_count)),
        net_(config.net, config.dataset.count),
        optimizer_(config.optimizer, net_.parameters().size()) {
    net_.initialize(config.seed);
  }
  ~NetRun() = default;
  NetRun(const NetRun&) = default;
  NetRun& operator=(const NetRun&) = default;

  Config config_;
  TrainTest data_;
  Net net_;
  Optimizer optimizer_;
  std::uint64_t step_count_ = 0;
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
