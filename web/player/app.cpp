// app.cpp: the frame; see app.h.
#include "app.h"

#include <algorithm>
#include <cmath>

#include "hover_card.h"
#include "input.h"

namespace lesson {

namespace {

float usable(float value, float least, float most) {
  return std::isfinite(value) ? std::clamp(value, least, most) : least;
}

}  // namespace

Renderer::Kind App::open(float width, float height, float pixel_ratio) {
  set_size(width, height, pixel_ratio);
  text_.set_pixel_ratio(picture_ratio());
  const Renderer::Kind kind = renderer_.open(device(width_), device(height_));
  text_.set_whole_pixels(kind == Renderer::Kind::software);
  return kind;
}

void App::resize(float width, float height, float pixel_ratio) {
  set_size(width, height, pixel_ratio);
  renderer_.resize(device(width_), device(height_));
}

void App::set_size(float width, float height, float pixel_ratio) {
  width_ = usable(width, 1, 8192);
  height_ = usable(height, 1, 8192);
  pixel_ratio_ = usable(pixel_ratio, 0.25f, 8);
}

int App::frame(double elapsed_ms) {
  if (renderer_.lost()) return 0;  // the page hears of it and gives a fresh canvas to a fresh instance
  scene_.motion.advance(elapsed_ms);
  text_.set_pixel_ratio(picture_ratio());
  take_pointer();
  renderer_.present(draw(), scene_.colors[static_cast<std::size_t>(Ink::paper)]);
  const bool moving = scene_.motion.moving();
  return (moving || pointer_events_.waits() ? wants_frame : 0) + (scene_.events.empty() ? 0 : events_wait) +
         (moving ? marks_move : 0);
}

// What the pointer did goes to the page; the picture that follows from it comes back as a list.
void App::take_pointer() {
  take_pointer_events(pointer_events_);
  pointer_ = pointer_events_.next();
  pointer_.at = {pointer_.at.x / picture_ratio(), pointer_.at.y / picture_ratio()};
  for (const PictureTouch::Wish& wish : scene_.touch.update(pointer_, scene_.touches))
    scene_.events.add(wish, scene_.declared);
  scene_.hover.update(pointer_, scene_.touch.dragging(), scene_.motion.shown().explanations);
  show_pointer(scene_.touch.shape());
}

ImDrawData& App::draw() {
  // Once more when the picture has text that no frame before had.
  for (int pass = 0;; ++pass) {
    if (pass > 0) {
      text_.bake();
      renderer_.upload_fonts();
    }
    ImGuiCanvas canvas({.list = frame_.begin(static_cast<float>(device(width_)), static_cast<float>(device(height_)),
                                             renderer_.kind() == Renderer::Kind::gpu, scene_.streaming),
                        .text = text_,
                        .colors = scene_.colors,
                        .pixel_ratio = picture_ratio(),
                        .coarse = scene_.streaming});
    canvas.draw(scene_.motion.shown());
    draw_focus(canvas);
    if (const auto words = scene_.hover.words(); !words.empty())
      scene_.hover.drawn_at(draw_hover_card(canvas, words, scene_.hover.place(), space()));
    ImDrawData& drawn = frame_.end();
    if (!text_.stale() || pass == 2) return drawn;  // the third: lines of a card break only when measured
  }
}

// A ring round each place where the focused param can be set by hand.
void App::draw_focus(ImGuiCanvas& canvas) const {
  if (scene_.focused == no_param) return;
  for (const Touch& touch : scene_.touches) {
    const bool held = touch.kind == Touch::Kind::drag || touch.kind == Touch::Kind::paint;
    if (!held || (touch.place != scene_.focused && touch.second != scene_.focused)) continue;
    // Outside of the region, but not outside of the canvas.
    const float left = std::max(1.f, touch.area.x - 2), top = std::max(1.f, touch.area.y - 2);
    const float right = std::min(space().width - 1, touch.area.right() + 2);
    const float bottom = std::min(space().height - 1, touch.area.bottom() + 2);
    canvas.frame({left, top, right - left, bottom - top}, {.ink = Ink::accent, .width = 2}, 4);
  }
}

// Device pixels of one unit of the picture. A picture of another width than the canvas is scaled to it: while the model
// still draws the new size, and where the reader wants larger text.
float App::picture_ratio() const {
  const float width = scene_.motion.shown().width;
  const bool other = width > 0 && std::abs(width - width_) > 0.5f;
  return other ? pixel_ratio_ * std::clamp(width_ / width, 0.125f, 8.f) : pixel_ratio_;
}

// The whole canvas in units of the picture.
Rect App::space() const {
  const float unit = picture_ratio() / pixel_ratio_;
  return {0, 0, width_ / unit, height_ / unit};
}

int App::device(float css) const { return std::max(1, static_cast<int>(std::lround(css * pixel_ratio_))); }

}  // namespace lesson
