// layer_cases.cpp: small nets around the layers that have no trainer of their own, for PyTorch to repeat.
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "../../src/linear.h"
#include "case_line.h"
#include "dropout/dataset.h"
#include "dropout/drop_connect.h"
#include "dropout/elementary.h"
#include "dropout/granularity.h"
#include "dropout/noise_dropout.h"
#include "dropout/optimizer.h"
#include "dropout/random_stream.h"

namespace dropout {
namespace {

constexpr std::uint64_t seed = torch_seed;
using Floats = std::vector<float>;
using Bytes = std::vector<std::uint8_t>;

// Where the parts of one flat array begin and end.
std::span<float> part(Floats& of, std::size_t offset, std::size_t size) {
  return std::span(of).subspan(offset, size);
}
std::span<const float> part(const Floats& of, std::size_t offset, std::size_t size) {
  return std::span<const float>(of).subspan(offset, size);
}

Floats normals(std::size_t count, double sd, std::uint64_t of_seed) {
  RandomStream stream(of_seed, StreamPurpose::initialization);
  Floats values(count);
  for (float& value : values) value = static_cast<float>(sd * stream.normal());
  return values;
}

// dL/dlogit of the mean logistic loss, as in mlp.h.
void logit_gradient(const Floats& logits, const Bytes& labels, Floats& delta) {
  for (std::size_t n = 0; n < logits.size(); ++n)
    delta[n] = (logistic(logits[n]) - static_cast<float>(labels[n])) / static_cast<float>(labels.size());
}

// A net of one drop layer: the parameters, and how it passes forward and back.
struct LayerNet {
  Floats parameters, gradient;
  std::function<void(std::uint32_t)> draw;                     // the masks of a step
  std::function<void(Mode, const Floats&, Floats&)> forward;   // inputs -> logits
  std::function<void(const Floats&, const Floats&)> backward;  // inputs, dL/dlogit -> gradient
  std::function<void(CaseLine&)> add_masks;                    // and sides, after forward
};

void run(CaseLine& line, LayerNet& net, const Floats& inputs, const Bytes& labels, const Floats& test_inputs) {
  const OptimizerConfig config{.epsilon = torch_epsilon};
  Optimizer optimizer(config, net.parameters.size());
  line.add<float>("points", inputs);
  line.add<std::uint8_t>("labels", labels);
  line.add<float>("test_points", test_inputs);
  line.add("optimizer", "adam");
  line.add("learning_rate", config.learning_rate);
  line.add("epsilon", config.epsilon);
  line.add<float>("start", net.parameters);
  net.gradient.resize(net.parameters.size());
  Floats logits(labels.size()), delta(labels.size());
  for (std::uint32_t step = 0; step < torch_steps; ++step) {
    net.draw(step);
    net.forward(Mode::train, inputs, logits);
    net.add_masks(line);
    logit_gradient(logits, labels, delta);
    net.backward(inputs, delta);
    if (step == 0) line.add<float>("gradient", net.gradient);
    optimizer.update(net.parameters, net.gradient);
  }
  line.add<float>("end", net.parameters);
  logits.resize(test_inputs.size() * labels.size() / inputs.size());
  net.forward(Mode::eval, test_inputs, logits);
  line.add<float>("eval", logits);
  std::puts(line.finished().c_str());
}

// --- DropConnect: 2 - H - ReLU - 1, both layers with masked weights: W1 [H, 2], c1 [H], W2 [1, H], c2 [1] ----------

void print_drop_connect(const char* about, MaskPer mask_per, double drop_rate) {
  constexpr std::size_t H = 12;
  const TrainTest data = make_datasets({DatasetKind::moons, 40, 0.2, 0.1, 3}, 50);
  const DropConnect first{H, 2, {drop_rate, Scheme::inverted}, mask_per};
  const DropConnect second{1, H, {drop_rate, Scheme::inverted}, mask_per};
  LayerNet net;
  net.parameters = normals(4 * H + 1, 0.5, seed);
  Bytes first_mask(mask_size(first, 40)), second_mask(mask_size(second, 40));
  Floats hidden, hidden_delta(40 * H), input_delta(40 * 2);
  net.draw = [&](std::uint32_t step) {
    draw_drop_connect_mask(first, 40, {seed, 0, step, 0}, first_mask);
    draw_drop_connect_mask(second, 40, {seed, 1, step, 0}, second_mask);
  };
  net.add_masks = [&](CaseLine& line) {
    line.add_mask(0, first_mask);
    line.add_mask(1, second_mask);
    line.add_sides(0, hidden);
  };
  net.forward = [&](Mode mode, const Floats& inputs, Floats& logits) {
    hidden.resize(logits.size() * H);
    const Floats& w = net.parameters;
    drop_connect_forward<float>(first, mode, first_mask, part(w, 0, 2 * H), part(w, 2 * H, H), inputs, hidden);
    for (float& h : hidden) h = h > 0 ? h : 0;
    drop_connect_forward<float>(second, mode, second_mask, part(w, 3 * H, H), part(w, 4 * H, 1), hidden, logits);
  };
  net.backward = [&](const Floats& inputs, const Floats& delta) {
    const Floats& w = net.parameters;
    Floats& g = net.gradient;
    drop_connect_backward<float>(second, Mode::train, second_mask, part(w, 3 * H, H), hidden, delta,
                                 {part(g, 3 * H, H), part(g, 4 * H, 1), hidden_delta});
    for (std::size_t i = 0; i < hidden.size(); ++i) hidden_delta[i] = hidden[i] > 0 ? hidden_delta[i] : 0;
    drop_connect_backward<float>(first, Mode::train, first_mask, part(w, 0, 2 * H), inputs, hidden_delta,
                                 {part(g, 0, 2 * H), part(g, 2 * H, H), input_delta});
  };
  CaseLine line(about, "drop_connect", drop_rate);
  line.add("width", H);
  run(line, net, data.train.points, data.train.labels, data.test.points);
}

// --- maps: gain and shift of each channel, drop layer, one weight a cell, logit: g [C], s [C], w [C, H, W], d [1] --

void print_maps(const char* about, const GranularDropout& dropout) {
  constexpr std::size_t N = 24, C = 4, cells = 6 * 6, size = C * cells;
  const TensorShape shape{N, C, 6, 6};
  LayerNet net;
  net.parameters = normals(2 * C + size + 1, 0.3, seed);
  for (float& gain : part(net.parameters, 0, C)) gain += 1;
  Bytes labels(N), mask(mask_shape(dropout, shape).cell_count());
  for (std::size_t n = 0; n < N; ++n) labels[n] = static_cast<std::uint8_t>(n % 2);
  Floats h(N * size), y(N * size), y_delta(N * size), transposed(size);
  net.draw = [&](std::uint32_t step) { draw_granular_mask(dropout, shape, {seed, 0, step, 0}, mask); };
  net.add_masks = [&](CaseLine& line) { line.add_mask(0, mask); };
  net.forward = [&](Mode mode, const Floats& inputs, Floats& logits) {
    const Floats& w = net.parameters;
    for (std::size_t i = 0; i < inputs.size(); ++i) h[i] = w[i / cells % C] * inputs[i] + w[C + i / cells % C];
    granular_forward<float>(dropout, mode, shape, mask, h, y);
    linear_forward<float>({N, size, 1}, y.data(), w.data() + 2 * C, w.data() + 2 * C + size, logits.data());
  };
  net.backward = [&](const Floats& inputs, const Floats& delta) {
    float* g = net.gradient.data();
    linear_weight_gradient<float>({N, size, 1}, y.data(), delta.data(), g + 2 * C);
    linear_bias_gradient<float>({N, size, 1}, delta.data(), g + 2 * C + size);
    linear_input_gradient<float>({N, size, 1}, delta.data(), net.parameters.data() + 2 * C, transposed.data(),
                                 y_delta.data());
    granular_backward<float>(dropout, Mode::train, shape, mask, y_delta, y_delta);
    for (std::size_t c = 0; c < 2 * C; ++c) g[c] = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      g[i / cells % C] += y_delta[i] * inputs[i];
      g[C + i / cells % C] += y_delta[i];
    }
  };
  CaseLine line(about, "maps", dropout.drop_rate);
  const bool block = dropout.granularity == MaskGranularity::block;
  line.add("rule", block ? "block" : "channel");
  line.add("normalization", dropout.block.normalization == BlockNormalization::sample ? "sample" : "batch");
  run(line, net, normals(N * size, 1.0, 11), labels, normals(N * size, 1.0, 12));
}

// --- AlphaDropout: 2 - H - SELU - AlphaDropout - 1: W1 [2, H], c1 [H], w2 [H], c2 [1] ------------------------------

void print_alpha(double drop_rate) {
  constexpr std::size_t H = 16;
  const TrainTest data = make_datasets({DatasetKind::moons, 40, 0.2, 0.1, 3}, 50);
  LayerNet net;
  net.parameters = normals(4 * H + 1, 0.5, seed);
  Bytes mask(40 * H);
  Floats z, y, delta_y(40 * H), transposed(H);
  net.draw = [&](std::uint32_t step) {
    for (std::uint32_t n = 0; n < 40; ++n)
      draw_mask({seed, 0, step, n}, drop_rate, std::span(mask).subspan(n * H, H));
  };
  net.add_masks = [&](CaseLine& line) {
    line.add_mask(0, mask);
    line.add_sides(0, z);
  };
  net.forward = [&](Mode mode, const Floats& inputs, Floats& logits) {
    const std::size_t rows = logits.size();
    const float* w = net.parameters.data();
    z.resize(rows * H);
    y.resize(rows * H);
    linear_forward<float>({rows, 2, H}, inputs.data(), w, w + 2 * H, z.data());
    for (std::size_t i = 0; i < z.size(); ++i) y[i] = static_cast<float>(selu(z[i]));
    alpha_dropout_forward<float>(drop_rate, mode, mask, y, y);
    linear_forward<float>({rows, H, 1}, y.data(), w + 3 * H, w + 4 * H, logits.data());
  };
  net.backward = [&](const Floats& inputs, const Floats& delta) {
    float* g = net.gradient.data();
    linear_weight_gradient<float>({40, H, 1}, y.data(), delta.data(), g + 3 * H);
    linear_bias_gradient<float>({40, H, 1}, delta.data(), g + 4 * H);
    linear_input_gradient<float>({40, H, 1}, delta.data(), net.parameters.data() + 3 * H, transposed.data(),
                                 delta_y.data());
    alpha_dropout_backward<float>(drop_rate, Mode::train, mask, delta_y, delta_y);
    for (std::size_t i = 0; i < z.size(); ++i) delta_y[i] *= static_cast<float>(selu_slope(z[i]));
    linear_weight_gradient<float>({40, 2, H}, inputs.data(), delta_y.data(), g);
    linear_bias_gradient<float>({40, 2, H}, delta_y.data(), g + 2 * H);
  };
  CaseLine line("alpha dropout behind SELU", "alpha", drop_rate);
  line.add("width", H);
  run(line, net, data.train.points, data.train.labels, data.test.points);
}

}  // namespace

void print_layer_cases() {
  for (const double p : torch_drop_rates)
    print_drop_connect("DropConnect, a mask for each example", MaskPer::sample, p);
  for (const double p : torch_drop_rates) print_drop_connect("DropConnect, a mask for the batch", MaskPer::batch, p);
  for (const double p : torch_drop_rates)
    print_maps("spatial dropout: whole channels", {MaskGranularity::channel, p, Scheme::inverted, {}});
  for (const double p : torch_drop_rates)
    print_maps("DropBlock, scaled by example", {MaskGranularity::block, p, Scheme::inverted, {}});
  BlockShape over_batch;
  over_batch.normalization = BlockNormalization::batch;
  for (const double p : torch_drop_rates)
    print_maps("DropBlock, scaled over the batch", {MaskGranularity::block, p, Scheme::inverted, over_batch});
  for (const double p : torch_drop_rates) print_alpha(p);
}

}  // namespace dropout
