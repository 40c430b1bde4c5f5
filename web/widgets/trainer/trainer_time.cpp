// trainer_time.cpp: the panel "time" of trainer: the losses of one net over its steps, a knob that is dragged through
// them, and what the net answered there.
#include <algorithm>
#include <array>
#include <cmath>

#include "contract/table.h"
#include "kit/knob.h"
#include "trainer_picture.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;

// The chart at the left of the map, or above it.
struct TimeLayout {
  // Narrow: of the chart, low so that chart and map fit a phone together; and of the words beside the map, the step and
  // its percent, under which the wrong labels stand on up to three lines.
  static constexpr float low_chart = 116, above_learned = 116, learned_height = 62;
  explicit TimeLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float side = wide ? std::min(0.4f * inside.width, 330.0f) : std::min(0.5f * inside.width, 210.0f);
    const float head = wide ? 54.0f : 0.0f, chart_height = wide ? side + head - 46 : low_chart;
    plot = {inside.x + 36, inside.y + 22, (wide ? inside.width - side - 30 : inside.width) - 48, chart_height};
    const float below = plot.bottom() + 46;
    words = wide ? Rect{inside.right() - side, inside.y, side, head}
                 : Rect{inside.x + side + 16, below, inside.width - side - 16, side};
    map = wide ? Rect{inside.right() - side, inside.y + head, side, side} : Rect{inside.x, below, side, side};
    height = std::max(map.bottom() + 10, wide ? plot.bottom() + 54 : words.y + above_learned + learned_height);
  }
  bool wide;
  Rect inside, plot, words, map;
  float height;
};

struct Losses {
  std::vector<double> steps, train, test;
};

// Of the moments kept, up to that step and from it on; both hold the moment there.
Losses losses_of(const LiveTrainer& widget, const Params& params, int net, int from, int to) {
  Losses losses;
  const int every = widget.steps_per_moment();
  for (std::size_t i = 0; i < widget.curve(net).size(); ++i) {
    const int step = static_cast<int>(i) * every;
    if (step + every <= from || step > to) continue;
    const LiveTrainer::Measure m = LiveTrainer::seen(widget.curve(net)[i], params);
    losses.steps.push_back(step);
    losses.train.push_back(m.train_loss);
    losses.test.push_back(m.test_loss);
  }
  return losses;
}

struct TimeChart {
  const LiveTrainer& widget;
  const Params& params;
  const TimeLayout& at;
  int net;
  Axis x, y;
  // What the words in the chart must not cover: its curves in canvas positions, and the words that are there.
  std::array<std::vector<Point>, 3> curves{};
  std::array<Rect, 5> taken{};
  std::size_t taken_count = 0;

  void draw_axes(Canvas& canvas) const;
  void draw_losses(int looked, Canvas& canvas);
  void draw_lowest(Canvas& canvas);
  void draw_name(std::size_t curve, std::string_view words, const TextStyle& style, Canvas& canvas);
  void draw_names(Canvas& canvas);
  void draw_look(Canvas& canvas) const;
  // From the highest to the lowest place of a curve between two x.
  std::pair<float, float> span_of(const std::vector<Point>& curve, float left, float right) const;
};

std::pair<float, float> TimeChart::span_of(const std::vector<Point>& curve, float left, float right) const {
  float high = at.plot.bottom(), low = at.plot.y;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    if (curve[i].x < left || curve[i - 1].x > right) continue;
    high = std::min({high, curve[i].y, curve[i - 1].y});
    low = std::max({low, curve[i].y, curve[i - 1].y});
  }
  return {high, low};
}

void TimeChart::draw_axes(Canvas& canvas) const {
  const float size = 14;
  canvas.text({at.inside.x, at.inside.y + size / 2}, "loss", {.size = size, .ink = Ink::muted});
  draw_y_axis(canvas, y, at.plot.x, at.plot.right(), round_ticks(0, y.max, 3), {.decimals = 1, .text_size = size});
  // The knob rides on the axis: a tick under it would be half covered.
  const float foot = at.plot.bottom() + 10;
  std::vector<double> ticks = round_ticks(0, x.max, 3);
  const float knob = x(std::min<double>(params.looked, x.max));
  std::erase_if(ticks, [&](double tick) { return std::abs(x(tick) - knob) < 2 * knob_radius; });
  draw_x_axis(canvas, x, foot, ticks, {.text_size = size});
  if (at.wide)
    canvas.text({at.plot.center().x, at.plot.bottom() + 44}, "training step",
                {.size = size, .ink = Ink::muted, .align = Align::center});
}

