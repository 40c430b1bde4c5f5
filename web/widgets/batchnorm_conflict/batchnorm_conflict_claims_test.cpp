// batchnorm_conflict_claims_test.cpp: what chapter 9 says about the places of dropout, with nets trained to the end.
#include "batchnorm_conflict.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

TEST(BatchNormConflictClaims, TheRunningVarianceIsTooLargeOnlyBeforeTheNorm) {
  double last = 2;
  for (const double p : {0.0, 0.3, 0.5, 0.8}) {
    const Session session = play("batchnorm_conflict", {{"p", p}}, 2 * BatchNormConflict::ticks_per_run);
    EXPECT_LT(readout(session, "ratio_before"), last) << p;
    last = readout(session, "ratio_before");
    // Two seeds and 200 training points against 1,000 test points: means of 20 seeds lie within 0.95 to 1.1.
    EXPECT_NEAR(readout(session, "ratio_after"), 1, 0.15) << p;
    EXPECT_NEAR(readout(session, "ratio_logit"), 1, 0.15) << p;
  }
  EXPECT_LT(last, 0.4);
}

// The table of the chapter: 20 seeds, so the widget at its end says what the table says.
TEST(BatchNormConflictClaims, AtAHighRateDropoutBelongsBehindTheNorm) {
  const Session session = play("batchnorm_conflict", {{"p", 0.7}}, BatchNormConflict::total_ticks);
  EXPECT_GT(readout(session, "after_test"), readout(session, "recomputed_test"));
  EXPECT_GT(readout(session, "recomputed_test"), readout(session, "before_test"));
  EXPECT_LT(readout(session, "before_less_after") + readout(session, "before_less_after_half"), 0);
}

}  // namespace
}  // namespace lesson
