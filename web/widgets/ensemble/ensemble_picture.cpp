// ensemble_picture.cpp: layout of the widget ensemble, its headline, the input plane and the thinned net.
#include "ensemble_picture.h"

#include <algorithm>
#include <span>

#include "kit/net_picture.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

using Params = Ensemble::Params;

std::string members_text(const Params& params, const Ensemble& widget) {
  return count_of(widget.member_count(params));
}

// The first of the wordings that fits at a readable size.
std::string fitting_words(std::string_view words, std::string_view shorter, float size, float width) {
  return std::string(text_width(words, std::min(size, 14.0f), true) <= width ? words : shorter);
}

std::string headline_of(const Ensemble& widget, const Params& params, float size, float width) {
  const std::string members = members_text(params, widget);
  if (params.drop_rate == 0)
    return fitting_words("At p = 0 every member is the whole net", "p = 0: only one net", size, width);
  if (!params.is_enumerated())
    return fitting_words(members + " nets in one, too many to ask each", "Too many nets to ask each", size, width);
  if (widget.geometric_gap(params) < 1e-6)
    return fitting_words("One pass is the geometric mean of " + members + " nets", "One pass is the geometric mean",
                         size, width);
  const std::string gap = number_text(widget.geometric_gap(params), 4);
  return fitting_words("One pass misses the geometric mean by " + gap, "One pass is off by " + gap, size, width);
}

void draw_headline(const Ensemble& widget, const Params& params, const EnsembleLayout& at, Canvas& canvas) {
  const Rect& area = at.headline;
  const std::string headline = headline_of(widget, params, at.type.headline, area.width);
  canvas.text({area.x, area.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, area.width, true), .bold = true});
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  const std::string power =
      "2^" + std::to_string(params.unit_count) + " = " + members_text(params, widget) + " masks";
  const std::string count = at.wide ? std::to_string(params.unit_count) + " hidden units: " + power : power;
  const std::string effective =
      count_of(widget.effective_count(params)) + " effective at p = " + number_text(params.drop_rate, 2);
  if (at.wide) {
    canvas.text({area.x, area.y + 38}, count + ", " + effective, muted);
  } else {
    canvas.text({area.x, area.y + 38}, count, muted);
    canvas.text({area.x, area.y + 58}, effective, muted);
  }
  canvas.explain(
      {area.x, area.y + 28, area.width, area.height - 28},
      "Masks are equally likely only at p = 0.5. The effective number, 2 to the entropy of the mask, says how "
      "many carry the probability.");
}

void draw_plane(const Ensemble& widget, const Params& params, const EnsembleLayout& at, Canvas& canvas) {
  const Rect& area = at.plane;
  draw_chart_title(canvas, {area.x, area.y}, "Input",
                   "x = " + number_text(params.x, 2) + ", y = " + number_text(params.y, 2), at.type.small);
  const float side = area.width;
  const Plane plane{{area.x, area.y + 44, side, side}, Ensemble::reach};
  canvas.explain(plane.square, "Tint: what one pass answers. Tap or drag to choose the input that all members see.");
  draw_decision(canvas, plane, widget.decision(), Ensemble::decision_cells);
  draw_data_points(canvas, plane, widget.trainer().train_set(), {}, {.radius = 3});
  const Point point = plane.at(params.x, params.y, 9);
  canvas.ring(point, 8, {.ink = Ink::surface, .width = 6});
  canvas.ring(point, 8, {.ink = Ink::accent, .width = 3});
  canvas.disk(point, 2, {.ink = Ink::accent});
  const Rect& s = plane.square;
  canvas.drag({.area = s,
               .param_id = "x",
               .min_at = {s.x, s.y},
               .max_at = {s.right(), s.y},
               .min = -Ensemble::reach,
               .max = Ensemble::reach,
               .second_id = "y",
               .second_min_at = {s.x, s.bottom()},
               .second_max_at = {s.x, s.y},
               .second_min = -Ensemble::reach,
               .second_max = Ensemble::reach});
}

