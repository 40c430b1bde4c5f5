// mask_sampler_units.cpp: the panel "units" of mask_sampler: activations, one mask over them, and what is left.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

// Where everything stands, a function of the width alone, so that the height is known without the params.
struct Layout {
  explicit Layout(float width) : wide(is_wide(width)), type(panel_type(width)) {
    const float pad = panel_margin(width), left = wide ? 84 : 0, right = width >= 680 ? 96 : 0;
    headline = {pad, 6, width - 2 * pad, wide ? 28.0f : 44.0f};
    units = {pad + left, headline.bottom() + 8, width - 2 * pad - left - right, wide ? 222.0f : 296.0f};
    row_labels = pad;
    has_row_sums = right > 0;
    height = units.bottom() + 8;
  }

  bool wide;
  TypeSizes type;
  Rect headline, units;
  float row_labels, height;
  bool has_row_sums;
};

void draw_headline(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const MaskSampler::Sums sums = widget.sums(params);
  std::string headline = std::to_string(sums.kept) + " of " + std::to_string(params.unit_count) + " kept, ";
  headline += sums.full == 0 ? "and the full sum is 0" : number_text(widget.sum_share(params), 0) + " % of the sum";
  canvas.text({at.headline.x, at.headline.y + 12}, headline,
              {.size = fitting_size(headline, 16, at.headline.width, true), .bold = true});
  const std::string plain = "sum " + number_text(sums.surviving, 1) + " of " + number_text(sums.full, 1);
  const std::string sizes = number_text(sums.surviving_size, 1) + " of " + number_text(sums.full_size, 1);
  const std::string variants[] = {plain + ", sum of |x| " + sizes, plain + ", |x| " + sizes, plain};
  const float beside = at.wide ? text_width(headline, 16, true) + 16 : 0;
  canvas.text({at.wide ? at.headline.right() : at.headline.x, at.headline.y + (at.wide ? 12.0f : 35.0f)},
              first_fitting(variants, at.type.body, at.headline.width - beside),
              {.size = at.type.body, .ink = Ink::muted, .align = at.wide ? Align::right : Align::left});
}

// ---- one unit: activation, mask, output -----------------------------------------------------------------------------

struct UnitColumn {
  int unit;
  bool kept;
  double raw, x;  // before and after ReLU
  float center, width;
  float bars_top, bars_bottom;  // y of the largest and of the smallest activation
  float mask_y, circle_y, radius, text_size;
};

void draw_activation(const UnitColumn& u, Canvas& canvas) {
  const Axis y{-MaskSampler::largest_activation, MaskSampler::largest_activation, u.bars_bottom, u.bars_top};
  const float bar_width = std::min(30.0f, u.width * 0.5f);
  const float zero = y(0), end = y(u.x), handle = y(u.raw);
  const Rect bar{u.center - bar_width / 2, std::min(zero, end), bar_width, std::abs(zero - end)};
  const auto name = static_cast<std::uint32_t>(u.unit);
  if (u.raw != u.x)  // what ReLU cut off
    canvas.frame({bar.x, zero, bar_width, handle - zero}, {.ink = Ink::muted, .width = 1, .dash = Dash::dotted});
  if (u.x != 0) {
    canvas.key({.name = mark_name("units.bar", name)});
    if (u.kept)
      canvas.rect(bar, {.ink = Ink::kept, .opacity = 0.85f});
    else
      canvas.frame(bar, {.ink = Ink::dropped, .width = 1.5f, .dash = Dash::dashed});
  }
  canvas.key({.name = mark_name("units.handle", name)});
  canvas.rect({bar.x - 4, handle - 2, bar_width + 8, 4}, {.ink = u.kept ? Ink::kept : Ink::dropped}, 2);
  const float label_y = u.raw >= 0 ? handle - 4 - u.text_size * 0.6f : handle + 4 + u.text_size * 0.6f;
  canvas.text({u.center, label_y}, number_text(u.x, 1),
              {.size = u.text_size, .ink = u.kept ? Ink::ink : Ink::muted, .align = Align::center});
}

// A dropped unit is hollow, dashed and crossed; the cross leaves room for the 0 that it puts out.
void draw_output(const UnitColumn& u, Canvas& canvas) {
  const Point center{u.center, u.circle_y};
  const float r = u.radius;
  canvas.text({u.center, u.mask_y}, u.kept ? "× 1" : "× 0",
              {.size = u.text_size, .ink = u.kept ? Ink::kept : Ink::muted, .align = Align::center, .bold = u.kept});
  canvas.key({.name = mark_name("units.output", static_cast<std::uint32_t>(u.unit))});
  if (u.kept) {
    canvas.disk(center, r, {.ink = Ink::kept});
    canvas.text(center, number_text(u.x, 1),
                {.size = u.text_size, .ink = Ink::surface, .align = Align::center, .bold = true});
    return;
  }
  canvas.ring(center, r - 0.75f, {.ink = Ink::dropped, .dash = Dash::dashed});
  const float outer = (r - 1) * 0.707f, inner = u.text_size * 0.5f;
  for (const float sx : {-1.0f, 1.0f})
    for (const float sy : {-1.0f, 1.0f})
      canvas.line({u.center + sx * inner, u.circle_y + sy * inner}, {u.center + sx * outer, u.circle_y + sy * outer},
                  {.ink = Ink::dropped});
  canvas.text(center, "0", {.size = u.text_size, .ink = Ink::muted, .align = Align::center});
}

