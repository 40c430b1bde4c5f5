// scaling_schemes_area.cpp: the panel "unit" of scaling_schemes: one unit under three schemes, its mean as an area.
//
// A training bar is as wide as the chance and as high as the value: the kept share is solid, the dropped one empty, and the
// area poured over the whole width is the mean. The level runs on to the test bar beside it.
#include <algorithm>
#include <cmath>
#include <string>

#include "kit/knob.h"
#include "scaling_schemes_picture.h"

namespace lesson {

namespace {

using dropout::Scheme;

constexpr double most_dragged = 0.75;
constexpr float knob_above = 30;  // the base line
constexpr Scheme schemes[] = {Scheme::naive, Scheme::test_scaled, Scheme::inverted};

struct AreaLayout {
  explicit AreaLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    gap = wide ? 10.0f : 4.0f;
    const float between = wide ? 40.0f : 13.0f;
    column = (inside.width - 2 * between) / 3;
    bar = (column - gap) / 2;
    for (int k = 0; k < 3; ++k) left[k] = inside.x + static_cast<float>(k) * (column + between);
    top = inside.y + 66;
    base = top + (wide ? 240.0f : 192.0f);
    height = base + 56;
  }
  bool wide;
  Rect inside;
  float gap, column, bar, left[3], top, base, height;
};

// CSS pixels a unit of activation: 30, or less where the tallest bar would not fit.
float pixels_of(const ScalingSchemes::Params& params, const AreaLayout& at) {
  const double tallest = ScalingSchemes::law(params, Scheme::inverted).kept_value;
  const float most = at.wide ? 30.0f : 24.0f;
  return std::min(most, (at.base - at.top) / static_cast<float>(std::max(tallest, 1e-6)));
}

void draw_training(const ScalingSchemes::Params& params, int k, const dropout::UnitLaw& law, float pixels,
                   const AreaLayout& at, Canvas& canvas) {
  const float x = at.left[k], kept = at.bar * static_cast<float>(params.keep_rate());
  const float high = static_cast<float>(law.kept_value) * pixels, mean = static_cast<float>(law.train_mean) * pixels;
  canvas.rect({x + kept, at.base - mean, at.bar - kept, mean}, {.ink = Ink::train, .opacity = 0.26f});
  canvas.rect({x, at.base - high, kept, high}, {.ink = Ink::train});
  if (params.drop_rate > 0)
    canvas.frame({x + kept, at.base - high, at.bar - kept, high}, {.ink = Ink::dropped, .dash = Dash::dashed});
  canvas.line({x, at.base - mean}, {x + kept, at.base - mean}, {.ink = Ink::surface, .width = 2.25f});
  canvas.line({x + kept, at.base - mean}, {x + at.column, at.base - mean}, {.ink = Ink::ink, .width = 2.25f});
  const float above = std::min(at.base - high - 11, at.base - knob_above - 22);  // not behind the knob
  canvas.text({x + std::max(kept / 2, 12.0f), above}, activation_text(law.kept_value),
              {.size = at.wide ? 15.0f : 14.0f, .align = Align::center, .bold = true});
  canvas.explain({x, at.base - high, at.bar, high},
                 "Training: with probability " + number_text(params.keep_rate(), 2) + " the value is " +
                     activation_text(law.kept_value) +
                     ", else 0. The mean is the area: " + activation_text(law.train_mean) + ".");
}

void draw_test(int k, const dropout::UnitLaw& law, float pixels, const AreaLayout& at, Canvas& canvas) {
  const float x = at.left[k] + at.bar + at.gap;
  const float high = static_cast<float>(law.eval_output) * pixels, mean = static_cast<float>(law.train_mean) * pixels;
  canvas.rect({x, at.base - std::min(high, mean), at.bar, std::min(high, mean)}, {.ink = Ink::test, .hatched = true});
  canvas.frame({x, at.base - std::min(high, mean), at.bar, std::min(high, mean)}, {.ink = Ink::test});
  canvas.explain({x, at.base - high, at.bar, high},
                 "Test: nothing is dropped, the output is " + activation_text(law.eval_output) + ".");
  if (high <= mean + 0.5f) return;
  const Rect excess{x, at.base - high, at.bar, high - mean};
  canvas.rect(excess, {.ink = Ink::fragile, .opacity = 0.16f});
  canvas.frame(excess, {.ink = Ink::fragile, .width = 2});
  const std::string times = factor_text(law.mismatch()) + " ×";
  const float size = fitting_size(times, at.wide ? 18.0f : 15.0f, at.bar - 8, true);
  if (excess.height < size + 2) return;
  const bool has_words = at.wide && excess.height > 52;
  canvas.text({excess.center().x, excess.center().y - (has_words ? 9 : 0)}, times,
              {.size = size, .ink = Ink::fragile, .align = Align::center, .bold = true});
  if (has_words)
    canvas.text({excess.center().x, excess.center().y + 13}, "too strong",
                {.size = 14, .ink = Ink::fragile, .align = Align::center});
}

// Mean, equal or not, test.
void draw_sums(int k, const dropout::UnitLaw& law, const AreaLayout& at, Canvas& canvas) {
  const float x = at.left[k], train = x + at.bar / 2, test = x + at.bar * 1.5f + at.gap, y = at.base + 22;
  const bool equal = std::abs(law.train_mean - law.eval_output) < 1e-9;
  const std::string sign = equal ? "=" : "≠";
  const std::string means[] = {activation_text(law.train_mean), activation_text(law.eval_output)};
  // In the narrow column of an embed the sign may have no room; the bars say it as well.
  float size = at.wide ? 19.0f : 15.0f;
  const auto needed = [&] { return text_width(means[0] + sign + sign + means[1], size, true) / 2; };
  if (needed() > at.bar + at.gap) size = 12;
  canvas.text({train, y}, means[0], {.size = size, .ink = Ink::train, .align = Align::center, .bold = true});
  if (text_width(means[0] + sign, size, true) / 2 + 1 < (at.bar + at.gap) / 2 &&
      text_width(means[1] + sign, size, true) / 2 + 1 < (at.bar + at.gap) / 2)
    canvas.text({x + at.bar + at.gap / 2, y}, sign,
                {.size = size, .ink = equal ? Ink::ink : Ink::fragile, .align = Align::center, .bold = true});
  canvas.text({test, y}, means[1], {.size = size, .ink = Ink::test, .align = Align::center, .bold = true});
  canvas.text({train, y + 20}, at.wide ? "training mean" : "train",
              {.size = 14, .ink = Ink::muted, .align = Align::center});
  canvas.text({test, y + 20}, "test", {.size = 14, .ink = Ink::muted, .align = Align::center});
}

}  // namespace

