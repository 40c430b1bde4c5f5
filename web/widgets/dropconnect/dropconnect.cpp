// dropconnect.cpp: widget dropconnect, chapter 5: drop units or links, and see that two outputs tell what one cannot.
#include "dropconnect.h"

#include <algorithm>
#include <cmath>

#include "dropconnect_nets.h"
#include "dropout/drop_connect.h"
#include "dropout/mask.h"
#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

namespace {

constexpr double last_mask_number = 999999;
constexpr std::string_view method_names[] = {"dropout", "DropConnect"};
constexpr std::string_view layer_names[] = {"hidden to output", "input to hidden", "worked example"};

constexpr dropout::Scheme inverted = dropout::Scheme::inverted;

// The bits of a row of a mask as a number.
std::size_t code_of(std::span<const std::uint8_t> row) {
  std::size_t code = 0;
  for (std::size_t j = 0; j < row.size(); ++j) code |= static_cast<std::size_t>(row[j]) << j;
  return code;
}

// (1 / k) sum of W_ij v_j over the bits of the code.
double sum_of(const DropConnectLab::Masked& layer, int unit, std::size_t code, double scale) {
  double sum = 0;
  const auto first = static_cast<std::size_t>(unit) * layer.v.size();
  for (std::size_t j = 0; j < layer.v.size(); ++j)
    if ((code >> j & 1) != 0) sum += scale * layer.weights[first + j] * layer.v[j];
  return sum;
}

double scale_of(const DropConnectLab::Params& params) {
  return dropout::dropout_scale({params.drop_rate, inverted}, dropout::Mode::train);
}

}  // namespace

DropConnectLab::Masked DropConnectLab::masked_layer(const Params& params) {
  switch (params.layer) {
    case Layer::input_to_hidden: return {small_net::first_weights, small_net::inputs};
    case Layer::worked_example: return {worked_example::weights, worked_example::inputs};
    case Layer::hidden_to_output: break;
  }
  return {small_net::second_weights, small_net::hidden};
}

int DropConnectLab::other_unit(const Params& params) {
  return std::clamp(params.compared, 2, masked_layer(params).outputs()) - 1;
}

// ---- masks -----------------------------------------------------------------------------------------------------------

std::vector<std::uint8_t> DropConnectLab::mask(const Params& params, Method method, std::uint32_t number) {
  const Masked layer = masked_layer(params);
  const dropout::MaskKey key{
      .seed = params.seed, .layer = method == Method::dropout ? 0u : 1u, .step = number, .sample = 0};
  if (method == Method::dropout) {
    std::vector<std::uint8_t> units(layer.v.size());
    dropout::draw_mask(key, params.drop_rate, units);
    return units;
  }
  std::vector<std::uint8_t> links(layer.weights.size());
  dropout::draw_drop_connect_mask(
      {layer.outputs(), layer.inputs(), {params.drop_rate, inverted}, dropout::MaskPer::sample}, 1, key, links);
  return links;
}

std::vector<double> DropConnectLab::pre_activations(const Params& params) {
  const Masked layer = masked_layer(params);
  const std::vector<std::uint8_t> shown = mask(params, params.method, params.mask_number);
  std::vector<double> sums;
  for (int i = 0; i < layer.outputs(); ++i) {
    const std::size_t first = params.drops_units() ? 0 : static_cast<std::size_t>(i) * layer.v.size();
    sums.push_back(sum_of(layer, i, code_of(std::span(shown).subspan(first, layer.v.size())), scale_of(params)));
  }
  return sums;
}

void DropConnectLab::reset(const Params&) {
  unit_tally_ = {};
  pair_tallies_ = {};
  draw_count_ = 0;
}

void DropConnectLab::step(const Params& params) {
  const Masked layer = masked_layer(params);
  const std::size_t width = layer.v.size();
  for (int i = 0; i < draws_per_tick; ++i, ++draw_count_) {
    const auto number = static_cast<std::uint32_t>(draw_count_);
    ++unit_tally_[code_of(mask(params, Method::dropout, number))];
    const std::vector<std::uint8_t> links = mask(params, Method::drop_connect, number);
    const std::size_t row_1 = code_of(std::span(links).first(width));
    for (std::size_t l = 1; l < links.size() / width; ++l)
      ++pair_tallies_[l - 1][row_1 + row_codes * code_of(std::span(links).subspan(l * width, width))];
  }
}

void DropConnectLab::state(StateIo& io) {
  io(unit_tally_);
  io(pair_tallies_);
  io(draw_count_);
  io.require(draw_count_ >= 0 && draw_count_ <= most_draws);
}

// ---- laws ------------------------------------------------------------------------------------------------------------

