// declared.cpp: block and declaration out of JSON; see declared.h.
#include "declared.h"

#include <algorithm>

// Nothing here throws: parsing reports failure by value, and every access is preceded by a test of the type.
#ifndef JSON_NOEXCEPTION
#define JSON_NOEXCEPTION
#endif
#include <nlohmann/json.hpp>

namespace lesson {

namespace {

using Json = nlohmann::json;

// {"<key>": [{"id": "..."}, ...]}; an entry without id keeps its place.
bool read_names(const Json& declaration, const char* key, std::vector<Declared::Name>& names) {
  const auto list = declaration.find(key);
  if (list == declaration.end() || !list->is_array()) return false;
  for (const Json& entry : *list) {
    Declared::Name& name = names.emplace_back();
    const auto id = entry.is_object() ? entry.find("id") : entry.end();
    if (entry.is_object() && id != entry.end() && id->is_string()) name.id = id->get_ref<const std::string&>();
  }
  return true;
}

const Declared::Name* open_name(const std::vector<Declared::Name>& names, std::uint32_t place) {
  return place < names.size() && !names[place].locked ? &names[place] : nullptr;
}

}  // namespace

std::uint32_t Declared::param(std::string_view id) const {
  for (std::size_t i = 0; i < params.size(); ++i)
    if (!id.empty() && params[i].id == id) return static_cast<std::uint32_t>(i);
  return no_param;
}

const Declared::Name* Declared::open_param(std::uint32_t place) const { return open_name(params, place); }
const Declared::Name* Declared::open_action(std::uint32_t place) const { return open_name(actions, place); }

bool Declared::allows(const Touch& touch) const {
  if (touch.kind == Touch::Kind::tap) return open_action(touch.place) != nullptr;
  return open_param(touch.place) != nullptr || open_param(touch.second) != nullptr;
}

bool read_declared(std::string_view block_json, std::string_view declaration_json, Declared& declared) {
  declared = {};
  const Json declaration = Json::parse(declaration_json, nullptr, false);
  const Json block = Json::parse(block_json, nullptr, false);
  if (!declaration.is_object()) return false;
  const bool has_params = read_names(declaration, "params", declared.params);
  const bool has_actions = read_names(declaration, "actions", declared.actions);
  if (!block.is_object()) return false;
  const auto locked = block.find("lock");
  if (locked != block.end() && locked->is_array())
    for (const Json& id : *locked) {
      if (!id.is_string()) continue;
      for (std::vector<Declared::Name>* names : {&declared.params, &declared.actions})
        for (Declared::Name& name : *names) name.locked = name.locked || name.id == id.get_ref<const std::string&>();
    }
  return has_params && has_actions;
}

}  // namespace lesson
