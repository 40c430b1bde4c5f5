// scaling_schemes_tables.cpp: what the panels of scaling_schemes draw, as tables.
#include <cmath>

#include "contract/table.h"
#include "scaling_schemes_picture.h"

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

// A row for each factor that left a dot, and those further on as far as the axis goes.
void ScalingSchemes::boundary_table(const Params& params, Table& table) const {
  table.row("Factor on outgoing weights at test", "Points of 500 not answered as in training", "Right of 500, %");
  for (int step = 25; step >= 1; --step) {
    const double factor = 0.05 * step;
    const bool is_now = std::abs(factor - params.repair) < 1e-9;
    const NaiveNet::Answer answer = net().answer(factor);
    table.row(number_text(factor, 2) + (is_now ? " (now)" : ""), std::to_string(points_left(answer)),
              number_text(100 * answer.accuracy, 1));
  }
}

void ScalingSchemes::stream_table(const Params& params, Table& table) const {
  table.row("Behind gate", "Naive: training, with test = 1", "k to the power of the gates",
            "Inverted: training, with test = 1");
  const NaiveNet::Flow& now = flow(params);
  for (std::size_t layer = 0; layer < now.naive.size(); ++layer)
    table.row(std::to_string(layer + 1), number_text(now.naive[layer], 2),
              number_text(std::pow(params.keep_rate(), static_cast<double>(layer + 1)), 2),
              number_text(now.inverted[layer], 2));
}

}  // namespace lesson
