// dataset.h: four small two-dimensional classification problems, with wrong labels on request.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dropout {

enum class DatasetKind : std::uint8_t { moons, spirals, circles, exclusive_or };

// A training point put where somebody wants it, with the wrong label: the other one than clean_label.
struct PlantedPoint {
  float x = 0, y = 0;
  std::uint8_t clean_label = 0;  // 0 or 1
};

struct DatasetConfig {
  DatasetKind kind = DatasetKind::spirals;
  int count = 80;            // training points that are drawn, at least 1
  double noise = 0.15;       // standard deviation of the noise on each coordinate, at least 0
  double flip_share = 0.15;  // probability that a training label is flipped, in [0, 1]
  std::uint64_t seed = 1;
  std::optional<PlantedPoint> planted{};  // one more, after those that are drawn; it changes none of them

  int train_count() const { return count + (planted ? 1 : 0); }
};

bool is_valid(const DatasetConfig& config);

struct Dataset {
  std::vector<float> points;               // [count, 2] row-major: x, y
  std::vector<std::uint8_t> labels;        // [count] 0 or 1, as the learner sees them
  std::vector<std::uint8_t> clean_labels;  // [count] before flipping
  std::vector<std::uint8_t> flipped;       // [count] 1 where labels and clean_labels differ

  int count() const { return static_cast<int>(labels.size()); }
  int flip_count() const;
};

struct TrainTest {
  Dataset train, test;
};

// Point i has class i mod 2, so the classes are balanced. The test points follow the training points in the same
// random stream; their labels are clean. Flips come from a stream of their own: another flip share or noise moves no
// other random choice, and the flips at a small share are among the flips at a larger one.
TrainTest make_datasets(const DatasetConfig& config, int test_count);

}  // namespace dropout
