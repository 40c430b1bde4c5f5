// spatial_dropout_tables.cpp: what the panels of spatial_dropout draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Mode = SpatialDropout::Mode;
constexpr Mode modes[] = {Mode::element, Mode::block, Mode::channel};

}  // namespace

void SpatialDropout::masked_table(const Params& params, Table& table) const {
  const Loss& shown = loss(params, params.mode);
  table.row("Map", "Cells dropped", "Cells");
  for (std::size_t map = 0; map < map_count; ++map)
    table.row(map_name(map), std::to_string(shown.dropped[map]), std::to_string(params.cells()));
}

void SpatialDropout::rebuilt_table(const Params& params, Table& table) const {
  const Loss& shown = loss(params, params.mode);
  table.row("Map", "Cells dropped", "R² of the guess");
  for (std::size_t map = 0; map < map_count; ++map)
    table.row(map_name(map), std::to_string(shown.dropped[map]),
              shown.dropped[map] > 0 ? number_text(shown.map_shares[map], 2) : std::string("all kept"));
}

void SpatialDropout::recovery_table(const Params& params, Table& table) const {
  table.row("Drop", "R² on these maps", "Exact R² on a Gaussian field", "Random values a mask");
  for (const Mode mode : modes) {
    const Loss& found = loss(params, mode);
    table.row(spatial_mode_name(params, mode),
              found.dropped_count > 0 ? number_text(found.share, 2) : std::string("nothing dropped"),
              number_text(found.exact_share, 2), count_text(decision_count(params, mode)));
  }
}

void SpatialDropout::noise_table(const Params& params, Table& table) const {
  table.row("Drop", "Relative variance over " + plural_text(draw_count_, "draw", "draws"), "Exact");
  for (const Mode mode : modes)
    table.row(spatial_mode_name(params, mode), draw_count_ > 0 ? number_text(measured_noise(mode), 3) : std::string(),
              number_text(exact_noise(params, mode), 3));
}

}  // namespace lesson
