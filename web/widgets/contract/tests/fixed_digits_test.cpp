// fixed_digits_test.cpp: digits as printf writes them, ties and tiny numbers included.
#include "contract/fixed_digits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "dropout/random_stream.h"

namespace lesson {
namespace {

std::string printed(double value, int decimals) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
  return digits;
}

TEST(FixedDigits, RoundTiesToEvenAndCarry) {
  EXPECT_EQ(fixed_digits(0.5, 0), "0");
  EXPECT_EQ(fixed_digits(1.5, 0), "2");
  EXPECT_EQ(fixed_digits(0.125, 2), "0.12");
  EXPECT_EQ(fixed_digits(0.375, 2), "0.38");
  EXPECT_EQ(fixed_digits(99.996, 2), "100.00");
  EXPECT_EQ(fixed_digits(0.05, 1), "0.1") << "the double lies above the tie";
}

TEST(FixedDigits, AreThoseOfPrintf) {
  dropout::RandomStream random(9, dropout::StreamPurpose::study);
  const double corners[] = {0,   5e-324,  1e-20,   0.1,     0.95, 0.995,        2.5,
                            9.5, 0x1p-10, 0x1p-58, 0x1p-59, 1e15, 123456789.125};
  for (int decimals = 0; decimals <= 12; ++decimals) {
    for (const double value : corners) EXPECT_EQ(fixed_digits(value, decimals), printed(value, decimals));
    for (int i = 0; i < 2000; ++i) {
      const double wide = random.uniform() * std::ldexp(1.0, static_cast<int>(100 * random.uniform()) - 60);
      const double tie = std::floor(1e5 * random.uniform()) / 1024;
      for (const double value : {wide, tie}) EXPECT_EQ(fixed_digits(value, decimals), printed(value, decimals));
    }
  }
}

}  // namespace
}  // namespace lesson
