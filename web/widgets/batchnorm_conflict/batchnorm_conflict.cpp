// batchnorm_conflict.cpp: widget batchnorm_conflict, chapter 8: statistics collected in one mode and used in another.
#include "batchnorm_conflict.h"

#include <algorithm>
#include <cmath>

#include "kit/plot.h"
#include "kit/run_state.h"
#include "contract/declare.h"

namespace lesson {

using dropout::DropPlacement;

namespace {

constexpr std::string_view placement_names[] = {"before the norm", "after the norm"};
constexpr std::string_view statistics_names[] = {"as collected", "recomputed"};

// The values come out of a batch norm with the training statistics, (x - c) / sd.
BatchNormConflict::Sampled sampled(std::vector<double> values, double mean, double sd) {
  BatchNormConflict::Sampled result;
  constexpr double one = 1.0 / BatchNormConflict::sample_count;
  for (double& value : values) {
    const double bin = std::floor(value / (sd * BatchNormConflict::bin_width));
    if (value == 0)
      result.zeros += one;
    else
      result.bins[static_cast<std::size_t>(std::min(bin, BatchNormConflict::bin_count - 1.0))] += one;
    value = (value - mean) / sd;
  }
  result.sd = std::sqrt(dropout::moments_of(values).variance);
  return result;
}

BatchNormConflict::Histogram sample_histogram(const BatchNormConflict::Params& params) {
  std::vector<double> eval(BatchNormConflict::sample_count), train(eval.size());
  dropout::sample_relu_under_dropout(params.drop_rate, params.seed, eval, train);
  const double mean = dropout::relu_of_standard_normal().mean;
  const double sd = std::sqrt(BatchNormConflict::law(params).train_variance);
  return {-mean / sd, sampled(std::move(train), mean, sd), sampled(std::move(eval), mean, sd)};
}

// Unbiased variance of each column of z [n, width].
std::vector<double> column_variances(const std::vector<float>& z, std::size_t width) {
  const std::size_t count = z.size() / width;
  std::vector<double> variances(width), column(count);
  for (std::size_t unit = 0; unit < width; ++unit) {
    for (std::size_t i = 0; i < count; ++i) column[i] = static_cast<double>(z[i * width + unit]);
    variances[unit] =
        dropout::moments_of(column).variance * static_cast<double>(count) / static_cast<double>(count - 1);
  }
  return variances;
}

BatchNormConflict::Net variances_of(const dropout::NormTrainer& trainer) {
  const auto running = trainer.net().norm().running_variance();
  const std::vector<double> test =
      column_variances(trainer.net().norm_inputs_eval(trainer.test_set().points), running.size());
  const std::vector<double> recomputed =
      column_variances(trainer.net().norm_inputs_eval(trainer.train_set().points), running.size());
  constexpr double epsilon = dropout::BatchNorm<float>::epsilon;  // as batch norm divides
  BatchNormConflict::Net net{{}, 0, 0};
  for (std::size_t unit = 0; unit < running.size(); ++unit) {
    net.units.push_back({static_cast<double>(running[unit]), recomputed[unit], test[unit]});
    net.ratio += test[unit] / (static_cast<double>(running[unit]) + epsilon) / static_cast<double>(running.size());
    net.recomputed_ratio += test[unit] / (recomputed[unit] + epsilon) / static_cast<double>(running.size());
  }
  return net;
}

void transfer(dropout::NormTrainer& trainer, StateIo& io) {
  transfer_run(trainer, io);
  io.require(trainer.step_count() >= 0 && trainer.step_count() <= BatchNormConflict::total_steps);
}

}  // namespace

dropout::NormTrainerConfig BatchNormConflict::config_of(const Params& params, DropPlacement placement) {
  dropout::NormTrainerConfig config;  // moons, 200 points, noise 0.2, 10 % flipped; Adam 0.01
  config.net.width = params.width;
  config.net.placement = placement;
  config.drop_rate = params.drop_rate;
  config.total_steps = total_steps;
  config.seed = config.dataset.seed = params.seed;
  return config;
}

void BatchNormConflict::reset(const Params& params) {
  histogram_ = sample_histogram(params);
  before_.emplace(config_of(params, DropPlacement::before_norm));
  after_.emplace(config_of(params, DropPlacement::after_norm));
  now_.reset();
  nets_[0].reset();
  nets_[1].reset();
  curve_.assign(1, now());
}

void BatchNormConflict::step(const Params&) {
  if (before_->finished()) return;
  before_->step();
  after_->step();
  now_.reset();
  nets_[0].reset();
  nets_[1].reset();
  if (before_->step_count() % steps_per_measure == 0) curve_.push_back(now());
}

void BatchNormConflict::state(StateIo& io) {
  transfer(*before_, io);
  transfer(*after_, io);
  io.require(after_->step_count() == before_->step_count());
  io(curve_);
  io.require(curve_.size() == 1 + static_cast<std::size_t>(steps_done() / steps_per_measure));
  if (!io.loading()) return;
  now_.reset();
  nets_[0].reset();
  nets_[1].reset();
}

const BatchNormConflict::Measure& BatchNormConflict::now() const {
  if (!now_)
    now_ = Measure{static_cast<float>(before_->evaluate().test_accuracy),
                   static_cast<float>(before_->evaluate_reestimated().test_accuracy),
                   static_cast<float>(after_->evaluate().test_accuracy)};
  return *now_;
}

const BatchNormConflict::Net& BatchNormConflict::net(DropPlacement placement) const {
  const bool is_before = placement == DropPlacement::before_norm;
  std::optional<Net>& net = nets_[is_before ? 0 : 1];
  if (!net) net = variances_of(is_before ? *before_ : *after_);
  return *net;
}

int BatchNormConflict::recompute(Params& params) {
  params.statistics = params.statistics == Statistics::collected ? Statistics::recomputed : Statistics::collected;
  return 0;
}

std::string BatchNormConflict::describe_law(const Params& params) const {
  return "At p = " + number_text(params.drop_rate, 2) + " the ReLU of a normal value has a test variance of " +
         number_text(delta(params), 3) +
         " times the training variance, so batch norm puts out a standard deviation of " +
         number_text(output_sd(params), 2) + " instead of 1.";
}

std::string BatchNormConflict::describe_nets(const Params& params) const {
  const bool is_before = params.placement == DropPlacement::before_norm;
  const bool recomputed = params.statistics == Statistics::recomputed;
  const Net& shown = net(params.placement);
  const std::string where = std::string("with dropout ") + (is_before ? "before" : "after") + " the norm, " +
                            std::to_string(params.width) + " units (RNG seed " + std::to_string(params.seed) + ")";
  if (steps_done() == 0)
    return "The net " + where + " is not trained yet; statistics " +
           std::string(statistics_names[static_cast<std::size_t>(params.statistics)]) + ".";
  return "After " + plural_text(steps_done(), "step", "steps") + " the net " + where + " has test variances of " +
         number_text(recomputed ? shown.recomputed_ratio : shown.ratio, 2) + " times the " +
         (recomputed ? "recomputed" : "running") + " ones on average. Test accuracy: dropout before the norm " +
         number_text(before_test(params), 1) + " %, with recomputed statistics " +
         number_text(recomputed_test(params), 1) + " %, after the norm " + number_text(after_test(params), 1) + " %.";
}

std::string BatchNormConflict::describe(const Params& params) const {
  return describe_law(params) + " " + describe_nets(params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = BatchNormConflict::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05},
                              "Probability that a unit is set to zero in a training step."),
    param<&Params::placement>("place", "Dropout stands", "", {0, 1, 1},
                              "Which of the two trained nets the variances are shown of.",
                              {.effect = ParamEffect::view, .choices = placement_names}),
    param<&Params::statistics>("statistics", "Statistics", "", {0, 1, 1},
                               "Mean and variance as collected in training, or recomputed with dropout off.",
                               {.effect = ParamEffect::view, .choices = statistics_names}),
    param<&Params::width>("width", "Hidden units H", "", {4, 32, 4}, "Width of both hidden layers."),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights, masks and the sampled values.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&BatchNormConflict::delta>("delta", "Variance ratio Δ", "", 3,
                                       "Exact: test variance over training variance, ReLU of a normal value."),
    readout<&BatchNormConflict::output_sd>("output_sd", "Standard deviation after the norm", "", 3,
                                           "Exact, at test; batch norm promises 1."),
    readout<&BatchNormConflict::too_large>("too_large", "Running variance too large by", "", 2,
                                           "Exact: the factor 1/Δ."),
    readout<&BatchNormConflict::sampled_sd>("sampled_sd", "The same, sampled", "", 3,
                                            "Standard deviation of 4,000 sampled test values after the norm."),
    readout<&BatchNormConflict::before_test>("before_test", "Test accuracy, dropout before the norm", " %", 1,
                                             "With the running statistics, dropout off."),
    readout<&BatchNormConflict::recomputed_test>("recomputed_test", "The same, statistics recomputed", " %", 1,
                                                 "Mean and variance from the training set with dropout off."),
    readout<&BatchNormConflict::after_test>("after_test", "Test accuracy, dropout after the norm", " %", 1,
                                            "With the running statistics, dropout off."),
    readout<&BatchNormConflict::ratio_before>("ratio_before", "Test over running variance, before", "", 2,
                                              "Mean over the units, dropout before the norm."),
    readout<&BatchNormConflict::ratio_recomputed>("ratio_recomputed", "Test over recomputed variance", "", 2,
                                                  "Mean over the units, dropout before the norm."),
    readout<&BatchNormConflict::ratio_after>("ratio_after", "Test over running variance, after", "", 2,
                                             "Mean over the units, dropout after the norm."),
    readout<&BatchNormConflict::steps>("steps", "Steps trained", "", 0, "Weight updates of each of the two nets."),
};

