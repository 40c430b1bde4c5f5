// session_test.cpp: the rules of setting, acting, running and saving, on a widget made for this test.
#include "contract/declare.h"
#include "contract/session.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lesson {
namespace {

enum class Fruit : std::uint8_t { apple, pear, plum };
constexpr std::string_view fruits[] = {"apple", "pear", "plum"};

struct Probe {
  struct Params {
    double rate = 0.5;
    int count = 3;
    bool shaded = false;
    Fruit fruit = Fruit::apple;
    std::uint32_t seed = 7;
    bool has_many() const { return count > 5; }
  };
  void reset(const Params& params) {
    steps = 0;
    start = params.count;
    ++resets;
  }
  void step(const Params&) { ++steps; }
  void state(StateIo& io) {
    io(steps);
    io(start);
    io.require(start >= 0);
  }
  void draw(const Params&, Canvas&) const {}
  std::string describe(const Params&) const { return "A probe."; }
  int run_goal(const Params&, int ticks) const { return ticks < 10 ? 10 : 40; }

  int steps_done(const Params&) const { return steps; }
  int resets_seen(const Params&) const { return resets; }
  int starts_at(const Params&) const { return start; }
  int wander(Params& params) {
    params.count += 1;
    return 0;
  }
  int stray(Params& params) {
    params.rate = 7.3;
    return 0;
  }
  int go_on(Params&) { return 5; }

  int steps = 0, start = 0, resets = 0;
};

using P = Probe::Params;
constexpr ParamInfo params[] = {
    param<&P::rate>("rate", "Rate", "", {0, 1, 0.1}, "A rate."),
    param<&P::count>("count", "Count", " units", {1, 12, 1}, "A count."),
    param<&P::shaded>("shaded", "Shaded", "", {0, 1, 1}, "A view.", {.effect = ParamEffect::view}),
    param<&P::fruit>("fruit", "Fruit", "", {0, 2, 1}, "A choice.", {.choices = fruits}),
    param<&P::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "A seed.",
                    {.is_seed = true, .relevant = relevant_if<&P::has_many>}),
};
constexpr ReadoutInfo readouts[] = {
    readout<&Probe::steps_done>("steps", "Steps", "", 0, "Steps."),
    readout<&Probe::resets_seen>("resets", "Resets", "", 0, "Resets."),
    readout<&Probe::starts_at>("start", "Start", "", 0, "Start."),
};
constexpr ActionInfo actions[] = {
    action<&Probe::wander>("wander", "Wander", "Changes a parameter."),
    action<&Probe::stray>("stray", "Stray", "Writes a value outside the range."),
    action<&Probe::go_on>("go_on", "Go on", "Asks for five ticks."),
};
constexpr PanelInfo panels[] = {panel<&Probe::draw>("picture", "Probe", [](float) { return 120.0f; })};

const WidgetType probe = widget_type<Probe>({.id = "probe",
                                             .title = "Probe",
                                             .summary = "A probe.",
                                             .hint = "None.",
                                             .params = params,
                                             .readouts = readouts,
                                             .actions = actions,
                                             .playback = {.max_ticks = 50},
                                             .panels = panels});
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
enum { rate, count, shaded, fruit, seed };
enum { steps, resets, start };
enum { wander, stray, go_on };

TEST(Snap, RefusesWhatIsNotANumber) {
  for (const double bad : {nan, infinity, -infinity}) EXPECT_FALSE(snap(params[rate], bad).has_value());
}

TEST(Snap, ClampsToTheRange) {
  EXPECT_EQ(snap(params[rate], 1e300), 1.0);
  EXPECT_EQ(snap(params[rate], -3), 0.0);
  EXPECT_EQ(snap(params[seed], 1e12), 4294967295.0);
}

