// family_mask.cpp: one function that draws the mask of every member of the family, in its small shape.
#include <array>
#include <cassert>
#include <cstddef>
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: mask
using Shape = std::array<std::size_t, 4>;  // (N, C, H, W)
enum class Drop { element, channel, block, weight, row, batch };

struct Mask {
  Shape shape;  // extents of 1 are repeated over the tensor
  std::vector<bool> kept;
};

inline std::size_t count(const Shape& s) {
  return s[0] * s[1] * s[2] * s[3];
}

inline Shape small_shape(Drop drop, const Shape& s) {
  if (drop == Drop::channel) return {s[0], s[1], 1, 1};
  if (drop == Drop::row) return {s[0], 1, 1, 1};
  if (drop == Drop::batch) return {1, 1, 1, 1};
  return s;  // weights: (N, outputs, inputs, 1)
}

template <class Generator>
Mask block_mask(const Shape& s, double p, Generator& generator,
                std::size_t b) {
  assert(b >= 1 && b <= s[2] && b <= s[3]);
  const std::size_t rows = s[2] - b + 1, columns = s[3] - b + 1;
  const double cells = static_cast<double>(s[2] * s[3]);
  const double places = static_cast<double>(b * b * rows * columns);
  const double gamma = p == 1 ? 1 : p * cells / places;
  Mask mask{s, std::vector<bool>(count(s), true)};
  for (std::size_t map = 0; map < s[0] * s[1]; ++map)
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) {
        if (generator.uniform() >= gamma) continue;
        for (std::size_t i = 0; i < b; ++i)
          for (std::size_t j = 0; j < b; ++j)
            mask.kept[(map * s[2] + row + i) * s[3] + column + j] =
                false;
      }
  return mask;
}

template <class Generator>
Mask draw_mask(Drop drop, const Shape& shape, double p,
               Generator& generator, std::size_t b = 1) {
  assert(p >= 0 && p <= 1);  // NaN fails as well
  if (drop == Drop::block)
    return block_mask(shape, p, generator, b);
  Mask mask{small_shape(drop, shape), {}};
  mask.kept.resize(count(mask.shape));
  for (std::size_t i = 0; i < mask.kept.size(); ++i)
    mask.kept[i] = generator.uniform() >= p;
  return mask;
}
// endregion
// clang-format on
