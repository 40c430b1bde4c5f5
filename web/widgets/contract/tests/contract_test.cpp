// contract_test.cpp: what every widget promises its hosts, checked for each row of widgets.inc. A new widget adds no test
// code: it is in this list as soon as it is in that one.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include "contract_fixture.h"
#include "recording_canvas.h"

namespace lesson {
namespace {

bool is_snake_case(std::string_view id) {
  if (id.empty() || std::islower(static_cast<unsigned char>(id[0])) == 0) return false;
  return std::all_of(id.begin(), id.end(),
                     [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
}

void expect_words(std::string_view id, std::string_view label, std::string_view help) {
  EXPECT_TRUE(is_snake_case(id)) << id;
  ASSERT_FALSE(label.empty()) << id;
  EXPECT_FALSE(std::islower(static_cast<unsigned char>(label[0]))) << label << ": a label starts like a sentence";
  ASSERT_FALSE(help.empty()) << id;
  EXPECT_EQ(help.back(), '.') << help;
}

TEST_P(Contract, SaysWhatItIsAndNamesEverything) {
  EXPECT_TRUE(is_snake_case(text().id));
  for (const std::string_view words : {text().title, text().summary, text().hint}) EXPECT_FALSE(words.empty());
  EXPECT_EQ(text().summary.back(), '.');
  EXPECT_EQ(text().hint.back(), '.');
  for (const ParamInfo& p : text().params) expect_words(p.id, p.label, p.help);
  for (const ReadoutInfo& r : text().readouts) expect_words(r.id, r.label, r.help);
  for (const ActionInfo& a : text().actions) expect_words(a.id, a.label, a.help);
}

// Parameters, readouts and actions share the address, the messages and the form: one name for one thing.
TEST_P(Contract, IdsAreUniqueAndLeaveTheHostsWordsAlone) {
  std::set<std::string_view> ids = {"reset", "step", "run", "pause", "new_seed", "ticks", "hide", "lock", "goal"};
  for (const ParamInfo& p : text().params) EXPECT_TRUE(ids.insert(p.id).second) << p.id;
  for (const ReadoutInfo& r : text().readouts) EXPECT_TRUE(ids.insert(r.id).second) << r.id;
  for (const ActionInfo& a : text().actions) EXPECT_TRUE(ids.insert(a.id).second) << a.id;
}

TEST_P(Contract, DefaultsLieInRangeAndOnTheGrid) {
  Session session(*GetParam());
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    const ParamInfo& info = text().params[i];
    if (!is_number(info.control)) continue;
    EXPECT_LT(info.range.min, info.range.max) << info.id;
    EXPECT_GT(info.range.step, 0) << info.id;
    EXPECT_EQ(snap(info, session.default_value(i)), session.default_value(i)) << info.id;
    EXPECT_EQ(session.value(i), session.default_value(i)) << info.id;
  }
}

TEST_P(Contract, ControlsFitTheirRanges) {
  int seeds = 0;
  for (const ParamInfo& info : text().params) {
    if (info.control == Control::toggle) {
      EXPECT_EQ(info.range.min, 0);
      EXPECT_EQ(info.range.max, 1);
    }
    if (info.control == Control::choice) {
      EXPECT_EQ(info.range.min, 0);
      EXPECT_EQ(info.range.max + 1, static_cast<double>(info.choices.size())) << info.id;
    }
    seeds += info.is_seed ? 1 : 0;
  }
  EXPECT_LE(seeds, 1);
}

// No more than five controls of a panel stand in the open; the rest belongs behind "More" or into the picture.
TEST_P(Contract, ShowsAtMostFiveControls) {
  for (const PanelInfo& panel : text().panels)
    EXPECT_LE(std::count_if(text().params.begin(), text().params.end(),
                            [&](const ParamInfo& p) {
                              return p.place == Place::main && !p.is_seed &&
                                     (panel.controls.empty() ||
                                      std::find(panel.controls.begin(), panel.controls.end(), p.id) !=
                                          panel.controls.end());
                            }),
              5)
        << panel.id;
}

TEST_P(Contract, ValuesSurviveTheWayThroughText) {
  Session session(*GetParam());
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    const ParamInfo& info = text().params[i];
    if (!is_number(info.control)) continue;
    for (const double value : {info.range.min, info.range.max, session.default_value(i)}) {
      session.set(i, value);
      EXPECT_EQ(session.value(i), value) << info.id;
      const std::string shown = shown_value(info, value);
      if (info.control == Control::toggle)
        EXPECT_EQ(shown, value != 0 ? "on" : "off");
      else if (info.control == Control::choice)
        EXPECT_EQ(shown, info.choices[static_cast<std::size_t>(value)]);
      else
        EXPECT_EQ(read_value(info, shown.substr(0, info.unit.empty() ? shown.npos : shown.find(info.unit[0]))).value,
                  Value{value})
            << info.id << " shown as " << shown;
    }
  }
}

// Nothing that a clock fills is there before, and each of its places has work to be timed, which leaves no trace.
TEST_P(Contract, WhatAClockFillsIsEmptyAtFirst) {
  Session session = session_at(2, 5);
  const std::vector<std::byte> before = session.save();
  bool measures = false;
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    const ParamInfo& info = text().params[i];
    if (!info.measured) continue;
    EXPECT_EQ(info.effect, ParamEffect::view) << info.id << ": a time changes no run";
    EXPECT_EQ(info.place, Place::more) << info.id;
    for (const double number : session.whole_default(i)) EXPECT_EQ(number, 0) << info.id;
    if (info.control != Control::curve) continue;
    EXPECT_FALSE(measures) << "one curve is asked for at a time";
    measures = true;
    EXPECT_LE(info.range.min, -1) << info.id << ": -1 asks";
    EXPECT_TRUE(session.timed_work(info.count - 1));
    EXPECT_FALSE(session.timed_work(info.count));
  }
  EXPECT_EQ(session.timed_work(0), measures);
  EXPECT_EQ(session.save(), before);
}

TEST_P(Contract, PlaybackIsBounded) {
  const Playback& playback = text().playback;
  EXPECT_GE(playback.max_ticks, 0);
  EXPECT_LE(playback.max_ticks, 100000);
  if (playback.max_ticks == 0) return;
  EXPECT_GT(playback.ticks_per_second, 0);
  EXPECT_GT(playback.ticks_each, 0);
  EXPECT_EQ(playback.max_ticks % playback.ticks_each, 0) << "the count ends whole";
  for (const std::string_view words : {playback.tick_label, playback.run_label, playback.step_label})
    EXPECT_FALSE(words.empty());
}

TEST_P(Contract, RunGoalsLeadForward) {
  if (GetParam()->run_goal == nullptr || text().playback.max_ticks == 0) return;
  Session session(*GetParam());
  const Instance instance = GetParam()->create();
  for (int ticks = 0; ticks < session.last_tick();) {
    const int goal = GetParam()->run_goal(instance.widget.get(), instance.params.get(), ticks);
    ASSERT_LE(goal, session.last_tick());
    if (ticks > 0 && goal <= ticks) break;  // nothing is left: Run starts over
    ASSERT_GT(goal, ticks);
    ticks = goal;
  }
}

TEST_P(Contract, TheSameSettingsDrawTheSamePicture) {
  for (int index = 0; index < 6; ++index)
    for (const int ticks : {0, 12}) {
      const Session first = session_at(index, ticks), second = session_at(index, ticks);
      EXPECT_EQ(svg_of(first, 720), svg_of(second, 720));
      EXPECT_EQ(svg_of(first, 720), svg_of(first, 720)) << "drawing must change nothing";
      EXPECT_EQ(first.describe(), second.describe());
    }
}

TEST_P(Contract, TicksCountNotHowTheyAreGrouped) {
  const int ticks = std::min(60, text().playback.max_ticks);
  Session together = session_at(2, ticks), apart = session_at(2, 0);
  for (int i = 0; i < ticks; ++i) {
    apart.step(1);
    if (i % 20 == 0) svg_of(apart, 400);  // drawing in between leaves no trace
  }
  EXPECT_EQ(svg_of(together, 720), svg_of(apart, 720));
  EXPECT_EQ(together.save(), apart.save());
}

TEST_P(Contract, AnotherSeedDrawsAnotherPicture) {
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    if (!text().params[i].is_seed) continue;
    Session session(*GetParam());
    const std::string before = svg_of(session, 720);
    std::set<std::string> pictures = {before};
    for (int seed = 100; seed < 110; ++seed) {
      session.set(i, seed);
      pictures.insert(svg_of(session, 720));
    }
    EXPECT_GT(pictures.size(), 5u);
    session.set(i, session.default_value(i));
    EXPECT_EQ(svg_of(session, 720), before) << "the old seed must bring the old picture back";
  }
}

