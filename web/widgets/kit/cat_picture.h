// cat_picture.h: the feature map of the chapters on maps: a cat, drawn by formulas, 28 x 28 cells; what kept cells tell of
// dropped ones, and how cells are drawn.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "contract/canvas.h"

namespace lesson {

inline constexpr int cat_side = 28, cat_cells = cat_side * cat_side;

// [28, 28] row-major from the top, 0 (ground) to 1 (pupils, nose, stripes). No picture from elsewhere, and no file:
// ellipses, triangles and lines, later ones over earlier ones, smoothed and made to span [0, 1]. Always the same.
const std::vector<float>& cat_picture();

// What the kept cells within four rows and columns tell of each dropped one: the best linear guess, the map taken as a
// Gaussian field with correlation length 1.3 cells and noise 0.02.
struct CellGuess {
  std::vector<float> rebuilt;  // [28, 28]; kept cells as they are, guesses may leave [0, 1] a little
  double mean = 0;             // of the map: the best guess where no cell is left
  double share = 0;            // R^2 over the dropped cells; 0 if none is dropped
};
CellGuess guess_cells(const std::vector<float>& map, std::span<const std::uint8_t> mask);  // mask: 1 kept

// ---- cells in a square area ------------------------------------------------------------------------------------------

Rect cat_cell(const Rect& area, int cell);
// [side, side] values in an area, row-major. A shade runs from a faint ground through `pure` to dark. values: 0 to 1;
// below 0 nothing is drawn.
void draw_shades(Canvas& canvas, const Rect& area, int side, std::span<const float> values, Ink pure = Ink::kept);
void draw_cross(Canvas& canvas, Point center, float arm, const Stroke& stroke);
// A small cross: this cell is dropped. Nothing where cells are too small to show one.
void draw_dropped_cell(Canvas& canvas, const Rect& cell);
// A thin frame: this value is a guess.
void draw_guessed_cell(Canvas& canvas, const Rect& cell);

}  // namespace lesson
