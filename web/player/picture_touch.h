// picture_touch.h: what the pointer may do in the picture, and what it did; knows no window and no toolkit.
//
// Each frame update() gets the pointer and the regions of the picture in the order of painting; what was painted last lies
// on top. Nothing else takes the pointer: there is only the picture. Four kinds of touch:
//   tap, set  count when press and release are in the same region.
//   drag      starts with the press, sets the value under the pointer at once and goes on outside of its area until the
//             release; it speaks when the pointer moves, never because a new picture came. A handle, which is a region
//             around its own value (at most 64 px and half of its line long), does not jump: it is held where it was
//             grabbed, keeps the line that it had then, whatever scale its value gives to the picture, and back at the start it
//             has the value of its center.
//   paint     starts with the press; every cell that the pointer crosses is told once until the release.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "picture.h"

namespace lesson {

struct Pointer {
  Point at{};              // canvas space
  bool present = true;     // false: it is outside, `at` means nothing
  bool down = false;       // the main button or finger
  bool pressed = false;    // went down since the last frame
  bool released = false;   // went up since the last frame
  bool cancelled = false;  // the system took it away: ends what was begun, does nothing
};

enum class PointerShape : std::uint8_t { arrow, hand, grab, grabbing, cell };

class PictureTouch {
 public:
  // What the pointer asks for. Params and actions are places in the declaration.
  struct Wish {
    enum class Kind : std::uint8_t { act, set, paint } kind = Kind::act;
    std::uint32_t place = 0;
    double value = 0;                 // set
    std::uint32_t second = no_param;  // a drag on a plane sets two parameters
    double second_value = 0;
    int cell = 0;         // paint: row by row from the top left
    bool begins = false;  // paint: the first cell of a stroke, which decides whether the stroke turns cells on or off
  };

  // The answer is valid until the next call.
  std::span<const Wish> update(const Pointer& pointer, std::span<const Touch> regions);

  // After update().
  PointerShape shape() const { return shape_; }
  // The pointer holds a handle or paints.
  bool dragging() const { return held_.has_value(); }

 private:
  // What is held, as a copy: regions move while the value changes.
  struct Held {
    Touch region;
    std::size_t which = 0;  // among the regions that set the same
    Point shift{};          // from the pointer to where it is taken to be
    bool spoke = false;
    bool grabbed = false;                // a handle: its line is that of the press
    double value = 0, second_value = 0;  // told last
    Point at{};
    std::vector<char> painted{};
  };

  void press(const Touch& region, std::span<const Touch> regions, Point at);
  void follow(std::span<const Touch> regions);
  void drag_to(Point at);
  void paint_to(Point at);

  std::optional<Held> held_;
  std::optional<Touch> pressed_;  // tap or set
  std::vector<Wish> wishes_;
  PointerShape shape_ = PointerShape::arrow;
};

}  // namespace lesson
