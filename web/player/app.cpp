// app.cpp: the frame; see app.h.
#include "app.h"

#include <emscripten/emscripten.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "controls.h"
#include "input.h"

namespace lesson {

namespace {

// Longest time that ticks may take of one frame: half of a frame at 60 a second. The rest belongs to the page.
constexpr double tick_budget_ms = 8;

ImGuiContext* new_context() {
  ImGuiContext* const context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.AntiAliasedLinesUseTex = false;  // SDL's software renderer does not smooth textures
  style.CircleTessellationMaxError = 0.15f;
  return context;
}

}  // namespace

App::App(LessonState& state) : state_(state), context_(new_context()) {}

App::~App() {
  renderer_.close();  // it still needs the context
  ImGui::DestroyContext(context_);
}

Renderer::Kind App::open(float width, float pixel_ratio) {
  width_ = usable_width(width);
  pixel_ratio_ = std::isfinite(pixel_ratio) ? std::clamp(pixel_ratio, 0.25f, 8.f) : 1;
  text_.set_pixel_ratio(pixel_ratio_);
  text_.bake();
  const Renderer::Kind kind = renderer_.open(device(width_), device(canvas_height(state_, width_)));
  if (kind != Renderer::Kind::none) leave_page_its_events();
  text_.set_whole_pixels(kind == Renderer::Kind::software);
  last_played_ = played();
  return kind;
}

void App::resize(float width, float pixel_ratio) {
  width_ = usable_width(width);
  pixel_ratio_ = std::isfinite(pixel_ratio) ? std::clamp(pixel_ratio, 0.25f, 8.f) : 1;
  text_.set_pixel_ratio(pixel_ratio_);
  renderer_.resize(device(width_), device(canvas_height(state_, width_)));
}

int App::frame(double elapsed_ms) {
  if (renderer_.lost()) return context_lost;
  const bool had_input = take_pointer_events();
  run_ticks(elapsed_ms);
  const Played before = played();
  if (picture_is_due(elapsed_ms, had_input)) {
    draw(elapsed_ms);
    present();
  }
  // What the reader just did in the canvas is shown by the next frame.
  const Played now = played();
  const bool wants = now != before || pointer_events_wait() || repeats_ || shown() != last_shown_ ||
                     (state_.session->running() && !state_.options.ticks_elsewhere);
  const bool changed = now != last_played_;
  last_played_ = now;
  return (wants ? wants_frame : 0) + (changed ? state_changed : 0);
}

// Ticks, not time, decide results: time only says how many are due and when this frame has had enough.
void App::run_ticks(double elapsed_ms) {
  Session& session = *state_.session;
  if (!session.running() || state_.options.ticks_elsewhere) return pace_.restart();
  int left = pace_.due(elapsed_ms, session.text().playback.ticks_per_second);
  const double begin = emscripten_get_now();
  for (int done = 0, chunk = 1; left > 0 && session.running();) {
    const int advanced = session.advance(std::min(chunk, left));
    pace_.done(advanced);
    left -= advanced;
    done += advanced;
    const double spent = emscripten_get_now() - begin;
    if (spent >= tick_budget_ms) break;
    // As many as should take half of the time that is left; clocks in browsers are coarse, so at most twice as many.
    const double each = std::max(spent, 0.05) / done;
    chunk = std::clamp(static_cast<int>((tick_budget_ms - spent) / 2 / each), 1, 2 * chunk);
  }
}

bool App::picture_is_due(double elapsed_ms, bool had_input) {
  const bool next_state = still_pace_.due(elapsed_ms);
  if (!state_.options.reduced_motion || !state_.session->running()) return true;
  return next_state || had_input || pointer_events_wait() || repeats_ || shown() != last_shown_;
}

void App::draw(double elapsed_ms) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(device(width_)), static_cast<float>(device(canvas_height(state_, width_)))};
  io.DeltaTime = static_cast<float>(std::clamp(elapsed_ms, 1.0, 100.0) / 1000);
  last_shown_ = shown();
  // Twice when the picture has text that no frame before had.
  for (int pass = 0; pass < 2; ++pass) {
    if (text_.stale()) {
      text_.bake();
      renderer_.upload_fonts();
    }
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("canvas", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
    draw_picture();
    draw_panel();
    draw_words();
    ImGui::End();
    ImGui::Render();
    if (!text_.stale()) break;
  }
  show_pointer(pointer_shape_);
}

