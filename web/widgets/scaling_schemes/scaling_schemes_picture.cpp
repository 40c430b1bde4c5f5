// scaling_schemes_picture.cpp: the picture of scaling_schemes: the headline, and the view that was chosen.
#include "scaling_schemes_picture.h"

#include <cmath>

namespace lesson {

namespace {

using Params = ScalingSchemes::Params;

std::string unit_headline(const Params& params, bool wide) {
  if (params.drop_rate == 0) return "Nothing is dropped: all agree";
  return (wide ? "Only the naive mask is off: " : "Naive: ") + factor_text(1 / params.keep_rate()) +
         " × too strong at test";
}

std::string net_headline(const ScalingSchemes& widget, const Params& params, bool wide) {
  if (params.drop_rate == 0) return "Nothing is dropped";
  const int changed = widget.classes_changed(params);
  return factor_text(widget.measured_factor(params)) + (wide ? " × too strong at test; " : " × too strong; ") +
         (changed == 0 ? "no class changes"
                       : std::to_string(changed) + (wide ? " of 500 classes change" : " classes change"));
}

void draw_headline(const ScalingSchemes& widget, const Params& params, const SchemesLayout& at, Canvas& canvas) {
  std::string headline = params.shows_unit() ? unit_headline(params, at.wide) : net_headline(widget, params, at.wide);
  if (text_width(headline, 12, true) > at.headline.width) headline = headline.substr(0, headline.find(';'));
  canvas.text({at.headline.x, at.headline.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, at.headline.width, true), .bold = true});
  const std::string rates =
      "p = " + number_text(params.drop_rate, 2) + ", keep rate k = " + number_text(params.keep_rate(), 2);
  const std::string scope = params.shows_unit() ? "one unit, x = " + number_text(params.x, 1)
                                                : plural_text(params.depth, "dropout layer", "dropout layers") +
                                                      (params.biases ? ", with biases" : ", without biases");
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  canvas.text({at.headline.x, at.headline.y + 38}, at.wide ? scope + ", " + rates : scope, muted);
  if (!at.wide) canvas.text({at.headline.x, at.headline.y + 59}, rates, muted);
}

}  // namespace

std::string activation_text(double value) {
  const double tenths = value * 10;
  return number_text(value, std::abs(tenths - std::round(tenths)) < 1e-9 ? 1 : 2);
}

float scaling_schemes_height(float width) { return SchemesLayout(width).height; }

void ScalingSchemes::draw(const Params& params, Canvas& canvas) const {
  const SchemesLayout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  if (params.shows_unit())
    draw_unit_view(*this, params, at, canvas);
  else
    draw_net_view(*this, params, at, canvas);
}

}  // namespace lesson
