// trainer_boundary.cpp: the decision field of the net, the line where it changes its mind, and the training points.
#include <algorithm>
#include <array>
#include <cmath>

#include "trainer_picture.h"

namespace lesson {

namespace {

constexpr int cells = 48;

// The map shows [-reach, reach] in both coordinates. A rare point beyond it is drawn at the edge.
double reach_of(LiveTrainer::Data data) { return data == LiveTrainer::Data::moons ? 2.6 : 2.3; }

using Grid = std::array<float, cells * cells>;  // probability of class b minus 0.5, row by row from the top

Grid decision_values(const dropout::Trainer& trainer, double reach) {
  Grid grid;
  trainer.decision_grid(grid, cells, cells, {-reach, reach, -reach, reach});
  for (float& value : grid) value -= 0.5f;
  return grid;
}

// ---- the line where the probability is one half: marching squares over the cell centers, joined to long lines --------

struct Segment {
  Point ends[2];
  bool used = false;
};

bool meet(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y) < 1e-3f; }

// Segments in cell units: x to the right, y down, a cell's center at whole numbers.
std::vector<Segment> half_segments(const Grid& grid) {
  std::vector<Segment> segments;
  for (int y = 0; y + 1 < cells; ++y)
    for (int x = 0; x + 1 < cells; ++x) {
      const auto value = [&](int dx, int dy) { return grid[static_cast<std::size_t>((y + dy) * cells + x + dx)]; };
      // Corners clockwise from the top left; edge i runs from corner i to corner i + 1.
      const float corner[] = {value(0, 0), value(1, 0), value(1, 1), value(0, 1)};
      constexpr float corner_x[] = {0, 1, 1, 0}, corner_y[] = {0, 0, 1, 1};
      Point crossings[4];
      int count = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t j = (i + 1) % 4;
        if ((corner[i] > 0) == (corner[j] > 0)) continue;
        // From the end with the smaller value, so that both cells of an edge compute the same point.
        const std::size_t low = corner[i] > 0 ? j : i, high = corner[i] > 0 ? i : j;
        const float t = corner[low] / (corner[low] - corner[high]);
        crossings[count++] = {static_cast<float>(x) + corner_x[low] + t * (corner_x[high] - corner_x[low]),
                              static_cast<float>(y) + corner_y[low] + t * (corner_y[high] - corner_y[low])};
      }
      for (int i = 0; i + 1 < count; i += 2) segments.push_back({{crossings[i], crossings[i + 1]}});
    }
  return segments;
}

// Follows unused segments from `end` on, appending their far ends.
void follow(std::vector<Segment>& segments, std::vector<Point>& line) {
  for (bool found = true; found;) {
    found = false;
    for (Segment& next : segments) {
      if (next.used) continue;
      for (const int near : {0, 1}) {
        if (!meet(next.ends[near], line.back())) continue;
        line.push_back(next.ends[1 - near]);
        next.used = found = true;
        break;
      }
      if (found) break;
    }
  }
}

void draw_half_line(const Grid& grid, const Rect& square, Canvas& canvas) {
  std::vector<Segment> segments = half_segments(grid);
  const float cell = square.width / cells;
  for (Segment& start : segments) {
    if (start.used) continue;
    start.used = true;
    std::vector<Point> line = {start.ends[0], start.ends[1]};
    follow(segments, line);
    std::reverse(line.begin(), line.end());
    follow(segments, line);
    for (Point& p : line) p = {square.x + (p.x + 0.5f) * cell, square.y + (p.y + 0.5f) * cell};
    canvas.polyline(line, {.ink = Ink::ink, .width = 1.5f, .opacity = 0.75f});
  }
}

// ---- points ----------------------------------------------------------------------------------------------------------

void draw_mark(Point at, int label, float size, Canvas& canvas) {
  const Ink ink = label == 0 ? Ink::class_a : Ink::class_b;
  if (label == 0) {
    canvas.disk(at, size + 1, {.ink = Ink::surface});
    canvas.disk(at, size, {.ink = ink});
    return;
  }
  const float side = 1.75f * size;  // about the area of the disk
  canvas.rect({at.x - side / 2 - 1, at.y - side / 2 - 1, side + 2, side + 2}, {.ink = Ink::surface});
  canvas.rect({at.x - side / 2, at.y - side / 2, side, side}, {.ink = ink});
}

