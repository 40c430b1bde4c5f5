// trainer_twin.cpp: the panel "twin" of trainer: two maps, without and with dropout; who believes a wrong label?
#include <algorithm>

#include "contract/table.h"
#include "dropout/elementary.h"
#include "trainer_picture.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;

// Two columns; in each a name, a number, a map, and all hidden units as a strip.
struct TwinLayout {
  TwinLayout(float width, int units) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = wide ? 16.0f : 8.0f;
    column = (inside.width - gap) / 2;
    side = std::min(column, 330.0f);
    head = wide ? 54.0f : 86.0f;
    rows = wide ? 2 : 4;
    per_row = (units + rows - 1) / rows;
    map_top = inside.y + head;
    strip_top = map_top + side + 10;
    height = strip_top + static_cast<float>(rows) * row_height + (wide ? 26.0f : 24.0f);
  }
  float x(int net) const { return inside.x + static_cast<float>(net) * (inside.width - column); }
  Rect map(int net) const { return {x(net), map_top, side, side}; }

  static constexpr float row_height = 10;
  bool wide;
  Rect inside;
  float column, side, head, map_top, strip_top, height;
  int per_row, rows;
};

std::string name_of(const Params& params, int net, bool wide) {
  if (net == LiveTrainer::plain) return "No dropout";
  return wide ? "Dropout, p = " + number_text(params.drop_rate, 2) : "Dropout";
}

void draw_head(const LiveTrainer& widget, const Params& params, int net, const TwinLayout& at, Canvas& canvas) {
  const LiveTrainer::Measure& measure = widget.now(net).measure;
  const float x = at.x(net), size = at.wide ? 16.0f : 15.0f;
  canvas.text({x, at.inside.y + 9}, name_of(params, net, at.wide), {.size = size, .bold = true});
  const std::string percent = percent_text(LiveTrainer::seen(measure, params).test_accuracy);
  // The same words over both maps, however long the names: what the longer one leaves room for; on a phone a line below.
  const std::string variants[] = {percent + (params.noisy_test ? " of noisy new points" : " of new points right"),
                                  percent + " right"};
  const float longest = std::max(text_width(name_of(params, 0, at.wide), size, true),
                                 text_width(name_of(params, 1, at.wide), size, true));
  const std::string_view right =
      first_fitting(variants, 14, at.wide ? at.side - longest - 10 : canvas.bounds().width - at.x(1) - 4);
  const float bottom =
      draw_learned(measure, {x, at.inside.y + (at.wide ? 36.0f : 33.0f)}, at.column, at.wide ? 22.0f : 20.0f, canvas);
  if (at.wide)
    canvas.text({x + at.side, at.inside.y + 9}, right, {.size = 14, .ink = Ink::muted, .align = Align::right});
  else
    canvas.text({x, bottom + 1}, right, {.size = 14, .ink = Ink::muted});
}

void draw_strip(const LiveTrainer& widget, int net, const TwinLayout& at, Canvas& canvas) {
  const std::vector<std::uint8_t> mask = widget.last_mask(net);
  const float step = at.side / static_cast<float>(at.per_row),
              radius = std::min(3.7f, std::max(1.2f, step / 2 - 0.6f));
  for (std::size_t unit = 0; unit < mask.size(); ++unit) {
    const auto row = static_cast<float>(unit / static_cast<std::size_t>(at.per_row));
    const auto column = static_cast<float>(unit % static_cast<std::size_t>(at.per_row));
    const Point place{at.x(net) + (column + 0.5f) * step, at.strip_top + (row + 0.5f) * TwinLayout::row_height};
    if (mask[unit] != 0)
      canvas.disk(place, radius, {.ink = Ink::kept});
    else
      canvas.ring(place, radius - 0.5f, {.ink = Ink::muted, .width = 1});
  }
  const auto missing = std::count(mask.begin(), mask.end(), std::uint8_t{0});
  const std::string all = std::to_string(mask.size());
  const std::string full = net == LiveTrainer::plain ? "all " + all + " units at work for every point"
                           : missing == 0
                               ? "all " + all + " units"
                               : std::to_string(missing) + " of " + all + " units missing, others for the next point";
  const std::string brief = net == LiveTrainer::plain || missing == 0
                                ? all + " units at work"
                                : std::to_string(missing) + " of " + all + " missing";
  const std::string variants[] = {full, brief, missing == 0 ? all + " units" : std::to_string(missing) + " missing"};
  const float below = at.strip_top + static_cast<float>(at.rows) * TwinLayout::row_height + 12;
  canvas.text({at.x(net), below}, first_fitting(variants, 14, at.column), {.size = 14, .ink = Ink::muted});
}

}  // namespace

