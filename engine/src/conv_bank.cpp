// conv_bank.cpp: the filters, whose weights are binary fractions, and one plain convolution.
#include "dropout/conv_bank.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace dropout {

Kernel3x3 filter_kernel(MapFilter filter) {
  constexpr float e = 1.0f / 8.0f, s = 1.0f / 16.0f;
  switch (filter) {
    case MapFilter::vertical_edges: return {-e, 0, e, -2 * e, 0, 2 * e, -e, 0, e};
    case MapFilter::horizontal_edges: return {-e, -2 * e, -e, 0, 0, 0, e, 2 * e, e};
    case MapFilter::detail: return {-s, -2 * s, -s, -2 * s, 1 - 4 * s, -2 * s, -s, -2 * s, -s};
    case MapFilter::blur: break;
  }
  return {s, 2 * s, s, 2 * s, 4 * s, 2 * s, s, 2 * s, s};
}

void convolve_3x3(const Kernel3x3& kernel, std::span<const float> picture, int height, int width,
                  std::span<float> map) {
  assert(height >= 1 && width >= 1);
  assert(picture.size() == static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
  assert(map.size() == picture.size());
  const auto at = [&](int h, int w) {
    const int row = std::clamp(h, 0, height - 1), column = std::clamp(w, 0, width - 1);
    return picture[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(column)];
  };
  std::size_t cell = 0;
  for (int h = 0; h < height; ++h)
    for (int w = 0; w < width; ++w) {
      float sum = 0.0f;
      std::size_t n = 0;
      for (int a = -1; a <= 1; ++a)
        for (int b = -1; b <= 1; ++b) sum += kernel[n++] * at(h + a, w + b);
      map[cell++] = sum;
    }
}

void feature_maps(std::span<const float> picture, int height, int width, std::span<float> maps) {
  assert(maps.size() == map_filter_count * picture.size());
  for (int f = 0; f < map_filter_count; ++f)
    convolve_3x3(filter_kernel(static_cast<MapFilter>(f)), picture, height, width,
                 maps.subspan(static_cast<std::size_t>(f) * picture.size(), picture.size()));
}

}  // namespace dropout
