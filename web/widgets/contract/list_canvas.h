// list_canvas.h: the canvas that records a display list (display_list.h): what every model draws on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "canvas.h"
#include "display_list.h"
#include "panel_layout.h"
#include "widget.h"

namespace lesson {

class ListCanvas final : public FigureCanvas {
 public:
  // text: the declaration whose params and actions the touches name; it must outlive the canvas.
  ListCanvas(const WidgetText& text, float width, float height);

  // The list, complete with its header; the canvas is empty afterwards. Marks beyond the bounds of the format are left
  // out, coordinates are moved within them, so a reader never refuses what comes from here.
  std::vector<unsigned char> finish();

  void begin(const Rect& panel) override;
  Rect bounds() const override { return {0, 0, area_.width, area_.height}; }
  void line(Point from, Point to, const Stroke& stroke) override;
  void polyline(std::span<const Point> points, const Stroke& stroke) override;
  void polygon(std::span<const Point> points, const Fill& fill) override;
  void rect(const Rect& area, const Fill& fill, float corner_radius) override;
  void frame(const Rect& area, const Stroke& stroke, float corner_radius) override;
  void disk(Point center, float radius, const Fill& fill) override;
  void ring(Point center, float radius, const Stroke& stroke) override;
  void text(Point at, std::string_view words, const TextStyle& style) override;
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) override;
  void field(const Field& map) override;
  void clip(const Rect& area) override;
  void unclip() override;
  void key(const Key& key) override;
  void explain(const Rect& area, std::string_view words) override;
  void tap(const Rect& area, std::string_view action_id) override;
  void tap_to_set(const Rect& area, std::string_view param_id, double value) override;
  void drag(const Drag& handle) override;
  void paint(const Paint& grid) override;

 private:
  bool open(MarkOp op);  // false: there are too many marks
  void close();
  void put(std::uint32_t word);
  void put(float number);
  void put(double number);
  void put(Point point);
  void put(const Rect& area);
  void put(const Stroke& stroke);
  void put(const Fill& fill);
  void put(std::string_view words);
  void put(std::span<const Point> points);
  std::uint32_t param(std::string_view id) const;  // no_param: there is none

  const WidgetText& text_;
  float width_, height_;
  Rect area_;  // of the panel that is drawn, else of the whole picture
  std::vector<unsigned char> bytes_;
  std::size_t mark_at_ = 0;
  std::uint32_t marks_ = 0;
};

}  // namespace lesson
