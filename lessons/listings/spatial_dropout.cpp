// spatial_dropout.cpp: inverted dropout whose mask may have any shape that broadcasts, and the two members of chapter 4.
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: by_shape
using Shape = std::array<std::size_t, 4>;  // (N, C, H, W)

inline std::size_t count(const Shape& s) {
  return s[0] * s[1] * s[2] * s[3];
}

// Where the value for `at` stands; extents of 1 are repeated.
inline std::size_t place(const Shape& s, const Shape& at) {
  std::size_t index = 0;
  for (std::size_t axis = 0; axis < 4; ++axis)
    index = index * s[axis] + (s[axis] == 1 ? 0 : at[axis]);
  return index;
}

// Dropout with one decision for each entry of mask_shape.
template <class Generator>
std::vector<float> drop_by_shape(std::vector<float> x,
                                 const Shape& shape,
                                 const Shape& mask_shape,
                                 double p, Generator& generator,
                                 bool train) {
  assert(p >= 0 && p <= 1);           // NaN fails as well
  if (!train || p == 0) return x;     // x itself, bit for bit
  if (p == 1) return std::vector<float>(x.size());
  std::vector<bool> mask(count(mask_shape));
  for (std::size_t i = 0; i < mask.size(); ++i)
    mask[i] = generator.uniform() >= p;  // true: kept
  const auto scale = static_cast<float>(1 / (1 - p));
  for (std::size_t n = 0, i = 0; n < shape[0]; ++n)
    for (std::size_t c = 0; c < shape[1]; ++c)
      for (std::size_t h = 0; h < shape[2]; ++h)
        for (std::size_t w = 0; w < shape[3]; ++w, ++i) {
          const bool kept = mask[place(mask_shape, {n, c, h, w})];
          x[i] = kept ? scale * x[i] : 0;
        }
  return x;
}
// endregion

// region: members
template <class Generator>
std::vector<float> element_dropout(std::vector<float> x,
                                   const Shape& shape, double p,
                                   Generator& generator,
                                   bool train) {
  return drop_by_shape(std::move(x), shape, shape, p,
                       generator, train);
}

template <class Generator>
std::vector<float> channel_dropout(std::vector<float> x,
                                   const Shape& shape, double p,
                                   Generator& generator,
                                   bool train) {
  const Shape mask_shape = {shape[0], shape[1], 1, 1};
  return drop_by_shape(std::move(x), shape, mask_shape, p,
                       generator, train);
}
// endregion
// clang-format on
