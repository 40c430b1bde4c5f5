// args.h: strict reading of a fact's arguments: every error is reported at its JSON Pointer, unknown names too.
#pragma once

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "json_file.h"

namespace checker {

// The arguments of one fact: its own and those it shares with others. A reading function that fails reports why and
// returns a harmless value; ok() tells.
class Args {
 public:
  // own and shared: objects. What stands in several is read from the first.
  Args(Node own, Problems& problems, std::vector<Node> shared = {}) : problems_(problems) {
    objects_.push_back(std::move(own));
    for (Node& object : shared) objects_.push_back(std::move(object));
  }

  bool has(const std::string& key) const;
  Node node(const std::string& key);  // needs has(key); counts as read
  void fail(const std::string& key, const std::string& what);

  double number(const std::string& key, double min, double max);
  double number_or(const std::string& key, double fallback, double min, double max);
  int integer(const std::string& key, int min, int max);
  int integer_or(const std::string& key, int fallback, int min, int max);
  std::uint64_t seed(const std::string& key = "seed");
  double drop_rate() { return number("p", 0, 1); }
  std::string text(const std::string& key);
  std::string text_or(const std::string& key, const std::string& fallback);
  // Between 1 and max_count numbers, each in [-limit, limit].
  std::vector<double> numbers(const std::string& key, std::size_t max_count, double limit = 1e6);

  bool ok() const { return ok_; }
  // Not ok, without a report: the reason is among the problems already.
  void give_up() { ok_ = false; }
  // After the reading functions have all read what they want: names that nobody asked for, and names given twice.
  void refuse_unread();

 private:
  bool require(const std::string& key);
  Node at(const std::string& key) const;  // needs has(key)

  std::vector<Node> objects_;  // at least one
  Problems& problems_;
  std::set<std::string> read_, failed_;
  bool ok_ = true;
};

}  // namespace checker
