// control_layout.cpp: rows of controls, filled like words in a paragraph; see control_layout.h.
#include "control_layout.h"

#include <algorithm>
#include <cmath>

#include "kit/plot.h"

namespace lesson {

namespace {

constexpr float text_size = 14;
constexpr float gap = 24, button_gap = 8;
constexpr float slider_min = 160, slider_max = 320;
constexpr float stepper_width = 136, long_stepper_width = 184;  // long: an RNG seed has ten digits
constexpr float switch_width = 40, switch_gap = 8;
constexpr float segment_padding = 12, cycle_min = 168;

// Left and right of the rows, as pictures have it.
float side_margin(float width) { return is_wide(width) ? 16.f : 12.f; }

// Widths stand on the 8 px grid.
float on_grid(float width) { return 8 * std::ceil(width / 8); }

bool contains(std::span<const std::string> ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

struct Wish {
  ControlBox box;
  float min = 0, max = 0;  // width
};

Wish wish_for(const ParamInfo& info, std::size_t index, float available) {
  const float label = on_grid(text_width(info.label, text_size) + 4);
  Wish wish{.box = {.kind = ControlKind::slider, .index = index, .area = {}}};
  if (info.control == Control::slider) {
    // The value stands right of the label.
    wish.min = std::max(slider_min, label + on_grid(text_width(info.unit, text_size)) + 48);
    wish.max = std::max(slider_max, wish.min);
  } else if (info.control == Control::stepper) {
    wish.box.kind = ControlKind::stepper;
    wish.min = wish.max = std::max(label, info.range.max > 99999 ? long_stepper_width : stepper_width);
  } else if (info.control == Control::toggle) {
    wish.box.kind = ControlKind::toggle;
    wish.min = wish.max = switch_width + switch_gap + label;
  } else {
    float widest = 0;
    for (std::string_view choice : info.choices) widest = std::max(widest, text_width(choice, text_size));
    const float segments = static_cast<float>(info.choices.size()) * on_grid(widest + 2 * segment_padding);
    wish.box.kind = segments <= std::min(available, 400.f) ? ControlKind::segments : ControlKind::cycle;
    wish.min = wish.box.kind == ControlKind::segments ? segments : on_grid(std::max(cycle_min, widest + 88));
    wish.min = wish.max = std::max(wish.min, label);
  }
  wish.min = std::min(wish.min, available);
  wish.max = std::min(wish.max, available);
  return wish;
}

// On phones buttons fill their row.
Wish button(float available, ControlKind kind, std::string_view label, std::size_t index = 0) {
  const bool has_sign = kind == ControlKind::run || kind == ControlKind::more;  // play or pause; an arrow
  const float width = std::max(64.f, on_grid(text_width(label, text_size, true) + 24 + (has_sign ? 18.f : 0.f)));
  const bool fills = available < 400 && kind != ControlKind::more;
  return {.box = {.kind = kind, .index = index, .area = {}}, .min = width, .max = fills ? available : width};
}

// Places a row of wishes; sliders share what is left over, "More" stands at the right end.
void place_row(std::span<const Wish> row, float space, float margin, float available, ControlPanel& panel) {
  float left_over = available - space * static_cast<float>(row.size() - 1);
  float stretchable = 0;
  for (const Wish& wish : row) {
    left_over -= wish.min;
    stretchable += wish.max > wish.min ? 1 : 0;
  }
  const float share = stretchable > 0 ? 8 * std::floor(std::max(0.f, left_over) / stretchable / 8) : 0;
  const float y = control_panel_top + static_cast<float>(panel.rows) * control_row_height;
  float x = margin;
  for (const Wish& wish : row) {
    const float width = std::min(wish.max, wish.min + share);
    if (wish.box.kind == ControlKind::more) x = margin + available - width;
    ControlBox box = wish.box;
    box.area = {x, y, width, control_row_height};
    panel.boxes.push_back(box);
    x += width + space;
  }
  ++panel.rows;
}

// Fills rows from the left like a paragraph. "More" never stands alone below a full row: it takes the last value along.
void place_rows(std::span<const Wish> wishes, float space, float width, ControlPanel& panel) {
  const float margin = side_margin(width), available = width - 2 * margin;
  std::size_t first = 0;
  float used = 0;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const float needed = wishes[i].min + (i > first ? space : 0);
    if (i > first && used + needed > available) {
      const bool takes_one_along =
          wishes[i].box.kind == ControlKind::more && i > first + 1 && wishes[i - 1].min + needed <= available;
      const std::size_t next = takes_one_along ? i - 1 : i;
      place_row(wishes.subspan(first, next - first), space, margin, available, panel);
      first = next;
      used = takes_one_along ? wishes[next].min + needed : wishes[i].min;
    } else {
      used += needed;
    }
  }
  if (first < wishes.size()) place_row(wishes.subspan(first), space, margin, available, panel);
}

}  // namespace

ControlPanel layout_controls(const WidgetText& text, float width, std::span<const std::string> hidden,
                             bool more_open) {
  const float available = width - 2 * side_margin(width);
  std::vector<Wish> main, more, buttons, more_buttons;
  bool has_seed = false;
  for (std::size_t i = 0; i < text.params.size(); ++i) {
    const ParamInfo& info = text.params[i];
    if (contains(hidden, info.id)) continue;
    has_seed = has_seed || info.is_seed;
    if (info.place == Place::picture) continue;
    const bool in_main = info.place == Place::main && main.size() < most_main_params;
    (in_main ? main : more).push_back(wish_for(info, i, available));
  }
  const auto add_playback = [&] {
    if (text.playback.max_ticks == 0) return;
    if (!contains(hidden, "run")) buttons.push_back(button(available, ControlKind::run, text.playback.run_label));
    if (!contains(hidden, "step")) buttons.push_back(button(available, ControlKind::step, text.playback.step_label));
  };
  if (text.playback.run_leads) add_playback();
  for (std::size_t i = 0; i < text.actions.size(); ++i)
    if (!contains(hidden, text.actions[i].id))
      (text.actions[i].place == Place::main ? buttons : more_buttons)
          .push_back(button(available, ControlKind::action, text.actions[i].label, i));
  if (!text.playback.run_leads) add_playback();
  if (has_seed && !contains(hidden, "new_seed"))
    buttons.push_back(button(available, ControlKind::new_seed, "New seed"));
  if (!more.empty() || !more_buttons.empty())
    (main.empty() ? buttons : main).push_back(button(available, ControlKind::more, "More"));

  ControlPanel panel;
  place_rows(main, gap, width, panel);
  if (more_open) place_rows(more, gap, width, panel);
  place_rows(buttons, button_gap, width, panel);
  if (more_open) place_rows(more_buttons, button_gap, width, panel);
  return panel;
}

int control_rows(const WidgetText& text, float width, std::span<const std::string> hidden) {
  return layout_controls(text, width, hidden, false).rows;
}

}  // namespace lesson
