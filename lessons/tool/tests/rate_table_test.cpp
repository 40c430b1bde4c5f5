// rate_table_test.cpp: the tables that the widget rate_sweep carries are made from the measured ones.
#include <gtest/gtest.h>

#include <filesystem>

#include "measured.h"
#include "rate_tables.h"
#include "rate_sweep/rate_sweep_table.h"
#include "training_runs.h"

namespace checker {
namespace {

const std::filesystem::path measured = std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured";

TEST(RateTable, IsWhatTheMeasuredTablesMakeToday) {
  Problems problems;
  const auto made = rate_tables_text(measured, problems);
  ASSERT_TRUE(made.has_value()) << problems.report();
  const auto file =
      read_text(std::filesystem::path(DROPOUT_LESSONS) / "../web/widgets/rate_sweep/rate_sweep_measured.inc");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(*file, *made) << "run: lesson_tool rate_tables lessons/dropout/measured "
                             "web/widgets/rate_sweep/rate_sweep_measured.inc";
}

// The program has read the text as it was meant: one mean by hand, of each table.
TEST(RateTable, HoldsTheMeasuredMeans) {
  ASSERT_EQ(lesson::rate_tables().size(), 4u);
  for (const lesson::RateTable& rates : lesson::rate_tables()) {
    Problems problems;
    const std::string name(rates.measured);
    const auto table = load_measured(measured / (name + ".json"), name, Repeat::some, problems);
    ASSERT_TRUE(table.has_value()) << problems.report();
    const std::vector<double> base = table->values("p0", "test"), test = table->values("p0.7", "test");
    ASSERT_EQ(static_cast<int>(test.size()), rates.seed_count);
    EXPECT_EQ(table->rows.at("p0").runs.front().seed, static_cast<std::uint64_t>(rates.first_seed));
    double sum = 0, gain = 0;
    for (std::size_t i = 0; i < test.size(); ++i) {
      sum += 100 * test[i] / rates.seed_count;
      gain += 100 * (test[i] - base[i]) / rates.seed_count;
    }
    EXPECT_NEAR(rates.rows[7].test, sum, 0.005 + 1e-9) << name;
    EXPECT_NEAR(rates.rows[7].gain, gain, 0.005 + 1e-9) << name;
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
