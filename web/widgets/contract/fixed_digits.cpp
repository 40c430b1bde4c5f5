// fixed_digits.cpp: digits one by one from the exact fraction; see fixed_digits.h.
#include "fixed_digits.h"

#include <cmath>
#include <cstdint>

namespace lesson {

namespace {

// What stands after the point, in units of 2^-116. What lies behind even that is below any place shown and only tells
// whether a tie is one.
struct Fraction {
  std::uint64_t high = 0, low = 0;  // high: the 58 bits after the point, low: the 58 bits after those
  bool more = false;                // there is something behind them

  static constexpr std::uint64_t mask = (std::uint64_t{1} << 58) - 1;

  // The digit in front of the point after multiplying by ten.
  int next_digit() {
    const std::uint64_t lower = 10 * low, upper = 10 * high + (lower >> 58);
    low = lower & mask;
    high = upper & mask;
    return static_cast<int>(upper >> 58);
  }
  // More than a half, or a half that an odd digit rounds up.
  bool rounds_up(bool odd) const {
    const std::uint64_t half = std::uint64_t{1} << 57;
    if (high != half) return high > half;
    return low != 0 || more || odd;
  }
};

}  // namespace

std::string fixed_digits(double size, int decimals) {
  const double whole_part = std::floor(size);
  std::uint64_t whole = static_cast<std::uint64_t>(whole_part);
  // The difference is exact, and so is every scaling by a power of two.
  double rest = (size - whole_part) * 0x1p58;
  Fraction fraction;
  fraction.high = static_cast<std::uint64_t>(rest);
  rest = (rest - static_cast<double>(fraction.high)) * 0x1p58;
  fraction.low = static_cast<std::uint64_t>(rest);
  fraction.more = rest != static_cast<double>(fraction.low);

  std::string after;
  for (int i = 0; i < decimals; ++i) after += static_cast<char>('0' + fraction.next_digit());
  const bool odd = decimals > 0 ? ((after.back() - '0') & 1) != 0 : (whole & 1) != 0;
  if (fraction.rounds_up(odd)) {
    std::size_t at = after.size();
    while (at > 0 && after[at - 1] == '9') after[--at] = '0';
    if (at > 0)
      ++after[at - 1];
    else
      ++whole;
  }
  const std::string before = std::to_string(whole);
  return decimals > 0 ? before + "." + after : before;
}

}  // namespace lesson
