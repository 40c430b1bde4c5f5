// lesson_files.cpp: see lesson_files.h.
#include "lesson_files.h"

#include <algorithm>

#include "cross_references.h"
#include "fields.h"

namespace checker {

namespace fs = std::filesystem;

namespace {

constexpr auto optional = Need::optional;
constexpr auto required = Need::required;
constexpr Field lesson_fields[] = {
    {"$schema", Kind::plain, required},   {"title", Kind::plain, required},     {"promise", Kind::text, required},
    {"order", Kind::full_list, required}, {"planned", Kind::list, optional},    {"facts", Kind::object, optional},
    {"front", Kind::full_list, required}, {"references", Kind::list, optional}, {"glossary", Kind::list, required}};
constexpr Field planned_fields[] = {{"slug", Kind::slug, required},
                                    {"number", Kind::integer, required, 0, 99},
                                    {"title", Kind::plain, required},
                                    {"promise", Kind::text, required}};
constexpr Field glossary_fields[] = {
    {"term", Kind::plain, required}, {"means", Kind::text, required}, {"chapter", Kind::slug, optional}};

// Slugs and numbers of all chapters, written and planned: each once.
class Contents {
 public:
  explicit Contents(Problems& problems) : problems_(problems) {}

  bool add_slug(const Node& slug) {
    return problems_.check(slugs_.insert(slug.text()).second, slug.place(),
                           "the chapter " + in_quotes(slug.text()) + " stands twice");
  }
  void add_number(const Node& number) {
    if (number.value().is_number_integer())
      problems_.check(numbers_.insert(number.value().get<int>()).second, number.place(),
                      "the number " + number.value().dump() + " is taken by another chapter");
  }
  bool has(const std::string& slug) const { return slugs_.contains(slug); }

 private:
  Problems& problems_;
  std::set<std::string> slugs_;
  std::set<int> numbers_;
};

void read_planned(const Node& lesson, Contents& contents, Page& front, Problems& problems) {
  if (!lesson.has("planned") || !lesson["planned"].value().is_array()) return;
  const Node planned = lesson["planned"];
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (!check_fields(planned[i], planned_fields, problems)) continue;
    contents.add_slug(planned[i]["slug"]);
    contents.add_number(planned[i]["number"]);
    front.texts.push_back(planned[i]["promise"]);
  }
}

Glossary read_glossary(const Node& lesson, const Contents& contents, Page& front, Problems& problems) {
  Glossary glossary;
  if (!lesson.has("glossary") || !lesson["glossary"].value().is_array()) return glossary;
  const Node list = lesson["glossary"];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!check_fields(list[i], glossary_fields, problems)) continue;
    problems.check(glossary.add(list[i]["term"].text()), list[i]["term"].place(),
                   "the term " + in_quotes(list[i]["term"].text()) + " stands twice");
    if (list[i].has("chapter"))
      problems.check(contents.has(list[i]["chapter"].text()), list[i]["chapter"].place(),
                     "no chapter has the slug " + in_quotes(list[i]["chapter"].text()));
    front.texts.push_back(list[i]["means"]);
  }
  return glossary;
}

// Every file beside lesson.json is a chapter in its order.
void refuse_strays(const fs::path& folder, const std::string& name, const Contents& contents, Problems& problems) {
  std::vector<std::string> stems;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") stems.push_back(entry.path().stem().string());
  std::sort(stems.begin(), stems.end());
  for (const std::string& stem : stems)
    if (stem != "lesson")
      problems.check(contents.has(stem), {name + "/" + stem + ".json", ""},
                     "the chapter is not in the order of lesson.json");
}

}  // namespace

std::optional<Lesson> load_lesson(const fs::path& lessons, Problems& problems) {
  const fs::path folder = lessons / "dropout";
  const std::string name =
      fs::absolute(lessons).lexically_normal().filename().string() == "lessons" ? "lessons/dropout" : "dropout";
  const auto parsed = read_json(folder / "lesson.json", name + "/lesson.json", problems);
  if (!parsed) return std::nullopt;
  std::list<Json> files;
  const Node lesson(files.emplace_back(*parsed), name + "/lesson.json");
  check_fields(lesson, lesson_fields, problems);
  Lesson loaded{.files = {}, .front = read_front(lesson, problems), .chapters = {}};

  Contents contents(problems);
  std::set<std::string> unreadable;
  if (lesson.has("$schema"))
    problems.check(lesson["$schema"].text() == "../schema/lesson.schema.json", lesson["$schema"].place(),
                   "must be \"../schema/lesson.schema.json\"");
  if (lesson.has("order") && lesson["order"].value().is_array())
    for (std::size_t i = 0; i < lesson["order"].size(); ++i) {
      const Node slug = lesson["order"][i];
      if (!check_kind(slug, Kind::slug, problems) || !contents.add_slug(slug)) continue;
      const std::string file = name + "/" + slug.text() + ".json";
      auto chapter = read_json(folder / (slug.text() + ".json"), file, problems);
      if (!chapter) {
        unreadable.insert(chapter_address(slug.text()));
        continue;
      }
      const Node root(files.emplace_back(std::move(*chapter)), file);
      loaded.chapters.push_back(read_chapter(root, slug.text(), problems));
      if (root.has("number")) contents.add_number(root["number"]);
    }
  refuse_strays(folder, name, contents, problems);
  read_planned(lesson, contents, loaded.front, problems);
  const Glossary glossary = read_glossary(lesson, contents, loaded.front, problems);

  std::vector<Page*> pages = {&loaded.front};
  for (Page& chapter : loaded.chapters) pages.push_back(&chapter);
  ComputeContext context(folder / "measured", name + "/measured", problems);
  CrossReferences(lessons, pages, unreadable, glossary, context, problems).check();
  loaded.files = std::move(files);  // list nodes do not move: the pages' pointers stay good
  return loaded;
}

}  // namespace checker
