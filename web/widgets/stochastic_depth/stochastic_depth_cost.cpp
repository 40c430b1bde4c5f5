// stochastic_depth_cost.cpp: the panel "cost" of stochastic_depth: the blocks that steps compute, closed up to the left, and
// beside them the time of a run, which the reader's own clock says.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "kit/knob.h"
#include "stochastic_depth_picture.h"

namespace lesson {

std::string fitting_words(std::initializer_list<std::string> words, float size, float width, bool bold) {
  const std::string* chosen = words.begin();
  while (chosen + 1 != words.end() && text_width(*chosen, size, bold) > width) ++chosen;
  return *chosen;
}

namespace {

using Params = StochasticDepth::Params;
using Draw = StochasticDepth::Draw;
constexpr int examples = StochasticDepth::example_count;
constexpr int rate_count = static_cast<int>(StochasticDepth::timed_rates.size());

// Rows at the left, chart at the right; below each other on a phone.
struct CostLayout {
  explicit CostLayout(float width)
      : wide(is_wide(width)),
        size(panel_type(width).small),
        inside(panel_inside({0, 0, width, 0})),
        row_count(wide ? StochasticDepth::steps_of_more : 24) {
    head = inside.y + 16;
    knob = head + (wide ? 46.0f : 42.0f);
    // At the right there is room for half of a knob.
    const float rows_width = wide ? 0.53f * inside.width : inside.width - 16;
    rows = {inside.x, knob + 15, rows_width, row_pitch() * static_cast<float>(row_count)};
    foot = rows.bottom() + 15;
    if (wide) {
      const float left = rows.right() + 78;
      chart_head = head + 3;
      plot = {left, head + 26, inside.right() - 22 - left, rows.bottom() - 18 - head - 26};
      height = foot + 20;
    } else {
      chart_head = foot + 21;
      plot = {inside.x + 36, chart_head + 15, inside.width - 36 - 22, 104};
      height = plot.bottom() + 46;
    }
  }
  float row_pitch() const { return wide ? 4.25f : 3.5f; }

  bool wide;
  float size;
  Rect inside;
  int row_count;
  float head, knob, foot, chart_head, height;
  Rect rows, plot;
};

// ---- rows ------------------------------------------------------------------------------------------------------------

// Of one row: blocks that count, and those that are computed.
struct Computed {
  int used = 0, computed = 0;
};

// One coin a step: a row is a step, the last ones made or, before, the first ones to come. One a point: a row is a point of
// the next step, for which every block is computed that any point needs.
std::vector<Computed> computed_rows(const StochasticDepth& widget, const Params& params, int count) {
  std::vector<Computed> rows;
  const int next = widget.steps(params);
  if (params.draw == Draw::batch) {
    for (int step = std::max(0, next - count); static_cast<int>(rows.size()) < count; ++step) {
      const int computed = StochasticDepth::pass_of(params, step).computed;
      rows.push_back({computed, computed});
    }
    return rows;
  }
  const StochasticDepth::Pass pass = StochasticDepth::pass_of(params, next);
  for (int point = 0; point < count; ++point) {
    Computed row{0, pass.computed};
    for (int block = 0; block < params.block_count; ++block)
      row.used += pass.used[static_cast<std::size_t>(block * examples + point)];
    rows.push_back(row);
  }
  return rows;
}

void draw_head(const StochasticDepth& widget, const Params& params, const CostLayout& at, Canvas& canvas) {
  const std::string number = percent_text(1 - widget.expected_work(params) / params.block_count);
  const float size = at.wide ? 28.0f : 24.0f;
  canvas.text({at.inside.x, at.head}, number,
              {.size = size, .ink = params.draw == Draw::batch ? Ink::kept : Ink::fragile, .bold = true});
  canvas.text({at.inside.x + 0.9f * text_width(number, size, true) + 10, at.head + 3}, "of the blocks are skipped",
              {.size = at.size, .ink = Ink::muted});
}

void draw_rows(const StochasticDepth& widget, const Params& params, const CostLayout& at, Canvas& canvas) {
  const float cell = at.rows.width / static_cast<float>(params.block_count), height = at.row_pitch() - 0.9f;
  const std::vector<Computed> rows = computed_rows(widget, params, at.row_count);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const float top = at.rows.y + at.row_pitch() * static_cast<float>(row) + 0.45f;
    const float used = cell * static_cast<float>(rows[row].used),
                thrown = cell * static_cast<float>(rows[row].computed - rows[row].used);
    if (used > 0) canvas.rect({at.rows.x, top, used, height}, {.ink = Ink::kept});
    if (thrown == 0) continue;
    canvas.rect({at.rows.x + used, top, thrown, height}, {.ink = Ink::fragile, .opacity = 0.3f});
    canvas.frame({at.rows.x + used, top, thrown, height}, {.ink = Ink::fragile, .width = 0.75f});
  }
  // Cuts between the blocks.
  for (int block = 1; block < params.block_count; ++block) {
    const float x = at.rows.x + cell * static_cast<float>(block);
    canvas.line({x, at.rows.y}, {x, at.rows.bottom()}, {.ink = Ink::paper, .width = 1});
  }
  canvas.frame(at.rows, {.ink = Ink::muted, .width = 1, .dash = Dash::dashed});
  canvas.explain(at.rows,
                 params.draw == Draw::batch
                     ? "A row is a training step: the blocks that it computes, closed up to the left."
                     : "A row is one of the points of a step. Framed: computed for it as well and multiplied by 0.");

