// Force-included when SDL2 is compiled: SDL's own Emscripten configuration, less what a drawing in a page never needs.
//
// Using it instead of SDL's CMake project saves some 150 feature checks, minutes on a small machine.
// Off: sound, joysticks, haptics, sensors, power, locale, files, shared objects. On: video, OpenGL ES 2 and the
// software renderer, events, timers.
#pragma once

#ifndef __ASSEMBLER__

// Emscripten before 3.1.11 lacks EM_JS_DEPS. The macro only names JavaScript library functions that must be linked;
// those releases find them by themselves.
#include <emscripten/em_js.h>
#ifndef EM_JS_DEPS
#define EM_JS_DEPS(tag, deps) _Static_assert(1, "no dependencies to declare")
#endif

// This guard makes SDL skip the SDL_config.h in its include folder.
#define SDL_config_h_
#include "SDL_config_emscripten.h"

#undef HAVE_DLOPEN
#define HAVE_FLOAT_H 1
#define HAVE_STDDEF_H 1
#define HAVE_LIBC 1

#define SDL_AUDIO_DISABLED 1
#undef SDL_AUDIO_DRIVER_DISK
#undef SDL_AUDIO_DRIVER_EMSCRIPTEN

#define SDL_JOYSTICK_DISABLED 1
#define SDL_JOYSTICK_DUMMY 1
#undef SDL_JOYSTICK_EMSCRIPTEN
#define SDL_HAPTIC_DUMMY 1
#define SDL_SENSOR_DISABLED 1

#define SDL_LOADSO_DISABLED 1
#define SDL_LOADSO_DUMMY 1
#undef SDL_LOADSO_DLOPEN

#define SDL_POWER_DISABLED 1
#undef SDL_POWER_EMSCRIPTEN
#define SDL_FILESYSTEM_DISABLED 1
#define SDL_FILESYSTEM_DUMMY 1
#undef SDL_FILESYSTEM_EMSCRIPTEN
#define SDL_LOCALE_DISABLED 1
#define SDL_LOCALE_DUMMY 1
#define SDL_MISC_DISABLED 1
#define SDL_MISC_DUMMY 1

// SDL's lean set leaves out what no texture of ours has: video planes, run lengths, palettes, 16-bit colour, and the
// loops generated for every pair of formats. Back in: the software renderer, and its blending of pixels with alpha.
#define SDL_LEAN_AND_MEAN 1
#define SDL_VIDEO_RENDER_SW 1
#define SDL_HAVE_BLIT_A 1

#endif
