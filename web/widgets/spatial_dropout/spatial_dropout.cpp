// spatial_dropout.cpp: widget spatial_dropout, chapter 4: the same drop rate on single cells and on whole channels.
#include "spatial_dropout.h"

#include <algorithm>
#include <cmath>

#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "contract/table.h"
#include "dropout/conv_bank.h"
#include "dropout/granularity.h"
#include "dropout/mask.h"
#include "dropout/recoverability.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Params = SpatialDropout::Params;
using Coins = SpatialDropout::Coins;
using Filter = SpatialDropout::Filter;

constexpr std::uint32_t last_mask_number = 999999;

std::vector<float> spanning(std::vector<float> values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const float low = *least, range = *most - low;
  for (float& value : values) value = range > 0 ? (value - low) / range : 0;
  return values;
}

std::vector<float> filtered(dropout::MapFilter filter) {
  std::vector<float> map(SpatialDropout::cell_count);
  dropout::convolve_3x3(dropout::filter_kernel(filter), cat_picture(), SpatialDropout::side, SpatialDropout::side,
                        map);
  return map;
}

// [28, 28], 0 to 1: the picture itself, how much it changes from cell to cell, or what its blur leaves out.
std::vector<float> feature_map(Filter filter) {
  if (filter == Filter::brightness) return cat_picture();
  if (filter == Filter::texture) return spanning(filtered(dropout::MapFilter::detail));
  std::vector<float> change = filtered(dropout::MapFilter::vertical_edges);
  const std::vector<float> down = filtered(dropout::MapFilter::horizontal_edges);
  for (std::size_t cell = 0; cell < change.size(); ++cell)
    change[cell] = std::sqrt(change[cell] * change[cell] + down[cell] * down[cell]);
  return spanning(std::move(change));
}

}  // namespace

const SpatialDropout::Study& SpatialDropout::study(const Params& params) const {
  if (study_.drop_rate == params.drop_rate && study_.filter == params.filter &&
      study_.mask_number == params.mask_number && study_.seed == params.seed)
    return study_;
  study_ = {params.drop_rate, params.filter, params.mask_number, params.seed, feature_map(params.filter), {}, {}};
  study_.mask.resize(cell_count);
  dropout::draw_mask({.seed = params.seed, .step = params.mask_number}, params.drop_rate, study_.mask);
  study_.dropped = static_cast<int>(std::count(study_.mask.begin(), study_.mask.end(), std::uint8_t{0}));
  CellGuess guess = guess_cells(study_.map, study_.mask);
  study_.rebuilt = std::move(guess.rebuilt);
  study_.mean = guess.mean;
  study_.share = guess.share;
  return study_;
}

// Every cell is guessed as the mean of the map: R^2 = 0 by its definition.
double SpatialDropout::back_channel(const Params& params) const {
  const std::vector<float>& map = study(params).map;
  const std::vector<double> values(map.begin(), map.end()), guesses(map.size(), study(params).mean);
  return 100 * dropout::explained_share(values, guesses, std::vector<std::uint8_t>(map.size(), 0));
}

std::array<bool, SpatialDropout::patch_cells> SpatialDropout::kept_cells(const Params& params, Coins coins, int ago) {
  constexpr dropout::TensorShape shape{1, 1, 3, 3};
  dropout::GranularDropout member;
  member.drop_rate = params.drop_rate;
  member.granularity =
      coins == Coins::one_a_cell ? dropout::MaskGranularity::element : dropout::MaskGranularity::channel;
  // The masks before number 0 are the last ones.
  const std::uint32_t number =
      (params.mask_number + last_mask_number + 1 - static_cast<std::uint32_t>(ago)) % (last_mask_number + 1);
  std::array<std::uint8_t, patch_cells> mask{}, cells{};
  const std::size_t decisions = coins == Coins::one_a_cell ? patch_cells : 1;
  dropout::draw_granular_mask(member, shape, {.seed = params.seed, .layer = 1, .step = number},
                              std::span(mask).first(decisions));
  dropout::broadcast_mask(std::span(mask).first(decisions), dropout::mask_shape(member, shape), shape, cells);
  std::array<bool, patch_cells> kept{};
  for (std::size_t cell = 0; cell < patch_cells; ++cell) {
    const std::size_t coin = coins == Coins::one_a_cell ? cell : std::size_t{shared_coin};
    kept[cell] = (cells[cell] != 0) != (ago == 0 && (params.flipped >> coin & 1u) != 0);
  }
  return kept;
}

