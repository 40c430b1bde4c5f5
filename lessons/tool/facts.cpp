// facts.cpp: see facts.h.
#include "facts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "contract/words.h"

namespace checker {

namespace {

// Rounding noise in the sixteenth digit would only distract from what the author has to compare.
std::string twelve_digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", value);
  return text;
}

}  // namespace

const MeasuredTable* ComputeContext::table(const std::string& name) {
  if (!tables_.contains(name))
    tables_[name] = load_measured(folder_ / (name + ".json"), name_ + "/" + name + ".json", Repeat::some, problems_);
  const std::optional<MeasuredTable>& table = tables_[name];
  return table ? &*table : nullptr;
}

std::vector<const ComputeFunction*> all_compute_functions() {
  std::vector<const ComputeFunction*> all;
  const auto add = [&all](std::span<const ComputeFunction> functions) {
    for (const ComputeFunction& function : functions) all.push_back(&function);
  };
#define COMPUTE(topic) add(topic##_functions());
#define PLANS(topic)
#include "topics.inc"
#undef COMPUTE
#undef PLANS
  return all;
}

const ComputeFunction* find_compute(std::string_view name) {
  for (const ComputeFunction* function : all_compute_functions())
    if (function->name == name) return function;
  return nullptr;
}

std::optional<double> compute_fact(const Node& fact, ComputeContext& context, Problems& problems,
                                   const std::vector<Node>& shared) {
  const ComputeFunction* function = find_compute(fact["compute"].text());
  if (!problems.check(function != nullptr, fact["compute"].place(),
                      "no compute function has the name " + in_quotes(fact["compute"].text())))
    return std::nullopt;
  const Json none = Json::object();
  Args args(fact.has("args") ? fact["args"] : Node(none, fact.file(), fact.place().pointer), problems, shared);
  const double value = function->compute(args, context);
  if (args.ok()) args.refuse_unread();  // a function that gave up may not have read everything
  if (!args.ok()) return std::nullopt;
  if (!problems.check(std::isfinite(value), fact.place(), "the computed value is not finite")) return std::nullopt;
  return fact.value().value("as", "number") == "percent" ? 100.0 * value : value;
}

std::optional<double> check_fact(const Node& fact, ComputeContext& context, Problems& problems,
                                 const std::vector<Node>& shared) {
  const double expected = fact["expect"].value().get<double>(), tolerance = fact["tolerance"].value().get<double>();
  const std::optional<double> value = compute_fact(fact, context, problems, shared);
  if (!value) return std::nullopt;
  problems.check(std::fabs(*value - expected) <= tolerance, fact["expect"].place(),
                 "expected " + shown(expected) + " but computed " + twelve_digits(*value) +
                     ", which is off by more than " + shown(tolerance));
  return value;
}

std::string fact_text(const Json& fact, double value) {
  char digits[400];
  std::snprintf(digits, sizeof digits, "%.*f", fact.value("decimals", 0), std::fabs(value));
  const bool shows_zero = std::string_view(digits).find_first_not_of("0.") == std::string_view::npos;
  std::string text;
  if (value < 0 && !shows_zero) text = "\u2212";
  if (value > 0 && !shows_zero && fact.value("sign", false)) text = "+";
  return text + lesson::thousands_marked(digits) + fact.value("unit", "");
}

}  // namespace checker
