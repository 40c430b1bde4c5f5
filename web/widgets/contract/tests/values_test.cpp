// values_test.cpp: what is read, refused and written as the value of a parameter, of every kind and of every widget.
#include "contract/values.h"

#include <cmath>
#include <limits>

#include "contract/words.h"
#include "contract_fixture.h"
#include "garden_widget.h"
#include "knob_widget.h"

namespace lesson {
namespace {

using Fit = Reading::Fit;

const ParamInfo& param_of(const WidgetType& type, std::string_view id) {
  for (const ParamInfo& info : type.text.params)
    if (info.id == id) return info;
  ADD_FAILURE() << "no parameter " << id;
  return type.text.params[0];
}
const ParamInfo& knob(std::string_view id) { return param_of(knob_widget, id); }
const ParamInfo& garden(std::string_view id) { return param_of(garden_widget, id); }

// ---- numbers ----------------------------------------------------------------------------------------------------------

TEST(ReadNumber, TakesWhatPeopleWrite) {
  const std::pair<std::string_view, double> cases[] = {
      {"0.5", 0.5},    {"0,5", 0.5},  {" .5 ", 0.5},  {"5.", 5},       {"-2", -2},
      {"\u22122", -2}, {"+7", 7},     {"1e3", 1000},  {"25E-2", 0.25}, {"0.1", 0.1},
      {"0.35", 0.35},  {"\t1\n", 1},  {"-0.7", -0.7}, {"0e9999", 0},   {"4294967295", 4294967295.0},
      {"1e-400", 0},   {"00012", 12},
  };
  for (const auto& [text, number] : cases) EXPECT_EQ(read_number(text), number) << text;
}

TEST(ReadNumber, RefusesEverythingElse) {
  for (const std::string_view text : {"",    " ",   "abc",   "1.2.3", "1,2,3", "0x10", "NaN", "inf", "1e",    "1e+",
                                      "--1", "1 2", "1e999", "٣",     ".",     ",",    "-",   "e5",  "1_000", "5%"})
    EXPECT_FALSE(read_number(text).has_value()) << text;
}

TEST(ReadValue, TakesNumbersAndSaysWhatItDidToThem) {
  const Reading taken = read_value(knob("level"), " 0,35 ");
  EXPECT_EQ(taken.fit, Fit::taken);
  EXPECT_EQ(taken.value, Value{0.35});
  EXPECT_EQ(taken.message, "");
  const Reading clamped = read_value(knob("level"), "2");
  EXPECT_EQ(clamped.fit, Fit::fitted);
  EXPECT_EQ(clamped.value, Value{0.95});
  EXPECT_EQ(clamped.message, "the value 2 of \"level\" is above 0.95; 0.95 is used");
  EXPECT_EQ(read_value(knob("level"), -1.0).message, "the value -1 of \"level\" is below 0; 0 is used");
  EXPECT_EQ(read_value(knob("level"), 0.33).message,
            "the value 0.33 of \"level\" is between two steps of 0.05; 0.35 is used");
}

TEST(ReadValue, RefusesWithWords) {
  EXPECT_EQ(read_value(knob("level"), "high").message,
            "the value of \"level\" is \"high\", not a number; it is ignored");
  EXPECT_EQ(read_value(knob("lit"), "maybe").message,
            "the value of \"lit\" is \"maybe\", not true or false; it is ignored");
  EXPECT_EQ(read_value(knob("fruit"), "fig").message,
            "the value of \"fruit\" is \"fig\", not one of apple, pear, plum; it is ignored");
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()})
    EXPECT_EQ(read_value(knob("count"), bad).fit, Fit::refused);
  EXPECT_EQ(read_value(garden("herbs"), 3.0).fit, Fit::refused) << "a set is no number";
}

TEST(ReadValue, TogglesAndChoicesHaveTheirWords) {
  for (const std::string_view on : {"true", "on", "1", " on "})
    EXPECT_EQ(read_value(knob("lit"), on).value, Value{1});
  for (const std::string_view off : {"false", "off", "0"}) EXPECT_EQ(read_value(knob("lit"), off).value, Value{0});
  EXPECT_EQ(read_value(knob("fruit"), "plum").value, Value{2});
  EXPECT_EQ(read_value(knob("fruit"), "2").value, Value{2});
  EXPECT_EQ(link_text(knob("fruit"), {2}), "plum");
  EXPECT_EQ(link_text(knob("lit"), {1}), "1");
}

TEST(ReadValue, QuotesLongInputShortly) {
  const Reading reading = read_value(knob("level"), std::string(250, 'x') + "ä");
  EXPECT_LT(reading.message.size(), 120u);
  EXPECT_EQ(read_value(knob("level"), std::string(100000, '1')).fit, Fit::refused);
  const Reading cut = read_value(knob("level"), std::string(39, 'x') + "ä");
  EXPECT_NE(cut.message.find("x\u2026"), std::string::npos) << "not within a sign: " << cut.message;
}