double SpatialDropout::patch_mean(const Params& params, Coins coins, int ago) {
  const auto kept = kept_cells(params, coins, ago);
  return static_cast<double>(std::count(kept.begin(), kept.end(), true)) / patch_cells / params.keep_rate();
}

double SpatialDropout::exact_spread(const Params& params, Coins coins) {
  const double variance = params.drop_rate / params.keep_rate();
  return std::sqrt(coins == Coins::one_a_cell ? variance / patch_cells : variance);
}

double SpatialDropout::seen_spread(const Params& params, Coins coins) {
  double sum = 0, squares = 0;
  for (int ago = 0; ago < shown_masks; ++ago) {
    const double mean = patch_mean(params, coins, ago);
    sum += mean;
    squares += mean * mean;
  }
  return std::sqrt(std::max(0.0, squares / shown_masks - sum * sum / (shown_masks * shown_masks)));
}

int SpatialDropout::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  params.flipped = 0;
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string SpatialDropout::describe_fill(const Params& params) const {
  const Study& now = study(params);
  if (now.dropped == 0) return "At p = 0 no cell is dropped: there is nothing to guess.";
  const std::string dropped = count_text(now.dropped) + " of " + count_text(cell_count) + " cells are dropped, and ";
  if (now.share <= 0)
    return dropped +
           "a guess from their neighbors is no better than the average: what this map shows is finer than "
           "the gaps.";
  return dropped + "their neighbors give " + percent_text(now.share) +
         " of their variance away. A whole channel leaves nobody to ask.";
}

std::string SpatialDropout::describe_mean(const Params& params) const {
  if (params.drop_rate == 0) return "At p = 0 nothing is dropped, and nothing wobbles.";
  return "At p = " + number_text(params.drop_rate, 2) + " the mean of nine cells wobbles by ±" +
         number_text(exact_spread(params, Coins::one_a_cell), 2) + " with a coin each, by ±" +
         number_text(exact_spread(params, Coins::one_for_all), 2) +
         " with one coin for all: three times as much, same p.";
}

std::string SpatialDropout::describe(const Params& params) const {
  return describe_fill(params) + " " + describe_mean(params);
}

void SpatialDropout::fill_table(const Params& params, Table& table) const {
  table.row("Dropped", "Cells of " + count_text(cell_count), "Comes back");
  table.row("scattered cells", count_text(dropped(params)), percent_text(std::max(0.0, study(params).share)));
  table.row("the whole channel", count_text(cell_count), percent_text(std::max(0.0, back_channel(params) / 100)));
}

