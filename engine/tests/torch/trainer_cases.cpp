// trainer_cases.cpp: runs of the three trainers of the lesson, at several drop rates each, for PyTorch to repeat.
#include <cstdio>
#include <vector>

#include "../../src/linear.h"
#include "case_line.h"
#include "dropout/family_trainers.h"

namespace dropout {
namespace {

DatasetConfig points(std::uint64_t seed) { return {DatasetKind::moons, 40, 0.2, 0.1, seed}; }
constexpr int test_points = 50;

template <class Trainer>
void add_data(CaseLine& line, const Trainer& trainer) {
  line.add<float>("points", trainer.train_set().points);
  line.add<std::uint8_t>("labels", trainer.train_set().labels);
  line.add<float>("test_points", trainer.test_set().points);
  const OptimizerConfig& optimizer = trainer.config().optimizer;
  line.add("optimizer", optimizer.kind == OptimizerKind::adam ? "adam" : "sgd");
  line.add("learning_rate", optimizer.learning_rate);
  line.add("epsilon", optimizer.epsilon);
}

// before(step) and after(step) enter masks and sides of that step.
template <class Trainer, class Before, class After>
void run(CaseLine& line, Trainer& trainer, Before&& before, After&& after) {
  add_data(line, trainer);
  line.add<float>("start", trainer.parameters());
  for (std::uint32_t step = 0; step < torch_steps; ++step) {
    before(step);
    trainer.step();
    if (step == 0) line.add<float>("gradient", trainer.net().gradient());
    after(step);
  }
  line.add<float>("end", trainer.parameters());
  std::vector<float> logits(test_points);
  trainer.net().forward_eval(trainer.test_set().points, logits);
  line.add<float>("eval", logits);
}

// --- the net of the lesson ---------------------------------------------------------------------------------------

struct MlpCase {
  const char* about;
  OptimizerKind kind = OptimizerKind::adam;
  Activation activation = Activation::relu;
  double weight_decay = 0.0, decoupled_decay = 0.0;
};

constexpr MlpCase mlp_cases[] = {
    {"plain: dropout on both hidden layers, Adam"},
    {"L2 penalty, Adam", OptimizerKind::adam, Activation::relu, 0.01},
    {"AdamW: decoupled weight decay", OptimizerKind::adam, Activation::relu, 0.0, 0.5},
    {"SGD with momentum", OptimizerKind::sgd},
    {"tanh units, Adam", OptimizerKind::adam, Activation::tanh},
};

void print_mlp(const MlpCase& made, double drop_rate) {
  TrainerConfig config;
  config.dataset = points(3);
  config.test_count = test_points;
  config.hidden_widths = {16, 16};
  config.activation = made.activation;
  config.drop_rate = drop_rate;
  config.optimizer.kind = made.kind;
  config.weight_decay = made.weight_decay;
  config.decoupled_decay = made.decoupled_decay;
  config.total_steps = torch_steps;
  config.optimizer.epsilon = torch_epsilon;
  config.seed = torch_seed;
  Trainer trainer(config);
  CaseLine line(made.about, "mlp", drop_rate);
  line.add("activation", made.activation == Activation::relu ? "relu" : "tanh");
  line.add("weight_decay", made.weight_decay);
  line.add("decoupled_decay", made.decoupled_decay);
  line.add<int>("hidden_widths", config.hidden_widths);
  const auto nothing = [](std::uint32_t) {};
  run(line, trainer, nothing, [&](std::uint32_t) {
    for (std::size_t layer = 0; layer < 2; ++layer) {
      line.add_mask(layer, trainer.net().mask(static_cast<int>(layer)));
      if (made.activation == Activation::relu) line.add_sides(layer, trainer.net().outputs(static_cast<int>(layer)));
    }
  });
  std::puts(line.finished().c_str());
}

// --- batch norm --------------------------------------------------------------------------------------------------

constexpr std::size_t N = 40;

void relu(std::vector<float>& values) {
  for (float& value : values) value = value > 0 ? value : 0;
}

// What the ReLUs of the next step get. The net keeps it to itself; the same sums in the same order give the same bits.
void add_norm_sides(CaseLine& line, const NormTrainer& trainer, std::span<const std::uint8_t> mask) {
  constexpr std::size_t W = 16;
  const std::span<const float> w = trainer.parameters();
  const float* second = w.data() + 3 * W;
  std::vector<float> h(N * W), z(N * W);
  linear_forward<float>({N, 2, W}, trainer.train_set().points.data(), w.data(), w.data() + 2 * W, h.data());
  line.add_sides(0, h);
  relu(h);
  const DropoutRule rule{trainer.config().drop_rate, Scheme::inverted};
  if (trainer.config().net.placement == DropPlacement::before_norm)
    dropout_forward<float>(rule, Mode::train, mask, h, h);
  linear_forward<float>({N, W, W}, h.data(), second, nullptr, z.data());
  BatchNorm<float>(W, N).forward_train(z, w.subspan((3 + W) * W, W), w.subspan((4 + W) * W, W), z);
  line.add_sides(1, z);
}

void print_norm(const char* about, const char* place, DropPlacement placement, double drop_rate) {
  NormTrainerConfig config;
  config.dataset = points(3);
  config.test_count = test_points;
  config.net.width = 16;
  config.net.placement = placement;
  config.drop_rate = drop_rate;
  config.total_steps = torch_steps;
  config.optimizer.epsilon = torch_epsilon;
  config.seed = torch_seed;
  NormTrainer trainer(config);
  CaseLine line(about, "norm", drop_rate);
  line.add("width", config.net.width);
  line.add("placement", place);
  // The net keeps its masks to itself; these are the keys that norm_mlp.h names.
  const std::uint32_t layer = placement == DropPlacement::before_norm ? 0 : 1;
  std::vector<std::uint8_t> mask(N * 16);
  const auto before = [&](std::uint32_t step) {
    for (std::uint32_t n = 0; n < N; ++n)
      draw_mask({config.seed, layer, step, n}, drop_rate, std::span(mask).subspan(n * 16, 16));
    line.add_mask(0, mask);
    add_norm_sides(line, trainer, mask);
  };
  run(line, trainer, before, [](std::uint32_t) {});
  line.add("running_mean", trainer.net().norm().running_mean());
  line.add("running_variance", trainer.net().norm().running_variance());
  std::puts(line.finished().c_str());
}

// --- stochastic depth --------------------------------------------------------------------------------------------

constexpr std::size_t blocks = 6;

// Masks and sides of the next step, block after block.
void add_residual_step(CaseLine& line, const ResidualTrainer& trainer, std::uint32_t step) {
  constexpr std::size_t W = 8;
  const ResidualShape& shape = trainer.config().net;
  const float* w = trainer.parameters().data();
  std::vector<float> x(N * W), hidden(N * W), f(N * W), y(N * W);
  std::vector<std::uint8_t> rows(N);
  linear_forward<float>({N, 2, W}, trainer.train_set().points.data(), w, w + 2 * W, x.data());
  w += 3 * W;
  for (int block = 0; block < static_cast<int>(blocks); ++block, w += (2 * W + 1) * W) {
    draw_path_rows(shape, block, torch_seed, step, rows);
    line.add_mask(0, rows);
    linear_forward<float>({N, W, W}, x.data(), w, w + W * W, hidden.data());
    line.add_sides(0, hidden);
    relu(hidden);
    linear_forward<float>({N, W, W}, hidden.data(), w + (W + 1) * W, nullptr, f.data());
    const double p = depth_drop_rate(shape.depth_rule, block, blocks, shape.last_drop_rate);
    drop_path_rows<float>({p, shape.scheme}, Mode::train, rows, x, f, y);
    x.swap(y);
  }
}

void print_residual(const char* about, Scheme scheme, MaskGranularity granularity, double last_drop_rate) {
  ResidualTrainerConfig config;
  config.dataset = points(3);
  config.test_count = test_points;
  config.net.width = 8;
  config.net.block_count = blocks;
  config.net.scheme = scheme;
  config.net.granularity = granularity;
  config.net.last_drop_rate = last_drop_rate;
  config.total_steps = torch_steps;
  config.optimizer.epsilon = torch_epsilon;
  config.seed = torch_seed;
  ResidualTrainer trainer(config);
  CaseLine line(about, "residual", last_drop_rate);
  line.add("width", config.net.width);
  line.add("scheme", scheme == Scheme::inverted ? "inverted" : "test_scaled");
  line.add<double>("block_drop_rates", depth_drop_rates(config.net.depth_rule, blocks, last_drop_rate));
  const auto before = [&](std::uint32_t step) { add_residual_step(line, trainer, step); };
  run(line, trainer, before, [](std::uint32_t) {});
  std::puts(line.finished().c_str());
}

}  // namespace

void print_trainer_cases() {
  for (const MlpCase& made : mlp_cases)
    for (const double p : torch_drop_rates) print_mlp(made, p);
  for (const double p : torch_drop_rates)
    print_norm("batch norm behind dropout, running statistics", "before_norm", DropPlacement::before_norm, p);
  for (const double p : torch_drop_rates)
    print_norm("batch norm before dropout, running statistics", "after_norm", DropPlacement::after_norm, p);
  for (const double p : torch_drop_rates)
    print_residual("stochastic depth as published: scaled at test", Scheme::test_scaled, MaskGranularity::batch, p);
  for (const double p : torch_drop_rates)
    print_residual("stochastic depth as in libraries: scaled in training", Scheme::inverted, MaskGranularity::row, p);
}

}  // namespace dropout
