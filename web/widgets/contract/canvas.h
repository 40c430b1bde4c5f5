// canvas.h: the small drawing interface that every widget draws on; the screen (Dear ImGui) and SVG stand behind it.
//
// A widget's draw() is const and says everything about the picture: marks, their meaning (explain) and what the pointer
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
  float size = 14;  // 12, 14, 16, 20 or 28; others are rounded to the nearest of these
  Ink ink = Ink::ink;
  Align align = Align::left;
  bool bold = false;
};

class Canvas {
 public:
  virtual ~Canvas() = default;

  // The space to fill; x = y = 0. Never smaller than 240 x 120.
  virtual Rect bounds() const = 0;

  // Marks, painted in the order of the calls.
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
  };
  virtual void field(const Field& map) = 0;

  // Meaning and touch. These paint nothing. The screen shows `words` on hover; the SVG writes a <title>.
  virtual void explain(const Rect& area, std::string_view words) = 0;
  // A click or tap in `area` runs the action. The same action is a button in the twin.
  virtual void tap(const Rect& area, std::string_view action_id) = 0;
  // A click or tap in `area` sets the parameter to the value.
  virtual void tap_to_set(const Rect& area, std::string_view param_id, double value) = 0;
  // Dragging from `area` sets the parameter: min_at is where the pointer means `min`, max_at where it means `max`;
  // the pointer is projected on the line between the two.
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
};

}  // namespace lesson
