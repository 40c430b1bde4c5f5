// scaling_schemes_stream.cpp: the panel "stream" of scaling_schemes: a missing factor compounds with depth.
//
// The width of a stream is the mean activation in training, over points and masks, as a share of what the test sends
// through the same place. Behind each gate stands a number, measured; dotted is k to the power of the gates passed.
#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "kit/knob.h"
#include "scaling_schemes_picture.h"

namespace lesson {

namespace {

using Params = ScalingSchemes::Params;

constexpr int layers = ScalingSchemes::most_layers;
constexpr double most_dragged = 0.75;
constexpr float coin_pitch = 11;

struct StreamLayout {
  explicit StreamLayout(float width) : wide(is_wide(width)), inside(panel_inside({0, 0, width, 0})) {
    gate = wide ? 16.0f : 14.0f;
    room = wide ? 124.0f : 100.0f;
    full = wide ? 86.0f : 72.0f;
    start = inside.x + 2;
    end = inside.right() - (wide ? 122.0f : 74.0f);
    first = start + (wide ? 78.0f : 24.0f);
    pitch = (end - first) / layers;
    const float head = 50;
    middle[0] = inside.y + head + full / 2;
    middle[1] = middle[0] + full / 2 + 34 + head + room / 2;
    head_y[0] = inside.y + 10;
    head_y[1] = middle[0] + full / 2 + 58;
    note_y = middle[1] + room / 2 + 38;
    height = note_y + 18;
  }
  float gate_x(int layer) const { return first + pitch * static_cast<float>(layer); }  // left edge
  float behind(int layer) const { return gate_x(layer) + gate; }

