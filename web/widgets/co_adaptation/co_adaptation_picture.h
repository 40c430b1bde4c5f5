// co_adaptation_picture.h: the parts of co_adaptation's picture and where they stand.
#pragma once

#include "contract/canvas.h"
#include "co_adaptation.h"
#include "kit/plot.h"

namespace lesson {

// Partly by construction, so it stands in the picture.
inline constexpr std::string_view caveat_words =
    "A fair warning: a dropout net is tested here on the kind of damage it was trained with.";

// One net's column: what its units are worth, the net, what it answers.
struct NetColumn {
  Rect head;   // title, the largest loss and its words
  Rect net;    // 16 rows of units
  Rect note;   // one line below the net
  Rect plane;  // square
  Rect facts;  // lines of numbers
};

// The height is a function of the width alone; the number of nets only divides the columns.
struct CoAdaptationLayout {
  explicit CoAdaptationLayout(float width, int net_count = 2);

  bool wide, steps_beside;  // steps_beside: the number of steps stands in the line of the intro
  TypeSizes type;
  float pad, row;  // row: distance of two units
  Rect intro;
  NetColumn columns[CoAdaptation::most_nets];
  Rect chart, caveat;
  float height;
};

// co_adaptation_net.cpp: links and units of one net, colored by what hangs on them; tapping toggles a unit.
void draw_net(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const CoAdaptationLayout& at,
              Canvas& canvas);
// co_adaptation_chart.cpp: accuracy as units go in random order, and the line about what this test can show.
void draw_removal_chart(const CoAdaptation& widget, const CoAdaptation::Params& params, const CoAdaptationLayout& at,
                        Canvas& canvas);

}  // namespace lesson
