// scratch_lesson.cpp: see scratch_lesson.h.
#include "scratch_lesson.h"

#include <unistd.h>

#include "measured.h"

namespace checker {

namespace fs = std::filesystem;

namespace {

// DROPOUT_LESSON_FIXTURES and DROPOUT_LESSONS are set by CMake.
const fs::path real_table = fs::path(DROPOUT_LESSONS) / "dropout" / "measured" / "trainer_moons_narrow.json";

}  // namespace

fs::path fixture_folder() { return DROPOUT_LESSON_FIXTURES; }

ScratchLesson::ScratchLesson() {
  static int count = 0;
  folder_ = fs::temp_directory_path() / ("scratch_" + std::to_string(getpid()) + "_" + std::to_string(++count));
  fs::remove_all(folder_);
  fs::copy(fixture_folder() / "good", folder_, fs::copy_options::recursive);
  fs::create_directories(measured().parent_path());
  fs::copy_file(real_table, measured());
}

ScratchLesson::~ScratchLesson() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

bool ScratchLesson::replace(const std::string& file, const std::string& from, const std::string& to) {
  std::optional<std::string> text = read_text(folder_ / file);
  if (!text) return false;
  const std::size_t at = text->find(from);
  if (at == std::string::npos || text->find(from, at + 1) != std::string::npos) return false;
  text->replace(at, from.size(), to);
  return write_text(folder_ / file, *text);
}

}  // namespace checker
