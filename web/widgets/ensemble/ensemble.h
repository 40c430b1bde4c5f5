// ensemble.h: the model of the widget ensemble; its panels are in ensemble_fold.cpp, ensemble_members.cpp and ensemble_met.cpp.
//
// One net of 12 hidden units, trained with dropout on 80 points of moons with flipped labels (1,500 steps, the setting of
// the chapter's table), and the 4,096 thinned nets inside it. Draw number t (from 0) is the mask of training step t, sample
// 0, of the same seed: the tiles are draws 0 to 24, the mean of T draws uses draws 0 to T - 1.
// The panel "met" counts masks of any number of units; it needs no net.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/ensemble.h"
#include "dropout/trainer.h"
#include "contract/widget.h"

namespace lesson {

class Ensemble {
 public:
  static constexpr int hidden_units = 12, member_count = 1 << hidden_units, tile_count = 25, most_draws = 100;
  static constexpr int training_steps = 1500, training_points = 80, test_points = 400;
  static constexpr double masks_drawn =
      1.0 * training_steps * training_points;  // one mask for each point in each step
  static constexpr int least_units = 4, most_units = 64;
  static constexpr double reach = 2.6;  // of the plane
  static constexpr int map_cells = 48, tile_cells = 20;

  enum class Depth : std::uint8_t { one, two };

  struct Params {
    double drop_rate = 0.5;
    Depth depth = Depth::one;
    std::uint32_t folded = 1u << 2;  // bit k: tile k is in the average; the third is a poor one
    int draw_count = 10;             // draws that the sampled mean averages
    double x = -1.75, y = -0.5;
    int unit_count = 20;  // of the panel "met"
    // Near the means of 20 seeds for one and for two hidden layers: gaps, and how far the average member stays behind.
    std::uint32_t seed = 13;
  };

  // What all members answer at one input; member m of the engine's numbering has the weight P(m).
  struct Answers {
    std::vector<float> logits;
    std::vector<double> outputs, weights;  // outputs: probabilities of class b
    dropout::EnsembleMeans means;
    double pass = 0, spread = 0;  // one pass in eval mode; standard deviation of the outputs
  };

  // One drawn member on its own.
  struct Tile {
    std::uint32_t member = 0;        // bit u: unit u is kept
    double right = 0;                // share of the test points
    std::vector<float> logits;       // map_cells squared
    std::vector<double> chance;      // of class b, there
    std::vector<float> small;        // logits, tile_cells squared
    std::vector<float> test_chance;  // of class b, at the test points
  };

  // The members that the reader folded into one average.
  struct Fold {
    int count = 0;
    double right = 0, alone = 0;  // shares of the test points: of the average, and the mean of its members
    int better = 0;               // members that are better alone
    std::vector<float> chance;    // of class b, map_cells squared
  };

  // All masks with the same number of dropped units: how many, and the chance of each in one draw.
  struct MaskGroup {
    double count = 0, chance = 0;
  };

  void reset(const Params& params);
  void step(const Params&) {}
  void state(StateIo&) {}
  std::string describe(const Params& params) const;
  std::string describe_fold(const Params& params) const;
  std::string describe_members(const Params& params) const;
  std::string describe_met(const Params& params) const;

  // Panels.
  void draw_fold(const Params& params, Canvas& canvas) const;
  void draw_members(const Params& params, Canvas& canvas) const;
  void draw_met(const Params& params, Canvas& canvas) const;
  void fold_table(const Params& params, Table& table) const;
  void members_table(const Params& params, Table& table) const;
  void met_table(const Params& params, Table& table) const;
  static float fold_height(float width);
  static float members_height(float width);
  static float met_height(float width);

  // Computed from the params of the last reset; cheap when asked again.
  const dropout::Trainer& trainer() const;
  const Answers& answers(const Params& params) const;
  const std::vector<Tile>& tiles() const;
  const Fold& average_of(std::uint32_t which) const;  // bit k: tile k
  const Fold& fold(const Params& params) const { return average_of(params.folded); }
  const std::vector<float>& pass_map() const;                               // chances of class b, map_cells squared
  const dropout::EnsembleAccuracy& accuracies(const Params& params) const;  // of all members, on the test points
  std::uint32_t drawn_member(std::uint32_t draw) const;                     // the member of draw number t

  // The likeliest masks first. Together they are 2^n masks of probability 1.
  static std::vector<MaskGroup> mask_groups(const Params& params);
  // Exact chance that a training run meets a mask of that chance at least once: 1 - (1 - q)^draws.
  static double chance_met(double chance);
  static constexpr std::uint32_t all_tiles = (1u << tile_count) - 1;

  // Readouts.
  int folded_count(const Params& params) const { return fold(params).count; }
  double folded_percent(const Params& params) const { return 100 * fold(params).right; }
  double alone_percent(const Params& params) const { return 100 * fold(params).alone; }
  int better_alone(const Params& params) const { return fold(params).better; }
  double pass(const Params& params) const { return answers(params).pass; }
  double geometric(const Params& params) const { return answers(params).means.geometric; }
  double arithmetic(const Params& params) const { return answers(params).means.arithmetic; }
  double drawn_mean(const Params& params) const;
  double standard_error(const Params& params) const;  // of a mean of that many draws: spread / sqrt(T)
  double geometric_gap(const Params& params) const;
  double arithmetic_gap(const Params& params) const;
  double pass_percent(const Params& params) const { return 100 * accuracies(params).pass; }
  double ensemble_percent(const Params& params) const { return 100 * accuracies(params).arithmetic; }
  double member_percent(const Params& params) const { return 100 * accuracies(params).member; }
  double mask_count(const Params& params) const;
  double met(const Params& params) const;  // expected number of different masks of the run
  double met_percent(const Params& params) const;
  double likely(const Params& params) const;  // masks, the likeliest first, that get 99 of 100 draws
  double likely_percent(const Params& params) const;

  int fold_all(Params& params);

 private:
  Tile tile_of(std::uint32_t draw) const;

  Params params_;  // of the last reset

  // Computed on demand, forgotten by reset.
  mutable std::optional<dropout::Trainer> trainer_;
  mutable std::optional<dropout::EnsembleAccuracy> accuracies_;
  mutable std::vector<float> pass_map_;
  mutable std::vector<Tile> tiles_;
  mutable std::optional<Fold> fold_;
  mutable std::uint32_t fold_of_ = 0;
  mutable std::optional<Answers> answers_;  // at answers_x_, answers_y_
  mutable double answers_x_ = 0, answers_y_ = 0;
};

}  // namespace lesson