namespace {

// All values of (u_1, u_other); share(a, b) tells how often unit 1 has the mask a and the other one b. Dropout ties the
// rows: b = a.
template <class Share>
std::vector<DropConnectLab::Atom> atoms_with(const DropConnectLab::Params& params, DropConnectLab::Method method,
                                             Share&& share) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const int other = DropConnectLab::other_unit(params);
  const std::size_t rows = std::size_t{1} << layer.v.size();
  const bool tied = method == DropConnectLab::Method::dropout;
  const double scale = scale_of(params);
  std::vector<DropConnectLab::Atom> atoms;
  for (std::size_t a = 0; a < rows; ++a)
    for (std::size_t b = tied ? a : 0; b < (tied ? a + 1 : rows); ++b) {
      const double part = share(a, b);
      if (part > 0) atoms.push_back({sum_of(layer, 0, a, scale), sum_of(layer, other, b, scale), part});
    }
  return atoms;
}

}  // namespace

std::vector<DropConnectLab::Atom> DropConnectLab::exact_atoms(const Params& params, Method method) {
  const std::size_t bits = masked_layer(params).v.size();
  const auto chance = [&](std::size_t code) {
    double product = 1;
    for (std::size_t j = 0; j < bits; ++j) product *= (code >> j & 1) != 0 ? 1 - params.drop_rate : params.drop_rate;
    return product;
  };
  const bool tied = method == Method::dropout;
  return atoms_with(params, method,
                    [&](std::size_t a, std::size_t b) { return tied ? chance(a) : chance(a) * chance(b); });
}

std::vector<DropConnectLab::Atom> DropConnectLab::atoms(const Params& params, Method method) const {
  if (draw_count_ == 0) return exact_atoms(params, method);
  const auto& pairs = pair_tallies_[static_cast<std::size_t>(other_unit(params)) - 1];
  return atoms_with(params, method, [&](std::size_t a, std::size_t b) {
    const std::int32_t count = method == Method::dropout ? unit_tally_[a] : pairs[a + row_codes * b];
    return static_cast<double>(count) / draw_count_;
  });
}

double DropConnectLab::Moments::correlation() const {
  const double size = std::sqrt(variance[0] * variance[1]);
  return size > 0 ? covariance / size : 0;
}

DropConnectLab::Moments DropConnectLab::formula(const Params& params, Method method) {
  const Masked layer = masked_layer(params);
  const dropout::DropoutRule rule{params.drop_rate, inverted};
  const dropout::PreactivationMoments all = method == Method::dropout
                                                ? dropout::dropout_moments(layer.weights, layer.v, rule)
                                                : dropout::dropconnect_moments(layer.weights, layer.v, rule);
  const auto outputs = static_cast<std::size_t>(layer.outputs()),
             other = static_cast<std::size_t>(other_unit(params));
  return {{all.mean[0], all.mean[other]},
          {all.covariance[0], all.covariance[other * outputs + other]},
          all.covariance[other]};
}

DropConnectLab::Moments DropConnectLab::drawn(const Params& params, Method method) const {
  Moments moments;
  if (draw_count_ == 0) return moments;
  const std::vector<Atom> all = atoms(params, method);
  for (const Atom& atom : all) {
    moments.mean[0] += atom.share * atom.first;
    moments.mean[1] += atom.share * atom.other;
  }
  for (const Atom& atom : all) {
    const double a = atom.first - moments.mean[0], b = atom.other - moments.mean[1];
    moments.variance[0] += atom.share * a * a;
    moments.variance[1] += atom.share * b * b;
    moments.covariance += atom.share * a * b;
  }
  return moments;
}

// ---- readouts and actions -------------------------------------------------------------------------------------

double DropConnectLab::unit_masks(const Params& params) const {
  return std::ldexp(1.0, masked_layer(params).inputs());
}
double DropConnectLab::weight_masks(const Params& params) const {
  return std::ldexp(1.0, static_cast<int>(masked_layer(params).weights.size()));
}
int DropConnectLab::kept_now(const Params& params) const {
  const std::vector<std::uint8_t> shown = mask(params, params.method, params.mask_number);
  return static_cast<int>(std::count(shown.begin(), shown.end(), std::uint8_t{1}));
}
double DropConnectLab::other_now(const Params& params) const {
  return pre_activations(params)[static_cast<std::size_t>(other_unit(params))];
}

