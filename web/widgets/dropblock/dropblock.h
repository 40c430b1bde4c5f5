// dropblock.h: the model of the widget dropblock; its panels are in dropblock_maps.cpp ("maps") and dropblock_chances.cpp
// ("chances").
//
//   maps      a cat of 28 x 28 cells, in which b x b squares are erased: by hand, or by DropBlock's rule; beside it as many
//             cells gone one by one; and what the cells that are left can tell of the others
//   chances   where the rule lets a square start, and how often it drops each cell
// Mask number n of the rule is the engine's MaskKey{seed, layer 0, step n, sample 0}. A tick draws 100 masks, from number 0
// on, and counts how often each cell is dropped; Run draws 10,000.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/widget.h"
#include "dropout/drop_block.h"
#include "kit/cat_picture.h"

namespace lesson {

class DropBlockMaps {
 public:
  static constexpr int side = cat_side, cell_count = cat_cells;
  static constexpr int largest_block = 14;
  static constexpr int masks_per_tick = 100, run_ticks = 100, max_ticks = 40 * run_ticks;

  enum class Mode : std::uint8_t { cells, blocks };
  using Cells = std::array<std::uint8_t, cell_count>;
  static constexpr Cells first_stamps();

  struct Params {
    int block_size = 7;
    double drop_rate = 0.25;   // of the rule
    bool fill = true;          // dropped cells show what the others tell of them
    Mode mode = Mode::blocks;  // a narrow picture shows one map at a time: which
    // One past the last row and column of the eraser; what lies outside of the map erases nothing, so at 0 it is put away.
    int eraser_row = 17, eraser_column = 23;
    Cells stamps = first_stamps();  // the middles of the squares that were stamped by hand
    bool by_rule = false;           // the rule's mask is dropped too
    std::uint32_t map_number = 0;
    int probe_row = 1, probe_column = 1;  // of the cell that is asked about, from 1
    dropout::BlockStarts starts = dropout::BlockStarts::fit;
    std::uint32_t seed = 5;

    dropout::BlockShape shape() const { return shape(starts); }
    dropout::BlockShape shape(dropout::BlockStarts where) const { return {.size = block_size, .starts = where}; }
    std::size_t probe() const { return static_cast<std::size_t>((probe_row - 1) * side + probe_column - 1); }
  };

  // Both masks at hand, with equally many cells gone, and the guesses. 1 kept.
  struct Study {
    std::vector<std::uint8_t> blocks, cells;
    std::uint32_t seed = 0;
    int dropped = 0;
    CellGuess of_blocks, of_cells;
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
  void maps_table(const Params& params, Table& table) const;
  void chances_table(const Params& params, Table& table) const;
  static float maps_height(float width);
  static float chances_height(float width);

  const Study& study(const Params& params) const;  // computed when first asked for
  // A square of cells; what of it lies outside of the map is cut off.
  struct Square {
    int row = 0, column = 0, size = 0;
    bool covers(int r, int c) const { return r >= row && r < row + size && c >= column && c < column + size; }
  };
  static Square eraser(const Params& params);
  static std::vector<Square> stamped(const Params& params);  // by hand
  static std::vector<Square> drawn(const Params& params);    // by the rule; none unless it is asked for

  // Along one axis: the starts whose square covers this row or column. Never empty.
  struct Span {
    int first = 0, last = 0;
    int count() const { return last - first + 1; }
  };
  static Span covering_starts(const Params& params, int place);
  static int start_places(const Params& params);                   // along one axis
  const std::vector<double>& chances() const { return chances_; }  // exact, [28, 28]

  // Readouts.
  int dropped(const Params& params) const { return study(params).dropped; }
  double dropped_share(const Params& params) const { return 100.0 * dropped(params) / cell_count; }
  double back_blocks(const Params& params) const { return 100 * study(params).of_blocks.share; }
  double back_cells(const Params& params) const { return 100 * study(params).of_cells.share; }
  double gamma(const Params& params) const;
  double corner_chance(const Params&) const { return chance_at(0, 0); }
  double edge_chance(const Params&) const { return chance_at(0, side / 2); }
  double center_chance(const Params&) const { return chance_at(side / 2, side / 2); }
  double share_if_fit(const Params& params) const { return expected_share(params, dropout::BlockStarts::fit); }
  double share_if_anywhere(const Params& params) const {
    return expected_share(params, dropout::BlockStarts::anywhere);
  }
  int probe_places(const Params& params) const;
  double probe_chance(const Params& params) const { return 100 * chances_[params.probe()]; }
  double probe_measured(const Params& params) const;  // 0 before any draw
  int draw_count(const Params&) const { return draw_count_; }
  double measured_share(const Params&) const;
  double largest_deviation(const Params&) const;

  int resample(Params& params);
  int clear(Params& params);

 private:
  double chance_at(int row, int column) const {
    return 100 * chances_[static_cast<std::size_t>(row * side + column)];
  }
  double expected_share(const Params& params, dropout::BlockStarts starts) const;
  double measured(std::size_t cell) const { return draw_count_ > 0 ? 1.0 * tally_[cell] / draw_count_ : 0.0; }

  std::vector<double> chances_;      // exact
  std::vector<std::int32_t> tally_;  // [28, 28]: how many drawn masks dropped the cell
  std::int32_t draw_count_ = 0;
  mutable std::optional<Study> study_;
};

// One eye, the mouth and an ear are gone; the eraser lies on the other eye.
constexpr DropBlockMaps::Cells DropBlockMaps::first_stamps() {
  Cells cells{};
  for (const int middle : {13 * side + 8, 20 * side + 14, 3 * side + 21}) cells[static_cast<std::size_t>(middle)] = 1;
  return cells;
}

}  // namespace lesson
