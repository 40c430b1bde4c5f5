// arc_pictures.cpp: two tangles, six bars, ten boundaries, four digits: small, and computed like the large ones.
#include "arc_pictures.h"

#include <algorithm>
#include <cmath>

#include "dropout/elementary.h"
#include "kit/digits.h"
#include "kit/order.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

using Params = Arc::Params;
using Picture = Arc::Picture;

constexpr int width = Arc::layer_width;
constexpr int heavy = 4;         // points; as in the figure of chapter 0
constexpr float full_loss = 27;  // points at which a unit is wholly red
constexpr std::size_t strong =
    7;  // the share of a link is measured by the seventh strongest of the net without dropout
constexpr float least_share = 0.05f;

// ---- units -----------------------------------------------------------------------------------------------------------

// Each layer in two staggered columns of eight.
Point unit_at(int unit, const Rect& area) {
  const int layer = unit / width, place = unit % width;
  const float along = (static_cast<float>(place) + 0.5f) / width,
              across = layer == 0 ? (place % 2 == 0 ? 0.08f : 0.32f) : (place % 2 == 0 ? 0.68f : 0.92f);
  return {area.x + area.width * across, area.y + area.height * along};
}

void draw_tangle(const Arc::Net& net, float full, const Rect& area, Canvas& canvas) {
  const float radius = std::clamp(area.height / 36, 2.6f, 5.0f);
  for (const int link : order_of(net.flow)) {
    const float share = std::min(1.0f, net.flow[static_cast<std::size_t>(link)] / full);
    if (share < least_share) continue;
    const int from = link / width, to = width + link % width;
    const bool red = net.loss(from) >= heavy && net.loss(to) >= heavy;
    canvas.line(unit_at(from, area), unit_at(to, area),
                {.ink = red ? Ink::fragile : Ink::robust,
                 .width = red ? 0.5f + 2 * share : 0.75f,
                 .opacity = red ? 0.12f + 0.6f * share : 0.2f + 0.35f * share});
  }
  for (int unit = 0; unit < Arc::unit_count; ++unit) {
    const Point center = unit_at(unit, area);
    const float loss = static_cast<float>(net.loss(unit));
    const Ink ink = loss > 0 ? Ink::fragile : Ink::robust;
    canvas.disk(center, radius + 1, {.ink = Ink::paper});
    canvas.disk(center, radius, {.ink = ink, .opacity = loss > 0 ? std::min(1.0f, 0.25f + loss / full_loss) : 0.18f});
    canvas.ring(center, radius - 0.5f, {.ink = ink, .width = 1});
  }
}

void draw_units(const Arc& widget, const Params& params, const Rect& area, Canvas& canvas) {
  const Arc::Net &plain = widget.plain(params), &thinned = widget.thinned(params);
  std::vector<float> sorted;
  for (const int link : order_of(plain.flow)) sorted.push_back(plain.flow[static_cast<std::size_t>(link)]);
  const float full = std::max(1e-6f, sorted[sorted.size() - strong]), middle = area.center().x,
              net_width = area.width / 2 - 16;
  draw_tangle(plain, full, {area.x + 8, area.y + 6, net_width, area.height - 12}, canvas);
  draw_tangle(thinned, full, {middle + 8, area.y + 6, net_width, area.height - 12}, canvas);
  canvas.line({middle, area.y + 8}, {middle, area.bottom() - 8}, {.ink = Ink::rule, .width = 1});
  canvas.explain(area,
                 "Left a net without dropout, right the same net with it. Red: points are lost without that unit.");
}

// ---- scale -----------------------------------------------------------------------------------------------------------

// Solid: the value. Above it what the factor 1 / k adds. One scale for every p.
void draw_scale(const Arc& widget, const Params& params, const Rect& area, Canvas& canvas) {
  const auto kept = Arc::kept_bars(params);
  const float base = area.bottom() - 14, unit = (area.height - 28) * static_cast<float>(1 - Arc::most_dropped),
              pitch = (area.width - 24) / Arc::bar_count, gain = static_cast<float>(widget.scale(params)) - 1;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const float tall = unit * Arc::bar_values[i], x = area.x + 12 + pitch * (static_cast<float>(i) + 0.15f);
    const Rect bar{x, base - tall, 0.7f * pitch, tall};
    if (!kept[i]) {
      canvas.frame(bar.inset(0.75f), {.ink = Ink::dropped, .width = 1.25f, .dash = Dash::dashed}, 1);
      continue;
    }
    canvas.key({.name = mark_name("arc.bar", static_cast<std::uint32_t>(i))});
    canvas.rect(bar, {.ink = Ink::kept});
    if (tall * gain < 2) continue;
    canvas.key({.name = mark_name("arc.gain", static_cast<std::uint32_t>(i))});
    canvas.rect({x, base - tall * (1 + gain), bar.width, tall * gain - 1}, {.ink = Ink::kept, .opacity = 0.45f});
  }
  canvas.line({area.x + 10, base}, {area.right() - 10, base}, {.ink = Ink::muted, .width = 1.5f});
  canvas.explain(area, "Six values under a mask: dashed ones are dropped, the others grow by 1/k, the pale part.");
}