int DropConnectLab::resample(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  return 0;
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;

constexpr ParamInfo params[] = {
    param<&Params::method>("method", "Drop", "", {0, 1, 1}, "Whole units with all their links, or single links.",
                           {.effect = ParamEffect::view, .choices = method_names}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a unit, or a link, is dropped."),
    param<&Params::layer>("layer", "Masked layer", "", {0, 2, 1},
                          "A layer of the 3-4-3 net, or the worked example of the chapter.",
                          {.choices = layer_names}),
    param<&Params::compared>(
        "compared", "Compared unit", "", {2, DropConnectLab::most_units, 1},
        "The output unit that is compared with unit 1.",
        {.place = Place::picture, .effect = ParamEffect::view, .relevant = relevant_if<&Params::has_choice>}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which mask of this RNG seed is shown; a number calls its mask up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&DropConnectLab::unit_masks>("unit_masks", "Masks of dropout", "", 0, "2 to the number of inputs."),
    readout<&DropConnectLab::weight_masks>("weight_masks", "Masks of DropConnect", "", 0,
                                           "2 to the number of links."),
    readout<&DropConnectLab::kept_now>("kept", "Kept in this mask", "", 0, "Units or links that are kept."),
    readout<&DropConnectLab::first_now>("u1", "Unit 1 in this mask", "", 2, "Its pre-activation."),
    readout<&DropConnectLab::other_now>("u2", "Compared unit in this mask", "", 2, "Its pre-activation."),
    readout<&DropConnectLab::mean_first>("mean", "Mean of unit 1", "", 2, "Exact, the same with both methods."),
    readout<&DropConnectLab::variance_first>("variance1", "Variance of unit 1", "", 2,
                                             "Exact, the same with both methods."),
    readout<&DropConnectLab::variance_other>("variance2", "Variance of the compared unit", "", 2,
                                             "Exact, the same with both methods."),
    readout<&DropConnectLab::covariance<Method::dropout>>("covariance_dropout", "Covariance, dropout", "", 2,
                                                          "Exact covariance of the two units."),
    readout<&DropConnectLab::covariance<Method::drop_connect>>("covariance_dropconnect", "Covariance, DropConnect",
                                                               "", 2, "Exact covariance of the two units: 0."),
    readout<&DropConnectLab::correlation<Method::dropout>>("correlation_dropout", "Correlation, dropout", "", 2,
                                                           "Exact correlation of the two units."),
    readout<&DropConnectLab::draw_count>("draws", "Masks drawn", "", 0, "Masks of each method counted so far."),
    readout<&DropConnectLab::drawn_mean<Method::dropout>>("drawn_mean_dropout", "Drawn mean of unit 1, dropout", "",
                                                          2, "0 before any draw."),
    readout<&DropConnectLab::drawn_mean<Method::drop_connect>>(
        "drawn_mean_dropconnect", "Drawn mean of unit 1, DropConnect", "", 2, "0 before any draw."),
    readout<&DropConnectLab::drawn_variance<Method::dropout, 0>>(
        "drawn_variance1_dropout", "Drawn variance of unit 1, dropout", "", 2, "0 before any draw."),
    readout<&DropConnectLab::drawn_variance<Method::drop_connect, 0>>(
        "drawn_variance1_dropconnect", "Drawn variance of unit 1, DropConnect", "", 2, "0 before any draw."),
    readout<&DropConnectLab::drawn_variance<Method::dropout, 1>>(
        "drawn_variance2_dropout", "Drawn variance of the compared unit, dropout", "", 2, "0 before any draw."),
    readout<&DropConnectLab::drawn_variance<Method::drop_connect, 1>>(
        "drawn_variance2_dropconnect", "Drawn variance of the compared unit, DropConnect", "", 2,
        "0 before any draw."),
    readout<&DropConnectLab::drawn_covariance<Method::dropout>>(
        "drawn_covariance_dropout", "Drawn covariance, dropout", "", 2, "0 before any draw."),
    readout<&DropConnectLab::drawn_covariance<Method::drop_connect>>(
        "drawn_covariance_dropconnect", "Drawn covariance, DropConnect", "", 2, "0 before any draw."),
};

constexpr ActionInfo actions[] = {
    action<&DropConnectLab::resample>("resample", "New mask", "Shows the next mask of this RNG seed."),
};

constexpr std::string_view marginal_controls[] = {"method", "p", "layer", "seed"};
constexpr std::string_view moments_controls[] = {"p", "layer", "compared", "seed"};

constexpr PanelInfo panels[] = {
    panel<&DropConnectLab::draw_net>(
        "net", "The masked net", DropConnectLab::net_height,
        {.describe = sentence<&DropConnectLab::describe_net>, .table = table_of<&DropConnectLab::net_table>}),
    panel<&DropConnectLab::draw_joint>(
        "joint", "Two outputs together", DropConnectLab::joint_height,
        {.describe = sentence<&DropConnectLab::describe_joint>, .table = table_of<&DropConnectLab::joint_table>}),
    panel<&DropConnectLab::draw_moments>(
        "moments", "Exact and drawn", DropConnectLab::moments_height,
        {.controls = moments_controls, .table = table_of<&DropConnectLab::moments_table>}),
    panel<&DropConnectLab::draw_marginal>("marginal", "Output 1 alone", DropConnectLab::marginal_height,
                                          {.controls = marginal_controls,
                                           .describe = sentence<&DropConnectLab::describe_marginal>,
                                           .table = table_of<&DropConnectLab::marginal_table>}),
};

}  // namespace

extern constinit const WidgetType dropconnect = widget_type<DropConnectLab>({
    .id = "dropconnect",
    .title = "Drop units or drop links",
    .summary = "Dropout and DropConnect on one layer: the same spread of each output, another tilt of two.",
    .hint = "Press New mask a few times, then switch to DropConnect.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = DropConnectLab::most_draws / DropConnectLab::draws_per_tick,
                 .tick_label = "hundred draw",
                 .run_label = "Draw 20,000",
                 .step_label = "Draw 100",
                 .ticks_per_second = 60,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
