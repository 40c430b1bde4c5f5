// digits.h: four handwritten digits, 8 x 8 cells each, for pictures of small tensors. Credit: digits.cpp; a page that shows
// them names the creators too.
#pragma once

#include <string_view>
#include <vector>

namespace lesson {

inline constexpr int digit_count = 4, digit_side = 8;
inline constexpr std::string_view digit_names[digit_count] = {"0", "4", "6", "7"};

// [8, 8] row-major from the top, 0 (paper) to 1 (ink). index: 0 to 3.
std::vector<float> digit_picture(int index);

}  // namespace lesson
