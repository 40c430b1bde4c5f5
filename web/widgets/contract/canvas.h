// canvas.h: the small drawing interface that every widget draws on; a display list, and behind it screen and SVG, take it.
//
// A panel's draw is const and says everything about the picture: marks, their meaning (explain) and what the pointer
// may do with them (tap, drag). It never sees a pointer, a pixel or a color value.
//   Space    "canvas" space: CSS pixels, origin at the top left, y down. bounds() tells the size to fill.
//   Color    an Ink names a meaning; web/tokens.json gives it a color in each scheme.
//   Text     UTF-8 of the signs in web/player/fonts/signs.txt; sizes are CSS pixels; `at` is on the middle line of the text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lesson {

struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  constexpr float right() const { return x + width; }
  constexpr float bottom() const { return y + height; }
  constexpr Point center() const { return {x + width / 2, y + height / 2}; }
  constexpr Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
};

// What colors mean, in the order of web/tokens.json (a test compares the two).
enum class Ink : std::uint8_t {
  paper,
  surface,
  ink,
  muted,
  rule,
  kept,
  dropped,
  train,
  test,
  class_a,
  class_b,
  negative,
  positive,
  fragile,
  robust,
  accent,
};
inline constexpr int ink_count = 16;
// Their names in CSS: custom property --class-a, classes fill-class-a and stroke-class-a.
inline constexpr std::string_view ink_names[ink_count] = {
    "paper", "surface", "ink",     "muted",    "rule",     "kept",    "dropped", "train",
    "test",  "class-a", "class-b", "negative", "positive", "fragile", "robust",  "accent"};

enum class Dash : std::uint8_t { solid, dashed, dotted };

struct Stroke {
  Ink ink = Ink::ink;
  float width = 1.5f;
  Dash dash = Dash::solid;
  float opacity = 1;
};

struct Fill {
  Ink ink = Ink::ink;
  float opacity = 1;     // 0 to 1, over what lies below
  bool hatched = false;  // diagonal lines instead of a plain area: the second member of a pair, without color
};

enum class Align : std::uint8_t { left, center, right };

struct TextStyle {
  float size = 14;  // 12 to 44 CSS pixels
  Ink ink = Ink::ink;
  Align align = Align::left;
  bool bold = false;
};

// Marks, painted in the order of the calls. Authors write them on a Canvas; readers of a display list receive them.
class Marks {
 public:
  virtual ~Marks() = default;

  virtual void line(Point from, Point to, const Stroke& stroke) = 0;
  virtual void polyline(std::span<const Point> points, const Stroke& stroke) = 0;
  virtual void polygon(std::span<const Point> points, const Fill& fill) = 0;  // convex, or a band: see band()
  virtual void rect(const Rect& area, const Fill& fill, float corner_radius = 0) = 0;
  virtual void frame(const Rect& area, const Stroke& stroke, float corner_radius = 0) = 0;
  virtual void disk(Point center, float radius, const Fill& fill) = 0;
  virtual void ring(Point center, float radius, const Stroke& stroke) = 0;
  virtual void text(Point at, std::string_view words, const TextStyle& style) = 0;

  // The area between two curves with equal x: lower[i].x == upper[i].x, x increasing. For intervals and bands.
  virtual void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) = 0;

  // A map of columns x rows cells, row-major from the top, values in [-1, 1]: negative cells are tinted with `low`,
  // positive cells with `high`, opacity = |value| times max_opacity; 0 shows what lies below.
  struct Field {
    Rect area;
    int columns = 0, rows = 0;
    std::span<const float> values;
    Ink low = Ink::negative, high = Ink::positive;
    float max_opacity = 0.35f;
    bool smooth = true;       // false: crisp cells, each inset by gap / 2
    float gap = 0;            // between crisp cells, CSS pixels
    float corner_radius = 0;  // of the whole map where it is smooth, of each cell where it is crisp
  };
  virtual void field(const Field& map) = 0;

  // Marks until unclip() show only inside of the area. Clips do not nest: a second one takes the place of the first.
  virtual void clip(const Rect& area) = 0;
  virtual void unclip() = 0;

  // The next mark is the same as the mark of that name in the picture before: the screen moves it from there. Names are
  // unique in a picture, see mark_name().
  struct Key {
    std::uint32_t name = 0;         // 0 is no name
    float delay_ms = 0;             // starts so much later, 0 to 1000
    float takes_ms = 0;             // is so long on its way, 0 to 1000; 0: as long as all others
    std::span<const Point> path{};  // the way of its center, from the old place to the new; empty: straight
  };
  virtual void key(const Key& key) = 0;

  // Meaning. Paints nothing. The screen shows `words` on hover; the SVG writes a <title>.
  virtual void explain(const Rect& area, std::string_view words) = 0;
};

// "unit", 3: a name for Marks::Key (FNV-1a over both, never 0).
constexpr std::uint32_t mark_name(std::string_view group, std::uint32_t index = 0) {
  std::uint32_t hash = 2166136261u;
  for (const char sign : group) hash = (hash ^ static_cast<unsigned char>(sign)) * 16777619u;
  for (int byte = 0; byte < 4; ++byte) hash = (hash ^ (index >> (8 * byte) & 0xFF)) * 16777619u;
  return hash == 0 ? 1 : hash;
}

// What a widget draws on: marks, and what touching them does.
class Canvas : public Marks {
 public:
  // The space to fill; x = y = 0. Never smaller than 200 x 60.
  virtual Rect bounds() const = 0;

  // A click or tap in `area` runs the action. The same action is a button among the controls.
  virtual void tap(const Rect& area, std::string_view action_id) = 0;
  // A click or tap in `area` sets the parameter to the value.
  virtual void tap_to_set(const Rect& area, std::string_view param_id, double value) = 0;
  // Dragging from `area` sets the parameter: min_at is where the pointer means `min`, max_at where it means `max`;
  // the pointer is projected on the line between the two. A press sets the value under the pointer, unless the area is a
  // handle: at most 64 px wide and high, shorter than half of the line, and centered where the value is now. A handle stays
  // where it was grabbed.
  struct Drag {
    Rect area;
    std::string_view param_id;
    Point min_at, max_at;
    double min = 0, max = 1;
    // A plane: the same drag sets a second parameter along another line. Empty: one parameter only.
    std::string_view second_id{};
    Point second_min_at{}, second_max_at{};
    double second_min = 0, second_max = 1;
  };
  virtual void drag(const Drag& handle) = 0;
  // Pressing and moving over a grid of columns x rows cells turns cells of a `cells` parameter on, or off where the first
  // one was on. Cell 0 is at the top left, row by row. Of a `curve` parameter: sets the value of the column; a column for each
  // value and a row for each step of its range, the largest at the top.
  struct Paint {
    Rect area;
    std::string_view param_id;
    int columns = 1, rows = 1;
  };
  virtual void paint(const Paint& grid) = 0;
};

}  // namespace lesson
