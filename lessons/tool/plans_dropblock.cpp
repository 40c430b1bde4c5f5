// plans_dropblock.cpp: the experiment of chapter 8: drop rate schedules.
#include "dropout/family_trainers.h"
#include "training_runs.h"

namespace checker {

namespace {

using dropout::ScheduleKind;

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

constexpr const char* prototype = "an independent program, 20 seeds, widened to what another generator may give";

std::vector<Band> schedule_bands() {
  std::vector<Band> bands = {{"early", "test", "constant", -0.12, -0.02, prototype},
                             {"reverse_ramp", "test", "constant", -0.12, -0.02, prototype}};
  for (const char* row : {"ramp", "steep_ramp", "late", "curriculum", "early_late"})
    bands.push_back({row, "test", "constant", -0.10, 0.02, prototype});
  return bands;
}

}  // namespace

std::vector<MeasurePlan> dropblock_plans() {
  // Seeds from 1 on, as the widget starts: type a seed there and see the same run.
  return {
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
