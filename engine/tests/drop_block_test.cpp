// drop_block_test.cpp: gamma, the drop probability of every cell and the dropped share, exact and measured.
#include "dropout/drop_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "drop_rates.h"
#include "dropout/granularity.h"

namespace dropout {
namespace {

BlockShape block_of(int size, BlockStarts starts = BlockStarts::fit) { return {.size = size, .starts = starts}; }

std::vector<double> cell_probabilities(const BlockShape& block, int side, double p) {
  std::vector<double> probabilities(static_cast<std::size_t>(side * side));
  drop_block_probabilities(block, side, side, p, probabilities);
  return probabilities;
}

TEST(DropBlock, GammaIsTheFormulaOfThePaper) {
  EXPECT_NEAR(drop_block_gamma(block_of(3), 8, 8, 0.1), 0.019753, 5e-7);
  EXPECT_NEAR(drop_block_gamma(block_of(7), 14, 14, 0.1), 0.00625, 1e-15);
  EXPECT_NEAR(drop_block_gamma(block_of(7), 28, 28, 0.1), 0.003306, 5e-7);
  EXPECT_NEAR(drop_block_gamma(block_of(7), 7, 7, 0.1), 0.1, 1e-15);
  for (const double p : all_drop_rates)
    for (int side = 1; side <= 14; ++side)
      for (int b = 1; b <= side; ++b) {
        const double gamma = drop_block_gamma(block_of(b), side, side, p);
        EXPECT_LE(gamma, p * (1 + 1e-15)) << side << " " << b;
        if (b == 1 || b == side) {
          EXPECT_NEAR(gamma, p, 1e-15);
        }
      }
}

struct ShareRow {
  int side, size;
  double p, fit, anywhere;
};

TEST(DropBlock, ExpectedShareIsThatOfTheTables) {
  for (const ShareRow& row : {ShareRow{8, 3, 0.1, 0.0947, 0.1396}, ShareRow{14, 7, 0.1, 0.0929, 0.2092},
                              ShareRow{28, 7, 0.1, 0.0939, 0.1329}, ShareRow{7, 7, 0.1, 0.1000, 0.9300},
                              ShareRow{7, 3, 0.1, 0.095, 0.149}}) {
    const double half_digit = row.side == 7 ? 5.1e-4 : 5.1e-5;  // of the printed table
    EXPECT_NEAR(drop_block_share(block_of(row.size), row.side, row.side, row.p).mean, row.fit, half_digit);
    EXPECT_NEAR(drop_block_share(block_of(row.size, BlockStarts::anywhere), row.side, row.side, row.p).mean,
                row.anywhere, half_digit);
  }
  EXPECT_NEAR(drop_block_share(block_of(7), 14, 14, 0.25).mean, 0.2095, 5e-5);
  EXPECT_NEAR(drop_block_share(block_of(3), 8, 8, 0.3).mean, 0.2559, 5e-5);
  EXPECT_NEAR(drop_block_share(block_of(5), 16, 16, 0.25).mean, 0.2147, 5e-5);
  // timm's own ResNet setting: nominal 0.025 becomes 0.040
  EXPECT_NEAR(drop_block_share(block_of(5, BlockStarts::anywhere), 14, 14, 0.025).mean, 0.040, 5e-4);
}

TEST(DropBlock, CellProbabilitiesAreThoseOfTheTable) {
  const auto b3 = cell_probabilities(block_of(3), 12, 0.25), b7 = cell_probabilities(block_of(7), 12, 0.25);
  EXPECT_NEAR(b3[0], 0.040, 5e-4);
  EXPECT_NEAR(b3[6], 0.115, 5e-4);
  EXPECT_NEAR(b3[6 * 12 + 6], 1 - std::pow(0.96, 9), 1e-12);  // gamma = 0.04, nine squares: 0.3075
  EXPECT_NEAR(b7[0], 0.020, 5e-4);
  EXPECT_NEAR(b7[6], 0.116, 5e-4);
  EXPECT_NEAR(b7[6 * 12 + 6], 0.524, 5e-4);
}

TEST(DropBlock, BlocksOfOneCellAreElementDropoutAndOfTheWholeMapChannelDropout) {
  for (const double p : all_drop_rates) {
    for (const double of_cell : cell_probabilities(block_of(1), 6, p)) EXPECT_NEAR(of_cell, p, 1e-15);
    for (const double of_cell : cell_probabilities(block_of(6), 6, p)) EXPECT_NEAR(of_cell, p, 1e-15);
    EXPECT_NEAR(drop_block_share(block_of(1), 6, 6, p).sd, std::sqrt(p * (1 - p) / 36), 1e-12);
    EXPECT_NEAR(drop_block_share(block_of(6), 6, 6, p).sd, std::sqrt(p * (1 - p)), 1e-12);
    std::vector<std::uint8_t> cells(36), elements(36), map(36);
    draw_block_mask(block_of(1), 1, 6, 6, p, {.seed = 5}, cells);
    draw_mask({.seed = 5}, p, elements);
    EXPECT_EQ(cells, elements) << "the same decisions, bit for bit";
    for (std::uint32_t step = 0; step < 40; ++step) {
      draw_block_mask(block_of(6), 1, 6, 6, p, {.seed = 5, .step = step}, map);
      EXPECT_EQ(std::count(map.begin(), map.end(), map[0]), 36) << "all or nothing";
    }
  }
}

// Every pattern of starts on a small map with its probability: the formulas against nothing but counting.
TEST(DropBlock, FormulasEqualTheSumOverAllPatternsOfStarts) {
  for (const BlockStarts starts : {BlockStarts::fit, BlockStarts::anywhere})
    for (const double p : all_drop_rates)
      for (const int b : {1, 2, 3}) {
        constexpr int rows = 3, columns = 4;
        const BlockShape block = block_of(b, starts);
        const int start_rows = starts == BlockStarts::fit ? rows - b + 1 : rows;
        const int start_columns = starts == BlockStarts::fit ? columns - b + 1 : columns;
        const int count = start_rows * start_columns;
        ASSERT_EQ(block_start_count(block, rows, columns), static_cast<std::size_t>(count));
        const double gamma = drop_block_gamma(block, rows, columns, p);
        std::vector<double> dropped(rows * columns, 0.0);
        double mean = 0.0, squares = 0.0;
        for (int pattern = 0; pattern < (1 << count); ++pattern) {
          double probability = 1.0;
          std::vector<int> covered(rows * columns, 0);
          for (int s = 0; s < count; ++s) {
            const bool chosen = (pattern >> s & 1) != 0;
            probability *= chosen ? gamma : 1.0 - gamma;
            const int shift = starts == BlockStarts::fit ? 0 : b / 2 - b + 1;
            const int top = s / start_columns + shift, left = s % start_columns + shift;
            if (chosen)
              for (int h = std::max(0, top); h < std::min(rows, top + b); ++h)
                for (int w = std::max(0, left); w < std::min(columns, left + b); ++w)
                  covered[static_cast<std::size_t>(h * columns + w)] = 1;
          }
          double share = 0.0;
          for (std::size_t cell = 0; cell < covered.size(); ++cell) {
            dropped[cell] += probability * covered[cell];
            share += covered[cell] / 12.0;
          }
          mean += probability * share;
          squares += probability * share * share;
        }
        std::vector<double> formula(rows * columns);
        drop_block_probabilities(block, rows, columns, p, formula);
        for (std::size_t cell = 0; cell < formula.size(); ++cell) EXPECT_NEAR(formula[cell], dropped[cell], 1e-12);
        const BlockShare share = drop_block_share(block, rows, columns, p);
        EXPECT_NEAR(share.mean, mean, 1e-12);
        EXPECT_NEAR(share.sd * share.sd, squares - mean * mean, 1e-12);
      }
}

// Measured against the closed form: |z| <= 5.5 for every cell, 200 000 maps; shares within 5 standard errors.
TEST(DropBlock, EveryCellIsDroppedAsOftenAsTheFormulaSays) {
  struct Setting {
    int size;
    BlockStarts starts;
    double p;
  };
  constexpr int side = 12, maps = 200000;
  for (const Setting& setting : {Setting{3, BlockStarts::fit, 0.25}, Setting{7, BlockStarts::fit, 0.25},
                                 Setting{4, BlockStarts::anywhere, 0.1}, Setting{5, BlockStarts::fit, 0.8}}) {
    const BlockShape block = block_of(setting.size, setting.starts);
    std::vector<int> dropped(side * side, 0);
    std::vector<std::uint8_t> mask(100 * side * side);
    for (std::uint32_t step = 0; step < maps / 100; ++step) {
      draw_block_mask(block, 100, side, side, setting.p, {.seed = 44, .step = step}, mask);
      for (std::size_t i = 0; i < mask.size(); ++i) dropped[i % dropped.size()] += 1 - mask[i];
    }
    const auto expected = cell_probabilities(block, side, setting.p);
    double worst = 0.0;
    for (std::size_t cell = 0; cell < expected.size(); ++cell) {
      const double q = expected[cell];
      worst = std::max(worst, std::fabs(dropped[cell] - maps * q) / std::sqrt(maps * q * (1 - q)));
    }
    EXPECT_LE(worst, 5.5) << "b = " << setting.size;
  }
}

// The two ends of the family are known in closed form; the values between were measured on 6,000 maps (2 digits).
TEST(DropBlock, PatchNoiseLiesBetweenElementAndChannelMasks) {
  for (const double p : inner_drop_rates) {
    const double relative = p / (1 - p);
    EXPECT_NEAR(drop_block_patch_noise(block_of(1), 12, 12, p, 4, 4, 3), relative / 9, 1e-12 * (1 + relative));
    EXPECT_NEAR(drop_block_patch_noise(block_of(12), 12, 12, p, 4, 4, 3), relative, 1e-12 * (1 + relative));
    EXPECT_NEAR(drop_block_patch_noise(block_of(1), 9, 12, p, 0, 7, 4), relative / 16, 1e-12 * (1 + relative));
  }
  EXPECT_NEAR(drop_block_patch_noise(block_of(3), 12, 12, 0.25, 4, 4, 3), 0.205, 0.02);
  EXPECT_NEAR(drop_block_patch_noise(block_of(5), 12, 12, 0.25, 4, 4, 3), 0.474, 0.04);
  EXPECT_EQ(drop_block_patch_noise(block_of(5), 12, 12, 0, 4, 4, 3), 0.0);
}

TEST(DropBlock, DrawnMasksHaveThePatchNoise) {
  constexpr int maps = 40000;
  for (const int size : {2, 3, 5, 9}) {
    const BlockShape block = block_of(size);
    std::vector<std::uint8_t> mask(100 * 144);
    double sum = 0, squares = 0;
    for (std::uint32_t step = 0; step < maps / 100; ++step) {
      draw_block_mask(block, 100, 12, 12, 0.25, {.seed = 45, .step = step}, mask);
      for (std::size_t map = 0; map < 100; ++map) {
        double kept = 0;
        for (std::size_t h = 4; h < 7; ++h)
          for (std::size_t w = 4; w < 7; ++w) kept += mask[map * 144 + h * 12 + w];
        sum += kept;
        squares += kept * kept;
      }
    }
    const double measured = squares * maps / (sum * sum) - 1;
    const double exact = drop_block_patch_noise(block, 12, 12, 0.25, 4, 4, 3);
    // The relative error of a variance from 40,000 draws is near 1 %; five of them.
    EXPECT_NEAR(measured, exact, 0.05 * exact) << "b = " << size;
  }
}

TEST(DropBlock, StartsAreReportedWhereSquaresBegin) {
  for (const double p : inner_drop_rates) {
    const BlockShape block = block_of(3);
    std::vector<std::uint8_t> mask(2 * 64), starts(2 * 36), rebuilt(2 * 64, 1);
    draw_block_mask(block, 2, 8, 8, p, {.seed = 6}, mask, starts);
    for (std::size_t unit = 0; unit < starts.size(); ++unit)
      if (starts[unit] != 0)
        for (std::size_t h = 0; h < 3; ++h)
          for (std::size_t w = 0; w < 3; ++w) rebuilt[unit / 36 * 64 + (unit % 36 / 6 + h) * 8 + unit % 6 + w] = 0;
    EXPECT_EQ(rebuilt, mask);
  }
}

// count / sum keeps the sum of a constant map; with everything dropped there is nothing to keep.
TEST(DropBlock, NormalisationKeepsTheSumAndSurvivesAMapWithoutCells) {
  const TensorShape shape{2, 3, 5, 5};
  for (const BlockNormalization over : {BlockNormalization::sample, BlockNormalization::batch})
    for (const double p : inner_drop_rates) {
      GranularDropout dropout;
      dropout.granularity = MaskGranularity::block;
      dropout.drop_rate = p;
      dropout.block.normalization = over;
      std::vector<std::uint8_t> mask(shape.cell_count());
      draw_granular_mask(dropout, shape, {.seed = 13}, mask);
      const std::vector<double> x(shape.cell_count(), 2.0);
      std::vector<double> y(x.size());
      granular_forward<double>(dropout, Mode::train, shape, mask, x, y);
      double first = 0.0, second = 0.0;
      for (std::size_t i = 0; i < y.size(); ++i) (i < 75 ? first : second) += y[i];
      EXPECT_NEAR(first + second, 300.0, 1e-10);
      if (over == BlockNormalization::sample) {
        EXPECT_NEAR(first, 150.0, 1e-10);
      }
      std::fill(mask.begin(), mask.end(), std::uint8_t{0});
      granular_forward<double>(dropout, Mode::train, shape, mask, x, y);
      for (const double value : y) EXPECT_EQ(value, 0.0);
    }
}

}  // namespace
}  // namespace dropout
