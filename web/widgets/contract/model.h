// model.h: the border of widget_<id>.wasm: engine, a widget and its Session behind numbers and bytes.
//
// The scene: a page, a Worker or Node instantiates the file with no imports but stubs, calls _initialize, then
// model_create once. From then on every function may be called in any order. One instance is one model: its values, its
// ticks, its pictures. It knows no JSON, window, clock or pointer. Nothing throws or aborts on bad input; places out of
// range do nothing and answer 0 or "". NaN never enters.
//
// Names are places: param, action, readout and panel count from 0 in the order of the declaration (widgets.json, which the
// build makes from the same rows). `panels` is a set of panels, bit i is panel i, 0 all of them.
// Text is UTF-8 and ends with a zero byte. A returned text or byte pointer is valid until the next call that returns one;
// model_size tells how many bytes it has. Text and bytes go in through model_input.
#pragma once

#include <cstdint>

#ifdef __EMSCRIPTEN__
#include <emscripten/emscripten.h>
#define MODEL_API extern "C" EMSCRIPTEN_KEEPALIVE
#else
#define MODEL_API extern "C"
#endif

// ---- life ----
// A fresh model with the defaults of the widget that has this declaration: its "hash" in widgets.json, FNV-1a over the ids,
// kinds, ranges, steps, defaults, choices, actions, readouts and panels. 0: the program holds no such widget (a few have
// neighbors with them), and everything stays as it is.
MODEL_API int model_create(std::uint32_t hash);
// Room for so many bytes of text or state, at most 16 MiB, else null; valid until the next model_input.
MODEL_API char* model_input(int size);
MODEL_API int model_size();  // bytes of what was returned last, the closing zero of a text not counted

// ---- values: one vocabulary for links, messages, attributes, lesson JSON and controls, see values.h ----
// A value by number (the place of a choice; 0 or 1) or by text, as it stands in links. 1: taken as it is; 2: clamped or
// snapped, model_message says how; 0: refused, nothing changed, model_message says why. The staged values take effect
// together with model_apply, with a single reset where one of them resets.
MODEL_API int model_stage(int param, double value);
MODEL_API int model_stage_text(int param, const char* text);
// One number of a set, curve, points or cells by its place in the list (points: x, y, class of each): what a painted
// cell or a dragged end sets. 1: taken, clamped and snapped; 0: there is no such number.
MODEL_API int model_stage_part(int param, int place, double number);
MODEL_API void model_apply();
MODEL_API const char* model_message();         // of the last model_stage that answered 0 or 2
MODEL_API double model_value(int param);       // NaN for the kinds that are no number: set, curve, points, cells
MODEL_API const char* model_text(int param);   // link form: model_stage_text of it gives the same value
MODEL_API const char* model_shown(int param);  // as a reader sees it, with its unit: "0.30", "64 units", "on"
// 0: it matters only under other values. Actions follow the parameters: their places are counted on from there.
MODEL_API int model_relevant(int place);
MODEL_API double model_readout(int readout);  // finite
MODEL_API const char* model_readout_shown(int readout);

// ---- playing; a tick is fixed work, see session.h ----
MODEL_API void model_act(int action);    // may change values (then it starts over) and set a goal
MODEL_API void model_reset();            // same values, tick 0
MODEL_API void model_step(int ticks);    // at once
MODEL_API void model_run();              // sets the goal; model_advance does the work
MODEL_API void model_run_to(int tick);   // the same, to a goal of the caller's
MODEL_API void model_pause();            // the goal is here
MODEL_API int model_advance(int ticks);  // at most so many towards the goal; returns how many were done
MODEL_API void model_seek(int tick);     // the state at that tick, back or forth, at most model_reached
MODEL_API int model_ticks();
MODEL_API int model_goal();
MODEL_API int model_last_tick();  // under the present values
MODEL_API int model_reached();    // the farthest tick since the last reset

// ---- words ----
MODEL_API const char* model_sentence(std::uint32_t panels);     // the visible line
MODEL_API const char* model_description(std::uint32_t panels);  // complete, to be browsed
// What the last act, apply, step or seek changed, the news first; "" if nothing did.
MODEL_API const char* model_response();
// What the panel draws as a table: lines end with \n, cells with \t; the first line is the heading, the first cell of
// each line names it. "" where there is none.
MODEL_API const char* model_table(int panel);

// ---- picture ----
MODEL_API float model_height(float width, std::uint32_t panels);  // CSS pixels at that width
// The display list (display_list.h) of the picture at that width, model_size() bytes.
MODEL_API const unsigned char* model_picture(float width, std::uint32_t panels);

// ---- state as bytes, for the same file and equal values ----
MODEL_API const unsigned char* model_save();  // model_size() bytes
// 1: loaded; 0: the bytes do not fit, the model is reset.
MODEL_API int model_load(const char* bytes, int size);

// ---- training runs that the coming ticks consume; a pool of instances of the same file may compute them ahead ----
// The at-th next run on the way to the goal whose result is not known; -1: none.
MODEL_API int model_wanted_run(int at);
// Trains that run here, for the values of the last reset: pool side. 1: done, see the two below.
MODEL_API int model_train_run(int run);
MODEL_API double model_run_train_accuracy();  // shares, of the last model_train_run
MODEL_API double model_run_test_accuracy();
// Owner side. 1: taken; 0: nobody waits for it, or it is no possible result.
MODEL_API int model_offer_run(int run, double train_accuracy, double test_accuracy);
// Advances towards the goal as far as offered results reach; returns the ticks done.
MODEL_API int model_take_offered();

// ---- work that a host with a clock times: the model has no clock; see ParamInfo::measured in widget.h ----
// Does the work of that place of the measured curve, for the present values; nothing changes. 1: done; 0: there is none.
MODEL_API int model_timed_work(int place);
