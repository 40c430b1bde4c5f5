// hover_card.h: the explanation beside the pointer.
#pragma once

#include <string_view>

#include "imgui_canvas.h"

namespace lesson {

// Stands above the pointer, or below it where there is no room, and inside of `space`.
void draw_hover_card(ImGuiCanvas& canvas, std::string_view words, Point pointer, const Rect& space);

}  // namespace lesson
