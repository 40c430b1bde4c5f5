// control_layout_test.cpp: every control is placed, inside the panel, apart from the others, at any width.
#include "control_layout.h"

#include <gtest/gtest.h>

#include <set>

#include "knob_widget.h"

namespace lesson {
namespace {

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

std::vector<const WidgetType*> widgets_and_knob() {
  std::vector<const WidgetType*> types(all_widgets().begin(), all_widgets().end());
  types.push_back(&knob_widget);
  return types;
}

TEST(ControlLayout, ControlsStayInsideAndApartAtEveryWidth) {
  for (const WidgetType* type : widgets_and_knob())
    for (float width = 240; width <= 1200; width += 8)
      for (const bool more_open : {false, true}) {
        const ControlPanel panel = layout_controls(type->text, width, {}, more_open);
        for (std::size_t i = 0; i < panel.boxes.size(); ++i) {
          const Rect& area = panel.boxes[i].area;
          ASSERT_TRUE(area.x >= 0 && area.right() <= width && area.bottom() <= panel.height())
              << type->text.id << " control " << i << " at width " << width;
          for (std::size_t j = 0; j < i; ++j)
            ASSERT_FALSE(overlap(area, panel.boxes[j].area)) << type->text.id << " at width " << width;
        }
      }
}

TEST(ControlLayout, OpenMoreHasEveryParameterOutsideThePicture) {
  for (const WidgetType* type : widgets_and_knob()) {
    std::set<std::size_t> placed;
    for (const ControlBox& box : layout_controls(type->text, 720, {}, true).boxes)
      if (box.kind <= ControlKind::cycle) placed.insert(box.index);
    for (std::size_t i = 0; i < type->text.params.size(); ++i)
      EXPECT_EQ(placed.contains(i), type->text.params[i].place != Place::picture) << type->text.params[i].id;
  }
}

TEST(ControlLayout, ShowsAtMostFiveParametersWhileFolded) {
  for (const WidgetType* type : widgets_and_knob()) {
    std::size_t count = 0;
    for (const ControlBox& box : layout_controls(type->text, 720, {}, false).boxes)
      count += box.kind <= ControlKind::cycle ? 1 : 0;
    EXPECT_LE(count, most_main_params) << type->text.id;
  }
}

TEST(ControlLayout, HiddenControlsTakeNoPlace) {
  const std::string all[] = {"level", "count", "lit", "fruit", "seed", "run", "step", "add_one", "run_four"};
  EXPECT_EQ(layout_controls(knob_widget.text, 720, all, true).boxes.size(), 0u);
  EXPECT_EQ(layout_controls(knob_widget.text, 720, all, true).height(), 0);
  const std::string level[] = {"level"};
  for (const ControlBox& box : layout_controls(knob_widget.text, 720, level, true).boxes)
    EXPECT_NE(box.kind, ControlKind::slider);
}

TEST(ControlLayout, NarrowFiguresHaveMoreRows) {
  for (const WidgetType* type : widgets_and_knob())
    EXPECT_GE(control_rows(type->text, 344), control_rows(type->text, 720)) << type->text.id;
  EXPECT_GT(control_rows(knob_widget.text, 280), control_rows(knob_widget.text, 720));
}

TEST(ControlLayout, MoreStandsAloneOnlyWhereNothingFitsBesideIt) {
  for (const WidgetType* type : widgets_and_knob())
    for (float width = 480; width <= 1200; width += 8) {
      const ControlPanel panel = layout_controls(type->text, width, {}, false);
      for (const ControlBox& more : panel.boxes) {
        if (more.kind != ControlKind::more) continue;
        std::size_t in_row = 0;
        for (const ControlBox& box : panel.boxes) in_row += box.area.y == more.area.y ? 1 : 0;
        EXPECT_GT(in_row, 1u) << type->text.id << " at width " << width;
      }
    }
}

TEST(ControlLayout, WideChoicesBecomeACycle) {
  const auto kind_at = [](float width) {
    for (const ControlBox& box : layout_controls(knob_widget.text, width, {}, false).boxes)
      if (box.kind == ControlKind::segments || box.kind == ControlKind::cycle) return box.kind;
    return ControlKind::run;
  };
  EXPECT_EQ(kind_at(720), ControlKind::segments);
  EXPECT_EQ(kind_at(160), ControlKind::cycle);
}

}  // namespace
}  // namespace lesson
