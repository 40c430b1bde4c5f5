// stochastic_depth_time.cpp: what a step of stochastic_depth costs: blocks, by the law, and time, by the reader's own clock.
#include <cmath>
#include <numeric>

#include "stochastic_depth.h"
#include "contract/words.h"

namespace lesson {

// ---- blocks ----------------------------------------------------------------------------------------------------------

double StochasticDepth::computed_share(const Params& params, double last_drop_rate) {
  const std::vector<double> rates = rates_of(params, last_drop_rate);
  return 1 - std::accumulate(rates.begin(), rates.end(), 0.0) / params.block_count;
}

double StochasticDepth::expected_work(const Params& params) const {
  double blocks = 0;
  const int points = params.draw == Draw::batch ? 1 : example_count;
  for (const double rate : drop_rates_) {
    double all_skip = 1;  // rate^points, by products: the same bits on every platform
    for (int point = 0; point < points; ++point) all_skip *= rate;
    blocks += 1 - all_skip;
  }
  return blocks;
}

// ---- time ------------------------------------------------------------------------------------------------------------

int StochasticDepth::measure(Params& params) {
  params.times.fill(-1);
  params.timed_net = params.net_number();
  return 0;
}

void StochasticDepth::timed_work(const Params& params, int place) const {
  const int rates = static_cast<int>(timed_rates.size());
  Params timed = params;
  timed.draw = place < rates ? Draw::batch : Draw::row;
  timed.last_drop_rate = timed_rates[static_cast<std::size_t>(place % rates)];
  timed.seed = timed_seed;
  dropout::ResidualTrainerConfig config = config_of(timed);
  config.test_count = 1;  // nobody looks at the test
  dropout::ResidualTrainer(config).step(timed_steps);
}

double StochasticDepth::relative_time(const Params& params, int place) {
  const double whole = params.times[0], time = params.times[static_cast<std::size_t>(place)];
  return params.timed_net == params.net_number() && whole > 0 && time > 0 ? time / whole : 0;
}

double StochasticDepth::relative_time(const Params& params, Draw draw, double last_drop_rate) {
  const std::size_t first = draw == Draw::batch ? 0 : timed_rates.size();
  std::size_t right = 1;
  while (right + 1 < timed_rates.size() && timed_rates[right] < last_drop_rate) ++right;
  const double a = relative_time(params, static_cast<int>(first + right) - 1),
               b = relative_time(params, static_cast<int>(first + right));
  const double share = (last_drop_rate - timed_rates[right - 1]) / (timed_rates[right] - timed_rates[right - 1]);
  // On a measured place the other end does not matter.
  if (share >= 1) return b;
  return share <= 0 ? a : a > 0 && b > 0 ? a + share * (b - a) : 0;
}

std::string StochasticDepth::describe_cost(const Params& params) const {
  const std::string count = std::to_string(params.block_count);
  const double computed = expected_work(params), skipped = 1 - computed / params.block_count;
  const bool per_step = params.draw == Draw::batch;
  std::string words;
  if (per_step)
    words = percent_text(skipped) + " of the blocks are never computed: " + number_text(law_.mean, 2) + " of " +
            count + " run on average. ";
  else if (params.last_drop_rate == 0)
    words = "A coin for each point, and none says no: all " + count + " blocks are computed and used. ";
  else
    words = "A coin for each point: some point nearly always needs the block, so " +
            (computed > params.block_count - 0.05 ? "all " + count : number_text(computed, 1) + " of " + count) +
            " are computed, and part is thrown away. ";
  if (params.waits_for_clock()) return words + "Your machine is being timed; of several runs the fastest counts.";
  const double time = relative_time(params, params.draw, params.last_drop_rate);
  if (time == 0) return words + "What does your clock say? Press Measure.";
  const std::string change = percent_text(std::fabs(time - 1));
  words += "Your clock says ";
  words +=
      change == percent_text(0) ? "as long as without dropping" : change + (time < 1 ? " less time" : " more time");
  if (per_step && time < 0.995 && 1 - time < skipped - 0.01)
    words += ": part of every step is no block work and does not shrink";
  return words + ".";
}

}  // namespace lesson
