// utf8_test.cpp: signs of one to four bytes, and broken text.
#include "utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace lesson {
namespace {

std::vector<std::uint32_t> signs_of(std::string_view text) {
  std::vector<std::uint32_t> signs;
  while (!text.empty()) signs.push_back(take_sign(text));
  return signs;
}

TEST(TakeSign, ReadsSignsOfAnyLength) {
  EXPECT_EQ(signs_of("a\u00b7\u2212\U0001D53C"), (std::vector<std::uint32_t>{'a', 0xB7, 0x2212, 0x1D53C}));
}

TEST(TakeSign, BrokenBytesBecomeOneReplacementEach) {
  EXPECT_EQ(signs_of("\xff\x80z"), (std::vector<std::uint32_t>{replacement_sign, replacement_sign, 'z'}));
  EXPECT_EQ(signs_of("\xe2\x88"), (std::vector<std::uint32_t>{replacement_sign, replacement_sign}));
  EXPECT_EQ(signs_of("\xe2\u2212"), (std::vector<std::uint32_t>{replacement_sign, 0x2212})) << "a sign cut short";
  EXPECT_EQ(signs_of("\xe2z"), (std::vector<std::uint32_t>{replacement_sign, 'z'}));
}

}  // namespace
}  // namespace lesson
