// declare.h: the helpers with which a widget writes its rows: param, readout, action, panel; and widget_type, which erases
// the author's struct to the const row of function pointers that everybody else sees.
#pragma once

#include <optional>

#include "table.h"
#include "widget.h"

namespace lesson {

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
  bool measured = false;                           // see ParamInfo
  bool (*relevant)(const void* params) = nullptr;  // see relevant_if
  std::optional<Control> control{};                // of a number: where its type would choose another one
  bool reads_bits = false;                         // of a set, see ParamInfo
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

// The type chooses the control: bool a toggle, an enum a choice, a whole number a stepper, any other a slider.
template <class T>
inline constexpr Control control_of = std::is_same_v<T, bool> ? Control::toggle
                                      : std::is_enum_v<T>     ? Control::choice
                                      : std::is_integral_v<T> ? Control::stepper
                                                              : Control::slider;

// Everything of a row but how the number is read and written.
template <class T>
constexpr ParamInfo number_param(std::string_view id, std::string_view label, std::string_view unit, Range range,
                                 std::string_view help, const ParamOptions& options) {
  ParamInfo info;
  info.id = id;
  info.label = label;
  info.unit = unit;
  info.help = help;
  info.control = options.control.value_or(control_of<T>);
  info.place = options.place;
  info.effect = options.effect;
  info.range = range;
  info.decimals = options.decimals >= 0 ? options.decimals : decimals_of_step(range.step);
  info.choices = options.choices;
  info.is_seed = options.is_seed;
  info.measured = options.measured;
  info.relevant = options.relevant;
  return info;
}

template <auto Member>
constexpr ParamInfo param(std::string_view id, std::string_view label, std::string_view unit, Range range,
                          std::string_view help, ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  using T = typename MemberOf<Member>::type;
  ParamInfo info = number_param<T>(id, label, unit, range, help, options);
  info.get = [](const void* p) { return static_cast<double>(static_cast<const P*>(p)->*Member); };
  info.set = [](void* p, double value) { static_cast<P*>(p)->*Member = static_cast<T>(value); };
  return info;
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
                            Place place = Place::main, bool (*relevant)(const void*) = nullptr) {
  return {id, label, help, place, &ActionOf<Function>::run, relevant};
}

// Optional: std::string details(const Params&) const. Without it the sentence and the readouts are listed.
template <class W>
constexpr auto details_of() -> std::string (*)(const void*, const void*) {
  if constexpr (requires(const W& w, const typename W::Params& p) {
                  { w.details(p) } -> std::convertible_to<std::string>;
                })
    return [](const void* w, const void* p) -> std::string {
      return static_cast<const W*>(w)->details(*static_cast<const typename W::Params*>(p));
    };
  else
    return nullptr;
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

// Optional: void timed_work(const Params&, int place) const, see ParamInfo::measured.
template <class W>
constexpr auto timed_work_of() -> void (*)(const void*, const void*, int) {
  if constexpr (requires(const W& w, const typename W::Params& p) {
                  { w.timed_work(p, 0) } -> std::same_as<void>;
                })
    return [](const void* w, const void* p, int place) {
      static_cast<const W*>(w)->timed_work(*static_cast<const typename W::Params*>(p), place);
    };
  else
    return nullptr;
}

// A panel is a const member function void W::f(const Params&, Canvas&) that fills canvas.bounds().
template <auto Function>
struct PanelOf;
template <class W, void (W::*Function)(const typename W::Params&, Canvas&) const>
struct PanelOf<Function> {
  static void draw(const void* widget, const void* params, Canvas& canvas) {
    (static_cast<const W*>(widget)->*Function)(*static_cast<const typename W::Params*>(params), canvas);
  }
};
// A panel's own sentence is a const member function std::string W::f(const Params&).
template <auto Function>
struct SentenceOf;
template <class W, std::string (W::*Function)(const typename W::Params&) const>
struct SentenceOf<Function> {
  static std::string text(const void* widget, const void* params) {
    return (static_cast<const W*>(widget)->*Function)(*static_cast<const typename W::Params*>(params));
  }
};
template <auto Function>
inline constexpr std::string (*sentence)(const void*, const void*) = &SentenceOf<Function>::text;

// A panel's table is a const member function void W::f(const Params&, Table&), see table.h.
template <auto Function>
struct TableOf;
template <class W, void (W::*Function)(const typename W::Params&, Table&) const>
struct TableOf<Function> {
  static void fill(const void* widget, const void* params, Table& rows) {
    (static_cast<const W*>(widget)->*Function)(*static_cast<const typename W::Params*>(params), rows);
  }
};
template <auto Function>
inline constexpr void (*table_of)(const void*, const void*, Table&) = &TableOf<Function>::fill;

// The optional parts of a panel row, by name.
struct PanelOptions {
  std::span<const std::string_view> controls{};
  std::string (*describe)(const void* widget, const void* params) = nullptr;  // see sentence
  bool wide = false;
  void (*table)(const void* widget, const void* params, Table& table) = nullptr;  // see table_of
  bool plays = true;
  std::string_view main_act{};
};
template <auto Function>
constexpr PanelInfo panel(std::string_view id, std::string_view title, float (*height)(float width),
                          PanelOptions options = {}) {
  return {id,           title,         height,        &PanelOf<Function>::draw, options.controls, options.describe,
          options.wide, options.table, options.plays, options.main_act};
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
      .describe = [](const void* w, const void* p) -> std::string {
        return static_cast<const W*>(w)->describe(*static_cast<const P*>(p));
      },
      .details = details_of<W>(),
      .run_goal = run_goal_of<W>(),
      .last_tick = last_tick_of<W>(),
      .runs = runs_of<W>(),
      .run_config = run_config_of<W>(),
      .timed_work = timed_work_of<W>(),
  };
}

}  // namespace lesson
