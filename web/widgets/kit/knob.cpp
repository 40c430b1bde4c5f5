// knob.cpp: a disk in the one color that means "touch here", with a rim and chevrons.
#include "knob.h"

namespace lesson {

namespace {

// Of a chevron that points sideways: where its ends and its tip are, and half its height.
struct Chevron {
  float near, tip, half;
};

void draw_chevrons(Canvas& canvas, Point at, bool sideways, const Chevron& shape) {
  for (const float way : {-1.0f, 1.0f}) {
    Point chevron[] = {{way * shape.near, -shape.half}, {way * shape.tip, 0}, {way * shape.near, shape.half}};
    for (Point& corner : chevron)
      corner = sideways ? Point{at.x + corner.x, at.y + corner.y} : Point{at.x + corner.y, at.y + corner.x};
    canvas.polyline(chevron, {.ink = Ink::paper, .width = 1.75f});
  }
}

}  // namespace

void draw_knob(Canvas& canvas, Point at, Ways ways, std::uint32_t name) {
  constexpr float rim = 2.5f;
  canvas.disk(at, knob_radius + rim, {.ink = Ink::paper});
  if (name != 0) canvas.key({.name = name});
  canvas.disk(at, knob_radius, {.ink = Ink::accent});
  if (ways == Ways::every_way) {  // four small ones
    draw_chevrons(canvas, at, true, {4.5f, 7.5f, 2.6f});
    draw_chevrons(canvas, at, false, {4.5f, 7.5f, 2.6f});
  } else {
    draw_chevrons(canvas, at, ways == Ways::sideways, {2.5f, 6, 4});
  }
}

}  // namespace lesson
