// fixtures_test.cpp: one good lesson passes; of each bad change of it the tool says exactly what is its business.
//
// A fixture bad_*.json names a file of the good lesson, texts to replace in it, the judge that refuses it ("schema",
// "text" or "tool") and all its messages. What the schema refuses, the build does not show to the tool; should somebody
// else do so, then "tool" is all it says. web/site/tests/built/judges.test.mjs asks all three judges.
#include <gtest/gtest.h>

#include <algorithm>

#include "press.h"
#include "scratch_lesson.h"

namespace checker {
namespace {

std::vector<std::string> texts_of(const Problems& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems.list()) texts.push_back(problem.text());
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(Fixtures, GoodLessonPasses) {
  const ScratchLesson lesson;
  Problems problems;
  EXPECT_TRUE(load_lesson(lesson.folder(), problems).has_value());
  EXPECT_EQ(texts_of(problems), std::vector<std::string>{});
  EXPECT_GT(problems.passed(), 20u);
}

class BadFixture : public testing::TestWithParam<std::string> {};

TEST_P(BadFixture, IsToldWithExactlyItsMessages) {
  Problems reading;
  const auto fixture = read_json(fixture_folder() / (GetParam() + ".json"), GetParam(), reading);
  ASSERT_TRUE(fixture.has_value()) << reading.report();
  ScratchLesson lesson;
  for (const Json& pair : (*fixture)["replace"])
    ASSERT_TRUE(lesson.replace((*fixture)["file"], pair[0], pair[1]))
        << pair[0] << " does not stand there exactly once";
  Problems problems;
  load_lesson(lesson.folder(), problems);
  const std::string judge = (*fixture)["judge"];
  std::vector<std::string> expected;
  if (judge == "tool") expected = (*fixture)["errors"].get<std::vector<std::string>>();
  if (judge == "schema") expected = (*fixture)["tool"].get<std::vector<std::string>>();
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(texts_of(problems), expected);
  EXPECT_NE(problems.report().find(" passed, " + std::to_string(expected.size()) + " failed\n"), std::string::npos);
}

std::vector<std::string> fixture_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(fixture_folder()))
    if (entry.path().filename().string().starts_with("bad_")) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Lessons, BadFixture, testing::ValuesIn(fixture_names()),
                         [](const auto& fixture) { return fixture.param; });

}  // namespace
}  // namespace checker
