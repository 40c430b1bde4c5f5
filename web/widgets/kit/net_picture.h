// net_picture.h: a layered net: where its units stand, its links by weight, its units kept or dropped, in one style.
//
//   NetPlaces at = place_net(std::array{2, 6, 6, 1}, area);
//   draw_links(canvas, at, 1, net.weights(1), {.kept_from = mask_1, .kept_to = mask_2});
//   draw_unit(canvas, at.units[1][0], at.radius, {.kept = mask_1[0] != 0, .label = "0.4"});
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "contract/canvas.h"

namespace lesson {

// ---- places --------------------------------------------------------------------------------------------------------

struct NetPlaces {
  std::vector<std::vector<Point>> units;  // [layer][unit], the inputs are layer 0
  float radius = 0;                       // of every unit: as large as they fit without touching

  // The square around a unit, for explain() and tap().
  Rect box(int layer, int unit) const;
};

struct NetSpacing {
  float largest_radius = 16, gap = 4;  // gap between neighbors of a layer, at least
  bool downward = false;               // layers as rows from the top instead of columns from the left
};

// widths: units of each layer, inputs first, each at least 1. Layers stand evenly from edge to edge of the area; a
// layer with fewer units than the largest stands centered and a little wider apart.
NetPlaces place_net(std::span<const int> widths, const Rect& area, const NetSpacing& spacing = {});

// ---- links ---------------------------------------------------------------------------------------------------------

// Which links are drawn and how. Masks hold 1 = kept, 0 = dropped; an empty one keeps everything. The links of a
// dropped unit are gone.
struct LinkLook {
  std::span<const std::uint8_t> kept_from = {}, kept_to = {};  // [units of the layer]
  std::span<const std::uint8_t> kept_links = {};               // [from, to], as the weights
  float largest = 0;           // the |weight| of the widest line; 0: the largest of these weights
  float widest = 3;            // its width in px; others in proportion, at least 0.5
  float faint_below = 0.05f;   // links with a smaller share of the largest |weight| are left out
  float opacity = 0.75f;       // of the widest line; narrow ones are paler
  bool dash_negative = false;  // a sign to see without color, where there are few links
  bool show_dropped = false;   // what kept_links drops leaves a thin dotted line
};

// Links from layer `layer` of the places to the next one; weights [from, to] row-major, as Mlp::weights(layer).
// Tint: Ink::positive or Ink::negative. Draw links before units.
void draw_links(Canvas& canvas, const NetPlaces& places, int layer, std::span<const float> weights,
                const LinkLook& look = {});

// One link, from edge to edge of two units of that radius.
void draw_link(Canvas& canvas, Point from, Point to, float radius, const Stroke& stroke);

// ---- units ---------------------------------------------------------------------------------------------------------

struct UnitLook {
  bool kept = true;
  Ink ink = Ink::kept;          // of a kept unit; a dropped one is hollow, dashed and crossed in Ink::dropped
  float tint = 1;               // how full the color is, 0 to 1; the edge always has it in full
  std::string_view label = {};  // inside; a crossed unit keeps room for it
  float text_size = 12;
  float edge = 1.5f;  // width of the edge
};
void draw_unit(Canvas& canvas, Point center, float radius, const UnitLook& look = {});

}  // namespace lesson
