// cat_picture.h: the feature map of the chapters on maps: a cat, drawn by formulas, 28 x 28 cells.
#pragma once

#include <vector>

namespace lesson {

inline constexpr int cat_side = 28;

// [28, 28] row-major from the top, 0 (ground) to 1 (pupils, nose, stripes). No picture from elsewhere, and no file:
// ellipses, triangles and lines, later ones over earlier ones, smoothed and made to span [0, 1]. Always the same.
const std::vector<float>& cat_picture();

}  // namespace lesson
