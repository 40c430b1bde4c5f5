// picture.h: a display list read into marks that can be moved one by one, its touches and its explanations.
//
// A mark's numbers are flat, so that motion.h can blend them whatever the mark is: points, size, opacity, width. Points,
// field values and clips stand in pools of the picture. No window, no toolkit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contract/list_reader.h"

namespace lesson {

struct PictureMark {
  MarkOp op = MarkOp::line;  // one that paints
  Ink ink = Ink::ink;
  Dash dash = Dash::solid;
  Align align = Align::left;
  bool hatched = false, bold = false;
  // The corners (rect, frame, field), ends, center, or place of the text; a band has its lower points, then the upper.
  std::uint32_t first_point = 0, point_count = 0;
  float size = 0;          // corner radius; radius of a disk or ring; size of a text
  float opacity = 1;       // of a field: its max_opacity
  float width = 0;         // of a stroke
  float fade = 1;          // times the opacity, while it comes or goes
  std::uint32_t part = 0;  // its place in Picture::words or Picture::fields
  std::uint32_t clip = 0;  // its place in Picture::clips; 0: none
  std::uint32_t key = 0;   // its place in Picture::keys; 0: none
};

// A place belongs to the area right and down of it.
inline bool holds(const Rect& area, Point at) {
  return at.x >= area.x && at.x < area.right() && at.y >= area.y && at.y < area.bottom();
}

struct Explanation {
  Rect area;
  std::string words;
};

struct Picture {
  struct Cells {
    int columns = 0, rows = 0;
    std::size_t first_value = 0;
    Ink low{}, high{};
    bool smooth = true;
    float gap = 0;
  };
  struct MarkKey {
    std::uint32_t name = 0;
    float delay_ms = 0, takes_ms = 0;  // 0: as long as all others
    std::vector<Point> path{};
  };

  float width = 0, height = 0;  // CSS pixels
  std::vector<PictureMark> marks;
  std::vector<Point> points;
  std::vector<std::string> words;
  std::vector<Cells> fields;
  std::vector<float> values;
  std::vector<Rect> clips{{}};    // the first is none
  std::vector<MarkKey> keys{{}};  // the first is none; names are unique
  std::vector<Touch> touches;
  std::vector<Explanation> explanations;

  std::uint32_t name_of(const PictureMark& mark) const { return keys[mark.key].name; }
  std::span<const Point> points_of(const PictureMark& mark) const {
    return std::span(points).subspan(mark.first_point, mark.point_count);
  }
  std::span<Point> points_of(const PictureMark& mark) {
    return std::span(points).subspan(mark.first_point, mark.point_count);
  }
};

// Nothing if the list is damaged.
std::optional<Picture> read_picture(std::span<const unsigned char> list);

// A copy of the mark, with all it needs, for another picture; without its key.
PictureMark copy_mark(const Picture& from, const PictureMark& mark, Picture& to);

// Plays one mark; text has no opacity there, `fade` and `opacity` of it are the caller's.
void play_mark(const Picture& picture, const PictureMark& mark, Marks& to);

}  // namespace lesson
