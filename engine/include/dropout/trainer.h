// trainer.h: one training run, a few steps at a time: data, net, dropout, optimizer, measurements.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dataset.h"
#include "dropout/mlp.h"
#include "dropout/optimizer.h"

namespace dropout {

struct TrainerConfig {
  DatasetConfig dataset;  // has its own seed: the same points for many nets, or the other way round
  int test_count = 1000;  // new points with clean labels, at least 1
  std::vector<int> hidden_widths = {32, 32};
  Activation activation = Activation::relu;
  double drop_rate = 0.5;     // inverted dropout on every hidden layer, in [0, 1]
  OptimizerConfig optimizer;  // Adam, learning rate 0.01
  double weight_decay = 0.0;  // L2, added to the gradient of weights (not biases), at least 0
  int total_steps = 1500;     // step() stops here
  std::uint64_t seed = 1;     // initial weights and masks; separate streams
};

// True if every field is inside the range that its comment states. Check outside input with it first.
bool is_valid(const TrainerConfig& config);

// Measured in eval mode, the dropout switched off.
struct Metrics {
  double train_accuracy = 0.0;  // share of training points whose given (maybe flipped) label is predicted
  double test_accuracy = 0.0;   // share of test points whose clean label is predicted
  double train_loss = 0.0;      // mean logistic loss
  double test_loss = 0.0;
  int flips_fitted = 0;  // flipped training labels that the net reproduces: noise learnt by heart
  int flips_total = 0;

  double gap() const { return train_accuracy - test_accuracy; }
};

// The region that decision_grid samples, in the coordinates of the points.
struct GridWindow {
  double x_min = -3.0, x_max = 3.0, y_min = -3.0, y_max = 3.0;
};

// The same config gives the same bits after the same number of steps: gcc, clang and WASM.
class Trainer {
 public:
  explicit Trainer(const TrainerConfig& config);  // asserts is_valid(config)

  // Makes up to `count` full-batch steps with fresh masks, one for each example; stops at total_steps.
  // Returns the number of steps made. Allocates nothing.
  int step(int count = 1);

  int step_count() const { return static_cast<int>(step_count_); }
  bool finished() const { return step_count() >= config_.total_steps; }

  Metrics evaluate() const;

  // Probabilities of class 1 at the centers of a grid, row by row from y_max (top) to y_min, columns from x_min.
  // probabilities has columns * rows values.
  void decision_grid(std::span<float> probabilities, int columns, int rows, const GridWindow& window) const;

  // Probability of class 1 at one point.
  float probability(float x, float y) const;

  const TrainerConfig& config() const { return config_; }
  const Dataset& train_set() const { return data_.train; }
  const Dataset& test_set() const { return data_.test; }
  const Mlp<float>& net() const { return net_; }
  std::span<const float> parameters() const { return net_.parameters(); }

  // Visits everything that evolves, as visitor(name, field&), field = std::vector<float> or std::uint64_t. To restore
  // a run exactly: construct from the same config, then write the saved values into the fields (same sizes).
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("parameters", net_.parameter_vector());
    optimizer_.each_state_field(visitor);
    visitor("step_count", step_count_);
  }

 private:
  TrainerConfig config_;
  TrainTest data_;
  Mlp<float> net_;
  Optimizer optimizer_;
  std::uint64_t step_count_ = 0;
};

}  // namespace dropout
