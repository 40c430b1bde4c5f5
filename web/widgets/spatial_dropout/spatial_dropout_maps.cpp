// spatial_dropout_maps.cpp: the picture and its four feature maps under the mask; the maps as rebuilt from what is left.
#include <algorithm>
#include <cmath>

#include "kit/map_picture.h"
#include "kit/panel_space.h"
#include "spatial_dropout.h"

namespace lesson {

std::string_view map_name(std::size_t map) {
  constexpr std::string_view names[] = {"vertical edges", "horizontal edges", "blur", "detail"};
  return names[map];
}

namespace {

using Loss = SpatialDropout::Loss;
using Mode = SpatialDropout::Mode;
using Params = SpatialDropout::Params;
using Study = SpatialDropout::Study;

constexpr std::string_view map_words[] = {"the change from left to right", "the change from top to bottom",
                                          "a weighted mean of 3 × 3 cells", "the picture minus its blur"};

// Twelve cells of whole or half pixels: crisp, and flush with the column of text.
float whole_cells(float size) { return 6 * std::floor(size / 6); }

// The picture and four maps in a row, or the maps alone in two rows of two. Words stand above.
struct MaskedPlaces {
  explicit MaskedPlaces(float width)
      : wide(is_wide(width)), type(panel_type(width)), inside(panel_inside({0, 0, width, 0})) {
    const float label = map_label_height(type.small);
    words = {inside.x, inside.y, inside.width, wide ? 40.0f : 62.0f};
    const float top = words.bottom() + 4;
    if (wide) {
      const float size = whole_cells(std::min((inside.width - 4 * 16) / 5, 176.0f));
      const float step = size + std::min((inside.width - 5 * size) / 4, 32.0f);
      picture = {inside.x, top, size, size + label};
      for (int map = 0; map < 4; ++map)
        maps[map] = {inside.x + step * static_cast<float>(map + 1), top, size, size + label};
    } else {
      const float size = whole_cells(std::min((inside.width - 12) / 2, 160.0f)), right = inside.x + size + 12;
      for (int map = 0; map < 4; ++map)
        maps[map] = {map % 2 == 0 ? inside.x : right, top + static_cast<float>(map / 2) * (size + label + 8), size,
                     size + label};
    }
    height = maps[3].bottom() + 8;
  }

  bool wide;
  TypeSizes type;
  Rect inside, words, picture{}, maps[4];
  float height;
};

// Four small maps in a row, their R² below them, what they are above.
struct RebuiltPlaces {
  explicit RebuiltPlaces(float width) : type(panel_type(width)), inside(panel_inside({0, 0, width, 0})) {
    const float gap = is_wide(width) ? 24 : 8, top = inside.y + 2 * type.body + 16;
    const float size = whole_cells(std::min((inside.width - 3 * gap) / 4, 132.0f));
    const float step = size + std::min((inside.width - 4 * size) / 3, 40.0f);
    for (int map = 0; map < 4; ++map) maps[map] = {inside.x + step * static_cast<float>(map), top, size, size};
    height = top + size + 2 * type.small + 8;
  }

