// text_fit.h: how much room words need, and which of them are written where there is little.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "canvas.h"

namespace lesson {

// Width of words in the canvas font, for keeping labels apart and inside; an upper estimate, not a measurement.
float text_width(std::string_view words, float size, bool bold = false);

// Words on a plate of that ink which keeps what lies behind from striking them.
void draw_on_plate(Canvas& canvas, Point at, std::string_view words, const TextStyle& style, Ink plate = Ink::paper,
                   float opacity = 0.9f);

// The wanted size, or the largest smaller one at which the words fit into the width; 12 at least.
float fitting_size(std::string_view words, float size, float width, bool bold = false);

// The words in lines of at most that width, broken at spaces.
std::vector<std::string> wrapped_lines(std::string_view words, float size, float width, bool bold = false);

// Draws them below each other, the first on at.y; returns the y of the line that would follow. Lines are 1.4 sizes apart.
float draw_wrapped(Canvas& canvas, Point at, std::string_view words, float width, const TextStyle& style);

// The first of the words, in their order, that fits into the width; the last one if none does.
std::string_view first_fitting(std::span<const std::string> variants, float size, float width, bool bold = false);

// Where centered words may stand so that they stay within [left, right].
float centered_within(std::string_view words, float size, float at, float left, float right, bool bold = false);

// Words that give way: of two that would overlap, the one added first is written; none is cut off at the edge of its panel.
// The words are drawn last, above everything else that the panel holds.
class FreeWords {
 public:
  explicit FreeWords(Canvas& canvas) : canvas_(canvas) {}
  // Words that must be read come first.
  void add(Point at, std::string_view words, const TextStyle& style);
  void draw() const;

 private:
  struct Entry {
    Point at;
    std::string words;
    TextStyle style;
    Rect box;
  };
  Canvas& canvas_;
  std::vector<Entry> entries_;
};

}  // namespace lesson
