// family_tile.h: what the overview and the large view of family share: the tensor under one member, in a square.
#pragma once

#include "contract/canvas.h"
#include "family.h"

namespace lesson {

// The 27 columns and rows of a tile: four maps of six cells, and a cell between maps.
inline constexpr int tile_cells = 4 * Family::side + 3;

// The side of a tile that fits into so much: its cells are whole or half pixels.
float tile_side(float room);

// Member::all draws the complete tensor.
void draw_family_tile(const Family::Params& params, Family::Member member, const Rect& square, Canvas& canvas);

}  // namespace lesson
