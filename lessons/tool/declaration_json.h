// declaration_json.h: what a widget declares, and how a figure of it stands, as JSON for pages, editors and lessons.
//
// Pure functions of a WidgetType or Session. The shapes are a published contract: additions only.
#pragma once

#include <string>

// Nothing here throws: parsing reports failure by value, and every access is preceded by a test of the type.
#ifndef JSON_NOEXCEPTION
#define JSON_NOEXCEPTION
#endif
#include <nlohmann/json.hpp>

#include "contract/session.h"

namespace lesson {

// It keeps the order of the keys, so that what is written out reads like what was written in.
using Json = nlohmann::ordered_json;

// {id, title, summary, hint, hash, params, readouts, actions, panels, playback}. hash: model_declaration_hash() of
// contract/model.h. A param's default is its number, or the link form where its kind is a list. A panel's controls are
// the ids of all params and actions that matter to it.
Json declaration_json(const WidgetType& type);

// dist/widgets.json: {"version": 1, "widgets": [declaration, ...]}
Json catalog_json();

// JSON Schema 2020-12 for the widget blocks of a chapter: #/$defs/widget_block ties params, panels, hide and lock to the
// widget that the block names.
Json widgets_schema_json();

// {values, readouts, relevant, shown} by id.
Json standing_json(const Session& session);

// The text of a JSON value; broken UTF-8 becomes replacement characters. indent -1: one line.
std::string json_text(const Json& json, int indent = -1);

// The built-in verbs that every widget has, or has if it counts ticks or has an RNG seed. They may be named in hide and
// lock like params and actions.
inline constexpr std::string_view verbs[] = {"reset", "step", "run", "pause", "new_seed"};
bool is_verb(std::string_view id);

// Whole numbers without ".0", as a reader of the file would write them; null for what JSON has no number for.
Json number_json(double value);
// The value of a parameter as it stands in JSON: a number, or a text where its kind is a list.
Json value_json(const ParamInfo& info, const Value& value);

}  // namespace lesson
