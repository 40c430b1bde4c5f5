// widget.h: what a lesson widget declares and what the host sees of it. Includes no GUI, SDL, JSON or browser header.
//
// The author writes ONE file: a struct that models the concept Widget, with its Params, and tables of params, readouts
// actions and panels as constexpr data. widget_type<W>() of declare.h erases the struct to a const row of function pointers, WidgetType.
// ImGui controls, the DOM twin, permalinks, the message API, the schemas, posters and tests are all derived from the row.
//
// The life of a widget, as every host plays it:
//   reset(params)              a fresh picture, ticks = 0. After it everything is a function of (params, ticks).
//   step(params) x n           n ticks of fixed work each. No clock, no hidden randomness.
//   set a param                the host snaps and clamps it, then resets (ParamEffect::resets) or only redraws (view).
//   act(params)                an action may change params (the host then resets) and may ask for n further ticks.
//   panels, describe, readouts const, valid after reset and after each tick.
//   state(io)                  lists what evolves, once, for saving and restoring: parking, and running in a Worker.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "canvas.h"
#include "state_io.h"

namespace dropout {
struct TrainerConfig;
}

namespace lesson {

class RunLedger;
class Table;

// The kind of a parameter, which is also its control. The first four are one number each (a choice is its place, a toggle
// 0 or 1); the others are lists of numbers:
//   set      up to 64 named things, 1 in or 0 out
//   curve    up to 32 values over an interval, at equal distances
//   points   planted by the reader: x, y, class of each
//   cells    a painted grid, 1 on or 0 off, row by row from the top left
enum class Control : std::uint8_t { slider, stepper, toggle, choice, set, curve, points, cells };
// Their words in widgets.json.
inline constexpr std::string_view kind_names[] = {"slider", "stepper", "toggle", "choice",
                                                  "set",    "curve",   "points", "cells"};
constexpr std::string_view kind_name(Control kind) { return kind_names[static_cast<std::size_t>(kind)]; }
constexpr bool is_number(Control kind) { return kind <= Control::choice; }
struct KindRules;  // how a kind is read and written, see values_kinds.h

// Where a control stands: under the picture; behind "More"; or in the picture itself (dragged or tapped there; the
// twin lists it under "Values in the picture").
enum class Place : std::uint8_t { main, more, picture };

// What a new value does: start over at tick 0 with it, or only change how the same state is shown.
enum class ParamEffect : std::uint8_t { resets, view };

struct Range {
  double min = 0, max = 1, step = 1;
};

struct ParamInfo {
  std::string_view id;     // address key, JSON key, DOM name, message key. snake_case, never renamed.
  std::string_view label;  // visible label and accessible name, sentence case
  std::string_view unit;   // appended to the value; words carry a leading space (" units"), symbols do not ("%")
  std::string_view help;   // one sentence, ends with a period
  Control control = Control::slider;
  Place place = Place::main;
  ParamEffect effect = ParamEffect::resets;
  Range range{};                                // of the number; of each value of a curve; of x of points
  int decimals = 0;                             // digits after the point when shown
  std::span<const std::string_view> choices{};  // names of choices, things of a set, classes of points
  bool is_seed = false;                         // the RNG seed: shown as a chip; "New seed" changes it
  // A clock of the reader's fills it, which a model has none of. Of a curve: a place that is -1 asks for the time, in ms, of
  // the work that W::timed_work does for that place; the host sets it. What belongs to such times (of which setting they
  // are) is measured as well. Not repeatable, so it stands in no link, no lesson and no form.
  bool measured = false;
  double (*get)(const void* params) = nullptr;
  void (*set)(void* params, double value) = nullptr;  // expects a value that snap() returned
  bool (*relevant)(const void* params) = nullptr;     // null: always. False: disabled, value kept

