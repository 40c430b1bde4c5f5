// batchnorm_conflict_spread.cpp: the panel "spread" of batchnorm_conflict: what the norm passes on in training, upright, and
// at test, upside down, on one axis in units of the spread that it measured.
#include <algorithm>
#include <cmath>

#include "batchnorm_conflict.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = BatchNormConflict::Params;
using Sample = BatchNormConflict::Sample;

constexpr float number_size = 20, switch_width = 52, switch_height = 28;

struct SpreadLayout {
  explicit SpreadLayout(float width)
      : wide(is_wide(width)),
        inside(panel_inside({0, 0, width, 0})),
        size(panel_type(width).small),
        x{-BatchNormConflict::axis_end, BatchNormConflict::axis_end, inside.x, inside.right()} {
    number = inside.y + 14;
    bracket = number + 18;
    base = bracket + (wide ? 118.0f : 104.0f);
    test_bracket = base + (wide ? 138.0f : 124.0f);
    height = test_bracket + 40;
  }
  // Words at the left end outside of the ruler.
  float beside() const { return x(-1) - inside.x - 8; }

  bool wide;
  Rect inside;
  float size;
  Axis x;
  float number, bracket, base, test_bracket, height;
};

double tallest(const Sample& sample) { return *std::max_element(sample.bins.begin(), sample.bins.end()); }

// The spread that the norm promises: ±1, from the training values down to the test values.
void draw_ruler(const SpreadLayout& at, Canvas& canvas) {
  const Rect ruler{at.x(-1), at.inside.y, at.x(1) - at.x(-1), at.test_bracket + 8 - at.inside.y};
  canvas.rect(ruler, {.ink = Ink::train, .opacity = 0.09f});
  for (const float edge : {ruler.x, ruler.right()})
    canvas.line({edge, ruler.y}, {edge, ruler.bottom()}, {.ink = Ink::train, .width = 1.5f, .dash = Dash::dashed});
  canvas.explain(
      {ruler.x, ruler.y, ruler.width, at.bracket - ruler.y},
      "The spread that batch norm measured while training, one standard deviation to each side. It divides by "
      "that, so it promises 1.00.");
}

void draw_bracket(float left, float right, float y, float tooth, Ink ink, std::string_view name, Canvas& canvas) {
  const Point corners[] = {{left, y + tooth}, {left, y}, {right, y}, {right, y + tooth}};
  canvas.key({.name = mark_name(name)});
  canvas.polyline(corners, {.ink = ink, .width = 2.5f});
}

// Bars from the axis, up or down; scale: px a share.
void draw_bars(const Sample& sample, const SpreadLayout& at, float scale, bool is_test, Canvas& canvas) {
  const float width = at.inside.width / BatchNormConflict::bin_count;
  std::vector<Point> outline{{at.inside.x, at.base}};
  for (int bin = 0; bin < BatchNormConflict::bin_count; ++bin) {
    const float left = at.inside.x + width * static_cast<float>(bin);
    const float tall = scale * static_cast<float>(sample.bins[static_cast<std::size_t>(bin)]);
    const float end = is_test ? at.base + tall : at.base - tall;
    outline.push_back({left, end});
    outline.push_back({left + width, end});
    if (tall < 0.5f) continue;
    canvas.key({.name = mark_name(is_test ? "test_bar" : "train_bar", static_cast<std::uint32_t>(bin))});
    if (is_test)
      canvas.rect({left, at.base, width, tall}, {.ink = Ink::test, .hatched = true});
    else
      canvas.rect({left + 0.5f, end, width - 1, tall}, {.ink = Ink::train});
  }
  outline.push_back({at.inside.right(), at.base});
  if (is_test) canvas.polyline(outline, {.ink = Ink::test, .width = 1.5f});
}

void draw_switch(bool on, Point corner, Canvas& canvas) {
  const Rect box{corner.x, corner.y, switch_width, switch_height};
  const float radius = switch_height / 2 - 4, center = on ? box.right() - 14 : box.x + 14;
  if (on)
    canvas.rect(box, {.ink = Ink::accent}, switch_height / 2);
  else
    canvas.frame(box, {.ink = Ink::accent, .width = 2}, switch_height / 2);
  canvas.key({.name = mark_name("switch")});
  canvas.disk({center, box.center().y}, radius, {.ink = on ? Ink::paper : Ink::accent});
  const Rect finger{box.x, box.y - 8, switch_width, switch_height + 16};
  canvas.tap_to_set(finger, "dropout", on ? 0 : 1);
  canvas.explain(finger, on ? "Switch dropout off in training." : "Switch dropout on in training.");
}

