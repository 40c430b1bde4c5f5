// test_support.h: sessions, pictures and files for the tests of widgets.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "contract/session.h"
#include "contract/svg_writer.h"

namespace lesson {

// A session of a widget with some values set by id, then played to a tick.
inline Session play(std::string_view widget, std::initializer_list<std::pair<std::string_view, double>> values = {},
                    int ticks = 0) {
  const WidgetType* type = find_widget(widget);
  Session session(*type);
  for (const auto& [id, value] : values) {
    const auto param = session.find_param(id);
    EXPECT_TRUE(param.has_value()) << "no parameter " << id;
    if (param) session.set(*param, value);
  }
  session.step(ticks);
  return session;
}

inline double readout(const Session& session, std::string_view id) {
  for (std::size_t i = 0; i < session.text().readouts.size(); ++i)
    if (session.text().readouts[i].id == id) return session.readout(i);
  ADD_FAILURE() << "no readout " << id;
  return 0;
}

inline const ParamInfo& param_info(const Session& session, std::string_view id) {
  return session.text().params[session.find_param(id).value()];
}

// A value of any kind, as links write it.
inline std::string value_of(const Session& session, std::string_view id) {
  return link_text(param_info(session, id), session.whole_value(session.find_param(id).value()));
}

inline void act(Session& session, std::string_view id) {
  const auto action = session.find_action(id);
  ASSERT_TRUE(action.has_value()) << "no action " << id;
  session.act(*action);
}

inline std::string svg_of(const Session& session, float width) {
  return list_as_svg(session.picture(width), {.id_prefix = "g"});
}

// What a panel draws as rows of cells, the heading first.
inline std::vector<std::vector<std::string>> panel_rows(const Session& session, std::string_view panel) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < session.text().panels.size(); ++i) {
    if (session.text().panels[i].id != panel) continue;
    std::istringstream lines(session.table(i));
    for (std::string line; std::getline(lines, line);) {
      std::vector<std::string>& cells = rows.emplace_back();
      std::istringstream words(line);
      for (std::string cell; std::getline(words, cell, '\t');) cells.push_back(cell);
    }
  }
  EXPECT_FALSE(rows.empty()) << "no panel " << panel;
  return rows;
}

// The text of a file below web/widgets; nothing if it cannot be read.
inline std::string file_text(const std::string& path) {
  std::ifstream file(std::string(WIDGETS_FOLDER) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace lesson
