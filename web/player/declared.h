// declared.h: what the player knows of a widget: the names of params and actions by place, and which of them are locked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/list_reader.h"

namespace lesson {

struct Declared {
  struct Name {
    std::string id;
    bool locked = false;
  };
  std::vector<Name> params, actions;

  // no_param: there is none of that name.
  std::uint32_t param(std::string_view id) const;
  // Null: no such place, or locked.
  const Name* open_param(std::uint32_t place) const;
  const Name* open_action(std::uint32_t place) const;
  // Touching the region could do something.
  bool allows(const Touch& touch) const;
};

// From a lesson's widget block {lock: [id, ...], ...} and the widget's entry of widgets.json {params: [{id}], actions:
// [{id}], ...}. False: one of the two is no JSON object, or has no such shape; what could be read is there, and nothing
// is locked by what could not.
bool read_declared(std::string_view block_json, std::string_view declaration_json, Declared& declared);

}  // namespace lesson
