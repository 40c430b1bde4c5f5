// plans_depth.cpp: the experiment behind the table of the chapter on stochastic depth.
#include "dropout/family_trainers.h"
#include "training_runs.h"

namespace checker {

namespace {

using dropout::MaskGranularity;
using dropout::ResidualTrainer;
using dropout::ResidualTrainerConfig;
using dropout::Scheme;

// depth: blocks that run forward, a step in the mean; work: blocks computed forward and backward over those of the
// whole net. Accuracies are shares; unscaled leaves the survival factors of the published form away in the test.
const std::vector<std::string> columns = {"depth", "work", "train", "test", "unscaled"};

std::vector<double> depth_run(ResidualTrainerConfig config, std::uint64_t seed) {
  config.seed = config.dataset.seed = seed;
  ResidualTrainer trainer(config);
  trainer.step(config.total_steps);
  const dropout::Metrics metrics = trainer.evaluate();
  const double all = 2.0 * config.net.block_count * config.total_steps;
  const auto computed = trainer.net().forward_branch_count() + trainer.net().backward_branch_count();
  return {trainer.mean_active_blocks(), static_cast<double>(computed) / all, metrics.train_accuracy,
          metrics.test_accuracy, trainer.evaluate(Scheme::naive).test_accuracy};
}

// Everything not named here is ResidualTrainerConfig's default.
MeasuredRow depth_row(std::string id, std::string label, const ResidualTrainerConfig& config) {
  Json settings = settings_of(config.dataset, config.test_count);
  settings["blocks"] = config.net.block_count;
  settings["width"] = config.net.width;
  settings["rule"] = "huang";
  settings["last_drop_rate"] = config.net.last_drop_rate;
  settings["form"] = config.net.scheme == Scheme::inverted ? "modern" : "published";
  settings["draw"] = config.net.granularity == MaskGranularity::row ? "row" : "batch";
  settings["learning_rate"] = config.optimizer.learning_rate;
  settings["steps"] = config.total_steps;
  return {std::move(id), std::move(label), std::move(settings),
          [config](std::uint64_t seed) { return depth_run(config, seed); }};
}

ResidualTrainerConfig with_rate(double last_drop_rate) {
  ResidualTrainerConfig config;
  config.net.last_drop_rate = last_drop_rate;
  return config;
}

std::vector<MeasuredRow> depth_rows() {
  std::vector<MeasuredRow> rows;
  for (const double rate : {0.0, 0.2, 0.5, 0.8})
    rows.push_back(depth_row("p" + shown(rate), "largest drop rate " + shown(rate), with_rate(rate)));
  ResidualTrainerConfig by_row = with_rate(0.5);
  by_row.net.granularity = MaskGranularity::row;
  rows.push_back(depth_row("row", "largest drop rate 0.5, one draw a row", by_row));
  ResidualTrainerConfig modern = with_rate(0.5);
  modern.net.scheme = Scheme::inverted;
  rows.push_back(depth_row("modern", "largest drop rate 0.5, scaled in training", modern));
  for (const double rate : {0.0, 0.5}) {
    ResidualTrainerConfig clean = with_rate(rate);
    clean.dataset.flip_share = 0.0;
    rows.push_back(depth_row("clean_p" + shown(rate), "no flipped labels, largest drop rate " + shown(rate), clean));
  }
  return rows;
}

// Depth: the exact law, 4.5 standard errors of ten runs of 800 steps. Accuracy: an independent program's mean of 20
// seeds, 3 standard errors of the difference of two such means.
std::vector<Band> depth_bands() {
  constexpr const char* law = "the exact law of the depth";
  constexpr const char* prototype = "an independent program, 20 seeds";
  return {
      {"p0", "depth", "", 16.0, 16.0, law},          {"p0.2", "depth", "", 14.23, 14.37, law},
      {"p0.5", "depth", "", 11.66, 11.84, law},      {"p0.8", "depth", "", 9.11, 9.29, law},
      {"row", "work", "", 0.9999, 1.0, law},         {"p0", "test", "", 0.764, 0.874, prototype},
      {"p0.2", "test", "", 0.776, 0.882, prototype}, {"p0.5", "test", "", 0.796, 0.902, prototype},
      {"p0.8", "test", "", 0.792, 0.894, prototype},
  };
}

}  // namespace

std::vector<MeasurePlan> depth_plans() {
  // Seeds 1 to 60: no setting was chosen by looking at them.
  return {{"stochastic_depth", "Spirals, residual net of 16 blocks: stochastic depth by the rule of Huang et al.",
           columns, 1, 60, depth_rows(), depth_bands()}};
}

}  // namespace checker
