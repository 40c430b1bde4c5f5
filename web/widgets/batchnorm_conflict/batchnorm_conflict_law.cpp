// batchnorm_conflict_law.cpp: what batch norm puts out in training and at test, for one unit: exact, with a sample.
#include <algorithm>
#include <cmath>

#include "batchnorm_conflict.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = BatchNormConflict::Params;

// ---- one unit, both modes ----------------------------------------------------------------------------------------------

struct ModeRow {
  std::string name;
  const BatchNormConflict::Sampled* sampled;
  double exact_sd;
  Ink ink;
  bool hatched;
};

constexpr double cut = 0.12;  // the bar of the zeros is far taller: it is cut, and says its height

void draw_share(const Rect& bar, const ModeRow& mode, Canvas& canvas) {
  canvas.rect(bar, {.ink = mode.ink, .hatched = mode.hatched});
  canvas.frame(bar, {.ink = mode.ink, .width = 1});
}

// Left of the bins, cut, with a gap.
void draw_zeros(const ModeRow& mode, const Rect& plot, float edge, float width, const TypeSizes& type,
                Canvas& canvas) {
  draw_share({edge - width, plot.y, width, plot.height}, mode, canvas);
  canvas.rect({edge - width - 3, plot.y + 12, width + 6, 4}, {.ink = Ink::surface});
  const std::string share = percent_text(mode.sampled->zeros), words = "zeros " + share;
  const float right = edge - width - 8, size = type.small;
  for (const std::string& text : {words, share}) {
    if (right - text_width(text, size) < plot.x) continue;
    canvas.text({right, plot.y + 8}, text, {.size = size, .ink = mode.ink, .align = Align::right});
    return;
  }
}

void draw_mode(const ModeRow& mode, double zero_at, const Rect& plot, const Axis& x, const TypeSizes& type,
               Canvas& canvas) {
  const Axis y{0, cut, plot.bottom(), plot.y};
  const float low = x(-mode.exact_sd), high = x(mode.exact_sd);
  canvas.rect({low, plot.y, high - low, plot.height}, {.ink = mode.ink, .opacity = 0.13f});
  for (const float edge : {low, high})
    canvas.line({edge, plot.y}, {edge, plot.bottom()}, {.ink = mode.ink, .width = 1, .dash = Dash::dashed});
  const float first = x(zero_at), width = x(zero_at + BatchNormConflict::bin_width) - first;
  for (int bin = 0; bin < BatchNormConflict::bin_count; ++bin) {
    const double share = mode.sampled->bins[static_cast<std::size_t>(bin)];
    const float left = first + width * static_cast<float>(bin);
    if (share > 0 && left + width <= plot.right() + 1)
      draw_share({left, y(share), width, plot.bottom() - y(share)}, mode, canvas);
  }
  draw_zeros(mode, plot, first, std::max(3.0f, 0.6f * width), type, canvas);
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});
  canvas.text({high + 10, plot.y + 8}, mode.name, {.size = type.body, .ink = mode.ink, .bold = true});
  canvas.text({high + 10, plot.y + 14 + type.body},
              "sd " + number_text(mode.exact_sd, 2) + ", sampled " + number_text(mode.sampled->sd, 2),
              {.size = type.small});
  canvas.explain(plot, mode.name +
                           ": 4,000 sampled values after the norm. The band is one exact standard deviation, " +
                           number_text(mode.exact_sd, 3) + ", either side; " + percent_text(mode.sampled->zeros) +
                           " of the values were 0 before the norm.");
}

// What is promised and what comes; the ratio of the variances below it.
void draw_promise(const BatchNormConflict& widget, const Params& params, const Rect& area, const TypeSizes& type,
                  Canvas& canvas) {
  const std::string sd = number_text(widget.output_sd(params), 2);
  const bool agrees = params.drop_rate == 0;
  const std::string headlines[] = {
      agrees ? "Without dropout: a standard deviation of 1" : "At test: a standard deviation of " + sd + ", not 1",
      agrees ? "Spread at test: 1" : "Spread at test: " + sd + ", not 1"};
  const std::string_view headline = first_fitting(headlines, 16, area.width, true);
  canvas.text({area.x, area.y + 8}, headline, {.size = fitting_size(headline, 16, area.width, true), .bold = true});
  const std::string ratio = number_text(widget.delta(params), 3);
  const std::string notes[] = {"exact, ReLU of a normal value: test variance / training variance = " + ratio,
                               "variance ratio Δ = " + ratio + ", exact"};
  canvas.text({area.x, area.y + 30}, first_fitting(notes, type.body, area.width),
              {.size = type.body, .ink = Ink::muted});
}

}  // namespace

float BatchNormConflict::law_height(float) { return 286; }

void BatchNormConflict::draw_law(const Params& params, Canvas& canvas) const {
  const TypeSizes type = panel_type(canvas.bounds().width);
  const Rect inside = panel_inside(canvas.bounds());
  draw_promise(*this, params, inside, type, canvas);
  const Rect area{inside.x, inside.y + 50, inside.width, inside.height - 50};
  const float axis_height = 2 * type.small + 16, gap = 14;
  const float height = (area.height - axis_height - gap) / 2;
  const Axis x{-1.3, 6.25, area.x, area.right()};
  const Rect top{area.x, area.y, area.width, height}, bottom{area.x, area.y + height + gap, area.width, height};
  draw_mode({"training, dropout on", &histogram_.train, 1, Ink::train, false}, histogram_.zero_at, top, x, type,
            canvas);
  draw_mode({"test, dropout off", &histogram_.test, output_sd(params), Ink::test, true}, histogram_.zero_at, bottom,
            x, type, canvas);
  const double ticks[] = {-1, 0, 1, 2, 3, 4, 5, 6};
  draw_x_axis(canvas, x, bottom.bottom(), ticks, {.text_size = type.small});
  canvas.text({area.right(), bottom.bottom() + 14 + 1.5f * type.small}, "value after batch norm",
              {.size = type.small, .ink = Ink::muted, .align = Align::right});
}

}  // namespace lesson
