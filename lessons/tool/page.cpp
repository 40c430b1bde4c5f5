// page.cpp: see page.h.
#include "page.h"

#include <algorithm>
#include <array>

#include "fields.h"
#include "widget_use.h"

namespace checker {

namespace {

constexpr auto optional = Need::optional;
constexpr auto required = Need::required;
constexpr Field type_field{"type", Kind::plain, required};
constexpr Field id_field{"id", Kind::id, required};
constexpr Field anchor_field{"id", Kind::id, optional};

constexpr Field prose_fields[] = {type_field, anchor_field, {"text", Kind::texts, required}};
constexpr Field list_fields[] = {
    type_field, anchor_field, {"ordered", Kind::boolean, optional}, {"items", Kind::full_list, required}};
constexpr Field heading_fields[] = {type_field, id_field, {"text", Kind::text, required}};
constexpr Field math_fields[] = {
    type_field, anchor_field, {"tex", Kind::plain, required}, {"says", Kind::plain, required}};
constexpr Field table_fields[] = {type_field,
                                  id_field,
                                  {"caption", Kind::text, required},
                                  {"columns", Kind::full_list, required},
                                  {"rows", Kind::full_list, required}};
constexpr Field listing_fields[] = {type_field,
                                    id_field,
                                    {"title", Kind::text, required},
                                    {"caption", Kind::text, required},
                                    {"python", Kind::plain, optional},
                                    {"cpp", Kind::plain, optional}};
constexpr Field example_fields[] = {
    type_field, id_field, {"title", Kind::text, required}, {"blocks", Kind::full_list, required}};
constexpr Field mistake_fields[] = {
    type_field, id_field, {"claim", Kind::text, required}, {"text", Kind::texts, required}};
constexpr Field widget_fields[] = {type_field,
                                   id_field,
                                   {"widget", Kind::id, required},
                                   {"title", Kind::plain, required},
                                   {"caption", Kind::text, required},
                                   {"params", Kind::object, optional},
                                   {"ticks", Kind::integer, optional},
                                   {"hide", Kind::list, optional},
                                   {"lock", Kind::list, optional}};
constexpr Field predict_fields[] = {type_field,
                                    id_field,
                                    {"question", Kind::text, required},
                                    {"choices", Kind::full_list, required},
                                    {"answer", Kind::integer, required},
                                    {"why", Kind::texts, required},
                                    {"run", Kind::object, optional}};
constexpr Field run_fields[] = {
    {"widget", Kind::id, required}, {"steps", Kind::full_list, required}, {"report", Kind::full_list, required}};
constexpr Field step_fields[] = {
    {"label", Kind::text, required}, {"params", Kind::object, required}, {"ticks", Kind::integer, optional}};
constexpr Field teacher_fields[] = {type_field,
                                    id_field,
                                    {"aim", Kind::texts, required},
                                    {"presets", Kind::list, optional},
                                    {"questions", Kind::list, optional}};
constexpr Field preset_fields[] = {{"label", Kind::text, required},
                                   {"widget", Kind::id, required},
                                   {"params", Kind::object, required},
                                   {"ticks", Kind::integer, optional}};
constexpr Field question_fields[] = {{"question", Kind::text, required}, {"answer", Kind::texts, required}};
constexpr Field column_fields[] = {{"label", Kind::text, required}, {"align", Kind::plain, optional}};
constexpr Field reference_fields[] = {{"id", Kind::id, required},
                                      {"authors", Kind::plain, required},
                                      {"title", Kind::plain, required},
                                      {"venue", Kind::plain, required},
                                      {"year", Kind::integer, required, 1900, 2100},
                                      {"url", Kind::plain, optional}};
constexpr Field chapter_fields[] = {{"$schema", Kind::plain, required},         {"slug", Kind::slug, required},
                                    {"number", Kind::integer, required, 0, 99}, {"title", Kind::plain, required},
                                    {"promise", Kind::text, required},          {"needs", Kind::list, optional},
                                    {"objectives", Kind::full_list, required},  {"facts", Kind::object, optional},
                                    {"blocks", Kind::full_list, required},      {"references", Kind::list, required}};

class PageReader {
 public:
  PageReader(Page& page, Problems& problems) : page_(page), problems_(problems) {}

