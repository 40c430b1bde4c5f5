// co_adaptation_answers.cpp: the panels "answers" and "dependence" of co_adaptation: what each net says, and what it leans on.
#include <algorithm>
#include <string>
#include <vector>

#include "co_adaptation_picture.h"
#include "kit/plane_picture.h"

namespace lesson {

std::array<Rect, CoAdaptation::most_nets> net_columns(const Rect& area, int net_count) {
  const float gap = is_wide(area.width) ? 28 : 12, count = static_cast<float>(net_count);
  const float width = (area.width - gap * (count - 1)) / count;
  std::array<Rect, CoAdaptation::most_nets> columns;
  for (std::size_t net = 0; net < columns.size(); ++net)
    columns[net] = {area.x + static_cast<float>(net) * (width + gap), area.y, width, area.height};
  return columns;
}

void draw_column_title(const CoAdaptation::Params& params, int net, const Rect& column, float size, Canvas& canvas) {
  const std::string rate = number_text(params.rate(), 2);
  const std::string titles[][3] = {
      {"No dropout", "No dropout", "Plain"},
      {net_title(params, 1), params.rate() > 0 ? "p = " + rate : "Dropout off", "p = " + rate},
      {net_title(params, 2), "Decay " + number_text(params.weight_decay, 3), "Decay"}};
  const std::string_view title = first_fitting(titles[net], size, column.width, true);
  canvas.text({column.x, column.y + size / 2 + 1}, title, {.size = size, .bold = true});
}

namespace {

constexpr float bar_height = 8, bar_room = bar_height + 6;  // below the line of the cancellation ratio
constexpr float fact_line = 20;

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

std::vector<Fact> accuracies_of(const CoAdaptation::Standing& now) {
  const std::string train = percent_text(now.train, 1), test = percent_text(now.test, 1);
  return {{{"training " + train, "train " + train, "train " + percent_text(now.train), train},
           Ink::train,
           true,
           "Training accuracy as the net stands now."},
          {{"test " + test, "test " + percent_text(now.test), test},
           Ink::test,
           true,
           "Test accuracy, clean labels, as the net stands now."}};
}

std::vector<Fact> dependence_of(const CoAdaptation& widget, int net) {
  const CoAdaptation::Dependence& found = widget.dependence(net);
  const std::string critical = std::to_string(found.damage.critical_units());
  const std::string ratio = number_text(found.cancellation, 1);
  std::vector<Fact> facts = {
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

void draw_facts(const std::vector<Fact>& facts, double cancellation, const Rect& area, float size, Canvas& canvas) {
  Point at_line{area.x, area.y + fact_line / 2};
  for (const Fact& fact : facts) {
    canvas.text(at_line, first_fitting(fact.variants, size, area.width, fact.bold),
                {.size = size, .ink = fact.ink, .bold = fact.bold});
    canvas.explain({at_line.x, at_line.y - fact_line / 2, area.width, fact_line}, fact.words);
    at_line.y += fact_line;
    if (!fact.has_bar) continue;
    const float width = std::min(area.width, 150.0f);
    draw_cancellation(cancellation, {at_line.x, at_line.y - fact_line / 2 + 2, width, bar_height}, canvas);
    at_line.y += bar_room;
  }
}

// The squares of two nets; three are smaller.
float answer_side(float width) {
  const float full = width - 2 * panel_margin(width), gap = is_wide(full) ? 28 : 12;
  return std::min((full - gap) / 2, is_wide(width) ? 240.0f : 160.0f);
}

}  // namespace

float CoAdaptation::answers_height(float width) { return 6 + 24 + answer_side(width) + 6 + 2 * fact_line + 8; }

void CoAdaptation::draw_answers(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const TypeSizes type = panel_type(canvas.bounds().width);
  const std::array<Rect, most_nets> columns = net_columns(area, net_count());
  for (int net = 0; net < net_count(); ++net) {
    const Rect& column = columns[static_cast<std::size_t>(net)];
    draw_column_title(params, net, column, type.body, canvas);
    const float side = std::min(column.width, answer_side(canvas.bounds().width));
    const Plane plane{{column.x, column.y + 24, side, side}, reach(params.data)};
    const Standing& now = standing(params, net);
    canvas.explain(plane.square,
                   "What this net answers, removed units at zero. Tint: the class, stronger where it is surer.");
    draw_decision(canvas, plane, now.probabilities, plane_cells);
    draw_data_points(canvas, plane, this->net(net).train_set(), now.answers, {.radius = 2.5f, .ring_radius = 5});
    draw_facts(accuracies_of(now), 0, {column.x, plane.square.bottom() + 6, column.width, 2 * fact_line}, type.small,
               canvas);
  }
}

float CoAdaptation::dependence_height(float) { return 6 + 22 + 3 * fact_line + bar_room + 8; }

void CoAdaptation::draw_dependence(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const TypeSizes type = panel_type(canvas.bounds().width);
  const std::array<Rect, most_nets> columns = net_columns(area, net_count());
  for (int net = 0; net < net_count(); ++net) {
    const Rect& column = columns[static_cast<std::size_t>(net)];
    draw_column_title(params, net, column, type.body, canvas);
    draw_facts(dependence_of(*this, net), dependence(net).cancellation,
               {column.x, column.y + 22, column.width, column.height - 22}, type.small, canvas);
  }
}

}  // namespace lesson
