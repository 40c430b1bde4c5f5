// check_output.h: how the check programs print numbers, so that compare_outputs.py can hold them against Python's.
#pragma once

#include <cstdio>
#include <string>

namespace listing_check {

// "name: number number ...", seventeen digits, which bring every bit back; -0.0 becomes 0.0.
template <class Numbers>
void show(const std::string& name, const Numbers& numbers) {
  std::printf("%s:", name.c_str());
  for (const auto number : numbers) std::printf(" %.17g", static_cast<double>(number) + 0.0);
  std::printf("\n");
}

// As Python's format(value, "g").
inline std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", value);
  return buffer;
}

}  // namespace listing_check