  void blocks(const Node& list) {
    for (std::size_t i = 0; i < list.size(); ++i) block(list[i]);
  }

  // A list of strings that are inline text.
  void texts_of(const Node& list, Kind kind = Kind::text) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (check_kind(list[i], kind, problems_)) page_.texts.push_back(list[i]);
  }

  void references(const Node& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!fields(list[i], reference_fields)) continue;
      const Node id = list[i]["id"];
      problems_.check(page_.references.insert(id.text()).second, id.place(),
                      "the reference " + in_quotes(id.text()) + " stands twice");
      if (list[i].has("url"))
        problems_.check(list[i]["url"].text().starts_with("https://"), list[i]["url"].place(),
                        "an address must start with https://");
    }
  }

  // Checks the fields and collects those that are inline text.
  bool fields(const Node& object, std::span<const Field> allowed) {
    const bool good = check_fields(object, allowed, problems_);
    for (const Field& field : allowed) {
      const std::string key(field.key);
      if (!object.has(key)) continue;
      const Node value = object[key];
      if (field.kind == Kind::text && value.value().is_string()) page_.texts.push_back(value);
      if (field.kind == Kind::texts) collect_paragraphs(value);
      // In plain text nothing is replaced: the reader would see the braces. TeX uses them for itself.
      if (field.kind == Kind::plain && key != "tex" && value.value().is_string())
        problems_.check(value.text().find("{{") == std::string::npos, value.place(),
                        "plain text cannot hold a fact: " + in_quotes(value.text()));
    }
    return good;
  }

 private:
  void collect_paragraphs(const Node& value) {
    if (value.value().is_string()) page_.texts.push_back(value);
    if (value.value().is_array())
      for (std::size_t i = 0; i < value.size(); ++i)
        if (value[i].value().is_string()) page_.texts.push_back(value[i]);
  }

  void block(const Node& node) {
    struct Row {
      std::string_view type;
      std::span<const Field> allowed;
      void (PageReader::*more)(const Node&);
    };
    static constexpr Row rows[] = {
        {"prose", prose_fields, nullptr},
        {"list", list_fields, &PageReader::list},
        {"heading", heading_fields, nullptr},
        {"math", math_fields, nullptr},
        {"table", table_fields, &PageReader::table},
        {"listing", listing_fields, &PageReader::listing},
        {"example", example_fields, &PageReader::example},
        {"mistake", mistake_fields, nullptr},
        {"note", prose_fields, nullptr},
        {"widget", widget_fields, &PageReader::widget},
        {"predict", predict_fields, &PageReader::predict},
        {"teacher", teacher_fields, &PageReader::teacher},
    };
    if (!check_kind(node, Kind::object, problems_)) return;
    if (!problems_.check(node.has("type"), node.place(), "the key \"type\" is missing")) return;
    const std::string type = node["type"].text();
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.type == type; });
    if (!problems_.check(row != std::end(rows), node["type"].place(), "no block has the type " + in_quotes(type)))
      return;
    const bool good = fields(node, row->allowed);
    if (node.has("id") && is_id(node["id"].text()))
      problems_.check(page_.anchors.insert(node["id"].text()).second, node["id"].place(),
                      "the id " + in_quotes(node["id"].text()) + " stands twice in this page");
    if (good && row->more != nullptr) (this->*row->more)(node);
  }

  void list(const Node& node) { texts_of(node["items"]); }
  void example(const Node& node) { blocks(node["blocks"]); }

  void table(const Node& node) {
    const Node columns = node["columns"], rows = node["rows"];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!fields(columns[i], column_fields) || !columns[i].has("align")) continue;
      const std::string align = columns[i]["align"].text();
      problems_.check(align == "left" || align == "right" || align == "center", columns[i]["align"].place(),
                      "must be left, right or center, not " + in_quotes(align));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!check_kind(rows[i], Kind::full_list, problems_)) continue;
      problems_.check(rows[i].size() == columns.size(), rows[i].place(),
                      "the row has " + std::to_string(rows[i].size()) + " cells for " +
                          std::to_string(columns.size()) + " columns");
      texts_of(rows[i], Kind::any_text);
    }
  }

  void listing(const Node& node) {
    if (problems_.check(node.has("python") || node.has("cpp"), node.place(), "a listing needs \"python\" or \"cpp\""))
      page_.listings.push_back(node);
  }

  void widget(const Node& node) {
    const lesson::WidgetType* type = lesson::find_widget(node["widget"].text());
    page_.widgets.insert({node["id"].text(), WidgetBlock{node, type}});
    if (!problems_.check(type != nullptr, node["widget"].place(),
                         "no widget has the id " + in_quotes(node["widget"].text())))
      return;
    lesson::Session session(*type);
    if (node.has("params")) apply_params(node["params"], session, problems_);
    if (node.has("ticks")) check_ticks(node["ticks"], *type, problems_);
    for (const char* key : {"hide", "lock"})
      if (node.has(key)) check_control_ids(node[key], *type, problems_);
  }

  void predict(const Node& node) {
    const Node choices = node["choices"], answer = node["answer"];
    texts_of(choices);
    problems_.check(choices.size() >= 2 && choices.size() <= 6, choices.place(),
                    "a question needs 2 to 6 choices, not " + std::to_string(choices.size()));
    const double index = answer.value().get<double>();
    problems_.check(index >= 0 && index < static_cast<double>(choices.size()), answer.place(),
                    "the answer " + shown(index) + " is not one of the choices 0 to " +
                        shown(static_cast<double>(choices.size()) - 1));
    if (!node.has("run") || !fields(node["run"], run_fields)) return;
    const Node steps = node["run"]["steps"];
    bool good = true;
    for (std::size_t i = 0; i < steps.size(); ++i) good &= fields(steps[i], step_fields);
    if (good) page_.predicts.push_back(node);
  }

  void teacher(const Node& node) {
    bool good = true;
    if (node.has("presets"))
      for (std::size_t i = 0; i < node["presets"].size(); ++i) good &= fields(node["presets"][i], preset_fields);
    if (node.has("questions"))
      for (std::size_t i = 0; i < node["questions"].size(); ++i) fields(node["questions"][i], question_fields);
    if (good) page_.teachers.push_back(node);
  }

  Page& page_;
  Problems& problems_;
};

