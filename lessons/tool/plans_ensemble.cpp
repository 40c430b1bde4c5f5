// plans_ensemble.cpp: the experiments behind the table of the ensemble chapter: all members of small trained nets.
#include "dropout/ensemble.h"
#include "training_runs.h"

namespace checker {

namespace {

// 80 points of moons with 20 % flipped labels, 1,500 steps, 400 clean test points, as in the widget: type the seed there.
dropout::TrainerConfig setting(const std::vector<int>& widths, double drop_rate) {
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2};
  config.test_count = 400;
  config.hidden_widths = widths;
  config.drop_rate = drop_rate;
  return config;
}

const std::vector<std::string> columns = {
    "geometric_gap", "geometric_gap_max", "arithmetic_gap",   "arithmetic_gap_max",
    "pass",          "ensemble",          "member",           "error_10",
    "error_50",      "error_200",         "error_10_over_50", "ensemble_gain"};

std::vector<double> compare(dropout::TrainerConfig config, std::uint64_t seed) {
  config.seed = config.dataset.seed = seed;
  dropout::Trainer trainer(config);
  trainer.step(config.total_steps);
  const dropout::Dataset& test = trainer.test_set();
  const dropout::EnsembleReport r = dropout::compare_with_ensemble<float>(
      trainer.net(), test.points, test.labels,
      {.drop_rate = config.drop_rate, .pass_counts = {10, 50, 200}, .seed = seed});
  const std::vector<double>& error = r.monte_carlo_errors;
  return {r.geometric_gap_mean,
          r.geometric_gap_max,
          r.arithmetic_gap_mean,
          r.arithmetic_gap_max,
          r.pass_accuracy,
          r.arithmetic_accuracy,
          r.member_accuracy,
          error[0],
          error[1],
          error[2],
          error[0] / error[1],
          r.arithmetic_accuracy - r.member_accuracy};
}

MeasuredRow row_of(std::string id, const std::vector<int>& widths, double drop_rate) {
  const dropout::TrainerConfig config = setting(widths, drop_rate);
  std::string shape = "2-";
  for (const int width : widths) shape += std::to_string(width) + "-";
  return {.id = std::move(id),
          .label = shape + "1, drop rate " + shown(drop_rate) + ", all 4,096 members",
          .settings = settings_of(config),
          .run = [config](std::uint64_t seed) { return compare(config, seed); }};
}

}  // namespace

std::vector<MeasurePlan> ensemble_plans() {
  const std::string theory =
      "one dropout layer below the logit: the two are equal but for the rounding of float logits";
  const std::string prototype = "an independent prototype, 20 seeds, half to double its mean";
  const std::string root = "a mean of T independent passes is off by 1/sqrt(T): sqrt(50 / 10)";
  return {
      {"ensemble_means",
       "All members of nets with 12 hidden units: their means against one pass, accuracies, Monte Carlo errors.",
       columns,
       1,
       20,
       {row_of("12_p0.5", {12}, 0.5), row_of("12_p0.2", {12}, 0.2), row_of("6_6_p0.5", {6, 6}, 0.5),
        row_of("4_4_4_p0.5", {4, 4, 4}, 0.5)},
       {{"12_p0.5", "geometric_gap_max", "", 0, 1e-6, theory},
        {"12_p0.2", "geometric_gap_max", "", 0, 1e-6, theory},
        {"6_6_p0.5", "geometric_gap", "", 0.005, 0.04, prototype},
        {"4_4_4_p0.5", "geometric_gap", "", 0.005, 0.04, prototype},
        {"12_p0.5", "arithmetic_gap", "", 0.0098, 0.0392, prototype},
        {"12_p0.2", "arithmetic_gap", "", 0.007, 0.0278, prototype},
        {"12_p0.5", "ensemble_gain", "", 0.02, 0.15, "a prototype saw 3.5 to 9 points, and 2 points are the least"},
        {"6_6_p0.5", "ensemble_gain", "", 0.02, 0.15, "a prototype saw 3.5 to 9 points, and 2 points are the least"},
        {"12_p0.5", "error_10_over_50", "", 2.09, 2.39, root},
        {"12_p0.2", "error_10_over_50", "", 2.09, 2.39, root},
        {"6_6_p0.5", "error_10_over_50", "", 2.09, 2.39, root},
        {"4_4_4_p0.5", "error_10_over_50", "", 2.09, 2.39, root}}}};
}

}  // namespace checker
