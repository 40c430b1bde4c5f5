// depth_drop_path.cpp: chapter 7, a residual block whose branch is dropped: as published, and as libraries do it now.
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: published
using Values = std::vector<float>;  // [rows, width]

inline Values plus(Values x, float scale, const Values& branch) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += scale * branch[i];
  return x;
}

// Huang et al. 2016: one draw for the whole batch.
template <class Branch, class Generator>
Values stochastic_depth(const Values& x, Branch&& f, double p,
                        Generator& generator, bool train) {
  const float survival = static_cast<float>(1 - p);
  if (!train) return plus(x, survival, f(x));  // scaled in the test
  if (generator.uniform() < p) return x;       // f is not called
  return plus(x, 1.0f, f(x));
}
// endregion

// region: modern
// One draw for each row, scaled in training.
template <class Branch, class Generator>
Values drop_path(const Values& x, std::size_t rows, Branch&& f, double p,
                 Generator& generator, bool train) {
  Values branch = f(x);                        // for all rows
  if (!train) return plus(x, 1.0f, branch);
  const float scale = p < 1 ? static_cast<float>(1 / (1 - p)) : 0.0f;
  const std::size_t width = x.size() / rows;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool active = generator.uniform() >= p;
    for (std::size_t i = row * width; i < (row + 1) * width; ++i)
      branch[i] = active ? scale * branch[i] : 0.0f;
  }
  return plus(x, 1.0f, branch);
}
// endregion
// clang-format on
