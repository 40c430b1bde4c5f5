// measured_test.cpp: measured tables are true, and every way of changing one by hand is found.
#include "measured.h"

#include <gtest/gtest.h>

#include "dropout/hash.h"
#include "scratch_lesson.h"

namespace checker {
namespace {

constexpr const char* name = "trainer_moons_narrow.json";

// The table as JSON, to be spoiled.
Json read_table(const ScratchLesson& lesson) {
  Problems problems;
  return *read_json(lesson.measured(), name, problems);
}

std::vector<std::string> problems_of(const ScratchLesson& lesson, const Json& table, Repeat repeat = Repeat::some) {
  EXPECT_TRUE(write_text(lesson.measured(), measured_text(table)));
  Problems problems;
  load_measured(lesson.measured(), name, repeat, problems);
  std::vector<std::string> texts;
  for (const Problem& problem : problems.list()) texts.push_back(problem.text());
  return texts;
}

// What a cheat would write, who knows the hash: it is no secret, it only finds accidents.
void renew_hash(Json& table) {
  dropout::Fnv1a hash;
  for (const char sign : table["rows"].dump()) hash.add_byte(static_cast<std::uint8_t>(sign));
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash.value()));
  table["hash"] = text;
}

TEST(Measured, TableIsProvedAndLoaded) {
  const ScratchLesson lesson;
  Problems problems;
  const auto table = load_measured(lesson.measured(), name, Repeat::some, problems);
  ASSERT_TRUE(table.has_value()) << problems.report();
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows.at("p0.5").runs.size(), 30u);
  EXPECT_EQ(table->rows.at("p0.5").runs[6].seed, 7u);
  EXPECT_EQ(table->rows.at("p0.5").settings["drop_rate"], 0.5);
}

TEST(Measured, WritingAndReadingKeepsEveryBit) {
  const ScratchLesson lesson;
  const Json table = read_table(lesson);
  EXPECT_EQ(problems_of(lesson, table), std::vector<std::string>{});
  EXPECT_EQ(read_table(lesson), table);
}

TEST(Measured, EditedRunIsFoundByTheHash) {
  const ScratchLesson lesson;
  Json table = read_table(lesson);
  table["rows"][1]["runs"][3][2] = 0.999;
  EXPECT_EQ(problems_of(lesson, table),
            std::vector<std::string>{"the hash does not fit the rows: the file was edited; run: lesson_tool measure "
                                     "trainer_moons_narrow: trainer_moons_narrow.json#/hash"});
}

TEST(Measured, EditedRunWithRightHashIsFoundByRepeatingIt) {
  const ScratchLesson lesson;
  Json table = read_table(lesson);
  table["rows"][2]["runs"][29][2] = 0.999;  // one of those that every build repeats
  renew_hash(table);
  const auto found = problems_of(lesson, table);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].find("the engine now gives [30,"), std::string::npos) << found[0];
  EXPECT_NE(found[0].find("#/rows/2/runs/29"), std::string::npos) << found[0];
}

TEST(Measured, EditedRunInTheMiddleIsFoundByVerifying) {
  const ScratchLesson lesson;
  Json table = read_table(lesson);
  table["rows"][1]["runs"][3][4] = 0.123;
  renew_hash(table);
  EXPECT_EQ(problems_of(lesson, table, Repeat::some), std::vector<std::string>{});
  const auto found = problems_of(lesson, table, Repeat::all);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].find("#/rows/1/runs/3"), std::string::npos) << found[0];
}

TEST(Measured, ChangedSettingsSeedsAndMissingRunsAreFound) {
  const ScratchLesson lesson;
  Json table = read_table(lesson);
  table["rows"][0]["settings"]["flip_share"] = 0.1;
  table["rows"][1]["runs"][2][0] = 99;
  table["rows"][2]["runs"].erase(29);
  renew_hash(table);
  const auto found = problems_of(lesson, table);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0],
            "the row is not the planned row \"p0\"; run: lesson_tool measure trainer_moons_narrow: "
            "trainer_moons_narrow.json#/rows/0");
  EXPECT_EQ(found[1], "not a run of seed 3: trainer_moons_narrow.json#/rows/1/runs/2");
  EXPECT_NE(found[2].find("#/rows/2"), std::string::npos);
}

TEST(Measured, UnknownTableAndMissingFileAreFound) {
  Problems problems;
  EXPECT_FALSE(load_measured("nowhere/trainer_stars.json", "trainer_stars.json", Repeat::some, problems));
  EXPECT_FALSE(load_measured("nowhere/trainer_moons.json", "trainer_moons.json", Repeat::some, problems));
  ASSERT_EQ(problems.failed(), 2u);
  EXPECT_EQ(problems.list()[0].what, "no experiment has the name \"trainer_stars\"");
  EXPECT_EQ(problems.list()[1].what, "the file cannot be read");
}

TEST(Measured, PlansHaveUniqueNamesAndRows) {
  std::set<std::string> names;
  for (const MeasurePlan& plan : measure_plans()) {
    EXPECT_TRUE(names.insert(std::string(plan.name)).second) << plan.name;
    std::set<std::string> rows;
    for (const MeasuredRow& row : plan.rows) {
      EXPECT_TRUE(rows.insert(row.id).second) << plan.name << " " << row.id;
      EXPECT_TRUE(row.settings.is_object() && row.run != nullptr) << plan.name << " " << row.id;
    }
    EXPECT_GT(plan.seed_count, 1) << plan.name;
    EXPECT_FALSE(plan.columns.empty()) << plan.name;
    for (const Band& band : plan.bands) {
      EXPECT_TRUE(rows.contains(band.row) && (band.base.empty() || rows.contains(band.base)))
          << plan.name << " " << band.row;
      EXPECT_LE(band.low, band.high) << plan.name << " " << band.row;
      EXPECT_FALSE(band.source.empty()) << plan.name << " " << band.row;
    }
  }
}

}  // namespace
}  // namespace checker
