// spatial_dropout.h: the model of the widget spatial_dropout; its panels are in spatial_dropout_maps.cpp and
// spatial_dropout_comparison.cpp.
//
// One picture, four fixed filters, four feature maps x [4, F, F], one mask. The mask shown is the engine's
// MaskKey{seed, layer 0, step = mask_number, sample 0} at the granularity of the mode. Draw number t (from 0) uses the
// masks of step t, whatever mask is shown, so looking at another mask keeps the measurement.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "dropout/drop_block.h"
#include "dropout/granularity.h"
#include "contract/widget.h"

namespace lesson {

class SpatialDropout {
 public:
  static constexpr int map_count = 4;
  static constexpr int mode_count = 3;
  static constexpr int patch_size = 3;    // of the averaging filter
  static constexpr double nugget = 0.05;  // of the Gaussian field, see recoverability.h

  enum class Mode : std::uint8_t { element, block, channel };
  enum class Predictor : std::uint8_t { best_linear, neighbors };

  struct Params {
    Mode mode = Mode::element;
    double drop_rate = 0.25;
    int block_size = 5;
    std::uint32_t mask_number = 0;
    Predictor predictor = Predictor::best_linear;
    double length = 2;  // l of the Gaussian field, in cells
    int side = 12;      // F
    // Typical: mask 0 drops about the expected share in each mode, one whole channel, and recovery near its mean.
    std::uint32_t seed = 40;

    int block() const { return block_size < side ? block_size : side; }
    int cells() const { return side * side; }
    // The length that the best linear guess assumes for the maps: about the one with which it explains most of them.
    double map_length() const { return side / 8.0; }
    dropout::GranularDropout dropout(Mode of_mode) const;
    dropout::TensorShape shape() const { return {1, map_count, side, side}; }
    bool operator==(const Params&) const = default;
  };

  // What one mode's shown mask leaves: [4, F, F] each.
  struct Loss {
    std::vector<std::uint8_t> mask;
    std::vector<float> rebuilt;                // dropped cells replaced by the predictor's guess, scale of the maps
    std::array<double, map_count> map_shares;  // R^2 of each map over its dropped cells
    std::array<int, map_count> dropped;
    int dropped_count = 0;
    double share = 0;        // R^2 over all dropped cells, each map in units of its own standard deviation
    double exact_share = 0;  // of a Gaussian field with length l under the same masks
  };
  // Everything that the shown masks determine.
  struct Study {
    Params params;
    std::vector<float> picture;  // [F, F]
    std::vector<float> maps;     // [4, F, F]
    std::array<Loss, mode_count> losses;
    // The dropped channel that a kept one gives back best: squared correlation, same cell. 0 without such a pair.
    double other_channel_share = 0;
  };
  // Sums over draws of the kept share of the patch, every map a sample.
  struct PatchSums {
    double sum = 0, squares = 0;
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_loss(const Params& params) const;
  std::string describe_recovery(const Params& params) const;
  std::string describe_noise(const Params& params) const;

  // Panels.
  void draw_masked(const Params& params, Canvas& canvas) const;
  void draw_rebuilt(const Params& params, Canvas& canvas) const;
  void draw_recovery(const Params& params, Canvas& canvas) const;
  void draw_noise(const Params& params, Canvas& canvas) const;
  void masked_table(const Params& params, Table& table) const;
  void rebuilt_table(const Params& params, Table& table) const;
  void recovery_table(const Params& params, Table& table) const;
  void noise_table(const Params& params, Table& table) const;
  static float masked_height(float width);
  static float rebuilt_height(float width);
  static float comparison_height(float width);

  const Study& study(const Params& params) const;  // computed when first asked for
  const Loss& loss(const Params& params, Mode mode) const {
    return study(params).losses[static_cast<std::size_t>(mode)];
  }

  // Relative variance of a 3 x 3 mean of equal cells: over the draws (0 before any), and exactly.
  double measured_noise(Mode mode) const;
  static double exact_noise(const Params& params, Mode mode);
  static int decision_count(const Params& params, Mode mode);

  // Readouts.
  int dropped(const Params& params) const { return loss(params, params.mode).dropped_count; }
  double dropped_share(const Params& params) const;
  int random_values(const Params& params) const { return decision_count(params, params.mode); }
  double shown_share(const Params& params) const { return loss(params, params.mode).share; }
  template <Mode mode>
  double share(const Params& params) const {
    return loss(params, mode).share;
  }
  template <Mode mode>
  double exact_share(const Params& params) const {
    return loss(params, mode).exact_share;
  }
  double other_channel(const Params& params) const { return study(params).other_channel_share; }
  template <Mode mode>
  double noise(const Params&) const {
    return measured_noise(mode);
  }
  template <Mode mode>
  double noise_law(const Params& params) const {
    return exact_noise(params, mode);
  }
  double noise_ratio(const Params& params) const;
  int draws(const Params&) const { return draw_count_; }

  int new_mask(Params& params);

 private:
  std::array<PatchSums, mode_count> patch_sums_{};
  std::int32_t draw_count_ = 0;
  mutable Study study_;
};

// How the modes are called: "scattered cells", "5 × 5 blocks", "whole channels".
std::string spatial_mode_name(const SpatialDropout::Params& params, SpatialDropout::Mode mode);
std::string capitalized(std::string words);
// "vertical edges", and so on for maps 0 to 3.
std::string_view map_name(std::size_t map);

}  // namespace lesson