TEST_P(Contract, ReadoutsAreAlwaysFinite) {
  for (int index = -1; index < setting_count; ++index)
    for (const int ticks : {0, 1, 12}) {
      const Session& session = seen_at(index, ticks);
      for (std::size_t i = 0; i < text().readouts.size(); ++i)
        EXPECT_TRUE(std::isfinite(session.readout(i))) << text().readouts[i].id << " in setting " << index;
    }
}

// In the sentence of the whole figure or in one of a panel; some values show only once there is something to see.
TEST_P(Contract, TheSentenceFollowsEveryMainControl) {
  const auto follows = [](Session& session, std::size_t i) {
    const ParamInfo& info = session.text().params[i];
    const auto sentences = [&] {
      std::string all = session.describe();
      for (std::size_t panel = 0; panel < session.text().panels.size(); ++panel)
        all += session.describe(PanelSet{1} << panel);
      return all;
    };
    const std::string before = sentences();
    EXPECT_GT(before.size(), 20u);
    EXPECT_EQ(before.back(), '.');
    session.set(i, session.value(i) == info.range.min ? info.range.max : info.range.min);
    return sentences() != before;
  };
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    if (text().params[i].place != Place::main) continue;
    Session fresh(*GetParam());
    if (!fresh.relevant(i) || follows(fresh, i)) continue;
    Session played(*GetParam());
    played.step(text().playback.max_ticks);
    EXPECT_TRUE(follows(played, i)) << text().params[i].id;
  }
}

