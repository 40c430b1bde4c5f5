// dropconnect.h: the model of the widget dropconnect; its panels are in dropconnect_ellipse.cpp ("ellipse") and
// dropconnect_links.cpp ("links").
//
//   ellipse  two outputs of one layer with 16 inputs of value 1: their sums under masks of units and under masks of weights.
//            Weights have unit length, and the two rows are as alike as the reader wants.
//   links    a layer from 3 to 4 units, all of its masks, and which of them the draws have met
// A tick is one draw of each. Masks are the engine's: step t is draw t; layers 0 and 1 are units and weights of the ellipse,
// layers 2 and 3 units and links of the small layer. The mask shown is that of the last draw, or of draw 0 before any.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/widget.h"

namespace lesson {

class DropConnectLab {
 public:
  static constexpr int most_draws = 2000;
  static constexpr int rain_inputs = 16;
  static constexpr int inputs = 3, outputs = 4, links = inputs * outputs;
  static constexpr int unit_masks = 1 << inputs, link_masks = 1 << links;
  static constexpr double most_alike = 0.95;

  enum class Method : std::uint8_t { dropout, drop_connect };

  struct Params {
    double drop_rate = 0.5;
    double alike = 0.85;             // cosine of the two rows of weights
    std::uint8_t units_turned = 0;   // coins of the shown masks that the reader turned over; bit j: input j
    std::uint16_t links_turned = 0;  // bit inputs * i + j: the link from input j to output i
    std::uint32_t seed = 7;
    double keep_rate() const { return 1 - drop_rate; }
  };

  // The small layer: v [3], W [4, 3].
  static constexpr std::array<double, inputs> values = {1, 2, -1};
  static constexpr std::array<double, links> weights = {1, -2, 0.5, 0.5, 1, 2, -1, 0.5, 1.5, 1, 1.5, -0.5};

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_ellipse(const Params& params) const;
  std::string describe_links(const Params& params) const;

  // Panels.
  void draw_ellipse(const Params& params, Canvas& canvas) const;
  void draw_links_panel(const Params& params, Canvas& canvas) const;
  void ellipse_table(const Params& params, Table& table) const;
  void links_table(const Params& params, Table& table) const;
  static float ellipse_height(float width);
  static float links_height(float width);

  // ---- ellipse ----
  using Row = std::array<double, rain_inputs>;
  // Two rows of length 1 with that cosine, drawn from the seed.
  static std::array<Row, 2> rows(const Params& params);
  // The two sums of draw t, each less its mean and in units of its standard deviation; 0, 0 at p = 0.
  struct Sums {
    double first = 0, second = 0;
  };
  std::vector<Sums> drops(const Params& params, Method method) const;
  static double exact_correlation(const Params& params, Method method);
  double seen_correlation(const Params& params, Method method) const;  // over the draws; 0 before two of them
  double seen_spread(const Params& params, Method method) const;       // of output 1, in units of the exact one

  // ---- links ----
  // Bits of the mask on show, 1 kept, with the reader's turned coins.
  unsigned shown_units(const Params& params) const;
  unsigned shown_links(const Params& params) const;
  static unsigned drawn_units(const Params& params, int draw);
  static unsigned drawn_links(const Params& params, int draw);
  const std::array<std::uint8_t, unit_masks>& met_units() const { return met_units_; }
  const std::array<std::uint8_t, link_masks>& met_links() const { return met_links_; }
  int draw_count() const { return draw_count_; }

  // Readouts.
  int units_met(const Params&) const;
  int links_met(const Params&) const;
  int all_units(const Params&) const { return unit_masks; }
  int all_links(const Params&) const { return link_masks; }
  int draws(const Params&) const { return draw_count_; }
  template <Method method>
  double correlation(const Params& params) const {
    return exact_correlation(params, method);
  }
  template <Method method>
  double correlation_seen(const Params& params) const {
    return seen_correlation(params, method);
  }
  template <Method method>
  double spread_seen(const Params& params) const {
    return seen_spread(params, method);
  }

  int new_masks(Params& params);
  int draw_hundred(Params& params);
  int rain(Params& params);

 private:
  std::int32_t draw_count_ = 0;
  std::vector<std::uint32_t> unit_bits_, weight_bits_;  // [draws]: 16 units; 32 weights, row 1 in the low half
  std::array<std::uint8_t, unit_masks> met_units_{};
  std::array<std::uint8_t, link_masks> met_links_{};
};

}  // namespace lesson
