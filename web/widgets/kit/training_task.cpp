// training_task.cpp: settings of chapter 6's task as the engine's configuration and as words.
#include "training_task.h"

#include "plot.h"

namespace lesson {

std::string_view data_name(TaskData data) { return task_data_names[static_cast<std::size_t>(data)]; }

dropout::TrainerConfig task_config(const TrainingTask& task, double drop_rate, std::uint64_t seed) {
  // In the order of TaskData.
  constexpr dropout::DatasetKind kinds[] = {dropout::DatasetKind::spirals, dropout::DatasetKind::moons,
                                            dropout::DatasetKind::circles, dropout::DatasetKind::exclusive_or};
  constexpr double noises[] = {0.15, 0.2, 0.15, 0.4};
  const auto data = static_cast<std::size_t>(task.data);
  dropout::TrainerConfig config;
  config.dataset = {
      .kind = kinds[data], .count = 80, .noise = noises[data], .flip_share = task.flip_share, .seed = seed};
  config.test_count = 1000;
  config.hidden_widths = {task.width, task.width};
  config.drop_rate = drop_rate;
  config.weight_decay = task.weight_decay;
  config.decoupled_decay = task.decoupled_decay;
  config.total_steps = task.steps;
  config.seed = seed;
  return config;
}

std::string task_words(const TrainingTask& task) {
  std::string switches;
  const auto add = [&](const std::string& words) { switches += (switches.empty() ? " (" : ", ") + words; };
  if (task.width != TrainingTask{}.width) add(std::to_string(task.width) + " units a layer");
  if (task.weight_decay > 0) add("L2 " + number_text(task.weight_decay, 3));
  if (task.decoupled_decay > 0) add("AdamW decay " + number_text(task.decoupled_decay, 1));
  if (task.steps != TrainingTask{}.steps) add("stopped at " + plural_text(task.steps, "step", "steps"));
  return std::string(data_name(task.data)) + switches + (switches.empty() ? "" : ")");
}

}  // namespace lesson
