// widget_use.cpp: see widget_use.h.
#include "widget_use.h"

#include <algorithm>

namespace checker {

namespace {

// What a JSON value means; the rules are those of links (contract/values.h).
lesson::Reading reading_of(const lesson::ParamInfo& info, const Json& value) {
  if (value.is_number()) return lesson::read_value(info, value.get<double>());
  if (value.is_string()) return lesson::read_value(info, value.get<std::string>());
  return lesson::read_value(info, value.dump());
}

// A value that the widget takes as it is. A link's would be clamped and snapped; an author should write what is shown.
std::optional<lesson::Value> param_value(const Node& node, const lesson::ParamInfo& info, Problems& problems) {
  const lesson::Reading reading = reading_of(info, node.value());
  if (reading.fit == lesson::Reading::Fit::taken) {
    problems.check(true, node.place(), "");
    return reading.value;
  }
  problems.add(node.place(), reading.message.substr(0, reading.message.rfind("; ")));
  return std::nullopt;
}

template <class Infos>
bool has_id(const Infos& infos, std::string_view id) {
  return std::any_of(infos.begin(), infos.end(), [&](const auto& info) { return info.id == id; });
}

template <class IsKnown>
void check_ids(const Node& ids, const std::string& what, const IsKnown& is_known, Problems& problems) {
  for (std::size_t i = 0; i < ids.size(); ++i)
    problems.check(is_known(ids[i].text()), ids[i].place(),
                   "the widget has no " + what + " " + in_quotes(ids[i].text()));
}

}  // namespace

bool apply_params(const Node& params, lesson::Session& session, Problems& problems) {
  if (!problems.check(params.value().is_object(), params.place(), "must be an object")) return false;
  bool good = true;
  std::vector<std::optional<lesson::Value>> values(session.text().params.size());
  for (const auto& [id, value] : params.value().items()) {
    const std::optional<std::size_t> param = session.find_param(id);
    if (!problems.check(param.has_value(), params[id].place(),
                        "the widget " + in_quotes(session.text().id) + " has no parameter " + in_quotes(id))) {
      good = false;
      continue;
    }
    if (!problems.check(!session.text().params[*param].measured, params[id].place(),
                        "a clock of the reader's fills " + in_quotes(id) + ": a lesson cannot give it")) {
      good = false;
      continue;
    }
    values[*param] = param_value(params[id], session.text().params[*param], problems);
    good &= values[*param].has_value();
  }
  session.apply(values);
  return good;
}

bool check_ticks(const Node& ticks, const lesson::WidgetType& type, Problems& problems) {
  const double value = ticks.value().get<double>(), most = type.text.playback.max_ticks;
  return problems.check(
      value >= 0 && value <= most, ticks.place(),
      "the value " + shown(value) + " of \"ticks\" is " + (value < 0 ? "below 0" : "above " + shown(most)));
}

void check_panel_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems) {
  check_ids(
      ids, "panel", [&](std::string_view id) { return has_id(type.text.panels, id); }, problems);
}

void check_control_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems) {
  const auto is_known = [&](std::string_view id) {
    return has_id(type.text.params, id) || has_id(type.text.actions, id) || lesson::is_verb(id);
  };
  check_ids(ids, "control", is_known, problems);
}

void check_readout_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems) {
  check_ids(
      ids, "readout", [&](std::string_view id) { return has_id(type.text.readouts, id); }, problems);
}

}  // namespace checker
