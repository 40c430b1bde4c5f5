// declaration_schema.cpp: what a widget block may say, as JSON Schema, from the declarations of the widgets.
#include "declaration_json.h"

namespace lesson {

namespace {

Json list_schema(const ParamInfo& info, const Value& default_value) {
  Json text = {{"type", "string"}, {"maxLength", longest_value_text}, {"default", link_text(info, default_value)}};
  return text;
}

Json param_schema(const ParamInfo& info, const Value& default_value) {
  Json json = Json::object();
  json["description"] = std::string(info.label) + ". " + std::string(info.help);
  switch (info.control) {
    case Control::toggle:
      json["type"] = "boolean";
      json["default"] = default_value[0] != 0;
      break;
    case Control::choice: {
      Json& choices = json["enum"] = Json::array();
      for (const std::string_view choice : info.choices) choices.push_back(choice);
      json["default"] = link_text(info, default_value);
      break;
    }
    case Control::slider:
    case Control::stepper:
      json["type"] = info.control == Control::stepper ? "integer" : "number";
      json["minimum"] = number_json(info.range.min);
      json["maximum"] = number_json(info.range.max);
      json["default"] = number_json(default_value[0]);
      break;
    case Control::set:
    case Control::curve:
    case Control::points:
    case Control::cells: json.update(list_schema(info, default_value)); break;
  }
  return json;
}

Json id_list_schema(const Json& ids) {
  return {{"type", "array"}, {"uniqueItems", true}, {"items", {{"enum", ids}}}};
}

// What a block may say if it names this widget.
Json block_schema(const WidgetType& type) {
  const Session fresh(type);
  Json params = Json::object(), ids = Json::array(), panel_ids = Json::array();
  for (std::size_t i = 0; i < type.text.params.size(); ++i) {
    const ParamInfo& info = type.text.params[i];
    if (info.measured) continue;
    params[std::string(info.id)] = param_schema(info, fresh.whole_default(i));
    ids.push_back(info.id);
  }
  for (const ActionInfo& info : type.text.actions) ids.push_back(info.id);
  for (const std::string_view verb : verbs) ids.push_back(verb);
  for (const PanelInfo& info : type.text.panels) panel_ids.push_back(info.id);
  Json panels = id_list_schema(panel_ids);
  panels["minItems"] = 1;
  panels["description"] = "The parts of the picture that are shown, all of them where this is left out.";
  return {{"description", type.text.summary},
          {"properties",
           {{"params", {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(params)}}},
            {"ticks", {{"type", "integer"}, {"minimum", 0}, {"maximum", type.text.playback.max_ticks}}},
            {"panels", std::move(panels)},
            {"hide", id_list_schema(ids)},
            {"lock", id_list_schema(ids)}}}};
}

}  // namespace

Json widgets_schema_json() {
  Json ids = Json::array(), rules = Json::array(), definitions = Json::object();
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

}  // namespace lesson
