// plot_test.cpp: numbers as text, ticks and axes.
#include "plot.h"

#include "order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lesson {
namespace {

TEST(NumberText, WritesATrueMinusSignAndNeverNegativeZero) {
  EXPECT_EQ(number_text(-1.5, 1), "−1.5");
  EXPECT_EQ(number_text(-0.04, 1), "0.0");
  EXPECT_EQ(number_text(-0.0, 0), "0");
  EXPECT_EQ(number_text(2.194, 2), "2.19");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN(), 1), "?");
}

TEST(SignedText, SaysTheDirectionOfADifference) {
  EXPECT_EQ(signed_text(4.56, 1), "+4.6");
  EXPECT_EQ(signed_text(-4.56, 1), "−4.6");
  EXPECT_EQ(signed_text(-0.01, 1), "0.0");
}

TEST(CountText, GroupsThousands) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(10000), "10,000");
  EXPECT_EQ(count_text(4294967295), "4,294,967,295");
  EXPECT_EQ(count_text(-1000), "−1,000");
  EXPECT_EQ(thousands_marked("1234567.125"), "1,234,567.125");
  EXPECT_EQ(plural_text(1, "mask", "masks"), "1 mask");
  EXPECT_EQ(plural_text(64, "mask", "masks"), "64 masks");
}

TEST(OrderOf, SortsPlacesAndKeepsTheOrderOfEqualOnes) {
  EXPECT_EQ(order_of(std::vector<float>{3, -1, 2, -1, 2, 0}), (std::vector<int>{1, 3, 5, 2, 4, 0}));
  EXPECT_TRUE(order_of({}).empty());
}

TEST(Axis, MapsItsEndsAndClampsWhatLiesBeyond) {
  const Axis down{0, 10, 200, 100};  // upright: larger values further up
  EXPECT_EQ(down(0), 200);
  EXPECT_EQ(down(10), 100);
  EXPECT_EQ(down(5), 150);
  EXPECT_EQ(down(99), 100);
  EXPECT_EQ(down(-99), 200);
}

TEST(RoundTicks, AreRoundInsideAndFew) {
  for (const double span : {0.03, 0.7, 1.0, 2.5, 9.9, 31.0, 1500.0})
    for (const double min : {0.0, -span / 3, 0.2 * span})
      for (const int most : {2, 3, 6}) {
        const std::vector<double> ticks = round_ticks(min, min + span, most);
        ASSERT_GE(ticks.size(), 1u);
        ASSERT_LE(ticks.size(), static_cast<std::size_t>(most) + 1);
        for (const double tick : ticks) {
          EXPECT_GE(tick, min - 1e-9 * span);
          EXPECT_LE(tick, min + span * (1 + 1e-9));
        }
        if (ticks.size() < 2) continue;
        const double step = ticks[1] - ticks[0], lead = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
        EXPECT_TRUE(std::abs(lead - 1) < 1e-6 || std::abs(lead - 2) < 1e-6 || std::abs(lead - 5) < 1e-6) << step;
      }
}

TEST(RoundTicks, SurviveAnEmptyRange) { EXPECT_EQ(round_ticks(3, 3, 4), std::vector<double>{3}); }

TEST(CenteredWithin, KeepsWordsInside) {
  const float half = text_width("this mask", 14) / 2;
  EXPECT_FLOAT_EQ(centered_within("this mask", 14, 5, 0, 400), half);
  EXPECT_FLOAT_EQ(centered_within("this mask", 14, 395, 0, 400), 400 - half);
  EXPECT_FLOAT_EQ(centered_within("this mask", 14, 200, 0, 400), 200);
  EXPECT_FLOAT_EQ(centered_within("this mask", 14, 3, 0, 10), 5);
}

TEST(TextWidth, CountsSignsNotBytes) { EXPECT_FLOAT_EQ(text_width("−", 14), text_width("a", 14)); }

}  // namespace
}  // namespace lesson
