// eigen_step.cpp: forward, backward and Adam as Eigen expressions; W is [output, input], activations [unit, example].
#include "eigen_step.h"

#include <Eigen/Core>
#include <cmath>
#include <cstring>

namespace bench {
namespace {

using Matrix = Eigen::MatrixXf;
using FlatArray = Eigen::ArrayXf;
using Weights = Eigen::Map<Matrix>;
using Biases = Eigen::Map<Eigen::VectorXf>;

// xoshiro128+ (Blackman and Vigna 2018) in four lanes.
typedef std::uint32_t Lanes __attribute__((vector_size(16)));
struct LaneGenerator {
  Lanes s0 = {1, 2, 3, 4}, s1 = {5, 6, 7, 8}, s2 = {9, 10, 11, 12}, s3 = {13, 14, 15, 16};

  Lanes next() {
    const Lanes result = s0 + s3, shifted = s1 << 9;
    s2 ^= s0, s3 ^= s1, s1 ^= s2, s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >> 21);
    return result;
  }
};

struct Layer {
  Eigen::Index inputs, outputs, weight_offset, bias_offset;
};

}  // namespace

struct EigenStep::State {
  Workload workload;
  std::vector<Layer> layers;
  FlatArray parameters, gradient, first_moments, second_moments;
  Matrix inputs;
  Eigen::RowVectorXf labels;
  std::vector<Matrix> outputs, scaled_masks;  // [layer]: after dropout; 0 or 1 / (1 - p)
  std::vector<Matrix> deltas;                 // [layer]: loss by pre-activation
  Matrix output_delta;                        // loss by output of a hidden layer
  LaneGenerator generator;
  int update_count = 0;

  Weights weights(const Layer& l, FlatArray& flat) const {
    return {flat.data() + l.weight_offset, l.outputs, l.inputs};
  }
  Biases biases(const Layer& l, FlatArray& flat) const { return {flat.data() + l.bias_offset, l.outputs}; }

  void draw(Matrix& scaled_mask) {
    typedef std::int32_t Signed __attribute__((vector_size(16)));
    const float scale = static_cast<float>(1.0 / (1.0 - workload.drop_rate));
    std::int32_t scale_bits;
    std::memcpy(&scale_bits, &scale, sizeof scale);
    const std::uint32_t threshold = static_cast<std::uint32_t>(std::llround(workload.drop_rate * 0x1p32));
    float* to = scaled_mask.data();
    const Eigen::Index size = scaled_mask.size();
    for (Eigen::Index i = 0; i < size; i += 4) {  // the sizes of the benchmark are multiples of four
      const Signed values = reinterpret_cast<Signed>(generator.next() >= threshold) & scale_bits;
      std::memcpy(to + i, &values, sizeof values);
    }
  }

  void forward() {
    for (std::size_t l = 0; l < layers.size(); ++l) {
      Matrix& y = outputs[l];
      y.noalias() = weights(layers[l], parameters) * (l == 0 ? inputs : outputs[l - 1]);
      const Biases c = biases(layers[l], parameters);
      if (l + 1 == layers.size()) {
        y.colwise() += c;
        return;
      }
      draw(scaled_masks[l]);
      for (Eigen::Index b = 0; b < y.cols(); ++b)
        y.col(b) = (y.col(b) + c).cwiseMax(0.0f).cwiseProduct(scaled_masks[l].col(b));
    }
  }

  void backward() {
    const float batch = static_cast<float>(workload.batch);
    deltas.back() = (outputs.back().array().logistic() - labels.array()) / batch;
    const float scale = static_cast<float>(1.0 / (1.0 - workload.drop_rate));
    for (std::size_t l = layers.size(); l-- > 0;) {
      const Matrix& x = l == 0 ? inputs : outputs[l - 1];
      const Matrix& delta = deltas[l];
      weights(layers[l], gradient).noalias() = delta * x.transpose();
      biases(layers[l], gradient) = delta.rowwise().sum();
      if (l == 0) return;
      output_delta.noalias() = weights(layers[l], parameters).transpose() * delta;
      // x > 0 exactly where the unit was kept and active. A plain loop: the compiler makes vectors of it, Eigen 3.4
      // makes none of select().
      const float* __restrict from = output_delta.data();
      const float* __restrict active = x.data();
      float* __restrict to = deltas[l - 1].data();
      for (Eigen::Index i = 0; i < x.size(); ++i) to[i] = active[i] > 0.0f ? from[i] * scale : 0.0f;
    }
  }

  void update() {
    ++update_count;
    const double beta1 = 0.9, beta2 = 0.999;
    const float b1 = 0.9f, b2 = 0.999f, rest1 = static_cast<float>(1 - beta1), rest2 = static_cast<float>(1 - beta2);
    const float step_size = static_cast<float>(0.01 / (1 - std::pow(beta1, update_count)));
    const float inverse_root = static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, update_count)));
    first_moments = b1 * first_moments + rest1 * gradient;
    second_moments = b2 * second_moments + rest2 * gradient.square();
    parameters -= step_size * first_moments / (second_moments.sqrt() * inverse_root + 1e-8f);
  }
};

EigenStep::EigenStep(const Workload& workload) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.workload = workload;
  const dropout::Dataset data = make_data(workload);
  s.inputs = Eigen::Map<const Matrix>(data.points.data(), 2, workload.batch);
  s.labels.resize(workload.batch);
  for (Eigen::Index b = 0; b < workload.batch; ++b)
    s.labels[b] = static_cast<float>(data.labels[static_cast<std::size_t>(b)]);
  Eigen::Index offset = 0, inputs = 2;
  for (int l = 0; l <= workload.depth; ++l) {
    const Eigen::Index outputs = l == workload.depth ? 1 : workload.width;
    s.layers.push_back({inputs, outputs, offset, offset + inputs * outputs});
    offset += (inputs + 1) * outputs;
    s.outputs.emplace_back(outputs, workload.batch);
    s.deltas.emplace_back(outputs, workload.batch);
    if (l < workload.depth) s.scaled_masks.emplace_back(outputs, workload.batch);
    inputs = outputs;
  }
  s.parameters = FlatArray::Zero(offset);
  s.gradient = s.first_moments = s.second_moments = FlatArray::Zero(offset);
  for (const Layer& l : s.layers)
    s.weights(l, s.parameters) =
        Matrix::Random(l.outputs, l.inputs) * std::sqrt(6.0f / static_cast<float>(l.inputs));  // He, uniform
}

EigenStep::~EigenStep() = default;

void EigenStep::step() {
  state_->forward();
  state_->backward();
  state_->update();
}

double EigenStep::loss() const {
  const auto z = state_->outputs.back().array();
  return static_cast<double>(
      ((1.0f + (-z.abs()).exp()).log() + z.cwiseMax(0.0f) - z * state_->labels.array()).mean());
}

}  // namespace bench
