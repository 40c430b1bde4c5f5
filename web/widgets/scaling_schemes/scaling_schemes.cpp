// scaling_schemes.cpp: widget scaling_schemes, chapter 2: three places for the factor 1 / k, in a unit and in a net.
#include "scaling_schemes.h"

#include <cmath>

#include "dropout/mask.h"
#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

using dropout::Scheme;

namespace {

constexpr std::string_view view_names[] = {"one unit", "whole net"};
constexpr std::string_view data_names[] = {"circles", "xor"};

double total_size(const std::vector<float>& values, std::size_t count) {
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) total += std::abs(static_cast<double>(values[i]));
  return total;
}

}  // namespace

void ScalingSchemes::reset(const Params& params) {
  constexpr dropout::DatasetKind kinds[] = {dropout::DatasetKind::circles, dropout::DatasetKind::exclusive_or};
  net_.emplace(NaiveNetConfig{.data = kinds[static_cast<std::size_t>(params.data)],
                              .drop_rate = params.drop_rate,
                              .depth = params.depth,
                              .biases = params.biases,
                              .seed = params.seed});
  forgotten_ = net_->answer(1);
  scaled_ = net_->answer(params.keep_rate());
  repaired_ = forgotten_;
  draw_count_ = kept_count_ = 0;
  masked_sums_.assign(NaiveNet::masked_count, 0.0);
}

void ScalingSchemes::step(const Params& params) {
  kept_count_ += is_kept(params, draw_count_);
  net_->add_masked_logits(draw_count_, masked_sums_);
  ++draw_count_;
}

void ScalingSchemes::state(StateIo& io) {
  io(draw_count_);
  io(kept_count_);
  io(masked_sums_);
  io.require(draw_count_ >= 0 && draw_count_ <= most_draws && kept_count_ >= 0 && kept_count_ <= draw_count_ &&
             masked_sums_.size() == NaiveNet::masked_count);
}

bool ScalingSchemes::is_kept(const Params& params, int t) {
  std::uint8_t mask[1];
  dropout::draw_mask({.seed = params.seed, .step = static_cast<std::uint32_t>(t)}, params.drop_rate, mask);
  return mask[0] != 0;
}

dropout::UnitLaw ScalingSchemes::law(const Params& params, Scheme scheme) {
  return dropout::unit_law(params.x, {params.drop_rate, scheme});
}

const NaiveNet::Answer& ScalingSchemes::repaired(const Params& params) const {
  if (repaired_.factor != params.repair) repaired_ = net_->answer(params.repair);
  return repaired_;
}

template <Scheme scheme>
double ScalingSchemes::train_sd(const Params& params) const {
  return std::sqrt(law(params, scheme).train_variance);
}

double ScalingSchemes::relative_noise(const Params& params) const {
  return law(params, Scheme::inverted).relative_noise();
}

// Of the naive scheme: the share kept times x. 0 before any draw.
double ScalingSchemes::measured_mean(const Params& params) const {
  return draw_count_ == 0 ? 0 : params.x * kept_count_ / draw_count_;
}

double ScalingSchemes::measured_factor(const Params&) const {
  const double size = total_size(scaled_.logits, scaled_.logits.size());
  return size > 0 ? total_size(forgotten_.logits, forgotten_.logits.size()) / size : 1;
}

// Against the mean over the masks drawn so far; 0 before any draw.
double ScalingSchemes::factor_over_masks(const Params&) const {
  double size = 0;
  for (const double sum : masked_sums_) size += std::abs(sum);
  return size > 0 ? total_size(forgotten_.logits, masked_sums_.size()) * draw_count_ / size : 0;
}

