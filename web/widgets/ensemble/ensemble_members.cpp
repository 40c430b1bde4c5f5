// ensemble_members.cpp: the panel "members" of ensemble: what all 4,096 members answer at one input, and who speaks for them.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "contract/table.h"
#include "ensemble.h"
#include "kit/order.h"
#include "kit/panel_space.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

using Params = Ensemble::Params;

constexpr int bins = 40, lanes = 4;

struct MembersLayout {
  explicit MembersLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    lane = wide ? 27.0f : 24.0f;
    const float side = wide ? std::min(344.0f, 0.47f * inside.width) : std::min(150.0f, 0.46f * inside.width);
    map = {inside.x, inside.y, side, side};
    const float left = wide ? map.right() + 32 : inside.x, top = wide ? inside.y : map.bottom() + 12;
    const float bars = wide ? side - 24 - 30 - lanes * lane : 72.0f;
    plot = {left + 6, top + 24, inside.right() - left - 12, bars};
    height = std::max(map.bottom(), plot.bottom() + 30 + lanes * lane) + 8;
  }
  Axis x() const { return {0, 1, plot.x, plot.right()}; }
  float lane_y(std::size_t i) const { return plot.bottom() + 30 + lane * (static_cast<float>(i) + 0.5f); }
  // How far to the left the words of a mean may begin.
  float words_from() const { return wide ? map.right() + 12 : inside.x - 6; }
  bool wide;
  Rect inside, map, plot;
  float lane, height;
};

// ---- the plane -------------------------------------------------------------------------------------------------------

void draw_plane(const Ensemble& widget, const MembersLayout& at, Canvas& canvas) {
  const Plane plane{at.map, Ensemble::reach};
  canvas.explain(at.map,
                 "The two inputs of the net. Tint: what one scaled pass answers. Drag the point: all members "
                 "see this input.");
  canvas.rect(at.map, {.ink = Ink::surface}, 4);
  std::vector<float> values;
  for (const float chance : widget.pass_map()) values.push_back(2 * chance - 1);
  draw_class_field(canvas, at.map, values, Ensemble::map_cells, 0.5f);
  draw_boundary(canvas, plane, values, Ensemble::map_cells, {.ink = Ink::ink, .width = 1.75f});
  const dropout::Dataset& test = widget.trainer().test_set();
  for (std::size_t i = 0; i < 64; ++i)
    draw_class_mark(canvas, plane.at(test.points[2 * i], test.points[2 * i + 1], 5), test.labels[i],
                    at.wide ? 3.0f : 2.2f);
  canvas.frame(at.map, {.ink = Ink::rule, .width = 1}, 4);
}

// The crosshair that is dragged over the plane, and what to do with it until it was moved.
void draw_input(const Params& params, const MembersLayout& at, Canvas& canvas) {
  const Rect& s = at.map;
  const Point point = Plane{s, Ensemble::reach}.at(params.x, params.y, 12);
  constexpr float far = 18;
  for (const auto& [dx, dy] : {std::pair{far, 0.0f}, {-far, 0.0f}, {0.0f, far}, {0.0f, -far}}) {
    const Point end{std::clamp(point.x + dx, s.x, s.right()), std::clamp(point.y + dy, s.y, s.bottom())};
    canvas.line(point, end, {.ink = Ink::accent, .width = 1.5f});
  }
  canvas.disk(point, 12, {.ink = Ink::paper});
  canvas.key({.name = mark_name("members.input")});
  canvas.disk(point, 10, {.ink = Ink::accent});
  canvas.disk(point, 3.5f, {.ink = Ink::paper});
  if (const Params fresh; params.x == fresh.x && params.y == fresh.y) {
    const std::string words = at.wide ? "drag the input" : "drag";
    const float width = text_width(words, 14, true);
    const float left = std::clamp(point.x - width / 2, s.x + 6, s.right() - width - 6);
    draw_on_plate(canvas, {left, point.y + 27}, words, {.size = 14, .ink = Ink::accent, .bold = true});
  }
  canvas.drag({.area = s,
               .param_id = "x",
               .min_at = {s.x, s.y},
               .max_at = {s.right(), s.y},
               .min = -Ensemble::reach,
               .max = Ensemble::reach,
               .second_id = "y",
               .second_min_at = {s.x, s.bottom()},
               .second_max_at = {s.x, s.y},
               .second_min = -Ensemble::reach,
               .second_max = Ensemble::reach});
}

