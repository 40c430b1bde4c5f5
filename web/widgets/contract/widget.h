// widget.h: what a lesson widget declares and what the host sees of it. Includes no GUI, SDL, JSON or browser header.
//
// The author writes ONE file: a struct that models the concept Widget, with its Params, and tables of params, readouts
// and actions as constexpr data. widget_type<W>() erases the struct to a const row of function pointers, WidgetType.
// ImGui controls, the DOM twin, permalinks, the message API, the schemas, posters and tests are all derived from the row.
//
// The life of a widget, as every host plays it:
//   reset(params)              a fresh picture, ticks = 0. After it everything is a function of (params, ticks).
//   step(params) x n           n ticks of fixed work each. No clock, no hidden randomness.
//   set a param                the host snaps and clamps it, then resets (ParamEffect::resets) or only redraws (view).
//   act(params)                an action may change params (the host then resets) and may ask for n further ticks.
//   draw, describe, readouts   const, valid after reset and after each tick.
//   state(io)                  lists what evolves, once, for saving and restoring: parking, and running in a Worker.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "canvas.h"

namespace dropout {
struct TrainerConfig;
}

namespace lesson {

class RunLedger;

enum class Control : std::uint8_t { slider, stepper, toggle, choice };

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
  Range range;
  int decimals = 0;                             // digits after the point when shown
  std::span<const std::string_view> choices{};  // Control::choice only: value i is choices[i]
  bool is_seed = false;                         // the RNG seed: shown as a chip; "New seed" changes it
  double (*get)(const void* params) = nullptr;
  void (*set)(void* params, double value) = nullptr;  // expects a value that snap() returned
  bool (*relevant)(const void* params) = nullptr;     // null: always. False: disabled, value kept
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
};

// How ticks are played. A widget without ticks has max_ticks = 0: no Run and no Step button.
struct Playback {
  int max_ticks = 0;                     // the end; ticks beyond are ignored, links are clamped to it
  std::string_view tick_label = "step";  // what one tick is, singular: "step", "draw"
  std::string_view run_label = "Run";
  std::string_view step_label = "Step";
  int ticks_per_second = 60;  // pace of Run where motion is welcome; the work done never depends on it
  bool run_leads = true;      // Run is the first, filled button; false: the first action is
};

struct WidgetText {
  std::string_view id;       // snake_case, never renamed
  std::string_view title;    // what the figure shows
  std::string_view summary;  // one sentence for catalogs and embeds: what is to be seen
  std::string_view hint;     // one sentence: what to try first
  std::span<const ParamInfo> params;
  std::span<const ReadoutInfo> readouts;
  std::span<const ActionInfo> actions;
  Playback playback;
  // Height of the picture (without controls) in CSS pixels for a width of 240 to 1200.
  float (*picture_height)(float width) = nullptr;
};

// Reads or writes the fields that a widget's state() lists. The bytes are for the same build only, never for disks.
class StateIo {
 public:
  StateIo() = default;                                                                    // writes
  explicit StateIo(std::span<const std::byte> bytes) : source_(bytes), loading_(true) {}  // reads

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(T& value) { transfer(&value, sizeof value); }
  // A loaded vector takes the saved length; a length that does not fit the rest of the bytes fails.
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(std::vector<T>& values) {
    std::uint32_t count = static_cast<std::uint32_t>(values.size());
    transfer(&count, sizeof count);
    if (loading_) {
      if (!ok_ || count > (source_.size() - at_) / sizeof(T)) {
        ok_ = false;
        return;
      }
      values.resize(count);
    }
    transfer(values.data(), count * sizeof(T));
  }

  // A widget's own condition on what was loaded: sizes and indices that its draw() relies on. A load that breaks one is
  // refused, and the session starts over.
  void require(bool fits) { ok_ = ok_ && fits; }

  bool loading() const { return loading_; }
  bool complete() const { return ok_ && (!loading_ || at_ == source_.size()); }
  std::vector<std::byte> take() { return std::move(written_); }

 private:
  void transfer(void* data, std::size_t size) {
    if (!loading_) {
      const auto* from = static_cast<const std::byte*>(data);
      written_.insert(written_.end(), from, from + size);
    } else if (ok_ && size <= source_.size() - at_) {
      if (size > 0) std::memcpy(data, source_.data() + at_, size);
      at_ += size;
    } else {
      ok_ = false;
    }
  }

