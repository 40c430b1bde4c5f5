// stochastic_depth_cost_test.cpp: the figure of the cost: blocks by the law, time by a clock that the tests play themselves.
#include <cmath>

#include "stochastic_depth.h"

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = StochasticDepth::Params;
constexpr double per_row = 1, linspace = 1;
constexpr int rates = static_cast<int>(StochasticDepth::timed_rates.size());

PanelSet cost_panel(const Session& session) {
  for (std::size_t i = 0; i < session.text().panels.size(); ++i)
    if (session.text().panels[i].id == "cost") return PanelSet{1} << i;
  ADD_FAILURE() << "no panel";
  return 0;
}

// What the page does with each place once it was asked.
void set_times(Session& session, const std::vector<double>& times) {
  std::vector<std::optional<Value>> values(session.text().params.size());
  values[session.find_param("times").value()] = times;
  session.apply(values);
}

// A clock on which blocks take 80 of 100 parts and a coin a point a fifth more.
std::vector<double> plausible(double whole_ms) {
  std::vector<double> times;
  for (int place = 0; place < StochasticDepth::timed_count; ++place) {
    const double rate = StochasticDepth::timed_rates[static_cast<std::size_t>(place % rates)];
    const double blocks = 1 - rate * 17 / 32;
    times.push_back(whole_ms * (place < rates ? 0.2 + 0.8 * blocks : rate == 0 ? 1.0 : 1.2));
  }
  return times;
}

Session timed(std::initializer_list<std::pair<std::string_view, double>> values, double whole_ms = 40) {
  Session session = play("stochastic_depth", values);
  act(session, "measure");
  set_times(session, plausible(whole_ms));
  return session;
}

bool says(const Session& session, std::string_view words) {
  return session.describe(cost_panel(session)).find(words) != std::string::npos;
}

TEST(StochasticDepthCost, TheShareOfSkippedBlocksIsTheLaw) {
  for (const double p : {0.0, 0.2, 0.35, 0.5, 0.8, 1.0})
    for (const double blocks : {2.0, 16.0, 54.0}) {
      const Session session = play("stochastic_depth", {{"p_last", p}, {"blocks", blocks}});
      const RecordingCanvas canvas = picture_of(session, 720, cost_panel(session));
      EXPECT_TRUE(shows(canvas, percent_text(p * (blocks + 1) / (2 * blocks)))) << p << ", " << blocks;
      EXPECT_NEAR(StochasticDepth::computed_share({.last_drop_rate = p, .block_count = static_cast<int>(blocks)}, p),
                  readout(session, "expected_depth") / blocks, 1e-9);
    }
}

// What is not to be computed for a whole step: 1 - p for each block, to the 80th power with a coin a point.
TEST(StochasticDepthCost, WithACoinAPointNothingIsSkipped) {
  for (const double p : {0.2, 0.5, 0.9}) {
    const Session session = play("stochastic_depth", {{"p_last", p}, {"draw", per_row}});
    EXPECT_TRUE(shows(picture_of(session, 720, cost_panel(session)), "0 %")) << p;
    EXPECT_TRUE(says(session, "thrown away"));
    const Session played = play("stochastic_depth", {{"p_last", p}, {"draw", per_row}}, 30);
    EXPECT_EQ(readout(played, "work"), 100) << p;
  }
}

// The knob stands where the mean is, and its ends are the drop rates 0 and 1.
TEST(StochasticDepthCost, TheKnobRidesOnTheMean) {
  for (const double rule : {0.0, linspace})
    for (const float width : {320.0f, 358.0f, 720.0f})
      for (const double p : {0.0, 0.35, 1.0}) {
        const Session session = play("stochastic_depth", {{"rule", rule}, {"p_last", p}});
        const RecordingCanvas canvas = picture_of(session, width, cost_panel(session));
        ASSERT_EQ(canvas.drags.size(), 1u);
        EXPECT_EQ(canvas.drags[0].id, "p_last");
        EXPECT_TRUE(shows_part(canvas, number_text(readout(session, "expected_depth"), 2))) << p;
      }
}

// A row is a step; "More steps" trains on and shows the newest.
TEST(StochasticDepthCost, MoreStepsShowsTheNewestSteps) {
  Session session = play("stochastic_depth", {}, 24);
  const std::string before = svg_of(session, 720);
  act(session, "more_steps");
  EXPECT_TRUE(session.running());
  session.advance(1000);
  EXPECT_EQ(session.ticks(), 24 + StochasticDepth::steps_of_more);
  EXPECT_NE(svg_of(session, 720), before);
}

TEST(StochasticDepthCost, NothingIsShownBeforeItIsMeasured) {
  const Session session = play("stochastic_depth", {}, 100);
  const RecordingCanvas canvas = picture_of(session, 720, cost_panel(session));
  EXPECT_TRUE(shows(canvas, "not measured yet"));
  EXPECT_TRUE(shows(canvas, "blocks alone")) << "the law is known";
  EXPECT_FALSE(shows(canvas, "a coin a step"));
  EXPECT_EQ(readout(session, "time"), 0);
  EXPECT_TRUE(says(session, "Press Measure."));
}

TEST(StochasticDepthCost, MeasureAsksTheClockAndTouchesNothingElse) {
  Session session = play("stochastic_depth", {}, 60);
  const auto action = session.find_action("measure").value();
  EXPECT_TRUE(session.action_relevant(action));
  const std::string sentence = session.describe();
  act(session, "measure");
  EXPECT_EQ(session.ticks(), 60) << "the run stays";
  EXPECT_NE(session.describe(), sentence) << "by it the page knows";
  EXPECT_EQ(value_of(session, "times"), "-1_-1_-1_-1_-1_-1_-1_-1_-1_-1_-1_-1_-1_-1");
  EXPECT_FALSE(session.action_relevant(action));
  EXPECT_TRUE(shows(picture_of(session, 720, cost_panel(session)), "measuring, 0 of 14"));
  EXPECT_TRUE(says(session, "is being timed"));
  // The times come one by one.
  std::vector<double> times(StochasticDepth::timed_count, -1);
  times[0] = 40;
  times[3] = 30;
  set_times(session, times);
  EXPECT_TRUE(shows(picture_of(session, 720, cost_panel(session)), "measuring, 2 of 14"));
  EXPECT_EQ(readout(session, "time"), 75) << "of the run without dropping";
}

