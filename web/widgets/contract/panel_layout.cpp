// panel_layout.cpp: one or two columns of panels; see panel_layout.h.
#include "panel_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "text_fit.h"

namespace lesson {

namespace {

constexpr float column_gap = 24, row_gap = 20, title_height = 32, title_size = 16, title_line = 22, side = 16;

// How many bytes of the words stand on their first line: up to a space, a single word at least.
std::size_t line_of(std::string_view words, float width) {
  std::size_t length = words.size();
  while (text_width(words.substr(0, length), title_size, true) > width - 2 * side) {
    const std::size_t space = words.rfind(' ', length - 1);
    if (space == std::string_view::npos || space == 0) break;
    length = space;
  }
  return length;
}

// The words that do not stand on the first line.
std::string_view rest_of(std::string_view words, float width) {
  return words.substr(std::min(words.size(), line_of(words, width) + 1));
}

PanelSet known(const WidgetText& text, PanelSet panels) {
  const PanelSet all = (PanelSet{1} << text.panels.size()) - 1;
  return (panels & all) != 0 ? panels & all : all;
}

}  // namespace

const PanelInfo* only_panel(const WidgetText& text, PanelSet panels) {
  const PanelSet shown = known(text, panels);
  return std::popcount(shown) == 1 ? &text.panels[static_cast<std::size_t>(std::countr_zero(shown))] : nullptr;
}

float usable_width(float asked) {
  return std::isfinite(asked) ? std::clamp(std::floor(asked), 240.0f, 4096.0f) : 240.0f;
}

PanelLayout panel_layout(const WidgetText& text, float asked_width, PanelSet panels, float widest_panel) {
  const float width = usable_width(asked_width);
  const PanelSet shown = known(text, panels);
  const bool titled = std::popcount(shown) > 1;
  const bool two_columns = titled && width >= two_columns_from;
  const float half = std::floor((width - column_gap) / 2);

  PanelLayout layout;
  float left_bottom = 0, right_bottom = 0;
  for (std::size_t i = 0; i < text.panels.size(); ++i) {
    if ((shown >> i & 1) == 0) continue;
    const PanelInfo& info = text.panels[i];
    const bool in_column = two_columns && !info.wide;
    const bool right = in_column && right_bottom < left_bottom;
    const float used = in_column ? (right ? right_bottom : left_bottom) : std::max(left_bottom, right_bottom);
    const float top = used > 0 ? used + row_gap : 0;
    const float room = in_column ? half : width;
    const float drawn = titled && !info.wide ? std::min(room, widest_panel) : room;
    float above = titled ? title_height : 0;
    for (std::string_view rest = rest_of(info.title, drawn); titled && !rest.empty(); rest = rest_of(rest, drawn))
      above += title_line;
    const float left = (right ? half + column_gap : 0) + std::floor((room - drawn) / 2);
    layout.panels.push_back(
        {&info, static_cast<int>(i), {left, top + above, drawn, std::round(info.height(drawn))}, above});
    const float bottom = top + above + std::round(info.height(room));
    if (!in_column || !right) left_bottom = bottom;
    if (!in_column || right) right_bottom = bottom;
    layout.height = std::max(layout.height, bottom);
  }
  layout.height = std::clamp(std::round(layout.height), 120.0f, 8192.0f);
  return layout;
}

void begin_panel(FigureCanvas& canvas, const PlacedPanel& panel) {
  canvas.begin(panel.area);
  if (panel.above == 0) return;
  float y = title_height / 2 - panel.above;
  for (std::string_view words = panel.info->title; !words.empty(); words = rest_of(words, panel.area.width)) {
    canvas.text({side, y}, words.substr(0, line_of(words, panel.area.width)), {.size = title_size, .bold = true});
    y += title_line;
  }
}

}  // namespace lesson
