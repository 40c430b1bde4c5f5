// unit_correlation.cpp: the covariance matrix of a layer and two numbers made from it.
#include "dropout/unit_correlation.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dropout {
namespace {

// C_ij = mean( (h_i - mean h_i) (h_j - mean h_j) ) over the points: [width, width]
std::vector<double> covariance_matrix(std::span<const float> outputs, std::size_t width) {
  const std::size_t points = outputs.size() / width;
  std::vector<double> mean(width), covariance(width * width), centered(width);
  for (std::size_t p = 0; p < points; ++p)
    for (std::size_t i = 0; i < width; ++i) mean[i] += double{outputs[p * width + i]} / static_cast<double>(points);
  for (std::size_t p = 0; p < points; ++p) {
    for (std::size_t i = 0; i < width; ++i) centered[i] = double{outputs[p * width + i]} - mean[i];
    for (std::size_t i = 0; i < width; ++i)
      for (std::size_t j = 0; j < width; ++j) covariance[i * width + j] += centered[i] * centered[j];
  }
  for (double& value : covariance) value /= static_cast<double>(points);
  return covariance;
}

}  // namespace

double mean_abs_correlation(std::span<const float> outputs, int unit_count) {
  assert(unit_count >= 1 && outputs.size() >= 2 * static_cast<std::size_t>(unit_count));
  const auto width = static_cast<std::size_t>(unit_count);
  const std::vector<double> c = covariance_matrix(outputs, width);
  double sum = 0.0;
  int pairs = 0;
  for (std::size_t i = 0; i < width; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const double spread = std::sqrt(c[i * width + i] * c[j * width + j]);
      if (spread <= 1e-12) continue;
      sum += std::fabs(c[i * width + j]) / spread;
      ++pairs;
    }
  return pairs > 0 ? sum / pairs : 0.0;
}

double participation_ratio(std::span<const float> outputs, int unit_count) {
  assert(unit_count >= 1 && outputs.size() >= 2 * static_cast<std::size_t>(unit_count));
  const auto width = static_cast<std::size_t>(unit_count);
  const std::vector<double> c = covariance_matrix(outputs, width);
  double trace = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < width; ++i) trace += c[i * width + i];
  for (const double value : c) squares += value * value;
  return squares > 0.0 ? trace * trace / squares : 0.0;
}

}  // namespace dropout
