// fixed_digits.h: a number with a fixed number of decimals, exactly rounded, without the weight of printf.
#pragma once

#include <string>

namespace lesson {

// As printf("%.*f"): the decimals of the exact binary value, ties to even. size: at least 0, below 1e18; decimals: 0 to 12.
std::string fixed_digits(double size, int decimals);

}  // namespace lesson
