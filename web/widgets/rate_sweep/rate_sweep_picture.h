// rate_sweep_picture.h: what the two charts of rate_sweep over the drop rate share: their places and their axis.
#pragma once

#include "contract/canvas.h"
#include "kit/panel_space.h"
#include "rate_sweep.h"

namespace lesson {

// A note above the chart, the axis of rates below it; both charts have the same columns.
struct RateChart {
  explicit RateChart(const Rect& bounds);

  TypeSizes type;
  bool tight;
  Rect inside, plot;
  Axis rates;  // each rate has a column of its own

  void draw_note(std::string_view note, Canvas& canvas) const;
  // The marked rate as a line through the chart.
  void draw_marker(const RateSweep::Params& params, std::string_view name, Canvas& canvas) const;
  // Rates, all or every second one, as there is room, and what they are.
  void draw_axis(Canvas& canvas) const;
};

}  // namespace lesson
