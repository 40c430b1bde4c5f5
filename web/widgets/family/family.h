// family.h: the model of the widget family; its panels are in family_masks.cpp, family_spread.cpp and
// family_card.cpp.
//
// One tensor x (2, 4, 6, 6), seven members at the same drop rate, one RNG seed. The mask shown is the engine's
// MaskKey{seed, layer 0, step = mask_number, samples 0 and 1} at each granularity. Draw number t (from 0) uses step t.
// DropConnect acts on its own object, a weight matrix 6 x 24 for each example; Gaussian dropout writes factors, no zeros.
#pragma once

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
  static constexpr int samples = 2, channels = 4, side = 6;
  static constexpr int weight_rows = 6, weight_columns = 24;  // of DropConnect's matrix, one mask an example
  static constexpr int cell_count = samples * channels * side * side;
  static constexpr int bin_count = 25;

  enum class Member : std::uint8_t { element, block, channel, row, batch, weight, gaussian };
  static constexpr Member members[] = {Member::element, Member::block,  Member::channel, Member::row,
                                       Member::batch,   Member::weight, Member::gaussian};

  struct Params {
    Member member = Member::element;
    double drop_rate = 0.25;
    int block_size = 3;
    std::uint32_t mask_number = 0;
    // Typical: element, weight and block masks drop near their means, channels 2 of 8, examples 1 of 2.
    std::uint32_t seed = 345;

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

  // Panels.
  void draw_masks(const Params& params, Canvas& canvas) const;
  void draw_spread(const Params& params, Canvas& canvas) const;
  void draw_card(const Params& params, Canvas& canvas) const;
  void masks_table(const Params& params, Table& table) const;
  void spread_table(const Params& params, Table& table) const;
  void card_table(const Params& params, Table& table) const;
  static float masks_height(float width);
  static float spread_height(float width);
  static float card_height(float width);

  // 1 kept, 0 dropped, for every cell: [2, 4, 6, 6], or [2, 6, 24] for weight.
  static std::vector<std::uint8_t> mask(const Params& params, Member member, std::uint32_t step);
  static std::vector<double> factors(const Params& params, std::uint32_t step);
  static double share(const Params& params, Member member, std::uint32_t step);
  static dropout::ShareLaw law(const Params& params, Member member);
  static int decision_count(const Params& params, Member member);
  const Tally& tally(Member member) const { return tallies_[static_cast<std::size_t>(member)]; }
  double measured_mean(Member member) const;
  double measured_sd(Member member) const;

  // Readouts, of the chosen member. Shares in percent, Gaussian factors as they are.
  int decisions(const Params& params) const { return decision_count(params, params.member); }
  double now(const Params& params) const;
  double law_mean(const Params& params) const { return unit(params) * law(params, params.member).mean; }
  double law_sd(const Params& params) const { return unit(params) * law(params, params.member).sd; }
  double mean(const Params& params) const { return unit(params) * measured_mean(params.member); }
  double sd(const Params& params) const { return unit(params) * measured_sd(params.member); }
  int draws(const Params&) const { return draw_count_; }

  int new_mask(Params& params);

 private:
  static double unit(const Params& params) { return params.member == Member::gaussian ? 1 : 100; }

  std::array<Tally, member_count> tallies_{};
  std::int32_t draw_count_ = 0;
};

// What a reader needs to know about a member, in few words.
struct FamilyCard {
  std::string_view name, object, removes, shape, formula, test_rule, typical, chapter;
};
const FamilyCard& family_card(Family::Member member);

// "25.0 %", or a factor "1.003".
std::string family_value_text(Family::Member member, double value, bool with_unit);

}  // namespace lesson
