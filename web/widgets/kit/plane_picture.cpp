// plane_picture.cpp: the decision field, its boundary by marching squares, and the data points.
#include "plane_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "plot.h"

namespace lesson {

Point Plane::at(double x, double y, float radius) const {
  const Axis x_axis{-reach, reach, square.x, square.right()}, y_axis{-reach, reach, square.bottom(), square.y};
  const Rect inside = square.inset(radius);
  return {std::clamp(x_axis(x), inside.x, inside.right()), std::clamp(y_axis(y), inside.y, inside.bottom())};
}

namespace {

// ---- the line where the values cross 0: marching squares over the cell centers, joined to long lines --------

// Where the line crosses an edge of a square of four centers; two squares meet at an edge.
struct Crossing {
  Point at;
  std::size_t edge = 0;
};
struct Segment {
  Crossing ends[2];
  bool used = false;
};
struct Segments {
  std::vector<Segment> all{};
  std::vector<std::array<int, 2>> at_edge;  // the segments that end there, -1: none; their order is that of `all`

  explicit Segments(int cells) : at_edge(size_of_edges(cells), {-1, -1}) {}
  static std::size_t size_of_edges(int cells) {
    return 2 * static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells);
  }
  void add(const Crossing& one, const Crossing& other) {
    for (const std::size_t edge : {one.edge, other.edge})
      at_edge[edge][at_edge[edge][0] < 0 ? 0 : 1] = static_cast<int>(all.size());
    all.push_back({{one, other}});
  }
};

// Segments in cell units: x to the right, y down, a cell's center at whole numbers.
Segments zero_segments(std::span<const float> grid, int cells) {
  Segments segments(cells);
  for (int y = 0; y + 1 < cells; ++y)
    for (int x = 0; x + 1 < cells; ++x) {
      const std::size_t top = static_cast<std::size_t>(y * cells + x), bottom = top + static_cast<std::size_t>(cells);
      // Corners clockwise from the top left; edge i runs from corner i to corner i + 1.
      const float corner[] = {grid[top], grid[top + 1], grid[bottom + 1], grid[bottom]};
      const int above = (corner[0] > 0) + (corner[1] > 0) + (corner[2] > 0) + (corner[3] > 0);
      if (above == 0 || above == 4) continue;
      // Two edges begin at a center: the one to the right and the one down.
      const std::size_t edges[] = {2 * top, 2 * (top + 1) + 1, 2 * bottom, 2 * top + 1};
      constexpr float corner_x[] = {0, 1, 1, 0}, corner_y[] = {0, 0, 1, 1};
      Crossing crossings[4];
      int count = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t j = (i + 1) % 4;
        if ((corner[i] > 0) == (corner[j] > 0)) continue;
        // From the end with the smaller value, so that both cells of an edge compute the same point.
        const std::size_t low = corner[i] > 0 ? j : i, high = corner[i] > 0 ? i : j;
        const float t = corner[low] / (corner[low] - corner[high]);
        crossings[count++] = {{static_cast<float>(x) + corner_x[low] + t * (corner_x[high] - corner_x[low]),
                               static_cast<float>(y) + corner_y[low] + t * (corner_y[high] - corner_y[low])},
                              edges[i]};
      }
      for (int i = 0; i + 1 < count; i += 2) segments.add(crossings[i], crossings[i + 1]);
    }
  return segments;
}

// Follows unused segments from the line's last end on, appending their far ends.
void follow(Segments& segments, std::size_t edge, std::vector<Point>& line) {
  for (bool found = true; found;) {
    found = false;
    for (const int which : segments.at_edge[edge]) {
      if (which < 0 || segments.all[static_cast<std::size_t>(which)].used) continue;
      Segment& next = segments.all[static_cast<std::size_t>(which)];
      const Crossing& far = next.ends[next.ends[0].edge == edge ? 1 : 0];
      line.push_back(far.at);
      edge = far.edge;
      next.used = found = true;
      break;
    }
  }
}

