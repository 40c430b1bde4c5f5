// family_spread.cpp: the panel "spread" of family: the same p, and by how much the dropped share strays from it, exactly and in draws.
#include <algorithm>
#include <string>

#include "contract/table.h"
#include "family.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

using Member = Family::Member;
using Params = Family::Params;

namespace {

// Most coins first. Gaussian dropout has no share: it drops nothing.
constexpr Member rows[] = {Member::element, Member::block, Member::weight,
                           Member::channel, Member::row,   Member::batch};
constexpr int row_count = 6;

struct SpreadLayout {
  explicit SpreadLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    const float names = wide ? 164.0f : 0.0f, numbers = wide ? 96.0f : 0.0f;
    axis = {0, 1, inside.x + names + (wide ? 0.0f : 18.0f), inside.right() - numbers - (wide ? 0.0f : 18.0f)};
    row_height = 50;
    top = inside.y + 46;
    axis_y = top + row_height * row_count + 14;
    height = axis_y + 16;
  }
  // Of the strip of a row: where the draws stand on its bottom line.
  Rect strip(int row) const {
    const float y = top + row_height * static_cast<float>(row);
    return wide ? Rect{axis.from, y + 8, axis.to - axis.from, row_height - 14}
                : Rect{axis.from, y + 20, axis.to - axis.from, 25};  // the disk stays clear of the next name
  }
  bool wide;
  Rect inside;
  Axis axis;
  float row_height, top, axis_y, height;
};

// The exact mean, and with enough draws one standard deviation either side: no end where there can be no share.
void draw_law(const Family& widget, const dropout::ShareLaw& law, float y, const SpreadLayout& at, Canvas& canvas) {
  const auto end_at = [&](double share) {
    canvas.line({at.axis(share), y - 4}, {at.axis(share), y + 4}, {.width = 2});
  };
  end_at(law.mean);
  if (!widget.tells_spread()) return;
  const double low = law.mean - law.sd, high = law.mean + law.sd;
  canvas.line({at.axis(std::max(0.0, low)), y}, {at.axis(std::min(1.0, high)), y}, {.width = 2});
  if (low >= 0) end_at(low);
  if (high <= 1) end_at(high);
}

// Bars: the draws. Line with ends: the law. Disk: the mask at hand.
void draw_strip(const Family& widget, const Params& params, int row, const SpreadLayout& at, Canvas& canvas) {
  const Member member = rows[row];
  const Rect strip = at.strip(row);
  const float base = strip.bottom();
  const auto& bins = widget.tally(member).bins;
  const std::int32_t most = *std::max_element(bins.begin(), bins.end());
  const float bin = strip.width / Family::bin_count;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i] == 0) continue;
    const float tall = std::max(1.5f, (strip.height - 10) * static_cast<float>(bins[i]) / static_cast<float>(most));
    canvas.rect({strip.x + bin * static_cast<float>(i) + 0.5f, base - tall, bin - 1, tall},
                {.ink = Ink::kept, .opacity = 0.45f});
  }
  canvas.line({strip.x, base}, {strip.right(), base}, {.ink = Ink::rule, .width = 1});
  draw_law(widget, Family::law(params, member), strip.y + 2, at, canvas);
  canvas.key({.name = mark_name("spread.now", static_cast<std::uint32_t>(row))});
  canvas.disk({at.axis(Family::share(params, member, params.mask_number)), base}, 4.5f, {.ink = Ink::kept});
  canvas.explain(strip, std::string(family_card(member).name) +
                            (widget.tells_spread()
                                 ? ": the line is the exact mean with one standard deviation either side, bars "
                                   "are draws, the disk is the mask at hand."
                                 : ": the upright line is the exact mean, the disk is the mask at hand."));
}

