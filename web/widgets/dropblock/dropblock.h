// dropblock.h: the model of the widget dropblock; its panels are in dropblock_maps.cpp and dropblock_chances.cpp.
//
// One feature map, one mask, and what can be rebuilt from the cells that are left. A tick draws 100 maps; Run draws 10,000.
// Map number n is the engine's MaskKey{seed, layer 0, step n, sample 0}, and the tally counts the maps from number 0 on,
// whatever map is shown.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/drop_block.h"
#include "dropout/recoverability.h"
#include "contract/widget.h"

namespace lesson {

class DropBlockMaps {
 public:
  static constexpr int smallest_side = 4, largest_side = 16;
  static constexpr int maps_per_tick = 100, map_ticks = 100, max_ticks = 40 * map_ticks;

  enum class Mode : std::uint8_t { cells, blocks };

  struct Params {
    Mode mode = Mode::blocks;
    int block_size = 5;
    double drop_rate = 0.25;
    dropout::BlockStarts starts = dropout::BlockStarts::fit;
    int side = 12;
    double smoothness = 1.5;
    std::uint32_t map_number = 0;
    std::uint32_t seed =
        1;  // its map 0 loses the mouth, 24 % of the cells and 45 % of the signal: near the means (21 %, 47 %)

    bool drops_blocks() const { return mode == Mode::blocks; }
    // Scattered cells are blocks of one cell.
    int block() const { return mode == Mode::cells ? 1 : std::min(block_size, side); }
    dropout::BlockShape shape() const { return shape(starts); }
    dropout::BlockShape shape(dropout::BlockStarts where) const { return {.size = block(), .starts = where}; }
    std::size_t cell_count() const { return static_cast<std::size_t>(side) * static_cast<std::size_t>(side); }
  };

  // One mask and what it leaves.
  struct Sample {
    std::uint32_t map_number = 0;
    std::vector<std::uint8_t> mask, starts;  // [side, side]; starts: [starts of a block], 1 where one starts
    std::vector<float> rebuilt;              // [side, side]: kept cells as they are, dropped ones predicted
    int dropped = 0;
    double recovery = 0;       // R^2 of the best linear predictor for smooth maps, mean over the dropped cells
    double rebuild_error = 0;  // root mean square error of the dropped cells of `rebuilt`
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_maps(const Params& params) const;
  std::string describe_chances(const Params& params) const;
  int run_goal(const Params& params, int ticks) const;

  // Panels.
  void draw_maps(const Params& params, Canvas& canvas) const;
  void draw_chances(const Params& params, Canvas& canvas) const;
  void draw_shares(const Params& params, Canvas& canvas) const;
  void maps_table(const Params& params, Table& table) const;
  void chances_table(const Params& params, Table& table) const;
  void shares_table(const Params& params, Table& table) const;
  static float maps_height(float width);
  static float chances_height(float width);
  static float shares_height(float width);

  // The map that is dropped from: a face, values in [0, 1], row-major from the top.
  static std::vector<float> feature_map(int side);
  const Sample& sample(const Params& params) const;
  const std::vector<double>& chances() const { return chances_; }  // exact, [side, side]
  std::vector<double> measured_chances() const;                    // 0 before any draw
  double chance_at(int row, int column) const;

  // Readouts.
  int dropped(const Params& params) const { return sample(params).dropped; }
  double dropped_share(const Params& params) const;
  double recovery(const Params& params) const { return sample(params).recovery; }
  double rebuild_error(const Params& params) const { return sample(params).rebuild_error; }
  double gamma(const Params& params) const;
  double corner_chance(const Params&) const { return chance_at(0, 0); }
  double edge_chance(const Params& params) const { return chance_at(0, params.side / 2); }
  double center_chance(const Params& params) const { return chance_at(params.side / 2, params.side / 2); }
  double share_if_fit(const Params& params) const { return expected_share(params, dropout::BlockStarts::fit); }
  double share_if_anywhere(const Params& params) const {
    return expected_share(params, dropout::BlockStarts::anywhere);
  }
  int draw_count(const Params&) const { return draw_count_; }
  double measured_share(const Params&) const;
  double largest_deviation(const Params&) const;
  double mean_recovery(const Params&) const { return recovery_count_ > 0 ? recovery_sum_ / recovery_count_ : 0; }

  int resample(Params& params);

 private:
  double expected_share(const Params& params, dropout::BlockStarts starts) const;

  std::vector<double> chances_;      // exact
  std::vector<std::int32_t> tally_;  // [side, side]: how many drawn maps dropped the cell
  std::int32_t draw_count_ = 0;
  std::int32_t recovery_count_ = 0;  // maps with a dropped cell among those whose recovery was computed
  double recovery_sum_ = 0;
  mutable std::optional<Sample> sample_;  // of the map shown last
};

}  // namespace lesson
