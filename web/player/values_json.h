// values_json.h: JSON from lessons, links and messages into a Session; everything wrong is skipped and said once.
//
// Input is never trusted. A bad part costs itself only: the rest is applied, the widget keeps running on finite values,
// and one message for each part says what was wrong and where ("... : #/params/p").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "declaration_json.h"

namespace lesson {

using Messages = std::vector<std::string>;

// The JSON value of a text; nothing, with a message, if it is not JSON or holds a number beyond double (1e999).
std::optional<Json> parse_json(std::string_view text, Messages& messages);

// Sets several params at once (one reset at most) from {id: number | boolean | choice name}, and plays up to "ticks" if
// that key is there and no parameter has that name. Values out of range are clamped. `where` is the JSON Pointer of
// `values`, "#" for a text of its own. True: all of it could be used as it stands.
bool apply_values(Session& session, const Json& values, std::string_view where, Messages& messages);

// What the host takes from a lesson's widget block.
struct Figure {
  std::string title, caption;               // title: the declaration's if the block has none
  std::vector<std::string> hidden, locked;  // ids of params, actions and verbs
};

// Applies a widget block {params, ticks, title, caption, hide, lock}; other keys belong to the page.
// False: the block is not an object; then nothing is applied.
bool apply_block(Session& session, const Json& block, Figure& figure, Messages& messages);

Json figure_json(const Figure& figure);

}  // namespace lesson
