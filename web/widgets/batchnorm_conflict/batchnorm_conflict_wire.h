// batchnorm_conflict_wire.h: where the net's blocks and sockets stand: along a wire from left to right, on phones downward.
#pragma once

#include <algorithm>

#include "batchnorm_conflict.h"
#include "kit/panel_space.h"

namespace lesson {

struct WireLayout {
  static constexpr int block_count = 6, norm_block = 3;

  WireLayout(float width, double lowest)
      : wide(width >= 700), inside(panel_inside({0, 0, width, 0})), size(panel_type(width).small) {
    const int steps = BatchNormConflict::socket_count - 1;
    if (wide) {
      head = inside.y + 20;
      first = {inside.x + 74, inside.y + 104};
      pitch = (inside.right() - 46 - first.x) / static_cast<float>(steps);
      plot = {inside.x + 34, first.y + 58, inside.width - 34, 150};
      percent = {lowest, 100, plot.bottom(), plot.y};
      height = plot.bottom() + 36;
      return;
    }
    const bool tight = width < tight_below;
    head = inside.y + 16;
    pitch = 68;
    first = {inside.x + (tight ? 34.0f : 44.0f), inside.y + 63};
    const float left = first.x + (tight ? 42.0f : 54.0f);
    plot = {left, first.y - 16, inside.right() - left - 10, pitch * static_cast<float>(steps) + 46};
    percent = {lowest, 100, plot.x, plot.right()};
    height = plot.bottom() + 42;
  }

  // The first one, nowhere, is a place to park: off the wire.
  Point socket(int number) const {
    if (number == 0) return wide ? Point{first.x - 24, first.y - 34} : Point{first.x - 28, first.y - 6};
    return on_wire(number);
  }
  Point on_wire(int number) const {
    const float along = pitch * static_cast<float>(number);
    return wide ? Point{first.x + along, first.y} : Point{first.x, first.y + along};
  }
  Point wire_begin() const { return wide ? Point{first.x - 8, first.y} : Point{first.x, first.y - 8}; }
  Point wire_end() const {
    const Point last = on_wire(BatchNormConflict::socket_count - 1);
    return wide ? Point{inside.right(), last.y} : Point{last.x, last.y + 24};
  }

  // Two blocks to the first socket of the net, two to the second, one to each of the others.
  Rect block(int number) const {
    const int stretch = number < 2 ? 0 : number < 4 ? 1 : number - 2;
    const bool paired = stretch < 2;
    const float tall = wide ? 42.0f : 20.0f;
    const float along = paired ? pitch / 2 + (number % 2 == 0 ? -1.0f : 1.0f) * step_aside() : pitch / 2;
    const Point from = on_wire(stretch);
    const Point middle = wide ? Point{from.x + along, from.y} : Point{from.x, from.y + along};
    return {middle.x - block_width() / 2, middle.y - tall / 2, block_width(), tall};
  }
  Rect gauge() const {
    const Rect norm = block(norm_block);
    return wide ? Rect{norm.x, norm.y - 18, norm.width, 12} : Rect{norm.right() + 10, norm.y - 6, 44, 12};
  }

  bool wide;
  Rect inside;
  float size, head = 0, pitch = 0, height = 0;
  Point first;
  Rect plot;
  Axis percent;

 private:
  float block_width() const {
    return wide ? std::min(72.0f, (pitch - 60) / 2) : std::min(76.0f, 2 * (first.x - inside.x));
  }
  float step_aside() const { return wide ? block_width() / 2 + 7 : 11.5f; }
};

}  // namespace lesson
