// batchnorm_conflict.h: the model of the widget batchnorm_conflict; its panels are in batchnorm_conflict_law.cpp and
// batchnorm_conflict_nets.cpp.
//
// First the exact law for one unit, the ReLU of a normal value under inverted dropout, with a sampled histogram. Then two
// nets 2-H-H-1 with batch norm on the same data, same initial weights: dropout before the norm and after it. One tick is
// one step of both; 600 ticks. Which of the two is shown, and with which statistics, changes nothing in the training.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/family_trainers.h"
#include "dropout/variance_shift.h"
#include "contract/widget.h"

namespace lesson {

class BatchNormConflict {
 public:
  static constexpr int total_steps = 600, steps_per_measure = 20;
  static constexpr int sample_count = 4000, bin_count = 32;
  static constexpr double bin_width = 0.2;  // in units of the training standard deviation

  enum class Statistics : std::uint8_t { collected, recomputed };

  struct Params {
    double drop_rate = 0.7;
    dropout::DropPlacement placement = dropout::DropPlacement::before_norm;
    Statistics statistics = Statistics::collected;
    int width = 32;
    std::uint32_t seed = 1;  // near the means of 20 seeds at p = 0.7: 79 % before, 83 % recomputed, 96 % after
  };

  // Test accuracies as shares, dropout off.
  struct Measure {
    float before = 0, recomputed = 0, after = 0;
  };

  // The variances that meet in one unit of batch norm in evaluation mode.
  struct UnitVariance {
    double running = 0;     // collected while training, dropout on
    double recomputed = 0;  // of the training set, dropout off
    double test = 0;        // of the test points, dropout off
  };
  struct Net {
    std::vector<UnitVariance> units;         // [H]
    double ratio = 1, recomputed_ratio = 1;  // test over running, and over recomputed: means over the units
  };

  // The sampled values after a normalization with the exact training mean and variance, as shares of all samples: those
  // that were 0 before the norm, and the others in bins that start there; the last bin holds all beyond.
  struct Sampled {
    double zeros = 0, sd = 0;
    std::array<double, bin_count> bins{};
  };
  struct Histogram {
    double zero_at = 0;  // where a 0 comes out
    Sampled train, test;
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_law(const Params& params) const;
  std::string describe_nets(const Params& params) const;

  // Panels.
  void draw_law(const Params& params, Canvas& canvas) const;
  void draw_units(const Params& params, Canvas& canvas) const;
  void draw_accuracy(const Params& params, Canvas& canvas) const;
  void law_table(const Params& params, Table& table) const;
  void units_table(const Params& params, Table& table) const;
  void accuracy_table(const Params& params, Table& table) const;
  static float law_height(float width);
  static float units_height(float width);
  static float accuracy_height(float width);

  static dropout::VarianceShift law(const Params& params) {
    return dropout::variance_shift(dropout::relu_of_standard_normal(), params.drop_rate);
  }
  const Histogram& histogram() const { return histogram_; }
  // Every 20 steps, the untrained nets first.
  const std::vector<Measure>& curve() const { return curve_; }
  const Measure& now() const;
  const Net& net(dropout::DropPlacement placement) const;
  int steps_done() const { return before_->step_count(); }

  // Readouts. Accuracies in percent.
  double delta(const Params& params) const { return law(params).ratio; }
  double output_sd(const Params& params) const { return law(params).output_sd; }
  double too_large(const Params& params) const { return 1 / law(params).ratio; }
  double sampled_sd(const Params&) const { return histogram_.test.sd; }
  double before_test(const Params&) const { return 100.0 * now().before; }
  double recomputed_test(const Params&) const { return 100.0 * now().recomputed; }
  double after_test(const Params&) const { return 100.0 * now().after; }
  double ratio_before(const Params&) const { return net(dropout::DropPlacement::before_norm).ratio; }
  double ratio_recomputed(const Params&) const { return net(dropout::DropPlacement::before_norm).recomputed_ratio; }
  double ratio_after(const Params&) const { return net(dropout::DropPlacement::after_norm).ratio; }
  int steps(const Params&) const { return steps_done(); }

  int recompute(Params& params);

  static dropout::NormTrainerConfig config_of(const Params& params, dropout::DropPlacement placement);

 private:
  Histogram histogram_;
  std::optional<dropout::NormTrainer> before_, after_;
  std::vector<Measure> curve_;
  mutable std::optional<Measure> now_;
  mutable std::optional<Net> nets_[2];  // before, after
};

}  // namespace lesson
