// shaken_points.cpp: counts are integers, so that "one answer changes" is exact.
#include "dropout/shaken_points.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"

namespace dropout {

// Uniform in the disk: the square of the radius is uniform in [0, 1), the angle in turns, too.
std::vector<float> disk_offsets(int count, std::uint64_t seed, std::uint32_t draw) {
  assert(count >= 0);
  // Draws of one seed are seeds of their own, far from those that a reader tries.
  RandomStream stream(seed + (std::uint64_t{draw} << 32), StreamPurpose::study);
  std::vector<float> offsets;
  for (int i = 0; i < count; ++i) {
    const double radius = std::sqrt(stream.uniform());
    const SineCosine direction = sine_cosine_of_turns(stream.uniform());
    offsets.push_back(static_cast<float>(radius * direction.cosine));
    offsets.push_back(static_cast<float>(radius * direction.sine));
  }
  return offsets;
}

std::vector<float> moved_points(std::span<const float> points, std::span<const float> offsets, float radius) {
  assert(points.size() == offsets.size() && radius >= 0.0f);
  std::vector<float> places(points.begin(), points.end());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] += radius * offsets[i];
  return places;
}

std::vector<std::uint8_t> changed_answers(const Mlp<float>& net, std::span<const float> points,
                                          std::span<const float> places) {
  assert(net.shape().input_count == 2 && points.size() == places.size());
  std::vector<float> before(points.size() / 2), after(points.size() / 2);
  net.forward_eval(points, before);
  net.forward_eval(places, after);
  std::vector<std::uint8_t> changed;
  for (std::size_t b = 0; b < before.size(); ++b) changed.push_back((before[b] > 0.0f) != (after[b] > 0.0f) ? 1 : 0);
  return changed;
}

double mean_changed_answers(const Mlp<float>& net, std::span<const float> points, const ShakeConfig& config) {
  assert(config.draw_count >= 1);
  const int count = static_cast<int>(points.size() / 2);
  int changed = 0;
  for (int draw = 0; draw < config.draw_count; ++draw) {
    const std::vector<float> offsets = disk_offsets(count, config.seed, static_cast<std::uint32_t>(draw));
    const auto flags = changed_answers(net, points, moved_points(points, offsets, config.radius));
    changed += std::accumulate(flags.begin(), flags.end(), 0);
  }
  return static_cast<double>(changed) / config.draw_count;
}

}  // namespace dropout
