// trainer_guess.cpp: the strip below trainer's picture: the question, the reader's guess, and what 8 seeds answer.
#include <algorithm>
#include <cmath>

#include "trainer_picture.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;
using Prediction = LiveTrainer::Prediction;

// Three words to tap; the chosen one is filled.
void draw_choices(const Params& params, const TrainerLayout& at, float y, Canvas& canvas) {
  const float height = at.wide ? 28 : 36, gap = 8;
  float x = at.guess.x;
  if (at.wide) {
    canvas.text({x, y + height / 2}, "Your guess:", {.size = 14, .ink = Ink::muted});
    x += text_width("Your guess:", 14) + 12;
  }
  for (const Prediction choice : {Prediction::helps, Prediction::hurts, Prediction::no_difference}) {
    const std::string_view words = prediction_words(choice);
    const Rect chip{x, y, text_width(words, 14) + 24, height};
    const bool chosen = params.prediction == choice;
    if (chosen) canvas.rect(chip, {.ink = Ink::accent}, 4);
    canvas.frame(chip, {.ink = chosen ? Ink::accent : Ink::muted, .width = 1}, 4);
    canvas.text(chip.center(), words,
                {.size = 14, .ink = chosen ? Ink::surface : Ink::ink, .align = Align::center, .bold = chosen});
    canvas.tap_to_set(chip, "prediction", static_cast<double>(choice));
    x = chip.right() + gap;
  }
}

std::string answer_words(const LiveTrainer& widget, const Params& params) {
  if (params.drop_rate == params.from_drop_rate) return "both rates are equal: choose another p";
  if (widget.pairs().empty()) return "one run is not evidence: check with 8 seeds";
  const dropout::MeanInterval gain = widget.gain();
  const std::string mean = signed_text(gain.mean, 1) + " points";
  if (!widget.evidence_complete())
    return mean + " over " + std::to_string(gain.count) + " of " + std::to_string(LiveTrainer::evidence_seeds) + " seeds";
  return mean + " (" + signed_text(gain.mean - gain.half_width, 1) + " to " +
         signed_text(gain.mean + gain.half_width, 1) + "): " + std::string(verdict_words(widget.verdict()));
}

// Each seed's difference as a dot in its own row, the mean as a line, the interval as a band behind them.
void draw_differences(const LiveTrainer& widget, const Rect& plot, float text_size, Canvas& canvas) {
  double largest = 9;
  for (const LiveTrainer::Pair& pair : widget.pairs())
    largest = std::max(largest, std::abs(100 * (pair.to - pair.from)));
  const double end = 5 * std::ceil((largest + 1) / 5);
  const Axis x{-end, end, plot.x, plot.right()};
  const double ticks[] = {-end, -end / 2, 0, end / 2, end};
  draw_x_axis(canvas, x, plot.bottom(), ticks, {.decimals = std::fmod(end, 2) == 0 ? 0 : 1, .text_size = text_size});
  canvas.line({x(0), plot.y}, {x(0), plot.bottom()}, {.ink = Ink::ink, .width = 1.5f});
  canvas.text({plot.x, plot.y + text_size / 2}, "hurts", {.size = text_size, .ink = Ink::muted});
  canvas.text({plot.right(), plot.y + text_size / 2}, "helps", {.size = text_size, .ink = Ink::muted, .align = Align::right});

  const dropout::MeanInterval gain = widget.gain();
  if (gain.count > 1) {
    const float low = x(gain.mean - gain.half_width), high = x(gain.mean + gain.half_width);
    canvas.rect({low, plot.y, high - low, plot.height}, {.ink = Ink::test, .opacity = 0.2f});
    canvas.line({x(gain.mean), plot.y}, {x(gain.mean), plot.bottom()}, {.ink = Ink::test, .width = 3});
    canvas.explain({low, plot.y, high - low, plot.height}, "Line: mean difference. Band: its 95 % interval. Dots: single seeds.");
  }
  const float row = plot.height / LiveTrainer::evidence_seeds;
  for (std::size_t i = 0; i < widget.pairs().size(); ++i) {
    const double difference = 100 * (widget.pairs()[i].to - widget.pairs()[i].from);
    const Point at{x(difference), plot.y + row * (static_cast<float>(i) + 0.5f)};
    canvas.disk(at, 4, {.ink = Ink::surface});
    canvas.disk(at, 3, {.ink = Ink::test});
  }
}

}  // namespace

void draw_guess(const LiveTrainer& widget, const Params& params, const TrainerLayout& at, Canvas& canvas) {
  const Rect& area = at.guess;
  const std::string rates = "p = " + number_text(params.from_drop_rate, 2) + " to p = " + number_text(params.drop_rate, 2);
  canvas.line({area.x, area.y - 8}, {area.right(), area.y - 8}, {.ink = Ink::rule, .width = 1});
  canvas.text({area.x, area.y + 10}, "From " + rates + ": does it help?", {.size = 14, .bold = true});
  draw_choices(params, at, area.y + 26, canvas);

  const float chips_bottom = area.y + 26 + (at.wide ? 28.0f : 36.0f);
  const float answer_y = at.wide ? area.y + 40 : chips_bottom + 18;
  if (at.wide)
    canvas.text({area.right(), answer_y}, answer_words(widget, params), {.size = 14, .align = Align::right});
  else
    canvas.text({area.x, answer_y}, answer_words(widget, params), {.size = 14});
  const float top = at.wide ? chips_bottom + 14 : answer_y + 16;
  const Rect plot{area.x + 8, top, area.width - 16, area.bottom() - top - at.type.small - 26};
  draw_differences(widget, plot, at.type.small, canvas);
  canvas.text({area.right(), area.bottom() - 6}, "difference in test accuracy, points",
              {.size = at.type.small, .ink = Ink::muted, .align = Align::right});
}

}  // namespace lesson
