// rate_tables.h: the measured means and intervals that the widget rate_sweep carries, as the C++ text it includes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "problems.h"

namespace checker {

// measured: the folder of measured tables. Nothing, with the reason among the problems, if a table is missing or wrong.
std::optional<std::string> rate_tables_text(const std::filesystem::path& measured, Problems& problems);

}  // namespace checker
