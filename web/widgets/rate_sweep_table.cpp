// rate_sweep_table.cpp: the numbers of the tables in rate_sweep_table.h.
#include "rate_sweep_table.h"

namespace lesson {

namespace {
constexpr RateTable tables[] = {{"trainer_spirals",
                                 TaskData::spirals,
                                 0.15,
                                 1,
                                 60,
                                 {{{99.42, 0.32, 83.16, 1.20, 0, 0},
                                   {96.23, 0.70, 85.72, 1.26, 2.57, 0.70},
                                   {93.96, 0.85, 87.56, 1.10, 4.41, 0.85},
                                   {92.08, 1.05, 88.51, 1.13, 5.36, 0.92},
                                   {90.29, 1.06, 89.02, 1.34, 5.86, 1.26},
                                   {88.52, 1.07, 89.90, 1.18, 6.74, 1.27},
                                   {85.29, 1.23, 87.82, 1.35, 4.67, 1.40},
                                   {82.02, 1.24, 84.60, 1.40, 1.44, 1.46},
                                   {78.98, 0.97, 81.79, 1.05, -1.36, 1.36},
                                   {71.88, 1.81, 72.00, 2.52, -11.15, 2.50}}}},
                                {"trainer_moons",
                                 TaskData::moons,
                                 0.2,
                                 1,
                                 60,
                                 {{{99.08, 0.33, 76.45, 1.47, 0, 0},
                                   {95.19, 0.67, 78.62, 1.38, 2.18, 0.89},
                                   {91.81, 0.92, 80.68, 1.45, 4.24, 1.12},
                                   {88.81, 1.07, 82.98, 1.47, 6.53, 1.44},
                                   {86.27, 1.14, 84.66, 1.46, 8.22, 1.42},
                                   {83.88, 1.01, 85.80, 1.43, 9.36, 1.57},
                                   {81.79, 1.22, 86.38, 1.37, 9.93, 1.66},
                                   {78.94, 1.36, 85.13, 1.53, 8.68, 1.77},
                                   {76.83, 1.44, 83.02, 1.90, 6.58, 1.87},
                                   {70.79, 2.03, 74.85, 2.98, -1.59, 2.64}}}}};
}  // namespace

std::span<const RateTable> rate_tables() { return tables; }

const RateTable* rate_table_of(const TrainingTask& task) {
  const TrainingTask usual;
  if (task.weight_decay != usual.weight_decay || task.steps != usual.steps || task.width != usual.width)
    return nullptr;
  for (const RateTable& table : tables)
    if (table.data == task.data && table.flip_share == task.flip_share) return &table;
  return nullptr;
}

}  // namespace lesson
