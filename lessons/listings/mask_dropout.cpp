// mask_dropout.cpp: the naive mask of chapter 1, forward and backward. Incomplete on purpose: nothing is rescaled.
#include <cassert>
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: forward
struct Dropped {
  std::vector<float> y;     // the output
  std::vector<float> mask;  // empty: nothing was drawn
};

template <class Generator>
Dropped naive_dropout(const std::vector<float>& x, double p,
                      Generator& generator, bool train) {
  assert(p >= 0 && p <= 1);                 // NaN fails as well
  if (!train || p == 0) return {x, {}};     // x itself, bit for bit
  Dropped result{x, std::vector<float>(x.size())};
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double u = generator.uniform();   // 0 can happen, 1 cannot
    result.mask[i] = u >= p ? 1.0f : 0.0f;  // 1 kept, 0 dropped
    result.y[i] = x[i] * result.mask[i];    // no scale: chapter 2
  }
  return result;
}
// endregion

// region: backward
// The gradient passes where the value passed: the same mask.
inline std::vector<float> naive_dropout_backward(
    std::vector<float> dy, const std::vector<float>& mask) {
  for (std::size_t i = 0; i < mask.size(); ++i) dy[i] *= mask[i];
  return dy;
}
// endregion
// clang-format on
