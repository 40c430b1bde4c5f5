// stochastic_depth_claims_test.cpp: over many passes, what is counted is what the exact law says.
#include <cmath>

#include "contract/tests/test_support.h"

namespace lesson {
namespace {

constexpr double per_row = 1, linspace = 1;

// W7.4, W7.6, W7.7: what is counted is what the exact law says, and the counters are those of the net.
TEST(StochasticDepthClaims, MeasuredDepthFollowsTheExactLaw) {
  for (const double p : {0.0, 0.2, 0.5, 0.8, 1.0})
    for (const double rule : {0.0, linspace}) {
      const Session session = play("stochastic_depth", {{"p_last", p}, {"rule", rule}, {"seed", 3}}, 300);
      const double error = readout(session, "depth_sd") / std::sqrt(300.0);
      EXPECT_NEAR(readout(session, "mean_depth"), readout(session, "expected_depth"), 4.5 * error + 1e-9) << p;
      EXPECT_EQ(readout(session, "forward_blocks"), readout(session, "mean_depth"))
          << "a skipped block costs nothing";
      EXPECT_EQ(readout(session, "backward_blocks"), readout(session, "mean_depth"));
      EXPECT_NEAR(readout(session, "work"), 100 * readout(session, "mean_depth") / 16, 1e-9);
      EXPECT_GT(readout(session, "depth_fit_p"), 1e-4) << "fails for one seed in 10,000 if all is right";
    }
}

// W7.9: the same mean, no saving. 80 rows a step: the mean is known nine times as well.
TEST(StochasticDepthClaims, RowsHaveTheSameMeanAndSaveNothing) {
  for (const double p : {0.2, 0.5, 0.8}) {
    const Session session = play("stochastic_depth", {{"p_last", p}, {"draw", per_row}, {"seed", 5}}, 60);
    const double error = readout(session, "depth_sd") / std::sqrt(60.0 * 80);
    EXPECT_NEAR(readout(session, "mean_depth"), readout(session, "expected_depth"), 4.5 * error) << p;
    EXPECT_EQ(readout(session, "forward_blocks"), 16) << p;
    EXPECT_EQ(readout(session, "work"), 100) << p;
    EXPECT_GT(readout(session, "depth_fit_p"), 1e-4);
  }
}

}  // namespace
}  // namespace lesson
