// family_spread.cpp: the panel "spread" of family: by how much the dropped share of each member varies, exactly and in the draws.
#include <algorithm>

#include "family.h"
#include "kit/panel_space.h"

namespace lesson {

using Member = Family::Member;
using Params = Family::Params;

std::string family_value_text(Member member, double value, bool with_unit) {
  if (member == Member::gaussian) return number_text(value, 3);
  return number_text(100 * value, 1) + (with_unit ? " %" : "");
}

namespace {

constexpr float row_height = 46, name_height = 20;

// Bars: the draws. Line and bracket above: exact mean and one standard deviation either side. Dot: the mask shown.
void draw_strip(const Family& widget, const Params& params, Member member, const Rect& area, Canvas& canvas) {
  const bool factors = member == Member::gaussian;
  const Axis x{0, factors ? 2.0 : 1.0, area.x + 4, area.right() - 4};
  const float base = area.bottom() - 5, top = area.y + 8;
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
  canvas.key({.name = mark_name("spread.now", static_cast<std::uint32_t>(member))});
  canvas.disk({x(Family::share(params, member, params.mask_number)), base}, 4, {.ink = Ink::kept});
  canvas.explain(area,
                 std::string(factors ? "Mean factor" : "Dropped share") +
                     ": the bracket is the exact mean with one standard deviation either side, the dot the shown "
                     "mask, bars are draws.");
}

std::string spread_text(Member member, double mean, double sd) {
  return family_value_text(member, mean, false) + " ± " + family_value_text(member, sd, true);
}

// The name with the exact numbers, below it the strip with the drawn ones.
void draw_row(const Family& widget, const Params& params, Member member, const Rect& row, float size,
              Canvas& canvas) {
  const bool chosen = member == params.member;
  const float name_x = row.x + (chosen ? 9.0f : 0.0f), numbers = text_width("100.0 ± 50.0 %", size);
  const std::string name(family_card(member).name);
  if (chosen) canvas.rect({row.x, row.y + 1, 3, 16}, {.ink = Ink::accent}, 1);
  canvas.text({name_x, row.y + 9}, name,
              {.size = fitting_size(name, size, row.right() - numbers - name_x - 8, true), .bold = chosen});
  const dropout::ShareLaw law = Family::law(params, member);
  canvas.text({row.right(), row.y + 9}, spread_text(member, law.mean, law.sd), {.size = size, .align = Align::right});
  const Rect strip{row.x, row.y + name_height, row.width - numbers - 8, row_height - name_height};
  draw_strip(widget, params, member, strip, canvas);
  if (widget.draws(params) > 0)
    canvas.text({row.right(), strip.center().y + 2},
                spread_text(member, widget.measured_mean(member), widget.measured_sd(member)),
                {.size = size, .ink = Ink::muted, .align = Align::right});
  canvas.tap_to_set(row, "member", static_cast<double>(member));
}

}  // namespace

float Family::spread_height(float) { return 6 + 22 + row_height * member_count + 20 + 8; }

void Family::draw_spread(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  const std::string draws = plural_text(draw_count_, "draw", "draws");
  const std::string drawn[] = {"exact mean ± spread; below: " + draws, "exact; below: " + draws};
  const std::string exact[] = {"exact mean ± standard deviation", "exact mean ± sd"};
  canvas.text({area.x, area.y + 8}, first_fitting(draw_count_ > 0 ? drawn : exact, size, area.width),
              {.size = size, .ink = Ink::muted});
  const float top = area.y + 22;
  for (const Member member : members)
    draw_row(*this, params, member, {area.x, top + row_height * static_cast<float>(member), area.width, row_height},
             size, canvas);
  // Every strip but the last shows shares; its own ends are 0 and 2.
  const std::string ends[] = {"strips: 0 to 100 %; factors: 0 to 2", "0 to 100 %; factors 0 to 2"};
  canvas.text({area.x, top + row_height * member_count + 10}, first_fitting(ends, size, area.width),
              {.size = size, .ink = Ink::muted});
}

}  // namespace lesson
