// eigen_step.h: the same training step written with Eigen, the C++ library that one would use instead.
#pragma once
#include <memory>

#include "workload.h"

namespace bench {

// The same mathematics as EngineStep in the form that suits Eigen: dense products, one column an example, every other
// operation a fused array expression, nothing allocated in a step. Masks are drawn anew for every example and step, as
// in the engine, but from a cheaper generator: xoshiro128+, four streams side by side, one 32-bit word a unit.
class EigenStep {
 public:
  explicit EigenStep(const Workload& workload);
  ~EigenStep();
  void step();
  double loss() const;  // mean logistic loss of the last step's logits, to see that it learns

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bench
