// values_json_test.cpp: whatever arrives in links, messages and lessons, the widget keeps finite, allowed values.
#include "values_json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "knob_widget.h"

namespace lesson {
namespace {

struct Applied {
  Session session{knob_widget};
  Messages messages;
  bool complete = false;

  explicit Applied(std::string_view text) {
    if (const std::optional<Json> json = parse_json(text, messages))
      complete = apply_values(session, *json, "#", messages);
  }
  double operator[](std::string_view id) const { return session.value(*session.find_param(id)); }
};

void expect_allowed_values(const Session& session) {
  for (std::size_t i = 0; i < session.text().params.size(); ++i) {
    const double value = session.value(i);
    const Range& range = session.text().params[i].range;
    EXPECT_TRUE(std::isfinite(value)) << session.text().params[i].id;
    EXPECT_TRUE(value >= range.min - 1e-6 && value <= range.max + 1e-6) << session.text().params[i].id << value;
  }
}

TEST(ApplyValues, TakesNumbersBooleansChoiceNamesAndTicks) {
  const Applied applied(R"({"level":0.1,"count":5,"lit":false,"fruit":"plum","seed":4294967295,"ticks":3})");
  EXPECT_TRUE(applied.complete);
  EXPECT_TRUE(applied.messages.empty());
  EXPECT_FLOAT_EQ(static_cast<float>(applied["level"]), 0.1f);
  EXPECT_EQ(applied["count"], 5);
  EXPECT_EQ(applied["lit"], 0);
  EXPECT_EQ(applied["fruit"], 2);
  EXPECT_EQ(applied["seed"], 4294967295.0);
  EXPECT_EQ(applied.session.ticks(), 3);
  EXPECT_EQ(applied.session.readout(0), 15);
}

TEST(ApplyValues, TakesIndexForChoiceAndZeroOrOneForToggle) {
  const Applied applied(R"({"fruit":0,"lit":0})");
  EXPECT_TRUE(applied.complete);
  EXPECT_EQ(applied["fruit"], 0);
  EXPECT_EQ(applied["lit"], 0);
}

TEST(ApplyValues, ClampsAndSaysWhatWhereAndTheLimit) {
  const Applied applied(R"({"level":1.2,"count":-5,"seed":-1})");
  EXPECT_FALSE(applied.complete);
  ASSERT_EQ(applied.messages.size(), 3u);
  EXPECT_EQ(applied.messages[0], "the value 1.2 of \"level\" is above 0.95; 0.95 is used: #/level");
  EXPECT_EQ(applied.messages[1], "the value -5 of \"count\" is below 1; 1 is used: #/count");
  EXPECT_EQ(applied.messages[2], "the value -1 of \"seed\" is below 0; 0 is used: #/seed");
  expect_allowed_values(applied.session);
}

TEST(ApplyValues, OneBadEntryCostsOnlyItself) {
  const Applied applied(R"({"level":"high","nonsense":1,"fruit":"onion","lit":[1],"count":4,"handle":null})");
  ASSERT_EQ(applied.messages.size(), 5u);
  EXPECT_EQ(applied.messages[0], "the value of \"level\" is \"high\", not a number; it is ignored: #/level");
  EXPECT_EQ(applied.messages[1], "\"nonsense\" is not a parameter of knob; it is ignored: #/nonsense");
  EXPECT_EQ(applied.messages[2],
            "the value of \"fruit\" is \"onion\", not one of apple, pear, plum; it is ignored: #/fruit");
  EXPECT_EQ(applied.messages[3], "the value of \"lit\" is a list, not true or false; it is ignored: #/lit");
  EXPECT_EQ(applied["count"], 4);
  EXPECT_EQ(applied["fruit"], 1);
}

TEST(ApplyValues, TicksAreClampedToTheEnd) {
  const Applied far(R"({"ticks":1e12})");
  EXPECT_EQ(far.session.ticks(), 500);
  EXPECT_EQ(far.messages.size(), 1u);
  const Applied negative(R"({"ticks":-3})");
  EXPECT_EQ(negative.session.ticks(), 0);
  EXPECT_EQ(negative.messages.size(), 1u);
  const Applied text(R"({"ticks":"all"})");
  EXPECT_EQ(text.session.ticks(), 0);
  EXPECT_EQ(text.messages.size(), 1u);
}

TEST(ApplyValues, EarlierTickIsReachedFromTheStart) {
  Session session(knob_widget);
  Messages messages;
  session.step(100);
  apply_values(session, {{"ticks", 40}}, "#", messages);
  EXPECT_EQ(session.ticks(), 40);
  EXPECT_EQ(session.readout(0), 120);
}

TEST(ApplyValues, GarbageLeavesAllowedValuesAndAMessage) {
  const std::string five_thousand_digits(5000, '7');
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  const std::string texts[] = {"",
                               "{",
                               "NaN",
                               "null",
                               "3",
                               "[]",
                               "\"p\"",
                               R"({"level":NaN})",
                               R"({"level":1e999})",
                               R"({"seed":-1e308})",
                               R"({"level":)" + five_thousand_digits + "}",
                               R"({"seed":)" + five_thousand_digits + "}",
                               R"({"level":")" + five_thousand_digits + "\"}",
                               R"({")" + five_thousand_digits + "\":1}",
                               R"({"level":)" + deep + "}",
                               deep,
                               R"({"fruit":7.5})",
                               R"({"lit":"yes"})",
                               "{\"level\":\"\xff\xfe\"}",
                               R"({"ticks":1e300})",
                               R"({"level":{"level":0.5}})",
                               R"({"count":1e-320})"};
  for (const std::string& text : texts) {
    const Applied applied(text);
    EXPECT_FALSE(applied.complete) << text.substr(0, 60);
    EXPECT_FALSE(applied.messages.empty()) << text.substr(0, 60);
    for (const std::string& message : applied.messages) EXPECT_LT(message.size(), 300u) << message;
    expect_allowed_values(applied.session);
  }
}

