// finite_differences.h: an analytic gradient against central differences of the loss, parameter by parameter.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace dropout {

// The error of a central difference is step^2 times a third derivative, and the rounding of a loss of size 1 divided by
// the step: about 1e-11.
constexpr double difference_step = 1e-5;

// Expects |gradient_i - numeric_i| <= 1e-6 max(|gradient_i|, |numeric_i|) + absolute_tolerance for every parameter.
// loss() is called with one parameter moved; `parameters` are as before afterwards. Returns how many gradients are not 0.
template <class Loss>
int expect_finite_differences(std::span<double> parameters, std::span<const double> gradient,
                              double absolute_tolerance, const Loss& loss) {
  EXPECT_EQ(parameters.size(), gradient.size());
  int non_zero = 0;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    const double at = parameters[i];
    parameters[i] = at + difference_step;
    const double above = loss();
    parameters[i] = at - difference_step;
    const double below = loss();
    parameters[i] = at;
    const double numeric = (above - below) / (2 * difference_step);
    const double size = std::max(std::fabs(numeric), std::fabs(gradient[i]));
    EXPECT_NEAR(gradient[i], numeric, 1e-6 * size + absolute_tolerance) << "parameter " << i;
    non_zero += gradient[i] != 0.0 ? 1 : 0;
  }
  return non_zero;
}

}  // namespace dropout
