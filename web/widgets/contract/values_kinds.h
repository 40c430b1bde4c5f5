// values_kinds.h: what values.cpp asks of each kind of parameter. The rules of lists are named by the rows that use them,
// so a program without such parameters does not hold them.
#pragma once

#include "values.h"

namespace lesson {

// What a kind's text means: a list of numbers, allowed or not yet; or why it means nothing ("names no thing 70").
struct Meant {
  std::optional<Value> value;
  std::string why{};
};

struct KindRules {
  Meant (*read)(const ParamInfo& info, std::string_view text);
  // The nearest allowed value; `why` is set to what was changed ("is above 1"), or left alone.
  Value (*fit)(const ParamInfo& info, const Value& value, std::string* why);
  std::string (*link)(const ParamInfo& info, const Value& value);
  std::string (*shown)(const ParamInfo& info, const Value& value);
};

// values_lists.cpp
extern const KindRules set_rules, curve_rules, points_rules, cells_rules;

// Without blanks at its ends.
std::string_view trimmed(std::string_view text);

// Decimal digits of a number on a grid of millionths, without zeros at the end.
std::string plain_number(double value);

}  // namespace lesson
