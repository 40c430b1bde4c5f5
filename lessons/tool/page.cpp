// page.cpp: see page.h.
#include "page.h"

#include "shape.h"

namespace checker {

namespace {

class PageReader {
 public:
  PageReader(Page& page, Problems& problems) : page_(page), shape_(problems) {}

  // blocks_key: where the blocks are.
  bool read(const char* blocks_key) {
    if (shape_.has(page_.root,
                   {{"facts", Kind::object, false}, {"let", Kind::object, false}, {blocks_key, Kind::list}})) {
      facts();
      blocks(page_.root[blocks_key]);
    }
    return shape_.good();
  }

 private:
  void facts() {
    if (page_.root.has("let"))
      for (const auto& [name, args] : page_.root["let"].value().items())
        shape_.is(page_.root["let"][name], Kind::object);
    if (!page_.root.has("facts")) return;
    for (const auto& [id, fact] : page_.root["facts"].value().items())
      shape_.has(page_.root["facts"][id], {{"compute", Kind::text},
                                           {"args", Kind::object, false},
                                           {"with", Kind::texts, false},
                                           {"expect", Kind::number},
                                           {"tolerance", Kind::number},
                                           {"decimals", Kind::integer},
                                           {"as", Kind::text, false},
                                           {"sign", Kind::boolean, false},
                                           {"unit", Kind::text, false}});
  }

  void blocks(const Node& list) {
    for (std::size_t i = 0; i < list.size() && shape_.good(); ++i)
      if (shape_.has(list[i], {{"type", Kind::text}})) block(list[i], list[i]["type"].text());
  }

  void block(const Node& node, const std::string& type) {
    if ((type == "example" || type == "evidence") && shape_.has(node, {{"blocks", Kind::list}}))
      blocks(node["blocks"]);
    if (type == "widget") widget(node);
    if (type == "predict" && node.has("run")) predict(node);
    if (type == "teacher" && node.has("presets")) teacher(node);
    if (type == "measured_table") table(node);
  }

  void widget(const Node& node) {
    if (!shape_.has(node, {{"id", Kind::text},
                           {"widget", Kind::text},
                           {"title", Kind::text},
                           {"caption", Kind::text},
                           {"model", Kind::text, false},
                           {"params", Kind::object, false},
                           {"ticks", Kind::integer, false}}))
      return;
    for (const char* key : {"panels", "hide", "lock"})
      if (node.has(key) && !shape_.is_list_of(node[key], Kind::text)) return;
    const lesson::WidgetType* type = lesson::find_widget(node["widget"].text());
    if (type == nullptr)
      shape_.refuse(node["widget"], "the id of a widget");
    else if (const std::optional<Node> settings = settings_of(node, type))
      page_.widgets.insert({node["id"].text(), WidgetBlock{node, type, *settings}});
  }

  // A linked figure has no state of its own: it shows that of an earlier one.
  std::optional<Node> settings_of(const Node& node, const lesson::WidgetType* type) {
    if (!node.has("model")) return node;
    const auto earlier = page_.widgets.find(node["model"].text());
    const bool fits = earlier != page_.widgets.end() && earlier->second.type == type;
    if (!fits) shape_.refuse(node["model"], "the id of an earlier figure of the same widget");
    for (const char* key : {"params", "ticks"})
      if (node.has(key)) shape_.refuse(node[key], "a block without \"model\", whose state is its own");
    return fits ? std::optional(earlier->second.settings) : std::nullopt;
  }

  bool settings(const Node& list) {
    if (!shape_.is_list_of(list, Kind::object)) return false;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (!shape_.has(list[i], {{"params", Kind::object}, {"ticks", Kind::integer, false}})) return false;
    return true;
  }

  void predict(const Node& node) {
    const Node run = node["run"];
    if (shape_.has(run, {{"widget", Kind::text}, {"steps", Kind::list}, {"report", Kind::list}}) &&
        settings(run["steps"]) && shape_.is_list_of(run["report"], Kind::text))
      page_.predicts.push_back(node);
  }

  void teacher(const Node& node) {
    const Node presets = node["presets"];
    if (!shape_.is(presets, Kind::list) || !settings(presets)) return;
    for (std::size_t i = 0; i < presets.size(); ++i)
      if (!shape_.has(presets[i], {{"widget", Kind::text}})) return;
    page_.teachers.push_back(node);
  }

  void table(const Node& node) {
    if (shape_.has(node, {{"columns", Kind::list}, {"rows", Kind::list}}) && cell(node) && cells(node["columns"]) &&
        cells(node["rows"]))
      page_.tables.push_back(node);
  }

  bool cells(const Node& list) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (!cell(list[i])) return false;
    return true;
  }

  bool cell(const Node& node) {
    return shape_.has(node, {{"show", Kind::text, false},
                             {"table", Kind::text, false},
                             {"column", Kind::text, false},
                             {"interval", Kind::boolean, false},
                             {"row", Kind::text, false},
                             {"base", Kind::text, false},
                             {"as", Kind::text, false}});
  }

  Page& page_;
  Shape shape_;
};

std::optional<Page> read_page(Page page, const char* blocks_key, Problems& problems) {
  const bool good = PageReader(page, problems).read(blocks_key);
  return good ? std::optional<Page>(std::move(page)) : std::nullopt;
}

}  // namespace

std::optional<Page> read_chapter(const Node& chapter, const std::string& slug, Problems& problems) {
  return read_page({.key = slug, .root = chapter}, "blocks", problems);
}

std::optional<Page> read_front(const Node& lesson, Problems& problems) {
  return read_page({.key = "index", .root = lesson}, "front", problems);
}

}  // namespace checker