TEST(ShownText, HasTheUnitAndATrueMinus) {
  EXPECT_EQ(shown_value(knob("handle"), -1.5), "\u22121.5");
  EXPECT_EQ(shown_value(knob("count"), 64), "64 units");
  EXPECT_EQ(shown_value(knob("lit"), 0), "off");
}

// ---- lists ------------------------------------------------------------------------------------------------------------

TEST(ReadSet, TakesPlacesRunsAndNames) {
  const ParamInfo& herbs = garden("herbs");
  EXPECT_EQ(read_value(herbs, "1-3.5").value, (Value{1, 1, 1, 0, 1}));
  EXPECT_EQ(read_value(herbs, "thyme, basil").value, (Value{1, 0, 0, 0, 1}));
  EXPECT_EQ(read_value(herbs, "none").value, Value(5, 0.0));
  EXPECT_EQ(link_text(herbs, {1, 1, 1, 0, 1}), "1-3.5");
  EXPECT_EQ(link_text(herbs, {0, 1, 0, 0, 0}), "2");
  EXPECT_EQ(shown_text(herbs, {0, 1, 1, 0, 0}), "dill, mint");
  EXPECT_EQ(shown_text(herbs, {1, 1, 1, 1, 1}), "5 of 5 herbs");
  for (const std::string_view bad : {"0", "6", "3-1", "1..2", "rosemary", "1-", "-1", "1-9", "99999999999999999999"})
    EXPECT_EQ(read_value(herbs, bad).fit, Fit::refused) << bad;
}

TEST(ReadSet, TheOldNumberOfBitsIsStillUnderstood) {
  const ParamInfo& stones = garden("stones");
  Value third(64, 0.0);
  third[2] = 1;
  EXPECT_EQ(read_value(stones, "4").value, third);
  EXPECT_EQ(read_value(stones, 4.0).value, third);
  EXPECT_EQ(link_text(stones, third), "3-3") << "a number alone would be read as bits";
  EXPECT_EQ(read_value(stones, "3-3").value, third);
}

TEST(ReadCurve, TakesAsManyNumbersAsItHas) {
  const ParamInfo& water = garden("water");
  EXPECT_EQ(read_value(water, "0.1_0,2_1_0").value, (Value{0.1, 0.2, 1, 0}));
  const Reading fitted_curve = read_value(water, "0.11_0_2_0");
  EXPECT_EQ(fitted_curve.fit, Fit::fitted);
  EXPECT_EQ(fitted_curve.value, (Value{0.1, 0, 1, 0}));
  EXPECT_EQ(fitted_curve.message,
            "the value \"0.11_0_2_0\" of \"water\" is not within 0 to 1 in steps of 0.05; 0.1_0_1_0 is used");
  for (const std::string_view bad : {"", "1", "1_1_1", "1_1_1_1_1", "1_1_x_1", "1__1_1", "1_1_1_1_"})
    EXPECT_EQ(read_value(water, bad).fit, Fit::refused) << bad;
}

TEST(ReadPoints, TakesClassAndPlace) {
  const ParamInfo& trees = garden("trees");
  EXPECT_EQ(read_value(trees, "a-1.5_0.5b2_-1").value, (Value{-1.5, 0.5, 0, 2, -1, 1}));
  EXPECT_EQ(link_text(trees, {-1.5, 0.5, 0, 2, -1, 1}), "a-1.5_0.5b2_-1");
  EXPECT_EQ(link_text(trees, {}), "none");
  EXPECT_EQ(shown_text(trees, {0, 0, 1}), "1 point");
  EXPECT_EQ(read_value(trees, "a9_0").message,
            "the value \"a9_0\" of \"trees\" is not on the grid of this plane; a3_0 is used");
  EXPECT_EQ(read_value(trees, "a0_0a0_0a0_0a0_0a0_0a0_0a0_0").value.size(), 18u) << "six points at most";
  for (const std::string_view bad : {"c0_0", "0_0", "a0", "a0_", "a_0", "a0_0_0", "A0_0", "a0_0b"})
    EXPECT_EQ(read_value(trees, bad).fit, Fit::refused) << bad;
}

