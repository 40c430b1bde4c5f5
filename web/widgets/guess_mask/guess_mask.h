// guess_mask.h: the model of the widget guess_mask; its panel is in guess_mask_panel.cpp.
//
// Ten patterns of an RNG seed. Each shows sixteen maps of 8 x 8 cells, four digits (rows) seen by four fixed filters
// (columns), under the mask of one member of the family, which the reader names from the shape of the holes.
//   member, digits   the random words of MaskKey{seed, layer 1, step = pattern}
//   mask             the engine's, MaskKey{seed, layer 0, step = (pattern, draw, try)}: a mask that could be several
//                    members' (nothing gone, say) is drawn again
// Nothing evolves: all is a function of the params, so there are no ticks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/widget.h"

namespace lesson {

class GuessMask {
 public:
  static constexpr int side = 8, map_cells = side * side, digits = 4, filters = 4, maps = digits * filters;
  static constexpr int cell_count = maps * map_cells;
  static constexpr int pattern_count = 10;
  static constexpr int block_side = 3;  // of DropBlock

  // In the order of the choices; what one random decision removes grows from cell to row.
  enum class Member : std::uint8_t { dropout, spatial, dropblock, depth };
  static constexpr int member_count = 4;
  using Mask = std::array<std::uint8_t, cell_count>;  // [digit, filter, row, column], 1 kept

  struct Params {
    int pattern = 1;  // 1 to 10
    int draw = 0;     // which of its masks
    double drop_rate = 0.25;
    std::array<double, pattern_count> answers{};  // 0 none, 1 to 4 the member that was named
    std::uint32_t answered_seed = 98;             // the answers belong to it; under another seed they do not count
    std::uint32_t seed = 98;
    // 0 none, else 1 + the member.
    int answer(int of_pattern) const {
      return answered_seed == seed ? static_cast<int>(answers[static_cast<std::size_t>(of_pattern - 1)]) : 0;
    }
    bool is_answered() const { return answer(pattern) != 0; }
    bool is_open() const { return !is_answered(); }
  };

  struct Pattern {
    std::uint32_t seed = 0;
    int pattern = 0, draw = -1;
    double drop_rate = -1;
    Member member = Member::dropout;
    std::array<int, digits> digit{};
    std::vector<float> pictures;             // [digit, 8, 8], 0 to 1
    std::vector<float> values;               // [digit, filter, 8, 8], each map over its own range, 0 to 1
    std::array<Mask, member_count> masks{};  // of each member at these settings; the shown one is its member's
    const Mask& mask() const { return masks[static_cast<std::size_t>(member)]; }
  };

  void reset(const Params&) {}
  void step(const Params&) {}
  void state(StateIo&) {}
  std::string describe(const Params& params) const;
  std::string details(const Params& params) const;

  // Panel.
  void draw_maps(const Params& params, Canvas& canvas) const;
  void maps_table(const Params& params, Table& table) const;
  static float maps_height(float width);

  const Pattern& shown(const Params& params) const;  // computed when first asked for

  static Member member_of(std::uint32_t seed, int pattern);
  static Mask mask_of(const Params& params, Member member);
  // Whether its shape tells the member apart from the others.
  static bool is_clear(const Mask& mask, Member member);
  // Pieces of a map that hang together by cells that share an edge, and the cells of the largest one.
  struct Holes {
    int gone = 0, pieces = 0, largest = 0;
  };
  static Holes holes_of(const Mask& mask, int map);
  static std::string_view name(Member member);
  static std::string_view shape_words(Member member);  // "Squares, so DropBlock"

  // Readouts.
  int gone(const Params& params) const;
  int right(const Params& params) const;
  int answered(const Params& params) const;

  // Actions.
  template <Member member>
  int guess(Params& params) {
    return note(params, member);
  }
  int next_one(Params& params);
  int another_draw(Params& params);

 private:
  static int note(Params& params, Member member);
  mutable Pattern pattern_;
};

}  // namespace lesson
