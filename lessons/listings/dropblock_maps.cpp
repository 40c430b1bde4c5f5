// dropblock_maps.cpp: DropBlock, the ramp of its rate, and batch norm statistics taken again: the listings of chapter 8.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: drop_block
// x: the maps of one example, [channels, side, side].
template <class Generator>
std::vector<float> drop_block(const std::vector<float>& x,
                              std::size_t side, double p,
                              std::size_t block,
                              Generator& generator, bool train) {
  assert(p >= 0 && p <= 1);             // NaN fails as well
  if (!train || p == 0) return x;       // x itself, bit for bit
  std::vector<float> y(x.size());
  if (p == 1) return y;
  const std::size_t places = side - block + 1;  // where it fits
  const double b = double(block), f = double(side);
  const double n = double(places);
  const double gamma = p / (b * b) * (f * f) / (n * n);
  std::vector<float> mask(x.size(), 1.0f);
  for (std::size_t map = 0; map < x.size(); map += side * side)
    for (std::size_t row = 0; row < places; ++row)
      for (std::size_t column = 0; column < places; ++column) {
        if (generator.uniform() >= gamma) continue;
        for (std::size_t i = 0; i < block; ++i)
          std::fill_n(&mask[map + (row + i) * side + column],
                      block, 0.0f);
      }
  const double kept =
      double(std::count(mask.begin(), mask.end(), 1.0f));
  if (kept == 0) return y;              // zeros, not NaN
  const float scale = float(double(mask.size()) / kept);
  for (std::size_t i = 0; i < x.size(); ++i)
    y[i] = x[i] * mask[i] * scale;
  return y;
}
// endregion

// region: ramp
inline double ramp(double p, double step, double ramp_steps) {
  return p * std::min(1.0, step / ramp_steps);
}
// endregion

// region: recompute
struct RunningStatistics {
  std::vector<double> mean, variance;   // one a unit
};

// z [examples, units]: what the norm receives for the whole
// training set, dropout off, weights as they are.
inline void recompute_statistics(RunningStatistics& running,
                                 const std::vector<double>& z) {
  const std::size_t units = running.mean.size();
  const double examples = double(z.size() / units);
  for (std::size_t j = 0; j < units; ++j) {
    double sum = 0, squares = 0;
    for (std::size_t i = j; i < z.size(); i += units) sum += z[i];
    const double mean = sum / examples;
    for (std::size_t i = j; i < z.size(); i += units)
      squares += (z[i] - mean) * (z[i] - mean);
    running.mean[j] = mean;
    running.variance[j] = squares / (examples - 1);
  }
}
// endregion
// clang-format on
