// draw_order.h: the marks of a picture in an order that looks the same and changes between shapes and words seldom.
#pragma once

#include <span>
#include <vector>

#include "picture.h"

namespace lesson {

// Words have a texture and shapes have none, and each change between the two costs a draw call. So words wait for others
// until a mark comes that lies over them, or until the clip changes. The places in picture.marks; marks that have faded
// are left out. widths: of each mark that is words, CSS pixels, and anything of the others.
std::vector<std::uint32_t> draw_order(const Picture& picture, std::span<const float> widths);

}  // namespace lesson
