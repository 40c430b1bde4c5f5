// co_adaptation_picture.cpp: layout of co_adaptation's picture, the words over each net, and what the net answers.
#include "co_adaptation_picture.h"

#include <algorithm>
#include <string>

#include "kit/plane_picture.h"

namespace lesson {

namespace {

constexpr int fact_lines = 5;
constexpr float bar_height = 8, bar_room = bar_height + 6;  // below the line of the cancellation ratio
constexpr std::string_view intro_words = "Number in a unit: points of training accuracy lost without it.";

}  // namespace

CoAdaptationLayout::CoAdaptationLayout(float width, int net_count) : wide(is_wide(width)), type(type_sizes(width)) {
  pad = wide ? 16 : width >= tight_below ? 12 : 8;
  row = wide ? 22 : 24;
  const float full = width - 2 * pad;
  const auto intro_lines = static_cast<float>(wrapped_lines(intro_words, type.body, full).size());
  steps_beside = text_width(intro_words, type.body) + text_width("after 1,500 steps", type.body) + 16 <= full;
  intro = {pad, 4, full, (intro_lines + (steps_beside ? 0 : 1)) * 1.4f * type.body};

  const float gap = wide ? 28 : 12;
  const auto count = static_cast<float>(net_count);
  const float column = (full - gap * (count - 1)) / count;
  const float two = (full - gap) / 2;  // the width of a column when there are two, for the height
  // Facts stand beside the square where there is room for both, else below it.
  const bool beside = width >= 660;
  const float line = 1.45f * type.small, facts_height = fact_lines * line + bar_room;
  const float square = beside ? 148 : std::min(two, 150.0f);
  const float top = intro.bottom() + 14;
  for (int net = 0; net < net_count; ++net) {
    NetColumn& c = columns[net];
    const float x = pad + static_cast<float>(net) * (column + gap);
    c.head = {x, top, column, type.headline + 2 * 1.4f * type.body + 4};
    c.net = {x, c.head.bottom() + 8, column, CoAdaptation::layer_width * row};
    c.note = {x, c.net.bottom() + 4, column, 1.4f * type.small};
    const float side = std::min(square, beside ? column - 100 : column);
    c.plane = {x, c.note.bottom() + 8, side, side};
    c.facts = beside ? Rect{x + side + 12, c.plane.y, column - side - 12, square}
                     : Rect{x, c.plane.bottom() + 8, column, facts_height};
  }
  chart = {pad, columns[0].plane.y + square + (beside ? 0 : 8 + facts_height) + 24, full, wide ? 232.0f : 264.0f};
  caveat = {pad, chart.bottom() + 14, full, 0};
  caveat.height = 1.4f * type.body * static_cast<float>(wrapped_lines(caveat_words, type.body, full).size());
  height = caveat.bottom() + 6;
}

float co_adaptation_height(float width) { return CoAdaptationLayout(width).height; }

namespace {

std::string points_text(double points) { return number_text(points, 1) + " points"; }

void draw_head(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const CoAdaptationLayout& at,
               Canvas& canvas) {
  const Rect& area = at.columns[net].head;
  const dropout::UnitDamage& damage = widget.dependence(net).damage;
  const std::string rate = number_text(params.rate(), 2);
  const std::string titles[][3] = {
      {"No dropout", "No dropout", "Plain"},
      {net_title(params, 1), params.rate() > 0 ? "p = " + rate : "Dropout off", "p = " + rate},
      {net_title(params, 2), "Decay " + number_text(params.weight_decay, 3), "Decay"}};
  const std::string_view title = first_fitting(titles[net], at.type.body, area.width, true);
  canvas.text({area.x, area.y + at.type.body / 2}, title, {.size = at.type.body, .bold = true});

  const double largest = damage.largest_drop();
  const std::string losses[] = {points_text(largest), number_text(largest, 1)};
  const std::string lost(first_fitting(losses, 14, area.width, true));
  const float lost_y = area.y + 1.4f * at.type.body + at.type.headline / 2;
  canvas.text({area.x, lost_y}, lost,
              {.size = fitting_size(lost, at.type.headline, area.width, true),
               .ink = damage.critical_units() > 0 && largest >= CoAdaptation::heavy_loss ? Ink::fragile : Ink::robust,
               .bold = true});
  const std::string words[] = {"lost with its most important unit", "lost with one unit", "by one unit"};
  canvas.text({area.x, lost_y + at.type.headline / 2 + 0.9f * at.type.body},
              first_fitting(words, at.type.small, area.width), {.size = at.type.small, .ink = Ink::muted});
  canvas.explain(area, "The largest loss of training accuracy by removing one unit: " + points_text(largest) + ". " +
                           std::to_string(damage.critical_units()) +
                           " of 32 units cost at least one training point.");
}

// Everything that the last hidden layer says is the whole bar; hatched is what cancels, full is what is left of it.
void draw_cancellation(double ratio, const Rect& bar, Canvas& canvas) {
  const float left = bar.width * static_cast<float>(ratio > 1 ? 1 / ratio : 1);
  canvas.rect({bar.x, bar.y, left, bar.height}, {.ink = Ink::ink});
  if (left < bar.width)
    canvas.rect({bar.x + left, bar.y, bar.width - left, bar.height}, {.ink = Ink::muted, .hatched = true});
  canvas.frame(bar, {.ink = Ink::muted, .width = 1});
  canvas.explain({bar.x, bar.y - 3, bar.width, bar.height + 6}, "Of all that the units of the last layer say, " +
                                                                    percent_text(ratio > 1 ? 1 - 1 / ratio : 0) +
                                                                    " cancels (hatched); the rest is the answer.");
}

struct Fact {
  std::vector<std::string> variants;
  Ink ink = Ink::ink;
  bool bold = false;
  std::string words;
  bool has_bar = false;
};

std::vector<Fact> facts_of(const CoAdaptation& widget, const CoAdaptation::Params& params, int net) {
  const CoAdaptation::Dependence& found = widget.dependence(net);
  const CoAdaptation::Standing& now = widget.standing(params, net);
  const std::string train = percent_text(now.train, 1), test = percent_text(now.test, 1);
  const std::string critical = std::to_string(found.damage.critical_units());
  const std::string ratio = number_text(found.cancellation, 1);
  std::vector<Fact> facts = {
      {{"training " + train, "train " + train, "train " + percent_text(now.train), train},
       Ink::train,
       true,
       "Training accuracy as the net stands now."},
      {{"test " + test, "test " + percent_text(now.test), test},
       Ink::test,
       true,
       "Test accuracy, clean labels, as the net stands now."},
      {{critical + " of 32 units critical", critical + " critical", critical},
       Ink::ink,
       false,
       "Critical units: removing one of them alone costs at least one training point."},
      {{"cancellation " + ratio, "cancel " + ratio, ratio},
       Ink::ink,
       false,
       "Sum of the sizes of all parts of the answer over the size of what is left, median: 1 is no cancellation, 10 "
       "means that nine tenths cancel.",
       true}};
  if (widget.trained()) {
    const std::string half = percent_text(found.half_removed);
    facts.push_back({{"half removed: " + half, "half: " + half, half},
                     Ink::ink,
                     false,
                     "Training accuracy with a random half of the units removed and the others doubled, mean of 60 "
                     "draws."});
  }
  return facts;
}

void draw_answers(const CoAdaptation& widget, const CoAdaptation::Params& params, int net,
                  const CoAdaptationLayout& at, Canvas& canvas) {
  const NetColumn& column = at.columns[net];
  const CoAdaptation::Standing& now = widget.standing(params, net);
  canvas.explain(column.plane,
                 "What this net answers, removed units at zero. Tint: the class, stronger where it is surer.");
  const Plane plane{column.plane, CoAdaptation::reach(params.data)};
  draw_decision(canvas, plane, now.probabilities, CoAdaptation::plane_cells);
  draw_data_points(canvas, plane, widget.net(net).train_set(), now.answers, {.radius = 2.5f, .ring_radius = 5});

  const float line = 1.45f * at.type.small;
  Point at_line{column.facts.x, column.facts.y + line / 2};
  for (const Fact& fact : facts_of(widget, params, net)) {
    canvas.text(at_line, first_fitting(fact.variants, at.type.small, column.facts.width, fact.bold),
                {.size = at.type.small, .ink = fact.ink, .bold = fact.bold});
    canvas.explain({at_line.x, at_line.y - line / 2, column.facts.width, line}, fact.words);
    at_line.y += line;
    if (!fact.has_bar) continue;
    const float width = std::min(column.facts.width, 150.0f);
    draw_cancellation(widget.dependence(net).cancellation, {at_line.x, at_line.y - line / 2 + 2, width, bar_height},
                      canvas);
    at_line.y += bar_room;
  }
}

void draw_intro(const CoAdaptation& widget, const CoAdaptationLayout& at, Canvas& canvas) {
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  const float y =
      draw_wrapped(canvas, {at.intro.x, at.intro.y + at.type.body / 2}, intro_words, at.intro.width, muted);
  const int steps = widget.step_count();
  const std::string words = steps == 0 ? "not trained yet" : "after " + plural_text(steps, "step", "steps");
  if (at.steps_beside)
    canvas.text({at.intro.right(), at.intro.y + at.type.body / 2}, words,
                {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
  else
    canvas.text({at.intro.x, y}, words, muted);
}

}  // namespace

void CoAdaptation::draw(const Params& params, Canvas& canvas) const {
  const CoAdaptationLayout at(canvas.bounds().width, net_count());
  draw_intro(*this, at, canvas);
  for (int net = 0; net < net_count(); ++net) {
    draw_head(*this, params, net, at, canvas);
    draw_net(*this, params, net, at, canvas);
    draw_answers(*this, params, net, at, canvas);
  }
  draw_removal_chart(*this, params, at, canvas);
}

}  // namespace lesson
