// compute_dropconnect.cpp: facts about a layer whose inputs or weights are dropped: moments, and what ReLU makes of them.
#include <cmath>

#include "dropout/covariance.h"
#include "facts.h"

namespace checker {

namespace {

using dropout::PreactivationMoments;

struct LayerArgs {
  std::vector<double> weights, v;  // [outputs, inputs], [inputs]
  dropout::DropoutRule rule;
  bool drops_weights = false;
  std::size_t outputs() const { return weights.size() / v.size(); }
};

// weights row by row, v, p, method ("dropout" or "dropconnect"), scheme ("inverted" unless it is "naive").
LayerArgs layer_of(Args& args) {
  LayerArgs layer{args.numbers("weights", 16), args.numbers("v", 8), {args.drop_rate()}};
  const std::string method = args.text("method"), scheme = args.text_or("scheme", "inverted");
  if (args.ok() && method != "dropout" && method != "dropconnect")
    args.fail("method", "\"method\" must be \"dropout\" or \"dropconnect\", not " + in_quotes(method));
  if (args.ok() && scheme != "inverted" && scheme != "naive")
    args.fail("scheme", "\"scheme\" must be \"inverted\" or \"naive\", not " + in_quotes(scheme));
  layer.drops_weights = method == "dropconnect";
  layer.rule.scheme = scheme == "naive" ? dropout::Scheme::naive : dropout::Scheme::inverted;
  if (args.ok() && layer.weights.size() % layer.v.size() != 0)
    args.fail("weights", "the number of weights must be a multiple of the number of inputs");
  if (!args.ok()) layer = {{1.0}, {1.0}, {0.5}};
  return layer;
}

// By the formulas, or by a sum over all masks.
PreactivationMoments moments_of(Args& args, const LayerArgs& layer) {
  const std::string by = args.text_or("by", "formula");
  if (args.ok() && by != "formula" && by != "enumeration")
    args.fail("by", "\"by\" must be \"formula\" or \"enumeration\", not " + in_quotes(by));
  if (by == "enumeration")
    return layer.drops_weights ? dropout::enumerated_dropconnect_moments(layer.weights, layer.v, layer.rule)
                               : dropout::enumerated_dropout_moments(layer.weights, layer.v, layer.rule);
  return layer.drops_weights ? dropout::dropconnect_moments(layer.weights, layer.v, layer.rule)
                             : dropout::dropout_moments(layer.weights, layer.v, layer.rule);
}

std::size_t unit_of(Args& args, const LayerArgs& layer, const char* name) {
  return static_cast<std::size_t>(args.integer(name, 1, static_cast<int>(layer.outputs()))) - 1;
}

double layer_mean(Args& args, ComputeContext&) {
  const LayerArgs layer = layer_of(args);
  const std::size_t unit = unit_of(args, layer, "unit");
  return args.ok() ? moments_of(args, layer).mean[unit] : 0;
}

double layer_covariance(Args& args, ComputeContext&) {
  const LayerArgs layer = layer_of(args);
  const std::size_t unit = unit_of(args, layer, "unit"), other = unit_of(args, layer, "other");
  return args.ok() ? moments_of(args, layer).covariance[unit * layer.outputs() + other] : 0;
}

// One unit: its weights, v and p, inverted scaling. The law is the same for dropout and DropConnect.
struct UnitArgs {
  std::vector<double> weights, v;
  double drop_rate;
};
UnitArgs one_unit(Args& args) {
  UnitArgs unit{args.numbers("weights", 16), args.numbers("v", 16), args.number("p", 0, 0.999)};
  if (args.ok() && unit.weights.size() != unit.v.size())
    args.fail("weights", "a unit needs as many weights as inputs");
  if (!args.ok()) unit = {{1.0}, {1.0}, 0.5};
  return unit;
}

double relu(double u) { return u > 0 ? u : 0.0; }

// relu(E[u])
double relu_of_mean(Args& args, ComputeContext&) {
  const UnitArgs unit = one_unit(args);
  double sum = 0;
  for (std::size_t j = 0; j < unit.v.size(); ++j) sum += unit.weights[j] * unit.v[j];
  return relu(sum);
}

// E[relu(u)] over all masks
double mean_of_relu(Args& args, ComputeContext&) {
  const UnitArgs unit = one_unit(args);
  const double p = unit.drop_rate;
  double mean = 0;
  for (std::size_t mask = 0; mask < (std::size_t{1} << unit.v.size()); ++mask) {
    double u = 0, chance = 1;
    for (std::size_t j = 0; j < unit.v.size(); ++j) {
      const bool kept = (mask >> j & 1) != 0;
      chance *= kept ? 1 - p : p;
      if (kept) u += unit.weights[j] * unit.v[j] / (1 - p);
    }
    mean += chance * relu(u);
  }
  return mean;
}

// E[relu(u)] for the Gaussian with the mean m and the standard deviation s of u: m Phi(m / s) + s phi(m / s)
double gaussian_mean_of_relu(Args& args, ComputeContext&) {
  const UnitArgs unit = one_unit(args);
  const double p = unit.drop_rate;
  double m = 0, squares = 0;
  for (std::size_t j = 0; j < unit.v.size(); ++j) {
    const double product = unit.weights[j] * unit.v[j];
    m += product;
    squares += product * product;
  }
  const double s = std::sqrt(p / (1 - p) * squares);
  if (s == 0) return relu(m);
  const double z = m / s;
  return m * 0.5 * std::erfc(-z / std::sqrt(2.0)) + s * std::exp(-z * z / 2) * 0.3989422804014327;
}

constexpr ComputeFunction table[] = {
    {"layer_mean", "weights, v, p, method, unit, scheme?, by?",
     "Mean of a pre-activation when inputs (dropout) or weights (dropconnect) are dropped; units from 1.",
     layer_mean},
    {"layer_covariance", "weights, v, p, method, unit, other, scheme?, by?",
     "Covariance of two pre-activations; by: formula, or enumeration over all masks.", layer_covariance},
    {"relu_of_mean", "weights, v, p", "ReLU of the mean pre-activation of one unit.", relu_of_mean},
    {"mean_of_relu", "weights, v, p", "Mean of the ReLU of one unit over all masks, inverted scaling.", mean_of_relu},
    {"gaussian_mean_of_relu", "weights, v, p", "The same for the Gaussian with that mean and variance.",
     gaussian_mean_of_relu},
};

}  // namespace

std::span<const ComputeFunction> dropconnect_functions() { return table; }

}  // namespace checker
