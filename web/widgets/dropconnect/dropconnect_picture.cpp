// dropconnect_picture.cpp: the picture of dropconnect: the headline, the net with its mask, and the counts of masks.
#include "dropconnect_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dropconnect_nets.h"
#include "kit/net_picture.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Layer = DropConnectLab::Layer;

void draw_headline(const DropConnectLab& widget, const Params& params, const DropConnectLayout& at, Canvas& canvas) {
  const double correlation = DropConnectLab::formula(params, params.method).correlation();
  const std::string pair = "1 and " + std::to_string(DropConnectLab::other_unit(params) + 1);
  const std::string measure = "correlation " + signed_text(correlation, 2);
  std::string headline = (params.drops_units() ? "Whole units go: " : "Single links go: ") + measure;
  if (at.wide) headline += " between outputs " + pair;
  if (params.drop_rate == 0) headline = "Nothing is dropped";
  canvas.text({at.headline.x, at.headline.y + 14}, headline,
              {.size = fitting_size(headline, at.type.headline, at.headline.width, true), .bold = true});
  const std::string all =
      std::to_string(params.drops_units() ? DropConnectLab::masked_layer(params).inputs()
                                          : static_cast<int>(DropConnectLab::masked_layer(params).weights.size()));
  const std::string share =
      std::to_string(widget.kept_now(params)) + " of " + all + (params.drops_units() ? " units kept" : " links kept");
  std::string kept =
      std::string(method_name(params.method)) + ", p = " + number_text(params.drop_rate, 2) + ": " + share;
  if (text_width(kept, at.type.body) > at.headline.width) kept = share;
  // Number and seed call the mask up again.
  std::string name = "mask " + count_text(params.mask_number);
  const std::string full_name = name + " of RNG seed " + std::to_string(params.seed);
  if (text_width(at.wide ? kept + full_name : full_name, at.type.body) + 16 <= at.headline.width) name = full_name;
  const TextStyle muted{.size = at.type.body, .ink = Ink::muted};
  canvas.text({at.headline.x, at.headline.y + 38}, at.wide ? kept + ", " + name : kept, muted);
  if (!at.wide) canvas.text({at.headline.x, at.headline.y + 59}, name, muted);
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

void draw_counts(const DropConnectLab& widget, const Params& params, const DropConnectLayout& at, Canvas& canvas) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const std::string link_count = std::to_string(layer.weights.size());
  const float half = at.counts.width / 2;
  for (const Method method : {Method::dropout, Method::drop_connect}) {
    const bool units = method == Method::dropout, now = params.method == method;
    const float x = at.counts.x + (units ? 0 : half);
    const double count = units ? widget.unit_masks(params) : widget.weight_masks(params);
    const std::string words = count_text(std::llround(count)) + " masks";
    canvas.text({x, at.counts.y + 10}, words,
                {.size = at.wide ? 16.0f : 14.0f, .ink = now ? Ink::ink : Ink::muted, .bold = now});
    const std::string decisions = units ? std::to_string(layer.inputs()) + " units" : link_count + " links";
    std::string from = std::string(method_name(method)) + ": " + decisions;
    if (text_width(from, 12) > half - 6) from = decisions;
    canvas.text({x, at.counts.y + 31}, from,
                {.size = fitting_size(from, at.type.small, half - 6), .ink = Ink::muted});
    canvas.explain({x, at.counts.y, half - 4, at.counts.height},
                   "Each decision doubles the number of masks: 2 to the power of " +
                       (units ? std::to_string(layer.inputs()) : link_count) + ".");
  }
}

}  // namespace

std::string_view method_name(Method method) { return method == Method::dropout ? "dropout" : "DropConnect"; }

void draw_masked_net(const DropConnectLab& widget, const Params& params, const DropConnectLayout& at,
                     Canvas& canvas) {
  const Rect area{at.net.x, at.net.y + 6, at.net.width, at.net.height - 12};
  const Rect inner = params.layer == Layer::worked_example
                         ? Rect{area.x + area.width * 0.2f, area.y, area.width * 0.6f, area.height}
                         : area;
  const NetScene scene = scene_of(params, inner);
  canvas.tap(area, "resample");
  draw_scene_links(scene, params, canvas);
  draw_scene_units(scene, params, canvas);
  draw_counts(widget, params, at, canvas);
}

float dropconnect_height(float width) { return DropConnectLayout(width).height; }

void DropConnectLab::draw(const Params& params, Canvas& canvas) const {
  const DropConnectLayout at(canvas.bounds().width);
  draw_headline(*this, params, at, canvas);
  draw_masked_net(*this, params, at, canvas);
  draw_joint(*this, params, at, canvas);
  draw_marginal(*this, params, at, canvas);
  draw_moments_table(*this, params, at, canvas);
}

}  // namespace lesson
