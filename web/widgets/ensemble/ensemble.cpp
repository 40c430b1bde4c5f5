// ensemble.cpp: widget ensemble, chapter 3: all thinned nets of a trained net at one input, and what one pass says about them.
#include "ensemble.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

namespace {

constexpr int test_points = 400, training_steps = 1500;
constexpr double last_member_number = 999999;
constexpr std::string_view depth_names[] = {"one", "two", "three"};
constexpr std::string_view pass_names[] = {"1", "2", "5", "10", "20", "50", "100", "200", "500", "1000"};
static_assert(std::size(pass_names) == std::size(Ensemble::pass_counts));
std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

dropout::TrainerConfig config_of(const Ensemble::Params& params) {
  dropout::TrainerConfig config;
  config.dataset = {
      .kind = dropout::DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2, .seed = params.seed};
  config.test_count = test_points;
  config.hidden_widths = params.widths();
  config.drop_rate = params.drop_rate;
  config.total_steps = training_steps;
  config.seed = params.seed;
  return config;
}

}  // namespace

std::vector<int> Ensemble::Params::widths() const {
  const int layers = static_cast<int>(depth) + 1;
  std::vector<int> widths(size_of(layers), unit_count / layers);
  for (int i = 0; i < unit_count % layers; ++i) ++widths[size_of(i)];
  return widths;
}

void Ensemble::reset(const Params& params) {
  params_ = params;
  draws_ = 0;
  trainer_.reset();
  accuracies_.reset();
  decision_.clear();
  repeats_.clear();
  seen_ = {};
  answers_.reset();
  errors_.clear();
}

void Ensemble::step(const Params&) { draws_ += draws_per_tick; }

void Ensemble::state(StateIo& io) {
  io(draws_);
  io.require(draws_ >= 0 && draws_ <= max_ticks * draws_per_tick);
  if (io.loading()) seen_ = {};
}

const dropout::Trainer& Ensemble::trainer() const {
  if (!trainer_) {
    trainer_.emplace(config_of(params_));
    trainer_->step(training_steps);
  }
  return *trainer_;
}

const std::vector<float>& Ensemble::decision() const {
  if (decision_.empty()) {
    decision_.resize(size_of(decision_cells * decision_cells));
    trainer().decision_grid(decision_, decision_cells, decision_cells, {-reach, reach, -reach, reach});
  }
  return decision_;
}

// ---- actions and words -----------------------------------------------------------------------------------------------

