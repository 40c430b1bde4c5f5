// co_adaptation_picture.h: what the panels of co_adaptation share: where the parts of a net stand, and what flows through it.
#pragma once

#include <string>
#include <vector>

#include "co_adaptation.h"
#include "contract/canvas.h"
#include "kit/panel_space.h"

namespace lesson {

// Two staggered columns of eight units a layer, from left to right; with `down` two staggered rows, from top to bottom.
struct NetPlan {
  Rect area{};
  bool down = false;
  float radius = 15.5f;
  float apart = 46;  // of the two columns, or rows, of a layer

  Point unit(int index) const;
  Point input(int index) const;
  Point output() const;
  Rect box(int unit) const;  // around a unit, as large as a finger needs
};

// Mean output of each hidden unit over the training points. A link carries |weight| times the mean of what flows into it.
std::vector<float> mean_outputs(const dropout::Trainer& trainer);

struct Link {
  Point from, to;
  int from_unit, to_unit;  // hidden units; -1: input or output
  float share;  // of what the seventh strongest link of the net without dropout carries: one scale for all nets
};

// All links that carry enough to be seen, the weak ones first.
std::vector<Link> links_of(const CoAdaptation& widget, int net, const NetPlan& at);

void draw_net_ends(const NetPlan& at, Canvas& canvas);

// "weight decay (L2) 0.010", "weight decay (AdamW) 3.0", or both: the two kinds have little in common but the name.
std::string decay_words(const CoAdaptation::Params& params);

// "Trained without dropout", "Trained with dropout, p = 0.50": the longest that fits; size in CSS pixels.
std::string head_words(const CoAdaptation::Params& params, int net, float size, float width);

}  // namespace lesson
