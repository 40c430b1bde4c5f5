// trainer_boundary.cpp: the answers of the net on the plane, its training points, and their legend.
#include <array>

#include "kit/plane_picture.h"
#include "trainer_picture.h"

namespace lesson {

namespace {

constexpr int cells = 48;

// The map shows [-reach, reach] in both coordinates. A rare point beyond it is drawn at the edge.
double reach_of(LiveTrainer::Data data) { return data == LiveTrainer::Data::moons ? 2.6 : 2.3; }

// The class that the net says at each training point.
std::vector<std::uint8_t> answers_of(const dropout::Trainer& trainer) {
  const dropout::Dataset& set = trainer.train_set();
  std::vector<std::uint8_t> answers;
  for (std::size_t i = 0; i < set.labels.size(); ++i)
    answers.push_back(trainer.probability(set.points[2 * i], set.points[2 * i + 1]) > 0.5f ? 1 : 0);
  return answers;
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
  mark([&](Point p) { draw_class_mark(canvas, p, 0, 4); });
  words("class a");
  mark([&](Point p) { draw_class_mark(canvas, p, 1, 4); });
  words("class b");
  if (x + text_width("80 points", size) <= at.boundary.right()) words("80 points");
  const LiveTrainer::Measure& now = widget.now();
  x = at.boundary.x;
  y += size + 10;
  if (now.flips_total == 0) return words("no label is flipped");
  words("flipped labels:");
  mark([&](Point p) { draw_flip_ring(canvas, p, true, 6.5f); });
  words(std::to_string(now.flips_fitted) + " fitted");
  mark([&](Point p) { draw_flip_ring(canvas, p, false, 6.5f); });
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
  const double reach = reach_of(params.data);
  std::array<float, cells * cells> probabilities;
  widget.visible().decision_grid(probabilities, cells, cells, {-reach, reach, -reach, reach});
  const Plane plane{square, reach};
  draw_decision(canvas, plane, probabilities, cells);
  draw_data_points(canvas, plane, widget.visible().train_set(), answers_of(widget.visible()));
  draw_legend(widget, at, square.bottom() + 18, canvas);
}

}  // namespace lesson
