// draw_order_test.cpp: words wait for each other, never for a mark that lies over them, and never across a clip.
#include "draw_order.h"

#include <gtest/gtest.h>

#include "recorded.h"

namespace lesson {
namespace {

using Order = std::vector<std::uint32_t>;

Order order_of(const std::function<void(Canvas&)>& draw) {
  const Picture picture = picture_of(draw);
  return draw_order(picture, std::vector<float>(picture.marks.size(), 30.0f));
}

TEST(DrawOrder, WordsComeAfterShapesThatAreElsewhere) {
  EXPECT_EQ(order_of([](Canvas& canvas) {
              canvas.disk({20, 20}, 8, {});
              canvas.text({20, 20}, "one", {.size = 14});
              canvas.disk({120, 20}, 8, {});
              canvas.text({120, 20}, "two", {.size = 14});
            }),
            (Order{0, 2, 1, 3}));
}

TEST(DrawOrder, WhatLiesOverWordsComesAfterThem) {
  // A plate, a disk that reaches them with its rim only, and a thick line beside them.
  EXPECT_EQ(order_of([](Canvas& canvas) {
              canvas.text({20, 20}, "one", {.size = 14});
              canvas.rect({15, 15, 40, 10}, {});
            }),
            (Order{0, 1}));
  EXPECT_EQ(order_of([](Canvas& canvas) {
              canvas.text({20, 20}, "one", {.size = 14});
              canvas.disk({70, 20}, 25, {});
            }),
            (Order{0, 1}));
  EXPECT_EQ(order_of([](Canvas& canvas) {
              canvas.text({20, 20}, "one", {.size = 14, .align = Align::right});
              canvas.line({0, 40}, {60, 40}, {.width = 12});
            }),
            (Order{0, 1}));
}

TEST(DrawOrder, WordsOfAClipStayInIt) {
  const Order order = order_of([](Canvas& canvas) {
    canvas.clip({0, 0, 60, 60});
    canvas.text({20, 20}, "in", {.size = 14});
    canvas.unclip();
    canvas.disk({120, 20}, 8, {});
  });
  EXPECT_EQ(order, (Order{0, 1}));
}

}  // namespace
}  // namespace lesson
