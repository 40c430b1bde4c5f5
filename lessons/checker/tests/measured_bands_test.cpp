// measured_bands_test.cpp: the committed training tables agree with an independent implementation.
//
// The bands were measured with another program, another generator and other seeds: mean ± 3 standard errors of a
// 30-seed mean (60 seeds are tighter). Training is chaotic, so only bands can be compared, never digits.
#include <gtest/gtest.h>

#include <filesystem>

#include "measured.h"

namespace checker {
namespace {

struct Band {
  double low, high;
};

struct RateBands {
  const char* row;
  Band train, test, gain;  // percent; gain: percentage points against p = 0
};

constexpr RateBands spirals[] = {
    {"p0", {98.8, 99.9}, {79.2, 85.1}, {0, 0}},        {"p0.1", {95.3, 97.9}, {81.8, 87.4}, {0.6, 4.4}},
    {"p0.2", {92.5, 95.6}, {83.0, 89.1}, {1.7, 6.1}},  {"p0.3", {89.9, 93.5}, {84.6, 90.5}, {2.9, 7.9}},
    {"p0.4", {87.9, 91.6}, {85.2, 91.6}, {3.8, 8.7}},  {"p0.5", {85.7, 89.9}, {85.3, 92.1}, {3.5, 9.5}},
    {"p0.6", {82.4, 87.6}, {83.2, 89.9}, {1.3, 7.6}},  {"p0.7", {78.8, 83.0}, {79.7, 86.2}, {-2.3, 4.0}},
    {"p0.8", {74.7, 79.8}, {75.8, 82.1}, {-6.5, 0.1}}, {"p0.9", {67.0, 74.9}, {66.5, 77.6}, {-14.8, -5.4}},
};
constexpr RateBands moons[] = {
    {"p0", {98.2, 99.8}, {73.3, 79.2}, {0, 0}},        {"p0.1", {93.5, 96.2}, {75.9, 81.7}, {0.6, 4.5}},
    {"p0.2", {90.0, 93.6}, {77.6, 83.7}, {1.9, 6.8}},  {"p0.3", {86.6, 91.3}, {78.5, 85.0}, {2.6, 8.3}},
    {"p0.4", {84.0, 89.0}, {80.6, 86.7}, {4.5, 10.3}}, {"p0.5", {81.6, 86.7}, {81.7, 88.2}, {5.4, 12.0}},
    {"p0.6", {79.1, 84.1}, {82.1, 88.5}, {5.7, 12.4}}, {"p0.7", {76.5, 82.1}, {82.1, 88.7}, {5.7, 12.5}},
    {"p0.8", {73.4, 79.2}, {77.9, 86.1}, {1.4, 10.1}}, {"p0.9", {65.0, 73.6}, {63.5, 76.2}, {-12.7, -0.1}},
};

class MeasuredBands : public testing::Test {
 protected:
  static MeasuredTable load(const std::string& name) {
    Problems problems;
    const auto path = std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured" / (name + ".json");
    const auto table = load_measured(path, name, Repeat::some, problems);
    EXPECT_TRUE(table.has_value()) << problems.report();
    return table.value_or(MeasuredTable{});
  }

  static double mean_percent(const MeasuredTable& table, const char* row, std::string_view column) {
    const auto& runs = table.rows.at(row).runs;
    double sum = 0;
    for (const MeasuredTable::Run& run : runs) sum += measured_value(run.metrics, column);
    return 100 * sum / static_cast<double>(runs.size());
  }

  static void expect_inside(double value, const Band& band, const std::string& what) {
    EXPECT_GE(value, band.low) << what;
    EXPECT_LE(value, band.high) << what;
  }

  static void expect_all_inside(const std::string& name, std::span<const RateBands> bands) {
    const MeasuredTable table = load(name);
    for (const RateBands& rate : bands) {
      const std::string what = name + " " + rate.row;
      const double test = mean_percent(table, rate.row, "test");
      expect_inside(mean_percent(table, rate.row, "train"), rate.train, what + " train");
      expect_inside(test, rate.test, what + " test");
      expect_inside(test - mean_percent(table, "p0", "test"), rate.gain, what + " gain");
    }
  }
};

TEST_F(MeasuredBands, SpiralsLieInTheBandsAtEveryDropRate) { expect_all_inside("trainer_spirals", spirals); }

TEST_F(MeasuredBands, MoonsLieInTheBandsAtEveryDropRate) { expect_all_inside("trainer_moons", moons); }

TEST_F(MeasuredBands, WithoutFlippedLabelsDropoutHurtsOnSpirals) {
  const MeasuredTable table = load("trainer_spirals_clean");
  const double gain = mean_percent(table, "p0.5", "test") - mean_percent(table, "p0", "test");
  expect_inside(gain, {-4.4, -1.4}, "gain");  // -2.9, and 3 standard errors of the difference of two such means
}

TEST_F(MeasuredBands, WeightDecayBeatsTheBestDropRate) {
  EXPECT_GT(mean_percent(load("trainer_competitors"), "wd0.01", "test"),
            mean_percent(load("trainer_spirals"), "p0.5", "test"));
}

}  // namespace
}  // namespace checker
