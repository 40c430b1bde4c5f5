// controls.h: the controls in the canvas, made from the declaration: Dear ImGui finds out what the pointer does with
// them, they are painted with the same marks and inks as the picture.
//
// Keyboard and screen readers use the DOM twin; the canvas takes no focus.
#pragma once

#include "imgui_canvas.h"
#include "lesson_state.h"

namespace lesson {

struct PanelAnswer {
  PointerShape shape = PointerShape::arrow;
  std::string words;     // the help of the control under the pointer
  bool repeats = false;  // a step button is held down: another frame is wanted
};

// Between ImGui::Begin and End, with the canvas's space starting at `origin` (CSS pixels of the whole canvas). Applies
// to the session what the reader does.
PanelAnswer draw_controls(LessonState& state, const ControlPanel& panel, ImGuiCanvas& canvas, Point origin,
                          float pixel_ratio);

}  // namespace lesson
