// rate_sweep_picture.h: the parts of rate_sweep's picture and where they stand.
#pragma once

#include "contract/canvas.h"
#include "kit/plot.h"
#include "rate_sweep.h"

namespace lesson {

// A function of the width alone, so that the height is known without the params.
struct RateSweepLayout {
  explicit RateSweepLayout(float width);

  bool wide, tight;
  TypeSizes type;
  Rect accuracy, gains;  // charts over the drop rate, with title and axis
  Rect numbers;          // what is read at the marked rate
  Rect runs;             // one cell a run, and the work they are
  float height;

  float axis_left() const { return type.small > 12 ? 52.0f : 44.0f; }
  // The part of a chart that is drawn over; the same columns in both charts.
  Rect plot(const Rect& chart) const;
  // Each rate has a column of its own.
  Axis rates(const Rect& plot) const { return {-0.05, 0.95, plot.x, plot.right()}; }
};

// rate_sweep_gains.cpp: paired gains with their intervals over the drop rate.
void draw_gains(const RateSweep& widget, const RateSweep::Params& params, const RateSweepLayout& at, Canvas& canvas);
// rate_sweep_runs.cpp: every single run as a cell, and what is left to do.
void draw_runs(const RateSweep& widget, const RateSweep::Params& params, const RateSweepLayout& at, Canvas& canvas);

// The marked rate as a line through a chart.
void draw_rate_marker(const RateSweep::Params& params, const Axis& rates, const Rect& plot, Canvas& canvas);
// Under a chart: rates, all or every second one, as there is room.
void draw_rate_axis(const RateSweepLayout& at, const Axis& rates, float y, Canvas& canvas);

}  // namespace lesson
