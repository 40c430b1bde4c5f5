// args.cpp: see args.h.
#include "args.h"

#include <algorithm>
#include <cmath>

namespace checker {

bool Args::has(const std::string& key) const {
  return std::any_of(objects_.begin(), objects_.end(), [&](const Node& object) { return object.has(key); });
}

Node Args::at(const std::string& key) const {
  return (*std::find_if(objects_.begin(), objects_.end(), [&](const Node& object) { return object.has(key); }))[key];
}

Node Args::node(const std::string& key) {
  read_.insert(key);
  return at(key);
}

void Args::fail(const std::string& key, const std::string& what) {
  ok_ = false;
  if (!failed_.insert(key).second) return;  // one report an argument is enough
  problems_.add(has(key) ? at(key).place() : objects_[0].place(), what);
}

bool Args::require(const std::string& key) {
  read_.insert(key);
  if (has(key)) return true;
  fail(key, "the argument " + in_quotes(key) + " is missing");
  return false;
}

double Args::number(const std::string& key, double min, double max) {
  if (!require(key)) return min;
  const Json& value = at(key).value();
  if (!value.is_number()) {
    fail(key, in_quotes(key) + " must be a number, not " + value.dump());
    return min;
  }
  const double number = value.get<double>();
  if (number < min || number > max)
    fail(key, "the value " + value.dump() + " of " + in_quotes(key) + " is " +
                  (number < min ? "below " + shown(min) : "above " + shown(max)));
  return std::fmin(std::fmax(number, min), max);
}

double Args::number_or(const std::string& key, double fallback, double min, double max) {
  return has(key) ? number(key, min, max) : fallback;
}

int Args::integer(const std::string& key, int min, int max) {
  if (!require(key)) return min;
  const Json& value = at(key).value();
  if (!value.is_number_integer()) {
    fail(key, in_quotes(key) + " must be a whole number, not " + value.dump());
    return min;
  }
  return static_cast<int>(number(key, min, max));
}

int Args::integer_or(const std::string& key, int fallback, int min, int max) {
  return has(key) ? integer(key, min, max) : fallback;
}

std::uint64_t Args::seed(const std::string& key) {
  if (!require(key)) return 0;
  const Json& value = at(key).value();
  if (!value.is_number_unsigned()) {
    fail(key, in_quotes(key) + " must be a whole number from 0, not " + value.dump());
    return 0;
  }
  return value.get<std::uint64_t>();
}

std::string Args::text(const std::string& key) {
  if (!require(key)) return {};
  const Json& value = at(key).value();
  if (!value.is_string()) fail(key, in_quotes(key) + " must be text, not " + value.dump());
  return at(key).text();
}

std::string Args::text_or(const std::string& key, const std::string& fallback) {
  return has(key) ? text(key) : fallback;
}

std::vector<double> Args::numbers(const std::string& key, std::size_t max_count, double limit) {
  if (!require(key)) return {};
  const Json& list = at(key).value();
  if (!list.is_array() || list.empty() || list.size() > max_count) {
    fail(key, in_quotes(key) + " must be a list of 1 to " + std::to_string(max_count) + " numbers");
    return {};
  }
  std::vector<double> numbers;
  for (const Json& item : list) {
    if (!item.is_number() || std::fabs(item.get<double>()) > limit) {
      fail(key,
           item.dump() + " in " + in_quotes(key) + " is not a number from " + shown(-limit) + " to " + shown(limit));
      return {};
    }
    numbers.push_back(item.get<double>());
  }
  return numbers;
}

void Args::refuse_unread() {
  std::set<std::string> seen;
  for (const Node& object : objects_)
    for (const auto& [key, value] : object.value().items()) {
      if (!read_.contains(key)) fail(key, "the argument " + in_quotes(key) + " is not known here");
      if (!seen.insert(key).second) fail(key, "the argument " + in_quotes(key) + " is given twice");
    }
}

}  // namespace checker
