// net_run.h: what every training run is made of: data, a net, an optimizer, the count of steps, and its state.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>

#include "dropout/dataset.h"
#include "dropout/optimizer.h"

namespace dropout {

// Config has dataset, test_count, optimizer, total_steps and seed. A run is a pure function of its config: the same
// bits after the same number of steps with gcc, clang and WebAssembly.
template <class Config, class Net>
class NetRun {
 public:
  int step_count() const { return static_cast<int>(step_count_); }
  bool finished() const { return step_count() >= config_.total_steps; }

  const Config& config() const { return config_; }
  const Dataset& train_set() const { return data_.train; }
  const Dataset& test_set() const { return data_.test; }
  const Net& net() const { return net_; }
  std::span<const float> parameters() const { return net_.parameters(); }

  // Visits everything that evolves, as visitor(name, field&), field = std::vector<float>, std::uint64_t, int or double.
  // To restore a run exactly: construct from the same config, then write the saved values into the fields (same sizes).
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    net_.each_state_field(visitor);
    optimizer_.each_state_field(visitor);
    visitor("step_count", step_count_);
  }

 protected:
  template <class Shape>
  NetRun(const Config& config, const Shape& shape)
      : config_(config),
        data_(make_datasets(config.dataset, config.test_count)),
        net_(shape, config.dataset.train_count()),
        optimizer_(config.optimizer, net_.parameters().size()) {
    net_.initialize(config.seed);
  }
  ~NetRun() = default;
  NetRun(const NetRun&) = default;
  NetRun& operator=(const NetRun&) = default;

  // Makes up to `count` steps and stops at total_steps; returns the number made. differentiate(step) leaves the gradient
  // of that step in the net.
  template <class Differentiate>
  int make_steps(int count, Differentiate&& differentiate) {
    const int wanted = std::clamp(count, 0, std::max(0, config_.total_steps - step_count()));
    for (int made = 0; made < wanted; ++made) {
      differentiate(static_cast<std::uint32_t>(step_count_));
      optimizer_.update(net_.parameters(), net_.gradient());
      ++step_count_;
    }
    return wanted;
  }

  Config config_;
  TrainTest data_;
  Net net_;
  Optimizer optimizer_;
  std::uint64_t step_count_ = 0;
};

}  // namespace dropout