void TimeChart::draw_losses(int looked, Canvas& canvas) {
  const int last = widget.step_count();
  const Losses other = losses_of(widget, params, 1 - net, 0, last), whole = losses_of(widget, params, net, 0, last);
  const std::vector<double>* drawn[] = {&whole.test, &whole.train, &other.test};
  for (std::size_t each = 0; each < curves.size(); ++each)
    for (std::size_t i = 0; i < whole.steps.size(); ++i)
      curves[each].push_back({x(whole.steps[i]), y((*drawn[each])[i])});
  draw_curve(canvas, x, y, other.steps, other.test,
             {.ink = Ink::test, .width = 1.5f, .dash = Dash::dotted, .opacity = 0.6f});
  const Losses past = losses_of(widget, params, net, 0, looked), later = losses_of(widget, params, net, looked, last);
  // What is learned of the training points and lost on new ones.
  if (past.steps.size() > 1) {
    std::vector<Point> train, test;
    for (std::size_t i = 0; i < past.steps.size(); ++i) {
      train.push_back({x(past.steps[i]), y(past.train[i])});
      test.push_back({x(past.steps[i]), y(std::max(past.test[i], past.train[i]))});
    }
    canvas.band(train, test, {.ink = Ink::test, .opacity = 0.3f, .hatched = true});
  }
  for (const auto& [losses, strength] : {std::pair{&later, 0.4f}, std::pair{&past, 1.0f}}) {
    draw_curve(canvas, x, y, losses->steps, losses->train, {.ink = Ink::train, .width = 2, .opacity = strength});
    draw_curve(canvas, x, y, losses->steps, losses->test,
               {.ink = Ink::test, .width = 2, .dash = Dash::dashed, .opacity = strength});
  }
}

void TimeChart::draw_lowest(Canvas& canvas) {
  if (widget.step_count() == 0) return;
  const int lowest = widget.lowest_step(net, params);
  const auto index = static_cast<std::size_t>(lowest / widget.steps_per_moment());
  const Point place{x(lowest), y(LiveTrainer::seen(widget.curve(net)[index], params).test_loss)};
  canvas.ring(place, 5, {.ink = Ink::ink, .width = 2});
  const std::string words = "lowest: step " + count_text(lowest);
  const float width = text_width(words, 14, true),
              left = std::clamp(place.x + 8, at.plot.x, std::max(at.plot.x, at.plot.right() - width));
  // Above all that rises behind it.
  float height = place.y - 40;
  for (const std::vector<Point>& curve : curves)
    height = std::min(height, span_of(curve, left, left + width).first - 13);
  height = std::max(at.plot.y + 8, height);
  canvas.line({place.x + 1, place.y - 6}, {left + 8, height + 9}, {.ink = Ink::ink, .width = 1});
  draw_on_plate(canvas, {left, height}, words, {.size = 14, .bold = true});
  taken[taken_count++] = {left, height - 9, width, 18};
  taken[taken_count++] = {place.x - 4, height, left + 8 - (place.x - 4), place.y - height};  // the line to it
}

// Beside its own curve, above it or below, where no curve and no other words are; behind the end of a short run. Where all
// is full it may cover another curve, never other words.
void TimeChart::draw_name(std::size_t curve, std::string_view words, const TextStyle& style, Canvas& canvas) {
  const std::vector<Point>& own = curves[curve];
  const float width = text_width(words, style.size, style.bold), half = at.wide ? 9 : 7,
              room = own.back().x - at.plot.x - width;
  const auto is_clear = [&](const Rect& box, bool of_curves) {
    bool clear = box.y >= at.plot.y - half && box.bottom() <= at.plot.bottom() && box.right() <= at.plot.right();
    for (const Rect& other : taken)
      clear = clear &&
              (box.x > other.right() || other.x > box.right() || box.y > other.bottom() || other.y > box.bottom());
    for (const std::vector<Point>& line : curves) {
      const auto [top, bottom] = span_of(line, box.x, box.right());
      clear = clear && (!of_curves || bottom < box.y || top > box.bottom());
    }
    return clear;
  };
  for (const bool of_curves : {true, false})
    for (const float side : {-1.0f, 1.0f, 0.0f})
      for (const float share : {0.6f, 0.75f, 0.45f, 0.9f, 0.3f, 1.0f}) {
        const bool behind = room < 0.3f * at.plot.width || side == 0;
        const float left = behind ? own.back().x + 8 : at.plot.x + share * room;
        const auto [high, low] = behind ? std::pair{own.back().y, own.back().y} : span_of(own, left, left + width);
        const float middle = side < 0 ? high - half - 4 : side > 0 ? low + half + 4 : high;
        const Rect box{left, middle - half, width, 2 * half};
        if (!is_clear(box, of_curves)) continue;
        taken[taken_count++] = box;
        draw_on_plate(canvas, {left, middle}, words, style);
        return;
      }
}