  std::vector<std::byte> written_;
  std::span<const std::byte> source_;
  std::size_t at_ = 0;
  bool loading_ = false, ok_ = true;
};

// What an author writes. Checked here, so that the compiler names the missing function.
template <class W>
concept Widget = std::default_initializable<W> && std::default_initializable<typename W::Params> &&
    std::is_aggregate_v<typename W::Params> && std::copyable<typename W::Params> &&
    requires(W widget, const W const_widget, const typename W::Params params, Canvas& canvas, StateIo& io) {
  { widget.reset(params) } -> std::same_as<void>;
  { widget.step(params) } -> std::same_as<void>;
  { widget.state(io) } -> std::same_as<void>;
  { const_widget.draw(params, canvas) } -> std::same_as<void>;
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
  void (*draw)(const void* widget, const void* params, Canvas& canvas) = nullptr;
  std::string (*describe)(const void* widget, const void* params) = nullptr;
  // Where Run stops next, seen from `ticks`: an earlier milestone the widget names; one at or behind `ticks` says that
  // nothing is left, so Run starts over. Null: the last tick.
  int (*run_goal)(const void* widget, const void* params, int ticks) = nullptr;
  // The last tick under these params, at most playback.max_ticks. Null: playback.max_ticks.
  int (*last_tick)(const void* params) = nullptr;
  // Whole training runs that ticks consume and that a host may compute ahead, see run_ledger.h. Null: none.
  RunLedger& (*runs)(void* widget) = nullptr;
  dropout::TrainerConfig (*run_config)(const void* widget, int run) = nullptr;
};

// ---- declaration helpers -------------------------------------------------------------------------------------------

template <auto Member>
struct MemberOf;
template <class C, class T, T C::*Member>
struct MemberOf<Member> {
  using owner = C;
  using type = T;
};

// The optional parts of a parameter row, by name.
struct ParamOptions {
  Place place = Place::main;
  ParamEffect effect = ParamEffect::resets;
  int decimals = -1;  // -1: as many as the step has
  std::span<const std::string_view> choices{};
  bool is_seed = false;
  bool (*relevant)(const void* params) = nullptr;  // see relevant_if
};

constexpr int decimals_of_step(double step) {
  int decimals = 0;
  for (double scaled = step; decimals < 4; ++decimals, scaled *= 10) {
    const double whole = static_cast<double>(static_cast<long long>(scaled + 0.5));
    const double off = scaled > whole ? scaled - whole : whole - scaled;
    if (off < 1e-6) break;
  }
  return decimals;
}

template <auto Member>
constexpr ParamInfo param(std::string_view id, std::string_view label, std::string_view unit, Range range,
                          std::string_view help, ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  using T = typename MemberOf<Member>::type;
  constexpr Control control = std::is_same_v<T, bool> ? Control::toggle
                              : std::is_enum_v<T>     ? Control::choice
                              : std::is_integral_v<T> ? Control::stepper
                                                      : Control::slider;
  return {.id = id,
          .label = label,
          .unit = unit,
          .help = help,
          .control = control,
          .place = options.place,
          .effect = options.effect,
          .range = range,
          .decimals = options.decimals >= 0 ? options.decimals : decimals_of_step(range.step),
          .choices = options.choices,
          .is_seed = options.is_seed,
          .get = [](const void* p) { return static_cast<double>(static_cast<const P*>(p)->*Member); },
          .set = [](void* p, double value) { static_cast<P*>(p)->*Member = static_cast<T>(value); },
          .relevant = options.relevant};
}

// relevant_if<&Params::uses_noise>: the parameter matters only while that const member function says so.
template <auto Predicate>
struct RelevantIf;
template <class P, bool (P::*Predicate)() const>
struct RelevantIf<Predicate> {
  static bool test(const void* params) { return (static_cast<const P*>(params)->*Predicate)(); }
};
template <auto Predicate>
inline constexpr bool (*relevant_if)(const void*) = &RelevantIf<Predicate>::test;

