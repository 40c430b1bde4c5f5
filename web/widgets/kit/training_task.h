// training_task.h: the task of chapter 6, with its switches, as the widgets trainer and rate_sweep share it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dropout/trainer.h"

namespace lesson {

enum class TaskData : std::uint8_t { spirals, moons, circles, exclusive_or };
inline constexpr std::string_view task_data_names[] = {"spirals", "moons", "circles", "xor"};
inline constexpr std::string_view task_data_help = "The shape of the two classes.";
inline constexpr std::string_view flips_help = "Share of the training labels that are wrong; test labels are clean.";
inline constexpr std::string_view noisy_test_help =
    "Counts test labels as if they were flipped as often as the training labels.";
inline constexpr std::string_view weight_decay_label = "Weight decay (L2)";
inline constexpr std::string_view weight_decay_help =
    "Pulls every weight toward 0: its multiple is added to the gradient that Adam sees.";
inline constexpr std::string_view decoupled_decay_label = "Weight decay (AdamW)";
inline constexpr std::string_view decoupled_decay_help =
    "The same beside the gradient, as AdamW does; it takes far larger values.";
inline constexpr double most_weight_decay = 0.05, most_decoupled_decay = 5;
inline constexpr std::string_view width_help = "Units in each of the two hidden layers.";
std::string_view data_name(TaskData data);

// 80 points with flipped labels, 1000 clean test points, net 2-width-width-1 with ReLU, full-batch Adam 0.01.
struct TrainingTask {
  TaskData data = TaskData::spirals;
  double flip_share = 0.15;
  double weight_decay = 0;     // L2, in the gradient
  double decoupled_decay = 0;  // of AdamW
  int steps = 1500;
  int width = 32;
};
// Data, initial weights and masks of that seed; the noise of chapter 6's tables.
dropout::TrainerConfig task_config(const TrainingTask& task, double drop_rate, std::uint64_t seed);

// Expected accuracy against labels that are flipped with probability f, of a net with accuracy a on clean ones:
// a (1 - f) + (1 - a) f
constexpr double noisy_accuracy(double accuracy, double flip_share) {
  return (1 - 2 * flip_share) * accuracy + flip_share;
}

// "spirals", and what of the switches is not the chapter's: "spirals (64 units a layer, L2 0.010)".
std::string task_words(const TrainingTask& task);

}  // namespace lesson