void draw_net(const Ensemble& widget, const Params& params, const EnsembleLayout& at, Canvas& canvas) {
  const Rect& area = at.net;
  const std::string kept = std::to_string(widget.kept(params)) + " of " + std::to_string(params.unit_count) + " kept";
  draw_chart_title(canvas, {area.x, area.y}, "One member, draw " + count_text(params.member),
                   kept + ", answers " + number_text(widget.member_output(params), 3), at.type.small);
  const dropout::Mlp<float>& net = widget.trainer().net();
  std::vector<int> widths = params.widths();
  const std::vector<std::uint8_t> mask = widget.shown_mask(params);
  const int layers = static_cast<int>(widths.size());
  widths.insert(widths.begin(), 2);
  widths.push_back(1);
  const Rect box{area.x, area.y + 44, area.width, area.height - 44};
  const NetPlaces places = place_net(widths, box, {.largest_radius = 13, .gap = 4, .downward = true});

  const std::span<const std::uint8_t> all(mask);
  std::vector<std::span<const std::uint8_t>> kept_of(widths.size());
  std::size_t first = 0;
  for (int layer = 1; layer <= layers; ++layer) {
    const auto width = static_cast<std::size_t>(widths[static_cast<std::size_t>(layer)]);
    kept_of[static_cast<std::size_t>(layer)] = all.subspan(first, width);
    first += width;
  }
  for (int layer = 0; layer <= layers; ++layer) {
    const auto i = static_cast<std::size_t>(layer);
    draw_links(canvas, places, layer, net.weights(layer), {.kept_from = kept_of[i], .kept_to = kept_of[i + 1]});
  }
  const float ends = std::max(places.radius, 9.0f);
  for (std::size_t layer = 0; layer < widths.size(); ++layer)
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(widths[layer]); ++unit) {
      const bool hidden = layer > 0 && layer + 1 < widths.size();
      const bool is_kept = !hidden || kept_of[layer][unit] != 0;
      const std::string_view label = layer == 0 ? (unit == 0 ? "x" : "y") : "";
      draw_unit(
          canvas, places.units[layer][unit], hidden ? places.radius : ends,
          {.kept = is_kept, .ink = hidden ? Ink::kept : Ink::muted, .tint = hidden ? 1.0f : 0.0f, .label = label});
      if (hidden)
        canvas.explain(
            places.box(static_cast<int>(layer), static_cast<int>(unit)),
            is_kept ? "Kept: its output times 1 / (1 - p) goes on." : "Dropped: its links are gone in this member.");
    }
  canvas.tap(box, "sample");
}

}  // namespace

EnsembleLayout::EnsembleLayout(float width)
    : wide(is_wide(width)), type(type_sizes(width)), row(wide ? 19.0f : 22.0f) {
  const float pad = wide ? 16 : width >= tight_below ? 12 : 8, inner = width - 2 * pad, gap = wide ? 36 : 24;
  headline = {pad, 4, inner, wide ? 52.0f : 72.0f};
  const float top = headline.bottom() + 8;
  if (wide) {
    const float side = std::min(0.36f * inner, 300.0f);
    plane = {pad, top, side, side + 44};
    outputs = {pad + side + gap, top, inner - side - gap, std::max(side + 44, 280.0f)};
    const float second = outputs.bottom() + 24, half = (inner - gap) / 2;
    net = {pad, second, half, 224};
    errors = {pad + half + gap, second, half, 224};
    accuracy = {pad, net.bottom() + 24, half, 44 + 3 * row + 24};
    visited = {pad + half + gap, accuracy.y, half, accuracy.height};
    height = accuracy.bottom() + 6;
    return;
  }
  const float side = std::min(inner, 300.0f);
  plane = {pad, top, side, side + 44};
  outputs = {pad, plane.bottom() + 20, inner, 44 + 110 + 26 + 5 * row + 8};
  net = {pad, outputs.bottom() + 20, inner, 44 + 190};
  errors = {pad, net.bottom() + 20, inner, 230};
  accuracy = {pad, errors.bottom() + 20, inner, 44 + 3 * row + 28};
  visited = {pad, accuracy.bottom() + 20, inner, 44 + 3 * row + 8};
  height = visited.bottom() + 6;
}

float ensemble_height(float width) { return EnsembleLayout(width).height; }

void Ensemble::draw(const Params& params, Canvas& canvas) const {
  const EnsembleLayout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_plane(*this, params, at, canvas);
  draw_outputs(*this, params, at, canvas);
  draw_net(*this, params, at, canvas);
  draw_errors(*this, params, at, canvas);
  draw_accuracy(*this, params, at, canvas);
  draw_visited(*this, params, at, canvas);
}

}  // namespace lesson
