// scaling_schemes_picture.h: what the panels of scaling_schemes show in its two views.
#pragma once

#include <span>
#include <string>

#include "kit/panel_space.h"
#include "scaling_schemes.h"

namespace lesson {

// A panel of that size.
struct SchemesPanel {
  explicit SchemesPanel(const Rect& bounds)
      : wide(is_wide(bounds.width)), type(panel_type(bounds.width)), area(panel_inside(bounds)) {}

  bool wide;
  TypeSizes type;
  Rect area;

  // The first line of a panel, its news, and the muted one below it; the first wording of each that fits. They take 40 px.
  void draw_words(std::span<const std::string> headlines, std::span<const std::string> notes, Canvas& canvas) const;
};

// "4.0", "3.8", "0.48": one decimal where that is exact, else two.
std::string activation_text(double value);

void draw_knob(Point at, Canvas& canvas);

// scaling_schemes_unit.cpp: one unit under three schemes: training and test side by side, and the outcomes behind them.
void draw_unit_bars(const ScalingSchemes::Params& params, const SchemesPanel& at, Canvas& canvas);
void draw_unit_outcomes(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const SchemesPanel& at,
                        Canvas& canvas);
// scaling_schemes_answers.cpp: by how much the net that forgot to rescale is too strong, and what it answers.
void draw_net_factors(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const SchemesPanel& at,
                      Canvas& canvas);
void draw_net_answers(const ScalingSchemes& widget, const ScalingSchemes::Params& params, const SchemesPanel& at,
                      Canvas& canvas);

}  // namespace lesson
