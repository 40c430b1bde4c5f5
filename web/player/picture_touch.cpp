// picture_touch.cpp: hit tests, drags and painting; see picture_touch.h.
#include "picture_touch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {

namespace {

using Kind = Touch::Kind;

constexpr float largest_handle = 64;

bool is_held(const Touch& region) { return region.kind == Kind::drag || region.kind == Kind::paint; }

const Touch* top_region(std::span<const Touch> regions, const Pointer& pointer) {
  if (!pointer.present) return nullptr;
  const auto found = std::find_if(regions.rbegin(), regions.rend(),
                                  [&](const Touch& region) { return holds(region.area, pointer.at); });
  return found == regions.rend() ? nullptr : &*found;
}

// t = (at - min_at) . (max_at - min_at) / |max_at - min_at|^2, value = min + t (max - min). A line without length: NaN,
// which no parameter takes.
double value_at(const Touch::Line& line, Point at) {
  const double x = line.max_at.x - line.min_at.x, y = line.max_at.y - line.min_at.y;
  const double length_squared = x * x + y * y;
  if (length_squared == 0) return std::numeric_limits<double>::quiet_NaN();
  const double along = ((at.x - line.min_at.x) * x + (at.y - line.min_at.y) * y) / length_squared;
  return line.min + std::clamp(along, 0.0, 1.0) * (line.max - line.min);
}

// The area's extent along the line is |w x| + |h y| over the line's length, which must be less than half of that length.
bool is_short_beside(const Rect& area, const Touch::Line& line) {
  const float x = line.max_at.x - line.min_at.x, y = line.max_at.y - line.min_at.y;
  return std::abs(area.width * x) + std::abs(area.height * y) < 0.5f * (x * x + y * y);
}

bool is_handle(const Touch& region) {
  return region.kind == Kind::drag && region.area.width <= largest_handle && region.area.height <= largest_handle &&
         is_short_beside(region.area, region.line) &&
         (region.second == no_param || is_short_beside(region.area, region.second_line));
}

bool sets_the_same(const Touch& a, const Touch& b) {
  return a.kind == b.kind && a.place == b.place && a.second == b.second;
}

// The painted cell at a place, or -1 outside.
int cell_at(const Touch& grid, Point at) {
  if (!holds(grid.area, at)) return -1;
  const auto part = [](float from, float size, float place, int count) {
    return std::clamp(static_cast<int>((place - from) / size * static_cast<float>(count)), 0, count - 1);
  };
  return part(grid.area.y, grid.area.height, at.y, grid.rows) * grid.columns +
         part(grid.area.x, grid.area.width, at.x, grid.columns);
}

}  // namespace

std::span<const PictureTouch::Wish> PictureTouch::update(const Pointer& pointer, std::span<const Touch> regions) {
  wishes_.clear();
  const Touch* const top = top_region(regions, pointer);
  if (pointer.pressed) {
    pressed_.reset();
    held_.reset();
    if (top) press(*top, regions, pointer.at);
  } else if (held_) {
    if (!held_->grabbed) follow(regions);
    // Without a place (the pointer left the canvas) the last one holds.
    const bool moved = pointer.present && (pointer.at.x != held_->at.x || pointer.at.y != held_->at.y);
    if (moved && !pointer.cancelled && (pointer.down || pointer.released))
      held_->region.kind == Kind::drag ? drag_to(pointer.at) : paint_to(pointer.at);
  } else if (pointer.released && pressed_ && !pointer.cancelled && top && sets_the_same(*top, *pressed_) &&
             top->value == pressed_->value) {
    wishes_.push_back({.kind = top->kind == Kind::tap ? Wish::Kind::act : Wish::Kind::set,
                       .place = top->place,
                       .value = top->value});
  }
  if (!pointer.down || pointer.cancelled) {
    held_.reset();
    pressed_.reset();
  }

  const bool free = !pointer.down || pointer.pressed;
  const Kind under = top ? top->kind : Kind::tap;
  shape_ = held_ && held_->region.kind == Kind::drag ? PointerShape::grabbing
           : held_ || (free && under == Kind::paint) ? PointerShape::cell
           : !free || !top                           ? PointerShape::arrow
           : under == Kind::drag                     ? PointerShape::grab
                                                     : PointerShape::hand;
  return wishes_;
}

void PictureTouch::press(const Touch& region, std::span<const Touch> regions, Point at) {
  if (!is_held(region)) {
    pressed_ = region;
    return;
  }
  const std::size_t cells = static_cast<std::size_t>(region.columns) * static_cast<std::size_t>(region.rows);
  if (region.kind == Kind::paint && cells > most_cells) return;
  held_ = {.region = region, .at = at};
  for (const Touch& other : regions) {
    if (&other == &region) break;
    if (sets_the_same(other, region)) ++held_->which;
  }
  if (region.kind == Kind::paint) {
    held_->painted.assign(cells, 0);
    return paint_to(at);
  }
  if (!is_handle(region)) return drag_to(at);
  // Held where it was grabbed: the pointer stands for the center. Nothing is told before it moves.
  held_->grabbed = true;
  const Point center = region.area.center();
  held_->shift = {center.x - at.x, center.y - at.y};
}

// The same region in the picture that is shown now: an axis may have got another range.
void PictureTouch::follow(std::span<const Touch> regions) {
  std::size_t which = held_->which;
  for (const Touch& region : regions) {
    if (!sets_the_same(region, held_->region)) continue;
    if (which-- > 0) continue;
    const bool same_grid = region.columns == held_->region.columns && region.rows == held_->region.rows;
    if (same_grid) held_->region = region;
    return;
  }
}

void PictureTouch::drag_to(Point at) {
  held_->at = at;
  const Point meant{at.x + held_->shift.x, at.y + held_->shift.y};
  const Touch& region = held_->region;
  const double value = value_at(region.line, meant);
  const double second_value = region.second == no_param ? 0 : value_at(region.second_line, meant);
  if (std::isnan(value) || std::isnan(second_value)) return;
  if (held_->spoke && held_->value == value && held_->second_value == second_value) return;
  held_->spoke = true;
  held_->value = value;
  held_->second_value = second_value;
  wishes_.push_back({.kind = Wish::Kind::set,
                     .place = region.place,
                     .value = value,
                     .second = region.second,
                     .second_value = second_value});
}

// The pointer jumps when it is fast: the cells between are crossed too, in steps of a third of a cell.
void PictureTouch::paint_to(Point at) {
  const Touch& grid = held_->region;
  const Point from = held_->at;
  const float cell_width = grid.area.width / static_cast<float>(grid.columns);
  const float cell_height = grid.area.height / static_cast<float>(grid.rows);
  const float cells = std::max(std::abs(at.x - from.x) / cell_width, std::abs(at.y - from.y) / cell_height);
  if (!std::isfinite(cells)) return;
  const int steps = std::max(1, static_cast<int>(std::ceil(3 * std::min(cells, 600.f))));
  for (int i = 1; i <= steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(steps);
    const int cell = cell_at(grid, {from.x + t * (at.x - from.x), from.y + t * (at.y - from.y)});
    if (cell < 0 || held_->painted[static_cast<std::size_t>(cell)]) continue;
    held_->painted[static_cast<std::size_t>(cell)] = 1;
    wishes_.push_back({.kind = Wish::Kind::paint, .place = grid.place, .cell = cell, .begins = !held_->spoke});
    held_->spoke = true;
  }
  held_->at = at;
}

}  // namespace lesson
