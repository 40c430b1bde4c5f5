// decision_grid.cpp: the centers of the cells of a grid.
#include "dropout/decision_grid.h"

#include <cassert>
#include <cstddef>

namespace dropout {

std::vector<float> grid_centers(int columns, int rows, const GridWindow& window) {
  assert(columns >= 1 && rows >= 1);
  std::vector<float> points;
  points.reserve(2 * static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    const double y = window.y_max - (row + 0.5) * (window.y_max - window.y_min) / rows;
    for (int column = 0; column < columns; ++column) {
      const double x = window.x_min + (column + 0.5) * (window.x_max - window.x_min) / columns;
      points.push_back(static_cast<float>(x));
      points.push_back(static_cast<float>(y));
    }
  }
  return points;
}

}  // namespace dropout
