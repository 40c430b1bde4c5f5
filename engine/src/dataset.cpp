// dataset.cpp: the generators. Each point takes its own uniforms, then two normals for the noise, in this order.
#include "dropout/dataset.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/random_stream.h"

namespace dropout {
namespace {

struct Point {
  double x, y;
};

Point make_point(DatasetKind kind, int class_index, double noise, RandomStream& stream) {
  const double u = stream.uniform();
  Point clean{0.0, 0.0};
  Point stretch{1.0, 1.0};
  switch (kind) {
    case DatasetKind::moons: {
      // t = pi u:  class 0 (cos t - 0.5, sin t - 0.25), class 1 mirrored through the origin
      const SineCosine t = sine_cosine_of_turns(0.5 * u);
      const double side = class_index == 0 ? 1.0 : -1.0;
      clean = {side * (t.cosine - 0.5), side * (t.sine - 0.25)};
      stretch = {1.3, 1.7};
      break;
    }
    case DatasetKind::spirals: {
      // q = sqrt(u), angle = 2 pi q + class pi:  2 q (cos, sin)
      const double q = std::sqrt(u);
      const SineCosine angle = sine_cosine_of_turns(q + 0.5 * class_index);
      clean = {2.0 * q * angle.cosine, 2.0 * q * angle.sine};
      break;
    }
    case DatasetKind::circles: {
      const SineCosine t = sine_cosine_of_turns(u);
      const double radius = class_index == 0 ? 1.0 : 0.5;
      clean = {radius * t.cosine, radius * t.sine};
      stretch = {1.6, 1.6};
      break;
    }
    case DatasetKind::exclusive_or: {
      const double side = u < 0.5 ? -1.0 : 1.0;
      clean = {side, class_index == 0 ? -side : side};
      break;
    }
  }
  const double noise_x = noise * stream.normal();
  const double noise_y = noise * stream.normal();
  return {(clean.x + noise_x) * stretch.x, (clean.y + noise_y) * stretch.y};
}

Dataset make_clean(const DatasetConfig& config, int count, RandomStream& stream) {
  Dataset dataset;
  dataset.points.reserve(2 * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const int class_index = i % 2;
    const Point point = make_point(config.kind, class_index, config.noise, stream);
    dataset.points.push_back(static_cast<float>(point.x));
    dataset.points.push_back(static_cast<float>(point.y));
    dataset.clean_labels.push_back(static_cast<std::uint8_t>(class_index));
  }
  dataset.labels = dataset.clean_labels;
  dataset.flipped.assign(dataset.labels.size(), 0);
  return dataset;
}

bool is_planted_well(const PlantedPoint& point) {
  return std::isfinite(point.x) && std::isfinite(point.y) && point.clean_label <= 1;
}

}  // namespace

bool is_valid(const DatasetConfig& config) {
  const bool known_kind = config.kind <= DatasetKind::exclusive_or;
  return known_kind && config.count >= 1 && config.noise >= 0.0 && std::isfinite(config.noise) &&
         config.flip_share >= 0.0 && config.flip_share <= 1.0 &&
         (!config.planted || is_planted_well(*config.planted));
}

int Dataset::flip_count() const { return static_cast<int>(std::count(flipped.begin(), flipped.end(), 1)); }

TrainTest make_datasets(const DatasetConfig& config, int test_count) {
  assert(is_valid(config) && test_count >= 0);
  RandomStream points(config.seed, StreamPurpose::data);
  TrainTest data;
  data.train = make_clean(config, config.count, points);
  data.test = make_clean(config, test_count, points);

  RandomStream flips(config.seed, StreamPurpose::label_flips);
  for (std::size_t i = 0; i < data.train.labels.size(); ++i) {
    if (flips.uniform() >= config.flip_share) continue;
    data.train.flipped[i] = 1;
    data.train.labels[i] ^= 1u;
  }
  if (config.planted) {
    const PlantedPoint& point = *config.planted;
    data.train.points.insert(data.train.points.end(), {point.x, point.y});
    data.train.clean_labels.push_back(point.clean_label);
    data.train.labels.push_back(point.clean_label ^ 1u);
    data.train.flipped.push_back(1);
  }
  return data;
}

}  // namespace dropout