// Whether the points between the two lie within a fifth of a pixel of the straight line from one to the other.
bool is_straight(std::span<const Point> line, std::size_t from, std::size_t to) {
  constexpr float tolerance = 0.2f;
  const float dx = line[to].x - line[from].x, dy = line[to].y - line[from].y;
  const float most = tolerance * tolerance * (dx * dx + dy * dy);
  for (std::size_t i = from + 1; i < to; ++i) {
    const float off = dx * (line[i].y - line[from].y) - dy * (line[i].x - line[from].x);
    if (off * off > most) return false;
  }
  return true;
}

// Without the points that nobody would miss: the boundary of a net of ReLU units has long straight parts.
std::vector<Point> thinned(std::span<const Point> line) {
  std::vector<Point> kept = {line.front()};
  std::size_t from = 0;
  for (std::size_t to = 2; to < line.size(); ++to)
    if (!is_straight(line, from, to)) kept.push_back(line[from = to - 1]);
  kept.push_back(line.back());
  return kept;
}

// The grid ends half a cell before its square does; a line that leaves the one goes on to the edge of the other.
void run_out(Point& end, Point before, float last) {
  const Point way{end.x - before.x, end.y - before.y};
  const auto cells_to_edge = [last](float place, float speed) {
    if (place < 1e-3f && speed < 0) return -0.5f / speed;
    if (place > last - 1e-3f && speed > 0) return 0.5f / speed;
    return 0.0f;
  };
  const float far = std::max(cells_to_edge(end.x, way.x), cells_to_edge(end.y, way.y));
  const auto moved = [&](float place, float speed) { return std::clamp(place + far * speed, -0.5f, last + 0.5f); };
  end = {moved(end.x, way.x), moved(end.y, way.y)};
}

std::vector<float> above_half(std::span<const float> probabilities) {
  std::vector<float> above(probabilities.begin(), probabilities.end());
  for (float& value : above) value -= 0.5f;
  return above;
}

// Values between the centers of the cells; places in [0, 1] from the top left.
float blended(std::span<const float> grid, int cells, float x, float y) {
  const auto place = [cells](float share) {
    return std::clamp(share * static_cast<float>(cells) - 0.5f, 0.0f, static_cast<float>(cells - 1));
  };
  const float column = place(x), row = place(y);
  const int left = static_cast<int>(column), top = static_cast<int>(row);
  const int right = std::min(left + 1, cells - 1), bottom = std::min(top + 1, cells - 1);
  const auto at = [&](int r, int c) { return grid[static_cast<std::size_t>(r * cells + c)]; };
  const float across = column - static_cast<float>(left), down = row - static_cast<float>(top);
  const float upper = at(top, left) + (at(top, right) - at(top, left)) * across;
  const float lower = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * across;
  return upper + (lower - upper) * down;
}

}  // namespace

void hatch_disagreement(Canvas& canvas, const Plane& plane, std::span<const float> one, std::span<const float> other,
                        int cells, const Stroke& stroke) {
  constexpr float pitch = 8, step = 2;  // CSS pixels: of the lines along x, and of the looks along one
  const Rect& square = plane.square;
  for (float start = pitch - square.height; start < square.width; start += pitch) {
    const auto differ = [&](float t) {
      const float x = (start + t) / square.width, y = t / square.height;
      return (blended(one, cells, x, y) > 0) != (blended(other, cells, x, y) > 0);
    };
    const auto edge = [&](float outside, float inside) {
      for (int halving = 0; halving < 4; ++halving) {
        const float middle = (outside + inside) / 2;
        (differ(middle) ? inside : outside) = middle;
      }
      return inside;
    };
    const float first = std::max(0.0f, -start), last = std::min(square.height, square.width - start);
    float begun = -1, before = first;
    for (float t = first;; before = t, t = std::min(t + step, last)) {
      const bool inside = differ(t), at_end = t >= last;
      if (inside && begun < 0) begun = edge(before, t);
      if (begun >= 0 && (!inside || at_end)) {
        const float end = inside ? t : edge(t, before);
        canvas.line({square.x + start + begun, square.y + begun}, {square.x + start + end, square.y + end}, stroke);
        begun = -1;
      }
      if (at_end) break;
    }
  }
}

