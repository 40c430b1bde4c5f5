// facts_test.cpp: compute functions against numbers derived by hand or published, and how numbers are shown.
#include "facts.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scratch_lesson.h"

namespace checker {
namespace {

// The computed value of a fact, or NaN with the problems printed.
double computed(const char* function, const char* args) {
  const ScratchLesson lesson;
  const Json fact = {{"compute", function}, {"args", Json::parse(args)}};
  Problems problems;
  ComputeContext context(lesson.measured().parent_path(), "measured", problems);
  const auto value = compute_fact(Node(fact, "fact"), context, problems);
  EXPECT_EQ(problems.failed(), 0u) << problems.report();
  return value.value_or(std::nan(""));
}

std::string refusal(const char* function, const char* args) {
  const ScratchLesson lesson;
  const Json fact = {{"compute", function}, {"args", Json::parse(args)}};
  Problems problems;
  ComputeContext context(lesson.measured().parent_path(), "measured", problems);
  EXPECT_FALSE(compute_fact(Node(fact, "fact"), context, problems).has_value());
  return problems.failed() == 0 ? "" : problems.list()[0].text();
}

constexpr const char* example = R"({"values": [2, -1, 3, 0.5, -2, 1], "p": 0.5})";

// E1.1 and E1.2, by hand: sum 3.5, squares 19.25, p k = 0.25.
TEST(Facts, WorkedExampleOfTheMaskChapter) {
  EXPECT_EQ(computed("values_sum", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 3.5);
  EXPECT_EQ(computed("values_abs_sum", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 9.5);
  EXPECT_EQ(computed("values_square_sum", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 19.25);
  EXPECT_EQ(computed("masked_sum", R"({"values": [2, -1, 3, 0.5, -2, 1], "mask": [1, 0, 1, 0, 1, 0]})"), 3.0);
  EXPECT_EQ(computed("masked_abs_sum", R"({"values": [2, -1, 3, 0.5, -2, 1], "mask": [1, 0, 1, 0, 1, 0]})"), 7.0);
  EXPECT_DOUBLE_EQ(computed("masked_share", R"({"values": [2, -1, 3, 0.5, -2, 1], "mask": [1, 0, 1, 0, 1, 0]})"),
                   6.0 / 7);
  EXPECT_DOUBLE_EQ(computed("masked_sum_mean", example), 1.75);
  EXPECT_NEAR(computed("masked_sum_sd", example), std::sqrt(0.25 * 19.25), 1e-12);  // rounding of 64 terms
  EXPECT_EQ(computed("masked_sum_min", example), -3.0);
  EXPECT_EQ(computed("masked_sum_max", example), 6.5);
  EXPECT_EQ(computed("masks_above", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 12);
  EXPECT_EQ(computed("masks_equal", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 5);
  EXPECT_EQ(computed("masks_below", R"({"values": [2, -1, 3, 0.5, -2, 1]})"), 47);
  EXPECT_EQ(computed("masks_below", R"({"values": [2, -1, 3, 0.5, -2, 1], "threshold": 0})"), 12);
}

// E2.1, by hand: x = 4, p = 0.5.
TEST(Facts, WorkedExampleOfTheScalingChapter) {
  EXPECT_EQ(computed("unit_train_mean", R"({"x": 4, "p": 0.5, "scheme": "naive"})"), 2);
  EXPECT_EQ(computed("unit_test_output", R"({"x": 4, "p": 0.5, "scheme": "test_scaled"})"), 2);
  EXPECT_EQ(computed("unit_kept_value", R"({"x": 4, "p": 0.5, "scheme": "inverted"})"), 8);
  EXPECT_EQ(computed("unit_train_variance", R"({"x": 4, "p": 0.5, "scheme": "inverted"})"), 16);
  EXPECT_DOUBLE_EQ(computed("unit_train_sd", R"({"x": 4, "p": 0.2, "scheme": "inverted"})"), 2);
  EXPECT_DOUBLE_EQ(computed("unit_relative_noise", R"({"p": 0.9})"), 3);
  EXPECT_NEAR(computed("unit_mean_logistic", R"({"x": 4, "p": 0.5, "scheme": "inverted"})"),
              0.25 + 0.5 / (1 + std::exp(-8.0)), 1e-12);
  EXPECT_NEAR(computed("logistic", R"({"x": 4})"), 1 / (1 + std::exp(-4.0)), 1e-12);
  EXPECT_EQ(computed("naive_mismatch", R"({"p": 0.5, "layers": 3})"), 8);
  EXPECT_NE(refusal("unit_train_mean", R"({"x": 4, "p": 0.5, "scheme": "none"})").find("\"scheme\""),
            std::string::npos);
  EXPECT_NE(refusal("naive_mismatch", R"({"p": 1, "layers": 3})").find("\"p\""), std::string::npos);
}

// By hand: equal steps need k^2 eta with SGD and k eta with Adam.
TEST(Facts, TwoFormsOfOneModelStayTogetherAtTheRightRateOnly) {
  EXPECT_EQ(computed("twins_apart", R"({"p": 0.2, "optimizer": "sgd", "power": 2, "seeds": 3})"), 0);
  EXPECT_LT(computed("twins_distance", R"({"p": 0.2, "optimizer": "adam", "power": 1, "seeds": 3})"), 1e-5);
  EXPECT_GT(computed("twins_distance", R"({"p": 0.2, "optimizer": "adam", "power": 2, "seeds": 3})"), 0.03);
  EXPECT_GT(computed("twins_apart", R"({"p": 0.2, "optimizer": "adam", "power": 0, "seeds": 3})"), 0);
  EXPECT_NE(
      refusal("twins_apart", R"({"p": 0.2, "optimizer": "none", "power": 0, "seeds": 3})").find("\"optimizer\""),
      std::string::npos);
}

// E5.1, by hand: products (1, -4, -0.5) and (0.5, 2, -2), p / k = 1.
TEST(Facts, WorkedExampleOfTheDropConnectChapter) {
  const std::string layer = R"({"weights": [1, -2, 0.5, 0.5, 1, 2], "v": [1, 2, -1], "p": 0.5, )";
  for (const std::string by : {"formula", "enumeration"})
    for (const std::string method : {"dropout", "dropconnect"}) {
      const std::string common = layer + R"("method": ")" + method + R"(", "by": ")" + by + R"(", "unit": 1)";
      EXPECT_NEAR(computed("layer_mean", (common + "}").c_str()), -3.5, 1e-12);
      EXPECT_NEAR(computed("layer_covariance", (common + R"(, "other": 1})").c_str()), 17.25, 1e-12);
      EXPECT_NEAR(computed("layer_covariance", (common + R"(, "other": 2})").c_str()), method == "dropout" ? -6.5 : 0,
                  1e-12);
    }
  constexpr const char* unit = R"({"weights": [1, -2, 0.5], "v": [1, 2, -1], "p": 0.5})";
  EXPECT_EQ(computed("relu_of_mean", unit), 0);
  EXPECT_NEAR(computed("mean_of_relu", unit), 0.375, 1e-12);  // masks 100 and 101 give 2 and 1, the others nothing
  EXPECT_NEAR(computed("gaussian_mean_of_relu", unit), 0.463, 0.0005);  // table of the normal law at z = -0.843
  EXPECT_NE(refusal("layer_mean", (layer + R"("method": "both", "unit": 1})").c_str()).find("both"),
            std::string::npos);
}

// Var = p k sum x^2 for the naive sum and (p / k) sum x^2 for the inverted one.
TEST(Facts, SpreadOfTheMaskedSumFollowsItsLawAtEveryDropRate) {
  for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) {
    Json args = {{"values", {2, -1, 3, 0.5, -2, 1}}, {"p", p}};
    EXPECT_NEAR(computed("masked_sum_mean", args.dump().c_str()), (1 - p) * 3.5, 1e-12);
    EXPECT_NEAR(computed("masked_sum_sd", args.dump().c_str()), std::sqrt(p * (1 - p) * 19.25), 1e-9);
    args["scheme"] = "inverted";
    EXPECT_NEAR(computed("masked_sum_mean", args.dump().c_str()), 3.5, 1e-12);
    EXPECT_NEAR(computed("masked_sum_sd", args.dump().c_str()), std::sqrt(p / (1 - p) * 19.25), 1e-9);
  }
}

// L = 4, drop rates 1/8, 2/8, 3/8, 4/8, by hand: all active 7 * 6 * 5 * 4 / 4096, none 1 * 2 * 3 * 4 / 4096.
TEST(Facts, DepthOfFourBlocks) {
  const char* four = R"({"blocks": 4, "p": 0.5})";
  EXPECT_DOUBLE_EQ(computed("depth_mean", four), 2.75);
  EXPECT_DOUBLE_EQ(computed("depth_variance", four), 0.78125);
  EXPECT_DOUBLE_EQ(computed("depth_sd", four), std::sqrt(0.78125));
  EXPECT_DOUBLE_EQ(computed("depth_share", four), 0.6875);
  EXPECT_DOUBLE_EQ(computed("depth_saved", four), 0.3125);
  EXPECT_DOUBLE_EQ(computed("depth_probability", R"({"blocks": 4, "p": 0.5, "active": 4})"), 840.0 / 4096);
  EXPECT_DOUBLE_EQ(computed("depth_probability", R"({"blocks": 4, "p": 0.5, "active": 0})"), 24.0 / 4096);
  EXPECT_DOUBLE_EQ(computed("block_survival", R"({"blocks": 4, "p": 0.5, "block": 1})"), 0.875);
  EXPECT_EQ(computed("block_survival", R"({"blocks": 4, "p": 0.5, "block": 1, "rule": "linspace"})"), 1.0);
  EXPECT_EQ(computed("depth_mean", R"({"blocks": 4, "p": 0.5, "rule": "uniform"})"), 2.0);
  // Cumulated: 24, 328, 1512, 3256, 4096 of 4096; the middle half runs from 1/4 = 1024 to 3/4 = 3072.
  EXPECT_EQ(computed("depth_range_low", R"({"blocks": 4, "p": 0.5, "share": 0.5})"), 2);
  EXPECT_EQ(computed("depth_range_high", R"({"blocks": 4, "p": 0.5, "share": 0.5})"), 3);
  EXPECT_NE(refusal("depth_mean", R"({"blocks": 4, "p": 0.5, "rule": "steep"})"), "");
  EXPECT_NE(refusal("block_survival", R"({"blocks": 4, "p": 0.5, "block": 5})"), "");
}

TEST(Facts, MasksAreTheEnginesGoldenMasks) {
  EXPECT_EQ(computed("mask_equals", R"({"seed": 24, "p": 0.2, "mask": [1,0,1,1,1,0,0,1,1,0,1,0,1,1,1,1]})"), 1);
  EXPECT_EQ(computed("mask_equals", R"({"seed": 42, "p": 0.8, "mask": [0,0,0,0,1,0,0,0,1,0,0,0,0,0,0,0]})"), 1);
  EXPECT_EQ(computed("mask_equals", R"({"seed": 42, "p": 0.8, "mask": [0,0,0,0,1,0,0,0,1,0,0,0,0,0,0,1]})"), 0);
  EXPECT_EQ(computed("mask_kept", R"({"seed": 42, "p": 0.5, "units": 100000})"), 49960);
  EXPECT_EQ(computed("mask_kept", R"({"seed": 42, "p": 0.2, "units": 100000})"), 80134);
  EXPECT_EQ(computed("mask_bit", R"({"seed": 24, "p": 0.5, "unit": 1})"), 0);
  EXPECT_EQ(computed("mask_bit", R"({"seed": 24, "p": 0.5, "unit": 2})"), 1);
  // Seed 1 shows 101010 first at step 28.
  EXPECT_EQ(computed("mask_equals", R"({"seed": 1, "step": 28, "p": 0.5, "mask": [1,0,1,0,1,0]})"), 1);
}

// The engine promises a relative error below 1e-12 for the binomial law; small cases are better.
TEST(Facts, KeptCountIsBinomialWithTheKeepRate) {
  EXPECT_NEAR(computed("kept_probability", R"({"units": 6, "p": 0.5, "kept": 3})"), 20.0 / 64, 1e-14);
  EXPECT_NEAR(computed("kept_probability", R"({"units": 2, "p": 0.2, "kept": 2})"), 0.64, 1e-14);
  EXPECT_NEAR(computed("kept_between", R"({"units": 2, "p": 0.2, "from": 1, "to": 2})"), 0.96, 1e-14);
  EXPECT_NEAR(computed("kept_mean", R"({"units": 12, "p": 0.2})"), 9.6, 1e-12);
  EXPECT_NEAR(computed("kept_sd", R"({"units": 12, "p": 0.2})"), std::sqrt(12 * 0.2 * 0.8), 1e-12);
}

TEST(Facts, WidgetReadoutIsWhatTheWidgetShows) {
  EXPECT_EQ(computed("widget_readout", R"({"widget": "mask_sampler", "readout": "kept"})"), 3);
  EXPECT_EQ(computed("widget_readout", R"({"widget": "mask_sampler", "readout": "draws", "ticks": 20,
                                           "params": {"p": 0.3, "relu": true}})"),
            20);
}

TEST(Facts, MeasuredFunctionsAgreeWithEachOther) {
  const double before =
      computed("measured_mean", R"({"table": "trainer_moons_narrow", "row": "p0", "column": "test"})");
  const double after =
      computed("measured_mean", R"({"table": "trainer_moons_narrow", "row": "p0.5", "column": "test"})");
  constexpr const char* pair = R"({"table": "trainer_moons_narrow", "row": "p0.5", "base": "p0"})";
  EXPECT_NEAR(computed("paired_gain", pair), after - before, 1e-12);
  // Half width = t(29) sd / sqrt(30); t(29) = 2.045 in every table.
  EXPECT_NEAR(computed("t_quantile", R"({"degrees": 29})"), 2.045, 0.0005);
  EXPECT_NEAR(computed("paired_gain_halfwidth", pair),
              computed("t_quantile", R"({"degrees": 29})") * computed("paired_gain_sd", pair) / std::sqrt(30.0),
              1e-12);
  EXPECT_NEAR(
      computed("gain_halfwidth_at", R"({"table": "trainer_moons_narrow", "row": "p0.5", "base": "p0", "seeds": 30})"),
      computed("paired_gain_halfwidth", pair), 1e-12);
  EXPECT_EQ(computed("seed_count", R"({"table": "trainer_moons_narrow", "row": "p0"})"), 30);
  const double better = computed("seeds_better", pair);
  EXPECT_TRUE(better >= 0 && better <= 30 && better == std::floor(better));
  // Twenty percent of the labels flipped: (1 - 0.4) a + 0.2.
  EXPECT_NEAR(computed("noisy_accuracy", R"({"table": "trainer_moons_narrow", "row": "p0"})"), 0.6 * before + 0.2,
              1e-12);
}

TEST(Facts, TrainingRunIsTheMeasuredRunOfThatSeed) {
  const ScratchLesson lesson;
  Problems problems;
  const auto table = load_measured(lesson.measured(), "table", Repeat::some, problems);
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(computed("training_run", R"({"data": "moons", "noise": 0.2, "flip_share": 0.2, "p": 0.5, "seed": 4,
                                         "steps": 1500, "hidden": [8, 8], "column": "test_loss"})"),
            table->values("p0.5", "test_loss")[3]);
  EXPECT_EQ(computed("parameter_count", R"({"inputs": 2, "hidden": [32, 32]})"), 1185);
}

TEST(Facts, ArgumentsAreReadStrictly) {
  EXPECT_EQ(refusal("mask_count", R"({})"), "the argument \"units\" is missing: fact#/args");
  EXPECT_EQ(refusal("mask_count", R"({"units": 2.5})"),
            "\"units\" must be a whole number, not 2.5: fact#/args/units");
  EXPECT_EQ(refusal("mask_count", R"({"units": 6, "n": 6})"), "the argument \"n\" is not known here: fact#/args/n");
  EXPECT_EQ(refusal("masked_sum", R"({"values": [1, 2], "mask": [1, 2]})"),
            "a mask holds only 0 and 1: fact#/args/mask");
  EXPECT_EQ(refusal("masked_sum", R"({"values": [1, 2], "mask": [1]})"),
            "the mask has 1 entries for 2 values: fact#/args/mask");
  EXPECT_EQ(refusal("masked_share", R"({"values": [1, -1], "mask": [1, 0]})"),
            "the values sum to 0: no share of it exists: fact#/args/values");
  EXPECT_EQ(refusal("masked_sum_sd", R"({"values": [1], "p": 0.5, "scheme": "scaled"})"),
            "\"scheme\" must be \"naive\" or \"inverted\", not \"scaled\": fact#/args/scheme");
  EXPECT_EQ(refusal("widget_readout", R"({"widget": "mask_sampler", "readout": "loss"})"),
            "the widget has no readout \"loss\": fact#/args/readout");
  EXPECT_EQ(refusal("widget_readout", R"({"widget": "mask_sampler", "readout": "kept", "params": {"p": 2}})"),
            "the value 2 of \"p\" is above 1: fact#/args/params");
  EXPECT_EQ(refusal("measured_mean", R"({"table": "trainer_stars", "row": "p0", "column": "test"})"),
            "no measured table has the name \"trainer_stars\": fact#/args/table");
  EXPECT_EQ(refusal("measured_mean", R"({"table": "trainer_moons_narrow", "row": "p0", "column": "seed"})"),
            "the table has no column \"seed\"; it has train, test, train_loss, test_loss, flips_fitted, flips_total: "
            "fact#/args/column");
}

TEST(Facts, EveryFunctionIsDocumentedAndUnique) {
  std::set<std::string_view> names;
  for (const ComputeFunction* function : all_compute_functions()) {
    EXPECT_TRUE(names.insert(function->name).second) << function->name;
    EXPECT_FALSE(function->args.empty()) << function->name;
    EXPECT_TRUE(function->help.ends_with('.')) << function->name;
  }
}

TEST(Facts, NumbersAreShownAsReadersReadThem) {
  EXPECT_EQ(fact_text({{"decimals", 2}, {"unit", " points"}}, -3.186), "\u22123.19 points");
  EXPECT_EQ(fact_text({{"decimals", 1}, {"sign", true}}, 6.55), "+6.5");  // 6.55 lies below 6.55 in binary
  EXPECT_EQ(fact_text({{"decimals", 1}, {"sign", true}}, -0.04), "0.0");
  EXPECT_EQ(fact_text({{"decimals", 0}}, 49960), "49,960");
  EXPECT_EQ(fact_text({{"decimals", 1}}, -1152.04), "\u22121,152.0");
  EXPECT_EQ(fact_text({{"decimals", 0}}, 1234567), "1,234,567");
  EXPECT_EQ(fact_text({{"decimals", 2}}, 999.99), "999.99");
  EXPECT_EQ(fact_text({{"decimals", 2}, {"unit", "\u00a0%"}}, 31.25), "31.25\u00a0%");
}

}  // namespace
}  // namespace checker
