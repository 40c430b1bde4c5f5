// values.cpp: the kinds that are one number, and what all kinds share; see values.h.
#include "values.h"

#include <algorithm>
#include <cmath>

#include "fixed_digits.h"
#include "values_kinds.h"
#include "words.h"

namespace lesson {

namespace {

// Input of any length is quoted in messages only up to here, cut at a whole UTF-8 sign.
std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() <= longest) return "\"" + std::string(text) + "\"";
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "\u2026\"";
}

// ---- the kinds that are one number -----------------------------------------------------------------------------------

Meant number_meant(std::string_view text, std::string_view otherwise) {
  if (const std::optional<double> number = read_number(text)) return {Value{*number}};
  return {std::nullopt, "not " + std::string(otherwise)};
}

Meant read_plain(const ParamInfo&, std::string_view text) { return number_meant(text, "a number"); }

Meant read_toggle(const ParamInfo&, std::string_view text) {
  if (text == "true" || text == "on") return {Value{1}};
  if (text == "false" || text == "off") return {Value{0}};
  return number_meant(text, "true or false");
}

Meant read_choice(const ParamInfo& info, std::string_view text) {
  const auto found = std::find(info.choices.begin(), info.choices.end(), text);
  if (found != info.choices.end()) return {Value{static_cast<double>(found - info.choices.begin())}};
  std::string names = "one of";
  for (const std::string_view choice : info.choices) names += (names.size() > 6 ? ", " : " ") + std::string(choice);
  return number_meant(text, names);
}

Value fit_number(const ParamInfo& info, const Value& value, std::string* why) {
  const double asked = value.size() == 1 ? value[0] : info.range.min;
  const double fit = snap(info.range, asked).value_or(info.range.min);
  if (why == nullptr) return {fit};
  if (asked < info.range.min)
    *why = "below " + plain_number(info.range.min);
  else if (asked > info.range.max)
    *why = "above " + plain_number(info.range.max);
  else if (std::fabs(fit - asked) > 1e-6 * info.range.step)
    *why = "between two steps of " + plain_number(info.range.step);
  return {fit};
}

std::string link_number(const ParamInfo&, const Value& value) { return plain_number(value[0]); }
std::string shown_number(const ParamInfo& info, const Value& value) {
  return amount_text(value[0], info.decimals, info.unit);
}

std::string choice_name(const ParamInfo& info, const Value& value) {
  const auto place = static_cast<std::size_t>(value[0]);
  return place < info.choices.size() ? std::string(info.choices[place]) : std::string();
}
std::string on_or_off(const ParamInfo&, const Value& value) { return value[0] != 0 ? "on" : "off"; }

// By Control.
constexpr KindRules number_rules[] = {{read_plain, fit_number, link_number, shown_number},
                                      {read_plain, fit_number, link_number, shown_number},
                                      {read_toggle, fit_number, link_number, on_or_off},
                                      {read_choice, fit_number, choice_name, choice_name}};

const KindRules& rules_of(const ParamInfo& info) {
  return is_number(info.control) ? number_rules[static_cast<std::size_t>(info.control)] : *info.rules;
}

Reading refused(const ParamInfo& info, const std::string& what, const std::string& why) {
  return {Reading::Fit::refused,
          {},
          "the value of \"" + std::string(info.id) + "\" is " + what + ", " + why + "; it is ignored"};
}

Reading read(const ParamInfo& info, const Value& asked, const std::string& as_written) {
  std::string why;
  Reading reading{Reading::Fit::taken, rules_of(info).fit(info, asked, &why), {}};
  if (why.empty()) return reading;
  reading.fit = Reading::Fit::fitted;
  reading.message = "the value " + as_written + " of \"" + std::string(info.id) + "\" is " + why + "; " +
                    link_text(info, reading.value) + " is used";
  return reading;
}

}  // namespace

// ---- what all kinds share --------------------------------------------------------------------------------------------

