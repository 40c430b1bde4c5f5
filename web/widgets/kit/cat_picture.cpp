// cat_picture.cpp: the cat of cat_picture.h: shapes in [-1, 1] x [-1, 1], y down, alike on both sides.
#include "cat_picture.h"

#include <algorithm>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/recoverability.h"

namespace lesson {

namespace {

constexpr int fine = 2 * cat_side + 2;  // samples along an edge: two a cell, and one more at each border

// x is the distance from the middle line: each shape stands on both sides.
bool in_ellipse(Point p, Point center, Point radii, float power = 2) {
  // |x|^power by the engine's functions: the same cells with every compiler.
  const auto raised = [power](float x) {
    return power == 2 ? static_cast<double>(x) * x
                      : dropout::exp(power * dropout::log(std::abs(static_cast<double>(x))));
  };
  return raised((p.x - center.x) / radii.x) + raised((p.y - center.y) / radii.y) <= 1;
}

bool in_triangle(Point p, Point a, Point b, Point c) {
  const auto side = [p](Point from, Point to) {
    return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
  };
  const float first = side(a, b), second = side(b, c), third = side(c, a);
  return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0);
}

// A stripe of that width, which narrows to `end` of it.
bool in_stripe(Point p, Point from, Point to, float width, float end = 1) {
  const float dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
  const float along = ((p.x - from.x) * dx + (p.y - from.y) * dy) / square;
  if (along < 0 || along > 1) return false;
  const float off = std::abs((p.x - from.x) * dy - (p.y - from.y) * dx) / std::sqrt(square);
  return off <= width * (1 + along * (end - 1)) / 2;
}

float shade(Point at) {
  const Point p{std::abs(at.x), at.y};
  float value = 0.06f;  // the ground
  const auto paint = [&value](bool inside, float darkness) {
    if (inside) value = darkness;
  };
  paint(in_ellipse(p, {0, 1.55f}, {0.95f, 0.72f}), 0.5f);                            // shoulders
  paint(in_triangle(p, {0.14f, -0.52f}, {0.62f, -0.98f}, {0.84f, -0.06f}), 0.56f);   // ears
  paint(in_triangle(p, {0.34f, -0.50f}, {0.595f, -0.78f}, {0.70f, -0.28f}), 0.30f);  // their inside
  paint(in_ellipse(p, {0, 0.15f}, {0.80f, 0.70f}, 2.15f), 0.47f);                    // head
  paint(in_stripe(p, {0, -0.56f}, {0, -0.18f}, 0.075f, 0.45f), 0.96f);               // stripes
  paint(in_stripe(p, {0.22f, -0.54f}, {0.16f, -0.26f}, 0.065f, 0.45f), 0.96f);       //
  paint(in_stripe(p, {0.80f, 0.02f}, {0.56f, 0.10f}, 0.06f, 0.45f), 0.92f);          // cheeks
  paint(in_stripe(p, {0.80f, 0.24f}, {0.58f, 0.26f}, 0.06f, 0.45f), 0.92f);          //
  paint(in_stripe(p, {0.74f, 0.44f}, {0.54f, 0.42f}, 0.05f, 0.45f), 0.92f);          //
  paint(in_ellipse(p, {0.35f, 0.03f}, {0.225f, 0.185f}, 1.8f), 0.03f);               // eyes
  paint(in_ellipse(p, {0.335f, 0.03f}, {0.085f, 0.18f}), 1);                         // pupils
  paint(in_ellipse(p, {0.14f, 0.45f}, {0.20f, 0.165f}), 0.16f);                      // muzzle
  paint(in_ellipse(p, {0, 0.66f}, {0.15f, 0.10f}), 0.2f);                            // chin
  paint(in_triangle(p, {-0.13f, 0.26f}, {0.13f, 0.26f}, {0, 0.41f}), 1);             // nose
  paint(in_stripe(p, {0, 0.40f}, {0, 0.50f}, 0.05f), 0.95f);                         // mouth
  paint(in_stripe(p, {0, 0.52f}, {0.19f, 0.60f}, 0.06f), 0.95f);                     //
  return value;
}

std::vector<float> sampled() {
  constexpr int looks = 4;  // along each edge of a sample
  std::vector<float> samples;
  for (int row = 0; row < fine; ++row)
    for (int column = 0; column < fine; ++column) {
      float sum = 0;
      for (int look = 0; look < looks * looks; ++look) {
        const auto place = [](int sample, int part) {
          return 2 * (static_cast<float>(sample) + (static_cast<float>(part) + 0.5f) / looks) / fine - 1;
        };
        sum += shade({place(column, look % looks), place(row, look / looks)});
      }
      samples.push_back(sum / (looks * looks));
    }
  return samples;
}

// 3 x 3 binomial weights; the outermost samples are only neighbors.
std::vector<float> made() {
  const std::vector<float> samples = sampled();
  constexpr float weights[] = {0.25f, 0.5f, 0.25f};
  const auto smooth = [&](int row, int column) {
    float sum = 0;
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        sum += weights[i] * weights[j] * samples[static_cast<std::size_t>((row + i) * fine + column + j)];
    return sum;
  };
  std::vector<float> cells;
  for (int row = 0; row < cat_side; ++row)
    for (int column = 0; column < cat_side; ++column) {
      float mean = 0;
      for (int part = 0; part < 4; ++part) mean += smooth(2 * row + part / 2, 2 * column + part % 2) / 4;
      cells.push_back(mean);
    }
  const auto [least, most] = std::minmax_element(cells.begin(), cells.end());
  const float low = *least, range = *most - low;
  for (float& cell : cells) cell = (cell - low) / range;
  return cells;
}

}  // namespace

