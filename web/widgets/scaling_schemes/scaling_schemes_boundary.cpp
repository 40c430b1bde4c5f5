// scaling_schemes_boundary.cpp: the panel "boundary" of scaling_schemes: which factor at test lays the boundary of the net back on the one it trained with?
//
// Made for one dropout layer, where the mean logit over all masks is exactly the pass with the outgoing weights times k;
// with more layers that mean is measured. Counted are the test points that are not answered as in training; each factor
// from 1 to the reader's leaves a dot.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kit/knob.h"
#include "kit/plane_picture.h"
#include "scaling_schemes_picture.h"

namespace lesson {

namespace {

constexpr double least = 0.05, most = 1.25, stride = 0.05;

struct BoundaryLayout {
  explicit BoundaryLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float side = wide ? std::min(372.0f, inside.width * 0.54f) : std::min(254.0f, inside.width - 76);
    map = {inside.x, inside.y, side, side};
    const float right = map.right() + (wide ? 28.0f : 12.0f);
    words = {right, inside.y, inside.right() - right, side};
    if (wide)
      chart = {right + 8, inside.y + 180, words.width - 40, side - 180 - 74};
    else
      chart = {inside.x + 8, map.bottom() + 20, inside.width - 40, 56};
    slider_y = chart.bottom() + 22;
    height = std::max(map.bottom(), slider_y + (wide ? 52.0f : 36.0f)) + 8;
  }
  bool wide;
  Rect inside, map, words, chart;
  float slider_y, height;

  Axis x() const { return {least, most, chart.x, chart.right()}; }
};

void draw_points(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const Plane& plane, bool wide,
                 Canvas& canvas) {
  const NaiveNet::Answer &test = widget.repaired(params), &training = widget.in_training();
  const dropout::Dataset& set = widget.net().test_set();
  for (std::size_t i = 0; i < set.labels.size(); ++i)
    canvas.disk(plane.at(set.points[2 * i], set.points[2 * i + 1], 3), 1.9f,
                {.ink = set.labels[i] == 0 ? Ink::class_a : Ink::class_b, .opacity = 0.55f});
  if (params.lines != ScalingSchemes::Lines::both) return;
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    if ((test.logits[i] > 0) == (training.logits[i] > 0)) continue;
    const Point place = plane.at(set.points[2 * i], set.points[2 * i + 1], 6);
    canvas.ring(place, wide ? 5.2f : 4.0f, {.ink = Ink::fragile, .width = 1.75f});
  }
}

void draw_map(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const BoundaryLayout& at,
              Canvas& canvas) {
  using Lines = ScalingSchemes::Lines;
  const NaiveNet::Answer &test = widget.repaired(params), &training = widget.in_training();
  const Plane plane{at.map, NaiveNet::reach};
  canvas.explain(at.map,
                 "The plane of the two inputs. Solid: where training changes its answer, mean over all masks. "
                 "Dashed: where the test does. Tap to see one of them, then the other.");
  canvas.tap_to_set(at.map, "lines",
                    static_cast<double>(params.lines == Lines::training ? Lines::test : Lines::training));
  draw_tint(canvas, plane, params.lines == Lines::test ? test.field : training.field, NaiveNet::cells);
  if (params.lines == Lines::both)
    hatch_disagreement(canvas, plane, training.field_logits, test.field_logits, NaiveNet::cells,
                       {.ink = Ink::test, .width = 1.25f, .opacity = 0.8f});
  draw_points(widget, params, plane, at.wide, canvas);
  if (params.lines != Lines::test)
    draw_boundary(canvas, plane, training.field_logits, NaiveNet::cells, {.ink = Ink::train, .width = 3});
  if (params.lines != Lines::training)
    draw_boundary(canvas, plane, test.field_logits, NaiveNet::cells,
                  {.ink = Ink::test, .width = 2.75f, .dash = Dash::dashed});
}

void draw_left(int count, const BoundaryLayout& at, Canvas& canvas) {
  const float size = at.wide ? 44.0f : 28.0f;
  const std::string number = std::to_string(count);
  canvas.text({at.words.x, at.words.y + size / 2}, number, {.size = size, .bold = true});
  if (!at.wide) {
    canvas.text({at.words.x, at.words.y + size + 10}, "points", {.size = 14, .bold = true});
    canvas.text({at.words.x, at.words.y + size + 28}, "left", {.size = 14, .ink = Ink::muted});
  } else {
    const float after = at.words.x + text_width(number, size, true) + 10, room = at.words.right() - after;
    const std::string heads[] = {"points left to win back", "points left"};
    const std::string subs[] = {"not answered as in training", "answered otherwise", "otherwise"};
    canvas.text({after, at.words.y + 14}, first_fitting(heads, 15, room, true), {.size = 15, .bold = true});
    canvas.text({after, at.words.y + 36}, first_fitting(subs, 14, room), {.size = 14, .ink = Ink::muted});
  }
  const std::string keys[][2] = {{"training, mean over masks", "training"}, {"test, nothing dropped", "test"}};
  for (int k = 0; k < 2; ++k) {
    const float first = at.wide ? 76.0f : std::min(110.0f, at.map.height - 82), pitch = at.wide ? 24.0f : 40.0f;
    const float y = at.words.y + first + pitch * static_cast<float>(k);
    const Ink ink = k == 0 ? Ink::train : Ink::test;
    canvas.line({at.words.x, y}, {at.words.x + 34, y},
                {.ink = ink, .width = 2.75f, .dash = k == 0 ? Dash::solid : Dash::dashed});
    if (at.wide)
      canvas.text({at.words.x + 44, y}, first_fitting(keys[k], 14, at.words.width - 44), {.size = 14});
    else
      canvas.text({at.words.x, y + 17}, keys[k][1], {.size = 14});
  }
  if (!at.wide) return;
  canvas.rect({at.words.x, at.words.y + 118, 34, 12}, {.ink = Ink::test, .hatched = true});
  canvas.text({at.words.x + 44, at.words.y + 124}, "they disagree", {.size = 14});
}

