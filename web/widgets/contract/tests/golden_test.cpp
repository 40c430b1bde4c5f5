// golden_test.cpp: whole pictures against reviewed ones, the same text with gcc, clang and WASM.
//
// After a wanted change: run with UPDATE_GOLDEN=1 (natively), look at the SVGs, review the diff.
#include <cstdlib>

#include "test_support.h"

namespace lesson {
namespace {

struct Golden {
  std::string name;
  std::string_view widget;
  float width;
  std::vector<std::pair<std::string_view, double>> values;
  int ticks;
  std::string_view action{};  // before the ticks
};

const std::vector<Golden>& goldens() {
  static const std::vector<Golden> list = {
      {"co_adaptation.twelve_steps", "co_adaptation", 720, {}, 12},
      {"co_adaptation.removed_narrow", "co_adaptation", 344, {{"worst", 2}}, 1560},
      {"mask_sampler.worked_example", "mask_sampler", 720, {}, 0},
      {"mask_sampler.worked_example_narrow", "mask_sampler", 344, {}, 0},
      {"mask_sampler.tally", "mask_sampler", 720, {{"units", 12}, {"p", 0.2}, {"seed", 42}}, 2000},
      {"mask_sampler.relu_narrow",
       "mask_sampler",
       320,
       {{"units", 11}, {"p", 0.7}, {"relu", 1}, {"mask_number", 5}},
       0},
      {"scaling_schemes.unit", "scaling_schemes", 720, {}, 0},
      {"scaling_schemes.narrow",
       "scaling_schemes",
       344,
       {{"p", 0.7}, {"repair", 0.3}, {"lines", 2}, {"layers", 2}, {"net", 1}},
       0},
      {"dropconnect.opening", "dropconnect", 720, {}, 0},
      {"dropconnect.rain_narrow", "dropconnect", 344, {{"p", 0.3}, {"links_turned", 5}}, 20},
      {"dropconnect.tipped_wide", "dropconnect", 960, {{"alike", -0.6}, {"units_turned", 2}}, 200},
      {"ensemble.one_layer", "ensemble", 720, {}, 0},
      {"ensemble.two_layers_narrow",
       "ensemble",
       344,
       {{"layers", 1}, {"x", 1.5}, {"y", 1.5}, {"passes", 50}, {"folded", 1151}},
       0},
      {"ensemble.too_many", "ensemble", 720, {{"units", 64}, {"p", 0.1}, {"folded", 33554431}}, 0},
      {"trainer.untrained", "trainer", 720, {}, 0},
      {"trainer.memorized", "trainer", 720, {}, 1500},
      {"trainer.regularized_narrow", "trainer", 344, {{"p", 0.5}}, 1500},
      {"trainer.switches",
       "trainer",
       720,
       {{"p", 0}, {"stop_after", 100}, {"weight_decay", 0.01}, {"width", 16}, {"noisy_test", 1}},
       100},
      {"rate_sweep.table", "rate_sweep", 720, {}, 0},
      {"rate_sweep.partial", "rate_sweep", 720, {{"stop_after", 100}, {"width", 8}, {"p", 0.8}, {"follow", 1}}, 2040},
      {"rate_sweep.first_runs_narrow", "rate_sweep", 344, {{"stop_after", 100}, {"width", 8}}, 940},
      {"trainer.planted", "trainer", 720, {{"data", 1}, {"planted_x", 0.5}, {"planted_y", -1}, {"look", 100}}, 300},
      {"spatial_dropout.cat", "spatial_dropout", 720, {}, 0},
      {"spatial_dropout.texture_wide", "spatial_dropout", 960, {{"filter", 2}, {"p", 0.5}, {"line", 0.3}}, 0},
      {"spatial_dropout.turned_narrow", "spatial_dropout", 344, {{"p", 0.4}, {"flipped", 5}}, 0},
      {"stochastic_depth.first_pass", "stochastic_depth", 720, {}, 0},
      {"stochastic_depth.trained_narrow", "stochastic_depth", 344, {}, 800},
      {"stochastic_depth.rows", "stochastic_depth", 960, {{"draw", 1}, {"form", 1}}, 30},
      {"stochastic_depth.fifty_narrow", "stochastic_depth", 320, {{"blocks", 50}, {"rule", 1}}, 40},
      {"dropblock.eyes_gone", "dropblock", 720, {{"probe_row", 9}, {"probe_column", 21}}, 0},
      {"dropblock.holes_of_the_rule",
       "dropblock",
       960,
       {{"fill", 0}, {"by_rule", 1}, {"block", 5}, {"eraser_row", 0}, {"eraser_column", 0}},
       30},
      {"dropblock.squares_narrow", "dropblock", 344, {}, 0},
      {"dropblock.cells_anywhere_narrow", "dropblock", 320, {{"mode", 0}, {"starts", 1}, {"probe_column", 14}}, 0},
      {"schedule_race.before_narrow", "schedule_race", 344, {}, 0},
      {"schedule_race.half_way_narrow", "schedule_race", 344, {{"race_seeds", 8}}, 1000},
      {"schedule_race.raced", "schedule_race", 960, {{"race_seeds", 8}}, 1920},
      {"batchnorm_conflict.opening", "batchnorm_conflict", 960, {}, 0},
      {"batchnorm_conflict.behind_narrow", "batchnorm_conflict", 344, {{"place", 1}, {"socket", 2}, {"p", 0.7}}, 0},
      {"batchnorm_conflict.tried_wide", "batchnorm_conflict", 960, {{"tried", 0b10110}, {"width", 8}}, 180},
      {"batchnorm_conflict.tried_narrow",
       "batchnorm_conflict",
       344,
       {{"tried", 0b11111}, {"width", 8}, {"p", 0.7}},
       120},
      {"family.all", "family", 720, {}, 0},
      {"family.channel_wide", "family", 960, {{"member", 2}}, 0},
      {"guess_mask.open", "guess_mask", 960, {}, 0},
      {"guess_mask.answered", "guess_mask", 720, {}, 0, "guess_dropout"},
      {"guess_mask.open_narrow", "guess_mask", 358, {{"pattern", 2}}, 0},
      {"family.rows_drawn_narrow", "family", 344, {{"member", 3}, {"p", 0.5}, {"b", 6}}, 1000},
      {"arc.story", "arc", 720, {}, 0},
      {"arc.members_narrow", "arc", 344, {{"p", 0.2}, {"picture", 3}}, 0},
  };
  return list;
}

class GoldenPicture : public testing::TestWithParam<Golden> {};

std::string first_difference(const std::string& wanted, const std::string& got) {
  std::istringstream wanted_lines(wanted), got_lines(got);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(wanted_lines, a));
    const bool more_b = static_cast<bool>(std::getline(got_lines, b));
    if (!more_a && !more_b) return "";
    if (more_a && more_b && a == b) continue;
    return "line " + std::to_string(line) + "\n  wanted: " + (more_a ? a.substr(0, 300) : "(end)") +
           "\n  got:    " + (more_b ? b.substr(0, 300) : "(end)");
  }
}

TEST_P(GoldenPicture, IsDrawnAsReviewed) {
  const Golden& golden = GetParam();
  Session session(*find_widget(golden.widget));
  for (const auto& [id, value] : golden.values) session.set(session.find_param(id).value(), value);
  if (!golden.action.empty()) act(session, golden.action);
  session.step(golden.ticks);
  const std::string got = svg_of(session, golden.width);
  const std::string path = "contract/tests/golden/" + golden.name + ".svg";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(std::string(WIDGETS_FOLDER) + "/" + path, std::ios::binary) << got;
    return;
  }
  const std::string wanted = file_text(path);
  ASSERT_FALSE(wanted.empty()) << "no golden picture: web/widgets/" << path;
  const std::string difference = first_difference(wanted, got);
  EXPECT_TRUE(difference.empty()) << golden.name << ", " << difference
                                  << "\nIf meant: UPDATE_GOLDEN=1, see web/widgets/README.md";
}

INSTANTIATE_TEST_SUITE_P(Picture, GoldenPicture, testing::ValuesIn(goldens()), [](const auto& row) {
  std::string name = row.param.name;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

}  // namespace
}  // namespace lesson
