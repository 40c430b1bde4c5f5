// batchnorm_conflict.h: the model of the widget batchnorm_conflict; its panels are in batchnorm_conflict_spread.cpp and
// batchnorm_conflict_sockets.cpp.
//
// First one unit of a layer behind dropout: 64 inputs, each the ReLU of a normal value, are added up, and a batch norm
// that was set with dropout on passes the sum on with dropout off. Then whole nets 2-H-H-1 with a batch norm, on the same
// data, from the same initial weights, with the dropout in each of its places; one RNG seed after the other. One tick is
// 20 steps of each net at hand, 30 ticks are a run of all of them. Where the reader plugs dropout in and which places were
// tried only chooses what is shown.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/family_trainers.h"
#include "dropout/statistics.h"
#include "dropout/variance_shift.h"
#include "contract/widget.h"

namespace lesson {

class BatchNormConflict {
 public:
  static constexpr int input_count = 64, draw_count = 4000, most_copies = 16;
  static constexpr int bin_count = 48;
  static constexpr double axis_end = 3;  // in standard deviations of the training values
  static constexpr int run_count = 20, run_steps = 600, steps_per_tick = 20;
  static constexpr int ticks_per_run = run_steps / steps_per_tick, total_ticks = run_count * ticks_per_run;

  enum class Place : std::uint8_t { before_norm, after_norm };
  enum class Statistics : std::uint8_t { collected, recomputed };
  // In the order of the wire. Behind the norm the two sides of the ReLU are the same bits, so one net serves both.
  enum class Socket : std::uint8_t { nowhere, before_norm, after_norm, after_relu, on_logit };
  static constexpr int socket_count = 5, net_count = 4;

  struct Params {
    double drop_rate = 0.5;
    bool dropout = true;
    Place place = Place::before_norm;
    Socket socket = Socket::before_norm;
    std::uint8_t tried = 0;  // a bit a socket
    Statistics statistics = Statistics::collected;
    int copies = 1;
    int width = 32;
    std::uint32_t seed = 1;
  };

  // What the norm passes on, in units of the spread that it measured in training: shares of all draws in bins from
  // -axis_end to axis_end; what lies beyond is in no bin.
  struct Sample {
    double sd = 1;
    std::array<double, bin_count> bins{};
  };
  struct Spread {
    Sample train, test;
  };

  // One RNG seed: test accuracies as shares, dropout off, and the variance on the test points over the running one.
  struct Run {
    std::array<float, net_count> test{}, recomputed{}, ratio{};
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_spread(const Params& params) const;
  std::string describe_sockets(const Params& params) const;

  // Panels.
  void draw_spread(const Params& params, Canvas& canvas) const;
  void draw_sockets(const Params& params, Canvas& canvas) const;
  void spread_table(const Params& params, Table& table) const;
  void sockets_table(const Params& params, Table& table) const;
  static float spread_height(float width);
  static float sockets_height(float width);

  // Whether the norm sees another spread in training than at test.
  static bool disturbs(const Params& params) { return params.dropout && params.place == Place::before_norm; }
  const Spread& spread(const Params& params) const;
  // Exact, for dropout before the norm: equal weights, inputs that come in groups of equal ones.
  static dropout::VarianceShift law(const Params& params);

  const std::vector<Run>& runs() const { return runs_; }
  int finished_runs() const { return static_cast<int>(runs_.size()); }
  static int net_of(Socket socket);
  static bool is_tried(const Params& params, Socket socket) {
    return (params.tried >> static_cast<int>(socket) & 1) != 0;
  }
  // Of new points, in percent, over the finished runs; the half width is 0 where there are fewer than two.
  std::vector<double> percents(const Params& params, Socket socket) const;
  dropout::MeanInterval accuracy(const Params& params, Socket socket) const;
  // Seed by seed: one place less another, in points.
  dropout::MeanInterval difference(const Params& params, Socket socket, Socket base) const;
  double mean_ratio(Socket socket) const;  // 1 without a run
  static dropout::NormTrainerConfig config_of(const Params& params, int net, int run);

  // Readouts. Accuracies in percent, 0 before the first run is finished.
  double delta(const Params& params) const { return law(params).ratio; }
  double output_sd(const Params& params) const { return law(params).output_sd; }
  double too_large(const Params& params) const { return 1 / law(params).ratio; }
  double sampled_sd(const Params& params) const { return spread(params).test.sd; }
  template <Socket S>
  double test_at(const Params&) const {
    return mean_of(&Run::test, S);
  }
  double recomputed_test(const Params&) const { return mean_of(&Run::recomputed, Socket::before_norm); }
  template <Socket S>
  double ratio_at(const Params&) const {
    return mean_ratio(S);
  }
  double before_less_after(const Params& params) const;
  double before_less_after_half(const Params& params) const;
  int runs_done(const Params&) const { return finished_runs(); }
  int steps(const Params&) const { return ticks_ * steps_per_tick; }

  int train(Params& params);

 private:
  double mean_of(const std::array<float, net_count> Run::*values, Socket socket) const;
  void catch_up();

  Params params_;  // of the last reset
  std::int32_t ticks_ = 0;
  std::vector<Run> runs_;
  // Of the run at hand. Not saved: a restored widget trains that run once more up to where it was, with its next tick.
  std::vector<dropout::NormTrainer> nets_;

  // What the spread was sampled for, so that a reader who drags the drop rate does not draw the same inputs each time.
  struct Inputs {
    std::uint32_t seed = 0;
    int copies = 0;  // 0: none drawn yet
    std::vector<float> values;
  };
  struct Sampled {
    Spread spread;
    double drop_rate = 0;
    std::uint32_t seed = 0;
    int copies = 0;
    bool disturbed = false;
  };
  mutable Inputs inputs_;
  mutable std::optional<Sampled> sampled_;
};

}  // namespace lesson
