// model.cpp: one Session behind numbers and bytes; see model.h.
#include "model.h"

#include <cmath>
#include <limits>

#include "program_widgets.h"
#include "session.h"

namespace lesson {

namespace {

constexpr int most_input = 16 << 20;

struct Model {
  explicit Model(const WidgetType& type) : session(type), staged(type.text.params.size()) {}
  Session session;
  std::vector<std::optional<Value>> staged;
  std::string message;
  dropout::SweepRun trained;
};
std::optional<Model> model;

// What was returned last, and what comes in.
std::string returned_text;
std::vector<unsigned char> returned_bytes;
std::vector<char> input;
int returned_size = 0;

const char* returned(std::string text) {
  returned_text = std::move(text);
  returned_size = static_cast<int>(returned_text.size());
  return returned_text.c_str();
}

const unsigned char* returned(std::vector<unsigned char> bytes) {
  returned_bytes = std::move(bytes);
  returned_size = static_cast<int>(returned_bytes.size());
  return returned_bytes.data();
}

// The row at a place; null before model_create and for places that are none.
template <class Row>
const Row* at(std::span<const Row> rows, int place) {
  const bool known = model && place >= 0 && static_cast<std::size_t>(place) < rows.size();
  return known ? &rows[static_cast<std::size_t>(place)] : nullptr;
}
const WidgetText& text() { return model ? model->session.text() : program_widgets()[0]->text; }

int stage(int param, const Reading& reading) {
  model->message = reading.message;
  if (reading.fit == Reading::Fit::refused) return 0;
  model->staged[static_cast<std::size_t>(param)] = reading.value;
  return reading.fit == Reading::Fit::taken ? 1 : 2;
}

// A list of numbers has a value at that place: the staged one, or the present one.
Value staged_value(std::size_t param) {
  return model->staged[param] ? *model->staged[param] : model->session.whole_value(param);
}

}  // namespace

}  // namespace lesson

using namespace lesson;

// ---- life ----

int model_create(std::uint32_t hash) {
  for (const WidgetType* type : program_widgets())
    if (declaration_hash(*type) == hash) {
      model.emplace(*type);
      return 1;
    }
  return 0;
}
char* model_input(int size) {
  if (size < 0 || size > most_input) return nullptr;
  input.assign(static_cast<std::size_t>(size) + 1, '\0');  // a text that forgets its zero ends here
  return input.data();
}
int model_size() { return returned_size; }

// ---- values ----

int model_stage(int param, double value) {
  const ParamInfo* const info = at(text().params, param);
  return info ? stage(param, read_value(*info, value)) : 0;
}
int model_stage_text(int param, const char* words) {
  const ParamInfo* const info = at(text().params, param);
  return info && words ? stage(param, read_value(*info, std::string_view(words))) : 0;
}
int model_stage_part(int param, int place, double number) {
  const ParamInfo* const info = at(text().params, param);
  if (!info || is_number(info->control) || !std::isfinite(number)) return 0;
  Value value = staged_value(static_cast<std::size_t>(param));
  if (place < 0 || static_cast<std::size_t>(place) >= value.size()) return 0;
  value[static_cast<std::size_t>(place)] = number;
  return stage(param, {Reading::Fit::taken, fitted(*info, value), {}});
}
void model_apply() {
  if (!model) return;
  model->session.apply(model->staged);
  for (std::optional<Value>& each : model->staged) each.reset();
}
const char* model_message() { return returned(model ? model->message : ""); }

