// player_window.cpp: the C functions that need a window; see player.h.
#include <optional>

#include "app.h"
#include "fonts.h"
#include "player.h"

namespace {

std::optional<lesson::App>& app() {
  static std::optional<lesson::App> window;
  return window;
}

}  // namespace

int player_open(float width, float height, float pixel_ratio) {
  if (app() || lesson::canvas_font(false).empty() || lesson::canvas_font(true).empty()) return 0;
  const lesson::Renderer::Kind kind = app().emplace(lesson::scene()).open(width, height, pixel_ratio);
  if (kind == lesson::Renderer::Kind::none) app().reset();
  return static_cast<int>(kind);
}

void player_close() { app().reset(); }

void player_resize(float width, float height, float pixel_ratio) {
  if (app()) app()->resize(width, height, pixel_ratio);
}

int player_frame(double elapsed_ms) { return app() ? app()->frame(elapsed_ms) : 0; }
