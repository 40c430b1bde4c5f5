// trainer_picture.h: what both panels of trainer draw: a net's answers on the plane, with the wrong labels ringed.
#pragma once

#include "contract/canvas.h"
#include "kit/panel_space.h"
#include "kit/plane_picture.h"
#include "trainer.h"

namespace lesson {

// Tint, boundary, points; wrong labels ringed, solid where the net has learned them. A planted point is ringed in the
// accent and named.
void draw_answers(const LiveTrainer& widget, const LiveTrainer::Params& params, int net,
                  const LiveTrainer::Moment& moment, const Plane& plane, bool wide, Canvas& canvas);

// "4 of 10", in the color of what is learned by heart or of what is not, and beside it or below it what is counted.
// Returns the bottom of the lines.
float draw_learned(const LiveTrainer::Measure& measure, Point at, float width, float big, Canvas& canvas);

}  // namespace lesson
