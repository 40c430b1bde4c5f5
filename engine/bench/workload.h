// workload.h: the training step that the benchmark times: a ReLU net with inverted dropout on every hidden layer, Adam.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "dropout/dataset.h"
#include "dropout/hash.h"
#include "dropout/mlp.h"
#include "dropout/optimizer.h"

namespace bench {

// Workload W is the default: 2-64-64-1, 60 examples as one batch, drop rate 1/2, Adam, logistic loss.
struct Workload {
  int width = 64;
  int batch = 60;
  int depth = 2;  // hidden layers
  double drop_rate = 0.5;
};

inline dropout::Dataset make_data(const Workload& workload) {
  dropout::DatasetConfig config;
  config.kind = dropout::DatasetKind::spirals;
  config.count = workload.batch;
  config.seed = 7;
  return dropout::make_datasets(config, 1).train;
}

// One step = masks, forward, backward, update: the same calls as Trainer::step.
class EngineStep {
 public:
  explicit EngineStep(const Workload& workload)
      : workload_(workload),
        data_(make_data(workload)),
        net_({2, std::vector<int>(static_cast<std::size_t>(workload.depth), workload.width),
              dropout::Activation::relu},
             workload.batch),
        optimizer_({}, net_.parameters().size()) {
    net_.initialize(7);
  }

  void step() {
    net_.forward_train(data_.points, {workload_.drop_rate, 7, step_++});
    net_.backward(data_.labels);
    optimizer_.update(net_.parameters(), net_.gradient());
  }

  std::uint64_t hash() const {
    dropout::Fnv1a hash;
    hash.add(net_.parameters());
    return hash.value();
  }

 private:
  Workload workload_;
  dropout::Dataset data_;
  dropout::Mlp<float> net_;
  dropout::Optimizer optimizer_;
  std::uint32_t step_ = 0;
};

}  // namespace bench
