// compute_depth.cpp: facts about residual blocks that are dropped: survival, the law of the depth, the share of work.
#include <cmath>

#include "dropout/drop_path.h"
#include "dropout/poisson_binomial.h"
#include "facts.h"

namespace checker {

namespace {

using dropout::PoissonBinomial;

struct Depths {
  std::vector<double> drop_rates;
  PoissonBinomial law;
};

// blocks, p (the drop rate of the last block), rule: how it is spread over the blocks.
Depths depths_of(Args& args) {
  const int blocks = args.integer("blocks", 1, 2000);
  const double last_drop_rate = args.drop_rate();
  const std::string name = args.text_or("rule", "huang");
  if (name != "huang" && name != "linspace" && name != "uniform")
    args.fail("rule", "\"rule\" must be \"huang\", \"linspace\" or \"uniform\", not " + in_quotes(name));
  const dropout::DepthRule rule = name == "linspace"  ? dropout::DepthRule::linspace
                                  : name == "uniform" ? dropout::DepthRule::uniform
                                                      : dropout::DepthRule::huang;
  Depths depths;
  depths.drop_rates = dropout::depth_drop_rates(rule, blocks, last_drop_rate);
  depths.law = dropout::active_depth_law(depths.drop_rates);
  return depths;
}

double block_survival(Args& args, ComputeContext&) {
  const Depths depths = depths_of(args);
  const int block = args.integer("block", 1, static_cast<int>(depths.drop_rates.size()));
  return 1 - depths.drop_rates[static_cast<std::size_t>(block - 1)];
}

double depth_mean(Args& args, ComputeContext&) { return depths_of(args).law.mean; }
double depth_variance(Args& args, ComputeContext&) { return depths_of(args).law.variance; }
double depth_sd(Args& args, ComputeContext&) { return std::sqrt(depths_of(args).law.variance); }

double depth_share(Args& args, ComputeContext&) {
  const Depths depths = depths_of(args);
  return depths.law.mean / static_cast<double>(depths.drop_rates.size());
}

double depth_saved(Args& args, ComputeContext& context) { return 1 - depth_share(args, context); }

double depth_probability(Args& args, ComputeContext&) {
  const Depths depths = depths_of(args);
  const int active = args.integer("active", 0, static_cast<int>(depths.drop_rates.size()));
  return depths.law.probability[static_cast<std::size_t>(active)];
}

template <int dropout::CountRange::*end>
double depth_range(Args& args, ComputeContext&) {
  const Depths depths = depths_of(args);
  const double share = args.number_or("share", 0.95, 0.01, 0.9999);
  return dropout::central_range(depths.law, share).*end;
}

constexpr ComputeFunction table[] = {
    {"block_survival", "blocks, p, rule?, block",
     "Survival of block 1 .. blocks; p is the drop rate of the last one.", block_survival},
    {"depth_mean", "blocks, p, rule?", "Mean number of active blocks; rule: huang, linspace or uniform.", depth_mean},
    {"depth_variance", "blocks, p, rule?", "Variance of the number of active blocks.", depth_variance},
    {"depth_sd", "blocks, p, rule?", "Standard deviation of the number of active blocks.", depth_sd},
    {"depth_share", "blocks, p, rule?", "Mean number of active blocks over the number of blocks.", depth_share},
    {"depth_saved", "blocks, p, rule?", "Mean share of the blocks that are left out.", depth_saved},
    {"depth_probability", "blocks, p, rule?, active", "Probability that exactly so many blocks are active.",
     depth_probability},
    {"depth_range_low", "blocks, p, rule?, share?", "Lower end of the middle share (0.95) of the depths.",
     depth_range<&dropout::CountRange::low>},
    {"depth_range_high", "blocks, p, rule?, share?", "Upper end of the middle share (0.95) of the depths.",
     depth_range<&dropout::CountRange::high>},
};

}  // namespace

std::span<const ComputeFunction> depth_functions() { return table; }

}  // namespace checker
