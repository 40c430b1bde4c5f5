// lesson_files.h: a whole lesson folder, loaded; every number computed, every setting played.
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
  std::vector<Page> chapters;  // in the order of lesson.json; the ending, if there is one, is the last
};

// lessons: the folder that holds dropout/. All errors go to problems; they call a file "lessons/dropout/mask.json",
// wherever the folder is. A file that cannot be used is reported once and left out; null if that is lesson.json.
// only: the key of the one page to load and check ("mask"; "index": the front page), so that several programs can share
// the work; empty: all. For a chapter the front page is loaded, but not checked.
std::optional<Lesson> load_lesson(const std::filesystem::path& lessons, Problems& problems,
                                  const std::string& only = "");

}  // namespace checker
