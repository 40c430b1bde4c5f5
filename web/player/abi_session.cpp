// abi_session.cpp: the C functions that need no window; they run natively in tests, in Workers and in pages alike.
#include <algorithm>
#include <cmath>

#include "abi.h"
#include "lesson_state.h"
#include "runs_json.h"

namespace lesson {

LessonState& lesson_state() {
  static LessonState state;
  return state;
}


float picture_height(const LessonState& state, float width) { return state.session->picture_height(width); }

ControlPanel control_panel(const LessonState& state, float width) {
  if (!state.options.controls_in_canvas) return {};
  return layout_controls(state.session->text(), width, state.figure.hidden, state.more_open);
}

float canvas_height(const LessonState& state, float width) {
  return picture_height(state, width) + std::round(control_panel(state, width).height());
}

namespace {

const char* returned(LessonState& state, std::string text) {
  state.returned_text = std::move(text);
  return state.returned_text.c_str();
}

// Calls before lesson_create, or after it failed, do nothing.
Session* session_or_null() {
  LessonState& state = lesson_state();
  return state.session ? &*state.session : nullptr;
}

}  // namespace

}  // namespace lesson

using namespace lesson;

int lesson_create(const char* widget_id, const char* block_json) {
  LessonState& state = lesson_state();
  const WidgetType* const type = find_widget(widget_id ? widget_id : "");
  if (!type) {
    state.messages.push_back("there is no widget with this id: " +
                             std::string(widget_id ? widget_id : "").substr(0, 60));
    return 1;
  }
  state.session.emplace(*type);
  const std::optional<Json> block = parse_json(block_json ? block_json : "{}", state.messages);
  const bool applied = apply_block(*state.session, block ? *block : Json::object(), state.figure, state.messages);
  return block && applied ? 0 : 2;
}

const char* lesson_messages(void) {
  LessonState& state = lesson_state();
  const std::string text = json_text(Json(state.messages));
  state.messages.clear();
  return returned(state, text);
}

const char* lesson_declaration(void) {
  const Session* const session = session_or_null();
  return returned(lesson_state(), session ? json_text(declaration_json(session->type())) : "null");
}

const char* lesson_figure(void) { return returned(lesson_state(), json_text(figure_json(lesson_state().figure))); }

const char* lesson_snapshot(void) {
  const Session* const session = session_or_null();
  return returned(lesson_state(), session ? json_text(snapshot_json(*session)) : "null");
}

void lesson_set(int param, double value) {
  Session* const session = session_or_null();
  if (session && param >= 0 && static_cast<std::size_t>(param) < session->text().params.size())
    session->set(static_cast<std::size_t>(param), value);
}

int lesson_set_values(const char* json) {
  Session* const session = session_or_null();
  if (!session) return 0;
  Messages& messages = lesson_state().messages;
  const std::optional<Json> values = parse_json(json ? json : "", messages);
  return values && apply_values(*session, *values, "#", messages) ? 1 : 0;
}

void lesson_act(int action) {
  Session* const session = session_or_null();
  if (session && action >= 0 && static_cast<std::size_t>(action) < session->text().actions.size())
    session->act(static_cast<std::size_t>(action));
}

void lesson_reset(void) {
  if (Session* const session = session_or_null()) session->reset();
}
void lesson_step(int ticks) {
  if (Session* const session = session_or_null()) session->step(ticks);
}
void lesson_run(void) {
  if (Session* const session = session_or_null()) session->run();
}
void lesson_run_to(int tick) {
  if (Session* const session = session_or_null()) session->run_to(tick);
}
void lesson_pause(void) {
  if (Session* const session = session_or_null()) session->pause();
}
int lesson_advance(int ticks) {
  Session* const session = session_or_null();
  return session ? session->advance(ticks) : 0;
}
int lesson_running(void) {
  const Session* const session = session_or_null();
  return session && session->running() ? 1 : 0;
}
int lesson_ticks(void) {
  const Session* const session = session_or_null();
  return session ? session->ticks() : 0;
}

const char* lesson_wanted_runs(int most) {
  const Session* const session = session_or_null();
  return returned(lesson_state(), session ? json_text(wanted_runs_json(*session, most)) : "[]");
}
int lesson_offer_run(int run, double train_accuracy, double test_accuracy) {
  Session* const session = session_or_null();
  return session && session->offer_run(run, {train_accuracy, test_accuracy}) ? 1 : 0;
}
int lesson_take_offered(void) {
  Session* const session = session_or_null();
  return session ? session->take_offered() : 0;
}

const unsigned char* lesson_save(void) {
  LessonState& state = lesson_state();
  state.saved.clear();
  if (state.session) state.saved = state.session->save();
  return reinterpret_cast<const unsigned char*>(state.saved.data());
}
int lesson_saved_size(void) { return static_cast<int>(lesson_state().saved.size()); }
int lesson_load(const unsigned char* bytes, int size) {
  Session* const session = session_or_null();
  if (!session || !bytes || size < 0) return 0;
  return session->load({reinterpret_cast<const std::byte*>(bytes), static_cast<std::size_t>(size)}) ? 1 : 0;
}

float lesson_height(float width) {
  const LessonState& state = lesson_state();
  return state.session ? canvas_height(state, usable_width(width)) : 0;
}

void lesson_options(int flags) {
  lesson_state().options = {.controls_in_canvas = (flags & 1) != 0,
                            .reduced_motion = (flags & 2) != 0,
                            .ticks_elsewhere = (flags & 4) != 0};
}

void lesson_color(int ink, unsigned rgba) {
  if (ink >= 0 && ink < ink_count) lesson_state().colors[static_cast<std::size_t>(ink)] = rgba;
}
