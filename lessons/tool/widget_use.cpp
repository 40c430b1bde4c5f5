// widget_use.cpp: see widget_use.h.
#include "widget_use.h"

#include <algorithm>
#include <cmath>

namespace checker {

namespace {

using lesson::Control;
using lesson::ParamInfo;

std::string choice_names(const ParamInfo& info) {
  std::string names;
  for (const std::string_view choice : info.choices) names += (names.empty() ? "" : ", ") + std::string(choice);
  return names;
}

std::optional<double> toggle_value(const Node& node, Problems& problems) {
  const Json& value = node.value();
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  problems.add(node.place(), "must be true or false, not " + value.dump());
  return std::nullopt;
}

std::optional<double> choice_value(const Node& node, const ParamInfo& info, Problems& problems) {
  const auto found = std::find(info.choices.begin(), info.choices.end(), node.text());
  if (node.value().is_string() && found != info.choices.end())
    return static_cast<double>(found - info.choices.begin());
  problems.add(node.place(), "must be one of " + choice_names(info) + ", not " + node.value().dump());
  return std::nullopt;
}

// A number that the widget would take as it is. The host would clamp and snap; an author should write what is shown.
std::optional<double> number_value(const Node& node, const ParamInfo& info, Problems& problems) {
  if (!node.value().is_number()) {
    problems.add(node.place(), "must be a number, not " + node.value().dump());
    return std::nullopt;
  }
  const double value = node.value().get<double>();
  const std::string name = "the value " + shown(value) + " of " + in_quotes(info.id);
  if (value < info.range.min || value > info.range.max) {
    problems.add(node.place(), name + (value < info.range.min ? " is below " + shown(info.range.min)
                                                              : " is above " + shown(info.range.max)));
    return std::nullopt;
  }
  // 0.3 is not a whole multiple of 0.05 in binary, so "on the grid" means within a thousandth of a step.
  const double snapped = *lesson::snap(info, value);
  if (std::fabs(snapped - value) > 1e-3 * info.range.step) {
    problems.add(node.place(), name + " is not on its grid of " + shown(info.range.step) + ": the nearest is " +
                                   shown(std::round(snapped * 1e9) / 1e9));
    return std::nullopt;
  }
  return value;
}

std::optional<double> param_value(const Node& node, const ParamInfo& info, Problems& problems) {
  const std::optional<double> value = info.control == Control::toggle   ? toggle_value(node, problems)
                                      : info.control == Control::choice ? choice_value(node, info, problems)
                                                                        : number_value(node, info, problems);
  if (value) problems.check(true, node.place(), "");
  return value;
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
  std::vector<std::optional<double>> values(session.text().params.size());
  for (const auto& [id, value] : params.value().items()) {
    const std::optional<std::size_t> param = session.find_param(id);
    if (!problems.check(param.has_value(), params[id].place(),
                        "the widget " + in_quotes(session.text().id) + " has no parameter " + in_quotes(id))) {
      good = false;
      continue;
    }
    values[*param] = param_value(params[id], session.text().params[*param], problems);
    good &= values[*param].has_value();
  }
  session.set_all(values);
  return good;
}

bool check_ticks(const Node& ticks, const lesson::WidgetType& type, Problems& problems) {
  const double value = ticks.value().get<double>(), most = type.text.playback.max_ticks;
  return problems.check(
      value >= 0 && value <= most, ticks.place(),
      "the value " + shown(value) + " of \"ticks\" is " + (value < 0 ? "below 0" : "above " + shown(most)));
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
