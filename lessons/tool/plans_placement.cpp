// plans_placement.cpp: the experiment of chapter 9: dropout in each place around a batch norm.
#include "dropout/family_trainers.h"
#include "training_runs.h"

namespace checker {

namespace {

using dropout::DropPlacement;

// Moons, 200 points, 10 % flipped, 2-32-32-1, 600 steps: NormTrainerConfig's defaults.
struct Place {
  const char* id;
  const char* words;
  DropPlacement placement;
};
constexpr Place places[] = {{"before", "before the norm", DropPlacement::before_norm},
                            {"after_norm", "after the norm", DropPlacement::before_relu},
                            {"after_relu", "after ReLU", DropPlacement::after_norm},
                            {"logit", "on the logit", DropPlacement::on_logit}};

MeasuredRow norm_row(std::string id, const std::string& label, double drop_rate, DropPlacement placement,
                     const char* where) {
  dropout::NormTrainerConfig config;
  config.net.placement = placement;
  config.drop_rate = drop_rate;
  Json settings = settings_of(config.dataset, config.test_count);
  settings["width"] = config.net.width;
  settings["drop_rate"] = drop_rate;
  settings["dropout"] = where;
  settings["learning_rate"] = config.optimizer.learning_rate;
  settings["steps"] = config.total_steps;
  return {std::move(id), label, std::move(settings), [config](std::uint64_t seed) {
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
  rows.push_back(norm_row("p0", "no dropout", 0, DropPlacement::before_norm, "nowhere"));
  for (const double drop_rate : {0.3, 0.5, 0.7, 0.8})
    for (const Place& place : places)
      rows.push_back(norm_row("p" + shown(drop_rate) + "_" + place.id,
                              "drop rate " + shown(drop_rate) + ", dropout " + place.words, drop_rate,
                              place.placement, place.words));
  return rows;
}

constexpr const char* prototype = "an independent program, 20 seeds, widened to what another generator may give";

std::vector<Band> norm_bands() {
  std::vector<Band> bands = {{"p0.5_before", "variance_ratio", "", 0.55, 0.72, prototype},
                             {"p0.8_before", "variance_ratio", "", 0.20, 0.36, prototype},
                             {"p0.7_after_relu", "test", "p0.7_before", 0.04, 0.25, prototype},
                             {"p0.8_after_relu", "test", "p0.8_before", 0.04, 0.30, prototype},
                             {"p0", "variance_ratio", "", 0.95, 1.1, prototype}};
  for (const char* row : {"p0.3_after_relu", "p0.5_after_relu", "p0.7_after_relu", "p0.8_after_relu"})
    bands.push_back({row, "variance_ratio", "", 0.95, 1.1, prototype});
  return bands;
}

}  // namespace

std::vector<MeasurePlan> placement_plans() {
  // Seeds from 1 on, as the widget starts.
  return {{"placement_norm",
           "Dropout in each place around a batch norm: accuracy and variances.",
           {"train", "test", "variance_ratio", "test_recomputed"},
           1,
           20,
           norm_rows(),
           norm_bands()}};
}

}  // namespace checker
