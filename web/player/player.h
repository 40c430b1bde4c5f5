// player.h: the C functions of player.wasm, the one program that shows every widget: it plays display lists on a canvas and
// tells what the reader touched.
//
// The scene: the page makes an instance with a canvas (Module.canvas, which has its CSS size already), hands over fonts, block
// and declaration, colors and options, calls player_open, and then for every picture player_show. player_frame is called from
// requestAnimationFrame, but only while something is to be done: after player_show, player_color, player_focus, a pointer
// event on the canvas or a resize, or as long as player_frame asks for more. What the reader touches comes back as events;
// the page passes them to the model and shows the model's next picture. The player owns no value.
//
// Text is UTF-8. A returned pointer is valid until the next call into this instance. Nothing throws or aborts on bad input.
// Calling rules stand in brackets: [first] once, before anything else; [any] after player_create; [window] after
// player_open returned > 0.
#pragma once

#ifdef __EMSCRIPTEN__
#include <emscripten/emscripten.h>
#define PLAYER_API extern "C" EMSCRIPTEN_KEEPALIVE
#else
#define PLAYER_API extern "C"
#endif

// The lesson's widget block and the widget's entry of widgets.json. What the player takes from them: the ids of params and
// actions by place ("params", "actions"), and which of them are locked ("lock"). 0: done; 1: one of them is no JSON object,
// what could be read counts; without a block nothing is locked, without a declaration nothing can be touched.      [first]
PLAYER_API int player_create(const char* block_json, const char* declaration_json);
// One of the two fonts of the canvas, a TrueType file, which is copied. bold: 1 is weight 600, 0 is 400. 1: done; 0: the
// bytes are no such file. Without both fonts player_open fails.        [before player_open; before player_create as well]
PLAYER_API int player_font(int bold, const unsigned char* bytes, int size);
// The color of one Ink by its place in canvas.h and web/tokens.json, 0xRRGGBBAA.                                     [any]
PLAYER_API void player_color(int ink, unsigned rgba);
// 1: reduced motion, nothing moves from one list to the next; what moves is at its end at once.                      [any]
PLAYER_API void player_options(int flags);

// CSS pixels of the canvas and device pixels of each. 0 failed, 1 GPU, 2 software.                                   [any]
PLAYER_API int player_open(float width, float height, float pixel_ratio);
// Frees window and renderer. The canvas cannot be opened again: use a fresh canvas and a fresh instance.         [window]
PLAYER_API void player_close();
PLAYER_API void player_resize(float width, float height,
                              float pixel_ratio);  //                                  [window]

// A display list (display_list.h), which is copied. 1: it is the picture from the next frame on; 0: it is damaged, the old
// picture stays. A list of another width than the canvas is scaled to it. manner: 0 it is there at once; 1 marks with keys
// move there from where they are, but at once while a handle is held; 2 at once and drawn coarser, since the next list
// follows: maps in larger dots, circles with fewer corners. The last of such a row comes with 0 or 1.                [any]
PLAYER_API int player_show(const unsigned char* list, int size, int manner);
// Takes input, draws, presents. A sum: 1 wants another frame; 2 events are waiting; 4 marks are moving. 0 and no picture
// when the browser took the context away: the page hears of that from its own event.                             [window]
PLAYER_API int player_frame(double elapsed_ms);
// The next event as JSON, "" when none waits: {"set": {"<param id>": number, ...}}, {"act": "<action id>"} or
// {"paint": "<param id>", "cell": n, "begins": bool}. While a handle is dragged only the newest value of it waits. A stroke
// tells each cell once; the first begins it, and whether that one is on now tells what the page does with all of them. [any]
PLAYER_API const char* player_event();
// Every place where that param can be dragged or painted gets a ring; "" none.                                       [any]
PLAYER_API void player_focus(const char* param_id);
// The words beside the pointer go, until it moves to another thing. 0: there are none.                                [any]
PLAYER_API int player_send_words_away();
// The last list as SVG with resolved colors, for download and print; title and description go into it. "" before a list. [any]
PLAYER_API const char* player_svg(const char* title, const char* description);
