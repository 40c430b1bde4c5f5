// dropblock.cpp: widget dropblock, chapter 8: drop squares of a feature map and see what the rest can give back.
#include "dropblock.h"

#include <algorithm>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/mask.h"
#include "dropout/variance_shift.h"
#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

using dropout::BlockStarts;

namespace {

constexpr double last_map_number = 999999;
constexpr double nugget = 0.05;  // as in chapter 4: what a cell shows is not quite what its neighbors know

constexpr std::string_view mode_names[] = {"scattered cells", "DropBlock"};
constexpr std::string_view start_names[] = {"blocks must fit", "starts anywhere"};

double bump(double distance_square, double width) { return dropout::exp(-distance_square / (2 * width * width)); }

// Brightness of the face at (x, y) in [-1, 1]^2, y downwards: two eyes and a mouth.
double face(double x, double y) {
  const double eye_x = std::abs(x) - 0.42, eye_y = y + 0.38;
  const double eyes = bump(eye_x * eye_x + eye_y * eye_y, 0.17);
  const double ring = std::sqrt(x * x + (y + 0.08) * (y + 0.08)) - 0.66;
  const double lower_half = std::clamp((y - 0.05) / 0.25, 0.0, 1.0);
  return std::max(eyes, lower_half * bump(ring * ring, 0.13));
}

void draw_mask_of(const DropBlockMaps::Params& params, std::uint32_t number, std::span<std::uint8_t> mask,
                  std::span<std::uint8_t> starts = {}) {
  dropout::draw_block_mask(params.shape(), 1, params.side, params.side, params.drop_rate,
                           {.seed = params.seed, .step = number}, mask, starts);
}

dropout::GaussianField field_of(const DropBlockMaps::Params& params) {
  return {.side = params.side, .length = params.smoothness, .nugget = nugget};
}

// Predicts the dropped cells of the face with the best linear predictor, which wants mean 0 and variance 1.
void rebuild(const DropBlockMaps::Params& params, DropBlockMaps::Sample& sample) {
  const std::vector<float> map = DropBlockMaps::feature_map(params.side);
  std::vector<double> values(map.begin(), map.end());
  const dropout::Moments moments = dropout::moments_of(values);
  const double sd = std::sqrt(moments.variance);
  for (double& value : values) value = (value - moments.mean) / sd;
  const std::vector<double> rebuilt = dropout::rebuild_best_linear(field_of(params), sample.mask, values);
  double squares = 0;
  sample.rebuilt = map;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (sample.mask[i] != 0) continue;
    const double value = std::clamp(moments.mean + sd * rebuilt[i], 0.0, 1.0);
    sample.rebuilt[i] = static_cast<float>(value);
    squares += (value - static_cast<double>(map[i])) * (value - static_cast<double>(map[i]));
  }
  sample.rebuild_error = sample.dropped > 0 ? std::sqrt(squares / sample.dropped) : 0;
}

}  // namespace

std::vector<float> DropBlockMaps::feature_map(int side) {
  std::vector<float> map;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      map.push_back(static_cast<float>(face((2 * column + 1.0) / side - 1, (2 * row + 1.0) / side - 1)));
  return map;
}

void DropBlockMaps::reset(const Params& params) {
  sample_.reset();
  draw_count_ = recovery_count_ = 0;
  recovery_sum_ = 0;
  tally_.assign(params.cell_count(), 0);
  chances_.assign(params.cell_count(), 0.0);
  dropout::drop_block_probabilities(params.shape(), params.side, params.side, params.drop_rate, chances_);
}

void DropBlockMaps::step(const Params& params) {
  std::vector<std::uint8_t> mask(params.cell_count());
  for (int i = 0; i < maps_per_tick; ++i) {
    draw_mask_of(params, static_cast<std::uint32_t>(draw_count_), mask);
    ++draw_count_;
    for (std::size_t cell = 0; cell < mask.size(); ++cell) tally_[cell] += mask[cell] == 0;
  }
  // Of one map a tick, and of the first 100 ticks only: a rebuilding costs more than a hundred masks.
  if (draw_count_ > map_ticks * maps_per_tick) return;
  const dropout::Recovery recovery = dropout::best_linear_recovery(field_of(params), mask);
  if (recovery.dropped_count == 0) return;
  recovery_sum_ += recovery.mean;
  ++recovery_count_;
}

int DropBlockMaps::run_goal(const Params&, int ticks) const {
  return std::min((ticks / map_ticks + 1) * map_ticks, max_ticks);
}

void DropBlockMaps::state(StateIo& io) {
  const std::size_t cells = tally_.size();
  io(tally_);
  io(draw_count_);
  io(recovery_count_);
  io(recovery_sum_);
  io.require(tally_.size() == cells && draw_count_ >= 0 && draw_count_ <= max_ticks * maps_per_tick);
  io.require(recovery_count_ >= 0 && recovery_count_ <= map_ticks);
}