constexpr ActionInfo actions[] = {
    action<&BatchNormConflict::recompute>("recompute", "Recompute statistics",
                                          "Takes mean and variance from the training set with dropout off, or back."),
};

// One unit knows no net.
constexpr std::string_view law_controls[] = {"p", "seed"};

constexpr PanelInfo panels[] = {
    panel<&BatchNormConflict::draw_law>("law", "Output of batch norm", BatchNormConflict::law_height,
                                        {.controls = law_controls,
                                         .describe = sentence<&BatchNormConflict::describe_law>,
                                         .wide = true,
                                         .table = table_of<&BatchNormConflict::law_table>}),
    panel<&BatchNormConflict::draw_units>("units", "Variance in each unit", BatchNormConflict::units_height,
                                          {.describe = sentence<&BatchNormConflict::describe_nets>,
                                           .table = table_of<&BatchNormConflict::units_table>}),
    panel<&BatchNormConflict::draw_accuracy>("accuracy", "Test accuracy", BatchNormConflict::accuracy_height,
                                             {.describe = sentence<&BatchNormConflict::describe_nets>,
                                              .table = table_of<&BatchNormConflict::accuracy_table>}),
};

}  // namespace

extern constinit const WidgetType batchnorm_conflict = widget_type<BatchNormConflict>({
    .id = "batchnorm_conflict",
    .title = "Dropout before batch normalization",
    .summary = "Shows how dropout makes batch norm's running variance too large, exactly and in a trained net.",
    .hint = "Press Train, then recompute the statistics or move dropout behind the norm.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = BatchNormConflict::total_steps,
                 .tick_label = "step",
                 .run_label = "Train",
                 .step_label = "Step",
                 .ticks_per_second = 150},
    .panels = panels,
});

}  // namespace lesson
