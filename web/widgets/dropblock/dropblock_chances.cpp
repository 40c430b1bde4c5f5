// dropblock_chances.cpp: how often dropblock drops each cell, exactly and over drawn maps; the share that drops on average.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/map_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using dropout::BlockStarts;
using Params = DropBlockMaps::Params;

// ---- how often each cell is dropped --------------------------------------------------------------------------------

// The exact map beside the measured one, a note above both.
struct HeatPlaces {
  explicit HeatPlaces(float width) : type(panel_type(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = is_wide(width) ? 32 : 12, side = std::min((inside.width - gap) / 2, 220.0f);
    exact = {inside.x, inside.y + type.small + 8, side, side + map_label_height(type.body)};
    measured = {inside.x + side + gap, exact.y, side, exact.height};
    height = exact.bottom() + 8;
  }

  TypeSizes type;
  Rect inside, exact{}, measured{};
  float height = 0;
};

MapPicture heat_map(const Params& params, const Rect& area, std::string_view label, float label_size) {
  return {.area = area,
          .columns = params.side,
          .rows = params.side,
          .low = Ink::dropped,
          .high = Ink::dropped,
          .max_opacity = 1,
          .label = label,
          .label_size = label_size};
}

// A number on the heat map, on a patch of the figure so that it can be read on any tint.
void draw_cell_number(const MapPicture& map, int row, int column, double chance, float size, Canvas& canvas) {
  const Rect cells = map_cells(map), cell = map_cell(map, row, column);
  const std::string words = number_text(chance, 2);
  const float width = text_width(words, size) + 6;
  const float x = std::clamp(cell.center().x, cells.x + width / 2 + 2, cells.right() - width / 2 - 2);
  const float y = std::max(cell.center().y, cells.y + size / 2 + 4);
  canvas.rect({x - width / 2, y - size / 2 - 2, width, size + 4}, {.ink = Ink::surface, .opacity = 0.9f}, 3);
  canvas.text({x, y}, words, {.size = size, .align = Align::center});
}

void draw_heat(const DropBlockMaps& widget, const Params& params, const std::vector<double>& chances, bool measured,
               const HeatPlaces& at, Canvas& canvas) {
  // Both maps share the tint: the largest exact chance is the darkest.
  const double top = std::max(*std::max_element(widget.chances().begin(), widget.chances().end()), 1e-9);
  std::vector<float> values;
  for (const double chance : chances) values.push_back(static_cast<float>(std::min(chance / top, 1.0)));
  const int draws = widget.draw_count(params), mid = params.side / 2;
  std::string label = !measured ? "exact" : draws == 0 ? "measured" : plural_text(draws, "map", "maps");
  if (at.inside.width > 300 && draws > 0 && measured) label = "in " + label;
  MapPicture map = heat_map(params, measured ? at.measured : at.exact, label, at.type.body);
  map.values = values;
  const std::string words = std::string(measured ? "Measured in " + plural_text(draws, "map", "maps") : "Exact") +
                            " chance of being dropped: corner " + number_text(chances.front(), 3) +
                            ", middle of the top edge " + number_text(chances[static_cast<std::size_t>(mid)], 3) +
                            ", center " + number_text(chances[static_cast<std::size_t>(mid * params.side + mid)], 3) +
                            ".";
  map.words = words;
  draw_map(map, canvas);
  if (measured && draws == 0) {
    const Rect cells = map_cells(map);
    canvas.text(cells.center(), "press Run", {.size = at.type.body, .ink = Ink::muted, .align = Align::center});
    return;
  }
  const float size = at.type.small;
  draw_cell_number(map, 0, 0, chances.front(), size, canvas);
  draw_cell_number(map, mid, mid, chances[static_cast<std::size_t>(mid * params.side + mid)], size, canvas);
}

}  // namespace

float DropBlockMaps::chances_height(float width) { return HeatPlaces(width).height; }

