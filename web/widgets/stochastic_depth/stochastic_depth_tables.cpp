// stochastic_depth_tables.cpp: what the panels of stochastic_depth draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "stochastic_depth.h"

namespace lesson {

// From the answer down to the input, as they stand.
void StochasticDepth::stack_table(const Params& params, Table& table) const {
  const bool per_batch = params.draw == Draw::batch;
  const std::int64_t made = tally_size(params);
  table.row("Block", "Survival probability", "Pass " + std::to_string(pass_number(params)), "Used so far");
  for (int block = params.block_count - 1; block >= 0; --block) {
    const auto i = static_cast<std::size_t>(block);
    const int rows = pass_.rows[i];
    table.row(std::to_string(block + 1), number_text(1 - drop_rates_[i], 3),
              per_batch ? std::string(rows > 0 ? "runs" : "skipped")
                        : std::to_string(rows) + " of " + std::to_string(example_count) + " examples",
              made > 0 ? percent_text(block_tally_[i] / static_cast<double>(made), 1) : std::string());
  }
}

void StochasticDepth::depth_table(const Params& params, Table& table) const {
  const std::int64_t made = tally_size(params);
  table.row("Depth", "Exact probability", "Measured share");
  for (std::size_t n = 0; n < law_.probability.size(); ++n)
    table.row(std::to_string(n), percent_text(law_.probability[n], 2),
              made > 0 ? percent_text(depth_tally_[n] / static_cast<double>(made), 2) : std::string());
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
