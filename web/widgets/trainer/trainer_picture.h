// trainer_picture.h: the parts of trainer's picture and where they stand.
#pragma once

#include "contract/canvas.h"
#include "kit/plot.h"
#include "trainer.h"

namespace lesson {

// A function of the width alone, so that the height is known without the params.
struct TrainerLayout {
  explicit TrainerLayout(float width);

  bool wide;
  bool stacked_guess;  // the answer below the guess instead of beside it
  TypeSizes type;
  Rect boundary;  // title, square and legend
  Rect bars, accuracy_chart, loss_chart;
  Rect guess;  // question, guess and evidence
  float height;
};

// trainer_boundary.cpp: what the net answers everywhere, and the points it learns from.
void draw_boundary(const LiveTrainer& widget, const LiveTrainer::Params& params, const TrainerLayout& at,
                   Canvas& canvas);
// trainer_guess.cpp: the prediction and the measured answer.
void draw_guess(const LiveTrainer& widget, const LiveTrainer::Params& params, const TrainerLayout& at,
                Canvas& canvas);

}  // namespace lesson
