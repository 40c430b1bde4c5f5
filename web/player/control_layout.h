// control_layout.h: where the controls of a widget stand under its picture; pure arithmetic, no window and no font.
//
// Shared by the controls in the canvas and by the build, which reserves their height on the page so that nothing jumps
// when the live picture arrives. Space: CSS pixels, origin at the top left of the panel.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contract/session.h"

namespace lesson {

// Every row is this high: a line for the label and one of 32 px for the hand, or a button. The style of the pages
// reserves top + rows * height below a poster.
inline constexpr float control_row_height = 60;
// Space between the picture and the first row; part of the panel.
inline constexpr float control_panel_top = 8;
// More than this many params at once are too many to choose from; the rest stands behind "More".
inline constexpr std::size_t most_main_params = 5;

enum class ControlKind : std::uint8_t {
  slider,
  stepper,
  toggle,
  segments,  // a choice as buttons side by side
  cycle,     // a choice too wide for that: previous, name, next
  run,
  step,
  action,
  new_seed,
  more,
};

struct ControlBox {
  ControlKind kind = ControlKind::slider;
  std::size_t index = 0;  // of the parameter or of the action; 0 for verbs
  Rect area;              // a row high
};

struct ControlPanel {
  std::vector<ControlBox> boxes;
  int rows = 0;
  // 0 when there is nothing to control.
  float height() const { return rows == 0 ? 0 : control_panel_top + static_cast<float>(rows) * control_row_height; }
};

// `hidden`: ids that get no control. `more_open`: what stands behind "More" is shown too, below the row that has the
// button. Reset is no control here: it stands in the figure's title line, with or without a canvas.
ControlPanel layout_controls(const WidgetText& text, float width, std::span<const std::string> hidden,
                             bool more_open);

// Rows of the panel with "More" folded.
int control_rows(const WidgetText& text, float width, std::span<const std::string> hidden = {});

}  // namespace lesson
