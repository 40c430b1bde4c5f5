// declaration_json.cpp: declaration, catalog and standing as JSON; see declaration_json.h.
#include "declaration_json.h"

#include <algorithm>
#include <cmath>

namespace lesson {

namespace {

constexpr std::string_view place_names[] = {"main", "more", "picture"};
constexpr std::string_view effect_names[] = {"resets", "view"};

template <class Enum, std::size_t Count>
Json name_of(Enum value, const std::string_view (&names)[Count]) {
  return names[static_cast<std::size_t>(value)];
}

void add_range(Json& json, const std::string& prefix, const Range& range) {
  json[prefix + "min"] = number_json(range.min);
  json[prefix + "max"] = number_json(range.max);
  json[prefix + "step"] = number_json(range.step);
}

// What only this kind has.
void add_kind(Json& json, const ParamInfo& info) {
  switch (info.control) {
    case Control::slider:
    case Control::stepper:
    case Control::toggle:
    case Control::choice:
      add_range(json, "", info.range);
      json["decimals"] = info.decimals;
      break;
    case Control::set: break;
    case Control::curve:
      add_range(json, "", info.range);
      json["decimals"] = info.decimals;
      json["count"] = info.count;
      json["from"] = number_json(info.second_range.min);
      json["to"] = number_json(info.second_range.max);
      break;
    case Control::points:
      add_range(json, "", info.range);
      add_range(json, "y_", info.second_range);
      json["most"] = info.count;
      break;
    case Control::cells:
      json["columns"] = info.columns;
      json["rows"] = info.count / info.columns;
      break;
  }
  if (info.choices.empty()) return;
  Json& choices = json["choices"] = Json::array();
  for (const std::string_view choice : info.choices) choices.push_back(choice);
}

Json param_json(const ParamInfo& info, const Value& default_value) {
  Json json = {{"id", info.id},
               {"label", info.label},
               {"unit", info.unit},
               {"kind", kind_name(info.control)},
               {"place", name_of(info.place, place_names)},
               {"effect", name_of(info.effect, effect_names)}};
  add_kind(json, info);
  json["default"] = value_json(info, default_value);
  json["help"] = info.help;
  json["seed"] = info.is_seed;
  if (info.measured) json["measured"] = true;
  return json;
}

Json panel_json(const WidgetText& text, const PanelInfo& info) {
  Json controls = Json::array();
  for (const std::string_view id : info.controls) controls.push_back(id);
  if (info.controls.empty()) {
    for (const ParamInfo& param : text.params) controls.push_back(param.id);
    for (const ActionInfo& action : text.actions) controls.push_back(action.id);
  }
  Json panel = {{"id", info.id},
                {"title", info.title},
                {"controls", std::move(controls)},
                {"wide", info.wide},
                {"plays", info.plays}};
  if (!info.main_act.empty()) panel["main_act"] = info.main_act;
  return panel;
}

}  // namespace

Json number_json(double value) {
  constexpr double exact_limit = 9007199254740992.0;  // 2^53: beyond it not every whole number is a double
  if (!std::isfinite(value)) return nullptr;
  if (value == std::floor(value) && std::fabs(value) < exact_limit) return static_cast<std::int64_t>(value);
  return value;
}

Json value_json(const ParamInfo& info, const Value& value) {
  if (is_number(info.control)) return number_json(value[0]);
  return link_text(info, value);
}

Json declaration_json(const WidgetType& type) {
  const WidgetText& text = type.text;
  const Session fresh(type);  // the defaults are the initial values of the widget's Params, written nowhere else
  Json json = {{"id", text.id},
               {"title", text.title},
               {"summary", text.summary},
               {"hint", text.hint},
               {"hash", declaration_hash(type)}};
  Json& params = json["params"] = Json::array();
  for (std::size_t i = 0; i < text.params.size(); ++i)
    params.push_back(param_json(text.params[i], fresh.whole_default(i)));
  Json& readouts = json["readouts"] = Json::array();
  for (const ReadoutInfo& info : text.readouts)
    readouts.push_back({{"id", info.id},
                        {"label", info.label},
                        {"unit", info.unit},
                        {"decimals", info.decimals},
                        {"help", info.help}});
  Json& actions = json["actions"] = Json::array();
  for (std::size_t i = 0; i < text.actions.size(); ++i) {
    const ActionInfo& info = text.actions[i];
    actions.push_back(
        {{"id", info.id}, {"label", info.label}, {"help", info.help}, {"place", name_of(info.place, place_names)}});
    // Its button is disabled at first.
    if (!fresh.action_relevant(i)) actions.back()["waits"] = true;
  }
  Json& panels = json["panels"] = Json::array();
  for (const PanelInfo& info : text.panels) panels.push_back(panel_json(text, info));
  json["playback"] = {{"max_ticks", text.playback.max_ticks},
                      {"tick_label", text.playback.tick_label},
                      {"run_label", text.playback.run_label},
                      {"step_label", text.playback.step_label},
                      {"ticks_per_second", text.playback.ticks_per_second},
                      {"run_leads", text.playback.run_leads}};
  if (text.playback.ticks_each > 1) json["playback"]["ticks_each"] = text.playback.ticks_each;
  return json;
}

Json catalog_json() {
  Json json = {{"version", 1}};
  Json& widgets = json["widgets"] = Json::array();
  for (const WidgetType* type : all_widgets()) widgets.push_back(declaration_json(*type));
  return json;
}

Json standing_json(const Session& session) {
  const WidgetText& text = session.text();
  Json values = Json::object(), readouts = Json::object(), relevant = Json::object(), shown = Json::object();
  for (std::size_t i = 0; i < text.params.size(); ++i) {
    const ParamInfo& info = text.params[i];
    const std::string id(info.id);
    const Value value = session.whole_value(i);
    values[id] = value_json(info, value);
    relevant[id] = session.relevant(i);
    shown[id] = shown_text(info, value);
  }
  for (std::size_t i = 0; i < text.actions.size(); ++i)
    if (!session.action_relevant(i)) relevant[std::string(text.actions[i].id)] = false;
  for (std::size_t i = 0; i < text.readouts.size(); ++i) {
    const std::string id(text.readouts[i].id);
    const double value = session.readout(i);
    readouts[id] = number_json(value);
    shown[id] = shown_readout(text.readouts[i], value);
  }
  return {{"values", std::move(values)},
          {"readouts", std::move(readouts)},
          {"relevant", std::move(relevant)},
          {"shown", std::move(shown)}};
}

std::string json_text(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

bool is_verb(std::string_view id) { return std::find(std::begin(verbs), std::end(verbs), id) != std::end(verbs); }

}  // namespace lesson
