// family_picture.cpp: the picture of family: a panel a member with mask, spread and numbers, and the chosen one in words.
#include <algorithm>
#include <cmath>

#include "dropout/conv_bank.h"
#include "dropout/elementary.h"
#include "dropout/noise_dropout.h"
#include "dropout/random_stream.h"
#include "family.h"
#include "kit/map_picture.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Member = Family::Member;
using Params = Family::Params;

constexpr std::string_view card_labels[] = {"removes", "mask", "training", "evaluation", "typical p", "more in"};
constexpr int card_lines = 6;
constexpr float strip_height = 44;

// Where everything stands, a function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8, full = width - 2 * pad;
    headline = {pad, 4, full, wide ? 56.0f : 76.0f};
    const int columns = wide ? 3 : 2;
    const float gap = wide ? 28 : 16,
                panel_width = (full - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    map_gap = wide ? 4 : 3;
    cell = std::min(13.0f, (panel_width - 3 * map_gap) / 24);
    if (cell >= 6) cell = std::floor(2 * cell) / 2;
    tight = width < tight_below;
    stacked = panel_width < 190;  // decisions and share, one below the other
    title = 24;
    rows = 2 * 6 * cell + map_gap + 2;
    line = type.small + 5;
    // Title, maps, decisions and share, the strip, the exact and the drawn numbers.
    const float panel_height = title + rows + 6 + (stacked ? 2 * line : line) + strip_height + 2 * line;
    const float top = headline.bottom() + 8, row_gap = wide ? 20 : 18;
    for (int i = 0; i < Family::member_count; ++i)
      panels[i] = {pad + static_cast<float>(i % columns) * (panel_width + gap),
                   top + static_cast<float>(i / columns) * (panel_height + row_gap), panel_width, panel_height};
    card_step = tight ? 2 * type.body + 12 : type.body + 8;
    const float card_height = 32 + card_lines * card_step;
    if (wide)
      card = {panels[1].x, panels[6].y, full - panel_width - gap, std::max(card_height, panel_height)};
    else
      card = {pad, panels[6].bottom() + 20, full, card_height};
    height = std::max(panels[6].bottom(), card.bottom()) + 8;
  }

  bool wide, tight, stacked;
  TypeSizes type;
  Rect headline, panels[Family::member_count], card;
  float map_gap, cell, title, rows, line, card_step, height;
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

// ---- the mask of one panel -------------------------------------------------------------------------------------------

