// dropconnect_net.cpp: the panel "net" of dropconnect: the net with its mask, and the counts of masks.
#include "dropconnect.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dropconnect_nets.h"
#include "kit/net_picture.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Layer = DropConnectLab::Layer;

struct NetLayout {
  explicit NetLayout(const Rect& bounds) : type(panel_type(bounds.width)), area(panel_inside(bounds)) {
    counts = {area.x, area.bottom() - 42, area.width, 42};
    net = {area.x, area.y + 24, area.width, counts.y - area.y - 36};
  }
  TypeSizes type;
  Rect area, net, counts;
};

// How much is kept; number and seed call the mask up again.
void draw_kept_words(const DropConnectLab& widget, const Params& params, const NetLayout& at, Canvas& canvas) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const std::string all =
      std::to_string(params.drops_units() ? static_cast<std::size_t>(layer.inputs()) : layer.weights.size());
  const std::string share =
      std::to_string(widget.kept_now(params)) + " of " + all + (params.drops_units() ? " units kept" : " links kept");
  const std::string kept =
      std::string(method_name(params.method)) + ", p = " + number_text(params.drop_rate, 2) + ": " + share;
  const std::string number = ", mask " + count_text(params.mask_number);
  const std::string variants[] = {kept + number + " of RNG seed " + std::to_string(params.seed), kept + number, kept,
                                  share};
  canvas.text({at.area.x, at.area.y + 8}, first_fitting(variants, at.type.body, at.area.width),
              {.size = at.type.body, .ink = Ink::muted});
}

// ---- the net ---------------------------------------------------------------------------------------------------------

// Weights of a layer from [to, from] to [from, to], as net_picture wants them.
std::vector<float> transposed(std::span<const double> weights, std::size_t inputs) {
  const std::size_t outputs = weights.size() / inputs;
  std::vector<float> turned(weights.size());
  for (std::size_t i = 0; i < outputs; ++i)
    for (std::size_t j = 0; j < inputs; ++j) turned[j * outputs + i] = static_cast<float>(weights[i * inputs + j]);
  return turned;
}

std::vector<std::uint8_t> transposed(std::span<const std::uint8_t> mask, std::size_t inputs) {
  const std::size_t outputs = mask.size() / inputs;
  std::vector<std::uint8_t> turned(mask.size());
  for (std::size_t i = 0; i < outputs; ++i)
    for (std::size_t j = 0; j < inputs; ++j) turned[j * outputs + i] = mask[i * inputs + j];
  return turned;
}

struct NetScene {
  NetPlaces places;
  std::size_t masked;               // the layer of links that is masked
  std::vector<std::uint8_t> units;  // kept units of layer `masked`; empty: all
  std::vector<std::uint8_t> links;  // kept links [from, to]; empty: all
  std::vector<double> u;            // of layer `masked` + 1
};

NetScene scene_of(const Params& params, const Rect& area) {
  NetScene scene;
  const bool example = params.layer == Layer::worked_example;
  const std::vector<int> widths = example ? std::vector<int>{3, 2} : std::vector<int>{3, 4, 3};
  scene.places = place_net(widths, area, {.largest_radius = 21, .gap = 12});
  scene.masked = params.layer == Layer::hidden_to_output ? 1 : 0;
  const std::vector<std::uint8_t> mask = DropConnectLab::mask(params, params.method, params.mask_number);
  if (params.drops_units())
    scene.units = mask;
  else
    scene.links = transposed(mask, DropConnectLab::masked_layer(params).v.size());
  scene.u = DropConnectLab::pre_activations(params);
  return scene;
}

void draw_scene_links(const NetScene& scene, const Params& params, Canvas& canvas) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const std::vector<float> weights = transposed(layer.weights, layer.v.size());
  draw_links(canvas, scene.places, static_cast<int>(scene.masked), weights,
             {.kept_from = scene.units,
              .kept_links = scene.links,
              .widest = 4,
              .faint_below = 0,
              .dash_negative = true,
              .show_dropped = true});
  if (params.layer == Layer::worked_example) return;
  // The layer that is not masked stays in the background. A dropped hidden unit takes its links in with it.
  const bool second = scene.masked == 1;
  if (second)
    draw_links(canvas, scene.places, 0, transposed(small_net::first_weights, 3),
               {.kept_to = scene.units, .widest = 2, .opacity = 0.35f});
  else
    draw_links(canvas, scene.places, 1, transposed(small_net::second_weights, 4),
               {.widest = 2, .opacity = 0.35f, .dash_negative = true});
}

