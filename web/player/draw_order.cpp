// draw_order.cpp: words wait; see draw_order.h.
#include "draw_order.h"

#include <algorithm>

namespace lesson {

namespace {

// All that the mark covers lies inside.
Rect reach_of(const Picture& picture, const PictureMark& mark, float words_width) {
  const std::span<const Point> points = picture.points_of(mark);
  Point low = points[0], high = points[0];
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  float beside = 2 + mark.width, around = beside;
  if (mark.op == MarkOp::disk || mark.op == MarkOp::ring) around = beside += mark.size;
  if (mark.op == MarkOp::text) around = mark.size, beside = words_width;  // however they are aligned
  return {low.x - beside, low.y - around, high.x - low.x + 2 * beside, high.y - low.y + 2 * around};
}

bool meet(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

std::vector<std::uint32_t> draw_order(const Picture& picture, std::span<const float> widths) {
  struct Words {
    std::uint32_t place;
    Rect reach;
  };
  std::vector<Words> waiting;
  std::vector<std::uint32_t> order;
  const auto write = [&] {
    for (const Words& words : waiting) order.push_back(words.place);
    waiting.clear();
  };
  std::uint32_t clip = 0;
  for (std::uint32_t i = 0; i < picture.marks.size(); ++i) {
    const PictureMark& mark = picture.marks[i];
    if (mark.fade <= 0 || mark.point_count == 0) continue;
    if (mark.clip != clip) write();
    clip = mark.clip;
    const Rect reach = reach_of(picture, mark, widths[i]);
    if (mark.op == MarkOp::text) {
      waiting.push_back({i, reach});
      continue;
    }
    for (const Words& words : waiting)
      if (meet(words.reach, reach)) {
        write();
        break;
      }
    order.push_back(i);
  }
  write();
  return order;
}

}  // namespace lesson