void draw_unit(const UnitColumn& u, Canvas& canvas) {
  draw_activation(u, canvas);
  draw_output(u, canvas);
  const std::string number = std::to_string(u.unit + 1);
  const Rect column{u.center - u.width / 2, u.bars_top, u.width, u.bars_bottom - u.bars_top};
  const Rect circle{u.center - u.width / 2, u.circle_y - u.radius, u.width, 2 * u.radius};
  canvas.explain(column, "Unit " + number + ": activation " + number_text(u.x, 1) + ". Drag to change it.");
  canvas.explain(circle, "Unit " + number +
                             (u.kept ? " is kept: output " + number_text(u.x, 1) + "." : " is dropped: output 0."));
  const std::string id = "x" + number;
  canvas.drag({.area = column,
               .param_id = id,
               .min_at = {u.center, u.bars_bottom},
               .max_at = {u.center, u.bars_top},
               .min = -MaskSampler::largest_activation,
               .max = MaskSampler::largest_activation});
  canvas.tap(circle, "new_mask");
}

struct UnitRow {
  int first, count;
  Rect area;
};

UnitColumn column_of(const UnitRow& row, int place, const Layout& at) {
  UnitColumn u{};
  u.unit = row.first + place;
  u.width = std::min(row.area.width / static_cast<float>(row.count), 92.0f);
  const float used = u.width * static_cast<float>(row.count);
  const float start = at.wide ? row.area.x : row.area.center().x - used / 2;
  u.center = start + u.width * (static_cast<float>(place) + 0.5f);
  u.radius = std::min({24.0f, u.width * 0.42f, row.area.height * 0.14f});
  u.text_size = u.radius >= 17.0f ? 14.0f : 12.0f;
  u.bars_top = row.area.y + 18;
  u.circle_y = row.area.bottom() - u.radius - 2;
  u.mask_y = u.circle_y - u.radius - 13;
  u.bars_bottom = u.mask_y - 26;
  return u;
}

void draw_row_words(const MaskSampler& widget, const Params& params, const UnitColumn& u, const Layout& at,
                    Canvas& canvas) {
  const float sums_x = u.center + u.width * (static_cast<float>(params.unit_count) - 0.5f) + 16;
  const float middle = (u.bars_top + u.bars_bottom) / 2;
  canvas.text({at.row_labels, middle}, "activation", {.size = 14, .ink = Ink::muted});
  canvas.text({at.row_labels, u.mask_y}, "mask", {.size = 14, .ink = Ink::muted});
  canvas.text({at.row_labels, u.circle_y}, "output", {.size = 14, .ink = Ink::muted});
  if (!at.has_row_sums) return;
  const MaskSampler::Sums sums = widget.sums(params);
  canvas.text({sums_x, middle}, "sum " + number_text(sums.full, 1), {.size = 14, .ink = Ink::muted});
  canvas.text({sums_x, u.circle_y}, "sum " + number_text(sums.surviving, 1), {.size = 16, .bold = true});
}

void draw_unit_rows(const MaskSampler& widget, const Params& params, const Layout& at, Canvas& canvas) {
  const auto mask = widget.mask(params);
  const int n = params.unit_count;
  const bool two_rows = !at.wide && n > 6;
  const int first_row = two_rows ? (n + 1) / 2 : n;
  const float gap = 14, row_height = two_rows ? (at.units.height - gap) / 2 : at.units.height;
  for (int unit = 0; unit < n; ++unit) {
    const bool second = unit >= first_row;
    // The second row keeps the columns of the first, so an odd unit out leaves a hole at its end.
    const UnitRow row{second ? first_row : 0,
                      first_row,
                      {at.units.x, at.units.y + (second ? row_height + gap : 0), at.units.width, row_height}};
    UnitColumn u = column_of(row, unit - row.first, at);
    u.kept = mask[static_cast<std::size_t>(unit)] != 0;
    u.raw = params.x[static_cast<std::size_t>(unit)];
    u.x = params.activation(unit);
    if (unit == row.first) {
      const float zero = (u.bars_top + u.bars_bottom) / 2;
      const float end = u.center + u.width * (static_cast<float>(std::min(first_row, n - row.first)) - 0.5f);
      canvas.line({u.center - u.width / 2, zero}, {end, zero}, {.ink = Ink::rule, .width = 1});
      if (at.wide) draw_row_words(widget, params, u, at, canvas);
    }
    draw_unit(u, canvas);
  }
}

}  // namespace

float MaskSampler::units_height(float width) { return Layout(width).height; }

void MaskSampler::draw_units(const Params& params, Canvas& canvas) const {
  const Layout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_unit_rows(*this, params, at, canvas);
}

}  // namespace lesson
