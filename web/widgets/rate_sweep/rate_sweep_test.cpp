// rate_sweep_test.cpp: the sweep against the engine, its table, its seeds, and what its picture says.
#include "rate_sweep.h"

#include <algorithm>
#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

// Few steps and narrow nets: the same paths in a fraction of the time.
using Values = std::initializer_list<std::pair<std::string_view, double>>;
Session small(Values more = {}, int runs = 0) {
  Session session = play("rate_sweep", {{"stop_after", 20}, {"width", 8}});
  for (const auto& [id, value] : more) session.set(session.find_param(id).value(), value);
  session.step(runs * RateSweep::ticks_per_run);
  return session;
}

bool says(const Session& session, std::string_view part) {
  return session.describe().find(part) != std::string::npos;
}

std::vector<double> engine_percents(double drop_rate, int seeds) {
  std::vector<double> percents;
  for (int seed = 1; seed <= seeds; ++seed) {
    dropout::Trainer trainer(task_config({.steps = 20, .width = 8}, drop_rate, static_cast<std::uint64_t>(seed)));
    trainer.step(20);
    percents.push_back(100 * trainer.evaluate().test_accuracy);
  }
  return percents;
}

TEST(RateSweep, ShowsMeansAndPairedIntervalsOfTheEngine) {
  for (const double p : {0.3, 0.9}) {
    const Session session = small({{"p", p}}, 40);
    const auto test = dropout::mean_interval(engine_percents(p, 4));
    const auto gain = dropout::paired_interval(engine_percents(0, 4), engine_percents(p, 4));
    EXPECT_EQ(readout(session, "seeds_behind"), 4);
    EXPECT_NEAR(readout(session, "test_accuracy"), test.mean, 1e-9);
    EXPECT_NEAR(readout(session, "gain"), gain.mean, 1e-9);
    EXPECT_NEAR(readout(session, "gain_low"), gain.mean - gain.half_width, 1e-9);
    EXPECT_NEAR(readout(session, "gain_high"), gain.mean + gain.half_width, 1e-9);
  }
}

TEST(RateSweep, StandsOnTheTableAndSaysSoUntilTwoSeedsAreThrough) {
  Session session = play("rate_sweep");
  const RateTable& table = *rate_table_of({});
  for (const double p : {0.0, 0.5, 0.9}) {
    session.set(session.find_param("p").value(), p);
    const RateTable::Row& row = table.rows[static_cast<std::size_t>(std::lround(10 * p))];
    EXPECT_EQ(readout(session, "test_accuracy"), row.test);
    EXPECT_EQ(readout(session, "train_accuracy"), row.train);
    EXPECT_EQ(readout(session, "gain"), row.gain);
    EXPECT_NEAR(readout(session, "gain_high"), row.gain + row.gain_half, 1e-9);
    EXPECT_EQ(readout(session, "seeds_behind"), 60);
  }
  EXPECT_EQ(readout(session, "from_table"), 1);
  EXPECT_TRUE(says(session, "pre-computed table, RNG seeds 1 to 60"));
  for (const float width : {240.0f, 344.0f, 720.0f})
    EXPECT_TRUE(shows_part(picture_of(session, width), "pre-computed"));
  session.step(RateSweep::ticks_per_run);
  EXPECT_EQ(readout(session, "from_table"), 1) << "one run is no interval";
}

TEST(RateSweep, LetsTheTableGoOnceItHasAnIntervalOfItsOwn) {
  Session session = play("rate_sweep", {{"stop_after", 1500}, {"width", 32}});
  session.run();
  for (int run = 0; run < 20; ++run) {
    EXPECT_EQ(readout(session, "from_table"), 1) << run;
    ASSERT_TRUE(session.offer_run(run, {0.9, 0.8 + 0.001 * run}));
    session.take_offered();
  }
  EXPECT_EQ(readout(session, "from_table"), 0);
  EXPECT_EQ(readout(session, "seeds_behind"), 2);
  EXPECT_FALSE(shows_part(picture_of(session), "pre-computed"));
  EXPECT_TRUE(says(session, "computed here, RNG seeds 1 to 2"));
}