int Ensemble::sample(Params& params) {
  params.member = params.member < last_member_number ? params.member + 1 : 0;
  return 0;
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = Ensemble::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a hidden unit is set to zero, in training and in the members."),
    param<&Params::depth>("layers", "Hidden layers", "", {0, 2, 1}, "How many layers share the hidden units.",
                          {.choices = depth_names}),
    param<&Params::unit_count>("units", "Hidden units", "", {3, Ensemble::most_units, 1},
                               "Each unit more doubles the number of members; up to 12 all of them are computed."),
    param<&Params::passes>("passes", "Passes T", "", {0, std::size(pass_names) - 1, 1},
                           "How many random passes the Monte Carlo mean averages.",
                           {.place = Place::picture, .effect = ParamEffect::view, .choices = pass_names}),
    param<&Params::x>("x", "Input x", "", {-2.6, 2.6, 0.05}, "First coordinate of the input point.",
                      {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::y>("y", "Input y", "", {-2.6, 2.6, 0.05}, "Second coordinate of the input point.",
                      {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::member>("member", "Draw number", "", {0, last_member_number, 1},
                           "Which drawn member is shown; a number calls its mask up again.",
                           {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same net.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Ensemble::pass>("pass", "One pass", "", 4,
                             "Probability of class b from the whole net, nothing dropped."),
    readout<&Ensemble::geometric>(
        "geometric", "Geometric mean (NWGM)", "", 4,
        "Normalized weighted geometric mean of all members; above 12 units of 4,096 drawn ones."),
    readout<&Ensemble::arithmetic>("arithmetic", "Arithmetic mean", "", 4,
                                   "Weighted mean of all members' outputs; above 12 units of 4,096 drawn ones."),
    readout<&Ensemble::monte_carlo>("monte_carlo", "Mean of T passes", "", 4, "Mean output of the first T draws."),
    readout<&Ensemble::geometric_gap>("geometric_gap", "Geometric mean against one pass", "", 8,
                                      "Distance between the two; rounding only with one hidden layer."),
    readout<&Ensemble::arithmetic_gap>("arithmetic_gap", "Arithmetic mean against one pass", "", 4,
                                       "Distance between the two."),
    readout<&Ensemble::monte_carlo_error>("monte_carlo_error", "Error of the mean of T passes", "", 4,
                                          "Distance of this one mean of T passes from the arithmetic mean."),
    readout<&Ensemble::expected_error>("expected_error", "Typical error at T", "", 4,
                                       "Standard deviation of the members' outputs divided by the root of T."),
    readout<&Ensemble::measured_error>(
        "measured_error", "Measured error at T", "", 4,
        "Root mean square error of 64 independent means of T passes; 0 above 12 units."),
    readout<&Ensemble::error_slope>("error_slope", "Slope of the error", "", 3,
                                    "Measured slope of log error against log T; 0 if nothing can be measured."),
    readout<&Ensemble::member_count>("members", "Members", "", 0,
                                     "Thinned nets in this net, 2 to the number of units."),
    readout<&Ensemble::effective_count>(
        "effective", "Effective members", "", 0,
        "2 to the entropy of the mask in bits: how many members carry the probability."),
    readout<&Ensemble::draw_count>("draws", "Masks drawn", "", 0, "How many masks were drawn for the count."),
    readout<&Ensemble::distinct_count>("distinct", "Different members met", "", 0,
                                       "How many different members those are."),
    readout<&Ensemble::expected_distinct>("distinct_expected", "Different members, formula", "", 1,
                                          "How many different members the formula expects."),
    readout<&Ensemble::kept>("kept", "Units kept", "", 0, "How many hidden units the shown member keeps."),
    readout<&Ensemble::member_output>("member_output", "Shown member", "", 4, "Output of the shown member."),
    readout<&Ensemble::ensemble_percent>(
        "ensemble_accuracy", "Accuracy of the ensemble", " %", 1,
        "Arithmetic mean of all members on 400 test points; above 12 units of 100 drawn ones."),
    readout<&Ensemble::pass_percent>("pass_accuracy", "Accuracy of one pass", " %", 1,
                                     "One pass on 400 test points."),
    readout<&Ensemble::member_percent>("member_accuracy", "Accuracy of an average member", " %", 1,
                                       "Expected accuracy of a single drawn member on 400 test points."),
};

constexpr ActionInfo actions[] = {
    action<&Ensemble::sample>("sample", "Sample a member", "Draws the next mask and shows the thinned net."),
};

constexpr std::string_view plane_controls[] = {"p", "layers", "units", "x", "y", "seed"};
constexpr std::string_view member_controls[] = {"p", "layers", "units", "x", "y", "member", "seed", "sample"};
constexpr std::string_view error_controls[] = {"p", "layers", "units", "passes", "x", "y", "seed"};
constexpr std::string_view net_controls[] = {"p", "layers", "units", "seed"};

constexpr PanelInfo panels[] = {
    panel<&Ensemble::draw_plane>("plane", "Input", Ensemble::plane_height,
                                 {.controls = plane_controls,
                                  .describe = sentence<&Ensemble::describe_outputs>,
                                  .table = table_of<&Ensemble::plane_table>}),
    panel<&Ensemble::draw_outputs>(
        "outputs", "What members answer", Ensemble::outputs_height,
        {.describe = sentence<&Ensemble::describe_outputs>, .table = table_of<&Ensemble::outputs_table>}),
    panel<&Ensemble::draw_member>("member", "One member", Ensemble::net_height,
                                  {.controls = member_controls,
                                   .describe = sentence<&Ensemble::describe_member>,
                                   .table = table_of<&Ensemble::member_table>}),
    panel<&Ensemble::draw_errors>("errors", "Error of T passes", Ensemble::net_height,
                                  {.controls = error_controls,
                                   .describe = sentence<&Ensemble::describe_errors>,
                                   .table = table_of<&Ensemble::errors_table>}),
    panel<&Ensemble::draw_accuracy>("accuracy", "Right on test points", Ensemble::accuracy_height,
                                    {.controls = net_controls,
                                     .describe = sentence<&Ensemble::describe_accuracy>,
                                     .table = table_of<&Ensemble::accuracy_table>}),
    panel<&Ensemble::draw_visited>("visited", "Members met", Ensemble::visited_height,
                                   {.controls = net_controls,
                                    .describe = sentence<&Ensemble::describe_visited>,
                                    .table = table_of<&Ensemble::visited_table>}),
};

}  // namespace

extern constinit const WidgetType ensemble = widget_type<Ensemble>({
    .id = "ensemble",
    .title = "All thinned nets at once",
    .summary =
        "Computes all members of a small net trained with dropout and compares their means with one scaled pass.",
    .hint = "Move the point on the plane, then switch to two hidden layers.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = Ensemble::max_ticks,
                 .tick_label = "hundred draws",
                 .run_label = "Draw 10,000",
                 .step_label = "Draw 100",
                 .ticks_per_second = 30,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
