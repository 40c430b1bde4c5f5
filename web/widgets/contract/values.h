// values.h: the one vocabulary of values: read, clamp, snap and write a parameter's value, for links, messages,
// attributes, lesson JSON and controls alike.
//
// A value is a list of numbers: one for the kinds that are a number, as many as ParamInfo says for the others (points:
// x, y, class of each). Nothing here throws; whatever is read comes out allowed, or refused with words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "widget.h"

namespace lesson {

using Value = std::vector<double>;

// No link form is longer.
inline constexpr std::size_t longest_value_text = 300;
// What can stand in a set, a curve, among points, in a grid.
inline constexpr int most_things = 64, most_curve_values = 32, most_planted = 30, most_painted = 1024;

// What came of a text or number that was offered as a value.
struct Reading {
  enum class Fit { refused, taken, fitted } fit = Fit::refused;
  Value value;          // allowed; empty when refused
  std::string message;  // refused or fitted: which parameter, what is wrong, what is used
};

// As it stands in links, JSON and attributes: "0.5", "0,5", "moons", "on", with blanks around; the kinds that are lists
// are written as link_text() writes them.
Reading read_value(const ParamInfo& info, std::string_view text);
// A number; the kinds that are lists refuse it.
Reading read_value(const ParamInfo& info, double number);

// The allowed value nearest to what was written without being read (an action's). Wrong sizes give an empty or filled list.
Value fitted(const ParamInfo& info, const Value& value);
// The nearest allowed number: clamped to the range, snapped to the step counted from min (and from 0 where min is on
// that grid). Nothing for NaN and infinities.
std::optional<double> snap(const Range& range, double value);
inline std::optional<double> snap(const ParamInfo& info, double value) { return snap(info.range, value); }

// Shortest form that read_value() reads back to the same value: "0.3", "7", "moons", "1".
//   set      places from 1, runs joined: "1-4.7.12"; "none"
//   curve    values joined by "_": "0.1_0.25_0.4"
//   points   a letter for the class, x, "_", y, for each: "a0.5_-1b2_0"; "none"
//   cells    hexadecimal, the first cell is the highest bit of the first digit, zeros at the end left out: "84"; "none"
std::string link_text(const ParamInfo& info, const Value& value);
// As a reader sees it, with its unit: "0.30", "64 units", "moons", "on", "3 of 32".
std::string shown_text(const ParamInfo& info, const Value& value);
std::string shown_value(const ParamInfo& info, double value);
std::string shown_readout(const ReadoutInfo& info, double value);

// The place of a parameter in params, or get()'s value as a list.
Value value_in(const ParamInfo& info, const void* params);
void write_value(const ParamInfo& info, void* params, const Value& value);  // expects an allowed value

// A plain decimal number, "." or "," before its fraction, blanks around; nothing for any other text.
std::optional<double> read_number(std::string_view text);

// FNV-1a over everything in a declaration that values, actions, readouts and panels are named and judged by.
std::uint32_t declaration_hash(const WidgetType& type);

}  // namespace lesson
