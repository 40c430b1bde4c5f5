// scaling_schemes_answers.cpp: the net that forgot to rescale: by how much it is too strong, and what it then answers.
#include <algorithm>
#include <array>
#include <cmath>

#include "kit/plane_picture.h"
#include "scaling_schemes_picture.h"

namespace lesson {

namespace {

using Params = ScalingSchemes::Params;

constexpr int shown_points = 100;

// ---- the factor, layer by layer --------------------------------------------------------------------------------------

// Bars on a logarithmic scale stand on 1, where nothing is missing.
float height_of(double factor, const Params& params, float full) {
  const double largest = std::max(16.0, std::pow(1 / params.keep_rate(), ScalingSchemes::most_layers));
  return full * static_cast<float>(std::clamp(std::log(std::max(factor, 1e-9)) / std::log(largest), 0.0, 1.0));
}

void draw_diamond(Point at, float r, Ink ink, Canvas& canvas) {
  canvas.polygon(std::array{Point{at.x, at.y - r - 2}, Point{at.x + r + 2, at.y}, Point{at.x, at.y + r + 2},
                            Point{at.x - r - 2, at.y}},
                 {.ink = Ink::surface});
  canvas.polygon(
      std::array{Point{at.x, at.y - r}, Point{at.x + r, at.y}, Point{at.x, at.y + r}, Point{at.x - r, at.y}},
      {.ink = ink});
}

void draw_triangle(Point at, float r, Ink ink, Canvas& canvas) {
  canvas.polygon(std::array{Point{at.x, at.y}, Point{at.x - 1.6f * r, at.y + r}, Point{at.x - 1.6f * r, at.y - r}},
                 {.ink = ink});
}

}  // namespace

void draw_net_factors(const ScalingSchemes& widget, const Params& params, const SchemesPanel& at, Canvas& canvas) {
  const Rect& area = at.area;
  const float size = at.type.small;
  const int changed = widget.classes_changed(params);
  const std::string strong = factor_text(widget.measured_factor(params)) + " × too strong",
                    none = "Nothing is dropped";
  const std::string change = changed == 0 ? "no class changes" : std::to_string(changed) + " of 500 classes change";
  const std::string headlines[] = {
      params.drop_rate == 0 ? none : strong + " at test; " + change,
      params.drop_rate == 0 ? none : strong + "; " + change,
      params.drop_rate == 0 ? none : strong + "; " + std::to_string(changed) + " classes change",
      params.drop_rate == 0 ? none : strong};
  const std::string rate = "k = " + number_text(params.keep_rate(), 2) + ", log scale";
  const std::string notes[] = {"1/k for each dropout layer, " + rate, "1/k a layer, " + rate, "1/k a layer"};
  at.draw_words(headlines, notes, canvas);
  const int draws = widget.draw_count(params);
  const Rect plot{area.x, area.y + 64, area.width, area.height - 64 - 3 * (size + 8) - 2};
  const float slot = plot.width / ScalingSchemes::most_layers, bar = std::min(44.0f, slot * 0.6f);
  for (int layers = 1; layers <= ScalingSchemes::most_layers; ++layers) {
    const double factor = dropout::naive_mismatch(params.drop_rate, layers);
    const float x = plot.x + slot * (static_cast<float>(layers) - 0.5f),
                tall = height_of(factor, params, plot.height);
    const bool now = layers == params.depth;
    const Rect column{x - bar / 2, plot.bottom() - tall, bar, tall};
    if (now && tall > 0) canvas.rect(column, {.ink = Ink::test, .hatched = true});
    canvas.frame(column, {.ink = now ? Ink::test : Ink::muted, .width = now ? 2.0f : 1.0f});
    const std::string words = factor_text(factor);
    const float measured = now ? height_of(widget.measured_factor(params), params, plot.height) + 6 : 0;
    canvas.text({x, plot.bottom() - std::max(tall, measured) - size * 0.7f - 4}, words,
                {.size = fitting_size(words, now ? 14.0f : size, slot, now),
                 .ink = now ? Ink::ink : Ink::muted,
                 .align = Align::center,
                 .bold = now});
    canvas.text({x, plot.bottom() + 6 + size * 0.5f}, std::to_string(layers),
                {.size = size, .ink = now ? Ink::ink : Ink::muted, .align = Align::center, .bold = now});
    const Rect touch{x - slot / 2, plot.y - 16, slot, plot.height + 20 + size};
    canvas.explain(touch, plural_text(layers, "dropout layer", "dropout layers") + ": " + words +
                              " times too strong without biases. Tap to see this depth.");
    canvas.tap_to_set(touch, "layers", layers);
  }
  canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {.ink = Ink::muted, .width = 1});

