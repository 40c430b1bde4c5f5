// inverted_dropout.cpp: inverted dropout (chapter 2), and the older rule that scales the weights at test.
#include <cassert>
#include <vector>

#include "mask_dropout.cpp"  // naive_dropout and Dropped of chapter 1
#include "matrix.h"

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: inverted
template <class Generator>
Dropped inverted_dropout(const std::vector<float>& x, double p,
                         Generator& generator, bool train) {
  assert(p >= 0 && p <= 1);              // NaN fails as well
  if (!train || p == 0) return {x, {}};  // x itself, bit for bit
  Dropped result{std::vector<float>(x.size(), 0.0f),
                 std::vector<float>(x.size(), 0.0f)};
  if (p == 1) return result;             // 1/(1-p) does not exist
  const auto scale = static_cast<float>(1 / (1 - p));  // once
  for (std::size_t i = 0; i < x.size(); ++i)
    if (generator.uniform() >= p) {      // the mask of chapter 1
      result.mask[i] = 1.0f;
      result.y[i] = x[i] * scale;        // selects
    }
  return result;
}
// endregion

// region: test_scaled
// A layer behind a naive mask: nothing is scaled here.
template <class Generator>
std::vector<float> dense_after_dropout(
    const std::vector<float>& x, const std::vector<float>& weights,
    const std::vector<float>& biases, double p,
    Generator& generator, bool train) {
  const Dropped dropped = naive_dropout(x, p, generator, train);
  return affine({1, x.size(), dropped.y}, weights, biases).values;
}

// What that layer uses at test. Its biases stay.
inline std::vector<float> to_eval(std::vector<float> weights,
                                  double p) {
  const auto keep_rate = static_cast<float>(1 - p);
  for (float& weight : weights) weight *= keep_rate;
  return weights;
}
// endregion
// clang-format on
