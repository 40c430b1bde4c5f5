// optimizer.h: Adam with bias correction, and SGD with momentum.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace dropout {

enum class OptimizerKind : std::uint8_t { adam, sgd };

struct OptimizerConfig {
  OptimizerKind kind = OptimizerKind::adam;
  double learning_rate = 0.01;  // above 0
  double beta1 = 0.9;           // Adam: decay of the mean gradient, in [0, 1)
  double beta2 = 0.999;         // Adam: decay of the mean squared gradient, in [0, 1)
  double epsilon = 1e-8;        // Adam: above 0
  double momentum = 0.9;        // SGD: in [0, 1)
};

bool is_valid(const OptimizerConfig& config);

// Adam (Kingma and Ba 2015, algorithm 1), t = 1, 2, 3, ...:
//   m = beta1 m + (1 - beta1) g          v = beta2 v + (1 - beta2) g^2
//   w = w - lr * (m / (1 - beta1^t)) / ( sqrt(v / (1 - beta2^t)) + epsilon )
// SGD with momentum:
//   m = momentum m + g                   w = w - lr m
class Optimizer {
 public:
  Optimizer(const OptimizerConfig& config, std::size_t parameter_count);

  // One update of all parameters. Both spans have parameter_count values.
  void update(std::span<float> parameters, std::span<const float> gradient);

  std::uint64_t update_count() const { return update_count_; }

  // Visits all that evolves, as visitor(name, field&): vectors of float and one std::uint64_t.
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("first_moments", first_moments_);
    visitor("second_moments", second_moments_);
    visitor("update_count", update_count_);
  }

 private:
  void update_adam(std::span<float> parameters, std::span<const float> gradient);
  void update_sgd(std::span<float> parameters, std::span<const float> gradient);

  OptimizerConfig config_;
  std::vector<float> first_moments_, second_moments_;  // [parameter]; SGD leaves the second one empty
  std::uint64_t update_count_ = 0;
};

}  // namespace dropout
