// lesson_files.cpp: see lesson_files.h.
#include "lesson_files.h"

#include <algorithm>

#include "page_numbers.h"
#include "shape.h"

namespace checker {

namespace fs = std::filesystem;

namespace {

// Names of files: nothing that leads out of the folder.
bool is_slug(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-';
  });
}

// The chapters in their order, then the ending, if there is one.
std::vector<std::string> page_slugs(const Node& lesson, Problems& problems) {
  Shape shape(problems);
  std::vector<std::string> slugs;
  const auto add = [&](const Node& slug, const char* what) {
    if (is_slug(slug.text()))
      slugs.push_back(slug.text());
    else
      shape.refuse(slug, what);
  };
  if (!shape.has(lesson, {{"order", Kind::list}, {"ending", Kind::text, false}})) return slugs;
  const Node order = lesson["order"];
  for (std::size_t i = 0; i < order.size() && shape.good(); ++i) add(order[i], "the slug of a chapter");
  if (lesson.has("ending") && shape.good()) add(lesson["ending"], "the slug of the ending");
  return slugs;
}

}  // namespace

std::optional<Lesson> load_lesson(const fs::path& lessons, Problems& problems, const std::string& only) {
  const auto is_wanted = [&](const std::string& key) { return only.empty() || key == only; };
  const fs::path folder = lessons / "dropout";
  const std::string name = "lessons/dropout";
  auto parsed = read_json(folder / "lesson.json", name + "/lesson.json", problems);
  if (!parsed) return std::nullopt;
  std::list<Json> files;
  const Node lesson(files.emplace_back(std::move(*parsed)), name + "/lesson.json");
  auto front = read_front(lesson, problems);
  if (!front) return std::nullopt;
  Lesson loaded{.files = {}, .front = std::move(*front), .chapters = {}};

  for (const std::string& slug : page_slugs(lesson, problems)) {
    if (!is_wanted(slug)) continue;
    const std::string file = slug + ".json";
    auto chapter = read_json(folder / file, name + "/" + file, problems);
    if (!chapter) continue;
    const Node root(files.emplace_back(std::move(*chapter)), name + "/" + file);
    if (auto page = read_chapter(root, slug, problems)) loaded.chapters.push_back(std::move(*page));
  }

  ComputeContext context(folder / "measured", name + "/measured", problems);
  const auto check = [&](Page& page) {
    check_numbers(page, context, problems);
    check_settings(page, problems);
  };
  if (is_wanted(loaded.front.key)) check(loaded.front);
  for (Page& chapter : loaded.chapters) check(chapter);
  const bool found = is_wanted(loaded.front.key) || !loaded.chapters.empty() || problems.failed() > 0;
  problems.check(found, {name, ""}, "the lesson has no page " + in_quotes(only));
  loaded.files = std::move(files);  // list nodes do not move: the pages' pointers stay good
  return loaded;
}

}  // namespace checker
