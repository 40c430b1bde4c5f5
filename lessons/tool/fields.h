// fields.h: which keys an object may have and of what type; the checker's own judgement beside the JSON Schema.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "json_file.h"

namespace checker {

enum class Kind : std::uint8_t {
  id,        // snake_case
  slug,      // words-with-hyphens
  plain,     // text without markup, not empty
  text,      // inline Markdown, not blank
  texts,     // one text or a list of at least one
  any_text,  // a string, may be empty
  boolean,
  number,
  integer,
  object,
  list,       // may be empty
  full_list,  // at least one item
};

enum class Need : std::uint8_t { required, optional };

struct Field {
  std::string_view key;
  Kind kind = Kind::plain;
  Need need = Need::required;
  double min = 0, max = 0;  // for numbers and integers; min == max: no limit
};

// True if `object` is an object with all required keys, no unknown ones and the right types; all errors are reported.
bool check_fields(const Node& object, std::span<const Field> fields, Problems& problems);

// One value against a kind.
bool check_kind(const Node& node, Kind kind, Problems& problems);

bool is_id(std::string_view text);
bool is_slug(std::string_view text);

}  // namespace checker
