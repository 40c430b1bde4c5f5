// page_numbers.h: computes every number of a page and plays every setting that it names.
#pragma once

#include "facts.h"
#include "page.h"

namespace checker {

// Computed facts and cells are written into the page; all errors go to problems.
void check_numbers(Page& page, ComputeContext& context, Problems& problems);

// Params, ticks and controls of figures, steps of questions and presets, on the widgets they name. Names of figures that
// the page does not have are none of its business.
void check_settings(const Page& page, Problems& problems);

}  // namespace checker
