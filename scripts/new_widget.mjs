// new_widget.mjs: npm run new:widget <id> "<Title>": a small widget that really computes, in a folder of its own, and its line in widgets.inc.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { Problem, runMain } from './lib/say.mjs';

const usage =
  'usage: npm run new:widget <id> "<Title>"    for instance: npm run new:widget depth_histogram "How deep is it today?"';

function widgetText({ id, title }) {
  const type = id.replace(/(^|_)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
  const alignment = ' '.repeat(`    readout<&${type}::mean_share>(`.length);
  return `// ${id}.cpp: ${title}
// A widget to start from: draws masks and compares the share of units kept with the keep rate.
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>

#include "contract/declare.h"
#include "dropout/mask.h"
#include "kit/plot.h"

namespace lesson {
namespace {

struct ${type} {
  static constexpr int most_units = 32;

  struct Params {
    double drop_rate = 0.5;
    int unit_count = 8;
    std::uint32_t seed = 1;
  };

  // ---- state: a function of (params, ticks) and nothing else. After t ticks mask t is shown.

  void reset(const Params& params) {
    mask_number_ = kept_in_all_ = 0;
    draw_masks(params);
  }
  void step(const Params& params) {
    ++mask_number_;
    draw_masks(params);
  }
  void state(StateIo& io) {
    io(mask_);
    io(mask_number_);
    io(kept_in_all_);
  }

  // ---- readouts

  int kept(const Params&) const { return std::accumulate(mask_.begin(), mask_.end(), 0); }
  double mean_share(const Params& params) const {
    return static_cast<double>(kept_in_all_) / (params.unit_count * (mask_number_ + 1));
  }

  std::string describe(const Params& params) const {
    return "Mask " + count_text(mask_number_) + " of RNG seed " + std::to_string(params.seed) + " keeps " +
           std::to_string(kept(params)) + " of " + std::to_string(params.unit_count) + " units at drop rate " +
           number_text(params.drop_rate, 2) + "; over " + plural_text(mask_number_ + 1, "mask", "masks") +
           " the share kept is " + percent_text(mean_share(params), 1) + ".";
  }

  // ---- panels: each ONE idea, on a canvas of its own (CSS pixels); its height depends on the width alone

  static float mask_height(float) { return 92; }
  void draw_mask(const Params& params, Canvas& canvas) const {
    canvas.text({margin, 16}, "Kept: " + share_text(params), {.size = 14});
    const Rect area{margin, 40, canvas.bounds().width - 2 * margin, 32};
    const float pitch = std::min(area.height, area.width / static_cast<float>(params.unit_count));
    for (int unit = 0; unit < params.unit_count; ++unit) {
      const Rect cell = Rect{area.x + static_cast<float>(unit) * pitch, area.y, pitch, pitch}.inset(1);
      const bool is_kept = mask_[static_cast<std::size_t>(unit)] != 0;
      canvas.key({.name = mark_name("unit", static_cast<std::uint32_t>(unit))});  // the same square in every picture
      canvas.rect(cell, {.ink = is_kept ? Ink::kept : Ink::dropped, .hatched = !is_kept}, 2);
      canvas.explain(cell, "Unit " + std::to_string(unit + 1) + (is_kept ? " is kept." : " is dropped."));
    }
  }

  static float shares_height(float) { return 136; }
  void draw_shares(const Params& params, Canvas& canvas) const {
    const float right = canvas.bounds().width - margin;
    const double keep_rate = 1 - params.drop_rate;
    draw_share(canvas, 16, "Kept in this mask", share_text(params), 1.0 * kept(params) / params.unit_count);
    draw_share(canvas, 64, "Kept in all so far", percent_text(mean_share(params), 1), mean_share(params));
    const float expected = margin + static_cast<float>(keep_rate) * (right - margin);
    canvas.line({expected, 28}, {expected, 94}, {.ink = Ink::accent, .dash = Dash::dotted});
    canvas.text({margin, 118}, "Dotted: keep rate " + number_text(keep_rate, 2), {.size = 14, .ink = Ink::muted});
  }

 private:
  static constexpr float margin = 16;

  std::string share_text(const Params& params) const {
    return std::to_string(kept(params)) + " of " + std::to_string(params.unit_count);
  }

  void draw_masks(const Params& params) {
    mask_.fill(0);
    // The engine's masks depend on (seed, layer, step, sample) only, so any of them can be called up again.
    const dropout::MaskKey key{.seed = params.seed, .step = static_cast<std::uint32_t>(mask_number_)};
    dropout::draw_mask(key, params.drop_rate, std::span(mask_).first(static_cast<std::size_t>(params.unit_count)));
    kept_in_all_ += kept(params);
  }

  // A label and a number, and below them a bar from 0 to 1.
  void draw_share(Canvas& canvas, float y, std::string_view label, std::string_view number, double share) const {
    const float left = margin, right = canvas.bounds().right() - margin;
    canvas.text({left, y}, label, {.size = 14});
    canvas.text({right, y}, number, {.size = 14, .align = Align::right, .bold = true});
    canvas.frame({left, y + 14, right - left, 14}, {.ink = Ink::rule});
    canvas.rect({left, y + 14, static_cast<float>(share) * (right - left), 14}, {.ink = Ink::kept});
    canvas.explain({left, y, right - left, 28}, std::string(label) + ": " + std::string(number) + ".");
  }

  std::array<std::uint8_t, most_units> mask_{};  // 1 kept, 0 dropped or beyond unit_count
  std::int32_t mask_number_ = 0;
  std::int32_t kept_in_all_ = 0;
};

// ---- declaration: ids are for ever, they are address keys and JSON keys ----------------------------------------------

using Params = ${type}::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 1, 0.05}, "Probability that a unit is set to zero."),
    param<&Params::unit_count>("units", "Units", "", {2, ${type}::most_units, 1},
                               "How many units the layer has."),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&${type}::kept>("kept", "Units kept", "", 0, "How many units the shown mask lets through."),
    readout<&${type}::mean_share>("mean_share", "Mean share kept", "", 3,
${alignment}"Share of units kept over all masks so far."),
};

constexpr PanelInfo panels[] = {
    panel<&${type}::draw_mask>("mask", "One mask", ${type}::mask_height),
    panel<&${type}::draw_shares>("shares", "Share of units kept", ${type}::shares_height),
};

}  // namespace

extern constinit const WidgetType ${id} = widget_type<${type}>({
    .id = "${id}",
    .title = ${JSON.stringify(title)},
    .summary = "Draws dropout masks and compares the share of units kept with the keep rate.",
    .hint = "Press Next mask a few times, then change the drop rate.",
    .params = params,
    .readouts = readouts,
    .actions = {},
    .playback = {.max_ticks = 1000,
                 .tick_label = "mask",
                 .run_label = "Draw 1,000 masks",
                 .step_label = "Next mask",
                 .ticks_per_second = 200},
    .panels = panels,
});

}  // namespace lesson
`;
}

// The id becomes a C++ name in the namespace of the widgets: it must not be one of theirs.
function isTaken(folder, id) {
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.h'))
    .some(name =>
      new RegExp(`\\b${id}\\b`).test(readFileSync(path.join(folder, name), 'utf8').replace(/"[^"]*"|\/\/.*/g, '')),
    );
}

// Writes the widget and enters it. folder: web/widgets. Returns the path of the new file.
export function newWidget({ folder, id, title }) {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id ?? ''))
    throw new Problem(`An id is snake_case, not "${id ?? ''}".\n${usage}`);
  if (!title?.trim()) throw new Problem(`The title is missing.\n${usage}`);
  const file = path.join(folder, id, `${id}.cpp`);
  if (existsSync(path.dirname(file))) throw new Problem(`The folder "${id}" exists already in web/widgets.`);
  if (isTaken(folder, id)) throw new Problem(`The name "${id}" is used in a header of web/widgets; choose another.`);

  const list = path.join(folder, 'widgets.inc');
  const before = readFileSync(list, 'utf8').replace(/\n*$/, '\n');
  mkdirSync(path.dirname(file));
  writeFileSync(file, widgetText({ id, title: title.trim() }));
  writeFileSync(list, `${before}WIDGET(${id})\n`);
  return file;
}

if (isMain(import.meta.url))
  await runMain(() => {
    const [id, title] = process.argv.slice(2);
    const file = path.relative(inRoot(), newWidget({ folder: inRoot('web', 'widgets'), id, title }));
    console.log(`Made ${file} and entered it in web/widgets/widgets.inc.

It runs as it is: npm start shows it in the gallery and alone at embed/${id}.html.
Left to do:
  1. Replace what it computes and draws; web/widgets/README.md tells the contract in file order.
  2. npm test -- gcc    the contract tests know it already; npm run format lays it out.
  3. Use it in a chapter: { "type": "widget", "id": "…", "widget": "${id}", "title": "…", "caption": "…" }`);
  });