bool is_list(const Node& node, const std::string& key) { return node.has(key) && node[key].value().is_array(); }

}  // namespace

std::string chapter_address(const std::string& slug) { return "dropout/" + slug + ".html"; }

Page read_chapter(const Node& chapter, const std::string& slug, Problems& problems) {
  Page page{.key = slug, .address = chapter_address(slug), .root = chapter};
  PageReader reader(page, problems);
  reader.fields(chapter, chapter_fields);
  if (chapter.has("slug"))
    problems.check(chapter["slug"].text() == slug, chapter["slug"].place(),
                   "the slug " + in_quotes(chapter["slug"].text()) + " is not the name of the file");
  if (chapter.has("$schema"))
    problems.check(chapter["$schema"].text() == "../schema/chapter.schema.json", chapter["$schema"].place(),
                   "must be \"../schema/chapter.schema.json\"");
  for (const char* key : {"needs", "objectives"})
    if (is_list(chapter, key)) reader.texts_of(chapter[key]);
  if (is_list(chapter, "references")) reader.references(chapter["references"]);
  if (is_list(chapter, "blocks")) reader.blocks(chapter["blocks"]);
  return page;
}

Page read_front(const Node& lesson, Problems& problems) {
  Page page{.key = "index", .address = "index.html", .root = lesson};
  PageReader reader(page, problems);
  if (is_list(lesson, "references")) reader.references(lesson["references"]);
  if (is_list(lesson, "front")) reader.blocks(lesson["front"]);
  if (lesson.has("promise") && lesson["promise"].value().is_string()) page.texts.push_back(lesson["promise"]);
  if (is_list(lesson, "front"))
    problems.check(!page.widgets.empty(), lesson["front"].place(), "the front page needs a widget");
  return page;
}

}  // namespace checker
