// panel_space.h: the margins and text sizes that the panels of all widgets share.
#pragma once

#include "contract/canvas.h"
#include "plot.h"

namespace lesson {

// Left and right of what a panel draws: as far as the title above it is set in.
constexpr float panel_margin(float width) { return width >= tight_below ? 16 : 8; }

// Of a panel that wide: 14 px and more, smaller only in the narrow column of an embed.
constexpr TypeSizes panel_type(float width) {
  return width >= tight_below ? TypeSizes{14, 14, is_wide(width) ? 20.0f : 16.0f} : TypeSizes{12, 12, 14};
}

// What is left between the margins of a panel with these bounds. The title, or the edge of the figure, stands above.
constexpr Rect panel_inside(const Rect& bounds) {
  const float margin = panel_margin(bounds.width);
  return {margin, 6, bounds.width - 2 * margin, bounds.height - 14};
}

}  // namespace lesson
