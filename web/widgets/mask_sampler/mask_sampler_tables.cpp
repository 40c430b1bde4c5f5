// mask_sampler_tables.cpp: what the panels of mask_sampler draw, as tables.
#include "contract/table.h"
#include "dropout/statistics.h"
#include "kit/plot.h"
#include "mask_sampler.h"

namespace lesson {

void MaskSampler::walk_table(const Params& params, Table& table) const {
  const auto shown = mask(params);
  table.row("Unit", "Activation", "Coin", "Sum so far");
  double sum = 0;
  for (int unit = 0; unit < params.unit_count; ++unit) {
    const bool kept = shown[static_cast<std::size_t>(unit)] != 0;
    if (kept) sum += params.activation(unit);
    table.row(std::to_string(unit + 1), number_text(params.activation(unit), 1), kept ? "kept" : "dropped",
              number_text(sum, 1));
  }
}

void MaskSampler::settle_table(const Params&, Table& table) const {
  table.row("Masks drawn", "Mean of the sum");
  for (std::size_t i = 0; i < means_.size(); i += run_count)
    table.row(count_text(recorded_counts()[i / run_count]), number_text(static_cast<double>(means_[i]), 3));
}

void MaskSampler::kept_table(const Params& params, Table& table) const {
  const int now = kept(params);
  const std::vector<std::int32_t> tally = kept_tally(params);
  table.row("Units kept", "Exact", "Drawn", "Shown");
  for (int count = 0; count <= params.unit_count; ++count) {
    const double drawn = static_cast<double>(tally[static_cast<std::size_t>(count)]);
    table.row(std::to_string(count),
              percent_text(dropout::binomial_pmf(params.unit_count, count, 1 - params.drop_rate), 2),
              draw_count_ > 0 ? percent_text(drawn / draw_count_, 2) : "", count == now ? "this mask" : "");
  }
}

}  // namespace lesson
