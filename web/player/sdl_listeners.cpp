// sdl_listeners.cpp: the page keeps its events: SDL asks for listeners to keys, wheel, touch, focus, size and full screen,
// and these functions put none there.
//
// So the page scrolls and pinches, Tab leaves, typing elsewhere is never caught, and a page keeps its place in the
// browser's Back button. They come first in the link and take the place of Emscripten's own; what SDL would do with the
// events goes too, 20 KB of wasm and as much of the glue script. The pointer's five listeners stay.
#include <emscripten/html5.h>

extern "C" {

#define NO_LISTENER(event, Callback)                                                                                \
  EMSCRIPTEN_RESULT emscripten_set_##event##_callback_on_thread(const char*, void*, EM_BOOL, Callback, pthread_t) { \
    return EMSCRIPTEN_RESULT_SUCCESS;                                                                               \
  }
NO_LISTENER(keydown, em_key_callback_func)
NO_LISTENER(keyup, em_key_callback_func)
NO_LISTENER(keypress, em_key_callback_func)
NO_LISTENER(wheel, em_wheel_callback_func)
NO_LISTENER(touchstart, em_touch_callback_func)
NO_LISTENER(touchend, em_touch_callback_func)
NO_LISTENER(touchmove, em_touch_callback_func)
NO_LISTENER(touchcancel, em_touch_callback_func)
NO_LISTENER(focus, em_focus_callback_func)
NO_LISTENER(blur, em_focus_callback_func)
NO_LISTENER(resize, em_ui_callback_func)
NO_LISTENER(fullscreenchange, em_fullscreenchange_callback_func)
NO_LISTENER(pointerlockchange, em_pointerlockchange_callback_func)
#undef NO_LISTENER

EMSCRIPTEN_RESULT emscripten_set_visibilitychange_callback_on_thread(void*, EM_BOOL,
                                                                     em_visibilitychange_callback_func, pthread_t) {
  return EMSCRIPTEN_RESULT_SUCCESS;
}
EMSCRIPTEN_RESULT emscripten_set_beforeunload_callback_on_thread(void*, em_beforeunload_callback, pthread_t) {
  return EMSCRIPTEN_RESULT_SUCCESS;
}

// Neither full screen nor a locked pointer is ever asked for, and the page has its own title.
EMSCRIPTEN_RESULT emscripten_request_fullscreen_strategy(const char*, EM_BOOL, const EmscriptenFullscreenStrategy*) {
  return EMSCRIPTEN_RESULT_NOT_SUPPORTED;
}
EMSCRIPTEN_RESULT emscripten_exit_fullscreen(void) { return EMSCRIPTEN_RESULT_NOT_SUPPORTED; }
EMSCRIPTEN_RESULT emscripten_request_pointerlock(const char*, EM_BOOL) { return EMSCRIPTEN_RESULT_NOT_SUPPORTED; }
EMSCRIPTEN_RESULT emscripten_exit_pointerlock(void) { return EMSCRIPTEN_RESULT_NOT_SUPPORTED; }
void emscripten_set_window_title(const char*) {}
void emscripten_cancel_main_loop(void) {}

}  // extern "C"
