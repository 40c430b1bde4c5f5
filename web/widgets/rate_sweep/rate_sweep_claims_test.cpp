// rate_sweep_claims_test.cpp: a whole sweep of chapter 6, 80 runs: its three regimes, and what eight seeds can tell.
#include <cmath>

#include "rate_sweep.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

double at(Session& session, double p, std::string_view what) {
  session.set(session.find_param("p").value(), p);
  return readout(session, what);
}

// Seeds 1 to 8. The engine gives the same bits everywhere, so the figures are exact; the claims leave room.
TEST(RateSweepClaims, SpiralsShowThreeRegimes) {
  Session session = play("rate_sweep", {}, 80 * RateSweep::ticks_per_run);
  ASSERT_EQ(readout(session, "runs_left"), 0);
  EXPECT_GT(at(session, 0, "train_accuracy"), 98);
  EXPECT_GT(at(session, 0, "train_accuracy") - at(session, 0, "test_accuracy"), 10) << "learnt by heart";
  EXPECT_LT(at(session, 0.5, "train_accuracy"), 92) << "the flips are declined";
  EXPECT_GT(at(session, 0.5, "gain_low"), 0) << "and it helps";
  EXPECT_LT(at(session, 0.9, "gain_high"), 0) << "too much";
  EXPECT_LT(at(session, 0.9, "train_accuracy"), 80) << "both fall together";
  EXPECT_LT(at(session, 0.8, "gain_low"), 0);
  EXPECT_GT(at(session, 0.8, "gain_high"), 0) << "eight seeds cannot tell";
  const RateTable& table = *rate_table_of({});
  for (int i = 0; i < RateSweep::rate_count; ++i) {
    const RateTable::Row& row = table.rows[static_cast<std::size_t>(i)];
    const double p = RateSweep::rate(i), half = at(session, p, "gain_high") - at(session, p, "gain");
    // Eight of the sixty seeds: within the sum of the half widths.
    EXPECT_LE(std::abs(at(session, p, "gain") - row.gain), half + row.gain_half + 1e-9) << p;
  }
}

}  // namespace
}  // namespace lesson
