// inline_text.h: what a piece of inline Markdown refers to, and where its marks do not close.
//
// The subset: *em*, **strong**, `code`, [words](address), $tex$, {{fact_id}}, [@reference_id], [[term]],
// [[term|words shown]]. A backslash makes the next sign plain. Inside `code` and $tex$ nothing else is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace checker {

enum class Refers : std::uint8_t { fact, citation, term, link };

struct InlineUse {
  Refers to = Refers::fact;
  std::string target;  // fact id, reference id, term or address
};

struct InlineText {
  std::vector<InlineUse> uses;
  std::vector<std::string> errors;
};

InlineText read_inline(std::string_view text);

}  // namespace checker
