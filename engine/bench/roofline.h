// roofline.h: the list of what the roofline times: peaks, the step of workload W, its parts, and variants of them.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include "mlp_parts.h"
#include "operation_counts.h"
#include "peak_loops.h"
#include "workload.h"

namespace bench {

// The product kernel alone on a matrix that stays in the first cache: `terms` terms for each result, always the same.
class LoneProduct {
 public:
  explicit LoneProduct(int terms)
      : index_(static_cast<std::size_t>(terms)),
        weights_(index_.size(), 0.5f),
        matrix_(rows * width, 0.25f),
        sums_(width) {
    for (std::size_t n = 0; n < index_.size(); ++n) index_[n] = static_cast<std::int32_t>(n % rows);
  }
  void run() {
    const dropout::Terms<float> terms{index_.data(), weights_.data(), static_cast<int>(index_.size())};
    dropout::weighted_row_sum(terms, matrix_.data(), static_cast<int>(width), nullptr, sums_.data());
    sink = sums_[0];
  }
  double operations() const { return 2.0 * static_cast<double>(index_.size() * width); }

 private:
  static constexpr std::size_t rows = 64, width = 64;
  std::vector<std::int32_t> index_;
  std::vector<float> weights_, matrix_, sums_;
};

// An optimizer with parameters and a gradient of its own.
class LoneUpdate {
 public:
  LoneUpdate(dropout::OptimizerKind kind, std::span<const float> parameters, std::span<const float> gradient)
      : parameters_(parameters.begin(), parameters.end()),
        gradient_(gradient.begin(), gradient.end()),
        optimizer_({.kind = kind}, parameters.size()) {}
  void run() { optimizer_.update(parameters_, gradient_); }

 private:
  std::vector<float> parameters_, gradient_;
  dropout::Optimizer optimizer_;
};

struct Roofline {
  explicit Roofline(const Workload& workload = {})
      : data(make_data(workload)),
        net({2, std::vector<int>(static_cast<std::size_t>(workload.depth), workload.width),
             dropout::Activation::relu},
            workload.batch),
        draw{workload.drop_rate, 7, 0},
        whole(workload) {
    net.initialize(7);
    parts = std::make_unique<dropout::MlpParts>(net, data.points, data.labels, draw);
    counts = count_operations(net, data.points);
    const auto parameters = net.parameters();
    adam = std::make_unique<LoneUpdate>(dropout::OptimizerKind::adam, parameters, net.gradient());
    sgd = std::make_unique<LoneUpdate>(dropout::OptimizerKind::sgd, parameters, net.gradient());
    const std::size_t few = parameters.size() / 8;
    adam_of_few =
        std::make_unique<LoneUpdate>(dropout::OptimizerKind::adam, parameters.first(few), net.gradient().first(few));
    few_share = static_cast<double>(few) / static_cast<double>(parameters.size());
  }

  dropout::Dataset data;
  dropout::Mlp<float> net;
  dropout::DropoutDraw draw;
  EngineStep whole;
  std::unique_ptr<dropout::MlpParts> parts;
  OperationCounts counts;
  std::unique_ptr<LoneUpdate> adam, sgd, adam_of_few;
  double few_share = 0;
  LoneProduct short_sums{16}, long_sums{1024};
};

// name, operations of one run, the run
struct RooflineRow {
  const char* name;
  double (*operations)(const Roofline&);
  void (*run)(Roofline&);
};

inline constexpr int peak_rounds = 200;

inline constexpr RooflineRow roofline_rows[] = {
    {"peak", [](const Roofline&) { return peak_rounds * operations_of_peak_round; },
     [](Roofline&) { multiply_and_add(peak_rounds); }},
    {"step", [](const Roofline& r) { return r.counts.step(); }, [](Roofline& r) { r.whole.step(); }},
    {"step, same masks", [](const Roofline& r) { return r.counts.step(); },
     [](Roofline& r) {
       r.net.forward_train(r.data.points, r.draw);
       r.net.backward(r.data.labels);
       r.adam->run();
     }},
    {"masks", [](const Roofline& r) { return r.counts.masks; }, [](Roofline& r) { r.parts->masks(); }},
    {"forward products", [](const Roofline& r) { return r.counts.forward_products; },
     [](Roofline& r) { r.parts->forward_products(); }},
    {"activation and dropout", [](const Roofline& r) { return r.counts.activation; },
     [](Roofline& r) { r.parts->activation_and_dropout(); }},
    {"lists of columns", [](const Roofline&) { return 0.0; }, [](Roofline& r) { r.parts->column_lists(); }},
    {"loss", [](const Roofline& r) { return r.counts.loss; }, [](Roofline& r) { r.parts->loss(); }},
    {"weight gradients", [](const Roofline& r) { return r.counts.weight_gradients; },
     [](Roofline& r) { r.parts->weight_gradients(); }},
    {"input gradients", [](const Roofline& r) { return r.counts.input_gradients; },
     [](Roofline& r) { r.parts->input_gradients(); }},
    {"update: Adam", [](const Roofline& r) { return r.counts.adam; }, [](Roofline& r) { r.adam->run(); }},
    {"update: SGD", [](const Roofline& r) { return r.counts.sgd; }, [](Roofline& r) { r.sgd->run(); }},
    {"transposes", [](const Roofline&) { return 0.0; }, [](Roofline& r) { r.parts->transposes(); }},
    {"product, 16 terms", [](const Roofline& r) { return r.short_sums.operations(); },
     [](Roofline& r) { r.short_sums.run(); }},
    {"product, 1024 terms", [](const Roofline& r) { return r.long_sums.operations(); },
     [](Roofline& r) { r.long_sums.run(); }},
    {"Adam, an eighth", [](const Roofline& r) { return r.counts.adam * r.few_share; },
     [](Roofline& r) { r.adam_of_few->run(); }},
    {"root and division", [](const Roofline&) { return 13.0 * 4 * vectors_of_root_round * peak_rounds; },
     [](Roofline&) { root_and_divide(peak_rounds); }},
    {"Philox in registers", [](const Roofline&) { return 2.0 * 4 * 6 * peak_rounds; },
     [](Roofline&) { philox_rounds(peak_rounds); }},
};

}  // namespace bench
