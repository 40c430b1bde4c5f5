// stochastic_depth.cpp: widget stochastic_depth, chapter 7: a residual net whose blocks are skipped while it trains.
#include "stochastic_depth.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kit/plot.h"
#include "contract/declare_lists.h"

namespace lesson {

namespace {

constexpr std::string_view draw_names[] = {"per batch", "per row"};
constexpr std::string_view rule_names[] = {"Huang", "linspace"};
constexpr std::string_view rows_names[] = {"As drawn", "Let fall"};
constexpr std::string_view form_names[] = {"published: scaled in the test", "modern: scaled in training"};

dropout::DepthRule engine_rule(StochasticDepth::Rule rule) {
  return rule == StochasticDepth::Rule::huang ? dropout::DepthRule::huang : dropout::DepthRule::linspace;
}

}  // namespace

dropout::ResidualTrainerConfig StochasticDepth::config_of(const Params& params) {
  dropout::ResidualTrainerConfig config;
  config.dataset.seed = config.seed = params.seed;
  config.net.block_count = params.block_count;
  config.net.depth_rule = engine_rule(params.rule);
  config.net.last_drop_rate = params.last_drop_rate;
  config.net.scheme = params.form == Form::published ? dropout::Scheme::test_scaled : dropout::Scheme::inverted;
  config.net.granularity =
      params.draw == Draw::batch ? dropout::MaskGranularity::batch : dropout::MaskGranularity::row;
  config.total_steps = total_steps;
  return config;
}

StochasticDepth::Pass StochasticDepth::pass_of(const Params& params, int step) {
  const dropout::ResidualShape shape = config_of(params).net;
  Pass pass;
  for (int block = 0; block < params.block_count; ++block) {
    std::array<std::uint8_t, example_count> rows;
    dropout::draw_path_rows(shape, block, params.seed, static_cast<std::uint32_t>(step), rows);
    pass.used.insert(pass.used.end(), rows.begin(), rows.end());
    const auto count = static_cast<std::int32_t>(std::count(rows.begin(), rows.end(), std::uint8_t{1}));
    pass.rows.push_back(count);
    pass.computed += count > 0;
    pass.depth += static_cast<double>(count) / example_count;
  }
  return pass;
}

std::vector<double> StochasticDepth::rates_of(const Params& params, double last_drop_rate) {
  return dropout::depth_drop_rates(engine_rule(params.rule), params.block_count, last_drop_rate);
}

void StochasticDepth::reset(const Params& params) {
  params_ = params;
  drop_rates_ = rates_of(params, params.last_drop_rate);
  law_ = dropout::active_depth_law(drop_rates_);
  trainer_.emplace(config_of(params));
  steps_ = 0;
  forward_blocks_ = backward_blocks_ = 0;
  depth_tally_.assign(static_cast<std::size_t>(params.block_count) + 1, 0);
  block_tally_.assign(static_cast<std::size_t>(params.block_count), 0);
  pass_ = pass_of(params, 0);
  now_.reset();
}

int StochasticDepth::shown_step() const {
  const int next = std::min<int>(steps_, total_steps - 1);
  return next < followed_steps ? next : std::max(followed_steps - 1, next - next % shown_every);
}

void StochasticDepth::catch_up() { trainer_->step(steps_ - trainer_->step_count()); }

void StochasticDepth::step(const Params& params) {
  if (steps_ >= total_steps) return;
  catch_up();
  trainer_->step();
  const Pass made = pass_of(params, steps_);
  // One pass of the whole batch, or 80 passes of one example each.
  const std::size_t passes = params.draw == Draw::batch ? 1 : example_count;
  for (std::size_t example = 0; example < passes; ++example) {
    std::size_t depth = 0;
    for (std::size_t block = 0; block < block_tally_.size(); ++block) {
      const std::uint8_t used = made.used[block * example_count + example];
      block_tally_[block] += used;
      depth += used;
    }
    ++depth_tally_[depth];
  }
  forward_blocks_ = trainer_->net().forward_branch_count();
  backward_blocks_ = trainer_->net().backward_branch_count();
  const int shown = shown_step();
  ++steps_;
  if (shown_step() != shown) pass_ = pass_of(params, shown_step());
  now_.reset();
}

void StochasticDepth::state(StateIo& io) {
  // At step 0 the net is at hand after loading too, and the press that begins a run does not wait for it to be measured.
  Measure measured = io.loading() || steps_ == 0 ? Measure{} : now();
  const std::size_t depths = depth_tally_.size(), blocks = block_tally_.size();
  io(steps_);
  io(forward_blocks_);
  io(backward_blocks_);
  io(depth_tally_);
  io(block_tally_);
  io(measured);
  const bool in_range = steps_ >= 0 && steps_ <= total_steps;
  io.require(in_range && depth_tally_.size() == depths && block_tally_.size() == blocks);
  if (!io.loading() || !io.complete()) return;
  if (trainer_->step_count() > steps_) trainer_.emplace(config_of(params_));
  pass_ = pass_of(params_, shown_step());
  now_.reset();
  if (steps_ > 0) now_ = measured;
}

const StochasticDepth::Measure& StochasticDepth::now() const {
  if (now_) return *now_;
  const dropout::Metrics metrics = trainer_->evaluate();
  now_ = {static_cast<float>(metrics.train_accuracy), static_cast<float>(metrics.test_accuracy),
          static_cast<float>(metrics.test_accuracy)};
  if (params_.form == Form::published)
    now_->unscaled = static_cast<float>(trainer_->evaluate(dropout::Scheme::naive).test_accuracy);
  return *now_;
}

// ---- readouts --------------------------------------------------------------------------------------------------------

std::int64_t StochasticDepth::tally_size(const Params& params) const {
  return static_cast<std::int64_t>(steps_) * (params.draw == Draw::batch ? 1 : example_count);
}

double StochasticDepth::depth_sd(const Params&) const { return std::sqrt(law_.variance); }

double StochasticDepth::mean_depth(const Params& params) const {
  double sum = 0;
  for (const std::int32_t count : block_tally_) sum += count;
  return steps_ == 0 ? 0 : sum / static_cast<double>(tally_size(params));
}

// The p-value of the tally against the exact law; 1 where nothing can be tested.
double StochasticDepth::depth_fit(const Params&) const {
  const std::vector<double> observed(depth_tally_.begin(), depth_tally_.end());
  return steps_ == 0 ? 1 : dropout::goodness_of_fit(observed, law_.probability).p_value;
}

double StochasticDepth::per_step(std::uint64_t blocks) const {
  return steps_ == 0 ? 0 : static_cast<double>(blocks) / steps_;
}

double StochasticDepth::work_percent(const Params& params) const {
  return 100 * (per_step(forward_blocks_) + per_step(backward_blocks_)) / (2 * params.block_count);
}

double StochasticDepth::expected_by(const Params& params, Rule rule) const {
  double mean = 0;
  for (const double rate : dropout::depth_drop_rates(engine_rule(rule), params.block_count, params.last_drop_rate))
    mean += 1 - rate;
  return mean;
}

std::string StochasticDepth::describe_pass(const Params& params) const {
  const std::string blocks = std::to_string(params.block_count);
  std::string sentence = params.last_drop_rate == 0
                             ? "No block is ever dropped; "
                             : "Drop rates rise evenly from " + number_text(drop_rates_.front(), 2) +
                                   " at the first block to " + number_text(params.last_drop_rate, 2) +
                                   " at the last; ";
  if (params.draw == Draw::batch)
    sentence += "step " + std::to_string(pass_number(params)) + " runs " + std::to_string(pass_.computed) + " of " +
                blocks + " blocks; ";
  else
    sentence += "the examples of step " + std::to_string(pass_number(params)) + " use " +
                number_text(pass_.depth, 1) + " of " + blocks + " blocks on average, and " +
                std::to_string(pass_.computed) + " are computed; ";
  sentence += number_text(law_.mean, 2) + " are expected, with a standard deviation of " +
              number_text(depth_sd(params), 2) + ".";
  if (params.rows == Rows::fallen)
    sentence += " Let fall, the cells show the rule: a straight line from " + percent_text(1 - drop_rates_.front()) +
                " to " + percent_text(1 - drop_rates_.back()) + ".";
  return sentence;
}

std::string StochasticDepth::describe_training(const Params& params) const {
  if (steps_ == 0) return "The net is not trained yet.";
  return "After " + plural_text(steps_, "step", "steps") + " of the " +
         (params.form == Form::published ? "published" : "modern") + " form " +
         number_text(forward_per_step(params), 2) + " blocks a step were computed, " +
         number_text(work_percent(params), 1) + " % of the full work; test accuracy is " +
         number_text(test_percent(params), 1) + " %.";
}

std::string StochasticDepth::describe(const Params& params) const {
  const bool asked = params.waits_for_clock() || relative_time(params, 0) > 0;
  return describe_pass(params) + (steps_ > 0 ? " " + describe_training(params) : "") +
         (asked ? " " + describe_cost(params) : "");
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = StochasticDepth::Params;

constexpr ParamInfo params[] = {
    param<&Params::last_drop_rate>("p_last", "Last block drops", "", {0, 1, 0.05},
                                   "Drop rate of the last block; earlier blocks have less, in equal steps."),
    param<&Params::rows>("rows", "Rows", "", {0, 1, 1},
                         "Whether the rows stand as they were drawn or their cells have fallen to the ground.",
                         {.effect = ParamEffect::view, .choices = rows_names}),
    param<&Params::draw>("draw", "One coin", "", {0, 1, 1},
                         "Whether a block is skipped for the whole batch or for each point of it by itself.",
                         {.choices = draw_names}),
    param<&Params::rule>("rule", "Rule", "", {0, 1, 1},
                         "Where the ramp of drop rates starts: Huang at 1/L of the largest rate, linspace at 0.",
                         {.place = Place::more, .choices = rule_names}),
    param<&Params::block_count>("blocks", "Blocks", "", {2, StochasticDepth::most_blocks, 1},
                                "How many residual blocks the net has.", {.place = Place::more}),
    param<&Params::form>(
        "form", "Form", "", {0, 1, 1},
        "Published: survival scales the branch in the test. Modern: 1/survival scales it in training.",
        {.place = Place::more, .choices = form_names}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and skipped blocks; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
    curve_param<&Params::times>(
        "times", "Times", " ms", {-1, 1e6, 0.001}, {0, 1},
        "Times of short runs on this machine, by largest drop rate: one coin a step, then a point.",
        {.place = Place::more, .effect = ParamEffect::view, .measured = true}),
    param<&Params::timed_net>("timed_net", "Timed net", "", {0, 2 * StochasticDepth::most_blocks + 1, 1},
                              "Which net the times are of: twice its blocks, and 1 for linspace.",
                              {.place = Place::more, .effect = ParamEffect::view, .measured = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&StochasticDepth::depth>("depth", "Depth of this step", " blocks", 2,
                                     "How many blocks the shown step uses; per row, the mean over the 80 examples."),
    readout<&StochasticDepth::computed_now>("computed", "Blocks computed in this step", "", 0,
                                            "Blocks whose branch has to be computed, for any example at all."),
    readout<&StochasticDepth::pass_number>("pass", "Shown step", "", 0,
                                           "Which step is shown: each of the first 120, then every 50th."),
    readout<&StochasticDepth::expected_depth>("expected_depth", "Expected depth", " blocks", 2,
                                              "Exact mean depth: the sum of the survival probabilities."),
    readout<&StochasticDepth::depth_sd>("depth_sd", "Standard deviation of the depth", " blocks", 2,
                                        "Exact spread of the depth of one step, or of one example."),
    readout<&StochasticDepth::mean_depth>("mean_depth", "Mean depth so far", " blocks", 3,
                                          "Mean depth over the steps made, 0 before the first one."),
    readout<&StochasticDepth::depth_fit>("depth_fit_p", "Depth, chi-square p-value", "", 3,
                                         "Chance of depths at least this far off if the exact law is right."),
    readout<&StochasticDepth::expected_huang>("expected_huang", "Expected depth by Huang’s rule", " blocks", 2,
                                              "Exact mean depth if block l of L has drop rate l/L of the largest."),
    readout<&StochasticDepth::expected_linspace>("expected_linspace", "Expected depth by linspace", " blocks", 2,
                                                 "Exact mean depth if the first block is never dropped."),
    readout<&StochasticDepth::whole_per_ten_million>("whole_net", "Whole net", " of 10 million steps", 1,
                                                     "Exact number of steps that use all blocks, on average."),
    readout<&StochasticDepth::forward_per_step>("forward_blocks", "Blocks computed forward", " a step", 2,
                                                "Counted over the steps made, 0 before the first one."),
    readout<&StochasticDepth::backward_per_step>("backward_blocks", "Blocks computed backward", " a step", 2,
                                                 "Counted over the steps made, 0 before the first one."),
    readout<&StochasticDepth::work_percent>("work", "Share of the full work", " %", 1,
                                            "Blocks computed forward and backward, over those of the whole net."),
    readout<&StochasticDepth::time_percent>("time", "Time of a run", " %", 0,
                                            "Measured here, of a run without dropping; 0 before it is measured."),
    readout<&StochasticDepth::train_percent>("train_accuracy", "Training accuracy", " %", 1,
                                             "Share of training labels that the whole net reproduces."),
    readout<&StochasticDepth::test_percent>("test_accuracy", "Test accuracy", " %", 1,
                                            "Share of 1,000 new points that the whole net gets right."),
    readout<&StochasticDepth::unscaled_percent>("test_unscaled", "Test accuracy, unscaled", " %", 1,
                                                "The same without the survival factors in the test."),
    readout<&StochasticDepth::steps>("steps", "Steps", "", 0, "Weight updates so far."),
};

constexpr ActionInfo actions[] = {
    action<&StochasticDepth::measure>("measure", "Measure",
                                      "Times short training runs on this machine, dropping little and much.",
                                      Place::main, relevant_if<&Params::clock_is_free>),
    action<&StochasticDepth::more_steps>("more_steps", "More steps", "Trains on; the rows show the newest steps."),
};

constexpr std::string_view pass_controls[] = {"p_last", "rows", "rule", "blocks", "form", "seed"};
constexpr std::string_view cost_controls[] = {"measure", "more_steps", "p_last", "draw", "rule", "blocks", "seed"};

constexpr PanelInfo panels[] = {
    panel<&StochasticDepth::draw_depth>("depth", "How deep is this network, right now?",
                                        StochasticDepth::depth_height,
                                        {.controls = pass_controls,
                                         .describe = sentence<&StochasticDepth::describe_pass>,
                                         .wide = true,
                                         .table = table_of<&StochasticDepth::depth_table>}),
    panel<&StochasticDepth::draw_cost>("cost", "Skipped blocks: is any time saved?", StochasticDepth::cost_height,
                                       {.controls = cost_controls,
                                        .describe = sentence<&StochasticDepth::describe_cost>,
                                        .wide = true,
                                        .table = table_of<&StochasticDepth::cost_table>,
                                        .plays = false,
                                        .main_act = "measure"}),
};

}  // namespace

extern constinit const WidgetType stochastic_depth = widget_type<StochasticDepth>({
    .id = "stochastic_depth",
    .title = "Skip whole blocks",
    .summary = "Trains a residual net while skipping blocks at random and counts depth, work and, with the reader's "
               "clock, time.",
    .hint = "Press Next step and watch which blocks run, then pull the mean depth.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = StochasticDepth::total_steps,
                 .tick_label = "step",
                 .run_label = "Train",
                 .step_label = "Next step",
                 .ticks_per_second = 150},
    .panels = panels,
});

}  // namespace lesson