double model_value(int param) {
  return at(text().params, param) ? model->session.value(static_cast<std::size_t>(param))
                                  : std::numeric_limits<double>::quiet_NaN();
}
const char* model_text(int param) {
  const ParamInfo* const info = at(text().params, param);
  return returned(info ? link_text(*info, model->session.whole_value(static_cast<std::size_t>(param))) : "");
}
const char* model_shown(int param) {
  const ParamInfo* const info = at(text().params, param);
  return returned(info ? shown_text(*info, model->session.whole_value(static_cast<std::size_t>(param))) : "");
}
int model_relevant(int place) {
  if (at(text().params, place)) return model->session.relevant(static_cast<std::size_t>(place)) ? 1 : 0;
  const int action = place - static_cast<int>(text().params.size());
  return at(text().actions, action) && model->session.action_relevant(static_cast<std::size_t>(action)) ? 1 : 0;
}
double model_readout(int readout) {
  return at(text().readouts, readout) ? model->session.readout(static_cast<std::size_t>(readout)) : 0;
}
const char* model_readout_shown(int readout) {
  const ReadoutInfo* const info = at(text().readouts, readout);
  return returned(info ? shown_readout(*info, model_readout(readout)) : "");
}

// ---- playing ----

void model_act(int action) {
  if (at(text().actions, action)) model->session.act(static_cast<std::size_t>(action));
}
void model_reset() {
  if (model) model->session.reset();
}
void model_step(int ticks) {
  if (model) model->session.step(ticks);
}
void model_run() {
  if (model) model->session.run();
}
void model_run_to(int tick) {
  if (model) model->session.run_to(tick);
}
void model_pause() {
  if (model) model->session.pause();
}
int model_advance(int ticks) { return model ? model->session.advance(ticks) : 0; }
void model_seek(int tick) {
  if (model) model->session.seek(tick);
}
int model_ticks() { return model ? model->session.ticks() : 0; }
int model_goal() { return model ? model->session.goal() : 0; }
int model_last_tick() { return model ? model->session.last_tick() : 0; }
int model_reached() { return model ? model->session.reached() : 0; }

// ---- words ----

const char* model_sentence(std::uint32_t panels) { return returned(model ? model->session.describe(panels) : ""); }
const char* model_description(std::uint32_t panels) { return returned(model ? model->session.details(panels) : ""); }
const char* model_response() { return returned(model ? model->session.response() : ""); }
const char* model_table(int panel) {
  return returned(at(text().panels, panel) ? model->session.table(static_cast<std::size_t>(panel)) : "");
}

// ---- picture ----

float model_height(float width, std::uint32_t panels) {
  return model ? model->session.picture_height(width, panels) : 0;
}
const unsigned char* model_picture(float width, std::uint32_t panels) {
  if (!model) return returned(std::vector<unsigned char>());
  return returned(model->session.picture(width, panels));
}

// ---- state as bytes ----

const unsigned char* model_save() {
  if (!model) return returned(std::vector<unsigned char>());
  const std::vector<std::byte> state = model->session.save();
  const auto* const bytes = reinterpret_cast<const unsigned char*>(state.data());
  return returned(std::vector<unsigned char>(bytes, bytes + state.size()));
}
int model_load(const char* bytes, int size) {
  if (!model || !bytes || size < 0) return 0;
  return model->session.load({reinterpret_cast<const std::byte*>(bytes), static_cast<std::size_t>(size)}) ? 1 : 0;
}

// ---- training runs ----

int model_wanted_run(int place) {
  if (!model || place < 0) return -1;
  const std::vector<int> wanted = model->session.wanted_runs(place + 1);
  return wanted.size() > static_cast<std::size_t>(place) ? wanted.back() : -1;
}
int model_train_run(int run) {
  const std::optional<dropout::SweepRun> result = model ? model->session.train_run(run) : std::nullopt;
  if (result) model->trained = *result;
  return result ? 1 : 0;
}
double model_run_train_accuracy() { return model ? model->trained.train_accuracy : 0; }
double model_run_test_accuracy() { return model ? model->trained.test_accuracy : 0; }
int model_offer_run(int run, double train_accuracy, double test_accuracy) {
  return model && model->session.offer_run(run, {train_accuracy, test_accuracy}) ? 1 : 0;
}
int model_take_offered() { return model ? model->session.take_offered() : 0; }

// ---- timed work ----

int model_timed_work(int place) { return model && model->session.timed_work(place) ? 1 : 0; }
