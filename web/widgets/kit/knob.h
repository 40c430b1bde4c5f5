// knob.h: what a reader drags in a picture: a filled disk with chevrons that say which way.
#pragma once

#include <cstdint>

#include "contract/canvas.h"

namespace lesson {

enum class Ways { sideways, up_and_down, every_way };

// Of a knob's disk, and from its center to the edge of the square that takes a finger (44 px wide).
inline constexpr float knob_radius = 12, knob_reach = 22;

// Paints the knob; the caller declares its drag. name: see mark_name(); 0: the disk does not glide.
void draw_knob(Canvas& canvas, Point at, Ways ways, std::uint32_t name = 0);

// The square around a knob that takes a finger.
constexpr Rect knob_area(Point at) { return {at.x - knob_reach, at.y - knob_reach, 2 * knob_reach, 2 * knob_reach}; }

}  // namespace lesson
