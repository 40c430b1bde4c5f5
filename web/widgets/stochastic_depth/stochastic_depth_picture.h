// stochastic_depth_picture.h: the parts of stochastic_depth's picture and where they stand.
#pragma once

#include <initializer_list>
#include <string>

#include "kit/plot.h"
#include "stochastic_depth.h"

namespace lesson {

// A function of the width alone, so that the height is known without the params.
struct StochasticDepthLayout {
  explicit StochasticDepthLayout(float width);

  bool wide;
  TypeSizes type;
  Rect headline, stack, depth_chart, work, accuracy_chart;
  float height;
};

// The first of the words that fits into the width; the last one if none does.
std::string fitting_words(std::initializer_list<std::string> words, float size, float width);

// stochastic_depth_charts.cpp: the law of the depth, the work that was done, and what the net has learnt.
void draw_depth_chart(const StochasticDepth& widget, const StochasticDepth::Params& params,
                      const StochasticDepthLayout& at, Canvas& canvas);
void draw_work(const StochasticDepth& widget, const StochasticDepth::Params& params, const StochasticDepthLayout& at,
               Canvas& canvas);
void draw_accuracy(const StochasticDepth& widget, const StochasticDepth::Params& params,
                   const StochasticDepthLayout& at, Canvas& canvas);

}  // namespace lesson