// A readout is a const member function W::f(const Params&) returning a number.
template <auto Function>
struct ReadoutOf;
template <class W, class T, T (W::*Function)(const typename W::Params&) const>
struct ReadoutOf<Function> {
  static double get(const void* widget, const void* params) {
    return static_cast<double>(
        (static_cast<const W*>(widget)->*Function)(*static_cast<const typename W::Params*>(params)));
  }
};
template <auto Function>
constexpr ReadoutInfo readout(std::string_view id, std::string_view label, std::string_view unit, int decimals,
                              std::string_view help) {
  return {id, label, unit, help, decimals, &ReadoutOf<Function>::get};
}

// An action is a member function int W::f(Params&): it may change the params and returns how many ticks to run.
template <auto Function>
struct ActionOf;
template <class W, int (W::*Function)(typename W::Params&)>
struct ActionOf<Function> {
  static int run(void* widget, void* params) {
    return (static_cast<W*>(widget)->*Function)(*static_cast<typename W::Params*>(params));
  }
};
template <auto Function>
constexpr ActionInfo action(std::string_view id, std::string_view label, std::string_view help,
                            Place place = Place::main) {
  return {id, label, help, place, &ActionOf<Function>::run};
}

// Optional: int run_goal(const Params&, int ticks) const. Without it Run goes to max_ticks.
template <class W>
constexpr auto run_goal_of() -> int (*)(const void*, const void*, int) {
  if constexpr (requires(const W& w, const typename W::Params& p) {
                  { w.run_goal(p, 0) } -> std::same_as<int>;
                })
    return [](const void* w, const void* p, int ticks) {
      return static_cast<const W*>(w)->run_goal(*static_cast<const typename W::Params*>(p), ticks);
    };
  else
    return nullptr;
}

// Optional: static int last_tick(const Params&). Without it every setting has playback.max_ticks ticks.
template <class W>
constexpr auto last_tick_of() -> int (*)(const void*) {
  if constexpr (requires(const typename W::Params& p) {
                  { W::last_tick(p) } -> std::same_as<int>;
                })
    return [](const void* p) { return W::last_tick(*static_cast<const typename W::Params*>(p)); };
  else
    return nullptr;
}

// Optional: RunLedger& runs() and dropout::TrainerConfig run_config(int run) const, for the params of the last reset.
template <class W>
concept ComputesRuns = requires(W widget, const W const_widget) {
  { widget.runs() } -> std::same_as<RunLedger&>;
  { const_widget.run_config(0) } -> std::same_as<dropout::TrainerConfig>;
};
template <class W>
constexpr auto runs_of() -> RunLedger& (*)(void*) {
  if constexpr (ComputesRuns<W>)
    return [](void* w) -> RunLedger& { return static_cast<W*>(w)->runs(); };
  else
    return nullptr;
}
template <class W>
constexpr auto run_config_of() -> dropout::TrainerConfig (*)(const void*, int) {
  if constexpr (ComputesRuns<W>)
    return [](const void* w, int run) { return static_cast<const W*>(w)->run_config(run); };
  else
    return nullptr;
}

template <Widget W>
constexpr WidgetType widget_type(WidgetText text) {
  using P = typename W::Params;
  return {
      .text = text,
      .create =
          [] {
            return Instance{{new P{}, [](void* p) { delete static_cast<P*>(p); }},
                            {new W{}, [](void* w) { delete static_cast<W*>(w); }}};
          },
      .reset = [](void* w, const void* p) { static_cast<W*>(w)->reset(*static_cast<const P*>(p)); },
      .step = [](void* w, const void* p) { static_cast<W*>(w)->step(*static_cast<const P*>(p)); },
      .state = [](void* w, StateIo& io) { static_cast<W*>(w)->state(io); },
      .draw = [](const void* w, const void* p,
                 Canvas& c) { static_cast<const W*>(w)->draw(*static_cast<const P*>(p), c); },
      .describe = [](const void* w, const void* p) -> std::string {
        return static_cast<const W*>(w)->describe(*static_cast<const P*>(p));
      },
      .run_goal = run_goal_of<W>(),
      .last_tick = last_tick_of<W>(),
      .runs = runs_of<W>(),
      .run_config = run_config_of<W>(),
  };
}

}  // namespace lesson