void draw_flip_ring(Point at, bool fitted, float radius, Canvas& canvas) {
  canvas.ring(at, radius, {.ink = Ink::surface, .width = 4, .opacity = 0.8f});
  canvas.ring(at, radius, {.ink = Ink::ink, .width = 1.5f, .dash = fitted ? Dash::solid : Dash::dashed});
}

void draw_points(const LiveTrainer& widget, double reach, const Rect& square, Canvas& canvas) {
  const dropout::Trainer& trainer = widget.visible();
  const dropout::Dataset& set = trainer.train_set();
  const float ring = 8.0f;
  const Axis x_axis{-reach, reach, square.x, square.right()}, y_axis{-reach, reach, square.bottom(), square.y};
  const Rect inside = square.inset(ring + 1);
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const float x = set.points[2 * i], y = set.points[2 * i + 1];
    const Point at{std::clamp(x_axis(x), inside.x, inside.right()), std::clamp(y_axis(y), inside.y, inside.bottom())};
    draw_mark(at, set.labels[i], 4, canvas);
    if (set.flipped[i] == 0) continue;
    const bool fitted = (trainer.probability(x, y) > 0.5f) == (set.labels[i] != 0);
    draw_flip_ring(at, fitted, ring, canvas);
    canvas.explain({at.x - ring, at.y - ring, 2 * ring, 2 * ring},
                   fitted ? "A flipped label that the net reproduces." : "A flipped label that the net resists.");
  }
}

void draw_legend(const LiveTrainer& widget, const TrainerLayout& at, float y, Canvas& canvas) {
  const float size = at.type.small;
  float x = at.boundary.x;
  const auto words = [&](std::string_view text, Ink ink = Ink::muted) {
    canvas.text({x, y}, text, {.size = size, .ink = ink});
    x += text_width(text, size) + (at.type.small > 12 || at.wide ? 12 : 6);
  };
  const auto mark = [&](auto&& draw) {
    draw(Point{x + 7, y});
    x += 19;
  };
  mark([&](Point p) { draw_mark(p, 0, 4, canvas); });
  words("class a");
  mark([&](Point p) { draw_mark(p, 1, 4, canvas); });
  words("class b");
  if (x + text_width("80 points", size) <= at.boundary.right()) words("80 points");
  const LiveTrainer::Measure& now = widget.now();
  x = at.boundary.x;
  y += size + 10;
  if (now.flips_total == 0) return words("no label is flipped");
  words("flipped labels:");
  mark([&](Point p) { draw_flip_ring(p, true, 6.5f, canvas); });
  words(std::to_string(now.flips_fitted) + " fitted");
  mark([&](Point p) { draw_flip_ring(p, false, 6.5f, canvas); });
  words(std::to_string(now.flips_total - now.flips_fitted) + " not");
}

}  // namespace

void draw_boundary(const LiveTrainer& widget, const LiveTrainer::Params& params, const TrainerLayout& at,
                   Canvas& canvas) {
  const Rect& area = at.boundary;
  const int steps = widget.visible().step_count();
  draw_chart_title(canvas, {area.x, area.y}, "What the net answers",
                   steps == 0
                       ? "not trained yet, p = " + number_text(params.drop_rate, 2)
                       : "after " + plural_text(steps, "step", "steps") + ", p = " + number_text(params.drop_rate, 2),
                   at.type.small);
  const Rect square{area.x, area.y + 44, area.width, area.width};
  canvas.explain(square,
                 "Tint: the class the net answers, stronger where it is surer. Line: where it changes its mind.");
  const Grid grid = decision_values(widget.visible(), reach_of(params.data));
  std::array<float, cells * cells> tints;
  std::transform(grid.begin(), grid.end(), tints.begin(), [](float value) { return 2 * value; });
  canvas.field({.area = square,
                .columns = cells,
                .rows = cells,
                .values = tints,
                .low = Ink::class_a,
                .high = Ink::class_b,
                .max_opacity = 0.32f});
  draw_half_line(grid, square, canvas);
  canvas.frame(square, {.ink = Ink::rule, .width = 1}, 4);
  draw_points(widget, reach_of(params.data), square, canvas);
  draw_legend(widget, at, square.bottom() + 18, canvas);
}

}  // namespace lesson
