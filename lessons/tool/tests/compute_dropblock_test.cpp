// compute_dropblock_test.cpp: facts about blocks, variances and schedules against numbers derived by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numbers>

#include "facts.h"

namespace checker {
namespace {

// Functions that share what they computed: a race is run once.
struct Facts {
  Problems problems;
  ComputeContext context{std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured", "measured", problems};

  // NaN if the function refuses.
  double computed(const std::string& function, const Json& args) {
    const Json fact = {{"compute", function}, {"args", args}};
    return compute_fact(Node(fact, "fact"), context, problems).value_or(std::nan(""));
  }
};

double computed(const std::string& function, const Json& args) { return Facts{}.computed(function, args); }

Json blocks(int side, int block, double p) { return {{"side", side}, {"block", block}, {"p", p}}; }

TEST(DropBlockFacts, GammaIsTheFormulaOfThePaper) {
  EXPECT_NEAR(computed("block_gamma", blocks(8, 3, 0.1)), 0.1 / 9 * 64 / 36, 1e-15);
  for (const double p : {0.05, 0.3, 0.9})
    for (const int side : {1, 5, 12}) {
      EXPECT_NEAR(computed("block_gamma", blocks(side, side, p)), p, 1e-12) << "the one block is the map";
      EXPECT_NEAR(computed("block_share", blocks(side, 1, p)), p, 1e-12) << "the blocks are the cells";
    }
}

// One start covers a corner, b^2 starts cover a cell far from the border.
TEST(DropBlockFacts, ACellIsKeptIfNoBlockThatCoversItStarts) {
  for (const double p : {0.1, 0.25, 0.6}) {
    const double gamma = computed("block_gamma", blocks(12, 3, p));
    Json cell = blocks(12, 3, p);
    cell["row"] = cell["column"] = 0;
    EXPECT_NEAR(computed("block_cell", cell), gamma, 1e-12);
    cell["row"] = cell["column"] = 6;
    EXPECT_NEAR(computed("block_cell", cell), 1 - std::pow(1 - gamma, 9), 1e-12);
    cell["starts"] = "anywhere";
    cell["row"] = cell["column"] = 0;  // 2 x 2 of the 3 x 3 starts around a corner lie on the map
    EXPECT_NEAR(computed("block_cell", cell), 1 - std::pow(1 - gamma, 4), 1e-12);
  }
}

// One mask: what the figure says of mask 0. Many: the larger the squares, the less comes back, at three rates.
TEST(DropBlockFacts, TheCatThatComesBackIsTheFiguresAndShrinksWithTheSquares) {
  const auto recovered = [](int block, double p, int masks) {
    return computed("cat_recovered", {{"block", block}, {"p", p}, {"seed", 5u}, {"masks", masks}});
  };
  for (const int block : {1, 3, 7}) {
    const Json params = {{"block", block},  {"p", 0.4},         {"seed", 5},       {"by_rule", true},
                         {"map_number", 0}, {"stamps", "none"}, {"eraser_row", 0}, {"eraser_column", 0}};
    EXPECT_NEAR(100 * recovered(block, 0.4, 1),
                computed("widget_readout", {{"widget", "dropblock"}, {"readout", "back_blocks"}, {"params", params}}),
                1e-3);
  }
  for (const double p : {0.1, 0.25, 0.5}) {
    EXPECT_GT(recovered(1, p, 40), recovered(3, p, 40) + 0.05) << p;
    EXPECT_GT(recovered(3, p, 40), recovered(7, p, 40) + 0.05) << p;
    EXPECT_GT(recovered(7, p, 40), recovered(14, p, 40)) << p;
  }
  EXPECT_TRUE(std::isnan(recovered(29, 0.25, 1))) << "no such square fits";
}

// Chapter 8 tells what the race shows, and takes it from the measured runs of its seeds.
TEST(DropBlockFacts, TheFirstMeasuredRunsAreThoseOfTheRace) {
  Facts facts;
  const auto measured = [&](const char* function, const char* row) {
    return 100 * facts.computed(function,
                                {{"table", "dropblock_schedules"}, {"row", row}, {"base", "constant"}, {"first", 4}});
  };
  const auto race = [&](const char* readout) {
    return facts.computed("widget_readout", {{"widget", "schedule_race"},
                                             {"readout", readout},
                                             {"ticks", 960},
                                             {"params", {{"target", 0.5}, {"race_seeds", 4}, {"seed", 1}}}});
  };
  EXPECT_EQ(race("seeds"), 4);
  EXPECT_NEAR(measured("paired_gain", "ramp"), race("ramp_gain"), 1e-9);
  EXPECT_NEAR(measured("paired_gain_halfwidth", "ramp"), race("ramp_half"), 1e-9);
  EXPECT_NEAR(measured("paired_gain", "reverse_ramp"), race("reverse_gain"), 1e-9);
  EXPECT_NEAR(measured("paired_gain_halfwidth", "reverse_ramp"), race("reverse_half"), 1e-9);
}

TEST(DropBlockFacts, VarianceShiftOfZeroMeanIsTheKeepRate) {
  for (const double p : {0.0, 0.1, 0.5, 0.9}) {
    EXPECT_NEAR(computed("variance_shift_ratio", {{"p", p}, {"mean", 0}, {"variance", 2}}), 1 - p, 1e-12);
    EXPECT_NEAR(computed("variance_shift_factor", {{"p", p}, {"mean", 0}, {"variance", 2}}), 1 / (1 - p), 1e-9);
    EXPECT_NEAR(computed("variance_shift_sd", {{"p", p}, {"mean", 0}, {"variance", 2}}), std::sqrt(1 - p), 1e-12);
  }
  EXPECT_NEAR(computed("relu_normal_mean", Json::object()), 1 / std::sqrt(2 * std::numbers::pi), 1e-15);
  EXPECT_NEAR(computed("relu_normal_variance", Json::object()), 0.5 - 1 / (2 * std::numbers::pi), 1e-15);
  EXPECT_NEAR(computed("variance_shift_ratio", {{"p", 0.5}}), 0.405, 0.0005);
}

TEST(DropBlockFacts, SchedulesGoWhereTheirNamesSay) {
  const auto rate = [](const char* kind, double t, double turn) {
    return computed("scheduled_rate", {{"kind", kind}, {"p", 0.8}, {"t", t}, {"turn", turn}});
  };
  EXPECT_NEAR(rate("ramp", 0.25, 0.5), 0.4, 1e-12);
  EXPECT_EQ(rate("ramp", 0.75, 0.5), 0.8);
  EXPECT_NEAR(rate("reverse_ramp", 0.25, 1), 0.6, 1e-12);
  EXPECT_EQ(rate("early", 0.6, 0.5), 0);
  EXPECT_EQ(rate("late", 0.6, 0.5), 0.8);
  EXPECT_EQ(rate("constant", 0.1, 1), 0.8);
  EXPECT_NEAR(rate("curriculum", 0.1, 1), 0.8 * (1 - std::exp(-1)), 1e-12);
}

TEST(DropBlockFacts, RefuseWhatHasNoMeaning) {
  EXPECT_TRUE(std::isnan(computed("block_gamma", blocks(5, 6, 0.1)))) << "a block larger than the map";
  EXPECT_TRUE(std::isnan(computed("block_share", blocks(5, 3, 1.1))));
  Json starts = blocks(5, 3, 0.1);
  starts["starts"] = "nowhere";
  EXPECT_TRUE(std::isnan(computed("block_share", starts)));
  Json cell = blocks(5, 3, 0.1);
  cell["row"] = 5;
  cell["column"] = 0;
  EXPECT_TRUE(std::isnan(computed("block_cell", cell)));
  EXPECT_TRUE(std::isnan(computed("variance_shift_ratio", {{"p", 1}})));
  EXPECT_TRUE(std::isnan(computed("scheduled_rate", {{"kind", "zigzag"}, {"p", 0.5}, {"t", 0}})));
}

}  // namespace
}  // namespace checker
