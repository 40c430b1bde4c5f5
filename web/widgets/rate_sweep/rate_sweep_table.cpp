// rate_sweep_table.cpp: the tables in rate_sweep_table.h and which task has one.
#include "rate_sweep_table.h"

namespace lesson {

namespace {
constexpr RateTable tables[] = {
#include "rate_sweep_measured.inc"
};
}  // namespace

std::span<const RateTable> rate_tables() { return tables; }

const RateTable* rate_table_of(const TrainingTask& task) {
  const TrainingTask usual;
  if (task.weight_decay != usual.weight_decay || task.decoupled_decay != usual.decoupled_decay ||
      task.steps != usual.steps || task.width != usual.width)
    return nullptr;
  for (const RateTable& table : tables)
    if (table.data == task.data && table.flip_share == task.flip_share) return &table;
  return nullptr;
}

}  // namespace lesson
