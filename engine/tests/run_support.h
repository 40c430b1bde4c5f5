// run_support.h: what the tests of training runs share: a small run, and saving and restoring whatever evolves.
#pragma once
#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>
#include <vector>

#include "dropout/hash.h"
#include "dropout/trainer.h"

namespace dropout {

inline TrainerConfig small_run(double drop_rate = 0.5) {
  TrainerConfig config;
  config.hidden_widths = {12, 7};
  config.drop_rate = drop_rate;
  config.test_count = 100;
  config.seed = 7;
  return config;
}

// All values that each_state_field names, in order; ints and floats are exact as doubles.
template <class Run>
std::vector<std::vector<double>> save(Run& run) {
  std::vector<std::vector<double>> fields;
  run.each_state_field([&](const char*, auto& field) {
    if constexpr (requires { field.size(); })
      fields.emplace_back(field.begin(), field.end());
    else
      fields.push_back({static_cast<double>(field)});
  });
  return fields;
}
template <class Run>
void restore(Run& run, const std::vector<std::vector<double>>& fields) {
  std::size_t at = 0;
  run.each_state_field([&](const char* name, auto& field) {
    const std::vector<double>& saved = fields[at++];
    if constexpr (requires { field.size(); }) {
      ASSERT_EQ(field.size(), saved.size()) << name;
      for (std::size_t i = 0; i < saved.size(); ++i) field[i] = static_cast<float>(saved[i]);
    } else {
      field = static_cast<std::decay_t<decltype(field)>>(saved[0]);
    }
  });
  EXPECT_EQ(at, fields.size());
}

// Saves after `before` steps, restores into a fresh run, and makes `after` steps with both.
template <class Run, class Config>
void expect_exact_continuation(const Config& config, int before, int after, std::size_t field_count) {
  Run whole(config), resumed(config);
  whole.step(before);
  const auto saved = save(whole);
  EXPECT_EQ(saved.size(), field_count);
  restore(resumed, saved);
  EXPECT_EQ(resumed.step_count(), whole.step_count());
  EXPECT_EQ(resumed.evaluate().test_loss, whole.evaluate().test_loss);
  EXPECT_EQ(resumed.step(after), whole.step(after));
  EXPECT_EQ(hash_of(resumed.parameters()), hash_of(whole.parameters()));
  EXPECT_EQ(save(resumed), save(whole)) << "not the parameters alone: moments, counts, statistics";
}

}  // namespace dropout
