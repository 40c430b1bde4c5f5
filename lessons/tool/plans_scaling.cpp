// plans_scaling.cpp: the experiment of chapter 2: nets trained with naive masks, tested with and without the factor.
#include <cmath>

#include "measured.h"
#include "scaling_schemes/scaling_schemes_net.h"
#include "training_runs.h"

namespace checker {

namespace {

using lesson::NaiveNet;
using lesson::NaiveNetConfig;

constexpr int mask_draws = 200;

double total_size(const std::vector<float>& values, std::size_t count) {
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) total += std::fabs(static_cast<double>(values[i]));
  return total;
}

// One trained net, tested with its outgoing weights times `factor`. Changed and ratio compare with the factor k.
std::vector<double> tested_net(const NaiveNetConfig& config, double factor) {
  const NaiveNet net(config);
  const NaiveNet::Answer answer = net.answer(factor), scaled = net.answer(1 - config.drop_rate);
  double changed = 0;
  for (std::size_t i = 0; i < answer.logits.size(); ++i) changed += (answer.logits[i] > 0) != (scaled.logits[i] > 0);
  std::vector<double> sums(NaiveNet::masked_count, 0.0);
  for (int draw = 0; draw < mask_draws; ++draw) net.add_masked_logits(draw, sums);
  double masked = 0;
  for (const double sum : sums) masked += std::fabs(sum) / mask_draws;
  const std::size_t count = answer.logits.size();
  return {answer.accuracy,
          answer.confidence,
          answer.loss,
          changed,
          total_size(answer.logits, count) / total_size(scaled.logits, count),
          total_size(answer.logits, sums.size()) / masked};
}

MeasuredRow row_of(const NaiveNetConfig& config, double factor) {
  const bool rings = config.data == dropout::DatasetKind::circles;
  const std::string id =
      std::string(rings ? "circles" : "corners") + "_p" + shown(config.drop_rate) + "_x" + shown(factor);
  const std::string label = std::string(config.biases ? "with" : "without") + " biases, drop rate " +
                            shown(config.drop_rate) + ", outgoing weights times " + shown(factor) + " at test";
  const Json settings = {{"data", rings ? "circles" : "xor"},
                         {"points", NaiveNet::train_count},
                         {"test_points", NaiveNet::test_count},
                         {"hidden_layers", config.depth},
                         {"width", config.width},
                         {"steps", NaiveNet::training_steps},
                         {"biases", config.biases},
                         {"drop_rate", config.drop_rate},
                         {"factor", factor},
                         {"masks", mask_draws}};
  return {id, label, settings, [config, factor](std::uint64_t seed) {
            NaiveNetConfig own = config;
            own.seed = seed;
            return tested_net(own, factor);
          }};
}

}  // namespace

std::vector<MeasurePlan> scaling_plans() {
  MeasurePlan plan{.name = "scaling_naive",
                   .about = "Nets trained with naive masks: their test with the factor forgotten and with it.",
                   .columns = {"test", "confidence", "loss", "changed", "ratio", "ratio_over_masks"},
                   .first_seed = 1,
                   .seed_count = 30,
                   .rows = {},
                   .bands = {}};
  // Drop rate and factor: the forgotten one, k, and for p = 0.8 one that does better than k.
  constexpr double settings[][2] = {{0.2, 1}, {0.2, 0.8}, {0.5, 1}, {0.5, 0.5}, {0.8, 1}, {0.8, 0.2}, {0.8, 0.25}};
  for (const auto& [drop_rate, factor] : settings)
    plan.rows.push_back(row_of({.data = dropout::DatasetKind::circles, .drop_rate = drop_rate, .depth = 3}, factor));
  for (const double factor : {1.0, 0.5})
    plan.rows.push_back(
        row_of({.data = dropout::DatasetKind::exclusive_or, .drop_rate = 0.5, .depth = 3, .biases = false}, factor));
  return {plan};
}

}  // namespace checker
