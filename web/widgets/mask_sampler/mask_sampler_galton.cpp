// mask_sampler_galton.cpp: the panel "galton" of mask_sampler: a mask is a path through pegs, right where a unit is kept.
//
// Below the pegs a bin for each number of kept units: a ball for each drawn mask, the exact binomial law as an outline.
#include <algorithm>
#include <cmath>

#include "dropout/statistics.h"
#include "kit/panel_space.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

using Params = MaskSampler::Params;

constexpr int most_balls = 350;  // of more masks the piles are bars

struct Board {
  Board(float width, int unit_count)
      : wide(is_wide(width)), type(panel_type(width)), inside(panel_inside({0, 0, width, 0})), rows(unit_count) {
    const float pegs_height = wide ? 180.0f : 150.0f;
    pitch_x = std::min(wide ? 76.0f : 46.0f, inside.width / static_cast<float>(rows + 1));
    pitch_y = pegs_height / static_cast<float>(rows);
    radius = std::min({wide ? 11.0f : 9.5f, pitch_y * 0.42f, pitch_x * 0.42f});
    middle = inside.center().x;
    top = inside.y + 22;
    const float bins_top = top + pegs_height + 14;
    const float half = pitch_x * static_cast<float>(rows + 1) / 2;
    bins = {middle - half, bins_top, 2 * half, wide ? 154.0f : 116.0f};
    height = bins.bottom() + 30;
  }
  // Where the path is after `row` units of which `kept` were kept; row `rows` is the mouth of a bin.
  Point peg(int row, int kept) const {
    return {middle + pitch_x * (static_cast<float>(kept) - static_cast<float>(row) / 2),
            top + pitch_y * static_cast<float>(row)};
  }
  float bin_center(int kept) const { return bins.x + pitch_x * (static_cast<float>(kept) + 0.5f); }

  bool wide;
  TypeSizes type;
  Rect inside;
  int rows;
  float pitch_x = 0, pitch_y = 0, radius = 0, middle = 0, top = 0, height = 0;
  Rect bins{};
};

void draw_sides(const Board& at, const Params& params, Canvas& canvas) {
  const float left = at.inside.x, right = at.inside.right(), y = at.top + 4, size = at.type.small;
  const auto chance = [&](double value) { return (at.wide ? "chance " : "") + number_text(value, 2); };
  canvas.text({left, y}, "← dropped", {.size = size, .ink = Ink::muted});
  canvas.text({left, y + 20}, chance(params.drop_rate), {.size = size, .ink = Ink::muted});
  canvas.text({right, y}, "kept →", {.size = size, .ink = Ink::kept, .align = Align::right, .bold = true});
  canvas.text({right, y + 20}, chance(1 - params.drop_rate),
              {.size = size, .ink = Ink::muted, .align = Align::right});
}

void draw_path(const Board& at, std::span<const std::uint8_t> mask, Canvas& canvas) {
  int kept = 0;
  std::vector<Point> path = {{at.middle, at.top - 16}};
  for (int row = 0; row < at.rows; ++row) {
    path.push_back(at.peg(row, kept));
    kept += mask[static_cast<std::size_t>(row)];
  }
  path.push_back(at.peg(at.rows, kept));
  canvas.polyline(path, {.ink = Ink::kept, .width = 2.5f});
  kept = 0;
  for (int row = 0; row < at.rows; ++row) {
    const Point at_peg = at.peg(row, kept);
    const bool is_kept = mask[static_cast<std::size_t>(row)] != 0;
    const auto name = static_cast<std::uint32_t>(row);
    canvas.disk(at_peg, at.radius + 1, {.ink = Ink::surface});
    canvas.key({.name = mark_name("galton.unit", name)});
    if (is_kept)
      canvas.disk(at_peg, at.radius, {.ink = Ink::kept});
    else
      canvas.ring(at_peg, at.radius - 0.75f, {.ink = Ink::dropped, .dash = Dash::dashed});
    if (at.radius >= 8)
      canvas.text(at_peg, std::to_string(row + 1),
                  {.size = 12, .ink = is_kept ? Ink::surface : Ink::muted, .align = Align::center, .bold = is_kept});
    kept += is_kept ? 1 : 0;
  }
}

void draw_pegs(const Board& at, Canvas& canvas) {
  for (int row = 0; row < at.rows; ++row)
    for (int kept = 0; kept <= row; ++kept)
      canvas.disk(at.peg(row, kept), at.wide ? 3.5f : 3.0f, {.ink = Ink::muted, .opacity = 0.6f});
}

float ball_radius(const Board& at) { return at.wide ? 3.8f : 3.0f; }
float ball_pitch(const Board& at) { return 2 * ball_radius(at) + 1; }
int balls_a_row(const Board& at) { return std::max(1, static_cast<int>((at.pitch_x - 8) / ball_pitch(at))); }

