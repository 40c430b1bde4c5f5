// batchnorm_conflict_tables.cpp: what the panels of batchnorm_conflict draw, as rows.
#include "contract/table.h"
#include "batchnorm_conflict.h"
#include "kit/plot.h"

namespace lesson {

void BatchNormConflict::law_table(const Params& params, Table& table) const {
  table.row("Mode", "Standard deviation, exact", "Sampled", "Values that were 0");
  table.row("training, dropout on", number_text(1, 3), number_text(histogram_.train.sd, 3),
            percent_text(histogram_.train.zeros));
  table.row("test, dropout off", number_text(output_sd(params), 3), number_text(histogram_.test.sd, 3),
            percent_text(histogram_.test.zeros));
}

void BatchNormConflict::units_table(const Params& params, Table& table) const {
  table.row("Unit", "Running variance", "Recomputed variance", "Test variance");
  int number = 0;
  for (const UnitVariance& unit : net(params.placement).units)
    table.row(std::to_string(++number), number_text(unit.running, 3), number_text(unit.recomputed, 3),
              number_text(unit.test, 3));
}

void BatchNormConflict::accuracy_table(const Params&, Table& table) const {
  table.row("Step", "Dropout after the norm", "Before, recomputed", "Dropout before the norm");
  const auto row = [&](int step, const Measure& measure) {
    table.row(std::to_string(step), percent_text(static_cast<double>(measure.after), 1),
              percent_text(static_cast<double>(measure.recomputed), 1),
              percent_text(static_cast<double>(measure.before), 1));
  };
  for (std::size_t i = 0; i < curve_.size(); ++i) row(static_cast<int>(i) * steps_per_measure, curve_[i]);
  if (steps_done() % steps_per_measure != 0) row(steps_done(), now());
}

}  // namespace lesson
