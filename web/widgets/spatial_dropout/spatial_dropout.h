// spatial_dropout.h: the model of the widget spatial_dropout; its panels are in spatial_dropout_fill.cpp ("fill") and
// spatial_dropout_mean.cpp ("mean").
//
//   fill   one feature map of 28 x 28 cells under a mask of single cells, and what the kept cells tell of the dropped ones;
//          beside it the same map dropped as a whole channel
//   mean   nine equal cells with a coin each, and nine with one coin for all: what a 3 x 3 mean of them sees
// The masks are the engine's MaskKey{seed, layer 0 (fill) or 1 (mean), step = mask_number, sample 0}. Nothing evolves: all is
// a function of the params, so there are no ticks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/widget.h"
#include "kit/cat_picture.h"

namespace lesson {

class SpatialDropout {
 public:
  static constexpr int side = cat_side, cell_count = side * side;
  static constexpr int patch_cells = 9;   // of the 3 x 3 filter
  static constexpr int shared_coin = 9;   // the bit of `flipped` behind those of the nine cells
  static constexpr int shown_masks = 64;  // the mask at hand and those before it
  static constexpr double most_dropped = 0.75;

  enum class Filter : std::uint8_t { brightness, edges, texture };
  enum class Coins : std::uint8_t { one_a_cell, one_for_all };

  struct Params {
    double drop_rate = 0.25;
    Filter filter = Filter::brightness;
    double line = 0.5;  // left of that share of the width the mask, right of it the guess
    std::uint32_t mask_number = 0;
    std::uint16_t flipped = 0;  // coins of the nine cells, and the shared one, that the reader turned over
    std::uint32_t seed = 7;
    double keep_rate() const { return 1 - drop_rate; }
  };

  // The map under the mask at hand, and as guessed from the kept cells.
  struct Study {
    double drop_rate = -1;
    Filter filter = Filter::brightness;
    std::uint32_t mask_number = 0, seed = 0;
    std::vector<float> map, rebuilt;  // [28, 28], 0 to 1; rebuilt may leave that range a little
    std::vector<std::uint8_t> mask;   // [28, 28], 1 kept
    int dropped = 0;
    double mean = 0;   // of the map: the best guess where no cell is left
    double share = 0;  // R^2 over the dropped cells; 0 if none is dropped
  };

  void reset(const Params&) {}
  void step(const Params&) {}
  void state(StateIo&) {}
  std::string describe(const Params& params) const;
  std::string describe_fill(const Params& params) const;
  std::string describe_mean(const Params& params) const;

  // Panels.
  void draw_fill(const Params& params, Canvas& canvas) const;
  void draw_mean(const Params& params, Canvas& canvas) const;
  void fill_table(const Params& params, Table& table) const;
  void mean_table(const Params& params, Table& table) const;
  static float fill_height(float width);
  static float mean_height(float width);

  const Study& study(const Params& params) const;  // computed when first asked for

  // Whether each of the nine cells is kept, `ago` masks before the one at hand; 0 with the reader's turned coins.
  static std::array<bool, patch_cells> kept_cells(const Params& params, Coins coins, int ago);
  // What the filter sees: the mean of nine cells of value 1, kept ones times 1 / k.
  static double patch_mean(const Params& params, Coins coins, int ago);
  // Standard deviation of that mean: exact, sqrt(p / k / 9) or sqrt(p / k); and over the shown masks.
  static double exact_spread(const Params& params, Coins coins);
  static double seen_spread(const Params& params, Coins coins);

  // Readouts.
  int dropped(const Params& params) const { return study(params).dropped; }
  double back_cells(const Params& params) const { return 100 * study(params).share; }
  double back_channel(const Params& params) const;
  template <Coins coins>
  double mean_now(const Params& params) const {
    return patch_mean(params, coins, 0);
  }
  template <Coins coins>
  double spread(const Params& params) const {
    return exact_spread(params, coins);
  }
  template <Coins coins>
  double seen(const Params& params) const {
    return seen_spread(params, coins);
  }

  int new_mask(Params& params);

 private:
  mutable Study study_;
};

}  // namespace lesson
