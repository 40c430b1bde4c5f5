// recorded.h: display lists for tests, written as a model writes them, for a small declaration made up here.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "contract/list_canvas.h"
#include "picture.h"

namespace lesson {

// Params in this order: drop_rate, x, y, cells, unit. One action: new_mask.
inline const WidgetText& made_up_text() {
  static const std::array<ParamInfo, 5> params = [] {
    std::array<ParamInfo, 5> rows;
    constexpr std::string_view ids[] = {"drop_rate", "x", "y", "cells", "unit"};
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].id = ids[i];
    return rows;
  }();
  static const std::array<ActionInfo, 1> actions = [] {
    std::array<ActionInfo, 1> rows;
    rows[0].id = "new_mask";
    return rows;
  }();
  static const WidgetText text = [] {
    WidgetText made;
    made.params = params;
    made.actions = actions;
    return made;
  }();
  return text;
}

constexpr const char* made_up_declaration =
    R"({"params": [{"id": "drop_rate"}, {"id": "x"}, {"id": "y"}, {"id": "cells"}, {"id": "unit"}],
        "actions": [{"id": "new_mask"}]})";

inline std::vector<unsigned char> recorded(const std::function<void(Canvas&)>& draw) {
  ListCanvas canvas(made_up_text(), 400, 200);
  draw(canvas);
  return canvas.finish();
}

inline Picture picture_of(const std::function<void(Canvas&)>& draw) {
  std::optional<Picture> picture = read_picture(recorded(draw));
  EXPECT_TRUE(picture.has_value());
  return picture ? *picture : Picture{};
}

}  // namespace lesson
