// scaling_schemes.h: the model of the widget scaling_schemes; its net is in scaling_schemes_net.h, its panels in
// scaling_schemes_panels.cpp, drawn for one unit in scaling_schemes_unit.cpp and for the net in scaling_schemes_answers.cpp.
//
// Two views of one question, where the factor 1 / k goes:
//   one unit    activation x, exact: outcomes, mean and spread in training, output at test, under three schemes
//   whole net   a net trained with naive masks, and what its test gives with and without the missing factor
// A tick draws one naive mask for the unit and one for each of 100 test points of the net.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/scaling_study.h"
#include "scaling_schemes_net.h"
#include "contract/widget.h"

namespace lesson {

class ScalingSchemes {
 public:
  static constexpr int most_draws = 1000, most_layers = 4;
  static constexpr double largest_activation = 6;

  enum class View : std::uint8_t { one_unit, whole_net };
  enum class Data : std::uint8_t { circles, exclusive_or };

  struct Params {
    double drop_rate = 0.5;
    View view = View::one_unit;
    double x = 4;  // the chapter's worked example
    int depth = 3;
    bool biases = true;
    double repair = 1;
    Data data = Data::circles;
    std::uint32_t seed = 8;  // near the means of 30 seeds: accuracies, classes changed and factor at p = 0.5 and 0.8

    double keep_rate() const { return 1 - drop_rate; }
    bool shows_unit() const { return view == View::one_unit; }
    bool shows_net() const { return view == View::whole_net; }
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;

  // Panels; "factor" and "outcomes" each for the view that is chosen.
  void draw_unit(const Params& params, Canvas& canvas) const;
  std::string describe_unit(const Params& params) const;
  void unit_table(const Params& params, Table& table) const;
  static float unit_height(float width);
  void draw_boundary_panel(const Params& params, Canvas& canvas) const;
  std::string describe_boundary(const Params& params) const;
  static float boundary_height(float width);
  void draw_factor(const Params& params, Canvas& canvas) const;
  void draw_outcomes(const Params& params, Canvas& canvas) const;
  void factor_table(const Params& params, Table& table) const;
  void outcomes_table(const Params& params, Table& table) const;
  static float factor_height(float width);
  static float outcomes_height(float width);

  // The unit's mask in draw number t: true if it is kept.
  static bool is_kept(const Params& params, int t);
  static dropout::UnitLaw law(const Params& params, dropout::Scheme scheme);
  const NaiveNet& net() const { return *net_; }
  // At test: with the missing factor forgotten, with k in its place, and with the reader's factor.
  const NaiveNet::Answer& forgotten() const { return forgotten_; }
  const NaiveNet::Answer& scaled() const { return scaled_; }
  const NaiveNet::Answer& repaired(const Params& params) const;

  // Readouts of the unit.
  template <dropout::Scheme scheme>
  double train_mean(const Params& params) const {
    return law(params, scheme).train_mean;
  }
  template <dropout::Scheme scheme>
  double test_output(const Params& params) const {
    return law(params, scheme).eval_output;
  }
  template <dropout::Scheme scheme>
  double train_sd(const Params& params) const;
  double relative_noise(const Params& params) const;
  double unit_factor(const Params& params) const { return dropout::naive_mismatch(params.drop_rate, 1); }
  int draw_count(const Params&) const { return draw_count_; }
  double measured_mean(const Params& params) const;

  // Readouts of the net.
  double net_factor(const Params& params) const { return dropout::naive_mismatch(params.drop_rate, params.depth); }
  double measured_factor(const Params&) const;
  double factor_over_masks(const Params&) const;
  double forgotten_percent(const Params&) const { return 100 * forgotten_.accuracy; }
  double repaired_percent(const Params& params) const { return 100 * repaired(params).accuracy; }
  double forgotten_confidence(const Params&) const { return 100 * forgotten_.confidence; }
  double repaired_confidence(const Params& params) const { return 100 * repaired(params).confidence; }
  double forgotten_loss(const Params&) const { return forgotten_.loss; }
  double repaired_loss(const Params& params) const { return repaired(params).loss; }
  int classes_changed(const Params& params) const;

 private:
  std::optional<NaiveNet> net_;
  NaiveNet::Answer forgotten_, scaled_;
  mutable NaiveNet::Answer repaired_;  // of the last factor asked for

  std::int32_t draw_count_ = 0, kept_count_ = 0;
  std::vector<double> masked_sums_;  // [masked_count]: logits added over the masks
};

// The names of the three schemes, in the order of dropout::Scheme.
inline constexpr std::array<std::string_view, 3> scheme_names = {"naive mask", "scale at test", "inverted"};

// "8", "2.86", "1,296": a factor with three digits at most, except for thousands.
std::string factor_text(double factor);

}  // namespace lesson
