// spatial_dropout_picture.cpp: the picture of spatial_dropout: maps under the mask, maps rebuilt, and three modes compared.
#include <algorithm>
#include <cmath>

#include "kit/map_picture.h"
#include "kit/plot.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Loss = SpatialDropout::Loss;
using Mode = SpatialDropout::Mode;
using Params = SpatialDropout::Params;
using Study = SpatialDropout::Study;

constexpr Mode modes[] = {Mode::element, Mode::block, Mode::channel};
constexpr std::string_view map_names[] = {"vertical edges", "horizontal edges", "blur", "detail"};
constexpr std::string_view map_words[] = {"the change from left to right", "the change from top to bottom",
                                          "a weighted mean of 3 × 3 cells", "the picture minus its blur"};

// Twelve cells of whole or half pixels: crisp, and flush with the column of text.
float whole_cells(float size) { return 6 * std::floor(size / 6); }

// Where everything stands, a function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), side_by_side(width >= 680), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
    headline = {pad, 4, full, wide ? 56.0f : 76.0f};
    const float label = map_label_height(type.small);
    if (wide) {
      // The picture, then its four maps; below them the rebuilt ones.
      const float size = whole_cells(std::min((full - 4 * 16) / 5, 176.0f)), step = size + (full - 5 * size) / 4;
      const float top = headline.bottom() + 8;
      picture = {pad, top, size, size + label};
      for (int map = 0; map < 4; ++map) {
        const float x = pad + step * static_cast<float>(map + 1);
        masked[map] = {x, top, size, size + label};
        rebuilt[map] = {x, picture.bottom() + 14, size, size};
      }
      rebuilt_words = {pad, rebuilt[0].y, step - 16, size};
    } else {
      const float size = whole_cells(std::min((full - 12) / 2, 200.0f));
      const float small = whole_cells(std::min((full - 3 * 8) / 4, 96.0f));
      const float right = pad + std::min(full, 412.0f) - size, top = headline.bottom() + 4;
      for (int map = 0; map < 4; ++map)
        masked[map] = {map % 2 == 0 ? pad : right, top + static_cast<float>(map / 2) * (size + label + 8), size,
                       size + label};
      rebuilt_words = {pad, masked[3].bottom() + 14, full, 20};
      const float step = small + (full - 4 * small) / 3;
      for (int map = 0; map < 4; ++map)
        rebuilt[map] = {pad + step * static_cast<float>(map), rebuilt_words.bottom() + 4, small, small};
      picture = {};
    }
    const float top = rebuilt[0].bottom() + type.small + 28;
    if (side_by_side) {
      row_labels = {pad, top + 62, 168, 3 * 44};
      const float chart = (full - row_labels.width - 28) / 2;
      recovery = {row_labels.right(), top, chart, 62 + 3 * 44};
      noise = {recovery.right() + 28, top, chart, recovery.height};
    } else {
      recovery = {pad, top, full, 62 + 3 * 48};
      noise = {pad, recovery.bottom() + 22, full, recovery.height};
    }
    height = noise.bottom() + 8;
  }

  bool wide, side_by_side;
  TypeSizes type;
  Rect headline, picture, masked[4], rebuilt[4], rebuilt_words, row_labels, recovery, noise;
  float height;
};