  // For the kinds that are lists of numbers, which have rules, read and write in place of get and set.
  const KindRules* rules = nullptr;
  Range second_range{};     // the interval under a curve; y of points
  int count = 1;            // numbers of a set, curve or cells; points at most
  int columns = 0;          // of cells
  bool reads_bits = false;  // set: a whole number in a link is one bit a thing, from the lowest
  std::vector<double> (*read)(const void* params) = nullptr;
  void (*write)(void* params, std::span<const double> value) = nullptr;  // expects what fitted() returned
};

struct ReadoutInfo {
  std::string_view id, label, unit, help;
  int decimals = 0;
  double (*get)(const void* widget, const void* params) = nullptr;  // always finite
};

struct ActionInfo {
  std::string_view id, label, help;
  Place place = Place::main;  // main or more
  // May change params (then the host resets). Returns how many ticks to run from here, 0 for none.
  int (*run)(void* widget, void* params) = nullptr;
  bool (*relevant)(const void* params) = nullptr;  // null: always. False: the button is disabled
};

// How ticks are played. A widget without ticks has max_ticks = 0: no Run and no Step button.
struct Playback {
  int max_ticks = 0;                     // the end; ticks beyond are ignored, links are clamped to it
  std::string_view tick_label = "step";  // what is counted: "step", "draw"
  int ticks_each = 1;  // ticks that count as one: a reader of a sweep counts its nets, not parts of their training
  std::string_view run_label = "Run";
  std::string_view step_label = "Step";
  std::string_view running_label = "Running";  // said when Run begins: "Training", "Drawing"
  int ticks_per_second = 60;  // pace of Run where motion is welcome; the work done never depends on it
  bool run_leads = true;      // Run is the first, filled button; false: the first action is
};

// One named part of a widget's picture: a small picture that shows ONE idea. A figure shows the panels that its block or
// link names (`panels`), or all; panel_layout.h puts them beside or below each other.
struct PanelInfo {
  std::string_view id;     // snake_case, never renamed
  std::string_view title;  // what it shows, sentence case; written above it where more than one panel is shown
  float (*height)(float width) = nullptr;  // CSS pixels for a panel of that width, 200 to 1200
  // Fills canvas.bounds(), which starts at 0, 0 and knows nothing of other panels.
  void (*draw)(const void* widget, const void* params, Canvas& canvas) = nullptr;
  // Ids of the params and actions that matter to it; a figure offers the union of its panels'. Empty: all of them.
  std::span<const std::string_view> controls{};
  // The sentence of a figure that shows this panel alone. Null: the widget's.
  std::string (*describe)(const void* widget, const void* params) = nullptr;
  bool wide = false;  // always takes the full width
  // What it draws as rows, from the same data. Null: the readouts.
  void (*table)(const void* widget, const void* params, Table& table) = nullptr;
  // Run, Step and the timeline stand in the open. False where time is beside the point: then they wait under "All controls",
  // unless another panel of the figure plays.
  bool plays = true;
  // Id of the action whose button is filled where Run does not lead. Empty: none; if no panel of the widget has one, the
  // first action.
  std::string_view main_act{};
};
inline constexpr int most_panels = 16;

struct WidgetText {
  std::string_view id;       // snake_case, never renamed
  std::string_view title;    // what the figure shows
  std::string_view summary;  // one sentence for catalogs and embeds: what is to be seen
  std::string_view hint;     // one sentence: what to try first
  std::span<const ParamInfo> params;
  std::span<const ReadoutInfo> readouts;
  std::span<const ActionInfo> actions;
  Playback playback;
  std::span<const PanelInfo> panels;  // at least one, at most most_panels, in reading order
};

// What an author writes. Checked here, so that the compiler names the missing function.
template <class W>
concept Widget = std::default_initializable<W> && std::default_initializable<typename W::Params> &&
    std::is_aggregate_v<typename W::Params> && std::copyable<typename W::Params> &&
    requires(W widget, const W const_widget, const typename W::Params params, StateIo& io) {
  { widget.reset(params) } -> std::same_as<void>;
  { widget.step(params) } -> std::same_as<void>;
  { widget.state(io) } -> std::same_as<void>;
  { const_widget.describe(params) } -> std::convertible_to<std::string>;
};

// One live widget, seen from the host: no templates, no inheritance.
struct Instance {
  std::unique_ptr<void, void (*)(void*)> params, widget;
};

struct WidgetType {
  WidgetText text;
  Instance (*create)() = nullptr;
  void (*reset)(void* widget, const void* params) = nullptr;
  void (*step)(void* widget, const void* params) = nullptr;
  void (*state)(void* widget, StateIo& io) = nullptr;
  std::string (*describe)(const void* widget, const void* params) = nullptr;
  // The complete description, for those who cannot see the picture. Null: the sentence and a list of the readouts.
  std::string (*details)(const void* widget, const void* params) = nullptr;
  // Where Run stops next, seen from `ticks`: an earlier milestone the widget names; one at or behind `ticks` says that
  // nothing is left, so Run starts over. Null: the last tick.
  int (*run_goal)(const void* widget, const void* params, int ticks) = nullptr;
  // The last tick under these params, at most playback.max_ticks. Null: playback.max_ticks.
  int (*last_tick)(const void* params) = nullptr;
  // Whole training runs that ticks consume and that a host may compute ahead, see run_ledger.h. Null: none.
  RunLedger& (*runs)(void* widget) = nullptr;
  dropout::TrainerConfig (*run_config)(const void* widget, int run) = nullptr;
  // Work that a host with a clock times, a place of the measured curve each; always the same work. Null: none.
  void (*timed_work)(const void* widget, const void* params, int place) = nullptr;
};

}  // namespace lesson
