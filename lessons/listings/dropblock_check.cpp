// dropblock_check.cpp: runs the listings of chapter 8, holds them against the engine and prints what dropblock_check.py
// prints.
#include <cmath>
#include <cstdio>
#include <string>

#include "check_output.h"
#include "dropblock_maps.cpp"  // the listing, whole
#include "dropout/batch_norm.h"
#include "dropout/granularity.h"
#include "dropout/schedule.h"
#include "mask_uniforms.h"

namespace {

using listing_check::show;
using listing_check::text;

int disagreements = 0;

void disagree(const std::string& where) {
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree: %s\n", where.c_str());
}

constexpr int channels = 3, side = 8;

// The engine's mask of the same key, and its values: select instead of multiply, so a dropped -1 gives +0, not -0.
void hold_against_engine(const std::vector<float>& x, double p, int block, const dropout::MaskKey& key,
                         const std::vector<float>& listing) {
  const dropout::GranularDropout rule{
      .granularity = dropout::MaskGranularity::block, .drop_rate = p, .block = {.size = block}};
  const dropout::TensorShape shape{1, channels, side, side};
  std::vector<std::uint8_t> mask(x.size());
  dropout::draw_granular_mask(rule, shape, key, mask);
  std::vector<float> y(x.size());
  dropout::granular_forward<float>(rule, dropout::Mode::train, shape, mask, x, y);
  if (y != listing) disagree("p = " + text(p) + ", b = " + text(block));
}

void show_blocks() {
  std::vector<float> x;
  for (int i = 0; i < channels * side * side; ++i) x.push_back(static_cast<float>(i % 29 - 12) / 8);
  for (const double p : {0.0, 0.05, 0.1, 0.25, 0.5, 0.9, 1.0}) {
    for (const int block : {1, 2, 3, 5, 8})
      for (const dropout::MaskKey& key : {dropout::MaskKey{1, 2, 7, 0}, dropout::MaskKey{42, 2, 7, 3}}) {
        MaskUniforms generator(key);
        const std::vector<float> y = drop_block(x, side, p, static_cast<std::size_t>(block), generator, true);
        show("p=" + text(p) + " b=" + text(block) + " seed=" + std::to_string(key.seed), y);
        hold_against_engine(x, p, block, key, y);
      }
    MaskUniforms generator(dropout::MaskKey{.seed = 1});
    show("p=" + text(p) + " evaluation is x itself", std::vector{drop_block(x, side, p, 3, generator, false) == x});
  }
}

void show_ramp() {
  const dropout::DropSchedule schedule{.kind = dropout::ScheduleKind::ramp, .drop_rate = 0.5};
  for (const int step : {0, 1, 100, 750, 1500, 3000}) {
    const double rate = ramp(0.5, step, 1500);
    show("ramp at step " + std::to_string(step), std::vector{rate});
    if (rate != dropout::scheduled_drop_rate(schedule, step / 1500.0)) disagree("ramp at " + std::to_string(step));
  }
}

void show_recomputed() {
  constexpr std::size_t examples = 40, units = 5;
  std::vector<double> z;
  for (std::size_t i = 0; i < examples; ++i)
    for (std::size_t j = 0; j < units; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 2; ++k)
        sum += std::max(std::sin(static_cast<double>(2 * i + k)), 0.0) * std::cos(static_cast<double>(units * k + j));
      z.push_back(sum);
    }
  RunningStatistics running{std::vector<double>(units, 0.0), std::vector<double>(units, 1.0)};
  recompute_statistics(running, z);
  show("recomputed mean", running.mean);
  show("recomputed variance", running.variance);
  dropout::BatchNorm<double> norm(static_cast<int>(units), static_cast<int>(examples));
  norm.reestimate(z);
  for (std::size_t j = 0; j < units; ++j)
    if (std::abs(norm.running_mean()[j] - running.mean[j]) > 1e-14 ||
        std::abs(norm.running_variance()[j] - running.variance[j]) > 1e-14)
      disagree("statistics of unit " + std::to_string(j));
}

}  // namespace

int main() {
  std::printf("# within 0: the same words, one rounding of the scale and one product a cell\n");
  show_blocks();
  show_ramp();
  std::printf("# within 1e-12: NumPy sums in another order, and the last bit of sine and cosine may differ\n");
  show_recomputed();
  return disagreements == 0 ? 0 : 1;
}
