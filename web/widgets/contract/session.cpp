// session.cpp: the rules of playing a widget; see session.h.
#include "session.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "list_canvas.h"
#include "run_ledger.h"

namespace lesson {

const WidgetType* find_widget(std::string_view id) {
  for (const WidgetType* type : all_widgets())
    if (type->text.id == id) return type;
  return nullptr;
}

Session::Session(const WidgetType& type) : type_(&type), instance_(type.create()) {
  for (const ParamInfo& info : text().params) defaults_.push_back(value_in(info, instance_.params.get()));
  start_over();
}

double Session::value(std::size_t param) const {
  const ParamInfo& info = text().params[param];
  return is_number(info.control) ? info.get(instance_.params.get()) : std::numeric_limits<double>::quiet_NaN();
}

double Session::default_value(std::size_t param) const {
  return is_number(text().params[param].control) ? defaults_[param][0] : std::numeric_limits<double>::quiet_NaN();
}

Value Session::whole_value(std::size_t param) const { return value_in(text().params[param], instance_.params.get()); }

bool Session::relevant(std::size_t param) const {
  const ParamInfo& info = text().params[param];
  return info.relevant == nullptr || info.relevant(instance_.params.get());
}

bool Session::action_relevant(std::size_t action) const {
  const ActionInfo& info = text().actions[action];
  return info.relevant == nullptr || info.relevant(instance_.params.get());
}

bool Session::set(std::size_t param, double value) {
  std::vector<std::optional<double>> values(text().params.size());
  values[param] = value;
  return set_all(values);
}

bool Session::set_all(std::span<const std::optional<double>> values) {
  std::vector<std::optional<Value>> whole(text().params.size());
  bool all_valid = true;
  for (std::size_t i = 0; i < std::min(values.size(), whole.size()); ++i) {
    if (!values[i]) continue;
    const Reading reading = read_value(text().params[i], *values[i]);
    if (reading.fit == Reading::Fit::refused)
      all_valid = false;
    else
      whole[i] = reading.value;
  }
  apply(whole);
  return all_valid;
}

void Session::apply(std::span<const std::optional<Value>> values) {
  touched();
  const std::vector<Value> before = resetting_values();
  for (std::size_t i = 0; i < std::min(values.size(), text().params.size()); ++i)
    if (values[i]) write_value(text().params[i], instance_.params.get(), fitted(text().params[i], *values[i]));
  if (resetting_values() != before) start_over();
}

std::optional<std::size_t> Session::find_param(std::string_view id) const {
  for (std::size_t i = 0; i < text().params.size(); ++i)
    if (text().params[i].id == id) return i;
  return std::nullopt;
}

std::optional<std::size_t> Session::find_action(std::string_view id) const {
  for (std::size_t i = 0; i < text().actions.size(); ++i)
    if (text().actions[i].id == id) return i;
  return std::nullopt;
}

void Session::act(std::size_t action) {
  touched();
  const std::vector<Value> before = resetting_values();
  const int more_ticks = text().actions[action].run(instance_.widget.get(), instance_.params.get());
  // An action writes params without set(): bring them back onto their grids, so that a link can restore them.
  for (const ParamInfo& info : text().params)
    write_value(info, instance_.params.get(), value_in(info, instance_.params.get()));
  if (resetting_values() != before) start_over();
  if (more_ticks > 0) goal_ = std::min(last_tick(), ticks_ + std::min(more_ticks, last_tick()));
}

int Session::last_tick() const {
  const int most = text().playback.max_ticks;
  return type_->last_tick ? std::clamp(type_->last_tick(instance_.params.get()), 0, most) : most;
}

void Session::reset() {
  touched();
  start_over();
}

void Session::start_over() {
  ticks_ = goal_ = reached_ = 0;
  checkpoints_.clear();
  farthest_ = {};
  type_->reset(instance_.widget.get(), instance_.params.get());
}

void Session::step(int ticks) {
  touched();
  goal_ = std::min(last_tick(), ticks_ + std::clamp(ticks, 0, last_tick()));
  advance(goal_ - ticks_);
}

void Session::run() {
  touched();
  if (run_goal() <= ticks_) start_over();
  goal_ = std::max(ticks_, run_goal());
}

void Session::run_to(int tick) {
  touched();
  goal_ = std::max(ticks_, std::min(tick, last_tick()));
}

int Session::run_goal() const {
  const int end = last_tick();
  if (!type_->run_goal) return end;
  return std::clamp(type_->run_goal(instance_.widget.get(), instance_.params.get(), ticks_), 0, end);
}

int Session::advance(int ticks) {
  const int count = std::clamp(ticks, 0, std::max(0, goal_ - ticks_));
  if (count > 0 && checkpoints_.wants(ticks_)) checkpoints_.keep(ticks_, save());
  for (int i = 0; i < count; ++i) {
    type_->step(instance_.widget.get(), instance_.params.get());
    ++ticks_;
    if (checkpoints_.wants(ticks_)) checkpoints_.keep(ticks_, save());
  }
  reached_ = std::max(reached_, ticks_);
  return count;
}

void Session::seek(int tick) {
  touched();
  const int wanted = std::clamp(tick, 0, reached_);
  // The farthest state is kept too, so that the way back to it is no work.
  if (ticks_ == reached_) farthest_ = {ticks_, save()};
  if (wanted == reached_ && farthest_.tick == wanted) {
    restore(farthest_.state);
  } else if (const Checkpoints::Checkpoint* const near = checkpoints_.before(wanted);
             near != nullptr && (wanted < ticks_ || near->tick > ticks_)) {
    restore(near->state);
  } else if (wanted < ticks_) {
    type_->reset(instance_.widget.get(), instance_.params.get());
    ticks_ = 0;
  }
  goal_ = wanted;
  advance(wanted - ticks_);
}

std::vector<int> Session::wanted_runs(int most) const {
  if (!type_->runs || !running()) return {};
  return type_->runs(instance_.widget.get()).wanted(ticks_, goal_, most);
}

std::optional<dropout::SweepRun> Session::train_run(int run) const {
  if (!type_->runs) return std::nullopt;
  const RunLedger& ledger = type_->runs(instance_.widget.get());
  if (run < 0 || run >= ledger.plan().run_count) return std::nullopt;
  return ledger.train(type_->run_config(instance_.widget.get(), run));
}

bool Session::offer_run(int number, const dropout::SweepRun& result) {
  return type_->runs && type_->runs(instance_.widget.get()).offer(number, result);
}

int Session::take_offered() {
  return type_->runs ? advance(type_->runs(instance_.widget.get()).known_ticks(ticks_)) : 0;
}

bool Session::timed_work(int place) const {
  if (!type_->timed_work || place < 0) return false;
  for (const ParamInfo& info : text().params) {
    if (!info.measured || info.control != Control::curve || place >= info.count) continue;
    type_->timed_work(instance_.widget.get(), instance_.params.get(), place);
    return true;
  }
  return false;
}

double Session::readout(std::size_t index) const {
  return text().readouts[index].get(instance_.widget.get(), instance_.params.get());
}

std::string Session::describe(PanelSet panels) const {
  const PanelInfo* const only = only_panel(text(), panels);
  const auto words = only && only->describe ? only->describe : type_->describe;
  return words(instance_.widget.get(), instance_.params.get());
}

float Session::picture_height(float width, PanelSet panels) const {
  return panel_layout(text(), width, panels).height;
}

void Session::draw(FigureCanvas& canvas, const PanelLayout& layout) const {
  for (const PlacedPanel& placed : layout.panels) {
    begin_panel(canvas, placed);
    placed.info->draw(instance_.widget.get(), instance_.params.get(), canvas);
  }
}

std::vector<unsigned char> Session::picture(float width, PanelSet panels, float widest_panel) const {
  const PanelLayout layout = panel_layout(text(), width, panels, widest_panel);
  ListCanvas canvas(text(), usable_width(width), layout.height);
  draw(canvas, layout);
  return canvas.finish();
}

std::vector<std::byte> Session::save() const {
  StateIo io;
  int ticks = ticks_, goal = goal_;
  io(ticks);
  io(goal);
  type_->state(instance_.widget.get(), io);
  return io.take();
}

bool Session::load(std::span<const std::byte> bytes) {
  start_over();
  const bool loaded = restore(bytes);
  if (!loaded) start_over();
  reached_ = ticks_;
  told_.reset();
  is_touched_ = false;
  return loaded;
}

bool Session::restore(std::span<const std::byte> bytes) {
  StateIo io(bytes);
  int ticks = 0, goal = 0;
  io(ticks);
  io(goal);
  type_->state(instance_.widget.get(), io);
  const int end = last_tick();
  if (!io.complete() || ticks < 0 || ticks > end || goal < ticks || goal > end) return false;
  ticks_ = ticks;
  goal_ = goal;
  return true;
}

std::vector<Value> Session::resetting_values() const {
  std::vector<Value> values;
  for (std::size_t i = 0; i < text().params.size(); ++i)
    if (text().params[i].effect == ParamEffect::resets) values.push_back(whole_value(i));
  return values;
}

}  // namespace lesson
