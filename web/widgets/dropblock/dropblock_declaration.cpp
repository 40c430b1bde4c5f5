// dropblock_declaration.cpp: the params, readouts, actions and panels of dropblock.
#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "dropblock.h"

namespace lesson {

namespace {

using Params = DropBlockMaps::Params;
using Widget = DropBlockMaps;

constexpr std::string_view mode_names[] = {"scattered cells", "DropBlock"};
constexpr std::string_view start_names[] = {"blocks must fit", "starts anywhere"};
constexpr Range rows{0, Widget::side, 1}, places{1, Widget::side, 1};

constexpr ParamInfo params[] = {
    param<&Params::block_size>("block", "Block size b", " cells", {1, Widget::largest_block, 1},
                               "Side of a square, of the eraser and of the rule.", {.control = Control::slider}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 1, 0.05},
                              "The share that the rule would drop if no two squares overlapped."),
    param<&Params::fill>("fill", "Fill in from neighbors", "", {0, 1, 1},
                         "Dropped cells show the best guess from the kept cells around them.",
                         {.effect = ParamEffect::view}),
    param<&Params::eraser_row>("eraser_row", "Eraser, row", "", rows,
                               "The last row that the eraser covers, from 1; at 0 it is put away.",
                               {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::eraser_column>("eraser_column", "Eraser, column", "", rows,
                                  "The last column that the eraser covers, from 1; at 0 it is put away.",
                                  {.place = Place::picture, .effect = ParamEffect::view}),
    cells_param<&Params::stamps>("stamps", "Stamps", Widget::side, "The middles of the squares stamped by hand.",
                                 {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::probe_row>("probe_row", "Cell asked about, row", "", places, "Row of the cell, from the top.",
                              {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::probe_column>("probe_column", "Cell asked about, column", "", places,
                                 "Column of the cell, from the left.",
                                 {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::mode>("mode", "On narrow screens", "", {0, 1, 1},
                         "Where there is room for one map only: which of the two is shown.",
                         {.place = Place::more, .effect = ParamEffect::view, .choices = mode_names}),
    param<&Params::by_rule>("by_rule", "Mask of the rule", "", {0, 1, 1},
                            "The squares of the rule's mask are dropped too.",
                            {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::starts>(
        "starts", "Starts", "", {0, 1, 1},
        "Where the rule lets a square start: where it fits (the paper), or anywhere, cut off at the "
        "border (timm).",
        {.place = Place::more, .choices = start_names}),
    param<&Params::map_number>("map_number", "Mask number", "", {0, 999999, 1},
                               "Which mask of the rule; a number calls its mask up again.",
                               {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Widget::dropped>("dropped", "Cells dropped", "", 0,
                              "How many of the 784 cells are gone, on either side."),
    readout<&Widget::dropped_share>("dropped_share", "Share dropped", " %", 1, "Dropped cells over all cells."),
    readout<&Widget::back_blocks>("back_blocks", "Comes back, squares", " %", 1,
                                  "Share of the dropped cells' variance that the kept ones around them tell (R²)."),
    readout<&Widget::back_cells>("back_cells", "Comes back, single cells", " %", 1,
                                 "The same for as many cells that are gone one by one."),
    readout<&Widget::gamma>("gamma", "Chance of a start γ", "", 6,
                            "Probability that a block starts at an allowed place."),
    readout<&Widget::corner_chance>("corner", "Corner dropped", " %", 1,
                                    "Exact probability that a corner cell is dropped."),
    readout<&Widget::edge_chance>("edge", "Middle of an edge dropped", " %", 1,
                                  "Exact probability in the middle of the top edge."),
    readout<&Widget::center_chance>("center", "Center dropped", " %", 1,
                                    "Exact probability that the center cell is dropped."),
    readout<&Widget::share_if_fit>("share_fit", "Expected share, blocks must fit", " %", 2,
                                   "Exact mean share of dropped cells if blocks start only where they fit."),
    readout<&Widget::share_if_anywhere>("share_anywhere", "Expected share, starts anywhere", " %", 2,
                                        "Exact mean share if blocks start anywhere and are cut off."),
    readout<&Widget::probe_places>("probe_places", "Places that cover the cell", "", 0,
                                   "Places from which a square would cover the cell asked about."),
    readout<&Widget::probe_chance>("probe_chance", "The cell is dropped", " %", 1,
                                   "Exact probability for the cell asked about."),
    readout<&Widget::probe_measured>("probe_measured", "The cell was dropped", " %", 1,
                                     "Share of the drawn masks, 0 before any draw."),
    readout<&Widget::draw_count>("draws", "Masks drawn", "", 0, "How many masks the tally holds."),
    readout<&Widget::measured_share>("measured_share", "Measured share", " %", 2,
                                     "Share of dropped cells over all drawn masks, 0 before any draw."),
    readout<&Widget::largest_deviation>("deviation", "Largest deviation", " points", 2,
                                        "Largest difference of a cell's measured and exact probability."),
};

constexpr ActionInfo actions[] = {
    action<&Widget::resample>("resample", "Draw a mask",
                              "The rule stamps squares by chance: the next mask of this RNG seed."),
    action<&Widget::clear>("clear", "Put all back", "Nothing is erased any more."),
};

constexpr std::string_view map_controls[] = {"resample", "clear", "block",   "fill",   "eraser_row", "eraser_column",
                                             "stamps",   "mode",  "by_rule", "starts", "map_number", "seed"};
// A chance belongs to no single mask.
constexpr std::string_view chance_controls[] = {"block", "p", "probe_row", "probe_column", "starts", "seed"};

constexpr PanelInfo panels[] = {
    panel<&Widget::draw_maps>("maps", "Erase the eyes. Can the rest of the cat guess them?", Widget::maps_height,
                              {.controls = map_controls,
                               .describe = sentence<&Widget::describe_maps>,
                               .wide = true,
                               .table = table_of<&Widget::maps_table>,
                               .plays = false,
                               .main_act = "resample"}),
    panel<&Widget::draw_chances>("chances", "Which cell does the rule drop most?", Widget::chances_height,
                                 {.controls = chance_controls,
                                  .describe = sentence<&Widget::describe_chances>,
                                  .wide = true,
                                  .table = table_of<&Widget::chances_table>}),
};

}  // namespace

extern constinit const WidgetType dropblock = widget_type<DropBlockMaps>({
    .id = "dropblock",
    .title = "Erase the eyes. Can the rest of the cat guess them?",
    .summary =
        "Erases squares of a feature map, shows what the rest can tell of them, and how often the rule drops each "
        "cell.",
    .hint = "Drag the eraser over the picture, then compare with as many single cells.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = DropBlockMaps::max_ticks,
                 .tick_label = "hundred masks",
                 .run_label = "Draw 10,000 masks",
                 .step_label = "Draw 100",
                 .running_label = "Drawing",
                 .ticks_per_second = 300,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
