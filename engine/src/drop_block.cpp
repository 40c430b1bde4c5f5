// drop_block.cpp: squares along two independent axes, so that all counting is done on one axis at a time.
#include "dropout/drop_block.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// First and last place of a start; last < first would mean none.
struct Interval {
  int first, last;
  int count() const { return std::max(0, last - first + 1); }
};

// One axis of length `length`.
struct Axis {
  int length, block_size;
  BlockStarts starts;

  int start_count() const { return starts == BlockStarts::fit ? length - block_size + 1 : length; }

  // The cells that a square starting at s covers, cut off by the border.
  Interval covered(int s) const {
    const int first = starts == BlockStarts::fit ? s : s + block_size / 2 - block_size + 1;
    return {std::max(0, first), std::min(length - 1, first + block_size - 1)};
  }
  // The starts whose square covers cell c: the same relation read backwards.
  Interval covering(int c) const {
    const int last = starts == BlockStarts::fit ? c : c - block_size / 2 + block_size - 1;
    return {std::max(0, last - block_size + 1), std::min(start_count() - 1, last)};
  }
};

// powers[n] = base^n, n = 0 .. count: products in a fixed order, because std::pow differs between platforms.
std::vector<double> powers_of(double base, std::size_t count) {
  std::vector<double> powers(count + 1, 1.0);
  for (std::size_t n = 1; n <= count; ++n) powers[n] = powers[n - 1] * base;
  return powers;
}

// common[i, j] = number of starts that cover both cell i and cell j of an axis; the diagonal is n(i).
std::vector<int> common_starts(const Axis& axis) {
  const std::size_t length = size_of(axis.length);
  std::vector<int> common(length * length);
  for (int i = 0; i < axis.length; ++i)
    for (int j = 0; j < axis.length; ++j) {
      const Interval a = axis.covering(i), b = axis.covering(j);
      const Interval both{std::max(a.first, b.first), std::min(a.last, b.last)};
      common[size_of(i) * length + size_of(j)] = both.count();
    }
  return common;
}

}  // namespace

bool is_valid(const BlockShape& block, int height, int width) {
  return block.size >= 1 && block.size <= height && block.size <= width && block.starts <= BlockStarts::anywhere &&
         block.normalization <= BlockNormalization::batch;
}

double drop_block_gamma(const BlockShape& block, int height, int width, double drop_rate) {
  assert(is_valid(block, height, width) && is_valid_drop_rate(drop_rate));
  if (drop_rate >= 1.0) return 1.0;
  const double b = block.size, h = height, w = width;
  return drop_rate * (h * w) / (b * b * (h - b + 1.0) * (w - b + 1.0));
}

std::size_t block_start_count(const BlockShape& block, int height, int width) {
  assert(is_valid(block, height, width));
  const Axis rows{height, block.size, block.starts}, columns{width, block.size, block.starts};
  return size_of(rows.start_count()) * size_of(columns.start_count());
}

void drop_block_probabilities(const BlockShape& block, int height, int width, double drop_rate,
                              std::span<double> probabilities) {
  assert(probabilities.size() == size_of(height) * size_of(width));
  const double gamma = drop_block_gamma(block, height, width, drop_rate);
  const std::vector<double> kept = powers_of(1.0 - gamma, size_of(block.size) * size_of(block.size));
  const Axis rows{height, block.size, block.starts}, columns{width, block.size, block.starts};
  for (int h = 0; h < height; ++h)
    for (int w = 0; w < width; ++w)
      probabilities[size_of(h) * size_of(width) + size_of(w)] =
          1.0 - kept[size_of(rows.covering(h).count()) * size_of(columns.covering(w).count())];
}

