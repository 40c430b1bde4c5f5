// dropconnect_links.cpp: the panel "links" of dropconnect: a unit takes its links along, a link goes alone; 8 masks against 4,096.
#include <algorithm>
#include <cmath>

#include "dropconnect.h"
#include "kit/net_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;

constexpr int inputs = DropConnectLab::inputs, outputs = DropConnectLab::outputs;
constexpr int map_columns = 128, map_rows = DropConnectLab::link_masks / map_columns;

struct LinksLayout {
  explicit LinksLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = wide ? 48.0f : 14.0f, column = (inside.width - gap) / 2;
    const float head = wide ? 40.0f : 48.0f, net = wide ? 180.0f : 140.0f;
    radius = wide ? 21.0f : 15.0f;
    out_radius = wide ? 15.0f : 11.0f;
    for (int k = 0; k < 2; ++k) {
      const float x = inside.x + static_cast<float>(k) * (column + gap);
      heads[k] = {x, inside.y, column, head};
      nets[k] = {x, inside.y + head, column, net};
      counts_y[k] = nets[k].bottom() + 22;
      maps[k] = {x, counts_y[k] + 16, column, column * map_rows / map_columns};
    }
    met_y = maps[1].bottom() + 16;
    height = met_y + 14;
  }
  Point input(int k, int j) const {
    const float step = nets[k].height / inputs;
    return {nets[k].x + radius + 1, nets[k].y + step * (static_cast<float>(j) + 0.5f)};
  }
  Point output(int k, int i) const {
    const float step = nets[k].height / outputs;
    return {nets[k].right() - out_radius - 1, nets[k].y + step * (static_cast<float>(i) + 0.5f)};
  }
  bool wide;
  Rect inside, heads[2], nets[2], maps[2];
  float radius, out_radius, counts_y[2], met_y, height;
};

// Bits of the links that carry something: 1 kept.
unsigned kept_links(const DropConnectLab& widget, const Params& params, int k) {
  if (k == 1) return widget.shown_links(params);
  unsigned kept = 0;
  for (int link = 0; link < DropConnectLab::links; ++link)
    kept |= (widget.shown_units(params) >> (link % inputs) & 1u) << link;
  return kept;
}

void draw_one_link(unsigned kept, int link, int k, const LinksLayout& at, Canvas& canvas) {
  const Point from = at.input(k, link % inputs), to = at.output(k, link / inputs);
  const float dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
  const auto along = [&](float way) { return Point{from.x + dx * way / length, from.y + dy * way / length}; };
  const Point begin = along(at.radius + 3), end = along(length - at.out_radius - 3);
  const auto weight = static_cast<float>(std::abs(DropConnectLab::weights[static_cast<std::size_t>(link)]));
  canvas.key({.name = mark_name("links.link", static_cast<std::uint32_t>(DropConnectLab::links * k + link))});
  if ((kept >> link & 1u) != 0)
    canvas.line(begin, end, {.ink = Ink::kept, .width = 1.4f + 1.3f * weight, .opacity = 0.8f});
  else
    canvas.line(begin, end, {.ink = Ink::dropped, .width = 1, .dash = Dash::dotted});
}

