// co_adaptation.h: the model of the widget co_adaptation; its panels are in the files co_adaptation_*.cpp beside this one.
//
// Two nets 2-16-16-1, without and with dropout, and on demand a third one with weight decay, learn the same 80 points
// from the same initial weights. Two stages, in ticks:
//   1 to 1500   one weight update of every net a tick.
//   then 60     one random order a tick: the hidden units of every net go in that order, and accuracy is noted.
// What the reader removes is a view: the nets themselves stay as they are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/ablation.h"
#include "dropout/trainer.h"
#include "contract/widget.h"

namespace lesson {

class CoAdaptation {
 public:
  static constexpr int layer_width = 16, unit_count = 2 * layer_width;
  static constexpr int total_steps = 1500, order_count = 60, max_ticks = total_steps + order_count;
  static constexpr int most_nets = 3;
  static constexpr int plane_cells = 32;
  static constexpr double most_shake = 0.6;

  enum class Data : std::uint8_t { moons, spirals };
  enum class NetName : std::uint8_t { plain, dropout, decay };
  enum class Rival : std::uint8_t { dropout, decay };

  struct Params {
    int worst_removed = 0;  // of each net, the units that matter most, by damage
    bool uses_dropout = true;
    double drop_rate = 0.5;
    double flip_share = 0.2;
    bool has_decay_net = false;
    double weight_decay = 0.01, decoupled_decay = 0;
    Data data = Data::moons;
    // Bit u: unit u is toggled by hand, that is removed, or put back if worst_removed took it.
    std::uint32_t toggled_plain = 0, toggled_dropout = 0, toggled_decay = 0;
    NetName chosen_net = NetName::plain;
    double shake = 0.3;            // how far a point may move, in units of the plane
    int shake_draw = 0;            // which shake
    Rival rival = Rival::dropout;  // beside the net without a cure
    int gone = 8;                  // units removed in the random orders, where the panel "removal" reads its curves
    std::uint32_t seed = 51;       // its three nets lie near the means of 60 seeds on all measures of the table

    double rate() const { return uses_dropout ? drop_rate : 0.0; }
    int net_count() const { return has_decay_net ? 3 : 2; }
    std::uint32_t toggled(int net) const {
      return net == 0 ? toggled_plain : net == 1 ? toggled_dropout : toggled_decay;
    }
  };

  // What hangs on the units of one net as it is trained now, nothing removed.
  struct Dependence {
    dropout::UnitDamage damage;
    std::vector<int> by_damage;  // units, the most damaging first; equal ones in index order
    double cancellation = 0;     // sum of the sizes of the parts over the size of their sum, median over points
    double half_removed = 0;     // accuracy with a random half at 0, the others times 2; 0 before training has ended
  };

  // One net without the units that the reader removed.
  struct Standing {
    std::array<std::uint8_t, unit_count> kept{};
    int removed = 0;
    int correct = 0;                    // training points right
    std::vector<int> correct_without;   // [hidden units] right if that unit were gone as well
    double train = 0, test = 0;         // accuracies, shares
    std::vector<std::uint8_t> answers;  // class at each training point
    std::vector<float> logits;          // of class b, plane_cells x plane_cells
    std::vector<float> probabilities;   // the same
  };

  // Training points right after 0, 1, ..., 32 removals, an order a row.
  using Removal = std::array<std::array<std::uint8_t, unit_count + 1>, order_count>;

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_removal(const Params& params) const;
  std::string describe_tangle(const Params& params) const;
  std::string describe_shake(const Params& params) const;
  std::string describe_break(const Params& params) const;

  // Panels.
  void draw_break(const Params& params, Canvas& canvas) const;
  void draw_tangle(const Params& params, Canvas& canvas) const;
  void draw_removal(const Params& params, Canvas& canvas) const;
  void draw_shake(const Params& params, Canvas& canvas) const;
  void break_table(const Params& params, Table& table) const;
  void tangle_table(const Params& params, Table& table) const;
  void removal_table(const Params& params, Table& table) const;
  void shake_table(const Params& params, Table& table) const;
  static float break_height(float width);
  static float tangle_height(float width);
  static float removal_height(float width);
  static float shake_height(float width);