// ---- members ---------------------------------------------------------------------------------------------------------

void draw_members(const Arc& widget, const Params& params, const Rect& area, Canvas& canvas) {
  const float side = std::max(area.width, area.height);
  const Plane plane{{area.center().x - side / 2, area.center().y - side / 2, side, side}, Arc::reach};
  const Arc::Net& whole = widget.thinned(params);
  std::vector<float> field;
  for (const float logit : whole.logits) field.push_back(2 * dropout::logistic(logit) - 1);
  canvas.clip(area);
  draw_class_field(canvas, plane.square, field, Arc::plane_cells);
  for (const std::vector<float>& member : widget.member_logits(params))
    draw_boundary(canvas, plane, member, Arc::plane_cells, {.ink = Ink::ink, .width = 1, .opacity = 0.45f});
  draw_boundary(canvas, plane, whole.logits, Arc::plane_cells, {.ink = Ink::paper, .width = 5});
  draw_boundary(canvas, plane, whole.logits, Arc::plane_cells, {.ink = Ink::ink, .width = 2.5f});
  canvas.unclip();
  canvas.explain(area, "Thin lines: where nine members change their answer. Thick line: the whole net in one pass.");
}

// ---- pieces ----------------------------------------------------------------------------------------------------------

void draw_digit(int digit, std::span<const std::uint8_t> mask, const Rect& area, Canvas& canvas) {
  std::vector<float> shades = digit_picture(digit);
  bool any = false;
  for (std::size_t cell = 0; cell < shades.size(); ++cell) {
    any |= mask[cell] != 0;
    shades[cell] = mask[cell] != 0 ? 0.16f + 0.84f * shades[cell] : 0;
  }
  if (!any) {
    const Point center = area.center();
    canvas.frame(area.inset(0.75f), {.ink = Ink::dropped, .width = 1.5f, .dash = Dash::dashed}, 1);
    const float arm = 0.16f * area.height;
    for (const float way : {-1.0f, 1.0f})
      canvas.line({center.x - arm, center.y - way * arm}, {center.x + arm, center.y + way * arm},
                  {.ink = Ink::dropped, .width = 1.5f});
    return;
  }
  canvas.field({.area = area,
                .columns = digit_side,
                .rows = digit_side,
                .values = shades,
                .low = Ink::kept,
                .high = Ink::kept,
                .max_opacity = 1,
                .smooth = false,
                .gap = 0.8f});
}

// Above a coin a cell, below a coin a map.
void draw_pieces(const Params& params, const Rect& area, Canvas& canvas) {
  constexpr int shown[] = {4, 7};
  constexpr std::size_t cells = digit_side * digit_side;
  const float side = std::floor((area.height - 24) / 2 / digit_side * 2) / 2 * digit_side, gap = 8,
              left = area.center().x - side - gap / 2, top = area.center().y - side - gap / 2;
  for (int row = 0; row < 2; ++row) {
    const std::vector<std::uint8_t> mask = Arc::digit_mask(params, row == 1);
    for (std::size_t column = 0; column < Arc::map_count; ++column)
      draw_digit(shown[column], std::span(mask).subspan(column * cells, cells),
                 {left + static_cast<float>(column) * (side + gap), top + static_cast<float>(row) * (side + gap),
                  side, side},
                 canvas);
  }
  canvas.explain(area, "Two handwritten digits. Above a coin for each cell, below one coin for each picture.");
}

}  // namespace

void draw_arc_picture(const Arc& widget, const Params& params, Picture picture, const Rect& area, Canvas& canvas) {
  switch (picture) {
    case Picture::units: draw_units(widget, params, area, canvas); break;
    case Picture::scale: draw_scale(widget, params, area, canvas); break;
    case Picture::members: draw_members(widget, params, area, canvas); break;
    case Picture::pieces: draw_pieces(params, area, canvas); break;
    case Picture::all: break;
  }
}

}  // namespace lesson
