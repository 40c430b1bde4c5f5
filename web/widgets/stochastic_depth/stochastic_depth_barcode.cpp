// stochastic_depth_barcode.cpp: the panel "depth" of stochastic_depth: the blocks on their wire, the last steps as a barcode
// below them, and how deep each of them was.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "kit/knob.h"
#include "stochastic_depth_picture.h"

namespace lesson {

namespace {

using Params = StochasticDepth::Params;
constexpr int examples = StochasticDepth::example_count, most_rows = 40;

// Columns stand under their blocks; at the right a column for the depth of each row.
struct DepthLayout {
  DepthLayout(float width, int block_count)
      : wide(is_wide(width)), count(block_count), inside(panel_inside({0, 0, width, 0})) {
    const float left = wide ? 44.0f : 12.0f, trail_width = wide ? 110.0f : 62.0f, gap = wide ? 34.0f : 14.0f;
    const float room = inside.width - left - gap - trail_width - 8;
    pitch = std::min(wide ? 44.0f : 30.0f, room / static_cast<float>(count));
    const float columns = pitch * static_cast<float>(count);
    block_height = wide ? 36.0f : 30.0f;
    row_pitch = wide ? 5.5f : 4.25f;
    row_height = row_pitch - (wide ? 1.0f : 0.75f);
    wire = inside.y + 30 + block_height + 14;
    rows = {inside.x + left, wire + 20, columns, row_pitch * most_rows + 8};
    trail = {rows.right() + gap, rows.y, trail_width, rows.height};
    height = rows.bottom() + 30;
  }
  float center(int block) const { return rows.x + pitch * (static_cast<float>(block) + 0.5f); }
  // Row 0 is the present one and stands apart.
  float row_top(int row) const { return rows.y + row_pitch * static_cast<float>(row) + (row > 0 ? 8.0f : 0.0f); }