  int run_goal(const Params&, int ticks) const { return ticks < total_steps ? total_steps : max_ticks; }

  int net_count() const { return static_cast<int>(nets_.size()); }
  const dropout::Trainer& net(int index) const { return nets_[static_cast<std::size_t>(index)]; }
  int step_count() const { return nets_[0].step_count(); }
  bool trained() const { return nets_[0].finished(); }
  int orders_done() const { return orders_done_; }

  const Dependence& dependence(int net) const;  // computed on demand, kept until the next step
  const Standing& standing(const Params& params, int net) const;
  const Standing& whole(const Params& params, int net) const;  // with nothing removed; kept until the next step
  // The net that the panel "break" shows: the chosen one, or the first where that is not there.
  int shown_net(const Params& params) const {
    const int chosen = static_cast<int>(params.chosen_net);
    return chosen < net_count() ? chosen : 0;
  }
  int rival_net(const Params& params) const { return params.rival == Rival::decay && net_count() > 2 ? 2 : 1; }
  int net_point_count() const { return static_cast<int>(nets_[0].train_set().labels.size()); }
  const Removal& removal(int net) const { return removals_[static_cast<std::size_t>(net)]; }
  // Training points right with `gone` units removed, over the orders so far, of which there is at least one: the mean, and
  // the value that a share of the orders, 0 to 1, does not exceed.
  double mean_right(int net, int gone) const;
  double right_quantile(int net, int gone, double share) const;
  // The mask that the first example met in the last training step; while training goes on it is held for 100 steps, so
  // that it can be seen. All kept before and after training.
  std::array<std::uint8_t, unit_count> training_mask(int net) const;
  int training_mask_step() const;  // whose mask that is, from 1; 0 if none

  // Readouts; a net that is not there gives 0.
  double train(int net, const Params& p) const { return net < net_count() ? 100 * standing(p, net).train : 0; }
  double test(int net, const Params& p) const { return net < net_count() ? 100 * standing(p, net).test : 0; }
  double worst(int net, const Params&) const { return net < net_count() ? dependence(net).damage.largest_drop() : 0; }
  int critical(int net, const Params&) const {
    return net < net_count() ? dependence(net).damage.critical_units() : 0;
  }
  double cancellation(int net, const Params&) const { return net < net_count() ? dependence(net).cancellation : 0; }
  double half_removed(int net, const Params&) const {
    return net < net_count() ? 100 * dependence(net).half_removed : 0;
  }
  double broken(int net, const Params&) const { return net < net_count() ? mean_broken(net) : 0; }
  int removed(int net, const Params& p) const { return net < net_count() ? standing(p, net).removed : 0; }
  int steps(const Params&) const { return step_count(); }
  int orders(const Params&) const { return orders_done_; }
  int flips(const Params&) const { return nets_[0].train_set().flip_count(); }

  double mean_broken(int net) const;  // removals until a tenth of the accuracy is gone, mean over the orders so far

  int remove_at_random(Params& params);
  int remove_worst(Params& params);
  int remove_one(Params& params);
  int put_back(Params& params);
  int one_more(Params& params);
  int shake_again(Params& params);

  static dropout::TrainerConfig config_of(const Params& params, int net);
  static double reach(Data data) { return data == Data::moons ? 2.6 : 2.3; }

 private:
  void take_order(const Params& params);
  Dependence measure_dependence(const dropout::Trainer& net) const;
  Standing measure_standing(const Params& params, int net, const std::array<std::uint8_t, unit_count>& kept) const;

  std::vector<dropout::Trainer> nets_;
  std::int32_t orders_done_ = 0;
  std::array<Removal, most_nets> removals_{};

  struct Cache {
    std::optional<Dependence> dependence;
    std::optional<Standing> standing, whole;
    std::uint64_t standing_of = 0;  // worst_removed and toggled, packed
  };
  mutable std::array<Cache, most_nets> cache_;
};

// "No dropout", "Dropout, p = 0.50", "Weight decay 0.010".
std::string net_title(const CoAdaptation::Params& params, int net);

}  // namespace lesson
