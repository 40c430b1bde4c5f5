// shaken_points.h: how much a trained net depends on the exact place of its inputs: points move a little, answers change.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/mlp.h"

// The other half of the test in ablation.h: there a unit is missing, here the input is slightly different. Nets of two
// inputs. A point counts as class 1 if its logit is > 0.
namespace dropout {

// Where `count` points go: [count, 2], uniform in the disk of radius 1 around 0. Of one seed, draw 0, 1, 2, ... differ.
std::vector<float> disk_offsets(int count, std::uint64_t seed, std::uint32_t draw);

// places = points + radius * offsets, all [batch, 2]; radius at least 0.
std::vector<float> moved_points(std::span<const float> points, std::span<const float> offsets, float radius);

// [batch] 1 where the net (dropout off) answers otherwise at the new place than at the old one.
std::vector<std::uint8_t> changed_answers(const Mlp<float>& net, std::span<const float> points,
                                          std::span<const float> places);

struct ShakeConfig {
  float radius = 0.3f;     // at least 0
  int draw_count = 20;     // at least 1
  std::uint64_t seed = 1;  // of the study stream
};

// Mean number of points whose answer changes, over the draws: 0 to the number of points.
double mean_changed_answers(const Mlp<float>& net, std::span<const float> points, const ShakeConfig& config = {});

}  // namespace dropout
