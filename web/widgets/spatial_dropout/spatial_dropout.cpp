// spatial_dropout.cpp: widget spatial_dropout, chapter 4: the same drop rate on cells, blocks and whole channels.
#include "spatial_dropout.h"

#include <algorithm>

#include "dropout/covariance.h"
#include "dropout/mask.h"
#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

namespace {

constexpr int most_draws = 1000;
constexpr double last_mask_number = 999999;

// The patch that the averaging filter sees stands in the middle of the map.
int patch_start(int side) { return (side - SpatialDropout::patch_size) / 2; }

std::size_t index_of(SpatialDropout::Mode mode) { return static_cast<std::size_t>(mode); }

}  // namespace

dropout::GranularDropout SpatialDropout::Params::dropout(Mode of_mode) const {
  using dropout::MaskGranularity;
  dropout::GranularDropout member;
  member.drop_rate = drop_rate;
  member.granularity = of_mode == Mode::element ? MaskGranularity::element
                       : of_mode == Mode::block ? MaskGranularity::block
                                                : MaskGranularity::channel;
  member.block.size = block();
  return member;
}

void SpatialDropout::reset(const Params&) {
  patch_sums_ = {};
  draw_count_ = 0;
}

void SpatialDropout::step(const Params& params) {
  const int start = patch_start(params.side);
  std::vector<std::uint8_t> mask, cells(params.shape().cell_count());
  for (const Mode mode : {Mode::element, Mode::block, Mode::channel}) {
    const dropout::GranularDropout member = params.dropout(mode);
    const dropout::TensorShape shape = dropout::mask_shape(member, params.shape());
    mask.resize(shape.cell_count());
    dropout::draw_granular_mask(member, params.shape(),
                                {.seed = params.seed, .step = static_cast<std::uint32_t>(draw_count_)}, mask);
    dropout::broadcast_mask(mask, shape, params.shape(), cells);
    for (int map = 0; map < map_count; ++map) {
      int kept = 0;
      for (int row = start; row < start + patch_size; ++row)
        for (int column = start; column < start + patch_size; ++column)
          kept += cells[static_cast<std::size_t>((map * params.side + row) * params.side + column)];
      patch_sums_[index_of(mode)].sum += kept;
      patch_sums_[index_of(mode)].squares += kept * kept;
    }
  }
  ++draw_count_;
}

void SpatialDropout::state(StateIo& io) {
  io(patch_sums_);
  io(draw_count_);
  io.require(draw_count_ >= 0 && draw_count_ <= most_draws);
}

// variance / mean^2 = n sum x^2 / (sum x)^2 - 1
double SpatialDropout::measured_noise(Mode mode) const {
  const PatchSums& sums = patch_sums_[index_of(mode)];
  return sums.sum > 0 ? map_count * draw_count_ * sums.squares / (sums.sum * sums.sum) - 1 : 0;
}

double SpatialDropout::exact_noise(const Params& params, Mode mode) {
  if (mode == Mode::element) return dropout::element_patch_noise(params.drop_rate, patch_size * patch_size);
  if (mode == Mode::channel) return dropout::channel_patch_noise(params.drop_rate);
  const int start = patch_start(params.side);
  return dropout::drop_block_patch_noise(params.dropout(mode).block, params.side, params.side, params.drop_rate,
                                         start, start, patch_size);
}

int SpatialDropout::decision_count(const Params& params, Mode mode) {
  return static_cast<int>(dropout::decision_count(params.dropout(mode), params.shape()));
}

double SpatialDropout::dropped_share(const Params& params) const {
  return 100.0 * dropped(params) / (map_count * params.cells());
}

double SpatialDropout::noise_ratio(const Params&) const {
  const double element = measured_noise(Mode::element);
  return element > 0 ? measured_noise(Mode::channel) / element : 0;
}

int SpatialDropout::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  return 0;
}

std::string spatial_mode_name(const SpatialDropout::Params& params, SpatialDropout::Mode mode) {
  if (mode == SpatialDropout::Mode::element) return "scattered cells";
  if (mode == SpatialDropout::Mode::channel) return "whole channels";
  const std::string side = std::to_string(params.block());
  return side + " × " + side + " blocks";
}

