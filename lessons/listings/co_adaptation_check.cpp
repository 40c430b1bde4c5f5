// co_adaptation_check.cpp: takes trained nets apart with the listing of chapter 0, holds it against the engine, and
// prints what co_adaptation_check.py prints.
#include <cstdio>

#include "co_adaptation_ablation.cpp"  // the listing, whole
#include "dropout/ablation.h"
#include "dropout/trainer.h"

namespace {

dropout::Trainer trained(std::uint64_t seed, double drop_rate) {
  dropout::TrainerConfig config;  // spirals, 80 points, noise 0.15, flips 0.15, Adam 0.01
  config.hidden_widths = {16, 16};
  config.dataset.seed = config.seed = seed;
  config.drop_rate = drop_rate;
  dropout::Trainer trainer(config);
  trainer.step(50);
  return trainer;
}

bool show_net(int seed, double drop_rate) {
  const dropout::Trainer trainer = trained(static_cast<std::uint64_t>(seed), drop_rate);
  const dropout::Dataset& set = trainer.train_set();
  const std::vector<double> losses = ablation_losses(trainer.net(), set.points, set.labels);
  const double cancellation = ::cancellation_ratio(trainer.net(), set.points);
  std::printf("# within 1e-09: both count points, and divide by 80\n");
  std::printf("seed %d p=%g losses:", seed, drop_rate);
  for (const double loss : losses) std::printf(" %.9g", loss);
  std::printf("\n# within 0.001: float sums run in another order, and the ratio divides by small logits\n");
  std::printf("seed %d p=%g cancellation: %.9g\n", seed, drop_rate, cancellation);

  const dropout::UnitDamage damage = dropout::measure_unit_damage(trainer.net(), set.points, set.labels);
  bool equal = cancellation == dropout::cancellation_ratio(trainer.net(), set.points);
  for (std::size_t unit = 0; unit < losses.size(); ++unit)
    equal = equal && std::abs(losses[unit] - damage.accuracy_loss(static_cast<int>(unit))) < 1e-9;
  if (!equal) std::fprintf(stderr, "the listing and the engine differ for seed %d at p = %g\n", seed, drop_rate);
  return equal;
}

}  // namespace

int main() {
  bool equal = true;
  for (const int seed : {1, 2, 3})
    for (const double drop_rate : {0.0, 0.2, 0.5}) equal = show_net(seed, drop_rate) && equal;
  return equal ? 0 : 1;
}