// Beside each half what is switched on or off in it.
void draw_sides(const Params& params, const SpreadLayout& at, Canvas& canvas) {
  const float left = at.inside.x, room = at.beside(), size = at.size;
  canvas.text({left, at.number - 4}, "Training", {.size = size + 1, .ink = Ink::train, .bold = true});
  draw_switch(params.dropout, {left, at.number + 12}, canvas);
  const bool behind = params.dropout && params.place == BatchNormConflict::Place::after_norm;
  draw_wrapped(canvas, {left, at.number + 54},
               !params.dropout ? "dropout off"
               : behind        ? "dropout after the norm"
                               : "dropout on",
               room, {.size = size, .ink = Ink::ink});
  canvas.text({left, at.base + 46}, "Test", {.size = size + 1, .ink = Ink::test, .bold = true});
  draw_wrapped(canvas, {left, at.base + 66}, "dropout off, always", room, {.size = size, .ink = Ink::ink});
  const std::string_view what = "what batch norm passes on";
  if (text_width(what, size) <= room)
    canvas.text({at.inside.right(), at.number - 4}, what, {.size = size, .ink = Ink::muted, .align = Align::right});
}

void draw_arrow(Point from, Point to, Canvas& canvas) {
  canvas.line(from, to, {.ink = Ink::fragile, .width = 2});
  const float back = to.x > from.x ? -6.0f : 6.0f;
  const Point head[] = {{to.x + back, to.y - 4.5f}, to, {to.x + back, to.y + 4.5f}};
  canvas.polyline(head, {.ink = Ink::fragile, .width = 2});
}

// How far the delivered spread stays behind the promised one.
void draw_gap(double sd, const SpreadLayout& at, Canvas& canvas) {
  const float y = at.test_bracket, inner = at.x(sd) - at.x(0), outer = at.x(1) - at.x(0);
  if (outer - inner < 12) return;
  const float middle = at.x(0);
  draw_arrow({middle - inner - 6, y}, {middle - outer + 2, y}, canvas);
  draw_arrow({middle + inner + 6, y}, {middle + outer - 2, y}, canvas);
  const std::string percent = percent_text(1 - sd);
  const std::string words[] = {percent + " too small", percent + " short", percent};
  canvas.text({middle + outer + 10, y}, first_fitting(words, at.size, at.inside.right() - middle - outer - 12, true),
              {.size = at.size, .ink = Ink::fragile, .bold = true});
  canvas.explain({middle + inner, y - 12, outer - inner, 24},
                 "The norm goes on dividing by the spread that it measured with dropout on.");
}

}  // namespace

float BatchNormConflict::spread_height(float width) { return SpreadLayout(width).height; }

void BatchNormConflict::draw_spread(const Params& params, Canvas& canvas) const {
  const SpreadLayout at(canvas.bounds().width);
  const Spread& now = spread(params);
  const float up = at.base - at.bracket - 16, down = at.test_bracket - at.base - 12;
  const auto scale = static_cast<float>(std::min(up / tallest(now.train), down / tallest(now.test)));
  draw_ruler(at, canvas);
  draw_bars(now.train, at, scale, false, canvas);
  draw_bars(now.test, at, scale, true, canvas);
  canvas.line({at.inside.x, at.base}, {at.inside.right(), at.base}, {.ink = Ink::ink, .width = 1.5f});
  for (const double end : {-axis_end, axis_end})
    canvas.text({at.x(end), at.base + 14}, number_text(end, 0),
                {.size = at.size, .ink = Ink::muted, .align = end < 0 ? Align::left : Align::right});
  canvas.explain({at.x(-1), at.bracket, at.x(1) - at.x(-1), at.base - at.bracket},
                 "4,000 training values after the norm, " +
                     std::string(disturbs(params) ? "dropout on." : "as they are without dropout before it."));
  canvas.explain({at.x(-1), at.base, at.x(1) - at.x(-1), at.test_bracket - at.base - 12},
                 "The same inputs at test: dropout off, divided by the spread measured in training.");

  draw_bracket(at.x(-now.train.sd), at.x(now.train.sd), at.bracket, 6, Ink::train, "promised", canvas);
  draw_bracket(at.x(-now.test.sd), at.x(now.test.sd), at.test_bracket, -6, Ink::test, "delivered", canvas);
  canvas.text({at.x(0), at.number}, "±" + number_text(now.train.sd, 2),
              {.size = number_size, .ink = Ink::train, .align = Align::center, .bold = true});
  canvas.text({at.x(0), at.test_bracket + 18}, "±" + number_text(now.test.sd, 2),
              {.size = number_size, .ink = Ink::test, .align = Align::center, .bold = true});
  draw_gap(now.test.sd, at, canvas);
  draw_sides(params, at, canvas);
}

}  // namespace lesson
