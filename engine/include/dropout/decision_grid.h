// decision_grid.h: where a picture of a net's decision asks it: the centers of a grid over the plane of two inputs.
#pragma once
#include <vector>

namespace dropout {

// The region that a grid covers, in the coordinates of the points.
struct GridWindow {
  double x_min = -3.0, x_max = 3.0, y_min = -3.0, y_max = 3.0;
};

// Points [rows * columns, 2], each (x, y): row by row from y_max (top) to y_min, columns from x_min. Both counts at
// least 1.
std::vector<float> grid_centers(int columns, int rows, const GridWindow& window);

}  // namespace dropout
