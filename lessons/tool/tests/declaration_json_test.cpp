// declaration_json_test.cpp: the published shapes of declaration, catalog, schema and standing.
#include "declaration_json.h"

#include <gtest/gtest.h>

#include <set>

#include "contract/tests/garden_widget.h"
#include "contract/tests/knob_widget.h"

namespace lesson {
namespace {

Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

TEST(DeclarationJson, SaysEverythingThatTheWidgetDeclares) {
  const Json json = parsed(json_text(declaration_json(knob_widget)));
  EXPECT_EQ(json["id"], "knob");
  EXPECT_EQ(json["hash"], declaration_hash(knob_widget));
  EXPECT_EQ(json["params"].size(), 6u);
  EXPECT_EQ(
      json_text(json["params"][0]),
      R"({"id":"level","label":"Level","unit":"","kind":"slider","place":"main","effect":"view","min":0,"max":0.95,)"
      R"("step":0.05,"decimals":2,"default":0.35,"help":"How high it is.","seed":false})");
  EXPECT_EQ(json_text(json["params"][3]["choices"]), R"(["apple","pear","plum"])");
  EXPECT_EQ(json["params"][3]["default"], 1);
  EXPECT_EQ(json["params"][5]["max"], 4294967295u);
  EXPECT_EQ(json["params"][5]["seed"], true);
  EXPECT_EQ(json_text(json["actions"][1]),
            R"({"id":"run_four","label":"Run four","help":"Plays four ticks.","place":"more"})");
  EXPECT_EQ(json_text(json["readouts"][0]),
            R"({"id":"total","label":"Total","unit":" units","decimals":0,"help":"Sum over the ticks."})");
  EXPECT_EQ(
      json_text(json["playback"]),
      R"({"max_ticks":500,"tick_label":"step","run_label":"Run","step_label":"Step","ticks_per_second":60,"run_leads":true})");
}

TEST(DeclarationJson, PanelsNameTheControlsThatMatterToThem) {
  const Json knob = declaration_json(knob_widget)["panels"];
  EXPECT_EQ(
      json_text(knob),
      R"([{"id":"picture","title":"A knob","controls":["level","count","lit","fruit","handle","seed","add_one",)"
      R"("run_four"],"wide":false,"plays":true}])");
  const Json garden = declaration_json(garden_widget)["panels"];
  ASSERT_EQ(garden.size(), 2u);
  EXPECT_EQ(json_text(garden[1]), R"({"id":"beds","title":"Beds","controls":["beds"],"wide":true,"plays":true})");
}

TEST(DeclarationJson, KindsThatAreListsSayHowTheirTextIsRead) {
  const Json params = declaration_json(garden_widget)["params"];
  EXPECT_EQ(
      json_text(params[0]),
      R"({"id":"herbs","label":"Herbs","unit":" herbs","kind":"set","place":"main","effect":"resets",)"
      R"("choices":["basil","dill","mint","sage","thyme"],"default":"1.4","help":"Which herbs grow.","seed":false})");
  EXPECT_EQ(params[1]["kind"], "curve");
  EXPECT_EQ(params[1]["count"], 4);
  EXPECT_EQ(params[1]["from"], 0);
  EXPECT_EQ(params[1]["to"], 12);
  EXPECT_EQ(params[1]["default"], "0_0.5_1_0.25");
  EXPECT_EQ(params[2]["kind"], "points");
  EXPECT_EQ(params[2]["most"], 6);
  EXPECT_EQ(params[2]["y_max"], 1);
  EXPECT_EQ(params[3]["kind"], "cells");
  EXPECT_EQ(params[3]["columns"], 5);
  EXPECT_EQ(params[3]["rows"], 2);
}

TEST(DeclarationJson, WhatAClockMeasuresIsMarked) {
  const Json declaration = declaration_json(*find_widget("stochastic_depth"));
  std::set<std::string> measured;
  for (const Json& param : declaration["params"])
    if (param.value("measured", false)) measured.insert(param["id"].get<std::string>());
  EXPECT_EQ(measured, (std::set<std::string>{"times", "timed_net"}));
}

TEST(DeclarationJson, AnotherDeclarationHasAnotherHash) {
  std::set<std::uint32_t> hashes;
  for (const WidgetType* type : all_widgets()) hashes.insert(declaration_hash(*type));
  EXPECT_EQ(hashes.size(), all_widgets().size());
  WidgetType other = knob_widget;
  std::vector<ParamInfo> params(other.text.params.begin(), other.text.params.end());
  other.text.params = params;
  EXPECT_EQ(declaration_hash(other), declaration_hash(knob_widget));
  params[0].range.max = 1;
  EXPECT_NE(declaration_hash(other), declaration_hash(knob_widget));
}

TEST(DeclarationJson, CatalogHoldsEveryWidgetOnce) {
  const Json json = catalog_json();
  EXPECT_EQ(json["version"], 1);
  std::set<std::string> ids;
  for (const Json& widget : json["widgets"]) ids.insert(widget["id"].get<std::string>());
  EXPECT_EQ(ids.size(), all_widgets().size());
  for (const WidgetType* type : all_widgets()) EXPECT_TRUE(ids.contains(std::string(type->text.id)));
}

TEST(DeclarationJson, SchemaHasARuleForEveryWidgetAndParameter) {
  const Json schema = widgets_schema_json();
  const Json& definitions = schema["$defs"];
  EXPECT_EQ(definitions["widget_block"]["allOf"].size(), all_widgets().size());
  for (const WidgetType* type : all_widgets()) {
    const Json& rule = definitions[std::string(type->text.id)]["properties"];
    EXPECT_EQ(rule["params"]["additionalProperties"], false);
    EXPECT_EQ(rule["ticks"]["maximum"], type->text.playback.max_ticks);
    EXPECT_EQ(rule["panels"]["items"]["enum"].size(), type->text.panels.size());
    EXPECT_EQ(rule["panels"]["uniqueItems"], true);
    for (const ParamInfo& info : type->text.params) {
      // What a clock measures no lesson may give: it would be a recording.
      EXPECT_EQ(rule["params"]["properties"].contains(std::string(info.id)), !info.measured) << info.id;
    }
  }
}

TEST(DeclarationJson, StandingShowsValuesAsWrittenOnTheGrid) {
  Session session(knob_widget);
  session.set(0, 0.7);
  session.step(2);
  EXPECT_EQ(json_text(standing_json(session)),
            R"({"values":{"level":0.7,"count":3,"lit":1,"fruit":1,"handle":-1,"seed":7},)"
            R"("readouts":{"total":6,"debt":-0.699999988079071},)"
            R"("relevant":{"level":true,"count":true,"lit":true,"fruit":true,"handle":true,"seed":true},)"
            R"("shown":{"level":"0.70","count":"3 units","lit":"on","fruit":"pear","handle":"−1.0","seed":"7",)"
            R"("total":"6 units","debt":"−0.70 m"}})");
  session.set(2, 0);
  EXPECT_EQ(standing_json(session)["relevant"]["fruit"], false);
}

TEST(DeclarationJson, BrokenTextBecomesReplacementSigns) { EXPECT_EQ(json_text(Json("a\xff")), "\"a\uFFFD\""); }

}  // namespace
}  // namespace lesson
