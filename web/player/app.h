// app.h: the widget with a window: one frame at a time, only when the page asks for one.
#pragma once

#include "imgui_canvas.h"
#include "lesson_state.h"
#include "pace.h"
#include "renderer.h"

struct ImGuiContext;

namespace lesson {

// Answers of App::frame, a sum.
inline constexpr int wants_frame = 1, state_changed = 2, context_lost = 8;

class App {
 public:
  explicit App(LessonState& state);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  Renderer::Kind open(float width, float pixel_ratio);
  void resize(float width, float pixel_ratio);
  int frame(double elapsed_ms);

 private:
  // What a reader can see change, cheap to compare.
  struct Played {
    std::vector<double> values;
    int ticks = 0, goal = 0;
    bool operator==(const Played&) const = default;
  };
  struct Shown {
    std::vector<double> values;
    int goal = 0;
    std::array<std::uint32_t, ink_count> colors{};
    bool more_open = false, controls = false;
    float width = 0, pixel_ratio = 0;
    bool operator==(const Shown&) const = default;
  };

  void run_ticks(double elapsed_ms);
  bool picture_is_due(double elapsed_ms, bool had_input);
  void draw(double elapsed_ms);
  void draw_picture();
  void draw_panel();
  void draw_words();
  void present();

  Played played() const;
  Shown shown() const;
  ImGuiCanvas canvas(const Rect& area, PictureTouch* touch);
  int device(float css) const;

  LessonState& state_;
  ImGuiContext* context_;
  TextAtlas text_;
  Renderer renderer_;
  PictureTouch touch_;
  Pace pace_;
  StillPace still_pace_;
  float width_ = 0, pixel_ratio_ = 1;
  Played last_played_;
  Shown last_shown_;
  PointerShape pointer_shape_ = PointerShape::arrow;
  std::string words_;  // to be shown beside the pointer
  bool repeats_ = false;
};

}  // namespace lesson
