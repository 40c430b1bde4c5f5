// knob_test.cpp: a knob stands in its square, its chevrons point along the way that it can be dragged.
#include "knob.h"

#include <gtest/gtest.h>

#include <cmath>

#include "contract/tests/recording_canvas.h"

namespace lesson {
namespace {

TEST(Knob, ChevronsPointBothWays) {
  for (const Ways ways : {Ways::sideways, Ways::up_and_down}) {
    RecordingCanvas canvas(100, 100);
    draw_knob(canvas, {50, 40}, ways, 7);
    EXPECT_EQ(canvas.keys, (std::vector<std::uint32_t>{7}));
    ASSERT_EQ(canvas.polylines.size(), 2u);
    for (std::size_t i = 0; i < 2; ++i) {
      const Point tip = canvas.polylines[i][1];
      const float along = ways == Ways::sideways ? tip.x - 50 : tip.y - 40,
                  across = ways == Ways::sideways ? tip.y - 40 : tip.x - 50;
      EXPECT_EQ(across, 0);
      EXPECT_EQ(along > 0, i == 1);
      EXPECT_LT(std::abs(along), knob_radius);
    }
    EXPECT_EQ(knob_area({50, 40}).width, 44);
    EXPECT_EQ(knob_area({50, 40}).center().x, 50);
  }
}

}  // namespace
}  // namespace lesson
