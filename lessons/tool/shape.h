// shape.h: the few things that this program takes for granted about a lesson file, looked at before they are used.
//
// The JSON Schemas judge the structure of lessons, and the build asks them first. What they would have caught is refused
// here with one message a file, and the file is left alone.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "json_file.h"

namespace checker {

enum class Kind : std::uint8_t { text, boolean, number, integer, object, list, texts };  // texts: one or a list

struct Field {
  std::string key;
  Kind kind;
  bool required = true;
};

// One file's shape. The first thing that does not fit is reported; good() then stays false.
class Shape {
 public:
  explicit Shape(Problems& problems) : problems_(problems) {}

  bool good() const { return good_; }
  bool is(const Node& node, Kind kind);
  // An object with these keys; others do not matter here.
  bool has(const Node& node, std::initializer_list<Field> fields);
  // A list whose entries are all of a kind.
  bool is_list_of(const Node& node, Kind kind);
  bool refuse(const Node& node, const std::string& expected);

 private:
  Problems& problems_;
  bool good_ = true;
};

}  // namespace checker
