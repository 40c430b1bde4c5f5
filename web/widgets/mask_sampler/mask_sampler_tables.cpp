// mask_sampler_tables.cpp: what the panels of mask_sampler draw, as tables.
#include <map>

#include "contract/table.h"
#include "dropout/statistics.h"
#include "kit/plot.h"
#include "mask_sampler.h"

namespace lesson {

void MaskSampler::units_table(const Params& params, Table& table) const {
  const auto shown = mask(params);
  const Sums all = sums(params);
  table.row("Unit", "Activation", "Mask", "Output");
  for (int unit = 0; unit < params.unit_count; ++unit) {
    const double x = params.activation(unit);
    const bool is_kept = shown[static_cast<std::size_t>(unit)] != 0;
    table.row(std::to_string(unit + 1), number_text(x, 1), is_kept ? "1, kept" : "0, dropped",
              number_text(is_kept ? x : 0, 1));
  }
  table.row("Sum", number_text(all.full, 1), std::to_string(all.kept) + " kept", number_text(all.surviving, 1));
  table.row("Sum of sizes", number_text(all.full_size, 1), "", number_text(all.surviving_size, 1));
}

void MaskSampler::sums_table(const Params& params, Table& table) const {
  const dropout::MaskedSums all = dropout::enumerate_masked_sums(params.activations(), params.drop_rate);
  std::map<double, double> chances;  // sums are multiples of 0.5, so equal ones compare equal
  for (std::size_t i = 0; i < all.sums.size(); ++i) chances[all.sums[i]] += all.probabilities[i];
  const double now = sums(params).surviving;
  table.row("Surviving sum", "Chance", "Shown");
  for (const auto& [sum, chance] : chances)
    if (chance > 0 || sum == now)
      table.row(number_text(sum, 1), percent_text(chance, 2), sum == now ? "this mask" : "");
  table.row("Mean", number_text(all.mean, 2), "");
  table.row("Standard deviation", number_text(all.sd, 2), "");
}

void MaskSampler::kept_table(const Params& params, Table& table) const {
  const int now = kept(params);
  table.row("Units kept", "Exact", "Drawn", "Shown");
  for (int count = 0; count <= params.unit_count; ++count) {
    const double drawn = static_cast<double>(kept_tally_[static_cast<std::size_t>(count)]);
    table.row(std::to_string(count),
              percent_text(dropout::binomial_pmf(params.unit_count, count, 1 - params.drop_rate), 2),
              draw_count_ > 0 ? percent_text(drawn / draw_count_, 2) : "", count == now ? "this mask" : "");
  }
}

}  // namespace lesson