// ---- the histogram ---------------------------------------------------------------------------------------------------

void draw_histogram(const Ensemble::Answers& all, const MembersLayout& at, Canvas& canvas) {
  std::array<double, bins> shares{};
  for (std::size_t m = 0; m < all.outputs.size(); ++m)
    shares[static_cast<std::size_t>(std::min(bins - 1.0, all.outputs[m] * bins))] += all.weights[m];
  const Rect& plot = at.plot;
  const Axis y{0, *std::max_element(shares.begin(), shares.end()) * 1.05, plot.bottom(), plot.y};
  const float slot = plot.width / bins, half = at.x()(0.5);
  canvas.line({half, plot.y - 14}, {half, plot.bottom()}, {.ink = Ink::rule, .width = 1.5f});
  const bool room = plot.width > 260;
  canvas.text({half - 9, plot.y - 14}, room ? "← says disk" : "← disk",
              {.size = 14, .ink = Ink::class_a, .align = Align::right, .bold = true});
  canvas.text({half + 9, plot.y - 14}, room ? "says square →" : "square →",
              {.size = 14, .ink = Ink::class_b, .bold = true});
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const float center = plot.x + slot * (static_cast<float>(bin) + 0.5f);
    draw_bar(canvas, y, center, slot * 0.84f, shares[bin],
             {.ink = bin < bins / 2 ? Ink::class_a : Ink::class_b, .opacity = 0.55f},
             mark_name("members.bar", static_cast<std::uint32_t>(bin)));
    canvas.explain({center - slot / 2, plot.y, slot, plot.height},
                   "From " + number_text(static_cast<double>(bin) / bins, 3) + " to " +
                       number_text(static_cast<double>(bin + 1) / bins, 3) + ": " + percent_text(shares[bin], 1) +
                       " of the members, each counted by the chance of its mask.");
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1.5f});
}

// Numbers below the axis, on the ground so that no line of a mean runs through them.
void draw_axis_numbers(const MembersLayout& at, Canvas& canvas) {
  for (const double tick : {0.0, 0.5, 1.0}) {
    const std::string words = number_text(tick, tick == 0.5 ? 1 : 0);
    const float place = at.x()(tick), half = text_width(words, 14) / 2 + 2;
    canvas.rect({place - half, at.plot.bottom() + 5, 2 * half, 18}, {.ink = Ink::paper});
    canvas.text({place, at.plot.bottom() + 14}, words, {.size = 14, .ink = Ink::muted, .align = Align::center});
  }
}

// ---- the means -------------------------------------------------------------------------------------------------------

enum class Mark { ring, disk, diamond, square };

struct Mean {
  Mark mark;
  std::string name, short_name;
  double value, error;  // error: one standard error, where it is drawn
  Ink ink;
  Dash dash;
  std::string_view words;
};

std::vector<Mean> means_of(const Ensemble& widget, const Params& params) {
  const Ensemble::Answers& all = widget.answers(params);
  const std::string drawn = std::to_string(params.draw_count);
  return {
      {Mark::ring, "average of " + drawn, drawn + " drawn", widget.drawn_mean(params), widget.standard_error(params),
       Ink::muted, Dash::dotted, "The mean of a few drawn members; the bar is one standard error to each side."},
      {Mark::disk, "average of all", "all", all.means.arithmetic, 0, Ink::ink, Dash::solid,
       "The mean of all members' answers, each weighted with the probability of its mask."},
      {Mark::diamond, "geometric mean", "geometric", all.means.geometric, 0, Ink::train, Dash::solid,
       "The geometric means of both classes' probabilities, scaled to add up to 1."},
      {Mark::square, "one scaled pass", "one pass", all.pass, 0, Ink::test, Dash::dashed,
       "The whole net, nothing dropped: what evaluation mode computes."}};
}

