// ensemble_picture.h: the layout of the widget ensemble and its charts.
#pragma once

#include "ensemble.h"
#include "kit/plot.h"

namespace lesson {

// Where everything stands, a function of the width alone.
struct EnsembleLayout {
  explicit EnsembleLayout(float width);

  bool wide;
  TypeSizes type;
  Rect headline, plane, outputs, net, errors, accuracy, visited;
  float row;  // height of a line of a dot plot
  float height;
};

// A count that is a double because it may be large: "1,048,576".
inline std::string count_of(double value) { return count_text(static_cast<std::int64_t>(value + 0.5)); }

// The answers of all members as a histogram, and below it, on the same axis, the means.
void draw_outputs(const Ensemble& widget, const Ensemble::Params& params, const EnsembleLayout& at, Canvas& canvas);
// The error of a mean of T passes against T.
void draw_errors(const Ensemble& widget, const Ensemble::Params& params, const EnsembleLayout& at, Canvas& canvas);
void draw_accuracy(const Ensemble& widget, const Ensemble::Params& params, const EnsembleLayout& at, Canvas& canvas);
void draw_visited(const Ensemble& widget, const Ensemble::Params& params, const EnsembleLayout& at, Canvas& canvas);

}  // namespace lesson
