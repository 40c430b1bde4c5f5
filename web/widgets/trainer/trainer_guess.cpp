// trainer_guess.cpp: the evidence panel of trainer: the question, the reader's guess, and what 8 seeds answer.
#include <algorithm>
#include <cmath>

#include "kit/panel_space.h"
#include "trainer.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;
using Prediction = LiveTrainer::Prediction;

// The answer stands below the guess, or beside it where there is room.
struct EvidencePlaces {
  explicit EvidencePlaces(const Rect& bounds)
      : type(panel_type(bounds.width)),
        wide(is_wide(bounds.width)),
        stacked(bounds.width < 700),
        inside(panel_inside(bounds)),
        chip_height(wide ? 28.0f : 36.0f) {}

  TypeSizes type;
  bool wide, stacked;
  Rect inside;
  float chip_height;
};

// Three words to tap; the chosen one is filled.
void draw_choices(const Params& params, const EvidencePlaces& at, float y, Canvas& canvas) {
  const bool tight = at.inside.width < 256;
  const float gap = tight ? 4 : 8, size = at.type.body, padding = tight ? 10 : 24;
  float x = at.inside.x;
  if (at.wide) {
    canvas.text({x, y + at.chip_height / 2}, "Your guess:", {.size = 14, .ink = Ink::muted});
    x += text_width("Your guess:", 14) + 12;
  }
  for (const Prediction choice : {Prediction::helps, Prediction::hurts, Prediction::no_difference}) {
    const std::string_view words = prediction_words(choice);
    const Rect chip{x, y, text_width(words, size) + padding, at.chip_height};
    const bool chosen = params.prediction == choice;
    if (chosen) {
      canvas.key({.name = mark_name("guess")});
      canvas.rect(chip, {.ink = Ink::accent}, 4);
    }
    canvas.frame(chip, {.ink = chosen ? Ink::accent : Ink::muted, .width = 1}, 4);
    canvas.text(chip.center(), words,
                {.size = size, .ink = chosen ? Ink::surface : Ink::ink, .align = Align::center, .bold = chosen});
    canvas.tap_to_set(chip, "prediction", static_cast<double>(choice));
    x = chip.right() + gap;
  }
}

// What is measured so far, and the verdict once it stands.
struct Answer {
  std::string measured, verdict;
};

Answer answer_words(const LiveTrainer& widget, const Params& params) {
  if (params.drop_rate == params.from_drop_rate) return {"both rates are equal", "choose another p"};
  if (widget.pair_count() == 0) return {"one run is not evidence", "check with 8 seeds"};
  const dropout::MeanInterval gain = widget.gain(params);
  const std::string mean = signed_text(gain.mean, 1) + " points";
  if (!widget.evidence_complete())
    return {mean + " after " + std::to_string(gain.count) + " of " + std::to_string(LiveTrainer::evidence_seeds) +
                " seeds",
            ""};
  return {mean + " (" + signed_text(gain.mean - gain.half_width, 1) + " to " +
              signed_text(gain.mean + gain.half_width, 1) + ")",
          std::string(verdict_words(widget.verdict(params)))};
}

void draw_answer(const Answer& answer, const EvidencePlaces& at, float y, Canvas& canvas) {
  const float x = at.stacked ? at.inside.x : at.inside.right();
  const Align align = at.stacked ? Align::left : Align::right;
  canvas.text({x, y}, answer.measured, {.size = at.type.body, .align = align});
  canvas.text({x, y + 20}, answer.verdict, {.size = at.type.body, .align = align, .bold = true});
}

// Each seed's difference as a dot in its own row, the mean as a line, the interval as a band behind them.
void draw_differences(const LiveTrainer& widget, const Params& params, const Rect& plot, float text_size,
                      Canvas& canvas) {
  const std::vector<LiveTrainer::Pair> pairs = widget.pairs(params);
  double largest = 9;
  for (const LiveTrainer::Pair& pair : pairs) largest = std::max(largest, std::abs(100 * (pair.to - pair.from)));
  const double end = 5 * std::ceil((largest + 1) / 5);
  const Axis x{-end, end, plot.x, plot.right()};
  draw_x_axis(canvas, x, plot.bottom(), round_ticks(-end, end, 4), {.text_size = text_size});
  canvas.line({x(0), plot.y}, {x(0), plot.bottom()}, {.ink = Ink::ink, .width = 1.5f});

  const dropout::MeanInterval gain = widget.gain(params);
  if (gain.count > 1) {
    const float low = x(gain.mean - gain.half_width), high = x(gain.mean + gain.half_width);
    canvas.key({.name = mark_name("gain_interval")});
    canvas.rect({low, plot.y, high - low, plot.height}, {.ink = Ink::test, .opacity = 0.2f});
    canvas.key({.name = mark_name("gain_mean")});
    canvas.line({x(gain.mean), plot.y}, {x(gain.mean), plot.bottom()}, {.ink = Ink::test, .width = 3});
    canvas.explain({low, plot.y, high - low, plot.height},
                   "Line: mean difference. Band: its 95 % interval. Dots: single seeds.");
  }
  const float row = plot.height / LiveTrainer::evidence_seeds;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double difference = 100 * (pairs[i].to - pairs[i].from);
    const Point at{x(difference), plot.y + row * (static_cast<float>(i) + 0.5f)};
    canvas.key({.name = mark_name("gain_ground", static_cast<std::uint32_t>(i))});
    canvas.disk(at, 4, {.ink = Ink::surface});
    canvas.key({.name = mark_name("gain_dot", static_cast<std::uint32_t>(i))});
    canvas.disk(at, 3, {.ink = Ink::test});
  }
}

}  // namespace

float LiveTrainer::evidence_height(float width) { return width < 700 ? (is_wide(width) ? 204 : 218) : 164; }

void LiveTrainer::draw_evidence(const Params& params, Canvas& canvas) const {
  const EvidencePlaces at(canvas.bounds());
  const Rect& area = at.inside;
  const std::string rates = number_text(params.from_drop_rate, 2) + " to " + number_text(params.drop_rate, 2);
  const std::string question = "From p = " + rates + ": does it help?";
  const bool fits = text_width(question, 14, true) <= area.width;
  canvas.text({area.x, area.y + 8}, fits ? question : rates + ": does it help?", {.size = 14, .bold = true});
  draw_choices(params, at, area.y + 24, canvas);

  const float chips_bottom = area.y + 24 + at.chip_height;
  draw_answer(answer_words(*this, params), at, at.stacked ? chips_bottom + 18 : area.y + 18, canvas);

  const float caption = area.bottom() - at.type.small / 2, top = chips_bottom + (at.stacked ? 54.0f : 14.0f);
  draw_differences(*this, params, {area.x + 8, top, area.width - 16, caption - top - 1.5f * at.type.small - 14},
                   at.type.small, canvas);
  const TextStyle muted{.size = at.type.small, .ink = Ink::muted};
  canvas.text({area.x, caption}, "← hurts", muted);
  canvas.text({area.center().x, caption}, area.width > 300 ? "points of test accuracy" : "points",
              {.size = muted.size, .ink = muted.ink, .align = Align::center});
  canvas.text({area.right(), caption}, "helps →", {.size = muted.size, .ink = muted.ink, .align = Align::right});
  canvas.explain({area.x, area.y, area.width, chips_bottom - area.y},
                 "Guess what the change of the drop rate does, then check with 8 seeds.");
}

}  // namespace lesson
