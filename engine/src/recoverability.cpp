// recoverability.cpp: one Cholesky factor for the kept cells, then one forward substitution for each dropped cell.
#include "dropout/recoverability.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "dropout/cholesky.h"
#include "dropout/elementary.h"

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// C_ij = exp(-d^2 / 2 l^2), looked up by the offset between two cells: exp is called once an offset, not once a pair. Each cell
// has a key such that the difference of two says their offset.
class Covariance {
 public:
  explicit Covariance(const GaussianField& field) {
    const int side = field.side, row_size = 2 * side - 1, middle = (side - 1) * (row_size + 1);
    by_offset_.resize(size_of(row_size) * size_of(row_size));
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column) {
        const double rows = row, columns = column;
        const double value = exp(-(rows * rows + columns * columns) / (2.0 * field.length * field.length));
        const int down = row * row_size;
        for (const int place : {down + column, down - column, -down + column, -down - column})
          by_offset_[size_of(middle + place)] = value;
        keys_.push_back(down + column);
      }
    none_ = by_offset_.data() + middle;
  }
  Covariance(const Covariance&) = delete;
  Covariance& operator=(const Covariance&) = delete;

  double operator()(int a, int b) const { return none_[keys_[size_of(a)] - keys_[size_of(b)]]; }

 private:
  std::vector<double> by_offset_;
  std::vector<int> keys_;
  const double* none_ = nullptr;  // of no offset, in the middle
};

struct Cells {
  std::vector<int> kept, dropped;
};

Cells split(std::span<const std::uint8_t> mask) {
  Cells cells;
  for (std::size_t i = 0; i < mask.size(); ++i)
    (mask[i] != 0 ? cells.kept : cells.dropped).push_back(static_cast<int>(i));
  return cells;
}

void check(const GaussianField& field, std::span<const std::uint8_t> mask) {
  assert(field.side >= 1 && field.length >= 1e-6 && field.length <= 1e6);
  assert(field.nugget >= 1e-6 && field.nugget <= 1e6);
  assert(mask.size() == size_of(field.side) * size_of(field.side));
  static_cast<void>(field), static_cast<void>(mask);
}

// Upper triangle of L^T with L L^T = C + nugget I over the kept cells.
std::vector<double> factor_of_kept(const GaussianField& field, const Covariance& covariance,
                                   const std::vector<int>& kept) {
  std::vector<double> matrix(kept.size() * kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = i; j < kept.size(); ++j)
      matrix[i * kept.size() + j] = covariance(kept[i], kept[j]) + (i == j ? field.nugget : 0.0);
  const bool positive_definite = cholesky_factor(matrix, static_cast<int>(kept.size()));
  assert(positive_definite);
  static_cast<void>(positive_definite);
  return matrix;
}

std::vector<double> covariances_with(const Covariance& covariance, int cell, const std::vector<int>& others) {
  std::vector<double> c;
  for (const int other : others) c.push_back(covariance(cell, other));
  return c;
}

// The kept ones among the cells above, left, right, below: in index order.
std::vector<int> kept_neighbours(int side, std::span<const std::uint8_t> mask, int cell) {
  const int row = cell / side, column = cell % side;
  std::vector<int> neighbours;
  if (row > 0 && mask[size_of(cell - side)] != 0) neighbours.push_back(cell - side);
  if (column > 0 && mask[size_of(cell - 1)] != 0) neighbours.push_back(cell - 1);
  if (column + 1 < side && mask[size_of(cell + 1)] != 0) neighbours.push_back(cell + 1);
  if (row + 1 < side && mask[size_of(cell + side)] != 0) neighbours.push_back(cell + side);
  return neighbours;
}

template <class ShareOf>
Recovery recovery_of(std::span<const std::uint8_t> mask, const std::vector<int>& dropped, ShareOf&& share_of) {
  Recovery recovery;
  recovery.share.resize(mask.size());
  recovery.dropped_count = static_cast<int>(dropped.size());
  for (const int cell : dropped) recovery.mean += recovery.share[size_of(cell)] = share_of(cell);
  if (!dropped.empty()) recovery.mean /= static_cast<double>(dropped.size());
  return recovery;
}

}  // namespace

// c^T A^-1 c = |L^-1 c|^2
Recovery best_linear_recovery(const GaussianField& field, std::span<const std::uint8_t> mask) {
  check(field, mask);
  const Covariance covariance(field);
  const Cells cells = split(mask);
  const std::vector<double> factor = factor_of_kept(field, covariance, cells.kept);
  return recovery_of(mask, cells.dropped, [&](int cell) {
    std::vector<double> c = covariances_with(covariance, cell, cells.kept);
    solve_lower(factor, static_cast<int>(cells.kept.size()), c);
    double share = 0.0;
    for (const double value : c) share += value * value;
    return share;
  });
}

