// imgui_canvas.cpp: pixels, shapes and text of the screen; see imgui_canvas.h.
#include "imgui_canvas.h"

#include <algorithm>
#include <cmath>

#include "draw_order.h"

namespace lesson {

namespace {

constexpr float pi = 3.14159265f;
// Half of the height of digits and capitals of Inter, in text sizes: where the middle line is above the baseline.
constexpr float middle_above_baseline = 0.364f;

}  // namespace

// ---- pixels and colors ---------------------------------------------------------------------------------------------

ImGuiCanvas::ImGuiCanvas(const Screen& screen)
    : list_(screen.list),
      text_(screen.text),
      colors_(screen.colors),
      ratio_(screen.pixel_ratio),
      coarse_(screen.coarse) {}

ImVec2 ImGuiCanvas::to_device(Point point) const {
  // What lies far outside stays far outside, but finite.
  constexpr float far = 1e5f;
  const auto place = [=](float value) { return std::isfinite(value) ? std::clamp(value, -far, far) : -far; };
  return {place(point.x * ratio_), place(point.y * ratio_)};
}

float ImGuiCanvas::on_pixel(float device) const { return std::round(device); }

ImU32 ImGuiCanvas::color(Ink ink, float opacity) const {
  const std::uint32_t rgba = colors_[static_cast<std::size_t>(ink)];
  const float alpha = static_cast<float>(rgba & 0xFF) * std::clamp(opacity, 0.f, 1.f);
  return IM_COL32(rgba >> 24, rgba >> 16 & 0xFF, rgba >> 8 & 0xFF, static_cast<ImU32>(std::lround(alpha)));
}

// ---- picture and clips ---------------------------------------------------------------------------------------------

void ImGuiCanvas::draw(const Picture& picture) {
  const auto style_of = [](const PictureMark& mark) {
    return TextStyle{.size = mark.size, .ink = mark.ink, .align = mark.align, .bold = mark.bold};
  };
  std::vector<float> widths;
  for (const PictureMark& mark : picture.marks)
    widths.push_back(mark.op == MarkOp::text ? measure(picture.words[mark.part], style_of(mark)) : 0);
  std::uint32_t clip_now = 0;
  for (const std::uint32_t i : draw_order(picture, widths)) {
    const PictureMark& mark = picture.marks[i];
    if (mark.clip != clip_now) {
      clip_now = mark.clip;
      clip_now == 0 ? unclip() : clip(picture.clips[clip_now]);
    }
    if (mark.op == MarkOp::text)
      faded_text(picture.points_of(mark)[0], picture.words[mark.part], style_of(mark), mark.fade);
    else
      play_mark(picture, mark, *this);
  }
  unclip();
}

void ImGuiCanvas::clip(const Rect& area) {
  unclip();
  const ImVec2 low = to_device({area.x, area.y}), high = to_device({area.right(), area.bottom()});
  list_.PushClipRect({on_pixel(low.x), on_pixel(low.y)}, {on_pixel(high.x), on_pixel(high.y)}, true);
  clipped_ = true;
}

void ImGuiCanvas::unclip() {
  if (clipped_) list_.PopClipRect();
  clipped_ = false;
}

// ---- shapes --------------------------------------------------------------------------------------------------------

void ImGuiCanvas::rounded_outline(ImVec2 low, ImVec2 high, float radius) {
  const float most = std::max(0.f, std::min(high.x - low.x, high.y - low.y) / 2);
  list_.PathRect(low, high, std::min(radius, most));
}

void ImGuiCanvas::rect(const Rect& area, const Fill& fill, float corner_radius) {
  if (area.width <= 0 || area.height <= 0) return;
  ImVec2 low = to_device({area.x, area.y}), high = to_device({area.right(), area.bottom()});
  low = {on_pixel(low.x), on_pixel(low.y)};
  // However small, a bar that is there can be seen.
  high = {std::max(low.x + 1, on_pixel(high.x)), std::max(low.y + 1, on_pixel(high.y))};
  rounded_outline(low, high, corner_radius * ratio_);
  if (corner_radius <= 0 && !fill.hatched) {
    list_.PathClear();
    list_.AddRectFilled(low, high, color(fill.ink, fill.opacity));
    return;
  }
  take_path();
  fill_convex(points_, fill);
}

void ImGuiCanvas::frame(const Rect& area, const Stroke& stroke, float corner_radius) {
  const float whole = std::max(1.f, std::ceil(stroke.width * ratio_ - 0.5f));
  ImVec2 low = to_device({area.x, area.y}), high = to_device({area.right(), area.bottom()});
  // The middle of the stroke lies so that its edges fall on pixel edges.
  low = {on_pixel(low.x - whole / 2) + whole / 2, on_pixel(low.y - whole / 2) + whole / 2};
  high = {on_pixel(high.x - whole / 2) + whole / 2, on_pixel(high.y - whole / 2) + whole / 2};
  rounded_outline(low, high, corner_radius * ratio_);
  take_path();
  Stroke snapped = stroke;
  snapped.width = whole / ratio_;
  stroke_points(points_, true, snapped);
}

// Corners enough for dashes: twice as many as a whole circle needs.
void ImGuiCanvas::circle_points(ImVec2 center, float radius) {
  const int corners = 2 * list_._CalcCircleAutoSegmentCount(radius);
  list_.PathArcTo(center, radius, 0, 2 * pi * static_cast<float>(corners - 1) / static_cast<float>(corners),
                  corners - 1);
  take_path();
}

void ImGuiCanvas::take_path() {
  points_.assign(list_._Path.begin(), list_._Path.end());
  list_.PathClear();
}

void ImGuiCanvas::disk(Point center, float radius, const Fill& fill) {
  const ImVec2 at = to_device(center);
  if (radius <= 0) return;
  if (!fill.hatched) {
    list_.AddCircleFilled(at, radius * ratio_, color(fill.ink, fill.opacity));
    return;
  }
  circle_points(at, radius * ratio_);
  fill_convex(points_, fill);
}

void ImGuiCanvas::ring(Point center, float radius, const Stroke& stroke) {
  const ImVec2 at = to_device(center);
  if (radius <= 0) return;
  if (stroke.dash == Dash::solid) {
    list_.AddCircle(at, radius * ratio_, color(stroke.ink, stroke.opacity), 0, stroke.width * ratio_);
    return;
  }
  circle_points(at, radius * ratio_);
  stroke_points(points_, true, stroke);
}

// ---- text ----------------------------------------------------------------------------------------------------------

void ImGuiCanvas::text(Point at, std::string_view words, const TextStyle& style) { faded_text(at, words, style, 1); }

void ImGuiCanvas::faded_text(Point at, std::string_view words, const TextStyle& style, float opacity) {
  ImVec2 place = to_device(at);
  const float width = style.align == Align::left ? 0 : text_.width(words, style.size, style.bold);
  if (style.align == Align::center) place.x -= width / 2;
  if (style.align == Align::right) place.x -= width;
  text_.draw(list_, on_pixel(place.x), place.y + middle_above_baseline * style.size * ratio_, words, style.size,
             style.bold, color(style.ink, opacity));
}

float ImGuiCanvas::measure(std::string_view words, const TextStyle& style) {
  return text_.width(words, style.size, style.bold) / ratio_;
}

}  // namespace lesson
