// plans_dropblock.cpp: the experiments of chapter 8: dropout before and behind batch norm, and drop rate schedules.
#include "dropout/family_trainers.h"
#include "training_runs.h"

namespace checker {

namespace {

using dropout::DropPlacement;
using dropout::ScheduleKind;

// ---- batch norm: moons, 200 points, 10 % flipped, 600 steps: NormTrainerConfig's defaults --------------------------

std::string norm_id(int width, double drop_rate, DropPlacement placement) {
  return "w" + std::to_string(width) + "_p" + shown(drop_rate) +
         (placement == DropPlacement::before_norm ? "_before" : "_after");
}

MeasuredRow norm_row(int width, double drop_rate, DropPlacement placement) {
  dropout::NormTrainerConfig config;
  config.net.width = width;
  config.net.placement = placement;
  config.drop_rate = drop_rate;
  const std::string where = placement == DropPlacement::before_norm ? "before" : "after";
  Json settings = settings_of(config.dataset, config.test_count);
  settings["width"] = width;
  settings["drop_rate"] = drop_rate;
  settings["dropout"] = where + " the norm";
  settings["learning_rate"] = config.optimizer.learning_rate;
  settings["steps"] = config.total_steps;
  return {norm_id(width, drop_rate, placement),
          std::to_string(width) + " units, drop rate " + shown(drop_rate) + ", dropout " + where + " the norm",
          std::move(settings), [config](std::uint64_t seed) {
            dropout::NormTrainerConfig seeded = config;
            seeded.seed = seeded.dataset.seed = seed;
            dropout::NormTrainer trainer(seeded);
            trainer.step(seeded.total_steps);
            const dropout::Metrics metrics = trainer.evaluate();
            return std::vector<double>{metrics.train_accuracy, metrics.test_accuracy, trainer.variance_ratio(),
                                       trainer.evaluate_reestimated().test_accuracy};
          }};
}

std::vector<MeasuredRow> norm_rows() {
  std::vector<MeasuredRow> rows;
  for (const int width : {32, 8})
    for (const double drop_rate : {0.0, 0.3, 0.5, 0.7, 0.8})
      for (const DropPlacement placement : {DropPlacement::before_norm, DropPlacement::after_norm})
        rows.push_back(norm_row(width, drop_rate, placement));
  return rows;
}

constexpr const char* prototype = "an independent program, 20 seeds, widened to what another generator may give";

std::vector<Band> norm_bands() {
  std::vector<Band> bands = {{"w32_p0.5_before", "variance_ratio", "", 0.55, 0.72, prototype},
                             {"w32_p0.8_before", "variance_ratio", "", 0.20, 0.36, prototype},
                             {"w32_p0.7_after", "test", "w32_p0.7_before", 0.04, 0.25, prototype},
                             {"w32_p0.8_after", "test", "w32_p0.8_before", 0.04, 0.30, prototype}};
  for (const double drop_rate : {0.0, 0.3, 0.5, 0.7, 0.8})
    bands.push_back({norm_id(32, drop_rate, DropPlacement::after_norm), "variance_ratio", "", 0.95, 1.1, prototype});
  return bands;
}

// ---- schedules: the moons of chapter 6, target rate 0.5 ------------------------------------------------------------

MeasuredRow schedule_row(const char* id, const char* label, const dropout::DropSchedule& schedule) {
  dropout::RegularizedConfig config;
  config.base.dataset = {.kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2};
  config.schedule = schedule;
  Json settings = settings_of(config.base);
  settings.erase("drop_rate");
  settings["schedule"] = id;
  settings["largest_rate"] = schedule.drop_rate;
  settings["turn"] = schedule.turn;
  if (schedule.kind == ScheduleKind::curriculum) settings["rate"] = schedule.rate;
  return {id, label, std::move(settings), [config](std::uint64_t seed) {
            dropout::RegularizedConfig seeded = config;
            seeded.base.seed = seeded.base.dataset.seed = seed;
            dropout::RegularizedTrainer trainer(seeded);
            trainer.step(seeded.base.total_steps);
            const dropout::Metrics metrics = trainer.evaluate();
            return std::vector<double>{metrics.train_accuracy, metrics.test_accuracy};
          }};
}

std::vector<MeasuredRow> schedule_rows() {
  return {
      schedule_row("constant", "constant 0.5", {.kind = ScheduleKind::constant, .drop_rate = 0.5}),
      schedule_row("ramp", "linear from 0 to 0.5", {.kind = ScheduleKind::ramp, .drop_rate = 0.5}),
      schedule_row("steep_ramp", "linear from 0 to 0.8", {.kind = ScheduleKind::ramp, .drop_rate = 0.8}),
      schedule_row("late", "off, then 0.5 from half way",
                   {.kind = ScheduleKind::late, .drop_rate = 0.5, .turn = 0.5}),
      schedule_row("curriculum", "0.5 (1 - e^(-10 t))",
                   {.kind = ScheduleKind::curriculum, .drop_rate = 0.5, .rate = 10}),
      schedule_row("early", "0.5, off from half way", {.kind = ScheduleKind::early, .drop_rate = 0.5, .turn = 0.5}),
      schedule_row("early_late", "0.5, off for the last tenth",
                   {.kind = ScheduleKind::early, .drop_rate = 0.5, .turn = 0.9}),
      schedule_row("reverse_ramp", "linear from 0.5 to 0", {.kind = ScheduleKind::reverse_ramp, .drop_rate = 0.5}),
  };
}

std::vector<Band> schedule_bands() {
  std::vector<Band> bands = {{"early", "test", "constant", -0.12, -0.02, prototype},
                             {"reverse_ramp", "test", "constant", -0.12, -0.02, prototype}};
  for (const char* row : {"ramp", "steep_ramp", "late", "curriculum", "early_late"})
    bands.push_back({row, "test", "constant", -0.10, 0.02, prototype});
  return bands;
}

}  // namespace

std::vector<MeasurePlan> dropblock_plans() {
  // Seeds from 1 on, as the widgets start: type a seed there and see the same run.
  return {
      {"dropblock_norm",
       "Dropout before and after batch norm: accuracy and variances.",
       {"train", "test", "variance_ratio", "test_recomputed"},
       1,
       20,
       norm_rows(),
       norm_bands()},
      {"dropblock_schedules",
       "Moons with 20 % flipped labels: drop rates that change during training.",
       {"train", "test"},
       1,
       60,
       schedule_rows(),
       schedule_bands()},
  };
}

}  // namespace checker
