// press.h: what the site builder reads: one JSON file with all pages, computed facts and pictures; and the catalog.
#pragma once

#include <filesystem>

#include "lesson_files.h"

namespace checker {

// {lesson, chapters, figures, widgets}. Every fact gets "value" (what readers see) and "text" (how they see it), every
// table of measured numbers its "cells".
// Needs a lesson without problems. only: as in load_lesson; a chapter comes without lesson and widgets.
Json pressed(const Lesson& lesson, const std::string& only = "");

// Writes widgets.json and widgets.schema.json; false if that is impossible.
bool write_catalog(const std::filesystem::path& folder);

}  // namespace checker
