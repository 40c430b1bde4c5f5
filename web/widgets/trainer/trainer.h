// trainer.h: the model of the widget trainer, chapter 6: its panels are in trainer_twin.cpp and trainer_time.cpp.
//
// Two nets learn the same points from the same initial weights, one without dropout and one with it: one weight update
// of each a tick. What they answered on the way is kept, so that the reader can look back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/widget.h"
#include "dropout/trainer.h"
#include "kit/training_task.h"

namespace lesson {

class LiveTrainer {
 public:
  static constexpr int max_ticks = 1500;  // the most that `steps` can be
  static constexpr int net_count = 2, plain = 0, dropped = 1;
  static constexpr int map_cells = 24;  // a side, of what is kept of a net
  static constexpr double nowhere = -3; // of a planted point: none is planted

  using Data = TaskData;
  enum class NetName : std::uint8_t { plain, dropout };
  static constexpr std::string_view net_names[] = {"No dropout", "Dropout"};

  struct Params {
    double drop_rate = 0.5;  // of the second net
    Data data = Data::spirals;
    double flip_share = 0.15;
    double planted_x = nowhere, planted_y = 0;  // a point with the wrong label
    NetName shown = NetName::plain;             // in the panel "time"
    int looked = max_ticks;                     // the step that panel looks at, or the last one made before it
    bool noisy_test = false;
    double weight_decay = 0, decoupled_decay = 0;
    int steps = max_ticks;
    int width = 32;
    std::uint32_t seed = 19;  // its nets lie near the means of 60 seeds at p = 0, 0.3, 0.5 and 0.7

    bool is_planted() const { return planted_x > nowhere; }
  };

  // What a net can do, dropout off. Accuracies are shares; test labels are clean.
  struct Measure {
    float train_accuracy = 0, test_accuracy = 0, train_loss = 0, test_loss = 0;
    float test_margin = 0;  // mean logit towards the clean label; what a flipped test label adds to the loss
    std::int32_t flips_fitted = 0, flips_total = 0;
  };

  // A net at one step: what it can do, and what it answers on the plane and at each training point.
  struct Moment {
    int step = 0;
    Measure measure;
    std::vector<float> logits;          // of class b, map_cells x map_cells
    std::vector<std::uint8_t> answers;  // the class, a training point each
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_twin(const Params& params) const;
  std::string describe_time(const Params& params) const;

  // Panels.
  void draw_twin(const Params& params, Canvas& canvas) const;
  void draw_time(const Params& params, Canvas& canvas) const;
  void twin_table(const Params& params, Table& table) const;
  void time_table(const Params& params, Table& table) const;
  static float twin_height(float width);
  static float time_height(float width);

  static int last_tick(const Params& params) { return params.steps; }
  int run_goal(const Params& params, int) const { return params.steps; }

  const dropout::Trainer& net(int index) const { return *nets_[static_cast<std::size_t>(index)]; }
  int step_count() const { return net(plain).step_count(); }
  int steps_per_moment() const { return steps_per_moment(params_.steps); }
  static constexpr int steps_per_moment(int steps) { return steps < 60 ? 1 : steps / 60; }
  // Every steps_per_moment() steps, the untrained net first.
  const std::vector<Measure>& curve(int net) const { return curves_[static_cast<std::size_t>(net)]; }
  // Now; computed on demand, because a thousand test points after each step would cost more than the step.
  const Moment& now(int net) const;
  // Now if that step is not yet behind, else the last one kept at or before it.
  Moment moment(int net, int step) const;
  // As the reader's test labels show it: clean, or flipped like the training labels (then in expectation).
  static Measure seen(const Measure& measure, const Params& params);
  // The step of the lowest test loss of those that are kept.
  int lowest_step(int net, const Params& params) const;
  int looked_step(const Params& params) const { return params.looked < step_count() ? params.looked : step_count(); }
  // Which hidden units the first example of the last step met, both layers; all of them before the first step.
  std::vector<std::uint8_t> last_mask(int net) const;

  // Readouts of the net with dropout, and of the one without.
  double train_percent(int net, const Params&) const { return 100.0 * now(net).measure.train_accuracy; }
  double test_percent(int net, const Params& params) const {
    return 100.0 * seen(now(net).measure, params).test_accuracy;
  }
  int flips_fitted(int net, const Params&) const { return now(net).measure.flips_fitted; }
  double train_loss(int net, const Params&) const { return now(net).measure.train_loss; }
  double test_loss(int net, const Params& params) const { return seen(now(net).measure, params).test_loss; }
  double gap_points(const Params& params) const {
    return train_percent(dropped, params) - test_percent(dropped, params);
  }
  int flips_total(const Params&) const { return now(plain).measure.flips_total; }
  int steps(const Params&) const { return step_count(); }
  int lowest(const Params& params) const { return lowest_step(static_cast<int>(params.shown), params); }

  int plant(Params& params);  // where the classes of the data are clear
  int take_out(Params& params);
  int to_lowest(Params& params);

  static dropout::TrainerConfig config_of(const Params& params, double drop_rate);
  static double reach(Data data) { return data == Data::moons ? 2.6 : 2.3; }

 private:
  Moment moment_of(int net) const;
  void keep(int net);

  Params params_;  // of the last reset
  std::array<std::optional<dropout::Trainer>, net_count> nets_;
  // By net, a moment after the other.
  std::array<std::vector<Measure>, net_count> curves_;
  std::array<std::vector<std::int8_t>, net_count> maps_;  // logits in steps of 1 / levels, clamped
  std::array<std::vector<std::uint8_t>, net_count> answers_;
  mutable std::array<std::optional<Moment>, net_count> now_;
};

TrainingTask task_of(const LiveTrainer::Params& params);

}  // namespace lesson