void TimeChart::draw_names(Canvas& canvas) {
  if (widget.step_count() == 0) return;
  draw_name(0, at.wide ? "test: new points" : "test", {.size = 14, .ink = Ink::test, .bold = true}, canvas);
  draw_name(1, "training", {.size = 14, .ink = Ink::train, .bold = true}, canvas);
  draw_name(2, net == LiveTrainer::plain ? "test, with dropout" : "test, without dropout",
            {.size = 14, .ink = Ink::muted}, canvas);
}

// The line through the chart and its knob on the axis: where the value stands, even before the run has come so far.
void TimeChart::draw_look(Canvas& canvas) const {
  const Point knob{x(std::min<double>(params.looked, x.max)), at.plot.bottom() + 10};
  canvas.line({knob.x, at.plot.y}, knob, {.ink = Ink::accent, .width = 2});
  draw_knob(canvas, knob, Ways::sideways);
  canvas.drag({.area = knob_area(knob),
               .param_id = "look",
               .min_at = {x(0), knob.y},
               .max_at = {x(x.max), knob.y},
               .min = 0,
               .max = x.max});
  canvas.explain({knob.x - 12, knob.y - 12, 24, 24}, "The step that is looked at. Drag it.");
  // Above the chart, where it names no curve.
  if (params.looked >= LiveTrainer::max_ticks && widget.step_count() > 0)
    canvas.text({at.plot.right(), at.inside.y + 7}, "drag through time",
                {.size = 14, .ink = Ink::accent, .align = Align::right, .bold = true});
}

}  // namespace

float LiveTrainer::time_height(float width) { return TimeLayout(width).height; }

void LiveTrainer::draw_time(const Params& params, Canvas& canvas) const {
  const TimeLayout at(canvas.bounds().width);
  const int net = static_cast<int>(params.shown), looked = looked_step(params);
  const Moment there = moment(net, looked);
  double worst = 0.8;
  for (int each = 0; each < net_count; ++each)
    for (const Measure& m : curve(each)) worst = std::max<double>({worst, m.train_loss, seen(m, params).test_loss});
  TimeChart chart{*this,
                  params,
                  at,
                  net,
                  {0, static_cast<double>(params.steps), at.plot.x, at.plot.right()},
                  {0, worst * (at.wide ? 1.05 : 1.25), at.plot.bottom(), at.plot.y}};
  canvas.explain(at.plot, "Solid: the loss on the training points. Dashed: on 1,000 new points. Dropout off.");
  chart.draw_axes(canvas);
  chart.draw_losses(looked, canvas);
  chart.draw_look(canvas);
  chart.draw_lowest(canvas);
  chart.draw_names(canvas);

  const std::string percent = percent_text(seen(there.measure, params).test_accuracy);
  canvas.text({at.words.x, at.words.y + 9}, "Step " + count_text(there.step), {.size = 15, .bold = true});
  if (at.wide) {
    const std::string variants[] = {percent + " of new points right", percent + " right", percent};
    const float room = at.words.width - text_width("Step " + count_text(there.step), 15, true) - 10;
    canvas.text({at.words.right(), at.words.y + 9}, first_fitting(variants, 14, room),
                {.size = 14, .ink = Ink::muted, .align = Align::right});
    draw_learned(there.measure, {at.words.x, at.words.y + 36}, at.words.width, 22, canvas);
  } else {
    canvas.text({at.words.x, at.words.y + 44}, percent, {.size = 22, .bold = true});
    draw_wrapped(canvas, {at.words.x, at.words.y + 66}, "of new points right", at.words.width,
                 {.size = 14, .ink = Ink::muted});
    draw_learned(there.measure, {at.words.x, at.words.y + TimeLayout::above_learned}, at.words.width, 22, canvas);
  }
  const Plane plane{at.map, reach(params.data)};
  canvas.explain(plane.square,
                 "What the net answered at that step. Rings: wrong labels, solid where it had learned them.");
  draw_answers(*this, params, net, there, plane, at.wide, canvas);
}

void LiveTrainer::time_table(const Params& params, Table& table) const {
  table.row("Step", "Training loss", "Test loss", "New points right", "Wrong labels learned");
  const std::vector<Measure>& measures = curve(static_cast<int>(params.shown));
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Measure m = seen(measures[i], params);
    table.row(std::to_string(static_cast<int>(i) * steps_per_moment()), number_text(m.train_loss, 3),
              number_text(m.test_loss, 3), percent_text(m.test_accuracy, 1), std::to_string(m.flips_fitted));
  }
}

}  // namespace lesson
