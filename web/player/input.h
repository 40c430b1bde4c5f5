// input.h: pointer events from SDL to Dear ImGui; everything else stays with the page.
#pragma once

#include "picture_touch.h"

namespace lesson {

// Takes SDL's listeners for keys, wheel, touch, focus and window size off again, so that the page keeps Tab, scrolling,
// pinching and typing, whatever element has the focus. After the window was made.
void leave_page_its_events();

// Moves what SDL heard since the last call into ImGui's queue.
void take_pointer_events();

// ImGui spreads quick events over frames; true while some wait.
bool pointer_events_wait();

// The pointer as ImGui sees it in this frame, in units of which each is so many device pixels.
Pointer current_pointer(float pixel_ratio);

void show_pointer(PointerShape shape);

}  // namespace lesson
