// arc_pictures.h: the four small pictures of arc, each in the area that it is given.
#pragma once

#include "arc.h"
#include "contract/canvas.h"

namespace lesson {

// picture: not Picture::all.
void draw_arc_picture(const Arc& widget, const Arc::Params& params, Arc::Picture picture, const Rect& area,
                      Canvas& canvas);

}  // namespace lesson
