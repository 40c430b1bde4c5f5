// ensemble.h: the model of the widget ensemble; its panels are in ensemble_input.cpp, ensemble_outputs.cpp and ensemble_charts.cpp.
//
// One net, trained with dropout on 80 points of moons with flipped labels (1500 steps, the setting of the chapter's table), and
// the 2^n thinned nets inside it. Up to 12 hidden units every member is computed; above that 4,096 drawn ones stand in.
// Draw number t (from 0) is the mask of training step t, sample 0, of the same seed. Ticks: 100 draws each, which count how many
// different members are met. The Monte Carlo mean of T passes uses draws 0 to T - 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/ensemble.h"
#include "dropout/trainer.h"
#include "contract/widget.h"

namespace lesson {

class Ensemble {
 public:
  static constexpr int most_units = 20, most_enumerated_units = 12, drawn_members = 4096;
  static constexpr int draws_per_tick = 100, max_ticks = 100;
  static constexpr int repeat_count = 64;  // independent means of T passes behind each measured error
  static constexpr int pass_counts[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
  static constexpr double reach = 2.6;  // of the plane

  enum class Depth : std::uint8_t { one, two, three };
  enum class Passes : std::uint8_t { t1, t2, t5, t10, t20, t50, t100, t200, t500, t1000 };

  struct Params {
    double drop_rate = 0.5;
    Depth depth = Depth::one;
    int unit_count = 12;
    Passes passes = Passes::t10;
    double x = -1.75, y = -0.5;
    std::uint32_t member = 0;
    // Near the means of 20 seeds for one and for two hidden layers: gaps, and how far the average member stays behind.
    std::uint32_t seed = 13;

    bool is_enumerated() const { return unit_count <= most_enumerated_units; }
    int pass_count() const { return pass_counts[static_cast<std::size_t>(passes)]; }
    std::vector<int> widths() const;  // of the hidden layers
  };

  // What the members answer at one input. If enumerated: member m of the engine's numbering, with weight P(m). Else draw t,
  // with weight 1 / 4096; then arithmetic and geometric mean are estimates.
  struct Answers {
    std::vector<float> logits;
    std::vector<double> outputs, weights;  // probabilities of class b
    dropout::EnsembleMeans means;
    double pass = 0, spread = 0;  // one pass in eval mode; standard deviation of the outputs
  };

  // Root mean square distance between the mean of T passes and the arithmetic mean, for each of pass_counts.
  using ErrorCurve = std::vector<double>;

  void reset(const Params& params);
  void step(const Params& params);
  void state(StateIo& io);
  std::string describe(const Params& params) const;
  std::string describe_outputs(const Params& params) const;
  std::string describe_member(const Params& params) const;
  std::string describe_errors(const Params& params) const;
  std::string describe_accuracy(const Params& params) const;
  std::string describe_visited(const Params& params) const;

  // Panels.
  void draw_plane(const Params& params, Canvas& canvas) const;
  void draw_outputs(const Params& params, Canvas& canvas) const;  // all answers as a histogram, the means below it
  void draw_member(const Params& params, Canvas& canvas) const;
  void draw_errors(const Params& params, Canvas& canvas) const;  // of a mean of T passes against T
  void draw_accuracy(const Params& params, Canvas& canvas) const;
  void draw_visited(const Params& params, Canvas& canvas) const;
  void plane_table(const Params& params, Table& table) const;
  void outputs_table(const Params& params, Table& table) const;
  void member_table(const Params& params, Table& table) const;
  void errors_table(const Params& params, Table& table) const;
  void accuracy_table(const Params& params, Table& table) const;
  void visited_table(const Params& params, Table& table) const;
  static float plane_height(float width);
  static float outputs_height(float width);
  static float net_height(float width);  // of the member and of the errors, which stand side by side
  static float accuracy_height(float width);
  static float visited_height(float width);

  const dropout::Trainer& trainer() const;
  const Answers& answers(const Params& params) const;
  const ErrorCurve& error_curve(const Params& params) const;                // empty unless enumerated
  const dropout::EnsembleAccuracy& accuracies(const Params& params) const;  // on 400 test points
  std::vector<std::uint8_t> shown_mask(const Params& params) const;         // [hidden units]
  const std::vector<float>& decision() const;                               // decision_cells squared, of the one pass
  static constexpr int decision_cells = 40;

  // Readouts.
  double member_count(const Params& params) const;
  double effective_count(const Params& params) const;
  int draw_count(const Params&) const { return draws_; }
  int distinct_count(const Params& params) const;
  double expected_distinct(const Params& params) const;
  int kept(const Params& params) const;
  double member_output(const Params& params) const;
  double pass(const Params& params) const { return answers(params).pass; }
  double geometric(const Params& params) const { return answers(params).means.geometric; }
  double arithmetic(const Params& params) const { return answers(params).means.arithmetic; }
  double monte_carlo(const Params& params) const;
  double geometric_gap(const Params& params) const;
  double arithmetic_gap(const Params& params) const;
  double monte_carlo_error(const Params& params) const;
  double expected_error(const Params& params) const;
  double measured_error(const Params& params) const;
  double error_slope(const Params& params) const;
  double pass_percent(const Params& params) const { return 100 * accuracies(params).pass; }
  double ensemble_percent(const Params& params) const { return 100 * accuracies(params).arithmetic; }
  double member_percent(const Params& params) const { return 100 * accuracies(params).member; }

  int sample(Params& params);

 private:
  // The number of the member that draw `step` of sample `sample` names: bit u = unit u is kept.
  std::uint32_t drawn_member(std::uint32_t step, std::uint32_t sample) const;

  Params params_;  // of the last reset
  std::int32_t draws_ = 0;

  // Computed on demand, forgotten by reset.
  struct Seen {
    std::vector<std::uint64_t> bits;
    int draws = 0, distinct = 0;
  };
  mutable std::optional<dropout::Trainer> trainer_;
  mutable std::optional<dropout::EnsembleAccuracy> accuracies_;
  mutable std::vector<float> decision_;
  mutable std::vector<std::uint16_t> repeats_;  // [repeat_count, largest T] members
  mutable Seen seen_;
  mutable std::optional<Answers> answers_;  // at answers_x_, answers_y_
  mutable double answers_x_ = 0, answers_y_ = 0;
  mutable ErrorCurve errors_;  // of answers_; empty: not computed
};

// "2-12-1".
std::string shape_text(const Ensemble::Params& params);

// A count that is a double because it may be large: "1,048,576".
std::string count_of(double value);

}  // namespace lesson
