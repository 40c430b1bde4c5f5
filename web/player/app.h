// app.h: the picture in its window: one frame at a time, only when the page asks for one.
#pragma once

#include "draw_frame.h"
#include "imgui_canvas.h"
#include "pointer_queue.h"
#include "renderer.h"
#include "scene.h"

namespace lesson {

// Answers of App::frame, a sum.
inline constexpr int wants_frame = 1, events_wait = 2, marks_move = 4;

class App {
 public:
  explicit App(Scene& scene) : scene_(scene) {}
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // CSS pixels of the canvas, device pixels of each.
  Renderer::Kind open(float width, float height, float pixel_ratio);
  void resize(float width, float height, float pixel_ratio);
  int frame(double elapsed_ms);

 private:
  void set_size(float width, float height, float pixel_ratio);
  void take_pointer();
  ImDrawData& draw();
  void draw_focus(ImGuiCanvas& canvas) const;
  Rect space() const;
  float picture_ratio() const;
  int device(float css) const;

  Scene& scene_;
  DrawFrame frame_;  // outlives the renderer, which uses its atlas
  TextAtlas text_;
  Renderer renderer_;
  PointerQueue pointer_events_;
  Pointer pointer_;  // in units of the picture
  float width_ = 0, height_ = 0, pixel_ratio_ = 1;
};

}  // namespace lesson