// Var(share) = 1 / (H W)^2 sum_{a, b} ( P(a and b kept) - P(a kept) P(b kept) )
BlockShare drop_block_share(const BlockShape& block, int height, int width, double drop_rate) {
  const double gamma = drop_block_gamma(block, height, width, drop_rate);
  const std::size_t rows = size_of(height), columns = size_of(width), b2 = size_of(block.size) * size_of(block.size);
  const std::vector<double> kept = powers_of(1.0 - gamma, 2 * b2);
  const std::vector<int> common_rows = common_starts({height, block.size, block.starts});
  const std::vector<int> common_columns = common_starts({width, block.size, block.starts});
  const auto starts_of = [&](std::size_t h, std::size_t w) {
    return size_of(common_rows[h * rows + h]) * size_of(common_columns[w * columns + w]);
  };
  double kept_sum = 0.0, covariance_sum = 0.0;
  for (std::size_t h = 0; h < rows; ++h)
    for (std::size_t w = 0; w < columns; ++w) {
      const std::size_t n_a = starts_of(h, w);
      kept_sum += kept[n_a];
      for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
          const std::size_t n_b = starts_of(i, j);
          const std::size_t n_ab = size_of(common_rows[h * rows + i]) * size_of(common_columns[w * columns + j]);
          covariance_sum += kept[n_a + n_b - n_ab] - kept[n_a] * kept[n_b];
        }
    }
  const double cells = static_cast<double>(rows * columns);
  return {1.0 - kept_sum / cells, std::sqrt(std::max(0.0, covariance_sum)) / cells};
}

// E[m_a] = (1 - gamma)^n_a,   E[m_a m_b] = (1 - gamma)^(n_a + n_b - n_ab)
double drop_block_patch_noise(const BlockShape& block, int height, int width, double drop_rate, int top, int left,
                              int size) {
  assert(size >= 1 && top >= 0 && left >= 0 && top + size <= height && left + size <= width && drop_rate < 1.0);
  const double gamma = drop_block_gamma(block, height, width, drop_rate);
  const std::size_t rows = size_of(height), columns = size_of(width), b2 = size_of(block.size) * size_of(block.size);
  const std::vector<double> kept = powers_of(1.0 - gamma, 2 * b2);
  const std::vector<int> common_rows = common_starts({height, block.size, block.starts});
  const std::vector<int> common_columns = common_starts({width, block.size, block.starts});
  const auto common = [&](int h, int w, int i, int j) {
    return size_of(common_rows[size_of(h) * rows + size_of(i)]) *
           size_of(common_columns[size_of(w) * columns + size_of(j)]);
  };
  double mean = 0.0, square = 0.0;  // sums over the patch, of E[m_a] and of E[m_a m_b]
  for (int h = top; h < top + size; ++h)
    for (int w = left; w < left + size; ++w) {
      mean += kept[common(h, w, h, w)];
      for (int i = top; i < top + size; ++i)
        for (int j = left; j < left + size; ++j)
          square += kept[common(h, w, h, w) + common(i, j, i, j) - common(h, w, i, j)];
    }
  return square / (mean * mean) - 1.0;
}

void draw_block_mask(const BlockShape& block, int channels, int height, int width, double drop_rate,
                     const MaskKey& key, std::span<std::uint8_t> mask, std::span<std::uint8_t> starts) {
  const std::size_t map_size = size_of(height) * size_of(width);
  const std::size_t start_count = block_start_count(block, height, width);
  assert(mask.size() == size_of(channels) * map_size);
  assert(starts.empty() || starts.size() == size_of(channels) * start_count);

  // A mask of the starts, drawn as any other: 0 where the square begins.
  std::vector<std::uint8_t> spared(size_of(channels) * start_count);
  draw_mask(key, drop_block_gamma(block, height, width, drop_rate), spared);

  const Axis rows{height, block.size, block.starts}, columns{width, block.size, block.starts};
  const std::size_t starts_in_row = size_of(columns.start_count());
  std::fill(mask.begin(), mask.end(), std::uint8_t{1});
  for (std::size_t unit = 0; unit < spared.size(); ++unit) {
    if (!starts.empty()) starts[unit] = spared[unit] == 0;
    if (spared[unit] != 0) continue;
    const std::size_t channel = unit / start_count, place = unit % start_count;
    const Interval dropped_rows = rows.covered(static_cast<int>(place / starts_in_row));
    const Interval dropped_columns = columns.covered(static_cast<int>(place % starts_in_row));
    for (int h = dropped_rows.first; h <= dropped_rows.last; ++h)
      std::fill_n(mask.data() + channel * map_size + size_of(h) * size_of(width) + size_of(dropped_columns.first),
                  size_of(dropped_columns.count()), std::uint8_t{0});
  }
}

}  // namespace dropout
