// co_adaptation_tangle.cpp: the panel "tangle" of co_adaptation: two nets whose units and links are colored by what hangs on them.
//
// The number in a unit is how many points are lost when it alone is taken from the net as it stands, so the others count
// anew when a unit goes.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "co_adaptation_picture.h"
#include "kit/net_picture.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using UnitFlags = std::array<std::uint8_t, CoAdaptation::unit_count>;
constexpr int width = CoAdaptation::layer_width;
constexpr int heavy = 4;            // points; a link is red if both of its ends cost so many
constexpr float full_loss = 27.0f;  // points at which a unit is wholly red
const std::string intros[] = {"Number in a unit: points lost when it alone is taken away",
                              "In a unit: points lost when it alone is taken", "In a unit: points lost without it"};

// Two nets: side by side with a rule between, or one above the other.
struct TangleLayout {
  explicit TangleLayout(float panel_width)
      : inside(panel_inside({0, 0, panel_width, 0})), wide(is_wide(panel_width)), type(panel_type(panel_width)) {
    const float gap = wide ? 24.0f : 12.0f;
    column = wide ? (inside.width - gap) / 2 : inside.width;
    head = wide ? 64.0f : 30.0f;
    const float radius = wide ? std::min(15.5f, column / 22) : std::min(13.5f, column / 26);
    net_height = wide ? 17 * 19 : 12.5f * radius;
    const float block = head + net_height;
    for (int k = 0; k < 2; ++k) {
      const auto n = static_cast<float>(k);
      const Point corner{inside.x + (wide ? n * (column + gap) : 0), inside.y + (wide ? 0 : n * (block + gap))};
      heads[k] = {corner.x, corner.y, column, head};
      nets[k] = {{corner.x, corner.y + head, column, net_height}, !wide, radius, (wide ? 2.45f : 1.9f) * radius};
    }
    note_y = nets[1].area.bottom() + 16;
    height = note_y + 16;
  }
  Rect inside;
  bool wide;
  TypeSizes type;
  float column, head, net_height;
  Rect heads[2];
  NetPlan nets[2];
  float note_y, height;
};

// Points lost with each unit, as the net stands; units that are gone cost nothing more.
std::vector<int> losses_of(const CoAdaptation::Standing& now) {
  std::vector<int> losses;
  for (std::size_t unit = 0; unit < now.kept.size(); ++unit)
    losses.push_back(now.kept[unit] != 0 ? now.correct - now.correct_without[unit] : 0);
  return losses;
}

void draw_tangle_head(const CoAdaptation& widget, const CoAdaptation::Params& params, int net, const TangleLayout& at,
                      int worst, Canvas& canvas) {
  const Rect& area = at.heads[net];
  const CoAdaptation::Standing& now = widget.standing(params, net);
  const int before = widget.dependence(net).damage.correct;
  const bool whole = now.removed == 0;
  const Ink ink = (whole ? worst : before - now.correct) >= heavy ? Ink::fragile : Ink::robust;
  const std::string number =
      whole ? std::to_string(worst) : std::to_string(before) + " → " + std::to_string(now.correct);
  const float size = at.wide ? 28.0f : 18.0f, number_width = text_width(number, size, true);
  const std::string words[] = {
      whole ? "of its " + plural_text(before, "point", "points") + " lost with its most important unit"
            : "of 80 points right",
      whole ? "of " + std::to_string(before) + " lost at worst" : "of 80 right", whole ? "lost at worst" : "right"};
  canvas.explain(area, whole ? "How many of the points that it gets right are lost with the one unit that costs most."
                             : "Points right before and after what you removed.");
  if (at.wide) {
    canvas.text({area.x, area.y + 10}, head_words(params, net, 16, area.width), {.size = 16, .bold = true});
    canvas.text({area.x, area.y + 40}, number, {.size = size, .ink = ink, .bold = true});
    canvas.text({area.x + number_width + 8, area.y + 43}, first_fitting(words, 14, area.width - number_width - 8),
                {.size = 14, .ink = Ink::muted});
    return;
  }
  const std::string_view tail = words[1];
  const float tail_width = text_width(tail, 14);
  canvas.text({area.right(), area.y + 13}, tail, {.size = 14, .ink = Ink::muted, .align = Align::right});
  canvas.text({area.right() - tail_width - 6, area.y + 11}, number,
              {.size = size, .ink = ink, .align = Align::right, .bold = true});
  const float room = area.width - tail_width - number_width - 20;
  const std::string title = head_words(params, net, 15, room);
  if (text_width(title, 15, true) <= room) canvas.text({area.x, area.y + 12}, title, {.size = 15, .bold = true});
}

void draw_tangle_links(const CoAdaptation& widget, int net, const UnitFlags& present, const std::vector<int>& losses,
                       const NetPlan& at, Canvas& canvas) {
  const auto there = [&](int unit) { return unit < 0 || present[static_cast<std::size_t>(unit)] != 0; };
  const auto is_heavy = [&](int unit) { return unit < 0 || losses[static_cast<std::size_t>(unit)] >= heavy; };
  for (const Link& link : links_of(widget, net, at)) {
    if (!there(link.from_unit) || !there(link.to_unit)) continue;
    const float share = std::min(link.share, 1.0f);
    const bool red = is_heavy(link.from_unit) && is_heavy(link.to_unit);
    if (!red && share < 0.02f) continue;
    canvas.line(link.from, link.to,
                {.ink = red ? Ink::fragile : Ink::robust,
                 .width = red ? 0.5f + 3.5f * share : 1,
                 .opacity = red ? std::min(0.75f, 0.1f + 0.65f * std::pow(share, 0.6f)) : 0.22f + 0.5f * share});
  }
}

