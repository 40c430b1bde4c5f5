// press_test.cpp: the pressed file holds what the site builder relies on.
#include "press.h"

#include <gtest/gtest.h>

#include "scratch_lesson.h"

namespace checker {
namespace {

Json press_good() {
  const ScratchLesson lesson;
  Problems problems;
  const auto loaded = load_lesson(lesson.folder(), problems);
  EXPECT_EQ(problems.failed(), 0u) << problems.report();
  return pressed(*loaded);
}

std::vector<std::string> attribute_values(const std::string& svg, const std::string& attribute) {
  const std::string opening = " " + attribute + "=\"";
  std::vector<std::string> values;
  for (std::size_t at = svg.find(opening); at != std::string::npos; at = svg.find(opening, at)) {
    at += opening.size();
    values.push_back(svg.substr(at, svg.find('"', at) - at));
  }
  return values;
}

TEST(Press, FactsGetValueAndText) {
  const Json facts = press_good()["chapters"][0]["facts"];
  EXPECT_NEAR(facts["three_of_six"]["value"], 31.25, 1e-12);  // the binomial law is computed by logarithms
  EXPECT_EQ(facts["three_of_six"]["text"], "31.25 %");
  EXPECT_EQ(facts["lowest"]["text"], "\u22123.0");
  EXPECT_EQ(facts["three_of_six"]["expect"], 31.25);
  EXPECT_TRUE(std::string(facts["gain"]["text"]).starts_with("+")) << facts["gain"];
}

// Against the same numbers as facts, which facts_test.cpp and measured_test.cpp hold against others.
TEST(Press, CellsOfAMeasuredTableAreTheFactsOfTheirRowAndColumn) {
  const ScratchLesson lesson;
  Problems problems;
  ComputeContext context(lesson.measured().parent_path(), "measured", problems);
  const auto fact = [&](const char* function, Json args) {
    args["table"] = "trainer_moons_narrow";
    const Json json = {{"compute", function}, {"args", args}};
    return compute_fact(Node(json, "fact"), context, problems).value_or(-1);
  };
  const Json cells = press_good()["chapters"][0]["blocks"][12]["cells"];
  ASSERT_EQ(cells.size(), 2u);
  const char* rows[] = {"p0", "p0.9"};
  for (std::size_t i = 0; i < 2; ++i) {
    const Json row = cells[i], test = {{"row", rows[i]}, {"column", "test"}};
    ASSERT_EQ(row.size(), 5u);
    EXPECT_TRUE(row[0].is_null());
    ASSERT_EQ(row[1].size(), 2u);
    EXPECT_DOUBLE_EQ(row[1][0]["value"], 100 * fact("measured_mean", test));
    EXPECT_DOUBLE_EQ(row[1][1]["value"], 100 * fact("measured_halfwidth", test));
    EXPECT_DOUBLE_EQ(row[3][0]["value"], fact("measured_max", {{"row", rows[i]}, {"column", "train"}}));
  }
  EXPECT_EQ(cells[0][2], Json::array()) << "the base itself gains nothing";
  EXPECT_EQ(cells[0][4], Json::array());
  const Json gain = {{"row", "p0.9"}, {"base", "p0"}};
  EXPECT_DOUBLE_EQ(cells[1][2][0]["value"], 100 * fact("paired_gain", gain));
  EXPECT_DOUBLE_EQ(cells[1][4][0]["value"], fact("seeds_better", gain));
  const std::string text = cells[1][2][0]["text"];
  EXPECT_TRUE(text.starts_with("+") || text.starts_with("\u2212")) << text;
  EXPECT_EQ(problems.failed(), 0u) << problems.report();
}

TEST(Press, EveryWidgetBlockHasAFigureWithItsSettings) {
  const Json press = press_good();
  ASSERT_EQ(press["figures"].size(), 3u);
  const Json figure = press["figures"]["tiny/mask_figure"];
  EXPECT_EQ(figure["widget"], "mask_sampler");
  EXPECT_EQ(figure["title"], "A mask");
  EXPECT_EQ(figure["caption"], "Look.");
  EXPECT_NEAR(figure["values"]["p"], 0.3, 1e-9);
  EXPECT_EQ(figure["values"]["units"], 8);
  EXPECT_EQ(figure["ticks"], 100);
  EXPECT_EQ(figure["readouts"]["draws"], 100);
  EXPECT_EQ(figure["shown"]["p"], "0.30");
  EXPECT_FALSE(std::string(figure["sentence"]).empty());
  EXPECT_EQ(press["figures"]["index/front_mask"]["values"]["p"], 0.5);
  for (const lesson::WidgetType* type : lesson::all_widgets())
    EXPECT_TRUE(press["widgets"].contains(std::string(type->text.id))) << type->text.id;
}

TEST(Press, TheEndingIsTheLastOfThePages) {
  const Json press = press_good();
  ASSERT_EQ(press["chapters"].size(), 2u);
  const Json ending = press["chapters"][1];
  EXPECT_EQ(ending["slug"], press["lesson"]["ending"]);
  EXPECT_EQ(ending["facts"]["kept"]["value"], 3);
  EXPECT_NEAR(press["figures"]["last/round"]["values"]["p"], 0.4, 1e-9);
}

TEST(Press, PicturesScaleHaveNoStyleAndNoClashingIds) {
  const Json press = press_good();
  std::set<std::string> ids;
  for (const std::string group : {"figures", "widgets"})
    for (const auto& [name, figure] : press[group].items())
      for (const char* size : {"svg_wide", "svg_narrow"}) {
        const std::string svg = figure[size];
        EXPECT_TRUE(svg.starts_with("<svg ")) << name;
        const std::string width = size != std::string("svg_wide") ? "376" : group == "widgets" ? "720" : "992";
        EXPECT_NE(svg.find("viewBox=\"0 0 " + width + " "), std::string::npos) << name;
        EXPECT_EQ(svg.find("style="), std::string::npos) << name;
        std::string classes;
        for (const std::string& value : attribute_values(svg, "class")) classes += value + " ";
        EXPECT_NE(classes.find("fill-"), std::string::npos) << name;
        for (const std::string& id : attribute_values(svg, "id"))
          EXPECT_TRUE(ids.insert(id).second) << id << " in " << name;
      }
}

TEST(Press, CatalogListsEveryWidgetWithItsSchema) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "press_test_catalog";
  ASSERT_TRUE(write_catalog(folder));
  Problems problems;
  const auto catalog = read_json(folder / "widgets.json", "widgets.json", problems);
  const auto schema = read_json(folder / "widgets.schema.json", "widgets.schema.json", problems);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(catalog && schema) << problems.report();
  EXPECT_EQ((*catalog)["version"], 1);
  EXPECT_EQ((*catalog)["widgets"].size(), lesson::all_widgets().size());
  EXPECT_TRUE((*schema)["$defs"].contains("widget_block"));
}

}  // namespace
}  // namespace checker
