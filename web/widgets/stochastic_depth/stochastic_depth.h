// stochastic_depth.h: the model of the widget stochastic_depth; its panels are in stochastic_depth_barcode.cpp and
// stochastic_depth_cost.cpp.
//
// One tick is one weight update of a residual net: the net of the chapter's table, 2-16, L blocks of width 16, head, on
// 80 spiral points of which 15 % have a flipped label. Tick t (from 0) trains with the decisions of step t. Skipped
// blocks are really not computed. The picture shows the step that comes next: each of the first 120, so that it can be
// watched step by step, then every 50th, since blocks that change with each of 150 steps a second would only flicker.
//
// What a step costs in blocks is exact; what it costs in time only a clock can say, and a model has none: the page takes the
// times of the reader's own machine (`times`, see ParamInfo::measured). Nothing is shown before it was measured.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dropout/family_trainers.h"
#include "dropout/poisson_binomial.h"
#include "contract/widget.h"

namespace lesson {

class StochasticDepth {
 public:
  static constexpr int total_steps = 800, steps_of_more = 48;
  // Each of the first steps is shown, then every 50th.
  static constexpr int followed_steps = 120, shown_every = 50;
  static constexpr int example_count = 80, most_blocks = 54;

  enum class Rule : std::uint8_t { huang, linspace };
  enum class Draw : std::uint8_t { batch, row };
  enum class Form : std::uint8_t { published, modern };
  enum class Rows : std::uint8_t { drawn, fallen };

  // The settings that are timed: these drop rates of the last block, with one coin a step, then with one a point.
  static constexpr std::array<double, 7> timed_rates = {0, 0.2, 0.4, 0.5, 0.6, 0.8, 1};
  static constexpr int timed_count = 2 * static_cast<int>(timed_rates.size());
  // Long enough for a coarse clock. The time does not depend on the seed, the depth does: the steps of this one are as deep
  // as they should be, at all seven rates.
  static constexpr int timed_steps = 50;
  static constexpr std::uint32_t timed_seed = 927;

  struct Params {
    double last_drop_rate = 0.5;
    int block_count = 16;
    Draw draw = Draw::batch;
    Rule rule = Rule::huang;
    Form form = Form::published;
    Rows rows = Rows::drawn;
    std::uint32_t seed =
        29;  // its runs lie near the means of 60 seeds at p_last = 0.5 and 0.8, its first step near the mean depth
    std::array<double, timed_count> times{};  // ms; 0: not measured, -1: asked for
    int timed_net = 0;                        // of which net: net_number() when they were asked for

    int net_number() const { return 2 * block_count + (rule == Rule::linspace ? 1 : 0); }
    bool waits_for_clock() const { return std::find(times.begin(), times.end(), -1.0) != times.end(); }
    bool clock_is_free() const { return !waits_for_clock(); }
  };

  // A step as it is drawn: for each block, which of the 80 examples of the batch use its branch.
  struct Pass {
    std::vector<std::uint8_t> used;  // [L, 80]
    std::vector<std::int32_t> rows;  // [L]: how many of the 80
    int computed = 0;                // blocks whose branch is computed: for any example at all
    double depth = 0;                // blocks that an example uses, the mean over the batch
  };

  // Dropout off. Shares. `unscaled` leaves the survival factors of the published form away.
  struct Measure {
    float train = 0, test = 0, unscaled = 0;
  };

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_pass(const Params& params) const;
  std::string describe_training(const Params& params) const;
  std::string describe_cost(const Params& params) const;

  // Actions.
  int measure(Params& params);
  int more_steps(Params&) { return steps_of_more; }
  // The work of `times`: some steps of a fresh net.
  void timed_work(const Params& params, int place) const;

  // Panels.
  void draw_depth(const Params& params, Canvas& canvas) const;
  void draw_cost(const Params& params, Canvas& canvas) const;
  void depth_table(const Params& params, Table& table) const;
  void cost_table(const Params& params, Table& table) const;
  static float depth_height(float width);
  static float cost_height(float width);

  const Pass& pass() const { return pass_; }
  static Pass pass_of(const Params& params, int step);  // of any step, whether it was made or not
  int shown_step() const;
  // What the made steps used: passes (batch) or examples (row) by their depth, and by block.
  const std::vector<std::int32_t>& depth_tally() const { return depth_tally_; }
  const std::vector<std::int32_t>& block_tally() const { return block_tally_; }
  std::int64_t tally_size(const Params& params) const;
  // [L], and the exact law of the depth of one pass (batch) or one example (row).
  const std::vector<double>& drop_rates() const { return drop_rates_; }
  const dropout::PoissonBinomial& law() const { return law_; }
  const Measure& now() const;
  // Blocks that a step has to compute on average: those that not every point of the batch skips.
  double expected_work(const Params& params) const;
  // Of a run without dropping, 1 for as long; 0 where it was not measured for this net. By place, and between places.
  static double relative_time(const Params& params, int place);
  static double relative_time(const Params& params, Draw draw, double last_drop_rate);

  // Readouts.
  int pass_number(const Params&) const { return shown_step() + 1; }
  double depth(const Params&) const { return pass_.depth; }
  int computed_now(const Params&) const { return pass_.computed; }
  double expected_depth(const Params&) const { return law_.mean; }
  double depth_sd(const Params&) const;
  double mean_depth(const Params& params) const;
  double depth_fit(const Params& params) const;
  double forward_per_step(const Params&) const { return per_step(forward_blocks_); }
  double backward_per_step(const Params&) const { return per_step(backward_blocks_); }
  double work_percent(const Params& params) const;
  double time_percent(const Params& params) const {
    return 100 * relative_time(params, params.draw, params.last_drop_rate);
  }
  double expected_huang(const Params& params) const { return expected_by(params, Rule::huang); }
  double expected_linspace(const Params& params) const { return expected_by(params, Rule::linspace); }
  double whole_per_ten_million(const Params&) const { return 1e7 * law_.probability.back(); }
  double train_percent(const Params&) const { return 100.0 * now().train; }
  double test_percent(const Params&) const { return 100.0 * now().test; }
  double unscaled_percent(const Params&) const { return 100.0 * now().unscaled; }
  int steps(const Params&) const { return steps_; }

  static dropout::ResidualTrainerConfig config_of(const Params& params);
  static std::vector<double> rates_of(const Params& params, double last_drop_rate);  // [L], by the rule
  static double computed_share(const Params& params, double last_drop_rate);  // with one coin a step, on average

 private:
  double per_step(std::uint64_t blocks) const;
  double expected_by(const Params& params, Rule rule) const;
  void catch_up();

  Params params_;  // of the last reset
  std::vector<double> drop_rates_;
  dropout::PoissonBinomial law_;
  // A restored widget has the numbers but not the net: tens of thousands of floats are too much to post at each frame.
  // The first step after that makes the net's steps again, to the same bits.
  std::optional<dropout::ResidualTrainer> trainer_;
  std::int32_t steps_ = 0;
  std::uint64_t forward_blocks_ = 0, backward_blocks_ = 0;
  std::vector<std::int32_t> depth_tally_, block_tally_;
  Pass pass_;
  mutable std::optional<Measure> now_;
};

}  // namespace lesson
