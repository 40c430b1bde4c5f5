// measured_bands_test.cpp: the committed tables lie in the bands of their plans, and a wrong figure would be seen.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "reproduce.h"

namespace checker {
namespace {

std::optional<MeasuredTable> committed(const std::string& name) {
  Problems problems;
  const auto path = std::filesystem::path(DROPOUT_LESSONS) / "dropout" / "measured" / (name + ".json");
  auto table = load_measured(path, name, Repeat::some, problems);
  EXPECT_TRUE(table.has_value()) << problems.report();
  return table;
}

TEST(MeasuredBands, EveryCommittedTableLiesInItsBands) {
  for (const MeasurePlan& plan : measure_plans()) {
    const auto table = committed(plan.name);
    if (!table) continue;  // a failure already
    const std::vector<Judgment> judgments = judge(plan, *table);
    EXPECT_EQ(judgments.size(), plan.bands.size()) << plan.name << ": a band whose row is not in the table";
    for (const Judgment& judgment : judgments) EXPECT_TRUE(judgment.inside) << judgment_text(judgment);
  }
}

TEST(MeasuredBands, FigureOutsideItsBandIsSeen) {
  MeasurePlan plan = *find_plan("trainer_moons");
  auto table = committed("trainer_moons");
  ASSERT_TRUE(table.has_value());
  for (MeasuredTable::Run& run : table->rows.at("p0.5").runs) run.values[1] -= 0.05;  // five points worse
  std::vector<std::string> outside;
  for (const Judgment& judgment : judge(plan, *table))
    if (!judgment.inside) outside.push_back(judgment.band->row + " " + judgment.band->column + judgment.band->base);
  EXPECT_EQ(outside, (std::vector<std::string>{"p0.5 test", "p0.5 testp0"}));
}

TEST(MeasuredBands, FewSeedsAreJudgedByTheirInterval) {
  MeasurePlan plan{.name = "t", .about = "", .columns = {"x"}, .first_seed = 1, .seed_count = 30, .rows = {}};
  plan.bands = {{"a", "x", "", 0.0, 1.0, "test"}};
  MeasuredTable table{.columns = {"x"}, .rows = {}};
  for (const double value : {1.2, 1.1, 1.3}) table.rows["a"].runs.push_back({1, {value}});  // 1.2 +- 0.57
  EXPECT_TRUE(judge(plan, table)[0].inside);
  for (MeasuredTable::Run& run : table.rows["a"].runs) run.values[0] += 1;
  EXPECT_FALSE(judge(plan, table)[0].inside);
  plan.seed_count = 3;
  for (MeasuredTable::Run& run : table.rows["a"].runs) run.values[0] -= 1;
  EXPECT_FALSE(judge(plan, table)[0].inside) << "with all planned seeds the mean itself has to lie inside";
}

}  // namespace
}  // namespace checker
