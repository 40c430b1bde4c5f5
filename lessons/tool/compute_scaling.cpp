// compute_scaling.cpp: facts about the three schemes of chapter 2: the engine's law of one unit, and one model in two forms.
#include <algorithm>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/scaling_study.h"
#include "facts.h"
#include "scaling_schemes/scaling_schemes_twin.h"

namespace checker {

namespace {

using dropout::DropoutRule;
using dropout::Scheme;
using dropout::UnitLaw;

Scheme scheme_of(Args& args) {
  const std::string name = args.text("scheme");
  if (name == "naive") return Scheme::naive;
  if (name == "test_scaled") return Scheme::test_scaled;
  if (name != "inverted" && args.ok())
    args.fail("scheme", "\"scheme\" must be \"naive\", \"test_scaled\" or \"inverted\", not " + in_quotes(name));
  return Scheme::inverted;
}

UnitLaw law_of(Args& args) {
  const double x = args.number("x", -1e6, 1e6), drop_rate = args.drop_rate();
  return dropout::unit_law(x, {drop_rate, scheme_of(args)});
}

// Means of a function over the two outcomes in training.
template <class Function>
double mean_over_outcomes(const UnitLaw& law, Function&& f) {
  return law.drop_probability * f(0.0) + (1 - law.drop_probability) * f(law.kept_value);
}

double rate_below_one(Args& args) { return args.number("p", 0, 0.999999); }

// One model in two forms, trained at learning rates that differ behind the dropout layer by k to a power: summed over seeds, the
// largest distance.
lesson::TwinReport twins_of(Args& args) {
  const double keep_rate = 1 - rate_below_one(args);
  const std::string optimizer = args.text("optimizer");
  const int power = args.integer("power", 0, 2), seeds = args.integer("seeds", 1, 100);
  if (optimizer != "adam" && optimizer != "sgd" && args.ok())
    args.fail("optimizer", "\"optimizer\" must be \"adam\" or \"sgd\", not " + in_quotes(optimizer));
  lesson::TwinReport all;
  for (int seed = 1; args.ok() && seed <= seeds; ++seed) {
    const bool adam = optimizer == "adam";
    const lesson::TwinReport report = lesson::train_twins(
        {.net = {.drop_rate = 1 - keep_rate, .depth = 1, .seed = static_cast<std::uint64_t>(seed)},
         .optimizer = adam ? dropout::OptimizerKind::adam : dropout::OptimizerKind::sgd,
         .learning_rate = adam ? 0.02 : 0.05,
         .rate_factor = std::pow(keep_rate, power)});
    all.apart += report.apart;
    all.distance = std::max(all.distance, report.distance);
  }
  return all;
}

constexpr ComputeFunction table[] = {
    {"unit_kept_value", "x, p, scheme", "Output of a kept unit in training.",
     [](Args& a, ComputeContext&) { return law_of(a).kept_value; }},
    {"unit_train_mean", "x, p, scheme", "Mean output of a unit in training.",
     [](Args& a, ComputeContext&) { return law_of(a).train_mean; }},
    {"unit_train_variance", "x, p, scheme", "Variance of the output of a unit in training.",
     [](Args& a, ComputeContext&) { return law_of(a).train_variance; }},
    {"unit_train_sd", "x, p, scheme", "Standard deviation of the output of a unit in training.",
     [](Args& a, ComputeContext&) { return std::sqrt(law_of(a).train_variance); }},
    {"unit_test_output", "x, p, scheme", "Output of a unit at test.",
     [](Args& a, ComputeContext&) { return law_of(a).eval_output; }},
    {"unit_relative_noise", "p", "Standard deviation over mean in training, the same in every scheme.",
     [](Args& a, ComputeContext&) {
       return dropout::unit_law(1.0, DropoutRule{rate_below_one(a), Scheme::inverted}).relative_noise();
     }},
    {"unit_mean_logistic", "x, p, scheme", "Mean of the logistic function of a unit's output in training.",
     [](Args& a, ComputeContext&) {
       return mean_over_outcomes(law_of(a), [](double y) { return dropout::logistic(y); });
     }},
    {"logistic", "x", "1 / (1 + e^-x).",
     [](Args& a, ComputeContext&) { return dropout::logistic(a.number("x", -700, 700)); }},
    {"naive_mismatch", "p, layers", "1 / (1 - p) to the power of the layers.",
     [](Args& a, ComputeContext&) {
       const double drop_rate = rate_below_one(a);
       return dropout::naive_mismatch(drop_rate, a.integer("layers", 0, 100));
     }},
    {"twins_apart", "p, optimizer, power, seeds",
     "Test points of 500, mean over RNG seeds 1, 2, ..., that the naive and the inverted form of one model answer "
     "differently after 200 steps; the inverted one has k^power times the learning rate behind its dropout layer.",
     [](Args& a, ComputeContext&) {
       const int apart = twins_of(a).apart;
       return a.ok() ? static_cast<double>(apart) / a.integer("seeds", 1, 100) : 0;
     }},
    {"twins_distance", "p, optimizer, power, seeds",
     "The largest difference between their weights, over the largest weight, among those seeds.",
     [](Args& a, ComputeContext&) { return twins_of(a).distance; }},
};

}  // namespace

std::span<const ComputeFunction> scaling_functions() { return table; }

}  // namespace checker
