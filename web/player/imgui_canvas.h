// imgui_canvas.h: the Canvas of the screen: marks as triangles in a Dear ImGui draw list, crisp at any pixel ratio.
//
// Widgets speak CSS pixels; everything here is placed in device pixels, so that edges of bars, axes and cells fall
// exactly between two of them and anti-aliasing is one of them wide.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <imgui.h>

#include "contract/canvas.h"
#include "picture_touch.h"
#include "text_atlas.h"

namespace lesson {

class ImGuiCanvas final : public Canvas {
 public:
  struct Screen {
    ImDrawList& list;
    TextAtlas& text;
    std::span<const std::uint32_t> colors;  // 0xRRGGBBAA by Ink
    float pixel_ratio = 1;
    PictureTouch* touch = nullptr;  // null: marks only
  };

  // `area` in CSS pixels of the whole canvas; drawing happens in its own space, origin at its top left.
  ImGuiCanvas(const Screen& screen, const Rect& area);

  Rect bounds() const override { return {0, 0, area_.width, area_.height}; }
  void line(Point from, Point to, const Stroke& stroke) override;
  void polyline(std::span<const Point> points, const Stroke& stroke) override;
  void polygon(std::span<const Point> points, const Fill& fill) override;
  void rect(const Rect& area, const Fill& fill, float corner_radius = 0) override;
  void frame(const Rect& area, const Stroke& stroke, float corner_radius = 0) override;
  void disk(Point center, float radius, const Fill& fill) override;
  void ring(Point center, float radius, const Stroke& stroke) override;
  void text(Point at, std::string_view words, const TextStyle& style) override;
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) override;
  void field(const Field& map) override;
  void explain(const Rect& area, std::string_view words) override;
  void clip(const Rect&) override {}
  void unclip() override {}
  void key(const Key&) override {}
  void paint(const Paint&) override {}
  void tap(const Rect& area, std::string_view action_id) override;
  void tap_to_set(const Rect& area, std::string_view param_id, double value) override;
  void drag(const Drag& handle) override;

  // For controls and explanations, beyond the Canvas: text with opacity, and its measured width in CSS pixels.
  void faded_text(Point at, std::string_view words, const TextStyle& style, float opacity);
  float measure(std::string_view words, const TextStyle& style);

 private:
  ImVec2 to_device(Point point) const;
  float on_pixel(float device) const;
  ImU32 color(Ink ink, float opacity) const;

  // All below in device pixels.
  void stroke_points(std::span<const ImVec2> points, bool closed, const Stroke& stroke);
  void solid(std::span<const ImVec2> points, float width, ImU32 color);
  void straight(ImVec2 from, ImVec2 to, float width, ImU32 color);
  void fill_convex(std::span<const ImVec2> points, const Fill& fill);
  void hatch(std::span<const ImVec2> convex, ImU32 color);
  void rounded_outline(ImVec2 low, ImVec2 high, float radius);  // into the path of the list

  ImDrawList& list_;
  TextAtlas& text_;
  std::span<const std::uint32_t> colors_;
  float ratio_;
  PictureTouch* touch_;
  Rect area_;
  std::vector<ImVec2> points_;
};

}  // namespace lesson
