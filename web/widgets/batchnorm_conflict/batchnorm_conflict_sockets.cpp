// batchnorm_conflict_sockets.cpp: the panel "sockets" of batchnorm_conflict: a net as a wire with a plug of dropout to drag along
// it, what the norm met in each place, and what the nets with dropout there get right.
#include <algorithm>

#include "batchnorm_conflict_picture.h"
#include "batchnorm_conflict_wire.h"
#include "kit/knob.h"

namespace lesson {

namespace {

using Params = BatchNormConflict::Params;
using Socket = BatchNormConflict::Socket;

bool shows(const BatchNormConflict& widget, const Params& params, Socket socket) {
  return BatchNormConflict::is_tried(params, socket) && widget.finished_runs() > 0;
}

// The axis begins at a round number below all runs, so that it stays where it is while places are tried.
double lowest_percent(const BatchNormConflict& widget, const Params& params) {
  double lowest = 70;
  for (const Socket socket : {Socket::nowhere, Socket::before_norm, Socket::after_norm, Socket::on_logit})
    for (const double percent : widget.percents(params, socket))
      if (percent < lowest) lowest = percent < 55 ? 40 : 55;
  return lowest;
}

// ---- head ------------------------------------------------------------------------------------------------------------

std::string progress_words(const BatchNormConflict& widget, const Params& params) {
  if (widget.steps(params) == 0) return "not trained yet";
  return std::to_string(widget.finished_runs()) + " of " + std::to_string(BatchNormConflict::run_count) + " runs";
}

void draw_head(const BatchNormConflict& widget, const Params& params, const WireLayout& at, Canvas& canvas) {
  const float left = at.inside.x, y = at.head;
  if (shows(widget, params, params.socket)) {
    const std::string number = number_text(widget.mean_ratio(params.socket), 2);
    const float big = at.wide ? 34.0f : 26.0f;
    canvas.text({left, y}, number, {.size = big, .ink = Ink::test, .bold = true});
    const float after = left + text_width(number, big, true) + 8;
    const std::string words[] = {"of the variance that the norm expects arrives at test",
                                 "of the variance the norm expects", "of the expected variance", "of the variance"};
    const float room = at.inside.right() - after - (at.wide ? 130.0f : 0.0f);
    canvas.text({after, y + 3}, first_fitting(words, at.size, room), {.size = at.size, .ink = Ink::muted});
  } else {
    const std::string place(socket_name(params.socket));
    const bool training = BatchNormConflict::is_tried(params, params.socket);
    const std::string asked[] = {"Dropout " + place + ": what will the norm meet at test?", "Dropout " + place + "?",
                                 place + "?"};
    const std::string waiting[] = {"The first nets are training …", "Training …"};
    const float size = at.wide ? 16 : at.size, room = at.inside.width - (at.wide ? 130.0f : 0.0f);
    canvas.text({left, y},
                training ? first_fitting(waiting, size, room, true) : first_fitting(asked, size, room, true),
                {.size = size, .bold = true});
  }
  if (at.wide)
    canvas.text({at.inside.right(), y + 3}, progress_words(widget, params),
                {.size = at.size, .ink = Ink::muted, .align = Align::right});
}

// ---- wire ------------------------------------------------------------------------------------------------------------

void draw_block(const Rect& box, std::string_view name, bool is_norm, float size, Canvas& canvas) {
  const Ink ink = is_norm ? Ink::test : Ink::kept;
  canvas.rect(box, {.ink = Ink::paper}, 4);
  canvas.rect(box, {.ink = ink, .opacity = 0.15f}, 4);
  canvas.frame(box, {.ink = ink, .width = 1.5f}, 4);
  canvas.text(box.center(), name,
              {.size = fitting_size(name, size, box.width - 4, true), .align = Align::center, .bold = true});
}

// Frame: the variance that the norm expects; hatch: what it meets.
void draw_gauge(const BatchNormConflict& widget, const Params& params, const WireLayout& at, FreeWords& free,
                Canvas& canvas) {
  const Rect gauge = at.gauge();
  const bool known = shows(widget, params, params.socket);
  const double ratio = widget.mean_ratio(params.socket);
  canvas.rect(gauge, {.ink = Ink::paper});
  if (known) {
    canvas.key({.name = mark_name("met")});
    canvas.rect({gauge.x, gauge.y, gauge.width * static_cast<float>(std::min(ratio, 1.0)), gauge.height},
                {.ink = Ink::test, .hatched = true});
  }
  canvas.frame(gauge, {.ink = Ink::train, .width = 1.5f});
  canvas.explain(gauge, known
                            ? "Frame: the variance that the norm expects. Hatched: what it meets at test, " +
                                  number_text(ratio, 2) + " of it."
                            : "Frame: the variance that the norm expects. What it meets at test is to be found out.");
  const std::string_view words = known ? "met of expected" : "expected";
  const Ink ink = known ? Ink::test : Ink::train;
  if (at.wide)
    canvas.text({gauge.center().x, gauge.y - 11}, words, {.size = at.size, .ink = ink, .align = Align::center});
  else
    free.add({gauge.right() + 8, gauge.center().y}, words, {.size = at.size, .ink = ink});
}

void draw_wire(const BatchNormConflict& widget, const Params& params, const WireLayout& at, FreeWords& words,
               Canvas& canvas) {
  canvas.line(at.wire_begin(), at.wire_end(), {.ink = Ink::muted, .width = 2});
  constexpr std::string_view names[] = {"linear", "ReLU", "linear", "norm", "ReLU", "linear"};
  for (int block = 0; block < WireLayout::block_count; ++block)
    draw_block(at.block(block), names[block], block == WireLayout::norm_block, at.size, canvas);
  draw_gauge(widget, params, at, words, canvas);
  for (int i = 0; i < BatchNormConflict::socket_count; ++i) {
    const Point place = at.socket(i);
    const std::string said =
        i == 0 ? "Unplugged: no dropout at all." : "A socket: dropout " + std::string(socket_names[i]) + ".";
    canvas.tap_to_set(knob_area(place), "socket", i);
    if (static_cast<int>(params.socket) == i) continue;
    canvas.disk(place, 11, {.ink = Ink::paper});
    canvas.ring(place, 11, {.ink = Ink::accent, .width = 1.5f, .dash = Dash::dashed});
    canvas.explain({place.x - 11, place.y - 11, 22, 22}, said);
  }
}

void draw_plug(const Params& params, const WireLayout& at, Canvas& canvas) {
  const Point plug = at.socket(static_cast<int>(params.socket));
  draw_knob(canvas, plug, at.wide ? Ways::sideways : Ways::up_and_down, mark_name("plug"));
  canvas.drag({.area = knob_area(plug),
               .param_id = "socket",
               .min_at = at.socket(0),
               .max_at = at.socket(BatchNormConflict::socket_count - 1),
               .min = 0,
               .max = BatchNormConflict::socket_count - 1});
  canvas.explain({plug.x - 12, plug.y - 12, 24, 24}, "The plug of dropout. Drag it to another socket.");
  if (!at.wide) return;
  const std::string_view name = params.socket == Socket::nowhere ? "unplugged" : "dropout";
  canvas.text({centered_within(name, at.size, plug.x, at.inside.x, at.inside.right(), true), plug.y - 27}, name,
              {.size = at.size, .ink = Ink::accent, .align = Align::center, .bold = true});
}

// Until the first place was tried.
void add_hint(const Params& params, const WireLayout& at, FreeWords& words) {
  if (params.tried != 0) return;
  const Point plug = at.socket(static_cast<int>(params.socket));
  if (!at.wide) {
    words.add({at.plot.right(), plug.y + 14}, "dropout: drag",
              {.size = at.size, .ink = Ink::accent, .align = Align::right, .bold = true});
    return;
  }
  const std::string_view right = "drag to another socket →", left = "← drag to another socket";
  const bool fits = plug.x + 18 + text_width(right, at.size, true) <= at.inside.right();
  const float below = params.socket == Socket::nowhere ? 0.0f : 36.0f;  // parked, the wire is there
  words.add({plug.x + (fits ? 18.0f : -18.0f), plug.y + below}, fits ? right : left,
            {.size = at.size, .ink = Ink::accent, .align = fits ? Align::left : Align::right, .bold = true});
}

// ---- results ---------------------------------------------------------------------------------------------------------

void draw_percents(const BatchNormConflict& widget, const Params& params, const WireLayout& at, FreeWords& words,
                   Canvas& canvas) {
  for (const double tick : round_ticks(at.percent.min, at.percent.max, at.wide ? 4 : 3)) {
    const float place = at.percent(tick);
    const Point from = at.wide ? Point{at.plot.x, place} : Point{place, at.plot.y};
    const Point to = at.wide ? Point{at.plot.right(), place} : Point{place, at.plot.bottom()};
    canvas.line(from, to, {.ink = Ink::rule, .width = 1});
    const std::string number = number_text(tick, 0);
    if (at.wide)
      words.add({at.plot.x - 8, place}, number, {.size = at.size, .ink = Ink::muted, .align = Align::right});
    else
      words.add({place, at.plot.bottom() + 12}, number, {.size = at.size, .ink = Ink::muted, .align = Align::center});
  }
  const std::string_view what = "new points right, %";
  const std::string foot[] = {"new points right, %; " + progress_words(widget, params), "new points right, %",
                              "right, %"};
  if (at.wide)
    words.add({at.inside.x, at.plot.y - 20}, what, {.size = at.size, .ink = Ink::muted});
  else
    words.add({at.inside.x, at.plot.bottom() + 31}, first_fitting(foot, at.size, at.inside.width),
              {.size = at.size, .ink = Ink::muted});
}

// The rival that costs nothing: the same nets without dropout.
void draw_rival(const BatchNormConflict& widget, const Params& params, const WireLayout& at, FreeWords& words,
                Canvas& canvas) {
  if (widget.finished_runs() == 0 || params.tried == 0) return;
  const double mean = widget.accuracy(params, Socket::nowhere).mean;
  const float place = at.percent(mean);
  canvas.key({.name = mark_name("rival")});
  if (at.wide)
    canvas.line({at.plot.x, place}, {at.plot.right(), place}, {.ink = Ink::ink, .width = 1.5f, .dash = Dash::dashed});
  else
    canvas.line({place, at.plot.y}, {place, at.plot.bottom()},
                {.ink = Ink::ink, .width = 1.5f, .dash = Dash::dashed});
  const std::string text = "no dropout " + number_text(mean, 1);
  if (at.wide)
    words.add({(at.socket(2).x + at.socket(3).x) / 2 - 4, place + 13}, text,
              {.size = at.size, .align = Align::center, .bold = true});
  else
    words.add({centered_within(text, at.size, place, at.inside.x, at.inside.right(), true), at.plot.y - 10}, text,
              {.size = at.size, .align = Align::center, .bold = true});
}

// Where a value stands: on the column of its socket, or on its row.
Point on_track(const WireLayout& at, int socket, double percent, float aside) {
  const Point place = at.socket(socket);
  return at.wide ? Point{place.x + aside, at.percent(percent)} : Point{at.percent(percent), place.y + aside};
}

void draw_value(const BatchNormConflict& widget, const Params& params, int number, const WireLayout& at,
                FreeWords& words, Canvas& canvas) {
  const auto socket = static_cast<Socket>(number);
  const bool here = socket == params.socket;
  int run = 0;
  for (const double percent : widget.percents(params, socket)) {
    const Point dot = on_track(at, number, percent, at.wide ? -14.0f - 3 * static_cast<float>(run % 3) : 9.0f);
    canvas.key({.name = mark_name("run", static_cast<std::uint32_t>(100 * number + run))});
    canvas.disk(dot, 2.5f, {.ink = Ink::test, .opacity = 0.45f});
    canvas.explain({dot.x - 4, dot.y - 4, 8, 8},
                   "RNG seed " + std::to_string(std::uint64_t{params.seed} + static_cast<std::uint64_t>(run)) + ": " +
                       number_text(percent, 1) + " % of new points right.");
    ++run;
  }
  const dropout::MeanInterval mean = widget.accuracy(params, socket);
  canvas.line(on_track(at, number, mean.mean - mean.half_width, 0),
              on_track(at, number, mean.mean + mean.half_width, 0), {.ink = Ink::test, .width = 5});
  const Point middle = on_track(at, number, mean.mean, 0);
  canvas.disk(middle, 9, {.ink = Ink::paper});
  canvas.key({.name = mark_name("mean", static_cast<std::uint32_t>(number))});
  canvas.disk(middle, 7, {.ink = Ink::test});
  canvas.explain({middle.x - 9, middle.y - 9, 18, 18}, "Dropout " + std::string(socket_names[number]) + ": " +
                                                           number_text(mean.mean, 1) + " % ± " +
                                                           number_text(mean.half_width, 1) + ", the mean of " +
                                                           plural_text(mean.count, "run", "runs") + ".");
  if (socket == Socket::nowhere) return;  // the line across the places says it
  const std::string text = number_text(mean.mean, 1);
  const float size = here ? at.size + 1 : at.size;
  if (at.wide)
    words.add({middle.x + 12, middle.y}, text, {.size = size, .ink = Ink::test, .bold = true});
  else {
    // Above its disk, a little aside of the name of the place, or below where that would be far.
    const float x = centered_within(text, size, middle.x, at.plot.x, at.inside.right(), true);
    const float beside =
        at.plot.x + text_width(socket_names[number], at.size, here) + 6 + text_width(text, size, true) / 2;
    const bool above = beside - x < 60;
    words.add({above ? std::max(x, beside) : x, middle.y + (above ? -15.0f : 24.0f)}, text,
              {.size = size, .ink = Ink::test, .align = Align::center, .bold = true});
  }
}

void draw_tracks(const BatchNormConflict& widget, const Params& params, const WireLayout& at, FreeWords& words,
                 Canvas& canvas) {
  for (int i = 0; i < BatchNormConflict::socket_count; ++i) {
    const bool here = static_cast<int>(params.socket) == i;
    const Point place = at.socket(i), from = at.wide && !here ? Point{place.x, at.plot.y - 6} : place;
    const Point to = at.wide ? Point{from.x, at.plot.bottom() + 4} : Point{at.plot.right(), from.y};
    canvas.line(from, to,
                here ? Stroke{.ink = Ink::accent, .width = 2}
                     : Stroke{.ink = Ink::accent, .width = 1.5f, .dash = Dash::dotted, .opacity = 0.6f});
    const TextStyle style{.size = at.size,
                          .ink = here ? Ink::ink : Ink::muted,
                          .align = at.wide ? Align::center : Align::left,
                          .bold = here};
    if (at.wide)
      words.add({centered_within(socket_names[i], at.size, from.x, at.inside.x, at.inside.right(), here),
                 at.plot.bottom() + 18},
                socket_names[i], style);
    else
      words.add({at.plot.x, place.y - 13}, socket_names[i], style);
  }
  for (int i = 0; i < BatchNormConflict::socket_count; ++i)
    if (shows(widget, params, static_cast<Socket>(i))) draw_value(widget, params, i, at, words, canvas);
}

}  // namespace

float BatchNormConflict::sockets_height(float width) { return WireLayout(width, 70).height; }

void BatchNormConflict::draw_sockets(const Params& params, Canvas& canvas) const {
  const WireLayout at(canvas.bounds().width, lowest_percent(*this, params));
  FreeWords words(canvas);
  canvas.explain(at.plot, "A dot a trained network, dropout off. Large dot: their mean; bar: its 95 % interval.");
  draw_head(*this, params, at, canvas);
  add_hint(params, at, words);
  draw_percents(*this, params, at, words, canvas);
  draw_rival(*this, params, at, words, canvas);
  draw_tracks(*this, params, at, words, canvas);
  draw_wire(*this, params, at, words, canvas);
  draw_plug(params, at, canvas);
  words.draw();
}

}  // namespace lesson
