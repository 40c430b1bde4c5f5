// stochastic_depth_tables.cpp: what the panels of stochastic_depth draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "stochastic_depth.h"

namespace lesson {

// A row a block; the last row is the depth.
void StochasticDepth::depth_table(const Params& params, Table& table) const {
  const bool per_batch = params.draw == Draw::batch;
  const std::int64_t made = tally_size(params);
  table.row("Block", "Survival probability", "Step " + std::to_string(pass_number(params)), "Used so far");
  for (int block = 0; block < params.block_count; ++block) {
    const auto i = static_cast<std::size_t>(block);
    const int rows = pass_.rows[i];
    table.row(std::to_string(block + 1), number_text(1 - drop_rates_[i], 3),
              per_batch ? std::string(rows > 0 ? "runs" : "skipped")
                        : std::to_string(rows) + " of " + std::to_string(example_count) + " examples",
              made > 0 ? percent_text(block_tally_[i] / static_cast<double>(made), 1) : std::string());
  }
  table.row("depth", number_text(law_.mean, 2), number_text(pass_.depth, 2),
            made > 0 ? number_text(mean_depth(params), 2) : std::string());
}

// A row a timed setting.
void StochasticDepth::cost_table(const Params& params, Table& table) const {
  table.row("Last block survives", "Blocks computed", "Time, one coin a step", "Time, one coin a point");
  const auto words = [](double share) { return share > 0 ? percent_text(share, 0) : std::string("not measured"); };
  for (std::size_t i = 0; i < timed_rates.size(); ++i) {
    const int place = static_cast<int>(i), count = static_cast<int>(timed_rates.size());
    table.row(percent_text(1 - timed_rates[i]), percent_text(computed_share(params, timed_rates[i])),
              words(relative_time(params, place)), words(relative_time(params, place + count)));
  }
}

}  // namespace lesson