void App::draw_picture() {
  Session& session = *state_.session;
  ImGuiCanvas picture = canvas({0, 0, width_, picture_height(state_, width_)}, &touch_);
  touch_.begin();
  session.draw(picture);
  // A press that began in the panel belongs to the panel. A press on the empty window, where the picture is, makes the
  // window's own move id active, and that one belongs to the picture.
  const ImGuiID active = ImGui::GetActiveID();
  const bool panel_has_it = active != 0 && active != ImGui::GetCurrentWindow()->MoveId;
  const PictureTouch::Wish wish = touch_.update(panel_has_it ? Pointer{} : current_pointer(pixel_ratio_));
  words_ = touch_.words();
  pointer_shape_ = touch_.shape();
  const auto& locked = state_.figure.locked;
  if (std::find(locked.begin(), locked.end(), wish.id) != locked.end()) return;
  if (wish.kind == PictureTouch::Wish::Kind::act) {
    if (const auto action = session.find_action(wish.id)) session.act(*action);
  } else if (wish.kind == PictureTouch::Wish::Kind::set) {
    if (const auto param = session.find_param(wish.id)) session.set(*param, wish.value);
    const bool second_locked = std::find(locked.begin(), locked.end(), wish.second_id) != locked.end();
    if (const auto second = session.find_param(wish.second_id); second && !second_locked)
      session.set(*second, wish.second_value);
  }
}

void App::draw_panel() {
  repeats_ = false;
  const ControlPanel panel = control_panel(state_, width_);
  if (panel.rows == 0) return;
  const float top = picture_height(state_, width_);
  ImGuiCanvas space = canvas({0, top, width_, panel.height()}, nullptr);
  const PanelAnswer answer = draw_controls(state_, panel, space, {0, top}, pixel_ratio_);
  repeats_ = answer.repeats;
  if (touch_.dragging()) return;
  if (answer.shape != PointerShape::arrow) pointer_shape_ = answer.shape;
  if (!answer.words.empty()) words_ = answer.words;
}

// The explanation stands above the pointer, or below it where there is no room, and inside the canvas.
void App::draw_words() {
  if (words_.empty()) return;
  constexpr TextStyle style{.size = 14};
  constexpr float line_height = 20, padding = 8, most_width = 280, away = 16;
  const float height = canvas_height(state_, width_);
  ImGuiCanvas space = canvas({0, 0, width_, height}, nullptr);

  std::vector<std::string> lines(1);
  float widest = 0;
  for (std::size_t at = 0; at < words_.size();) {
    const std::size_t end = std::min(words_.find(' ', at), words_.size());
    const std::string word = words_.substr(at, end - at);
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (!lines.back().empty() && space.measure(longer, style) > most_width)
      lines.push_back(word);
    else
      lines.back() = longer;
    widest = std::max(widest, space.measure(lines.back(), style));
    at = end + 1;
  }

  const Point at = current_pointer(pixel_ratio_).at;
  Rect card{0, 0, std::ceil(widest) + 2 * padding, line_height * static_cast<float>(lines.size()) + 2 * padding - 4};
  card.x = std::clamp(std::round(at.x - card.width / 2), 1.f, std::max(1.f, width_ - card.width - 1));
  const float above = std::round(at.y - away - card.height), below = std::round(at.y + away + 8);
  card.y = above >= 1 ? above : std::min(below, std::max(1.f, height - card.height - 1));
  space.rect({card.x, card.y + 2, card.width, card.height}, {.ink = Ink::ink, .opacity = 0.12f}, 4);
  space.rect(card, {.ink = Ink::surface}, 4);
  space.frame(card, {.ink = Ink::muted, .width = 1, .opacity = 0.6f}, 4);
  for (std::size_t i = 0; i < lines.size(); ++i)
    space.text({card.x + padding, card.y + padding - 2 + line_height * (static_cast<float>(i) + 0.5f)}, lines[i],
               style);
}

void App::present() {
  renderer_.present(*ImGui::GetDrawData(), state_.colors[static_cast<std::size_t>(Ink::surface)]);
}

App::Played App::played() const {
  const Session& session = *state_.session;
  Played played{.values = {}, .ticks = session.ticks(), .goal = session.goal()};
  for (std::size_t i = 0; i < session.text().params.size(); ++i) played.values.push_back(session.value(i));
  return played;
}

App::Shown App::shown() const {
  return {.values = played().values,
          .goal = state_.session->goal(),
          .colors = state_.colors,
          .more_open = state_.more_open,
          .controls = state_.options.controls_in_canvas,
          .width = width_,
          .pixel_ratio = pixel_ratio_};
}

ImGuiCanvas App::canvas(const Rect& area, PictureTouch* touch) {
  return ImGuiCanvas({.list = *ImGui::GetWindowDrawList(),
                      .text = text_,
                      .colors = state_.colors,
                      .pixel_ratio = pixel_ratio_,
                      .touch = touch},
                     area);
}

int App::device(float css) const { return std::max(1, static_cast<int>(std::lround(css * pixel_ratio_))); }

}  // namespace lesson
