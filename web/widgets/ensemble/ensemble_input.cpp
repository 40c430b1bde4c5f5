// ensemble_input.cpp: the panels "plane" and "member" of ensemble: the input that all members see, and one thinned net.
#include <algorithm>
#include <span>

#include "ensemble.h"
#include "kit/net_picture.h"
#include "kit/panel_space.h"
#include "kit/plane_picture.h"

namespace lesson {

namespace {

float plane_side(float width) { return std::min(width - 2 * panel_margin(width), is_wide(width) ? 264.0f : 232.0f); }

}  // namespace

float Ensemble::plane_height(float width) { return 28 + plane_side(width) + 8; }

void Ensemble::draw_plane(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float side = plane_side(canvas.bounds().width);
  canvas.text({area.x, area.y + 8}, "x = " + number_text(params.x, 2) + ", y = " + number_text(params.y, 2),
              {.size = panel_type(area.width).small, .ink = Ink::muted});
  const Plane plane{{area.center().x - side / 2, area.y + 22, side, side}, reach};
  canvas.explain(plane.square, "Tint: what one pass answers. Tap or drag to choose the input that all members see.");
  draw_decision(canvas, plane, decision(), Ensemble::decision_cells);
  draw_data_points(canvas, plane, trainer().train_set(), {}, {.radius = 3});
  const Point point = plane.at(params.x, params.y, 9);
  canvas.ring(point, 8, {.ink = Ink::surface, .width = 6});
  canvas.key({.name = mark_name("plane.input")});
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

float Ensemble::net_height(float) { return 216; }

void Ensemble::draw_member(const Params& params, Canvas& canvas) const {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(area.width).small;
  const std::string number = "draw " + count_text(params.member) + ": ";
  const std::string share = std::to_string(kept(params)) + " of " + std::to_string(params.unit_count) + " kept";
  const std::string answer = ", answers " + number_text(member_output(params), 3);
  const std::string notes[] = {number + share + answer, share + answer, share};
  canvas.text({area.x, area.y + 8}, first_fitting(notes, size, area.width), {.size = size, .ink = Ink::muted});
  const dropout::Mlp<float>& net = trainer().net();
  std::vector<int> widths = params.widths();
  const std::vector<std::uint8_t> mask = shown_mask(params);
  const int layers = static_cast<int>(widths.size());
  widths.insert(widths.begin(), 2);
  widths.push_back(1);
  const float width = std::min(area.width, 520.0f);
  const Rect box{area.center().x - width / 2, area.y + 24, width, area.height - 24};
  const NetPlaces places = place_net(widths, box, {.largest_radius = 13, .gap = 4, .downward = true});

  const std::span<const std::uint8_t> all(mask);
  std::vector<std::span<const std::uint8_t>> kept_of(widths.size());
  std::size_t first = 0;
  for (int layer = 1; layer <= layers; ++layer) {
    const auto count = static_cast<std::size_t>(widths[static_cast<std::size_t>(layer)]);
    kept_of[static_cast<std::size_t>(layer)] = all.subspan(first, count);
    first += count;
  }
  for (int layer = 0; layer <= layers; ++layer) {
    const auto i = static_cast<std::size_t>(layer);
    draw_links(canvas, places, layer, net.weights(layer), {.kept_from = kept_of[i], .kept_to = kept_of[i + 1]});
  }
  const float ends = std::max(places.radius, 9.0f);
  std::uint32_t number_of_unit = 0;
  for (std::size_t layer = 0; layer < widths.size(); ++layer)
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(widths[layer]); ++unit) {
      const bool hidden = layer > 0 && layer + 1 < widths.size();
      const bool is_kept = !hidden || kept_of[layer][unit] != 0;
      const std::string_view label = layer == 0 ? (unit == 0 ? "x" : "y") : "";
      canvas.key({.name = mark_name("member.unit", number_of_unit++)});
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

}  // namespace lesson
