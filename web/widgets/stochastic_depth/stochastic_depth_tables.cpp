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

void StochasticDepth::work_table(const Params& params, Table& table) const {
  const std::string whole = " of " + std::to_string(params.block_count);
  const auto words = [&](double blocks) { return steps_ > 0 ? number_text(blocks, 2) + whole : "none yet"; };
  table.row("Direction", "Blocks computed a step");
  table.row("forward", words(forward_per_step(params)));
  table.row("backward", words(backward_per_step(params)));
}

void StochasticDepth::accuracy_table(const Params&, Table& table) const {
  table.row("Step", "Training accuracy", "Test accuracy");
  const auto row = [&](int step, const Measure& measure) {
    table.row(std::to_string(step), percent_text(measure.train, 1), percent_text(measure.test, 1));
  };
  for (std::size_t i = 0; i < curve_.size(); ++i) row(static_cast<int>(i) * steps_per_measure, curve_[i]);
  if (steps_ % steps_per_measure != 0) row(steps_, now());
}

}  // namespace lesson