TEST(Snap, LandsOnTheDoubleThatAReaderWouldWrite) {
  const double written[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  for (int i = 0; i <= 10; ++i) EXPECT_EQ(snap(params[rate], 0.1 * i + 0.04), written[i]) << i;
}

TEST(Snap, KeepsEveryDigitOfASeed) {
  for (const double value : {0.0, 1.0, 24.0, 4294967294.0, 4294967295.0}) EXPECT_EQ(snap(params[seed], value), value);
}

TEST(ShownValue, SpeaksTheLanguageOfTheControl) {
  EXPECT_EQ(shown_value(params[rate], 0.3), "0.3");
  EXPECT_EQ(shown_value(params[count], 4), "4 units");
  EXPECT_EQ(shown_value(params[shaded], 1), "on");
  EXPECT_EQ(shown_value(params[fruit], 2), "plum");
  EXPECT_EQ(shown_value(params[seed], 4294967295.0), "4294967295");
}

TEST(Session, KeepsItsValuesWhenANumberIsBad) {
  Session session(probe);
  EXPECT_FALSE(session.set(rate, nan));
  EXPECT_EQ(session.value(rate), 0.5);
  EXPECT_TRUE(session.set(rate, 99));
  EXPECT_EQ(session.value(rate), 1.0);
}

TEST(Session, SetsSeveralValuesWithOneReset) {
  Session session(probe);
  const double before = session.readout(resets);
  std::vector<std::optional<double>> values = {0.2, 9, std::nullopt, 2, nan};
  EXPECT_FALSE(session.set_all(values));  // says that one was bad, and still takes the others
  EXPECT_EQ(session.readout(resets), before + 1);
  EXPECT_EQ(session.value(count), 9);
  EXPECT_EQ(session.value(fruit), 2);
  EXPECT_EQ(session.value(seed), 7);
  EXPECT_EQ(session.readout(start), 9);
}

TEST(Session, StartsOverOnlyForValuesThatReset) {
  Session session(probe);
  session.step(4);
  session.set(shaded, 1);
  EXPECT_EQ(session.ticks(), 4);
  session.set(rate, 0.5);  // the value it has
  EXPECT_EQ(session.ticks(), 4);
  session.set(rate, 0.6);
  EXPECT_EQ(session.ticks(), 0);
  EXPECT_EQ(session.readout(steps), 0);
}

TEST(Session, TellsWhichParametersMatter) {
  Session session(probe);
  EXPECT_TRUE(session.relevant(rate));
  EXPECT_FALSE(session.relevant(seed));
  session.set(count, 6);
  EXPECT_TRUE(session.relevant(seed));
}

TEST(Session, RunStopsAtMilestonesAndThenStartsOver) {
  Session session(probe);
  session.run();
  EXPECT_EQ(session.goal(), 10);
  EXPECT_EQ(session.advance(1000), 10);
  EXPECT_FALSE(session.running());
  session.run();
  EXPECT_EQ(session.goal(), 40);
  session.advance(3);
  session.pause();
  EXPECT_FALSE(session.running());
  EXPECT_EQ(session.ticks(), 13);
  session.step(1000000);
  EXPECT_EQ(session.ticks(), 50);
  session.run();
  EXPECT_EQ(session.ticks(), 0);
  EXPECT_EQ(session.goal(), 10);
}

TEST(Session, EndsWhereTheParamsSayThatItEnds) {
  Session session(*find_widget("trainer"));
  EXPECT_EQ(session.last_tick(), session.text().playback.max_ticks);
  session.set(session.find_param("stop_after").value(), 50);
  EXPECT_EQ(session.last_tick(), 50);
  EXPECT_EQ(Session(probe).last_tick(), 50) << "without a rule of its own: max_ticks";
}

TEST(Session, RunsToAGoalOfTheHosts) {
  Session session(probe);
  session.run_to(25);
  EXPECT_EQ(session.goal(), 25);
  EXPECT_EQ(session.ticks(), 0) << "nothing is computed yet";
  session.advance(1000);
  EXPECT_EQ(session.ticks(), 25);
  session.run_to(1000);
  EXPECT_EQ(session.goal(), 50);
  session.run_to(3);
  EXPECT_FALSE(session.running());
  EXPECT_EQ(session.ticks(), 25);
}

TEST(Session, CountsEachTickOnce) {
  Session session(probe);
  session.run();
  for (int i = 0; i < 4; ++i) session.advance(3);
  EXPECT_EQ(session.readout(steps), 10);
  EXPECT_EQ(session.ticks(), 10);
  session.step(-5);
  session.advance(-5);
  EXPECT_EQ(session.ticks(), 10);
}

TEST(Session, BringsWhatAnActionWroteBackOntoItsGrid) {
  Session session(probe);
  session.act(stray);
  EXPECT_EQ(session.value(rate), 1.0);
  for (int i = 0; i < 40; ++i) session.act(wander);
  EXPECT_EQ(session.value(count), 12);
}

TEST(Session, AnActionThatChangesAParameterStartsOver) {
  Session session(probe);
  session.step(5);
  session.act(wander);
  EXPECT_EQ(session.ticks(), 0);
  EXPECT_EQ(session.readout(start), 4);
}

TEST(Session, AnActionMayAskForTicks) {
  Session session(probe);
  session.step(48);
  session.act(go_on);
  EXPECT_TRUE(session.running());
  EXPECT_EQ(session.goal(), 50);  // never beyond the end
}

TEST(Session, RestoresWhatItSaved) {
  Session session(probe), other(probe);
  session.run();
  session.advance(4);
  ASSERT_TRUE(other.load(session.save()));
  EXPECT_EQ(other.ticks(), 4);
  EXPECT_EQ(other.goal(), 10);
  EXPECT_EQ(other.readout(steps), 4);
}

TEST(Session, RefusesBytesThatItDidNotSave) {
  Session session(probe);
  session.step(4);
  const std::vector<std::byte> good = session.save();
  // Whoever refuses starts over instead of standing half way between two states.
  const auto refused = [](std::vector<std::byte> bytes) {
    Session fresh(probe);
    fresh.step(2);
    if (fresh.load(bytes)) return false;
    EXPECT_EQ(fresh.ticks(), 0);
    EXPECT_EQ(fresh.readout(steps), 0);
    EXPECT_EQ(fresh.readout(start), 3);
    return true;
  };
  Session fresh(probe);
  fresh.step(2);
  EXPECT_TRUE(fresh.load(good));
  EXPECT_EQ(fresh.ticks(), 4);
  EXPECT_EQ(fresh.readout(steps), 4);
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({good.begin(), good.end() - 1}));
  std::vector<std::byte> longer = good;
  longer.push_back(std::byte{0});
  EXPECT_TRUE(refused(longer));
  EXPECT_TRUE(refused(std::vector<std::byte>(good.size(), std::byte{0xff})));  // ticks -1
  std::vector<std::byte> broken = good;
  broken[3 * sizeof(int) + 3] = std::byte{0x80};  // a negative start: the widget's own condition
  EXPECT_TRUE(refused(broken));
}

TEST(StateIo, RefusesAVectorLongerThanItsBytes) {
  StateIo writer;
  std::vector<float> numbers = {1, 2, 3};
  writer(numbers);
  std::vector<std::byte> bytes = writer.take();
  bytes[3] = std::byte{0x7f};
  StateIo reader(bytes);
  std::vector<float> loaded;
  reader(loaded);
  EXPECT_FALSE(reader.complete());
  EXPECT_TRUE(loaded.empty());
}

}  // namespace
}  // namespace lesson
