// co_adaptation_shake.cpp: the panel "shake" of co_adaptation: every point moves a little, no unit is missing; which answers change?
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "co_adaptation_picture.h"
#include "contract/table.h"
#include "dropout/shaken_points.h"
#include "kit/knob.h"
#include "kit/plane_picture.h"
#include "kit/plot.h"

namespace lesson {

namespace {

constexpr int mean_of = 20;  // shakes

struct ShakeLayout {
  explicit ShakeLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = wide ? 16.0f : 8.0f, column = (inside.width - gap) / 2, head = wide ? 66.0f : 56.0f;
    beside = column >= side_most + 90;
    const float side = beside ? side_most : std::min(column, side_most - head);
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (column + gap);
      heads[k] =
          beside ? Rect{x + side + 14, inside.y + 8, column - side - 14, side} : Rect{x, inside.y, column, head};
      maps[k] = {x, beside ? inside.y : inside.y + head, side, side};
    }
    height = maps[0].bottom() + 12;
  }
  static constexpr float side_most = 372;
  bool wide, beside;  // beside: the words stand at the right of their map, else above it
  Rect inside;
  Rect heads[2], maps[2];
  float height;
};

// The point whose reach is drawn: one in the upper right, where there is room for the knob.
std::size_t marked_point(const dropout::Dataset& set, double reach) {
  std::size_t best = 0;
  double nearest = 1e9;
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const double dx = set.points[2 * i] - 0.4 * reach, dy = set.points[2 * i + 1] - 0.5 * reach;
    if (dx * dx + dy * dy < nearest) nearest = dx * dx + dy * dy, best = i;
  }
  return best;
}

struct Shake {
  std::vector<float> places;
  std::vector<std::uint8_t> changed;
  int count;
};

Shake shake_of(const CoAdaptation& widget, const CoAdaptation::Params& params, int net) {
  const dropout::Dataset& set = widget.net(net).train_set();
  const std::vector<float> offsets =
      dropout::disk_offsets(widget.net_point_count(), params.seed, static_cast<std::uint32_t>(params.shake_draw));
  Shake shake;
  shake.places = dropout::moved_points(set.points, offsets, static_cast<float>(params.shake));
  shake.changed = dropout::changed_answers(widget.net(net).net(), set.points, shake.places);
  shake.count = static_cast<int>(std::count(shake.changed.begin(), shake.changed.end(), std::uint8_t{1}));
  return shake;
}

// At the right of the map, in a narrow column.
void draw_head_beside(const CoAdaptation::Params& params, int net, int count, const Rect& area, Canvas& canvas) {
  const float below = draw_wrapped(canvas, {area.x, area.y}, head_words(params, net, 15, 1000), area.width,
                                   {.size = 15, .bold = true});
  canvas.text({area.x, below + 22}, std::to_string(count),
              {.size = 34, .ink = net == 0 ? Ink::fragile : Ink::robust, .bold = true});
  draw_wrapped(canvas, {area.x, below + 56}, "of 80 answers change", area.width, {.size = 14, .ink = Ink::muted});
}

void draw_head_above(const CoAdaptation::Params& params, int net, int count, const Rect& area, bool wide,
                     Canvas& canvas) {
  const float size = wide ? 16.0f : 15.0f, big = wide ? 34.0f : 26.0f;
  canvas.text({area.x, area.y + 10}, head_words(params, net, size, area.width), {.size = size, .bold = true});
  const std::string number = std::to_string(count);
  canvas.text({area.x, area.y + 16 + big / 2 + 4}, number,
              {.size = big, .ink = net == 0 ? Ink::fragile : Ink::robust, .bold = true});
  const float after = area.x + text_width(number, big, true) + 8;
  const std::string words[] = {"of 80 answers change", "of 80 change", "change"};
  canvas.text({after, area.y + 16 + big / 2 + 8}, first_fitting(words, 14, area.right() - after),
              {.size = 14, .ink = Ink::muted});
}

