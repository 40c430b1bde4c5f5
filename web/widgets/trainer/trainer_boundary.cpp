// trainer_boundary.cpp: the answers of the net on the plane, its training points, and their legend.
#include <algorithm>
#include <array>

#include "kit/panel_space.h"
#include "kit/plane_picture.h"
#include "trainer.h"

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

// Below the square in two lines, or beside it one entry a line.
struct BoundaryPlaces {
  explicit BoundaryPlaces(float width)
      : type(panel_type(width)), beside(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float side = beside ? std::min(0.5f * inside.width, 360.0f) : std::min(inside.width, 420.0f);
    square = {inside.x, inside.y + type.body + 10, side, side};
    legend = beside ? Rect{square.right() + 28, square.y + 14, inside.right() - square.right() - 28, side}
                    : Rect{square.x, square.bottom() + 18, inside.width, 2 * type.body + 16};
    height = beside ? square.bottom() + 8 : legend.y + 2 * type.body + 12;
  }

  TypeSizes type;
  bool beside;
  Rect inside, square, legend;
  float height;
};

// Writes marks and words from left to right.
class Legend {
 public:
  Legend(const BoundaryPlaces& at, Canvas& canvas) : at_(at), canvas_(canvas), x_(at.legend.x), y_(at.legend.y) {}

  template <class Draw>
  void entry(Draw&& draw, std::string_view text) {
    draw(Point{x_ + 7, y_});
    x_ += 19;
    words(text);
    if (at_.beside) line();
  }
  void words(std::string_view text) {
    canvas_.text({x_, y_}, text, {.size = at_.type.small, .ink = Ink::muted});
    x_ += text_width(text, at_.type.small) + (at_.legend.width > 280 ? 12 : 6);
  }
  void line() {
    x_ = at_.legend.x;
    y_ += at_.type.small + 10;
  }
  bool has_room(std::string_view text) const { return x_ + text_width(text, at_.type.small) <= at_.legend.right(); }

 private:
  const BoundaryPlaces& at_;
  Canvas& canvas_;
  float x_, y_;
};

void draw_legend(const LiveTrainer::Measure& now, const BoundaryPlaces& at, Canvas& canvas) {
  Legend legend(at, canvas);
  legend.entry([&](Point p) { draw_class_mark(canvas, p, 0, 4); }, "class a");
  legend.entry([&](Point p) { draw_class_mark(canvas, p, 1, 4); }, "class b");
  if (legend.has_room("80 points")) legend.words("80 points");
  legend.line();
  if (now.flips_total == 0) return legend.words("no label is flipped");
  const std::string fitted = std::to_string(now.flips_fitted) + " fitted",
                    not_fitted = std::to_string(now.flips_total - now.flips_fitted) + " not";
  const bool short_of_room = !at.beside && at.legend.width < 300;
  legend.words(short_of_room ? "flipped:" : "flipped labels:");
  if (at.beside) legend.line();
  legend.entry([&](Point p) { draw_flip_ring(canvas, p, true, 6.5f); }, fitted);
  legend.entry([&](Point p) { draw_flip_ring(canvas, p, false, 6.5f); }, not_fitted);
}

}  // namespace

float LiveTrainer::boundary_height(float width) { return BoundaryPlaces(width).height; }

void LiveTrainer::draw_boundary(const Params& params, Canvas& canvas) const {
  const BoundaryPlaces at(canvas.bounds().width);
  const int steps = visible_->step_count();
  const std::string rate = "p = " + number_text(params.drop_rate, 2);
  canvas.text({at.inside.x, at.inside.y + at.type.body / 2},
              steps == 0 ? "not trained yet, " + rate : "after " + plural_text(steps, "step", "steps") + ", " + rate,
              {.size = at.type.body, .ink = Ink::muted});
  canvas.explain(at.square,
                 "Tint: the class the net answers, stronger where it is surer. Line: where it changes its mind.");
  const double reach = reach_of(params.data);
  std::array<float, cells * cells> probabilities;
  visible_->decision_grid(probabilities, cells, cells, {-reach, reach, -reach, reach});
  const Plane plane{at.square, reach};
  draw_decision(canvas, plane, probabilities, cells);
  draw_data_points(canvas, plane, visible_->train_set(), answers_of(*visible_));
  draw_legend(now(), at, canvas);
}

}  // namespace lesson
