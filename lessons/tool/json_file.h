// json_file.h: JSON files with errors that name file and line, and a cursor that knows where it stands.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "declaration_json.h"
#include "problems.h"

namespace checker {

// Keys keep the order of the file, so that what is written out reads like what was written in. nlohmann/json does not
// throw here (JSON_NOEXCEPTION of the host): every access needs a test of the type before it.
using Json = lesson::Json;

// One value of a file and its JSON Pointer. The Json and this file's name must outlive it.
class Node {
 public:
  Node(const Json& value, std::string file, std::string pointer = "")
      : value_(&value), place_{std::move(file), std::move(pointer)} {}

  const Json& value() const { return *value_; }
  const Place& place() const { return place_; }
  const std::string& file() const { return place_.file; }
  std::string text() const { return value_->is_string() ? value_->get<std::string>() : std::string(); }

  bool has(const std::string& key) const { return value_->is_object() && value_->contains(key); }
  Node operator[](const std::string& key) const;  // needs has(key)
  Node operator[](std::size_t index) const;
  std::size_t size() const { return value_->size(); }

 private:
  const Json* value_;
  Place place_;
};

std::optional<std::string> read_text(const std::filesystem::path& path);
// Writes the whole text; false if that is impossible.
bool write_text(const std::filesystem::path& path, const std::string& text);

// Parses a text. Errors (not JSON, a key given twice, a number out of range) go to problems under `name`, with the line;
// then nothing is returned. NaN and Infinity are not JSON and fail here.
std::optional<Json> parse_json(std::string_view text, const std::string& name, Problems& problems);
// The same of a file; one that cannot be read is an error, too.
std::optional<Json> read_json(const std::filesystem::path& path, const std::string& name, Problems& problems);

}  // namespace checker
