// mask_sampler.h: the model of the widget mask_sampler; its panels are in mask_sampler_walk.cpp,
// mask_sampler_galton.cpp and mask_sampler_settle.cpp.
//
// One layer of 2 to 12 activations x, one mask m, naive dropout y = m x. The mask shown is the engine's
// MaskKey{seed, layer 0, step = mask_number, sample 0}, with the coins that the reader turned over. Draw number t (from 0)
// uses the mask of step t, whatever mask is shown, so looking at another mask keeps the tally.
#pragma once

#include <array>
#include <span>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/widget.h"

namespace lesson {

class MaskSampler {
 public:
  static constexpr int most_units = 12;
  static constexpr double largest_activation = 4.0;
  static constexpr std::size_t run_count = 13;
  // 1, 2, 3, ... about twenty in each power of ten, to 10,000: where means are recorded.
  static std::span<const int> recorded_counts();

  struct Params {
    double drop_rate = 0.5;
    int unit_count = 6;
    bool relu = false;
    std::uint32_t mask_number = 0;
    std::uint16_t flipped = 0;  // bit u: the reader turned the coin of unit u over in the shown mask
    // The first six are the chapter's worked example.
    std::array<double, most_units> x = {2, -1, 3, 0.5, -2, 1, 1.5, -0.5, 2.5, -1.5, 1, -2.5};
    std::uint32_t seed = 24;

    bool has_unit(int unit) const { return unit < unit_count; }
    double activation(int unit) const {
      const double before_relu = x[static_cast<std::size_t>(unit)];
      return relu && before_relu < 0 ? 0.0 : before_relu;
    }
    std::vector<double> activations() const;
  };

  // What the shown mask does to the shown activations.
  struct Sums {
    int kept = 0;
    double full = 0, surviving = 0, full_size = 0, surviving_size = 0;  // size: sum of |x|
  };

  // The tally of the number kept against Binomial(n, 1 - p). Counts that are expected less than 5 times are pooled with
  // their neighbors, or the chi-square law would not hold. With fewer than two pools nothing can be said: p_value 1.
  struct FitTest {
    double chi_square = 0, p_value = 1;
    int degrees_of_freedom = 0;
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_units(const Params& params) const;
  std::string describe_sums(const Params& params) const;
  std::string describe_kept(const Params& params) const;
  std::string describe_settle(const Params& params) const;

  // Panels.
  void draw_walk(const Params& params, Canvas& canvas) const;
  void draw_galton(const Params& params, Canvas& canvas) const;
  void draw_settle(const Params& params, Canvas& canvas) const;
  void settle_table(const Params& params, Table& table) const;
  void walk_table(const Params& params, Table& table) const;
  void kept_table(const Params& params, Table& table) const;
  static float walk_height(float width);
  static float galton_height(float width);
  static float settle_height(float width);

  std::array<std::uint8_t, most_units> mask(const Params& params) const;
  Sums sums(const Params& params) const;
  FitTest fit_test(const Params& params) const;
  std::vector<std::int32_t> kept_tally(const Params& params) const;  // [unit_count + 1]: draws that kept that many

  // Readouts.
  int kept(const Params& params) const { return sums(params).kept; }
  int dropped(const Params& params) const { return params.unit_count - sums(params).kept; }
  double surviving_sum(const Params& params) const { return sums(params).surviving; }
  double full_sum(const Params& params) const { return sums(params).full; }
  double sum_share(const Params& params) const;
  double surviving_size(const Params& params) const { return sums(params).surviving_size; }
  double full_size(const Params& params) const { return sums(params).full_size; }
  double mean_sum(const Params& params) const;
  double sum_sd(const Params& params) const;
  double chance_above_full(const Params& params) const;
  int draw_count(const Params&) const { return draw_count_; }
  double mean_kept(const Params& params) const;
  double as_many_share(const Params& params) const;
  double chi_square(const Params& params) const { return fit_test(params).chi_square; }
  double chi_square_p(const Params& params) const { return fit_test(params).p_value; }

  int new_mask(Params& params);
  int draw_ten(Params& params) { return draw_more(params, 10); }
  int draw_fifty(Params& params) { return draw_more(params, 50); }
  int draw_thousand(Params& params) { return draw_more(params, 1000); }

 private:
  static int draw_more(Params& params, int count);
  std::vector<std::int32_t> tally_;  // [2^unit_count]: how many draws gave that mask; bit u: unit u is kept
  std::int32_t draw_count_ = 0;
  // Run 0 is the draws of this RNG seed, the others those of the seeds after it: sums so far, and the mean after each of
  // the first so many recorded_counts(), [count][run].
  std::array<double, run_count> run_sums_{};
  std::vector<float> means_;
};

}  // namespace lesson
