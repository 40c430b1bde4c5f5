// plane_picture.h: what a net answers on the plane of its two inputs, and the data points on it, in one style everywhere.
#pragma once

#include <cstdint>
#include <span>

#include "contract/canvas.h"
#include "dropout/dataset.h"

namespace lesson {

// The square shows [-reach, reach] in both coordinates, y up.
struct Plane {
  Rect square;
  double reach = 2.3;

  // Where a point stands; one beyond the reach stands at the edge. Marks of that radius stay inside the square.
  Point at(double x, double y, float radius = 0) const;
};

// Tint (stronger where the net is surer), the line of probability one half, and the frame. probabilities of class b at
// the centers of cells x cells, row by row from the top, as dropout::grid_centers lists them; cells at least 2, and
// about one for 8 px of the square is enough. The line goes on to the edge of the square. With logits, of the same
// cells, it stands where they cross 0: the probabilities of a net that is very sure are 0 and 1, and the line between
// them a staircase.
void draw_decision(Canvas& canvas, const Plane& plane, std::span<const float> probabilities, int cells,
                   std::span<const float> logits = {});

// What a net says on the plane, as shades of the two classes: values of cells x cells from -1, surely class a, to 1, surely
// class b; opacity of the surest a. Class b is paler by a third and more, so that gray tells them apart.
void draw_class_field(Canvas& canvas, const Rect& square, std::span<const float> values, int cells,
                      float opacity = 0.36f);

// Only the tint.
void draw_tint(Canvas& canvas, const Plane& plane, std::span<const float> probabilities, int cells);

// Only the line, where the values of the cells, such as logits, cross 0.
void draw_boundary(Canvas& canvas, const Plane& plane, std::span<const float> values, int cells,
                   const Stroke& stroke);

// Lines of 45 degrees where the two answer another class: values of cells x cells that cross 0 between the classes, such
// as logits. They end at the boundaries.
void hatch_disagreement(Canvas& canvas, const Plane& plane, std::span<const float> one, std::span<const float> other,
                        int cells, const Stroke& stroke);

struct PointLook {
  float radius = 4;       // of a disk (class a); squares (class b) have about the same area
  float ring_radius = 8;  // around a flipped label
};

// All points of the set. answers: the class that the net says at each of them; a flipped label is ringed, solid if the
// net reproduces it, else dashed, and explained. With no answers flipped labels are not marked.
void draw_data_points(Canvas& canvas, const Plane& plane, const dropout::Dataset& set,
                      std::span<const std::uint8_t> answers = {}, const PointLook& look = {});

// One mark, for the points and for legends.
void draw_class_mark(Canvas& canvas, Point at, int label, float radius);
void draw_flip_ring(Canvas& canvas, Point at, bool fitted, float radius);

}  // namespace lesson
