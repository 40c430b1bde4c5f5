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
  // parameter_count reserves the memory of the best parameters; a run that is saved and restored has to state it.
  explicit EarlyStopping(int patience, std::size_t parameter_count = 0);

  // value: larger is better (accuracy, or minus the loss). An equal value is no improvement; NaN never is.
  // Returns true if training should stop. Copies the parameters when they are the best so far.
  bool observe(int step, double value, std::span<const float> parameters);

  bool should_stop() const { return observations_since_best_ >= patience_; }
  int best_step() const { return best_step_; }  // -1 before the first observation
  double best_value() const { return best_value_; }
  std::span<const float> best_parameters() const {  // empty before the first observation
    return std::span<const float>(best_parameters_).first(best_step_ < 0 ? 0 : best_parameters_.size());
  }

  // Visits all that evolves, as visitor(name, field&): one std::vector<float>, ints and a double.
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("observations_since_best", observations_since_best_);
    visitor("best_step", best_step_);
    visitor("best_value", best_value_);
    visitor("best_parameters", best_parameters_);
  }

 private:
  int patience_;
  int observations_since_best_ = 0;
  int best_step_ = -1;
  double best_value_ = 0.0;
  std::vector<float> best_parameters_;  // of any content while best_step_ < 0
};

}  // namespace dropout
