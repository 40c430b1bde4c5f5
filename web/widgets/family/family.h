// family.h: the model of the widget family; its panels are in family_masks.cpp ("masks") and family_spread.cpp ("spread").
//
// One tensor x (4, 4, 6, 6), four handwritten digits through four filters, seven members at the same drop rate, one RNG
// seed. The mask shown is the engine's MaskKey{seed, layer 0, step = mask_number, samples 0 to 3} at each granularity. Draw
// number t (from 0) uses step t. DropConnect acts on its own object, a weight matrix 6 x 6 of one example; Gaussian dropout
// writes factors, no zeros.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/granularity.h"
#include "contract/widget.h"

namespace lesson {

class Family {
 public:
  static constexpr int member_count = 7;
  static constexpr int samples = 4, channels = 4, side = 6, map_cells = side * side;
  static constexpr std::array<int, samples> digits = {0, 4, 6, 7};
  static constexpr int weight_side = 6;  // of DropConnect's matrix
  static constexpr int cell_count = samples * channels * map_cells;
  static constexpr int bin_count = 50;
  static constexpr int enough_draws =
      100;  // before them the picture asks by how much a share strays and does not tell

  // all: none of them in particular, for the picture; numbers are then those of element.
  enum class Member : std::uint8_t { element, block, channel, row, batch, weight, gaussian, all };
  static constexpr Member members[] = {Member::element, Member::block,  Member::channel, Member::row,
                                       Member::batch,   Member::weight, Member::gaussian};

  struct Params {
    Member member = Member::all;
    double drop_rate = 0.25;
    int block_size = 3;
    std::uint32_t mask_number = 0;
    // Typical: every share lies near its mean, 4 of 16 channels and 1 of 4 examples; and the batch is gone, one seed in four.
    std::uint32_t seed = 4;

    Member told() const { return member == Member::all ? Member::element : member; }
    dropout::GranularDropout dropout(Member of_member) const;  // not for gaussian
    static dropout::TensorShape shape(Member member);
  };

  // Over the draws: the dropped share, or the mean factor of Gaussian dropout.
  struct Tally {
    double sum = 0, squares = 0;
    std::array<std::int32_t, bin_count> bins{};  // of [0, 1], or of [0, 2] for factors
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_masks(const Params& params) const;
  std::string describe_spread(const Params& params) const;

  // Panels.
  void draw_masks(const Params& params, Canvas& canvas) const;
  void draw_spread(const Params& params, Canvas& canvas) const;
  void masks_table(const Params& params, Table& table) const;
  void spread_table(const Params& params, Table& table) const;
  static float masks_height(float width);
  static float spread_height(float width);

  // [4, 4, 6, 6], 0 to 1: each digit through blur, two edge filters (the size of the change) and detail.
  static const std::vector<float>& tensor();
  // 1 kept, 0 dropped, for every cell: [4, 4, 6, 6], or [6, 6] for weight.
  static std::vector<std::uint8_t> mask(const Params& params, Member member, std::uint32_t step);
  static std::vector<double> factors(const Params& params, std::uint32_t step);
  static double share(const Params& params, Member member, std::uint32_t step);
  static dropout::ShareLaw law(const Params& params, Member member);
  static int decision_count(const Params& params, Member member);
  // Standard deviation of what a 3 x 3 mean in the middle of a map of equal cells sees; negative for weight, which has none.
  static double wobble(const Params& params, Member member);
  const Tally& tally(Member member) const { return tallies_[static_cast<std::size_t>(member)]; }
  double measured_mean(Member member) const;
  double measured_sd(Member member) const;

  // Readouts, of the chosen member. Shares in percent, Gaussian factors as they are.
  int decisions(const Params& params) const { return decision_count(params, params.told()); }
  double now(const Params& params) const;
  double law_mean(const Params& params) const { return unit(params) * law(params, params.told()).mean; }
  double law_sd(const Params& params) const { return unit(params) * law(params, params.told()).sd; }
  double mean(const Params& params) const { return unit(params) * measured_mean(params.told()); }
  double sd(const Params& params) const { return unit(params) * measured_sd(params.told()); }
  double mean_of_nine(const Params& params) const { return std::max(0.0, 100 * wobble(params, params.told())); }
  int draws(const Params&) const { return draw_count_; }
  bool tells_spread() const { return draw_count_ >= enough_draws; }

  int new_mask(Params& params);
  int next_member(Params& params);

 private:
  static double unit(const Params& params) { return params.member == Member::gaussian ? 1 : 100; }

  std::array<Tally, member_count> tallies_{};
  std::int32_t draw_count_ = 0;
};

// What a reader needs to know about a member, in few words. name_short: where room is scarce.
struct FamilyCard {
  std::string_view name, name_short, missing, coins, shape, test_rule, fits, rate;
};
const FamilyCard& family_card(Family::Member member);

// "25.0 %", or a factor "1.003".
std::string family_value_text(Family::Member member, double value, bool with_unit);
// "576 coins", "576 factors".
std::string family_coins_text(const Family::Params& params, Family::Member member);

}  // namespace lesson
