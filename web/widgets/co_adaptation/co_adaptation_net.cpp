// co_adaptation_net.cpp: the panel "nets" of co_adaptation: links and units colored by what hangs on them, removed units crossed.
#include <algorithm>
#include <array>
#include <cmath>

#include "co_adaptation_picture.h"
#include "kit/net_picture.h"

namespace lesson {

namespace {

constexpr int width = CoAdaptation::layer_width;
constexpr float row = 22;  // distance of two units, as large as a finger needs
using UnitFlags = std::array<std::uint8_t, CoAdaptation::unit_count>;

// One net as it is drawn. Where a column is too narrow for inputs and output, only the hidden layers stand there.
struct NetView {
  const CoAdaptation& widget;
  const CoAdaptation::Params& params;
  int net;
  const CoAdaptation::Dependence& found;
  UnitFlags present;  // neither removed by the reader nor silenced in the training step
  NetPlaces places;
  int first_hidden;  // its layer in the places

  bool critical(int unit) const {
    return found.damage.correct_without[static_cast<std::size_t>(unit)] < found.damage.correct;
  }
};

NetView view_of(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const Rect& area) {
  const bool hidden_only = area.width < 140;  // four layers would leave too little for a finger
  const NetSpacing spacing{.largest_radius = row / 2 - 1, .gap = 2};
  NetView view{widget,
               params,
               net,
               widget.dependence(net),
               widget.training_mask(net),
               hidden_only ? place_net(std::array{width, width}, area, spacing)
                           : place_net(std::array{2, width, width, 1}, area, spacing),
               hidden_only ? 0 : 1};
  const CoAdaptation::Standing& now = widget.standing(params, net);
  for (std::size_t unit = 0; unit < view.present.size(); ++unit) view.present[unit] &= now.kept[unit];
  return view;
}

float largest_weight(const CoAdaptation& widget) {
  float largest = 0;
  for (int net = 0; net < widget.net_count(); ++net)
    for (int layer = 0; layer < 3; ++layer)
      for (const float w : widget.net(net).net().weights(layer)) largest = std::max(largest, std::abs(w));
  return largest;
}

// A link is fragile if every hidden unit at its ends is critical, else robust: what many units share. Width tells them
// apart without color: fragile ones are nearly twice as wide and more, by their weight; robust ones are threads.
void draw_dependence_links(const NetView& view, int layer, float largest, Canvas& canvas) {
  const std::span<const float> weights = view.widget.net(view.net).net().weights(layer);
  const std::vector<Point>& from = view.places.units[static_cast<std::size_t>(layer - 1 + view.first_hidden)];
  const std::vector<Point>& to = view.places.units[static_cast<std::size_t>(layer + view.first_hidden)];
  const auto there = [&](int hidden_layer, std::size_t unit) {
    return hidden_layer < 0 || hidden_layer > 1 ||
           view.present[static_cast<std::size_t>(hidden_layer * width) + unit] != 0;
  };
  const auto heavy = [&](int hidden_layer, std::size_t unit) {
    return hidden_layer < 0 || hidden_layer > 1 || view.critical(hidden_layer * width + static_cast<int>(unit));
  };
  for (std::size_t j = 0; j < from.size(); ++j)
    for (std::size_t i = 0; i < to.size(); ++i) {
      const float share = std::abs(weights[j * to.size() + i]) / largest;
      const bool fragile = heavy(layer - 1, j) && heavy(layer, i);
      if (share < (fragile ? 0.04f : 0.1f) || !there(layer - 1, j) || !there(layer, i)) continue;
      draw_link(canvas, from[j], to[i], view.places.radius,
                {.ink = fragile ? Ink::fragile : Ink::robust,
                 .width = fragile ? 1.4f + 1.6f * share : 0.75f,
                 .opacity = fragile ? 0.2f + 0.7f * share : 0.25f + 0.6f * share});
    }
}

std::string unit_words(const NetView& view, int unit, double loss) {
  const bool kept = view.widget.standing(view.params, view.net).kept[static_cast<std::size_t>(unit)] != 0;
  std::string words =
      "Hidden layer " + std::to_string(unit / width + 1) + ", unit " + std::to_string(unit + 1) + ": ";
  words += loss > 0   ? "without it " + number_text(loss, 1) + " points of training accuracy are lost."
           : loss < 0 ? "without it training accuracy rises by " + number_text(-loss, 1) + " points."
                      : "without it training accuracy stays as it is.";
  return words + (kept ? " Tap to remove it." : " It is removed; tap to put it back.");
}

void draw_hidden_unit(const NetView& view, int unit, float text_size, Canvas& canvas) {
  const int layer = unit / width;
  const Point center =
      view.places.units[static_cast<std::size_t>(layer + view.first_hidden)][static_cast<std::size_t>(unit % width)];
  const double loss = view.found.damage.accuracy_loss(unit);
  const bool critical = view.critical(unit);
  // The tint leaps over the middle, where neither ink nor paper would be legible on it.
  const float depth = static_cast<float>(std::min(loss, 30.0) / 30.0);
  const float tint = !critical ? 0.2f : depth < 0.5f ? 0.12f + 0.6f * depth : 0.7f + 0.3f * depth;
  const bool present = view.present[static_cast<std::size_t>(unit)] != 0;
  const std::string label = present ? number_text(loss, 0) : "";  // a cross and a number would not fit into one unit
  canvas.key(
      {.name = mark_name("nets.unit", static_cast<std::uint32_t>(view.net * CoAdaptation::unit_count + unit))});
  draw_unit(canvas, center, view.places.radius,
            {.kept = present,
             .ink = critical ? Ink::fragile : Ink::robust,
             .tint = tint,
             .label = label,
             .text_size = text_size,
             .edge = critical ? 2.0f : 1.0f});
  const Rect box = view.places.box(layer + view.first_hidden, unit % width);
  canvas.explain(box, unit_words(view, unit, loss));
  constexpr std::string_view ids[] = {"removed_plain", "removed_dropout", "removed_decay"};
  canvas.tap_to_set(box, ids[view.net], static_cast<double>(view.params.toggled(view.net) ^ (1u << unit)));
}

std::vector<std::string> note_of(const NetView& view) {
  const CoAdaptation::Standing& now = view.widget.standing(view.params, view.net);
  if (now.removed > 0) {
    const dropout::UnitDamage& damage = view.found.damage;
    const double change = 100.0 * (now.correct - damage.correct) / damage.example_count;
    const std::string removed = std::to_string(now.removed) + " removed";
    return {removed + ": " + signed_text(change, 1) + " points of training accuracy",
            removed + ": " + signed_text(change, 1) + " points", removed};
  }
  const auto silenced = std::count(view.present.begin(), view.present.end(), std::uint8_t{0});
  if (view.widget.training_mask_step() > 0) {
    if (view.widget.net(view.net).config().drop_rate == 0) return {"all units in every step", "all units on"};
    return {"step " + count_text(view.widget.training_mask_step()) + ", first point: " + std::to_string(silenced) +
                " of 32 units silenced",
            std::to_string(silenced) + " of 32 silenced", std::to_string(silenced) + " silenced"};
  }
  return {"tap a unit to remove it", "tap a unit", "tap one"};
}

std::string points_text(double points) { return number_text(points, 1) + " points"; }

// Title, the largest loss by one unit and what it is.
void draw_head(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const Rect& area,
               const TypeSizes& type, Canvas& canvas) {
  const dropout::UnitDamage& damage = widget.dependence(net).damage;
  draw_column_title(params, net, area, type.body, canvas);
  const double largest = damage.largest_drop();
  const std::string losses[] = {points_text(largest), number_text(largest, 1)};
  const std::string lost(first_fitting(losses, 14, area.width, true));
  const float lost_y = area.y + 1.4f * type.body + type.headline / 2;
  canvas.text({area.x, lost_y}, lost,
              {.size = fitting_size(lost, type.headline, area.width, true),
               .ink = damage.critical_units() > 0 && largest >= CoAdaptation::heavy_loss ? Ink::fragile : Ink::robust,
               .bold = true});
  const std::string words[] = {"lost with its most important unit", "lost with one unit", "by one unit"};
  canvas.text({area.x, lost_y + type.headline / 2 + 0.9f * type.body}, first_fitting(words, type.small, area.width),
              {.size = type.small, .ink = Ink::muted});
  canvas.explain(area, "The largest loss of training accuracy by removing one unit: " + points_text(largest) + ". " +
                           std::to_string(damage.critical_units()) +
                           " of 32 units cost at least one training point.");
}

void draw_net(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const Rect& area,
              float text_size, Canvas& canvas) {
  const NetView view = view_of(widget, params, net, {area.x, area.y, area.width, width * row});
  const float largest = largest_weight(widget);
  const bool has_ends = view.first_hidden == 1;
  for (int layer = has_ends ? 0 : 1; layer < (has_ends ? 3 : 2); ++layer)
    draw_dependence_links(view, layer, largest, canvas);
  if (has_ends) {
    for (const Point& input : view.places.units[0])
      draw_unit(canvas, input, view.places.radius * 0.6f, {.ink = Ink::muted, .tint = 0, .edge = 1});
    draw_unit(canvas, view.places.units[3][0], view.places.radius * 0.8f,
              {.ink = Ink::muted, .tint = 0.2f, .edge = 1});
    canvas.explain(view.places.box(0, 0), "An input: a coordinate of the point.");
    canvas.explain(view.places.box(0, 1), "An input: a coordinate of the point.");
    canvas.explain(view.places.box(3, 0), "The output: the logit of class b.");
  }
  for (int unit = 0; unit < CoAdaptation::unit_count; ++unit) draw_hidden_unit(view, unit, 12, canvas);
  canvas.text({area.x, area.y + width * row + 14}, first_fitting(note_of(view), text_size, area.width),
              {.size = text_size, .ink = Ink::muted});
}

constexpr std::string_view intro_words = "Number in a unit: points of training accuracy lost without it.";

// A line of words, then the columns: head, net, note.
struct NetsLayout {
  explicit NetsLayout(float panel_width)
      : type(panel_type(panel_width)), inside(panel_inside({0, 0, panel_width, 0})) {
    const auto lines = static_cast<float>(wrapped_lines(intro_words, type.body, inside.width).size());
    head_y = inside.y + lines * 1.4f * type.body + 8;
    net_y = head_y + type.headline + 2.4f * type.body + 16;
    height = net_y + width * row + 30;
  }
  TypeSizes type;
  Rect inside;
  float head_y, net_y, height;
};

}  // namespace

float CoAdaptation::nets_height(float panel_width) { return NetsLayout(panel_width).height; }

void CoAdaptation::draw_nets(const Params& params, Canvas& canvas) const {
  const NetsLayout at(canvas.bounds().width);
  draw_wrapped(canvas, {at.inside.x, at.inside.y + at.type.body / 2}, intro_words, at.inside.width,
               {.size = at.type.body, .ink = Ink::muted});
  const std::array<Rect, most_nets> columns = net_columns(at.inside, net_count());
  for (int net = 0; net < net_count(); ++net) {
    const Rect& column = columns[static_cast<std::size_t>(net)];
    draw_head(*this, params, net, {column.x, at.head_y, column.width, at.net_y - at.head_y - 8}, at.type, canvas);
    draw_net(*this, params, net, {column.x, at.net_y, column.width, at.height - at.net_y}, at.type.small, canvas);
  }
}

}  // namespace lesson
