// fields.cpp: see fields.h.
#include "fields.h"

#include <algorithm>

namespace checker {

namespace {

// Words of lower-case letters and digits joined by single separators.
bool is_joined_words(std::string_view text, char separator) {
  if (text.empty() || text.front() == separator || text.back() == separator) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char sign = text[i];
    const bool is_word = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    if (!is_word && (sign != separator || text[i - 1] == separator)) return false;
  }
  return true;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// The value in a message, cut to one short line.
std::string brief(const Json& value) {
  const std::string text = value.dump();
  return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

std::string_view expectation(Kind kind) {
  switch (kind) {
    case Kind::id: return "a snake_case name";
    case Kind::slug: return "lower-case words joined by hyphens";
    case Kind::plain:
    case Kind::text: return "text that is not empty";
    case Kind::texts: return "text, or a list of at least one paragraph";
    case Kind::any_text: return "text";
    case Kind::boolean: return "true or false";
    case Kind::number: return "a number";
    case Kind::integer: return "a whole number";
    case Kind::object: return "an object";
    case Kind::list: return "a list";
    case Kind::full_list: return "a list with at least one entry";
  }
  return "";
}

bool fits(const Json& value, Kind kind) {
  switch (kind) {
    case Kind::id: return value.is_string() && is_id(value.get_ref<const std::string&>());
    case Kind::slug: return value.is_string() && is_slug(value.get_ref<const std::string&>());
    case Kind::plain:
    case Kind::text: return value.is_string() && !is_blank(value.get_ref<const std::string&>());
    case Kind::texts:
      if (!value.is_array()) return fits(value, Kind::text);
      return !value.empty() &&
             std::all_of(value.begin(), value.end(), [](const Json& v) { return fits(v, Kind::text); });
    case Kind::any_text: return value.is_string();
    case Kind::boolean: return value.is_boolean();
    case Kind::number: return value.is_number();
    case Kind::integer: return value.is_number_integer();
    case Kind::object: return value.is_object();
    case Kind::list: return value.is_array();
    case Kind::full_list: return value.is_array() && !value.empty();
  }
  return false;
}

}  // namespace

bool is_id(std::string_view text) { return is_joined_words(text, '_') && text.front() >= 'a' && text.front() <= 'z'; }

bool is_slug(std::string_view text) { return is_joined_words(text, '-'); }

bool check_kind(const Node& node, Kind kind, Problems& problems) {
  return problems.check(fits(node.value(), kind), node.place(),
                        "must be " + std::string(expectation(kind)) + ", not " + brief(node.value()));
}

bool check_fields(const Node& object, std::span<const Field> fields, Problems& problems) {
  if (!check_kind(object, Kind::object, problems)) return false;
  bool good = true;
  for (const auto& item : object.value().items()) {
    const std::string& key = item.key();
    const bool known = std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.key == key; });
    good &= problems.check(known, object[key].place(), "the key " + in_quotes(key) + " is not known here");
  }
  for (const Field& field : fields) {
    const std::string key(field.key);
    if (!object.has(key)) {
      good &=
          problems.check(field.need == Need::optional, object.place(), "the key " + in_quotes(key) + " is missing");
      continue;
    }
    if (!check_kind(object[key], field.kind, problems)) {
      good = false;
    } else if (field.min < field.max) {
      const double value = object[key].value().get<double>();
      good &= problems.check(value >= field.min && value <= field.max, object[key].place(),
                             "the value " + shown(value) + " of " + in_quotes(key) + " is " +
                                 (value < field.min ? "below " + shown(field.min) : "above " + shown(field.max)));
    }
  }
  return good;
}

}  // namespace checker
