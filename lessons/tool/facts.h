// facts.h: numbers that a lesson states: how they are computed, compared with the author's and shown to readers.
//
// A fact must come from the engine, a widget or measured runs; there is no free arithmetic. A new kind of number is one
// function and one row in a compute_*.cpp file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "args.h"
#include "measured.h"
#include "contract/session.h"

namespace checker {

// What compute functions may use besides their arguments.
class ComputeContext {
 public:
  // measured_folder holds the files of `lesson_tool measure`; measured_name is how messages call it.
  ComputeContext(std::filesystem::path measured_folder, std::string measured_name, Problems& problems)
      : folder_(std::move(measured_folder)), name_(std::move(measured_name)), problems_(problems) {}

  // Loaded and proved once. Null if there is no good file; the reason is then among the problems.
  const MeasuredTable* table(const std::string& name);

  // Sessions that facts have played, by widget, params and ticks: several readouts of one long run cost one run.
  std::map<std::string, lesson::Session> played;

 private:
  std::filesystem::path folder_;
  std::string name_;
  Problems& problems_;
  std::map<std::string, std::optional<MeasuredTable>> tables_;
};

// Returns a finite number, or reports through args.fail and returns anything.
using Compute = double (*)(Args& args, ComputeContext& context);

struct ComputeFunction {
  std::string_view name;
  std::string_view args;  // for authors: "values, p, scheme"
  std::string_view help;  // one sentence
  Compute compute = nullptr;
};

// One function a topic, see topics.inc; all_compute_functions() puts them together.
#define COMPUTE(topic) std::span<const ComputeFunction> topic##_functions();
#define PLANS(topic)
#include "topics.inc"
#undef COMPUTE
#undef PLANS
std::vector<const ComputeFunction*> all_compute_functions();
const ComputeFunction* find_compute(std::string_view name);

// The value in the scale that readers see ("as" applied), or nothing; every error is reported. fact: an object with the
// text "compute"; shared: objects of arguments besides its own "args".
std::optional<double> compute_fact(const Node& fact, ComputeContext& context, Problems& problems,
                                   const std::vector<Node>& shared = {});

// Checks one entry of "facts" that has the right shape: computation, |computed - expect| <= tolerance.
std::optional<double> check_fact(const Node& fact, ComputeContext& context, Problems& problems,
                                 const std::vector<Node>& shared = {});

// "−3.19 points": digits, a real minus sign, "+" if the fact asks for it, the unit.
std::string fact_text(const Json& fact, double value);

}  // namespace checker
