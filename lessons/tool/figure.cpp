// figure.cpp: see figure.h.
#include "figure.h"

#include "control_layout.h"
#include "contract/svg_writer.h"
#include "widget_use.h"

namespace checker {

namespace {

// The widths of a text column on a desk and on a phone.
constexpr float wide = 720, narrow = 376;

std::string picture(const lesson::Session& session, float width, const std::string& name, const char* size_name) {
  std::string prefix = "figure-";
  for (const char sign : name) prefix += sign == '/' ? '-' : sign;
  prefix += std::string("-") + size_name;
  return lesson::list_as_svg(session.picture(width), {.id_prefix = prefix});
}

Json figure(const lesson::Session& session, const std::string& title, const Json& caption,
            std::span<const std::string> hidden, const std::string& name) {
  const Json snapshot = lesson::snapshot_json(session);
  return {{"widget", session.text().id},
          {"title", title},
          {"caption", caption},
          {"values", snapshot["values"]},
          {"ticks", session.ticks()},
          {"readouts", snapshot["readouts"]},
          {"shown", snapshot["shown"]},
          {"relevant", snapshot["relevant"]},
          {"sentence", session.describe()},
          {"svg_wide", picture(session, wide, name, "wide")},
          {"svg_narrow", picture(session, narrow, name, "narrow")},
          {"control_rows",
           {{"wide", lesson::control_rows(session.text(), wide, hidden)},
            {"narrow", lesson::control_rows(session.text(), narrow, hidden)}}}};
}

}  // namespace

Json block_figure(const WidgetBlock& block, const std::string& name) {
  lesson::Session session(*block.type);
  const Node node = block.node;
  Problems ignored;  // the block was checked before
  if (node.has("params")) apply_params(node["params"], session, ignored);
  if (node.has("ticks")) session.step(node["ticks"].value().get<int>());
  std::vector<std::string> hidden;
  if (node.has("hide"))
    for (std::size_t i = 0; i < node["hide"].size(); ++i) hidden.push_back(node["hide"][i].text());
  return figure(session, node["title"].text(), node["caption"].value(), hidden, name);
}

Json default_figure(const lesson::WidgetType& type) {
  return figure(lesson::Session(type), std::string(type.text.title), std::string(type.text.summary), {},
                "widget/" + std::string(type.text.id));
}

}  // namespace checker
