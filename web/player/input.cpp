// input.cpp: what SDL hears of the pointer; see input.h.
#include "input.h"

#include <SDL.h>
#include <emscripten/emscripten.h>

// clang-format off
EM_JS(void, player_show_pointer, (int shape), {
  const canvas = Module['canvas'];
  if (canvas && canvas.style) canvas.style.cursor = ['default', 'pointer', 'grab', 'grabbing', 'crosshair'][shape];
});
// clang-format on

namespace lesson {

void take_pointer_events(PointerQueue& queue) {
  using Kind = PointerQueue::Event::Kind;
  const auto point = [](int x, int y) { return Point{static_cast<float>(x), static_cast<float>(y)}; };
  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    const bool button = event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP;
    if (event.type == SDL_MOUSEMOTION)
      queue.add({Kind::move, point(event.motion.x, event.motion.y)});
    else if (button && event.button.button == SDL_BUTTON_LEFT)
      queue.add({event.type == SDL_MOUSEBUTTONDOWN ? Kind::down : Kind::up, point(event.button.x, event.button.y)});
    else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_LEAVE)
      queue.add({Kind::leave, {}});
  }
}

void show_pointer(PointerShape shape) { player_show_pointer(static_cast<int>(shape)); }

}  // namespace lesson
