// recording_canvas.h: a Canvas that remembers where everything was drawn and what may be touched, for contract tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/canvas.h"
#include "kit/plot.h"
#include "contract/session.h"

namespace lesson {

class RecordingCanvas final : public FigureCanvas {
 public:
  RecordingCanvas(float width, float height) : whole_{0, 0, width, height}, panel_(whole_) {}

  struct Mark {
    Rect area;
    std::string what;  // "line", "text: 3 of 6 kept", …
  };
  struct Touch {
    Rect area;
    std::string id;
    double min, max;
  };
  std::vector<Mark> marks;
  std::vector<std::string> texts, explanations;
  std::vector<Touch> taps, settings, drags;
  std::vector<float> text_sizes;
  std::vector<std::vector<Point>> polylines;
  std::vector<Point> disks, rings;
  std::vector<Rect> fields;
  std::vector<std::uint32_t> keys;

  Rect bounds() const override { return {0, 0, panel_.width, panel_.height}; }
  void begin(const Rect& panel) override { panel_ = panel; }
  void line(Point from, Point to, const Stroke&) override { add("line", std::array{from, to}, 0); }
  void polyline(std::span<const Point> points, const Stroke&) override {
    add("polyline", points, 0);
    for (std::vector<Point>& line = polylines.emplace_back(); const Point& point : points)
      line.push_back(moved(point));
  }
  void polygon(std::span<const Point> points, const Fill&) override { add("polygon", points, 0); }
  void rect(const Rect& area, const Fill&, float) override { marks.push_back({moved(area), "rect"}); }
  void frame(const Rect& area, const Stroke&, float) override { marks.push_back({moved(area), "frame"}); }
  void disk(Point center, float radius, const Fill&) override {
    add("disk", std::array{center}, radius);
    disks.push_back(moved(center));
  }
  void ring(Point center, float radius, const Stroke&) override {
    add("ring", std::array{center}, radius);
    rings.push_back(moved(center));
  }
  void text(Point at, std::string_view words, const TextStyle& style) override {
    const float width = text_width(words, style.size, style.bold);
    const float left = style.align == Align::left    ? at.x
                       : style.align == Align::right ? at.x - width
                                                     : at.x - width / 2;
    if (!words.empty())
      marks.push_back({moved({left, at.y - style.size / 2, width, style.size}), "text: " + std::string(words)});
    texts.emplace_back(words);
    text_sizes.push_back(style.size);
  }
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill&) override {
    add("band", lower, 0);
    add("band", upper, 0);
  }
  void field(const Field& map) override {
    marks.push_back({moved(map.area), "field"});
    fields.push_back(moved(map.area));
  }
  void explain(const Rect& area, std::string_view words) override {
    marks.push_back({moved(area), "explain"});
    explanations.emplace_back(words);
  }
  void tap(const Rect& area, std::string_view action_id) override {
    taps.push_back({moved(area), std::string(action_id), 0, 0});
  }
  void tap_to_set(const Rect& area, std::string_view param_id, double value) override {
    settings.push_back({moved(area), std::string(param_id), value, value});
  }
  void drag(const Drag& handle) override {
    drags.push_back({moved(handle.area), std::string(handle.param_id), handle.min, handle.max});
    if (!handle.second_id.empty())
      drags.push_back({moved(handle.area), std::string(handle.second_id), handle.second_min, handle.second_max});
  }

  void clip(const Rect&) override {}
  void unclip() override {}
  void key(const Key& key) override { keys.push_back(key.name); }
  void paint(const Paint& grid) override {
    marks.push_back({moved(grid.area), "paint"});
    drags.push_back({moved(grid.area), std::string(grid.param_id), 0, 1});
  }

  bool holds(const Rect& area) const {
    constexpr float slack = 0.51f;  // half of a line of 1 px may stand on the edge
    return area.width >= -slack && area.height >= -slack && area.x >= -slack && area.y >= -slack &&
           area.right() <= whole_.right() + slack && area.bottom() <= whole_.bottom() + slack;
  }

 private:
  Point moved(Point p) const { return {p.x + panel_.x, p.y + panel_.y}; }
  Rect moved(const Rect& r) const { return {r.x + panel_.x, r.y + panel_.y, r.width, r.height}; }
  void add(std::string what, std::span<const Point> points, float margin) {
    if (points.empty()) return;
    Point low = points[0], high = points[0];
    for (const Point& p : points) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const Rect area{low.x - margin, low.y - margin, high.x - low.x + 2 * margin, high.y - low.y + 2 * margin};
    marks.push_back({moved(area), std::move(what)});
  }

  Rect whole_, panel_;
};

// What a session shows now, at the width of a page.
inline RecordingCanvas picture_of(const Session& session, float width = 720, PanelSet panels = 0) {
  const PanelLayout layout = panel_layout(session.text(), width, panels);
  RecordingCanvas canvas(width, layout.height);
  session.draw(canvas, layout);
  return canvas;
}

// One of its panels alone.
inline RecordingCanvas panel_of(const Session& session, std::string_view id, float width = 720) {
  const std::span<const PanelInfo> panels = session.text().panels;
  for (std::size_t i = 0; i < panels.size(); ++i)
    if (panels[i].id == id) return picture_of(session, width, PanelSet{1} << i);
  ADD_FAILURE() << "no panel " << id;
  return picture_of(session, width);
}

// True if a text of the picture is, or holds, these words.
inline bool shows(const RecordingCanvas& canvas, std::string_view words) {
  return std::find(canvas.texts.begin(), canvas.texts.end(), words) != canvas.texts.end();
}
inline bool shows_part(const RecordingCanvas& canvas, std::string_view words) {
  return std::any_of(canvas.texts.begin(), canvas.texts.end(),
                     [words](const std::string& text) { return text.find(words) != std::string::npos; });
}

}  // namespace lesson
