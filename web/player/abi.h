// abi.h: the C functions that a page calls; one module instance is one widget.
//
// The scene: the page makes an instance with a canvas, calls lesson_create with the lesson's widget block, sizes the
// canvas to lesson_height(width), passes colors and options, calls lesson_open, and from then on lesson_frame from
// requestAnimationFrame, but only while something is to be done: after input, a command, a resize, or as long as
// lesson_frame asks for more. A reader who drags a control in the canvas shows up as "changed" in lesson_frame's answer;
// the page then reads lesson_snapshot. A Worker makes a second instance without a canvas, loads the saved bytes,
// advances in slices and posts the saved bytes back.
//
// Text is UTF-8. A returned text or byte pointer is valid until the next call into this instance. Nothing throws or
// aborts on bad input; NaN never enters. Calling rules stand in brackets:
//   [first]       once, before anything else      [any]      after lesson_create, with or without a window
//   [window]      after lesson_open returned > 0  [headless] meant for an instance without a window
#pragma once

#ifdef __EMSCRIPTEN__
#include <emscripten/emscripten.h>
#define LESSON_API EMSCRIPTEN_KEEPALIVE
#else
#define LESSON_API
#endif

extern "C" {

// Chooses the widget and applies the block {params, ticks, title, caption, hide, lock}. 0: done; 1: no such widget,
// nothing else may be called; 2: the block is no JSON object, the widget has its defaults.                      [first]
LESSON_API int lesson_create(const char* widget_id, const char* block_json);
// JSON list of what was wrong with input since the last call; the list is then empty.                             [any]
LESSON_API const char* lesson_messages(void);
// One entry of widgets.json.                                                                                      [any]
LESSON_API const char* lesson_declaration(void);
// {title, caption, hide, lock} as the block gave them; the title falls back to the declaration's.                 [any]
LESSON_API const char* lesson_figure(void);
// {values, readouts, sentence, ticks, goal, last_tick, running, relevant, shown}.                                 [any]
LESSON_API const char* lesson_snapshot(void);

// Sets one parameter by its place in the declaration: clamps, snaps, ignores NaN and unknown places.              [any]
LESSON_API void lesson_set(int param, double value);
// Sets several from a JSON object by id, "ticks" too. 1: all could be used as they stand; 0: see lesson_messages. [any]
LESSON_API int lesson_set_values(const char* json);
LESSON_API void lesson_act(int action);  // by its place in the declaration                                      [any]
LESSON_API void lesson_reset(void);      // same params, tick 0                                                  [any]
LESSON_API void lesson_step(int ticks);  // at once                                                              [any]
LESSON_API void lesson_run(void);        // sets the goal; lesson_frame or lesson_advance does the work          [any]
LESSON_API void lesson_run_to(
    int tick);                       // the same, to a goal of the page's                                    [any]
LESSON_API void lesson_pause(void);  //                                                                      [any]
// At most so many ticks towards the goal; returns how many were done.                                        [headless]
LESSON_API int lesson_advance(int ticks);
LESSON_API int lesson_running(
    void);                          // 1 while the goal is ahead                                                 [any]
LESSON_API int lesson_ticks(void);  //                                                                           [any]

// Training runs that the coming ticks consume and a host may compute ahead, in Workers with the engine module; the ticks
// then cost nothing and come out the same. At most so many of the next ones towards the goal, as JSON
// [{run, settings of trainRun}]; empty for most widgets, and while nothing runs.                                  [any]
LESSON_API const char* lesson_wanted_runs(int most);
// 1: taken; 0: nobody waits for it, or it is no possible result. Accuracies are shares.                           [any]
LESSON_API int lesson_offer_run(int run, double train_accuracy, double test_accuracy);
// Advances towards the goal as far as offered results reach; returns the ticks done.                              [any]
LESSON_API int lesson_take_offered(void);

// The evolving state as bytes for lesson_load of the same build and the same params.                              [any]
LESSON_API const unsigned char* lesson_save(void);
LESSON_API int lesson_saved_size(
    void);  // of the last lesson_save                                                [any]
// 1: loaded; 0: the bytes do not fit, the widget is reset.                                                        [any]
LESSON_API int lesson_load(const unsigned char* bytes, int size);

// CSS height of the canvas at that CSS width: picture and, if they are drawn there, controls.                     [any]
LESSON_API float lesson_height(float width);
// 1: controls in the canvas; 2: reduced motion; 4: ticks are done elsewhere (in a Worker).                        [any]
LESSON_API void lesson_options(int flags);
// The color of one Ink by its place in canvas.h and web/tokens.json, 0xRRGGBBAA.                                  [any]
LESSON_API void lesson_color(int ink, unsigned rgba);

// Opens window and renderer on Module.canvas, which has its CSS size already: 0 failed, 1 GPU, 2 software.        [any]
LESSON_API int lesson_open(float width, float pixel_ratio);
// Frees window and renderer. The canvas cannot be opened again: use a fresh canvas and a fresh instance.       [window]
LESSON_API void lesson_close(void);
// The canvas's CSS width, its height with the present options, and the pixel ratio. Draws nothing.             [window]
LESSON_API void lesson_resize(float width, float pixel_ratio);
// Takes input, runs the ticks that are due, draws, presents. Returns flags: 1 wants another frame; 2 values, ticks or
// goal changed since the last frame; 8 the GPU took the context away, only a fresh canvas helps.               [window]
LESSON_API int lesson_frame(double elapsed_ms);

}  // extern "C"