void SpatialDropout::mean_table(const Params& params, Table& table) const {
  table.row("Coins", "Mean now", "Spread, exact", "Spread over " + std::to_string(shown_masks) + " masks");
  for (const Coins coins : {Coins::one_a_cell, Coins::one_for_all})
    table.row(coins == Coins::one_a_cell ? "one a cell" : "one for all nine",
              number_text(patch_mean(params, coins, 0), 2), number_text(exact_spread(params, coins), 3),
              number_text(seen_spread(params, coins), 3));
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view filter_names[] = {"brightness", "edges", "texture"};
constexpr std::string_view coin_names[] = {"cell 1", "cell 2", "cell 3", "cell 4", "cell 5",
                                           "cell 6", "cell 7", "cell 8", "cell 9", "the shared coin"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, SpatialDropout::most_dropped, 0.05},
                              "Probability that a coin drops, for single cells and for a whole channel alike.",
                              {.effect = ParamEffect::view}),
    param<&Params::filter>(
        "filter", "Feature map", "", {0, 2, 1},
        "What the filter of this map looks for in the picture: its values, its changes, or its fine detail.",
        {.effect = ParamEffect::view, .choices = filter_names}),
    param<&Params::line>("line", "Line", "", {0, 1, 0.01},
                         "Left of the line the mask, right of it the guess; a share of the width.",
                         {.place = Place::picture, .effect = ParamEffect::view}),
    set_param<&Params::flipped>("flipped", "Coins turned over", "", coin_names,
                                "Coins of the nine cells, and the shared one, that you turned over.",
                                {.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which mask of this RNG seed is shown; a number calls its mask up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .effect = ParamEffect::view, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&SpatialDropout::dropped>("dropped", "Cells dropped", "", 0, "How many of the 784 cells the mask drops."),
    readout<&SpatialDropout::back_cells>("back_cells", "Comes back, scattered cells", " %", 1,
                                         "Share of the dropped cells' variance that the kept ones around them tell."),
    readout<&SpatialDropout::back_channel>("back_channel", "Comes back, whole channel", " %", 1,
                                           "The same where no cell of the map is kept."),
    readout<&SpatialDropout::mean_now<Coins::one_a_cell>>(
        "mean_cells", "Mean of nine now, a coin a cell", "", 2,
        "What a 3 x 3 mean of equal cells sees; 1 without dropout."),
    readout<&SpatialDropout::mean_now<Coins::one_for_all>>("mean_shared", "Mean of nine now, one coin", "", 2,
                                                           "What it sees with one coin for all nine."),
    readout<&SpatialDropout::spread<Coins::one_a_cell>>("spread_cells", "Spread of the mean, a coin a cell", "", 3,
                                                        "Exact standard deviation: the root of p / (1 - p) / 9."),
    readout<&SpatialDropout::spread<Coins::one_for_all>>("spread_shared", "Spread of the mean, one coin", "", 3,
                                                         "Exact standard deviation: the root of p / (1 - p)."),
    readout<&SpatialDropout::seen<Coins::one_a_cell>>("seen_cells", "Spread over 64 masks, a coin a cell", "", 3,
                                                      "Standard deviation over the masks of the picture."),
    readout<&SpatialDropout::seen<Coins::one_for_all>>("seen_shared", "Spread over 64 masks, one coin", "", 3,
                                                       "Standard deviation over the masks of the picture."),
};

constexpr ActionInfo actions[] = {
    action<&SpatialDropout::new_mask>("new_mask", "New mask", "Shows the next mask of this RNG seed."),
};

constexpr std::string_view fill_controls[] = {"new_mask", "p", "filter", "line", "mask_number", "seed"};
constexpr std::string_view mean_controls[] = {"new_mask", "p", "flipped", "mask_number", "seed"};

constexpr PanelInfo panels[] = {
    panel<&SpatialDropout::draw_fill>("fill", "Drag the line: can the rest fill the gap?",
                                      SpatialDropout::fill_height,
                                      {.controls = fill_controls,
                                       .describe = sentence<&SpatialDropout::describe_fill>,
                                       .wide = true,
                                       .table = table_of<&SpatialDropout::fill_table>}),
    panel<&SpatialDropout::draw_mean>("mean", "Nine equal cells: how much does their mean wobble?",
                                      SpatialDropout::mean_height,
                                      {.controls = mean_controls,
                                       .describe = sentence<&SpatialDropout::describe_mean>,
                                       .wide = true,
                                       .table = table_of<&SpatialDropout::mean_table>,
                                       .main_act = "new_mask"}),
};

}  // namespace

extern constinit const WidgetType spatial_dropout = widget_type<SpatialDropout>({
    .id = "spatial_dropout",
    .title = "Cells and channels",
    .summary = "Drops scattered cells of a feature map, or the whole map, and asks the neighbors what was there.",
    .hint = "Drag the line across the map, then press New mask.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {},
    .panels = panels,
});

}  // namespace lesson
