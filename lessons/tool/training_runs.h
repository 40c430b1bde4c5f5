// training_runs.h: runs of dropout::Trainer as rows of measured tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/trainer.h"
#include "measured.h"

namespace checker {

// The names that JSON uses for what the engine knows.
std::string_view dataset_name(dropout::DatasetKind kind);
bool dataset_of_name(std::string_view name, dropout::DatasetKind& kind);
Json settings_of(const dropout::DatasetConfig& dataset,
                 int test_count);  // data, points, noise, flip_share, test_points
Json settings_of(const dropout::TrainerConfig& config);

// train, test, train_loss, test_loss, flips_fitted, flips_total; accuracies are shares.
const std::vector<std::string>& training_columns();
std::vector<double> training_values(const dropout::Metrics& metrics);

// The whole run with `seed` for data, initial weights and masks.
dropout::Metrics training_run(const dropout::TrainerConfig& config, std::uint64_t seed);
MeasuredRow training_row(std::string id, std::string label, const dropout::TrainerConfig& config);

}  // namespace checker
