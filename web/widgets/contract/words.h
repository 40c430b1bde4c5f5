// words.h: numbers as readers see them; every sentence, label and table of a widget writes them with these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lesson {

// Fixed decimals, a true minus sign, never "-0.0". Not finite gives "?".
std::string number_text(double value, int decimals);
// "86 %" for 0.86.
std::string percent_text(double share, int decimals = 0);
// "64 units", "1 unit", "1.0 units", "86 %": a value with its unit, which a declaration has in the plural.
std::string amount_text(double value, int decimals, std::string_view unit);
// "+4.6", "−4.6", "0.0": a difference always says its direction.
std::string signed_text(double value, int decimals);
// The digits of a number, "10000.5", with its thousands marked: "10,000.5".
std::string thousands_marked(std::string digits);
// "10,000".
std::string count_text(std::int64_t count);
// "1 mask", "64 masks".
std::string plural_text(std::int64_t count, std::string_view singular, std::string_view plural);

}  // namespace lesson
