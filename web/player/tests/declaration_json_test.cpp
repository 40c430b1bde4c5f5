// declaration_json_test.cpp: the published shapes of declaration, catalog, schema and snapshot.
#include "declaration_json.h"

#include <gtest/gtest.h>

#include <set>

#include "knob_widget.h"

namespace lesson {
namespace {

Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

TEST(DeclarationJson, SaysEverythingThatTheWidgetDeclares) {
  const Json json = parsed(json_text(declaration_json(knob_widget)));
  EXPECT_EQ(json["id"], "knob");
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
    for (const ParamInfo& info : type->text.params) {
      EXPECT_TRUE(rule["params"]["properties"].contains(std::string(info.id))) << info.id;
    }
  }
}

TEST(DeclarationJson, SnapshotShowsValuesAsWrittenOnTheGrid) {
  Session session(knob_widget);
  session.set(0, 0.7);
  session.step(2);
  EXPECT_EQ(json_text(snapshot_json(session)),
            R"({"values":{"level":0.7,"count":3,"lit":1,"fruit":1,"handle":-1,"seed":7},)"
            R"("readouts":{"total":6,"debt":-0.699999988079071},"sentence":"The total is 6 at level 0.70.",)"
            R"("ticks":2,"goal":2,"last_tick":500,"running":false,)"
            R"("relevant":{"level":true,"count":true,"lit":true,"fruit":true,"handle":true,"seed":true},)"
            R"("shown":{"level":"0.70","count":"3 units","lit":"on","fruit":"pear","handle":"−1.0","seed":"7",)"
            R"("total":"6 units","debt":"−0.70 m"}})");
  session.set(2, 0);
  EXPECT_EQ(snapshot_json(session)["relevant"]["fruit"], false);
}

TEST(DeclarationJson, NextSeedCountsUpAndWrapsAround) {
  const ParamInfo& seed = knob_widget.text.params[*seed_param(knob_widget.text)];
  EXPECT_EQ(next_seed(seed, 7), 8);
  EXPECT_EQ(next_seed(seed, 4294967295.0), 0);
}

TEST(DeclarationJson, BrokenTextBecomesReplacementSigns) { EXPECT_EQ(json_text(Json("a\xff")), "\"a\uFFFD\""); }

}  // namespace
}  // namespace lesson
