// values_json.cpp: values and widget blocks from JSON; see values_json.h.
#include "values_json.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lesson {

namespace {

// Input of any length is quoted in messages only up to here.
constexpr std::size_t longest_quote = 40;

// Cut at a whole UTF-8 sign.
std::string shortened(std::string text) {
  if (text.size() <= longest_quote) return text;
  std::size_t end = longest_quote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "\u2026";
}

// Lists and objects are named, not quoted: they may be deep.
std::string quoted(const Json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "a list";
  return shortened(json_text(value));
}

std::string decimal(double value) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.10g", value);
  return digits;
}

std::string pointer(std::string_view where, std::string_view key) {
  return std::string(where) + "/" + shortened(std::string(key));
}

std::string kinds_allowed(const ParamInfo& info) {
  if (info.control == Control::toggle) return "true or false";
  if (info.control != Control::choice) return "a number";
  std::string names = "one of";
  for (std::string_view choice : info.choices) names += (names.size() > 6 ? ", " : " ") + std::string(choice);
  return names;
}

// The number that `value` means for the parameter, before clamping; nothing if it means none.
std::optional<double> meant_number(const ParamInfo& info, const Json& value) {
  if (value.is_number() && std::isfinite(value.get<double>())) return value.get<double>();
  if (value.is_boolean() && info.control == Control::toggle) return value.get<bool>() ? 1.0 : 0.0;
  if (value.is_string() && info.control == Control::choice) {
    const auto& name = value.get_ref<const std::string&>();
    const auto found = std::find(info.choices.begin(), info.choices.end(), name);
    if (found != info.choices.end()) return static_cast<double>(found - info.choices.begin());
  }
  return std::nullopt;
}

// The allowed value nearest to what was asked for. Says so when it is another one.
double fitted(const ParamInfo& info, double asked, const std::string& at, Messages& messages) {
  const double fit = snap(info, asked).value_or(info.range.min);
  const std::string head = "the value " + decimal(asked) + " of \"" + std::string(info.id) + "\" is ";
  const std::string tail = "; " + decimal(fit) + " is used: " + at;
  if (asked < info.range.min)
    messages.push_back(head + "below " + decimal(info.range.min) + tail);
  else if (asked > info.range.max)
    messages.push_back(head + "above " + decimal(info.range.max) + tail);
  else if (std::fabs(fit - asked) > 1e-6 * info.range.step)
    messages.push_back(head + "between two steps of " + decimal(info.range.step) + tail);
  return fit;
}

std::optional<int> tick_count(const Session& session, const Json& value, const std::string& at, Messages& messages) {
  const int end = session.text().playback.max_ticks;
  if (!value.is_number() || !std::isfinite(value.get<double>())) {
    messages.push_back("\"ticks\" is " + quoted(value) + ", not a number; it is ignored: " + at);
    return std::nullopt;
  }
  const double asked = value.get<double>();
  const int ticks = static_cast<int>(std::clamp(std::floor(asked), 0.0, static_cast<double>(end)));
  if (ticks != asked)
    messages.push_back("the value " + decimal(asked) + " of \"ticks\" is not a whole number from 0 to " +
                       std::to_string(end) + "; " + std::to_string(ticks) + " is used: " + at);
  return ticks;
}

// State is a function of (params, ticks), so an earlier tick is reached from the start.
void play_to(Session& session, int ticks) {
  if (ticks < session.ticks()) session.reset();
  session.step(ticks - session.ticks());
}

std::vector<std::string> control_ids(const Session& session, const Json& block, const char* key, Messages& messages) {
  std::vector<std::string> ids;
  const auto list = block.find(key);
  if (list == block.end()) return ids;
  const std::string at = std::string("#/") + key;
  if (!list->is_array()) {
    messages.push_back(std::string("\"") + key + "\" is not a list of ids; it is ignored: " + at);
    return ids;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Json& item = (*list)[i];
    const bool known = item.is_string() && (session.find_param(item.get_ref<const std::string&>()) ||
                                            session.find_action(item.get_ref<const std::string&>()) ||
                                            is_verb(item.get_ref<const std::string&>()));
    if (known)
      ids.push_back(item.get<std::string>());
    else
      messages.push_back(quoted(item) + " is not a control of " + std::string(session.text().id) +
                         "; it is ignored: " + at + "/" + std::to_string(i));
  }
  return ids;
}

std::string text_of(const Json& block, const char* key, std::string_view otherwise, Messages& messages) {
  const auto found = block.find(key);
  if (found == block.end()) return std::string(otherwise);
  if (found->is_string()) return found->get<std::string>();
  messages.push_back(std::string("\"") + key + "\" is not a text; it is ignored: #/" + key);
  return std::string(otherwise);
}

}  // namespace

std::optional<Json> parse_json(std::string_view text, Messages& messages) {
  Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_discarded()) return json;
  messages.push_back("this is not JSON, or a number in it is too large; it is ignored: " +
                     shortened(std::string(text)));
  return std::nullopt;
}

bool apply_values(Session& session, const Json& values, std::string_view where, Messages& messages) {
  if (!values.is_object()) {
    messages.push_back("the values are " + quoted(values) +
                       ", not an object; they are ignored: " + std::string(where));
    return false;
  }
  const std::size_t messages_before = messages.size();
  const WidgetText& text = session.text();
  std::vector<std::optional<double>> fitting(text.params.size());
  std::optional<int> ticks;
  for (const auto& [key, value] : values.items()) {
    const std::string at = pointer(where, key);
    const std::optional<std::size_t> param = session.find_param(key);
    if (!param && key == "ticks") {
      ticks = tick_count(session, value, at, messages);
    } else if (!param) {
      messages.push_back("\"" + shortened(key) + "\" is not a parameter of " + std::string(text.id) +
                         "; it is ignored: " + at);
    } else if (const std::optional<double> asked = meant_number(text.params[*param], value)) {
      fitting[*param] = fitted(text.params[*param], *asked, at, messages);
    } else {
      messages.push_back("the value of \"" + key + "\" is " + quoted(value) + ", not " +
                         kinds_allowed(text.params[*param]) + "; it is ignored: " + at);
    }
  }
  session.set_all(fitting);
  if (ticks) play_to(session, *ticks);
  return messages.size() == messages_before;
}

bool apply_block(Session& session, const Json& block, Figure& figure, Messages& messages) {
  figure = {.title = std::string(session.text().title), .caption = {}, .hidden = {}, .locked = {}};
  if (!block.is_object()) {
    messages.push_back("the widget block is " + quoted(block) + ", not an object; it is ignored: #");
    return false;
  }
  figure.title = text_of(block, "title", session.text().title, messages);
  figure.caption = text_of(block, "caption", "", messages);
  figure.hidden = control_ids(session, block, "hide", messages);
  figure.locked = control_ids(session, block, "lock", messages);
  if (const auto params = block.find("params"); params != block.end())
    apply_values(session, *params, "#/params", messages);
  if (const auto ticks = block.find("ticks"); ticks != block.end())
    if (const std::optional<int> count = tick_count(session, *ticks, "#/ticks", messages)) play_to(session, *count);
  return true;
}

Json figure_json(const Figure& figure) {
  return {{"title", figure.title}, {"caption", figure.caption}, {"hide", figure.hidden}, {"lock", figure.locked}};
}

}  // namespace lesson
