// text_fit_test.cpp: which words are written where there is little room, and titles of panels in lines.
#include "contract/text_fit.h"

#include <gtest/gtest.h>

#include "recording_canvas.h"
#include "test_support.h"

namespace lesson {
namespace {

TEST(WrappedLines, BreakAtSpacesAndKeepEveryWord) {
  const std::string words = "a dropout net is tested here on the kind of damage it was trained with";
  for (const float width : {90.0f, 160.0f, 2000.0f}) {
    std::string again;
    for (const std::string& line : wrapped_lines(words, 14, width)) {
      EXPECT_LE(text_width(line, 14), width) << line;
      again += (again.empty() ? "" : " ") + line;
    }
    EXPECT_EQ(again, words);
  }
  EXPECT_EQ(wrapped_lines("unbreakable", 14, 10), std::vector<std::string>{"unbreakable"});
  EXPECT_TRUE(wrapped_lines("", 14, 100).empty());
}

TEST(FirstFitting, TakesTheLongestThatFits) {
  const std::string variants[] = {"training 97.5 %", "train 97.5 %", "97.5 %"};
  EXPECT_EQ(first_fitting(variants, 12, 500), variants[0]);
  EXPECT_EQ(first_fitting(variants, 12, text_width(variants[1], 12)), variants[1]);
  EXPECT_EQ(first_fitting(variants, 12, 5), variants[2]);
}

TEST(FreeWords, OfTwoThatOverlapTheFirstIsWritten) {
  RecordingCanvas canvas(300, 100);
  FreeWords words(canvas);
  words.add({10, 20}, "first", {});
  words.add({20, 22}, "second", {});
  words.add({10, 60}, "third", {});
  EXPECT_TRUE(canvas.texts.empty()) << "drawn last, above everything";
  words.draw();
  EXPECT_EQ(canvas.texts, (std::vector<std::string>{"first", "third"}));
}

TEST(FreeWords, NothingIsCutOffAtAnEdge) {
  RecordingCanvas canvas(300, 100);
  FreeWords words(canvas);
  words.add({280, 20}, "too far right", {});
  words.add({10, 96}, "too low", {});
  words.add({280, 20}, "wide enough left", {.align = Align::right});
  words.draw();
  EXPECT_EQ(canvas.texts, (std::vector<std::string>{"wide enough left"}));
}

}  // namespace
}  // namespace lesson
