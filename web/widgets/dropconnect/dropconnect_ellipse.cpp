// dropconnect_ellipse.cpp: the panel "ellipse" of dropconnect: masks of units tie two outputs together, masks of weights do not.
//
// Two planes of both outputs, in standard deviations around their means. A drop is one mask; ellipses, one and two standard
// deviations wide, are exact, and so is the dashed box, which is the same in both.
#include <algorithm>
#include <cmath>

#include "dropconnect.h"
#include "dropout/elementary.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Sums = DropConnectLab::Sums;

constexpr double reach = 3.1;  // standard deviations from the middle to the edge

struct EllipseLayout {
  explicit EllipseLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = wide ? 24.0f : 8.0f, column = (inside.width - gap) / 2;
    beside = column >= 364 + words_width;
    const float head = beside ? 0.0f : wide ? 30.0f : 44.0f;
    const float side = beside ? 364.0f : std::min(column, 330.0f);
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (column + gap);
      planes[k] = {x, inside.y + head, side, side};
      heads[k] =
          beside ? Rect{x + side + 14, inside.y + 10, column - side - 14, side} : Rect{x, inside.y, column, head};
    }
    height = planes[0].bottom() + 10;
  }
  Axis x(int k) const { return {-reach, reach, planes[k].x, planes[k].right()}; }
  Axis y(int k) const { return {-reach, reach, planes[k].bottom(), planes[k].y}; }
  Point at(int k, double first, double second) const { return {x(k)(first), y(k)(second)}; }

  static constexpr float words_width = 86;
  bool wide, beside;
  Rect inside, planes[2], heads[2];
  float height;
};

void draw_head(const Params& params, int k, const EllipseLayout& at, Canvas& canvas) {
  const Rect& area = at.heads[k];
  const Method method = k == 0 ? Method::dropout : Method::drop_connect;
  const std::string value = number_text(DropConnectLab::exact_correlation(params, method), 2);
  const std::string name = k == 0 ? (at.wide ? "Units dropped" : "Units") : (at.wide ? "Weights dropped" : "Weights");
  if (at.beside) {
    const float below = draw_wrapped(canvas, {area.x, area.y}, name, area.width, {.size = 15, .bold = true});
    canvas.text({area.x, below + 20}, value, {.size = 28, .bold = true});
    canvas.text({area.x, below + 46}, "correlation", {.size = 14, .ink = Ink::muted});
    return;
  }
  canvas.text({area.x, area.y + 10}, name, {.size = at.wide ? 16.0f : 15.0f, .bold = true});
  const std::string words[] = {"correlation " + value, "corr. " + value, value};
  if (at.wide) {
    const float room = area.width - text_width(name, 16, true) - 12;
    canvas.text({area.right(), area.y + 10}, first_fitting(words, 14, room), {.size = 14, .align = Align::right});
  } else {
    canvas.text({area.x, area.y + 31}, first_fitting(words, 14, area.width), {.size = 14, .ink = Ink::muted});
  }
}

void draw_ring_of(const EllipseLayout& at, int k, double sd, double correlation, const Stroke& stroke,
                  Canvas& canvas) {
  const double across = std::sqrt(1 - correlation * correlation);
  std::vector<Point> ring;
  for (int i = 0; i <= 96; ++i) {
    const dropout::SineCosine turn = dropout::sine_cosine_of_turns(i / 96.0);
    const double first = sd * turn.cosine;
    ring.push_back(at.at(k, first, correlation * first + across * sd * turn.sine));
  }
  canvas.polyline(ring, stroke);
}

void draw_drops(const std::vector<Sums>& drops, int k, const EllipseLayout& at, Canvas& canvas) {
  const float radius = at.wide ? 2.4f : 1.7f, tail = at.wide ? 24.0f : 14.0f;
  canvas.clip(at.planes[k]);
  for (std::size_t t = 0; t < drops.size(); ++t) {
    const Point place = at.at(k, drops[t].first, drops[t].second);
    const bool newest = t + 6 >= drops.size();
    if (newest) canvas.line({place.x, place.y - tail}, place, {.ink = Ink::train, .width = 1.25f, .opacity = 0.6f});
    canvas.disk(place, newest ? radius + 1 : radius, {.ink = Ink::train, .opacity = newest ? 1 : 0.55f});
  }
  canvas.unclip();
}

