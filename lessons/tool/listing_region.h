// listing_region.h: finds the part of a program file that a lesson shows.
#pragma once

#include <filesystem>
#include <string>

namespace checker {

// address: "listings/mask_dropout.py#forward", relative to `lessons`. Empty if file and region are there, the region
// is closed and holds text; else what is wrong.
std::string listing_problem(const std::filesystem::path& lessons, const std::string& address);

}  // namespace checker
