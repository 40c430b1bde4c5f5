// words.cpp: numbers as text; see words.h.
#include "words.h"

#include <algorithm>
#include <cmath>

#include "fixed_digits.h"

namespace lesson {

namespace {
constexpr std::string_view minus_sign = "\u2212";
}

std::string number_text(double value, int decimals) {
  if (!std::isfinite(value)) return "?";
  const std::string digits = fixed_digits(std::abs(std::clamp(value, -1e15, 1e15)), decimals);
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return std::string(value < 0 && !zero ? minus_sign : "") + digits;
}

std::string percent_text(double share, int decimals) { return number_text(100 * share, decimals) + " %"; }

std::string amount_text(double value, int decimals, std::string_view unit) {
  const std::string number = number_text(value, decimals);
  constexpr std::size_t shortest_word = 5;  // " ms" and " s" have no plural
  const bool one = (number == "1" || number == std::string(minus_sign) + "1") && unit.size() >= shortest_word;
  if (one && unit.ends_with('s')) unit.remove_suffix(1);
  return number + std::string(unit);
}

std::string signed_text(double value, int decimals) {
  const std::string size = number_text(std::abs(value), decimals);
  if (size.find_first_of("123456789") == std::string::npos) return size;
  return std::string(value < 0 ? minus_sign : "+") + size;
}

std::string thousands_marked(std::string digits) {
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string count_text(std::int64_t count) {
  return std::string(count < 0 ? minus_sign : "") + thousands_marked(std::to_string(count < 0 ? -count : count));
}

std::string plural_text(std::int64_t count, std::string_view singular, std::string_view plural) {
  return count_text(count) + " " + std::string(count == 1 ? singular : plural);
}

}  // namespace lesson