void draw_plane(const DropConnectLab& widget, const Params& params, int k, const EllipseLayout& at, Canvas& canvas) {
  const Rect& area = at.planes[k];
  const Method method = k == 0 ? Method::dropout : Method::drop_connect;
  canvas.rect(area, {.ink = Ink::surface}, 4);
  canvas.frame(area, {.ink = Ink::rule, .width = 1}, 4);
  canvas.line({area.center().x, area.y}, {area.center().x, area.bottom()}, {.ink = Ink::rule, .width = 1});
  canvas.line({area.x, area.center().y}, {area.right(), area.center().y}, {.ink = Ink::rule, .width = 1});
  canvas.explain(
      area,
      "Across: output 1, up: output 2. A drop is one mask. The dashed box is two standard deviations of each "
      "output: the same in both.");
  draw_drops(widget.drops(params, method), k, at, canvas);
  if (params.drop_rate > 0) {
    const double correlation = DropConnectLab::exact_correlation(params, method);
    const Point low = at.at(k, -2, -2), high = at.at(k, 2, 2);
    canvas.frame({low.x, high.y, high.x - low.x, low.y - high.y},
                 {.ink = Ink::muted, .width = 1.25f, .dash = Dash::dashed});
    canvas.key({.name = mark_name("ellipse.two", static_cast<std::uint32_t>(k))});
    draw_ring_of(at, k, 2, correlation, {.width = 2.5f}, canvas);
    canvas.key({.name = mark_name("ellipse.one", static_cast<std::uint32_t>(k))});
    draw_ring_of(at, k, 1, correlation, {.width = 1.5f}, canvas);
  }
  if (!at.wide) return;
  canvas.text({area.x + 8, area.y + 14}, "↑ output 2", {.size = 14, .ink = Ink::muted});
  canvas.text({area.right() - 8, area.bottom() - 12}, "output 1 →",
              {.size = 14, .ink = Ink::muted, .align = Align::right});
}

// Where the ellipse of units touches the right edge of its box: at 2 times the correlation.
void offer_tip(const Params& params, const EllipseLayout& at, Canvas& canvas) {
  const Point tip = at.at(0, 2, 2 * params.alike), low = at.at(0, 2, -2 * DropConnectLab::most_alike),
              high = at.at(0, 2, 2 * DropConnectLab::most_alike);
  canvas.line(low, high, {.ink = Ink::accent, .width = 1.25f, .dash = Dash::dashed});
  draw_knob(canvas, tip, Ways::up_and_down, mark_name("ellipse.tip"));
  canvas.explain({tip.x - 12, tip.y - 12, 24, 24}, "Pull: how alike the weights of the two outputs are.");
  canvas.drag({.area = knob_area(tip),
               .param_id = "alike",
               .min_at = low,
               .max_at = high,
               .min = -DropConnectLab::most_alike,
               .max = DropConnectLab::most_alike});
  if (params.alike != Params{}.alike) return;
  const std::string words = at.wide ? "pull: alike or not" : "pull";
  const float width = text_width(words, 14, true);
  draw_on_plate(canvas, {tip.x - width - 8, low.y - 10}, words, {.size = 14, .ink = Ink::accent, .bold = true},
                Ink::surface);
}

}  // namespace

float DropConnectLab::ellipse_height(float width) { return EllipseLayout(width).height; }

void DropConnectLab::draw_ellipse(const Params& params, Canvas& canvas) const {
  const EllipseLayout at(canvas.bounds().width);
  for (int k = 0; k < 2; ++k) {
    draw_head(params, k, at, canvas);
    draw_plane(*this, params, k, at, canvas);
  }
  if (params.drop_rate > 0) offer_tip(params, at, canvas);
}

}  // namespace lesson
