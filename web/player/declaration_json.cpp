// declaration_json.cpp: declaration, catalog, schema and snapshot as JSON; see declaration_json.h.
#include "declaration_json.h"

#include <algorithm>
#include <cmath>

#include "kit/plot.h"

namespace lesson {

namespace {

constexpr std::string_view kind_names[] = {"slider", "stepper", "toggle", "choice"};
constexpr std::string_view place_names[] = {"main", "more", "picture"};
constexpr std::string_view effect_names[] = {"resets", "view"};
constexpr std::string_view verbs[] = {"reset", "step", "run", "pause", "new_seed"};

template <class Enum, std::size_t Count>
Json name_of(Enum value, const std::string_view (&names)[Count]) {
  return names[static_cast<std::size_t>(value)];
}

// Whole numbers without ".0", as a reader of the file would write them. JSON knows no NaN; readouts promise none.
Json number(double value) {
  constexpr double exact_limit = 9007199254740992.0;  // 2^53: beyond it not every whole number is a double
  if (!std::isfinite(value)) return nullptr;
  if (value == std::floor(value) && std::fabs(value) < exact_limit) return static_cast<std::int64_t>(value);
  return value;
}

// Params may be stored as float; the grid has the double that a reader would write.
double grid_value(const ParamInfo& info, double stored) { return snap(info, stored).value_or(info.range.min); }

Json param_json(const ParamInfo& info, double default_value) {
  Json json = {{"id", info.id},
               {"label", info.label},
               {"unit", info.unit},
               {"kind", name_of(info.control, kind_names)},
               {"place", name_of(info.place, place_names)},
               {"effect", name_of(info.effect, effect_names)},
               {"min", number(info.range.min)},
               {"max", number(info.range.max)},
               {"step", number(info.range.step)},
               {"decimals", info.decimals}};
  if (info.control == Control::choice) {
    Json& choices = json["choices"] = Json::array();
    for (std::string_view choice : info.choices) choices.push_back(choice);
  }
  json["default"] = number(grid_value(info, default_value));
  json["help"] = info.help;
  json["seed"] = info.is_seed;
  return json;
}

Json param_schema(const ParamInfo& info, double default_value) {
  Json json = Json::object();
  json["description"] = std::string(info.label) + ". " + std::string(info.help);
  if (info.control == Control::toggle) {
    json["type"] = "boolean";
    json["default"] = default_value != 0;
  } else if (info.control == Control::choice) {
    Json& choices = json["enum"] = Json::array();
    for (std::string_view choice : info.choices) choices.push_back(choice);
    json["default"] = shown_value(info, default_value);
  } else {
    json["type"] = info.control == Control::stepper ? "integer" : "number";
    json["minimum"] = number(info.range.min);
    json["maximum"] = number(info.range.max);
    json["default"] = number(grid_value(info, default_value));
  }
  return json;
}

Json id_list_schema(const Json& ids) {
  return {{"type", "array"}, {"uniqueItems", true}, {"items", {{"enum", ids}}}};
}

// What a block may say if it names this widget.
Json block_schema(const WidgetType& type) {
  const Session fresh(type);
  Json params = Json::object();
  Json ids = Json::array();
  for (std::size_t i = 0; i < type.text.params.size(); ++i) {
    const ParamInfo& info = type.text.params[i];
    params[std::string(info.id)] = param_schema(info, fresh.default_value(i));
    ids.push_back(info.id);
  }
  for (const ActionInfo& info : type.text.actions) ids.push_back(info.id);
  for (std::string_view verb : verbs) ids.push_back(verb);
  return {{"description", type.text.summary},
          {"properties",
           {{"params", {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(params)}}},
            {"ticks", {{"type", "integer"}, {"minimum", 0}, {"maximum", type.text.playback.max_ticks}}},
            {"hide", id_list_schema(ids)},
            {"lock", id_list_schema(ids)}}}};
}

}  // namespace