std::string capitalized(std::string words) {
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

void draw_headline(const SpatialDropout& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Loss& loss = widget.loss(params, params.mode);
  const Rect& area = at.headline;
  const std::string name = capitalized(spatial_mode_name(params, params.mode)) + ": ";
  const std::string share = percent_text(std::max(0.0, loss.share));
  std::string headline = name + share + " of what is dropped can be rebuilt";
  if (!at.wide) headline = name + share + " rebuilt";
  if (loss.dropped_count == 0) headline = "This mask drops nothing";
  canvas.text({area.x, area.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, area.width, true), .bold = true});

  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  const std::string cells = count_text(loss.dropped_count) + " of " +
                            count_text(SpatialDropout::map_count * params.cells()) + " cells dropped";
  const std::string values = plural_text(widget.random_values(params), "random value", "random values");
  std::string line = at.wide ? cells + " with " + values : values;
  // What a map cannot give back another channel may.
  if (at.wide && params.mode == Mode::channel && widget.other_channel(params) > 0) {
    const std::string other = "; another channel gives back " + percent_text(widget.other_channel(params));
    if (text_width(line + other, at.type.body) + 100 <= area.width) line += other;
  }
  if (!at.wide) canvas.text({area.x, area.y + 38}, cells, muted);
  const float last = area.y + (at.wide ? 38 : 60);
  canvas.text({area.x, last}, line, muted);
  std::string mask_name = "mask " + count_text(params.mask_number);
  const std::string full_name = mask_name + " of RNG seed " + std::to_string(params.seed);
  if (text_width(line + full_name, at.type.body) + 16 <= area.width) mask_name = full_name;
  canvas.text({area.right(), last}, mask_name, {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
}

// ---- the maps --------------------------------------------------------------------------------------------------------

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

void draw_one_map(const Study& study, const Loss& loss, const Params& params, int index, const Layout& at,
                  Canvas& canvas) {
  const std::size_t cells = study.picture.size(), map = static_cast<std::size_t>(index);
  const auto values = std::span(study.maps).subspan(map * cells, cells);
  const auto rebuilt = std::span(loss.rebuilt).subspan(map * cells, cells);
  const auto mask = std::span(loss.mask).subspan(map * cells, cells);
  const std::string name(map_names[map]);
  const std::string kept_words =
      "Map of " + name + ", " + std::string(map_words[map]) + ": " + lost_words(params, loss.dropped[map]) + ".";
  const std::vector<float> shown = tints(values, values), guessed = tints(rebuilt, values);
  draw_map({.area = at.masked[map],
            .columns = params.side,
            .rows = params.side,
            .values = shown,
            .mask = mask,
            .label = map_names[map],
            .label_size = fitting_size(map_names[map], at.type.small, at.masked[map].width),
            .words = kept_words},
           canvas);
  canvas.tap(at.masked[map], "new_mask");

  const bool whole = loss.dropped[map] > 0;
  const std::string share = whole ? "R² " + number_text(loss.map_shares[map], 2) : "all kept";
  const std::string rebuilt_words = "Map of " + name + " as rebuilt: " + lost_words(params, loss.dropped[map]) +
                                    (whole ? ", R² of the guess " + number_text(loss.map_shares[map], 2) : "") + ".";
  const MapPicture guess{.area = at.rebuilt[map],
                         .columns = params.side,
                         .rows = params.side,
                         .values = guessed,
                         .words = rebuilt_words};
  draw_map(guess, canvas);
  // A dot in each cell that is a guess.
  for (int cell = 0; cell < params.cells(); ++cell)
    if (mask[static_cast<std::size_t>(cell)] == 0)
      canvas.disk(map_cell(guess, cell / params.side, cell % params.side).center(), 1, {.opacity = 0.55f});
  canvas.text({at.rebuilt[map].center().x, at.rebuilt[map].bottom() + 4 + at.type.small * 0.7f}, share,
              {.size = at.type.small, .ink = whole ? Ink::ink : Ink::muted, .align = Align::center});
}

void draw_maps(const SpatialDropout& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const Study& study = widget.study(params);
  const Loss& loss = widget.loss(params, params.mode);
  for (int map = 0; map < SpatialDropout::map_count; ++map) draw_one_map(study, loss, params, map, at, canvas);
  const bool best = params.predictor == SpatialDropout::Predictor::best_linear;
  if (!at.wide) {
    canvas.text({at.rebuilt_words.x, at.rebuilt_words.y + 8}, "Rebuilt from the kept cells",
                {.size = at.type.body, .bold = true});
    return;
  }
  const std::vector<float> picture = tints(study.picture, study.picture);
  draw_map({.area = at.picture,
            .columns = params.side,
            .rows = params.side,
            .values = picture,
            .high = Ink::ink,
            .label = "picture",
            .label_size = at.type.small,
            .words = "The picture that the four filters see."},
           canvas);
  const Rect& words = at.rebuilt_words;
  canvas.text({words.x, words.y + 10}, "Rebuilt", {.size = 14, .bold = true});
  const std::string_view lines[] = {best ? "best linear guess" : "mean of the kept",
                                    best ? "from all kept cells" : "among 4 neighbors", "of the same map"};
  for (int line = 0; line < 3; ++line)
    canvas.text({words.x, words.y + 32 + 18 * static_cast<float>(line)}, lines[line],
                {.size = at.type.small, .ink = Ink::muted});
}

// ---- the three modes compared ------------------------------------------------------------------------------------------

// One chart: a bar a mode for what was measured, a line for the law, and both as numbers.
struct Comparison {
  std::string_view title{}, note{}, measured_label{};
  double top = 1;
  int decimals = 2;
  double measured[3] = {}, exact[3] = {};
  bool has_measured[3] = {};
  std::string words[3] = {};
};

void draw_comparison(const Comparison& chart, const Params& params, const Rect& area, const Layout& at,
                     Canvas& canvas) {
  const float numbers = at.type.small * 4.0f, row_height = (area.height - 62) / 3;
  const float exact_x = area.right(), measured_x = exact_x - numbers;
  draw_chart_title(canvas, {area.x, area.y}, chart.title, chart.note, at.type.small);
  const TextStyle heading{.size = at.type.small, .ink = Ink::muted, .align = Align::right};
  canvas.text({measured_x, area.y + 50}, chart.measured_label, heading);
  canvas.text({exact_x, area.y + 50}, "exact", heading);
  const float right = measured_x - numbers - 4;
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    const bool chosen = mode == params.mode;
    const Rect row{area.x, area.y + 62 + row_height * static_cast<float>(i), area.width, row_height};
    const float middle = at.side_by_side ? row.center().y : row.y + row_height - 14;
    const Axis x{0, chart.top, area.x, at.side_by_side ? right : measured_x - numbers};
    if (!at.side_by_side)
      canvas.text({row.x, row.y + 12}, spatial_mode_name(params, mode), {.size = at.type.body, .bold = chosen});
    canvas.line({x.from, middle - 13}, {x.from, middle + 13}, {.ink = Ink::muted, .width = 1});
    if (chart.has_measured[i])
      canvas.rect({x.from, middle - 8, x(chart.measured[i]) - x.from, 16},
                  {.ink = chosen ? Ink::kept : Ink::muted, .opacity = chosen ? 1.0f : 0.55f});
    const float law = x(chart.exact[i]);
    canvas.line({law, middle - 12}, {law, middle + 12}, {.width = 2});
    canvas.text({measured_x, middle}, chart.has_measured[i] ? number_text(chart.measured[i], chart.decimals) : "–",
                {.size = at.type.small, .align = Align::right, .bold = chosen});
    canvas.text({exact_x, middle}, number_text(chart.exact[i], chart.decimals),
                {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
    canvas.explain(row, chart.words[i]);
    canvas.tap_to_set(row, "mode", static_cast<double>(i));
  }
}

void draw_row_labels(const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.row_labels;
  const float row_height = area.height / 3;
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    const Rect row{area.x, area.y + row_height * static_cast<float>(i), area.width - 8, row_height};
    const bool chosen = mode == params.mode;
    const std::string name = spatial_mode_name(params, mode);
    const std::string values =
        plural_text(SpatialDropout::decision_count(params, mode), "random value", "random values");
    if (chosen) canvas.rect({row.x, row.y + 5, 3, row_height - 10}, {.ink = Ink::accent}, 1);
    canvas.text({row.x + 10, row.center().y - 8}, name, {.size = at.type.body, .bold = chosen});
    canvas.text({row.x + 10, row.center().y + 10}, values, {.size = at.type.small, .ink = Ink::muted});
    canvas.explain(row, "One mask of " + name + " takes " + values + ".");
    canvas.tap_to_set(row, "mode", static_cast<double>(i));
  }
}

Comparison recovery_chart(const SpatialDropout& widget, const Params& params, const Layout& at) {
  Comparison chart{.title = "Rebuilt share R²", .measured_label = "maps"};
  chart.note = at.type.body < 14 ? "lines: Gaussian field" : "bars: these maps; lines: Gaussian field";
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    const Loss& loss = widget.loss(params, mode);
    chart.has_measured[i] = loss.dropped_count > 0;
    chart.measured[i] = loss.share;
    chart.exact[i] = loss.exact_share;
    chart.words[i] = capitalized(spatial_mode_name(params, mode)) + ": R² " + number_text(loss.share, 2) +
                     " on these maps, exactly " + number_text(loss.exact_share, 2) +
                     " on a Gaussian field of length " + number_text(params.length, 1) + " under the same mask.";
    if (mode == Mode::channel && widget.other_channel(params) > 0)
      chart.words[i] += " From another channel: " + number_text(widget.other_channel(params), 2) + ".";
  }
  return chart;
}

Comparison noise_chart(const SpatialDropout& widget, const Params& params, std::string& note) {
  Comparison chart{.title = "Noise after a 3 × 3 mean", .measured_label = "drawn"};
  const int draws = widget.draws(params);
  note = draws == 0 ? "relative variance; lines: exact"
                    : "bars: " + plural_text(draws, "draw", "draws") + ", lines: exact";
  chart.note = note;
  chart.decimals = 3;
  chart.top = 1e-3;
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    chart.has_measured[i] = draws > 0;
    chart.measured[i] = widget.measured_noise(mode);
    chart.exact[i] = SpatialDropout::exact_noise(params, mode);
    chart.top = std::max({chart.top, chart.measured[i], chart.exact[i]});
    chart.words[i] = capitalized(spatial_mode_name(params, mode)) +
                     ": relative variance of the mean of 3 × 3 equal cells, exactly " +
                     number_text(chart.exact[i], 3) +
                     (draws > 0 ? ", measured " + number_text(chart.measured[i], 3) : "") + ".";
  }
  return chart;
}

}  // namespace

float spatial_dropout_height(float width) { return Layout(width).height; }

void SpatialDropout::draw(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_maps(*this, params, at, canvas);
  if (at.side_by_side) draw_row_labels(params, at, canvas);
  draw_comparison(recovery_chart(*this, params, at), params, at.recovery, at, canvas);
  std::string note;
  const Comparison noise = noise_chart(*this, params, note);
  draw_comparison(noise, params, at.noise, at, canvas);
}

}  // namespace lesson
