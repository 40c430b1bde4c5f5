// regularizers.h: dropout's companions and competitors: max-norm and early stopping (weight decay: mlp.h).
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace dropout {

// Max-norm (Srivastava et al. 2014): the weights into one unit j stay inside a ball of radius c, after every update:
//   if || w[:, j] || > c:  w[:, j] = w[:, j] c / || w[:, j] ||         the norm is the square root of sum_i w[i,j]^2
// weights [input_count, output_count] row-major, biases are left alone; max_norm > 0. Returns how many units were cut.
// Columns inside the ball keep every bit.
template <class Scalar>
int clip_max_norm(std::span<Scalar> weights, int output_count, double max_norm);

// Early stopping: remembers the parameters with the best validation value and says when to give up.
class EarlyStopping {
 public:
  // patience: number of observations in a row without improvement after which to stop, at least 1.
  explicit EarlyStopping(int patience);

  // value: larger is better (accuracy, or minus the loss). An equal value is no improvement; NaN never is.
  // Returns true if training should stop. Copies the parameters when they are the best so far.
  bool observe(int step, double value, std::span<const float> parameters);

  bool should_stop() const { return observations_since_best_ >= patience_; }
  int best_step() const { return best_step_; }  // -1 before the first observation
  double best_value() const { return best_value_; }
  std::span<const float> best_parameters() const { return best_parameters_; }

 private:
  int patience_;
  int observations_since_best_ = 0;
  int best_step_ = -1;
  double best_value_ = 0.0;
  std::vector<float> best_parameters_;
};

}  // namespace dropout