TEST(RateSweep, HasNoTableForOtherSettingsAndSaysThat) {
  for (const auto& [id, value] :
       Values{{"flips", 0.3}, {"width", 16}, {"weight_decay", 0.01}, {"decoupled_decay", 3}, {"stop_after", 100}}) {
    const Session session = play("rate_sweep", {{id, value}});
    EXPECT_EQ(readout(session, "from_table"), 0) << id;
    EXPECT_EQ(readout(session, "seeds_behind"), 0) << id;
    EXPECT_TRUE(says(session, "No numbers yet")) << id;
    EXPECT_FALSE(shows_part(picture_of(session), "pre-computed"));
  }
}

TEST(RateSweep, MovingTheMarkedRateCostsNoRun) {
  Session session = small({}, 25);
  const double before = readout(session, "test_accuracy");
  session.set(session.find_param("p").value(), 0.9);
  EXPECT_EQ(readout(session, "runs_done"), 25);
  EXPECT_NE(readout(session, "test_accuracy"), before);
  EXPECT_TRUE(says(session, "p = 0.9 gets"));
}

TEST(RateSweep, TheRateIsMarkedByATapOnItsNumber) {
  for (const float width : {320.0f, 720.0f}) {
    const RecordingCanvas canvas = picture_of(play("rate_sweep"), width);
    std::vector<double> rates;
    for (const auto& tap : canvas.settings)
      if (tap.id == "p") rates.push_back(tap.min);
    ASSERT_EQ(rates.size(), 10u);
    for (int i = 0; i < RateSweep::rate_count; ++i) EXPECT_EQ(rates[static_cast<std::size_t>(i)], RateSweep::rate(i));
  }
}

TEST(RateSweep, FollowsTheSeedOfADotAndSaysWhatItAloneWouldHaveTold) {
  Session session = small({{"seeds", 3}}, 30);
  EXPECT_FALSE(says(session, "alone"));
  for (const int number : {1, 2, 3, 1}) {
    act(session, "follow_next");
    EXPECT_EQ(session.value(session.find_param("follow").value()), number);
    double best = 0, highest = -1;
    for (int i = 0; i < RateSweep::rate_count; ++i) {
      const double percent = engine_percents(RateSweep::rate(i), number).back();
      EXPECT_EQ(panel_rows(session, "sweep").at(static_cast<std::size_t>(1 + i)).at(5),
                number_text(percent, 1) + " %");
      if (percent <= highest) continue;
      highest = percent;
      best = RateSweep::rate(i);
    }
    const std::string told = best == 0 ? "never to use dropout" : "p = " + number_text(best, 1);
    EXPECT_TRUE(says(session, "RNG seed " + std::to_string(number) + " alone would have told you " + told));
    EXPECT_TRUE(shows_part(picture_of(session), "seed " + std::to_string(number) + " alone"));
  }
  EXPECT_EQ(readout(session, "runs_done"), 30) << "a view, not another run";
}

TEST(RateSweep, EveryDotLeadsToItsSeed) {
  const RecordingCanvas canvas = picture_of(small({{"seeds", 2}}, 13));
  std::vector<double> seeds;
  for (const auto& tap : canvas.settings)
    if (tap.id == "follow") seeds.push_back(tap.min);
  ASSERT_EQ(seeds.size(), 13u);
  EXPECT_EQ(std::count(seeds.begin(), seeds.end(), 1), 10);
  EXPECT_EQ(std::count(seeds.begin(), seeds.end(), 2), 3);
}

// Results chosen so that one neighbor of the best ties with it in every seed and all others lie clearly below.
TEST(RateSweep, TheZoneHoldsTheRatesThatCannotBeToldFromTheBest) {
  Session session = play("rate_sweep", {{"seeds", 4}});
  session.run();
  for (int run = 0; run < 40; ++run) {
    const int rate = run % 10, seed = run / 10;
    const double near = 0.9 + (seed % 2 == 0 ? 0.01 : -0.01), test = rate == 5 ? 0.901 : rate == 4 ? near : 0.7;
    ASSERT_TRUE(session.offer_run(run, {0.9, test}));
    session.take_offered();
  }
  EXPECT_NEAR(readout(session, "best_p"), 0.5, 1e-9);
  EXPECT_TRUE(says(session, "best: 0.4 or 0.5, too close to call"));
  for (const float width : {344.0f, 720.0f}) EXPECT_TRUE(shows_part(picture_of(session, width), "best: 0.4"));
}