void draw_scene_units(const NetScene& scene, const Params& params, Canvas& canvas) {
  const float text_size = scene.places.radius >= 18 ? 14 : 12;
  const auto other = static_cast<std::size_t>(DropConnectLab::other_unit(params));
  for (std::size_t layer = 0; layer < scene.places.units.size(); ++layer)
    for (std::size_t unit = 0; unit < scene.places.units[layer].size(); ++unit) {
      const Point center = scene.places.units[layer][unit];
      const Rect box = scene.places.box(static_cast<int>(layer), static_cast<int>(unit));
      if (layer == scene.masked) {  // v, masked or not
        const bool kept = scene.units.empty() || scene.units[unit] != 0;
        const double v = DropConnectLab::masked_layer(params).v[unit];
        canvas.key({.name = mark_name("net.masked", static_cast<std::uint32_t>(unit))});
        draw_unit(canvas, center, scene.places.radius,
                  {.kept = kept, .label = kept ? number_text(v, 1) : "0", .text_size = text_size});
        canvas.explain(box, "Input " + std::to_string(unit + 1) + " of the masked layer, v = " + number_text(v, 1) +
                                (kept ? "." : ": dropped for all outputs at once."));
      } else if (layer == scene.masked + 1) {  // u
        const bool compared = unit == 0 || unit == other;
        const std::string u = number_text(scene.u[unit], 1);
        draw_unit(canvas, center, scene.places.radius,
                  {.ink = compared ? Ink::ink : Ink::muted,
                   .tint = 0,
                   .label = u,
                   .text_size = u.size() > 5 ? 12.0f : text_size,
                   .edge = compared ? 2.5f : 1.5f});
        canvas.explain(box, "Output unit " + std::to_string(unit + 1) + ": pre-activation " +
                                number_text(scene.u[unit], 2) +
                                (unit == 0  ? ", shown in both charts."
                                 : compared ? ", compared with unit 1."
                                            : ". Tap to compare it with unit 1."));
        if (unit > 0 && params.has_choice()) canvas.tap_to_set(box, "compared", static_cast<double>(unit + 1));
      } else {
        const std::string label =
            layer == 0 ? number_text(small_net::inputs[unit], 1) : std::string();  // fixed inputs; unused outputs
        draw_unit(canvas, center, scene.places.radius,
                  {.ink = Ink::muted, .tint = 0, .label = label, .text_size = text_size});
      }
    }
}

// ---- the counts ------------------------------------------------------------------------------------------------------

void draw_counts(const DropConnectLab& widget, const Params& params, const NetLayout& at, Canvas& canvas) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const std::string link_count = std::to_string(layer.weights.size());
  const float half = at.counts.width / 2;
  for (const Method method : {Method::dropout, Method::drop_connect}) {
    const bool units = method == Method::dropout, now = params.method == method;
    const float x = at.counts.x + (units ? 0 : half);
    const double count = units ? widget.unit_masks(params) : widget.weight_masks(params);
    const std::string words = count_text(std::llround(count)) + " masks";
    canvas.text({x, at.counts.y + 8}, words, {.size = 14, .ink = now ? Ink::ink : Ink::muted, .bold = now});
    const std::string decisions = units ? std::to_string(layer.inputs()) + " units" : link_count + " links";
    std::string from = std::string(method_name(method)) + ": " + decisions;
    if (text_width(from, at.type.small) > half - 6) from = decisions;
    canvas.text({x, at.counts.y + 29}, from,
                {.size = fitting_size(from, at.type.small, half - 6), .ink = Ink::muted});
    canvas.explain({x, at.counts.y, half - 4, at.counts.height},
                   "Each decision doubles the number of masks: 2 to the power of " +
                       (units ? std::to_string(layer.inputs()) : link_count) + ".");
  }
}

}  // namespace

std::string_view method_name(Method method) { return method == Method::dropout ? "dropout" : "DropConnect"; }

float DropConnectLab::net_height(float) { return 296; }

void DropConnectLab::draw_net(const Params& params, Canvas& canvas) const {
  const NetLayout at(canvas.bounds());
  // A net of two layers, and any net on a wide panel, would be all links.
  const float share = params.layer == Layer::worked_example ? 0.6f : 1.0f;
  const float width = std::min(share * at.net.width, 520.0f);
  const NetScene scene = scene_of(params, {at.net.center().x - width / 2, at.net.y, width, at.net.height});
  draw_kept_words(*this, params, at, canvas);
  canvas.tap(at.net, "resample");
  draw_scene_links(scene, params, canvas);
  draw_scene_units(scene, params, canvas);
  draw_counts(*this, params, at, canvas);
}

}  // namespace lesson
