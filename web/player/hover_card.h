// hover_card.h: the explanation beside the pointer.
#pragma once

#include <string_view>

#include "imgui_canvas.h"

namespace lesson {

// Stands above the place, or below it where there is no room, and inside of `space`. The answer: where.
Rect draw_hover_card(ImGuiCanvas& canvas, std::string_view words, Point place, const Rect& space);

}  // namespace lesson
