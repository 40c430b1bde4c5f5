// net_picture.cpp: places, links and units of a layered net.
#include "net_picture.h"

#include <algorithm>
#include <cmath>

#include "plot.h"

namespace lesson {

// ---- places ----------------------------------------------------------------------------------------------------------

Rect NetPlaces::box(int layer, int unit) const {
  const Point at = units[static_cast<std::size_t>(layer)][static_cast<std::size_t>(unit)];
  return {at.x - radius, at.y - radius, 2 * radius, 2 * radius};
}

NetPlaces place_net(std::span<const int> widths, const Rect& area, const NetSpacing& spacing) {
  const float along = spacing.downward ? area.height : area.width;   // from layer to layer
  const float across = spacing.downward ? area.width : area.height;  // within a layer
  const auto layers = static_cast<float>(widths.size());
  const float pitch = across / static_cast<float>(*std::max_element(widths.begin(), widths.end()));
  NetPlaces places;
  // Layers keep at least as much room between them as a unit is wide, or no link could be seen.
  places.radius = std::min({spacing.largest_radius, (pitch - spacing.gap) / 2, along / (4 * layers - 2)});
  places.radius = std::max(places.radius, 1.0f);
  const float advance = widths.size() > 1 ? (along - 2 * places.radius) / (layers - 1) : 0;
  for (std::size_t layer = 0; layer < widths.size(); ++layer) {
    const auto count = static_cast<float>(widths[layer]);
    const float apart = std::min(across / count, 2 * pitch);
    std::vector<Point>& row = places.units.emplace_back();
    for (int unit = 0; unit < widths[layer]; ++unit) {
      const float forward = places.radius + advance * static_cast<float>(layer);
      const float sideward = across / 2 + apart * (static_cast<float>(unit) - (count - 1) / 2);
      row.push_back(spacing.downward ? Point{area.x + sideward, area.y + forward}
                                     : Point{area.x + forward, area.y + sideward});
    }
  }
  return places;
}

// ---- links -----------------------------------------------------------------------------------------------------------

namespace {

bool is_kept(std::span<const std::uint8_t> mask, std::size_t i) { return mask.empty() || mask[i] != 0; }

}  // namespace

void draw_link(Canvas& canvas, Point from, Point to, float radius, const Stroke& stroke) {
  const float dx = to.x - from.x, dy = to.y - from.y,
              length = std::sqrt(dx * dx + dy * dy);  // not hypot, whose last bit differs
  if (length <= 2 * radius) return;
  const float ux = dx / length * radius, uy = dy / length * radius;
  canvas.line({from.x + ux, from.y + uy}, {to.x - ux, to.y - uy}, stroke);
}

void draw_links(Canvas& canvas, const NetPlaces& places, int layer, std::span<const float> weights,
                const LinkLook& look) {
  const std::vector<Point>& from = places.units[static_cast<std::size_t>(layer)];
  const std::vector<Point>& to = places.units[static_cast<std::size_t>(layer) + 1];
  float largest = look.largest;
  if (largest <= 0)
    for (const float w : weights) largest = std::max(largest, std::abs(w));
  for (std::size_t j = 0; j < from.size(); ++j)
    for (std::size_t i = 0; i < to.size(); ++i) {
      const std::size_t link = j * to.size() + i;
      if (!is_kept(look.kept_from, j) || !is_kept(look.kept_to, i)) continue;
      if (!is_kept(look.kept_links, link)) {
        if (look.show_dropped)
          draw_link(canvas, from[j], to[i], places.radius, {.ink = Ink::dropped, .width = 1, .dash = Dash::dotted});
        continue;
      }
      const float share = largest > 0 ? std::min(std::abs(weights[link]) / largest, 1.0f) : 0;
      if (share < look.faint_below) continue;
      const bool negative = weights[link] < 0;
      draw_link(canvas, from[j], to[i], places.radius,
                {.ink = negative ? Ink::negative : Ink::positive,
                 .width = std::max(0.5f, look.widest * share),
                 .dash = negative && look.dash_negative ? Dash::dashed : Dash::solid,
                 .opacity = look.opacity * (0.3f + 0.7f * share)});
    }
}

// ---- units -----------------------------------------------------------------------------------------------------------

void draw_unit(Canvas& canvas, Point center, float radius, const UnitLook& look) {
  const TextStyle words{.size = look.text_size, .align = Align::center, .bold = look.kept};
  if (look.kept) {
    canvas.disk(center, radius, {.ink = Ink::surface});
    if (look.tint > 0) canvas.disk(center, radius, {.ink = look.ink, .opacity = look.tint});
    canvas.ring(center, radius - look.edge / 2, {.ink = look.ink, .width = look.edge});
    if (look.label.empty()) return;
    TextStyle style = words;
    // The ink that stands out from that tint, in the light scheme and in the dark one.
    style.ink = look.tint > 0.72f ? Ink::surface : Ink::ink;
    return canvas.text(center, look.label, style);
  }
  canvas.ring(center, radius - 0.75f, {.ink = Ink::dropped, .dash = Dash::dashed});
  const float outer = (radius - 1) * 0.707f;
  const float inner = look.label.empty() ? 0 : std::min(look.text_size * 0.5f, outer * 0.8f);
  for (const float sx : {-1.0f, 1.0f})
    for (const float sy : {-1.0f, 1.0f})
      canvas.line({center.x + sx * inner, center.y + sy * inner}, {center.x + sx * outer, center.y + sy * outer},
                  {.ink = Ink::dropped});
  if (look.label.empty()) return;
  TextStyle style = words;
  style.ink = Ink::muted;
  canvas.text(center, look.label, style);
}

}  // namespace lesson
