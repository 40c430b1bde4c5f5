// dropblock_picture.cpp: the maps of dropblock: before, after and rebuilt; how often each cell is dropped; the shares.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/map_picture.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using dropout::BlockStarts;
using Params = DropBlockMaps::Params;

// A function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
    label = map_label_height(type.body);
    headline = {pad, 4, full, wide ? 52.0f : 34.0f};
    const float gap = wide ? 24 : 12, top = headline.bottom() + 8;
    if (wide) {
      const float side = std::min((full - 2 * gap) / 3, 264.0f), step = (full - 3 * side) / 2 + side;
      before = {pad, top, side, side + label};
      after = {pad + step, top, side, side + label};
      rebuilt = {pad + 2 * step, top, side, side + label};
      const float small = std::min(0.27f * full, 232.0f), below = before.bottom() + 24;
      chances_title = {pad, below, full, 46};
      exact = {pad, chances_title.bottom(), small, small + label};
      measured = {pad + small + gap, exact.y, small, small + label};
      const float x = measured.right() + 32;
      shares = {x, below, pad + full - x, exact.bottom() - below};
    } else {
      const float side = (full - gap) / 2, right = pad + side + gap;
      before = {pad, top, side, side + label};
      after = {right, top, side, side + label};
      rebuilt = {pad, before.bottom() + 12, side, side + label};
      words = {right, rebuilt.y + label, side, side};
      chances_title = {pad, rebuilt.bottom() + 20, full, 48};
      exact = {pad, chances_title.bottom(), side, side + label};
      measured = {right, exact.y, side, side + label};
      shares = {pad, exact.bottom() + 20, full, 156};
    }
    height = shares.bottom() + 8;
  }

  bool wide;
  TypeSizes type;
  float label, height;
  Rect headline, before, after, rebuilt, words, chances_title, exact, measured, shares;
};

std::string way_words(const Params& params) {
  return params.mode == DropBlockMaps::Mode::cells ? "Scattered cells"
                                                   : "DropBlock, b = " + std::to_string(params.block());
}

