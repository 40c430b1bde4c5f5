// scaling_schemes_unit.cpp: one unit under three schemes: training and test side by side, and the outcomes behind them.
#include <algorithm>
#include <array>
#include <cmath>

#include "scaling_schemes_picture.h"

namespace lesson {

namespace {

using dropout::Scheme;
using dropout::UnitLaw;
using Params = ScalingSchemes::Params;

constexpr Scheme schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};
constexpr std::string_view bar_names[] = {"naive", "test-scaled", "inverted"};
constexpr std::string_view short_names[] = {"naive", "at test", "inverted"};
// Where the factor stands.
constexpr std::string_view places[] = {"no factor", "test × k", "train ÷ k"};

// ---- training and test, side by side ---------------------------------------------------------------------------------

struct Group {
  std::size_t scheme;
  UnitLaw law;
  Rect area;
  Axis y;
  float train_x, test_x, bar_width;
};

bool agrees(const UnitLaw& law) { return std::abs(law.eval_output - law.train_mean) < 1e-9; }

// The part of the training bar that is missing, seen from the test.
void draw_gap(const Group& group, Canvas& canvas) {
  const float low = group.y(group.law.train_mean), high = group.y(group.law.eval_output);
  canvas.frame({group.train_x - group.bar_width / 2, high, group.bar_width, low - high},
               {.ink = Ink::muted, .width = 1.5f, .dash = Dash::dashed});
}

void draw_group(const Group& group, const SchemesPanel& at, Canvas& canvas) {
  const float size = at.type.small, bottom = group.y.from;
  const UnitLaw& law = group.law;
  const std::string train = activation_text(law.train_mean), test = activation_text(law.eval_output);
  const auto name = static_cast<std::uint32_t>(group.scheme);
  draw_bar(canvas, group.y, group.train_x, group.bar_width, law.train_mean, {.ink = Ink::train},
           mark_name("factor.train", name));
  draw_bar(canvas, group.y, group.test_x, group.bar_width, law.eval_output, {.ink = Ink::test, .hatched = true},
           mark_name("factor.test", name));
  const float test_top = group.y(law.eval_output);
  canvas.frame({group.test_x - group.bar_width / 2, test_top, group.bar_width, bottom - test_top},
               {.ink = Ink::test, .width = 1.5f});
  if (!agrees(law)) draw_gap(group, canvas);
  canvas.text({group.train_x, group.y(law.train_mean) - size * 0.7f - 2}, train,
              {.size = size, .ink = Ink::train, .align = Align::center, .bold = true});
  canvas.text({group.test_x, test_top - size * 0.7f - 2}, test,
              {.size = size, .ink = Ink::test, .align = Align::center, .bold = true});

  const float middle = group.area.center().x;
  canvas.text({group.train_x, bottom + 12}, "train", {.size = size, .ink = Ink::train, .align = Align::center});
  canvas.text({group.test_x, bottom + 12}, "test", {.size = size, .ink = Ink::test, .align = Align::center});
  const float room = group.area.width - 4;
  const bool has_room = text_width(bar_names[1], 14, true) <= room;
  const std::string_view title = has_room ? bar_names[group.scheme] : short_names[group.scheme];
  const std::string_view place = places[group.scheme];
  canvas.text({middle, bottom + 34}, title,
              {.size = fitting_size(title, 14, room, true), .align = Align::center, .bold = true});
  canvas.text({middle, bottom + 53}, place,
              {.size = fitting_size(place, size, room), .ink = Ink::muted, .align = Align::center});
  const std::string verdict = agrees(law) ? "equal" : factor_text(law.mismatch()) + " × off";
  canvas.text({middle, group.y(std::max(law.train_mean, law.eval_output)) - 1.9f * size - 9}, verdict,
              {.size = fitting_size(verdict, 14, room, true),
               .ink = agrees(law) ? Ink::muted : Ink::ink,
               .align = Align::center,
               .bold = !agrees(law)});
  canvas.explain(group.area, std::string(scheme_names[group.scheme]) + ": " + train + " on average in training, " +
                                 test + " at test" + (agrees(law) ? "." : ": too strong."));
}

// The activation itself, a line across all groups; its handle can be dragged.
void draw_activation_line(const Params& params, const Axis& y, const Rect& area, const SchemesPanel& at,
                          Canvas& canvas) {
  const float line = y(params.x);
  canvas.line({area.x, line}, {area.right(), line}, {.ink = Ink::accent, .width = 1.5f, .dash = Dash::dotted});
  canvas.rect({area.right() - 5, line - 9, 10, 18}, {.ink = Ink::accent}, 4);
  canvas.text({area.right() + 6, line - 20}, (at.wide ? "x = " : "x ") + number_text(params.x, 1),
              {.size = at.type.small, .ink = Ink::accent, .align = Align::right, .bold = true});
  const Rect handle{area.right() - 24, y.to - 10, 34, y.from - y.to + 20};
  canvas.explain(handle, "The activation x = " + number_text(params.x, 1) + ". Drag to change it.");
  canvas.drag({.area = handle,
               .param_id = "x",
               .min_at = {area.right(), y(0.5)},
               .max_at = {area.right(), y(ScalingSchemes::largest_activation)},
               .min = 0.5,
               .max = ScalingSchemes::largest_activation});
}

}  // namespace

