// picture_touch.h: what the pointer may do in the picture, and what it did; knows no window and no toolkit.
//
// Each frame: begin(), then the widget's draw() records its regions in the order of painting, then update(). What was
// painted last lies on top. A tap counts when press and release are in the same region; a drag starts with the press
// and goes on outside of its area until the release.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/canvas.h"

namespace lesson {

struct Pointer {
  Point at{-1e6f, -1e6f};  // canvas space; far outside when there is none
  bool down = false;       // the main button or finger
  bool pressed = false;    // went down since the last frame
  bool released = false;   // went up since the last frame
};

enum class PointerShape : std::uint8_t { arrow, hand, grab, grabbing };

class PictureTouch {
 public:
  // What the pointer asks for: a parameter's value or an action.
  struct Wish {
    enum class Kind : std::uint8_t { none, set, act } kind = Kind::none;
    std::string id;
    double value = 0;
    std::string second_id{};  // a drag on a plane sets two parameters; empty: one
    double second_value = 0;
  };

  void begin();
  void explain(const Rect& area, std::string_view words);
  void tap(const Rect& area, std::string_view action_id);
  void tap_to_set(const Rect& area, std::string_view param_id, double value);
  void drag(const Canvas::Drag& handle);

  Wish update(const Pointer& pointer);

  // After update(): for the pointer's look and the explanation beside it; empty words: none.
  PointerShape shape() const { return shape_; }
  std::string_view words() const { return words_; }
  bool dragging() const { return dragged_.has_value(); }

 private:
  // Where the pointer means which value of a dragged parameter.
  struct Line {
    Point min_at{}, max_at{};
    double min = 0, max = 1;
  };
  struct Region {
    Rect area;
    Wish wish;
    bool is_drag = false;
    Line line{}, second_line{};
  };
  struct Explanation {
    Rect area;
    std::string words;
  };

  const Region* top_region(Point at) const;
  static double value_at(const Line& line, Point at);
  static Wish dragged_to(const Region& region, Point at);

  std::vector<Region> regions_;
  std::vector<Explanation> explanations_;
  std::optional<Region> dragged_;  // a copy: the regions move while the value changes
  std::optional<Wish> pressed_;
  PointerShape shape_ = PointerShape::arrow;
  std::string words_;
};

}  // namespace lesson