// From the middle out, row by row.
void draw_balls(const Board& at, int bin, std::int32_t count, float opacity, Canvas& canvas) {
  const float r = ball_radius(at), pitch = ball_pitch(at);
  const int a_row = balls_a_row(at);
  for (std::int32_t ball = 0; ball < count; ++ball) {
    const int row = ball / a_row, place = ball % a_row;
    const auto off = static_cast<float>((place + 1) / 2) * (place % 2 == 1 ? -1.0f : 1.0f);
    canvas.disk({at.bin_center(bin) + off * pitch, at.bins.bottom() - r - 2 - pitch * static_cast<float>(row)}, r,
                {.ink = Ink::kept, .opacity = opacity});
  }
}

}  // namespace

float MaskSampler::galton_height(float width) { return Board(width, most_units).height; }

void MaskSampler::draw_galton(const Params& params, Canvas& canvas) const {
  const Board at(canvas.bounds().width, params.unit_count);
  const int n = params.unit_count, now = kept(params), draws = draw_count_;
  const auto shown = mask(params);
  draw_sides(at, params, canvas);
  draw_pegs(at, canvas);
  draw_path(at, std::span(shown).first(static_cast<std::size_t>(n)), canvas);

  const std::vector<std::int32_t> tally = kept_tally(params);
  std::vector<double> exact;
  for (int count = 0; count <= n; ++count) exact.push_back(dropout::binomial_pmf(n, count, 1 - params.drop_rate));
  const auto a_row = static_cast<float>(balls_a_row(at));
  const double most = std::max(*std::max_element(exact.begin(), exact.end()) * draws,
                               static_cast<double>(*std::max_element(tally.begin(), tally.end())));
  const bool as_balls =
      draws <= most_balls && most <= static_cast<double>((at.bins.height - 24) / ball_pitch(at) * a_row);
  const float a_mask =
      as_balls ? ball_pitch(at) / a_row : (at.bins.height - 24) / static_cast<float>(std::max(1.0, most));
  std::vector<Point> law;
  for (int count = 0; count <= n; ++count) {
    const auto i = static_cast<std::size_t>(count);
    const float center = at.bin_center(count), left = center - at.pitch_x / 2;
    const float opacity = count == now ? 1.0f : 0.62f;
    canvas.line({left, at.bins.y}, {left, at.bins.bottom()}, {.ink = Ink::rule, .width = 1});
    if (as_balls)
      draw_balls(at, count, tally[i], opacity, canvas);
    else if (tally[i] > 0)
      canvas.rect({left + 4, at.bins.bottom() - a_mask * static_cast<float>(tally[i]), at.pitch_x - 8,
                   a_mask * static_cast<float>(tally[i])},
                  {.ink = Ink::kept, .opacity = opacity});
    const float expected = at.bins.bottom() - a_mask * static_cast<float>(exact[i] * draws);
    law.push_back({left, expected});
    law.push_back({left + at.pitch_x, expected});
    const float pile = as_balls ? std::ceil(static_cast<float>(tally[i]) / a_row) * ball_pitch(at) + 2
                                : a_mask * static_cast<float>(tally[i]);
    if (draws > 0 && at.pitch_x >= 40)
      canvas.text({center, std::min(expected, at.bins.bottom() - pile) - 11},
                  exact[i] > 0 && exact[i] < 0.005 ? "<1 %" : percent_text(exact[i]),
                  {.size = at.type.small,
                   .ink = count == now ? Ink::ink : Ink::muted,
                   .align = Align::center,
                   .bold = count == now});
    canvas.text({center, at.bins.bottom() + 16}, std::to_string(count),
                {.size = at.type.small,
                 .ink = count == now ? Ink::ink : Ink::muted,
                 .align = Align::center,
                 .bold = count == now});
    canvas.explain(
        {left, at.bins.y, at.pitch_x, at.bins.height},
        std::to_string(count) + " kept: exact " + percent_text(exact[i], 2) +
            (draws > 0 ? ", " + std::to_string(tally[i]) + " of " + plural_text(draws, "mask", "masks") : "") + ".");
  }
  canvas.line({at.bins.right(), at.bins.y}, {at.bins.right(), at.bins.bottom()}, {.ink = Ink::rule, .width = 1});
  canvas.line({at.bins.x, at.bins.bottom()}, {at.bins.right(), at.bins.bottom()}, {.ink = Ink::muted, .width = 1.5f});
  if (draws > 0) canvas.polyline(law, {.width = 1.75f});
  const Point mouth = at.peg(n, now);
  if (draws == 0) canvas.line(mouth, {at.bin_center(now), at.bins.bottom() - 6}, {.ink = Ink::kept, .width = 2.5f});
  canvas.key({.name = mark_name("galton.ball")});
  canvas.disk(draws > 0 ? mouth : Point{at.bin_center(now), at.bins.bottom() - 6}, at.wide ? 4.5f : 4.0f,
              {.ink = Ink::kept});
  canvas.tap({at.inside.x, at.top - 16, at.inside.width, at.bins.y - at.top + 16}, "new_mask");
}

}  // namespace lesson