void draw_unit_bars(const Params& params, const SchemesPanel& at, Canvas& canvas) {
  const Rect& area = at.area;
  const std::string off = factor_text(1 / params.keep_rate()) + " × too strong at test",
                    nothing = "Nothing is dropped: all agree";
  const std::string headlines[] = {params.drop_rate == 0 ? nothing : "Only the naive mask is off: " + off,
                                   params.drop_rate == 0 ? nothing : "Naive: " + off};
  const std::string rate = "k = " + number_text(params.keep_rate(), 2);
  const std::string notes[] = {"solid: mean in training, hatched: output at test, keep rate " + rate,
                               "solid: in training, hatched: test, " + rate, "hatched: test, " + rate};
  at.draw_words(headlines, notes, canvas);
  const Rect plot{area.x, area.y + 78, area.width - 8, area.height - 142};
  const Axis y{0, ScalingSchemes::largest_activation, plot.bottom(), plot.y};
  const float slot = (plot.width - (at.wide ? 52 : at.type.small > 12 ? 44 : 34)) / 3;
  for (std::size_t i = 0; i < 3; ++i) {
    Group group{};
    group.scheme = i;
    group.law = ScalingSchemes::law(params, schemes[i]);
    group.area = {plot.x + slot * static_cast<float>(i), area.y, slot, area.height};
    group.y = y;
    const float pitch = std::clamp(slot * 0.46f, std::min(34.0f, slot * 0.52f), 46.0f);
    group.bar_width = pitch - 6;
    group.train_x = group.area.center().x - pitch / 2;
    group.test_x = group.area.center().x + pitch / 2;
    draw_group(group, at, canvas);
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});
  draw_activation_line(params, y, plot, at, canvas);
}

// ---- the outcomes in training ----------------------------------------------------------------------------------------