void draw_boundary(Canvas& canvas, const Plane& plane, std::span<const float> values, int cells,
                   const Stroke& stroke) {
  const Rect& square = plane.square;
  Segments segments = zero_segments(values, cells);
  const float cell = square.width / static_cast<float>(cells);
  for (Segment& start : segments.all) {
    if (start.used) continue;
    start.used = true;
    std::vector<Point> line = {start.ends[0].at, start.ends[1].at};
    follow(segments, start.ends[1].edge, line);
    std::reverse(line.begin(), line.end());
    follow(segments, start.ends[0].edge, line);
    const float last = static_cast<float>(cells - 1);
    run_out(line.front(), line[1], last);
    run_out(line.back(), line[line.size() - 2], last);
    for (Point& p : line) p = {square.x + (p.x + 0.5f) * cell, square.y + (p.y + 0.5f) * cell};
    canvas.polyline(thinned(line), stroke);
  }
}

void draw_class_field(Canvas& canvas, const Rect& square, std::span<const float> values, int cells, float opacity) {
  constexpr float share_of_b = 0.62f;
  std::vector<float> tints(values.begin(), values.end());
  for (float& tint : tints)
    if (tint > 0) tint *= share_of_b;
  canvas.field({.area = square,
                .columns = cells,
                .rows = cells,
                .values = tints,
                .low = Ink::class_a,
                .high = Ink::class_b,
                .max_opacity = opacity,
                .corner_radius = 4});
}

void draw_tint(Canvas& canvas, const Plane& plane, std::span<const float> probabilities, int cells) {
  std::vector<float> values = above_half(probabilities);
  for (float& value : values) value *= 2;
  draw_class_field(canvas, plane.square, values, cells);
}

void draw_decision(Canvas& canvas, const Plane& plane, std::span<const float> probabilities, int cells,
                   std::span<const float> logits) {
  draw_tint(canvas, plane, probabilities, cells);
  const std::vector<float> above = above_half(probabilities);
  draw_boundary(canvas, plane, logits.empty() ? std::span<const float>(above) : logits, cells,
                {.ink = Ink::ink, .width = 2});
  canvas.frame(plane.square, {.ink = Ink::rule, .width = 1}, 4);
}

void draw_class_mark(Canvas& canvas, Point at, int label, float radius) {
  const Ink ink = label == 0 ? Ink::class_a : Ink::class_b;
  if (label == 0) {
    canvas.disk(at, radius + 1, {.ink = Ink::surface});
    canvas.disk(at, radius, {.ink = ink});
    return;
  }
  const float side = 1.75f * radius;  // about the area of the disk
  canvas.rect({at.x - side / 2 - 1, at.y - side / 2 - 1, side + 2, side + 2}, {.ink = Ink::surface});
  canvas.rect({at.x - side / 2, at.y - side / 2, side, side}, {.ink = ink});
}

void draw_flip_ring(Canvas& canvas, Point at, bool fitted, float radius) {
  canvas.ring(at, radius, {.ink = Ink::surface, .width = 4, .opacity = 0.8f});
  canvas.ring(at, radius, {.ink = Ink::ink, .width = 1.5f, .dash = fitted ? Dash::solid : Dash::dashed});
}

void draw_data_points(Canvas& canvas, const Plane& plane, const dropout::Dataset& set,
                      std::span<const std::uint8_t> answers, const PointLook& look) {
  const float ring = look.ring_radius;
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const Point at = plane.at(set.points[2 * i], set.points[2 * i + 1], ring + 1);
    draw_class_mark(canvas, at, set.labels[i], look.radius);
    if (set.flipped[i] == 0 || answers.empty()) continue;
    const bool fitted = answers[i] == set.labels[i];
    draw_flip_ring(canvas, at, fitted, ring);
    canvas.explain({at.x - ring, at.y - ring, 2 * ring, 2 * ring},
                   fitted ? "A flipped label that the net reproduces." : "A flipped label that the net resists.");
  }
}

}  // namespace lesson
