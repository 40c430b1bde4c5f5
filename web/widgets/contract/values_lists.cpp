// values_lists.cpp: the kinds that are lists of numbers: set, curve, points, cells; their texts are in values.h.
#include <algorithm>
#include <cmath>

#include "values_kinds.h"
#include "words.h"

namespace lesson {

namespace {

std::size_t size_of(const ParamInfo& info) { return static_cast<std::size_t>(info.count); }

// The part up to the first of the separators; `rest` loses it.
std::string_view next_part(std::string_view& rest, std::string_view separators) {
  const std::size_t end = rest.find_first_of(separators);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

// Something stands after each separator.
bool ends_with_a_part(std::string_view text, std::string_view separators) {
  return !text.empty() && separators.find(text.back()) == std::string_view::npos;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::uint64_t number = 0;
  for (const char sign : text) {
    if (sign < '0' || sign > '9') return std::nullopt;
    number = 10 * number + static_cast<std::uint64_t>(sign - '0');
  }
  return number;
}

// A list of zeros and ones of the wanted length.
Value fit_bits(const ParamInfo& info, const Value& value, std::string*) {
  Value bits(size_of(info), 0.0);
  for (std::size_t i = 0; i < std::min(bits.size(), value.size()); ++i) bits[i] = value[i] != 0 ? 1 : 0;
  return bits;
}

std::ptrdiff_t ones(const Value& value) {
  return std::count_if(value.begin(), value.end(), [](double x) { return x != 0; });
}

// ---- set ---------------------------------------------------------------------------------------------------------

// A thing by its place, counted from 1, or by its name.
std::optional<std::size_t> thing(const ParamInfo& info, std::string_view text) {
  if (const auto place = whole_number(text))
    return *place >= 1 && *place <= size_of(info) ? std::optional(static_cast<std::size_t>(*place) - 1)
                                                  : std::nullopt;
  const auto found = std::find(info.choices.begin(), info.choices.end(), text);
  if (found == info.choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - info.choices.begin());
}

Meant read_set(const ParamInfo& info, std::string_view text) {
  Value value(size_of(info), 0.0);
  if (text == "none" || text.empty()) return {value};
  if (const auto bits = whole_number(text); bits && info.reads_bits) {
    if (info.count < 60 && *bits >> info.count != 0) return {std::nullopt, "more bits than things"};
    for (std::size_t i = 0; i < value.size(); ++i) value[i] = static_cast<double>(i < 64 ? *bits >> i & 1 : 0);
    return {value};
  }
  constexpr std::string_view separators = ".,";
  if (!ends_with_a_part(text, separators)) return {std::nullopt, "not complete"};
  while (!text.empty()) {
    const std::string_view run = trimmed(next_part(text, separators));
    const std::size_t dash = run.find('-');
    const bool is_run = dash != std::string_view::npos && !thing(info, run);
    const auto first = thing(info, is_run ? run.substr(0, dash) : run);
    const auto last = is_run ? thing(info, run.substr(dash + 1)) : first;
    if (!first || !last || *last < *first)
      return {std::nullopt, "not places from 1 to " + std::to_string(info.count)};
    for (std::size_t i = *first; i <= *last; ++i) value[i] = 1;
  }
  return {value};
}

std::string link_set(const ParamInfo& info, const Value& value) {
  std::string text;
  int runs = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == 0) continue;
    std::size_t last = i;
    while (last + 1 < value.size() && value[last + 1] != 0) ++last;
    if (runs++ > 0) text += '.';
    text += std::to_string(i + 1);
    if (last > i) text += '-' + std::to_string(last + 1);
    i = last;
  }
  if (runs == 0) return "none";
  // A number alone would be read as bits.
  return info.reads_bits && ones(value) == 1 ? text + '-' + text : text;
}

std::string shown_set(const ParamInfo& info, const Value& value) {
  constexpr int most_named = 4;
  const auto count = ones(value);
  if (count == 0) return "none";
  if (count > most_named) return std::to_string(count) + " of " + amount_text(info.count, 0, info.unit);
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i)
    if (value[i] != 0) text += (text.empty() ? "" : ", ") + std::string(info.choices[i]);
  return text;
}

// ---- curve -------------------------------------------------------------------------------------------------------

Meant read_curve(const ParamInfo& info, std::string_view text) {
  constexpr std::string_view separators = "_;";
  if (!ends_with_a_part(text, separators)) return {std::nullopt, "not complete"};
  Value value;
  while (!text.empty() && value.size() <= size_of(info)) {
    const std::optional<double> number = read_number(next_part(text, separators));
    if (!number) return {std::nullopt, "not numbers joined by _"};
    value.push_back(*number);
  }
  if (value.size() != size_of(info) || !text.empty())
    return {std::nullopt, "not " + plural_text(info.count, "number", "numbers")};
  return {value};
}

Value fit_curve(const ParamInfo& info, const Value& value, std::string* why) {
  Value fit(size_of(info), info.range.min);
  bool changed = false;
  for (std::size_t i = 0; i < fit.size(); ++i) {
    const double asked = i < value.size() ? value[i] : info.range.min;
    fit[i] = snap(info.range, asked).value_or(info.range.min);
    changed = changed || std::fabs(fit[i] - asked) > 1e-6 * info.range.step;
  }
  if (changed && why)
    *why = "not within " + plain_number(info.range.min) + " to " + plain_number(info.range.max) + " in steps of " +
           plain_number(info.range.step);
  return fit;
}

