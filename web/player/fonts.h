// fonts.h: the canvas fonts and the list of their signs, as bytes inside the program; made from fonts/ at build time.
#pragma once

#include <span>

namespace lesson {

std::span<const unsigned char> inter_regular();   // TrueType, 400
std::span<const unsigned char> inter_semibold();  // TrueType, 600
// UTF-8, the signs that both fonts hold; line ends do not count.
std::span<const unsigned char> font_signs();

}  // namespace lesson