TEST(ReadCells, TakesHexadecimalRows) {
  const ParamInfo& beds = garden("beds");
  EXPECT_EQ(read_value(beds, "88").value, (Value{1, 0, 0, 0, 1, 0, 0, 0, 0, 0}));
  EXPECT_EQ(link_text(beds, {1, 0, 0, 0, 1, 0, 0, 0, 0, 0}), "88");
  EXPECT_EQ(read_value(beds, "004").value, (Value{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(link_text(beds, Value(10, 0.0)), "none");
  EXPECT_EQ(shown_text(beds, {1, 1, 0, 0, 0, 0, 0, 0, 0, 0}), "2 of 10 cells");
  for (const std::string_view bad : {"g", "8-8", "002", "000000000008", "0x8"})
    EXPECT_EQ(read_value(beds, bad).fit, Fit::refused) << bad;
}

// ---- properties of every parameter ------------------------------------------------------------------------------------

std::vector<const WidgetType*> widgets_and_test_widgets() {
  std::vector<const WidgetType*> types(all_widgets().begin(), all_widgets().end());
  types.insert(types.end(), {&knob_widget, &garden_widget});
  return types;
}

class EveryWidget : public testing::TestWithParam<const WidgetType*> {};
INSTANTIATE_TEST_SUITE_P(Values, EveryWidget, testing::ValuesIn(widgets_and_test_widgets()),
                         [](const auto& row) { return std::string(row.param->text.id); });

// Values from every corner of a parameter, written without regard to grids and sizes.
Value wild_value(const ParamInfo& info, dropout::RandomStream& random) {
  Value value(static_cast<std::size_t>(info.control == Control::points ? 3 * info.count : info.count));
  for (double& number : value) {
    const double share = 1.4 * random.uniform() - 0.2;
    number = info.control == Control::set || info.control == Control::cells
                 ? (share > 0.6 ? 1 : 0)
                 : info.range.min + share * (info.range.max - info.range.min);
  }
  if (info.control == Control::points) value.resize(3 * static_cast<std::size_t>(random.uniform() * info.count));
  return value;
}

TEST_P(EveryWidget, TextOfAValueReadsBackToTheValue) {
  dropout::RandomStream random(5, dropout::StreamPurpose::study);
  for (const ParamInfo& info : GetParam()->text.params)
    for (int i = 0; i < 200; ++i) {
      const Value value = fitted(info, wild_value(info, random));
      EXPECT_EQ(fitted(info, value), value) << info.id;
      const std::string text = link_text(info, value);
      EXPECT_LE(text.size(), longest_value_text) << info.id;
      const Reading reading = read_value(info, text);
      EXPECT_EQ(reading.fit, Fit::taken) << info.id << " " << text << ": " << reading.message;
      EXPECT_EQ(reading.value, value) << info.id << " " << text;
      if (info.control == Control::choice) continue;  // names have blanks
      EXPECT_EQ(text.find_first_of(" +&=#%,;"), std::string::npos) << "needs no escape in an address: " << text;
    }
}

TEST_P(EveryWidget, NoListIsLongerThanALinkHasRoomFor) {
  for (const ParamInfo& info : GetParam()->text.params) {
    Value longest(static_cast<std::size_t>(info.count), 1.0);
    if (info.control == Control::set || info.control == Control::cells)
      for (std::size_t i = 0; i < longest.size(); i += 2) longest[i] = 0;
    if (info.control == Control::curve) longest.assign(longest.size(), info.range.min + info.range.step);
    if (info.control == Control::points) {
      longest.clear();
      for (int i = 0; i < info.count; ++i)
        longest.insert(longest.end(),
                       {info.range.min + info.range.step, info.second_range.min + info.second_range.step, 0});
    }
    EXPECT_LE(link_text(info, fitted(info, longest)).size(), longest_value_text) << info.id;
  }
}

TEST_P(EveryWidget, HostileTextsAreRefusedWithWordsOrTakenAsAllowedValues) {
  const std::string hostile[] = {"",
                                 "\xff\xfe",
                                 "'; drop",
                                 "<script>",
                                 "-",
                                 "--",
                                 "1e400",
                                 "1-2-3",
                                 "a",
                                 "aaaa",
                                 std::string(5000, '9'),
                                 std::string(299, '_'),
                                 "\u0000",
                                 "none none",
                                 "ffffffffffffffff",
                                 "1.2.3.4.5",
                                 "a1_1b",
                                 "0x",
                                 "٣",
                                 "1-64",
                                 "64-1",
                                 "true false"};
  for (const ParamInfo& info : GetParam()->text.params)
    for (const std::string& text : hostile) {
      const Reading reading = read_value(info, text);
      EXPECT_EQ(reading.fit == Fit::taken, reading.message.empty()) << info.id << " " << text;
      if (reading.fit == Fit::refused) {
        EXPECT_TRUE(reading.value.empty());
        EXPECT_NE(reading.message.find(info.id), std::string::npos);
      } else {
        EXPECT_EQ(fitted(info, reading.value), reading.value) << info.id << " " << text;
      }
    }
}

TEST_P(EveryWidget, SessionKeepsWhatItIsGiven) {
  dropout::RandomStream random(6, dropout::StreamPurpose::study);
  Session session(*GetParam());
  for (int round = 0; round < 5; ++round) {
    std::vector<std::optional<Value>> values;
    for (const ParamInfo& info : GetParam()->text.params) values.push_back(fitted(info, wild_value(info, random)));
    session.apply(values);
    for (std::size_t i = 0; i < values.size(); ++i)
      EXPECT_EQ(session.whole_value(i), *values[i]) << GetParam()->text.params[i].id;
  }
}

TEST(SessionLists, AnActionsListIsBroughtBackOntoItsGrid) {
  Session session(garden_widget);
  session.step(3);
  session.act(0);
  EXPECT_EQ(session.ticks(), 0) << "a value that resets";
  EXPECT_EQ(link_text(garden("trees"), session.whole_value(2)), "a-1.5_0.5b2_-1a3_1");
  EXPECT_TRUE(std::isnan(session.value(2)));
}

}  // namespace
}  // namespace lesson
