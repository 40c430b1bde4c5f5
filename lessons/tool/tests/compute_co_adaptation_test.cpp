// compute_co_adaptation_test.cpp: parts that cancel, against numbers derived by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "facts.h"
#include "scratch_lesson.h"

namespace checker {
namespace {

// NaN if the function refuses.
double computed(const std::string& function, const Json& parts) {
  const ScratchLesson lesson;
  const Json fact = {{"compute", function}, {"args", {{"parts", parts}}}};
  Problems problems;
  ComputeContext context(lesson.measured().parent_path(), "measured", problems);
  return compute_fact(Node(fact, "fact"), context, problems).value_or(std::nan(""));
}

TEST(CancellationFacts, CompareTheSizesOfThePartsWithTheirSum) {
  EXPECT_EQ(computed("cancellation", {6, -5}), 11);
  EXPECT_NEAR(computed("cancelled_share", {6, -5}), 10.0 / 11, 1e-15);
  EXPECT_EQ(computed("cancellation", {-1, -2, -3}), 1);
  EXPECT_EQ(computed("cancelled_share", {-1, -2, -3}), 0);
  EXPECT_EQ(computed("cancellation", {1, -2, 3, -4}), 5);
  EXPECT_NEAR(computed("cancelled_share", {1, -2, 3, -4}), 0.8, 1e-15);
}

TEST(CancellationFacts, RefusePartsThatLeaveNothing) {
  EXPECT_TRUE(std::isnan(computed("cancellation", {2, -2})));
  EXPECT_TRUE(std::isnan(computed("cancelled_share", {2, -2})));
}

}  // namespace
}  // namespace checker