const std::vector<float>& cat_picture() {
  static const std::vector<float> picture = made();
  return picture;
}

// ---- what kept cells tell --------------------------------------------------------------------------------------------

namespace {
constexpr dropout::GaussianField field{cat_side, 1.3, 0.02};
constexpr int reach = 4;  // rows and columns; what lies farther than three lengths adds next to nothing
}  // namespace

// From values with mean 0 and standard deviation 1, as the predictor expects, and back.
CellGuess guess_cells(const std::vector<float>& map, std::span<const std::uint8_t> mask) {
  CellGuess guess;
  double squares = 0;
  for (const float value : map) guess.mean += static_cast<double>(value) / cat_cells;
  for (const float value : map) squares += (value - guess.mean) * (value - guess.mean);
  const double sd = std::sqrt(squares / cat_cells);
  std::vector<double> values;
  for (const float value : map) values.push_back((value - guess.mean) / sd);
  const std::vector<double> rebuilt = dropout::rebuild_best_linear_near(field, reach, mask, values);
  guess.share = dropout::explained_share(values, rebuilt, mask);
  for (const double value : rebuilt) guess.rebuilt.push_back(static_cast<float>(guess.mean + sd * value));
  return guess;
}

// ---- drawing ---------------------------------------------------------------------------------------------------------

namespace {
constexpr float faintest = 0.11f, purest = 0.62f;  // the ground's opacity; the value that is `kept` and nothing else
constexpr float smallest_crossed = 8;              // px: below that a cross is a blot
}  // namespace

Rect cat_cell(const Rect& area, int cell) {
  const float size = area.width / cat_side;
  return {area.x + size * static_cast<float>(cell % cat_side), area.y + size * static_cast<float>(cell / cat_side),
          size, size};
}

void draw_shades(Canvas& canvas, const Rect& area, int side, std::span<const float> values, Ink pure) {
  std::vector<float> pale(values.size()), dark(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] < 0) continue;
    pale[i] = faintest + (1 - faintest) * std::min(1.0f, values[i] / purest);
    dark[i] = purest * std::clamp((values[i] - purest) / (1 - purest), 0.0f, 1.0f);
  }
  const auto draw = [&](const std::vector<float>& shades, Ink ink) {
    canvas.field({.area = area,
                  .columns = side,
                  .rows = side,
                  .values = shades,
                  .low = ink,
                  .high = ink,
                  .max_opacity = 1,
                  .smooth = false,
                  .gap = 1});
  };
  draw(pale, pure);
  draw(dark, Ink::ink);
}

void draw_cross(Canvas& canvas, Point center, float arm, const Stroke& stroke) {
  for (const float way : {-1.0f, 1.0f})
    canvas.line({center.x - arm, center.y - way * arm}, {center.x + arm, center.y + way * arm}, stroke);
}

void draw_dropped_cell(Canvas& canvas, const Rect& cell) {
  if (cell.width >= smallest_crossed)
    draw_cross(canvas, cell.center(), 0.17f * cell.width, {.ink = Ink::dropped, .width = 1.25f});
}

void draw_guessed_cell(Canvas& canvas, const Rect& cell) {
  canvas.frame(cell.inset(1.5f), {.ink = Ink::accent, .width = 1, .opacity = 0.42f});
}

}  // namespace lesson
