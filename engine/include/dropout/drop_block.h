// drop_block.h: the geometry of DropBlock: how often each cell falls into a dropped square, exactly.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "dropout/mask.h"

namespace dropout {

// Ghiasi, Lin and Le, "DropBlock", NeurIPS 2018 (arXiv:1810.12890). Each place where a b x b square may start is chosen
// with probability gamma; the union of the chosen squares is dropped. On a map of H x W cells:
//
//   gamma = p / b^2 * H W / ((H - b + 1) (W - b + 1))
//
// b = 1 is element dropout and b = F on a square map F x F is channel dropout (in law; the factor on kept cells
// differs).
// Squares overlap, so the expected dropped share lies below p, except at b = 1 and b = F.

// fit:      a square starts only where it fits; it covers rows s .. s + b - 1 (paper, torchvision, TensorFlow).
// anywhere: every cell is the middle of a possible square, which the border cuts off, while gamma stays the same, so it
//           drops too much: F = 7, b = 7, p = 0.1 drops 93 % (timm). Covers s + b/2 - b + 1 .. s + b/2, with b/2
//           rounded down.
enum class BlockStarts : std::uint8_t { fit, anywhere };

// Kept cells are multiplied by count(M) / sum(M), the cells of the mask over its kept cells, taken over
// sample: the mask of one example, so that an example does not depend on its batch;
// batch:   the mask of all examples, as the libraries do.
enum class BlockNormalization : std::uint8_t { sample, batch };

struct BlockShape {
  int size = 3;  // b, in 1 .. min(H, W)
  BlockStarts starts = BlockStarts::fit;
  bool shared_by_channels = false;  // one mask for all channels (timm) or one each (paper)
  BlockNormalization normalization = BlockNormalization::sample;
};

bool is_valid(const BlockShape& block, int height, int width);  // false for b > H or b > W: no square fits

// gamma <= p always, since b (F - b + 1) >= F. p = 1 gives 1: the engine's rule is that p = 1 drops everything,
// where the formula would not. F, b, p = 8, 3, 0.1: 0.019753.
double drop_block_gamma(const BlockShape& block, int height, int width, double drop_rate);

// S, the number of places where a square may start: (H - b + 1)(W - b + 1), or H W when anywhere.
std::size_t block_start_count(const BlockShape& block, int height, int width);

// probabilities[h, w] = P(cell is dropped) = 1 - (1 - gamma)^(n(h) n(w)), where n counts the starts whose square covers
// the row (or column) c:   fit  n(c) = min(c, F - b) - max(0, c - b + 1) + 1
// F = 12, p = 0.25, b = 3: corner 0.040, center 0.307.  height * width values.
void drop_block_probabilities(const BlockShape& block, int height, int width, double drop_rate,
                              std::span<double> probabilities);

// The dropped share of one map: the mean of the probabilities, and its exact standard deviation. Two cells a, b are
// both kept with probability (1 - gamma)^(n_a + n_b - n_ab), n_ab = starts that cover both. O((H W)^2).
struct BlockShare {
  double mean = 0.0, sd = 0.0;
};
BlockShare drop_block_share(const BlockShape& block, int height, int width, double drop_rate);

// What an averaging filter sees: the relative variance (variance / mean^2) of the mean over a patch of equal cells,
// rows top .. top + size - 1, columns left .. left + size - 1, inside the map. Exact, for any constant factor on the kept
// cells. b = 1 gives (p / k) / size^2, b = F gives p / k (covariance.h). drop_rate in [0, 1).
// F = 12, p = 0.25, the 3 x 3 patch at (4, 4): b = 3 0.203, b = 5 0.476.
double drop_block_patch_noise(const BlockShape& block, int height, int width, double drop_rate, int top, int left,
                              int size);

// Draws the masks of `channels` maps of one example, [channels, height, width]: 1 = kept. Unit c S + s decides whether
// a square starts at place s (row-major in the grid of starts) of channel c: chosen iff its word lies below the
// threshold of gamma. starts, unless empty, has channels * S values and gets 1 where a square starts.
void draw_block_mask(const BlockShape& block, int channels, int height, int width, double drop_rate,
                     const MaskKey& key, std::span<std::uint8_t> mask, std::span<std::uint8_t> starts = {});

}  // namespace dropout
