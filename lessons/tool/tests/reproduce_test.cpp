// reproduce_test.cpp: repeating experiments gives the committed bits, files hold every digit, bad arguments are refused.
#include "reproduce.h"

#include <gtest/gtest.h>

#include <atomic>

#include "scratch_lesson.h"

namespace checker {
namespace {

const auto no_progress = [](std::size_t, std::size_t) {};

TEST(Reproduce, GivesTheCommittedBits) {
  const MeasurePlan& plan = *find_plan("trainer_moons_narrow");
  const ScratchLesson lesson;
  Problems problems;
  const auto committed = load_measured(lesson.measured(), "table", Repeat::some, problems);
  ASSERT_TRUE(committed.has_value());
  std::atomic<std::size_t> calls = 0;
  ReproduceConfig config;
  config.first_seed = 4;
  config.seed_count = 2;
  const MeasuredTable again = reproduce(plan, config, [&](std::size_t, std::size_t) { ++calls; });
  EXPECT_EQ(calls, 6u);
  EXPECT_EQ(again.rows.at("p0.5").runs[1].seed, 5u);
  EXPECT_EQ(again.rows.at("p0.5").runs[1].values, committed->rows.at("p0.5").runs[4].values);
}

TEST(Reproduce, QuickTakesFourSeedsAndLeavesLongRunsOut) {
  ReproduceConfig config;
  config.quick = true;
  EXPECT_EQ(run_count(*find_plan("trainer_moons_narrow"), config), 3u * 4u);
  EXPECT_EQ(run_count(*find_plan("trainer_moons_many_points"), config), 0u);
  EXPECT_EQ(run_count(*find_plan("trainer_moons_many_points"), {}), 2u * 10u);
}

TEST(Reproduce, FilesHoldEveryDigit) {
  const MeasurePlan& plan = *find_plan("trainer_moons_narrow");
  ReproduceConfig config;
  config.seed_count = 2;
  const MeasuredTable table = reproduce(plan, config, no_progress);
  const std::string csv = csv_text(plan, table);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 6);
  const std::string start =
      "table,row,seed,train,test,train_loss,test_loss,flips_fitted,flips_total\n"
      "trainer_moons_narrow,p0,1,";
  ASSERT_EQ(csv.substr(0, start.size()), start);
  EXPECT_EQ(std::stod(csv.substr(start.size())), table.values("p0", "train")[0]);
  const Json json = json_of(plan, table);
  EXPECT_EQ(json["rows"][2]["runs"][1]["values"][3].get<double>(), table.values("p0.9", "test_loss")[1]);
  EXPECT_NEAR(json["rows"][0]["means"]["test"]["mean"].get<double>(),
              (table.values("p0", "test")[0] + table.values("p0", "test")[1]) / 2, 1e-15);
}

TEST(Reproduce, BadArgumentsAreRefused) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--fast"},
                                                {"--seeds"},
                                                {"--seeds", "5"},
                                                {"--seeds", "9-3"},
                                                {"--seeds", "-3-9"},
                                                {"--seeds", "0-3"},
                                                {"--seeds", "1-3x"},
                                                {"--tables", "trainer_stars"},
                                                {"--out"}}) {
    EXPECT_EQ(reproduce_command(words), 2) << words.back();
  }
}

}  // namespace
}  // namespace checker
