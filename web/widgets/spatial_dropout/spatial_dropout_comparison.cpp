// spatial_dropout_comparison.cpp: the three modes of spatial_dropout side by side: what can be rebuilt, and the noise.
#include <algorithm>

#include "kit/panel_space.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Loss = SpatialDropout::Loss;
using Mode = SpatialDropout::Mode;
using Params = SpatialDropout::Params;

constexpr Mode modes[] = {Mode::element, Mode::block, Mode::channel};
constexpr float row_height = 46;

// One chart: a bar a mode for what was measured, a line for the law, and both as numbers.
struct Comparison {
  std::string_view name{};  // of its motion keys
  std::string note{}, measured_label{};
  double top = 1;
  int decimals = 2;
  double measured[3] = {}, exact[3] = {};
  bool has_measured[3] = {};
  std::string words[3] = {}, counts[3] = {};  // counts: after the name, where there is room
};

// The name of the mode above its bar, with the number of random values that a mask takes.
void draw_row(const Comparison& chart, const Params& params, Mode mode, const Rect& row, float size, Canvas& canvas) {
  const auto i = static_cast<std::size_t>(mode);
  const bool chosen = mode == params.mode;
  const float numbers = size * 4.0f, exact_x = row.right(), measured_x = exact_x - numbers;
  const float middle = row.bottom() - 13;
  const Axis x{0, chart.top, row.x, measured_x - numbers};
  const std::string name = spatial_mode_name(params, mode);
  canvas.text({row.x, row.y + 10}, name, {.size = size, .bold = chosen});
  const float end = row.x + text_width(name, size, true) + 12;
  if (!chart.counts[i].empty() && end + text_width(chart.counts[i], size) <= row.right())
    canvas.text({end, row.y + 10}, chart.counts[i], {.size = size, .ink = Ink::muted});
  canvas.line({x.from, middle - 11}, {x.from, middle + 11}, {.ink = Ink::muted, .width = 1});
  if (chart.has_measured[i]) {
    canvas.key({.name = mark_name(chart.name, static_cast<std::uint32_t>(i))});
    canvas.rect({x.from, middle - 8, x(chart.measured[i]) - x.from, 16},
                {.ink = chosen ? Ink::kept : Ink::muted, .opacity = chosen ? 1.0f : 0.55f});
  }
  const float law = x(chart.exact[i]);
  canvas.key({.name = mark_name(chart.name, static_cast<std::uint32_t>(i + 3))});
  canvas.line({law, middle - 11}, {law, middle + 11}, {.width = 2});
  canvas.text({measured_x, middle}, chart.has_measured[i] ? number_text(chart.measured[i], chart.decimals) : "–",
              {.size = size, .align = Align::right, .bold = chosen});
  canvas.text({exact_x, middle}, number_text(chart.exact[i], chart.decimals),
              {.size = size, .ink = Ink::muted, .align = Align::right});
  canvas.explain(row, chart.words[i]);
  canvas.tap_to_set(row, "mode", static_cast<double>(i));
}

void draw_comparison(const Comparison& chart, const Params& params, Canvas& canvas) {
  const Rect area = panel_inside(canvas.bounds());
  const float size = panel_type(canvas.bounds().width).small;
  canvas.text({area.x, area.y + size / 2}, chart.note,
              {.size = fitting_size(chart.note, size, area.width), .ink = Ink::muted});
  const TextStyle heading{.size = size, .ink = Ink::muted, .align = Align::right};
  const float heading_y = area.y + 1.5f * size + 6, first = heading_y + size / 2 + 2;
  canvas.text({area.right() - 4.0f * size, heading_y}, chart.measured_label, heading);
  canvas.text({area.right(), heading_y}, "exact", heading);
  for (const Mode mode : modes) {
    const Rect row{area.x, first + row_height * static_cast<float>(mode), area.width, row_height};
    draw_row(chart, params, mode, row, size, canvas);
  }
}

Comparison recovery_chart(const SpatialDropout& widget, const Params& params, float width) {
  Comparison chart{.name = "recovery", .measured_label = "maps"};
  const std::string_view note = "bars: these maps; lines: Gaussian field";
  chart.note = text_width(note, 14) <= width ? note : "lines: Gaussian field";
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    const Loss& loss = widget.loss(params, mode);
    chart.has_measured[i] = loss.dropped_count > 0;
    chart.measured[i] = loss.share;
    chart.exact[i] = loss.exact_share;
    chart.counts[i] = plural_text(SpatialDropout::decision_count(params, mode), "random value", "random values");
    chart.words[i] = capitalized(spatial_mode_name(params, mode)) + ": R² " + number_text(loss.share, 2) +
                     " on these maps, exactly " + number_text(loss.exact_share, 2) +
                     " on a Gaussian field of length " + number_text(params.length, 1) + " under the same mask.";
    if (mode == Mode::channel && widget.other_channel(params) > 0)
      chart.words[i] += " From another channel: " + number_text(widget.other_channel(params), 2) + ".";
  }
  return chart;
}

Comparison noise_chart(const SpatialDropout& widget, const Params& params) {
  Comparison chart{.name = "noise", .measured_label = "drawn"};
  const int draws = widget.draws(params);
  chart.note = draws == 0 ? "relative variance; lines: exact"
                          : "bars: " + plural_text(draws, "draw", "draws") + ", lines: exact";
  chart.decimals = 3;
  chart.top = 1e-3;
  for (const Mode mode : modes) {
    const auto i = static_cast<std::size_t>(mode);
    chart.has_measured[i] = draws > 0;
    chart.measured[i] = widget.measured_noise(mode);
    chart.exact[i] = SpatialDropout::exact_noise(params, mode);
    chart.top = std::max({chart.top, chart.measured[i], chart.exact[i]});
    chart.words[i] = capitalized(spatial_mode_name(params, mode)) +
                     ": relative variance of the mean of 3 × 3 equal cells, exactly " +
                     number_text(chart.exact[i], 3) +
                     (draws > 0 ? ", measured " + number_text(chart.measured[i], 3) : "") + ".";
  }
  return chart;
}

}  // namespace

float SpatialDropout::comparison_height(float) { return 200; }

void SpatialDropout::draw_recovery(const Params& params, Canvas& canvas) const {
  draw_comparison(recovery_chart(*this, params, panel_inside(canvas.bounds()).width), params, canvas);
}

void SpatialDropout::draw_noise(const Params& params, Canvas& canvas) const {
  draw_comparison(noise_chart(*this, params), params, canvas);
}

}  // namespace lesson
