// scaling_schemes.h: the model of the widget scaling_schemes; its nets are in scaling_schemes_net.h, its panels in
// scaling_schemes_area.cpp ("unit"), scaling_schemes_boundary.cpp and scaling_schemes_stream.cpp.
//
// Three views of one question, where the factor 1 / k goes:
//   unit       one unit, exact: mean in training and output at test under three schemes
//   boundary   a net trained with naive masks, tested with the reader's factor on the weights behind each dropout layer
//   stream     four dropout layers: how much of what the test sends from layer to layer arrives in training
// Nothing evolves: all is a function of the params, so there are no ticks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dropout/scaling_study.h"
#include "scaling_schemes_net.h"
#include "contract/widget.h"

namespace lesson {

class ScalingSchemes {
 public:
  static constexpr int most_layers = 4;
  static constexpr double largest_activation = 6;

  enum class Lines : std::uint8_t { both, training, test };
  enum class Weights : std::uint8_t { trained, untrained };

  struct Params {
    double drop_rate = 0.5;
    double x = 4;  // the chapter's worked example
    double repair = 1;
    Lines lines = Lines::both;
    Weights weights = Weights::trained;
    int depth = 1;           // only with one dropout layer is the mean over all masks exactly the pass with k
    std::uint32_t seed = 1;  // near the means of 30 seeds: points left at factor 1, what arrives after four layers

    double keep_rate() const { return 1 - drop_rate; }
  };

  void reset(const Params& params);
  void step(const Params&) {}
  void state(StateIo&) {}
  std::string describe(const Params& params) const;
  std::string describe_unit(const Params& params) const;
  std::string describe_boundary(const Params& params) const;
  std::string describe_stream(const Params& params) const;

  // Panels.
  void draw_unit(const Params& params, Canvas& canvas) const;
  void draw_boundary_panel(const Params& params, Canvas& canvas) const;
  void draw_stream(const Params& params, Canvas& canvas) const;
  void unit_table(const Params& params, Table& table) const;
  void boundary_table(const Params& params, Table& table) const;
  void stream_table(const Params& params, Table& table) const;
  static float unit_height(float width);
  static float boundary_height(float width);
  static float stream_height(float width);

  static dropout::UnitLaw law(const Params& params, dropout::Scheme scheme);
  const NaiveNet& net() const { return *net_; }
  // What the net answered in training, in the mean over masks; at test with no factor, and with the reader's.
  const NaiveNet::Answer& in_training() const { return in_training_; }
  const NaiveNet::Answer& forgotten() const { return forgotten_; }
  const NaiveNet::Answer& repaired(const Params& params) const;
  // Test points that this answer puts into another class than training did.
  int points_left(const NaiveNet::Answer& answer) const;
  const NaiveNet& stream_net(const Params& params) const;
  const NaiveNet::Flow& flow(const Params& params) const;

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

  // Readouts of the nets.
  int left_untouched(const Params&) const { return points_left(forgotten_); }
  int left(const Params& params) const { return points_left(repaired(params)); }
  double repaired_percent(const Params& params) const { return 100 * repaired(params).accuracy; }
  double repaired_confidence(const Params& params) const { return 100 * repaired(params).confidence; }
  double repaired_loss(const Params& params) const { return repaired(params).loss; }
  double naive_arrives(const Params& params) const { return 100 * flow(params).naive.back(); }
  double inverted_arrives(const Params& params) const { return 100 * flow(params).inverted.back(); }

 private:
  std::optional<NaiveNet> net_;
  NaiveNet::Answer forgotten_, in_training_;
  mutable NaiveNet::Answer repaired_;  // of the last factor asked for

  // One for each kind of weights, on demand.
  struct Stream {
    std::optional<NaiveNet> net;
    NaiveNet::Flow flow;
  };
  mutable std::array<Stream, 2> streams_;
};

// The names of the three schemes, in the order of dropout::Scheme.
inline constexpr std::array<std::string_view, 3> scheme_names = {"naive mask", "scale at test", "inverted"};

}  // namespace lesson
