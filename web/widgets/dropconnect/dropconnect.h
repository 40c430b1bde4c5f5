// dropconnect.h: the model of the widget dropconnect; its panels are in dropconnect_net.cpp and dropconnect_charts.cpp.
//
// One masked layer, u = W v with inverted scaling, under two methods: dropout masks the inputs v_j, DropConnect masks the
// weights W_ij. A tick draws 100 masks of each and counts them by their bits, so that every mean, variance, covariance
// and histogram of the draws follows from the counts. Masks are the engine's: step t is draw t; dropout has layer 0,
// DropConnect layer 1, so the two are independent.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/covariance.h"
#include "contract/widget.h"

namespace lesson {

class DropConnectLab {
 public:
  static constexpr int draws_per_tick = 100, most_draws = 20000, most_units = 4;

  enum class Method : std::uint8_t { dropout, drop_connect };
  enum class Layer : std::uint8_t { hidden_to_output, input_to_hidden, worked_example };

  struct Params {
    double drop_rate = 0.5;
    Method method = Method::dropout;
    Layer layer = Layer::hidden_to_output;
    int compared = 2;  // output unit, from 1; the other one is always unit 1
    std::uint32_t mask_number = 0;
    std::uint32_t seed = 14;  // mask 0 drops half of the units and of the links; 20,000 draws lie near the formulas

    bool drops_units() const { return method == Method::dropout; }
    bool has_choice() const { return layer != Layer::worked_example; }
  };

  // The layer that is masked.
  struct Masked {
    std::span<const double> weights;  // [outputs, inputs]
    std::span<const double> v;        // [inputs]
    int inputs() const { return static_cast<int>(v.size()); }
    int outputs() const { return static_cast<int>(weights.size() / v.size()); }
  };
  static Masked masked_layer(const Params& params);
  // The compared unit that exists in this layer, from 0.
  static int other_unit(const Params& params);

  // A value of (u_1, u_other) and how often it comes.
  struct Atom {
    double first = 0, other = 0, share = 0;
  };
  static std::vector<Atom> exact_atoms(const Params& params, Method method);
  // Measured; exact before any draw.
  std::vector<Atom> atoms(const Params& params, Method method) const;

  // Means, variances and covariance of u_1 and u_other.
  struct Moments {
    double mean[2] = {0, 0}, variance[2] = {0, 0}, covariance = 0;
    double correlation() const;
  };
  static Moments formula(const Params& params, Method method);
  // Of the draws; all 0 before any.
  Moments drawn(const Params& params, Method method) const;

  // The mask on show: units [inputs] or links [outputs, inputs], and the pre-activations that follow.
  static std::vector<std::uint8_t> mask(const Params& params, Method method, std::uint32_t number);
  static std::vector<double> pre_activations(const Params& params);

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_net(const Params& params) const;
  std::string describe_joint(const Params& params) const;
  std::string describe_marginal(const Params& params) const;

  // Panels.
  void draw_net(const Params& params, Canvas& canvas) const;
  void draw_joint(const Params& params,
                  Canvas& canvas) const;  // two output units: their values, ellipses of both methods
  void draw_marginal(const Params& params, Canvas& canvas) const;  // output unit 1, and the Gaussian with its moments
  void draw_moments(const Params& params, Canvas& canvas) const;
  void net_table(const Params& params, Table& table) const;
  void joint_table(const Params& params, Table& table) const;
  void marginal_table(const Params& params, Table& table) const;
  void moments_table(const Params& params, Table& table) const;
  static float net_height(float width);
  static float joint_height(float width);
  static float marginal_height(float width);
  static float moments_height(float width);

  // Readouts.
  double unit_masks(const Params& params) const;
  double weight_masks(const Params& params) const;
  int kept_now(const Params& params) const;
  double first_now(const Params& params) const { return pre_activations(params)[0]; }
  double other_now(const Params& params) const;
  double mean_first(const Params& params) const { return formula(params, Method::dropout).mean[0]; }
  double variance_first(const Params& params) const { return formula(params, Method::dropout).variance[0]; }
  double variance_other(const Params& params) const { return formula(params, Method::dropout).variance[1]; }
  template <Method method>
  double covariance(const Params& params) const {
    return formula(params, method).covariance;
  }
  template <Method method>
  double correlation(const Params& params) const {
    return formula(params, method).correlation();
  }
  template <Method method>
  double drawn_mean(const Params& params) const {
    return drawn(params, method).mean[0];
  }
  template <Method method, int unit>
  double drawn_variance(const Params& params) const {
    return drawn(params, method).variance[unit];
  }
  template <Method method>
  double drawn_covariance(const Params& params) const {
    return drawn(params, method).covariance;
  }
  int draw_count(const Params&) const { return draw_count_; }

  int resample(Params& params);

 private:
  static constexpr std::size_t row_codes = 1u << most_units, pair_codes = row_codes * row_codes;

  // How often each mask came. Dropout: one code for the inputs. DropConnect: for each pair of unit 1 and unit l, the
  // code of row 1 + row_codes * the code of row l.
  std::array<std::int32_t, row_codes> unit_tally_{};
  std::array<std::array<std::int32_t, pair_codes>, most_units - 1> pair_tallies_{};
  std::int32_t draw_count_ = 0;
};

std::string_view method_name(DropConnectLab::Method method);

}  // namespace lesson
