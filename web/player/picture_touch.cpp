// picture_touch.cpp: hit tests and drags; see picture_touch.h.
#include "picture_touch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {

namespace {

bool holds(const Rect& area, Point at) {
  return at.x >= area.x && at.x < area.right() && at.y >= area.y && at.y < area.bottom();
}

}  // namespace

void PictureTouch::begin() {
  regions_.clear();
  explanations_.clear();
}

void PictureTouch::explain(const Rect& area, std::string_view words) {
  explanations_.push_back({area, std::string(words)});
}

void PictureTouch::tap(const Rect& area, std::string_view action_id) {
  Region region{.area = area, .wish = {Wish::Kind::act, std::string(action_id), 0}};
  regions_.push_back(std::move(region));
}

void PictureTouch::tap_to_set(const Rect& area, std::string_view param_id, double value) {
  Region region{.area = area, .wish = {Wish::Kind::set, std::string(param_id), value}};
  regions_.push_back(std::move(region));
}

void PictureTouch::drag(const Canvas::Drag& handle) {
  regions_.push_back(
      {.area = handle.area,
       .wish = {Wish::Kind::set, std::string(handle.param_id), 0, std::string(handle.second_id), 0},
       .is_drag = true,
       .line = {handle.min_at, handle.max_at, handle.min, handle.max},
       .second_line = {handle.second_min_at, handle.second_max_at, handle.second_min, handle.second_max}});
}

PictureTouch::Wish PictureTouch::update(const Pointer& pointer) {
  const Region* const top = top_region(pointer.at);
  Wish wish;
  if (pointer.pressed) {
    pressed_.reset();
    dragged_.reset();
    if (top && top->is_drag)
      dragged_ = *top;
    else if (top)
      pressed_ = top->wish;
  }
  if (dragged_) {
    wish = dragged_to(*dragged_, pointer.at);
  } else if (pointer.released && pressed_) {
    const bool same_region = top && !top->is_drag && top->wish.kind == pressed_->kind &&
                             top->wish.id == pressed_->id && top->wish.value == pressed_->value;
    if (same_region) wish = *pressed_;
  }

  const bool free = !pointer.down || pointer.pressed;
  shape_ = dragged_        ? PointerShape::grabbing
           : !free || !top ? PointerShape::arrow
           : top->is_drag  ? PointerShape::grab
                           : PointerShape::hand;
  words_.clear();
  if (!dragged_)
    for (const Explanation& explanation : explanations_)
      if (holds(explanation.area, pointer.at)) words_ = explanation.words;
  if (!pointer.down) {
    dragged_.reset();
    pressed_.reset();
  }
  return wish;
}

const PictureTouch::Region* PictureTouch::top_region(Point at) const {
  const auto found =
      std::find_if(regions_.rbegin(), regions_.rend(), [at](const Region& region) { return holds(region.area, at); });
  return found == regions_.rend() ? nullptr : &*found;
}

// t = (at - min_at) . (max_at - min_at) / |max_at - min_at|^2, value = min + t (max - min). A line without length: NaN,
// which no parameter takes.
double PictureTouch::value_at(const Line& line, Point at) {
  const double x = line.max_at.x - line.min_at.x, y = line.max_at.y - line.min_at.y;
  const double length_squared = x * x + y * y;
  if (length_squared == 0) return std::numeric_limits<double>::quiet_NaN();
  const double along = ((at.x - line.min_at.x) * x + (at.y - line.min_at.y) * y) / length_squared;
  return line.min + std::clamp(along, 0.0, 1.0) * (line.max - line.min);
}

PictureTouch::Wish PictureTouch::dragged_to(const Region& region, Point at) {
  Wish wish = region.wish;
  wish.value = value_at(region.line, at);
  if (std::isnan(wish.value)) return {};
  if (!wish.second_id.empty()) wish.second_value = value_at(region.second_line, at);
  return wish;
}

}  // namespace lesson