void draw_shaken_points(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const Shake& shake,
                        const Plane& plane, bool wide, Canvas& canvas) {
  const dropout::Dataset& set = widget.net(net).train_set();
  const auto moved = [&](std::size_t i) { return plane.at(shake.places[2 * i], shake.places[2 * i + 1]); };
  const auto stood = [&](std::size_t i) { return plane.at(set.points[2 * i], set.points[2 * i + 1], 5); };
  for (std::size_t i = 0; i < set.labels.size(); ++i)
    canvas.line(stood(i), moved(i), {.ink = Ink::ink, .width = 1.25f, .opacity = 0.55f});
  const float radius = wide ? 4.5f : 3.2f;
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const Point at = stood(i);
    draw_class_mark(canvas, at, set.labels[i], radius);
    if (shake.changed[i] == 0) continue;
    canvas.ring(at, radius + 3.5f, {.ink = Ink::surface, .width = 4});
    canvas.ring(at, radius + 3.5f, {.ink = Ink::fragile, .width = 2});
    canvas.explain({at.x - 8, at.y - 8, 16, 16}, "At the end of its tail the net answers the other class.");
  }
  const Point center = stood(marked_point(set, plane.reach));
  const float far = static_cast<float>(params.shake / (2 * plane.reach)) * plane.square.width;
  canvas.ring(center, std::max(1.0f, far), {.ink = Ink::accent, .width = 2});
  if (net != 0) return;
  const Point knob{center.x + far, center.y};
  const float full = static_cast<float>(CoAdaptation::most_shake / (2 * plane.reach)) * plane.square.width;
  draw_knob(canvas, knob, Ways::sideways);
  canvas.drag({.area = knob_area(knob),
               .param_id = "shake",
               .min_at = center,
               .max_at = {center.x + full, center.y},
               .min = 0,
               .max = CoAdaptation::most_shake});
  canvas.explain({knob.x - 12, knob.y - 12, 24, 24}, "How far a point may move. Drag it.");
}

}  // namespace

float CoAdaptation::shake_height(float panel_width) { return ShakeLayout(panel_width).height; }

void CoAdaptation::draw_shake(const Params& params, Canvas& canvas) const {
  const ShakeLayout at(canvas.bounds().width);
  const int nets[] = {0, rival_net(params)};
  for (int k = 0; k < 2; ++k) {
    const int net = nets[k];
    const Shake shake = shake_of(*this, params, net);
    const Plane plane{at.maps[k], reach(params.data)};
    at.beside ? draw_head_beside(params, net, shake.count, at.heads[k], canvas)
              : draw_head_above(params, net, shake.count, at.heads[k], at.wide, canvas);
    canvas.explain(plane.square, "Each point stands where it was; its tail ends where it moved to.");
    const Standing& net_whole = whole(params, net);
    draw_decision(canvas, plane, net_whole.probabilities, plane_cells, net_whole.logits);
    draw_shaken_points(*this, params, net, shake, plane, at.wide, canvas);
  }
}

std::string CoAdaptation::describe_shake(const Params& params) const {
  if (step_count() == 0) return "Two fresh nets. Press Train, then move the points.";
  const auto mean = [&](int net) {
    return number_text(dropout::mean_changed_answers(
                           this->net(net).net(), this->net(net).train_set().points,
                           {.radius = static_cast<float>(params.shake), .draw_count = mean_of, .seed = params.seed}),
                       1);
  };
  const int rival = rival_net(params);
  return "No unit is missing now; only the input moved. Over " + std::to_string(mean_of) + " shakes " + mean(0) +
         " of 80 answers change without a cure, " + mean(rival) +
         (rival == 2          ? " with weight decay."
          : params.rate() > 0 ? " with dropout."
                              : " with dropout switched off.");
}

void CoAdaptation::shake_table(const Params& params, Table& table) const {
  table.row("Net", "Answers of 80 that change in this shake");
  for (const int net : {0, rival_net(params)})
    table.row(net_title(params, net), std::to_string(shake_of(*this, params, net).count));
}

}  // namespace lesson
