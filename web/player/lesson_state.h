// lesson_state.h: the one widget of this module instance, with everything about it that needs no window.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "control_layout.h"
#include "values_json.h"

namespace lesson {

struct Options {
  bool controls_in_canvas = false;
  bool reduced_motion = false;
  bool ticks_elsewhere = false;
};

// A readable picture even before the page has told its colors: dark on white.
constexpr std::array<std::uint32_t, ink_count> plain_colors() {
  std::array<std::uint32_t, ink_count> colors{};
  colors.fill(0x1b1f24ff);
  colors[static_cast<std::size_t>(Ink::paper)] = colors[static_cast<std::size_t>(Ink::surface)] = 0xffffffff;
  return colors;
}

struct LessonState {
  std::optional<Session> session;  // empty until lesson_create found the widget
  Figure figure;
  Messages messages;
  Options options;
  bool more_open = false;
  std::array<std::uint32_t, ink_count> colors = plain_colors();  // 0xRRGGBBAA

  std::string returned_text;  // keeps what a C function returned
  std::vector<std::byte> saved;
};

// The instance's only state. A module instance is one widget, so it is one global, and nothing else is.
LessonState& lesson_state();

float picture_height(const LessonState& state, float width);
ControlPanel control_panel(const LessonState& state, float width);
// Whole CSS pixels: picture, panel and the panel's foot.
float canvas_height(const LessonState& state, float width);

}  // namespace lesson
