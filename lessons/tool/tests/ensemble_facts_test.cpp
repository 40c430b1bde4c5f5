// ensemble_facts_test.cpp: facts of the ensemble chapter against numbers derived by hand, and its table against the widget.
#include <gtest/gtest.h>

#include <cmath>

#include "facts.h"
#include "measured.h"

namespace checker {
namespace {

const std::filesystem::path measured_folder = std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured";

double computed(const char* function, const Json& args) {
  const Json fact = {{"compute", function}, {"args", args}};
  Problems problems;
  ComputeContext context(measured_folder, "measured", problems);
  const auto value = compute_fact(Node(fact, "fact"), context, problems);
  EXPECT_EQ(problems.failed(), 0u) << problems.report();
  return value.value_or(std::nan(""));
}

double sigma(double s) { return 1 / (1 + std::exp(-s)); }

// Contributions 2 and -1, p = 0.5: logits 2, 4, -2, 0 with weight 1/4 each.
TEST(EnsembleFacts, TwoUnitsByHand) {
  const Json args = {{"values", {2, -1}}, {"p", 0.5}};
  EXPECT_DOUBLE_EQ(computed("members_mean_logit", args), 1);
  EXPECT_DOUBLE_EQ(computed("members_logit_variance", args), 5);
  const double outputs[] = {sigma(2), sigma(4), sigma(-2), sigma(0)};
  double sum = 0, product = 1, other = 1;
  for (const double o : outputs) sum += o / 4, product *= std::pow(o, 0.25), other *= std::pow(1 - o, 0.25);
  EXPECT_NEAR(computed("members_arithmetic", args), sum, 1e-14);
  EXPECT_NEAR(computed("members_geometric_part", args), product, 1e-14);
  EXPECT_NEAR(computed("members_geometric_other", args), other, 1e-14);
  EXPECT_NEAR(computed("members_geometric", args), product / (product + other), 1e-14);
  EXPECT_NEAR(computed("members_one_pass", args), sigma(1), 1e-14);
  EXPECT_NEAR(computed("members_gap", args), sum - sigma(1), 1e-14);
  const double slope_change = sigma(1) * (1 - sigma(1)) * (1 - 2 * sigma(1));
  EXPECT_NEAR(computed("members_gap_second_order", args), slope_change * 5 / 2, 1e-14);
  EXPECT_DOUBLE_EQ(computed("member_logit", {{"values", {2, -1}}, {"p", 0.5}, {"mask", {1, 0}}}), 4);
  EXPECT_DOUBLE_EQ(computed("member_logit", {{"values", {2, -1}}, {"p", 0.5}, {"mask", {0, 1}}, {"bias", 3}}), 1);
}

// At any rate: E[S] is the sum, Var[S] = p / (1 - p) times the sum of squares; a small spread makes the series good.
TEST(EnsembleFacts, LawsHoldAtEveryRate) {
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) {
    const Json args = {{"values", {0.02, -0.01, 0.03}}, {"p", p}, {"bias", 0.7}};
    EXPECT_NEAR(computed("members_mean_logit", args), 0.74, 1e-12);
    EXPECT_NEAR(computed("members_logit_variance", args), p / (1 - p) * 0.0014, 1e-12);
    EXPECT_NEAR(computed("members_geometric", args), sigma(0.74), 1e-12);
    // Next terms: skewness and fourth moment, both below 1e-4 here.
    EXPECT_NEAR(computed("members_gap", args), computed("members_gap_second_order", args), 1e-4) << p;
  }
}

TEST(EnsembleFacts, Counts) {
  EXPECT_EQ(computed("units_for_masks", {{"power", 80}}), 266);
  EXPECT_EQ(computed("units_for_masks", {{"power", 3}}), 10);  // 1,024
  EXPECT_EQ(computed("masks_exponent", {{"units", 100}}), 30);
  EXPECT_NEAR(computed("masks_leading", {{"units", 100}}), 1.2676506, 1e-7);
  EXPECT_NEAR(computed("effective_masks", {{"units", 10}, {"p", 0.5}}), 1024, 1e-9);
  EXPECT_NEAR(computed("effective_masks", {{"units", 4}, {"p", 0.25}}), std::pow(4, 4) / std::pow(3, 3), 1e-9);
  EXPECT_NEAR(computed("likeliest_share", {{"units", 2}, {"p", 0.25}, {"masks", 2}}), 9.0 / 16 + 3.0 / 16, 1e-12);
  EXPECT_NEAR(computed("likeliest_share", {{"units", 20}, {"p", 0.1}, {"masks", 1048576}}), 1, 1e-12);
  EXPECT_NEAR(computed("distinct_masks_expected", {{"units", 1}, {"p", 0.5}, {"draws", 2}}), 1.5, 1e-12);
  EXPECT_NEAR(computed("distinct_masks_share", {{"units", 1}, {"p", 0.5}, {"draws", 2}}), 0.75, 1e-12);
}

// A reader who types a seed into the figure sees that seed's run of the table.
TEST(EnsembleFacts, TheTableHoldsTheRunsOfTheWidget) {
  Problems problems;
  const auto table = load_measured(measured_folder / "ensemble_means.json", "ensemble_means", Repeat::some, problems);
  ASSERT_TRUE(table.has_value()) << problems.report();
  for (const auto& [row, layers] : {std::pair{"12_p0.5", "one"}, {"6_6_p0.5", "two"}})
    for (const int seed : {1, 13}) {
      const Json params = {{"layers", layers}, {"p", 0.5}, {"seed", seed}};
      for (const auto& [readout, column] :
           {std::pair{"pass_accuracy", "pass"}, {"ensemble_accuracy", "ensemble"}, {"member_accuracy", "member"}})
        EXPECT_NEAR(computed("widget_readout", {{"widget", "ensemble"}, {"params", params}, {"readout", readout}}),
                    100 * table->values(row, column)[static_cast<std::size_t>(seed - 1)], 1e-9)
            << row << " " << seed << " " << readout;
    }
}

}  // namespace
}  // namespace checker
