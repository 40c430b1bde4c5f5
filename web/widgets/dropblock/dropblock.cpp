// dropblock.cpp: widget dropblock, chapter 8: erase squares of a feature map and see what the rest can give back.
#include "dropblock.h"

#include <cmath>

#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "contract/table.h"
#include "dropout/mask.h"
#include "kit/order.h"
#include "kit/plot.h"

namespace lesson {

using dropout::BlockStarts;

namespace {

using Params = DropBlockMaps::Params;
using Square = DropBlockMaps::Square;

constexpr std::uint32_t last_map_number = 999999;

void draw_mask_of(const Params& params, std::uint32_t number, std::span<std::uint8_t> mask,
                  std::span<std::uint8_t> starts = {}) {
  dropout::draw_block_mask(params.shape(), 1, DropBlockMaps::side, DropBlockMaps::side, params.drop_rate,
                           {.seed = params.seed, .step = number}, mask, starts);
}

void erase(std::vector<std::uint8_t>& mask, const Square& square) {
  for (int row = 0; row < DropBlockMaps::side; ++row)
    for (int column = 0; column < DropBlockMaps::side; ++column)
      if (square.covers(row, column)) mask[static_cast<std::size_t>(row * DropBlockMaps::side + column)] = 0;
}

// As many cells one by one: those with the smallest random words, so one more is one more cell and no other.
std::vector<std::uint8_t> scattered(int count, std::uint32_t seed) {
  std::vector<float> words;
  for (std::uint32_t cell = 0; cell < DropBlockMaps::cell_count; ++cell)
    words.push_back(static_cast<float>(dropout::mask_word({.seed = seed, .layer = 1}, cell) >> 8));
  const std::vector<int> order = order_of(words);
  std::vector<std::uint8_t> mask(DropBlockMaps::cell_count, 1);
  for (int i = 0; i < count; ++i) mask[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = 0;
  return mask;
}

}  // namespace

Square DropBlockMaps::eraser(const Params& params) {
  return {params.eraser_row - params.block_size, params.eraser_column - params.block_size, params.block_size};
}

std::vector<Square> DropBlockMaps::stamped(const Params& params) {
  std::vector<Square> squares;
  const int half = params.block_size / 2;
  for (int cell = 0; cell < cell_count; ++cell)
    if (params.stamps[static_cast<std::size_t>(cell)] != 0)
      squares.push_back({cell / side - half, cell % side - half, params.block_size});
  return squares;
}

int DropBlockMaps::start_places(const Params& params) {
  return params.starts == BlockStarts::fit ? side - params.block_size + 1 : side;
}

std::vector<Square> DropBlockMaps::drawn(const Params& params) {
  std::vector<Square> squares;
  if (!params.by_rule) return squares;
  std::vector<std::uint8_t> mask(cell_count), starts(dropout::block_start_count(params.shape(), side, side));
  draw_mask_of(params, params.map_number, mask, starts);
  const int places = start_places(params), b = params.block_size;
  const int back = params.starts == BlockStarts::fit ? 0 : b - 1 - b / 2;
  for (int place = 0; place < places * places; ++place)
    if (starts[static_cast<std::size_t>(place)] != 0)
      squares.push_back({place / places - back, place % places - back, b});
  return squares;
}

DropBlockMaps::Span DropBlockMaps::covering_starts(const Params& params, int place) {
  const int b = params.block_size, ahead = params.starts == BlockStarts::fit ? 0 : b - 1 - b / 2;
  return {std::max(0, place - b + 1 + ahead), std::min(start_places(params) - 1, place + ahead)};
}

int DropBlockMaps::probe_places(const Params& params) const {
  return covering_starts(params, params.probe_row - 1).count() *
         covering_starts(params, params.probe_column - 1).count();
}

const DropBlockMaps::Study& DropBlockMaps::study(const Params& params) const {
  std::vector<std::uint8_t> mask(cell_count, 1);
  if (params.by_rule) draw_mask_of(params, params.map_number, mask);
  for (const Square& square : stamped(params)) erase(mask, square);
  erase(mask, eraser(params));
  if (study_ && study_->blocks == mask && study_->seed == params.seed) return *study_;
  study_ = Study{std::move(mask), {}, params.seed, 0, {}, {}};
  study_->dropped = static_cast<int>(std::count(study_->blocks.begin(), study_->blocks.end(), std::uint8_t{0}));
  study_->cells = scattered(study_->dropped, params.seed);
  study_->of_blocks = guess_cells(cat_picture(), study_->blocks);
  study_->of_cells = guess_cells(cat_picture(), study_->cells);
  return *study_;
}

// ---- how often each cell is dropped ----------------------------------------------------------------------------------

void DropBlockMaps::reset(const Params& params) {
  draw_count_ = 0;
  tally_.assign(cell_count, 0);
  chances_.assign(cell_count, 0.0);
  dropout::drop_block_probabilities(params.shape(), side, side, params.drop_rate, chances_);
}

void DropBlockMaps::step(const Params& params) {
  std::vector<std::uint8_t> mask(cell_count);
  for (int i = 0; i < masks_per_tick; ++i) {
    draw_mask_of(params, static_cast<std::uint32_t>(draw_count_), mask);
    ++draw_count_;
    for (std::size_t cell = 0; cell < mask.size(); ++cell) tally_[cell] += mask[cell] == 0;
  }
}

int DropBlockMaps::run_goal(const Params&, int ticks) const {
  return std::min((ticks / run_ticks + 1) * run_ticks, max_ticks);
}

void DropBlockMaps::state(StateIo& io) {
  io(tally_);
  io(draw_count_);
  io.require(tally_.size() == cell_count && draw_count_ >= 0 && draw_count_ <= max_ticks * masks_per_tick);
}

double DropBlockMaps::gamma(const Params& params) const {
  return dropout::drop_block_gamma(params.shape(), side, side, params.drop_rate);
}

double DropBlockMaps::expected_share(const Params& params, BlockStarts starts) const {
  std::vector<double> chances(cell_count);
  dropout::drop_block_probabilities(params.shape(starts), side, side, params.drop_rate, chances);
  double sum = 0;
  for (const double chance : chances) sum += chance;
  return 100 * sum / cell_count;
}

double DropBlockMaps::probe_measured(const Params& params) const { return 100 * measured(params.probe()); }

double DropBlockMaps::measured_share(const Params&) const {
  double sum = 0;
  for (std::size_t cell = 0; cell < tally_.size(); ++cell) sum += measured(cell);
  return 100 * sum / cell_count;
}

double DropBlockMaps::largest_deviation(const Params&) const {
  double largest = 0;
  for (std::size_t cell = 0; draw_count_ > 0 && cell < tally_.size(); ++cell)
    largest = std::max(largest, std::abs(measured(cell) - chances_[cell]));
  return 100 * largest;
}

// ---- actions ---------------------------------------------------------------------------------------------------------

// The rule alone, so that what is seen is its draw.
int DropBlockMaps::resample(Params& params) {
  if (params.by_rule) params.map_number = params.map_number < last_map_number ? params.map_number + 1 : 0;
  params.by_rule = true;
  params.stamps = {};
  params.eraser_row = params.eraser_column = 0;
  return 0;
}

int DropBlockMaps::clear(Params& params) {
  params.by_rule = false;
  params.stamps = {};
  params.eraser_row = params.eraser_column = 0;
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::string DropBlockMaps::describe_maps(const Params& params) const {
  const Study& now = study(params);
  if (now.dropped == 0) return "Nothing is erased. Drag the eraser into the picture, or tap a place to stamp it.";
  std::string words = count_text(now.dropped) + " of " + count_text(cell_count) + " cells are gone on both sides";
  if (params.by_rule && eraser(params).row + params.block_size == 0 && stamped(params).empty())
    words = "The rule stamped " + plural_text(static_cast<std::int64_t>(drawn(params).size()), "square", "squares") +
            " of " + std::to_string(params.block_size) + " × " + std::to_string(params.block_size) + ": " + words;
  if (!params.fill) return words + ". Which cat would you still know?";
  return words + ", then guessed: " + percent_text(std::max(0.0, now.of_blocks.share)) +
         " of what the squares took comes back, and " + percent_text(std::max(0.0, now.of_cells.share)) +
         " of single cells.";
}

std::string DropBlockMaps::describe_chances(const Params& params) const {
  const int places = start_places(params) * start_places(params), covering = probe_places(params);
  std::string words =
      plural_text(covering, "place", "places") + " of " + count_text(places) + " " +
      (covering == 1 ? "covers" : "cover") + " the cell in row " + std::to_string(params.probe_row) + ", column " +
      std::to_string(params.probe_column) + ": it is dropped in " + number_text(probe_chance(params), 1) +
      " % of the masks. The mean of all cells is " +
      number_text(params.starts == BlockStarts::fit ? share_if_fit(params) : share_if_anywhere(params), 1) +
      " %, p is " + number_text(100 * params.drop_rate, 0) + " %.";
  if (draw_count_ > 0)
    words += " In " + count_text(draw_count_) + " drawn masks: this cell " + number_text(probe_measured(params), 1) +
             " %, the mean " + number_text(measured_share(params), 1) + " %.";
  return words;
}

std::string DropBlockMaps::describe(const Params& params) const {
  return describe_maps(params) + " " + describe_chances(params);
}

void DropBlockMaps::maps_table(const Params& params, Table& table) const {
  const Study& now = study(params);
  table.row("Erased", "Cells of " + count_text(cell_count), "Comes back");
  table.row("squares", count_text(now.dropped), percent_text(std::max(0.0, now.of_blocks.share)));
  table.row("single cells", count_text(now.dropped), percent_text(std::max(0.0, now.of_cells.share)));
}

void DropBlockMaps::chances_table(const Params& params, Table& table) const {
  table.row("Cell", "Places that cover it", "Dropped, exact", "Of " + plural_text(draw_count_, "mask", "masks"));
  const auto row = [&](const std::string& name, int r, int c) {
    const std::size_t cell = static_cast<std::size_t>(r * side + c);
    table.row(name, count_text(covering_starts(params, r).count() * covering_starts(params, c).count()),
              number_text(100 * chances_[cell], 1) + " %",
              draw_count_ > 0 ? number_text(100 * measured(cell), 1) + " %" : std::string());
  };
  row("yours", params.probe_row - 1, params.probe_column - 1);
  row("corner", 0, 0);
  row("middle of an edge", 0, side / 2);
  row("center", side / 2, side / 2);
  table.row(
      "mean", "",
      number_text(params.starts == BlockStarts::fit ? share_if_fit(params) : share_if_anywhere(params), 1) + " %",
      draw_count_ > 0 ? number_text(measured_share(params), 1) + " %" : std::string());
}

}  // namespace lesson