TEST(ApplyBlock, TakesPresetFigureTextAndFilters) {
  Session session(knob_widget);
  Messages messages;
  Figure figure;
  const std::optional<Json> block = parse_json(
      R"({"type":"widget","id":"a","widget":"knob","title":"My knob","caption":"Look.","params":{"count":2},"ticks":5,)"
      R"("hide":["seed","run"],"lock":["level"]})",
      messages);
  ASSERT_TRUE(block);
  EXPECT_TRUE(apply_block(session, *block, figure, messages));
  EXPECT_TRUE(messages.empty());
  EXPECT_EQ(session.readout(0), 10);
  EXPECT_EQ(json_text(figure_json(figure)),
            R"({"title":"My knob","caption":"Look.","hide":["seed","run"],"lock":["level"]})");
}

TEST(ApplyBlock, FallsBackToTheDeclarationAndNamesWhatIsWrong) {
  Session session(knob_widget);
  Messages messages;
  Figure figure;
  EXPECT_TRUE(apply_block(session, Json::object(), figure, messages));
  EXPECT_EQ(figure.title, "A knob");
  EXPECT_TRUE(messages.empty());

  const Json wrong = {{"title", 3}, {"hide", {"ghost"}}, {"lock", "level"}, {"params", 4}, {"ticks", nullptr}};
  EXPECT_TRUE(apply_block(session, wrong, figure, messages));
  ASSERT_EQ(messages.size(), 5u);
  EXPECT_EQ(messages[1], "\"ghost\" is not a control of knob; it is ignored: #/hide/0");
  EXPECT_EQ(messages[3], "the values are 4, not an object; they are ignored: #/params");
  EXPECT_FALSE(apply_block(session, Json::array(), figure, messages));
  EXPECT_EQ(figure.title, "A knob");
}

}  // namespace
}  // namespace lesson
