// ensemble_tables.cpp: what the panels of ensemble draw, as tables.
#include <algorithm>
#include <cmath>

#include "contract/table.h"
#include "ensemble.h"
#include "kit/plot.h"

namespace lesson {

void Ensemble::plane_table(const Params& params, Table& table) const {
  const dropout::Dataset& set = trainer().train_set();
  table.row("Point", "x", "y", "Class");
  table.row("Input", number_text(params.x, 2), number_text(params.y, 2), "");
  for (std::size_t i = 0; i < set.labels.size(); ++i)
    table.row(std::to_string(i + 1), number_text(set.points[2 * i], 2), number_text(set.points[2 * i + 1], 2),
              set.labels[i] == 0 ? "a" : "b");
}

void Ensemble::outputs_table(const Params& params, Table& table) const {
  const Answers& all = answers(params);
  constexpr std::size_t bins = 10;
  double shares[bins] = {};
  for (std::size_t m = 0; m < all.outputs.size(); ++m)
    shares[static_cast<std::size_t>(std::min(bins - 1.0, all.outputs[m] * bins))] += all.weights[m];
  table.row("Answer", "Chance of class b");
  table.row("This member", number_text(member_output(params), 4));
  table.row("Mean of " + plural_text(params.pass_count(), "pass", "passes"), number_text(monte_carlo(params), 4));
  if (params.is_enumerated()) {
    table.row("Arithmetic mean", number_text(all.means.arithmetic, 4));
    table.row("Geometric mean", number_text(all.means.geometric, 4));
  }
  table.row("One pass", number_text(all.pass, 4));
  for (std::size_t bin = 0; bin < bins; ++bin)
    table.row("Members from " + number_text(static_cast<double>(bin) / bins, 1) + " to " +
                  number_text(static_cast<double>(bin + 1) / bins, 1),
              percent_text(shares[bin], 2));
}

void Ensemble::member_table(const Params& params, Table& table) const {
  const std::vector<std::uint8_t> shown = shown_mask(params);
  table.row("Hidden unit", "Layer", "Mask");
  std::size_t unit = 0;
  const std::vector<int> widths = params.widths();
  for (std::size_t layer = 0; layer < widths.size(); ++layer)
    for (int i = 0; i < widths[layer]; ++i, ++unit)
      table.row(std::to_string(unit + 1), std::to_string(layer + 1), shown[unit] != 0 ? "kept" : "dropped");
  table.row("Answer of this member", "", number_text(member_output(params), 3));
}

void Ensemble::errors_table(const Params& params, Table& table) const {
  const ErrorCurve& errors = error_curve(params);
  const double spread = answers(params).spread;
  table.row("Passes T", "Measured error", "Exact error");
  for (std::size_t i = 0; i < errors.size(); ++i)
    table.row(std::to_string(pass_counts[i]), number_text(errors[i], 4),
              number_text(spread / std::sqrt(pass_counts[i]), 4));
}

void Ensemble::accuracy_table(const Params& params, Table& table) const {
  const dropout::EnsembleAccuracy& share = accuracies(params);
  table.row("Who answers", "Right on 400 test points");
  table.row("Average member", percent_text(share.member, 1));
  table.row("One pass", percent_text(share.pass, 1));
  table.row("Ensemble", percent_text(share.arithmetic, 1));
}

void Ensemble::visited_table(const Params& params, Table& table) const {
  table.row("Members", "Count");
  table.row("Masks", count_of(member_count(params)));
  table.row("Effective at p = " + number_text(params.drop_rate, 2), count_of(effective_count(params)));
  table.row("Drawn", count_text(draws_));
  table.row("Different among the drawn", count_text(distinct_count(params)));
  table.row("Different, by the formula", number_text(expected_distinct(params), 1));
}

}  // namespace lesson
