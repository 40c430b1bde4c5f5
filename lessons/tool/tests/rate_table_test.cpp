// rate_table_test.cpp: the pre-computed tables of the widget rate_sweep are the measured ones, figure by figure.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "dropout/statistics.h"
#include "measured.h"
#include "rate_sweep/rate_sweep_table.h"
#include "training_runs.h"

namespace checker {
namespace {

// The widget's table has two decimals.
constexpr double rounding = 0.005 + 1e-9;

std::vector<double> percents(const MeasuredTable& table, const std::string& row, std::string_view column) {
  std::vector<double> values = table.values(row, column);
  for (double& value : values) value *= 100;
  return values;
}

void expect_interval(const dropout::MeanInterval& measured, double mean, double half, const std::string& what) {
  EXPECT_NEAR(mean, measured.mean, rounding) << what;
  EXPECT_NEAR(half, measured.half_width, rounding) << what;
}

TEST(RateTable, HoldsTheMeasuredMeansAndIntervals) {
  ASSERT_GE(lesson::rate_tables().size(), 2u);
  for (const lesson::RateTable& rates : lesson::rate_tables()) {
    Problems problems;
    const std::string name(rates.measured);
    const auto path = std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured" / (name + ".json");
    const auto table = load_measured(path, name, Repeat::some, problems);
    ASSERT_TRUE(table.has_value()) << problems.report();
    const std::vector<double> base = percents(*table, "p0", "test");
    EXPECT_EQ(static_cast<int>(base.size()), rates.seed_count);
    EXPECT_EQ(table->rows.at("p0").runs.front().seed, static_cast<std::uint64_t>(rates.first_seed));
    for (std::size_t i = 0; i < rates.rows.size(); ++i) {
      const std::string row = i == 0 ? "p0" : "p0." + std::to_string(i), what = name + " " + row;
      const lesson::RateTable::Row& shown = rates.rows[i];
      const std::vector<double> test = percents(*table, row, "test");
      expect_interval(dropout::mean_interval(percents(*table, row, "train")), shown.train, shown.train_half, what);
      expect_interval(dropout::mean_interval(test), shown.test, shown.test_half, what);
      expect_interval(dropout::paired_interval(base, test), shown.gain, shown.gain_half, what);
    }
  }
}

// A run of the table and a run of the widget are the same run.
TEST(RateTable, RestsOnTheWidgetsOwnSettings) {
  for (const lesson::RateTable& rates : lesson::rate_tables()) {
    const lesson::TrainingTask task{.data = rates.data, .flip_share = rates.flip_share};
    EXPECT_EQ(lesson::rate_table_of(task), &rates);
    const MeasurePlan* plan = find_plan(std::string(rates.measured));
    ASSERT_NE(plan, nullptr) << rates.measured;
    for (std::size_t i = 0; i < rates.rows.size(); ++i)
      EXPECT_EQ(plan->rows.at(i).settings, settings_of(lesson::task_config(task, static_cast<double>(i) / 10, 1)));
  }
}

}  // namespace
}  // namespace checker