// The lanes are sorted so that no line, coming from above, crosses the words of another lane: words on the left and the
// smallest on top, or words on the right and the largest on top. Short words if long ones fit on neither side.
enum class Side { left, right, either };

float words_width(const Mean& mean) {
  return text_width(mean.name + " ", 14) + text_width(number_text(mean.value, 2), 14, true);
}

// From the middle of a mark to its words.
float words_away(const Mean& mean, const MembersLayout& at) {
  return 14 + std::max(0.0f, static_cast<float>(mean.error) * at.plot.width - 6);
}

Side side_of(const std::vector<Mean>& means, const MembersLayout& at) {
  bool left = true, right = true;
  for (const Mean& mean : means) {
    const float place = at.x()(mean.value), room = words_width(mean) + words_away(mean, at);
    left = left && place - room >= at.words_from();
    right = right && place + room <= at.inside.right() + 4;
  }
  return left ? Side::left : right ? Side::right : Side::either;
}

Side sort_means(std::vector<Mean>& means, const MembersLayout& at) {
  Side side = side_of(means, at);
  if (side == Side::either) {
    for (Mean& mean : means) mean.name = mean.short_name;
    side = side_of(means, at);
  }
  std::vector<float> shown;
  for (const Mean& mean : means)
    shown.push_back(static_cast<float>(std::round(mean.value * 1e4)) * (side == Side::left ? 1.0f : -1.0f));
  std::vector<Mean> sorted;
  for (const int place : order_of(shown)) sorted.push_back(means[static_cast<std::size_t>(place)]);
  means = std::move(sorted);
  return side;
}

void draw_mark(Mark mark, Point at, Ink ink, Canvas& canvas) {
  switch (mark) {
    case Mark::ring:
      canvas.disk(at, 5, {.ink = Ink::paper});
      canvas.ring(at, 4.5f, {.ink = ink, .width = 2});
      break;
    case Mark::disk: canvas.disk(at, 5.5f, {.ink = ink}); break;
    case Mark::diamond: {
      const Point corners[] = {{at.x, at.y - 7}, {at.x + 7, at.y}, {at.x, at.y + 7}, {at.x - 7, at.y}};
      canvas.polygon(corners, {.ink = ink});
      break;
    }
    case Mark::square:
      canvas.rect({at.x - 6, at.y - 6, 12, 12}, {.ink = Ink::paper});
      canvas.rect({at.x - 6, at.y - 6, 12, 12}, {.ink = ink, .hatched = true});
      canvas.frame({at.x - 6, at.y - 6, 12, 12}, {.ink = ink, .width = 1.75f});
      break;
  }
}

void draw_lane_words(const Mean& mean, float place, float y, Side side, const MembersLayout& at, Canvas& canvas) {
  const float width = words_width(mean), away = words_away(mean, at);
  const bool left = side == Side::left || (side == Side::either && place - width - away >= at.words_from());
  const float from = left ? place - away - width : std::min(place + away, at.inside.right() + 4 - width);
  canvas.rect({from - 2, y - 9, width + 4, 18}, {.ink = Ink::paper});
  canvas.text({from, y}, mean.name, {.size = 14});
  canvas.text({from + width, y}, number_text(mean.value, 2), {.size = 14, .align = Align::right, .bold = true});
}

