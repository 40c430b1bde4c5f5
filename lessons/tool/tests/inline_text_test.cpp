// inline_text_test.cpp: the inline marks and what they refer to.
#include "inline_text.h"

#include <gtest/gtest.h>

namespace checker {
namespace {

std::vector<std::string> targets(const char* text, Refers to) {
  std::vector<std::string> found;
  for (const InlineUse& use : read_inline(text).uses)
    if (use.to == to) found.push_back(use.target);
  return found;
}

using Texts = std::vector<std::string>;

TEST(InlineText, FindsEveryKindOfReference) {
  constexpr const char* text =
      "*{{a}}* of [[drop rate|rates]] and [[mask]] [@wan2013], see **[{{b}}](mask.html#x)**.";
  EXPECT_EQ(targets(text, Refers::fact), (Texts{"a", "b"}));
  EXPECT_EQ(targets(text, Refers::term), (Texts{"drop rate", "mask"}));
  EXPECT_EQ(targets(text, Refers::citation), (Texts{"wan2013"}));
  EXPECT_EQ(targets(text, Refers::link), (Texts{"mask.html#x"}));
  EXPECT_TRUE(read_inline(text).errors.empty());
}

TEST(InlineText, ReadsNothingInsideCodeAndFormulas) {
  constexpr const char* text = "`{{a}} * [[b]]` $x_{{i}} * [c](d) \\$$ and [0, 1)";
  EXPECT_TRUE(read_inline(text).uses.empty());
  EXPECT_TRUE(read_inline(text).errors.empty());
}

TEST(InlineText, LeavesPlainBracketsStarsAndEscapesAlone) {
  for (const char* text : {"u in [0, 1) or [a, b]", "2 * 3 = 6", "\\*not em", "costs \\$5", "a list [x] and (y)"}) {
    EXPECT_TRUE(read_inline(text).uses.empty()) << text;
    EXPECT_TRUE(read_inline(text).errors.empty()) << text;
  }
}

TEST(InlineText, NamesEveryMarkThatDoesNotClose) {
  EXPECT_EQ(read_inline("*a").errors, Texts{"* is opened but not closed"});
  EXPECT_EQ(read_inline("**a*b*").errors, Texts{"** is opened but not closed"});
  EXPECT_EQ(read_inline("`a").errors, Texts{"code is opened by ` but not closed"});
  EXPECT_EQ(read_inline("$a").errors, Texts{"formula is opened by $ but not closed"});
  EXPECT_EQ(read_inline("{{a}").errors, Texts{"{{ is opened but not closed by }}"});
  EXPECT_EQ(read_inline("[[a]").errors, Texts{"[[ is opened but not closed by ]]"});
}

}  // namespace
}  // namespace checker
