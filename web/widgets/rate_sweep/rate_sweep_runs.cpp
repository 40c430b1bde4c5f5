// rate_sweep_runs.cpp: one cell a run, a row a seed: better or worse than its own seed without dropout; and the work left.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "rate_sweep.h"

namespace lesson {

namespace {

using Params = RateSweep::Params;

struct Cells {
  Rect area;
  int rows;
  Rect at(int run) const {
    const float width = area.width / RateSweep::rate_count, height = area.height / static_cast<float>(rows);
    const float gap = height >= 10 ? 2 : 1;
    return {area.x + width * static_cast<float>(run % RateSweep::rate_count) + 1,
            area.y + height * static_cast<float>(run / RateSweep::rate_count) + gap / 2, width - 2, height - gap};
  }
};

void draw_finished(const RateSweep& widget, const Params& params, int run, const Rect& cell, Canvas& canvas) {
  const RateSweep::Single single = widget.single(run, params);
  const int rate = run % RateSweep::rate_count;
  std::string words =
      "RNG seed " + std::to_string(params.seed + static_cast<std::uint64_t>(run / RateSweep::rate_count)) +
      ", p = " + number_text(RateSweep::rate(rate), 1) + ": test " + number_text(single.test, 1) + " %";
  canvas.key({.name = mark_name("run", static_cast<std::uint32_t>(run))});
  if (rate == 0) {
    canvas.rect(cell, {.ink = Ink::rule});
  } else {
    const float strength = 0.25f + 0.75f * static_cast<float>(std::min(1.0, std::abs(single.gain) / 15));
    const bool worse = single.gain < 0;
    canvas.rect(cell, {.ink = worse ? Ink::negative : Ink::positive, .opacity = strength, .hatched = worse});
    words += ", " + signed_text(single.gain, 1) + " points";
  }
  canvas.explain(cell, words + ".");
}

void draw_cells(const RateSweep& widget, const Params& params, const Cells& cells, float text_size, Canvas& canvas) {
  for (int run = 0; run < widget.wanted_runs(params); ++run) {
    const Rect cell = cells.at(run);
    if (run < widget.shown_runs(params)) {
      draw_finished(widget, params, run, cell, canvas);
      continue;
    }
    canvas.frame(cell, {.ink = Ink::rule, .width = 1});
    const int ticks = widget.runs().ticks_done() % RateSweep::ticks_per_run;
    if (run != widget.runs().finished() || ticks == 0) continue;
    const float share = static_cast<float>(ticks) / RateSweep::ticks_per_run;
    canvas.rect({cell.x, cell.y, share * cell.width, cell.height}, {.ink = Ink::muted});
  }
  // First and last seed, beside their rows.
  const TextStyle style{.size = text_size, .ink = Ink::muted, .align = Align::right};
  for (const int row : {0, cells.rows - 1}) {
    const Rect cell = cells.at(row * RateSweep::rate_count);
    const std::uint64_t seed = params.seed + static_cast<std::uint64_t>(row);
    if (seed < 100000) canvas.text({cells.area.x - 5, cell.center().y}, std::to_string(seed), style);
  }
}

// A line of text, or the first shorter one that fits.
void draw_fitting(Canvas& canvas, Point at, std::initializer_list<std::string> lines, float width,
                  const TextStyle& style) {
  for (const std::string& line : lines)
    if (text_width(line, style.size, style.bold) <= width || &line == lines.end() - 1)
      return canvas.text(at, line, style);
}

}  // namespace

float RateSweep::runs_height(float) { return 304; }

void RateSweep::draw_runs(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  draw_fitting(canvas, {area.x, area.y + size / 2},
               {"filled: better than its seed at p = 0; hatched: worse", "filled: better, hatched: worse",
                "better / hatched: worse"},
               area.width, {.size = size, .ink = Ink::muted});
  const float left = params.seed + most_seeds < 1000 ? 34.0f : 48.0f, foot = 2 * size + 44, head = size + 10;
  const Cells cells{{area.x + left, area.y + head, area.width - left, area.height - head - foot}, params.seeds};
  canvas.explain(cells.area, "One cell a run: a row for each RNG seed, a column for each drop rate.");
  draw_cells(*this, params, cells, size, canvas);

  const float below = cells.area.bottom();
  for (const int number : {0, 3, 6, 9}) {
    const Rect cell = cells.at(number);
    canvas.text({cell.center().x, below + 6 + size / 2}, number_text(rate(number), number == 0 ? 0 : 1),
                {.size = size, .ink = Ink::muted, .align = Align::center});
  }
  canvas.text({area.x, below + 6 + size / 2}, "seed", {.size = size, .ink = Ink::muted});
  const std::string done = count_text(shown_runs(params)), all = count_text(wanted_runs(params));
  canvas.text({area.x, area.bottom() - 1.5f * size - 8}, done + " of " + all + " runs done",
              {.size = 14, .bold = true});
  const std::string made = count_text(std::llround(steps_done(params))),
                    needed = count_text(std::llround(steps_done(params) + steps_left(params)));
  draw_fitting(canvas, {area.x, area.bottom() - size / 2},
               {made + " of " + needed + " training steps", made + " of " + needed + " steps", made + " / " + needed},
               area.width, {.size = size, .ink = Ink::muted});
}

}  // namespace lesson
