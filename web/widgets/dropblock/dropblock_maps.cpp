// dropblock_maps.cpp: the feature map of dropblock, what is left of it under the mask, and what can be rebuilt.
#include <algorithm>
#include <cmath>

#include "dropblock.h"
#include "kit/map_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using dropout::BlockStarts;
using Params = DropBlockMaps::Params;

// Three maps in a row, or two rows with words in the place of a fourth map.
struct MapPlaces {
  explicit MapPlaces(float width)
      : wide(is_wide(width)), type(panel_type(width)), inside(panel_inside({0, 0, width, 0})) {
    const float label = map_label_height(type.body);
    headline = {inside.x, inside.y, inside.width, wide ? 40.0f : 20.0f};
    const float top = headline.bottom() + 8, gap = wide ? 24 : 12;
    if (wide) {
      const float side = std::min((inside.width - 2 * gap) / 3, 232.0f),
                  step = side + std::min((inside.width - 3 * side) / 2, 48.0f);
      before = {inside.x, top, side, side + label};
      after = {inside.x + step, top, side, side + label};
      rebuilt = {inside.x + 2 * step, top, side, side + label};
    } else {
      const float side = std::min((inside.width - gap) / 2, 180.0f), right = inside.x + side + gap;
      before = {inside.x, top, side, side + label};
      after = {right, top, side, side + label};
      rebuilt = {inside.x, before.bottom() + 12, side, side + label};
      words = {right, rebuilt.y + label, inside.right() - right, side};
    }
    height = rebuilt.bottom() + 8;
  }

  bool wide;
  TypeSizes type;
  Rect inside, headline{}, before{}, after{}, rebuilt{}, words{};
  float height = 0;
};

std::string way_words(const Params& params) {
  return params.mode == DropBlockMaps::Mode::cells ? "Scattered cells"
                                                   : "DropBlock, b = " + std::to_string(params.block());
}

void draw_headline(const DropBlockMaps& widget, const Params& params, const MapPlaces& at, Canvas& canvas) {
  const int dropped = widget.dropped(params), all = static_cast<int>(params.cell_count());
  const std::string share = percent_text(static_cast<double>(dropped) / all);
  std::string headline = way_words(params) + ": " + share + " of the cells dropped";
  if (text_width(headline, 16, true) > at.headline.width) headline = way_words(params) + ": " + share + " dropped";
  canvas.text({at.headline.x, at.headline.y + 8}, headline,
              {.size = fitting_size(headline, 16, at.headline.width, true), .bold = true});
  if (!at.wide) return;
  const std::string rest = dropped == 0 ? "Nothing is missing"
                           : dropped == all
                               ? "Nothing is left to rebuild from"
                               : "On a smooth map the rest can rebuild " +
                                     percent_text(widget.sample(params).recovery) + " of what is missing";
  canvas.text({at.headline.x, at.headline.y + 30}, rest, {.size = at.type.body, .ink = Ink::muted});
  const std::string name = "map " + count_text(params.map_number) + " of RNG seed " + std::to_string(params.seed);
  if (text_width(rest + name, at.type.body) + 24 <= at.headline.width)
    canvas.text({at.headline.right(), at.headline.y + 30}, name,
                {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
}

// ---- the three maps ----------------------------------------------------------------------------------------------------

MapPicture map_of(const Params& params, const Rect& area, std::string_view label, float label_size) {
  return {.area = area,
          .columns = params.side,
          .rows = params.side,
          .low = Ink::dropped,
          .high = Ink::kept,
          .max_opacity = 0.95f,
          .label = label,
          .label_size = label_size};
}

// The squares that start in this map, cut off at the border, each with a dot at the cell that was drawn.
void draw_blocks(const DropBlockMaps& widget, const Params& params, const MapPicture& map, Canvas& canvas) {
  if (params.mode == DropBlockMaps::Mode::cells) return;
  const bool fit = params.starts == BlockStarts::fit;
  const int b = params.block(), places = fit ? params.side - b + 1 : params.side;
  const std::vector<std::uint8_t>& starts = widget.sample(params).starts;
  int block = 0;
  for (int place = 0; place < places * places; ++place) {
    if (starts[static_cast<std::size_t>(place)] == 0) continue;
    const int row = place / places, column = place % places;
    const int first_row = fit ? row : row + b / 2 - b + 1, first_column = fit ? column : column + b / 2 - b + 1;
    const int top = std::max(first_row, 0), left = std::max(first_column, 0);
    const int end_row = std::min(first_row + b, params.side), end_column = std::min(first_column + b, params.side);
    canvas.key({.name = mark_name("block", static_cast<std::uint32_t>(block))});
    canvas.frame(map_region(map, top, left, end_row - top, end_column - left).inset(1),
                 {.ink = Ink::accent, .width = 1.5f, .opacity = 0.8f}, 2);
    const Rect cell = map_cell(map, row, column);
    canvas.key({.name = mark_name("start", static_cast<std::uint32_t>(block++))});
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

// On phones beside the rebuilt map.
void draw_recovery_words(const DropBlockMaps& widget, const Params& params, const MapPlaces& at, Canvas& canvas) {
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

}  // namespace

float DropBlockMaps::maps_height(float width) { return MapPlaces(width).height; }

void DropBlockMaps::draw_maps(const Params& params, Canvas& canvas) const {
  const MapPlaces at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  const std::vector<float> face = feature_map(params.side);
  const Sample& shown = sample(params);
  MapPicture before = map_of(params, at.before, "feature map", at.type.body);
  before.values = face;
  before.words = "The feature map: it answers to two eyes and a mouth. Darker cells are more active.";
  draw_map(before, canvas);

  const std::string lost = std::to_string(shown.dropped) + " of " + std::to_string(face.size()) + " cells dropped.";
  MapPicture after = map_of(params, at.after, "after dropping", at.type.body);
  after.values = face;
  after.mask = shown.mask;
  const std::string after_words =
      lost + (params.mode == Mode::blocks ? " Frames are the blocks; a dot marks each start." : "");
  after.words = after_words;
  draw_map(after, canvas);
  draw_blocks(*this, params, after, canvas);
  canvas.tap(map_cells(after), "resample");

  MapPicture rebuilt = map_of(params, at.rebuilt, at.wide ? "rebuilt from the rest" : "rebuilt", at.type.body);
  rebuilt.values = shown.rebuilt;
  const std::string rebuilt_words = "Framed cells are the best linear guess from the kept cells; their error is " +
                                    number_text(shown.rebuild_error, 2) + " (root mean square).";
  rebuilt.words = rebuilt_words;
  draw_map(rebuilt, canvas);
  draw_rebuilt_frames(shown, rebuilt, canvas);
  draw_recovery_words(*this, params, at, canvas);
}

}  // namespace lesson
