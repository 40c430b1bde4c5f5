// co_adaptation_picture.h: what the panels of co_adaptation share: a column for each net.
#pragma once

#include <array>
#include <string_view>

#include "co_adaptation.h"
#include "contract/canvas.h"
#include "kit/panel_space.h"

namespace lesson {

// Side by side, as many as there are nets.
std::array<Rect, CoAdaptation::most_nets> net_columns(const Rect& area, int net_count);

// On the first 20 px of a column: the longest title of the net that fits.
void draw_column_title(const CoAdaptation::Params& params, int net, const Rect& column, float size, Canvas& canvas);

}  // namespace lesson
