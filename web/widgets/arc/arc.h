// arc.h: the model of the widget arc; its panel is in arc_story.cpp, its four small pictures in arc_pictures.cpp.
//
// One drop rate moves four pictures: what hangs on the units of a net without and with dropout (chapter 0), a mask and its
// scale (chapter 2), nine members and the one pass (chapter 3), a coin a cell and a coin a map (chapters 4 to 8). The nets
// are those of chapter 0: moons with flipped labels, 2-16-16-1, 1,500 steps, trained for the p at hand when first asked
// for, some 30 ms. All is a function of the params, so there are no ticks.
// Masks: bars MaskKey{seed, layer 1, step = mask_number}, digits the same with layer 2, members the masks that examples 0 to
// 8 of training step mask_number meet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/widget.h"
#include "dropout/ablation.h"
#include "dropout/trainer.h"

namespace lesson {

class Arc {
 public:
  static constexpr int layer_width = 16, unit_count = 2 * layer_width, point_count = 80, test_points = 400;
  static constexpr int member_count = 9, plane_cells = 48, bar_count = 6, map_count = 2;
  static constexpr double most_dropped = 0.7, reach = 2.6;
  static constexpr std::array<float, bar_count> bar_values = {0.62f, 0.4f, 1, 0.3f, 0.8f, 0.5f};

  // Which of the four the sentence is about.
  enum class Picture : std::uint8_t { all, units, scale, members, pieces };
  static constexpr int picture_count = 4;

  struct Params {
    double drop_rate = 0.5;
    Picture picture = Picture::all;
    std::uint32_t mask_number = 0;
    std::uint32_t seed = 51;  // that of chapter 0, near the means of 60 seeds
    double keep_rate() const { return 1 - drop_rate; }
  };

  // A net trained at one drop rate, and what was measured on it.
  struct Net {
    double drop_rate;
    dropout::Trainer trainer;
    dropout::UnitDamage damage;
    std::vector<float> flow;    // [16, 16] between the hidden layers: |weight| times the mean of what enters it
    std::vector<float> logits;  // of the one pass, plane_cells squared
    double right = 0;           // share of the test points, one pass
    int loss(int unit) const { return damage.correct - damage.correct_without[static_cast<std::size_t>(unit)]; }
    int worst() const;
  };
  // Nine members of the net with dropout under the masks at hand.
  struct Members {
    std::vector<std::vector<std::uint8_t>> masks;
    double right = 0;                        // mean share of the test points
    std::vector<std::vector<float>> logits;  // plane_cells squared each; of member_logits(), when first asked for
  };

  void reset(const Params&) {}
  void step(const Params&) {}
  void state(StateIo&) {}
  std::string describe(const Params& params) const;

  // Panel.
  void draw_story(const Params& params, Canvas& canvas) const;
  void story_table(const Params& params, Table& table) const;
  static float story_height(float width);

  static dropout::TrainerConfig config_of(const Params& params, double drop_rate);
  const Net& net(const Params& params, double drop_rate) const;  // trained when first asked for
  const Net& plain(const Params& params) const { return net(params, 0); }
  const Net& thinned(const Params& params) const { return net(params, params.drop_rate); }
  const std::vector<std::vector<float>>& member_logits(const Params& params) const;
  static std::array<bool, bar_count> kept_bars(const Params& params);
  // 1 kept, 0 dropped, for the cells of both digits: a coin a cell, or a coin a map.
  static std::vector<std::uint8_t> digit_mask(const Params& params, bool whole);
  static int digits_gone(const Params& params, bool whole);  // cells, or maps

  // Readouts.
  int worst_plain(const Params& params) const { return plain(params).worst(); }
  int worst_thinned(const Params& params) const { return thinned(params).worst(); }
  double scale(const Params& params) const { return 1 / params.keep_rate(); }
  double member_right(const Params& params) const { return 100 * members(params).right; }
  double pass_right(const Params& params) const { return 100 * thinned(params).right; }
  int cells_gone(const Params& params) const { return digits_gone(params, false); }
  int maps_gone(const Params& params) const { return digits_gone(params, true); }

  int new_mask(Params& params);

 private:
  Members& members(const Params& params) const;

  mutable std::vector<Net> nets_;  // of one seed, by drop rate
  mutable std::optional<Members> members_;
  mutable Params members_of_;
};

// "kept × 2.00": the number that a picture shows, long and short.
std::vector<std::string> arc_facts(const Arc& widget, const Arc::Params& params, Arc::Picture picture);

}  // namespace lesson