float ScalingSchemes::unit_height(float width) { return AreaLayout(width).height; }

void ScalingSchemes::draw_unit(const Params& params, Canvas& canvas) const {
  const AreaLayout at(canvas.bounds().width);
  const float pixels = pixels_of(params, at);
  constexpr std::string_view names[][2] = {
      {"naive", "naive"}, {"scale at test", "at test"}, {"inverted", "inverted"}};
  constexpr std::string_view subs[][2] = {
      {"nobody corrects", "as it is"}, {"test × k", "test × k"}, {"training ÷ k", "train ÷ k"}};
  canvas.line({at.inside.x, at.base}, {at.inside.right(), at.base}, {.ink = Ink::muted, .width = 1});
  for (int k = 0; k < 3; ++k) {
    const dropout::UnitLaw law = ScalingSchemes::law(params, schemes[k]);
    canvas.text({at.left[k], at.inside.y + 10}, names[k][at.wide ? 0 : 1], {.size = 15, .bold = true});
    canvas.text({at.left[k], at.inside.y + 30}, subs[k][at.wide ? 0 : 1], {.size = 14, .ink = Ink::muted});
    draw_training(params, k, law, pixels, at, canvas);
    draw_test(k, law, pixels, at, canvas);
    draw_sums(k, law, at, canvas);
    // Beyond what can be dragged the knob stays, so that it is at hand.
    const double shown = std::min(params.drop_rate, most_dragged);
    const float edge = at.left[k] + at.bar * static_cast<float>(1 - shown);
    const Point knob{edge, at.base - knob_above};
    draw_knob(canvas, knob, Ways::sideways);
    const float reach = std::min(22.0f, knob.x);
    canvas.drag({.area = {knob.x - reach, knob.y - 22, 2 * reach, 44},
                 .param_id = "p",
                 .min_at = {at.left[k] + at.bar, knob.y},
                 .max_at = {at.left[k] + at.bar * static_cast<float>(1 - most_dragged), knob.y},
                 .min = 0,
                 .max = most_dragged});
  }
  if (params.drop_rate == 0.5)
    canvas.text({at.left[0], at.base - static_cast<float>(params.x) * pixels - 34},
                at.wide ? "drag the edge: p" : "drag an edge", {.size = 14, .ink = Ink::accent, .bold = true});
}

}  // namespace lesson
