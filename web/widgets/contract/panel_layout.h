// panel_layout.h: where the panels of a figure stand.
//
// One panel fills the width and carries no title: the figure has one. Several stand one below the other on phones and in
// two columns from two_columns_from on, each under the shorter one; each carries its title. A wide panel always takes the
// full width.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "widget.h"

namespace lesson {

using PanelSet = std::uint32_t;  // bit i: panel i of the declaration. 0: all

inline constexpr float two_columns_from = 640;

struct PlacedPanel {
  const PanelInfo* info = nullptr;
  int index = 0;    // in the declaration
  Rect area;        // where it draws, in canvas space
  float above = 0;  // CSS pixels above `area` for its title; 0: it shows none
};
struct PanelLayout {
  std::vector<PlacedPanel> panels;
  float height = 0;  // of the whole picture, at least 120
};

// Whole CSS pixels from 240 to 4096, whatever is asked for.
float usable_width(float asked);

// The panels that `panels` names, in the order of the declaration; width is taken as 240 to 4096. A panel that shares the
// picture and is not wide draws at most widest_panel wide, in the middle of the room that it would have: two pictures of one
// figure, for a desk and for a phone, can so hold the same marks, which a page then brings once.
PanelLayout panel_layout(const WidgetText& text, float width, PanelSet panels, float widest_panel = 4096);

// The only panel shown; null where there are several.
const PanelInfo* only_panel(const WidgetText& text, PanelSet panels);

// The canvas of a whole figure.
class FigureCanvas : public Canvas {
 public:
  // What is drawn from now on belongs to the panel that stands here, and is drawn as on a canvas of its own that starts at
  // 0, 0.
  virtual void begin(const Rect& panel) = 0;
};

// Begins the panel and writes its title above it.
void begin_panel(FigureCanvas& canvas, const PlacedPanel& panel);

}  // namespace lesson