const DropBlockMaps::Sample& DropBlockMaps::sample(const Params& params) const {
  if (sample_ && sample_->map_number == params.map_number) return *sample_;
  sample_ = Sample{};
  Sample& sample = *sample_;
  sample.map_number = params.map_number;
  sample.mask.resize(params.cell_count());
  sample.starts.resize(dropout::block_start_count(params.shape(), params.side, params.side));
  draw_mask_of(params, params.map_number, sample.mask, sample.starts);
  const dropout::Recovery recovery = dropout::best_linear_recovery(field_of(params), sample.mask);
  sample.dropped = recovery.dropped_count;
  sample.recovery = recovery.mean;
  rebuild(params, sample);
  return sample;
}

std::vector<double> DropBlockMaps::measured_chances() const {
  std::vector<double> chances;
  for (const std::int32_t count : tally_)
    chances.push_back(draw_count_ > 0 ? static_cast<double>(count) / draw_count_ : 0.0);
  return chances;
}

double DropBlockMaps::chance_at(int row, int column) const {
  const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(chances_.size()))));
  return 100 * chances_[static_cast<std::size_t>(row * side + column)];
}

double DropBlockMaps::dropped_share(const Params& params) const {
  return 100.0 * dropped(params) / static_cast<double>(params.cell_count());
}

double DropBlockMaps::gamma(const Params& params) const {
  return dropout::drop_block_gamma(params.shape(), params.side, params.side, params.drop_rate);
}

double DropBlockMaps::expected_share(const Params& params, BlockStarts starts) const {
  std::vector<double> chances(params.cell_count());
  dropout::drop_block_probabilities(params.shape(starts), params.side, params.side, params.drop_rate, chances);
  double sum = 0;
  for (const double chance : chances) sum += chance;
  return 100 * sum / static_cast<double>(chances.size());
}

double DropBlockMaps::measured_share(const Params&) const {
  double sum = 0;
  for (const double chance : measured_chances()) sum += chance;
  return 100 * sum / static_cast<double>(tally_.size());
}

double DropBlockMaps::largest_deviation(const Params&) const {
  if (draw_count_ == 0) return 0;
  double largest = 0;
  const std::vector<double> measured = measured_chances();
  for (std::size_t i = 0; i < measured.size(); ++i) largest = std::max(largest, std::abs(measured[i] - chances_[i]));
  return 100 * largest;
}

