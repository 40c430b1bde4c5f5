// problems.h: collects everything that is wrong, so that an author sees all errors at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace checker {

// Where something stands: a file name as the author knows it, and a JSON Pointer (RFC 6901) into it; the pointer is
// empty for the whole file.
struct Place {
  std::string file;
  std::string pointer;
};

struct Problem {
  Place place;
  std::string what;  // what is wrong, with the value and the limit; no period at the end

  // "what: file#/json/pointer"
  std::string text() const { return what + ": " + place.file + (place.pointer.empty() ? "" : "#" + place.pointer); }
};

// Counts checks and keeps the failed ones in the order in which they were found.
class Problems {
 public:
  // One check: counts it, and keeps `what` if it fails. Returns `holds`.
  bool check(bool holds, const Place& place, std::string_view what);
  void add(const Place& place, std::string_view what) { check(false, place, what); }

  std::size_t passed() const { return passed_; }
  std::size_t failed() const { return list_.size(); }
  const std::vector<Problem>& list() const { return list_; }

  // All problems, one a line, then "N passed, M failed".
  std::string report() const;

 private:
  std::size_t passed_ = 0;
  std::vector<Problem> list_;
};

// A value as it is shown in messages: the shortest text that reads back as the same double.
std::string shown(double value);
std::string in_quotes(std::string_view words);

}  // namespace checker
