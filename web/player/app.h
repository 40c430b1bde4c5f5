// app.h: the picture in its window: one frame at a time, only when the page asks for one.
#pragma once

#include "imgui_canvas.h"
#include "renderer.h"
#include "scene.h"

struct ImGuiContext;

namespace lesson {

// Answers of App::frame, a sum.
inline constexpr int wants_frame = 1, events_wait = 2, marks_move = 4;

class App {
 public:
  explicit App(Scene& scene);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // CSS pixels of the canvas, device pixels of each.
  Renderer::Kind open(float width, float height, float pixel_ratio);
  void resize(float width, float height, float pixel_ratio);
  int frame(double elapsed_ms);

 private:
  void set_size(float width, float height, float pixel_ratio);
  void take_pointer();
  void draw(double elapsed_ms);
  void draw_focus(ImGuiCanvas& canvas) const;
  float picture_ratio() const;
  int device(float css) const;

  Scene& scene_;
  ImGuiContext* context_;
  TextAtlas text_;
  Renderer renderer_;
  float width_ = 0, height_ = 0, pixel_ratio_ = 1;
};

}  // namespace lesson