Rect sample_row(const Rect& panel, int sample, const Layout& at) {
  const float height = 6 * at.cell;
  return {panel.x, panel.y + at.title + static_cast<float>(sample) * (height + at.map_gap),
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

// ---- the spread of one panel -----------------------------------------------------------------------------------------

// Bars: the draws. Line and bracket above: exact mean and one standard deviation either side. Dot: the mask shown.
void draw_strip(const Family& widget, const Params& params, Member member, const Rect& area, Canvas& canvas) {
  const bool factors = member == Member::gaussian;
  const Axis x{0, factors ? 2.0 : 1.0, area.x + 4, area.right() - 4};
  const float base = area.bottom() - 20, top = area.y + 8;
  const dropout::ShareLaw law = Family::law(params, member);
  const float bin = (x.to - x.from) / Family::bin_count;
  const auto& bins = widget.tally(member).bins;
  const std::int32_t most = *std::max_element(bins.begin(), bins.end());
  if (most > 0)
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const float height = (base - top) * static_cast<float>(bins[i]) / static_cast<float>(most);
      if (bins[i] > 0)
        canvas.rect(
            {x.from + bin * static_cast<float>(i), base - std::max(1.0f, height), bin - 0.5f, std::max(1.0f, height)},
            {.ink = Ink::muted, .opacity = 0.5f});
    }
  canvas.line({x.from, base}, {x.to, base}, {.ink = Ink::muted, .width = 1});
  const float low = x(law.mean - law.sd), high = x(law.mean + law.sd), middle = x(law.mean);
  canvas.line({low, top - 4}, {high, top - 4}, {.width = 1.5f});
  for (const float end : {low, high}) canvas.line({end, top - 7}, {end, top - 1}, {.width = 1.5f});
  canvas.line({middle, top - 7}, {middle, base}, {.width = 1.5f});
  canvas.disk({x(Family::share(params, member, params.mask_number)), base}, 4, {.ink = Ink::kept});
  const TextStyle end{.size = 12, .ink = Ink::muted};
  canvas.text({x.from - 4, base + 11}, factors ? "0" : "0 %", end);
  canvas.text({x.to + 4, base + 11}, factors ? "2" : "100 %", {.size = 12, .ink = Ink::muted, .align = Align::right});
  canvas.explain(area,
                 std::string(factors ? "Mean factor" : "Dropped share") +
                     ": the bracket is the exact mean with one standard deviation either side, the dot the shown "
                     "mask, bars are draws.");
}

std::string value_text(Member member, double value, bool with_unit) {
  if (member == Member::gaussian) return number_text(value, 3);
  return number_text(100 * value, 1) + (with_unit ? " %" : "");
}

std::string spread_text(Member member, double mean, double sd) {
  return value_text(member, mean, false) + " ± " + value_text(member, sd, true);
}

void draw_panel(const Family& widget, const Params& params, Member member, const Layout& at, Canvas& canvas) {
  const Rect& panel = at.panels[static_cast<std::size_t>(member)];
  const bool chosen = member == params.member, factors = member == Member::gaussian;
  const std::string name(family_card(member).name);
  const float name_x = panel.x + (chosen ? 9.0f : 0.0f), small = at.type.small;
  if (chosen) canvas.rect({panel.x, panel.y + 1, 3, 16}, {.ink = Ink::accent}, 1);
  canvas.text({name_x, panel.y + 9}, name,
              {.size = fitting_size(name, 14, panel.right() - name_x, true), .bold = true});
  const float right = sample_row(panel, 0, at).right();
  const std::string_view object = family_card(member).object;
  if (at.wide && name_x + text_width(name, 14, true) + text_width(object, small) + 12 < right)
    canvas.text({right, panel.y + 9}, object, {.size = small, .ink = Ink::muted, .align = Align::right});
  draw_mask(params, member, panel, at, canvas);

  const int count = Family::decision_count(params, member);
  const std::string decisions = member == Member::weight ? count_text(count) + " weights"
                                : factors                ? count_text(count) + " factors"
                                                         : plural_text(count, "decision", "decisions");
  const double share = Family::share(params, member, params.mask_number);
  const std::string now = (factors ? "mean " : "now ") + value_text(member, share, true);
  float y = panel.y + at.title + at.rows + 6 + at.line / 2;
  canvas.text({panel.x, y}, decisions, {.size = small, .ink = Ink::muted});
  if (at.stacked) y += at.line;
  canvas.text({at.stacked ? panel.x : right, y}, now,
              {.size = small, .ink = Ink::kept, .align = at.stacked ? Align::left : Align::right, .bold = true});
  const Rect strip{panel.x, y + at.line / 2, sample_row(panel, 0, at).width, strip_height};
  draw_strip(widget, params, member, strip, canvas);

  const dropout::ShareLaw law = Family::law(params, member);
  y = strip.bottom() + at.line / 2;
  canvas.text({panel.x, y}, std::string(at.tight ? "" : "exact ") + spread_text(member, law.mean, law.sd),
              {.size = small});
  if (widget.draws(params) > 0)
    canvas.text({panel.x, y + at.line},
                std::string(at.tight ? "" : "drawn ") +
                    spread_text(member, widget.measured_mean(member), widget.measured_sd(member)),
                {.size = small, .ink = Ink::muted});
  canvas.tap_to_set(panel, "member", static_cast<double>(member));
}

// ---- words -----------------------------------------------------------------------------------------------------------

void draw_card(const Params& params, const Layout& at, Canvas& canvas) {
  const FamilyCard& facts = family_card(params.member);
  const Rect& area = at.card;
  const std::string_view values[] = {facts.removes,   facts.shape,   facts.formula,
                                     facts.test_rule, facts.typical, facts.chapter};
  canvas.rect({area.x, area.y + 1, 3, 16}, {.ink = Ink::accent}, 1);
  canvas.text({area.x + 9, area.y + 9}, facts.name, {.size = 16, .bold = true});
  const float label_width = at.tight ? 0 : 84;
  std::string all(facts.name);
  for (int i = 0; i < card_lines; ++i) {
    const float y = area.y + 40 + at.card_step * static_cast<float>(i);
    canvas.text({area.x, y}, card_labels[i], {.size = at.type.body, .ink = Ink::muted});
    canvas.text({area.x + label_width, at.tight ? y + at.type.body + 3 : y}, values[i],
                {.size = fitting_size(values[i], at.type.body, area.width - label_width)});
    all += std::string(i == 0 ? ": " : "; ") + std::string(card_labels[i]) + " " + std::string(values[i]);
  }
  canvas.explain(area, all + ".");
}

void draw_headline(const Params& params, const Layout& at, Canvas& canvas) {
  const Rect& area = at.headline;
  const std::string name(family_card(params.member).name);
  const dropout::ShareLaw law = Family::law(params, params.member);
  const double share = Family::share(params, params.member, params.mask_number);
  const bool factors = params.member == Member::gaussian;
  std::string headline = name + ": ";
  headline += factors ? "mean factor " + number_text(share, 3) + " now, nothing is 0"
                      : percent_text(share) + " dropped now, " +
                            plural_text(Family::decision_count(params, params.member), "decision", "decisions");
  if (!at.wide) headline = name + ": " + (factors ? number_text(share, 2) : percent_text(share)) + " now";
  canvas.text({area.x, area.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, area.width, true), .bold = true});
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  std::string rate = "p = " + number_text(params.drop_rate, 2) + " for all";
  if (at.wide) rate += ": mean and spread of the dropped share";
  canvas.text({area.x, area.y + 38}, rate, muted);
  if (!at.wide) canvas.text({area.x, area.y + 60}, "exactly " + spread_text(params.member, law.mean, law.sd), muted);
  std::string mask_name = "mask " + count_text(params.mask_number);
  const std::string full_name = mask_name + " of RNG seed " + std::to_string(params.seed);
  if (text_width(rate + full_name, at.type.body) + 16 <= area.width) mask_name = full_name;
  canvas.text({area.right(), area.y + 38}, mask_name,
              {.size = at.type.body, .ink = Ink::muted, .align = Align::right});
}

}  // namespace

float family_height(float width) { return Layout(width).height; }

void Family::draw(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  draw_headline(params, at, canvas);
  for (const Member member : members) draw_panel(*this, params, member, at, canvas);
  draw_card(params, at, canvas);
}

}  // namespace lesson