namespace {

struct OutcomeRow {
  std::size_t scheme;
  UnitLaw law;
  Axis x;
  float top, baseline, text_size;
  double measured;  // mean over the drawn masks, below 0: none drawn
};

void draw_stem(const OutcomeRow& row, double value, double chance, bool kept, bool labeled, Canvas& canvas) {
  const float full = row.baseline - row.top - 1.9f * row.text_size;
  const Point foot{row.x(value), row.baseline}, head{foot.x, row.baseline - full * static_cast<float>(chance)};
  const Ink ink = kept ? Ink::kept : Ink::dropped;
  if (chance > 0) canvas.line(foot, head, {.ink = ink, .width = 2.5f, .dash = kept ? Dash::solid : Dash::dashed});
  canvas.key(
      {.name = mark_name(kept ? "outcomes.kept" : "outcomes.dropped", static_cast<std::uint32_t>(row.scheme))});
  canvas.disk(head, 4.5f, {.ink = kept ? Ink::kept : Ink::surface});
  if (!kept) canvas.ring(head, 4.5f, {.ink = Ink::dropped, .width = 1.5f});
  if (!labeled) return;
  const std::string words = percent_text(chance);
  const bool right = head.x + 9 + text_width(words, row.text_size, true) <= row.x.to;
  canvas.text({head.x + (right ? 9 : -9), head.y}, words,
              {.size = row.text_size,
               .ink = kept ? Ink::kept : Ink::muted,
               .align = right ? Align::left : Align::right,
               .bold = kept});
}

// Mean and one standard deviation either side, on a lane of its own below the stems.
void draw_whisker(const OutcomeRow& row, Canvas& canvas) {
  const double sd = std::sqrt(row.law.train_variance);
  const float y = row.baseline + 11, middle = row.x(row.law.train_mean);
  const float low = row.x(row.law.train_mean - sd), high = row.x(row.law.train_mean + sd);
  canvas.line({low, y}, {high, y}, {.ink = Ink::train, .width = 2});
  for (const float end : {low, high}) canvas.line({end, y - 4}, {end, y + 4}, {.ink = Ink::train, .width = 2});
  canvas.disk({middle, y}, 4, {.ink = Ink::train});
  if (row.measured < 0) return;
  const float at = row.x(row.measured);
  canvas.polygon(std::array{Point{at, y + 5}, Point{at + 5, y + 13}, Point{at - 5, y + 13}}, {.ink = Ink::ink});
}

void draw_row(const OutcomeRow& row, const SchemesPanel& at, Canvas& canvas) {
  const double sd = std::sqrt(row.law.train_variance);
  const float y = row.top + row.text_size * 0.5f;
  const std::string name(at.wide ? scheme_names[row.scheme] : short_names[row.scheme]);
  canvas.text({row.x.from, y}, name, {.size = row.text_size, .bold = true});
  const std::string mean = number_text(row.law.train_mean, 2), spread = number_text(sd, 2);
  const std::string ratio = number_text(row.law.relative_noise(), 2);
  const std::string variants[] = {"mean " + mean + ", sd " + spread + " = " + ratio + " × mean",
                                  mean + " ± " + spread + " = " + ratio + " × mean", mean + " ± " + spread};
  const float room = row.x.to - row.x.from - text_width(name, row.text_size, true) - 12;
  canvas.text({row.x.to, y}, first_fitting(variants, row.text_size, room),
              {.size = row.text_size, .ink = Ink::muted, .align = Align::right});
  canvas.line({row.x.from, row.baseline}, {row.x.to, row.baseline}, {.ink = Ink::rule, .width = 1});
  // The chance of 0 has no room where the two outcomes nearly coincide; it is in the explanation.
  const bool apart = row.x(row.law.kept_value) - row.x(0) > 2 * text_width("50 %", row.text_size);
  draw_stem(row, 0, row.law.drop_probability, false, apart, canvas);
  draw_stem(row, row.law.kept_value, 1 - row.law.drop_probability, true, true, canvas);
  draw_whisker(row, canvas);
  canvas.explain({row.x.from, row.top, row.x.to - row.x.from, row.baseline + 18 - row.top},
                 std::string(scheme_names[row.scheme]) + " in training: 0 with chance " +
                     percent_text(row.law.drop_probability) + ", " + number_text(row.law.kept_value, 2) +
                     " with chance " + percent_text(1 - row.law.drop_probability) + "; mean " + mean +
                     ", standard deviation " + spread + ".");
}

// What single steps see: the unit kept (filled) or dropped (hollow), in the last masks drawn, or the first ones to come.
void draw_masks(const Params& params, int draws, const Rect& area, float text_size, Canvas& canvas) {
  const std::string_view words = draws == 0 ? "first masks" : "last masks";
  const float y = area.center().y, start = area.x + text_width(words, text_size) + 14, pitch = 14;
  canvas.text({area.x, y}, words, {.size = text_size, .ink = Ink::muted});
  const int count = std::clamp(static_cast<int>((area.right() - start) / pitch), 0, 20);
  const int first = std::max(0, draws - count), shown = draws == 0 ? count : std::min(count, draws);
  int kept_count = 0;
  for (int i = 0; i < shown; ++i) {
    const Point center{start + pitch * (static_cast<float>(i) + 0.5f), y};
    const bool kept = ScalingSchemes::is_kept(params, first + i);
    kept_count += kept;
    if (kept) canvas.disk(center, 4.5f, {.ink = Ink::kept});
    if (!kept) canvas.ring(center, 4, {.ink = Ink::dropped, .width = 1.5f});
  }
  canvas.explain(area, std::to_string(kept_count) + " of " + std::to_string(shown) +
                           " masks of this RNG seed keep the unit (filled); in a step it is there or it is not.");
}

}  // namespace

void draw_unit_outcomes(const ScalingSchemes& widget, const Params& params, const SchemesPanel& at, Canvas& canvas) {
  const Rect& area = at.area;
  const int draws = widget.draw_count(params);
  const std::string exact[] = {"stems: exact chances; below: mean ± sd", "exact; below: mean ± sd"};
  const std::string drawn[] = {"triangle: mean of " + plural_text(draws, "drawn mask", "drawn masks"),
                               "triangle: mean of draws"};
  canvas.text({area.x, area.y + 8}, first_fitting(draws == 0 ? exact : drawn, at.type.small, area.width),
              {.size = at.type.small, .ink = Ink::muted});
  // Room for the largest activation, so that dragging x moves the marks and not the axis.
  const double noise = widget.relative_noise(params), most = ScalingSchemes::largest_activation;
  const double high = most * std::max(1 / params.keep_rate(), 1 + noise), low = most * std::min(0.0, 1 - noise);
  const float axis_height = at.type.small + 14;
  const Axis x{low - 0.03 * (high - low), high * 1.12, area.x, area.right()};
  draw_masks(params, draws, {area.x, area.y + 20, area.width, 20}, at.type.small, canvas);
  const float rows_top = area.y + 44, row_height = (area.bottom() - axis_height - rows_top) / 3;
  for (std::size_t i = 0; i < 3; ++i) {
    const float top = rows_top + row_height * static_cast<float>(i);
    const UnitLaw law = ScalingSchemes::law(params, schemes[i]);
    const double measured = widget.measured_mean(params) / params.x * law.kept_value;
    draw_row({i, law, x, top + 2, top + row_height - 22, at.type.small, draws > 0 ? measured : -1.0}, at, canvas);
  }
  draw_x_axis(canvas, x, area.bottom() - axis_height, round_ticks(x.min, x.max, 6), {.text_size = at.type.small});
}

}  // namespace lesson