Recovery neighbour_recovery(const GaussianField& field, std::span<const std::uint8_t> mask) {
  check(field, mask);
  const Covariance covariance(field);
  return recovery_of(mask, split(mask).dropped, [&](int cell) {
    const std::vector<int> neighbours = kept_neighbours(field.side, mask, cell);
    if (neighbours.empty()) return 0.0;
    const double n = static_cast<double>(neighbours.size());
    double with_cell = 0.0, among = 0.0;
    for (const int a : neighbours) {
      with_cell += covariance(cell, a);
      for (const int b : neighbours) among += covariance(a, b) + (a == b ? field.nugget : 0.0);
    }
    return 2.0 * with_cell / n - among / (n * n);
  });
}

// prediction = c^T (C + nugget I)^-1 x
std::vector<double> rebuild_best_linear(const GaussianField& field, std::span<const std::uint8_t> mask,
                                        std::span<const double> values) {
  check(field, mask);
  const Covariance covariance(field);
  assert(values.size() == mask.size());
  const Cells cells = split(mask);
  std::vector<double> weights;
  for (const int cell : cells.kept) weights.push_back(values[size_of(cell)]);
  solve_factored(factor_of_kept(field, covariance, cells.kept), static_cast<int>(cells.kept.size()), weights);
  std::vector<double> rebuilt(values.size());
  for (const int cell : cells.kept) rebuilt[size_of(cell)] = values[size_of(cell)];
  for (const int cell : cells.dropped) {
    const std::vector<double> c = covariances_with(covariance, cell, cells.kept);
    for (std::size_t i = 0; i < c.size(); ++i) rebuilt[size_of(cell)] += c[i] * weights[i];
  }
  return rebuilt;
}

std::vector<double> rebuild_best_linear_near(const GaussianField& field, int reach,
                                             std::span<const std::uint8_t> mask, std::span<const double> values) {
  check(field, mask);
  assert(values.size() == mask.size() && reach >= 1);
  const Covariance covariance(field);
  std::vector<double> rebuilt(values.begin(), values.end());
  std::vector<int> near;
  for (const int cell : split(mask).dropped) {
    const int row = cell / field.side, column = cell % field.side;
    near.clear();
    for (int r = std::max(0, row - reach); r <= std::min(field.side - 1, row + reach); ++r)
      for (int c = std::max(0, column - reach); c <= std::min(field.side - 1, column + reach); ++c)
        if (mask[size_of(r * field.side + c)] != 0) near.push_back(r * field.side + c);
    std::vector<double> weights;
    for (const int other : near) weights.push_back(values[size_of(other)]);
    solve_factored(factor_of_kept(field, covariance, near), static_cast<int>(near.size()), weights);
    double guess = 0.0;
    for (std::size_t i = 0; i < near.size(); ++i) guess += covariance(cell, near[i]) * weights[i];
    rebuilt[size_of(cell)] = guess;
  }
  return rebuilt;
}

std::vector<double> rebuild_from_neighbours(int side, std::span<const std::uint8_t> mask,
                                            std::span<const double> values) {
  assert(values.size() == mask.size() && mask.size() == size_of(side) * size_of(side));
  std::vector<double> rebuilt(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (mask[i] != 0) {
      rebuilt[i] = values[i];
      continue;
    }
    const std::vector<int> neighbours = kept_neighbours(side, mask, static_cast<int>(i));
    for (const int neighbour : neighbours)
      rebuilt[i] += values[size_of(neighbour)] / static_cast<double>(neighbours.size());
  }
  return rebuilt;
}

double explained_share(std::span<const double> values, std::span<const double> rebuilt,
                       std::span<const std::uint8_t> mask) {
  assert(values.size() == mask.size() && rebuilt.size() == mask.size());
  double mean = 0.0, count = 0.0;
  for (std::size_t i = 0; i < mask.size(); ++i)
    if (mask[i] == 0) mean += values[i], count += 1.0;
  if (count == 0.0) return 0.0;
  mean /= count;
  double left = 0.0, total = 0.0;
  for (std::size_t i = 0; i < mask.size(); ++i)
    if (mask[i] == 0) {
      left += (values[i] - rebuilt[i]) * (values[i] - rebuilt[i]);
      total += (values[i] - mean) * (values[i] - mean);
    }
  return total > 0.0 ? 1.0 - left / total : 0.0;
}

}  // namespace dropout
