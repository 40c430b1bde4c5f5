// hover_words.cpp: words that stay to be read and go when they are sent away; see hover_words.h.
#include "hover_words.h"

#include <algorithm>
#include <cmath>

namespace lesson {

namespace {

const Explanation* explained_at(std::span<const Explanation> explanations, Point at) {
  const Explanation* found = nullptr;
  for (const Explanation& each : explanations)
    if (holds(each.area, at)) found = &each;
  return found;
}

bool same_area(const Rect& a, const Rect& b) {
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

}  // namespace

void HoverWords::update(const Pointer& pointer, bool held, std::span<const Explanation> explanations) {
  const Point from = at_;
  at_ = pointer.at;
  const bool moved = at_.x != from.x || at_.y != from.y;
  if (!pointer.present || held || (pointer.pressed && holds(card_, at_))) return forget();
  if (!words().empty() && reaches_card(moved ? from : at_, at_, explanations)) {
    // A picture that is new meanwhile may say something else of the same thing.
    for (const Explanation& each : explanations)
      if (same_area(each.area, thing_->area)) thing_ = each;
    return;
  }
  const Explanation* const under = explained_at(explanations, at_);
  if (!under) {
    if (moved || !away_) forget();
    return;
  }
  // A new picture under a pointer that rests is no move: the words keep their place, and stay away.
  if (!thing_ || (moved && is_another(under))) {
    forget();
    place_ = at_;
  }
  thing_ = *under;
}

bool HoverWords::send_away() {
  if (words().empty()) return false;
  away_ = true;
  card_ = {};
  return true;
}

// Whoever crosses another thing on the way means that one, however quick the pointer is.
bool HoverWords::reaches_card(Point from, Point to, std::span<const Explanation> explanations) const {
  if (card_.width <= 0 || !on_the_way(to)) return false;
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  const int steps = std::max(1, static_cast<int>(std::ceil(std::min(length, 4000.f) / 4)));
  for (int i = 0; i <= steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(steps);
    const Point at{from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
    if (!holds(card_, at) && is_another(explained_at(explanations, at))) return false;
  }
  return holds(card_, to) || !explained_at(explanations, to);
}

// On the words, or between them and the place where they came up.
bool HoverWords::on_the_way(Point at) const {
  const float top = std::min(card_.y, place_.y), bottom = std::max(card_.bottom(), place_.y);
  return holds({card_.x, top, card_.width, bottom - top}, at);
}

bool HoverWords::is_another(const Explanation* under) const {
  return under && under->words != thing_->words && !same_area(under->area, thing_->area);
}

void HoverWords::forget() {
  thing_.reset();
  away_ = false;
  card_ = {};
}

}  // namespace lesson