TEST(StochasticDepthCost, TheSentenceSaysWhatTheClockSays) {
  for (const double whole : {0.5, 40.0, 3000.0}) {
    EXPECT_TRUE(says(timed({{"p_last", 0.5}}, whole), "Your clock says 21 % less time: part of every step")) << whole;
    EXPECT_TRUE(says(timed({{"draw", per_row}}, whole), "Your clock says 20 % more time.")) << whole;
    EXPECT_TRUE(says(timed({{"p_last", 0}}, whole), "Your clock says as long as without dropping."));
  }
  const RecordingCanvas canvas = picture_of(timed({}), 720);
  EXPECT_TRUE(shows(canvas, "a coin a step"));
  EXPECT_TRUE(shows(canvas, "a coin a point"));
  EXPECT_FALSE(shows(canvas, "not measured yet"));
}

// Between two measured rates the time is taken from both; on one it is that one.
TEST(StochasticDepthCost, EveryDropRateHasATime) {
  for (int twentieth = 0; twentieth <= 20; ++twentieth) {
    const double p = 0.05 * twentieth;
    EXPECT_NEAR(readout(timed({{"p_last", p}}), "time"), 100 * (0.2 + 0.8 * (1 - p * 17 / 32)), 0.01) << p;
    if (p >= 0.2) {
      EXPECT_NEAR(readout(timed({{"p_last", p}, {"draw", per_row}}), "time"), 120, 0.01) << p;
    }
  }
}

TEST(StochasticDepthCost, TimesOfAnotherNetAreNotShown) {
  Session session = timed({});
  session.set(session.find_param("blocks").value(), 50);
  EXPECT_EQ(readout(session, "time"), 0);
  EXPECT_TRUE(shows(picture_of(session, 720, cost_panel(session)), "measured of another net"));
  session.set(session.find_param("blocks").value(), 16);
  EXPECT_EQ(readout(session, "time"), readout(timed({}), "time"));
}

// Whatever a clock says, the picture holds it, at every width: no two words over each other, nothing outside.
TEST(StochasticDepthCost, AnyTimesFitThePicture) {
  for (const float width : {240.0f, 320.0f, 358.0f, 560.0f, 720.0f, 960.0f})
    for (const double draw : {0.0, per_row})
      for (const double p : {0.0, 0.5, 1.0})
        for (const double wild : {0.001, 1.0, 300.0}) {
          Session session = timed({{"draw", draw}, {"p_last", p}});
          std::vector<double> times = plausible(40);
          times[4] *= wild;
          times[9] *= wild;
          set_times(session, times);
          const RecordingCanvas canvas = picture_of(session, width, cost_panel(session));
          std::vector<RecordingCanvas::Mark> words;
          for (const RecordingCanvas::Mark& mark : canvas.marks) {
            EXPECT_TRUE(canvas.holds(mark.area)) << mark.what << " at " << width;
            if (mark.what.starts_with("text: ")) words.push_back(mark);
          }
          for (std::size_t i = 0; i < words.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
              const Rect a = words[i].area.inset(2), b = words[j].area.inset(2);
              EXPECT_FALSE(a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom())
                  << words[i].what << " and " << words[j].what << " at " << width;
            }
          EXPECT_TRUE(std::isfinite(readout(session, "time")));
        }
}

TEST(StochasticDepthCost, TheTableHasARowForEachTimedRate) {
  const auto unmeasured = panel_rows(play("stochastic_depth"), "cost"), measured = panel_rows(timed({}), "cost");
  ASSERT_EQ(measured.size(), 1u + StochasticDepth::timed_rates.size());
  EXPECT_EQ(unmeasured.at(4).at(2), "not measured");
  EXPECT_EQ(measured.at(4), (std::vector<std::string>{"50 %", "73 %", "79 %", "120 %"}));
}

// The work is there for each place, changes nothing, and computes fewer blocks only with one coin a step.
TEST(StochasticDepthCost, TheTimedWorkIsTheWorkOfItsSetting) {
  Session session = play("stochastic_depth", {}, 10);
  const std::vector<std::byte> before = session.save();
  for (int place = 0; place < StochasticDepth::timed_count; ++place) EXPECT_TRUE(session.timed_work(place));
  EXPECT_FALSE(session.timed_work(StochasticDepth::timed_count));
  EXPECT_FALSE(session.timed_work(-1));
  EXPECT_EQ(session.save(), before);
  EXPECT_FALSE(play("mask_sampler").timed_work(0));
}

// Its steps are as deep as the law says, at each of the rates: else the clock would tell of luck.
TEST(StochasticDepthCost, TheTimedStepsAreAsDeepAsTheLaw) {
  for (const double p : StochasticDepth::timed_rates) {
    const Params params{.last_drop_rate = p, .seed = StochasticDepth::timed_seed};
    double blocks = 0;
    for (int step = 0; step < StochasticDepth::timed_steps; ++step)
      blocks += StochasticDepth::pass_of(params, step).computed;
    EXPECT_NEAR(blocks / StochasticDepth::timed_steps / 16, StochasticDepth::computed_share(params, p), 0.004) << p;
  }
}

}  // namespace
}  // namespace lesson
