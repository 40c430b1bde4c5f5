// scaling_schemes.cpp: widget scaling_schemes, chapter 2: where the factor 1 / k goes, in a unit, at a boundary, in a stream.
#include "scaling_schemes.h"

#include <cmath>

#include "contract/declare.h"

namespace lesson {

using dropout::Scheme;

namespace {

constexpr std::string_view line_names[] = {"both", "training", "test"};
constexpr std::string_view weight_names[] = {"trained", "untrained"};
constexpr int flow_draws = 100;

}  // namespace

void ScalingSchemes::reset(const Params& params) {
  net_.emplace(NaiveNetConfig{.drop_rate = params.drop_rate, .depth = params.depth, .seed = params.seed});
  forgotten_ = net_->answer(1);
  in_training_ = net_->answer_in_training();
  repaired_ = forgotten_;
  streams_ = {};
}

dropout::UnitLaw ScalingSchemes::law(const Params& params, Scheme scheme) {
  return dropout::unit_law(params.x, {params.drop_rate, scheme});
}

const NaiveNet::Answer& ScalingSchemes::repaired(const Params& params) const {
  if (repaired_.factor != params.repair) repaired_ = net_->answer(params.repair);
  return repaired_;
}

int ScalingSchemes::points_left(const NaiveNet::Answer& answer) const {
  int count = 0;
  for (std::size_t i = 0; i < answer.logits.size(); ++i)
    count += (answer.logits[i] > 0) != (in_training_.logits[i] > 0);
  return count;
}

const NaiveNet& ScalingSchemes::stream_net(const Params& params) const {
  Stream& stream = streams_[static_cast<std::size_t>(params.weights)];
  if (!stream.net) {
    stream.net.emplace(NaiveNetConfig{.data = dropout::DatasetKind::moons,
                                      .drop_rate = params.drop_rate,
                                      .depth = most_layers,
                                      .seed = params.seed,
                                      .width = 32,
                                      .steps = params.weights == Weights::trained ? NaiveNet::training_steps : 0});
    stream.flow = stream.net->flow(flow_draws);
  }
  return *stream.net;
}

const NaiveNet::Flow& ScalingSchemes::flow(const Params& params) const {
  stream_net(params);
  return streams_[static_cast<std::size_t>(params.weights)].flow;
}

template <Scheme scheme>
double ScalingSchemes::train_sd(const Params& params) const {
  return std::sqrt(law(params, scheme).train_variance);
}

double ScalingSchemes::relative_noise(const Params& params) const {
  return law(params, Scheme::inverted).relative_noise();
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = ScalingSchemes::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05}, "Probability that a unit is set to zero."),
    param<&Params::x>("x", "Activation x", "", {0.5, ScalingSchemes::largest_activation, 0.5},
                      "The activation of the unit before the mask.", {.effect = ParamEffect::view}),
    param<&Params::repair>("repair", "Factor at test", "", {0.05, 1.25, 0.05},
                           "Multiplies, at test, the weights that leave each dropout layer; biases stay.",
                           {.effect = ParamEffect::view}),
    param<&Params::lines>("lines", "Boundary of", "", {0, 2, 1},
                          "The boundary of training, that of the test, or both.",
                          {.effect = ParamEffect::view, .choices = line_names}),
    param<&Params::weights>("net", "Net", "", {0, 1, 1},
                            "The net after 200 steps of training, or as it started, with random weights.",
                            {.effect = ParamEffect::view, .choices = weight_names}),
    param<&Params::depth>("layers", "Dropout layers", "", {1, ScalingSchemes::most_layers, 1},
                          "Hidden layers of the net with the boundary; each is followed by dropout.",
                          {.place = Place::more}),
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
    readout<&ScalingSchemes::left_untouched>("left_untouched", "Points left with no factor", "", 0,
                                             "Of 500 test points, those not answered as in training."),
    readout<&ScalingSchemes::left>("left", "Points left with the factor", "", 0,
                                   "Of 500 test points, those not answered as in training."),
    readout<&ScalingSchemes::repaired_percent>("accuracy", "Test accuracy with the factor", " %", 1,
                                               "Share of the 500 test points with the right class."),
    readout<&ScalingSchemes::repaired_confidence>("confidence", "Confidence with the factor", " %", 1,
                                                  "Mean probability of the answered class."),
    readout<&ScalingSchemes::repaired_loss>("loss", "Test loss with the factor", "", 2,
                                            "Mean logistic loss of the test points."),
    readout<&ScalingSchemes::naive_arrives>("naive_arrives", "Naive: what arrives after four layers", " %", 0,
                                            "Mean activation in training as a share of that at test."),
    readout<&ScalingSchemes::inverted_arrives>("inverted_arrives", "Inverted: what arrives after four layers", " %",
                                               0, "Mean activation in training as a share of that at test."),
};

constexpr std::string_view unit_controls[] = {"p", "x"};
constexpr std::string_view boundary_controls[] = {"lines", "repair", "p", "layers", "seed"};
constexpr std::string_view stream_controls[] = {"p", "net", "seed"};

constexpr PanelInfo panels[] = {
    panel<&ScalingSchemes::draw_unit>("unit", "One unit, three schemes", ScalingSchemes::unit_height,
                                      {.controls = unit_controls,
                                       .describe = sentence<&ScalingSchemes::describe_unit>,
                                       .wide = true,
                                       .table = table_of<&ScalingSchemes::unit_table>}),
    panel<&ScalingSchemes::draw_boundary_panel>("boundary", "Find the factor", ScalingSchemes::boundary_height,
                                                {.controls = boundary_controls,
                                                 .describe = sentence<&ScalingSchemes::describe_boundary>,
                                                 .wide = true,
                                                 .table = table_of<&ScalingSchemes::boundary_table>}),
    panel<&ScalingSchemes::draw_stream>("stream", "Four layers, four gates", ScalingSchemes::stream_height,
                                        {.controls = stream_controls,
                                         .describe = sentence<&ScalingSchemes::describe_stream>,
                                         .wide = true,
                                         .table = table_of<&ScalingSchemes::stream_table>}),
};

}  // namespace

extern constinit const WidgetType scaling_schemes = widget_type<ScalingSchemes>({
    .id = "scaling_schemes",
    .title = "Where the factor goes",
    .summary =
        "One unit under three schemes, a net that forgot to rescale, and what is left of a signal after four layers.",
    .hint = "Drag the edge of a bar.",
    .params = params,
    .readouts = readouts,
    .actions = {},
    .playback = {},
    .panels = panels,
});

}  // namespace lesson