void draw_row_words(const Family& widget, const Params& params, int row, const SpreadLayout& at, Canvas& canvas) {
  const Member member = rows[row];
  const FamilyCard& card = family_card(member);
  const float y = at.top + at.row_height * static_cast<float>(row);
  const std::string coins = family_coins_text(params, member),
                    spread =
                        widget.tells_spread() ? "±" + number_text(100 * Family::law(params, member).sd, 1) : "±?";
  if (at.wide) {
    canvas.text({at.inside.x, y + 16}, card.name, {.size = 15, .bold = true});
    canvas.text({at.inside.x, y + 36}, coins, {.size = 14, .ink = Ink::muted});
    canvas.text({at.inside.right(), y + 16}, spread, {.size = 18, .align = Align::right, .bold = true});
    const std::string drawn = "drawn " + number_text(100 * widget.measured_sd(member), 1);
    canvas.text({at.inside.right(), y + 36}, widget.draws(params) > 0 ? drawn : "points",
                {.size = 14, .ink = Ink::muted, .align = Align::right});
    return;
  }
  const float size = at.inside.width < 260 ? 12.0f : 14.0f, spread_width = text_width(spread, size, true);
  canvas.text({at.inside.right(), y + 8}, spread, {.size = size, .align = Align::right, .bold = true});
  canvas.text({at.inside.x, y + 8}, card.name, {.size = size, .bold = true});
  float names = 0;
  for (const Member each : rows) names = std::max(names, text_width(family_card(each).name, size, true));
  const float left = at.inside.x + names + 10;
  if (left + text_width(coins, size) + 8 < at.inside.right() - spread_width)
    canvas.text({left, y + 8}, coins, {.size = size, .ink = Ink::muted});
}

// The line that all means stand on: p.
void draw_rate(const Params& params, const SpreadLayout& at, Canvas& canvas) {
  const float x = at.axis(params.drop_rate);
  const Point knob{x, at.inside.y + 17};
  const Stroke line{.ink = Ink::accent, .width = 1.5f};
  if (at.wide) canvas.line({x, knob.y}, {x, at.axis_y - 12}, line);
  for (int row = 0; !at.wide && row < row_count; ++row)  // not through the names
    canvas.line({x, at.strip(row).y - 4}, {x, at.strip(row).bottom()}, line);
  const std::string words = "p = " + number_text(params.drop_rate, 2);
  const bool left = x + knob_radius + 8 + text_width(words, 15, true) > at.inside.right();
  canvas.text({x + (left ? -knob_radius - 8 : knob_radius + 8), knob.y}, words,
              {.size = 15, .ink = Ink::accent, .align = left ? Align::right : Align::left, .bold = true});
  draw_knob(canvas, knob, Ways::sideways, mark_name("spread.knob"));
  canvas.drag({.area = knob_area(knob),
               .param_id = "p",
               .min_at = {at.axis(0), knob.y},
               .max_at = {at.axis(0.9), knob.y},
               .min = 0,
               .max = 0.9});
}

}  // namespace

float Family::spread_height(float width) { return SpreadLayout(width).height; }

void Family::draw_spread(const Params& params, Canvas& canvas) const {
  const SpreadLayout at(canvas.bounds().width);
  draw_rate(params, at, canvas);
  for (int row = 0; row < row_count; ++row) {
    draw_strip(*this, params, row, at, canvas);
    draw_row_words(*this, params, row, at, canvas);
  }
  const float size = panel_type(canvas.bounds().width).small;
  for (const double share : {0.0, 0.5, 1.0}) {
    const std::string words = share == 0.5 && at.wide ? "50 % dropped" : percent_text(share);
    canvas.text({centered_within(words, size, at.axis(share), at.inside.x, at.inside.right()), at.axis_y}, words,
                {.size = size, .ink = Ink::muted, .align = Align::center});
  }
}

void Family::spread_table(const Params& params, Table& table) const {
  table.row("Member", "Coins", "Exact mean", "Exact standard deviation", "Drawn mean", "Drawn standard deviation");
  for (const Member member : rows) {
    const dropout::ShareLaw exact = law(params, member);
    const auto drawn = [&](double value) {
      return draw_count_ > 0 ? family_value_text(member, value, true) : std::string("no draw yet");
    };
    table.row(family_card(member).name, family_coins_text(params, member),
              family_value_text(member, exact.mean, true), family_value_text(member, exact.sd, true),
              drawn(measured_mean(member)), drawn(measured_sd(member)));
  }
}

}  // namespace lesson
