// nets.h: what JavaScript holds: nets, and the runs that train them, behind one address each.
#pragma once
#include <cmath>
#include <cstring>
#include <string_view>

#include "dropout/elementary.h"
#include "dropout/family_trainers.h"
#include "fields.h"

namespace engine_module {

// Anything with parameters that turns points into logits. Single inheritance all the way, so that one address serves
// as Net, as Run and as the run itself.
class Net {
 public:
  virtual ~Net() = default;
  virtual std::span<float> parameters() = 0;
  virtual void logits(std::span<const float> inputs, std::span<float> logits) const = 0;
  // The multilayer perceptron inside, for the studies that look into one; null for other nets.
  virtual const dropout::Mlp<float>* mlp() const { return nullptr; }
};

class Run : public Net {
 public:
  virtual int step(int count) = 0;
  virtual int step_count() const = 0;
  virtual bool finished() const = 0;
  virtual dropout::Metrics evaluate() const = 0;
  virtual const dropout::Dataset& train_set() const = 0;
  virtual const dropout::Dataset& test_set() const = 0;
  virtual std::vector<std::span<std::byte>> state() = 0;  // each piece of memory that evolves
  // Whether these bytes, as many as state() has, are a state that a run of at most so many steps can be in.
  virtual bool can_be(const std::byte* state, int most_steps) = 0;
};

// What a run keeps, judged by its name in each_state_field.
struct StateCheck {
  double most_steps;
  bool valid = true;
  double updates = 0.0, steps = 0.0;

  void number(std::string_view name, double value) {
    if (name == "update_count") updates = value;
    if (name == "step_count") steps = value;
    const bool is_branch_count = name == "forward_branches" || name == "backward_branches";
    const bool is_any = name == "best_value";
    const double least = name == "best_step" ? -1.0 : 0.0;
    const double most = is_branch_count ? 0x1p53 : most_steps;
    valid = valid && std::isfinite(value) && (is_any || (value >= least && value <= most));
  }
  void each(std::string_view name, float value) {
    const bool is_square = name == "second_moments" || name == "running_variance";
    valid = valid && std::isfinite(value) && (!is_square || value >= 0.0F);
  }
};

template <class Trainer>
class RunOf final : public Run {
 public:
  template <class Config>
  explicit RunOf(const Config& config) : trainer(config) {}

  int step(int count) override { return trainer.step(count); }
  int step_count() const override { return trainer.step_count(); }
  bool finished() const override { return trainer.finished(); }
  dropout::Metrics evaluate() const override { return trainer.evaluate(); }
  const dropout::Dataset& train_set() const override { return trainer.train_set(); }
  const dropout::Dataset& test_set() const override { return trainer.test_set(); }

  std::vector<std::span<std::byte>> state() override {
    std::vector<std::span<std::byte>> fields;
    trainer.each_state_field([&fields](const char*, auto& field) {
      if constexpr (requires { field.data(); })
        fields.push_back(std::as_writable_bytes(std::span(field)));
      else
        fields.push_back(std::as_writable_bytes(std::span(&field, 1)));
    });
    return fields;
  }

  bool can_be(const std::byte* state, int most_steps) override {
    StateCheck check{static_cast<double>(most_steps)};
    const auto next = [&state](auto value) {
      std::memcpy(&value, state, sizeof(value));
      state += sizeof(value);
      return value;
    };
    trainer.each_state_field([&](const char* name, const auto& field) {
      if constexpr (requires { field.data(); })
        for (const auto value : field) check.each(name, next(value));
      else
        check.number(name, static_cast<double>(next(field)));
    });
    return check.valid && check.updates == check.steps;
  }

  std::span<float> parameters() override {
    // A run shows its parameters for reading; the first field of its state is where they may be written.
    std::span<float> found;
    trainer.each_state_field([&found](const char* name, auto& field) {
      if constexpr (requires { field.data(); })
        if (std::strcmp(name, "parameters") == 0) found = field;
    });
    return found;
  }
  void logits(std::span<const float> inputs, std::span<float> logits) const override {
    trainer.net().forward_eval(inputs, logits);
  }
  const dropout::Mlp<float>* mlp() const override {
    if constexpr (requires(const dropout::Mlp<float>* net) { net = &trainer.net(); })
      return &trainer.net();
    else
      return nullptr;
  }

  Trainer trainer;
};

}  // namespace engine_module