void draw_means(const Ensemble& widget, const Params& params, const MembersLayout& at, Canvas& canvas) {
  std::vector<Mean> means = means_of(widget, params);
  const Side side = sort_means(means, at);
  // All casings first, then all lines; a dashed line over a solid one shows both.
  for (std::size_t i = 0; i < means.size(); ++i)
    canvas.line({at.x()(means[i].value), at.plot.y}, {at.x()(means[i].value), at.lane_y(i)},
                {.ink = Ink::paper, .width = 4.5f});
  for (const Mark mark : {Mark::ring, Mark::disk, Mark::diamond, Mark::square})
    for (std::size_t i = 0; i < means.size(); ++i) {
      if (means[i].mark != mark) continue;
      canvas.key({.name = mark_name("members.line", static_cast<std::uint32_t>(mark))});
      canvas.line({at.x()(means[i].value), at.plot.y}, {at.x()(means[i].value), at.lane_y(i)},
                  {.ink = means[i].ink, .width = 2, .dash = means[i].dash});
    }
  draw_axis_numbers(at, canvas);
  for (std::size_t i = 0; i < means.size(); ++i) {
    const Mean& mean = means[i];
    const float place = at.x()(mean.value), y = at.lane_y(i);
    draw_lane_words(mean, place, y, side, at, canvas);
    if (mean.mark == Mark::ring) {
      const float low = at.x()(mean.value - mean.error), high = at.x()(mean.value + mean.error);
      canvas.rect({low, y - 2.5f, high - low, 5}, {.ink = Ink::muted, .opacity = 0.4f}, 2.5f);
    }
    canvas.key({.name = mark_name("members.mean", static_cast<std::uint32_t>(mean.mark))});
    draw_mark(mean.mark, {place, y}, mean.ink, canvas);
    canvas.explain({at.plot.x, y - at.lane / 2, at.plot.width, at.lane}, mean.words);
  }
}

// What the narrow picture says beside its map; the wide one has it in its title.
void draw_beside(const MembersLayout& at, Canvas& canvas) {
  const float x = at.map.right() + 14, room = at.inside.right() - x;
  const float size = room > 110 ? 15.0f : 12.0f;
  canvas.text({x, at.map.y + 12}, "One input,", {.size = size, .bold = true});
  draw_wrapped(canvas, {x, at.map.y + 34}, "every mask of 12 hidden units: 4,096 answers.", room,
               {.size = std::min(14.0f, size), .ink = Ink::muted});
}

}  // namespace

float Ensemble::members_height(float width) { return MembersLayout(width).height; }

void Ensemble::draw_members(const Params& params, Canvas& canvas) const {
  const MembersLayout at(canvas.bounds().width);
  draw_plane(*this, at, canvas);
  draw_input(params, at, canvas);
  if (!at.wide) draw_beside(at, canvas);
  draw_histogram(answers(params), at, canvas);
  draw_means(*this, params, at, canvas);
}

std::string Ensemble::describe_members(const Params& params) const {
  const double one = pass(params), all = arithmetic(params);
  if (params.drop_rate == 0) return "At p = 0 nothing is ever dropped: every member is the whole net.";
  if (params.depth == Depth::one)
    return "One hidden layer: up to rounding the scaled pass is the geometric mean, wherever you drag. The average "
           "of "
           "all is another number.";
  const std::string start = "Two hidden layers: no longer. Here the pass says " + number_text(one, 2) +
                            ", the geometric mean " + number_text(geometric(params), 2);
  if ((one > 0.5) == (all > 0.5)) return start + ", the average of all " + number_text(all, 2) + ".";
  return start + ". The pass votes " + (one > 0.5 ? "square, the members disk." : "disk, the members square.");
}

void Ensemble::members_table(const Params& params, Table& table) const {
  table.row("Who speaks", "Probability of a square");
  for (const Mean& mean : means_of(*this, params)) table.row(mean.name, number_text(mean.value, 4));
  const Answers& all = answers(params);
  std::array<double, 10> shares{};
  for (std::size_t m = 0; m < all.outputs.size(); ++m)
    shares[static_cast<std::size_t>(std::min(9.0, all.outputs[m] * 10))] += all.weights[m];
  for (std::size_t bin = 0; bin < shares.size(); ++bin)
    table.row("members from " + number_text(static_cast<double>(bin) / 10, 1) + " to " +
                  number_text(static_cast<double>(bin + 1) / 10, 1),
              percent_text(shares[bin], 1));
}

}  // namespace lesson
