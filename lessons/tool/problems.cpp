// problems.cpp: see problems.h.
#include "problems.h"

#include "declaration_json.h"

namespace checker {

bool Problems::check(bool holds, const Place& place, std::string_view what) {
  if (holds)
    ++passed_;
  else
    list_.push_back({place, std::string(what)});
  return holds;
}

std::string Problems::report() const {
  std::string text;
  for (const Problem& problem : list_) text += problem.text() + "\n";
  return text + std::to_string(passed()) + " passed, " + std::to_string(failed()) + " failed\n";
}

std::string shown(double value) {
  if (value == static_cast<double>(static_cast<long long>(value)) && value > -1e15 && value < 1e15)
    return std::to_string(static_cast<long long>(value));
  return lesson::Json(value).dump();
}

std::string in_quotes(std::string_view words) { return "\"" + std::string(words) + "\""; }

}  // namespace checker
