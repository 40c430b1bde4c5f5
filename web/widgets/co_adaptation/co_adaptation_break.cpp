// co_adaptation_break.cpp: the panel "break" of co_adaptation: one net whose units one removes with a finger, and its ground.
//
// Each unit carries a small map of where on the plane it answers. A link is as strong as what flows through it on average,
// on one scale for both nets, so that the calm of the net with dropout is real. The ground that changed hands is hatched,
// the points that were right before are ringed.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "co_adaptation_picture.h"
#include "dropout/masked_net.h"
#include "kit/net_picture.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

constexpr int width = CoAdaptation::layer_width;
constexpr int map_cells = 16;  // a side of the map of a unit
constexpr std::string_view ids[] = {"removed_plain", "removed_dropout", "removed_decay"};

// ---- places ----------------------------------------------------------------------------------------------------------

constexpr float least_words = 84;  // a narrow panel's column of the number and its words

// Wide: net at the left, ground at the right. Narrow: the net above its ground, which stands beside the number: net,
// ground and controls are to be seen at once on a phone.
struct BreakLayout {
  explicit BreakLayout(float panel_width)
      : inside(panel_inside({0, 0, panel_width, 0})), wide(is_wide(panel_width)), type(panel_type(panel_width)) {
    const float number = 44;  // the line of the big number
    if (wide) {
      const float side = std::min(360.0f, inside.width * 0.43f), radius = std::min(15.5f, inside.width / 60);
      net = {{inside.x, inside.y, inside.width - side - 32, number + side}, false, radius, 3 * radius};
      ground = {inside.right() - side, inside.y + number, side, side};
      number_at = {ground.x, inside.y + number / 2};
      height = net.area.bottom() + 12;
    } else {
      const float radius = std::min(14.5f, inside.width / 25), side = std::min(204.0f, inside.width - least_words);
      net = {{inside.x, inside.y, inside.width, 13.5f * radius}, true, radius, 1.9f * radius};
      ground = {inside.right() - side, net.area.bottom() + 6, side, side};
      number_at = {inside.x, ground.y + number / 2};
      height = ground.bottom() + 8;
    }
  }
  Rect inside;
  bool wide;
  TypeSizes type;
  NetPlan net;
  Rect ground{};
  Point number_at{};
  float height = 0;
};

// ---- the net ---------------------------------------------------------------------------------------------------------

// A map is square and its unit round: cells beyond the rim stay empty.
bool in_disc(std::size_t cell) {
  const float x = static_cast<float>(cell % map_cells) - 0.5f * (map_cells - 1);
  const float y = static_cast<float>(cell / map_cells) - 0.5f * (map_cells - 1);
  return x * x + y * y < 0.25f * map_cells * map_cells;
}

// [hidden unit][map_cells x map_cells] what the unit says on the plane, 0 to 1.
std::vector<std::vector<float>> unit_maps(const dropout::Trainer& trainer, double reach) {
  std::vector<std::vector<float>> maps;
  const std::vector<float> places = dropout::grid_centers(map_cells, map_cells, {-reach, reach, -reach, reach});
  constexpr float shades = 5;  // a unit is small, and what is told in few shades is told in few marks
  for (int layer = 0; layer < 2; ++layer) {
    const std::vector<float> outputs = dropout::hidden_outputs(trainer.net(), std::span<const float>(places), layer);
    for (std::size_t unit = 0; unit < width; ++unit) {
      std::vector<float>& map = maps.emplace_back();
      for (std::size_t i = unit; i < outputs.size(); i += width) map.push_back(outputs[i]);
      const float largest = *std::max_element(map.begin(), map.end());
      for (std::size_t cell = 0; cell < map.size(); ++cell)
        map[cell] = largest > 0 && in_disc(cell) ? std::round(shades * map[cell] / largest) / shades : 0;
    }
  }
  return maps;
}

