// mlp.h: a small multilayer perceptron with one logit, dropout on every hidden layer, and its gradient.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dropout_rule.h"

namespace dropout {

enum class Activation : std::uint8_t { relu, tanh };

struct MlpShape {
  int input_count = 2;
  std::vector<int> hidden_widths = {32, 32};  // one entry a hidden layer, each at least 1; may be empty
  Activation activation = Activation::relu;
};

// Which masks a training pass uses: hidden layer l (from 0) of example s takes the mask of MaskKey{seed, l, step, s}.
// The same values give the same masks, which freezes them for a gradient check.
struct DropoutDraw {
  double drop_rate = 0.0;  // probability of zeroing a hidden unit, in [0, 1]
  std::uint64_t seed = 1;
  std::uint32_t step = 0;
};

// Scalar is float (training) or double (finite differences). Parameters lie in one flat array, layer after layer:
// weights [input, output] row-major, then biases [output]. All sums run in index order with one accumulator for each
// result, whatever the vector width, so gcc, clang and WASM agree bit for bit.
// Training allocates nothing after construction.
template <class Scalar>
class Mlp {
 public:
  // batch_capacity: the largest batch of a training pass, at least 1.
  Mlp(MlpShape shape, int batch_capacity);

  // He: weights from N(0, 2 / fan_in), biases 0, from the initialization stream of the seed.
  void initialize(std::uint64_t seed);

  const MlpShape& shape() const { return shape_; }
  int layer_count() const { return static_cast<int>(layers_.size()); }  // hidden layers + output layer
  std::span<Scalar> parameters() { return parameters_; }
  std::span<const Scalar> parameters() const { return parameters_; }
  std::span<const Scalar> weights(int layer) const;  // [input, output]
  std::span<const Scalar> biases(int layer) const;   // [output]

  // Train mode with inverted dropout: logits [batch] for inputs [batch, input_count]. sample_ids name the
  // examples for the masks; empty means 0, 1, 2, ...
  std::span<const Scalar> forward_train(std::span<const Scalar> inputs, const DropoutDraw& draw,
                                        std::span<const std::uint32_t> sample_ids = {});

  // After forward_train: fills gradient() with the derivative of mean_loss of that pass. labels [batch] of 0 or 1.
  void backward(std::span<const std::uint8_t> labels);
  std::span<const Scalar> gradient() const { return gradient_; }

  // gradient += weight_decay * weights; biases are left alone.
  void add_weight_decay(Scalar weight_decay);

  // weights = factor * weights; biases are left alone. Decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
  void scale_weights(Scalar factor);

  // Eval mode: no masks, no scale, any number of examples. Writes logits [batch]; leaves the training pass untouched.
  // Allocates two rows of scratch.
  void forward_eval(std::span<const Scalar> inputs, std::span<Scalar> logits) const;

  // What the last forward_train did in hidden layer l: masks and outputs (after dropout) [batch, width].
  std::span<const std::uint8_t> mask(int hidden_layer) const;
  std::span<const Scalar> outputs(int hidden_layer) const;

  // Visits all that training changes, as visitor(name, field&); see net_run.h.
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("parameters", parameters_);
  }

 private:
  friend struct MlpParts;  // of the benchmark, which takes a step apart

  struct Layer {
    int input_count, output_count;
    std::size_t weight_offset, bias_offset;
  };

  // What one layer keeps of a training pass. "Not zero" leaves out, for ReLU, dropped units and those at rest; for
  // tanh, dropped units.
  struct Trace {
    std::vector<Scalar> activations;      // [capacity, output] before dropout, for tanh; of the output layer: logits
    std::vector<Scalar> outputs;          // [capacity, output] after dropout; hidden layers only
    std::vector<std::uint8_t> mask;       // [capacity, output]; hidden layers only
    std::vector<std::int32_t> row_index;  // [capacity, row_stride] inputs that are not zero in an example
    std::vector<std::int32_t> row_count;  // [capacity]
    std::vector<std::int32_t> column_index;  // [input, column_stride] examples in which an input is not zero
    std::vector<Scalar> column_value;        // [input, column_stride] and its values there
    std::vector<std::int32_t> column_count;  // [input]
  };

  std::int32_t* row_list(int layer, int example);
  void list_inputs(std::span<const Scalar> inputs);
  void forward_layer(int layer, const Scalar* inputs);
  void drop_row(int layer, int example, const Scalar* values);
  void note_columns(int layer, int example, const Scalar* row);
  void weight_gradient(int layer);
  void input_gradient(int layer);
  void hidden_gradient(int layer, int example, Scalar* row) const;
  void activate(std::span<Scalar> values) const;

  MlpShape shape_;
  int batch_capacity_;
  std::vector<Layer> layers_;
  std::vector<Scalar> parameters_, gradient_;

  // The last training pass.
  int batch_ = 0;
  double drop_rate_ = 0.0;
  Scalar scale_ = 1;                        // of the units kept
  std::vector<Scalar> inputs_;              // [capacity, input_count]
  std::vector<Trace> traces_;               // [layer]
  std::vector<Scalar> delta_;               // [capacity, width] loss by pre-activation of the layer at hand
  std::vector<Scalar> next_delta_;          // [capacity, width]
  std::vector<Scalar> transposed_weights_;  // [output, input] of the layer at hand
  std::vector<Scalar> row_;                 // pre-activations of one example
};

extern template class Mlp<float>;
extern template class Mlp<double>;

// Logistic loss of a logit z against a label y in {0, 1}, the mean over the batch:
// loss = mean( log(1 + e^z) - y z )
template <class Scalar>
Scalar mean_loss(std::span<const Scalar> logits, std::span<const std::uint8_t> labels);

// Share of examples with (logit > 0) == label; 0 for an empty batch.
template <class Scalar>
double accuracy(std::span<const Scalar> logits, std::span<const std::uint8_t> labels);

}  // namespace dropout
