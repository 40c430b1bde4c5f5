// runs_json.cpp: settings of a training run in the words of the engine module.
#include "runs_json.h"

namespace lesson {

namespace {

std::string_view data_word(dropout::DatasetKind kind) {
  switch (kind) {
    case dropout::DatasetKind::moons: return "moons";
    case dropout::DatasetKind::spirals: return "spirals";
    case dropout::DatasetKind::circles: return "circles";
    case dropout::DatasetKind::exclusive_or: return "xor";
  }
  return "";
}

Json run_settings_json(const dropout::TrainerConfig& config) {
  return {{"data", data_word(config.dataset.kind)},
          {"points", config.dataset.count},
          {"noise", config.dataset.noise},
          {"flipShare", config.dataset.flip_share},
          {"testPoints", config.test_count},
          {"hidden", config.hidden_widths},
          {"activation", config.activation == dropout::Activation::relu ? "relu" : "tanh"},
          {"dropRate", config.drop_rate},
          {"weightDecay", config.weight_decay},
          {"learningRate", config.optimizer.learning_rate},
          {"steps", config.total_steps},
          {"seed", config.seed}};
}

}  // namespace

Json wanted_runs_json(const Session& session, int most) {
  Json runs = Json::array();
  for (const Session::WantedRun& wanted : session.wanted_runs(most))
    runs.push_back({{"run", wanted.number}, {"settings", run_settings_json(wanted.config)}});
  return runs;
}

}  // namespace lesson
