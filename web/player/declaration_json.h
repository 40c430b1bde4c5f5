// declaration_json.h: what a widget declares, and the state it is in, as JSON for pages, editors and lessons.
//
// Pure functions of a WidgetType or Session; no browser, no window. The shapes are a published contract: additions only.
#pragma once

#include <string>

// Nothing here throws: parsing reports failure by value, and every access is preceded by a test of the type.
#ifndef JSON_NOEXCEPTION
#define JSON_NOEXCEPTION
#endif
#include <nlohmann/json.hpp>

#include "contract/session.h"

namespace lesson {

// One JSON type for the whole module; it keeps the order of the keys, and a second type would double the code.
using Json = nlohmann::ordered_json;

// {id, title, summary, hint, params, readouts, actions, playback}
Json declaration_json(const WidgetType& type);

// dist/widgets.json: {"version": 1, "widgets": [declaration, ...]}
Json catalog_json();

// JSON Schema 2020-12 for the widget blocks of a chapter: #/$defs/widget_block ties params, hide and lock to the widget
// that the block names.
Json widgets_schema_json();

// {values, readouts, sentence, ticks, goal, last_tick, running, relevant, shown}
Json snapshot_json(const Session& session);

// As a reader sees them: "0.35", "64 units", "moons", "on"; "86 %", "−0.30". With a true minus sign.
std::string shown_param(const ParamInfo& info, double value);
std::string shown_readout(const ReadoutInfo& info, double value);

// The text of a JSON value; broken UTF-8 becomes replacement characters. indent -1: one line.
std::string json_text(const Json& json, int indent = -1);

// The built-in verbs that every widget has, or has if it counts ticks or has an RNG seed: reset, step, run, pause,
// new_seed. They may be named in hide and lock like params and actions.
bool is_verb(std::string_view id);

// The parameter that is the RNG seed, if there is one.
std::optional<std::size_t> seed_param(const WidgetText& text);
// "New seed" is not chance: the next number, and after the last one the first.
double next_seed(const ParamInfo& seed, double value);

}  // namespace lesson
