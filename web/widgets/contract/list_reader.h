// list_reader.h: reads a display list (display_list.h): checks it, and plays its marks.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "canvas.h"
#include "display_list.h"

namespace lesson {

// What the pointer may do in an area. Params and actions are places in the declaration.
struct Touch {
  enum class Kind : std::uint8_t { tap, set, drag, paint } kind = Kind::tap;
  // Where the pointer means which value of a dragged parameter: projected on the line from min_at to max_at.
  struct Line {
    Point min_at{}, max_at{};
    double min = 0, max = 1;
  };
  Rect area;
  std::uint32_t place = 0;  // the action of a tap, else the param
  double value = 0;         // set
  Line line{};              // drag
  std::uint32_t second = no_param;
  Line second_line{};
  int columns = 1, rows = 1;  // paint
};

// Receives the marks of a list in the order of painting.
class MarkReader : public Marks {
 public:
  // The marks that follow belong to the panel that stands here. Their coordinates are those of the whole picture.
  virtual void panel(const Rect&) {}
  virtual void touch(const Touch& touch) = 0;
};

struct ListInfo {
  float width = 0, height = 0;  // CSS pixels
  int marks = 0;
};

// Nothing if the list is damaged; then `why`, if given, says what is wrong with which mark.
std::optional<ListInfo> check_list(std::span<const unsigned char> list, std::string* why = nullptr);

// Plays the list. Nothing: it is damaged, and the reader, which saw what comes before the damage, throws that away.
std::optional<ListInfo> read_list(std::span<const unsigned char> list, MarkReader& reader,
                                  std::string* why = nullptr);

}  // namespace lesson
