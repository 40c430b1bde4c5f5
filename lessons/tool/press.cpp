// press.cpp: see press.h.
#include "press.h"

#include "figure.h"

namespace checker {

namespace {

Json with_facts(const Page& page) {
  Json root = page.root.value();
  for (const auto& [id, value] : page.facts) {
    Json& fact = root["facts"][id];
    fact["value"] = value;
    fact["text"] = fact_text(fact, value);
  }
  for (const auto& [pointer, cells] : page.cells) root[Json::json_pointer(pointer)]["cells"] = cells;
  return root;
}

void add_figures(const Page& page, Json& figures) {
  for (const auto& [id, block] : page.widgets)
    figures[page.key + "/" + id] = block_figure(block, page.key + "/" + id);
}

}  // namespace

Json pressed(const Lesson& lesson, const std::string& only) {
  Json chapters = Json::array(), figures = Json::object(), widgets = Json::object();
  const bool has_front = only.empty() || only == lesson.front.key;
  if (has_front) add_figures(lesson.front, figures);
  for (const Page& chapter : lesson.chapters) {
    chapters.push_back(with_facts(chapter));
    add_figures(chapter, figures);
  }
  if (!has_front) return {{"chapters", chapters}, {"figures", figures}};
  for (const lesson::WidgetType* type : lesson::all_widgets())
    widgets[std::string(type->text.id)] = default_figure(*type);
  return {{"lesson", with_facts(lesson.front)}, {"chapters", chapters}, {"figures", figures}, {"widgets", widgets}};
}

bool write_catalog(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  return write_text(folder / "widgets.json", lesson::json_text(lesson::catalog_json(), 2) + "\n") &&
         write_text(folder / "widgets.schema.json", lesson::json_text(lesson::widgets_schema_json(), 2) + "\n");
}

}  // namespace checker
