// digits.h: ten handwritten digits, 8 x 8 cells each, for pictures of small tensors. Credit: digits.cpp; a page that shows
// them names the creators too.
#pragma once

#include <vector>

namespace lesson {

inline constexpr int digit_count = 10, digit_side = 8;

// [8, 8] row-major from the top, 0 (paper) to 1 (ink); digit: 0 to 9.
std::vector<float> digit_picture(int digit);

}  // namespace lesson