void draw_break_unit(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, int unit,
                     const std::vector<float>& map, const BreakLayout& at, Canvas& canvas) {
  const bool kept = widget.standing(params, net).kept[static_cast<std::size_t>(unit)] != 0;
  const Point center = at.net.unit(unit);
  const float r = at.net.radius;
  const dropout::UnitDamage& damage = widget.dependence(net).damage;
  const int lost = damage.correct - damage.correct_without[static_cast<std::size_t>(unit)];
  canvas.disk(center, r + (kept ? 2.0f : 5.0f), {.ink = Ink::paper});
  canvas.key({.name = mark_name("break.unit", static_cast<std::uint32_t>(net * CoAdaptation::unit_count + unit))});
  if (kept) {
    canvas.disk(center, r, {.ink = Ink::surface});
    canvas.disk(center, r, {.ink = Ink::kept, .opacity = 0.1f});
    canvas.field({.area = {center.x - r, center.y - r, 2 * r, 2 * r},
                  .columns = map_cells,
                  .rows = map_cells,
                  .values = map,
                  .high = Ink::kept,
                  .max_opacity = 0.9f});
    canvas.ring(center, r, {.ink = Ink::kept, .width = 2});
  } else {
    draw_unit(canvas, center, r, {.kept = false});
  }
  const Rect box = at.net.box(unit);
  canvas.explain(
      box, "Hidden layer " + std::to_string(unit / width + 1) + ", unit " + std::to_string(unit % width + 1) + ": " +
               (lost > 0   ? plural_text(lost, "point hangs", "points hang") + " on it."
                : lost < 0 ? "without it " + plural_text(-lost, "point more is right.", "points more are right.")
                           : "nothing hangs on it alone.") +
               (kept ? " Tap to remove it." : " Tap to put it back."));
  canvas.tap_to_set(box, ids[net], static_cast<double>(params.toggled(net) ^ (1u << unit)));
}

// Where a first tap shows most.
void draw_hint(const CoAdaptation& widget, int net, const BreakLayout& at, Canvas& canvas) {
  const std::vector<int>& correct = widget.dependence(net).damage.correct_without;
  const Point center =
      at.net.unit(static_cast<int>(std::min_element(correct.begin(), correct.end()) - correct.begin()));
  canvas.ring(center, at.net.radius + 5, {.ink = Ink::accent, .width = 2});
  if (!at.wide) return;  // no room for words; the title says it
  const float words_end = at.net.area.x + text_width("Tap one", 15, true) + 4;
  for (int input = 0; input < 2; ++input)
    if (std::abs(center.y - at.net.input(input).y) < 22) return;
  if (center.x - at.net.radius - 5 < words_end + 12) return;
  canvas.line({words_end + 4, center.y}, {center.x - at.net.radius - 5, center.y},
              {.ink = Ink::accent, .width = 1.5f});
  draw_on_plate(canvas, {at.net.area.x, center.y}, "Tap one", {.size = 15, .ink = Ink::accent, .bold = true});
}

void draw_loss(const BreakLayout& at, int unit, int change, Canvas& canvas) {
  const float size = 17;
  const std::string words = signed_text(change, 0);
  const Point place{at.net.unit(unit).x + at.net.radius + 8, at.net.unit(unit).y};
  draw_on_plate(canvas, place, words, {.size = size, .ink = change < 0 ? Ink::fragile : Ink::robust, .bold = true});
}

void draw_break_net(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const BreakLayout& at,
                    Canvas& canvas) {
  const CoAdaptation::Standing& now = widget.standing(params, net);
  const auto there = [&](int unit) { return unit < 0 || now.kept[static_cast<std::size_t>(unit)] != 0; };
  for (const Link& link : links_of(widget, net, at.net)) {
    if (!there(link.from_unit) || !there(link.to_unit)) continue;
    // From center to center: the disk under each unit covers the ends.
    canvas.line(link.from, link.to,
                {.ink = Ink::ink,
                 .width = 0.5f + 3 * std::min(link.share, 1.0f),
                 .opacity = std::min(0.75f, 0.06f + 0.62f * std::pow(link.share, 0.6f))});
  }
  draw_net_ends(at.net, canvas);
  const std::vector<std::vector<float>> maps = unit_maps(widget.net(net), CoAdaptation::reach(params.data));
  for (int unit = 0; unit < CoAdaptation::unit_count; ++unit)
    draw_break_unit(widget, params, net, unit, maps[static_cast<std::size_t>(unit)], at, canvas);
  if (now.removed == 0 && widget.step_count() > 0) draw_hint(widget, net, at, canvas);
  // What the one missing unit took with it, beside it; on a narrow panel the number says it.
  if (now.removed != 1 || !at.wide) return;
  const int before = widget.dependence(net).damage.correct;
  for (int unit = 0; unit < CoAdaptation::unit_count; ++unit)
    if (!there(unit)) draw_loss(at, unit, now.correct - before, canvas);
}

// ---- the ground ------------------------------------------------------------------------------------------------------

