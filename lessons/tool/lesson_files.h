// lesson_files.h: a whole lesson folder, loaded and judged: every file, every reference, every number.
#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <string>
#include <vector>

#include "facts.h"
#include "page.h"

namespace checker {

struct Lesson {
  std::list<Json> files;       // owns what the pages point into
  Page front;                  // lesson.json
  std::vector<Page> chapters;  // in the order of lesson.json
};

// lessons: the folder that holds dropout/ and listings/. All errors go to problems, with file names relative to the
// parent of `lessons` ("lessons/dropout/mask.json"). Null only if lesson.json cannot be used at all.
std::optional<Lesson> load_lesson(const std::filesystem::path& lessons, Problems& problems);

}  // namespace checker
