// conv_bank.h: four fixed 3x3 filters that turn one picture into feature maps, without any training.
#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace dropout {

// Row-major weights of a 3x3 filter: the cell at (h, w) of the result is
//   out[h, w] = sum_{a, b = -1 .. 1} kernel[a + 1, b + 1] * picture[h + a, w + b]
// as in neural networks, that is, without turning the kernel around. At the border the nearest cell is repeated, so a
// flat picture has no edges anywhere and every map has the size of the picture.
using Kernel3x3 = std::array<float, 9>;

enum class MapFilter : std::uint8_t {
  vertical_edges,    // Sobel: change from left to right, per cell
  horizontal_edges,  // Sobel: change from top to bottom, per cell
  blur,              // binomial: weights sum to 1
  detail             // picture minus blur
};
constexpr int map_filter_count = 4;

Kernel3x3 filter_kernel(MapFilter filter);

// picture, map: [height, width], both extents at least 1; they must not overlap.
void convolve_3x3(const Kernel3x3& kernel, std::span<const float> picture, int height, int width,
                  std::span<float> map);

// All four maps in the order of MapFilter: [4, height, width].
void feature_maps(std::span<const float> picture, int height, int width, std::span<float> maps);

}  // namespace dropout
