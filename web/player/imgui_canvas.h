// imgui_canvas.h: the screen: marks as triangles in a Dear ImGui draw list, crisp at any pixel ratio.
//
// Marks speak CSS pixels; everything here is placed in device pixels, so that edges of bars, axes and cells fall exactly
// between two of them and anti-aliasing is one of them wide. Sources: imgui_canvas.cpp shapes and text,
// imgui_strokes.cpp lines, imgui_fills.cpp polygons and hatching, imgui_field.cpp maps.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <imgui.h>

#include "picture.h"
#include "text_atlas.h"

namespace lesson {

class ImGuiCanvas final : public Marks {
 public:
  struct Screen {
    ImDrawList& list;
    TextAtlas& text;
    std::span<const std::uint32_t> colors;  // 0xRRGGBBAA by Ink
    float pixel_ratio = 1;                  // device pixels of one unit of the marks
    bool coarse = false;                    // maps in larger dots
  };

  explicit ImGuiCanvas(const Screen& screen);

  void draw(const Picture& picture);

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
  void clip(const Rect& area) override;
  void unclip() override;
  // Motion and meaning are read from the picture, not from here.
  void key(const Key&) override {}
  void explain(const Rect&, std::string_view) override {}

  void faded_text(Point at, std::string_view words, const TextStyle& style, float opacity);
  float measure(std::string_view words, const TextStyle& style);  // width, CSS pixels

 private:
  ImVec2 to_device(Point point) const;
  float on_pixel(float device) const;
  ImU32 color(Ink ink, float opacity) const;
  ImU32 level_color(const Field& map, int level) const;

  // All below in device pixels.
  void stroke_points(std::span<const ImVec2> points, bool closed, const Stroke& stroke);
  void solid(std::span<const ImVec2> points, float width, ImU32 color);
  void straight(ImVec2 from, ImVec2 to, float width, ImU32 color);
  void fill_convex(std::span<const ImVec2> points, const Fill& fill);
  void hatch(std::span<const ImVec2> convex, ImU32 color);
  void circle_points(ImVec2 center, float radius);              // into points_
  void take_path();                                             // of the list, into points_
  void rounded_outline(ImVec2 low, ImVec2 high, float radius);  // into the path of the list
  void plain_rect(ImVec2 low, ImVec2 high, ImU32 color);
  void crisp_field(const Field& map, ImVec2 low, ImVec2 high);
  void smooth_field(const Field& map, ImVec2 low, ImVec2 high);

  ImDrawList& list_;
  TextAtlas& text_;
  std::span<const std::uint32_t> colors_;
  float ratio_;
  bool coarse_;
  bool clipped_ = false;
  std::vector<ImVec2> points_;
};

}  // namespace lesson