std::string capitalized(std::string words) {
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string SpatialDropout::describe_loss(const Params& params) const {
  return "At p = " + number_text(params.drop_rate, 2) + " with " + spatial_mode_name(params, params.mode) +
         ", mask " + count_text(params.mask_number) + " of RNG seed " + std::to_string(params.seed) + " drops " +
         count_text(loss(params, params.mode).dropped_count) + " of " + count_text(map_count * params.cells()) +
         " cells with " + plural_text(random_values(params), "random value", "random values");
}

std::string SpatialDropout::describe_recovery(const Params& params) const {
  const Loss& shown = loss(params, params.mode);
  std::string words = describe_loss(params);
  if (shown.dropped_count > 0) {
    words += params.predictor == Predictor::best_linear ? "; the best linear guess" : "; the mean of the neighbors";
    words += " from the kept cells of the same map explains " + percent_text(std::max(0.0, shown.share)) +
             " of what is gone";
  }
  words += ".";
  std::string others;
  for (const Mode mode : {Mode::element, Mode::block, Mode::channel}) {
    const Loss& other = loss(params, mode);
    if (mode == params.mode || other.dropped_count == 0) continue;
    others += (others.empty() ? " With " : ", with ") + spatial_mode_name(params, mode) + " it is " +
              percent_text(std::max(0.0, other.share));
  }
  return others.empty() ? words : words + others + ".";
}

std::string SpatialDropout::describe_noise(const Params& params) const {
  const std::string exact = number_text(exact_noise(params, params.mode), 3);
  if (draw_count_ == 0)
    return "At p = " + number_text(params.drop_rate, 2) + " with " + spatial_mode_name(params, params.mode) +
           " the mean of 3 × 3 equal cells has a relative variance of exactly " + exact + "; nothing is drawn yet.";
  return "Over " + plural_text(draw_count_, "draw", "draws") +
         " the mean of 3 × 3 equal cells has a relative variance of " + number_text(measured_noise(params.mode), 3) +
         ", exactly " + exact + ".";
}

std::string SpatialDropout::describe(const Params& params) const {
  return describe_recovery(params) + (draw_count_ > 0 ? " " + describe_noise(params) : "");
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = SpatialDropout::Params;
using Mode = SpatialDropout::Mode;

constexpr std::string_view mode_names[] = {"element", "block", "channel"};
constexpr std::string_view predictor_names[] = {"best linear", "neighbors"};

constexpr ParamInfo params[] = {
    param<&Params::mode>("mode", "Drop", "", {0, 2, 1}, "What one random decision removes.",
                         {.effect = ParamEffect::view, .choices = mode_names}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05},
                              "Probability that a decision drops, the same for all three modes."),
    param<&Params::block_size>("b", "Block size b", " cells", {1, 12, 1},
                               "Side of the squares of DropBlock; at most the side of the map."),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which mask of this RNG seed is shown; a number calls its mask up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::predictor>(
        "predictor", "Rebuild with", "", {0, 1, 1},
        "How a dropped cell is guessed: from all kept cells of its map, or from the 4 next to it.",
        {.place = Place::more, .effect = ParamEffect::view, .choices = predictor_names}),
    param<&Params::length>(
        "length", "Length of the field", " cells", {0.5, 4, 0.5},
        "How far cells of the Gaussian field resemble each other; the exact R² is computed for it.",
        {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::side>("side", "Side of the maps", " cells", {8, 12, 1}, "Cells along the edge of each map.",
                         {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&SpatialDropout::shown_share>(
        "recovery", "Rebuilt share R²", "", 3,
        "Share of the dropped cells' variance that the kept ones give back, shown mode."),
    readout<&SpatialDropout::dropped>("dropped", "Cells dropped", "", 0,
                                      "How many cells the shown mask sets to zero."),
    readout<&SpatialDropout::dropped_share>("dropped_share", "Share of cells dropped", " %", 1,
                                            "Dropped cells of the shown mask as a share of all cells."),
    readout<&SpatialDropout::random_values>("random_values", "Random values", "", 0,
                                            "How many random decisions one mask takes."),
    readout<&SpatialDropout::share<Mode::element>>("recovery_element", "R², scattered cells", "", 3,
                                                   "Rebuilt share on these maps under the element mask."),
    readout<&SpatialDropout::share<Mode::block>>("recovery_block", "R², blocks", "", 3,
                                                 "Rebuilt share on these maps under the DropBlock mask."),
    readout<&SpatialDropout::share<Mode::channel>>("recovery_channel", "R², whole channels", "", 3,
                                                   "Rebuilt share on these maps under the channel mask."),
    readout<&SpatialDropout::exact_share<Mode::element>>("exact_element", "Exact R², scattered cells", "", 3,
                                                         "The same for a Gaussian field under the same mask."),
    readout<&SpatialDropout::exact_share<Mode::block>>("exact_block", "Exact R², blocks", "", 3,
                                                       "The same for a Gaussian field under the same mask."),
    readout<&SpatialDropout::exact_share<Mode::channel>>("exact_channel", "Exact R², whole channels", "", 3,
                                                         "The same for independent Gaussian fields: nothing."),
    readout<&SpatialDropout::other_channel>("other_channel", "R² from another channel", "", 3,
                                            "What the most similar kept channel gives back of a dropped one."),
    readout<&SpatialDropout::draws>("draws", "Masks drawn", "", 0, "How many masks of each mode were drawn."),
    readout<&SpatialDropout::noise<Mode::element>>("noise_element", "Noise, scattered cells", "", 3,
                                                   "Measured relative variance of a 3 × 3 mean, 0 before any draw."),
    readout<&SpatialDropout::noise<Mode::block>>("noise_block", "Noise, blocks", "", 3,
                                                 "Measured relative variance of a 3 × 3 mean, 0 before any draw."),
    readout<&SpatialDropout::noise<Mode::channel>>("noise_channel", "Noise, whole channels", "", 3,
                                                   "Measured relative variance of a 3 × 3 mean, 0 before any draw."),
    readout<&SpatialDropout::noise_ratio>("noise_ratio", "Noise, channel over element", "", 2,
                                          "Ratio of the two measured noises, 0 before any draw."),
    readout<&SpatialDropout::noise_law<Mode::element>>("law_element", "Exact noise, scattered cells", "", 3,
                                                       "p / (1 - p) divided by 9 cells."),
    readout<&SpatialDropout::noise_law<Mode::block>>("law_block", "Exact noise, blocks", "", 3,
                                                     "From the chance that two cells are kept together."),
    readout<&SpatialDropout::noise_law<Mode::channel>>("law_channel", "Exact noise, whole channels", "", 3,
                                                       "p / (1 - p)."),
};

constexpr ActionInfo actions[] = {
    action<&SpatialDropout::new_mask>("new_mask", "New mask", "Shows the next mask of this RNG seed."),
};

// What the mask depends on, what the rebuilding adds, and what the noise knows.
constexpr std::string_view mask_controls[] = {"mode", "p", "b", "mask_number", "side", "seed", "new_mask"};
constexpr std::string_view rebuilt_controls[] = {"mode",      "p",    "b",    "mask_number",
                                                 "predictor", "side", "seed", "new_mask"};
constexpr std::string_view recovery_controls[] = {"mode",   "p",    "b",    "mask_number", "predictor",
                                                  "length", "side", "seed", "new_mask"};
constexpr std::string_view noise_controls[] = {"mode", "p", "b", "side", "seed"};

constexpr PanelInfo panels[] = {
    panel<&SpatialDropout::draw_masked>("masked", "Maps under the mask", SpatialDropout::masked_height,
                                        {.controls = mask_controls,
                                         .describe = sentence<&SpatialDropout::describe_recovery>,
                                         .wide = true,
                                         .table = table_of<&SpatialDropout::masked_table>}),
    panel<&SpatialDropout::draw_rebuilt>("rebuilt", "Rebuilt from the rest", SpatialDropout::rebuilt_height,
                                         {.controls = rebuilt_controls,
                                          .describe = sentence<&SpatialDropout::describe_recovery>,
                                          .wide = true,
                                          .table = table_of<&SpatialDropout::rebuilt_table>}),
    panel<&SpatialDropout::draw_recovery>("recovery", "Rebuilt share R²", SpatialDropout::comparison_height,
                                          {.controls = recovery_controls,
                                           .describe = sentence<&SpatialDropout::describe_recovery>,
                                           .table = table_of<&SpatialDropout::recovery_table>}),
    panel<&SpatialDropout::draw_noise>("noise", "Noise of a 3 × 3 mean", SpatialDropout::comparison_height,
                                       {.controls = noise_controls,
                                        .describe = sentence<&SpatialDropout::describe_noise>,
                                        .table = table_of<&SpatialDropout::noise_table>}),
};

}  // namespace

extern constinit const WidgetType spatial_dropout = widget_type<SpatialDropout>({
    .id = "spatial_dropout",
    .title = "Four feature maps, one drop rate",
    .summary = "Drops cells, blocks or whole channels of four feature maps and rebuilds them from what is left.",
    .hint = "Switch from element to channel, then press New mask a few times.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = most_draws,
                 .tick_label = "draw",
                 .run_label = "Measure the noise",
                 .step_label = "Draw one",
                 .ticks_per_second = 400,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
