// ensemble_outputs.cpp: the panel "outputs" of ensemble: what the members answer, as a histogram, and their means below it on the same axis.
#include <algorithm>
#include <array>
#include <cmath>

#include "ensemble.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = Ensemble::Params;

constexpr int bins = 40;
constexpr float row = 22;  // of one mean

// ---- the means -------------------------------------------------------------------------------------------------------

enum class Mark { disk, ring, diamond, bar };

struct Mean {
  std::size_t place;  // among the means, before they are sorted
  std::string name;
  double value;
  int decimals;
  Mark mark;
  Ink ink;
  std::string_view words;
};

std::string words_of(const Mean& mean) { return mean.name + " " + number_text(mean.value, mean.decimals); }

void draw_mean_mark(const Mean& mean, Point at, Canvas& canvas) {
  constexpr float r = 4.5f;
  switch (mean.mark) {
    case Mark::disk: canvas.disk(at, r, {.ink = mean.ink}); break;
    case Mark::ring: canvas.ring(at, r - 1, {.ink = mean.ink, .width = 2}); break;
    case Mark::diamond: {
      const Point corners[] = {
          {at.x, at.y - r - 1}, {at.x + r + 1, at.y}, {at.x, at.y + r + 1}, {at.x - r - 1, at.y}};
      canvas.polygon(corners, {.ink = mean.ink});
      break;
    }
    case Mark::bar: canvas.rect({at.x - 2, at.y - 7, 4, 14}, {.ink = mean.ink}); break;
  }
}

std::vector<Mean> means_of(const Ensemble& widget, const Params& params, bool wide) {
  const Ensemble::Answers& all = widget.answers(params);
  constexpr int decimals = 4;
  const std::string passes = plural_text(params.pass_count(), "pass", "passes");
  std::vector<Mean> means;
  const auto add = [&](std::string name, double value, Mark mark, Ink ink, std::string_view words) {
    means.push_back({means.size(), std::move(name), value, decimals, mark, ink, words});
  };
  add("this member", widget.member_output(params), Mark::disk, Ink::kept,
      "What the thinned net that is drawn here answers.");
  add(wide ? "mean of " + passes : passes, widget.monte_carlo(params), Mark::ring, Ink::accent,
      "Monte Carlo: the mean of the first T draws. It tends to the arithmetic mean.");
  if (params.is_enumerated()) {
    add(wide ? "arithmetic mean" : "arithmetic", all.means.arithmetic, Mark::disk, Ink::ink,
        "The mean of all members, each weighted with the probability of its mask.");
    add(wide ? "geometric mean" : "geometric", all.means.geometric, Mark::diamond, Ink::ink,
        "NWGM: weighted geometric means of both classes' probabilities, scaled to add up to 1.");
  }
  add("one pass", all.pass, Mark::bar, Ink::test, "The whole net, nothing dropped: what evaluation mode computes.");
  return means;
}

// Lines below the first sorted so that no guide, coming from above, crosses the words of another line: from the right, words
// right of the mark; or from the left, words on the left. Equal values keep their order. Where neither fits for all of them
// each line takes the side it fits on.
enum class Side { right, left, either };
Side sort_means(std::vector<Mean>& means, const Axis& x, const Rect& plot, float size) {
  const auto rounded = [](const Mean& mean) { return std::round(mean.value * 1e4); };
  bool right = true, left = true;
  for (std::size_t i = 1; i < means.size(); ++i) {
    const float width = text_width(words_of(means[i]), size, true) + 12, at = x(means[i].value);
    right = right && at + width <= plot.right();
    left = left && at - width >= plot.x;
  }
  const bool ascending = left && !right;
  std::stable_sort(means.begin() + 1, means.end(), [&](const Mean& a, const Mean& b) {
    return ascending ? rounded(a) < rounded(b) : rounded(a) > rounded(b);
  });
  return right ? Side::right : left ? Side::left : Side::either;
}

// Where words of that width stand beside a mark; a place inside the plot in any case.
float beside(float mark, float width, Side side, const Rect& plot, bool& right) {
  constexpr float away = 11;
  right = side == Side::right || (side == Side::either && mark + away + width <= plot.right());
  if (!right && side == Side::either && mark - away - width < plot.x) right = mark < plot.center().x;
  return right ? std::min(mark + away, plot.right() - width) : std::max(mark - away, plot.x + width);
}

// The first line, of the member that is drawn: guides of the later lines cross it, so its words stand beyond them.
float first_words_at(const std::vector<float>& marks, float width, const Rect& plot, bool& right) {
  constexpr float away = 11, apart = 7;
  float after = marks[0] + away, before = marks[0] - away;
  for (std::size_t pass = 1; pass < marks.size(); ++pass)  // each guide may push on to the next
    for (std::size_t j = 1; j < marks.size(); ++j) {
      if (marks[j] > after - apart && marks[j] < after + width + apart) after = marks[j] + apart;
      if (marks[j] < before + apart && marks[j] > before - width - apart) before = marks[j] - apart;
    }
  const bool fits_after = after + width <= plot.right(), fits_before = before - width >= plot.x;
  right = fits_after && (after - marks[0] <= marks[0] - before || !fits_before);
  if (fits_after || fits_before) return right ? after : before;
  return beside(marks[0], width, Side::either, plot, right);
}

