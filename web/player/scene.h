// scene.h: everything about the one picture of this instance that needs no window.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "contract/svg_writer.h"
#include "declared.h"
#include "events.h"
#include "hover_words.h"
#include "motion.h"
#include "picture_touch.h"

namespace lesson {

// A readable picture even before the page has told its colors: dark on white.
constexpr InkColors plain_colors() {
  InkColors colors{};
  colors.fill(0x1b1f24ff);
  colors[static_cast<std::size_t>(Ink::paper)] = colors[static_cast<std::size_t>(Ink::surface)] = 0xffffffff;
  return colors;
}

struct Scene {
  std::array<std::vector<unsigned char>, 2> fonts;  // regular and bold; empty: not handed over
  Declared declared;
  InkColors colors = plain_colors();  // 0xRRGGBBAA
  bool reduced_motion = false;
  std::vector<unsigned char> list;  // of the picture; empty before the first
  Motion motion;
  bool streaming = false;      // the next picture follows soon: this one is drawn coarser
  std::vector<Touch> touches;  // of the picture, those that are not locked
  PictureTouch touch;
  HoverWords hover;
  Events events;
  std::uint32_t focused = no_param;  // the handle of that param has a ring
  std::string returned_text;         // keeps what a C function returned
};

// The instance's only state. A module instance is one figure, so it is one global, and nothing else is.
Scene& scene();

// How a list comes onto the screen; the numbers are those of player_show().
enum class Manner { at_once, moving, streaming };

// moving: unless the reader wants none, or holds something: then marks keep up with the pointer. False: the list is
// damaged, nothing changed.
bool show_list(Scene& scene, std::span<const unsigned char> list, Manner manner);

}  // namespace lesson