  // What this net measures, on its bar and in words.
  const float x = plot.x + slot * (static_cast<float>(params.depth) - 0.5f);
  draw_diamond({x, plot.bottom() - height_of(widget.measured_factor(params), params, plot.height)}, 5, Ink::ink,
               canvas);
  float line = area.bottom() - size - 10;
  draw_diamond({area.x + 6, line}, 5, Ink::ink, canvas);
  const std::string measured = "measured " + factor_text(widget.measured_factor(params));
  const std::string full = measured + " against the scaled pass";
  canvas.text({area.x + 18, line}, text_width(full, size) <= area.width - 18 ? full : measured + " vs scaled",
              {.size = size});
  line += size + 7;
  if (draws > 0)
    draw_triangle({x - bar / 2 - 1, plot.bottom() - height_of(widget.factor_over_masks(params), params, plot.height)},
                  5, Ink::train, canvas);
  draw_triangle({area.x + 11, line}, 5, Ink::train, canvas);
  canvas.text(
      {area.x + 18, line},
      draws > 0 ? factor_text(widget.factor_over_masks(params)) + " vs mean of " + plural_text(draws, "mask", "masks")
                : (area.width > 250 ? "draw masks to compare with training" : "draw masks to compare"),
      {.size = fitting_size("draw masks to compare with training", size, area.width - 18), .ink = Ink::muted});
}

// ---- what the net answers --------------------------------------------------------------------------------------------

namespace {

void draw_answer(const ScalingSchemes& widget, const NaiveNet::Answer& answer, const Rect& area,
                 std::string_view title, float size, Canvas& canvas) {
  canvas.text({area.x, area.y + 8}, title, {.size = fitting_size(title, 14, area.width, true), .bold = true});
  const std::string right = percent_text(answer.accuracy, 1) + " right";
  const std::string sure = "confidence " + percent_text(answer.confidence);
  const bool one_line = text_width(right + ", " + sure, size) <= area.width;
  canvas.text({area.x, area.y + 27}, one_line ? right + ", " + sure : right, {.size = size, .ink = Ink::test});
  if (!one_line)
    canvas.text({area.x, area.y + 46}, sure, {.size = fitting_size(sure, size, area.width), .ink = Ink::test});
  const Rect square{area.x, area.y + (one_line ? 42.0f : 60.0f), area.width, area.width};
  const Plane plane{square, NaiveNet::reach};
  draw_decision(canvas, plane, answer.field, NaiveNet::cells, answer.field_logits);

  const dropout::Dataset& set = widget.net().test_set();
  const float radius = area.width < 200 ? 2.5f : 3;
  int wrong = 0;
  for (std::size_t i = 0; i < shown_points; ++i) {
    const Point point = plane.at(set.points[2 * i], set.points[2 * i + 1], radius);
    draw_class_mark(canvas, point, set.labels[i], radius);
    if ((answer.logits[i] > 0) == (set.labels[i] != 0)) continue;
    ++wrong;
    canvas.ring(point, radius + 3.5f, {.ink = Ink::ink, .width = 1.5f});
  }
  canvas.explain(square, std::string(title) + ": " + percent_text(answer.accuracy, 1) +
                             " of 500 test points right. Tint: the class answered, stronger where the net is surer; "
                             "ringed: wrong.");
  std::string note = std::to_string(wrong) + " wrong of 100 shown";
  if (text_width(note, size) > area.width - 18) note = std::to_string(wrong) + " wrong";
  canvas.ring({area.x + 7, square.bottom() + 15}, 5.5f, {.ink = Ink::ink, .width = 1.5f});
  canvas.text({area.x + 18, square.bottom() + 15}, note,
              {.size = fitting_size(note, size, area.width - 18), .ink = Ink::muted});
}

}  // namespace

void draw_net_answers(const ScalingSchemes& widget, const Params& params, const SchemesPanel& at, Canvas& canvas) {
  const Rect& area = at.area;
  const float gap = at.wide ? 32 : 12, side = std::min((area.width - gap) / 2, area.height - 66);
  const Rect left{area.center().x - gap / 2 - side, area.y, side, area.height};
  const Rect right{area.center().x + gap / 2, area.y, side, area.height};
  const std::string factor = number_text(params.repair, 2);
  const std::string forgotten[] = {"At test, nothing scaled", "nothing scaled"};
  const std::string repaired[] = {"Outgoing weights × " + factor, "weights × " + factor};
  const float size = at.type.small;
  draw_answer(widget, widget.forgotten(), left, first_fitting(forgotten, 14, side, true), size, canvas);
  draw_answer(widget, widget.repaired(params), right, first_fitting(repaired, 14, side, true), size, canvas);
}

}  // namespace lesson
