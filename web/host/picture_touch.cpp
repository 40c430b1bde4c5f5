// picture_touch.cpp: hit tests and drags; see picture_touch.h.
#include "picture_touch.h"

#include <algorithm>

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
  Region region{.area = area, .wish = {Wish::Kind::act, std::string(action_id), 0}, .min_at = {}, .max_at = {}};
  regions_.push_back(std::move(region));
}

void PictureTouch::tap_to_set(const Rect& area, std::string_view param_id, double value) {
  Region region{.area = area, .wish = {Wish::Kind::set, std::string(param_id), value}, .min_at = {}, .max_at = {}};
  regions_.push_back(std::move(region));
}

void PictureTouch::drag(const Canvas::Drag& handle) {
  regions_.push_back({.area = handle.area,
                      .wish = {Wish::Kind::set, std::string(handle.param_id), 0},
                      .is_drag = true,
                      .min_at = handle.min_at,
                      .max_at = handle.max_at,
                      .min = handle.min,
                      .max = handle.max});
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

// t = (at - min_at) . (max_at - min_at) / |max_at - min_at|^2, value = min + t (max - min)
PictureTouch::Wish PictureTouch::dragged_to(const Region& region, Point at) {
  const double x = region.max_at.x - region.min_at.x, y = region.max_at.y - region.min_at.y;
  const double length_squared = x * x + y * y;
  if (length_squared == 0) return {};
  const double along = ((at.x - region.min_at.x) * x + (at.y - region.min_at.y) * y) / length_squared;
  Wish wish = region.wish;
  wish.value = region.min + std::clamp(along, 0.0, 1.0) * (region.max - region.min);
  return wish;
}

}  // namespace lesson
