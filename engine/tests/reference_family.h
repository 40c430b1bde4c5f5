// reference_family.h: every member of the family again, cell by cell from the formulas: slow, obvious, independent.
#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

#include "dropout/granularity.h"

namespace dropout {

// Is the decision `unit` of this example a drop? The rule of the mask specification, and nothing else.
inline bool reference_drops(const MaskKey& key, std::uint32_t sample, std::uint32_t unit, double rate) {
  const double word = mask_word({key.seed, key.layer, key.step, sample}, unit);
  return word < std::floor(rate * 4294967296.0 + 0.5);
}

// Is cell (n, c, h, w) kept? Asks the one decision that rules it; for blocks, all squares that could lie over it.
inline bool reference_kept(const GranularDropout& d, const TensorShape& t, const MaskKey& key, int n, int c, int h,
                           int w) {
  const std::uint32_t sample = key.sample + static_cast<std::uint32_t>(n);
  const auto drops = [&](int unit) {
    return reference_drops(key, sample, static_cast<std::uint32_t>(unit), d.drop_rate);
  };
  switch (d.granularity) {
    case MaskGranularity::element: return !drops((c * t.height + h) * t.width + w);
    case MaskGranularity::weight: return !drops(c * t.height + h);  // O, I, 1: output c, input h
    case MaskGranularity::channel: return !drops(c);
    case MaskGranularity::row: return !drops(0);
    case MaskGranularity::batch: return !reference_drops(key, 0, 0, d.drop_rate);
    case MaskGranularity::block: break;
  }
  const int b = d.block.size;
  const bool fit = d.block.starts == BlockStarts::fit;
  const int start_rows = fit ? t.height - b + 1 : t.height, start_columns = fit ? t.width - b + 1 : t.width;
  const double gamma = d.drop_rate * t.height * t.width / (b * b) / ((t.height - b + 1) * (t.width - b + 1));
  const int map = d.block.shared_by_channels ? 0 : c;
  for (int i = 0; i < start_rows; ++i)
    for (int j = 0; j < start_columns; ++j) {
      const int top = fit ? i : i + b / 2 - b + 1, left = fit ? j : j + b / 2 - b + 1;
      const bool covers = h >= top && h < top + b && w >= left && w < left + b;
      const int unit = map * start_rows * start_columns + i * start_columns + j;
      if (covers && reference_drops(key, sample, static_cast<std::uint32_t>(unit), gamma)) return false;
    }
  return true;
}

// The mask of all cells, [N, C, H, W].
inline std::vector<int> reference_mask(const GranularDropout& d, const TensorShape& t, const MaskKey& key) {
  std::vector<int> kept;
  for (int n = 0; n < t.samples; ++n)
    for (int c = 0; c < t.channels; ++c)
      for (int h = 0; h < t.height; ++h)
        for (int w = 0; w < t.width; ++w) kept.push_back(reference_kept(d, t, key, n, c, h, w) ? 1 : 0);
  return kept;
}

// y in train mode, 0 < p < 1.
template <class Scalar>
std::vector<Scalar> reference_forward(const GranularDropout& d, const TensorShape& t, const MaskKey& key,
                                      const std::vector<Scalar>& x) {
  const std::vector<int> kept = reference_mask(d, t, key);
  const std::size_t size = t.cells_per_sample();
  std::vector<Scalar> y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    double scale = d.scheme == Scheme::inverted ? 1.0 / (1.0 - d.drop_rate) : 1.0;
    if (d.granularity == MaskGranularity::block && d.scheme == Scheme::inverted) {
      const bool all = d.block.normalization == BlockNormalization::batch;
      const std::size_t first = all ? 0 : i / size * size, last = all ? x.size() : first + size;
      double sum = 0.0;
      for (std::size_t cell = first; cell < last; ++cell) sum += kept[cell];
      scale = static_cast<double>(last - first) / sum;
    }
    y[i] = kept[i] ? static_cast<Scalar>(scale) * x[i] : Scalar(0);
  }
  return y;
}

}  // namespace dropout
