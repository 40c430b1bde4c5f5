// scratch_lesson.h: a copy of the good fixture lesson that a test may spoil.
#pragma once

#include <filesystem>
#include <string>

namespace checker {

std::filesystem::path fixture_folder();

// Lives in the temporary folder of the system and is removed at the end. The measured table it uses is the real one.
class ScratchLesson {
 public:
  ScratchLesson();
  ~ScratchLesson();
  ScratchLesson(const ScratchLesson&) = delete;
  ScratchLesson& operator=(const ScratchLesson&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path measured() const { return folder_ / "dropout" / "measured" / "trainer_moons_narrow.json"; }
  // Replaces a text that stands in the file exactly once.
  bool replace(const std::string& file, const std::string& from, const std::string& to);

 private:
  std::filesystem::path folder_;
};

}  // namespace checker