// Dots: what each factor on the way from 1 left to win back.
void draw_way(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const BoundaryLayout& at,
              Canvas& canvas) {
  const double now = params.repair, way = now < 1 ? -stride : stride;
  std::vector<Point> dots;
  const int untouched = widget.points_left(widget.forgotten());
  const Axis y{0, std::max(40.0, 1.05 * untouched), at.chart.bottom(), at.chart.y};
  const int steps = static_cast<int>(std::lround(std::abs(now - 1) / stride));
  for (int step = 0; step <= steps; ++step) {
    const double factor = 1 + way * step;
    dots.push_back({at.x()(factor), y(widget.points_left(widget.net().answer(factor)))});
  }
  canvas.line({at.chart.x, at.chart.bottom()}, {at.chart.right(), at.chart.bottom()}, {.ink = Ink::train});
  canvas.text({at.chart.right() + 8, at.chart.bottom()}, "0", {.size = 14, .ink = Ink::train, .bold = true});
  canvas.line({dots.back().x, dots.back().y}, {dots.back().x, at.slider_y}, {.ink = Ink::accent});
  if (dots.size() > 1) canvas.polyline(dots, {.ink = Ink::muted, .width = 1.25f, .dash = Dash::dotted});
  for (const Point& dot : dots) canvas.disk(dot, 4, {.ink = Ink::muted});
  canvas.disk(dots.back(), 4.5f, {.ink = Ink::ink});
  const int left = widget.points_left(widget.net().answer(now));
  const bool beside = dots.back().x < at.chart.right() - 40;
  canvas.text({dots.back().x + (beside ? 10.0f : -10.0f), dots.back().y}, std::to_string(left),
              {.size = 14, .align = beside ? Align::left : Align::right, .bold = true});
}

}  // namespace

float ScalingSchemes::boundary_height(float width) { return BoundaryLayout(width).height; }

void ScalingSchemes::draw_boundary_panel(const Params& params, Canvas& canvas) const {
  const BoundaryLayout at(canvas.bounds().width);
  draw_map(*this, params, at, canvas);
  draw_left(left(params), at, canvas);
  draw_way(*this, params, at, canvas);
  const Point knob{at.x()(params.repair), at.slider_y};
  canvas.line({at.chart.x, at.slider_y}, {at.chart.right(), at.slider_y}, {.ink = Ink::rule, .width = 4});
  if (params.repair == 1)
    canvas.text({knob.x - 18, knob.y}, "drag", {.size = 14, .ink = Ink::accent, .align = Align::right, .bold = true});
  draw_knob(canvas, knob, Ways::sideways, mark_name("boundary.knob"));
  const std::string factor = "× " + number_text(params.repair, 2);
  for (const double tick : {0.25, 0.5, 0.75, 1.0, 1.25}) {
    const std::string words = number_text(tick, 2);
    const float apart = std::abs(at.x()(tick) - knob.x), needed = text_width(words + factor, 14, true) / 2 + 4;
    if (apart > needed)
      canvas.text({at.x()(tick), at.slider_y + 24}, words, {.size = 14, .ink = Ink::muted, .align = Align::center});
  }
  const std::string captions[] = {"factor on outgoing weights at test", "factor on outgoing weights",
                                  "factor at test"};
  if (at.wide)
    canvas.text({at.chart.center().x, at.slider_y + 44}, first_fitting(captions, 14, at.words.width),
                {.size = 14, .ink = Ink::muted, .align = Align::center});
  const float under = centered_within(factor, 14, knob.x, 2, canvas.bounds().width - 2, true);
  canvas.text({under, at.slider_y + 24}, factor, {.size = 14, .align = Align::center, .bold = true});
  canvas.drag({.area = {knob.x - 22, knob.y - 22, 44, 44},
               .param_id = "repair",
               .min_at = {at.chart.x, at.slider_y},
               .max_at = {at.chart.right(), at.slider_y},
               .min = least,
               .max = most});
}

}  // namespace lesson