std::string link_curve(const ParamInfo&, const Value& value) {
  std::string text;
  for (const double number : value) text += (text.empty() ? "" : "_") + plain_number(number);
  return text;
}

std::string shown_curve(const ParamInfo& info, const Value& value) {
  const auto [least, most] = std::minmax_element(value.begin(), value.end());
  const auto shown = [&](double number) { return amount_text(number, info.decimals, info.unit); };
  return *least == *most ? shown(*least) : shown(*least) + " to " + shown(*most);
}

// ---- points ------------------------------------------------------------------------------------------------------

Meant read_points(const ParamInfo& info, std::string_view text) {
  Value value;
  if (text == "none") return {value};
  const char last_class = static_cast<char>('a' + static_cast<int>(info.choices.size()) - 1);
  while (!text.empty()) {
    const char sign = text[0];
    if (sign < 'a' || sign > last_class)
      return {std::nullopt, std::string("not points such as a0.5_1 with classes a to ") + last_class};
    text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && (text[end] < 'a' || text[end] > 'z')) ++end;
    std::string_view place = text.substr(0, end);
    text.remove_prefix(end);
    const std::optional<double> x = read_number(next_part(place, "_")), y = read_number(place);
    if (!x || !y) return {std::nullopt, "not points such as a0.5_1"};
    value.insert(value.end(), {*x, *y, static_cast<double>(sign - 'a')});
  }
  return {value};
}

Value fit_points(const ParamInfo& info, const Value& value, std::string* why) {
  Value fit;
  bool moved = false;
  const std::size_t most = 3 * size_of(info);
  for (std::size_t i = 0; i + 2 < value.size() && fit.size() < most; i += 3) {
    const double x = snap(info.range, value[i]).value_or(info.range.min);
    const double y = snap(info.second_range, value[i + 1]).value_or(info.second_range.min);
    const double classes = static_cast<double>(info.choices.size());
    const double kind = value[i + 2] >= 0 && value[i + 2] < classes ? std::floor(value[i + 2]) : 0;
    moved = moved || std::fabs(x - value[i]) > 1e-6 * info.range.step ||
            std::fabs(y - value[i + 1]) > 1e-6 * info.second_range.step;
    fit.insert(fit.end(), {x, y, kind});
  }
  if (why && value.size() > most)
    *why = "more than " + plural_text(info.count, "point", "points");
  else if (why && moved)
    *why = "not on the grid of this plane";
  return fit;
}

std::string link_points(const ParamInfo&, const Value& value) {
  std::string text;
  for (std::size_t i = 0; i + 2 < value.size(); i += 3)
    text += static_cast<char>('a' + static_cast<int>(value[i + 2])) + plain_number(value[i]) + '_' +
            plain_number(value[i + 1]);
  return text.empty() ? "none" : text;
}

std::string shown_points(const ParamInfo&, const Value& value) {
  return plural_text(static_cast<std::int64_t>(value.size() / 3), "point", "points");
}

// ---- cells -------------------------------------------------------------------------------------------------------

Meant read_cells(const ParamInfo& info, std::string_view text) {
  Value value(size_of(info), 0.0);
  if (text == "none") return {value};
  for (std::size_t digit = 0; digit < text.size(); ++digit) {
    const char sign = text[digit];
    const int bits = sign >= '0' && sign <= '9'   ? sign - '0'
                     : sign >= 'a' && sign <= 'f' ? sign - 'a' + 10
                     : sign >= 'A' && sign <= 'F' ? sign - 'A' + 10
                                                  : -1;
    if (bits < 0) return {std::nullopt, "not hexadecimal digits"};
    for (std::size_t bit = 0; bit < 4; ++bit) {
      const std::size_t cell = 4 * digit + bit;
      const bool on = (bits >> (3 - bit) & 1) != 0;
      if (cell < value.size())
        value[cell] = on ? 1 : 0;
      else if (on)
        return {std::nullopt, "more than " + plural_text(info.count, "cell", "cells")};
    }
  }
  return {value};
}

std::string link_cells(const ParamInfo&, const Value& value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); i += 4) {
    int bits = 0;
    for (std::size_t bit = 0; bit < 4; ++bit)
      bits = 2 * bits + (i + bit < value.size() && value[i + bit] != 0 ? 1 : 0);
    text += "0123456789abcdef"[bits];
  }
  text.erase(text.find_last_not_of('0') + 1);
  return text.empty() ? "none" : text;
}

std::string shown_cells(const ParamInfo& info, const Value& value) {
  return std::to_string(ones(value)) + " of " + plural_text(info.count, "cell", "cells");
}

}  // namespace

extern constinit const KindRules set_rules{read_set, fit_bits, link_set, shown_set};
extern constinit const KindRules curve_rules{read_curve, fit_curve, link_curve, shown_curve};
extern constinit const KindRules points_rules{read_points, fit_points, link_points, shown_points};
extern constinit const KindRules cells_rules{read_cells, fit_bits, link_cells, shown_cells};

}  // namespace lesson
