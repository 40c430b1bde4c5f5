// scaling_schemes_panels.cpp: the two panels of scaling_schemes, for the view that was chosen.
#include <cmath>

#include "scaling_schemes_picture.h"

namespace lesson {

void SchemesPanel::draw_words(std::span<const std::string> headlines, std::span<const std::string> notes,
                              Canvas& canvas) const {
  const std::string_view headline = first_fitting(headlines, type.body, area.width, true);
  canvas.text({area.x, area.y + 8}, headline,
              {.size = fitting_size(headline, type.body, area.width, true), .bold = true});
  canvas.text({area.x, area.y + 28}, first_fitting(notes, type.small, area.width),
              {.size = type.small, .ink = Ink::muted});
}

std::string activation_text(double value) {
  const double tenths = value * 10;
  return number_text(value, std::abs(tenths - std::round(tenths)) < 1e-9 ? 1 : 2);
}

float ScalingSchemes::factor_height(float width) { return is_wide(width) ? 320.0f : 296.0f; }
float ScalingSchemes::outcomes_height(float width) { return is_wide(width) ? 340.0f : 320.0f; }

void ScalingSchemes::draw_factor(const Params& params, Canvas& canvas) const {
  const SchemesPanel at(canvas.bounds());
  if (params.shows_unit())
    draw_unit_bars(params, at, canvas);
  else
    draw_net_factors(*this, params, at, canvas);
}

void ScalingSchemes::draw_outcomes(const Params& params, Canvas& canvas) const {
  const SchemesPanel at(canvas.bounds());
  if (params.shows_unit())
    draw_unit_outcomes(*this, params, at, canvas);
  else
    draw_net_answers(*this, params, at, canvas);
}

}  // namespace lesson