// Each mean on a line of its own, on the histogram's axis, under a guide through the histogram.
void draw_means(std::vector<Mean> means, const Axis& x, float top, const Rect& plot, float size, Canvas& canvas) {
  const Side side = sort_means(means, x, plot, size);
  const auto line = [&](std::size_t i) { return top + row * (static_cast<float>(i) + 0.5f); };
  std::vector<float> marks;
  for (const Mean& mean : means) marks.push_back(x(mean.value));
  for (std::size_t i = means.size(); i-- > 0;)
    canvas.line({marks[i], plot.y}, {marks[i], line(i)},
                {.ink = means[i].ink,
                 .width = 1.5f,
                 .dash = means[i].mark == Mark::ring ? Dash::dashed : Dash::solid,
                 .opacity = 0.8f});
  for (std::size_t i = 0; i < means.size(); ++i) {
    const Mean& mean = means[i];
    const std::string words = words_of(mean);
    const float width = text_width(words, size, true);
    bool right = true;
    const float place =
        i == 0 ? first_words_at(marks, width, plot, right) : beside(marks[i], width, side, plot, right);
    canvas.line({marks[i], line(i)}, {place, line(i)}, {.ink = mean.ink, .width = 1, .dash = Dash::dotted});
    canvas.rect({(right ? place : place - width) - 2, line(i) - size / 2 - 2, width + 4, size + 4},
                {.ink = Ink::surface});
    canvas.text({place, line(i)}, words,
                {.size = size, .ink = mean.ink, .align = right ? Align::left : Align::right, .bold = true});
    if (mean.mark == Mark::ring) canvas.disk({marks[i], line(i)}, 4.5f, {.ink = Ink::surface});
    canvas.key({.name = mark_name("outputs.mean", static_cast<std::uint32_t>(mean.place))});
    draw_mean_mark(mean, {marks[i], line(i)}, canvas);
    canvas.explain({plot.x, line(i) - row / 2, plot.width, row}, mean.words);
  }
}

// ---- words -----------------------------------------------------------------------------------------------------------

// The first of the wordings that fits at a readable size.
std::string fitting_words(std::string_view words, std::string_view shorter, float width) {
  return std::string(text_width(words, 14, true) <= width ? words : shorter);
}

std::string headline_of(const Ensemble& widget, const Params& params, float width) {
  const std::string members = count_of(widget.member_count(params));
  if (params.drop_rate == 0)
    return fitting_words("At p = 0 every member is the whole net", "p = 0: only one net", width);
  if (!params.is_enumerated())
    return fitting_words(members + " nets in one, too many to ask each", "Too many nets to ask each", width);
  if (widget.geometric_gap(params) < 1e-6)
    return fitting_words("One pass is the geometric mean of " + members + " nets", "One pass is the geometric mean",
                         width);
  const std::string gap = number_text(widget.geometric_gap(params), 4);
  return fitting_words("One pass misses the geometric mean by " + gap, "One pass is off by " + gap, width);
}

}  // namespace

float Ensemble::outputs_height(float width) { return is_wide(width) ? 300.0f : 264.0f; }

void Ensemble::draw_outputs(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  const Answers& all = answers(params);
  const std::string headline = headline_of(*this, params, area.width);
  canvas.text({area.x, area.y + 8}, headline, {.size = fitting_size(headline, 14, area.width, true), .bold = true});
  const std::string members =
      params.is_enumerated() ? "exact, all " + count_of(member_count(params)) : count_text(drawn_members) + " drawn";
  const std::string notes[] = {"chance of class b; " + members, "class b; " + members, members};
  canvas.text({area.x, area.y + 28}, first_fitting(notes, size, area.width), {.size = size, .ink = Ink::muted});
  const float axis_height = size + 14, rows = row * 5;
  const Rect plot{area.x + 8, area.y + 42, area.width - 16, area.height - 42 - axis_height - rows};
  std::array<double, bins> shares{};
  for (std::size_t m = 0; m < all.outputs.size(); ++m)
    shares[static_cast<std::size_t>(std::min(bins - 1.0, all.outputs[m] * bins))] += all.weights[m];
  const Axis x{0, 1, plot.x, plot.right()};
  const Axis y{0, *std::max_element(shares.begin(), shares.end()) * 1.05, plot.bottom(), plot.y};
  const float slot = plot.width / bins;
  const std::vector<double> ticks = round_ticks(0, 1, plot.width < 260 ? 2 : 5);
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const float center = plot.x + slot * (static_cast<float>(bin) + 0.5f);
    draw_bar(canvas, y, center, slot * 0.8f, shares[bin],
             {.ink = bin < bins / 2 ? Ink::class_a : Ink::class_b, .opacity = 0.5f},
             mark_name("outputs.bar", static_cast<std::uint32_t>(bin)));
    canvas.explain({center - slot / 2, plot.y, slot, plot.height},
                   number_text(static_cast<double>(bin) / bins, 3) + " to " +
                       number_text(static_cast<double>(bin + 1) / bins, 3) + ": " + percent_text(shares[bin], 2) +
                       (params.is_enumerated() ? " of the probability." : " of the drawn members."));
  }
  const float below = plot.bottom() + axis_height;
  draw_means(means_of(*this, params, area.width >= 360), x, below, plot, size, canvas);
  for (const double tick : ticks) canvas.rect({x(tick) - 12, plot.bottom() + 6, 24, size + 2}, {.ink = Ink::surface});
  draw_x_axis(canvas, x, plot.bottom(), ticks, {.decimals = 1, .text_size = size});
}

}  // namespace lesson
