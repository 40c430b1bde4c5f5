// measured_cells.h: the numbers in the cells of a table of measured numbers.
#pragma once

#include "facts.h"

namespace checker {

// block: a "measured_table" of the right shape. One list a row with one entry a column: null for a column of text, else
// a list of numbers {"value", "text"}: mean or gain and, if the cell asks for it, the half width of its interval. Empty:
// the row is its own base. All errors go to problems.
Json measured_cells(const Node& block, ComputeContext& context, Problems& problems);

}  // namespace checker
