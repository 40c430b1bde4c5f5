// trainer.h: one training run, a few steps at a time: data, net, dropout, optimizer, measurements.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dataset.h"
#include "dropout/decision_grid.h"
#include "dropout/mlp.h"
#include "dropout/net_run.h"
#include "dropout/optimizer.h"

namespace dropout {

struct TrainerConfig {
  DatasetConfig dataset;  // has its own seed: the same points for many nets, or the other way round
  int test_count = 1000;  // new points with clean labels, at least 1
  std::vector<int> hidden_widths = {32, 32};
  Activation activation = Activation::relu;
  double drop_rate = 0.5;     // inverted dropout on every hidden layer, in [0, 1]
  OptimizerConfig optimizer;  // Adam, learning rate 0.01
  // Weights, not biases, are pulled to 0 in one of two ways, which differ with Adam: it divides the L2 gradient by its
  // own size and leaves decoupled decay alone. Values for one mean nothing for the other (Loshchilov and Hutter 2019).
  double weight_decay = 0.0;  // L2: weight_decay * w is added to the gradient; at least 0
  double decoupled_decay =
      0.0;                 // AdamW: w = (1 - learning_rate * decoupled_decay) w before each update; factor in (0, 1]
  int total_steps = 1500;  // step() stops here
  std::uint64_t seed = 1;  // initial weights and masks; separate streams
  // Drop rates at equal distances from the first step (share 0 of the training) to the end (share 1), straight between
  // them, each in [0, 1]. Empty: drop_rate in every step. One value is a constant rate.
  std::vector<double> rate_curve = {};
};

// The rate of the step that begins when so much of the training is done, in [0, 1].
double drop_rate_at(const TrainerConfig& config, double share_done);

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

class Trainer : public NetRun<TrainerConfig, Mlp<float>> {
 public:
  explicit Trainer(const TrainerConfig& config);  // asserts is_valid(config)

  // Makes up to `count` full-batch steps with fresh masks, one for each example; stops at total_steps.
  // Returns the number of steps made. Allocates nothing.
  int step(int count = 1);

  Metrics evaluate() const;

  // Probabilities of class 1 at grid_centers(columns, rows, window): columns * rows values.
  void decision_grid(std::span<float> probabilities, int columns, int rows, const GridWindow& window) const;

  // Probability of class 1 at one point.
  float probability(float x, float y) const;

 protected:
  // step() with that drop rate and the first examples alone, as many as there are labels.
  int step_at(double drop_rate, std::span<const std::uint8_t> labels, int count);
};

}  // namespace dropout
