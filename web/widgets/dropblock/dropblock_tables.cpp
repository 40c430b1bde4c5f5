// dropblock_tables.cpp: what the panels of dropblock draw, as rows.
#include "contract/table.h"
#include "dropblock.h"
#include "kit/plot.h"

namespace lesson {

namespace {

// "1, 12": row and column, counted from the top left.
std::string cell_words(std::size_t cell, int side) {
  const std::size_t columns = static_cast<std::size_t>(side);
  return std::to_string(cell / columns + 1) + ", " + std::to_string(cell % columns + 1);
}

}  // namespace

void DropBlockMaps::maps_table(const Params& params, Table& table) const {
  const std::vector<float> map = feature_map(params.side);
  const Sample& shown = sample(params);
  table.row("Row, column", "Value", "Map " + count_text(params.map_number), "Rebuilt");
  for (std::size_t cell = 0; cell < map.size(); ++cell)
    table.row(cell_words(cell, params.side), number_text(static_cast<double>(map[cell]), 2),
              shown.mask[cell] != 0 ? "kept" : "dropped", number_text(static_cast<double>(shown.rebuilt[cell]), 2));
}

void DropBlockMaps::chances_table(const Params& params, Table& table) const {
  const std::vector<double> measured = measured_chances();
  table.row("Row, column", "Exact probability of a drop", "Share of " + plural_text(draw_count_, "map", "maps"));
  for (std::size_t cell = 0; cell < chances_.size(); ++cell)
    table.row(cell_words(cell, params.side), number_text(chances_[cell], 3),
              draw_count_ > 0 ? number_text(measured[cell], 3) : std::string());
}

void DropBlockMaps::shares_table(const Params& params, Table& table) const {
  table.row("Starts", "Mean share dropped");
  table.row("blocks must fit, exact", number_text(share_if_fit(params), 1) + " %");
  table.row("starts anywhere, exact", number_text(share_if_anywhere(params), 1) + " %");
  if (draw_count_ > 0)
    table.row("here, over " + plural_text(draw_count_, "map", "maps"), number_text(measured_share(params), 1) + " %");
}

}  // namespace lesson
