// input.cpp: what SDL hears of the page, and what it must not; see input.h.
#include "input.h"

#include <SDL.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cfloat>

// clang-format off
EM_JS(void, lesson_show_pointer, (int shape), {
  const canvas = Module['canvas'];
  if (canvas && canvas.style) canvas.style.cursor = ['default', 'pointer', 'grab', 'grabbing', 'crosshair'][shape];
});
// clang-format on

namespace lesson {

void leave_page_its_events() {
  // Without a function, Emscripten removes the listener that SDL has put there.
  constexpr const char* canvas = "#canvas";
  emscripten_set_wheel_callback(canvas, nullptr, false, nullptr);
  emscripten_set_touchstart_callback(canvas, nullptr, false, nullptr);
  emscripten_set_touchend_callback(canvas, nullptr, false, nullptr);
  emscripten_set_touchmove_callback(canvas, nullptr, false, nullptr);
  emscripten_set_touchcancel_callback(canvas, nullptr, false, nullptr);
  emscripten_set_keydown_callback(canvas, nullptr, false, nullptr);
  emscripten_set_keyup_callback(canvas, nullptr, false, nullptr);
  emscripten_set_keypress_callback(canvas, nullptr, false, nullptr);
  emscripten_set_focus_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, false, nullptr);
  emscripten_set_blur_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, false, nullptr);
  emscripten_set_resize_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, false, nullptr);
  emscripten_set_visibilitychange_callback(nullptr, false, nullptr);
  emscripten_set_fullscreenchange_callback(EMSCRIPTEN_EVENT_TARGET_DOCUMENT, nullptr, false, nullptr);
  emscripten_set_pointerlockchange_callback(EMSCRIPTEN_EVENT_TARGET_DOCUMENT, nullptr, false, nullptr);
  // A page with this listener is not kept for the browser's Back button.
  emscripten_set_beforeunload_callback(nullptr, nullptr);
}

void take_pointer_events() {
  ImGuiIO& io = ImGui::GetIO();
  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    if (event.type == SDL_MOUSEMOTION) {
      io.AddMousePosEvent(static_cast<float>(event.motion.x), static_cast<float>(event.motion.y));
    } else if (event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP) {
      if (event.button.button != SDL_BUTTON_LEFT) continue;
      io.AddMousePosEvent(static_cast<float>(event.button.x), static_cast<float>(event.button.y));
      io.AddMouseButtonEvent(0, event.type == SDL_MOUSEBUTTONDOWN);
    } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_LEAVE) {
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    }
  }
}

bool pointer_events_wait() { return !ImGui::GetCurrentContext()->InputEventsQueue.empty(); }

Pointer current_pointer(float pixel_ratio) {
  const ImGuiIO& io = ImGui::GetIO();
  Pointer pointer{.down = io.MouseDown[0], .pressed = io.MouseClicked[0], .released = io.MouseReleased[0]};
  pointer.present = ImGui::IsMousePosValid(&io.MousePos);
  if (pointer.present) pointer.at = {io.MousePos.x / pixel_ratio, io.MousePos.y / pixel_ratio};
  return pointer;
}

void show_pointer(PointerShape shape) { lesson_show_pointer(static_cast<int>(shape)); }

}  // namespace lesson
