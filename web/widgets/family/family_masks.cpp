// family_masks.cpp: the panel "masks" of family: one mask of each member on the same tensor.
#include <algorithm>
#include <cmath>

#include "dropout/conv_bank.h"
#include "dropout/elementary.h"
#include "dropout/noise_dropout.h"
#include "dropout/random_stream.h"
#include "family.h"
#include "kit/map_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Member = Family::Member;
using Params = Family::Params;

// Where the members stand, a function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : type(panel_type(width)) {
    const float pad = panel_margin(width), full = width - 2 * pad;
    const int columns = width >= 640 ? 4 : is_wide(width) ? 3 : 2;
    const float gap = is_wide(width) ? 24 : 16,
                panel_width = (full - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    map_gap = is_wide(width) ? 4 : 3;
    cell = std::min(10.0f, (panel_width - 3 * map_gap) / 24);
    if (cell >= 6) cell = std::floor(2 * cell) / 2;
    stacked = panel_width < 190;  // decisions and share, one below the other
    line = type.small + 5;
    rows = 2 * 6 * cell + map_gap + 2;
    // Name, maps, decisions and share.
    const float panel_height = title + rows + 6 + (stacked ? 2 * line : line);
    for (int i = 0; i < Family::member_count; ++i)
      panels[i] = {pad + static_cast<float>(i % columns) * (panel_width + gap),
                   6 + static_cast<float>(i / columns) * (panel_height + 14), panel_width, panel_height};
    height = panels[Family::member_count - 1].bottom() + 8;
  }

  static constexpr float title = 24;
  bool stacked;
  TypeSizes type;
  Rect panels[Family::member_count];
  float map_gap, cell, rows, line, height;
};

// ---- the tensor ------------------------------------------------------------------------------------------------------

// Two small pictures, a ring and a bar, each through the four filters of the bank; every map in units of its largest
// value.
std::vector<float> tensor_values() {
  std::vector<float> values;
  for (int sample = 0; sample < Family::samples; ++sample) {
    std::vector<float> picture, maps(Family::channels * Family::side * Family::side);
    for (int row = 0; row < Family::side; ++row)
      for (int column = 0; column < Family::side; ++column) {
        const double x = column - 2.5, y = row - 2.5;
        const double off = sample == 0 ? std::sqrt(x * x + y * y) - 1.9 : (x + y) * 0.7;
        picture.push_back(static_cast<float>(dropout::exp(-off * off)));
      }
    dropout::feature_maps(picture, Family::side, Family::side, maps);
    values.insert(values.end(), maps.begin(), maps.end());
  }
  constexpr std::size_t cells = Family::side * Family::side;
  for (std::size_t map = 0; map < values.size() / cells; ++map) {
    const auto part = std::span(values).subspan(map * cells, cells);
    float largest = 1e-6f;
    for (const float value : part) largest = std::max(largest, std::abs(value));
    for (float& value : part) value /= largest;
  }
  return values;
}

// A weight matrix to look at: normal numbers, the same for every seed, because only the mask is random here.
std::vector<float> weight_values() {
  dropout::RandomStream stream(9, dropout::StreamPurpose::initialization);
  std::vector<float> values;
  for (int i = 0; i < Family::weight_rows * Family::weight_columns; ++i)
    values.push_back(static_cast<float>(std::clamp(stream.normal() / 2, -1.0, 1.0)));
  return values;
}

// Factors around 1: white, three standard deviations: full tint.
std::vector<float> factor_values(const Params& params) {
  const double sd = std::max(dropout::gaussian_dropout_sd(params.drop_rate), 1e-6);
  std::vector<float> values;
  for (const double factor : Family::factors(params, params.mask_number))
    values.push_back(static_cast<float>(std::clamp((factor - 1) / (3 * sd), -1.0, 1.0)));
  return values;
}

// ---- the mask of one member -------------------------------------------------------------------------------------------

Rect sample_row(const Rect& panel, int sample, const Layout& at) {
  const float height = 6 * at.cell;
  return {panel.x, panel.y + Layout::title + static_cast<float>(sample) * (height + at.map_gap),
          24 * at.cell + 3 * at.map_gap, height};
}