int ScalingSchemes::classes_changed(const Params&) const {
  int changed = 0;
  for (std::size_t i = 0; i < scaled_.logits.size(); ++i)
    changed += (forgotten_.logits[i] > 0) != (scaled_.logits[i] > 0);
  return changed;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string factor_text(double factor) {
  const bool whole = std::abs(factor - std::round(factor)) < 1e-9;
  if (whole || factor >= 99.5) return count_text(std::llround(factor));
  return number_text(factor, factor < 9.95 ? 2 : 1);
}

namespace {

std::string unit_sentence(const ScalingSchemes& widget, const ScalingSchemes::Params& params) {
  const std::string x = number_text(params.x, 1), p = number_text(params.drop_rate, 2);
  if (params.drop_rate == 0)
    return "At p = 0.00 nothing is dropped: all three schemes give " + x + " in training and at test.";
  const dropout::UnitLaw naive = ScalingSchemes::law(params, Scheme::naive);
  const dropout::UnitLaw inverted = ScalingSchemes::law(params, Scheme::inverted);
  const std::string low = number_text(naive.train_mean, 2);
  std::string sentence =
      "A unit with activation " + x + " at p = " + p + ": the naive mask gives " + low +
      " on average in training and " + x + " at test, too strong by a factor of " + factor_text(naive.mismatch()) +
      ". Scaling at test lowers the test to " + low + "; inverted dropout raises training to " + x +
      ". The spread is " + number_text(widget.relative_noise(params), 2) +
      " times the mean in all three: standard deviations " + number_text(std::sqrt(naive.train_variance), 2) +
      ", the same, and " + number_text(std::sqrt(inverted.train_variance), 2) + ".";
  const int draws = widget.draw_count(params);
  if (draws > 0)
    sentence += " Over " + plural_text(draws, "drawn mask", "drawn masks") + " the naive mean was " +
                number_text(widget.measured_mean(params), 2) + ".";
  return sentence;
}

std::string net_sentence(const ScalingSchemes& widget, const ScalingSchemes::Params& params) {
  std::string sentence = "A net with " + plural_text(params.depth, "dropout layer", "dropout layers") +
                         (params.biases ? " and biases" : ", without biases") +
                         ", trained with naive masks at p = " + number_text(params.drop_rate, 2) + " (RNG seed " +
                         std::to_string(params.seed) + "): at test its logits are " +
                         factor_text(widget.measured_factor(params)) + " times those of the scaled pass, and " +
                         count_text(widget.classes_changed(params)) +
                         " of 500 points change class. With nothing repaired it gets " +
                         percent_text(widget.forgotten().accuracy, 1) + " right at a mean confidence of " +
                         percent_text(widget.forgotten().confidence, 1) + "; with outgoing weights times " +
                         number_text(params.repair, 2) + ", " + percent_text(widget.repaired(params).accuracy, 1) +
                         " at " + percent_text(widget.repaired(params).confidence, 1) + ".";
  const int draws = widget.draw_count(params);
  if (draws > 0)
    sentence += " Against the mean over " + plural_text(draws, "drawn mask", "drawn masks") +
                " a point the factor is " + factor_text(widget.factor_over_masks(params)) + ".";
  return sentence;
}

}  // namespace

std::string ScalingSchemes::describe(const Params& params) const {
  return params.shows_unit() ? unit_sentence(*this, params) : net_sentence(*this, params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = ScalingSchemes::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05}, "Probability that a unit is set to zero."),
    param<&Params::view>("view", "Show", "", {0, 1, 1}, "One unit under three schemes, or a net with naive masks.",
                         {.effect = ParamEffect::view, .choices = view_names}),
    param<&Params::depth>("layers", "Dropout layers", "", {1, ScalingSchemes::most_layers, 1},
                          "Hidden layers of the net; each is followed by dropout.",
                          {.relevant = relevant_if<&Params::shows_net>}),
    param<&Params::biases>("biases", "Biases", "", {0, 1, 1}, "Without biases the net's classes cannot change.",
                           {.relevant = relevant_if<&Params::shows_net>}),
    param<&Params::repair>("repair", "Factor on outgoing weights", "", {0.05, 1.25, 0.05},
                           "Multiplies, at test, the weights that leave each dropout layer; biases stay.",
                           {.effect = ParamEffect::view, .relevant = relevant_if<&Params::shows_net>}),
    param<&Params::x>(
        "x", "Activation x", "", {0.5, ScalingSchemes::largest_activation, 0.5},
        "The activation of the unit before the mask.",
        {.place = Place::picture, .effect = ParamEffect::view, .relevant = relevant_if<&Params::shows_unit>}),
    param<&Params::data>("data", "Data", "", {0, 1, 1},
                         "Circles, which need biases, or four corners (xor), which do not.",
                         {.place = Place::more, .choices = data_names, .relevant = relevant_if<&Params::shows_net>}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same picture.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&ScalingSchemes::train_mean<Scheme::naive>>("naive_train", "Naive mask, mean in training", "", 2,
                                                        "Exact: keep rate times activation."),
    readout<&ScalingSchemes::test_output<Scheme::naive>>("naive_test", "Naive mask, output at test", "", 2,
                                                         "The activation itself."),
    readout<&ScalingSchemes::train_mean<Scheme::test_scaled>>("scaled_train", "Scale at test, mean in training", "",
                                                              2, "Exact: keep rate times activation."),
    readout<&ScalingSchemes::test_output<Scheme::test_scaled>>("scaled_test", "Scale at test, output at test", "", 2,
                                                               "Keep rate times activation."),
    readout<&ScalingSchemes::train_mean<Scheme::inverted>>("inverted_train", "Inverted, mean in training", "", 2,
                                                           "Exact: the activation."),
    readout<&ScalingSchemes::test_output<Scheme::inverted>>("inverted_test", "Inverted, output at test", "", 2,
                                                            "The activation itself."),
    readout<&ScalingSchemes::train_sd<Scheme::naive>>("naive_sd", "Naive mask, standard deviation", "", 2,
                                                      "Exact spread in training; the same when scaling at test."),
    readout<&ScalingSchemes::train_sd<Scheme::inverted>>("inverted_sd", "Inverted, standard deviation", "", 2,
                                                         "Exact spread in training."),
    readout<&ScalingSchemes::relative_noise>("relative_noise", "Standard deviation over mean", "", 3,
                                             "The relative noise, the same in all three schemes."),
    readout<&ScalingSchemes::unit_factor>("unit_factor", "Naive mismatch of a unit", "", 2,
                                          "Output at test over mean in training: 1 / (1 - p)."),
    readout<&ScalingSchemes::draw_count>("draws", "Masks drawn", "", 0, "How many masks have been drawn."),
    readout<&ScalingSchemes::measured_mean>("measured_mean", "Naive mean over the drawn masks", "", 3,
                                            "0 before any draw."),
    readout<&ScalingSchemes::net_factor>("net_factor", "Expected factor of the net", "", 2,
                                         "1 / (1 - p) once for each dropout layer."),
    readout<&ScalingSchemes::measured_factor>("measured_factor", "Measured factor of the net", "", 3,
                                              "Logits at test, nothing repaired, over those of the scaled pass."),
    readout<&ScalingSchemes::factor_over_masks>("factor_over_masks", "Factor against the mean over masks", "", 3,
                                                "Logits at test over their mean under the drawn masks; 0 before."),
    readout<&ScalingSchemes::forgotten_percent>("naive_accuracy", "Test accuracy, nothing repaired", " %", 1,
                                                "Share of 500 test points that the unscaled net gets right."),
    readout<&ScalingSchemes::repaired_percent>("repaired_accuracy", "Test accuracy with the factor", " %", 1,
                                               "The same with the outgoing weights multiplied."),
    readout<&ScalingSchemes::forgotten_confidence>("naive_confidence", "Confidence, nothing repaired", " %", 1,
                                                   "Mean probability of the answered class."),
    readout<&ScalingSchemes::repaired_confidence>("repaired_confidence", "Confidence with the factor", " %", 1,
                                                  "Mean probability of the answered class."),
    readout<&ScalingSchemes::forgotten_loss>("naive_loss", "Test loss, nothing repaired", "", 2,
                                             "Mean logistic loss of the test points."),
    readout<&ScalingSchemes::repaired_loss>("repaired_loss", "Test loss with the factor", "", 2,
                                            "Mean logistic loss of the test points."),
    readout<&ScalingSchemes::classes_changed>(
        "classes_changed", "Classes changed by the missing factor", "", 0,
        "Test points whose class differs between the unscaled and scaled pass."),
};

constexpr std::string_view unit_controls[] = {"p", "x"};
constexpr std::string_view boundary_controls[] = {"repair", "p", "seed"};

constexpr PanelInfo panels[] = {
    panel<&ScalingSchemes::draw_unit>("unit", "A unit that is sometimes gone: what should test get?",
                                      ScalingSchemes::unit_height,
                                      {.controls = unit_controls,
                                       .describe = sentence<&ScalingSchemes::describe_unit>,
                                       .wide = true,
                                       .table = table_of<&ScalingSchemes::unit_table>}),
    panel<&ScalingSchemes::draw_boundary_panel>(
        "boundary", "One factor puts the boundary back. Which?", ScalingSchemes::boundary_height,
        {.controls = boundary_controls, .describe = sentence<&ScalingSchemes::describe_boundary>, .wide = true}),
    panel<&ScalingSchemes::draw_factor>("factor", "Test against training", ScalingSchemes::factor_height,
                                        {.table = table_of<&ScalingSchemes::factor_table>}),
    panel<&ScalingSchemes::draw_outcomes>("outcomes", "What comes out", ScalingSchemes::outcomes_height,
                                          {.table = table_of<&ScalingSchemes::outcomes_table>}),
};

}  // namespace

extern constinit const WidgetType scaling_schemes = widget_type<ScalingSchemes>({
    .id = "scaling_schemes",
    .title = "Where the factor goes",
    .summary = "Three schemes of dropout for one unit, and a net that forgot to rescale.",
    .hint = "Move the drop rate and compare the two bars of each scheme.",
    .params = params,
    .readouts = readouts,
    .actions = {},
    .playback = {.max_ticks = ScalingSchemes::most_draws,
                 .tick_label = "mask",
                 .run_label = "Draw masks",
                 .step_label = "One mask",
                 .ticks_per_second = 200,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