  const bool per_step = params.draw == Draw::batch;
  // Between the mean and the edge, if there is room.
  const float free = at.rows.width * static_cast<float>(1 - widget.law().mean / params.block_count) - 18;
  const std::string word = per_step ? "skipped" : fitting_words({"thrown away", "thrown"}, at.size, free, true);
  if (free > text_width(word, at.size, true))
    draw_on_plate(canvas, {at.rows.right() - 9, at.rows.center().y}, word,
                  {.size = at.size, .ink = per_step ? Ink::ink : Ink::fragile, .align = Align::right, .bold = true});
  FreeWords feet(canvas);
  feet.add({at.rows.right(), at.foot}, std::to_string(params.block_count),
           {.size = at.size, .ink = Ink::muted, .align = Align::right});
  feet.add({at.rows.x, at.foot},
           per_step ? "a row: blocks computed in a step" : "a row: blocks for one point of a step",
           {.size = at.size, .ink = Ink::muted});
  feet.draw();
}

// The knob rides on the mean, which is the count of blocks less p_last times a sum that the rule gives.
void draw_mean(const StochasticDepth& widget, const Params& params, const CostLayout& at, Canvas& canvas) {
  const Axis depth{0, static_cast<double>(params.block_count), at.rows.x, at.rows.right()};
  const Point knob{depth(widget.law().mean), at.knob};
  canvas.line(knob, {knob.x, at.rows.bottom()}, {.ink = Ink::accent, .width = 2});
  draw_knob(canvas, knob, Ways::sideways);
  const double shallowest = params.block_count * StochasticDepth::computed_share(params, 1);
  canvas.drag({.area = knob_area(knob),
               .param_id = "p_last",
               .min_at = {at.rows.right(), knob.y},
               .max_at = {depth(shallowest), knob.y},
               .min = 0,
               .max = 1});
  canvas.explain({knob.x - 12, knob.y - 12, 24, 24}, "The mean number of blocks. Drag it: the drop rates follow.");

  const float left = knob.x - 19 - at.inside.x, right = at.rows.right() - knob.x - 19;
  const std::string mean = number_text(widget.law().mean, 2), all = " of " + std::to_string(params.block_count);
  const std::string words =
      fitting_words({mean + all + " blocks on average", mean + all + " on average", mean + " on average", mean},
                    at.size, std::max(left, right), true);
  const bool before = left >= right;
  canvas.text({before ? knob.x - 19 : knob.x + 19, knob.y}, words,
              {.size = at.size, .ink = Ink::accent, .align = before ? Align::right : Align::left, .bold = true});
}

// ---- time ------------------------------------------------------------------------------------------------------------

double percent_of(const Params& params, Draw draw, int rate) {
  return 100 * StochasticDepth::relative_time(params, (draw == Draw::batch ? 0 : rate_count) + rate);
}

struct Chart {
  Axis survives, percent;
};

// As high as what was measured, within bounds: a machine that was disturbed must not flatten the rest.
Chart chart_of(const Params& params, const CostLayout& at) {
  double highest = 100;
  for (int place = 0; place < StochasticDepth::timed_count; ++place)
    highest = std::max(highest, 100 * StochasticDepth::relative_time(params, place));
  const double top = std::max(135.0, highest * at.plot.height / (at.plot.height - 28));  // a name above it
  return {{0, 1, at.plot.x, at.plot.right()}, {0, std::min(top, 400.0), at.plot.bottom(), at.plot.y}};
}

// The points that are measured; they appear as they come.
void draw_series(const Params& params, Draw draw, const Chart& chart, Canvas& canvas) {
  const bool chosen = params.draw == draw;
  const Ink ink = draw == Draw::batch ? Ink::kept : Ink::fragile;
  const float opacity = chosen ? 1.0f : 0.6f;
  std::vector<Point> places;
  for (int rate = 0; rate < rate_count; ++rate)
    if (const double percent = percent_of(params, draw, rate); percent > 0)
      places.push_back(
          {chart.survives(1 - StochasticDepth::timed_rates[static_cast<std::size_t>(rate)]), chart.percent(percent)});
  if (places.size() > 1) canvas.polyline(places, {.ink = ink, .width = chosen ? 2.5f : 1.5f, .opacity = opacity});
  for (const Point& place : places) {
    if (draw == Draw::batch) {
      canvas.disk(place, 4.5f, {.ink = ink, .opacity = opacity});
      continue;
    }
    const Rect square{place.x - 4, place.y - 4, 8, 8};
    canvas.rect(square, {.ink = Ink::paper});
    canvas.frame(square, {.ink = ink, .width = chosen ? 2.0f : 1.5f, .opacity = opacity});
  }
}

// Where the present setting stands: on what was measured, else on the law.
void draw_present(const Params& params, const Chart& chart, Canvas& canvas) {
  const double time = StochasticDepth::relative_time(params, params.draw, params.last_drop_rate);
  const double share = time > 0 ? time : StochasticDepth::computed_share(params, params.last_drop_rate);
  const Point place{chart.survives(1 - params.last_drop_rate), chart.percent(100 * share)};
  canvas.line({place.x, place.y + 8}, {place.x, chart.percent.from},
              {.ink = Ink::accent, .width = 1.5f, .dash = Dash::dotted});
  canvas.key({.name = mark_name("present")});
  canvas.ring(place, 8, {.ink = Ink::accent, .width = 2});
}

std::string standing(const Params& params) {
  const auto timed = std::count_if(params.times.begin(), params.times.end(), [](double ms) { return ms > 0; });
  if (params.waits_for_clock() && params.timed_net == params.net_number())
    return "measuring, " + std::to_string(timed) + " of " + std::to_string(params.times.size());
  if (params.clock_is_free() && StochasticDepth::relative_time(params, 0) > 0) return "";
  return timed > 0 ? "measured of another net" : "not measured yet";
}

void draw_words(const Params& params, const CostLayout& at, const Chart& chart, Canvas& canvas) {
  const auto time_at = [&](Draw draw, double survives) {
    return 100 * StochasticDepth::relative_time(params, draw, 1 - survives);
  };
  const auto above = [&](double percent) { return std::max(chart.percent(percent) - 14, at.plot.y + 9); };
  FreeWords words(canvas);
  if (const std::string news = standing(params); !news.empty())
    words.add({at.plot.center().x, at.plot.y + 9}, news,
              {.size = at.size, .ink = Ink::muted, .align = Align::center});
  if (const double time = std::max(
          {time_at(Draw::row, 0), time_at(Draw::row, 0.2), time_at(Draw::row, 0.4), time_at(Draw::row, 0.5)});
      time > 0)
    words.add({at.plot.x + 12, above(time)}, "a coin a point", {.size = at.size, .ink = Ink::fragile, .bold = true});
  if (const double time = time_at(Draw::batch, 0.45); time > 0)
    words.add({at.plot.x + 8, above(time)}, "a coin a step", {.size = at.size, .ink = Ink::kept, .bold = true});
  // Under the end of its line, which falls to the left: clear of it where the words begin.
  constexpr std::string_view alone = "blocks alone";
  const double begins = 1 - (text_width(alone, at.size) + 6) / at.plot.width;
  const float line = chart.percent(100 * StochasticDepth::computed_share(params, 1 - begins));
  words.add({at.plot.right() - 2, line + at.size / 2 + 4}, alone,
            {.size = at.size, .ink = Ink::muted, .align = Align::right});
  words.draw();
}

void draw_time(const Params& params, const CostLayout& at, Canvas& canvas) {
  const Chart chart = chart_of(params, at);
  const double percents[] = {0, 50, 100}, survivals[] = {0, 0.5, 1};
  canvas.text({at.wide ? at.plot.x - 34 : at.inside.x, at.chart_head}, "time of a training run, %",
              {.size = at.size, .ink = Ink::muted});
  draw_y_axis(canvas, chart.percent, at.plot.x, at.plot.right(), percents, {.text_size = at.size});
  for (const double survives : survivals)
    canvas.text({chart.survives(survives), at.plot.bottom() + 15}, percent_text(survives),
                {.size = at.size, .ink = Ink::muted, .align = Align::center});
  canvas.text({at.plot.center().x, at.plot.bottom() + 33}, "the last block survives",
              {.size = at.size, .ink = Ink::muted, .align = Align::center});
  const auto alone = [&](double survives) {
    return Point{chart.survives(survives),
                 chart.percent(100 * StochasticDepth::computed_share(params, 1 - survives))};
  };
  canvas.line(alone(0), alone(1), {.ink = Ink::ink, .width = 2, .dash = Dash::dotted});
  const Draw other = params.draw == Draw::batch ? Draw::row : Draw::batch;
  draw_series(params, other, chart, canvas);
  draw_series(params, params.draw, chart, canvas);
  draw_present(params, chart, canvas);
  draw_words(params, at, chart, canvas);
  canvas.explain(at.plot,
                 "Of a run without dropping. Dotted: the blocks alone, by the law. Marks: measured on your machine.");
}

}  // namespace

float StochasticDepth::cost_height(float width) { return CostLayout(width).height; }

void StochasticDepth::draw_cost(const Params& params, Canvas& canvas) const {
  const CostLayout at(canvas.bounds().width);
  draw_head(*this, params, at, canvas);
  draw_rows(*this, params, at, canvas);
  draw_mean(*this, params, at, canvas);
  draw_time(params, at, canvas);
}

}  // namespace lesson
