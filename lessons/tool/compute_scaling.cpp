// compute_scaling.cpp: facts about the three schemes of chapter 2, from the engine's law of one unit.
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/scaling_study.h"
#include "facts.h"

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
};

}  // namespace

std::span<const ComputeFunction> scaling_functions() { return table; }

}  // namespace checker
