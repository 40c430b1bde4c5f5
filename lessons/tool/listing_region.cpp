// listing_region.cpp: see listing_region.h.
#include "listing_region.h"

#include <sstream>

#include "fields.h"
#include "json_file.h"

namespace checker {

std::string listing_problem(const std::filesystem::path& lessons, const std::string& address) {
  const std::size_t hash = address.find('#');
  const std::string file = address.substr(0, hash);
  const std::string region = hash == std::string::npos ? "" : address.substr(hash + 1);
  const bool is_inside = file.starts_with("listings/") && file.find("..") == std::string::npos;
  if (!is_inside || !is_id(region)) return "must be \"listings/<file>#<region>\", not " + in_quotes(address);
  const std::optional<std::string> text = read_text(lessons / file);
  if (!text) return "there is no file " + in_quotes(file);

  const std::string comment = file.ends_with(".py") ? "# " : "// ";
  bool inside = false, has_text = false;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const std::string trimmed = line.substr(indent, line.find_last_not_of(" \r") + 1 - indent);
    if (trimmed == comment + "region: " + region) {
      if (inside) return "the region " + in_quotes(region) + " is opened twice in " + in_quotes(file);
      inside = true;
    } else if (trimmed == comment + "endregion") {
      if (inside) return has_text ? "" : "the region " + in_quotes(region) + " of " + in_quotes(file) + " is empty";
    } else if (inside) {
      has_text |= !trimmed.empty();
    }
  }
  return inside ? "the region " + in_quotes(region) + " of " + in_quotes(file) + " is not closed"
                : "the file " + in_quotes(file) + " has no region " + in_quotes(region);
}

}  // namespace checker
