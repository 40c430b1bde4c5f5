// co_adaptation_plan.cpp: places and signals of the nets that co_adaptation draws; see co_adaptation_picture.h.
#include <algorithm>
#include <cmath>

#include "co_adaptation_picture.h"
#include "dropout/masked_net.h"
#include "kit/plane_picture.h"
#include "kit/order.h"
#include "kit/plot.h"

namespace lesson {

namespace {

constexpr int width = CoAdaptation::layer_width;
constexpr float levels = 10;
constexpr std::size_t strongest_rank = 7;
constexpr float faintest = 0.025f;

}  // namespace

Point NetPlan::unit(int index) const {
  const int layer = index / width, place = index % width;
  const float along = static_cast<float>(place + 1) / (width + 1.0f), second = static_cast<float>(place % 2) * apart;
  if (down) return {area.x + area.width * along, area.y + area.height * (layer == 0 ? 0.24f : 0.66f) + second};
  return {area.x + area.width * (layer == 0 ? 0.24f : 0.64f) + second, area.y + area.height * along};
}

Point NetPlan::input(int index) const {
  const float share = index == 0 ? 0.36f : 0.64f;
  return down ? Point{area.x + area.width * share, area.y + 8} : Point{area.x + 12, area.y + area.height * share};
}

Point NetPlan::output() const {
  return down ? Point{area.center().x, area.bottom() - 8} : Point{area.right() - 14, area.center().y};
}

Rect NetPlan::box(int index) const {
  const Point center = unit(index);
  return {center.x - radius - 2, center.y - radius - 2, 2 * radius + 4, 2 * radius + 4};
}

std::vector<float> mean_outputs(const dropout::Trainer& trainer) {
  std::vector<float> means;
  for (int layer = 0; layer < 2; ++layer) {
    const std::vector<float> outputs =
        dropout::hidden_outputs(trainer.net(), std::span<const float>(trainer.train_set().points), layer);
    for (std::size_t unit = 0; unit < width; ++unit) {
      float sum = 0;
      for (std::size_t i = unit; i < outputs.size(); i += width) sum += outputs[i];
      means.push_back(sum / static_cast<float>(outputs.size() / width));
    }
  }
  return means;
}

namespace {

// With the signal itself as the share.
std::vector<Link> signals_of(const dropout::Trainer& trainer, const NetPlan& at) {
  std::vector<Link> links;
  const std::vector<float> means = mean_outputs(trainer);
  float mean_input[2] = {};
  const std::vector<float>& points = trainer.train_set().points;
  for (std::size_t i = 0; i < points.size(); ++i)
    mean_input[i % 2] += std::abs(points[i]) / static_cast<float>(points.size() / 2);
  const auto first = trainer.net().weights(0), second = trainer.net().weights(1), last = trainer.net().weights(2);
  for (int unit = 0; unit < width; ++unit) {
    const auto u = static_cast<std::size_t>(unit);
    for (std::size_t input = 0; input < 2; ++input)
      links.push_back({at.input(static_cast<int>(input)), at.unit(unit), -1, unit,
                       std::abs(first[input * width + u]) * mean_input[input]});
    for (int other = 0; other < width; ++other)
      links.push_back({at.unit(unit), at.unit(width + other), unit, width + other,
                       std::abs(second[u * width + static_cast<std::size_t>(other)]) * means[u]});
    links.push_back({at.unit(width + unit), at.output(), width + unit, -1, std::abs(last[u]) * means[width + u]});
  }
  std::vector<float> shares;
  for (const Link& link : links) shares.push_back(link.share);
  std::vector<Link> sorted;
  for (const int place : order_of(shares)) sorted.push_back(links[static_cast<std::size_t>(place)]);
  return sorted;
}

}  // namespace

std::vector<Link> links_of(const CoAdaptation& widget, int net, const NetPlan& at) {
  const std::vector<Link> plain = signals_of(widget.net(0), at);
  const float full = std::max(1e-6f, plain[plain.size() - strongest_rank].share);
  std::vector<Link> links = net == 0 ? plain : signals_of(widget.net(net), at);
  std::erase_if(links, [&](const Link& link) { return link.share < faintest * full; });
  // Few levels, so that links of one look can be told in one mark.
  for (Link& link : links) {
    const float level = std::round(levels * std::sqrt(link.share / full)) / levels;
    link.share = level * level;
  }
  return links;
}

void draw_net_ends(const NetPlan& at, Canvas& canvas) {
  constexpr std::string_view names[] = {"x", "y"};
  for (int input = 0; input < 2; ++input) {
    const Point center = at.input(input);
    canvas.disk(center, 9, {.ink = Ink::surface});
    canvas.ring(center, 9, {.ink = Ink::ink, .width = 1.25f});
    canvas.text(center, names[input], {.size = 13, .align = Align::center});
    canvas.explain({center.x - 10, center.y - 10, 20, 20}, "An input: a coordinate of the point.");
  }
  draw_class_mark(canvas, {at.output().x - 6.5f, at.output().y}, 0, 5.5f);
  draw_class_mark(canvas, {at.output().x + 6.5f, at.output().y}, 1, 5.5f);
  canvas.explain({at.output().x - 12, at.output().y - 9, 24, 18}, "The answer: disk or square.");
}

std::string head_words(const CoAdaptation::Params& params, int net, float size, float room) {
  const std::string rate = ", p = " + number_text(params.rate(), 2);
  const std::string words[][3] = {
      {"Trained without dropout", "Without dropout", "No dropout"},
      {params.rate() > 0 ? "Trained with dropout" + rate : "Trained with dropout switched off",
       params.rate() > 0 ? "With dropout" : "Dropout off", "Dropout"},
      {"Trained with " + decay_words(params), "With weight decay", "Decay"}};
  return std::string(first_fitting(words[net], size, room, true));
}

}  // namespace lesson