Reading read_value(const ParamInfo& info, std::string_view text) {
  const std::string_view core = trimmed(text);
  if (core.size() > longest_value_text) return refused(info, quoted(core), "too long");
  const Meant meant = rules_of(info).read(info, core);
  if (!meant.value) return refused(info, quoted(core), meant.why);
  return read(info, *meant.value, is_number(info.control) ? plain_number((*meant.value)[0]) : quoted(core));
}

Reading read_value(const ParamInfo& info, double number) {
  if (!std::isfinite(number)) return refused(info, "not finite", "not a number it can take");
  if (is_number(info.control)) return read(info, {number}, plain_number(number));
  if (info.reads_bits) return read_value(info, plain_number(number));
  return refused(info, plain_number(number), "a number, not a " + std::string(kind_name(info.control)));
}

Value fitted(const ParamInfo& info, const Value& value) { return rules_of(info).fit(info, value, nullptr); }

std::optional<double> snap(const Range& range, double value) {
  if (!std::isfinite(value)) return std::nullopt;
  const double clamped = std::clamp(value, range.min, range.max);
  const double steps = std::round((clamped - range.min) / range.step);
  // 7 * 0.1 is 0.7000000000000001. The grids of all parameters lie on millionths, so this gives the double that a
  // reader's "0.7" gives; a link then compares equal to the default.
  const double on_grid = std::round((range.min + steps * range.step) * 1e6) / 1e6;
  return std::clamp(on_grid, range.min, range.max);
}

std::string link_text(const ParamInfo& info, const Value& value) { return rules_of(info).link(info, value); }
std::string shown_text(const ParamInfo& info, const Value& value) { return rules_of(info).shown(info, value); }
std::string shown_value(const ParamInfo& info, double value) { return shown_text(info, {value}); }
std::string shown_readout(const ReadoutInfo& info, double value) {
  return amount_text(value, info.decimals, info.unit);
}

// Params may be stored as float; the grid has the double that a reader would write.
Value value_in(const ParamInfo& info, const void* params) {
  return fitted(info, is_number(info.control) ? Value{info.get(params)} : info.read(params));
}

void write_value(const ParamInfo& info, void* params, const Value& value) {
  if (is_number(info.control))
    info.set(params, value[0]);
  else
    info.write(params, value);
}

std::optional<double> read_number(std::string_view all) {
  std::string_view text = trimmed(all);
  constexpr std::string_view true_minus = "\u2212";
  const bool minus = text.starts_with('-') || text.starts_with(true_minus);
  if (minus)
    text.remove_prefix(text[0] == '-' ? 1 : true_minus.size());
  else if (text.starts_with('+'))
    text.remove_prefix(1);

  // More than 18 digits change nothing that a grid of millionths can tell.
  double mantissa = 0;
  int digits = 0, exponent = 0;
  bool fraction = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    const char sign = text[0];
    if ((sign == '.' || sign == ',') && !fraction) {
      fraction = true;
    } else if (sign >= '0' && sign <= '9') {
      if (++digits <= 18) mantissa = 10 * mantissa + (sign - '0');
      exponent += (digits > 18 ? 1 : 0) - (fraction ? 1 : 0);
    } else {
      break;
    }
  }
  if (digits == 0) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    int power = 0;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1))
      power = std::min(1000, 10 * power + (text[0] - '0'));
    exponent += negative ? -power : power;
  }
  if (!text.empty()) return std::nullopt;
  if (mantissa == 0) return 0.0;
  // One rounding where the power of ten is exact, which it is for all that people write.
  double scale = 1;
  for (int i = 0; i < std::min(std::abs(exponent), 400); ++i) scale *= 10;
  const double size = exponent < 0 ? mantissa / scale : mantissa * scale;
  if (!std::isfinite(size)) return std::nullopt;
  return minus ? -size : size;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string plain_number(double value) {
  double size = std::fabs(value);
  int tens = 0;
  for (; size >= 1e18; ++tens) size /= 10;  // only in messages, about values that no parameter takes
  std::string text = fixed_digits(size, 6);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  if (tens > 0) text += "e" + std::to_string(tens);
  return value < 0 && text != "0" ? "-" + text : text;
}

}  // namespace lesson