void draw_headline(const DropBlockMaps& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const int dropped = widget.dropped(params), all = static_cast<int>(params.cell_count());
  const std::string share = percent_text(static_cast<double>(dropped) / all);
  std::string headline = way_words(params) + ": " + share + " of the cells dropped";
  if (!at.wide && text_width(headline, at.type.headline, true) > at.headline.width)
    headline = way_words(params) + ": " + share + " dropped";
  canvas.text({at.headline.x, at.headline.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, at.headline.width, true), .bold = true});
  if (!at.wide) return;
  const std::string rest = dropped == 0 ? "Nothing is missing"
                           : dropped == all
                               ? "Nothing is left to rebuild from"
                               : "On a smooth map the rest can rebuild " +
                                     percent_text(widget.sample(params).recovery) + " of what is missing";
  canvas.text({at.headline.x, at.headline.y + 38}, rest, {.size = at.type.body, .ink = Ink::muted});
  const std::string name = "map " + count_text(params.map_number) + " of RNG seed " + std::to_string(params.seed);
  if (text_width(rest + name, at.type.body) + 24 <= at.headline.width)
    canvas.text({at.headline.right(), at.headline.y + 38}, name,
                {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
}

// ---- the three maps ----------------------------------------------------------------------------------------------------

MapPicture map_of(const Params& params, const Rect& area, std::string_view label, const Layout& at) {
  return {.area = area,
          .columns = params.side,
          .rows = params.side,
          .low = Ink::dropped,
          .high = Ink::kept,
          .max_opacity = 0.95f,
          .label = label,
          .label_size = at.type.body};
}

// The squares that start in this map, cut off at the border, each with a dot at the cell that was drawn.
void draw_blocks(const DropBlockMaps& widget, const Params& params, const MapPicture& map, Canvas& canvas) {
  if (params.mode == DropBlockMaps::Mode::cells) return;
  const bool fit = params.starts == BlockStarts::fit;
  const int b = params.block(), places = fit ? params.side - b + 1 : params.side;
  const std::vector<std::uint8_t>& starts = widget.sample(params).starts;
  for (int place = 0; place < places * places; ++place) {
    if (starts[static_cast<std::size_t>(place)] == 0) continue;
    const int row = place / places, column = place % places;
    const int first_row = fit ? row : row + b / 2 - b + 1, first_column = fit ? column : column + b / 2 - b + 1;
    const int top = std::max(first_row, 0), left = std::max(first_column, 0);
    const int end_row = std::min(first_row + b, params.side), end_column = std::min(first_column + b, params.side);
    canvas.frame(map_region(map, top, left, end_row - top, end_column - left).inset(1),
                 {.ink = Ink::accent, .width = 1.5f, .opacity = 0.8f}, 2);
    const Rect cell = map_cell(map, row, column);
    canvas.disk(cell.center(), std::clamp(cell.width * 0.22f, 2.0f, 5.0f), {.ink = Ink::accent});
  }
}

void draw_rebuilt_frames(const DropBlockMaps::Sample& sample, const MapPicture& map, Canvas& canvas) {
  for (int row = 0; row < map.rows; ++row)
    for (int column = 0; column < map.columns; ++column) {
      if (sample.mask[static_cast<std::size_t>(row * map.columns + column)] != 0) continue;
      canvas.frame(map_cell(map, row, column).inset(1.5f), {.ink = Ink::accent, .width = 1, .opacity = 0.7f}, 1);
    }
}

void draw_three_maps(const DropBlockMaps& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const std::vector<float> face = DropBlockMaps::feature_map(params.side);
  const DropBlockMaps::Sample& sample = widget.sample(params);
  MapPicture before = map_of(params, at.before, "feature map", at);
  before.values = face;
  before.words = "The feature map: it answers to two eyes and a mouth. Darker cells are more active.";
  draw_map(before, canvas);

  const std::string lost = std::to_string(sample.dropped) + " of " + std::to_string(face.size()) + " cells dropped.";
  MapPicture after = map_of(params, at.after, "after dropping", at);
  after.values = face;
  after.mask = sample.mask;
  const std::string after_words =
      lost + (params.mode == DropBlockMaps::Mode::blocks ? " Frames are the blocks; a dot marks each start." : "");
  after.words = after_words;
  draw_map(after, canvas);
  draw_blocks(widget, params, after, canvas);
  canvas.tap(map_cells(after), "resample");

  MapPicture rebuilt = map_of(params, at.rebuilt, at.wide ? "rebuilt from the rest" : "rebuilt", at);
  rebuilt.values = sample.rebuilt;
  const std::string rebuilt_words = "Framed cells are the best linear guess from the kept cells; their error is " +
                                    number_text(sample.rebuild_error, 2) + " (root mean square).";
  rebuilt.words = rebuilt_words;
  draw_map(rebuilt, canvas);
  draw_rebuilt_frames(sample, rebuilt, canvas);
}

// On phones beside the rebuilt map.
void draw_recovery_words(const DropBlockMaps& widget, const Params& params, const Layout& at, Canvas& canvas) {
  if (at.wide) return;
  const int dropped = widget.dropped(params);
  const bool has_number = dropped > 0 && dropped < static_cast<int>(params.cell_count());
  const float x = at.words.x, middle = at.words.center().y, line = at.type.body + 5;
  const std::string number = has_number ? percent_text(widget.sample(params).recovery) : dropped == 0 ? "" : "0 %";
  if (!number.empty()) canvas.text({x, middle - 1.6f * line}, number, {.size = 20, .bold = true});
  const std::string_view words[] = {dropped == 0 ? "nothing is" : "of the loss",
                                    dropped == 0 ? "missing" : "can be rebuilt"};
  for (int i = 0; i < 2; ++i)
    canvas.text({x, middle + static_cast<float>(i) * line}, words[i],
                {.size = fitting_size(words[i], at.type.body, at.words.width), .ink = Ink::muted});
}

// ---- how often each cell is dropped --------------------------------------------------------------------------------

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
               const Layout& at, Canvas& canvas) {
  // Both maps share the tint: the largest exact chance is the darkest.
  const double top = std::max(*std::max_element(widget.chances().begin(), widget.chances().end()), 1e-9);
  std::vector<float> values;
  for (const double chance : chances) values.push_back(static_cast<float>(std::min(chance / top, 1.0)));
  const int draws = widget.draw_count(params), mid = params.side / 2;
  std::string label = !measured ? "exact" : draws == 0 ? "measured" : plural_text(draws, "map", "maps");
  if (at.wide && draws > 0 && measured) label = "in " + label;
  MapPicture map = map_of(params, measured ? at.measured : at.exact, label, at);
  map.values = values;
  map.high = Ink::dropped;
  map.max_opacity = 1;
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

// ---- the share that is dropped in the end --------------------------------------------------------------------------

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

void draw_shares(const DropBlockMaps& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.shares;
  const std::string note = "the line is p = " + number_text(params.drop_rate, 2);
  draw_chart_title(canvas, {area.x, area.y}, "Mean share dropped", note, at.type.small);
  const Axis x{0, 100, area.x, area.right()};
  const ShareBar bars[] = {{"blocks must fit", BlockStarts::fit, widget.share_if_fit(params)},
                           {"starts anywhere", BlockStarts::anywhere, widget.share_if_anywhere(params)}};
  const float first = area.y + 48, row_height = 50;
  for (int i = 0; i < 2; ++i)
    draw_share_bar(bars[i], params, {area.x, first + static_cast<float>(i) * row_height, area.width, 40}, x,
                   at.type.small, canvas);
  const float line = x(100 * params.drop_rate);
  for (int i = 0; i < 2; ++i) {
    const float y = first + static_cast<float>(i) * row_height;
    canvas.line({line, y + 16}, {line, y + 42}, {.ink = Ink::ink, .width = 2});
  }
  if (area.height < 190) return;
  const float y = first + 2 * row_height + 14;
  const std::string measured = widget.draw_count(params) > 0
                                   ? "measured: " + number_text(widget.measured_share(params), 1) + " %, R² " +
                                         number_text(widget.mean_recovery(params), 2)
                                   : "Run draws 10,000 maps";
  canvas.text({area.x, y}, measured, {.size = fitting_size(measured, at.type.small, area.width), .ink = Ink::muted});
  const std::string gamma = "γ = " + number_text(widget.gamma(params), 4) + " a start";
  canvas.text({area.x, y + 20}, gamma, {.size = at.type.small, .ink = Ink::muted});
}

}  // namespace

float dropblock_height(float width) { return Layout(width).height; }

void draw_maps(const DropBlockMaps& widget, const Params& params, Canvas& canvas) {
  const Layout at(canvas.bounds().width);
  draw_headline(widget, params, at, canvas);
  draw_three_maps(widget, params, at, canvas);
  draw_recovery_words(widget, params, at, canvas);
  draw_chart_title(canvas, {at.chances_title.x, at.chances_title.y},
                   at.wide ? "How often each cell is dropped" : "How often it is dropped",
                   at.wide ? "stronger tint: more often; numbers are probabilities" : "stronger tint: more often",
                   at.type.small);
  draw_heat(widget, params, widget.chances(), false, at, canvas);
  draw_heat(widget, params, widget.measured_chances(), true, at, canvas);
  draw_shares(widget, params, at, canvas);
}

}  // namespace lesson