void draw_net(const DropConnectLab& widget, const Params& params, int k, const LinksLayout& at, Canvas& canvas) {
  const unsigned kept = kept_links(widget, params, k), units = widget.shown_units(params);
  for (int link = 0; link < DropConnectLab::links; ++link) draw_one_link(kept, link, k, at, canvas);
  for (int j = 0; j < inputs; ++j) {
    const Point center = at.input(k, j);
    const bool there = k == 1 || (units >> j & 1u) != 0;
    const std::string label = number_text(DropConnectLab::values[static_cast<std::size_t>(j)], 0);
    canvas.key({.name = mark_name("links.unit", static_cast<std::uint32_t>(inputs * k + j))});
    if (there) {
      canvas.disk(center, at.radius, {.ink = Ink::kept});
      canvas.text(center, label, {.size = 16, .ink = Ink::paper, .align = Align::center, .bold = true});
    } else {
      draw_unit(canvas, center, at.radius, {.kept = false, .label = label, .text_size = 16});
    }
    if (k == 1) continue;
    const Rect box{center.x - 24, center.y - 24, 48, 48};
    canvas.explain(box, "Unit " + std::to_string(j + 1) + ". Tap to turn its coin over: its four links follow.");
    canvas.tap_to_set(box, "units_turned", static_cast<double>(params.units_turned ^ (1u << j)));
  }
  for (int i = 0; i < outputs; ++i) {
    canvas.disk(at.output(k, i), at.out_radius, {.ink = Ink::surface});
    canvas.ring(at.output(k, i), at.out_radius, {.width = 1.5f});
  }
}