  TypeSizes type;
  Rect inside, maps[4];
  float height;
};

void draw_words(const SpatialDropout& widget, const Params& params, const MaskedPlaces& at, Canvas& canvas) {
  const Loss& loss = widget.loss(params, params.mode);
  const Rect& area = at.words;
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  const std::string name = capitalized(spatial_mode_name(params, params.mode)) + ": ";
  const std::string cells = count_text(loss.dropped_count) + " of " +
                            count_text(SpatialDropout::map_count * params.cells()) + " cells dropped";
  const std::string values = plural_text(widget.random_values(params), "random value", "random values");
  const std::string brief = name + count_text(loss.dropped_count) + " of " +
                            count_text(SpatialDropout::map_count * params.cells()) + " dropped";
  const std::string nothing = "This mask drops nothing";
  const bool any = loss.dropped_count > 0;
  const std::string headlines[] = {any ? name + cells : nothing, any ? brief : nothing, any ? cells : nothing};
  const std::string_view headline = first_fitting(headlines, 16, area.width, true);
  canvas.text({area.x, area.y + 8}, headline, {.size = fitting_size(headline, 16, area.width, true), .bold = true});
  canvas.text({area.x, area.y + 30}, values, muted);
  const std::string mask = "mask " + count_text(params.mask_number),
                    names[] = {mask + " of RNG seed " + std::to_string(params.seed), mask};
  if (at.wide)
    canvas.text({area.right(), area.y + 30},
                first_fitting(names, at.type.body, area.width - text_width(values, at.type.body) - 16),
                {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
  else
    canvas.text({area.x, area.y + 50}, first_fitting(names, at.type.body, area.width), muted);
}

// A map in [-1, 1] by its own largest size; the rebuilt one on the scale of the original.
std::vector<float> tints(std::span<const float> values, std::span<const float> original) {
  float largest = 1e-6f;
  for (const float value : original) largest = std::max(largest, std::abs(value));
  std::vector<float> scaled;
  for (const float value : values) scaled.push_back(std::clamp(value / largest, -1.0f, 1.0f));
  return scaled;
}

std::string lost_words(const Params& params, int dropped) {
  if (dropped == 0) return "nothing is dropped";
  if (dropped == params.cells()) return "the whole channel is dropped";
  return count_text(dropped) + " of " + count_text(params.cells()) + " cells are dropped";
}

std::span<const float> map_of(const std::vector<float>& all, const Params& params, int map) {
  const auto cells = static_cast<std::size_t>(params.cells());
  return std::span(all).subspan(static_cast<std::size_t>(map) * cells, cells);
}
std::span<const std::uint8_t> mask_of(const Loss& loss, const Params& params, int map) {
  const auto cells = static_cast<std::size_t>(params.cells());
  return std::span(loss.mask).subspan(static_cast<std::size_t>(map) * cells, cells);
}

void draw_masked_map(const Study& study, const Loss& loss, const Params& params, int map, const MaskedPlaces& at,
                     Canvas& canvas) {
  const auto values = map_of(study.maps, params, map);
  const std::string_view name = map_name(static_cast<std::size_t>(map));
  const std::vector<float> shown = tints(values, values);
  const std::string words = "Map of " + std::string(map_name(static_cast<std::size_t>(map))) + ", " +
                            std::string(map_words[map]) + ": " +
                            lost_words(params, loss.dropped[static_cast<std::size_t>(map)]) + ".";
  const Rect& area = at.maps[map];
  draw_map({.area = area,
            .columns = params.side,
            .rows = params.side,
            .values = shown,
            .mask = mask_of(loss, params, map),
            .label = name,
            .label_size = fitting_size(name, at.type.small, area.width),
            .words = words},
           canvas);
  canvas.tap(area, "new_mask");
}

void draw_rebuilt_map(const Study& study, const Loss& loss, const Params& params, int map, const RebuiltPlaces& at,
                      Canvas& canvas) {
  const auto index = static_cast<std::size_t>(map);
  const Rect& area = at.maps[map];
  const bool lost = loss.dropped[index] > 0;
  const std::string share = number_text(loss.map_shares[index], 2);
  const std::string words = "Map of " + std::string(map_name(static_cast<std::size_t>(map))) +
                            " as rebuilt: " + lost_words(params, loss.dropped[index]) +
                            (lost ? ", R² of the guess " + share : "") + ".";
  const std::vector<float> guessed = tints(map_of(loss.rebuilt, params, map), map_of(study.maps, params, map));
  const MapPicture guess{
      .area = area, .columns = params.side, .rows = params.side, .values = guessed, .words = words};
  draw_map(guess, canvas);
  // A dot in each cell that is a guess.
  const auto mask = mask_of(loss, params, map);
  for (int cell = 0; cell < params.cells(); ++cell)
    if (mask[static_cast<std::size_t>(cell)] == 0)
      canvas.disk(map_cell(guess, cell / params.side, cell % params.side).center(), 1, {.opacity = 0.55f});
  canvas.text({area.center().x, area.bottom() + 4 + at.type.small * 0.7f}, lost ? "R² " + share : "all kept",
              {.size = fitting_size("R² 0.00", at.type.small, area.width),
               .ink = lost ? Ink::ink : Ink::muted,
               .align = Align::center});
}

}  // namespace

float SpatialDropout::masked_height(float width) { return MaskedPlaces(width).height; }

void SpatialDropout::draw_masked(const Params& params, Canvas& canvas) const {
  const MaskedPlaces at(canvas.bounds().width);
  const Study& all = study(params);
  draw_words(*this, params, at, canvas);
  for (int map = 0; map < map_count; ++map) draw_masked_map(all, loss(params, params.mode), params, map, at, canvas);
  if (!at.wide) return;
  const std::vector<float> picture = tints(all.picture, all.picture);
  draw_map({.area = at.picture,
            .columns = params.side,
            .rows = params.side,
            .values = picture,
            .high = Ink::ink,
            .label = "picture",
            .label_size = at.type.small,
            .words = "The picture that the four filters see."},
           canvas);
}

float SpatialDropout::rebuilt_height(float width) { return RebuiltPlaces(width).height; }

void SpatialDropout::draw_rebuilt(const Params& params, Canvas& canvas) const {
  const RebuiltPlaces at(canvas.bounds().width);
  const Loss& shown = loss(params, params.mode);
  const float width = at.inside.width;
  const std::string share = percent_text(std::max(0.0, shown.share));
  const std::string found = share + " of what is dropped can be rebuilt";
  std::string headline = shown.dropped_count == 0               ? "Nothing is missing"
                         : text_width(found, 14, true) <= width ? found
                                                                : share + " can be rebuilt";
  // What a map cannot give back another channel may.
  if (params.mode == Mode::channel && other_channel(params) > 0) {
    const std::string other = "; another channel gives back " + percent_text(other_channel(params));
    if (text_width(headline + other, 14, true) <= width) headline += other;
  }
  canvas.text({at.inside.x, at.inside.y + at.type.body / 2}, headline,
              {.size = fitting_size(headline, 14, width, true), .bold = true});
  const bool best = params.predictor == Predictor::best_linear;
  const std::string notes[] = {best ? "the best linear guess from all kept cells of the same map"
                                    : "the mean of the kept among the 4 neighbors of a cell",
                               best ? "best linear guess, same map" : "mean of the kept neighbors"};
  canvas.text({at.inside.x, at.inside.y + 1.5f * at.type.body + 6}, first_fitting(notes, at.type.body, width),
              {.size = at.type.body, .ink = Ink::muted});
  for (int map = 0; map < map_count; ++map) draw_rebuilt_map(study(params), shown, params, map, at, canvas);
}

}  // namespace lesson
