// abi_window.cpp: the C functions that need a window; see abi.h.
#include "abi.h"
#include "app.h"

namespace {

std::optional<lesson::App>& app() {
  static std::optional<lesson::App> window;
  return window;
}

}  // namespace

int lesson_open(float width, float pixel_ratio) {
  lesson::LessonState& state = lesson::lesson_state();
  if (!state.session || app()) return 0;
  const lesson::Renderer::Kind kind = app().emplace(state).open(width, pixel_ratio);
  if (kind == lesson::Renderer::Kind::none) app().reset();
  return static_cast<int>(kind);
}

void lesson_close(void) { app().reset(); }

void lesson_resize(float width, float pixel_ratio) {
  if (app()) app()->resize(width, pixel_ratio);
}

int lesson_frame(double elapsed_ms) { return app() ? app()->frame(elapsed_ms) : 0; }