void DropBlockMaps::draw_chances(const Params& params, Canvas& canvas) const {
  const HeatPlaces at(canvas.bounds().width);
  const std::string notes[] = {"stronger tint: more often; numbers are probabilities", "stronger tint: more often"};
  canvas.text({at.inside.x, at.inside.y + at.type.small / 2}, first_fitting(notes, at.type.small, at.inside.width),
              {.size = at.type.small, .ink = Ink::muted});
  draw_heat(*this, params, chances_, false, at, canvas);
  draw_heat(*this, params, measured_chances(), true, at, canvas);
}

// ---- the share that is dropped in the end --------------------------------------------------------------------------

namespace {

struct ShareBar {
  std::string_view name;
  BlockStarts starts;
  double share;
};

void draw_share_bar(const ShareBar& bar, const Params& params, const Rect& row, const Axis& x, float size,
                    Canvas& canvas) {
  const bool chosen = params.starts == bar.starts || params.mode == DropBlockMaps::Mode::cells;
  canvas.text({row.x, row.y + 8}, bar.name, {.size = size, .ink = chosen ? Ink::ink : Ink::muted, .bold = chosen});
  const Rect track{row.x, row.y + 20, row.width, 18};
  const std::string words = number_text(bar.share, 1) + " %";
  canvas.rect(track, {.ink = Ink::rule, .opacity = 0.35f});
  const Rect filled{track.x, track.y, x(bar.share) - track.x, track.height};
  if (filled.width > 0) {
    canvas.key({.name = mark_name("share", bar.starts == BlockStarts::fit ? 0 : 1)});
    canvas.rect(filled, {.ink = Ink::dropped, .opacity = chosen ? 1.0f : 0.4f});
    canvas.frame(filled, {.ink = Ink::dropped, .width = 1});
  }
  canvas.text({row.right(), row.y + 8}, words, {.size = size, .align = Align::right, .bold = chosen});
  canvas.explain(row, "Expected share of dropped cells if " +
                          std::string(bar.starts == BlockStarts::fit ? "blocks start only where they fit"
                                                                     : "blocks start anywhere and are cut off") +
                          ": " + words + ", exact.");
  if (params.drops_blocks()) canvas.tap_to_set(row, "starts", bar.starts == BlockStarts::fit ? 0 : 1);
}

}  // namespace

float DropBlockMaps::shares_height(float) { return 192; }

void DropBlockMaps::draw_shares(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  const std::string note = "the line is p = " + number_text(params.drop_rate, 2);
  canvas.text({area.x, area.y + size / 2}, note, {.size = size, .ink = Ink::muted});
  const Axis x{0, 100, area.x, area.right()};
  const ShareBar bars[] = {{"blocks must fit", BlockStarts::fit, share_if_fit(params)},
                           {"starts anywhere", BlockStarts::anywhere, share_if_anywhere(params)}};
  const float first = area.y + size + 12, row_height = 50;
  for (int i = 0; i < 2; ++i)
    draw_share_bar(bars[i], params, {area.x, first + static_cast<float>(i) * row_height, area.width, 40}, x, size,
                   canvas);
  const float line = x(100 * params.drop_rate);
  for (int i = 0; i < 2; ++i) {
    const float y = first + static_cast<float>(i) * row_height;
    canvas.line({line, y + 16}, {line, y + 42}, {.ink = Ink::ink, .width = 2});
  }
  const float y = first + 2 * row_height + 6;
  const std::string measured = draw_count(params) > 0 ? "measured: " + number_text(measured_share(params), 1) +
                                                            " %, R² " + number_text(mean_recovery(params), 2)
                                                      : "Run draws 10,000 maps";
  canvas.text({area.x, y}, measured, {.size = fitting_size(measured, size, area.width), .ink = Ink::muted});
  const std::string start = "γ = " + number_text(gamma(params), 4) + " a start";
  canvas.text({area.x, y + 20}, start, {.size = size, .ink = Ink::muted});
}

}  // namespace lesson
