// knob.cpp: a disk in the one color that means "touch here", with a rim and two chevrons.
#include "knob.h"

namespace lesson {

void draw_knob(Canvas& canvas, Point at, Ways ways, std::uint32_t name) {
  constexpr float rim = 2.5f, near = 2.5f, tip = 6, half = 4;
  canvas.disk(at, knob_radius + rim, {.ink = Ink::paper});
  if (name != 0) canvas.key({.name = name});
  canvas.disk(at, knob_radius, {.ink = Ink::accent});
  for (const float way : {-1.0f, 1.0f}) {
    Point chevron[] = {{way * near, -half}, {way * tip, 0}, {way * near, half}};
    for (Point& corner : chevron)
      corner =
          ways == Ways::sideways ? Point{at.x + corner.x, at.y + corner.y} : Point{at.x + corner.y, at.y + corner.x};
    canvas.polyline(chevron, {.ink = Ink::paper, .width = 1.75f});
  }
}

}  // namespace lesson