void draw_break_ground(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const Rect& square,
                       Canvas& canvas) {
  const CoAdaptation::Standing& whole = widget.whole(params, net);
  const CoAdaptation::Standing& now = widget.standing(params, net);
  const Plane plane{square, CoAdaptation::reach(params.data)};
  canvas.explain(square,
                 "Blue where the net answers disk, red where it answers square. A point is right on its own color.");
  draw_decision(canvas, plane, now.probabilities, CoAdaptation::plane_cells, now.logits);
  if (now.removed > 0) {
    draw_boundary(canvas, plane, whole.logits, CoAdaptation::plane_cells,
                  {.ink = Ink::ink, .width = 1.5f, .dash = Dash::dotted, .opacity = 0.55f});
    hatch_disagreement(canvas, plane, whole.logits, now.logits, CoAdaptation::plane_cells,
                       {.ink = Ink::fragile, .width = 1, .opacity = 0.5f});
  }
  const dropout::Dataset& set = widget.net(net).train_set();
  draw_data_points(canvas, plane, set, {}, {.radius = 4.5f});
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const bool was_right = whole.answers[i] == set.labels[i], is_right = now.answers[i] == set.labels[i];
    if (!was_right || is_right) continue;
    const Point at = plane.at(set.points[2 * i], set.points[2 * i + 1], 10);
    canvas.ring(at, 8.5f, {.ink = Ink::surface, .width = 4.5f});
    canvas.ring(at, 8.5f, {.ink = Ink::fragile, .width = 2});
    canvas.explain({at.x - 9, at.y - 9, 18, 18}, "This point was right before.");
  }
}

}  // namespace

float CoAdaptation::break_height(float panel_width) { return BreakLayout(panel_width).height; }

void CoAdaptation::draw_break(const Params& params, Canvas& canvas) const {
  const BreakLayout at(canvas.bounds().width);
  const int net = shown_net(params);
  draw_break_net(*this, params, net, at, canvas);
  const Standing& now = standing(params, net);
  const int before = dependence(net).damage.correct;
  const std::string number = std::to_string(now.correct);
  const float big = at.wide ? 34.0f : 28.0f;
  canvas.text(at.number_at, number, {.size = big, .bold = true});
  const float after = at.number_at.x + text_width(number, big, true) + 8;
  const std::string change = now.removed > 0 && now.correct != before ? signed_text(now.correct - before, 0) : "";
  const Ink change_ink = now.correct < before ? Ink::fragile : Ink::robust;
  if (!at.wide) {
    canvas.text({after, at.number_at.y + 2}, change, {.size = 17, .ink = change_ink, .bold = true});
    const std::string of = "of " + std::to_string(net_point_count());
    canvas.text({at.number_at.x, at.number_at.y + 26}, of + " points", {.size = 14, .ink = Ink::muted});
    canvas.text({at.number_at.x, at.number_at.y + 44}, "right", {.size = 14, .ink = Ink::muted});
    draw_break_ground(*this, params, net, at.ground, canvas);
    return;
  }
  const float change_size = 24, change_width = text_width(change, change_size, true) + 14;
  const std::string points = "of " + std::to_string(net_point_count());
  const std::string variants[] = {points + " points right", points + " right", points};
  const std::string words(
      first_fitting(variants, 14, at.inside.right() - after - (change.empty() ? 0 : change_width)));
  canvas.text({after, at.number_at.y + 4}, words, {.size = 14, .ink = Ink::muted});
  canvas.text({after + text_width(words, 14) + 14, at.number_at.y + 2}, change,
              {.size = change_size, .ink = change_ink, .bold = true});
  draw_break_ground(*this, params, net, at.ground, canvas);
}

std::string CoAdaptation::describe_break(const Params& params) const {
  const int net = shown_net(params);
  const Standing& now = standing(params, net);
  if (params.chosen_net == NetName::decay && net == 0)
    return "There is no net with weight decay here: switch “Third net” on. Shown is the net without dropout.";
  if (step_count() == 0) return "A fresh net of 32 units. Press Train: it learns the 80 points from nothing.";
  if (now.removed == 0)
    return std::to_string(now.correct) +
           " of 80 points are right: they stand on their own color. Tap a unit to remove it.";
  const int lost = dependence(net).damage.correct - now.correct;
  const std::string gone = plural_text(now.removed, "unit of 32 is gone", "units of 32 are gone");
  if (lost > 0)
    return gone + ", and " + plural_text(lost, "point", "points") + " with it: the ringed ones were right before.";
  if (lost < 0)
    return gone + ", and " + plural_text(-lost, "point more is", "points more are") + " right than before.";
  return gone + ", and not one point with it.";
}

}  // namespace lesson
