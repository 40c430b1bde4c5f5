// session.cpp: the rules of playing a widget; see session.h.
#include "session.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "list_canvas.h"
#include "run_ledger.h"

namespace lesson {

const WidgetType* find_widget(std::string_view id) {
  for (const WidgetType* type : all_widgets())
    if (type->text.id == id) return type;
  return nullptr;
}

std::optional<double> snap(const ParamInfo& info, double value) {
  if (!std::isfinite(value)) return std::nullopt;
  const Range& range = info.range;
  const double clamped = std::clamp(value, range.min, range.max);
  const double steps = std::round((clamped - range.min) / range.step);
  // 7 * 0.1 is 0.7000000000000001. The grids of all parameters lie on millionths, so this gives the double that a
  // reader's "0.7" gives; a link then compares equal to the default.
  const double on_grid = std::round((range.min + steps * range.step) * 1e6) / 1e6;
  return std::clamp(on_grid, range.min, range.max);
}

std::string shown_value(const ParamInfo& info, double value) {
  if (info.control == Control::toggle) return value != 0 ? "on" : "off";
  if (info.control == Control::choice) {
    const auto index = static_cast<std::size_t>(value);
    return index < info.choices.size() ? std::string(info.choices[index]) : std::string();
  }
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.*f", info.decimals, value);
  return std::string(digits) + std::string(info.unit);
}

Session::Session(const WidgetType& type) : type_(&type), instance_(type.create()) {
  for (const ParamInfo& info : text().params) defaults_.push_back(info.get(instance_.params.get()));
  reset();
}

double Session::value(std::size_t param) const { return text().params[param].get(instance_.params.get()); }

bool Session::relevant(std::size_t param) const {
  const ParamInfo& info = text().params[param];
  return info.relevant == nullptr || info.relevant(instance_.params.get());
}

bool Session::set(std::size_t param, double value) {
  std::vector<std::optional<double>> values(text().params.size());
  values[param] = value;
  return set_all(values);
}

bool Session::set_all(std::span<const std::optional<double>> values) {
  const std::vector<double> before = resetting_values();
  bool all_valid = true;
  for (std::size_t i = 0; i < values.size() && i < text().params.size(); ++i) {
    if (!values[i]) continue;
    const ParamInfo& info = text().params[i];
    if (const std::optional<double> snapped = snap(info, *values[i]))
      info.set(instance_.params.get(), *snapped);
    else
      all_valid = false;
  }
  if (resetting_values() != before) reset();
  return all_valid;
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
  const std::vector<double> before = resetting_values();
  const int more_ticks = text().actions[action].run(instance_.widget.get(), instance_.params.get());
  // An action writes params without set(): bring them back onto their grids, so that a link can restore them.
  for (const ParamInfo& info : text().params) {
    const double written = info.get(instance_.params.get());
    info.set(instance_.params.get(), snap(info, written).value_or(info.range.min));
  }
  if (resetting_values() != before) reset();
  if (more_ticks > 0) goal_ = std::min(last_tick(), ticks_ + std::min(more_ticks, last_tick()));
}

int Session::last_tick() const {
  const int most = text().playback.max_ticks;
  return type_->last_tick ? std::clamp(type_->last_tick(instance_.params.get()), 0, most) : most;
}

void Session::reset() {
  ticks_ = goal_ = 0;
  type_->reset(instance_.widget.get(), instance_.params.get());
}

void Session::step(int ticks) {
  goal_ = std::min(last_tick(), ticks_ + std::clamp(ticks, 0, last_tick()));
  advance(goal_ - ticks_);
}

void Session::run() {
  if (run_goal() <= ticks_) reset();
  goal_ = std::max(ticks_, run_goal());
}

void Session::run_to(int tick) { goal_ = std::max(ticks_, std::min(tick, last_tick())); }

int Session::run_goal() const {
  const int end = last_tick();
  if (!type_->run_goal) return end;
  return std::clamp(type_->run_goal(instance_.widget.get(), instance_.params.get(), ticks_), 0, end);
}

int Session::advance(int ticks) {
  const int count = std::clamp(ticks, 0, std::max(0, goal_ - ticks_));
  for (int i = 0; i < count; ++i) type_->step(instance_.widget.get(), instance_.params.get());
  ticks_ += count;
  return count;
}

std::vector<Session::WantedRun> Session::wanted_runs(int most) const {
  std::vector<WantedRun> wanted;
  if (!type_->runs || !running()) return wanted;
  const RunLedger& ledger = type_->runs(instance_.widget.get());
  for (int run = ledger.finished(); run < ledger.needed(ticks_, goal_) && std::ssize(wanted) < most; ++run)
    if (!ledger.knows(run)) wanted.push_back({run, type_->run_config(instance_.widget.get(), run)});
  return wanted;
}

bool Session::offer_run(int number, const dropout::SweepRun& result) {
  return type_->runs && type_->runs(instance_.widget.get()).offer(number, result);
}

int Session::take_offered() {
  return type_->runs ? advance(type_->runs(instance_.widget.get()).known_ticks(ticks_)) : 0;
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

void Session::draw(Canvas& canvas, PanelSet panels) const {
  for (const PlacedPanel& placed : panel_layout(text(), canvas.bounds().width, panels).panels) {
    PanelCanvas part(canvas, placed);
    placed.info->draw(instance_.widget.get(), instance_.params.get(), part);
  }
}

std::vector<unsigned char> Session::picture(float width, PanelSet panels) const {
  ListCanvas canvas(text(), usable_width(width), picture_height(width, panels));
  draw(canvas, panels);
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
  reset();
  StateIo io(bytes);
  int ticks = 0, goal = 0;
  io(ticks);
  io(goal);
  type_->state(instance_.widget.get(), io);
  const int end = last_tick();
  if (!io.complete() || ticks < 0 || ticks > end || goal < ticks || goal > end) {
    reset();
    return false;
  }
  ticks_ = ticks;
  goal_ = goal;
  return true;
}

std::vector<double> Session::resetting_values() const {
  std::vector<double> values;
  for (const ParamInfo& info : text().params)
    if (info.effect == ParamEffect::resets) values.push_back(info.get(instance_.params.get()));
  return values;
}

}  // namespace lesson