Json declaration_json(const WidgetType& type) {
  const WidgetText& text = type.text;
  const Session fresh(type);  // the defaults are the initial values of the widget's Params, written nowhere else
  Json json = {{"id", text.id}, {"title", text.title}, {"summary", text.summary}, {"hint", text.hint}};
  Json& params = json["params"] = Json::array();
  for (std::size_t i = 0; i < text.params.size(); ++i)
    params.push_back(param_json(text.params[i], fresh.default_value(i)));
  Json& readouts = json["readouts"] = Json::array();
  for (const ReadoutInfo& info : text.readouts)
    readouts.push_back({{"id", info.id},
                        {"label", info.label},
                        {"unit", info.unit},
                        {"decimals", info.decimals},
                        {"help", info.help}});
  Json& actions = json["actions"] = Json::array();
  for (const ActionInfo& info : text.actions)
    actions.push_back(
        {{"id", info.id}, {"label", info.label}, {"help", info.help}, {"place", name_of(info.place, place_names)}});
  json["playback"] = {{"max_ticks", text.playback.max_ticks},
                      {"tick_label", text.playback.tick_label},
                      {"run_label", text.playback.run_label},
                      {"step_label", text.playback.step_label},
                      {"ticks_per_second", text.playback.ticks_per_second},
                      {"run_leads", text.playback.run_leads}};
  return json;
}

Json catalog_json() {
  Json json = {{"version", 1}};
  Json& widgets = json["widgets"] = Json::array();
  for (const WidgetType* type : all_widgets()) widgets.push_back(declaration_json(*type));
  return json;
}

Json widgets_schema_json() {
  Json ids = Json::array();
  Json rules = Json::array();
  Json definitions = Json::object();
  for (const WidgetType* type : all_widgets()) {
    const std::string id(type->text.id);
    ids.push_back(id);
    rules.push_back({{"if", {{"properties", {{"widget", {{"const", id}}}}}, {"required", {"widget"}}}},
                     {"then", {{"$ref", "#/$defs/" + id}}}});
    definitions[id] = block_schema(*type);
  }
  Json block = {{"properties", {{"widget", {{"enum", std::move(ids)}}}}}, {"allOf", std::move(rules)}};
  Json all = {{"widget_block", std::move(block)}};
  all.update(definitions);
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"$id", "widgets.schema.json"},
          {"title", "Values of each widget"},
          {"description", "Generated from the declarations in web/widgets: DO NOT EDIT."},
          {"$defs", std::move(all)}};
}

Json snapshot_json(const Session& session) {
  const WidgetText& text = session.text();
  Json values = Json::object(), readouts = Json::object(), relevant = Json::object(), shown = Json::object();
  for (std::size_t i = 0; i < text.params.size(); ++i) {
    const ParamInfo& info = text.params[i];
    const std::string id(info.id);
    const double value = grid_value(info, session.value(i));
    values[id] = number(value);
    relevant[id] = session.relevant(i);
    shown[id] = shown_param(info, value);
  }
  for (std::size_t i = 0; i < text.readouts.size(); ++i) {
    const std::string id(text.readouts[i].id);
    const double value = session.readout(i);
    readouts[id] = number(value);
    shown[id] = shown_readout(text.readouts[i], value);
  }
  return {{"values", std::move(values)},  {"readouts", std::move(readouts)}, {"sentence", session.describe()},
          {"ticks", session.ticks()},     {"goal", session.goal()},          {"last_tick", session.last_tick()},
          {"running", session.running()}, {"relevant", std::move(relevant)}, {"shown", std::move(shown)}};
}

std::string shown_param(const ParamInfo& info, double value) {
  const bool is_number = info.control == Control::slider || info.control == Control::stepper;
  return is_number ? number_text(value, info.decimals) + std::string(info.unit) : shown_value(info, value);
}

std::string shown_readout(const ReadoutInfo& info, double value) {
  return number_text(value, info.decimals) + std::string(info.unit);
}

std::string json_text(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

bool is_verb(std::string_view id) { return std::find(std::begin(verbs), std::end(verbs), id) != std::end(verbs); }

std::optional<std::size_t> seed_param(const WidgetText& text) {
  for (std::size_t i = 0; i < text.params.size(); ++i)
    if (text.params[i].is_seed) return i;
  return std::nullopt;
}

double next_seed(const ParamInfo& seed, double value) {
  return value + 1 > seed.range.max ? seed.range.min : value + 1;
}

}  // namespace lesson