// Silenced: in this step of the training, by its mask.
void draw_tangle_unit(const CoAdaptation::Params& params, int net, int unit, bool kept, bool silenced, int loss,
                      const NetPlan& at, Canvas& canvas) {
  constexpr std::string_view ids[] = {"removed_plain", "removed_dropout", "removed_decay"};
  const Point center = at.unit(unit);
  const bool present = kept && !silenced;
  // The tint leaps over the middle, where neither ink nor paper would be legible on it.
  const float depth = std::pow(std::clamp(static_cast<float>(loss) / full_loss, 0.0f, 1.0f), 0.9f);
  const float tint = loss <= 0 ? 0.1f : depth < 0.5f ? 0.12f + 0.6f * depth : 0.75f + 0.25f * depth;
  const std::string number = loss < 0 ? "+" + std::to_string(-loss) : std::to_string(loss);
  canvas.disk(center, at.radius + (present ? 2.0f : 5.0f), {.ink = Ink::paper});
  canvas.key({.name = mark_name("tangle.unit", static_cast<std::uint32_t>(net * CoAdaptation::unit_count + unit))});
  draw_unit(canvas, center, at.radius,
            {.kept = present,
             .ink = loss > 0 ? Ink::fragile : Ink::robust,
             .tint = tint,
             .label = present && (at.radius >= 12 || number.size() < 3) ? number : std::string(),
             .text_size = 14,
             .edge = 1.5f});
  const std::string name =
      "Hidden layer " + std::to_string(unit / width + 1) + ", unit " + std::to_string(unit % width + 1) + ": ";
  canvas.explain(at.box(unit),
                 name +
                     (!kept      ? "it is gone. Tap to put it back."
                      : loss > 0 ? plural_text(loss, "point is", "points are") + " lost without it."
                      : loss < 0 ? "without it " + plural_text(-loss, "point more is", "points more are") + " right."
                                 : "no point is lost without it.") +
                     (kept ? " Tap to remove it." : ""));
  canvas.tap_to_set(at.box(unit), ids[net], static_cast<double>(params.toggled(net) ^ (1u << unit)));
}

// While the net trains: how many units the mask of the first point silences.
std::vector<std::string> note_of(const CoAdaptation& widget) {
  const int step = widget.training_mask_step();
  if (step == 0) return {std::begin(intros), std::end(intros)};
  const UnitFlags mask = widget.training_mask(1);
  const std::string silenced = std::to_string(std::count(mask.begin(), mask.end(), std::uint8_t{0}));
  return {
      "Step " + count_text(step) + ", first point: " + silenced + " of 32 units silenced with dropout, none without",
      "Step " + count_text(step) + ": " + silenced + " of 32 units silenced", silenced + " of 32 silenced"};
}

}  // namespace

float CoAdaptation::tangle_height(float panel_width) { return TangleLayout(panel_width).height; }

void CoAdaptation::draw_tangle(const Params& params, Canvas& canvas) const {
  const TangleLayout at(canvas.bounds().width);
  if (at.wide)
    canvas.line({at.inside.center().x, at.inside.y}, {at.inside.center().x, at.nets[0].area.bottom()},
                {.ink = Ink::rule, .width = 1});
  for (int net = 0; net < 2; ++net) {
    const Standing& now = standing(params, net);
    const std::vector<int> losses = losses_of(now);
    draw_tangle_head(*this, params, net, at, *std::max_element(losses.begin(), losses.end()), canvas);
    const UnitFlags mask = training_mask(net);
    UnitFlags present = now.kept;
    for (std::size_t unit = 0; unit < present.size(); ++unit) present[unit] &= mask[unit];
    draw_tangle_links(*this, net, present, losses, at.nets[net], canvas);
    draw_net_ends(at.nets[net], canvas);
    for (int unit = 0; unit < unit_count; ++unit) {
      const auto u = static_cast<std::size_t>(unit);
      draw_tangle_unit(params, net, unit, now.kept[u] != 0, mask[u] == 0, losses[u], at.nets[net], canvas);
    }
  }
  canvas.text({at.inside.x, at.note_y}, first_fitting(note_of(*this), 14, at.inside.width),
              {.size = 14, .ink = Ink::muted});
}

std::string CoAdaptation::describe_tangle(const Params& params) const {
  if (step_count() == 0) return "Two fresh nets, one start. Press Train: both learn the same 80 points.";
  const auto costly = [&](int net) {
    const std::vector<int> losses = losses_of(standing(params, net));
    return static_cast<int>(std::count_if(losses.begin(), losses.end(), [](int loss) { return loss > 0; }));
  };
  const auto worst = [&](int net) {
    const std::vector<int> losses = losses_of(standing(params, net));
    return std::max(0, *std::max_element(losses.begin(), losses.end()));
  };
  const std::string with = params.rate() > 0 ? "With dropout " : "With dropout switched off ";
  return "Without dropout " + std::to_string(costly(0)) + " of the 32 units cost points when they go, the worst " +
         std::to_string(worst(0)) + ". " + with + std::to_string(costly(1)) + " do, and none costs more than " +
         std::to_string(worst(1)) + ".";
}

}  // namespace lesson
