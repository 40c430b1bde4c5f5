// recoverability.h: how well dropped cells of a feature map can be rebuilt from the kept ones.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

// Model of a smooth map: a Gaussian field s with variance 1 and covariance exp(-d^2 / 2 l^2) over the distance d
// between cells; what the net sees at a kept cell is  x = s + noise,  noise variance `nugget`. Whatever the rest of the net can
// rebuild was never gone: noise regularizes only by the part that cannot be predicted (chapter 4).
// Theory: the conditional mean of a Gaussian field is linear in x (simple kriging; Rasmussen and Williams 2006, ch. 2).
// A mask is [side, side] row-major, 1 kept, 0 dropped; any source of masks will do.
namespace dropout {

struct GaussianField {
  int side = 10;         // cells along an edge, at least 1
  double length = 2.0;   // l, in cells, 1e-6 to 1e6: its square has to be a number above 0
  double nugget = 0.05;  // noise variance, 1e-6 to 1e6: it keeps the system well conditioned
};

// Share of a dropped cell's variance that a predictor explains, R^2 = 1 - E[(s - prediction)^2] / Var[s], computed from
// the covariance alone, without drawing a field.
struct Recovery {
  std::vector<double> share;  // [side, side]; 0 at kept cells
  int dropped_count = 0;
  double mean = 0.0;  // over the dropped cells; 0 if none is dropped
};

// The best linear predictor from all kept cells:  R^2_i = c_i^T (C + nugget I)^-1 c_i,  c_i = covariances with the kept
// cells. In [0, 1]; 0 where nothing is kept (a whole channel that is independent of the others).
Recovery best_linear_recovery(const GaussianField& field, std::span<const std::uint8_t> mask);

// The simple version: the mean of the kept ones among the 4 neighbours (0 if none is kept):
//   R^2 = 2 mean_j C_ij - mean_jk (C_jk + nugget [j = k]).  Can be negative; never above the best predictor.
Recovery neighbour_recovery(const GaussianField& field, std::span<const std::uint8_t> mask);

// Rebuilds a real map with the same two predictors: kept cells are copied, dropped ones predicted. values [side, side]
// at dropped cells are not read. The best predictor assumes mean 0 and variance 1: subtract and divide before.
std::vector<double> rebuild_best_linear(const GaussianField& field, std::span<const std::uint8_t> mask,
                                        std::span<const double> values);
// The same guess from those kept cells only that lie at most `reach` (at least 1) rows and columns away; 0, the mean, where
// there is none. What lies farther than three lengths adds next to nothing, and this takes (2 reach + 1)^6 / 6 steps for a
// dropped cell at most, where the guess from all takes the cube of the kept cells once.
std::vector<double> rebuild_best_linear_near(const GaussianField& field, int reach,
                                             std::span<const std::uint8_t> mask, std::span<const double> values);
std::vector<double> rebuild_from_neighbours(int side, std::span<const std::uint8_t> mask,
                                            std::span<const double> values);

// R^2 of a rebuilt map over its dropped cells: 1 - sum (value - rebuilt)^2 / sum (value - mean)^2, the mean over the
// dropped cells. 0 if none is dropped or their values are all equal.
double explained_share(std::span<const double> values, std::span<const double> rebuilt,
                       std::span<const std::uint8_t> mask);

}  // namespace dropout
