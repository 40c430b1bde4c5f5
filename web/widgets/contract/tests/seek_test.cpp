// seek_test.cpp: going back and forth in time gives the state that playing there gives, at bounded cost.
#include "contract_fixture.h"
#include "knob_widget.h"

namespace lesson {
namespace {

// Everything that a reader could tell two sessions apart by.
void expect_same(const Session& one, const Session& other, int tick) {
  EXPECT_EQ(one.ticks(), other.ticks());
  EXPECT_EQ(one.describe(), other.describe()) << "at tick " << tick;
  for (std::size_t i = 0; i < one.text().readouts.size(); ++i)
    EXPECT_EQ(one.readout(i), other.readout(i)) << one.text().readouts[i].id << " at tick " << tick;
  EXPECT_EQ(one.picture(720), other.picture(720)) << "at tick " << tick;
}

class Seek : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Widgets, Seek, testing::Values("mask_sampler", "trainer", "co_adaptation", "dropconnect"),
                         [](const auto& row) { return std::string(row.param); });

TEST_P(Seek, BackAndForthIsAsPlayingThere) {
  const int end = std::min(90, find_widget(GetParam())->text.playback.max_ticks);
  Session session = play(GetParam(), {}, end);
  const Session before = play(GetParam(), {}, end);
  for (const int tick : {end / 2, 1, 0, end - 1, 7, end / 3, end}) {
    session.seek(tick);
    EXPECT_FALSE(session.running());
    EXPECT_EQ(session.reached(), end);
    expect_same(session, play(GetParam(), {}, tick), tick);
  }
  EXPECT_EQ(session.save(), before.save());
  session.seek(end / 2);  // and from there time goes on as it did
  session.step(end - end / 2);
  EXPECT_EQ(session.save(), before.save());
}

TEST(SeekTime, StaysWithinWhatWasReached) {
  Session session = play("mask_sampler", {}, 50);
  session.seek(1000);
  EXPECT_EQ(session.ticks(), 50);
  session.seek(-3);
  EXPECT_EQ(session.ticks(), 0);
  EXPECT_EQ(session.reached(), 50);
  session.step(60);
  EXPECT_EQ(session.reached(), 60);
}

TEST(SeekTime, AValueThatResetsForgetsWhatWasReached) {
  Session session = play("mask_sampler", {}, 50);
  session.seek(20);
  session.set(session.find_param("p").value(), 0.3);
  EXPECT_EQ(session.reached(), 0);
  session.step(40);
  session.seek(20);
  expect_same(session, play("mask_sampler", {{"p", 0.3}}, 20), 20);
}

TEST(SeekTime, AValueThatOnlyChangesTheViewKeepsIt) {
  Session session = play("mask_sampler", {}, 50);
  session.set(session.find_param("mask_number").value(), 1);
  session.seek(20);
  EXPECT_EQ(session.reached(), 50);
  expect_same(session, play("mask_sampler", {{"mask_number", 1}}, 20), 20);
  session.seek(50);
  expect_same(session, play("mask_sampler", {{"mask_number", 1}}, 50), 50);
}

TEST(SeekTime, ALoadedStateReachesAsFarAsItCame) {
  Session session(*find_widget("mask_sampler"));
  ASSERT_TRUE(session.load(play("mask_sampler", {}, 40).save()));
  EXPECT_EQ(session.reached(), 40);
  session.seek(10);
  expect_same(session, play("mask_sampler", {}, 10), 10);
  session.seek(40);
  expect_same(session, play("mask_sampler", {}, 40), 40);
}

// Going back in a sweep must not train again what was trained.
TEST(SeekTime, ResultsOfTrainingRunsStayKnown) {
  Session session = play("rate_sweep", {{"stop_after", 20}, {"seeds", 2}, {"width", 8}});
  session.run();
  session.advance(1 << 20);
  const int end = session.ticks();
  session.seek(3);
  session.run_to(end);
  EXPECT_TRUE(session.wanted_runs(100).empty());
  EXPECT_EQ(session.take_offered(), end - 3);
}

TEST(Checkpoints, AreFewAndEvenlySpaced) {
  Checkpoints kept;
  int saves = 0;
  for (int tick = 0; tick <= 10000; ++tick)
    if (kept.wants(tick)) {
      kept.keep(tick, std::vector<std::byte>(100));
      ++saves;
    }
  EXPECT_LT(saves, 400) << "of 10,000 ticks";
  for (const int tick : {0, 1, 999, 5000, 9999, 10000}) {
    ASSERT_NE(kept.before(tick), nullptr);
    EXPECT_LE(kept.before(tick)->tick, tick);
    EXPECT_LE(tick - kept.before(tick)->tick, 2 * 10000 / Checkpoints::most);
  }
}

TEST(Checkpoints, HoldABoundedNumberOfBytes) {
  Checkpoints kept;
  const std::size_t size = Checkpoints::most_bytes / 5;
  int distinct = 0, last = -1;
  for (int tick = 0; tick <= 1000; ++tick)
    if (kept.wants(tick)) kept.keep(tick, std::vector<std::byte>(size));
  for (int tick = 0; tick <= 1000; ++tick)
    if (const auto* at = kept.before(tick); at && at->tick != last) {
      last = at->tick;
      ++distinct;
    }
  EXPECT_GE(distinct, 3);
  EXPECT_LE(distinct, 5);
}

// ---- words ------------------------------------------------------------------------------------------------------------

TEST(Response, SaysWhatTheLastTouchChangedTheNewsFirst) {
  Session session(knob_widget);
  EXPECT_EQ(session.response(), "");
  session.set(0, 0.7);
  EXPECT_EQ(session.response(), "Level 0.70: Debt −0.70 m.");
  session.set(0, 0.7);
  EXPECT_EQ(session.response(), "") << "nothing is new";
  session.step(2);
  EXPECT_EQ(session.response(), "Step 2: Total 6 units.");
  session.act(0);
  EXPECT_EQ(session.response(), "Count 4 units. At the start: Total 0 units.");
  session.run();
  EXPECT_EQ(session.response(), "Running.");
  session.advance(1000);
  EXPECT_EQ(session.response(), "Done: Total 2000 units.");
  session.seek(3);
  EXPECT_EQ(session.response(), "Step 3: Total 12 units.");
}

TEST(Details, AreTheWidgetsOwnOrListTheReadouts) {
  Session session(knob_widget);
  EXPECT_EQ(session.details(), "The total is 0 at level 0.35. Total: 0 units; Debt: −0.35 m.");
}

}  // namespace
}  // namespace lesson
