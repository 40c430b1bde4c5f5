// scaling_schemes_tables.cpp: what the panels of scaling_schemes draw, as tables.
#include <cmath>

#include "contract/table.h"
#include "kit/plot.h"
#include "scaling_schemes.h"

namespace lesson {

using dropout::Scheme;
using dropout::UnitLaw;

void ScalingSchemes::unit_table(const Params& params, Table& table) const {
  table.row("Scheme", "If kept", "Chance", "Mean in training", "Output at test", "Test over training");
  for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
    const UnitLaw unit = law(params, scheme);
    table.row(scheme_names[static_cast<std::size_t>(scheme)], number_text(unit.kept_value, 2),
              percent_text(1 - unit.drop_probability), number_text(unit.train_mean, 2),
              number_text(unit.eval_output, 2), factor_text(unit.mismatch()));
  }
}

void ScalingSchemes::factor_table(const Params& params, Table& table) const {
  if (params.shows_unit()) {
    table.row("Scheme", "Mean in training", "Output at test", "Test over training");
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
      const UnitLaw unit = law(params, scheme);
      table.row(scheme_names[static_cast<std::size_t>(scheme)], number_text(unit.train_mean, 2),
                number_text(unit.eval_output, 2), factor_text(unit.mismatch()));
    }
    return;
  }
  table.row("Dropout layers", "Too strong by", "Shown");
  for (int layers = 1; layers <= most_layers; ++layers)
    table.row(std::to_string(layers), factor_text(dropout::naive_mismatch(params.drop_rate, layers)),
              layers == params.depth ? "this net" : "");
  table.row("Measured against the scaled pass", factor_text(measured_factor(params)), "");
  if (draw_count_ > 0)
    table.row("Measured against the mean of " + plural_text(draw_count_, "mask", "masks"),
              factor_text(factor_over_masks(params)), "");
}

void ScalingSchemes::outcomes_table(const Params& params, Table& table) const {
  if (params.shows_unit()) {
    table.row("Scheme", "If kept", "Chance", "If dropped", "Chance", "Mean", "Standard deviation");
    for (const Scheme scheme : {Scheme::naive, Scheme::test_scaled, Scheme::inverted}) {
      const UnitLaw unit = law(params, scheme);
      table.row(scheme_names[static_cast<std::size_t>(scheme)], number_text(unit.kept_value, 2),
                percent_text(1 - unit.drop_probability), "0", percent_text(unit.drop_probability),
                number_text(unit.train_mean, 2), number_text(std::sqrt(unit.train_variance), 2));
    }
    return;
  }
  table.row("At test", "Right of 500 points", "Confidence");
  const NaiveNet::Answer& with = repaired(params);
  table.row("Nothing scaled", percent_text(forgotten_.accuracy, 1), percent_text(forgotten_.confidence));
  table.row("Outgoing weights × " + number_text(params.repair, 2), percent_text(with.accuracy, 1),
            percent_text(with.confidence));
}

}  // namespace lesson