void draw_sample(Member member, int sample, std::span<const float> values, std::span<const std::uint8_t> mask,
                 const Rect& row, const Layout& at, Canvas& canvas) {
  const std::string example = "Example " + std::to_string(sample + 1);
  if (member == Member::weight) {
    const std::string words =
        example + ": " + plural_text(std::count(mask.begin(), mask.end(), std::uint8_t{0}), "weight", "weights") +
        " of 144 dropped.";
    draw_map({.area = {row.x, row.y, 24 * at.cell, row.height},
              .columns = Family::weight_columns,
              .rows = Family::weight_rows,
              .values = values,
              .mask = mask,
              .words = words},
             canvas);
    return;
  }
  constexpr std::size_t cells = Family::side * Family::side;
  for (std::size_t channel = 0; channel < Family::channels; ++channel) {
    const auto part = mask.empty() ? mask : mask.subspan(channel * cells, cells);
    const auto dropped = std::count(part.begin(), part.end(), std::uint8_t{0});
    const std::string words = example + ", channel " + std::to_string(channel + 1) + ": " +
                              (mask.empty() ? std::string("36 factors, none of them 0")
                                            : std::to_string(dropped) + " of 36 cells dropped") +
                              ".";
    const float x = row.x + static_cast<float>(channel) * (6 * at.cell + at.map_gap);
    draw_map({.area = {x, row.y, 6 * at.cell, row.height},
              .columns = Family::side,
              .rows = Family::side,
              .values = values.subspan(channel * cells, cells),
              .mask = part,
              .words = words},
             canvas);
  }
}

void draw_mask(const Params& params, Member member, const Rect& panel, const Layout& at, Canvas& canvas) {
  if (member == Member::gaussian) {
    const std::vector<float> factors = factor_values(params);
    for (int sample = 0; sample < Family::samples; ++sample)
      draw_sample(member, sample, std::span(factors).subspan(static_cast<std::size_t>(sample) * 144, 144), {},
                  sample_row(panel, sample, at), at, canvas);
    return;
  }
  const std::vector<std::uint8_t> mask = Family::mask(params, member, params.mask_number);
  const std::vector<float> values = member == Member::weight ? weight_values() : tensor_values();
  const Rect first = sample_row(panel, 0, at), second = sample_row(panel, 1, at);
  if (member == Member::batch && mask[0] == 0) {  // one decision for everything
    const Rect both{first.x, first.y, first.width, second.bottom() - first.y};
    draw_off(both, canvas);
    canvas.explain(both, "The branch is dropped for both examples.");
    return;
  }
  for (std::size_t sample = 0; sample < Family::samples; ++sample) {
    const auto part = std::span(mask).subspan(sample * 144, 144);
    const Rect& row = sample == 0 ? first : second;
    if (member == Member::row && part[0] == 0) {
      draw_off(row, canvas);
      canvas.explain(row, "The branch is dropped for example " + std::to_string(sample + 1) + ".");
    } else {
      const std::size_t from = member == Member::weight ? 0 : sample * 144;  // the examples share their weights
      draw_sample(member, static_cast<int>(sample), std::span(values).subspan(from, 144), part, row, at, canvas);
    }
  }
}

void draw_member(const Params& params, Member member, const Layout& at, Canvas& canvas) {
  const Rect& panel = at.panels[static_cast<std::size_t>(member)];
  const bool chosen = member == params.member, factors = member == Member::gaussian;
  const std::string name(family_card(member).name);
  const float name_x = panel.x + (chosen ? 9.0f : 0.0f), small = at.type.small;
  if (chosen) canvas.rect({panel.x, panel.y + 1, 3, 16}, {.ink = Ink::accent}, 1);
  canvas.text({name_x, panel.y + 9}, name,
              {.size = fitting_size(name, 14, panel.right() - name_x, true), .bold = true});
  const float right = sample_row(panel, 0, at).right();
  draw_mask(params, member, panel, at, canvas);

  const int count = Family::decision_count(params, member);
  const std::string decisions = member == Member::weight ? count_text(count) + " weights"
                                : factors                ? count_text(count) + " factors"
                                                         : plural_text(count, "decision", "decisions");
  const double share = Family::share(params, member, params.mask_number);
  const std::string now = (factors ? "mean " : "now ") + family_value_text(member, share, true);
  float y = panel.y + Layout::title + at.rows + 6 + at.line / 2;
  canvas.text({panel.x, y}, decisions, {.size = small, .ink = Ink::muted});
  if (at.stacked) y += at.line;
  canvas.text({at.stacked ? panel.x : right, y}, now,
              {.size = small, .ink = Ink::kept, .align = at.stacked ? Align::left : Align::right, .bold = true});
  canvas.tap_to_set(panel, "member", static_cast<double>(member));
}

}  // namespace

float Family::masks_height(float width) { return Layout(width).height; }

void Family::draw_masks(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  for (const Member member : members) draw_member(params, member, at, canvas);
}

}  // namespace lesson
