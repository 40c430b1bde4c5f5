// session.h: one widget being played: its values, its ticks and the rules of setting, acting, running and saving.
//
// The only way in which hosts and tests touch a widget. Needs no browser, clock or GPU. Everything that reaches a
// widget passes through set(), which refuses NaN, clamps and snaps (values.h); so a widget never sees a bad value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/sweep.h"
#include "checkpoints.h"
#include "panel_layout.h"
#include "values.h"
#include "widget.h"

namespace lesson {

// The table rows of every widget, in the order of widgets.inc.
std::span<const WidgetType* const> all_widgets();
const WidgetType* find_widget(std::string_view id);  // null when there is none

class Session {
 public:
  explicit Session(const WidgetType& type);

  const WidgetType& type() const { return *type_; }
  const WidgetText& text() const { return type_->text; }

  double value(std::size_t param) const;       // NaN for the kinds that are lists
  Value whole_value(std::size_t param) const;  // of every kind
  double default_value(std::size_t param) const;
  const Value& whole_default(std::size_t param) const { return defaults_[param]; }
  bool relevant(std::size_t param) const;
  bool action_relevant(std::size_t action) const;
  // Snaps and sets; a value that resets starts over at tick 0. False: NaN, infinite or no number; nothing changed.
  bool set(std::size_t param, double value);
  // Several at once with a single reset, so that a preset or a link is applied in any order. Unset entries: nullopt.
  bool set_all(std::span<const std::optional<double>> values);
  // The same for every kind; the values are what read_value() or fitted() returned.
  void apply(std::span<const std::optional<Value>> values);
  std::optional<std::size_t> find_param(std::string_view id) const;
  std::optional<std::size_t> find_action(std::string_view id) const;

  // Runs an action: it may change params (then the widget starts over) and may ask for ticks (then running() is true).
  void act(std::size_t action);
  void reset();           // same params, tick 0
  void step(int ticks);   // at most up to the last tick; negative counts do nothing
  void run();             // towards the next goal; from the last goal it starts over
  void run_to(int tick);  // the same with a goal of the caller's, at most the last tick; one behind pauses
  void pause() { goal_ = ticks_; }
  bool running() const { return goal_ > ticks_; }
  int goal() const { return goal_; }
  int ticks() const { return ticks_; }
  int last_tick() const;  // under the present params
  // Up to `ticks` ticks towards the goal; returns how many were done.
  int advance(int ticks);
  // The state at that tick, back or forth, as playing there gives it; at most reached(). Pauses there.
  void seek(int tick);
  int reached() const { return reached_; }  // the farthest tick since the last reset

  // ---- training runs that a host may compute ahead, in Workers; see run_ledger.h ----
  // The next runs on the way to the goal whose results are not known, at most so many. None for most widgets.
  std::vector<int> wanted_runs(int most) const;
  // Trains that run here and now, for the values of the last reset; nothing for numbers that are no run.
  std::optional<dropout::SweepRun> train_run(int run) const;
  // Hands over a result. False: nobody waits for it, or it is no possible result.
  bool offer_run(int number, const dropout::SweepRun& result);
  // Advances towards the goal as far as known results reach, so nothing is computed; returns the ticks done.
  int take_offered();

  // Does the work that a clock times for that place of the measured curve; the state stays as it is. False: there is none.
  bool timed_work(int place) const;

  double readout(std::size_t index) const;
  // panels: bit i is panel i of the declaration; bits beyond are ignored, none means all.
  std::string describe(PanelSet panels = 0) const;
  // The complete description: the widget's own, or the sentence and the readouts.
  std::string details(PanelSet panels = 0) const;
  // What was changed by touches (act, apply, step, run, seek) since the response to an earlier touch was asked for: the
  // news first, in a few words; "" if nothing was. Asked again without a touch it compares with the same state.
  std::string response();
  // What a panel draws as rows, see table.h; the readouts where it has no table of its own.
  std::string table(std::size_t panel) const;
  // Height of the picture in whole CSS pixels at that width, which is taken as 240 to 4096.
  float picture_height(float width, PanelSet panels = 0) const;
  // Draws the panels where they stand on a canvas that is as wide as the layout was made for.
  void draw(FigureCanvas& canvas, const PanelLayout& layout) const;
  // A picture as a display list; widest_panel: see panel_layout.h.
  std::vector<unsigned char> picture(float width, PanelSet panels = 0, float widest_panel = 4096) const;

  // Everything that evolves, ticks included; load() needs equal params and refuses other bytes (the session is then
  // reset). The bytes are for the same build only.
  std::vector<std::byte> save() const;
  bool load(std::span<const std::byte> bytes);

 private:
  // How things stand, as far as a response tells it.
  struct Standing {
    std::vector<Value> values;
    std::vector<double> readouts;
    int ticks = 0;
  };
  Standing standing() const;
  void touched();
  std::vector<Value> resetting_values() const;
  int run_goal() const;
  void start_over();
  bool restore(std::span<const std::byte> bytes);
  std::string changed_values(const Standing& now) const;
  std::string changed_readouts(const Standing& now) const;

  const WidgetType* type_;
  Instance instance_;
  std::vector<Value> defaults_;
  int ticks_ = 0, goal_ = 0, reached_ = 0;
  Checkpoints checkpoints_;
  Checkpoints::Checkpoint farthest_;  // the state at reached_, once seek() left it
  // Readouts may cost work, so they are looked at when a response is asked for, and once before the first touch.
  std::optional<Standing> told_;  // at the last response
  Standing before_;               // what responses compare with until the next touch
  bool is_touched_ = false;
};

}  // namespace lesson