int DropBlockMaps::resample(Params& params) {
  params.map_number = params.map_number < last_map_number ? params.map_number + 1 : 0;
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string DropBlockMaps::describe_maps(const Params& params) const {
  const std::string way = params.mode == Mode::cells ? "Scattered dropout"
                                                     : "DropBlock with blocks of " + std::to_string(params.block()) +
                                                           " × " + std::to_string(params.block());
  const int all = static_cast<int>(params.cell_count()), gone = dropped(params);
  std::string sentence = way + " at p = " + number_text(params.drop_rate, 2) + ": map " +
                         count_text(params.map_number) + " of RNG seed " + std::to_string(params.seed) + " loses " +
                         std::to_string(gone) + " of " + std::to_string(all) + " cells";
  if (gone > 0)
    sentence +=
        ", and on a smooth map the rest can rebuild " + percent_text(sample(params).recovery) + " of what is missing";
  return sentence + ".";
}

std::string DropBlockMaps::describe_chances(const Params& params) const {
  std::string sentence =
      "A corner cell is dropped with probability " + number_text(corner_chance(params) / 100, 3) +
      ", the center with " + number_text(center_chance(params) / 100, 3) + "; the expected share is " +
      number_text(share_if_fit(params), 1) + " % if blocks must fit and " +
      number_text(share_if_anywhere(params), 1) +
      " % if they may start anywhere (here: " + std::string(start_names[static_cast<std::size_t>(params.starts)]) +
      ").";
  if (draw_count_ > 0)
    sentence += " In " + count_text(draw_count_) + " drawn maps " + number_text(measured_share(params), 1) +
                " % of the cells were dropped.";
  return sentence;
}

std::string DropBlockMaps::describe(const Params& params) const {
  return describe_maps(params) + " " + describe_chances(params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = DropBlockMaps::Params;

constexpr ParamInfo params[] = {
    param<&Params::mode>("mode", "Drop", "", {0, 1, 1}, "Single cells, or whole squares of cells.",
                         {.choices = mode_names}),
    param<&Params::block_size>("block", "Block size b", " cells", {1, DropBlockMaps::largest_side, 1},
                               "Side of a square; never larger than the map.",
                               {.relevant = relevant_if<&Params::drops_blocks>, .control = Control::slider}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 1, 0.05},
                              "The share that would be dropped if no two squares overlapped."),
    param<&Params::starts>("starts", "Starts", "", {0, 1, 1},
                           "Where a square may start: only where it fits (the paper), or anywhere, cut off (timm).",
                           {.choices = start_names, .relevant = relevant_if<&Params::drops_blocks>}),
    param<&Params::side>("side", "Side of the map F", " cells",
                         {DropBlockMaps::smallest_side, DropBlockMaps::largest_side, 1},
                         "How many cells the map has along an edge.", {.place = Place::more}),
    param<&Params::smoothness>("smoothness", "Smoothness l", " cells", {0.5, 4, 0.5},
                               "How far neighbors resemble each other, for the rebuilding.", {.place = Place::more}),
    param<&Params::map_number>("map_number", "Map number", "", {0, last_map_number, 1},
                               "Which mask of this RNG seed is shown; a number calls its mask up again.",
                               {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&DropBlockMaps::dropped>("dropped", "Cells dropped", "", 0, "How many cells the shown mask drops."),
    readout<&DropBlockMaps::dropped_share>("dropped_share", "Share dropped", " %", 1,
                                           "Dropped cells of the shown mask over all cells."),
    readout<&DropBlockMaps::recovery>("recovery", "R² of rebuilding", "", 3,
                                      "Share of a dropped cell's variation that the kept cells give back."),
    readout<&DropBlockMaps::mean_recovery>("mean_recovery", "Mean R² over the draws", "", 3,
                                           "The same over one of a hundred drawn maps, 0 before any draw."),
    readout<&DropBlockMaps::rebuild_error>("rebuild_error", "Error of the rebuilt cells", "", 3,
                                           "Root mean square error of the rebuilt cells, values lie in 0 to 1."),
    readout<&DropBlockMaps::gamma>("gamma", "Chance of a start γ", "", 6,
                                   "Probability that a block starts at an allowed place."),
    readout<&DropBlockMaps::corner_chance>("corner", "Corner dropped", " %", 1,
                                           "Exact probability that a corner cell is dropped."),
    readout<&DropBlockMaps::edge_chance>("edge", "Middle of an edge dropped", " %", 1,
                                         "Exact probability in the middle of the top edge."),
    readout<&DropBlockMaps::center_chance>("center", "Center dropped", " %", 1,
                                           "Exact probability that the center cell is dropped."),
    readout<&DropBlockMaps::share_if_fit>("share_fit", "Expected share, blocks must fit", " %", 2,
                                          "Exact mean share of dropped cells if blocks start only where they fit."),
    readout<&DropBlockMaps::share_if_anywhere>("share_anywhere", "Expected share, starts anywhere", " %", 2,
                                               "Exact mean share if blocks start anywhere and are cut off."),
    readout<&DropBlockMaps::draw_count>("draws", "Maps drawn", "", 0, "How many maps the tally holds."),
    readout<&DropBlockMaps::measured_share>("measured_share", "Measured share", " %", 2,
                                            "Share of dropped cells over all drawn maps, 0 before any draw."),
    readout<&DropBlockMaps::largest_deviation>("deviation", "Largest deviation", " points", 2,
                                               "Largest difference of a cell's measured and exact probability."),
};

constexpr ActionInfo actions[] = {
    action<&DropBlockMaps::resample>("resample", "Resample", "Draws the next mask of this RNG seed."),
};

// A chance belongs to no single map.
constexpr std::string_view chance_controls[] = {"mode", "block", "p", "starts", "side", "seed"};
constexpr std::string_view share_controls[] = {"mode", "block", "p", "starts", "side", "smoothness", "seed"};

constexpr PanelInfo panels[] = {
    panel<&DropBlockMaps::draw_maps>("maps", "Dropped and rebuilt", DropBlockMaps::maps_height,
                                     {.describe = sentence<&DropBlockMaps::describe_maps>,
                                      .wide = true,
                                      .table = table_of<&DropBlockMaps::maps_table>}),
    panel<&DropBlockMaps::draw_chances>("chances", "How often cells drop", DropBlockMaps::chances_height,
                                        {.controls = chance_controls,
                                         .describe = sentence<&DropBlockMaps::describe_chances>,
                                         .table = table_of<&DropBlockMaps::chances_table>}),
    panel<&DropBlockMaps::draw_shares>("shares", "Mean share dropped", DropBlockMaps::shares_height,
                                       {.controls = share_controls,
                                        .describe = sentence<&DropBlockMaps::describe_chances>,
                                        .table = table_of<&DropBlockMaps::shares_table>}),
};

}  // namespace

extern constinit const WidgetType dropblock = widget_type<DropBlockMaps>({
    .id = "dropblock",
    .title = "Scattered cells or whole blocks",
    .summary = "Drops cells or squares of a feature map, shows what the rest can rebuild, and how often each cell is "
               "dropped.",
    .hint = "Switch between scattered cells and DropBlock, then look at the rebuilt map.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = DropBlockMaps::max_ticks,
                 .tick_label = "tick",
                 .run_label = "Run",
                 .step_label = "Step",
                 .ticks_per_second = 300,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
