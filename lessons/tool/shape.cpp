// shape.cpp: see shape.h.
#include "shape.h"

#include <algorithm>

namespace checker {

namespace {

bool fits(const Json& value, Kind kind) {
  switch (kind) {
    case Kind::text: return value.is_string();
    case Kind::boolean: return value.is_boolean();
    case Kind::number: return value.is_number();
    case Kind::integer: return value.is_number_integer();
    case Kind::object: return value.is_object();
    case Kind::list: return value.is_array();
    case Kind::texts:
      return value.is_string() || (value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& entry) {
                                     return entry.is_string();
                                   }));
  }
  return false;
}

std::string name_of(Kind kind) {
  switch (kind) {
    case Kind::text: return "text";
    case Kind::boolean: return "true or false";
    case Kind::number: return "a number";
    case Kind::integer: return "a whole number";
    case Kind::object: return "an object";
    case Kind::list: return "a list";
    case Kind::texts: return "text or a list of texts";
  }
  return "";
}

}  // namespace

bool Shape::refuse(const Node& node, const std::string& expected) {
  if (good_) problems_.add(node.place(), "the file does not follow its schema: " + expected + " is expected");
  return good_ = false;
}

bool Shape::is(const Node& node, Kind kind) { return fits(node.value(), kind) || refuse(node, name_of(kind)); }

bool Shape::has(const Node& node, std::initializer_list<Field> fields) {
  if (!is(node, Kind::object)) return false;
  return std::all_of(fields.begin(), fields.end(), [&](const Field& field) {
    return node.has(field.key) ? is(node[field.key], field.kind)
                               : !field.required || refuse(node, in_quotes(field.key));
  });
}

bool Shape::is_list_of(const Node& node, Kind kind) {
  if (!is(node, Kind::list)) return false;
  for (std::size_t i = 0; i < node.size(); ++i)
    if (!is(node[i], kind)) return false;
  return true;
}

}  // namespace checker