  bool wide;
  Rect inside;
  float gate, room, full, start, end, first, pitch, middle[2], head_y[2], note_y, height;
};

// CSS pixels of what the test sends: one scale for both streams, smaller where the second one would not fit.
float pixels_of(const NaiveNet::Flow& flow, const StreamLayout& at) {
  const double widest = *std::max_element(flow.inverted.begin(), flow.inverted.end());
  return std::min(at.full, at.room / static_cast<float>(std::max(1.0, widest)));
}

// One of the two streams: of `shares`, where the test sends `one` px.
struct Row {
  int index;
  std::span<const double> shares;
  float one, middle;
  float width(int layer) const { return one * static_cast<float>(shares[static_cast<std::size_t>(layer)]); }
};

// Behind its gate the inverted stream is as wide as the mask left it, and grows by 1 / k on the spot.
void draw_piece(const Row& row, int layer, double keep_rate, const StreamLayout& at, Canvas& canvas) {
  const float left = at.behind(layer), right = layer + 1 < layers ? at.gate_x(layer + 1) : at.end;
  const float half = row.width(layer) / 2, grown = std::min(left + 0.3f * (right - left), right);
  const float begun = row.index == 0 ? half : half * static_cast<float>(keep_rate);
  const Point upper[] = {{left, row.middle - begun}, {grown, row.middle - half}, {right, row.middle - half}};
  const Point lower[] = {{left, row.middle + begun}, {grown, row.middle + half}, {right, row.middle + half}};
  if (row.index == 0)
    for (const float way : {-1.0f, 1.0f}) {
      const float from = row.middle + way * half, to = row.middle + way * row.one / 2;
      canvas.rect({left, std::min(from, to), right - left, std::abs(to - from)},
                  {.ink = Ink::test, .opacity = 0.6f, .hatched = true});
    }
  canvas.band(upper, lower, {.ink = Ink::train});
  if (row.index == 0) {
    const float law = row.one * static_cast<float>(std::pow(keep_rate, layer + 1)) / 2;
    const Ink ink = law < half - 1 ? Ink::paper : Ink::ink;  // over the stream, or over the hatching
    for (const float way : {-1.0f, 1.0f})
      canvas.line({left, row.middle + way * law}, {right, row.middle + way * law},
                  {.ink = ink, .width = 1.25f, .dash = Dash::dotted});
  }
  const float below = row.middle + std::max(half, row.one / 2) + 16;
  const double value = row.shares[static_cast<std::size_t>(layer)];
  const std::string share = number_text(value, at.wide && value > 0 && value < 0.01 ? 3 : 2);
  canvas.text({(left + right) / 2, below}, share,
              {.size = fitting_size(share, at.wide ? 15.0f : 14.0f, at.pitch - 2, true),
               .ink = Ink::train,
               .align = Align::center,
               .bold = true});
  canvas.explain({left, row.middle - row.one / 2, right - left, row.one},
                 "Behind gate " + std::to_string(layer + 1) + ": in training " + share +
                     " times what the test sends through here.");
}

// A gate with the coins of its first units: kept ones filled.
void draw_gate(const Row& row, int layer, std::span<const std::uint8_t> mask, const StreamLayout& at,
               Canvas& canvas) {
  const float widest = std::max(row.one, layer > 0 ? row.width(layer - 1) : 0.0f);
  const Rect box{at.gate_x(layer), row.middle - widest / 2 - 5, at.gate, widest + 10};
  canvas.rect(box, {.ink = Ink::paper}, 4);
  canvas.frame(box, {.ink = Ink::muted, .width = 1.25f}, 4);
  const int count = std::clamp(static_cast<int>((box.height - 6) / coin_pitch), 1, 8);
  const float radius = at.wide ? 4.0f : 3.6f;
  for (int coin = 0; coin < count; ++coin) {
    const Point center{box.center().x,
                       row.middle + coin_pitch * (static_cast<float>(coin) - static_cast<float>(count - 1) / 2)};
    canvas.key(
        {.name = mark_name("stream.coin", static_cast<std::uint32_t>((row.index * layers + layer) * 8 + coin))});
    if (mask[static_cast<std::size_t>(coin)] != 0)
      canvas.disk(center, radius, {.ink = Ink::kept});
    else
      canvas.ring(center, radius - 0.5f, {.ink = Ink::dropped, .width = 1.25f, .dash = Dash::dashed});
  }
}

void draw_heads(const Row& row, const StreamLayout& at, Canvas& canvas) {
  const std::string heads[][2] = {{"Naive: nothing is put back", "Naive"},
                                  {"Inverted: every gate divides by k", "Inverted: divided by k"}};
  const float room = at.inside.width;
  const std::string_view head = first_fitting(heads[row.index], 16, room, true);
  canvas.text({at.inside.x, at.head_y[row.index]}, head,
              {.size = fitting_size(head, at.wide ? 16.0f : 15.0f, room, true), .bold = true});
  if (row.index > 0) return;
  const std::string labels[] = {"what test sends", "test"};
  canvas.text({at.end, row.middle - row.one / 2 - 13}, first_fitting(labels, 14, at.wide ? 200.0f : 60.0f, true),
              {.size = 14, .ink = Ink::test, .align = Align::right, .bold = true});
}

// What is left at the end, in percent of what the test sends.
void draw_result(const Row& row, const StreamLayout& at, Canvas& canvas) {
  const double share = row.shares.back();
  const std::string percent = share_text(share);
  const bool close = std::abs(share - 1) < 0.2;
  const float x = at.end + (at.wide ? 16.0f : 8.0f), room = at.inside.right() - x;
  canvas.text({x, row.middle - 6}, percent,
              {.size = fitting_size(percent, at.wide ? 34.0f : 22.0f, room, true),
               .ink = close ? Ink::train : Ink::fragile,
               .bold = true});
  canvas.text({x, row.middle + (at.wide ? 22.0f : 16.0f)}, "arrives", {.size = 14, .ink = Ink::muted});
}

void draw_row(const Row& row, const Params& params, std::span<const std::uint8_t> masks, const StreamLayout& at,
              Canvas& canvas) {
  draw_heads(row, at, canvas);
  canvas.rect({at.start, row.middle - row.one / 2, at.first - at.start, row.one}, {.ink = Ink::train});
  if (at.wide && row.one > 18)
    canvas.text({(at.start + at.first) / 2, row.middle}, "training",
                {.size = 14, .ink = Ink::paper, .align = Align::center, .bold = true});
  for (int layer = 0; layer < layers; ++layer) draw_piece(row, layer, params.keep_rate(), at, canvas);
  for (const float way : {-1.0f, 1.0f}) {
    const float y = row.middle + way * row.one / 2;
    canvas.line({at.start, y}, {at.end, y}, {.ink = Ink::test, .width = 2, .dash = Dash::dashed});
  }
  const std::size_t width = masks.size() / layers;
  for (int layer = 0; layer < layers; ++layer)
    draw_gate(row, layer, masks.subspan(width * static_cast<std::size_t>(layer), width), at, canvas);
  draw_result(row, at, canvas);
}

// On the upper edge behind the first gate, which stands at k.
void offer_edge(const Row& row, const Params& params, const StreamLayout& at, Canvas& canvas) {
  const float x = at.behind(0) + (at.wide ? 26.0f : 18.0f), top = row.middle - row.one / 2;
  const auto y = [&](double p) { return top + row.one / 2 * static_cast<float>(p); };
  const Point knob{x, y(std::min(params.drop_rate, most_dragged))};
  draw_knob(canvas, knob, Ways::up_and_down, mark_name("stream.knob"));
  canvas.explain({knob.x - 12, knob.y - 12, 24, 24},
                 "How much the first gate lets through. Pull it: p for all gates.");
  canvas.drag({.area = knob_area(knob),
               .param_id = "p",
               .min_at = {x, y(0)},
               .max_at = {x, y(most_dragged)},
               .min = 0,
               .max = most_dragged});
  if (params.drop_rate != 0.5) return;
  const std::string words = at.wide ? "pull: p" : "pull";
  const float width = text_width(words, 14, true);
  if (at.pitch - at.gate < width + 40) return;
  draw_on_plate(canvas, {knob.x + 19, knob.y - 9}, words, {.size = 14, .ink = Ink::accent, .bold = true});
}

}  // namespace

float ScalingSchemes::stream_height(float width) { return StreamLayout(width).height; }

void ScalingSchemes::draw_stream(const Params& params, Canvas& canvas) const {
  const StreamLayout at(canvas.bounds().width);
  const NaiveNet::Flow& now = flow(params);
  const std::vector<std::uint8_t> masks = stream_net(params).first_mask();
  const float one = pixels_of(now, at);
  const Row naive{0, now.naive, one, at.middle[0]}, inverted{1, now.inverted, one, at.middle[1]};
  draw_row(naive, params, masks, at, canvas);
  draw_row(inverted, params, masks, at, canvas);
  offer_edge(naive, params, at, canvas);
  const std::string notes[] = {"numbers: measured, what test sends = 1; dotted: k, k², k³ and so on",
                               "measured, test = 1; dotted: k, k², k³ …", "dotted: k, k², k³ …"};
  canvas.text({at.inside.x, at.note_y}, first_fitting(notes, 14, at.inside.width), {.size = 14, .ink = Ink::muted});
}

}  // namespace lesson
