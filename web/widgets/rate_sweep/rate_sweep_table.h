// rate_sweep_table.h: means over 60 RNG seeds, run long ago: what rate_sweep shows before its own runs are through.
//
// They are the tables of chapter 6: `lesson_tool rate_tables` makes rate_sweep_measured.inc from
// lessons/dropout/measured/, and a test of the tool makes it again and compares.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "kit/training_task.h"

namespace lesson {

// A number of two decimals, below 328 in size, in two bytes: a model is downloaded.
class Hundredths {
 public:
  constexpr Hundredths(double value) : count_(static_cast<std::int16_t>(value * 100 + (value < 0 ? -0.5 : 0.5))) {}
  constexpr operator double() const { return count_ / 100.0; }

 private:
  std::int16_t count_;
};

struct RateTable {
  struct Row {
    Hundredths train, train_half, test, test_half;  // percent; half width of the 95 % interval of the mean
    Hundredths gain, gain_half;                     // points over p = 0 of the same seed
  };
  std::string_view measured;  // name of the file in lessons/dropout/measured
  TaskData data;
  double flip_share;
  int first_seed, seed_count;
  std::array<Row, 10> rows;  // p = 0, 0.1, ... 0.9
};

std::span<const RateTable> rate_tables();
// The table of that task; null where none was made: other labels, nets or lengths of training.
const RateTable* rate_table_of(const TrainingTask& task);

}  // namespace lesson