  bool wide;
  int count;
  Rect inside;
  float pitch, block_height, row_pitch, row_height, wire;
  Rect rows, trail;
  float height;
};

using Passes = std::vector<StochasticDepth::Pass>;

// The shown step and those before it, the newest first.
Passes last_passes(const StochasticDepth& widget, const Params& params) {
  Passes passes;
  for (int step = widget.shown_step(); step >= 0 && passes.size() < most_rows; --step)
    passes.push_back(StochasticDepth::pass_of(params, step));
  return passes;
}

float share_of(const StochasticDepth::Pass& pass, int block) {
  return static_cast<float>(pass.rows[static_cast<std::size_t>(block)]) / examples;
}

void draw_head(const StochasticDepth& widget, const Params& params, const DepthLayout& at, Canvas& canvas) {
  const std::string all = std::to_string(params.block_count), computed = std::to_string(widget.pass().computed);
  const std::string mean = number_text(widget.pass().depth, 1);
  const std::string words =
      params.draw == StochasticDepth::Draw::batch
          ? fitting_words(
                {"This step: " + computed + " of " + all + " blocks run",
                 "This step: " + computed + " of " + all + " blocks", computed + " of " + all + " blocks run"},
                16, at.inside.width)
          : fitting_words({"This step: " + mean + " of " + all + " blocks an example, " + computed + " computed",
                           mean + " used, " + computed + " computed"},
                          15, at.inside.width);
  canvas.text({at.inside.x, at.inside.y + 10}, words, {.size = 15, .bold = true});
}

// Blocks plugged into the wire; those that are missing are unplugged.
void draw_blocks(const StochasticDepth& widget, const Params& params, const DepthLayout& at, Canvas& canvas) {
  const float width = std::min(0.74f * at.pitch, 21.0f), top = at.wire - 14 - at.block_height;
  canvas.line({at.rows.x - 10, at.wire}, {at.rows.right() + 10, at.wire}, {.ink = Ink::kept, .width = 4});
  if (at.wide) {
    canvas.text({at.inside.x, at.wire}, "in", {.size = 14, .ink = Ink::muted});
    canvas.text({at.rows.right() + 28, at.wire}, "out", {.size = 14, .ink = Ink::muted});
  }
  for (int block = 0; block < params.block_count; ++block) {
    const float x = at.center(block), share = share_of(widget.pass(), block);
    const Rect box{x - width / 2, top, width, at.block_height};
    const float survival = static_cast<float>(1 - widget.drop_rates()[static_cast<std::size_t>(block)]);
    if (share > 0) {
      for (const float leg : {-0.28f * width, 0.28f * width})
        canvas.line({x + leg, box.bottom()}, {x + leg, at.wire}, {.ink = Ink::kept, .width = 2});
      canvas.rect(box, {.ink = Ink::kept, .opacity = 0.3f + 0.7f * share}, std::min(4.0f, width / 3));
    } else {
      canvas.frame(box, {.ink = Ink::muted, .width = 1, .dash = Dash::dashed}, std::min(4.0f, width / 3));
      if (width >= 10) {
        const Point middle = box.center();
        for (const float slope : {-3.0f, 3.0f})
          canvas.line({middle.x - 3, middle.y - slope}, {middle.x + 3, middle.y + slope},
                      {.ink = Ink::muted, .width = 1});
      }
    }
    const std::string used = params.draw == StochasticDepth::Draw::batch
                                 ? std::string(share > 0 ? "In this step it runs." : "In this step it is skipped.")
                                 : std::to_string(std::lround(share * examples)) + " of 80 examples use it now.";
    canvas.explain(box, "Block " + std::to_string(block + 1) + " survives with probability " +
                            number_text(survival, 2) + ". " + used);
  }
}

// The signal on its way to the output: up through each block that runs, past those that are missing. A step that is seen by
// itself sends one; in a training that hurries by there would be no following it.
void draw_pulse(const StochasticDepth& widget, const DepthLayout& at, Canvas& canvas) {
  const float up = at.wire - 14 - at.block_height / 2, side = 0.2f * at.pitch;
  std::vector<Point> way{{at.rows.x - 10, at.wire}};
  for (int block = 0; block < at.count; ++block) {
    const float x = at.center(block);
    if (share_of(widget.pass(), block) > 0)
      way.insert(way.end(), {{x - side, at.wire}, {x - side, up}, {x + side, up}, {x + side, at.wire}});
  }
  way.push_back({at.rows.right() + 10, at.wire});
  const auto step = static_cast<std::uint32_t>(std::min(widget.shown_step(), StochasticDepth::followed_steps));
  const auto key = [&](std::string_view part) {
    canvas.key({.name = mark_name(part, step), .takes_ms = 900, .path = way});
  };
  key("depth.halo");
  canvas.disk(way.back(), at.wide ? 15.0f : 11.0f, {.ink = Ink::kept, .opacity = 0.18f});
  key("depth.rim");  // it is seen inside of a block too
  canvas.disk(way.back(), at.wide ? 9.5f : 7.25f, {.ink = Ink::surface});
  key("depth.pulse");
  canvas.disk(way.back(), at.wide ? 8.0f : 6.0f, {.ink = Ink::kept});
  key("depth.core");
  canvas.disk(way.back(), at.wide ? 3.5f : 2.5f, {.ink = Ink::surface});
}

// A row a step, a cell where the block ran; a gap shows a thin line.
void draw_rows(const Passes& passes, const DepthLayout& at, Canvas& canvas) {
  for (std::size_t row = 0; row < passes.size(); ++row) {
    const float top = at.row_top(static_cast<int>(row)), middle = top + at.row_height / 2;
    canvas.line({at.rows.x, middle}, {at.rows.right(), middle}, {.ink = Ink::rule, .width = 1});
    for (int block = 0; block < at.count; ++block)
      if (const float share = share_of(passes[row], block); share > 0)
        canvas.rect({at.center(block) - at.pitch / 2 + 0.5f, top, at.pitch - 1, at.row_height},
                    {.ink = Ink::kept, .opacity = 0.8f * share});
  }
  canvas.frame({at.rows.x - 3, at.rows.y - 3, at.rows.width + 6, at.row_height + 6}, {.ink = Ink::ink, .width = 1.5f},
               3);
  if (!at.wide) return;
  canvas.text({at.inside.x, at.rows.y + 2}, "now", {.size = 14, .bold = true});
  draw_wrapped(canvas, {at.inside.x, at.row_top(1) + 16}, "earlier steps ↓", 44, {.size = 13, .ink = Ink::muted});
}

// The cells of each block fallen to the ground: how often it ran, against the straight rule.
void draw_fallen(const StochasticDepth& widget, const Passes& passes, const DepthLayout& at, Canvas& canvas) {
  const Axis share{0, 1, at.rows.bottom(), at.rows.y};
  for (const double level : {0.0, 0.5, 1.0})
    canvas.line({at.rows.x, share(level)}, {at.rows.right(), share(level)}, {.ink = Ink::rule, .width = 1});
  for (int block = 0; block < at.count; ++block) {
    double ran = 0;
    for (const StochasticDepth::Pass& pass : passes) ran += share_of(pass, block);
    const float top = share(ran / static_cast<double>(passes.size()));
    canvas.key({.name = mark_name("fallen", static_cast<std::uint32_t>(block))});
    canvas.rect({at.center(block) - at.pitch / 2 + 0.5f, top, at.pitch - 1, at.rows.bottom() - top},
                {.ink = Ink::kept, .opacity = 0.8f});
  }
  const auto survival = [&](int block) { return 1 - widget.drop_rates()[static_cast<std::size_t>(block)]; };
  const Point first{at.center(0), share(survival(0))}, last{at.center(at.count - 1), share(survival(at.count - 1))};
  canvas.line(first, last, {.ink = Ink::surface, .width = 5});
  canvas.line(first, last, {.ink = Ink::accent, .width = 2.5f});
  draw_knob(canvas, last, Ways::up_and_down);
  canvas.drag({.area = knob_area(last),
               .param_id = "p_last",
               .min_at = {last.x, at.rows.y},
               .max_at = {last.x, at.rows.bottom()},
               .min = 0,
               .max = 1});
  canvas.explain({last.x - 12, last.y - 12, 24, 24}, "How often the last block survives. Drag it.");
  if (!at.wide) return;
  for (const auto& [level, words] : {std::pair{1.0, "100 %"}, std::pair{0.5, "50 %"}, std::pair{0.0, "0"}})
    canvas.text({at.rows.x - 8, share(level)}, words, {.size = 13, .ink = Ink::muted, .align = Align::right});
}

// How deep each row was, and where the mean depth stands; pulling it changes the rates.
void draw_trail(const StochasticDepth& widget, const Params& params, const Passes& passes, const DepthLayout& at,
                Canvas& canvas) {
  const Axis depth{0, static_cast<double>(at.count), at.trail.x, at.trail.right()};
  for (const double end : {0.0, static_cast<double>(at.count)})
    canvas.line({depth(end), at.trail.y}, {depth(end), at.trail.bottom()}, {.ink = Ink::rule, .width = 1});
  std::vector<Point> places;
  for (std::size_t row = 0; row < passes.size(); ++row)
    places.push_back({depth(passes[row].depth), at.row_top(static_cast<int>(row)) + at.row_height / 2});
  canvas.polyline(places, {.ink = Ink::kept, .width = 1, .opacity = 0.6f});
  for (std::size_t row = 0; row < places.size(); ++row)
    canvas.disk(places[row], row == 0 ? 3.5f : 2.0f, {.ink = Ink::kept});

  const Point knob{depth(widget.law().mean), at.wire - 2};
  canvas.line(knob, {knob.x, at.trail.bottom()}, {.ink = Ink::accent, .width = 2});
  draw_knob(canvas, knob, Ways::sideways);
  // The mean depth is the count less p_last times a sum that the rule gives.
  const std::vector<double> at_one = StochasticDepth::rates_of(params, 1);
  const double shallowest = at.count - std::accumulate(at_one.begin(), at_one.end(), 0.0);
  canvas.drag({.area = knob_area(knob),
               .param_id = "p_last",
               .min_at = {depth(at.count), knob.y},
               .max_at = {depth(shallowest), knob.y},
               .min = 0,
               .max = 1});
  canvas.explain({knob.x - 12, knob.y - 12, 24, 24}, "The mean depth. Drag it: the drop rates follow.");
  const std::string mean = number_text(widget.law().mean, at.wide ? 2 : 1);
  const std::string words = fitting_words({mean + " blocks deep", mean + " deep"}, 14, at.trail.width + 26);
  canvas.text({at.inside.right(), knob.y - 38}, words,
              {.size = 14, .ink = Ink::accent, .align = Align::right, .bold = true});
  canvas.text({at.inside.right(), knob.y - 21}, "on average", {.size = 13, .ink = Ink::muted, .align = Align::right});
}

void draw_feet(const StochasticDepth& widget, const DepthLayout& at, Canvas& canvas) {
  const auto survival = [&](double rate) { return percent_text(1 - rate); };
  const float y = at.rows.bottom() + 16;
  const std::string count = std::to_string(at.count);
  FreeWords words(canvas);
  words.add({at.rows.x, y}, at.wide ? "block 1: " + survival(widget.drop_rates().front()) : "block 1",
            {.size = 13, .ink = Ink::muted});
  for (const int end : {0, at.count})
    words.add({at.trail.x + at.trail.width * static_cast<float>(end) / static_cast<float>(at.count), y},
              std::to_string(end), {.size = 13, .ink = Ink::muted, .align = Align::center});
  words.add({at.rows.right(), y}, at.wide ? "block " + count + ": " + survival(widget.drop_rates().back()) : count,
            {.size = 13, .ink = Ink::muted, .align = Align::right});
  words.add({at.rows.center().x, y}, "share of steps in which it runs",
            {.size = 13, .ink = Ink::muted, .align = Align::center});
  words.draw();
}

}  // namespace

float StochasticDepth::depth_height(float width) { return DepthLayout(width, 16).height; }

void StochasticDepth::draw_depth(const Params& params, Canvas& canvas) const {
  const DepthLayout at(canvas.bounds().width, params.block_count);
  const Passes passes = last_passes(*this, params);
  canvas.explain(at.rows, "A row is a step, a column a block: filled where it ran.");
  draw_head(*this, params, at, canvas);
  draw_blocks(*this, params, at, canvas);
  draw_pulse(*this, at, canvas);
  params.rows == Rows::drawn ? draw_rows(passes, at, canvas) : draw_fallen(*this, passes, at, canvas);
  draw_trail(*this, params, passes, at, canvas);
  draw_feet(*this, at, canvas);
}

}  // namespace lesson
