// scaling_schemes_picture.h: where the parts of the two views of scaling_schemes stand, and the functions that draw them.
#pragma once

#include <algorithm>

#include "kit/plot.h"
#include "scaling_schemes.h"

namespace lesson {

// A function of the width alone; both views fill the same height.
struct SchemesLayout {
  explicit SchemesLayout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8;
    const float inner = width - 2 * pad, gap = wide ? 32 : 12;
    headline = {pad, 4, inner, wide ? 56.0f : 76.0f};
    const float top = headline.bottom() + 8;
    if (wide) {
      const float plane = (inner - 2 * gap) * 0.35f;
      const float tall = std::max(370.0f, plane + 76);
      bars = {pad, top, (inner - gap) * 0.49f, tall};
      outcomes = {bars.right() + gap, top, (inner - gap) * 0.51f, tall};
      factors = {pad, top, inner - 2 * (plane + gap), tall};
      forgotten = {factors.right() + gap, top, plane, tall};
      repaired = {forgotten.right() + gap, top, plane, tall};
    } else {
      const float half = (inner - gap) / 2;
      const float answers = half + 88, tall = std::max(610.0f, 260 + answers);
      bars = {pad, top, inner, 250};
      outcomes = {pad, bars.bottom() + 16, inner, tall - 266};
      factors = {pad, top, inner, tall - answers - 16};
      forgotten = {pad, factors.bottom() + 16, half, answers};
      repaired = {forgotten.right() + gap, forgotten.y, half, forgotten.height};
    }
    height = bars.y + (wide ? bars.height : outcomes.bottom() - bars.y) + 6;
  }

  bool wide;
  TypeSizes type;
  float height;
  Rect headline;
  Rect bars, outcomes;                // one unit
  Rect factors, forgotten, repaired;  // whole net
};

// "4.0", "3.8", "0.48": one decimal where that is exact, else two.
std::string activation_text(double value);

void draw_unit_view(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const SchemesLayout& at,
                    Canvas& canvas);
void draw_net_view(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const SchemesLayout& at,
                   Canvas& canvas);

}  // namespace lesson
