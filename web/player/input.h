// input.h: pointer events from SDL, and the pointer's look. Everything else stays with the page: see sdl_listeners.cpp.
#pragma once

#include "pointer_queue.h"

namespace lesson {

// Moves what SDL heard since the last call into the queue; places in device pixels.
void take_pointer_events(PointerQueue& queue);

void show_pointer(PointerShape shape);

}  // namespace lesson