TEST_P(Contract, SentencesHoldNoPlaceholders) {
  for (int index = -1; index < setting_count; ++index) {
    const std::string sentence = seen_at(index, 12).describe();
    for (const std::string_view bad : {"nan", "inf", "?.", "  ", " ,", " ."})
      EXPECT_EQ(sentence.find(bad), std::string::npos) << sentence;
  }
}

TEST_P(Contract, ActionsLeaveValidValues) {
  for (std::size_t action = 0; action < text().actions.size(); ++action)
    for (int index = -1; index < 6; ++index) {
      Session session = session_at(index, 3);
      session.act(action);
      session.advance(5);
      for (std::size_t i = 0; i < text().params.size(); ++i) {
        const ParamInfo& info = text().params[i];
        if (is_number(info.control)) {
          EXPECT_EQ(snap(info, session.value(i)), session.value(i)) << info.id;
        }
        const Value value = session.whole_value(i);
        EXPECT_EQ(read_value(info, link_text(info, value)).value, value) << info.id;
      }
      for (std::size_t i = 0; i < text().readouts.size(); ++i) EXPECT_TRUE(std::isfinite(session.readout(i)));
      EXPECT_FALSE(session.describe().empty());
      svg_of(session, 480);
    }
}

// At once or after another one: what puts everything back has nothing to do before.
TEST_P(Contract, EveryActionDoesSomething) {
  const auto acts = [](Session& session, std::size_t action) {
    const std::string before = svg_of(session, 720);
    session.act(action);
    return session.running() || svg_of(session, 720) != before;
  };
  for (std::size_t action = 0; action < text().actions.size(); ++action) {
    Session fresh(*GetParam());
    bool acted = acts(fresh, action);
    for (std::size_t other = 0; other < text().actions.size() && !acted; ++other) {
      Session session(*GetParam());
      session.act(other);
      acted = !session.running() && acts(session, action);
    }
    EXPECT_TRUE(acted) << text().actions[action].id;
  }
}

TEST_P(Contract, RestoresAndContinuesFromItsBytes) {
  for (const int ticks : moments()) {
    Session session = session_at(3, ticks), restored = session_at(3, 0);
    const std::vector<std::byte> bytes = session.save();
    EXPECT_LT(bytes.size(), 60u * 1024) << "the bytes are posted sixty times a second";
    ASSERT_TRUE(restored.load(bytes));
    EXPECT_EQ(svg_of(restored, 720), svg_of(session, 720));
    EXPECT_EQ(restored.describe(), session.describe());
    session.step(9);
    restored.step(9);
    EXPECT_EQ(svg_of(restored, 720), svg_of(session, 720));
    EXPECT_EQ(restored.save(), session.save());
  }
}

TEST_P(Contract, RefusesShortenedAndLengthenedBytes) {
  const std::vector<std::byte> bytes = session_at(-1, 5).save();
  const std::string fresh = svg_of(session_at(-1, 0), 720);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 40) {
    Session session = session_at(-1, 2);
    EXPECT_FALSE(session.load(std::span(bytes).first(size)));
    EXPECT_EQ(session.ticks(), 0);
    EXPECT_EQ(svg_of(session, 720), fresh);
  }
  std::vector<std::byte> longer = bytes;
  longer.push_back(std::byte{1});
  EXPECT_FALSE(session_at(-1, 2).load(longer));
}

INSTANTIATE_TEST_SUITE_P(Widget, Contract, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& row) { return std::string(row.param->text.id); });

TEST(WidgetList, FindsEachWidgetByItsId) {
  std::set<std::string_view> ids;
  for (const WidgetType* type : all_widgets()) {
    EXPECT_TRUE(ids.insert(type->text.id).second);
    EXPECT_EQ(find_widget(type->text.id), type);
  }
  EXPECT_EQ(find_widget("no_such_widget"), nullptr);
}

}  // namespace
}  // namespace lesson
