// controls.cpp: sliders, steppers, switches, segments and buttons; see controls.h.
//
// Index: painter · the five kinds of values · buttons · the panel
#include "controls.h"

#include <algorithm>
#include <cmath>

namespace lesson {

namespace {

// Inside a row of values: the label's middle line, and the line for the hand. Inside a row of buttons: the button.
constexpr float label_y = 12, hand_y = 23, hand_height = 32, hand_middle = hand_y + hand_height / 2;
constexpr float button_y = 14, button_height = 36;
constexpr float corner = 4, grab_radius = 8, arrow_width = 32, switch_width = 40, switch_height = 24;
constexpr float faded = 0.45f, outline = 0.7f, hover_tint = 0.07f, held_tint = 0.14f;
constexpr TextStyle label_style{.size = 14};

struct Touch {
  bool hovered = false, held = false, pressed = false;
};

bool contains(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// ---- painter: one control at a time, with its place, its opacity and its touch areas -------------------------------

class Painter {
 public:
  Painter(LessonState& state, ImGuiCanvas& canvas, Point origin, float ratio)
      : state_(state), canvas_(canvas), origin_(origin), ratio_(ratio) {}

  void control(const ControlBox& box);
  const PanelAnswer& answer() const { return answer_; }

 private:
  Session& session() { return *state_.session; }
  const ParamInfo& info() const { return state_.session->text().params[box_.index]; }
  double value() const { return state_.session->value(box_.index); }
  void set(double to) { session().set(box_.index, to); }
  Rect part(float x, float y, float width, float height) const {
    return {box_.area.x + x, box_.area.y + y, width, height};
  }
  float opacity(float full = 1) const { return enabled_ ? full : full * faded; }

  Touch touch(const Rect& area, int part_number, bool repeats = false);
  void label();
  void words(Point at, std::string_view text, TextStyle style) { canvas_.faded_text(at, text, style, opacity()); }
  void hand_frame(const Rect& area) {
    canvas_.frame(area, {.ink = Ink::muted, .width = 1, .opacity = opacity(outline)}, corner);
  }
  void tint(const Rect& area, const Touch& state);

  void slider();
  void stepper();
  void cycle();
  void arrows(std::string_view shown, double down, double up, bool chevrons);
  void toggle();
  void segments();

  void param();
  void button(std::string_view text, bool primary);
  void run_button();
  void more_button();
  bool is_locked(std::string_view id) const { return contains(state_.figure.locked, id); }

  LessonState& state_;
  ImGuiCanvas& canvas_;
  Point origin_;
  float ratio_;
  ControlBox box_;
  bool enabled_ = true;
  Touch pressed_button_;
  PanelAnswer answer_;
};

Touch Painter::touch(const Rect& area, int part_number, bool repeats) {
  Touch result;
  if (!enabled_) return result;
  ImGui::PushID(static_cast<int>(box_.kind));
  ImGui::PushID(static_cast<int>(box_.index));
  ImGui::PushID(part_number);
  ImGui::PushButtonRepeat(repeats);
  ImGui::SetCursorScreenPos({(origin_.x + area.x) * ratio_, (origin_.y + area.y) * ratio_});
  result.pressed = ImGui::InvisibleButton("part", {area.width * ratio_, area.height * ratio_});
  result.hovered = ImGui::IsItemHovered();
  result.held = ImGui::IsItemActive();
  ImGui::PopButtonRepeat();
  ImGui::PopID();
  ImGui::PopID();
  ImGui::PopID();
  if (result.hovered || result.held) answer_.shape = PointerShape::hand;
  answer_.repeats = answer_.repeats || (repeats && result.held);
  return result;
}

void Painter::tint(const Rect& area, const Touch& state) {
  if (state.hovered || state.held)
    canvas_.rect(area, {.ink = Ink::ink, .opacity = state.held ? held_tint : hover_tint}, corner);
}

void Painter::label() {
  words({box_.area.x, box_.area.y + label_y}, info().label, label_style);
  const Rect area = part(0, 0, std::min(box_.area.width, canvas_.measure(info().label, label_style)), hand_y);
  const ImVec2 low{(origin_.x + area.x) * ratio_, (origin_.y + area.y) * ratio_};
  if (ImGui::IsMouseHoveringRect(low, {low.x + area.width * ratio_, low.y + area.height * ratio_}))
    answer_.words = info().help;
}

// ---- the five kinds of values --------------------------------------------------------------------------------------

void Painter::slider() {
  label();
  words({box_.area.right(), box_.area.y + label_y}, shown_param(info(), value()),
        {.size = 14, .align = Align::right, .bold = true});
  const Range& range = info().range;
  const float left = box_.area.x + grab_radius, length = box_.area.width - 2 * grab_radius;
  const Touch hand = touch(part(0, hand_y, box_.area.width, hand_height), 0);
  if (hand.held) {
    const float at = (ImGui::GetIO().MousePos.x / ratio_ - origin_.x - left) / length;
    set(range.min + std::clamp(static_cast<double>(at), 0.0, 1.0) * (range.max - range.min));
  }
  const auto share = static_cast<float>((value() - range.min) / (range.max - range.min));
  const Point grab{left + share * length, box_.area.y + hand_middle};
  const Rect rail{box_.area.x, grab.y - 2, box_.area.width, 4};
  canvas_.rect(rail, {.ink = Ink::muted, .opacity = opacity(0.35f)}, 2);
  canvas_.rect({rail.x, rail.y, grab.x - rail.x, rail.height}, {.ink = Ink::accent, .opacity = opacity()}, 2);
  if (hand.hovered || hand.held) canvas_.disk(grab, grab_radius + 6, {.ink = Ink::accent, .opacity = 0.18f});
  // Opaque below, so that a faded grab does not show the rail through it.
  canvas_.disk(grab, grab_radius + 2, {.ink = Ink::surface});
  canvas_.disk(grab, hand.held ? grab_radius + 1 : grab_radius, {.ink = Ink::accent, .opacity = opacity()});
}

// Two arrow buttons with the value between them.
void Painter::arrows(std::string_view shown, double down, double up, bool chevrons) {
  label();
  const Rect whole = part(0, hand_y, box_.area.width, hand_height);
  const double now = value();
  for (const bool is_up : {false, true}) {
    const double target = is_up ? up : down;
    const Rect area{is_up ? whole.right() - arrow_width : whole.x, whole.y, arrow_width, whole.height};
    const bool possible = target != now;
    const Touch hand = possible ? touch(area, is_up ? 1 : 0, true) : Touch{};
    if (hand.pressed) set(target);
    tint(area.inset(1), hand);
    const Point middle = area.center();
    const Stroke stroke{.ink = Ink::ink, .width = 1.5f, .opacity = opacity(possible ? 1 : 0.3f)};
    if (chevrons) {
      const float way = is_up ? 2.f : -2.f;
      const Point arrow[] = {
          {middle.x - way, middle.y - 5}, {middle.x + way + way / 2, middle.y}, {middle.x - way, middle.y + 5}};
      canvas_.polyline(arrow, stroke);
    } else {
      canvas_.line({middle.x - 5, middle.y}, {middle.x + 5, middle.y}, stroke);
      if (is_up) canvas_.line({middle.x, middle.y - 5}, {middle.x, middle.y + 5}, stroke);
    }
  }
  hand_frame(whole);
  words(whole.center(), shown, {.size = 14, .align = Align::center, .bold = true});
}

void Painter::stepper() {
  const Range& range = info().range;
  arrows(shown_param(info(), value()), std::max(range.min, value() - range.step),
         std::min(range.max, value() + range.step), false);
}

void Painter::cycle() {
  const auto last = static_cast<double>(info().choices.size()) - 1;
  arrows(shown_param(info(), value()), value() > 0 ? value() - 1 : last, value() < last ? value() + 1 : 0, true);
}

void Painter::toggle() {
  const Touch hand = touch(part(0, hand_y, box_.area.width, hand_height), 0);
  if (hand.pressed) set(value() != 0 ? 0 : 1);
  const bool is_on = value() != 0;
  const Rect rail = part(0, hand_y + (hand_height - switch_height) / 2, switch_width, switch_height);
  const float round = switch_height / 2;
  if (is_on)
    canvas_.rect(rail, {.ink = Ink::accent, .opacity = opacity()}, round);
  else
    canvas_.frame(rail.inset(0.75f), {.ink = Ink::muted, .width = 1.5f, .opacity = opacity()}, round - 0.75f);
  const Point knob{is_on ? rail.right() - round : rail.x + round, rail.center().y};
  if (hand.hovered) canvas_.disk(knob, round + 4, {.ink = Ink::accent, .opacity = 0.18f});
  canvas_.disk(knob, is_on ? 8.f : 6.f, {.ink = is_on ? Ink::surface : Ink::muted, .opacity = opacity()});
  words({rail.right() + 8, rail.center().y}, info().label, label_style);
  if (hand.hovered) answer_.words = info().help;
}

void Painter::segments() {
  label();
  const Rect whole = part(0, hand_y, box_.area.width, hand_height);
  const std::size_t count = info().choices.size();
  const auto selected = static_cast<std::size_t>(value());
  const auto edge = [&](std::size_t i) {
    return std::round(whole.x + whole.width * static_cast<float>(i) / static_cast<float>(count));
  };
  hand_frame(whole);
  for (std::size_t i = 0; i < count; ++i) {
    const Rect area{edge(i), whole.y, edge(i + 1) - edge(i), whole.height};
    const Touch hand = touch(area, static_cast<int>(i));
    if (hand.pressed) set(static_cast<double>(i));
    if (i != selected) tint(area.inset(1), hand);
    if (i > 0 && i != selected && i != selected + 1)
      canvas_.line({area.x, area.y + 8}, {area.x, area.bottom() - 8},
                   {.ink = Ink::muted, .width = 1, .opacity = opacity(0.4f)});
    if (i == selected) {
      canvas_.rect(area, {.ink = Ink::accent, .opacity = opacity(0.14f)}, corner);
      canvas_.frame(area, {.ink = Ink::accent, .width = 2, .opacity = opacity()}, corner);
    }
    words(area.center(), info().choices[i], {.size = 14, .align = Align::center, .bold = i == selected});
  }
}

void Painter::param() {
  enabled_ = session().relevant(box_.index) && !is_locked(info().id);
  if (box_.kind == ControlKind::slider) slider();
  if (box_.kind == ControlKind::stepper) stepper();
  if (box_.kind == ControlKind::toggle) toggle();
  if (box_.kind == ControlKind::segments) segments();
  if (box_.kind == ControlKind::cycle) cycle();
}

// ---- buttons -------------------------------------------------------------------------------------------------------

// Leaves what happened in pressed_button_; paints the text unless it is empty.
void Painter::button(std::string_view text, bool primary) {
  const Rect area = part(0, button_y, box_.area.width, button_height);
  pressed_button_ = touch(area, 0);
  if (primary) canvas_.rect(area, {.ink = Ink::accent, .opacity = opacity()}, corner);
  tint(area, pressed_button_);
  if (!primary) hand_frame(area);
  if (!text.empty())
    words(area.center(), text,
          {.size = 14, .ink = primary ? Ink::surface : Ink::ink, .align = Align::center, .bold = true});
}

// A play triangle or two bars before the words, as on every player.
void Painter::run_button() {
  const bool running = session().running();
  const std::string_view text = running ? "Pause" : session().text().playback.run_label;
  const bool leads = session().text().playback.run_leads;
  const Ink ink = leads ? Ink::surface : Ink::ink;
  button({}, leads);
  const Rect area = part(0, button_y, box_.area.width, button_height);
  constexpr float sign_width = 10, space = 8;
  const TextStyle style{.size = 14, .ink = ink, .bold = true};
  const float width = sign_width + space + canvas_.measure(text, style);
  const float x = std::round(area.center().x - width / 2), y = area.center().y;
  const Fill fill{.ink = ink, .opacity = opacity()};
  if (running) {
    canvas_.rect({x, y - 6, 3, 12}, fill);
    canvas_.rect({x + 6, y - 6, 3, 12}, fill);
  } else {
    const Point triangle[] = {{x, y - 6}, {x + sign_width, y}, {x, y + 6}};
    canvas_.polygon(triangle, fill);
  }
  words({x + sign_width + space, y}, text, style);
  if (!pressed_button_.pressed) return;
  if (running)
    session().pause();
  else
    session().run();
}

// Quiet, on the line of the values it belongs to.
void Painter::more_button() {
  const std::string_view text = state_.more_open ? "Less" : "More";
  const Rect area = part(0, hand_y, box_.area.width, hand_height);
  const Touch hand = touch(area, 0);
  if (hand.pressed) state_.more_open = !state_.more_open;
  tint(area, hand);
  const TextStyle style{.size = 14, .ink = Ink::muted};
  constexpr float sign_width = 10, space = 6, rise = 2.5f;
  const float x = std::round(area.center().x - (canvas_.measure(text, style) + space + sign_width) / 2);
  const float y = area.center().y, left = x + canvas_.measure(text, style) + space;
  words({x, y}, text, style);
  const float way = state_.more_open ? -rise : rise;
  const Point arrow[] = {{left, y - way}, {left + sign_width / 2, y + way}, {left + sign_width, y - way}};
  canvas_.polyline(arrow, {.ink = Ink::muted, .width = 1.5f});
}

// ---- the panel -----------------------------------------------------------------------------------------------------

void Painter::control(const ControlBox& box) {
  box_ = box;
  enabled_ = true;
  const WidgetText& text = session().text();
  switch (box.kind) {
    case ControlKind::run:
      enabled_ = !is_locked("run");
      run_button();
      break;
    case ControlKind::step:
      enabled_ = !is_locked("step") && session().ticks() < session().last_tick();
      button(text.playback.step_label, false);
      if (pressed_button_.pressed) session().step(1);
      break;
    case ControlKind::action:
      enabled_ = !is_locked(text.actions[box.index].id);
      // The first action leads where there is nothing to run, or where the widget says so.
      button(text.actions[box.index].label,
             box.index == 0 && (text.playback.max_ticks == 0 || !text.playback.run_leads));
      if (pressed_button_.pressed) session().act(box.index);
      break;
    case ControlKind::new_seed: {
      const std::size_t seed = seed_param(text).value_or(0);
      enabled_ = !is_locked("new_seed") && !is_locked(text.params[seed].id);
      button("New seed", false);
      if (pressed_button_.pressed) session().set(seed, next_seed(text.params[seed], session().value(seed)));
      break;
    }
    case ControlKind::more: more_button(); break;
    case ControlKind::slider:
    case ControlKind::stepper:
    case ControlKind::toggle:
    case ControlKind::segments:
    case ControlKind::cycle: param(); break;
  }
}

}  // namespace

PanelAnswer draw_controls(LessonState& state, const ControlPanel& panel, ImGuiCanvas& canvas, Point origin,
                          float pixel_ratio) {
  Painter painter(state, canvas, origin, pixel_ratio);
  for (const ControlBox& box : panel.boxes) painter.control(box);
  return painter.answer();
}

}  // namespace lesson
