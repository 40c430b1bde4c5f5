// fonts.h: the canvas fonts of this instance, TrueType bytes that the page handed over by player_font.
#pragma once

#include <span>

namespace lesson {

// Empty if the page handed none over. Valid as long as the instance; bold: weight 600, else 400.
std::span<const unsigned char> canvas_font(bool bold);

}  // namespace lesson