float draw_learned(const LiveTrainer::Measure& measure, Point at, float width, float big, Canvas& canvas) {
  const int learned = measure.flips_fitted, all = measure.flips_total;
  const std::string number = std::to_string(learned) + " of " + std::to_string(all);
  big = fitting_size(number, big, width, true);
  canvas.text(at, number, {.size = big, .ink = 2 * learned > all ? Ink::fragile : Ink::robust, .bold = true});
  const float after = text_width(number, big, true) + 8;
  constexpr std::string_view words = "wrong labels learned";
  const bool beside = after + text_width(words, 14) <= width;
  if (beside) {
    canvas.text({at.x + after, at.y + 2}, words, {.size = 14, .ink = Ink::muted});
    return at.y + big;
  }
  return draw_wrapped(canvas, {at.x, at.y + big}, words, width, {.size = 13, .ink = Ink::muted});
}

void draw_answers(const LiveTrainer& widget, const Params& params, int net, const LiveTrainer::Moment& moment,
                  const Plane& plane, bool wide, Canvas& canvas) {
  std::vector<float> probabilities;
  for (const float logit : moment.logits) probabilities.push_back(dropout::logistic(logit));
  draw_decision(canvas, plane, probabilities, moment.cells, moment.logits);
  const dropout::Dataset& set = widget.net(net).train_set();
  draw_data_points(canvas, plane, set, moment.answers,
                   {.radius = wide ? 4.0f : 3.0f, .ring_radius = wide ? 9.0f : 6.8f});
  if (!params.is_planted()) return;
  const Point yours = plane.at(params.planted_x, params.planted_y, 12);
  canvas.ring(yours, wide ? 12.5f : 9.0f, {.ink = Ink::accent, .width = 2.5f});
  const bool low = yours.y > plane.square.center().y, left = yours.x < plane.square.center().x;
  const Point label{yours.x + (left ? 34.0f : -34.0f), yours.y + (low ? -34.0f : 34.0f)};
  canvas.line(yours, label, {.ink = Ink::accent, .width = 1.5f});
  draw_on_plate(canvas, label, "yours", {.size = 14, .ink = Ink::accent, .align = Align::center, .bold = true});
}

float LiveTrainer::twin_height(float width) { return TwinLayout(width, 64).height; }

void LiveTrainer::draw_twin(const Params& params, Canvas& canvas) const {
  const TwinLayout at(canvas.bounds().width, 2 * params.width);
  for (int net = 0; net < net_count; ++net) {
    const Plane plane{at.map(net), reach(params.data)};
    canvas.explain(plane.square,
                   "Tint: the class the net answers. Press anywhere to plant a point with the wrong label.");
    draw_head(*this, params, net, at, canvas);
    draw_answers(*this, params, net, now(net), plane, at.wide, canvas);
    draw_strip(*this, net, at, canvas);
    const float inset = 8;
    const double far = plane.reach * (1 - 2 * inset / plane.square.width);
    const Rect square = plane.square.inset(inset);
    canvas.drag({.area = plane.square,
                 .param_id = "planted_x",
                 .min_at = {square.x, square.center().y},
                 .max_at = {square.right(), square.center().y},
                 .min = -far,
                 .max = far,
                 .second_id = "planted_y",
                 .second_min_at = {square.center().x, square.bottom()},
                 .second_max_at = {square.center().x, square.y},
                 .second_min = -far,
                 .second_max = far});
  }
}

void LiveTrainer::twin_table(const Params& params, Table& table) const {
  table.row("Net", "Wrong labels learned", "Training labels reproduced", "New points right");
  for (int net = 0; net < net_count; ++net) {
    const Measure& measure = now(net).measure;
    table.row(name_of(params, net, true),
              std::to_string(measure.flips_fitted) + " of " + std::to_string(measure.flips_total),
              percent_text(measure.train_accuracy, 1), percent_text(seen(measure, params).test_accuracy, 1));
  }
}

}  // namespace lesson