// A link is touched near its output's end, where the links of one output fan out; on a phone in smaller squares.
void offer_links(const Params& params, const LinksLayout& at, Canvas& canvas) {
  const float half = at.wide ? 13.0f : 10.0f;
  for (int link = 0; link < DropConnectLab::links; ++link) {
    const Point from = at.input(1, link % inputs), to = at.output(1, link / inputs);
    const float share = 0.32f + 0.18f * static_cast<float>(link / inputs % 2);
    const Point place{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
    const Rect box{place.x - half, place.y - half, 2 * half, 2 * half};
    canvas.explain(box, "The link from unit " + std::to_string(link % inputs + 1) + " to output " +
                            std::to_string(link / inputs + 1) + ". Tap to turn its coin over.");
    canvas.tap_to_set(box, "links_turned", static_cast<double>(params.links_turned ^ (1u << link)));
    if (link != 0 || params.links_turned != 0) continue;
    canvas.disk(place, 5, {.ink = Ink::paper});
    canvas.ring(place, 5, {.ink = Ink::accent, .width = 2});
    const std::string hints[] = {"tap a link", "tap"};
    canvas.text({place.x + 10, place.y - 14}, first_fitting(hints, 14, at.inside.right() - place.x - 10, true),
                {.size = 14, .ink = Ink::accent, .bold = true});
  }
  // Below the lowest unit, where no link runs.
  if (params.units_turned == 0)
    canvas.text({at.nets[0].x, at.input(0, inputs - 1).y + at.radius + 11}, "↑ tap a unit",
                {.size = 14, .ink = Ink::accent, .bold = true});
}

void draw_heads(int k, const LinksLayout& at, Canvas& canvas) {
  const Rect& area = at.heads[k];
  const std::string coin = k == 0 ? "a coin for each unit" : "a coin for each link";
  const std::string name = k == 0 ? "Dropout" : "DropConnect";
  const float size = fitting_size(name, 16, area.width, true), left = area.width - text_width(name, size, true) - 12;
  canvas.text({area.x, area.y + 10}, name, {.size = size, .bold = true});
  if (at.wide && text_width(coin, 14) <= left)
    canvas.text({area.right(), area.y + 10}, coin, {.size = 14, .ink = Ink::muted, .align = Align::right});
  else if (!at.wide)
    canvas.text({area.x, area.y + 31}, k == 0 ? "whole units" : "each link alone", {.size = 14, .ink = Ink::muted});
}

// All eight masks as tiles: three coins above each other.
void draw_unit_masks(const DropConnectLab& widget, const Params& params, const LinksLayout& at, Canvas& canvas) {
  const int columns = at.wide ? 8 : 4;
  const float gap = 6,
              width = (at.maps[0].width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = at.wide ? std::min(48.0f, at.maps[0].height) : (at.maps[0].height - gap) / 2;
  for (int mask = 0; mask < DropConnectLab::unit_masks; ++mask) {
    const Rect tile{at.maps[0].x + (width + gap) * static_cast<float>(mask % columns),
                    at.maps[0].y + (height + gap) * static_cast<float>(mask / columns), width, height};
    const bool now = static_cast<unsigned>(mask) == widget.shown_units(params);
    if (widget.met_units()[static_cast<std::size_t>(mask)] != 0)
      canvas.rect(tile, {.ink = Ink::kept, .opacity = 0.32f}, 3);
    canvas.frame(tile, {.ink = now ? Ink::ink : Ink::rule, .width = now ? 2.5f : 1.0f}, 3);
    for (int j = 0; j < inputs; ++j) {
      const Point coin{tile.center().x, tile.y + tile.height * (static_cast<float>(j) + 0.5f) / inputs};
      const float r = std::min(4.5f, tile.height / 8);
      if ((mask >> j & 1) != 0)
        canvas.disk(coin, r, {.ink = Ink::kept});
      else
        canvas.ring(coin, r - 0.5f, {.ink = Ink::dropped, .width = 1});
    }
  }
}

// All 4,096 as cells: a mask's place is its bits, seven across and five down.
void draw_link_masks(const DropConnectLab& widget, const Params& params, const LinksLayout& at, Canvas& canvas) {
  // Inset by the ring around the mask on show, so that it stays inside wherever that mask is.
  constexpr float ring = 6.5f;
  const Rect &ground = at.maps[1], area = ground.inset(ring + 1);
  canvas.rect(ground, {.ink = Ink::kept, .opacity = 0.11f}, 3);
  std::vector<float> met(DropConnectLab::link_masks);
  for (std::size_t mask = 0; mask < met.size(); ++mask) met[mask] = widget.met_links()[mask] != 0 ? 1.0f : 0.0f;
  canvas.field({.area = area,
                .columns = map_columns,
                .rows = map_rows,
                .values = met,
                .low = Ink::kept,
                .high = Ink::kept,
                .max_opacity = 1,
                .smooth = false});
  const unsigned now = widget.shown_links(params);
  const Point place{area.x + area.width / map_columns * (static_cast<float>(now % map_columns) + 0.5f),
                    area.y + area.height / map_rows * (static_cast<float>(now / map_columns) + 0.5f)};
  canvas.key({.name = mark_name("links.now")});
  canvas.ring(place, ring, {.width = 2});
  canvas.explain(ground,
                 "A cell is one mask of the twelve links, a filled one has been met. Ring: the mask on show.");
}

void draw_counts(const DropConnectLab& widget, const Params& params, const LinksLayout& at, Canvas& canvas) {
  const std::string numbers[] = {count_text(DropConnectLab::unit_masks), count_text(DropConnectLab::link_masks)};
  const std::string met[] = {std::to_string(widget.units_met(params)) + " met",
                             count_text(widget.links_met(params)) + " met"};
  for (int k = 0; k < 2; ++k) {
    canvas.text({at.maps[k].x, at.counts_y[k]}, numbers[k], {.size = 16, .bold = true});
    canvas.text({at.maps[k].x + text_width(numbers[k], 16, true) + 4, at.counts_y[k]},
                at.wide ? "possible masks" : "masks", {.size = 14, .ink = Ink::muted});
    canvas.text({at.maps[k].x, at.met_y},
                widget.draw_count() == 0
                    ? "none met yet"
                    : met[k] + (at.wide ? " in " + plural_text(widget.draw_count(), "draw", "draws") : ""),
                {.size = 14, .ink = Ink::muted});
  }
}

}  // namespace

float DropConnectLab::links_height(float width) { return LinksLayout(width).height; }

void DropConnectLab::draw_links_panel(const Params& params, Canvas& canvas) const {
  const LinksLayout at(canvas.bounds().width);
  for (int k = 0; k < 2; ++k) {
    draw_heads(k, at, canvas);
    draw_net(*this, params, k, at, canvas);
  }
  offer_links(params, at, canvas);
  draw_counts(*this, params, at, canvas);
  draw_unit_masks(*this, params, at, canvas);
  draw_link_masks(*this, params, at, canvas);
}

}  // namespace lesson
