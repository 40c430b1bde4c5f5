// figure.cpp: see figure.h.
#include "figure.h"

#include "contract/svg_writer.h"
#include "widget_use.h"

namespace checker {

namespace {

// The widths of a figure in a chapter on a desk, alone in a frame, and on a phone. What a panel draws on the desk, in one of
// two columns, the phone shows as it is: the page brings it twice, and its compression pays it once.
constexpr float in_chapter = 992, in_frame = 720, narrow = 376, column = 348;

std::string picture(const lesson::Session& session, lesson::PanelSet panels, float width, const std::string& name,
                    const char* size_name) {
  std::string prefix = "figure-";
  for (const char sign : name) prefix += sign == '/' ? '-' : sign;
  prefix += std::string("-") + size_name;
  return lesson::list_as_svg(session.picture(width, panels, column), {.id_prefix = prefix});
}

// The panels that a block names; none named: all.
lesson::PanelSet panel_set(const Node& node, const lesson::WidgetText& text) {
  lesson::PanelSet panels = 0;
  if (!node.has("panels")) return panels;
  for (std::size_t at = 0; at < node["panels"].size(); ++at)
    for (std::size_t i = 0; i < text.panels.size(); ++i)
      if (text.panels[i].id == node["panels"][at].text()) panels |= lesson::PanelSet{1} << i;
  return panels;
}

Json figure(const lesson::Session& session, lesson::PanelSet panels, float wide, const std::string& title,
            const Json& caption, const std::string& name) {
  const Json standing = lesson::standing_json(session);
  return {{"widget", session.text().id},
          {"title", title},
          {"caption", caption},
          {"values", standing["values"]},
          {"ticks", session.ticks()},
          {"readouts", standing["readouts"]},
          {"shown", standing["shown"]},
          {"relevant", standing["relevant"]},
          {"sentence", session.describe(panels)},
          {"svg_wide", picture(session, panels, wide, name, "wide")},
          {"svg_narrow", picture(session, panels, narrow, name, "narrow")}};
}

}  // namespace

Json block_figure(const WidgetBlock& block, const std::string& name) {
  lesson::Session session(*block.type);
  const Node node = block.node, settings = block.settings;
  Problems ignored;  // the block was checked before
  if (settings.has("params")) apply_params(settings["params"], session, ignored);
  if (settings.has("ticks")) session.step(settings["ticks"].value().get<int>());
  return figure(session, panel_set(node, session.text()), in_chapter, node["title"].text(), node["caption"].value(),
                name);
}

Json default_figure(const lesson::WidgetType& type) {
  return figure(lesson::Session(type), 0, in_frame, std::string(type.text.title), std::string(type.text.summary),
                "widget/" + std::string(type.text.id));
}

}  // namespace checker