TEST(RateSweep, AddsSeedsToWhatIsThere) {
  Session session = small({{"seeds", 2}}, 20);
  const double before = readout(session, "gain");
  EXPECT_EQ(readout(session, "runs_left"), 0);
  act(session, "add_seeds");
  EXPECT_EQ(session.value(session.find_param("seeds").value()), 10);
  EXPECT_EQ(readout(session, "runs_done"), 20);
  EXPECT_EQ(readout(session, "runs_left"), 80);
  EXPECT_EQ(session.goal(), 100 * RateSweep::ticks_per_run);
  session.advance(1 << 20);
  EXPECT_EQ(readout(session, "seeds_behind"), 10);
  EXPECT_NE(readout(session, "gain"), before);
  const Session at_once = small({{"seeds", 10}}, 100);
  EXPECT_EQ(svg_of(session, 720), svg_of(at_once, 720));
  session.set(session.find_param("seeds").value(), 2);
  EXPECT_EQ(readout(session, "gain"), before) << "the first seeds are the same";
}

TEST(RateSweep, StopsAddingAtThirtyTwo) {
  Session session = small({{"seeds", 28}});
  act(session, "add_seeds");
  EXPECT_EQ(session.value(session.find_param("seeds").value()), 32);
  EXPECT_EQ(session.goal(), RateSweep::max_ticks);
}

TEST(RateSweep, RunStopsWhenTheWantedSeedsAreThroughAndThenStartsOver) {
  Session session = small({{"seeds", 2}});
  session.run();
  EXPECT_EQ(session.goal(), 20 * RateSweep::ticks_per_run);
  session.advance(1 << 20);
  EXPECT_FALSE(session.running());
  session.run();
  EXPECT_EQ(session.ticks(), 0);
  EXPECT_TRUE(session.running());
}

TEST(RateSweep, CountsTheCostInRunsAndSteps) {
  Session session = small({{"seeds", 4}});
  EXPECT_EQ(readout(session, "runs_left"), 40);
  EXPECT_EQ(readout(session, "steps_left"), 800);
  session.response();
  session.step(10 * RateSweep::ticks_per_run);
  EXPECT_TRUE(session.response().starts_with("Runs done 10: ")) << "not the ticks of their training";
  EXPECT_EQ(readout(session, "runs_done"), 10);
  EXPECT_EQ(readout(session, "steps_done"), 200);
  EXPECT_EQ(readout(session, "steps_left"), 600);
  EXPECT_TRUE(shows_part(picture_of(session), "10 of 40 runs done"));
}

TEST(RateSweep, NoisyTestLabelsShrinkEveryGain) {
  Session session = small({{"p", 0.9}, {"flips", 0.2}}, 30);
  const double clean = readout(session, "test_accuracy"), gain = readout(session, "gain");
  const double half = readout(session, "gain_high") - gain;
  session.set(session.find_param("noisy_test").value(), 1);
  EXPECT_NEAR(readout(session, "test_accuracy"), 0.6 * clean + 20, 1e-9);
  EXPECT_NEAR(readout(session, "gain"), 0.6 * gain, 1e-9);
  EXPECT_NEAR(readout(session, "gain_high") - readout(session, "gain"), 0.6 * half, 1e-9);
  EXPECT_EQ(readout(session, "runs_done"), 30) << "a view, not another run";
}

TEST(RateSweep, TheTableSaysWhatThePictureDraws) {
  for (const double p : {0.1, 0.4, 0.9}) {
    const Session session = small({{"p", p}, {"seeds", 2}}, 20);
    const std::vector<std::string> row =
        panel_rows(session, "sweep").at(1 + static_cast<std::size_t>(std::lround(10 * p)));
    EXPECT_EQ(row.at(2).find(number_text(readout(session, "test_accuracy"), 1) + " ± "), 0u) << p;
    EXPECT_EQ(row.at(3).find(signed_text(readout(session, "gain"), 1)), 0u) << p;
  }
}

}  // namespace
}  // namespace lesson
