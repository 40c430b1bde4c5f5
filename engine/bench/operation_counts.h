// operation_counts.h: how many operations the parts of a training step do; an operation is one lane of one instruction.
//
// Counted is what is really done, not what a dense product would do: a unit that is zero (dropped or at rest) has no term.
// Addresses, loads, stores and loops count nothing.
#pragma once
#include <cstddef>
#include <span>

#include "dropout/mlp.h"

namespace bench {

inline double nonzero_count(std::span<const float> values) {
  std::size_t count = 0;
  for (const float value : values) count += value != 0.0f ? 1 : 0;
  return static_cast<double>(count);
}

// Of Mlp<float> with ReLU, after forward_train with these inputs.
struct OperationCounts {
  double masks = 0, forward_products = 0, activation = 0, loss = 0, weight_gradients = 0, input_gradients = 0;
  double adam = 0, sgd = 0;

  double step() const {
    return masks + forward_products + activation + loss + weight_gradients + input_gradients + adam;
  }
};

inline OperationCounts count_operations(const dropout::Mlp<float>& net, std::span<const float> inputs) {
  // Sixteen units, four blocks of Philox in four lanes each: seven rounds of 2 multiplications and 4 xors, what is left of
  // round 3 (1 and 3), and 4 comparisons, 4 ands and 3 ors make bytes of them. What a batch shares is left out.
  constexpr double operations_of_sixteen_units = 4.0 * (7 * 6 + 4 + 11);
  // exp: 3 for the quotient, 4 for the rest, 8 steps of Horner's rule at 2, 4 to the mantissa, 2 for the power; then
  // 1 + e, the division, minus the label, over the batch.
  constexpr double operations_of_loss = 3 + 4 + 2 * 8 + 4 + 2 + 4;
  OperationCounts counts;
  const auto& widths = net.shape().hidden_widths;
  const auto batch = static_cast<double>(inputs.size()) / net.shape().input_count;
  for (int l = 0; l < net.layer_count(); ++l) {
    const bool hidden = l + 1 < net.layer_count();
    const double outputs = hidden ? widths[static_cast<std::size_t>(l)] : 1;
    const double terms = nonzero_count(l == 0 ? inputs : net.outputs(l - 1));
    counts.forward_products += 2 * terms * outputs;                    // multiply, add
    counts.weight_gradients += 2 * terms * outputs + batch * outputs;  // the second: biases
    if (hidden) {
      counts.masks +=
          operations_of_sixteen_units * batch * static_cast<double>((static_cast<int>(outputs) + 15) / 16);
      counts.activation += 2 * batch * outputs;  // compare with 0, scale
    }
    if (l > 0) {
      const double inputs_of_layer = widths[static_cast<std::size_t>(l - 1)];
      // Terms are the outputs that have a gradient; then compare with 0, scale.
      const double with_gradient = hidden ? nonzero_count(net.outputs(l)) : batch;
      counts.input_gradients += 2 * with_gradient * inputs_of_layer + 2 * batch * inputs_of_layer;
    }
  }
  counts.loss = operations_of_loss * batch;
  const auto parameters = static_cast<double>(net.parameters().size());
  counts.adam = 13 * parameters;  // m: 3, v: 4, w: 6 with one root and one division
  counts.sgd = 4 * parameters;
  return counts;
}

}  // namespace bench
